"""Words to printed lines, from top to bottom and left to right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parsers.document import Word

SAME_LINE = 0.5  # of the letters' size: words whose middles lie closer than this stand on one line


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


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Lines in reading order; a raised or smaller word stays on the line it touches."""
    if not words:
        return []
    placed = sorted([((word.top + word.bottom) / 2, word) for word in words])
    lines: list[Line] = []
    line: list[Word] = []
    middle, size = placed[0][0], placed[0][1].size
    for at, word in placed:
        if line and at - middle > SAME_LINE * max(size, word.size):
            lines.append(_line(line))
            line = []
        if not line or word.size > size:
            middle, size = at, word.size
        line.append(word)
    lines.append(_line(line))
    return lines


def _line(words: list[Word]) -> Line:
    words.sort(key=_left)
    return Line(
        words,
        words[0].x0,
        min([word.top for word in words]),
        max([word.x1 for word in words]),
        max([word.bottom for word in words]),
        max([word.size for word in words]),
    )


def _left(word: Word) -> float:
    return word.x0
