"""Pages to which of their lines are page furniture: headers, footers and page numbers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from parsers.document import Page
from parsers.lines import Line, lines_of
from parsers.table_words import header_of, is_label

MARGIN = 0.15  # of the page's height: furniture stands within it
FURNITURE_LINES = 4  # at the top, and at the bottom
SAME_HEIGHT = 3.0  # points
APART = 0.4  # of the letters' size: furniture keeps this distance from the text
EVERYWHERE = 4  # pages: what they all print at one height is no paragraph's line, however close to one it stands
AHEAD = 4  # pages looked at on either side for what is repeated
PAGE_NUMBER = regex.compile(
    r"(?:side|page|s\.)\s*\d{1,4}(?:\s*(?:af|of|/|ud\ af)\s*\d{1,4})? | \d{1,4}\s*(?:af|of|/|ud\ af)\s*\d{1,4} | [-–]\s*\d{1,4}\s*[-–]",
    regex.IGNORECASE | regex.VERBOSE,
)
DIGITS = regex.compile(r"\d+")


class _Edge(NamedTuple):
    """A line near the top or the bottom of a page.

    `shape` is its text with every number made 0; a number alone is counted from the page's own, as page numbers run along.
    """

    line: Line
    shape: str


def with_furniture(pages: Iterable[Page]) -> Iterator[tuple[Page, list[Line], list[Line]]]:
    """Each page with the lines at its top and its bottom that are furniture: repeated near by at the same height, or a page number."""
    window: deque[tuple[Page, list[_Edge], list[_Edge]]] = deque()
    at = 0  # the page in the window that is next

    def told() -> tuple[Page, list[Line], list[Line]]:
        page, tops, bottoms = window[at]
        near = [other for i, other in enumerate(window) if i != at]
        return page, _furniture(tops, [other[1] for other in near], page), _furniture(bottoms, [other[2] for other in near], page)

    for page in pages:
        window.append((page, _edge_lines(page, at_top=True), _edge_lines(page, at_top=False)))
        if len(window) - at > AHEAD:
            yield told()
            at += 1
            if at > AHEAD:
                window.popleft()
                at -= 1
    while at < len(window):
        yield told()
        at += 1


def _edge_lines(page: Page, *, at_top: bool) -> list[_Edge]:
    """The lines near a page's top or bottom, from the edge inwards, and one more."""
    depth = MARGIN * page.height
    low = page.height - depth
    if at_top:
        lines = lines_of([word for word in page.words if word.top < depth])
    else:
        lines = lines_of([word for word in page.words if word.bottom > low])[::-1]
    return [_Edge(line, _shape(line.text, page.number)) for line in lines[: FURNITURE_LINES + 1]]


def _shape(text: str, page_number: int) -> str:
    return f"{int(text) - page_number:+}" if text.isdecimal() else DIGITS.sub("0", text)


def _furniture(lines: list[_Edge], near: list[list[_Edge]], page: Page) -> list[Line]:
    """The furniture among a page's outermost lines; `near` has those of the pages around it."""
    found: list[Line] = []
    sure = 0  # of them stand on every page near by
    for line, shape in lines[:FURNITURE_LINES]:
        if is_label(line.words[0].text) or header_of(line) is not None:
            break
        seen = sum(any(edge.shape == shape and abs(edge.line.top - line.top) <= SAME_HEIGHT for edge in other) for other in near)
        text = line.text
        numbered = PAGE_NUMBER.fullmatch(text) or (text.isdecimal() and not found and (seen or int(text) == page.number))
        if not (numbered or seen >= 2 or seen == len(near) == 1):
            break
        found.append(line)
        if seen == len(near) >= EVERYWHERE and sure == len(found) - 1:
            sure = len(found)
    while len(found) > sure and len(found) < len(lines) and not PAGE_NUMBER.fullmatch(found[-1].text):
        inner, outer = lines[len(found)].line, found[-1]
        if max(inner.top - outer.bottom, outer.top - inner.bottom) >= APART * outer.size:
            break
        found.pop()  # it stands as close as the next line of a paragraph does
    return found
