"""A document's initiatives to a finding where there are fewer or more of them than its profile expects of its scope."""

from __future__ import annotations

from parsers.documents.span import Span
from parsers.model.findings import Code, finding
from parsers.model.records import Document, Finding, Kind
from parsers.profile.form import Expect, Profile

__all__ = ["count_doubt"]

PAGE = 2_500  # characters of a text without pages


def count_doubt(document: Document, span: Span, profile: Profile) -> Finding | None:
    """A whole municipality's follow-up has many initiatives, a committee's or an extra one few."""
    count, limits = len(document.initiatives), _limits(document, profile.expect)
    if not count or limits is None:
        return None
    fewest, most = limits
    if count > most or (count < fewest and _pages(document, span) >= profile.expect.from_pages):
        return finding(Code.COUNT_UNEXPECTED, None, document.first, count=count, fewest=fewest, most=most)
    return None


def _limits(document: Document, expected: Expect) -> tuple[int, ...] | None:
    scope = (document.scope or "").casefold()
    return expected.limited if document.kind is Kind.EXTRA or (scope and not scope.endswith("kommune")) else expected.whole


def _pages(document: Document, span: Span) -> int:
    first, last = document.first.page, document.last.page
    if first is not None and last is not None:
        return last - first + 1
    return sum(len(row.text) for row in span.rows) // PAGE
