"""A long text's bytes in, its lines out, portion by portion: each is decoded when it is asked for, so that none of them is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from parsers.model.content import FileContent, Line, UnreadableError
from parsers.text.reader import MOST_CONTROL, encodings, lines_of, text_in

__all__ = ["LongText", "is_long"]

LONG = 2**21  # bytes: five times the longest meeting that is known
PORTION = 2**17  # bytes
NEAR = 2**12  # bytes: so near a cut in running text no table stands
# An item begins here, with a blank line above it
ITEM = re.compile(rb"\n\r?\n(?=(?:Punkt|PUNKT|Dagsordenspunkt|Pkt\.|Sag) (?:nr\. )?\d)")
BLANK = re.compile(rb"\n\r?\n(?![\r\n\f])")
TABLE = re.compile(rb"[\t|<]|[^\s.!?:] {2,}[^\s ]")


def is_long(data: bytes) -> bool:
    """Whether a text is to be read in portions: it is long, and has places to part it at."""
    return len(data) > LONG and encodings(data)[0].startswith("utf-8") and any(_cuts(data))


class LongText:
    """The numbered lines of a text, to be gone through. No table stands on both sides of a portion's end."""

    def __init__(self, data: bytes) -> None:
        """Raises UnreadableError("binary" or "empty_file")."""
        self._data = data
        self._ranges = list(pairwise([0, *_cuts(data), len(data)]))
        self._encoding, self._firsts = self._decoded()

    def _decoded(self) -> tuple[str, list[int]]:
        """The first encoding that gives text, and the number of each portion's first line; the last is of what follows the text."""
        *others, last = encodings(self._data)
        for encoding in others:
            try:
                return encoding, self._numbers(encoding)
            except UnreadableError:
                continue
        return last, self._numbers(last)

    def _numbers(self, encoding: str) -> list[int]:
        letters = controls = 0
        empty, firsts = True, [1]
        for begin, end in self._ranges:
            text, met = text_in(self._data[begin:end], encoding)
            letters, controls, empty = letters + len(text), controls + met, empty and not text.strip()
            firsts.append(firsts[-1] + len(lines_of(text, encoding).lines) - (end < len(self._data)))
        if controls > MOST_CONTROL * letters:
            raise UnreadableError("binary", "the file is full of control codes: it is no text; convert it to PDF or text first")
        if empty:
            raise UnreadableError("empty_file", "the file holds nothing but space")
        return firsts

    @property
    def encoding(self) -> str:
        return self._encoding.removesuffix("-sig")

    @property
    def portions(self) -> int:
        return len(self._ranges)

    def portion(self, number: int) -> FileContent:
        """The lines of one portion, numbered as in the whole text."""
        begin, end = self._ranges[number]
        content = lines_of(text_in(self._data[begin:end], self._encoding)[0], self.encoding, self._firsts[number])
        if end < len(self._data):
            content.lines.pop()  # it is empty: the next portion's first
        return content

    def __iter__(self) -> Iterator[Line]:
        for number in range(self.portions):
            yield from self.portion(number).lines


def _cuts(data: bytes) -> Iterator[int]:
    """Where a portion ends and the next begins: before an item, else at a blank line in running text."""
    begin = 0
    while len(data) - begin > 2 * PORTION:
        cut = _cut_in(data, begin + PORTION, begin + 2 * PORTION) or _cut_in(data, begin + 2 * PORTION, len(data))
        if cut is None:
            return
        yield cut
        begin = cut


def _cut_in(data: bytes, begin: int, end: int) -> int | None:
    if item := ITEM.search(data, begin, end):
        return item.end()
    blanks = (match.end() for match in BLANK.finditer(data, begin, end))
    return next((at for at in blanks if TABLE.search(data, at - NEAR, at + NEAR) is None), None)
