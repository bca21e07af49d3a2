"""The lines of one table to where its rows begin, as far as no rule tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from parsers.grid import STRAY, Begins
from parsers.lines import Line
from parsers.table_words import GUTTER, LABEL_WORDS, header_of, is_label


@dataclass(slots=True)
class Columns:
    """Where the columns of a table without walls begin, and which of them holds the labels."""

    borders: list[float]
    label: int

    def label_text(self, line: Line) -> str:
        left, right = self.borders[self.label], self.borders[self.label + 1]
        return " ".join([word.text for word in line.words if left <= word.x0 < right])


class Start(NamedTuple):
    """The first line of a row, by its position; `floor` is the edge drawn above it."""

    line: int
    begins: Begins
    floor: float | None


def row_starts(lines: list[Line], columns: Columns, first: Begins, ys: list[float]) -> Iterable[Start]:
    """Where the rows of a table without walls begin; `first` is what its first line belongs to."""
    label_left, label_right = columns.borders[columns.label], columns.borders[columns.label + 1]
    state, bold = first, lines[0].words[0].bold
    yield Start(0, first, None)
    for i in range(1, len(lines)):
        line, last = lines[i], lines[i - 1]
        here = [word for word in line.words if label_left <= word.x0 < label_right]
        label = " ".join([word.text for word in here])
        if label in LABEL_WORDS and not is_label(label) and i + 1 < len(lines):
            label = f"{label} {columns.label_text(lines[i + 1])}"  # "Seneste⏎status"
        at = bisect_left(ys, last.top + STRAY)
        floor = ys[at] if at < len(ys) and ys[at] <= line.top + STRAY else None
        if is_label(label):
            state = Begins.LABEL
        elif header_of(line) is not None:
            state, bold = Begins.HEADER, line.words[0].bold
        elif floor is not None:
            state = Begins.OTHER
        elif state is Begins.HEADER and (
            len(here) < len(line.words) or (bold and not here[0].bold) or line.top - last.bottom > GUTTER * line.size
        ):
            state = Begins.OTHER  # a title that wraps has nothing beside it; the description has the responsible
        else:
            continue
        yield Start(i, state, floor)


def is_title(line: Line, columns: Columns) -> bool:
    """Whether a page's first line goes on with a header that the page break tore: bold, and nothing beside it."""
    left, right = columns.borders[columns.label], columns.borders[columns.label + 1]
    return all(word.bold and left <= word.x0 < right for word in line.words)


def top_of_row(lines: list[Line], start: Start) -> float:
    if start.floor is not None:
        return start.floor
    top = lines[start.line].top
    return top - STRAY if start.line == 0 else max(top - STRAY, (lines[start.line - 1].bottom + top) / 2)
