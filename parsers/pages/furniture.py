"""Pages to which of their lines are page furniture: headers, footers and page numbers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import regex

from parsers.model.content import PageContent
from parsers.tables.header_words import header_of, is_label
from parsers.tables.lines import Line, lines_of

MARGIN = 0.15  # of the page's height: furniture stands within it
FURNITURE_LINES = 4  # at the top, and at the bottom
SAME_HEIGHT = 3.0  # points
APART = 0.4  # of the letters' size: furniture keeps this distance from the text
EVERYWHERE = 4  # pages: what they all print at one height is no paragraph's line, however close to one it stands
AHEAD = 4  # pages looked at on either side for what is repeated
AT_ONCE = 16  # pages read before they are laid out: going to and fro from page to page makes both slower by some percents
PAGE_NUMBER = regex.compile(
    r"(?:side|page|s\.)\s*\d{1,4}(?:\s*(?:af|of|/|ud\ af)\s*\d{1,4})? | \d{1,4}\s*(?:af|of|/|ud\ af)\s*\d{1,4} | [-–]\s*\d{1,4}\s*[-–]",
    regex.IGNORECASE | regex.VERBOSE,
)
DIGITS = regex.compile(r"\d+")


class _Edge(NamedTuple):
    """The lines near a page's top or bottom, from the edge inwards, and the text and the shape of each.

    A shape is the text with every number made 0; a number alone is counted from the page's own, as page numbers run along.
    """

    lines: list[Line]
    texts: list[str]
    shapes: list[str]
    heights: dict[str, list[float]]  # where lines of a shape stand


def with_furniture(pages: Iterable[PageContent]) -> Iterator[tuple[PageContent, list[Line], list[Line]]]:
    """Each page with the lines at its top and its bottom that are furniture: repeated near by at the same height, or a page number."""
    window: deque[tuple[PageContent, _Edge, _Edge]] = deque()
    at = 0  # the page in the window that is next

    def told() -> tuple[PageContent, list[Line], list[Line]]:
        page, top, bottom = window[at]
        near = [other for i, other in enumerate(window) if i != at]
        tops, bottoms = [other.heights for _, other, _ in near], [other.heights for _, _, other in near]
        return page, _furniture(top, tops, page), _furniture(bottom, bottoms, page)

    source = iter(pages)
    while read := deque(islice(source, AT_ONCE)):
        while read:
            page = read.popleft()
            depth = MARGIN * page.height
            low = page.height - depth
            top = _edge(lines_of([word for word in page.words if word.top < depth]), page.number)
            bottom = _edge(lines_of([word for word in page.words if word.bottom > low])[::-1], page.number)
            window.append((page, top, bottom))
            if len(window) - at > AHEAD:
                yield told()
                at += 1
                if at > AHEAD:
                    window.popleft()
                    at -= 1
    while at < len(window):
        yield told()
        at += 1


def _edge(lines: list[Line], page_number: int) -> _Edge:
    """What stands at an edge, of the lines near it, and one line more."""
    lines = lines[: FURNITURE_LINES + 1]
    texts = [line.text for line in lines]
    shapes = [f"{int(text) - page_number:+}" if text.isdecimal() else DIGITS.sub("0", text) for text in texts]
    heights: dict[str, list[float]] = {}
    for shape, line in zip(shapes, lines, strict=True):
        heights.setdefault(shape, []).append(line.top)
    return _Edge(lines, texts, shapes, heights)


def _furniture(edge: _Edge, near: list[dict[str, list[float]]], page: PageContent) -> list[Line]:
    """The furniture among a page's outermost lines; `near` has where those of the pages around it stand."""
    found: list[Line] = []
    sure = 0  # of them stand on every page near by
    lines, texts, shapes, _ = edge
    for line, text, shape in zip(lines[:FURNITURE_LINES], texts, shapes, strict=False):
        alike = [heights[shape] for heights in near if shape in heights]
        seen = len([tops for tops in alike if any(abs(top - line.top) <= SAME_HEIGHT for top in tops)])
        repeated = seen >= 2 or seen == len(near) == 1
        numbered = text.isdecimal() and not found and (seen or int(text) == page.number)
        if not (repeated or numbered or PAGE_NUMBER.fullmatch(text)) or is_label(line.words[0].text) or header_of(line) is not None:
            break
        found.append(line)
        if seen == len(near) >= EVERYWHERE and sure == len(found) - 1:
            sure = len(found)
    while len(found) > sure and len(found) < len(lines) and not PAGE_NUMBER.fullmatch(texts[len(found) - 1]):
        inner, outer = lines[len(found)], found[-1]
        if max(inner.top - outer.bottom, outer.top - inner.bottom) >= APART * outer.size:
            break
        found.pop()  # it stands as close as the next line of a paragraph does
    return found
