"""Pages whose text is shown sideways, or that share a sheet: how far to turn them, and where a viewer shows what stands on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from parsers.model.content import PageContent
from parsers.model.rows import Place

__all__ = ["SLANT", "Box", "place_on", "quarter_turns", "shown_box"]

Box = tuple[float, float, float, float]  # left, top, right, bottom: points
SLANT = 0.05  # of its length: a baseline that rises or falls more is slanted


def quarter_turns(directions: Iterable[tuple[float, float]]) -> int:
    """How many quarter turns clockwise let most text run to the right; a direction is (to the right, down) as displayed."""
    votes: Counter[int] = Counter()
    for right, down in directions:
        for turns in range(4):
            if right > 0 and abs(down) <= SLANT * right:
                votes[turns] += 1
            right, down = -down, right
    return max(votes, key=lambda turns: (votes[turns], -turns), default=0)


def shown_box(box: Box, page: PageContent) -> Box:
    """Where a box is on the page as a viewer shows it; `page` may be turned, or one of several on a sheet."""
    x0, top, x1, bottom = box
    width, height = page.width, page.height
    if page.sheet is not None:
        left, above, width, height = page.sheet
        x0, top, x1, bottom = x0 + left, top + above, x1 + left, bottom + above
    for _ in range(page.turned):  # back, counterclockwise
        x0, top, x1, bottom = top, width - x1, bottom, width - x0
        width, height = height, width
    return x0, top, x1, bottom


def place_on(page: PageContent, box: Box) -> Place:
    """The place of what stands in a box on a page, as a viewer shows the page."""
    return Place(page.number, None, *(shown_box(box, page) if page.turned or page.sheet else box))
