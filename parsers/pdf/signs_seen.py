"""Signs in, out those that are seen on paper: the last of those drawn on one another, no sliver of one that a page break cut."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_void_p

from parsers.model.content import Fill, LooseDrawing, Symbol, SymbolForm, Word
from parsers.pdf.measures import WHITE, holds, sign_sized
from parsers.pdf.render import rendered
from parsers.pdf.shapes import Shapes
from parsers.signs.appearance import MARGIN, shown_share

__all__ = ["is_shown", "once", "overlap", "settle_patterned"]

HALF = 0.5  # of a sign's height
PATTERNED_MOST = 500  # of a page are rendered
ON_ONE_SPOT = 1.0  # points: signs whose edges lie no further apart are one, drawn twice


def is_shown(symbol: Symbol, page: c_void_p) -> bool:
    """Whether at least half of a sign is seen: of one cut by a page break, the page with the smaller part passes over it."""
    if not sign_sized(symbol[1:5]):
        return True
    sign = rendered(page, symbol[1:5])
    return sign is not None and shown_share(sign) >= HALF


def settle_patterned(shapes: Shapes, words: Sequence[Word], page: c_void_p) -> None:
    """What may be filled with a pattern is a sign where it is, and no word stands on it; else a fill as any other."""
    shapes.loose_drawings += [LooseDrawing(*fill[:4]) for fill in shapes.patterned[PATTERNED_MOST:]]
    for fill in shapes.patterned[:PATTERNED_MOST]:
        on_it = any(holds(fill[:4], (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2) for word in words)
        sign = None if on_it else _patterned(page, fill)
        if sign is not None:
            shapes.symbols.append(sign)
            shapes.loose_drawings = [drawing for drawing in shapes.loose_drawings if drawing[:4] != fill[:4]]
        elif min(fill.colour) < WHITE:
            shapes.fills.append(fill)


def _patterned(page: c_void_p, fill: Fill) -> Symbol | None:
    """The sign that a pattern fills, told by its look alone; None where the fill is of one colour all over, and no pattern."""
    sign = rendered(page, fill[:4])
    if sign is None:
        return None
    row = 4 * sign.width
    inner = range(MARGIN + 1, sign.height - MARGIN - 1)
    pixels = b"".join(sign.pixels[y * row + 4 * (MARGIN + 1) : y * row + row - 4 * (MARGIN + 1)] for y in inner)
    plain = bytes(fill.colour)
    if all(pixels[at : at + 3] == plain for at in range(0, len(pixels), 4)):
        return None
    return Symbol(SymbolForm.PATTERN, *fill[:4], None)


def once(symbols: Sequence[Symbol]) -> list[Symbol]:
    """Of signs drawn on one another the last, which is the one that is seen."""
    return [symbol for k, symbol in enumerate(symbols) if not any(_covers(later, symbol) for later in symbols[k + 1 :])]


def _covers(later: Symbol, symbol: Symbol) -> bool:
    form, x0, top, x1, bottom, *_ = symbol
    return (  # most differ in the first edge
        later.form is form
        and abs(later.x0 - x0) <= ON_ONE_SPOT
        and abs(later.top - top) <= ON_ONE_SPOT
        and abs(later.x1 - x1) <= ON_ONE_SPOT
        and abs(later.bottom - bottom) <= ON_ONE_SPOT
    )


def overlap(a: Symbol, b: Symbol) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom
