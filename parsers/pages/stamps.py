"""Document numbers and stamps in a page's margins, at whatever height: told by standing beside the text, at one place on each page."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from parsers.model.content import PageContent, Word
from parsers.tables.header_words import TELLING_WORDS, WORD_SPACE
from parsers.tables.lines import Line, lines_of

__all__ = ["SAME_HEIGHT", "is_repeated", "lines_beside", "shape_of"]

SAME_HEIGHT = 3.0  # points: what is printed at one place on two pages differs no more
SAME_LEFT = 3.0  # points
TEXT_LINES = 3  # words at least begin where a page's text does
OUTDENT = 1.0  # of the letters' size: what begins so far left of the text stands beside it
OUTER = 0.08  # of the page's width: what begins so near its right edge stands beside the text
DIGITS = regex.compile(r"\d+")


def shape_of(text: str) -> str:
    """A text with every number made 0: "Dok.nr. 2021-00074" is like "Dok.nr. 2021-00111"."""
    return DIGITS.sub("0", text)


def lines_beside(page: PageContent) -> list[Line]:
    """The lines that begin left of where a page's text begins, and those that begin at the page's right edge."""
    words = page.words
    if len(words) <= 2 * TEXT_LINES:
        return []
    lefts = sorted([word.x0 for word in words])
    left = next((x for x, later in zip(lefts, lefts[TEXT_LINES - 1 :], strict=False) if later - x <= SAME_LEFT), lefts[0])
    outer = (1 - OUTER) * page.width
    if lefts[0] == left and lefts[-1] <= outer:
        return []  # as on most pages
    beside: list[Word] = []
    last, taken = words[0], False  # the word before, and whether it stands beside the text
    for word in words:
        if not (word.top == last.top and 0 <= word.x0 - last.x1 < WORD_SPACE * word.size):  # else it runs on from the word before
            taken = (word.x0 < left - OUTDENT * word.size or word.x0 > outer) and word.text not in TELLING_WORDS
        if taken:
            beside.append(word)
        last = word
    return lines_of(beside) if beside else []


def is_repeated(line: Line, near: Sequence[Sequence[Line]]) -> bool:
    """Whether lines of its shape stand at its place on two of the pages near by, or on the only one."""
    shape = shape_of(line.text)
    seen = [any(_at_one_place(line, other) and shape_of(other.text) == shape for other in others) for others in near]
    return sum(seen) >= 2 or seen == [True]


def _at_one_place(line: Line, other: Line) -> bool:
    return abs(line.top - other.top) <= SAME_HEIGHT and abs(line.x0 - other.x0) <= SAME_LEFT
