"""Signs and times of a dump that stand in another line, or in another cell, than their own, put where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from parsers.profile.labels import ColumnRole, funding, row_label
from parsers.profile.titles import numbered_title
from parsers.signs.smileys import only_signs
from parsers.text.monospaced_segments import DUE, Header, PrintedLines, TextSegment, header_of, is_part_of_table, title_and_funding_of

__all__ = ["UNTOLD", "join_heads", "with_signs_placed", "with_times_placed"]

TITLE_AND_FUNDING = 2  # cells
HEADS_BELOW = 6  # lines below those, at most
UNTOLD = "?"  # a sign, but whose is not told
ORDINAL, YEAR = regex.compile(r"\d\."), regex.compile(r"20\d\d")
ROUND = regex.compile(r"(?:budget|opf)\S*+(?: 20\d\d)?", regex.IGNORECASE)
WITHOUT_YEAR = regex.compile(r"(?:\d\.\s?)?(?:budget|opf)\S*+", regex.IGNORECASE)
ORDINAL_AT_END = regex.compile(r"(?<=\S) (?P<due>\d\.)\Z")
ROUND_AT_END = regex.compile(r"(?<=\S) (?P<due>(?:budget|opf)\S*+)\Z", regex.IGNORECASE)
YEAR_AT_END = regex.compile(r"(?<=\S) (?P<due>20\d\d)\Z")
TIME_AT_ENDS = ORDINAL_AT_END, ROUND_AT_END, YEAR_AT_END


def join_heads(printed: PrintedLines) -> set[int]:
    """Puts the last words of a header that a dump gave a line further down beside its title and funding; the numbers of such lines."""
    joined = set()
    for at, (number, segments) in enumerate(printed):
        parts = [part for segment in segments for part in title_and_funding_of(segment)]
        if len(parts) != TITLE_AND_FUNDING or numbered_title(parts[0].text) is None or funding(parts[1].text) is None:
            continue
        for _, below in printed[at + 1 : at + 1 + HEADS_BELOW]:
            if is_part_of_table(below):
                break
            if len(below) == TITLE_AND_FUNDING and below[0].start > parts[1].end and header_of([*parts, *below]) is not None:
                segments[:] = [*parts, *below]
                below.clear()
                joined.add(number)
                break
    return joined


def with_signs_placed(printed: PrintedLines) -> PrintedLines:
    """The lines with each sign that stands alone right above a row in that row's first line.

    Signs are taller than letters, so a dump may give them a line of their own. Where no blank line parts it from the row above
    either, it is nobody's: both rows have one that is not told.
    """
    placed = [(number, list(segments)) for number, segments in printed]
    for at in range(1, len(placed) - 1):
        (_, above), (number, lone), (_, below) = placed[at - 1 : at + 2]
        if not lone or not below or not all(only_signs(each.text) for each in lone) or row_label(below[0].text) is None:
            continue
        if any(only_signs(each.text) for each in below):
            continue
        if above:
            lone = [TextSegment(each.start, UNTOLD) for each in lone]
            placed[at] = number, lone
        else:
            placed[at] = number, []
        below += lone
    return placed


def with_times_placed(printed: PrintedLines, header: Header) -> PrintedLines:
    """The lines with the words of a time that the text before them pushed aside in a cell of their own.

    Only where the time lacks them: "1." stands above them and a year below, or "budgetopfølgning" below and no ordinal beside it.
    """
    if ColumnRole.DUE not in header.roles:
        return printed
    placed = [(number, list(segments)) for number, segments in printed]
    lines = [segments for _, segments in placed]
    has_years = any(due is not None and YEAR.search(due.text) for due in (_due_in(segments, header) for segments in lines))
    for above, below in pairwise(lines):
        due, under = _due_in(above, header), _due_in(below, header)
        if due is not None and under is None and ORDINAL.fullmatch(due.text):
            _part(below, ROUND_AT_END, due.start)
        elif has_years and due is not None and under is None and WITHOUT_YEAR.fullmatch(due.text) and not _is_labelled(below):
            _part(below, YEAR_AT_END, due.start)
        elif due is None and under is not None and ROUND.fullmatch(under.text):
            _part(above, ORDINAL_AT_END, under.start)
    for pushed in zip(lines, lines[1:], lines[2:], strict=False):
        if _end_with_time(pushed, header):
            for segments, at_end in zip(pushed, TIME_AT_ENDS, strict=True):
                _part(segments, at_end, header.starts[header.roles.index(ColumnRole.DUE)])
    return placed


def _end_with_time(lines: Sequence[Sequence[TextSegment]], header: Header) -> bool:
    """Whether the three words of one time end three lines, none of them in its column."""
    if any(not segments or _due_in(segments, header) is not None for segments in lines):
        return False
    return all(at_end.search(segments[-1].text) for segments, at_end in zip(lines, TIME_AT_ENDS, strict=True))


def _due_in(segments: Sequence[TextSegment], header: Header) -> TextSegment | None:
    """What stands in the column of times and is a part of one."""
    for segment in segments[1:] or segments:
        nearest = min(range(len(header.starts)), key=lambda column: abs(header.starts[column] - segment.start))
        if header.roles[nearest] is ColumnRole.DUE and DUE.fullmatch(segment.text):
            return segment
    return None


def _is_labelled(segments: Sequence[TextSegment]) -> bool:
    return bool(segments) and row_label(segments[0].text) is not None


def _part(segments: list[TextSegment], at_end: regex.Pattern[str], start: int) -> None:
    """Parts the last segment of words before the words of a time that end it; they stand at `start` then, as the time does."""
    at = next((at for at in reversed(range(len(segments))) if not only_signs(segments[at].text)), None)
    if at is None or segments[at].start >= start or (pushed := at_end.search(segments[at].text)) is None:
        return
    words = segments[at]
    segments[at : at + 1] = [
        TextSegment(words.start, words.text[: pushed.start()]),
        TextSegment(max(start, words.start + pushed.start() + 1), pushed["due"]),
    ]
