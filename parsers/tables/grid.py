"""What a table on one page is: its borders, its rows, and its cells with what is printed in them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

from parsers.model.content import Symbol, Word
from parsers.tables.header_words import HeaderCell
from parsers.tables.lines import WordLine
from parsers.tables.row_cuts import RowCuts

__all__ = ["Grid", "GridCell", "GridRow", "Heights", "Parted", "RowRole"]


class GridCell(Struct):
    """A cell's box, the columns it covers, and what is printed in it in no particular order."""

    x0: float
    top: float
    x1: float
    bottom: float
    column: int
    span: int = 1
    words: list[Word] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)


class GridRow(Struct):
    """`open_above` and `open_below`: no horizontal edge is drawn there, so the row may go on upon another page."""

    top: float
    bottom: float
    cells: list[GridCell]
    open_above: bool = False
    open_below: bool = False


class RowRole(StrEnum):
    """What a row is told to be by its first line."""

    HEADER = "header"
    TITLE = "title"  # a header whose words stand in the middle of their cells, beside a title of several lines
    LABEL = "label"
    OTHER = "other"  # a description, or a row of a table that is not ours


class Heights(NamedTuple):
    """How many labels of a print stand at their cells' tops, and how many below them, as far as their rows tell."""

    high: int = 0
    low: int = 0

    @property
    def are_low(self) -> bool:
        return 0 < self.low >= self.high

    def more(self, other: Heights) -> Heights:
        return Heights(self.high + other.high, self.low + other.low)


class Grid(Struct):
    """A table on one page. `borders` are the x of all its columns' sides, from left to right.

    What follows is known of a table without vertical edges only: how high labels stand in their cells, its letters' size,
    its last row, its header's cells when it is one of ours, and whether they stand on a page before, and how many lines follow it.
    """

    borders: list[float]
    rows: list[GridRow]
    ruled: bool  # its columns are drawn; else they were told from the words
    heights: Heights = field(default_factory=Heights)
    size: float = 0.0
    last_row: RowRole = RowRole.OTHER
    heads: list[HeaderCell] = field(default_factory=list)
    resumed: bool = False
    lines_below: int = 0  # lines outside tables that follow it
    row_heads: list[HeaderCell] = field(default_factory=list)  # its header's cells, where each row below is an initiative
    strips: list[tuple[float, float]] = field(default_factory=list)  # that stay empty between its columns
    cuts: RowCuts | None = None  # of such a table: how its rows were told apart

    @property
    def top(self) -> float:
        return self.rows[0].top

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom


class Parted(NamedTuple):
    """The tables found among a page's lines, and the lines and symbols that stand outside them."""

    grids: list[Grid]
    lines: list[WordLine]
    symbols: list[Symbol]
