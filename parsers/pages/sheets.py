"""Sheets that bear two or four pages, or one page in two columns, to their pages: split at the gutter, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from parsers.model.content import Fill, PageContent, Rule, Sheet, Symbol, Word
from parsers.pages.furniture import AT_ONCE, PAGE_NUMBER
from parsers.tables.header_words import TELLING_WORDS
from parsers.tables.lines import lines_of

MIDDLE = 0.3, 0.7  # of the sheet's width: a gutter between columns lies between
HALVES = 0.47, 0.53  # of the sheet's height: a gutter between upper and lower pages lies between
LEAST_GUTTER = 8.0  # points
BAND = 0.15  # of the sheet's height: a running foot may stand across the gutter so near the end
PAPER = 0.7  # of the sheet's width: a wider fill is the paper's own
LEAST_TWICE = 2  # words that tell a table and stand on both sides of a gutter
LEAST_LINES = 3  # that each side of a known gutter has
PAGE_FOOT = 0.1  # of the sheet's height: a page's number stands no further above its lower edge

Box = tuple[float, float, float, float]  # left, top, right, bottom: points
Piece = TypeVar("Piece", Word, Rule, Fill, Symbol)


def pages_of_sheets(sheets: Iterable[PageContent]) -> Iterator[PageContent]:
    """Each page alone: those of one sheet follow one another, in coordinates of their own, with their sheet's number.

    A gutter is known by the words of tables on both its sides; another sheet as large is split there too, if nothing crosses it.
    """
    gutters: dict[tuple[float, float], float] = {}  # by the sheet's width and height
    source = iter(sheets)
    while batch := list(islice(source, AT_ONCE)):
        for sheet in batch:
            size = sheet.width, sheet.height
            if size not in gutters and (gutter := _gutter(sheet)) is not None:
                gutters[size] = gutter
        for sheet in batch:
            gutter = gutters.get((sheet.width, sheet.height))
            yield from [sheet] if gutter is None else _split(sheet, gutter)


def _gutter(sheet: PageContent) -> float | None:
    """Where a sheet is parted into columns that each hold tables of ours; None where it is one page."""
    telling = [word for word in sheet.words if word.text in TELLING_WORDS]
    if len(telling) < 2 * LEAST_TWICE:
        return None
    middle = sheet.width / 2
    twice = {word.text for word in telling if word.x0 < middle} & {word.text for word in telling if word.x0 >= middle}
    return _strip(sheet, min(word.top for word in telling if word.text in twice)) if len(twice) >= LEAST_TWICE else None


def _strip(sheet: PageContent, top: float) -> float | None:
    """The middle of the widest strip near the sheet's middle that nothing crosses from `top` to the band at its foot."""
    low, high = int(MIDDLE[0] * sheet.width), int(MIDDLE[1] * sheet.width) + 1
    spans = [(int(x0), int(x1) + 1) for x0, above, x1, below in _boxes(sheet) if above >= top and below <= (1 - BAND) * sheet.height]
    begin, end = _widest_gap(spans, low, high)
    return (begin + end) / 2 if end - begin >= LEAST_GUTTER else None


def _widest_gap(spans: Iterable[tuple[float, float]], low: float, high: float) -> tuple[float, float]:
    """From where to where nothing lies between `low` and `high`; the first of the widest."""
    best, reached = (low, low), low
    for begin, end in sorted([*spans, (high, high)]):
        if min(begin, high) - reached > best[1] - best[0]:
            best = reached, min(begin, high)
        reached = max(reached, end)
    return best


def _boxes(sheet: PageContent) -> Iterator[Box]:
    """Where all stands that is printed on a sheet, but for what is as wide as the paper."""
    yield from (word[1:5] for word in sheet.words)
    yield from sheet.rules
    yield from (fill[:4] for fill in sheet.fills if fill.x1 - fill.x0 < PAPER * sheet.width)
    yield from (symbol[1:5] for symbol in sheet.symbols)


def _split(sheet: PageContent, gutter: float) -> list[PageContent]:
    """What runs across the columns above them, then the pages left and right of the gutter, upper before lower.

    The sheet alone where something crosses the gutter in its middle, or one side is all but empty.
    """
    half, middle = LEAST_GUTTER / 2, sheet.height / 2
    crossing = [(top, bottom) for x0, top, x1, bottom in _boxes(sheet) if x0 < gutter + half and x1 > gutter - half]
    head = max([bottom for top, bottom in crossing if top < middle], default=0.0)
    foot = min([top for top, _ in crossing if top >= middle], default=sheet.height)
    if head > middle or foot < (1 - BAND) * sheet.height:
        return [sheet]
    columns = [(0.0, head, gutter, sheet.height), (gutter - half, head, sheet.width, sheet.height)]
    if any(len(lines_of(_within(sheet.words, column))) < LEAST_LINES for column in columns):
        return [sheet]
    above = [(0.0, 0.0, sheet.width, head)] if head else []
    return [_cut(sheet, box) for box in [*above, *_upper_and_lower(sheet, columns)]]


def _upper_and_lower(sheet: PageContent, columns: Sequence[Box]) -> list[Box]:
    """The columns; each cut in its middle, where nothing crosses it and a page's number stands right above: four pages on a sheet."""
    low, high = (share * sheet.height for share in HALVES)
    begin, end = _widest_gap([(top, bottom) for _, top, _, bottom in _boxes(sheet)], low, high)
    if end - begin < LEAST_GUTTER or columns[0][1]:
        return list(columns)
    cut = (begin + end) / 2
    for left, _, right, _ in columns:
        last = lines_of(_within(sheet.words, (left, cut - PAGE_FOOT * sheet.height, right, cut)))[-1:]
        if not any(line.text.isdecimal() or PAGE_NUMBER.fullmatch(line.text) for line in last):
            return list(columns)
    return [(left, a, right, b) for a, b in ((0.0, cut), (cut, sheet.height)) for left, _, right, _ in columns]


def _cut(sheet: PageContent, box: Box) -> PageContent:
    """What begins within a box, as a page of its own."""
    left, top, right, bottom = box
    place = Sheet(left, top, sheet.width, sheet.height)
    words = [
        word._replace(first=word.first - left, second=word.second - left) if word.first else word for word in _moved(sheet.words, box)
    ]
    rules, fills = _moved(sheet.rules, box), _moved(sheet.fills, box)
    symbols = _moved(sheet.symbols, box)
    return replace(sheet, width=right - left, height=bottom - top, words=words, rules=rules, fills=fills, symbols=symbols, sheet=place)


def _within(pieces: Iterable[Piece], box: Box) -> list[Piece]:
    left, top, right, bottom = box
    return [piece for piece in pieces if left <= piece.x0 < right and top <= piece.top < bottom]


def _moved(pieces: Iterable[Piece], box: Box) -> list[Piece]:
    left, top, _, _ = box
    return [
        piece._replace(x0=piece.x0 - left, top=piece.top - top, x1=piece.x1 - left, bottom=piece.bottom - top)
        for piece in _within(pieces, box)
    ]
