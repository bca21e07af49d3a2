"""Words to printed lines, from top to bottom and left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from parsers.model.content import Word
from parsers.tables.settings import TEXT

__all__ = ["WordLine", "lines_of", "parted", "without"]


LEFT = attrgetter("x0")


class WordLine(NamedTuple):
    """Words of one line from left to right. `size` is that of its largest letters."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        return " ".join([word.text + word.hyphen for word in self.words])


_new_line = partial(tuple.__new__, WordLine)  # from all six of its fields: half the time of its own constructor
_new_word = partial(tuple.__new__, Word)  # so, too


def parted(words: Iterable[Word]) -> list[Word]:
    """The words with the first of several given as one by itself: a column's border may stand behind it."""
    each: list[Word] = []
    for word in words:
        text, x0, top, x1, bottom, size, bold, end, begin, hyphen = word
        first, _, rest = text.partition(" ") if end else (text, "", "")
        if rest:
            each.append(_new_word((first, x0, top, end, bottom, size, bold, 0.0, 0.0, "")))
            each.append(_new_word((rest, begin, top, x1, bottom, size, bold, 0.0, 0.0, hyphen)))
        else:
            each.append(word)
    return each


def lines_of(words: Sequence[Word]) -> list[WordLine]:
    """Lines in reading order; a raised or smaller word stays on the line it touches."""
    if len(words) < 2:
        return [_new_line(([word], *word[1:6])) for word in words]
    lines = _lines_as_drawn(words)
    return lines if lines is not None else _sorted_lines(words)


def _lines_as_drawn(words: Sequence[Word]) -> list[WordLine] | None:
    """The lines of words that come in reading order, as most do; None when they do not."""
    lines: list[WordLine] = []
    each = iter(words)
    word = next(each)
    _, left, high, right, low, size, _, _, _, _ = word  # of the line so far; `size` is its first word's
    line, begun, middle = [word], left, high + low  # where its last word begins; where it stands, doubled
    tolerance = 2 * TEXT.y_tolerance
    for word in each:
        _, x0, top, x1, bottom, letters, _, _, _, _ = word
        step, room = top + bottom - middle, tolerance * (size if size > letters else letters)
        if step > room:
            lines.append(_new_line((line, left, high, right, low, size)))
            line, left, high, right, low, size, middle = [word], x0, top, x1, bottom, letters, top + bottom
        elif step < -room or x0 < begun or x0 < right - letters or letters > size:
            return None
        else:
            line.append(word)
            right = x1 if x1 > right else right
            high = top if top < high else high
            low = bottom if bottom > low else low
        begun = x0
    lines.append(_new_line((line, left, high, right, low, size)))
    return lines


def _sorted_lines(words: Sequence[Word]) -> list[WordLine]:
    placed = sorted([(word.top + word.bottom, word.x0, i) for i, word in enumerate(words)])
    lines: list[WordLine] = []
    line: list[Word] = []
    tolerance = 2 * TEXT.y_tolerance
    middle = size = 0.0  # of the line's largest word; the middle is doubled, as in `placed`
    for at, _, i in placed:
        word = words[i]
        if line and at - middle > tolerance * max(size, word.size):
            lines.append(_line(line))
            line = []
        if not line or word.size > size:
            middle, size = at, word.size
        line.append(word)
    lines.append(_line(line))
    return lines


def _line(words: list[Word]) -> WordLine:
    words.sort(key=LEFT)
    _, lefts, tops, rights, bottoms, sizes, _, _, _, _ = zip(*words, strict=True)
    return WordLine(words, lefts[0], min(tops), max(rights), max(bottoms), max(sizes))


def without(words: list[Word], lines: Iterable[WordLine]) -> list[Word]:
    """The words that stand on none of these lines."""
    taken = {id(word) for line in lines for word in line.words}
    return [word for word in words if id(word) not in taken] if taken else words
