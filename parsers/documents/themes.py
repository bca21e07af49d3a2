"""The section headings that initiatives stand under: which line above a table is one, and which is anything else."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import digit

from parsers.model import late_regex as regex
from parsers.model.rows import Row
from parsers.profile import titles
from parsers.profile.labels import Labels, labels
from parsers.profile.legend import is_guide_heading

__all__ = ["LONGEST", "NUMBERED", "follows", "note_marks", "theme_among"]

LONGEST = 160  # characters: a section heading, not a paragraph
NUMBERED = regex.compile(r"\s*\d{1,2}\.?\s+[\p{Lu}\"”»“]")  # "12 andre kommuner" is a sentence's, "2. budgetopfølgning" a row's
NOTE_MARK = regex.compile(r"(?<!\b[kc]?m)[¹²³⁰⁴-⁹]+")
# A row's first words, a page's number, a mark of a converter, a line that is no word or goes on from another.
OTHER_LINE = (
    r"<!--|(?-i:\p{Ll})|\P{L}*$|(?:side|page) \d|fortsættes|fortsat (?:på|fra)\b"
    r"|kilde\s*:|(?:kopi|udskrevet|udskrift)\b|(?:dok|dokument|sag|sags)\b?\.?\s*-?(?:nr|nummer|id)\b"
)


@cache
def _no_heading(known: Labels) -> regex.Pattern[str]:
    return regex.compile(rf"\s*(?:(?:{'|'.join(known.rows)})\b|{OTHER_LINE})", regex.IGNORECASE)


class Theme(NamedTuple):
    """A heading among rows: its words, and the positions of the rows that bear them."""

    words: str
    positions: range


def theme_among(rows: Sequence[Row], *, numbered: bool, marks: Container[tuple[int | None, str]] = ()) -> Theme | None:
    """The last row that looks like a section heading, a numbered one before any other; `numbered` when no other will do.

    `marks` are those of notes, each with the page it stands on: what begins with its number there is the note.
    """
    likely = [position for position, row in enumerate(rows) if is_theme(row) and not _is_note(row, marks)]
    with_number = [position for position in likely if NUMBERED.match(rows[position].text)]
    position = next(reversed(with_number or ([] if numbered else likely)), None)
    if position is None:
        return None
    first, last = position, position
    if position in with_number and position + 1 < len(rows) and _goes_on(rows[position], rows[position + 1]):
        last = position + 1
    words = " ".join(" ".join(row.text for row in rows[first : last + 1]).split())
    return Theme(words, range(first, last + 1))


def is_theme(row: Row) -> bool:
    text = row.text
    if len(text) > LONGEST or any(cell.symbols for cell in row.cells) or _no_heading(labels()).match(text):
        return False
    if is_guide_heading(text) or titles.numbered_title(text) is not None:  # an initiative's heading is none of a section
        return False
    if NUMBERED.match(text) and not text.rstrip().endswith("."):  # "1. Se aftalen." is a note at the foot of its page
        return True
    return row.heading or not text.rstrip().endswith((".", ":", ";", ","))


def note_marks(row: Row) -> Iterator[tuple[int | None, str]]:
    """The raised numbers in a row that refer to notes, each with its page; "m²" is a measure."""
    pages = {place.page for place in row.places}
    for mark in NOTE_MARK.findall(row.text):
        yield from ((page, "".join(str(digit(char)) for char in mark)) for page in pages)


def _is_note(row: Row, marks: Container[tuple[int | None, str]]) -> bool:
    number = NUMBERED.match(row.text)
    return number is not None and not row.heading and (row.places[0].page, row.text.split()[0].rstrip(".")) in marks


def follows(before: Row, row: Row) -> bool:
    """Whether two rows of a text dump stand on lines next to each other."""
    one, other = before.places[-1].line, row.places[0].line
    return one is not None and other is not None and other - one == 1


def _goes_on(heading: Row, below: Row) -> bool:
    """Whether a heading wraps to the line below it."""
    return is_theme(below) and not NUMBERED.match(below.text) and follows(heading, below)
