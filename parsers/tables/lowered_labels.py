"""The lines of a table without vertical edges, whose labels stand below the tops of their cells, to where its rows begin."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.tables.grid import Heights
from parsers.tables.header_words import Columns, is_label
from parsers.tables.lines import WordLine
from parsers.tables.settings import TEXT

__all__ = ["heights_of_labels", "lowered_rows"]

_BEGINS_TIME = re.compile(r"\d{1,2}[./]")  # "1. opfølgning", "31.12.2019"; a year alone ends one


def heights_of_labels(lines: list[WordLine], columns: Columns) -> Heights:
    """Whether labels stand at the tops of their cells, or in the middle or at the foot.

    A time of several lines begins above its label then; where times have one line, the wider gap stands below a label that
    is no further from the line above than lines are: a tall sign makes a gap wide too.
    """
    labels = [i for i, line in enumerate(lines) if is_label(columns.label_text(line))]
    high = low = 0
    for before, i in pairwise([-1, *labels]):
        k = i if columns.due_text(lines[i]) else i - 1
        while k > before and not _begins_time(columns, lines[k]) and any(columns.due_text(line) for line in lines[max(k - 1, 0) : k + 1]):
            k -= 1  # a line of a text may stand between two of a time
        if before < k < i and columns.due_text(lines[k]):
            low += 1
        elif _begins_time(columns, lines[i]) and i + 1 < len(lines) and i + 1 not in labels and columns.due_text(lines[i + 1]):
            high += 1
    if not (low or high) and len(lines) > 1:
        near = min(line.top - last.bottom for last, line in pairwise(lines)) + TEXT.row_gap * lines[0].size
        for i in labels:
            if 0 < i < len(lines) - 1:
                above, below = lines[i].top - lines[i - 1].bottom, lines[i + 1].top - lines[i].bottom
                low += above <= near and below - above > TEXT.row_gap * lines[i].size
                high += below <= near and above - below > TEXT.row_gap * lines[i].size
    return Heights(high, low)


def _begins_time(columns: Columns, line: WordLine) -> bool:
    return _BEGINS_TIME.match(columns.due_text(line)) is not None


def lowered_rows(lines: list[WordLine], columns: Columns) -> dict[int, int]:
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
    lowered = {max((k for k in over if gaps[k] > least - TEXT.stray / 2), default=0): labels[0]}
    for i, span, gap in zip(labels[1:], spans, widest, strict=True):
        lowered[max(k for k in span if gaps[k] > gap - TEXT.stray / 2)] = i
    return lowered
