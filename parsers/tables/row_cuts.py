"""Where the rows of a table without vertical edges end: by its horizontal edges, else between the cells that each row has one of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from msgspec import Struct, field

from parsers.model.content import Word
from parsers.profile.initiative_columns import InitiativeColumn, is_status
from parsers.tables.lines import WordLine, lines_of
from parsers.tables.settings import TEXT

__all__ = ["RowCuts", "row_cuts"]

LONGEST_NUMBER = 12  # letters: "1.2.3", "ØU 14"


class Stretch(NamedTuple):
    """From where to where something stands, from top to bottom."""

    top: float
    bottom: float


class RowCuts(Struct):
    """Where one row ends and the next begins, from top to bottom; `from_top` where each row begins with its number or status.

    `gap` is the least space between two rows, where that told them apart; `begins_open` when the first has neither, and is the
    rest of another. Below `end` nothing is of the table.
    """

    at: list[float] = field(default_factory=list)
    from_top: bool = True
    gap: float = 0.0
    begins_open: bool = False
    end: float = inf


def row_cuts(
    lines: Sequence[WordLine],
    across: Sequence[WordLine],
    borders: Sequence[float],
    roles: Mapping[int, InitiativeColumn],
    edges: Sequence[float],
    known: RowCuts | None,
    *,
    to_end: bool,
) -> RowCuts:
    """The cuts of a table's lines on one page; `across` run over its columns, each a row of its own.

    `known` are those of the page before, where the table goes on.
    """
    words = [word for line in lines for word in line.words]
    if not words:
        return RowCuts()
    by_column: dict[int, list[Word]] = {}
    for word in words:
        by_column.setdefault(bisect_right(borders, word.x0 + TEXT.aligned) - 1, []).append(word)
    anchors = _anchors(by_column, roles)
    size = lines[0].size
    cuts = RowCuts()
    if (
        anchors
        and all(any(a.bottom <= at + TEXT.stray and at <= b.top + TEXT.stray for at in edges) for a, b in pairwise(anchors))
        and edges
    ):
        cuts.at = list(edges)
        cuts.begins_open = anchors[0].top >= edges[0]
        return _with_themes(cuts, across)
    titles = [band for at, role in roles.items() if role is InitiativeColumn.TITLE for band in _bands(by_column.get(at, []))]
    cuts.from_top = _from_top(anchors, titles, words, size) if len(anchors) > 1 or known is None else known.from_top
    gaps = []
    others = 0.0  # the most space within a row
    for a, b in pairwise(anchors):
        if cuts.from_top:
            cuts.at.append(_above(b, words))
            gaps.append(_room_above(b, words))
            others = max([others, *sorted(room for room, _ in _spaces(words, a, b))[:-1]])
        elif (found := _widest(words, a, b, size)) is not None:
            cuts.at.append(found[0])
            gaps.append(found[1])
    least = min(gaps, default=known.gap if known is not None else 0.0)
    cuts.gap = least if least > others + TEXT.equal_gap * size else 0.0
    _add_ends(cuts, anchors, words, size, resumed=known is not None, to_end=to_end)
    return _with_themes(cuts, across)


def _with_themes(cuts: RowCuts, across: Sequence[WordLine]) -> RowCuts:
    ends = [end for line in across for end in (line.top - TEXT.aligned, line.bottom + TEXT.aligned)]
    cuts.at = sorted({*cuts.at, *ends})
    return cuts


def _add_ends(cuts: RowCuts, anchors: Sequence[Stretch], words: Sequence[Word], size: float, *, resumed: bool, to_end: bool) -> None:
    """The rest of a row above the first, and a row below the last whose number or status stands on the next page."""
    if not anchors:
        cuts.begins_open = True
        return
    first, top = anchors[0], min(word.top for word in words)
    if top < first.top - TEXT.y_tolerance * size and resumed:
        if cuts.from_top:
            cuts.at.insert(0, _above(first, words))
            cuts.begins_open = True
        elif cuts.gap and (found := _widest(words, Stretch(top, top), first, size, least=cuts.gap)) is not None:
            cuts.at.insert(0, found[0])
            cuts.begins_open = True
    last, bottom = anchors[-1], max(word.bottom for word in words)
    if cuts.gap and (below := _first_space(words, last, bottom, cuts.gap - TEXT.equal_gap * size)) is not None:
        if cuts.from_top or not to_end:
            cuts.end = below  # what stands below has neither number nor status
        else:
            cuts.at.append(below)


def _anchors(by_column: Mapping[int, Sequence[Word]], roles: Mapping[int, InitiativeColumn]) -> list[Stretch]:
    """Of the columns with one short cell a row, the places of the cells of that which has most: number, status, time."""

    def of(role: InitiativeColumn) -> list[list[Stretch]]:
        return [_cells(by_column[at], role) for at, own in roles.items() if own is role and at in by_column]

    for role in (InitiativeColumn.NUMBER, InitiativeColumn.STATUS, InitiativeColumn.DUE):
        found = max(of(role), key=len, default=[])
        if found:
            return found
    return []


def _cells(words: Sequence[Word], role: InitiativeColumn) -> list[Stretch]:
    """A column's cells, each a line, or the two that a status or a time wraps over."""
    cells: list[Stretch] = []
    texts: list[str] = []
    for line in lines_of(sorted(words, key=lambda word: (word.top, word.x0))):
        text = line.text
        if role is InitiativeColumn.NUMBER and (len(text) > LONGEST_NUMBER or not any(map(str.isdigit, text))):
            continue
        if cells and role is not InitiativeColumn.NUMBER and line.top - cells[-1].bottom < TEXT.row_gap * line.size * 2:
            joined = f"{texts[-1]} {text}"
            if (role is InitiativeColumn.STATUS and not is_status(text) and (is_status(joined) or not is_status(texts[-1]))) or (
                role is InitiativeColumn.DUE and not _is_whole_time(texts[-1])
            ):
                cells[-1], texts[-1] = Stretch(cells[-1].top, line.bottom), joined
                continue
        cells.append(Stretch(line.top, line.bottom))
        texts.append(text)
    return cells


def _is_whole_time(text: str) -> bool:
    return any(part.isdigit() and len(part) == len("2034") for part in text.replace(".", " ").split()) or text.isalpha()


def _bands(words: Sequence[Word]) -> list[Stretch]:
    return [Stretch(line.top, line.bottom) for line in lines_of(sorted(words, key=lambda word: (word.top, word.x0)))]


def _from_top(anchors: Sequence[Stretch], titles: Sequence[Stretch], words: Sequence[Word], size: float) -> bool:
    """Whether rows begin at their anchors: a title begins beside each, and above it there is no less space than elsewhere in its row."""
    level = TEXT.y_tolerance * size
    beside = [any(abs(title.top - anchor.top) < level for title in titles) for anchor in anchors]
    near = [_room_above(b, words) >= _most_room(words, a, b) - TEXT.equal_gap * size for a, b in pairwise(anchors)]
    return all(beside) and all(near)


def _room_above(band: Stretch, words: Sequence[Word]) -> float:
    above = [word.bottom for word in words if (word.top + word.bottom) / 2 < band.top]
    return band.top - max(above, default=band.top)


def _above(band: Stretch, words: Sequence[Word]) -> float:
    """Between a row's first line and what stands above it."""
    return band.top - max(_room_above(band, words), 0.0) / 2 - 0.01


def _spaces(words: Sequence[Word], a: Stretch, b: Stretch) -> list[tuple[float, float]]:
    """The spaces between two bands in which nothing stands: how wide, and where."""
    between = sorted((word.top, word.bottom) for word in words if word.bottom > a.top and word.top < b.bottom)
    found = []
    low = a.bottom if a.bottom > a.top else a.top
    for top, bottom in between:
        if top >= b.bottom:
            break
        if top > low:
            found.append((top - low, (top + low) / 2))
        low = max(low, bottom)
    if b.top > low:
        found.append((b.top - low, (b.top + low) / 2))
    return found


def _first_space(words: Sequence[Word], band: Stretch, bottom: float, least: float) -> float | None:
    """The middle of the first space below a band that is as wide as `least`."""
    return next((at for room, at in _spaces(words, band, Stretch(bottom, bottom)) if room >= least), None)


def _most_room(words: Sequence[Word], a: Stretch, b: Stretch) -> float:
    return max((room for room, _ in _spaces(words, a, b)), default=0.0)


def _widest(words: Sequence[Word], a: Stretch, b: Stretch, size: float, least: float = 0.0) -> tuple[float, float] | None:
    """Where the space between two bands is widest, and how wide; None where it is no wider than another, or less than `least`."""
    spaces = sorted(_spaces(words, a, b), reverse=True)
    margin = TEXT.equal_gap * size
    if not spaces or spaces[0][0] < least - margin or (len(spaces) > 1 and spaces[0][0] - spaces[1][0] < margin):
        return None
    return spaces[0][1], spaces[0][0]
