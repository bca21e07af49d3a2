"""Floors and vertical edges that cross to tables, each word and sign in the cell it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import and_

from parsers.model.content import Symbol, Word
from parsers.profile.labels import ColumnRole, header_columns
from parsers.tables.edges import Edge, covered
from parsers.tables.grid import LEAST_COLUMN, LEAST_ROW, STRAY, Grid, GridCell, GridRow, RowRole
from parsers.tables.header_words import HEADER_WORDS, LABEL_WORDS, TELLING_WORDS, Columns, header_of, told_columns
from parsers.tables.lines import WordLine, lines_of, parted
from parsers.tables.row_starts import row_starts, top_of_row

__all__ = ["Lattice", "filled", "lattices", "split_rows", "tables_of"]

TOUCH = 3.0  # points: an edge ends this close to the one it meets (rounded or missing corners)
LEAST_TABLE = 60.0  # points across


@dataclass(slots=True)
class Lattice:
    """A table with vertical edges, where its words stand, and its cells by the rows and columns they cover.

    `horizontal edges` and `vertical edges` are those between its rows and between its columns.
    """

    grid: Grid
    box: tuple[float, float, float, float]
    h_edges: list[float]
    v_edges: list[float]
    slots: list[list[GridCell | None]]

    def holds(self, edge: Edge) -> bool:
        """Whether a horizontal edge lies in it."""
        left, top, right, bottom = self.box
        return top - TOUCH <= edge.at <= bottom + TOUCH and edge.start < right and edge.end > left


def lattices(h_edges: list[Edge], v_edges: list[Edge], before: Grid | None) -> tuple[list[Lattice], list[Edge]]:
    """Floors and vertical edges that meet, to tables of empty cells; and the horizontal edges that no table was made of."""
    groups, lone_h_edges, lone_v_edges = _groups(h_edges, v_edges)
    found: list[Lattice] = []
    for group_h_edges, group_v_edges in groups:
        lattice = _lattice(group_h_edges, group_v_edges)
        if lattice is None:
            lone_h_edges.extend(group_h_edges)
        else:
            found.append(lattice)
    if not found and lone_v_edges and before is not None and before.ruled:
        lattice = _lattice([], [v_edge for v_edge in lone_v_edges if any(abs(v_edge.at - x) <= TOUCH for x in before.borders)])
        if lattice is not None:  # a cell that fills a whole page has vertical edges and no horizontal edge
            found.append(lattice)
    return sorted(found, key=lambda lattice: lattice.grid.top), sorted(lone_h_edges)


def _groups(h_edges: list[Edge], v_edges: list[Edge]) -> tuple[list[tuple[list[Edge], list[Edge]]], list[Edge], list[Edge]]:
    """Edges that hang together by crossings; and the horizontal edges and the vertical edges that cross none."""
    heights = [h_edge.at for h_edge in h_edges]
    group_of = list(range(len(h_edges)))  # by horizontal edge; a group is named by one of its horizontal edges
    crossing: list[tuple[Edge, int]] = []
    lone_v_edges: list[Edge] = []
    for v_edge in v_edges:
        x, top, bottom = v_edge
        met: set[int] = set()
        for f in range(bisect_left(heights, top - TOUCH), bisect_right(heights, bottom + TOUCH)):
            _, start, end = h_edges[f]
            if start - TOUCH <= x <= end + TOUCH:
                met.add(group_of[f])
        if not met:
            lone_v_edges.append(v_edge)
            continue
        name = min(met)
        crossing.append((v_edge, name))
        if len(met) > 1:
            group_of = [name if group in met else group for group in group_of]
    members: dict[int, tuple[list[Edge], list[Edge]]] = {name: ([], []) for name in dict.fromkeys(group_of)}
    for h_edge, name in zip(h_edges, group_of, strict=True):
        members[name][0].append(h_edge)
    for v_edge, name in crossing:
        members[group_of[name]][1].append(v_edge)
    groups = [group for group in members.values() if group[1]]
    return groups, [h_edge for group in members.values() if not group[1] for h_edge in group[0]], lone_v_edges


def _lattice(h_edges: list[Edge], v_edges: list[Edge]) -> Lattice | None:
    """The cells between edges that hang together; None when they part no columns (a frame, a box, a chart's axis) or close no cell."""
    if len(v_edges) < 2 and not (h_edges and v_edges):
        return None
    by_x: dict[float, list[Edge]] = {}
    for v_edge in v_edges:
        by_x.setdefault(v_edge.at, []).append(v_edge)
    by_y: dict[float, list[Edge]] = {}
    for h_edge in h_edges:
        by_y.setdefault(h_edge.at, []).append(h_edge)
    xs, ys = list(by_x), list(by_y)  # edges come sorted
    top, bottom = min([v_edge.start for v_edge in v_edges]), max([v_edge.end for v_edge in v_edges])
    open_above = not ys or top < ys[0] - LEAST_ROW
    open_below = not ys or bottom > ys[-1] + LEAST_ROW
    if open_above:
        ys.insert(0, top)
    if open_below:
        ys.append(bottom)
    if h_edges:  # a table may have no vertical edges at its sides
        left, right = min([h_edge.start for h_edge in h_edges]), max([h_edge.end for h_edge in h_edges])
        if left < xs[0] - LEAST_COLUMN:
            xs.insert(0, left)
        if right > xs[-1] + LEAST_COLUMN:
            xs.append(right)
    if len(xs) < 3 or len(ys) < 2 or xs[-1] - xs[0] < LEAST_TABLE:
        return None
    h_edge_at = {y: covered(by_y.get(y, ()), xs) for y in ys}
    ys = _spaced([y for y in ys if y in (ys[0], ys[-1]) or any(h_edge_at[y])], LEAST_ROW)
    v_edge_at = {x: covered(by_x.get(x, ()), ys) for x in xs}
    columns = _columns([xs[0], *(x for x in xs[1:-1] if any(v_edge_at[x])), xs[-1]], v_edge_at)
    if len(columns) < 3 or len(ys) < 2:
        return None
    if columns != xs:
        h_edge_at = {y: covered(by_y.get(y, ()), columns) for y in ys}
    rows, slots = _rows_of_slots(columns, ys, [v_edge_at[x] for x in columns], [h_edge_at[y] for y in ys])
    rows[0].open_above, rows[-1].open_below = open_above, open_below
    rows = _with_cells(rows)
    if not rows:
        return None
    box = columns[0] - STRAY, ys[0], columns[-1] + STRAY, ys[-1]
    return Lattice(Grid(columns, rows, ruled=True), box, ys[1:-1], columns[1:-1], slots)


def _columns(xs: list[float], v_edge_at: dict[float, list[bool]]) -> list[float]:
    """Walls with room for a letter between them. Nearer ones may belong to two tables, if no row has both."""
    kept = [xs[0]]
    for x in xs[1:]:
        here, before = v_edge_at[x], v_edge_at[kept[-1]]
        if x - kept[-1] >= LEAST_COLUMN or (any(here) and any(before) and not any(map(and_, here, before))):
            kept.append(x)
    kept[-1] = max(kept[-1], xs[-1])
    return kept


def _spaced(places: list[float], least: float) -> list[float]:
    kept = [places[0]]
    for place in places[1:]:
        if place - kept[-1] >= least:
            kept.append(place)
    if len(kept) > 1:
        kept[-1] = max(kept[-1], places[-1])
    return kept


def _rows_of_slots(
    xs: list[float], ys: list[float], v_edges: list[list[bool]], h_edges: list[list[bool]]
) -> tuple[list[GridRow], list[list[GridCell | None]]]:
    """Slots between which no edge is drawn are one cell; it stands in the row where it begins. Gives the rows, and the cell of each slot.

    `vertical edges` tells of each x in which rows it is drawn, `horizontal edges` of each y in which columns.
    """
    columns = len(xs) - 1
    taken: set[tuple[int, int]] = set()
    rows = [GridRow(a, b, []) for a, b in pairwise(ys)]
    slots: list[list[GridCell | None]] = [[None] * columns for _ in rows]
    left_out, right_out = _without_v_edges(v_edges[0]), _without_v_edges(v_edges[-1])
    sides = [(j, left, right) for j, (left, right) in enumerate(pairwise(xs))]
    reached = 0  # cells of the rows above reach down to this one
    for i, (row, drawn) in enumerate(zip(rows, zip(*v_edges[1:-1], strict=True), strict=True)):
        if i >= reached and all(drawn) and all(h_edges[i + 1]) and not (left_out[i] or right_out[i]):
            top, bottom = row.top, row.bottom
            row.cells = [GridCell(left, top, right, bottom, j) for j, left, right in sides]  # as most rows
            slots[i][:] = row.cells
            continue
        right = 0
        for j in range(columns):
            if j < right or (i, j) in taken:
                continue
            right = j + 1
            while right < columns and not v_edges[right][i] and (i, right) not in taken:
                right += 1
            low = i + 1
            while low < len(rows) and not any(h_edges[low][j:right]) and not any(v_edge[low] for v_edge in v_edges[j + 1 : right]):
                low += 1
            if low > i + 1:
                taken.update((a, b) for a in range(i + 1, low) for b in range(j, right))
                reached = max(reached, low)
            outside = (j == 0 and left_out[i]) or (right == columns and right_out[i])
            if outside and not (all(h_edges[i][j:right]) and all(h_edges[low][j:right])):
                continue  # it is beside this row's table: one above or below is wider
            cell = GridCell(xs[j], ys[i], xs[right], ys[low], j, right - j)
            row.cells.append(cell)
            for k in range(i, low):
                slots[k][j:right] = [cell] * (right - j)
    return rows, slots


def _with_cells(rows: list[GridRow]) -> list[GridRow]:
    """The rows in which cells begin: another is the end of the row above, whose cells reach through it, or lies beside the table."""
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


def filled(found: list[Lattice], words: Sequence[Word], symbols: Iterable[Symbol]) -> tuple[list[Word], list[Symbol]]:
    """Puts every word and symbol into the cell it stands in; returns those that stand in none."""
    if not found:
        return list(words), list(symbols)
    rest: list[Word] = []
    left = top = right = bottom = 0.0  # the cell of the word before: words come in reading order, most in the same cell
    inside = rest
    for word in words:
        _, x0, word_top, x1, word_bottom, size, _, _, _, _ = word
        x, y = (x0 + x1) / 2 if x1 - x0 < 4 * size else x0 + 2 * size, (word_top + word_bottom) / 2
        if not (left < x < right and top < y < bottom):
            cell = _cell_at(found, x, y)
            if cell is None:
                rest.append(word)
                continue
            left, top, right, bottom, inside = cell.x0, cell.top, cell.x1, cell.bottom, cell.words
        inside.append(word)
    rest_symbols: list[Symbol] = []
    for symbol in symbols:
        cell = _cell_at(found, (symbol.x0 + symbol.x1) / 2, (symbol.top + symbol.bottom) / 2)
        (rest_symbols if cell is None else cell.symbols).append(symbol)
    return rest, rest_symbols


def _cell_at(found: list[Lattice], x: float, y: float) -> GridCell | None:
    for lattice in found:
        left, top, right, bottom = lattice.box
        if left <= x <= right and top <= y <= bottom:
            return lattice.slots[bisect_right(lattice.h_edges, y)][bisect_right(lattice.v_edges, x)]
    return None


def tables_of(grid: Grid, heads: list[int]) -> list[Grid]:
    """The tables set directly under one another in one lattice: a header whose vertical edges are not those above begins another."""
    starts = [0]
    for i, end in pairwise([*(head for head in heads if head), len(grid.rows)]):
        above = {cell.x0 for row in grid.rows[starts[-1] : i] for cell in row.cells}
        here = {cell.x0 for row in grid.rows[i:end] for cell in row.cells}
        if above - here and here - above:
            starts.append(i)
    if len(starts) == 1:
        return [grid]
    return [_renumbered(grid.rows[a:b], grid.borders[-1]) for a, b in pairwise([*starts, len(grid.rows)])]


def _header(row: GridRow) -> dict[int, ColumnRole] | None:
    """The columns that the row names, by its cells, when it is a header and nothing more."""
    if len([word for cell in row.cells for word in cell.words if word.text in HEADER_WORDS]) < 2:
        return None
    return header_columns([" ".join([line.text for line in lines_of(cell.words)]) for cell in row.cells])


def _renumbered(rows: list[GridRow], right: float) -> Grid:
    """Rows as a table of their own, its columns counted anew."""
    lefts = sorted({cell.x0 for row in rows for cell in row.cells})
    for row in rows:
        for cell in row.cells:
            cell.column = lefts.index(cell.x0)
            cell.span = bisect_left(lefts, cell.x1) - cell.column
    return Grid([*lefts, right], rows, ruled=True)


def split_rows(grid: Grid, shades: list[Edge]) -> list[int]:
    """Parts rows within a lattice where a shade ends, a second label stands in the label column, or a header ends.

    Gives the places of its headers.
    """
    label = grid.borders[0]
    rows: list[GridRow] = []
    heads: list[int] = []
    for row in grid.rows:
        cuts = _shade_cuts(grid, row, shades) if shades else []
        telling = [word for cell in row.cells for word in cell.words if word.text.partition(" ")[0] in TELLING_WORDS]
        header = None
        if len(telling) > 1 and not _is_labelled_once(row, telling):
            header = _header(row)
            if header is not None:
                label = _label_left(header, row)
            elif not cuts:
                lines = lines_of(parted(word for cell in row.cells for word in cell.words))
                title = _title_left(lines[0], row)
                label = title if title is not None else label
                cuts = _word_cuts(lines, _row_columns(row, label), headed=title is not None)
        if cuts:
            parts = _cut_row(row, cuts)
            heads += [at for at, part in enumerate(parts, len(rows)) if _header(part) is not None]
            rows += parts
        else:
            if header is not None:
                heads.append(len(rows))
            rows.append(row)
    grid.rows = rows
    return heads


def _is_labelled_once(row: GridRow, telling: list[Word]) -> bool:
    """Whether the telling words are the label on a row's first line and "Status" before its note, as in most rows."""
    labels = [word for word in telling if word.text.partition(" ")[0] in LABEL_WORDS]
    first = min([cell.words[0].top for cell in row.cells if cell.words])
    return len(labels) == 1 and len(telling) == 2 and labels[0].top <= first


def _label_left(columns: dict[int, ColumnRole], row: GridRow) -> float:
    return next((row.cells[at].x0 for at, column in columns.items() if column is ColumnRole.LABEL), row.cells[0].x0)


def _title_left(line: WordLine, row: GridRow) -> float | None:
    """Where the cell begins that has a header's title, when the row's first line is one of a header."""
    lefts = [cell.x0 for cell in row.cells]
    texts = [""] * len(lefts)
    for word in line.words:
        at = max(bisect_right(lefts, word.x0) - 1, 0)
        texts[at] = f"{texts[at]} {word.text}".lstrip()
    columns = header_columns(texts)
    if columns is not None:
        return _label_left(columns, row)
    heads = header_of(line)  # not all of its cells have vertical edges
    return heads[told_columns(heads)[0]].x0 if heads is not None else None


def _shade_cuts(grid: Grid, row: GridRow, h_edges: list[Edge]) -> list[float]:
    inside = h_edges[bisect_left(h_edges, (row.top + LEAST_ROW,)) : bisect_left(h_edges, (row.bottom - LEAST_ROW,))]
    return [h_edge.at for h_edge in inside if covered([h_edge], (grid.borders[0], grid.borders[-1]))[0]]


def _row_columns(row: GridRow, label: float) -> Columns:
    """The columns that one row is parted into; those of the tables above and below it may be others."""
    borders = [*(cell.x0 for cell in row.cells), row.cells[-1].x1]
    return Columns(borders, min(max(bisect_right(borders, label) - 1, 0), len(row.cells) - 1))


def _word_cuts(lines: list[WordLine], columns: Columns, *, headed: bool) -> list[float]:
    starts = row_starts(lines, columns, RowRole.HEADER if headed else RowRole.OTHER, [])
    if not headed and len(starts) > 1:
        above = [word for line in lines[: starts[1].line] for word in line.words]
        label_left, label_right = columns.borders[columns.label], columns.borders[columns.label + 1]
        beside = any(label_left <= word.x0 < label_right for word in above)
        if starts[1].begins is RowRole.HEADER or not beside:
            del starts[1]  # "Tid" or "Milepæl" stands in the middle of its cell, beside a text of several lines
    return [top_of_row(lines, start) for start in starts[1:]]


def _cut_row(row: GridRow, cuts: list[float]) -> list[GridRow]:
    """A row cut at these heights, each word and symbol in the part it stands in."""
    ys = [row.top, *cuts, row.bottom]
    parts = [GridRow(a, b, [], open_above=True, open_below=True) for a, b in pairwise(ys)]
    parts[0].open_above, parts[-1].open_below = row.open_above, row.open_below
    for cell in row.cells:
        pieces = [GridCell(cell.x0, part.top, cell.x1, part.bottom, cell.column, cell.span) for part in parts]
        for word in cell.words:
            pieces[bisect_right(cuts, (word.top + word.bottom) / 2)].words.append(word)
        for symbol in cell.symbols:
            pieces[bisect_right(cuts, (symbol.top + symbol.bottom) / 2)].symbols.append(symbol)
        for part, piece in zip(parts, pieces, strict=True):
            part.cells.append(piece)
    return parts
