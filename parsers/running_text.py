"""What stands outside a page's tables to paragraphs, each with the signs that stand on its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter, sub

from parsers.cell_text import BOTTOM, BULLETS, STEP, Printed, printed, wraps
from parsers.labels import legend_scale
from parsers.layout import Layout

TEXT_STEP = 1.6  # of the letters' size: running text steps down no further from line to line
SAME_SIZE = 0.05  # of the letters' size: lines of one paragraph differ no more

TOP, SIZE, BOX = itemgetter(2), itemgetter(5), itemgetter(1, 2, 3, 4)  # of a Printed


def text_groups(found: Layout, edge: float) -> list[list[Printed]]:
    """The lines outside the tables with the signs that stand on them, in groups between the tables."""
    lines = [printed(line, edge) for line in found.lines]
    for ink in found.inks:
        overlaps = [min(ink.bottom, line.bottom) - max(ink.top, line.top) for line in lines]
        best = max(overlaps, default=0.0)
        if best > 0:
            at = overlaps.index(best)
            lines[at] = lines[at]._replace(inks=(*lines[at].inks, ink))
        else:
            lines.append(Printed("", *BOX(ink), size=0.0, bold=False, first_width=0.0, hyphen="", edge=edge, inks=(ink,)))
            lines.sort(key=TOP)
    tops = sorted(grid.top for grid in found.grids)
    if not tops:
        return [lines] if lines else []
    groups: list[list[Printed]] = []
    last = -1
    for line in lines:
        above = bisect_right(tops, line.top)  # how many tables begin above it
        if above != last:
            groups.append([])
            last = above
        groups[-1].append(line)
    return groups


def box_around(lines: Sequence[Printed]) -> tuple[float, float, float, float]:
    if len(lines) == 1:
        return BOX(lines[0])
    lefts, tops, rights, bottoms = zip(*map(BOX, lines), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def paragraphs(lines: Sequence[Printed]) -> Iterator[list[Printed]]:
    """Lines that wrap into one another, all bold or none; a line with a sign on it begins a paragraph, a sign alone is one."""
    usual = _usual_step([line for line in lines if line.text])
    group: list[Printed] = []
    above, right, low, large, heavy, edge = "", 0.0, 0.0, 0.0, False, 0.0  # of the line above
    for line in lines:
        text, _, _, reach, bottom, size, bold, width, _, limit, inks = line
        step = bottom - low
        if group and (
            inks
            or not above
            or bold != heavy
            or abs(large - size) > SAME_SIZE * size
            or step > TEXT_STEP * size
            or step > (usual if usual > size else size) + STEP * size
            or text[0] in BULLETS
            or not wraps(right, large, edge, width)
            or (group[0].inks and legend_scale(text) is not None)  # the line before may be full by chance
        ):
            yield group
            group = []
        group.append(line)
        above, right, low, large, heavy, edge = text, reach, bottom, size, bold, limit
    if group:
        yield group


def _usual_step(lines: Sequence[Printed]) -> float:
    """The smallest step from a line to another of its size."""
    bottoms, sizes = list(map(BOTTOM, lines)), list(map(SIZE, lines))
    steps = zip(map(sub, bottoms[1:], bottoms), sizes, sizes[1:], strict=False)
    return min([step for step, above, size in steps if above == size and step > 0.8 * size], default=0.0)
