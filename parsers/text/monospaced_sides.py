"""A dump whose pages stand side by side, two on a sheet or in two columns of print, to the same pages one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from parsers.model.content import FileContent, Line
from parsers.profile.labels import RowLabel, row_label
from parsers.text.monospaced_segments import segments_of

__all__ = ["one_below_the_other"]

NARROWEST = 40  # letters: a side of a sheet is no narrower
NEAR = 40  # letters left of the labels at most, where the gap between two sides is looked for
GAP = 2  # letters of it
CROSSED = 0.03  # of the lines: a heading may reach over both sides
FEWEST = 2  # labels below each other at the right side, and at the left side of some sheet


def one_below_the_other(content: FileContent) -> tuple[FileContent, Sequence[int]]:
    """The dump with each sheet's left side above its right one, lines numbered anew, and the number that each line has in print."""
    starts = [0, *(number - 1 for number in content.page_starts), len(content.lines)]
    sheets = [content.lines[start:end] for start, end in pairwise(starts)]
    gaps = [_gap(sheet, _labels(sheet), FEWEST) for sheet in sheets]
    if any(gaps):  # then a sheet that begins with a table's end may have one, too
        gaps = [gap or _gap(sheet, _labels(sheet, any_row=True), 1) for sheet, gap in zip(sheets, gaps, strict=True)]
    left = sum(start < gap for sheet, gap in zip(sheets, gaps, strict=True) if gap for start in _labels(sheet))
    if not any(gaps) or left < FEWEST:
        return content, range(1, len(content.lines) + 1)
    sides = [side for sheet, gap in zip(sheets, gaps, strict=True) for side in _sides(sheet, gap)]
    lines: list[Line] = []
    page_starts: list[int] = []
    numbers: list[int] = []
    for side in sides:
        page_starts.append(len(lines) + 1)
        numbers += [line.number for line in side]
        lines += [Line(len(lines) + at, line.text) for at, line in enumerate(side, 1)]
    return replace(content, lines=lines, page_starts=page_starts[1:]), numbers


def _labels(sheet: Sequence[Line], *, any_row: bool = False) -> Iterator[int]:
    """Where the labels of milestones begin in their lines; "Økonomi" is a center's name, too."""
    segments = ((segment, row_label(segment.text)) for line in sheet for segment in segments_of(line.text))
    return (segment.start for segment, label in segments if label is RowLabel.MILESTONE or (any_row and label is not None))


def _gap(sheet: Sequence[Line], labels: Iterable[int], fewest: int) -> int:
    """Where the right side of a sheet begins, by so many labels below each other; 0 where there is none."""
    right = sorted(start for start in labels if start >= NARROWEST)
    first = next((start for start, last in zip(right, right[fewest - 1 :], strict=False) if last - start <= GAP), None)
    if first is None:
        return 0
    printed = [line.text for line in sheet if line.text.strip()]
    begin = max(first - NEAR, GAP) + 2 - GAP
    blank = [sum(text[at : at + 1].strip() != "" for text in printed) <= CROSSED * len(printed) for at in range(begin, first)]
    ends = [begin + at + GAP for at in range(len(blank) - GAP, -1, -1) if all(blank[at : at + GAP])]
    is_right = bool(ends) and sum(bool(text[: ends[0]].strip()) for text in printed) > len(printed) / 4
    return ends[0] if is_right else 0


def _sides(sheet: Sequence[Line], gap: int) -> list[Sequence[Line]]:
    if not gap:
        return [sheet]
    across = {number for number, text in sheet if text[gap - GAP : gap + 1].strip() and len(segments_of(text)) == 1 and len(text) > gap}
    left = [Line(number, text if number in across else text[:gap].rstrip()) for number, text in sheet]
    return [left, [Line(number, "" if number in across else text[gap:]) for number, text in sheet]]
