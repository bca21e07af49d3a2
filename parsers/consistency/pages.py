"""The pages of a document: one in the midst of a table that gave nothing, one whose number is passed over in print, one taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.consistency.fields import places_of
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding
from parsers.model.records import Document, Finding, Initiative
from parsers.model.rows import Place

__all__ = ["pages_between", "pages_missing", "pages_taken_out"]

FEWEST_STEPS = 2  # from a page to the next number: so many show that it is pages that are numbered
NUMBERED = regex.compile(r"(?:^|\b(?:side|page|s\.)\s*)(\d{1,4})(?:\s*(?:af|of|/)\s*(\d{1,4}))?$", regex.IGNORECASE)


def pages_missing(documents: Sequence[Document], page_count: int | None) -> Iterator[tuple[Document, Finding]]:
    """A finding for each number passed over, on the initiatives whose rows stand before and behind it; one for those at the end.

    `documents` are those of one file of `page_count` pages: each comes with its own findings.
    """
    printed, total = _printed(documents)
    steps = [(before, after) for before, after in pairwise(sorted(printed)) if after == before + 1]
    passed = [(before, after) for before, after in steps if printed[after][0] > printed[before][1] + 1]
    if sum(printed[after][0] == printed[before][1] + 1 for before, after in steps) < max(FEWEST_STEPS, 2 * len(passed)):
        return
    for before, after in passed:
        missing = _run(printed[before][1] + 1, printed[after][0] - 1)
        for document, subject in _around(documents, before, after):
            yield document, finding(Code.PAGE_MISSING, None, Place(page=after), subject, missing=missing)
    end = max(printed)
    if total is not None and printed[end][1] < total and end == page_count:
        yield documents[-1], finding(Code.PAGE_MISSING, None, Place(page=end), missing=_run(printed[end][1] + 1, total))


def pages_taken_out(documents: Sequence[Document], gaps: Sequence[tuple[int, int]]) -> Iterator[tuple[Document, Finding]]:
    """A finding for each gap, on the initiatives whose rows stand on the pages before and behind it."""
    for before, after in gaps:
        for document, subject in _around(documents, before, after):
            yield document, finding(Code.PAGE_TAKEN_OUT, None, Place(page=after), subject, before=before, after=after)


def _run(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def pages_between(document: Document) -> Iterator[Finding]:
    """A page between two of an initiative's pages that gave nothing to any initiative."""
    printed = {place.page for initiative in document.initiatives for place in places_of(initiative)}
    for initiative in document.initiatives:
        own = [place.page for place in places_of(initiative) if place.page is not None]
        for page in range(min(own, default=0) + 1, max(own, default=0)):
            if page not in printed:
                yield finding(Code.PAGE_BETWEEN_UNREAD, initiative.title, Place(page=page), initiative, page=page)


def _printed(documents: Sequence[Document]) -> tuple[dict[int, tuple[int, int]], int | None]:
    """By page of the file, the first and the last number printed on it as its own; and how many pages it says there are."""
    numbers: dict[int, tuple[int, int]] = {}
    totals: set[int] = set()
    for found in (found for document in documents for found in document.findings if found.code == Code.FURNITURE):
        match = NUMBERED.search((found.text or "").strip())
        if match is not None and found.place.page is not None:
            number = int(match[1])
            first, last = numbers.get(found.place.page, (number, number))
            numbers[found.place.page] = min(first, number), max(last, number)
            totals |= {int(match[2])} if match[2] else set()
    return numbers, totals.pop() if len(totals) == 1 else None


def _around(documents: Sequence[Document], before: int, after: int) -> list[tuple[Document, Initiative]]:
    """The last initiative with a row on the page before, and the first with one on the page after: often they are one."""
    initiatives = [(document, initiative) for document in documents for initiative in document.initiatives]
    on_before = [each for each in initiatives if any(place.page == before for place in places_of(each[1]))]
    on_after = [each for each in initiatives if any(place.page == after for place in places_of(each[1]))]
    both = [*on_before[-1:], *on_after[:1]]
    return both[:1] if len(both) == 2 and both[0][1] is both[1][1] else both
