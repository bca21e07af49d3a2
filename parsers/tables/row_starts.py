"""The lines of one table to where its rows begin, as far as no rule tells."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import NamedTuple

from parsers.profile.labels import RESPONSIBLE_LABEL
from parsers.tables.grid import STRAY, RowRole
from parsers.tables.header_words import GUTTER, LABEL_WORDS, Columns, header_of, is_label
from parsers.tables.lines import WordLine
from parsers.tables.lowered_labels import lowered_rows

__all__ = ["is_title", "row_starts", "top_of_row"]


class Start(NamedTuple):
    """The first line of a row, by its position; `horizontal edge` is the edge drawn above it."""

    line: int
    begins: RowRole
    h_edge: float | None


def row_starts(lines: list[WordLine], columns: Columns, first: RowRole, ys: list[float]) -> list[Start]:
    """Where the rows of a table without vertical edges begin; `first` is what its first line belongs to, `ys` are its horizontal edges."""
    label_left, label_right = columns.borders[columns.label], columns.borders[columns.label + 1]
    bold = lines[0].words[0].bold
    starts = [Start(0, first, None)]
    unlabelled = not columns.label_text(lines[0])  # the last row has had no words in the label's column
    h_edges = bisect_left(ys, lines[-1].bottom) - bisect_left(ys, lines[0].top)
    parted = h_edges > 1 and 2 * h_edges > sum(
        is_label(columns.label_text(line)) for line in lines
    )  # rows have horizontal edges between them
    lowered = lowered_rows(lines, columns) if columns.lowered and not parted else {}
    if 0 in lowered:
        starts[0] = starts[0]._replace(begins=RowRole.LABEL)
    for i in range(1, len(lines)):
        line, last = lines[i], lines[i - 1]
        if i in lowered:
            starts.append(Start(i, RowRole.LABEL, None))
        if i in lowered or i in lowered.values():
            unlabelled = False
            continue
        state = starts[-1].begins
        here = [word for word in line.words if label_left <= word.x0 < label_right]
        label = " ".join([word.text for word in here])
        if label in LABEL_WORDS and not is_label(label) and i + 1 < len(lines):
            label = f"{label} {columns.label_text(lines[i + 1])}"  # "Seneste⏎status"
        at = bisect_left(ys, last.top + STRAY)
        h_edge = ys[at] if at < len(ys) and ys[at] <= line.top + STRAY else None
        if is_label(label):
            if h_edge is None and unlabelled and parted:
                starts[-1] = starts[-1]._replace(begins=RowRole.LABEL)  # it stands in the middle of its cell
                unlabelled = False
                continue
            state = RowRole.LABEL
        elif header_of(line) is not None:
            if state is RowRole.TITLE and all(above.x1 <= label_right for above in lines[starts[-1].line : i]):
                starts[-1] = starts[-1]._replace(begins=RowRole.HEADER)
                continue
            state, bold = RowRole.HEADER, line.words[0].bold  # below a title that runs across the columns, a row of its own
        elif label[:1].isdigit() and columns.is_title_row(line):
            state, bold = RowRole.HEADER, here[0].bold
        elif h_edge is not None:
            state = RowRole.OTHER
        elif (
            state is RowRole.HEADER
            and not _under_one_h_edge(lines[i:], columns, ys)
            and (len(here) < len(line.words) or (bold and not here[0].bold) or line.top - last.bottom > GUTTER * line.size)
        ):
            state = RowRole.OTHER  # a title that wraps has nothing beside it; the description has the responsible
        else:
            unlabelled = unlabelled and not here
            continue
        starts.append(Start(i, state, h_edge))
        unlabelled = not here
    return starts


def _under_one_h_edge(lines: list[WordLine], columns: Columns, ys: list[float]) -> bool:
    """Whether the first of the lines stands above its header's own horizontal edge: no description and no label does."""
    at = bisect_left(ys, lines[0].top + STRAY)
    if at == len(ys):
        return False
    above = takewhile(lambda line: line.top < ys[at], lines)
    return not any(RESPONSIBLE_LABEL.search(line.text) or is_label(columns.label_text(line)) for line in above)


def is_title(line: WordLine, columns: Columns) -> bool:
    """Whether a page's first line goes on with a header that the page break tore: bold, and nothing beside it."""
    left, right = columns.borders[columns.label], columns.borders[columns.label + 1]
    return all(word.bold and left <= word.x0 < right for word in line.words)


def top_of_row(lines: list[WordLine], start: Start) -> float:
    if start.h_edge is not None:
        return start.h_edge
    top = lines[start.line].top
    return top - STRAY if start.line == 0 else max(top - STRAY, (lines[start.line - 1].bottom + top) / 2)
