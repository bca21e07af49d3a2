"""Sheets that bear two or four pages, or one page in two columns, to their pages: split at the gutter, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from parsers.model.content import TEXT_OF, Fill, LooseDrawing, PageContent, Rule, Sheet, Symbol, Word
from parsers.pages.furniture import AT_ONCE
from parsers.pages.page_numbers import is_page_number
from parsers.tables.headed_rows import is_header_line
from parsers.tables.header_words import telling_words
from parsers.tables.lines import lines_of

__all__ = ["pages_of_sheets"]

MIDDLE = 0.3, 0.7  # of the sheet's width: a gutter between columns lies between
HALVES = 0.46, 0.54  # of the sheet's height: a gutter between upper and lower pages lies between
LEAST_GUTTER = 8.0  # points
TOUCH = LEAST_GUTTER / 2
MARGINS = 0.035  # of the sheet's height: what two pages' margins leave empty between them at the least
BAND = 0.15  # of the sheet's height: a running foot may stand across the gutter so near the end
PAPER = 0.7  # of the sheet's width: a wider fill is the paper's own
LEAST_TWICE = 2  # words that tell a table and stand on both sides of a gutter
PAGE_FOOT = 0.1  # of the sheet's height: a page's number stands no further above its lower edge

Box = tuple[float, float, float, float]  # left, top, right, bottom: points
Size = tuple[float, float]  # width, height: points
Piece = TypeVar("Piece", LooseDrawing, Word, Rule, Fill, Symbol)


class Gutters(NamedTuple):
    """How sheets of one size are parted: at `x` into left and right pages, at `y` into upper and lower ones.

    `shift` is how far to the right of its like on the left page a table on the right page stands.
    """

    x: float | None
    shift: float
    y: float | None


def pages_of_sheets(sheets: Iterable[PageContent]) -> Iterator[PageContent]:
    """Each page alone: those of one sheet follow one another, in coordinates of their own, with their sheet's number.

    A gutter is known by the words of tables on both its sides; another sheet as large is split there too, if nothing crosses it.
    """
    known: dict[Size, Gutters] = {}
    source = iter(sheets)
    while batch := list(islice(source, AT_ONCE)):
        sizes: dict[Size, list[PageContent]] = {}
        for sheet in batch:
            sizes.setdefault((sheet.width, sheet.height), []).append(sheet)
        for size in sizes.keys() - known.keys():
            gutter = next((found for sheet in sizes[size] if (found := _gutter(sheet)) is not None), None)
            if gutter is not None and any(is_header_line(line) for sheet in sizes[size] for line in lines_of(sheet.words)):
                gutter = None  # a column of its table holds words that tell others
            lower = _lower_pages(sizes[size], beside=gutter is not None)
            if gutter is not None or lower is not None:
                x, shift = gutter or (None, 0.0)
                known[size] = Gutters(x, shift, lower)
        for sheet in batch:
            gutters = known.get((sheet.width, sheet.height))
            yield from [sheet] if gutters is None else _split(sheet, gutters)


def _gutter(sheet: PageContent) -> tuple[float, float] | None:
    """Where a sheet is parted into columns that each hold tables of ours, and their shift; None where it is one page."""
    known = telling_words()
    if known.all.isdisjoint(map(TEXT_OF, sheet.words)):
        return None  # as most pages of running text
    telling = list(compress(sheet.words, map(known.all.__contains__, map(TEXT_OF, sheet.words))))
    if len(telling) < 2 * LEAST_TWICE:
        return None
    middle = sheet.width / 2
    left, right = ([word for word in telling if (word.x0 < middle) is side] for side in (True, False))
    twice = {word.text for word in left} & {word.text for word in right}
    if len(twice) < LEAST_TWICE:
        return None
    top = min(word.top for word in telling if word.text in twice)
    x = _strip(sheet, top, (1 - BAND) * sheet.height)
    last = max([word.bottom for word in right if word.text in twice & known.labels], default=top)
    if x is None and (x := _strip(sheet, top, last)) is not None and not _columns(sheet, x):
        return None
    if x is None:
        return None
    alike = twice & known.labels or twice  # labels stand at one place in all tables
    shifts = Counter(round(b.x0 - a.x0, 1) for a in left for b in right if a.text == b.text and a.text in alike)
    return x, shifts.most_common(1)[0][0]


def _strip(sheet: PageContent, top: float, foot: float) -> float | None:
    """The middle of the widest strip near the sheet's middle that nothing crosses from `top` to `foot`."""
    low, high = (share * sheet.width for share in MIDDLE)
    begin, end = _widest_gap([(x0, x1) for x0, above, x1, below in _boxes(sheet) if above >= top and below <= foot], low, high)
    return (begin + end) / 2 if end - begin >= LEAST_GUTTER else None


def _lower_pages(sheets: Sequence[PageContent], *, beside: bool) -> float | None:
    """The height at which sheets of one size are parted into upper and lower pages; None where they are not.

    Nothing crosses it on any sheet; a page's number stands right above it, or two columns on an upright sheet have room around
    it for two pages' margins.
    """
    height = sheets[0].height
    if any(word.top < height / 2 + TOUCH and word.bottom > height / 2 - TOUCH for sheet in sheets for word in sheet.words):
        return None  # as on most pages
    spans = [(top, bottom) for sheet in sheets for _, top, _, bottom in _boxes(sheet)]
    begin, end = _widest_gap(spans, *(share * height for share in HALVES))
    if end - begin < LEAST_GUTTER:
        return None
    roomy = beside and sheets[0].width < height and end - begin > MARGINS * height
    return height / 2 if roomy or any(_is_numbered_above(sheet, height / 2) for sheet in sheets) else None


def _is_numbered_above(sheet: PageContent, cut: float) -> bool:
    last = lines_of([word for word in sheet.words if cut - PAGE_FOOT * sheet.height < word.top < cut])[-1:]
    return any(is_page_number(word.text) or word.text.isdecimal() for line in last for word in line.words)


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


def _split(sheet: PageContent, gutters: Gutters) -> list[PageContent]:
    """What runs across the columns above them, then the pages left and right of the gutter, upper before lower.

    Where something crosses the gutter in the sheet's middle, what stands above and below it is parted that has tables on both sides.
    """
    x, shift, y = gutters
    if y is not None and any(top < y + TOUCH and bottom > y - TOUCH for _, top, _, bottom in _boxes(sheet)):
        y = None
    rows = [(0.0, sheet.height)] if y is None else [(0.0, y), (y, sheet.height)]
    if x is None:
        return [_cut(sheet, (0.0, top, sheet.width, bottom), 0.0) for top, bottom in rows]
    middle = sheet.height / 2
    crossing = _crossing(sheet, x)
    head = max([bottom for top, bottom in crossing if top < middle], default=0.0)
    foot = min([top for top, _ in crossing if top >= middle], default=sheet.height)
    if head > middle or foot < (1 - BAND) * sheet.height:
        return _tables_beside(sheet, x, shift)
    left, right = (0.0, head, x, sheet.height), (x, head, sheet.width, sheet.height)  # a foot across goes with the left
    if y is not None and not head:
        return [_cut(sheet, (a, top, b, bottom), at) for top, bottom in rows for a, b, at in ((0.0, x, 0.0), (x, sheet.width, shift))]
    above = [_cut(sheet, (0.0, 0.0, sheet.width, head), 0.0)] if head else []
    return [*above, _cut(sheet, left, 0.0), _cut(sheet, right, shift)]


def _crossing(sheet: PageContent, x: float) -> list[tuple[float, float]]:
    """From where to where something crosses a gutter."""
    return [(top, bottom) for x0, top, x1, bottom in _boxes(sheet) if x0 < x + TOUCH and x1 > x - TOUCH]


def _columns(sheet: PageContent, x: float) -> list[tuple[float, float]]:
    """The heights between which nothing crosses a gutter and labels of tables stand on both its sides."""
    labels = [word for word in sheet.words if word.text in telling_words().labels]
    found, reached = [], 0.0
    for begin, end in sorted([*_crossing(sheet, x), (sheet.height, sheet.height)]):
        if len({word.x0 < x for word in labels if reached <= word.top < begin}) == 2:
            found.append((reached, begin))
        reached = max(reached, end)
    return found


def _tables_beside(sheet: PageContent, x: float, shift: float) -> list[PageContent]:
    """A sheet on which only some tables stand side by side, those parted, from its top to its foot."""
    pages, at = [], 0.0
    for top, bottom in [*_columns(sheet, x), (sheet.height, sheet.height)]:
        between = _cut(sheet, (0.0, at, sheet.width, top), 0.0)
        if between.words or between.symbols:
            pages.append(between)
        if top < bottom:
            pages += [_cut(sheet, (0.0, top, x, bottom), 0.0), _cut(sheet, (x, top, sheet.width, bottom), shift)]
        at = bottom
    return pages if len(pages) > 1 else [sheet]


def _cut(sheet: PageContent, box: Box, shift: float) -> PageContent:
    """What begins within a box, as a page of its own that begins at `shift`."""
    _, top, right, bottom = box
    words = [
        word._replace(first=word.first - shift, second=word.second - shift) if word.first else word
        for word in _moved(sheet.words, box, shift)
    ]
    return replace(
        sheet,
        width=right - shift,
        height=bottom - top,
        words=words,
        rules=_moved(sheet.rules, box, shift),
        fills=_moved(sheet.fills, box, shift),
        symbols=_moved(sheet.symbols, box, shift),
        loose_drawings=_moved(sheet.loose_drawings, box, shift),
        sheet=Sheet(shift, top, sheet.width, sheet.height),
    )


def _within(pieces: Iterable[Piece], box: Box) -> list[Piece]:
    left, top, right, bottom = box
    return [piece for piece in pieces if left <= piece.x0 < right and top <= piece.top < bottom]


def _moved(pieces: Iterable[Piece], box: Box, shift: float) -> list[Piece]:
    top = box[1]
    return [
        piece._replace(x0=piece.x0 - shift, top=piece.top - top, x1=piece.x1 - shift, bottom=piece.bottom - top)
        for piece in _within(pieces, box)
    ]
