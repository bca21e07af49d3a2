"""A file's Rows to the documents bound in it: what kind each is, and which rows are its."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

import regex

from parsers.documents.agenda_headings import LONGEST_BODY_HEADING, heading_of, is_part
from parsers.documents.agreement import has_contents
from parsers.documents.body_names import body_named
from parsers.documents.likeness import is_untitled_followup
from parsers.language import dates
from parsers.model.records import Kind, SectionKind
from parsers.model.rows import Place, Row, RowKind
from parsers.profile.front_labels import Front, front_lines
from parsers.profile.labels import header_columns
from parsers.profile.legend import legend_scale
from parsers.profile.titles import Title, agreement_year, begins_title, followup_title

__all__ = ["Span", "begins_item", "spans"]

# How data and programs begin ('{"title": …', '[', '#!/bin/sh', 'from x import y'), and no document does.
MACHINE_TEXT = regex.compile(r"[\[{]\s*(?:[\[{\"]|\Z)|#!|\"\"\"|import\s+\w+\s*\Z|from\s+\S+\s+import\s|<\?\w")
AGENDA_ITEM = regex.compile(r"\s*(?:Punkt|PUNKT|Dagsordenspunkt|Pkt\.)\s+\d+[.:]?(?:\s|\Z)")
PLAIN_ITEM = regex.compile(r"\d{1,3}\.?\s\S[^.;,]*\Z")
ITEM_LETTERS = ("P", "D", " ")
NUMBERED_ITEM = regex.compile(r"\s*\d{1,3}\.?\s?\p{Lu}")  # a heading "3. Bænke", "175Bænke"
FIRST_NUMBER = regex.compile(r"\s*1\.?\s")
LETTER_END = regex.compile(r"(?<=\d\.?\s?)\p{Lu}\Z")
DIGITS = regex.compile(r"\d+")
DAY_NEAR = 4  # lines: a meeting's day stands this near its council's name
FIRST_ITEM = regex.compile(r"\s*(?:Punkt|PUNKT|Dagsordenspunkt|Pkt\.)\s+1[.:]?(?:\s|\Z)")
ADDRESS = regex.compile(r"\s*Source\sURL\s?:", regex.IGNORECASE)
# Headings that agendas have and other papers do not; those of the second set only where a line says what it is
AGENDA_SECTIONS = frozenset({SectionKind.DECISION, SectionKind.RECOMMENDATION, SectionKind.BODY, SectionKind.CASE, SectionKind.PREVIOUS})
ITEM_SECTIONS = AGENDA_SECTIONS | {SectionKind.ANNEX, SectionKind.SUMMARY, SectionKind.PROCEDURE}
FEWEST_HEADINGS = 3  # of an agenda whose items have no numbers
STRATEGY_HEADER = regex.compile(r"\s*strategiske?\s+målsætning", regex.IGNORECASE)
STRATEGY_TITLE = regex.compile(r"\s*Status\s+på\s+.{0,40}strategiske\s+indsatser", regex.IGNORECASE)
MEMO_TITLE = regex.compile(r"\s*Strateginotat\b", regex.IGNORECASE)
MEMO_FOLLOWUP = regex.compile(r"\s*Opfølgning\s+\w+\.?\s+20\d\d\s*:", regex.IGNORECASE)
AGREEMENT_FRONT = 40  # rows: the agreement's own title stands on its first page
TITLE_LINES = 3  # lines a title may wrap over in a dump of plain lines
WHOLE_SCOPE = regex.compile(r"(?:kommune|udvalg(?:et)?|kommunalbestyrelsen)\Z", regex.IGNORECASE)


@dataclass(slots=True)
class Span:
    """One document's rows in order. `title` is read where it is a plan's or follow-up's.

    `title_rows` are the rows the title stands in, apart from `rows`: more than one where blocks repeat it.
    """

    kind: Kind
    rows: list[Row] = field(default_factory=list)
    title: Title | None = None
    title_rows: list[Row] = field(default_factory=list)

    @property
    def places(self) -> list[Place]:
        """Every place of the document in printed order."""
        return sorted(
            (place for row in (*self.title_rows, *self.rows) for place in row.places), key=lambda place: (place.page or 0, place.line or 0)
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A title and the rows `start` to `end` it is printed in."""

    title: Title
    start: int
    end: int


def spans(rows: Sequence[Row]) -> list[Span]:
    """The documents of one file in the order they begin; blocks of one extra follow-up are one document."""
    first = next((row for row in rows if row.kind is not RowKind.BREAK), None)
    if first is not None and MACHINE_TEXT.match(first.text):
        return [Span(Kind.OTHER, list(rows))]
    if _is_agenda(rows):
        return [span for meeting in _meetings(rows) for span in _bound(meeting, agenda=True)]
    return _bound(rows, agenda=False)


def _meetings(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows of each meeting's paper: item 1 comes again below another council's name and day, or behind the paper's address."""
    items = [position for position, row in enumerate(rows) if row.kind is RowKind.TEXT and begins_item(row)]
    begins: list[int] = []
    for before, item in pairwise(items):
        if _is_first(rows[item]) and _form(rows[item]) == _form(rows[items[0]]):
            addresses = [at + 1 for at in range(before, item) if ADDRESS.match(rows[at].text)]
            begins += addresses[-1:] or _head_between(rows, before + 1, item)
    return [rows[begin:end] for begin, end in pairwise([0, *begins, len(rows)])]


def _is_first(row: Row) -> bool:
    return FIRST_ITEM.match(row.text) is not None or (row.heading and FIRST_NUMBER.match(row.text) is not None)


def _form(row: Row) -> tuple[str, float]:
    """How a row prints an item's number: 'Pkt. 1:' of a decision is no item where the items are 'Punkt 1'."""
    match = AGENDA_ITEM.match(row.text) or NUMBERED_ITEM.match(row.text)
    return (DIGITS.sub("", LETTER_END.sub("", match[0].strip())) if match else ""), row.rank


def begins_item(row: Row) -> bool:
    """Whether a row looks like an item's heading: 'Punkt 3 Bænke', a heading '3. Bænke'."""
    text = row.text
    if text[:1] in ITEM_LETTERS:
        return AGENDA_ITEM.match(text) is not None
    return row.heading and NUMBERED_ITEM.match(text) is not None


def _head_between(rows: Sequence[Row], start: int, item: int) -> list[int]:
    """Where another meeting's head begins between two items: a council's name, its day beside it, and no section below."""
    texts = [at for at in range(start, item) if rows[at].kind is RowKind.TEXT]
    sections = [at for at in texts if heading_of(rows[at].text)]
    after = [at for at in texts if not sections or at > sections[-1]]
    for number, at in enumerate(after):
        text = rows[at].text
        named = body_named(text) if len(text) <= LONGEST_BODY_HEADING and not text[:1].isdecimal() else None
        if named and any(dates.date_of(rows[near].text) for near in after[number : number + DAY_NEAR]):
            above = number and (is_part(rows[after[number - 1]].text) or rows[after[number - 1]].rank > rows[at].rank)
            return [after[number - 1] if above else at]  # "Referat" may stand above the name
    return []


def _bound(rows: Sequence[Row], *, agenda: bool) -> list[Span]:
    titles = _titles(rows)
    if agenda and titles:
        titles = _heading_tables(rows, titles)
    accepted = {found.start: found for found in titles}
    documents: list[Span] = [Span(Kind.AGENDA if agenda else Kind.OTHER if accepted else _kind(rows))]
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
    return [document for document in documents if document.title or any(row.kind is not RowKind.BREAK for row in document.rows)]


def _titles(rows: Sequence[Row]) -> list[_Found]:
    found: list[_Found] = []
    position = 0
    while position < len(rows):
        row = rows[position]
        hit = _title_at(rows, position) if row.kind is RowKind.TEXT and begins_title(row.text) else None
        if hit is not None:
            found.append(hit)
            position = hit.end
        else:
            position += 1
    return found


def _title_at(rows: Sequence[Row], start: int) -> _Found | None:
    """The title printed from row `start` on: the most rows that make one with a whole scope, for a title may wrap."""
    best, words = None, ""
    for end in range(start + 1, min(start + TITLE_LINES, len(rows)) + 1):
        row = rows[end - 1]
        if row.kind is not RowKind.TEXT or (end > start + 1 and (front_lines(row.text) or legend_scale(row.text))):
            break
        words = f"{words} {row.text}".strip()
        title = followup_title(words)
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
        if row.kind is RowKind.TEXT and AGENDA_ITEM.match(row.text):
            tables = False
        elif row.kind is RowKind.TABLE:
            tables = tables or header_columns([cell.text for cell in row.cells]) is not None
        elif row.kind is RowKind.TEXT:
            tables = tables or legend_scale(row.text) is not None
        if tables and position in ends:
            heading.append(ends[position])
    return heading


def _repeats(title: Title, current: Span) -> bool:
    at = current.title
    return at is not None and (at.kind, at.year, at.followup_number, at.scope) == (
        title.kind,
        title.year,
        title.followup_number,
        title.scope,
    )


def _begins_anew(current: Span) -> bool:
    """Whether a day stands directly before the title that is printed again: another copy begins, and not only another page."""
    before = takewhile(_is_front, reversed(current.rows))
    return any(row.kind is RowKind.TEXT and label is Front.DATE for row in before for label, _ in front_lines(row.text) or ())


def _document_of(title: Title, documents: list[Span]) -> Span:
    """A new document, or the extra follow-up of this year that an earlier block of the same follow-up began."""
    if title.kind is Kind.EXTRA:
        for document in takewhile(lambda each: each.kind is Kind.EXTRA, reversed(documents)):
            if document.title is not None and document.title.year == title.year:
                return document
    documents.append(Span(title.kind, title=title))
    return documents[-1]


def _is_header(row: Row) -> bool:
    return row.kind is RowKind.TABLE and header_columns([cell.text for cell in row.cells]) is not None


def _resumed(rows: Sequence[Row], header: int, titles: Container[int], block: Span, documents: Sequence[Span]) -> Span | None:
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


def _since_table(current: Span) -> list[Row]:
    """Takes the rows behind the last table row off a document."""
    start = len(current.rows)
    while start and current.rows[start - 1].kind is not RowKind.TABLE:
        start -= 1
    rows = current.rows[start:]
    del current.rows[start:]
    return rows


def _front_before(current: Span) -> list[Row]:
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


def _is_agenda(rows: Sequence[Row]) -> bool:
    items = sections = others = 0
    above = text_above = ""
    announced = False  # by a line "Referat" or "Åben dagsorden"
    for row in rows:
        if row.kind is not RowKind.TEXT:
            continue
        text = row.text
        items += begins_item(row)
        above, text_above = text_above, text
        if len(text) <= LONGEST_BODY_HEADING:
            announced = announced or is_part(text)
            if heading := heading_of(text):
                items += PLAIN_ITEM.match(above) is not None  # "3. Bænke", with a section right below it
                sections += heading.kind in AGENDA_SECTIONS
                others += heading.kind in ITEM_SECTIONS
        if sections >= (1 if items else FEWEST_HEADINGS) or (items and announced and others):
            return True
    return False


def _kind(rows: Sequence[Row]) -> Kind:
    """The kind of a file that is no agenda and holds no follow-up's title."""
    printed = [row for row in rows if row.kind in (RowKind.TEXT, RowKind.TABLE)]
    if any(STRATEGY_HEADER.match(row.text) for row in printed if row.kind is RowKind.TABLE) or any(
        STRATEGY_TITLE.match(row.text) for row in printed
    ):
        return Kind.STRATEGY
    if (
        any(MEMO_TITLE.match(row.text) for row in printed[:AGREEMENT_FRONT])
        or sum(bool(MEMO_FOLLOWUP.match(row.text)) for row in printed) >= 2
    ):
        return Kind.MEMO
    if is_untitled_followup(rows):
        return Kind.FOLLOWUP  # its title was lost
    front = printed[:AGREEMENT_FRONT]
    if any(agreement_year(row.text) for row in front) and has_contents(front):
        return Kind.AGREEMENT
    return Kind.OTHER
