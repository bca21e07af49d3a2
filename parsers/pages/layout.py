"""A page taken apart: its tables, and the words and signs that stand outside them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct, field

from parsers.model.content import PageContent, Symbol
from parsers.tables.borderless import open_grids
from parsers.tables.edges import edges, shade_h_edges
from parsers.tables.grid import Grid
from parsers.tables.half_ruled import half_ruled
from parsers.tables.headed_rows import headed_grids
from parsers.tables.heading_rows import without_headings
from parsers.tables.lines import WordLine, lines_of, parted, without
from parsers.tables.row_ruled import stacked_grids
from parsers.tables.ruled import filled, lattices, split_rows, tables_of
from parsers.tables.settings import SETTINGS, TableSettings
from parsers.tables.unruled_rows import part_unruled_rows, rest_of_row, run_on

__all__ = ["Layout", "layout"]


class Layout(Struct):
    """A page taken apart: its tables from top to bottom, and what stands outside them; its furniture is in neither."""

    grids: list[Grid]
    lines: list[WordLine]
    symbols: list[Symbol]
    furniture: list[WordLine] = field(default_factory=list)
    mixed: list[WordLine] = field(default_factory=list)  # printed over its words, and not to be told from them


def layout(page: PageContent, furniture: Sequence[WordLine] = (), before: Grid | None = None, settings: TableSettings = SETTINGS) -> Layout:
    """The tables of a page. What stands within vertical edges is no furniture, however often it is repeated.

    `before` is the last table of the page before, whose columns a table without vertical edges may go on with.
    """
    if page.gated:
        words = without(page.words, furniture)
        return Layout([], lines_of(words), list(page.symbols), list(furniture))
    h_edges, v_edges = edges(page.rules, settings)
    drawn, loose_h_edges = lattices(h_edges, v_edges, before, settings)
    rest, symbols = filled(drawn, page.words, page.symbols)
    if half := half_ruled(drawn, rest, before) or run_on(drawn):
        drawn = [lattice for lattice in drawn if lattice not in half]
        loose_h_edges = sorted([*loose_h_edges, *(edge for edge in h_edges if any(lattice.holds(edge) for lattice in half))])
        rest, symbols = filled(drawn, page.words, page.symbols)
    if furniture:
        outside = {id(word) for word in rest}
        furniture = [line for line in furniture if all(id(word) in outside for word in line.words)]
        rest = without(rest, furniture)
    if not (drawn or page.rules or page.symbols) and (grid := rest_of_row(rest, before)) is not None:
        return Layout([grid], [], [], list(furniture))
    shades = shade_h_edges(page.fills, page.words, settings) if page.fills else []
    ruled: list[Grid] = []
    for grid in [lattice.grid for lattice in drawn]:
        if any(cell.words or cell.symbols for row in grid.rows for cell in row.cells):
            part_unruled_rows(grid)
            parts, words, signs = without_headings(grid, split_rows(grid, shades), first=before is None and not ruled)
            ruled += [table for part, heads in parts for table in tables_of(part, heads)]
            rest, symbols = [*rest, *words], [*symbols, *signs]
    lines = lines_of(parted(rest))
    if not lines:
        return Layout(ruled, [], symbols, list(furniture))
    h_edges = [*loose_h_edges, *shades]
    goes_on = not (ruled and ruled[0].top < lines[0].top)
    before = before if goes_on else None
    found = headed_grids(lines, h_edges, symbols, before)
    if not found.grids:
        found = open_grids(lines, h_edges, symbols, before)
    if not found.grids:
        found = stacked_grids(lines, h_edges, symbols)
    grids = sorted([*ruled, *found.grids], key=attrgetter("top"))
    return Layout(grids, found.lines, found.symbols, list(furniture))
