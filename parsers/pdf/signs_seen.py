"""Signs in, out those that are seen on paper: the last of those drawn on one another, no sliver of one that a page break cut."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_void_p

from parsers.model.content import Symbol
from parsers.pdf.measures import sign_sized
from parsers.pdf.render import rendered
from parsers.signs.appearance import shown_share

__all__ = ["is_shown", "once", "overlap"]

HALF = 0.5  # of a sign's height
ON_ONE_SPOT = 1.0  # points: signs whose edges lie no further apart are one, drawn twice


def is_shown(symbol: Symbol, page: c_void_p) -> bool:
    """Whether at least half of a sign is seen: of one cut by a page break, the page with the smaller part passes over it."""
    if not sign_sized(symbol[1:5]):
        return True
    sign = rendered(page, symbol[1:5])
    return sign is not None and shown_share(sign) >= HALF


def once(symbols: Sequence[Symbol]) -> list[Symbol]:
    """Of signs drawn on one another the last, which is the one that is seen."""
    return [symbol for k, symbol in enumerate(symbols) if not any(_covers(later, symbol) for later in symbols[k + 1 :])]


def _covers(later: Symbol, symbol: Symbol) -> bool:
    return later.form is symbol.form and all(abs(a - b) <= ON_ONE_SPOT for a, b in zip(later[1:5], symbol[1:5], strict=True))


def overlap(a: Symbol, b: Symbol) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom
