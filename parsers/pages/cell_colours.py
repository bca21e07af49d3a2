"""The fills of a page that colour cells as statuses are, and which of them covers a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.model.content import Fill
from parsers.signs.hues import is_coloured

__all__ = ["Colour", "coloured", "covering"]

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
MOSTLY = 0.5  # of a cell: a highlighted word covers less


def coloured(fills: Iterable[Fill]) -> list[Fill]:
    """Those that are neither grey nor a tint."""
    return [fill for fill in fills if is_coloured(fill.colour)]


def covering(box: Box, fills: Sequence[Fill]) -> Colour | None:
    """The colour of the fill that covers most of a cell; of the one drawn last where several do."""
    x0, top, x1, bottom = box
    least = MOSTLY * (x1 - x0) * (bottom - top)
    for fill in reversed(fills):
        wide, high = min(x1, fill.x1) - max(x0, fill.x0), min(bottom, fill.bottom) - max(top, fill.top)
        if wide > 0 and high > 0 and wide * high >= least:
            return fill.colour
    return None
