"""A table of a dump in parts, each with where its columns begin: they move from page to page, and below a description."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import mode

from parsers.profile.labels import RESPONSIBLE_LABEL, ColumnRole, row_label
from parsers.signs.smileys import only_signs
from parsers.text.monospaced_segments import DUE, PUSHED, Header, PrintedLines, TextSegment

__all__ = ["PageHeaders", "parts_of", "spans_columns"]

FAR = 10_000  # letters: no line is as long

PageHeaders = Mapping[int, Header | None]  # by the number of a page's first line: the header that is printed again there


def parts_of(printed: PrintedLines, header: Header, pages: PageHeaders) -> list[tuple[PrintedLines, Header]]:
    """The lines below a header, in parts in which its columns begin at the same places."""
    numbers = [number for number, _ in printed]
    again = {cut: found for page, found in pages.items() if 0 < (cut := bisect_left(numbers, page)) < len(numbers)}
    first = next((at for at, (_, segments) in enumerate(printed) if _is_labelled(segments)), len(printed))
    answer = next((at for at, (_, segments) in enumerate(printed[:first]) if _answers_at(segments) is not None), first)

    def page_header(at: int) -> Header:
        page = max((cut for cut in again if cut <= at), default=0)
        following = min((cut for cut in again if cut > at), default=len(printed))
        return _moved(printed[page:following], header, again[page]) if page else header

    parts: list[tuple[PrintedLines, Header]] = []
    text = header.roles.index(ColumnRole.TEXT) if ColumnRole.TEXT in header.roles else 0
    start = _answers_at(printed[answer][1]) if answer < first and text else None
    apart = 0 if start is None else start - page_header(answer).starts[text]  # who answers from the texts of the milestones
    for begin, end in pairwise(sorted({0, *again, answer, first, len(printed)})):
        own = page_header(begin)
        if begin < first and abs(apart) > PUSHED:
            own = _spanning(own, text, own.starts[text] + apart, answering=begin >= answer)
        parts.append((printed[begin:end], own))
    return parts


def _moved(part: PrintedLines, header: Header, again: Header | None) -> Header:
    """Where the columns begin on a page: as its own header tells, else as the cells that are known by their words do."""
    if again is not None:
        return again if again.roles == header.roles else header
    rows = [[segment for segment in segments if not only_signs(segment.text)] for _, segments in part if _is_labelled(segments)]
    known = {
        ColumnRole.LABEL: [row[0].start for row in rows],
        ColumnRole.TEXT: [row[1].start for row in rows if len(row) > 1 and not DUE.fullmatch(row[1].text)],
        ColumnRole.DUE: [row[-1].start for row in rows if len(row) > 1 and DUE.fullmatch(row[-1].text)],
    }
    starts: list[int] = []
    for start, role in zip(header.starts, header.roles, strict=True):
        met = known.get(role) if role is not None else None
        by = starts[-1] - header.starts[len(starts) - 1] if starts else 0  # a column that is not known goes with the one before it
        starts.append(mode(met) if met else start + by)
    is_same = all(abs(new - old) <= PUSHED for new, old in zip(starts, header.starts, strict=True))
    in_order = all(left < right for left, right in pairwise(starts))
    return header._replace(starts=tuple(starts)) if in_order and not is_same else header


def _is_labelled(segments: Sequence[TextSegment]) -> bool:
    return any(row_label(segment.text) is not None for segment in segments[:1])


def _answers_at(segments: Sequence[TextSegment]) -> int | None:
    """Where in a line it begins to say who answers."""
    return next((each.start for each in segments if RESPONSIBLE_LABEL.match(each.text)), None)


def _spanning(header: Header, text: int, start: int, *, answering: bool) -> Header:
    """The columns of a description that spans two of the header's, or all of them: then who answers stands below it."""
    starts = [start if at == text else FAR if at > text else was for at, was in enumerate(header.starts)]
    if abs(start - header.starts[0]) <= PUSHED:
        starts[0 if answering else text] = -FAR if answering else FAR
    return header._replace(starts=tuple(starts))


def spans_columns(header: Header) -> bool:
    """Whether it is of a description that spans two columns, or more."""
    return FAR in header.starts
