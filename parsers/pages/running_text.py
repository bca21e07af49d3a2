"""What stands outside a page's tables to paragraphs, each with the signs that stand on its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from parsers.pages.cell_text import BULLETS, STEP, PrintedLine, printed, wraps
from parsers.pages.layout import Layout
from parsers.profile.legend import legend_scale

__all__ = ["box_around", "paragraphs", "text_groups"]

TEXT_STEP = 1.6  # of the letters' size: running text steps down no further from line to line
SAME_SIZE = 0.05  # of the letters' size: lines of one paragraph differ no more

TOP = itemgetter(2)  # of a PrintedLine


def text_groups(found: Layout, edge: float) -> list[list[PrintedLine]]:
    """The lines outside the tables with the signs that stand on them, in groups between the tables."""
    lines = [printed(line, edge) for line in found.lines]
    for symbol in found.symbols:
        overlaps = [min(symbol.bottom, line.bottom) - max(symbol.top, line.top) for line in lines]
        best = max(overlaps, default=0.0)
        if best > 0:
            at = overlaps.index(best)
            lines[at] = lines[at]._replace(symbols=(*lines[at].symbols, symbol))
        else:
            _, x0, top, x1, bottom, *_ = symbol
            lines.append(PrintedLine("", x0, top, x1, bottom, 0.0, False, 0.0, "", edge, (symbol,)))
            lines.sort(key=TOP)
    tops = sorted(grid.top for grid in found.grids)
    if not tops:
        return [lines] if lines else []
    groups: list[list[PrintedLine]] = []
    last = -1
    for line in lines:
        above = bisect_right(tops, line.top)  # how many tables begin above it
        if above != last:
            groups.append([])
            last = above
        groups[-1].append(line)
    return groups


def box_around(lines: Sequence[PrintedLine]) -> tuple[float, float, float, float]:
    _, left, top, right, bottom, _, _, _, _, _, _ = lines[0]
    for _, x0, high, x1, low, _, _, _, _, _, _ in lines[1:]:
        left = x0 if x0 < left else left
        top = high if high < top else top
        right = x1 if x1 > right else right
        bottom = low if low > bottom else bottom
    return left, top, right, bottom


def paragraphs(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines that wrap into one another, all bold or none; a line with a sign on it begins a paragraph, a sign alone is one."""
    usual = _usual_step(lines)
    group: list[PrintedLine] = []
    above, right, low, large, heavy, edge = "", 0.0, 0.0, 0.0, False, 0.0  # of the line above
    for line in lines:
        text, _, _, reach, bottom, size, bold, width, _, limit, symbols = line
        step = bottom - low
        if group and (
            symbols
            or not above
            or bold != heavy
            or abs(large - size) > SAME_SIZE * size
            or step > TEXT_STEP * size
            or step > (usual if usual > size else size) + STEP * size
            or text[0] in BULLETS
            or not wraps(right, large, edge, width)
            or (group[0].symbols and legend_scale(text) is not None)  # the line before may be full by chance
        ):
            yield group
            group = []
        group.append(line)
        above, right, low, large, heavy, edge = text, reach, bottom, size, bold, limit
    if group:
        yield group


def _usual_step(lines: Sequence[PrintedLine]) -> float:
    """The smallest step from a line to the next where both are of one size; 0 where none are."""
    usual, low, large = 0.0, 0.0, -1.0  # no line is of that size
    for text, _, _, _, bottom, size, _, _, _, _, _ in lines:
        if text:
            step = bottom - low
            if size == large and step > 0.8 * size and (not usual or step < usual):
                usual = step
            low, large = bottom, size
    return usual
