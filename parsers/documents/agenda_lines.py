"""An agenda's rows to lines of running text: tables line by line, glued headings pulled apart, thrown numbers put back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from parsers.documents.agenda_headings import LONGEST_BODY_HEADING, LONGEST_HEADING, LONGEST_RUN_IN, RUN_IN_LETTERS, begins_anew
from parsers.documents.agenda_sections import is_decided_bare, run_in
from parsers.documents.agenda_tables import AgendaTable
from parsers.documents.body_names import body_named
from parsers.documents.item_forms import NAMED, NAMES_BEGIN
from parsers.language.dates import DATE, MONTH
from parsers.language.outcomes import outcome_of
from parsers.model import late_regex as regex
from parsers.model.records import Outcome
from parsers.model.rows import Cell, Row, RowKind
from parsers.profile.patterns import pattern, printed_words

__all__ = ["agenda_lines", "put_numbers_back"]

LONGEST_PAGE = 14  # characters: "Side 100 af 120"
GOES_ON = pattern("item_goes_on")
PAGE_BEHIND = regex.compile(r"\bSide:?\s\d{1,4}(?:\s(?:af|/)\s\d{1,4})?\Z")
GLUED_HEADINGS = printed_words("glued_headings")
FIRST_THROWN, MOST_THROWN = "1.", 39  # numbers, of a section's points
BEFORE_THROWN = re.compile(r"[^\s\d§(/]\Z|[.!?:]\s\Z")
GLUED_PARTS = printed_words("glued_parts")
# Most lines are passed by at one letter
LAST_LETTERS, FIRST_LETTERS = {words[-1] for words in GLUED_HEADINGS}, {*RUN_IN_LETTERS, *(words[0] for words in GLUED_PARTS)}
GLUED_PART = regex.compile(rf"(?:{'|'.join(GLUED_PARTS)})(?=\d{{1,3}}\.?\s)")
# What a number belongs to when it follows: "pkt. 4.", "i kraft 1.", "nr. "; a year ends a sentence.
NUMBER_NEXT = regex.compile(r"(?r)(?:(?<=\d)(?<!\b(?:19|20)\d\d)[.:]|\b(?:pkt|nr|jfr?|stk|kap|afs|art|kl|pr|ca)\.)\s?\Z", regex.IGNORECASE)
DAYS_MONTH = regex.compile(MONTH, regex.IGNORECASE)


def agenda_lines(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with a table's cells on one line, and a heading glued to a text's end pulled apart: '… 2020.Bilag'."""
    running, table = RowKind.TEXT, AgendaTable()
    whole: set[str] = set()  # the same few short lines come again and again
    for row in rows:
        cells = row.cells
        text = cells[0].text if len(cells) == 1 else row.text
        if text in whole and row.kind is running and table.header is None:
            yield row
            continue
        first, last = (text[0], text[-1]) if text else ("", "")
        if row.kind is not running:
            if row.kind is RowKind.TABLE:
                for line in table.lines(row):
                    yield from _without_headings(line)
            if row.kind is not RowKind.FURNITURE:
                continue
            if not _is_an_items(text):
                yield row
                continue
            row = replace(row, kind=running)
        elif (last.isdecimal() and "Side " in text and _is_page_head(text) and not _is_an_items(text)) or (
            first in NAMES_BEGIN and "fortsat" in text and GOES_ON.match(text)
        ):
            yield replace(row, kind=RowKind.FURNITURE)
            continue
        if table.header is not None:
            yield from table.end()
        glued = last in LAST_LETTERS and text.endswith(GLUED_HEADINGS) and text not in GLUED_HEADINGS
        if glued or (first in FIRST_LETTERS and (":" in text[:LONGEST_RUN_IN] or text.startswith(GLUED_PARTS) or is_decided_bare(text))):
            yield from _without_headings(row)
        elif text:
            yield row
            if len(text) <= LONGEST_HEADING:
                whole.add(text)
    yield from table.end()


def _without_headings(row: Row) -> Iterator[Row]:
    """A line parted from the heading that is glued to its end, or that it runs on from: '… 2020.Bilag', 'Beslutning: Godkendt.'"""
    text = row.text
    if text.endswith(GLUED_HEADINGS) and (heading := _glued_heading(text)):
        yield replace(row, cells=[Cell(text.removesuffix(heading))])
        yield replace(row, cells=[Cell(heading)])
    elif part := GLUED_PART.match(text):
        yield replace(row, cells=[Cell(part[0])])
        yield replace(row, cells=[Cell(text[part.end() :])])
    elif text[:1] in RUN_IN_LETTERS and (parted := run_in(text)):
        yield from (replace(row, cells=[Cell(part)]) for part in parted)
    elif text:
        yield row


def _is_page_head(text: str) -> bool:
    """Whether a line is the head of each page: 'Handicaprådet Mødedato 23-11-2032 Side 4'."""
    if len(text) > LONGEST_BODY_HEADING or PAGE_BEHIND.search(text, max(len(text) - LONGEST_PAGE, 0)) is None:
        return False
    return DATE.search(text) is not None or body_named(text) is not None


def _glued_heading(text: str) -> str | None:
    """The heading glued to a text's end: '… 2020.Bilag' → 'Bilag'; None where it is a word of its own or part of one."""
    heading = next(each for each in GLUED_HEADINGS if text.endswith(each))
    before = text[: -len(heading)][-1:]
    return heading if before.islower() or before.isdigit() or before in (".", "!", "?", ":", ")") else None


def _is_an_items(text: str) -> bool:
    """Whether a line that many pages begin with is an item's all the same: 'Indstilling' stands at the top of every third page."""
    standing = (
        begins_anew(text) or NAMED.match(text) or outcome_of(text) is not Outcome.OTHER or text.rstrip(" :").endswith("indstiller, at")
    )
    return bool(standing) and len(text) <= 2 * LONGEST_HEADING


def put_numbers_back(lines: list[Row], texts: list[str], headings: Sequence[int], following: str = "") -> None:
    """List numbers that a print threw to the end of their point's first line stand before it again, in the lines and in their texts.

    'Forslaget godkendes.1.' → '1. Forslaget godkendes.'; only the number that is next in its section is one, and none that
    is part of another: 'jf. pkt. 4.1.' stays as printed. `headings` are the positions of what begins an item or a section, in order,
    `following` the line below them all.
    """
    number, section, ending = 1, -1, FIRST_THROWN
    for at in [at for at, text in enumerate(texts) if text[-1:] == "."]:
        text = texts[at]
        if not text.endswith((ending, FIRST_THROWN)):
            continue
        if (headed := bisect_right(headings, at)) != section:
            number, section, ending = 1, headed, FIRST_THROWN
        if not text.endswith(ending) or (headed and headings[headed - 1] == at) or lines[at].kind is not RowKind.TEXT:
            continue
        point = text.removesuffix(ending)
        if not BEFORE_THROWN.search(point, max(len(point) - 2, 0)):
            continue
        below = texts[at + 1] if at + 1 < len(texts) else following
        # "den 21.3." above "april" is the 21st of April, and the number 3 was thrown
        belongs = point.rstrip().endswith((".", ":")) and NUMBER_NEXT.search(point, max(len(text) - 12, 0))
        if not belongs or DAYS_MONTH.match(below):
            texts[at] = f"{number}. {point.strip()}"
            lines[at] = replace(lines[at], cells=[Cell(texts[at])])
            number = min(number + 1, MOST_THROWN)
            ending = f"{number}."
