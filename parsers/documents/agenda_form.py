"""Rows in; out, whether an agenda or minutes are among them, and where the paper of each meeting begins."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parsers.documents.agenda_headings import LONGEST_BODY_HEADING, LONGEST_RUN_IN, RUN_IN, RUN_IN_LETTERS, Heading, heading_of, is_part
from parsers.documents.agenda_tables import AgendaTable
from parsers.documents.answered_items import answers_agenda
from parsers.documents.body_names import body_named
from parsers.documents.item_forms import AGENDA_ITEM, CASE_LINE, TITLE_LINES
from parsers.language import dates
from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.model.rows import Row, RowKind

__all__ = ["NUMBERED_ITEM", "begins_item", "is_agenda", "meetings_in"]

PLAIN_ITEM = regex.compile(r"(?:•\s)?\d{1,3}[.:]?\s\S[^.;,]*\Z")
ITEM_LETTERS = frozenset("PDSN ")
ITEM_BEGINS = frozenset({"Pu", "PU", "Pk", "PK", "Da", "Sa", "SA", "Nr", "NR"})  # what AGENDA_ITEM begins with, but for a blank
NUMBERED_ITEM = regex.compile(r"\s*\d{1,3}\.?\s?\p{Lu}")  # a heading "3. Bænke", "175Bænke"
FIRST_NUMBER = regex.compile(r"\s*1\.?\s")
LETTER_END = regex.compile(r"(?<=\d\.?\s?)\p{Lu}\Z")
DIGITS = regex.compile(r"\d+")
DAY_NEAR = 4  # lines: a meeting's day stands this near its council's name
FIRST_ITEM = regex.compile(r"\s*(?:Punkt|PUNKT|Dagsordenspunkt|Pkt\.)\s*+(?:[nN][rR]\.?\s++)?(?<=\s)1[.:]?(?:\s|\Z)")
# "Referat, 3. juni 2031", "Mødedato: 3. juni 2031"
MINUTES_OF = regex.compile(r"(?:åbent?\s)?(?:(?:beslutnings)?(?:referat|protokol)|dagsorden)\b|mødedato\s?:", regex.IGNORECASE)
ADDRESS = regex.compile(r"\s*Source\sURL\s?:", regex.IGNORECASE)
# Headings that agendas have and other papers do not; those of the second set only where a line says what it is
AGENDA_SECTIONS = frozenset({SectionKind.DECISION, SectionKind.RECOMMENDATION, SectionKind.BODY, SectionKind.CASE, SectionKind.PREVIOUS})
ITEM_SECTIONS = AGENDA_SECTIONS | {SectionKind.ANNEX, SectionKind.SUMMARY, SectionKind.PROCEDURE}
FEWEST_HEADINGS, FEWEST_ANNOUNCED = 3, 2  # of an agenda whose items have no numbers; where a line says what the paper is


def is_agenda(rows: Sequence[Row]) -> bool:
    """Whether items stand in these rows, or the sections that only items have; in a table only where a line says what the paper is."""
    items = sections = others = 0
    above: deque[str] = deque(maxlen=TITLE_LINES)
    announced = False  # by a line "Referat" or "Åben dagsorden"
    table = AgendaTable()
    for row in rows:
        if row.kind is RowKind.TEXT:
            lines: Iterable[Row] = (row,)
        elif row.kind is RowKind.TABLE and announced:
            lines = table.lines(row)
        else:
            continue
        for line in lines:
            text = line.text
            items += begins_item(line)
            if len(text) <= LONGEST_BODY_HEADING:
                announced = announced or is_part(text) or (MINUTES_OF.match(text) is not None and dates.date_of(text) is not None)
            if heading := _heading(text):
                items += _stands_below_title(above)
                sections += heading.kind in AGENDA_SECTIONS
                others += heading.kind in ITEM_SECTIONS
            above.append(text)
        if sections >= (1 if items else FEWEST_ANNOUNCED if announced else FEWEST_HEADINGS) or (items and announced and others):
            return True
    return answers_agenda(rows)


def _stands_below_title(above: deque[str]) -> bool:
    """Whether the last of the lines above is "3. Bænke", but for those that tell of its case."""
    title = next((text for text in reversed(above) if not CASE_LINE.match(text)), "")
    return PLAIN_ITEM.match(title) is not None


def _heading(text: str) -> Heading | None:
    """The section that a line heads, or that its first word does: 'Beslutning: Godkendt.'"""
    if (heading := heading_of(text)) or text[:1] not in RUN_IN_LETTERS or ":" not in text[:LONGEST_RUN_IN]:
        return heading
    run_in = RUN_IN.match(text)
    return heading_of(run_in["heading"]) if run_in else None


def meetings_in(rows: Sequence[Row], texts: Sequence[str]) -> Iterator[Sequence[Row]]:
    """The rows of each meeting's paper: item 1 comes again below another council's name and day, or behind the paper's address.

    `texts` are those of the rows.
    """
    items = [
        at
        for at, (row, text) in enumerate(zip(rows, texts, strict=True))
        if ((text and text[0] in ITEM_LETTERS) or row.heading) and row.kind is RowKind.TEXT and begins_item(row)
    ] or [at for at, text in enumerate(texts) if text[:1].isdecimal() and _is_plain_item(rows, at)]
    begins: list[int] = []
    for before, item in pairwise(items):
        if _is_first(rows[item]) and _form(rows[item]) == _form(rows[items[0]]):
            addresses = [at + 1 for at in range(before, item) if ADDRESS.match(rows[at].text)]
            begins += addresses[-1:] or _head_between(rows, before + 1, item)
    yield from (rows[begin:end] for begin, end in pairwise([0, *begins, len(rows)])) if begins else [rows]


def _is_plain_item(rows: Sequence[Row], at: int) -> bool:
    """Whether a plain line such as '3. Bænke' has a section right below it."""
    if rows[at].kind is not RowKind.TEXT or PLAIN_ITEM.match(rows[at].text) is None or at + 1 == len(rows):
        return False
    return heading_of(rows[at + 1].text) is not None


def _is_first(row: Row) -> bool:
    text = row.text
    return "1" in text and (FIRST_ITEM if text[:1] in ITEM_LETTERS else FIRST_NUMBER).match(text) is not None


def _form(row: Row) -> tuple[str, float]:
    """How a row prints an item's number: 'Pkt. 1:' of a decision is no item where the items are 'Punkt 1'."""
    match = AGENDA_ITEM.match(row.text) or NUMBERED_ITEM.match(row.text)
    return (DIGITS.sub("", LETTER_END.sub("", match[0].strip())) if match else ""), row.rank


def begins_item(row: Row) -> bool:
    """Whether a row looks like an item's heading: 'Punkt 3 Bænke', a heading '3. Bænke'."""
    text = row.text
    if text[:2] in ITEM_BEGINS or text[:1] == " ":
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
