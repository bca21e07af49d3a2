"""A document's rows to its front matter; contact lines are set aside without their text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from msgspec.structs import replace

from parsers.documents.agenda_form import NUMBERED_ITEM, begins_item
from parsers.documents.agenda_headings import heading_of
from parsers.documents.item_forms import CASE_LINE
from parsers.documents.span import Span
from parsers.language import dates
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding
from parsers.model.long_rows import rows_from
from parsers.model.records import Document, Finding, FrontMatter, Kind
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.profile.front_labels import FRONT_END, Front, front_lines

__all__ = ["begin_document", "front_matter"]

WORD = regex.compile(r"\p{L}{2}")  # no title is without a word
STAMPED = regex.compile(r"\s+(?!(?:og|til|samt|eller)\b|[-–,/])", regex.IGNORECASE)  # behind a day: what is no second one of a span
MOST_ROWS = 20_000  # above the first table or item: what stands further down is of no front
LONGEST_VALUE = 120  # characters: a day, a case, a name; an address on the web is longer seldom


def begin_document(span: Span) -> tuple[Document, Sequence[Row]]:
    """A document with its front matter and its places, and the rows that are left to read; its first words are its title."""
    front, rows, set_aside = front_matter(span)
    document = span.new_document()
    document.front, document.findings = front, set_aside
    if front.title is None:
        front.title = next((" ".join(row.text.split()) for row in rows if row.kind is RowKind.TEXT and WORD.search(row.text)), None)
    return document, rows


def front_matter(span: Span) -> tuple[FrontMatter, Sequence[Row], list[Finding]]:
    """The front matter of a document, its rows without it, and what was set aside on the way."""
    front = FrontMatter(title=span.title.text if span.title else None)
    findings = [finding(Code.HEADING, row.text, row.places[0]) for row in span.title_rows]
    rest: list[Row] = []
    end, is_agenda = 0, span.kind is Kind.AGENDA  # what stands below is the item's
    above = ""
    for row in islice(span.rows, MOST_ROWS):
        if row.kind is RowKind.TABLE or (is_agenda and (begins_item(row) or heading_of(row.text) is not None)):
            break
        if is_agenda and CASE_LINE.match(row.text) and NUMBERED_ITEM.match(above):
            break
        end, above = end + 1, row.text
        lines = front_lines(row.text) if row.kind is RowKind.TEXT else None
        if lines is None:
            rest.append(row)
            continue
        *before, (label, last) = lines
        value, further = _value_and_rest(label, last)
        for each, words in (*before, (label, value)):
            _take(front, each, words, row.places[0], findings)
        if further:
            rest.append(replace(row, cells=[Cell(further)]))
    return front, rows_from(span.rows, end, rest), findings


def _value_and_rest(label: Front, text: str) -> tuple[str, str]:
    """The value a label has, and what a dump that prints a page as one paragraph runs on with behind it."""
    if (end := FRONT_END.search(text)) is not None:
        return text[: end.start()].strip(), text[end.start() :]
    if label is Front.CONTACT or len(text) <= LONGEST_VALUE:  # whom to ask is set aside whole, however long
        return text, ""
    case = dates.CASE_ID.match(text) if label is Front.CASE else None
    cut = case.end() if case else text.rfind(" ", 0, LONGEST_VALUE) + 1 or text.find(" ") + 1 or len(text)
    return text[:cut].strip(), text[cut:].strip()


def _day_behind(value: str, place: Place, findings: list[Finding]) -> date | None:
    """The day that a label has; one that stands further off on its line, as a stamp's does, is another's and told."""
    first = dates.DATE.match(value)
    day = dates.date_of(value)
    if first is None or day is not None or not STAMPED.match(value, first.end()):
        if day is not None and any(map(str.isalnum, dates.DATE.sub("", value))):  # "10-01-2032 kl. 08:00"
            findings.append(finding(Code.HEADING, value, place))
        return day
    findings.append(finding(Code.FRONT_UNREAD, value[first.end() :].strip(), place))
    return dates.date_of(first[0])


def _take(front: FrontMatter, label: Front, value: str, place: Place, findings: list[Finding]) -> None:
    """Puts one labelled value where it belongs; what cannot be read stays in a finding with its words."""
    if label is Front.CONTACT:
        findings.append(finding(Code.CONTACT_LINE, place=place))
    elif label is Front.CASE and front.case_id is None and value:
        front.case_id = value
    elif label is Front.URL and front.source_url is None and value:
        front.source_url = value
    elif label is Front.DATE and front.document_date is None and (day := _day_behind(value, place, findings)) is not None:
        front.document_date = day
    elif label is Front.REVISED and front.revised_date is None and (day := dates.date_of(value)) is not None:
        front.revised_date = day
    else:
        findings.append(finding(Code.FRONT_UNREAD, f"{label.printed}: {value}", place))
