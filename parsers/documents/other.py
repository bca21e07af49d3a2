"""A document of a kind that nothing reads in, its Document out: recognised, with a finding that says so."""

from __future__ import annotations

from parsers.documents.front_matter import begin_document
from parsers.documents.likeness import looks_like_a_followup
from parsers.documents.span import FileContext, Span
from parsers.model.findings import Code, finding
from parsers.model.records import Document

__all__ = ["other_document"]


def other_document(span: Span, file: FileContext) -> Document:
    document, rows = begin_document(span)
    document.recognised = True
    document.findings.append(finding(Code.NOT_READ, document.front.title, document.first))
    if span.contenders:
        told = finding(Code.SEVERAL_PROFILES, ", ".join(span.contenders), document.first, profiles=", ".join(span.contenders))
        document.findings.append(told)
    elif looks_like_a_followup(rows):
        document.findings.append(finding(Code.LOOKS_LIKE_A_FOLLOWUP, place=document.first))
    return document
