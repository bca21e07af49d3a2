"""Tables that are not ours, with rules or shades between their rows and no vertical edges: columns from the strips that stay empty."""

from __future__ import annotations

from itertools import pairwise
from math import inf

from parsers.model.content import Symbol
from parsers.tables.borderless_cells import crossed, into_grids, open_cells, right_edges
from parsers.tables.edges import Edge
from parsers.tables.grid import Grid, GridRow, Parted
from parsers.tables.header_words import Columns, segments
from parsers.tables.lines import WordLine
from parsers.tables.settings import SETTINGS, TEXT

__all__ = ["stacked_grids"]


def stacked_grids(lines: list[WordLine], h_edges: list[Edge], symbols: list[Symbol]) -> Parted:
    """Tables of three columns or more between horizontal edges of one width, parted by strips that stay empty from top to bottom."""
    grids: list[Grid] = []
    for stack in _stacks(h_edges):
        left, right = stack[0].start, stack[0].end
        inside = [line for line in lines if stack[0].at < _middle(line) < stack[-1].at and line.x0 < right and line.x1 > left]
        if not inside:  # shades within vertical edges
            continue
        borders = _gutters(inside, left, right)
        if len(borders) <= TEXT.min_columns:
            continue
        first, end = lines.index(inside[0]), lines.index(inside[-1]) + 1
        while first and _goes_above(lines[first - 1], lines[first], borders):
            first -= 1
            inside.insert(0, lines[first])
        below = lines[end:]
        if all(line.x0 >= left and not list(crossed(line, borders)) for line in below) and any(line.x1 > borders[1] for line in below):
            inside += below  # the page ends in the middle of a row
        taken = {id(line) for line in inside}
        lines = [line for line in lines if id(line) not in taken]
        grids.append(_stacked_grid(inside, [h_edge.at for h_edge in stack], borders))
    return Parted(grids, lines, into_grids(grids, symbols))


def _stacks(h_edges: list[Edge]) -> list[list[Edge]]:
    """Three or more horizontal edges of the same width, from top to bottom."""
    stacks: list[list[Edge]] = []
    for h_edge in sorted(h_edges):
        if h_edge.end - h_edge.start < TEXT.min_rule_length:
            continue
        for stack in stacks:
            if abs(stack[0].start - h_edge.start) <= TEXT.rule_end_tolerance and abs(stack[0].end - h_edge.end) <= TEXT.rule_end_tolerance:
                if h_edge.at - stack[-1].at > SETTINGS.min_row_height:
                    stack.append(h_edge)
                break
        else:
            stacks.append([h_edge])
    return [stack for stack in stacks if len(stack) > 2]


def _gutters(lines: list[WordLine], left: float, right: float) -> list[float]:
    """The borders of columns: the sides, and the right end of each strip that hardly a line crosses."""
    low, high = int(left), int(right) + 1
    steps: dict[int, int] = {}  # how many more pieces of lines begin at an x than end there
    for line in lines:
        for words in segments(line.words, TEXT.x_tolerance):
            begin, end = min(max(int(words[0].x0), low), high), min(max(int(words[-1].x1) + 1, low), high)
            steps[begin] = steps.get(begin, 0) + 1
            steps[end] = steps.get(end, 0) - 1
    borders = [left]
    cover = 0
    emptied: float | None = inf  # where the strip begins that stays empty; what lies left of all words is none
    for x, step in sorted(steps.items()):
        cover += step
        if cover <= TEXT.max_crossing * len(lines):
            emptied = x if emptied is None else emptied
        else:
            if emptied is not None and x - emptied >= SETTINGS.min_column_width:
                borders.append(x - 1.0)
            emptied = None
    return [*borders, right]


def _goes_above(above: WordLine, line: WordLine, borders: list[float]) -> bool:
    """Whether the line above a table is its header: near it, and parted like it."""
    near = TEXT.header_gap if above.x1 > borders[1] else TEXT.gutter
    return line.top - above.bottom < near * line.size and above.x0 >= borders[0] and not list(crossed(above, borders))


def _stacked_grid(lines: list[WordLine], ys: list[float], borders: list[float]) -> Grid:
    columns = Columns(borders, 0)
    middles = [_middle(line) for line in lines]
    open_above, open_below = min(middles) < ys[0], max(middles) >= ys[-1]  # as bands are told, so that each line is in one
    if open_above:
        ys = [min([line.top for line in lines]) - TEXT.stray, *ys]
    if open_below:
        ys = [*ys, max([line.bottom for line in lines]) + TEXT.stray]
    bands: list[list[WordLine]] = []
    tops: list[float] = []
    for top, bottom in pairwise(ys):
        band = [line for line, middle in zip(lines, middles, strict=True) if top <= middle < bottom]
        for part in [[line] for line in band] if _is_figures(band, borders) else [band]:
            tops.append(top if part is band or part[0] is band[0] else part[0].top - TEXT.stray)
            bands.append(part)
    rows = [GridRow(a, b, []) for a, b in pairwise([*tops, ys[-1]])]
    rights = right_edges(bands, borders)
    for row, band in zip(rows, bands, strict=True):
        row.cells = open_cells(row, band, columns, rights)
    rows[0].open_above, rows[-1].open_below = open_above, open_below
    return Grid(borders, rows, False, size=lines[0].size)


def _middle(line: WordLine) -> float:
    """At what height a line stands, to tell between which horizontal edges it is."""
    return (line.top + line.bottom) / 2


def _is_figures(band: list[WordLine], borders: list[float]) -> bool:
    """Whether each line is a row: a name, and nothing but figures beside it."""
    return len(band) > 1 and all(
        line.words[0].x0 < borders[1] <= line.x1 and not any(word.text.isalpha() for word in line.words if word.x0 >= borders[1])
        for line in band
    )
