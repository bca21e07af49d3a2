"""What stands outside a page's tables to paragraphs, each with the signs that stand on its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from parsers.cell_text import Printed, begins_paragraph, printed
from parsers.document import Ink
from parsers.layout import Layout

TOP = attrgetter("top")


@dataclass(slots=True)
class Placed:
    """A line outside the tables with the inks that stand on it; or an ink with no words beside it."""

    x0: float
    top: float
    x1: float
    bottom: float
    printed: Printed | None
    inks: list[Ink]


def text_groups(found: Layout, edge: float) -> list[list[Placed]]:
    """The lines outside the tables, in groups between the tables."""
    placed = [Placed(line.x0, line.top, line.x1, line.bottom, printed(line, edge), []) for line in found.lines]
    for ink in found.inks:
        overlaps = [min(ink.bottom, one.bottom) - max(ink.top, one.top) for one in placed]
        best = max(overlaps, default=0.0)
        if best > 0:
            placed[overlaps.index(best)].inks.append(ink)
        else:
            placed.append(Placed(ink.x0, ink.top, ink.x1, ink.bottom, None, [ink]))
            placed.sort(key=TOP)
    groups: list[list[Placed]] = []
    tops = sorted(grid.top for grid in found.grids)
    last = -1
    for one in placed:
        above = bisect_right(tops, one.top)  # how many tables begin above it
        if above != last:
            groups.append([])
            last = above
        groups[-1].append(one)
    return groups


def paragraphs(placed: list[Placed]) -> Iterator[list[Placed]]:
    """Lines that wrap into one another, together; a line with a sign on it begins a paragraph of its own."""
    lines = [one.printed for one in placed if one.printed is not None]
    steps = [b.bottom - a.bottom for a, b in pairwise(lines) if a.size == b.size and b.bottom - a.bottom > 0.8 * a.size]
    usual = min(steps, default=0.0)
    group: list[Placed] = []
    for one in placed:
        if group and (one.inks or one.printed is None or begins_paragraph(group[-1].printed, one.printed, usual)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group
