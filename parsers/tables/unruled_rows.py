"""Rows of one cell whose words keep to the table's columns: a program drew no edges in them, as beside empty or black cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from parsers.model.content import Symbol, Word
from parsers.tables.grid import Grid, GridCell, GridRow
from parsers.tables.lines import lines_of, parted
from parsers.tables.ruled import Lattice
from parsers.tables.settings import TEXT

__all__ = ["part_unruled_rows", "rest_of_row", "run_on"]


def part_unruled_rows(grid: Grid) -> None:
    """Parts the rows of a lattice that are one cell, where words cover none of its columns' borders."""
    for at, row in enumerate(grid.rows):
        if len(row.cells) == 1 and row.cells[0].span > 1 and row.cells[0].words:
            row.cells = _parts(row.cells[0], grid, at)


def run_on(drawn: Sequence[Lattice]) -> list[Lattice]:
    """The lattices with columns of the page before whose words do not keep to them: frames and boxes."""
    return [lattice for lattice in drawn if lattice.borrowed and not all(_keeps(row, lattice.grid.borders) for row in lattice.grid.rows)]


def rest_of_row(words: Sequence[Word], before: Grid | None) -> Grid | None:
    """A page on which nothing is drawn, whose words keep to the last columns of the table that the page before left open."""
    if before is None or not before.ruled or not before.rows[-1].open_below:
        return None
    kept = _columns_kept(words, before.borders)
    if not kept or 0 in kept:
        return None
    top, bottom = min([word.top for word in words]), max([word.bottom for word in words])
    cells = [GridCell(a, top, b, bottom, at) for at, (a, b) in enumerate(pairwise(before.borders))]
    for word in words:
        cells[bisect_right(before.borders, word.x0 + TEXT.stray) - 1].words.append(word)
    return Grid(before.borders, [GridRow(top, bottom, cells, open_above=True, open_below=True)], ruled=True)


def _keeps(row: GridRow, borders: Sequence[float]) -> bool:
    return _columns_kept([word for cell in row.cells for word in cell.words], borders) is not None


def _columns_kept(words: Sequence[Word], borders: Sequence[float]) -> set[int] | None:
    """The columns in which words stand, when no word covers two and a gap parts those of two on a line; None when they run on."""
    used: set[int] = set()
    for line in lines_of(parted(words)):
        last, right = -1, 0.0
        for word in line.words:
            column = bisect_right(borders, word.x0 + TEXT.stray) - 1
            if not 0 <= column < len(borders) - 1 or word.x1 > borders[column + 1] + TEXT.stray:
                return None
            if last not in (-1, column) and word.x0 - right < TEXT.x_tolerance * word.size:
                return None
            last, right = column, word.x1
            used.add(column)
    return used


def _parts(cell: GridCell, grid: Grid, at: int) -> list[GridCell]:
    """The cells that one stands for, each with its words and signs; itself when its words run on, or stand in the first alone."""
    borders = [cell.x0, *_borders_within(cell, grid, at), cell.x1]
    kept = _columns_kept(cell.words, borders)
    if kept is None or not (kept | {_column(symbol, borders) for symbol in cell.symbols}) - {0}:
        return [cell]
    places = [*(bisect_right(grid.borders, x + TEXT.stray) - 1 for x in borders[:-1]), cell.column + cell.span]
    parts = [GridCell(a, cell.top, b, cell.bottom, i, j - i) for (a, b), (i, j) in zip(pairwise(borders), pairwise(places), strict=True)]
    for word in parted(cell.words):
        parts[bisect_right(borders, word.x0 + TEXT.stray) - 1].words.append(word)
    for symbol in cell.symbols:
        parts[_column(symbol, borders)].symbols.append(symbol)
    return parts


def _column(symbol: Symbol, borders: Sequence[float]) -> int:
    return bisect_right(borders, (symbol.x0 + symbol.x1) / 2, 0, len(borders) - 1) - 1


def _borders_within(cell: GridCell, grid: Grid, at: int) -> list[float]:
    """The borders between a cell's sides in the nearest row that has some, those above first; else all of the grid's."""
    for row in (*grid.rows[at::-1], *grid.rows[at + 1 :]):
        within = [other.x0 for other in row.cells if cell.x0 < other.x0 < cell.x1]
        if within:
            return within
    return grid.borders[cell.column + 1 : cell.column + cell.span]
