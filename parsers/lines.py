"""Words to printed lines, from top to bottom and left to right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from parsers.document import Word

SAME_LINE = 0.5  # of the letters' size: words whose middles lie closer than this stand on one line

LEFT = attrgetter("x0")


class Line(NamedTuple):
    """Words of one line from left to right. `size` is that of its largest letters."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(word.text + word.hyphen for word in self.words)


_new_line = partial(tuple.__new__, Line)  # from all six of its fields: half the time of its own constructor


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Lines in reading order; a raised or smaller word stays on the line it touches."""
    if not words:
        return []
    lines = _lines_as_drawn(words)
    return lines if lines is not None else _sorted_lines(words)


def _lines_as_drawn(words: Sequence[Word]) -> list[Line] | None:
    """The lines of words that come in reading order, as most do; None when they do not."""
    lines: list[Line] = []
    line: list[Word] = []
    left = high = low = right = size = middle = 0.0  # of the line so far; the middle is doubled
    begun = 0.0  # where its last word begins
    for word in words:
        _, x0, top, x1, bottom, word_size, _, _, _ = word
        if line:
            step = top + bottom - middle
            room = 2 * SAME_LINE * (size if size > word_size else word_size)
            if step > room:
                lines.append(_new_line((line, left, high, right, low, size)))
                line = []
            elif step < -room or x0 < begun or x0 < right - word_size or word_size > size:
                return None
        if line:
            line.append(word)
            right = x1 if x1 > right else right
            high = top if top < high else high
            low = bottom if bottom > low else low
        else:
            line = [word]
            left, high, right, low, size, middle = x0, top, x1, bottom, word_size, top + bottom
        begun = x0
    lines.append(_new_line((line, left, high, right, low, size)))
    return lines


def _sorted_lines(words: Sequence[Word]) -> list[Line]:
    placed = sorted([(word.top + word.bottom, word.x0, i) for i, word in enumerate(words)])
    lines: list[Line] = []
    line: list[Word] = []
    middle = size = 0.0  # of the line's largest word; the middle is doubled, as in `placed`
    for at, _, i in placed:
        word = words[i]
        if line and at - middle > 2 * SAME_LINE * max(size, word.size):
            lines.append(_line(line))
            line = []
        if not line or word.size > size:
            middle, size = at, word.size
        line.append(word)
    lines.append(_line(line))
    return lines


def _line(words: list[Word]) -> Line:
    words.sort(key=LEFT)
    _, lefts, tops, rights, bottoms, sizes, _, _, _ = zip(*words, strict=True)
    return Line(words, lefts[0], min(tops), max(rights), max(bottoms), max(sizes))
