"""One file's bytes to the papers printed in it: the parsers' one door."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import regex

from parsers.documents import classify, followup, other
from parsers.documents.references import links_of
from parsers.language.money import amounts_of
from parsers.model.document import Document, Look
from parsers.model.findings import Code, finding
from parsers.model.records import Finding, Kind, Paper, Role
from parsers.model.rows import Place, Row
from parsers.profile.organisation import body_of
from parsers.signs.smileys import Legend
from parsers.text import reader as text_reader
from parsers.text.rows import text_rows

FOLLOWUPS = frozenset({Kind.PLAN, Kind.FOLLOWUP, Kind.EXTRA})
DRAFT = regex.compile(r"u\s*d\s*k\s*a\s*s\s*t", regex.IGNORECASE)
LONGEST_DRAFT = 30  # characters, stars and all: "** U D K A S T **"
PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"


@dataclass(slots=True)
class FileReading:
    """What one file gave: its papers in printed order, and findings about the file itself."""

    engine: str
    page_count: int | None
    papers: list[Paper] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_file(data: bytes, media_type: str, engine: str = "auto") -> FileReading:
    """Reads a PDF ("application/pdf"), a saved page ("text/html") or a text dump ("text/plain").

    `engine` is pdfium, pdfplumber or auto, and is for PDFs.

    Raises UnreadableError when the file cannot become a Document.
    """
    document, rows = _rows(data, media_type, engine)
    reading = FileReading(document.engine, document.page_count, papers(rows, document.looks, is_text=media_type != PDF))
    _mark_drafts(reading.papers, document)
    for code, page, words in document.notes:
        paper = next((paper for paper in reading.papers if _holds(paper, page)), None)
        findings = paper.findings if paper else reading.findings
        findings.append(finding(Code(code), words, Place(page=page)))
    return reading


def _rows(data: bytes, media_type: str, engine: str) -> tuple[Document, list[Row]]:
    if media_type == PDF:
        from parsers.pages.rows import page_rows
        from parsers.pdf import reader as pdf_reader

        document = Document(PDF, engine)
        return document, page_rows(pdf_reader.pages(data, document, engine))  # page by page: a file may have thousands
    if media_type == HTML:
        from parsers.text import html_reader

        document = html_reader.read(data)
        return document, text_rows(document)
    document = text_reader.read(data)
    return document, text_rows(document)


def papers(rows: list[Row], looks: Mapping[Hashable, Look], *, is_text: bool) -> list[Paper]:
    """The documents bound in one file's rows, each read by what reads its kind."""
    read: list[Paper] = []
    legend: Legend | None = None
    for span in classify.spans(rows):
        if span.kind in FOLLOWUPS:
            paper, legend = followup.read(span, looks, legend if span.kind is Kind.EXTRA else None, is_text=is_text)
        else:
            paper = other.read(span)
        paper.amounts, paper.links = amounts_of(paper), links_of(paper)
        paper.findings += _unknown_names(paper)
        read.append(paper)
    return read


def _unknown_names(paper: Paper) -> list[Finding]:
    """Each responsible committee and centre that is not among the known ones, where it is first named."""
    told: dict[tuple[Role, str], Finding] = {}
    for initiative in paper.initiatives:
        place = (initiative.description_places or initiative.places or [Place()])[0]
        for named in initiative.responsibilities:
            key = named.role, named.name
            if key not in told and named.role is not Role.CONTRIBUTOR and body_of(named.name, named.role) is None:
                code = Code.UNKNOWN_COMMITTEE if named.role is Role.COMMITTEE else Code.UNKNOWN_CENTER
                told[key] = finding(code, named.name, place, initiative)
    return list(told.values())


def _holds(paper: Paper, page: int | None) -> bool:
    first, last = paper.first.page, paper.last.page
    return page is not None and first is not None and last is not None and first <= page <= last


def _mark_drafts(read: list[Paper], document: Document) -> None:
    """A paper is a draft when "UDKAST" lies behind one of its pages, or stands on a line of its own in it."""
    pages = {page.number for page in document.pages if page.watermark and DRAFT.search(page.watermark)}
    lines = {number for number, text in document.lines if len(text) <= LONGEST_DRAFT and DRAFT.fullmatch(text.strip(" *#"))}
    for paper in read:
        first, last = paper.first.line, paper.last.line
        on_a_line = first is not None and last is not None and any(first <= line <= last for line in lines)
        paper.draft = on_a_line or any(_holds(paper, page) for page in pages)
