"""Rules and fills to edges: the horizontal edges and vertical edges a table may be made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from parsers.model.content import Fill, Rule, Word
from parsers.tables.settings import SETTINGS, TableSettings

__all__ = ["Edge", "covered", "edges", "shade_h_edges"]


class Edge(NamedTuple):
    """A straight piece of a border: `at` is its y (a horizontal edge) or its x (a vertical edge); it runs from `start` to `end`."""

    at: float
    start: float
    end: float


_new_edge = partial(tuple.__new__, Edge)  # from all its fields: half the time of its own constructor


def edges(rules: Iterable[Rule], settings: TableSettings = SETTINGS) -> tuple[list[Edge], list[Edge]]:
    """Rules to horizontal edges and vertical edges: pieces, dashes, dots and double lines put together; sorted by place."""
    h_edges, v_edges = [], []
    for x0, top, x1, bottom in rules:
        wide, tall = x1 - x0, bottom - top
        if wide >= tall or tall <= settings.dot_length:  # which of the two a dot's line is, only its neighbours tell
            h_edges.append(((top + bottom) / 2, x0, x1))
        if tall > wide or wide <= settings.dot_length:
            v_edges.append(((x0 + x1) / 2, top, bottom))
    return _merged(h_edges, settings), _merged(v_edges, settings)


def shade_h_edges(fills: Iterable[Fill], words: Sequence[Word], settings: TableSettings = SETTINGS) -> list[Edge]:
    """The upper and lower ends of what shades rows; a fill lower than most letters is a stripe that no row lies in."""
    sizes = sorted([word.size for word in words])
    least = sizes[len(sizes) // 2] if sizes else 0.0
    return _merged([(y, fill.x0, fill.x1) for fill in fills if fill.bottom - fill.top >= least for y in (fill.top, fill.bottom)], settings)


def _merged(pieces: list[tuple[float, float, float]], settings: TableSettings) -> list[Edge]:
    pieces.sort()
    merged: list[Edge] = []
    at = 0.0
    spans: list[tuple[float, float]] = []
    for y, start, end in pieces:
        if not spans:
            at = y
        elif y - at > settings.snap_tolerance:
            merged += _joined(at, spans, settings)
            at, spans = y, []
        spans.append((start, end))
    return merged + _joined(at, spans, settings) if spans else merged


def _joined(at: float, spans: list[tuple[float, float]], settings: TableSettings) -> list[Edge]:
    """The edges at one place, which its pieces make; those that are too short for one are none."""
    join, dash, gap = settings.join_tolerance, settings.dash_length, settings.dash_gap
    spans.sort()
    start, end = spans[0]
    last = end - start
    edges = []
    for a, b in spans:
        long = b - a
        if a > end + (join if long > dash or last > dash else gap):
            edges.append((at, start, end))
            start, end = a, b
        elif b > end:
            end = b
        last = long
    edges.append((at, start, end))
    return [_new_edge(edge) for edge in edges if edge[2] - edge[1] >= settings.edge_min_length]


def covered(pieces: Sequence[Edge], places: Sequence[float], least: float = SETTINGS.edge_coverage) -> list[bool]:
    """For each of the ways from one place to the next, whether most of it is drawn."""
    if len(pieces) == 1:  # as most borders
        [(_, a, b)] = pieces
        if a <= places[0] and b >= places[-1]:
            return [True] * (len(places) - 1)
        return [(b if b < end else end) - (a if a > start else start) >= least * (end - start) for start, end in pairwise(places)]
    told = []
    for start, end in pairwise(places):
        missing = least * (end - start)
        for _, a, b in pieces:
            length = (b if b < end else end) - (a if a > start else start)
            if length > 0:
                missing -= length
        told.append(missing <= 0)
    return told
