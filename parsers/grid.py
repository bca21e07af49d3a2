"""A page's words, rules and fills to its tables: edges, then crossings, then cells, then rows.

Where walls are drawn they decide. Where they are not, the header's words and the alignment below them
give the columns; floors, labels and the words of the responsible begin the rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from parsers.document import Fill, Ink, Page, Rule, Word
from parsers.labels import FUNDING, HEADERS, RESPONSIBLE_LABEL, ROW_LABELS, Column, header_columns, row_label
from parsers.lines import Line, lines_of

SNAP = 2.5  # points: edges no further apart are one edge (a double line, the two sides of a border)
JOIN = 1.5  # points: a longer gap ends an edge
DOT = 3.0  # points
DASH = 12.0  # points: the longest dash
DASH_GAP = 5.0  # points: the longest gap between two dashes
TOUCH = 3.0  # points: an edge ends this close to the one it meets (rounded or missing corners)
COVER = 0.6  # of a cell's side: an edge covering less of it is an underline or the mouth of a smiley, no wall
LEAST_ROW = 4.0  # points: lower than this there is no room for a letter
LEAST_COLUMN = 6.0  # points
LEAST_TABLE = 60.0  # points across
WORD_SPACE = 0.5  # of the letters' size: wider than any space within a sentence that is not justified
GUTTER = 0.8  # of the letters' size: a gap this wide on a header's line parts two columns
STRAY = 2.0  # points: how far a word may begin before its column does
ALIGNED = 0.5  # points: words no further apart stand in line
NEW_ROW_GAP = 1.3  # of the usual step from line to line: a larger step may be a new row
HEADING_SIZE = 1.15  # of the table's letters: larger ones stand outside it
BOLD_HEADING_SIZE = 1.05
LEAST_STACK = 150.0  # points: shorter rules below one another are no table's
LEAST_STACKED = 3  # columns: with fewer, list numbers before paragraphs between rules would be a table
HEADER_GAP = 1.5  # of the letters' size: a header stands no further above the first rule
CROSSING = 0.1  # of a table's lines: so many may run across columns, as themes do
ABOVE_TABLE = 5  # lines: no page's header is taller

LABEL_WORDS = frozenset(form for words in ROW_LABELS for form in (words.split()[0].capitalize(), words.split()[0].upper()))
HEADER_WORDS = frozenset(
    f"{form}{end}" for word in (*FUNDING, *HEADERS) for form in (word, word.capitalize(), word.upper()) for end in ("", ":")
)
TELLING_WORDS = LABEL_WORDS | HEADER_WORDS


class Edge(NamedTuple):
    """A straight piece of a border: `at` is its y (a floor) or its x (a wall); it runs from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class GridCell:
    """A cell's box, the columns it covers, and what is printed in it in no particular order."""

    x0: float
    top: float
    x1: float
    bottom: float
    column: int
    span: int = 1
    words: list[Word] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)


@dataclass(slots=True)
class GridRow:
    """`open_above` and `open_below`: no floor is drawn there, so the row may go on upon another page."""

    top: float
    bottom: float
    cells: list[GridCell]
    open_above: bool = False
    open_below: bool = False


class Begins(StrEnum):
    """What a row is told to be by its first line."""

    HEADER = "header"
    LABEL = "label"
    OTHER = "other"  # a description, or a row of a table that is not ours


@dataclass(slots=True)
class Grid:
    """A table on one page. `borders` are the x of all its columns' sides, from left to right.

    The last four are known of a table without walls only: its label column, its letters' size, its last row, and
    whether it is one of ours, which a header's words told.
    """

    borders: list[float]
    rows: list[GridRow]
    walled: bool  # its columns are drawn; else they were told from the words
    label_column: int = 0
    size: float = 0.0
    last_row: Begins = Begins.OTHER
    headed: bool = False

    @property
    def top(self) -> float:
        return self.rows[0].top

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom


@dataclass(slots=True)
class Layout:
    """A page taken apart: its tables from top to bottom, and what stands outside them; its furniture is in neither."""

    grids: list[Grid]
    words: list[Word]
    inks: list[Ink]
    furniture: list[Line] = field(default_factory=list)


def layout(page: Page, furniture: Sequence[Line] = (), before: Grid | None = None) -> Layout:
    """The tables of a page. What stands within walls is no furniture, however often it is repeated.

    `before` is the last table of the page before, whose columns a table without walls may go on with.
    """
    floors, walls = edges(page.rules)
    walled, loose_floors = ([], []) if page.gated else lattices(floors, walls, before)
    rest, rest_inks = _filled(walled, page.words, page.inks)
    outside = {id(word) for word in rest} if furniture else set()
    furniture = [line for line in furniture if all(id(word) in outside for word in line.words)]
    if furniture:
        taken = {id(word) for line in furniture for word in line.words}
        rest = [word for word in rest if id(word) not in taken]
    grids = [grid for grid in walled if any(cell.words or cell.inks for row in grid.rows for cell in row.cells)]
    for grid in grids:
        _split_rows(grid, page.fills)
    grids = [part for grid in grids for part in _tables_of(grid)]
    if rest and not page.gated:
        found = open_grids(page, rest, rest_inks, loose_floors, grids, before)
        if found is not None:
            grids = sorted([*grids, *found.grids], key=lambda grid: grid.top)
            rest, rest_inks = found.words, found.inks
    return Layout(grids, rest, rest_inks, furniture)


# Edges


def edges(rules: Iterable[Rule]) -> tuple[list[Edge], list[Edge]]:
    """Rules to floors and walls: pieces, dashes, dots and double lines put together; sorted by place."""
    floors, walls = [], []
    for x0, top, x1, bottom in rules:
        wide, tall = x1 - x0, bottom - top
        dot = wide <= DOT and tall <= DOT  # which of the two its line is, only its neighbours tell
        if wide >= tall or dot:
            floors.append(((top + bottom) / 2, x0, x1))
        if wide < tall or dot:
            walls.append(((x0 + x1) / 2, top, bottom))
    return _merged(floors), _merged(walls)


def _merged(pieces: list[tuple[float, float, float]]) -> list[Edge]:
    pieces.sort()
    merged: list[Edge] = []
    begin = 0
    for i in range(1, len(pieces) + 1):
        if i == len(pieces) or pieces[i][0] - pieces[begin][0] > SNAP:
            joined = _joined(pieces[begin][0], sorted([piece[1:] for piece in pieces[begin:i]]))
            merged.extend([edge for edge in joined if edge.end - edge.start >= LEAST_ROW])
            begin = i
    return merged


def _joined(at: float, spans: list[tuple[float, float]]) -> Iterable[Edge]:
    start, end = spans[0]
    last = end - start
    for a, b in spans[1:]:
        gap = DASH_GAP if last <= DASH and b - a <= DASH else JOIN
        if a <= end + gap:
            end = max(end, b)
        else:
            yield Edge(at, start, end)
            start, end = a, b
        last = b - a
    yield Edge(at, start, end)


# Lattices


def lattices(floors: list[Edge], walls: list[Edge], before: Grid | None) -> tuple[list[Grid], list[Edge]]:
    """Floors and walls that meet, to tables of empty cells; and the floors that no table was made of."""
    groups, lone_floors, lone_walls = _groups(floors, walls)
    grids: list[Grid] = []
    for group_floors, group_walls in groups:
        grid = _lattice(group_floors, group_walls)
        if grid is None:
            lone_floors.extend(group_floors)
        else:
            grids.append(grid)
    if not grids and lone_walls and before is not None and before.walled:
        grid = _lattice([], [wall for wall in lone_walls if any(abs(wall.at - x) <= TOUCH for x in before.borders)])
        if grid is not None:  # a cell that fills a whole page has walls and no floor
            grids.append(grid)
    return sorted(grids, key=lambda grid: grid.top), sorted(lone_floors)


def _groups(floors: list[Edge], walls: list[Edge]) -> tuple[list[tuple[list[Edge], list[Edge]]], list[Edge], list[Edge]]:
    """Edges that hang together by crossings."""
    parent = list(range(len(floors) + len(walls)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    heights = [floor.at for floor in floors]
    for w, (x, top, bottom) in enumerate(walls, len(floors)):
        for f in range(bisect_left(heights, top - TOUCH), bisect_right(heights, bottom + TOUCH)):
            if floors[f].start - TOUCH <= x <= floors[f].end + TOUCH:
                parent[root(f)] = root(w)
    members: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for f, floor in enumerate(floors):
        members.setdefault(root(f), ([], []))[0].append(floor)
    for w, wall in enumerate(walls, len(floors)):
        members.setdefault(root(w), ([], []))[1].append(wall)
    groups = [group for group in members.values() if group[0] and group[1]]
    alone = [group for group in members.values() if not (group[0] and group[1])]
    return groups, [floor for group in alone for floor in group[0]], [wall for group in alone for wall in group[1]]


def _lattice(floors: list[Edge], walls: list[Edge]) -> Grid | None:
    """The cells between edges that hang together; None when they part no columns (a frame, a box, a chart's axis)."""
    if len(walls) < 2 and not (floors and walls):
        return None
    xs = sorted({wall.at for wall in walls})
    ys = sorted({floor.at for floor in floors})
    top, bottom = min(wall.start for wall in walls), max(wall.end for wall in walls)
    open_above = not ys or top < ys[0] - LEAST_ROW
    open_below = not ys or bottom > ys[-1] + LEAST_ROW
    if open_above:
        ys.insert(0, top)
    if open_below:
        ys.append(bottom)
    if floors:  # a table may have no walls at its sides
        left, right = min(floor.start for floor in floors), max(floor.end for floor in floors)
        if left < xs[0] - LEAST_COLUMN:
            xs.insert(0, left)
        if right > xs[-1] + LEAST_COLUMN:
            xs.append(right)
    if len(xs) < 3 or len(ys) < 2 or xs[-1] - xs[0] < LEAST_TABLE:
        return None
    by_x: dict[float, list[Edge]] = {}
    for wall in walls:
        by_x.setdefault(wall.at, []).append(wall)
    by_y: dict[float, list[Edge]] = {}
    for floor in floors:
        by_y.setdefault(floor.at, []).append(floor)
    ys = _spaced([y for y in ys if y in (ys[0], ys[-1]) or any(_covered(by_y[y], a, b) for a, b in pairwise(xs))], LEAST_ROW)
    inner = [x for x in xs[1:-1] if any(_covered(by_x.get(x, ()), a, b) for a, b in pairwise(ys))]
    xs = _spaced([xs[0], *inner, xs[-1]], LEAST_COLUMN)
    if len(xs) < 3 or len(ys) < 2:
        return None
    wall_at = [[_covered(by_x.get(x, ()), a, b) for x in xs] for a, b in pairwise(ys)]
    floor_at = [[_covered(by_y.get(y, ()), a, b) for a, b in pairwise(xs)] for y in ys]
    rows = _rows_of_slots(xs, ys, wall_at, floor_at)
    rows[0].open_above, rows[-1].open_below = open_above, open_below
    return Grid(xs, rows, walled=True)


def _covered(pieces: Iterable[Edge], start: float, end: float) -> bool:
    length = sum(max(0.0, min(end, piece.end) - max(start, piece.start)) for piece in pieces)
    return length >= COVER * (end - start)


def _spaced(places: list[float], least: float) -> list[float]:
    kept = [places[0]]
    for place in places[1:]:
        if place - kept[-1] >= least:
            kept.append(place)
    if len(kept) > 1:
        kept[-1] = max(kept[-1], places[-1])
    return kept


def _rows_of_slots(xs: list[float], ys: list[float], wall_at: list[list[bool]], floor_at: list[list[bool]]) -> list[GridRow]:
    """Slots between which no edge is drawn are one cell; it stands in the row where it begins."""
    columns = len(xs) - 1
    taken: set[tuple[int, int]] = set()
    rows = [GridRow(a, b, []) for a, b in pairwise(ys)]
    for i, row in enumerate(rows):
        for j in range(columns):
            if (i, j) in taken:
                continue
            right = j + 1
            while right < columns and not wall_at[i][right] and (i, right) not in taken:
                right += 1
            low = i + 1
            while low < len(rows) and not any(floor_at[low][j:right]) and not any(wall_at[low][j + 1 : right]):
                low += 1
            taken.update((a, b) for a in range(i, low) for b in range(j, right))
            row.cells.append(GridCell(xs[j], ys[i], xs[right], ys[low], j, right - j))
    return rows


def _filled(grids: list[Grid], words: Sequence[Word], inks: Iterable[Ink]) -> tuple[list[Word], list[Ink]]:
    """Puts every word and ink into the cell it stands in; returns those that stand in none."""
    if not grids:
        return list(words), list(inks)
    slots = [_Slots(grid) for grid in grids]
    rest: list[Word] = []
    left = top = right = bottom = 0.0  # the cell of the word before: words come in reading order, most in the same cell
    inside = rest
    for word in words:
        _, x0, word_top, x1, word_bottom, size, _, _, _ = word
        x, y = min((x0 + x1) / 2, x0 + 2 * size), (word_top + word_bottom) / 2
        if not (left < x < right and top < y < bottom):
            cell = _cell_at(slots, x, y)
            if cell is None:
                rest.append(word)
                continue
            left, top, right, bottom, inside = cell.x0, cell.top, cell.x1, cell.bottom, cell.words
        inside.append(word)
    rest_inks: list[Ink] = []
    for ink in inks:
        cell = _cell_at(slots, (ink.x0 + ink.x1) / 2, (ink.top + ink.bottom) / 2)
        (rest_inks if cell is None else cell.inks).append(ink)
    return rest, rest_inks


class _Slots:
    """A grid's cells by the rows and columns they cover."""

    def __init__(self, grid: Grid) -> None:
        self.xs, self.ys = grid.borders, [row.top for row in grid.rows]
        self.left, self.right, self.top, self.bottom = self.xs[0] - STRAY, self.xs[-1] + STRAY, grid.top, grid.bottom
        self.cells: list[list[GridCell | None]] = [[None] * (len(self.xs) - 1) for _ in grid.rows]
        for i, row in enumerate(grid.rows):
            for cell in row.cells:
                for k in range(i, max(bisect_left(self.ys, cell.bottom), i + 1)):
                    self.cells[k][cell.column : cell.column + cell.span] = [cell] * cell.span


def _cell_at(slots: list[_Slots], x: float, y: float) -> GridCell | None:
    for grid in slots:
        if grid.left <= x <= grid.right and grid.top <= y <= grid.bottom:
            return grid.cells[bisect_right(grid.ys, y) - 1][min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)]
    return None


# Tables and rows that no floor parts


def _tables_of(grid: Grid) -> list[Grid]:
    """The tables set directly under one another in one lattice: a header whose walls are not those above begins another."""
    heads = [i for i, row in enumerate(grid.rows) if i and _is_header(row)]
    starts = [0]
    for i, end in pairwise([*heads, len(grid.rows)]):
        above = {cell.x0 for row in grid.rows[starts[-1] : i] for cell in row.cells}
        here = {cell.x0 for row in grid.rows[i:end] for cell in row.cells}
        if above - here and here - above:
            starts.append(i)
    if len(starts) == 1:
        return [grid]
    return [_renumbered(grid.rows[a:b], grid.borders[-1]) for a, b in pairwise([*starts, len(grid.rows)])]


def _is_header(row: GridRow) -> bool:
    if len([word for cell in row.cells for word in cell.words if word.text in HEADER_WORDS]) < 2:
        return False
    return header_columns([" ".join(line.text for line in lines_of(cell.words)) for cell in row.cells]) is not None


def _renumbered(rows: list[GridRow], right: float) -> Grid:
    """Rows as a table of their own, its columns counted anew."""
    lefts = sorted({cell.x0 for row in rows for cell in row.cells})
    for row in rows:
        for cell in row.cells:
            cell.column = lefts.index(cell.x0)
            cell.span = bisect_left(lefts, cell.x1) - cell.column
    return Grid([*lefts, right], rows, walled=True)


def _split_rows(grid: Grid, fills: list[Fill]) -> None:
    """Parts rows within a lattice where a shade ends, a second label stands in the label column, or a header ends."""
    floors = _shade_floors(fills)
    for row in list(grid.rows):
        cuts = _shade_cuts(grid, row, floors) or _word_cuts(grid, row)
        if cuts:
            at = grid.rows.index(row)
            grid.rows[at : at + 1] = _cut_row(row, cuts)


def _shade_floors(fills: Iterable[Fill]) -> list[Edge]:
    return _merged([(y, fill.x0, fill.x1) for fill in fills for y in (fill.top, fill.bottom)])


def _shade_cuts(grid: Grid, row: GridRow, floors: list[Edge]) -> list[float]:
    inside = floors[bisect_left(floors, (row.top + LEAST_ROW,)) : bisect_left(floors, (row.bottom - LEAST_ROW,))]
    return [floor.at for floor in inside if _covered([floor], grid.borders[0], grid.borders[-1])]


def _word_cuts(grid: Grid, row: GridRow) -> list[float]:
    words = [word for cell in row.cells for word in cell.words]
    if len([word for word in words if word.text in TELLING_WORDS]) < 2:
        return []
    lines = lines_of(words)
    heads = header_of(lines[0])
    columns = _Columns(grid.borders, _label_of(heads) if heads is not None else grid.label_column)
    starts = list(_row_starts(lines, columns, Begins.HEADER if heads is not None else Begins.OTHER, []))
    if heads is None and len(starts) > 1:
        above = [word for line in lines[: starts[1].line] for word in line.words]
        label_left, label_right = columns.borders[columns.label], columns.borders[columns.label + 1]
        beside = any(label_left <= word.x0 < label_right for word in above)
        if starts[1].begins is Begins.HEADER or not beside:
            del starts[1]  # "Tid" or "Milepæl" stands in the middle of its cell, beside a text of several lines
    return [_top_of_row(lines, start) for start in starts[1:]]


def _cut_row(row: GridRow, cuts: list[float]) -> list[GridRow]:
    """A row cut at these heights, each word and ink in the part it stands in."""
    ys = [row.top, *cuts, row.bottom]
    parts = [GridRow(a, b, [], open_above=True, open_below=True) for a, b in pairwise(ys)]
    parts[0].open_above, parts[-1].open_below = row.open_above, row.open_below
    for cell in row.cells:
        pieces = [GridCell(cell.x0, part.top, cell.x1, part.bottom, cell.column, cell.span) for part in parts]
        for word in cell.words:
            pieces[bisect_right(cuts, (word.top + word.bottom) / 2)].words.append(word)
        for ink in cell.inks:
            pieces[bisect_right(cuts, (ink.top + ink.bottom) / 2)].inks.append(ink)
        for part, piece in zip(parts, pieces, strict=True):
            part.cells.append(piece)
    return parts


def is_label(text: str) -> bool:
    """Whether a line in the label column begins a row; "økonomi." at a sentence's end does not."""
    return text[:1].isupper() and row_label(text) is not None


# Tables without walls


class Segment(NamedTuple):
    """Words of a header's line that no gutter parts."""

    text: str
    x0: float
    x1: float


@dataclass(slots=True)
class _Columns:
    """Where the columns of a table without walls begin, and which of them holds the labels."""

    borders: list[float]
    label: int

    def label_text(self, line: Line) -> str:
        left, right = self.borders[self.label], self.borders[self.label + 1]
        return " ".join([word.text for word in line.words if left <= word.x0 < right])


def open_grids(
    page: Page,
    words: list[Word],
    inks: list[Ink],
    floors: list[Edge],
    walled: list[Grid],
    before: Grid | None,
) -> Layout | None:
    """The tables whose columns must be told from their words, and what stands outside them; None when there are none."""
    lines = lines_of(words)
    starts = [(i, heads) for i, line in enumerate(lines) if (heads := header_of(line)) is not None]
    known = None
    if before is not None and before.headed and not (walled and walled[0].top < lines[0].top):
        resumed = _resumed(lines[: starts[0][0]] if starts else lines, before)
        if resumed is not None:
            starts.insert(0, (resumed, []))
            known = before
    floors = [*floors, *_shade_floors(page.fills)]
    if not starts:
        return _stacked(lines, floors, inks)
    ends = [*[start for start, _ in starts[1:]], len(lines)]
    grids: list[Grid] = []
    outside: list[Word] = [word for line in lines[: starts[0][0]] for word in line.words]
    rest_inks = list(inks)
    for (start, heads), end in zip(starts, ends, strict=True):
        count, columns = _extent(lines[start:end], heads, known, floors)
        outside.extend(word for line in lines[start + count : end] for word in line.words)
        if columns is None:
            continue
        bottom = lines[start + count].top if start + count < len(lines) else page.height
        grid, rest_inks = _open_grid(lines[start : start + count], columns, bool(heads), known, floors, rest_inks, bottom)
        grids.append(grid)
        known = grid
    return Layout(grids, outside, rest_inks) if grids else None


def _resumed(lines: list[Line], before: Grid) -> int | None:
    """The line at which a table without walls goes on upon a new page; a header of the page may stand above it."""
    columns = _Columns(before.borders, before.label_column)
    for i, line in enumerate(lines[:ABOVE_TABLE]):
        if (
            line.x0 < before.borders[0] - STRAY
            or line.size > HEADING_SIZE * before.size
            or columns.label + 1 in _crossed(line, before.borders)
        ):
            continue  # no line of a table runs from the label's column into the next
        here = columns.label_text(line)
        below = columns.label_text(lines[i + 1]) if i + 1 < len(lines) else ""
        if here and before.last_row is Begins.LABEL and not is_label(here) and not is_label(f"{here} {below}"):
            continue
        if i == 0 or any(is_label(columns.label_text(other)) for other in lines[i:]):
            return i
    return None


def header_of(line: Line) -> list[Segment] | None:
    """A header's cells when the line is one: "Drift", "Tid" and "Smiley" stand apart from one another."""
    if len([word for word in line.words if word.text in HEADER_WORDS]) < 2:
        return None
    segments: list[Segment] = []
    last: Word | None = None
    for word in line.words:
        gap = word.x0 - last.x1 if last is not None else 0.0
        apart = GUTTER if last is None or word.text not in HEADER_WORDS else WORD_SPACE
        if last is None or gap >= apart * word.size:
            segments.append(Segment(word.text, word.x0, word.x1))
        else:
            segments[-1] = Segment(f"{segments[-1].text} {word.text}", segments[-1].x0, word.x1)
        last = word
    return segments if header_columns([segment.text for segment in segments]) is not None else None


def _label_of(heads: list[Segment]) -> int:
    columns = header_columns([head.text for head in heads]) or {}
    return next((at for at, column in columns.items() if column is Column.LABEL), 0)


def _extent(lines: list[Line], heads: list[Segment], known: Grid | None, floors: list[Edge]) -> tuple[int, _Columns | None]:
    """How many of the lines belong to the table that begins at the first, and its columns; 0 when none do."""
    if heads:
        lefts, label = [head.x0 for head in heads], _label_of(heads)
    elif known is not None:
        lefts, label = known.borders[:-1], known.label_column
    else:
        return 0, None
    label_left = lefts[label] - STRAY
    label_right = lefts[label + 1] - STRAY if label + 1 < len(lefts) else float("inf")
    body = lines[0].size if heads else known.size if known is not None else 0.0
    labelled = known is not None and not heads and known.last_row is Begins.LABEL
    count = 0
    body_lines = lines[1:] if heads else lines
    labels = [" ".join([word.text for word in line.words if label_left <= word.x0 < label_right]) for line in body_lines]
    for line, last, here, after in zip(body_lines, ["", *labels], labels, [*labels[1:], ""], strict=False):
        if line.x0 < lefts[0] - 2 * STRAY or line.size > (BOLD_HEADING_SIZE if line.words[0].bold else HEADING_SIZE) * body:
            break
        if is_label(here) or is_label(f"{last} {here}") or is_label(f"{here} {after}"):
            labelled = True
        elif here and labelled:
            break  # below a label nothing stands in its column: the table has ended
        count += 1
    count += 1 if heads else 0
    if not count:
        return 0, None
    inside = lines[:count]
    if known is not None and not heads:
        return count, _Columns(known.borders, label)
    borders = [min(line.x0 for line in inside) - STRAY]
    for left, head in pairwise(heads):
        borders.append(_border(inside[1:], left, head))
    borders.append(max(line.x1 for line in inside) + STRAY)
    return count, _Columns(borders, label)


def _border(lines: list[Line], left: Segment, head: Segment) -> float:
    """Where the column under `head` begins: at its header's left edge,
    unless more words stand centred or flush right below it than in line with it, and begin before it."""
    aligned, starts = 0, []
    for line in lines:
        for words in _segments(line.words, WORD_SPACE):
            x0, x1 = words[0].x0, words[-1].x1
            if abs(x0 - head.x0) <= STRAY:
                aligned += 1
            elif left.x0 + STRAY < x0 < head.x0 < x1 and (abs(x0 + x1 - head.x0 - head.x1) <= 2 * STRAY or abs(x1 - head.x1) <= STRAY):
                starts.append(x0)
    return (min(starts) if len(starts) > aligned else head.x0) - STRAY


def _segments(words: Iterable[Word], gap: float) -> list[list[Word]]:
    """A line's words in runs that no gap of `gap` times their size parts."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and word.x0 - runs[-1][-1].x1 < gap * word.size:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


class _Start(NamedTuple):
    """The first line of a row, by its position; `floor` is the edge drawn above it."""

    line: int
    begins: Begins
    floor: float | None


def _open_grid(
    lines: list[Line],
    columns: _Columns,
    headed: bool,
    known: Grid | None,
    floors: list[Edge],
    inks: list[Ink],
    bottom: float,
) -> tuple[Grid, list[Ink]]:
    """Rows and cells of a table without walls, and the inks that stand outside it."""
    borders = columns.borders
    width = borders[-1] - borders[0]
    ys = sorted(floor.at for floor in floors if min(floor.end, borders[-1]) - max(floor.start, borders[0]) >= COVER * width)
    first = Begins.HEADER if headed else known.last_row if known is not None else Begins.OTHER
    if first is Begins.HEADER and not headed and not _is_title(lines[0], columns):
        first = Begins.OTHER
    starts = list(_row_starts(lines, columns, first, ys))
    tops = [_top_of_row(lines, start) for start in starts]
    rows = [GridRow(a, b, [], open_above=True, open_below=True) for a, b in zip(tops, [*tops[1:], lines[-1].bottom + STRAY], strict=True)]
    for i, start in enumerate(starts):
        rows[i].open_above = start.floor is None
        rows[i].open_below = i + 1 < len(starts) and starts[i + 1].floor is None
    if any(lines[-1].bottom - STRAY <= y <= bottom for y in ys):
        rows[-1].open_below = False
    ends = [*[start.line for start in starts[1:]], len(lines)]
    bands = [lines[start.line : end] for start, end in zip(starts, ends, strict=True)]
    rights = _right_edges(bands, borders)
    for row, band in zip(rows, bands, strict=True):
        row.cells = _open_cells(row, band, columns, rights)
    rest: list[Ink] = []
    for ink in inks:
        x, y = (ink.x0 + ink.x1) / 2, (ink.top + ink.bottom) / 2
        if tops[0] <= y < bottom and borders[0] <= x:
            row = rows[bisect_right(tops, y) - 1]
            next(cell for cell in reversed(row.cells) if borders[cell.column] <= x).inks.append(ink)
        else:
            rest.append(ink)
    grid = Grid(borders, rows, False, columns.label, lines[0].size, starts[-1].begins, headed=True)
    return grid, rest


def _row_starts(lines: list[Line], columns: _Columns, first: Begins, ys: list[float]) -> Iterable[_Start]:
    """Where the rows of a table without walls begin; `first` is what its first line belongs to."""
    label_left, label_right = columns.borders[columns.label], columns.borders[columns.label + 1]
    state, bold = first, lines[0].words[0].bold
    yield _Start(0, first, None)
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
        yield _Start(i, state, floor)


def _is_title(line: Line, columns: _Columns) -> bool:
    """Whether a page's first line goes on with a header that the page break tore: bold, and nothing beside it."""
    left, right = columns.borders[columns.label], columns.borders[columns.label + 1]
    return all(word.bold and left <= word.x0 < right for word in line.words)


def _top_of_row(lines: list[Line], start: _Start) -> float:
    if start.floor is not None:
        return start.floor
    top = lines[start.line].top
    return top - STRAY if start.line == 0 else max(top - STRAY, (lines[start.line - 1].bottom + top) / 2)


def _right_edges(bands: list[list[Line]], borders: list[float]) -> list[float]:
    """How far to the right the words of each column reach: the edge at which its lines wrap."""
    rights = list(borders[:-1])
    for band in bands:
        for line in band:
            for word in line.words:
                column = max(bisect_right(borders, word.x0) - 1, 0)
                if column < len(rights) and rights[column] < word.x1 <= borders[column + 1] + STRAY:
                    rights[column] = word.x1
    return rights


def _open_cells(row: GridRow, band: list[Line], columns: _Columns, rights: list[float]) -> list[GridCell]:
    """A row's cells; columns across which a sentence runs on are one cell."""
    borders = columns.borders
    crossed = {column for line in band for column in _crossed(line, borders)}
    crossed.update(_beside_responsible(band, columns))
    cells: list[GridCell] = []
    for column in range(len(borders) - 1):
        if column in crossed:
            cells[-1].span += 1
            cells[-1].x1 = max(cells[-1].x1, rights[column])
        else:
            cells.append(GridCell(borders[column], row.top, rights[column], row.bottom, column))
    firsts = [cell.x0 for cell in cells]
    for line in band:
        for word in line.words:
            cells[max(bisect_right(firsts, word.x0) - 1, 0)].words.append(word)
    return cells


def _beside_responsible(band: list[Line], columns: _Columns) -> Iterable[int]:
    """The columns to the right of the responsible's: a description has nothing else there."""
    for line in band:
        for word, after in pairwise(line.words):
            if RESPONSIBLE_LABEL.match(f"{word.text} {after.text}"):
                column = bisect_right(columns.borders, word.x0 + STRAY) - 1
                end = columns.label if columns.label > column else len(columns.borders) - 1
                return range(column + 1, end)
    return ()


def _crossed(line: Line, borders: list[float]) -> Iterable[int]:
    """The columns whose left border the line's words run across."""
    last: Word | None = None
    for word in line.words:
        column = bisect_right(borders, word.x0 + STRAY) - 1
        at_left = column >= 0 and abs(word.x0 - STRAY - borders[column]) <= ALIGNED
        if last is not None:
            if not at_left and word.x0 - last.x1 < WORD_SPACE * word.size and bisect_right(borders, last.x0 + STRAY) - 1 < column:
                yield column
            if not at_left:  # a word too long for its cell begins at the cell's left, and is no sentence that runs on
                yield from range(column + 1, min(bisect_left(borders, word.x1 - STRAY), len(borders) - 1))
        last = word


# Tables that are not ours, with rules or shades between their rows and no walls


def _stacked(lines: list[Line], floors: list[Edge], inks: list[Ink]) -> Layout | None:
    """Tables of three columns or more between floors of one width, parted by strips that stay empty from top to bottom."""
    grids: list[Grid] = []
    rest = lines
    for stack in _stacks(floors):
        left, right = stack[0].start, stack[0].end
        inside = [line for line in rest if stack[0].at < (line.top + line.bottom) / 2 < stack[-1].at and line.x0 < right and line.x1 > left]
        borders = _gutters(inside, left, right)
        if len(borders) <= LEAST_STACKED:
            continue
        first = rest.index(inside[0])
        while first and _goes_above(rest[first - 1], rest[first], borders):
            first -= 1  # a header above the first rule
        inside = [*rest[first : rest.index(inside[0])], *inside]
        below = rest[rest.index(inside[-1]) + 1 :]
        if all(line.x0 >= left and not list(_crossed(line, borders)) for line in below) and any(line.x1 > borders[1] for line in below):
            inside += below  # the page ends in the middle of a row
        taken = {id(line) for line in inside}
        rest = [line for line in rest if id(line) not in taken]
        grids.append(_stacked_grid(inside, [floor.at for floor in stack], borders))
    if not grids:
        return None
    ink_rest = _into_grids(grids, inks)
    return Layout(grids, [word for line in rest for word in line.words], ink_rest)


def _stacks(floors: list[Edge]) -> list[list[Edge]]:
    """Three or more floors of the same width, from top to bottom."""
    stacks: list[list[Edge]] = []
    for floor in sorted(floors):
        if floor.end - floor.start < LEAST_STACK:
            continue
        for stack in stacks:
            if abs(stack[0].start - floor.start) <= TOUCH and abs(stack[0].end - floor.end) <= TOUCH:
                if floor.at - stack[-1].at > LEAST_ROW:
                    stack.append(floor)
                break
        else:
            stacks.append([floor])
    return [stack for stack in stacks if len(stack) > 2]


def _gutters(lines: list[Line], left: float, right: float) -> list[float]:
    """The borders of columns: the sides, and the right end of each strip that hardly a line crosses."""
    low, high = int(left), int(right) + 1
    steps = [0] * (high - low + 2)
    for line in lines:
        for words in _segments(line.words, WORD_SPACE):
            steps[min(max(int(words[0].x0), low), high) - low] += 1
            steps[min(max(int(words[-1].x1) + 1, low), high) - low] -= 1
    borders = [left]
    cover, empty, begun = 0, 0, False
    for x, step in enumerate(steps[:-1], low):
        cover += step
        if cover > CROSSING * len(lines):
            if begun and empty >= LEAST_COLUMN:
                borders.append(x - 1.0)
            begun, empty = True, 0
        else:
            empty += 1
    return [*borders, right]


def _goes_above(above: Line, line: Line, borders: list[float]) -> bool:
    """Whether the line above a table is its header: near it, and parted like it."""
    near = HEADER_GAP if above.x1 > borders[1] else GUTTER
    return line.top - above.bottom < near * line.size and above.x0 >= borders[0] and not list(_crossed(above, borders))


def _stacked_grid(lines: list[Line], ys: list[float], borders: list[float]) -> Grid:
    columns = _Columns(borders, 0)
    open_above, open_below = lines[0].top < ys[0] - LEAST_ROW, lines[-1].top > ys[-1] - STRAY
    ys = [*([lines[0].top - STRAY] if open_above else []), *ys, *([lines[-1].bottom + STRAY] if open_below else [])]
    bands: list[list[Line]] = []
    tops: list[float] = []
    for top, bottom in pairwise(ys):
        band = [line for line in lines if top <= (line.top + line.bottom) / 2 < bottom]
        for part in [[line] for line in band] if _is_figures(band, borders) else [band]:
            tops.append(top if part is band or part[0] is band[0] else part[0].top - STRAY)
            bands.append(part)
    rows = [GridRow(a, b, []) for a, b in pairwise([*tops, ys[-1]])]
    rights = _right_edges(bands, borders)
    for row, band in zip(rows, bands, strict=True):
        row.cells = _open_cells(row, band, columns, rights)
    rows[0].open_above, rows[-1].open_below = open_above, open_below
    return Grid(borders, rows, False, size=lines[0].size)


def _is_figures(band: list[Line], borders: list[float]) -> bool:
    """Whether each line is a row: a name, and nothing but figures beside it."""
    return len(band) > 1 and all(
        line.words[0].x0 < borders[1] <= line.x1 and not any(word.text.isalpha() for word in line.words if word.x0 >= borders[1])
        for line in band
    )


def _into_grids(grids: list[Grid], inks: list[Ink]) -> list[Ink]:
    """Puts each ink into the open cell it stands in; returns those that stand in none."""
    rest: list[Ink] = []
    for ink in inks:
        x, y = (ink.x0 + ink.x1) / 2, (ink.top + ink.bottom) / 2
        rows = [row for grid in grids for row in grid.rows if row.top <= y < row.bottom and grid.borders[0] <= x]
        if rows:
            max((cell for cell in rows[0].cells if cell.x0 <= x), key=lambda cell: cell.x0, default=rows[0].cells[0]).inks.append(ink)
        else:
            rest.append(ink)
    return rest
