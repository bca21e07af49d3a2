"""A line of a dump with columns set apart by spaces to the segments between them, and the header that tells where columns begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from parsers.profile.front_labels import Front, front_lines
from parsers.profile.labels import USUAL_FORM, ColumnRole, header_columns, row_label, title_and_funding
from parsers.profile.titles import begins_title, followup_title, numbered_title
from parsers.signs.smileys import only_signs

__all__ = [
    "DUE",
    "FEWEST_COLUMNS",
    "PUSHED",
    "WHOLE_DUE",
    "WHOLE_TIME",
    "WORD",
    "Header",
    "PrintedLines",
    "TextSegment",
    "begins_document",
    "header_of",
    "is_part_of_table",
    "segments_of",
    "title_and_funding_of",
]

FEWEST_COLUMNS = 3
SPACED_OUT = 2  # letters: a dump gives each letter the width of a small one
PUSHED = 4  # letters that a cell stands away from its column at most, where one space parts it from the one before
SEGMENT = regex.compile(r"\S++(?: \S++)*+")
WORD = regex.compile(r"\S++")
# "1. budgetopfølgning 2019", and the pieces that a narrow column makes of it: "1." / "budgetopfølgning" / "2019"
DUE = regex.compile(
    r"\d\.(?:\s?(?:budget|opf)\S*+)?(?: 20\d\d)? | (?:budget|opf)\S*+(?: 20\d\d)? | 20\d\d | \d{1,2}[./-]\d{1,2}[./-]\d{2,4}",
    regex.IGNORECASE | regex.VERBOSE,
)
WHOLE_DUE = regex.compile(r"\d\.\s?(?:budget|opf)\S*+(?: 20\d\d)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", regex.IGNORECASE)
WHOLE_TIME = regex.compile(r"\d\.\s?(?:budget|opf)\S*+ 20\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", regex.IGNORECASE)


class TextSegment(NamedTuple):
    """Words with single spaces between them; `start` is the first one's place in the line, counted in letters."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Header(NamedTuple):
    """Where the columns of a table begin, and their roles, from left to right."""

    starts: tuple[int, ...]
    roles: tuple[ColumnRole | None, ...]


PrintedLines = Sequence[tuple[int, list[TextSegment]]]  # each with its number


def segments_of(text: str) -> list[TextSegment]:
    segments = [part for match in SEGMENT.finditer(text) for part in _before_sign(TextSegment(match.start(), match[0]))]
    if len(segments) >= FEWEST_COLUMNS and _is_spaced_out(segments):
        return [TextSegment(segments[0].start, " ".join(segment.text for segment in segments))]
    if len(segments) == FEWEST_COLUMNS:
        return [part for segment in segments for part in title_and_funding_of(segment)]
    return _justified_header(segments) if len(segments) > len(USUAL_FORM) else segments


def _justified_header(segments: list[TextSegment]) -> list[TextSegment]:
    """A header's cells where its title was spread over its column, each word apart; else the segments as they are."""
    texts = [segment.text for segment in segments]
    title = len(texts) - len(USUAL_FORM) + 1  # segments that it is made of, and one more where its last word met the funding
    for count in (title + 1, title):
        joined = TextSegment(segments[0].start, " ".join(texts[:count]))
        cells = title_and_funding_of(joined) if count > title else [joined]
        if len(cells) > 1:
            cells[1] = cells[1]._replace(start=segments[count - 1].end - len(cells[1].text))
        cells += segments[count:]
        roles = header_columns([cell.text for cell in cells]) if len(cells) == len(USUAL_FORM) else None
        if roles is not None and len(roles) == len(USUAL_FORM) and numbered_title(joined.text):
            return cells
    return segments


def _is_spaced_out(segments: Sequence[TextSegment]) -> bool:
    """Whether they are words of large print, two blanks apart, and no cells."""
    return all(right.start - left.end == SPACED_OUT for left, right in pairwise(segments)) and not is_part_of_table(segments)


def title_and_funding_of(segment: TextSegment) -> list[TextSegment]:
    """A long title that reaches the next cell, apart from it."""
    parts = title_and_funding(segment.text)
    if parts is None:
        return [segment]
    start = segment.text.rindex(" ") + 1
    return [TextSegment(segment.start, parts[0]), TextSegment(segment.start + start, segment.text[start:])]


def _before_sign(segment: TextSegment) -> list[TextSegment]:
    """A cell and the sign that one space parts from it, as two."""
    words, _, last = segment.text.rpartition(" ")
    return [TextSegment(segment.start, words), TextSegment(segment.end - len(last), last)] if words and only_signs(last) else [segment]


def header_of(segments: Sequence[TextSegment]) -> Header | None:
    if len(segments) < FEWEST_COLUMNS:
        return None
    roles = header_columns([segment.text for segment in segments])
    return Header(tuple(segment.start for segment in segments), tuple(map(roles.get, range(len(segments))))) if roles else None


def is_part_of_table(segments: Sequence[TextSegment]) -> bool:
    """Whether a label, a time or a header stands in a line."""
    return any(row_label(each.text) is not None or DUE.fullmatch(each.text) for each in segments) or header_of(segments) is not None


def begins_document(segments: Sequence[TextSegment]) -> bool:
    """Whether a line is another document's title, or stands above it: no table goes on behind."""
    if len(segments) != 1:
        return False
    text = segments[0].text
    if begins_title(text) and followup_title(text) is not None:
        return True
    front = front_lines(text)
    return front is not None and front[0][0] in (Front.DATE, Front.CASE)
