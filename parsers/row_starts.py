"""The lines of one table to where its rows begin, as far as no rule tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parsers.grid import STRAY, Begins
from parsers.lines import Line
from parsers.table_words import GUTTER, LABEL_WORDS, header_of, is_label

_BEGINS_TIME = re.compile(r"\d{1,2}[./]")  # "1. opfølgning", "31.12.2019"; a year alone ends one
ROW_GAP = 0.2  # of the letters' size: how much wider than between lines the gap between two rows is


@dataclass(slots=True)
class Columns:
    """Where the columns of a table without walls begin, which of them holds the labels, and which the times."""

    borders: list[float]
    label: int
    due: int | None = None
    lowered: bool = False  # labels stand in the middle of their cells or at their feet

    def label_text(self, line: Line) -> str:
        return self._text(line, self.label)

    def due_text(self, line: Line) -> str:
        return self._text(line, self.due) if self.due is not None else ""

    def _text(self, line: Line, column: int) -> str:
        left, right = self.borders[column], self.borders[column + 1]
        return " ".join([word.text for word in line.words if left <= word.x0 < right])


class Start(NamedTuple):
    """The first line of a row, by its position; `floor` is the edge drawn above it."""

    line: int
    begins: Begins
    floor: float | None


def row_starts(lines: list[Line], columns: Columns, first: Begins, ys: list[float]) -> list[Start]:
    """Where the rows of a table without walls begin; `first` is what its first line belongs to, `ys` are its floors."""
    label_left, label_right = columns.borders[columns.label], columns.borders[columns.label + 1]
    bold = lines[0].words[0].bold
    starts = [Start(0, first, None)]
    unlabelled = not columns.label_text(lines[0])  # the last row has had no words in the label's column
    floors = bisect_left(ys, lines[-1].bottom) - bisect_left(ys, lines[0].top)
    parted = floors > 1 and 2 * floors > sum(is_label(columns.label_text(line)) for line in lines)  # rows have floors between them
    lowered = _lowered_rows(lines, columns) if columns.lowered and not parted else {}
    if 0 in lowered:
        starts[0] = starts[0]._replace(begins=Begins.LABEL)
    for i in range(1, len(lines)):
        line, last = lines[i], lines[i - 1]
        if i in lowered:
            starts.append(Start(i, Begins.LABEL, None))
        if i in lowered or i in lowered.values():
            unlabelled = False
            continue
        state = starts[-1].begins
        here = [word for word in line.words if label_left <= word.x0 < label_right]
        label = " ".join([word.text for word in here])
        if label in LABEL_WORDS and not is_label(label) and i + 1 < len(lines):
            label = f"{label} {columns.label_text(lines[i + 1])}"  # "Seneste⏎status"
        at = bisect_left(ys, last.top + STRAY)
        floor = ys[at] if at < len(ys) and ys[at] <= line.top + STRAY else None
        if is_label(label):
            if floor is None and unlabelled and parted:
                starts[-1] = starts[-1]._replace(begins=Begins.LABEL)  # it stands in the middle of its cell
                unlabelled = False
                continue
            state = Begins.LABEL
        elif header_of(line) is not None:
            if state is Begins.TITLE and all(above.x1 <= label_right for above in lines[starts[-1].line : i]):
                starts[-1] = starts[-1]._replace(begins=Begins.HEADER)
                continue
            state, bold = Begins.HEADER, line.words[0].bold  # below a title that runs across the columns, a row of its own
        elif floor is not None:
            state = Begins.OTHER
        elif state is Begins.HEADER and (
            len(here) < len(line.words) or (bold and not here[0].bold) or line.top - last.bottom > GUTTER * line.size
        ):
            state = Begins.OTHER  # a title that wraps has nothing beside it; the description has the responsible
        else:
            unlabelled = unlabelled and not here
            continue
        starts.append(Start(i, state, floor))
        unlabelled = not here
    return starts


def labels_stand_low(lines: list[Line], columns: Columns) -> bool | None:
    """Whether labels stand in the middle of their cells or at their feet; None where nothing tells.

    A time of two lines begins above its label then; where times have one line, the wider gap stands below a label.
    """
    labels = [i for i, line in enumerate(lines) if is_label(columns.label_text(line))]
    high = low = 0
    for before, i in pairwise([-1, *labels]):
        k = i if columns.due_text(lines[i]) else i - 1
        while k > before and columns.due_text(lines[k]) and not _begins_time(columns, lines[k]):
            k -= 1
        if before < k < i and columns.due_text(lines[k]):
            low += 1
        elif k == i and i + 1 < len(lines) and i + 1 not in labels and columns.due_text(lines[i + 1]):
            high += 1
    if not (low or high):
        for i in labels:
            if 0 < i < len(lines) - 1:
                above, below = lines[i].top - lines[i - 1].bottom, lines[i + 1].top - lines[i].bottom
                low += below - above > ROW_GAP * lines[i].size
                high += above - below > ROW_GAP * lines[i].size
    return low >= high if low or high else None


def _begins_time(columns: Columns, line: Line) -> bool:
    return _BEGINS_TIME.match(columns.due_text(line)) is not None


def _lowered_rows(lines: list[Line], columns: Columns) -> dict[int, int]:
    """Where nothing is drawn between rows whose labels stand below their tops: the first line of each, with that of its label.

    The widest gap between two labels parts their rows, and that between a description and the first label.
    """
    labels = [i for i, line in enumerate(lines) if is_label(columns.label_text(line))]
    if not labels:
        return {}
    gaps = [0.0, *(line.top - last.bottom for last, line in pairwise(lines))]
    spans = [range(before + 1, i + 1) for before, i in pairwise(labels)]
    widest = [max(gaps[k] for k in span) for span in spans]
    described = [k + 1 for k in range(labels[0]) if columns.label_text(lines[k])]  # below a title or a description
    over = range(described[-1] if described else 1, labels[0] + 1)
    least = max((gaps[k] for k in over), default=0.0)
    if not described:
        least = max(least, min(widest, default=0.0))  # else the row goes on from the page before
    lowered = {max((k for k in over if gaps[k] > least - STRAY / 2), default=0): labels[0]}
    for i, span, gap in zip(labels[1:], spans, widest, strict=True):
        lowered[max(k for k in span if gaps[k] > gap - STRAY / 2)] = i
    return lowered


def is_title(line: Line, columns: Columns) -> bool:
    """Whether a page's first line goes on with a header that the page break tore: bold, and nothing beside it."""
    left, right = columns.borders[columns.label], columns.borders[columns.label + 1]
    return all(word.bold and left <= word.x0 < right for word in line.words)


def top_of_row(lines: list[Line], start: Start) -> float:
    if start.floor is not None:
        return start.floor
    top = lines[start.line].top
    return top - STRAY if start.line == 0 else max(top - STRAY, (lines[start.line - 1].bottom + top) / 2)
