"""Floors and vertical edges that cross to tables, each word and sign in the cell it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import and_

from msgspec import Struct

from parsers.model.content import Symbol, Word
from parsers.profile.labels import RESPONSIBLE_LABEL, ColumnRole, header_columns
from parsers.tables.edges import Edge, covered
from parsers.tables.grid import Grid, GridCell, GridRow, RowRole
from parsers.tables.header_words import Columns, columns_by_role, header_of, telling_words
from parsers.tables.lines import WordLine, lines_of, parted
from parsers.tables.row_starts import row_starts, top_of_row
from parsers.tables.settings import SETTINGS, TEXT, TableSettings
from parsers.tables.slots import Slots

__all__ = ["Lattice", "filled", "lattices", "split_rows", "tables_of"]


class Lattice(Struct):
    """A table with vertical edges, where its words stand, and its cells by the rows and columns they cover.

    `horizontal edges` and `vertical edges` are those between its rows and between its columns.
    """

    grid: Grid
    box: tuple[float, float, float, float]
    h_edges: list[float]
    v_edges: list[float]
    slots: list[list[GridCell | None]]
    borrowed: bool = False  # its columns are those of the table on the page before: of them, only the sides are drawn

    def holds(self, edge: Edge) -> bool:
        """Whether a horizontal edge lies in it."""
        left, top, right, bottom = self.box
        return top - TEXT.stray <= edge.at <= bottom + TEXT.stray and edge.start < right and edge.end > left


def lattices(
    h_edges: list[Edge], v_edges: list[Edge], before: Grid | None, settings: TableSettings = SETTINGS
) -> tuple[list[Lattice], list[Edge]]:
    """Horizontal and vertical edges that meet, to tables of empty cells; and the horizontal edges that no table was made of."""
    groups, lone_h_edges, lone_v_edges = _groups(h_edges, v_edges, settings.intersection_tolerance)
    found: list[Lattice] = []
    for group_h_edges, group_v_edges in groups:
        lattice = _lattice(group_h_edges, group_v_edges, settings) or _borrowed(group_h_edges, group_v_edges, before, settings)
        if lattice is None:
            lone_h_edges.extend(group_h_edges)
        else:
            found.append(lattice)
    if not found and lone_v_edges and before is not None and before.ruled:
        near = settings.intersection_tolerance
        v_edges = [v_edge for v_edge in lone_v_edges if any(abs(v_edge.at - x) <= near for x in before.borders)]
        lattice = _lattice([], v_edges, settings) or _borrowed([], v_edges, before, settings)
        if lattice is not None:  # a cell that fills a whole page has vertical edges and no horizontal edge
            found.append(lattice)
    return sorted(found, key=lambda lattice: lattice.grid.top), sorted(lone_h_edges)


def _groups(h_edges: list[Edge], v_edges: list[Edge], near: float) -> tuple[list[tuple[list[Edge], list[Edge]]], list[Edge], list[Edge]]:
    """Edges that hang together by crossings; and the horizontal edges and the vertical edges that cross none."""
    heights = [h_edge.at for h_edge in h_edges]
    group_of = list(range(len(h_edges)))  # by horizontal edge; a group is named by one of its horizontal edges
    crossing: list[tuple[Edge, int]] = []
    lone_v_edges: list[Edge] = []
    for v_edge in v_edges:
        x, top, bottom = v_edge
        met: set[int] = set()
        for f in range(bisect_left(heights, top - near), bisect_right(heights, bottom + near)):
            _, start, end = h_edges[f]
            if start - near <= x <= end + near:
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


def _lattice(h_edges: list[Edge], v_edges: list[Edge], settings: TableSettings) -> Lattice | None:
    """The cells between edges that hang together; None when they part no columns (a frame, a box, a chart's axis) or close no cell."""
    if len(v_edges) < 2 and not (h_edges and v_edges):
        return None
    by_x, by_y = _by_place(v_edges), _by_place(h_edges)
    xs, ys = _sides(list(by_x), h_edges, settings), list(by_y)  # edges come sorted
    top, bottom = min([v_edge.start for v_edge in v_edges]), max([v_edge.end for v_edge in v_edges])
    open_above = not ys or top < ys[0] - settings.min_row_height
    open_below = not ys or bottom > ys[-1] + settings.min_row_height
    ys = [*([top] if open_above else []), *ys, *([bottom] if open_below else [])]
    if len(xs) < 3 or len(ys) < 2 or xs[-1] - xs[0] < settings.min_table_width:
        return None
    h_edge_at = {y: covered(by_y.get(y, ()), xs, settings.edge_coverage) for y in ys}
    ys = _spaced([y for y in ys if y in (ys[0], ys[-1]) or any(h_edge_at[y])], settings.min_row_height)
    v_edge_at = {x: covered(by_x.get(x, ()), ys, settings.edge_coverage) for x in xs}
    columns = _columns([xs[0], *(x for x in xs[1:-1] if any(v_edge_at[x])), xs[-1]], v_edge_at, settings.min_column_width)
    if len(columns) < 3 or len(ys) < 2:
        return None
    if columns != xs:
        h_edge_at = {y: covered(by_y.get(y, ()), columns, settings.edge_coverage) for y in ys}
    slots = Slots(columns, ys, [v_edge_at[x] for x in columns], [h_edge_at[y] for y in ys])
    rows = slots.rows(open_above=open_above, open_below=open_below)
    if not rows:
        return None
    box = columns[0] - TEXT.stray, ys[0], columns[-1] + TEXT.stray, ys[-1]
    return Lattice(Grid(columns, rows, ruled=True), box, ys[1:-1], columns[1:-1], slots.cells)


def _borrowed(h_edges: list[Edge], v_edges: list[Edge], before: Grid | None, settings: TableSettings) -> Lattice | None:
    """The rest of a table whose last rows have no edges between their columns: the sides of the one on the page before alone."""
    if before is None or not before.ruled or len(before.borders) < 3:
        return None
    sides = sorted({v_edge.at for v_edge in v_edges})
    outer = before.borders[0], before.borders[-1]
    if len(sides) != 2 or any(abs(x - y) > settings.intersection_tolerance for x, y in zip(sides, outer, strict=True)):
        return None
    top, bottom = min([v_edge.start for v_edge in v_edges]), max([v_edge.end for v_edge in v_edges])
    lattice = _lattice(h_edges, sorted([*v_edges, *(Edge(x, top, bottom) for x in before.borders[1:-1])]), settings)
    if lattice is not None:
        lattice.borrowed = True
    return lattice


def _by_place(edges: list[Edge]) -> dict[float, list[Edge]]:
    """Edges by where they stand."""
    places: dict[float, list[Edge]] = {}
    for edge in edges:
        places.setdefault(edge.at, []).append(edge)
    return places


def _sides(xs: list[float], h_edges: list[Edge], settings: TableSettings) -> list[float]:
    """The places of vertical edges, and the sides of a table that has none there."""
    if not h_edges:
        return xs
    left, right = min([h_edge.start for h_edge in h_edges]), max([h_edge.end for h_edge in h_edges])
    least = settings.min_column_width
    return [*([left] if left < xs[0] - least else []), *xs, *([right] if right > xs[-1] + least else [])]


def _columns(xs: list[float], v_edge_at: dict[float, list[bool]], least: float) -> list[float]:
    """Vertical edges with room for a letter between them. Nearer ones may belong to two tables, if no row has both."""
    kept = [xs[0]]
    for x in xs[1:]:
        here, before = v_edge_at[x], v_edge_at[kept[-1]]
        if x - kept[-1] >= least or (any(here) and any(before) and not any(map(and_, here, before))):
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
    headers = telling_words().headers
    if len([word for cell in row.cells for word in cell.words if word.text in headers]) < 2:
        return None
    texts = [" ".join([line.text for line in lines_of(cell.words)]) for cell in row.cells]
    columns = header_columns(texts)
    return (
        None if columns is None or any(map(RESPONSIBLE_LABEL.search, texts)) else columns
    )  # nor the description that no edge parts from it


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
    label, known = grid.borders[0], telling_words()
    rows: list[GridRow] = []
    heads: list[int] = []
    for row in _shaded(grid, shades) if shades else grid.rows:
        cuts: list[float] = []
        telling = [word for cell in row.cells for word in cell.words if word.text.partition(" ")[0] in known.all]
        header = None
        if len(telling) > 1 and not _is_labelled_once(row, telling):
            header = _header(row)
            if header is not None:
                label = _label_left(header, row)
            else:
                lines = lines_of(parted(word for cell in row.cells for word in cell.words))
                title = _title_left(lines[0], row)
                label = title if title is not None else label
                cuts = _word_cuts(lines, _row_columns(row, label), headed=title is not None, split=row.open_above)
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


def _shaded(grid: Grid, shades: list[Edge]) -> list[GridRow]:
    """The rows, parted where a shade ends within them."""
    rows: list[GridRow] = []
    for row in grid.rows:
        cuts = _shade_cuts(grid, row, shades)
        rows += _cut_row(row, cuts) if cuts else [row]
    return rows


def _is_labelled_once(row: GridRow, telling: list[Word]) -> bool:
    """Whether the telling words are the label on a row's first line and "Status" before its note, as in most rows."""
    begin = telling_words().labels
    labels = [word for word in telling if word.text.partition(" ")[0] in begin]
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
    return heads[columns_by_role(heads)[0]].x0 if heads is not None else None


def _shade_cuts(grid: Grid, row: GridRow, h_edges: list[Edge]) -> list[float]:
    least = SETTINGS.min_row_height
    inside = h_edges[bisect_left(h_edges, (row.top + least,)) : bisect_left(h_edges, (row.bottom - least,))]
    ends = [h_edge.at for h_edge in inside if covered([h_edge], (grid.borders[0], grid.borders[-1]))[0]]
    words = [word for cell in row.cells for word in cell.words] if ends else ()
    return [y for y in ends if not any(word.top + TEXT.stray < y < word.bottom - TEXT.stray for word in words)]  # nor a table's shadow


def _row_columns(row: GridRow, label: float) -> Columns:
    """The columns that one row is parted into; those of the tables above and below it may be others."""
    borders = [*(cell.x0 for cell in row.cells), row.cells[-1].x1]
    return Columns(borders, min(max(bisect_right(borders, label) - 1, 0), len(row.cells) - 1))


def _word_cuts(lines: list[WordLine], columns: Columns, *, headed: bool, split: bool) -> list[float]:
    starts = row_starts(lines, columns, RowRole.HEADER if headed else RowRole.OTHER, [])
    if not headed and len(starts) > 1:
        above = [word for line in lines[: starts[1].line] for word in line.words]
        label_left, label_right = columns.borders[columns.label], columns.borders[columns.label + 1]
        beside = any(label_left <= word.x0 < label_right for word in above)
        if starts[1].begins is RowRole.HEADER or not (beside or (split and _stands_apart(lines, starts[1].line))):
            del starts[1]  # "Tid" or "Milepæl" stands in the middle of its cell, beside a text of several lines
    return [top_of_row(lines, start) for start in starts[1:]]


def _stands_apart(lines: list[WordLine], at: int) -> bool:
    """Whether the gap above a line is wider than those between the lines above it, as below a row split by a page break."""
    gaps = [below.top - above.bottom for above, below in pairwise(lines[: at + 1])]
    return len(gaps) > 1 and gaps[-1] > max(gaps[:-1]) + TEXT.row_gap * lines[at].size


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
