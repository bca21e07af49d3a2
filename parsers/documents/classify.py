"""A file's Rows to the documents bound in it: what kind each is, and which rows are its."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from msgspec import Struct, field

from parsers.documents.agenda_form import meetings_in
from parsers.documents.item_forms import AGENDA_ITEM
from parsers.documents.kinds import kind_of
from parsers.documents.likeness import is_untitled_followup
from parsers.documents.span import Span
from parsers.language import dates
from parsers.model import late_regex as regex
from parsers.model.long_rows import texts_of
from parsers.model.records import Kind
from parsers.model.rows import Row, RowKind
from parsers.profile.front_labels import Front, front_lines
from parsers.profile.labels import header_columns
from parsers.profile.legend import legend_scale
from parsers.profile.title_patterns import own_title, titled_profiles
from parsers.profile.titles import TITLE_LETTERS, TITLE_STARTS, Title, begins_title, followup_title, names_agreement

__all__ = ["spans"]

# How data and programs begin ('{"title": …', '[', '#!/bin/sh', 'from x import y'), and no document does.
MACHINE_TEXT = regex.compile(r"[\[{]\s*(?:[\[{\"]|\Z)|#!|\"\"\"|import\s+\w+\s*\Z|from\s+\S+\s+import\s|<\?\w")
TITLE_LINES = 3  # lines a title may wrap over in a dump of plain lines
WHOLE_SCOPE = regex.compile(r"(?:kommune|udvalg(?:et)?|kommunalbestyrelsen)\Z", regex.IGNORECASE)


class _Found(Struct, frozen=True):
    """A title and the rows `start` to `end` it is printed in."""

    title: Title
    start: int
    end: int


class _Bound(Struct):
    """A document on its way, among others in a file: its rows, and those its title stands in."""

    kind: Kind
    title: Title | None = None
    rows: list[Row] = field(default_factory=list)
    title_rows: list[Row] = field(default_factory=list)


def spans(rows: Sequence[Row]) -> Iterator[Span]:
    """The documents of one file in the order they begin; blocks of one extra follow-up are one document."""
    first = next((row for row in rows if row.kind is not RowKind.BREAK), None)
    if first is not None and MACHINE_TEXT.match(first.text):
        yield Span(Kind.OTHER, rows)
        return
    kind = kind_of(rows)
    texts = texts_of(rows)
    for meeting in meetings_in(rows, texts) if kind is Kind.AGENDA else [rows]:
        yield from _bound(meeting, kind, texts if meeting is rows else texts_of(meeting))


def _bound(rows: Sequence[Row], kind: Kind, texts: Sequence[str]) -> list[Span]:
    """`kind` is that of what no follow-up's title stands above, `texts` are those of the rows."""
    titles, agenda = _titles(rows, texts), kind is Kind.AGENDA
    if agenda and titles:
        titles = _heading_tables(rows, titles)
    if not titles:
        return [Span(kind, rows)] if any(row.kind is not RowKind.BREAK for row in rows) else []
    accepted = {found.start: found for found in titles}
    documents: list[_Bound] = [_Bound(kind if agenda else Kind.OTHER)]
    current = documents[0]
    position = 0
    while position < len(rows):
        row = rows[position]
        found = accepted.get(position)
        if found is not None:
            if not _repeats(found.title, current) or _begins_anew(current):
                opened = _document_of(found.title, documents)
                opened.rows.extend(_front_before(current))
                current = opened
            current.title_rows.extend(rows[found.start : found.end])
            position = found.end
            continue
        if agenda and current.title is not None and row.kind is RowKind.TEXT and AGENDA_ITEM.match(row.text):
            current = documents[0]
        if current.kind is Kind.EXTRA and _is_header(row) and (main := _resumed(rows, position, accepted, current, documents)) is not None:
            main.rows.extend(_since_table(current))  # its theme
            current = main
        current.rows.append(row)
        position += 1
    if not agenda and len(documents) > 1:
        # A logo line or "Bilag 1" before the first title belongs to what it stands before; tables are a document that lost its title.
        if is_untitled_followup(documents[0].rows):
            documents[0].kind = Kind.FOLLOWUP
        else:
            before = documents.pop(0)
            documents[0].rows[:0] = before.rows
    printed = (document for document in documents if document.title or any(row.kind is not RowKind.BREAK for row in document.rows))
    return [Span(document.kind, document.rows, document.title, document.title_rows) for document in printed]


def _titles(rows: Sequence[Row], texts: Sequence[str]) -> list[_Found]:
    found: list[_Found] = []
    end, own = 0, bool(titled_profiles())
    begins = [
        at
        for at, text in enumerate(texts)
        if text and (own or (text[0] in TITLE_LETTERS and (text[:2] in TITLE_STARTS or text[0].isspace())))  # most are told by one letter
    ]
    for position in begins:
        if position < end or rows[position].kind is not RowKind.TEXT:
            continue
        words = " ".join(texts[position : position + TITLE_LINES])
        named = begins_title(words) and names_agreement(words)
        if (named or (own and own_title(texts[position]))) and (hit := _title_at(rows, position)):
            found.append(hit)
            end = hit.end
    return found


def _title_at(rows: Sequence[Row], start: int) -> _Found | None:
    """The title printed from row `start` on: the most rows that make one with a whole scope, for a title may wrap."""
    best, words = None, ""
    for end in range(start + 1, min(start + TITLE_LINES, len(rows)) + 1):
        row = rows[end - 1]
        if row.kind is not RowKind.TEXT or (end > start + 1 and (front_lines(row.text) or legend_scale(row.text))):
            break
        words = f"{words} {row.text}".strip()
        title = followup_title(words) or own_title(words)
        if title is not None and (best is None or title.scope is None or WHOLE_SCOPE.search(title.scope)):
            best = _Found(title, start, end)
    return best


def _heading_tables(rows: Sequence[Row], titles: Sequence[_Found]) -> list[_Found]:
    """The titles that head a document: in an agenda an item may bear the same words, with no table under it."""
    ends = {found.end: found for found in titles}
    heading: list[_Found] = []
    tables = False  # whether a table or a legend stands below, above the next item
    for position in range(len(rows) - 1, -1, -1):
        row = rows[position]
        if row.kind is RowKind.TABLE:
            tables = tables or _is_header(row)
        elif row.kind is RowKind.TEXT:
            tables = not AGENDA_ITEM.match(row.text) and (tables or legend_scale(row.text) is not None)
        if tables and position in ends:
            heading.append(ends[position])
    return heading


def _repeats(title: Title, current: _Bound) -> bool:
    at = current.title
    return at is not None and (at.kind, at.year, at.followup_number, at.scope) == (
        title.kind,
        title.year,
        title.followup_number,
        title.scope,
    )


def _begins_anew(current: _Bound) -> bool:
    """Whether a day stands directly before the title that is printed again: another copy begins, and not only another page."""
    before = takewhile(_is_front, reversed(current.rows))
    return any(row.kind is RowKind.TEXT and label is Front.DATE for row in before for label, _ in front_lines(row.text) or ())


def _document_of(title: Title, documents: list[_Bound]) -> _Bound:
    """A new document, or the extra follow-up of this year that an earlier block of the same follow-up began."""
    if title.kind is Kind.EXTRA:
        for document in takewhile(lambda each: each.kind is Kind.EXTRA, reversed(documents)):
            if document.title is not None and document.title.year == title.year:
                return document
    documents.append(_Bound(title.kind, title=title))
    return documents[-1]


def _is_header(row: Row) -> bool:
    return row.kind is RowKind.TABLE and header_columns([cell.text for cell in row.cells]) is not None


def _resumed(rows: Sequence[Row], header: int, titles: Container[int], block: _Bound, documents: Sequence[_Bound]) -> _Bound | None:
    """The follow-up that goes on with the table at `header`, behind a `block` of last year's agreement; None while the block lasts.

    Nothing is printed where such a block ends, but each of its times names last year, and each of the follow-up's names its own.
    The first table below a block's title is the block's.
    """
    main = next((document for document in reversed(documents) if document.kind is Kind.FOLLOWUP), None)
    if main is None or main.title is None or block.title is None or None in (main.title.year, block.title.year):
        return None
    if not any(map(_is_header, block.rows)):
        return None
    end = next((at for at in range(header + 1, len(rows)) if at in titles or _is_header(rows[at])), len(rows))
    cells = [cell.text for row in rows[header + 1 : end] for cell in row.cells if len(cell.text) <= dates.LONGEST_DUE]
    years = [due.year for text in cells if (due := dates.due(text)) is not None]
    return main if len(years) > 1 and set(years) == {main.title.year} and main.title.year != block.title.year else None


def _since_table(current: _Bound) -> list[Row]:
    """Takes the rows behind the last table row off a document."""
    start = len(current.rows)
    while start and current.rows[start - 1].kind is not RowKind.TABLE:
        start -= 1
    rows = current.rows[start:]
    del current.rows[start:]
    return rows


def _front_before(current: _Bound) -> list[Row]:
    """Takes the front matter ("Dato: …", "Sagsid: …") that stands directly before a title off the rows before it."""
    start = len(current.rows)
    while start and _is_front(current.rows[start - 1]):
        start -= 1
    front = current.rows[start:]
    if not any(row.kind is RowKind.TEXT for row in front):
        return []
    del current.rows[start:]
    return front


def _is_front(row: Row) -> bool:
    return row.kind in (RowKind.BREAK, RowKind.FURNITURE) or (row.kind is RowKind.TEXT and front_lines(row.text) is not None)
