"""Rules and fills to edges: the floors and walls a table may be made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.document import Fill, Rule

SNAP = 2.5  # points: edges no further apart are one edge (a double line, the two sides of a border)
JOIN = 1.5  # points: a longer gap ends an edge
DOT = 3.0  # points
DASH = 12.0  # points: the longest dash
DASH_GAP = 5.0  # points: the longest gap between two dashes
LEAST_EDGE = 4.0  # points: shorter than any cell's side
COVER = 0.6  # of a cell's side: an edge covering less of it is an underline or the mouth of a smiley, no wall


class Edge(NamedTuple):
    """A straight piece of a border: `at` is its y (a floor) or its x (a wall); it runs from `start` to `end`."""

    at: float
    start: float
    end: float


def edges(rules: Iterable[Rule]) -> tuple[list[Edge], list[Edge]]:
    """Rules to floors and walls: pieces, dashes, dots and double lines put together; sorted by place."""
    floors, walls = [], []
    for x0, top, x1, bottom in rules:
        wide, tall = x1 - x0, bottom - top
        dot = wide <= DOT and tall <= DOT  # which of the two its line is, only its neighbours tell
        if wide >= tall or dot:
            floors.append(((top + bottom) / 2, x0, x1))
        if wide < tall or dot:
            walls.append(((x0 + x1) / 2, top, bottom))
    return _merged(floors), _merged(walls)


def shade_floors(fills: Iterable[Fill]) -> list[Edge]:
    return _merged([(y, fill.x0, fill.x1) for fill in fills for y in (fill.top, fill.bottom)])


def _merged(pieces: list[tuple[float, float, float]]) -> list[Edge]:
    pieces.sort()
    merged: list[Edge] = []
    begin = 0
    for i in range(1, len(pieces) + 1):
        if i == len(pieces) or pieces[i][0] - pieces[begin][0] > SNAP:
            joined = _joined(pieces[begin][0], sorted([piece[1:] for piece in pieces[begin:i]]))
            merged.extend([edge for edge in joined if edge.end - edge.start >= LEAST_EDGE])
            begin = i
    return merged


def _joined(at: float, spans: list[tuple[float, float]]) -> Iterable[Edge]:
    start, end = spans[0]
    last = end - start
    for a, b in spans[1:]:
        gap = DASH_GAP if last <= DASH and b - a <= DASH else JOIN
        if a <= end + gap:
            end = max(end, b)
        else:
            yield Edge(at, start, end)
            start, end = a, b
        last = b - a
    yield Edge(at, start, end)


def covered(pieces: Sequence[Edge], places: Sequence[float]) -> list[bool]:
    """For each of the ways from one place to the next, whether most of it is drawn."""
    if len(pieces) == 1:  # as most borders
        [(_, a, b)] = pieces
        return [(b if b < end else end) - (a if a > start else start) >= COVER * (end - start) for start, end in pairwise(places)]
    told = []
    for start, end in pairwise(places):
        missing = COVER * (end - start)
        for _, a, b in pieces:
            length = (b if b < end else end) - (a if a > start else start)
            if length > 0:
                missing -= length
        told.append(missing <= 0)
    return told
