"""The slots between a table's lines to its cells: slots between which no edge is drawn are one cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from parsers.tables.grid import GridCell, GridRow

__all__ = ["Slots"]


@dataclass(slots=True)
class Slots:
    """The places between the lines at `xs` and `ys`.

    `v_edges` tells of each x in which rows it is drawn, `h_edges` of each y in which columns; `cells` has the cell of each slot.
    """

    xs: list[float]
    ys: list[float]
    v_edges: list[list[bool]]
    h_edges: list[list[bool]]
    cells: list[list[GridCell | None]] = field(init=False)
    _taken: set[tuple[int, int]] = field(default_factory=set)  # by cells that begin in a row above
    _reached: int = 0  # cells of the rows above reach down to this one

    def __post_init__(self) -> None:
        self.cells = [[None] * (len(self.xs) - 1) for _ in self.ys[1:]]

    def rows(self, *, open_above: bool, open_below: bool) -> list[GridRow]:
        """The rows with their cells; a cell stands in the row where it begins.

        A row in which none begins is the end of the row above, whose cells reach through it, or lies beside the table.
        """
        rows = [GridRow(a, b, []) for a, b in pairwise(self.ys)]
        rows[0].open_above, rows[-1].open_below = open_above, open_below
        left_out, right_out = _without_v_edges(self.v_edges[0]), _without_v_edges(self.v_edges[-1])
        sides = [(j, left, right) for j, (left, right) in enumerate(pairwise(self.xs))]
        for i, (row, drawn) in enumerate(zip(rows, zip(*self.v_edges[1:-1], strict=True), strict=True)):
            if i >= self._reached and all(drawn) and all(self.h_edges[i + 1]) and not (left_out[i] or right_out[i]):
                top, bottom = row.top, row.bottom
                row.cells = [GridCell(left, top, right, bottom, j) for j, left, right in sides]  # as most rows
                self.cells[i][:] = row.cells
            else:
                row.cells = self._merged(i, left_out[i], right_out[i])
        return _with_cells(rows)

    def _merged(self, i: int, left_out: bool, right_out: bool) -> list[GridCell]:
        """The cells that begin in a row; `left_out` and `right_out` when its outer side is not drawn."""
        cells: list[GridCell] = []
        right = 0
        for j in range(len(self.xs) - 1):
            if j < right or (i, j) in self._taken:
                continue
            right = self._merge_right(i, j)
            low = self._merge_down(i, j, right)
            outside = (j == 0 and left_out) or (right == len(self.xs) - 1 and right_out)
            if outside and not (all(self.h_edges[i][j:right]) and all(self.h_edges[low][j:right])):
                continue  # it is beside this row's table: one above or below is wider
            cell = GridCell(self.xs[j], self.ys[i], self.xs[right], self.ys[low], j, right - j)
            cells.append(cell)
            for k in range(i, low):
                self.cells[k][j:right] = [cell] * (right - j)
        return cells

    def _merge_right(self, i: int, j: int) -> int:
        """The column before which a cell ends that begins in a slot."""
        right = j + 1
        while right < len(self.xs) - 1 and not self.v_edges[right][i] and (i, right) not in self._taken:
            right += 1
        return right

    def _merge_down(self, i: int, j: int, right: int) -> int:
        """The row before which it ends; its slots below are taken."""
        low = i + 1
        while low < len(self.cells) and not any(self.h_edges[low][j:right]) and not any(v[low] for v in self.v_edges[j + 1 : right]):
            low += 1
        if low > i + 1:
            self._taken.update((a, b) for a in range(i + 1, low) for b in range(j, right))
            self._reached = max(self._reached, low)
        return low


def _with_cells(rows: list[GridRow]) -> list[GridRow]:
    kept: list[GridRow] = []
    for row in rows:
        if row.cells:
            kept.append(row)
        elif kept and any(cell.bottom >= row.bottom for cell in kept[-1].cells):
            kept[-1].bottom, kept[-1].open_below = row.bottom, row.open_below
    return kept


def _without_v_edges(side: list[bool]) -> list[bool]:
    """Of which rows this side is not drawn, where it is drawn of others."""
    return [any(side) and not drawn for drawn in side]
