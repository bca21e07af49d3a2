"""The lines of one table to where its rows begin, as far as no rule tells."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import NamedTuple

from parsers.model.content import Word
from parsers.profile.labels import RESPONSIBLE_LABEL
from parsers.tables.grid import RowRole
from parsers.tables.header_words import Columns, header_of, is_label, telling_words
from parsers.tables.lines import WordLine
from parsers.tables.lowered_labels import lowered_rows
from parsers.tables.settings import TEXT

__all__ = ["is_title", "row_starts", "top_of_row"]


class Start(NamedTuple):
    """The first line of a row, by its position; `horizontal edge` is the edge drawn above it."""

    line: int
    begins: RowRole
    h_edge: float | None


def row_starts(lines: list[WordLine], columns: Columns, first: RowRole, ys: list[float]) -> list[Start]:
    """Where the rows of a table without vertical edges begin; `first` is what its first line belongs to, `ys` are its horizontal edges."""
    rows = _Rows(lines, columns, ys, [Start(0, first, None)], lines[0].words[0].bold, unlabelled=not columns.label_text(lines[0]))
    for i in range(1, len(lines)):
        rows.take(i)
    return rows.starts


@dataclass(slots=True)
class _Rows:
    """Walks down the lines of a table; each begins a row or goes on with the last."""

    lines: list[WordLine]
    columns: Columns
    ys: list[float]
    starts: list[Start]
    bold: bool  # of the last header
    unlabelled: bool  # the last row has had no words in the label's column
    parted: bool = field(init=False)  # rows have edges between them
    leading: float = field(init=False)  # points between two lines of a text, at most
    lowered: dict[int, int] = field(init=False)  # the first lines of rows whose labels stand lower, and those labels' lines

    def __post_init__(self) -> None:
        lines, columns, ys = self.lines, self.columns, self.ys
        h_edges = bisect_left(ys, lines[-1].bottom) - bisect_left(ys, lines[0].top)
        self.parted = h_edges > 1 and 2 * h_edges > sum(is_label(columns.label_text(line)) for line in lines)
        least = min((line.top - last.bottom for last, line in pairwise(lines) if line.top > last.bottom), default=0.0)
        self.leading = max(TEXT.gutter * lines[0].size - TEXT.stray, least)
        self.lowered = _lowered_rows(lines, columns) if columns.lowered and not self.parted else {}
        if 0 in self.lowered:
            self.starts[0] = self.starts[0]._replace(begins=RowRole.LABEL)

    def take(self, i: int) -> None:
        if i in self.lowered:
            self.starts.append(Start(i, RowRole.LABEL, None))
        if i in self.lowered or i in self.lowered.values():
            self.unlabelled = False
            return
        line, last = self.lines[i], self.lines[i - 1]
        at = bisect_left(self.ys, last.top + TEXT.stray)
        h_edge = self.ys[at] if at < len(self.ys) and self.ys[at] <= line.top + TEXT.stray else None
        left, right = self.columns.borders[self.columns.label], self.columns.borders[self.columns.label + 1]
        here = [word for word in line.words if left <= word.x0 < right]
        role = self._role(i, here, h_edge)
        if role is not None:
            self.starts.append(Start(i, role, h_edge))
        self.unlabelled = not here and (role is not None or self.unlabelled)

    def _role(self, i: int, here: list[Word], h_edge: float | None) -> RowRole | None:
        """What begins with a line, which has these words in the label's column; None when the row above goes on."""
        line, last, begun = self.lines[i], self.lines[i - 1], self.starts[-1]
        label = " ".join([word.text for word in here])
        if label in telling_words().labels and not is_label(label) and i + 1 < len(self.lines):
            label = f"{label} {self.columns.label_text(self.lines[i + 1])}"  # "Seneste⏎status"
        if is_label(label):
            if h_edge is None and self.unlabelled and self.parted:
                self.starts[-1] = begun._replace(begins=RowRole.LABEL)  # it stands in the middle of its cell
                return None
            return RowRole.LABEL
        if header_of(line) is not None:
            right = self.columns.borders[self.columns.label + 1]
            if begun.begins is RowRole.TITLE and all(above.x1 <= right for above in self.lines[begun.line : i]):
                self.starts[-1] = begun._replace(begins=RowRole.HEADER)
                return None
            self.bold = line.words[0].bold
            return RowRole.HEADER  # below a title that runs across the columns, a row of its own
        if label[:1].isdigit() and self.columns.is_title_row(self.lines, i):
            self.bold = here[0].bold
            return RowRole.HEADER
        if h_edge is not None:
            return RowRole.OTHER
        if begun.begins is not RowRole.HEADER or _under_one_h_edge(self.lines[i:], self.columns, self.ys):
            return None
        apart = len(here) < len(line.words) or (self.bold and not here[0].bold) or line.top - last.bottom > self.leading + TEXT.stray
        return RowRole.OTHER if apart else None  # a title that wraps has nothing beside it; the description has the responsible


def _lowered_rows(lines: list[WordLine], columns: Columns) -> dict[int, int]:
    """The rows whose labels stand below their tops, by their first lines; for each initiative below a header over all apart."""
    titles = [i for i in range(1, len(lines)) if columns.over_all and columns.is_title_row(lines, i)]
    parts = pairwise([0, *titles, len(lines)])
    return {a + first: a + label for a, b in parts for first, label in lowered_rows(lines[a:b], columns).items()}


def _under_one_h_edge(lines: list[WordLine], columns: Columns, ys: list[float]) -> bool:
    """Whether the first of the lines stands above its header's own horizontal edge: no description and no label does."""
    at = bisect_left(ys, lines[0].top + TEXT.stray)
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
    return top - TEXT.stray if start.line == 0 else max(top - TEXT.stray, (lines[start.line - 1].bottom + top) / 2)
