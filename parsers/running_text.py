"""What stands outside a page's tables to paragraphs, each with the signs that stand on its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from parsers.cell_text import Printed, begins_paragraph, printed
from parsers.document import Ink
from parsers.labels import legend_scale
from parsers.layout import Layout

TOP = attrgetter("top")


class Placed(NamedTuple):
    """A line outside the tables with the inks that stand on it; or an ink with no words beside it."""

    printed: Printed | None
    inks: list[Ink]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom: of the line, if there is one."""
        return (self.printed or self.inks[0])[1:5]

    @property
    def top(self) -> float:
        return (self.printed or self.inks[0]).top


def text_groups(found: Layout, edge: float) -> list[list[Placed]]:
    """The lines outside the tables, in groups between the tables."""
    placed = [Placed(printed(line, edge), []) for line in found.lines]
    for ink in found.inks:
        overlaps = [min(ink.bottom, bottom) - max(ink.top, top) for _, top, _, bottom in (one.box for one in placed)]
        best = max(overlaps, default=0.0)
        if best > 0:
            placed[overlaps.index(best)].inks.append(ink)
        else:
            placed.append(Placed(None, [ink]))
            placed.sort(key=TOP)
    tops = sorted(grid.top for grid in found.grids)
    if not tops:
        return [placed] if placed else []
    groups: list[list[Placed]] = []
    last = -1
    for one in placed:
        above = bisect_right(tops, one.top)  # how many tables begin above it
        if above != last:
            groups.append([])
            last = above
        groups[-1].append(one)
    return groups


def box_around(placed: list[Placed]) -> tuple[float, float, float, float]:
    lefts, tops, rights, bottoms = zip(*[one.box for one in placed], strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def paragraphs(placed: list[Placed]) -> Iterator[list[Placed]]:
    """Lines that wrap into one another, together; a line with a sign on it begins a paragraph of its own."""
    lines = [one.printed for one in placed if one.printed is not None]
    steps = [step for a, b in pairwise(lines) if a.size == b.size and (step := b.bottom - a.bottom) > 0.8 * a.size]
    usual = min(steps, default=0.0)
    group: list[Placed] = []
    for one in placed:
        if group and (
            one.inks
            or one.printed is None
            or begins_paragraph(group[-1].printed, one.printed, usual)
            or (group[0].inks and legend_scale(one.printed.text) is not None)  # the line before may be full by chance
        ):
            yield group
            group = []
        group.append(one)
    if group:
        yield group
