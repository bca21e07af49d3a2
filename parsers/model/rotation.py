"""Pages whose text is shown sideways: how far to turn them until it stands upright, and where their rows are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from parsers.model.content import PageContent
from parsers.model.rows import Place

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
    """Where a box on a turned page is on the page as a viewer shows it."""
    x0, top, x1, bottom = box
    width, height = page.width, page.height
    for _ in range(page.turned):  # back, counterclockwise
        x0, top, x1, bottom = top, width - x1, bottom, width - x0
        width, height = height, width
    return x0, top, x1, bottom


def shown(place: Place, page: PageContent) -> Place:
    """The same of a row's place."""
    box = place.x0 or 0.0, place.top or 0.0, place.x1 or 0.0, place.bottom or 0.0
    return Place(place.page, place.line, *shown_box(box, page))
