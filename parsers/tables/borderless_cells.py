"""The lines of a table without vertical edges to cells: each word in the column where it begins, sentences that run on in one cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from parsers.model.content import Symbol, Word
from parsers.profile.labels import RESPONSIBLE_LABEL, RowLabel, row_label
from parsers.tables.grid import Grid, GridCell, GridRow
from parsers.tables.header_words import Columns
from parsers.tables.lines import WordLine
from parsers.tables.settings import TEXT

__all__ = ["crossed", "into_grids", "open_cells", "right_edges"]


def right_edges(bands: list[list[WordLine]], borders: list[float]) -> list[float]:
    """How far to the right the words of each column reach: the edge at which its lines wrap."""
    rights = list(borders[:-1])
    for band in bands:
        for line in band:
            for word in line.words:
                column = max(bisect_right(borders, word.x0) - 1, 0)
                if column < len(rights) and rights[column] < word.x1 <= borders[column + 1] + TEXT.stray:
                    rights[column] = word.x1
    return rights


def open_cells(row: GridRow, band: list[WordLine], columns: Columns, rights: list[float]) -> list[GridCell]:
    """A row's cells; columns across which a sentence runs on are one cell."""
    borders = columns.borders
    merged = {column for line in band for column in crossed(line, borders)}
    merged.update(_beside_responsible(band, columns))
    if row_label(" ".join(filter(None, map(columns.label_text, band)))) is RowLabel.LATEST_STATUS:
        merged.update(range(columns.label + 2, len(borders) - 1))  # its text runs over all columns, with wide gaps where it is justified
    cells: list[GridCell] = []
    for column in range(len(borders) - 1):
        if column in merged:
            cells[-1].span += 1
            cells[-1].x1 = max(cells[-1].x1, rights[column])
        else:
            cells.append(GridCell(borders[column], row.top, rights[column], row.bottom, column))
    firsts = [cell.x0 for cell in cells]
    for line in band:
        for word in line.words:
            cells[max(bisect_right(firsts, word.x0) - 1, 0)].words.append(word)
    return cells


def _beside_responsible(band: list[WordLine], columns: Columns) -> Iterable[int]:
    """The columns to the right of the responsible's: a description has nothing else there."""
    for line in band:
        for word, after in pairwise(line.words):
            if RESPONSIBLE_LABEL.match(f"{word.text} {after.text}"):
                column = _column_of(word, columns.borders)
                end = columns.label if columns.label > column else len(columns.borders) - 1
                return range(column + 1, end)
    return ()


def crossed(line: WordLine, borders: list[float]) -> Iterable[int]:
    """The columns whose left border the line's words run across."""
    last: Word | None = None
    before = 0  # the column of the last word
    for word in line.words:
        column = _column_of(word, borders)
        at_left = abs(word.x0 - TEXT.stray - borders[column]) <= TEXT.aligned
        if last is not None:
            if not at_left and word.x0 - last.x1 < TEXT.x_tolerance * word.size and before < column:
                yield column
            if not at_left:  # a word too long for its cell begins at the cell's left, and is no sentence that runs on
                yield from range(column + 1, min(bisect_left(borders, word.x1 - TEXT.stray), len(borders) - 1))
        last, before = word, column


def _column_of(word: Word, borders: list[float]) -> int:
    """The column in which a word begins; what stands out to the left of the table belongs to the first."""
    return max(bisect_right(borders, word.x0 + TEXT.stray) - 1, 0)


def into_grids(grids: list[Grid], symbols: list[Symbol]) -> list[Symbol]:
    """Puts each symbol into the open cell it stands in; returns those that stand in none."""
    rest: list[Symbol] = []
    for symbol in symbols:
        row = _row_of(symbol, grids)
        if row is None:
            rest.append(symbol)
        else:
            x = (symbol.x0 + symbol.x1) / 2
            next((cell for cell in reversed(row.cells) if cell.x0 <= x), row.cells[0]).symbols.append(symbol)
    return rest


def _row_of(symbol: Symbol, grids: list[Grid]) -> GridRow | None:
    """The row in which the sign's middle stands; of one much taller than a last row's words, the row in which it begins."""
    x = (symbol.x0 + symbol.x1) / 2
    for y in ((symbol.top + symbol.bottom) / 2, symbol.top):
        for grid in grids:
            if grid.borders[0] <= x and grid.top <= y < grid.bottom + grid.size:
                return next(row for row in reversed(grid.rows) if row.top <= y)
    return None
