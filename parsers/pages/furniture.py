"""Pages to which of their lines are page furniture: headers, footers and page numbers."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, islice
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from parsers.model.content import BOTTOM_OF, TOP_OF, PageContent
from parsers.pages.overprints import Overprints, overprints, without_overprints
from parsers.pages.page_numbers import is_page_number
from parsers.pages.row_numbers import numbers_in, row_numbers
from parsers.pages.spreadsheets import without_headings
from parsers.pages.stamps import SAME_HEIGHT, is_repeated, possible_stamps, shape_of, without_frames
from parsers.tables.headed_rows import is_header_line
from parsers.tables.header_words import header_of, is_label
from parsers.tables.lines import WordLine, lines_of, without

__all__ = ["AT_ONCE", "FURNITURE", "with_furniture"]

AT_ONCE = 16  # pages read before they are laid out: going to and fro from page to page makes both slower by some percents


class FurnitureSettings(Struct, frozen=True):
    """Where furniture stands, and how often it comes again. A test puts others in the place of `FURNITURE`."""

    margin: float = 0.15  # of the page's height: furniture stands within it
    lines: int = 4  # at the top, and at the bottom
    apart: float = 0.4  # of the letters' size: furniture keeps this distance from the text
    everywhere: int = 4  # pages: what they all print at one height is no paragraph's line, however close to one it stands
    ahead: int = 4  # pages looked at on either side for what is repeated


FURNITURE = FurnitureSettings()


class _Edge(NamedTuple):
    """The lines near a page's top or bottom, from the edge inwards, and the text, the shape and the distance of each.

    A shape is the text with every number made 0; a number alone is counted from the page's own, as page numbers run along.
    A distance is from the edge: pages of other heights keep it.
    """

    lines: list[WordLine]
    texts: list[str]
    shapes: list[str]
    distances: list[float]
    by_shape: dict[str, list[float]]  # the distances of the lines of a shape


class _Seen(NamedTuple):
    """A page of the window: its edges, what may be a stamp on it, and a spreadsheet's headings numbers taken off it."""

    page: PageContent
    top: _Edge
    bottom: _Edge
    stamps: list[WordLine]
    headings: list[WordLine]
    numbers: WordLine | None  # left of a table's rows
    upright: bool
    tops: set[float]  # the heights at which a page that may hold tables prints words


class Furnished(NamedTuple):
    """A page and its furniture. Stamps are no longer among its words: they may lie upon a table."""

    page: PageContent
    header: list[WordLine]
    footer: list[WordLine]
    stamps: list[WordLine]
    mixed: list[WordLine]  # what other pages print where this one's words cannot be told from it


def with_furniture(pages: Iterable[PageContent]) -> Iterator[Furnished]:
    """Each page with the lines that are furniture: repeated near by at the same distance from an edge, or a page number."""
    window: deque[_Seen] = deque()
    at = 0  # the page in the window that is next

    def furnished() -> Furnished:
        page, top, bottom, possible, headings, numbers, upright, _ = window[at]
        near = [other for i, other in enumerate(window) if i != at]
        alike = len([other for other in near if other.upright is upright])
        tops, bottoms = [other.top.by_shape for other in near], [other.bottom.by_shape for other in near]
        header, footer = _furniture(top, tops, alike, page), _furniture(bottom, bottoms, alike, page)
        stamps = [line for line in possible if is_repeated(line, [other.stamps for other in near])]
        if numbers is None and not page.gated and (column := next((other.numbers for other in near if other.numbers), None)) is not None:
            numbers = numbers_in(page, column)
            page = replace(page, words=without(page.words, [numbers])) if numbers is not None else page
        if stamps:
            page = replace(page, words=without(page.words, stamps), rules=without_frames(page.rules, stamps))
        over = _overprints(window[at], near, [*header, *footer])
        if over.found:
            page = without_overprints(page, over.found)
            stamps += over.found
        return Furnished(page, header, footer, [*headings, *([numbers] if numbers is not None else []), *stamps], over.mixed)

    source = iter(pages)
    while read := deque(islice(source, AT_ONCE)):
        while read:
            window.append(_seen(read.popleft()))
            if len(window) - at > FURNITURE.ahead:
                yield furnished()
                at += 1
                if at > FURNITURE.ahead:
                    window.popleft()
                    at -= 1
    while at < len(window):
        yield furnished()
        at += 1


def _seen(page: PageContent) -> _Seen:
    depth = FURNITURE.margin * page.height
    low = page.height - depth
    page, headings = without_headings(page)
    numbers = row_numbers(page) if not page.gated else None
    if numbers is not None:
        page = replace(page, words=without(page.words, [numbers]))
    stamps = possible_stamps(page)
    words = without(page.words, stamps)
    above = lines_of(list(compress(words, map(depth.__gt__, map(TOP_OF, words)))))
    below = lines_of(list(compress(words, map(low.__lt__, map(BOTTOM_OF, words)))))[::-1]
    top, bottom = _edge(above, page.number, 0.0), _edge(below, page.number, page.height)
    tops = set(map(TOP_OF, words)) if not page.gated else set()
    return _Seen(page, top, bottom, stamps, headings, numbers, page.width < page.height, tops)


def _overprints(seen: _Seen, near: Sequence[_Seen], known: Sequence[WordLine]) -> Overprints:
    """What is printed over the tables of this page and of those near that are turned as it."""
    tabled = [other for other in near if other.tops and other.upright is seen.upright] if seen.tops else []
    if not tabled:
        return Overprints([], [])
    heights = Counter(chain(seen.tops, *[other.tops for other in tabled]))
    shared = {height for height, pages in heights.items() if pages >= max(len(tabled), 2)}
    return overprints(seen.page, [other.page for other in tabled], shared, known)


def _edge(lines: list[WordLine], page_number: int, edge: float) -> _Edge:
    """What stands at an edge, of the lines near it, and one line more."""
    lines = lines[: FURNITURE.lines + 1]
    texts = [line.text for line in lines]
    shapes = [f"{int(text) - page_number:+}" if text.isdecimal() else shape_of(text) for text in texts]
    distances = [abs(line.top - edge) for line in lines]
    by_shape: dict[str, list[float]] = {}
    for shape, distance in zip(shapes, distances, strict=True):
        by_shape.setdefault(shape, []).append(distance)
    return _Edge(lines, texts, shapes, distances, by_shape)


def _furniture(edge: _Edge, near: list[dict[str, list[float]]], alike: int, page: PageContent) -> list[WordLine]:
    """The furniture among a page's outermost lines; `near` has where those of the pages around it stand, `alike` of them turned as it."""
    found: list[WordLine] = []
    sure = 0  # of them stand on every page near by
    lines, texts, shapes, distances, _ = edge
    for line, text, shape, distance in zip(lines[: FURNITURE.lines], texts, shapes, distances, strict=False):
        others = [by_shape[shape] for by_shape in near if shape in by_shape]
        seen = len([each for each in others if any(abs(other - distance) <= SAME_HEIGHT for other in each)])
        repeated = seen >= 2 or seen == alike == 1
        numbered = text.isdecimal() and not found and (seen or int(text) == page.number)
        if (
            not (repeated or numbered or is_page_number(text))
            or is_label(line.words[0].text)
            or header_of(line) is not None
            or is_header_line(line)
        ):
            break
        found.append(line)
        if seen >= alike >= FURNITURE.everywhere and sure == len(found) - 1:
            sure = len(found)
    while len(found) > sure and len(found) < len(lines) and not is_page_number(texts[len(found) - 1]):
        inner, outer = lines[len(found)], found[-1]
        if max(inner.top - outer.bottom, outer.top - inner.bottom) >= FURNITURE.apart * outer.size:
            break
        found.pop()  # it stands as close as the next line of a paragraph does
    return found
