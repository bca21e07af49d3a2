"""Document numbers and stamps, at whatever height: told by standing beside the text or in large letters, at one place on each page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from parsers.model.content import LEFT_OF, SIZE_OF, PageContent, Rule, Word
from parsers.tables.header_words import telling_words
from parsers.tables.lines import WordLine, lines_of
from parsers.tables.settings import TEXT

__all__ = ["SAME_HEIGHT", "is_repeated", "possible_stamps", "shape_of", "without_frames"]

SAME_HEIGHT = 3.0  # points: what is printed at one place on two pages differs no more
SAME_LEFT = 3.0  # points
TEXT_LINES = 3  # words at least begin where a page's text does
OUTDENT = 1.0  # of the letters' size: what begins so far left of the text stands beside it
OUTER = 0.08  # of the page's width: what begins so near its right edge stands beside the text
LARGE = 1.4  # of the page's usual letters: a stamp's
FRAME = 1.5  # of a stamp's letters: its frame lies no further around it
THIN = 2.0  # points: a line is no thicker, and its corners meet as closely
DIGITS = re.compile(r"\d+")


@lru_cache(1_024)  # headers and footers come again and again
def shape_of(text: str) -> str:
    """A text with every number made 0: "Dok.nr. 2021-00074" is like "Dok.nr. 2021-00111"."""
    return DIGITS.sub("0", text)


def possible_stamps(page: PageContent) -> list[WordLine]:
    """The lines that begin left of where a page's text begins or at its right edge, and on a page of tables those in large letters."""
    words = page.words
    if len(words) <= 2 * TEXT_LINES:
        return []
    lefts = sorted(map(LEFT_OF, words))
    left = next((x for x, later in zip(lefts, lefts[TEXT_LINES - 1 :], strict=False) if later - x <= SAME_LEFT), lefts[0])
    outer = (1 - OUTER) * page.width
    beside = [] if lefts[0] == left and lefts[-1] <= outer else _beside(words, left, outer)
    if page.gated:
        return lines_of(beside) if beside else []
    sizes = sorted(map(SIZE_OF, words))
    large = LARGE * sizes[len(sizes) // 2]
    stamped = [word for word in words if word.size >= large] if sizes[-1] >= large else []
    return [*lines_of(beside), *lines_of([word for word in stamped if word not in beside])] if beside or stamped else []


def _beside(words: Iterable[Word], left: float, outer: float) -> list[Word]:
    beside: list[Word] = []
    last: Word | None = None
    telling = telling_words().all
    taken = False  # the word before stands beside the text
    for word in words:
        if last is None or not (word.top == last.top and 0 <= word.x0 - last.x1 < TEXT.x_tolerance * word.size):  # else it runs on from it
            taken = (word.x0 < left - OUTDENT * word.size or word.x0 > outer) and word.text not in telling
        if taken:
            beside.append(word)
        last = word
    return beside


def is_repeated(line: WordLine, near: Sequence[Sequence[WordLine]]) -> bool:
    """Whether lines of its shape stand at its place on two of the pages near by, or on the only one."""
    shape = shape_of(line.text)
    seen = [any(_at_one_place(line, other) and shape_of(other.text) == shape for other in others) for others in near]
    return sum(seen) >= 2 or seen == [True]


def without_frames(rules: Sequence[Rule], stamps: Iterable[WordLine]) -> list[Rule]:
    """The rules but for those of the rectangles drawn closely around stamps."""
    frames = [side for stamp in stamps for side in _frame(rules, stamp)]
    return [rule for rule in rules if rule not in frames]


def _frame(rules: Sequence[Rule], stamp: WordLine) -> list[Rule]:
    """The sides of the rectangle around a stamp: two of one height left and right of it, and what runs from one to the other."""
    room = FRAME * stamp.size
    tall = [
        rule
        for rule in rules
        if stamp.top - room <= rule.top <= stamp.top and stamp.bottom <= rule.bottom <= stamp.bottom + room and rule.x1 - rule.x0 <= THIN
    ]
    lefts = [rule for rule in tall if stamp.x0 - room <= rule.x0 <= stamp.x0]
    rights = [rule for rule in tall if stamp.x1 <= rule.x1 <= stamp.x1 + room]
    sides: list[Rule] = []
    for left in lefts:
        for right in rights:
            if abs(left.top - right.top) <= THIN and abs(left.bottom - right.bottom) <= THIN:
                wide = [rule for rule in rules if abs(rule.x0 - left.x0) <= THIN and abs(rule.x1 - right.x1) <= THIN]
                sides += [left, right, *(rule for rule in wide if rule.bottom - rule.top <= THIN)]
    return sides


def _at_one_place(line: WordLine, other: WordLine) -> bool:
    return abs(line.top - other.top) <= SAME_HEIGHT and abs(line.x0 - other.x0) <= SAME_LEFT
