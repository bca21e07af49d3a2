"""A text in, where something can begin out: a long pattern is tried at those places alone, most letters and words are passed by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

from parsers.model import late_regex as regex

__all__ = ["TextWords", "ToldOfWords", "in_small_ascii", "in_small_letters", "is_latin", "matches_at", "texts_with"]

MOST_WORDS = 2**15  # that are remembered: a language's words come again and again
T = TypeVar("T")

_NO_LETTER = re.compile(r"[\W\d_½¼¾¹²³⁰-⁹]")
# The same in Latin-1, a byte each: told in a tenth of the time
_LETTERS_AND_BLANKS = bytes(ord(" ") if _NO_LETTER.match(chr(code)) else code for code in range(256))


def texts_with(texts: Sequence[str], marks: Iterable[str], *, small: bool = False) -> list[int]:
    """Which texts have one of the marks, in letters of any size if `small`: each mark is looked for in all of them in one go.

    The marks are of ASCII letters.
    """
    whole = "\n".join(texts).encode("latin-1", "replace")  # a byte each letter
    if small:
        whole = whole.lower()
    begins = list(accumulate([len(text) + 1 for text in texts]))  # of the text behind each
    found: set[int] = set()
    for mark in marks:
        sought = mark.encode("ascii")
        at = whole.find(sought)
        while at >= 0:
            number = bisect_right(begins, at)
            found.add(number)
            at = whole.find(sought, begins[number])
    return sorted(found)


def in_small_ascii(text: str) -> str:
    """The text with its ASCII letters small, in a tenth of the time of all letters; what is beyond Latin-1 is '?'."""
    return text.encode("latin-1", "replace").lower().decode("latin-1")


def in_small_letters(text: str) -> str:
    """The text in small letters, each where it stands in the text: 'İ' is two letters when small, and stays as it is."""
    plain = text.lower()
    return plain if len(plain) == len(text) else "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


class ToldOfWords(dict[str, T | None]):
    """What `tell` says of each word; it is asked once a word, and says nothing of most of them."""

    def __init__(self, tell: Callable[[str], T | None]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> T | None:
        if len(self) >= MOST_WORDS:
            self.clear()
        told = self[word] = self._tell(word)
        return told


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin-1's: each is whole, and takes a byte."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


class TextWords:
    """The words of a text: 'i 2031 afsættes' has 'i' and 'afsættes'."""

    def __init__(self, text: str) -> None:
        blank = text.encode("latin-1").translate(_LETTERS_AND_BLANKS).decode("latin-1") if is_latin(text) else _NO_LETTER.sub(" ", text)
        self._words = blank.split(" ")
        self._lengths: list[int] = []  # of all words before each

    def told(self, of_words: ToldOfWords[T]) -> list[tuple[int, str, T]]:
        """The words that something is told of, in printed order: (where, word, what)."""
        told = list(map(of_words.__getitem__, self._words))
        if not any(told):
            return []
        if not self._lengths:
            self._lengths = list(accumulate(map(len, self._words), initial=0))
        # a letter that is none parts each from the next
        return [(self._lengths[number] + number, self._words[number], what) for number, what in enumerate(told) if what]


def matches_at(begins: re.Pattern[str], pattern: regex.Pattern[str], text: str, start: int = 0) -> Iterator[regex.Match[str]]:
    """What `pattern.finditer` gives from `start` on, if all that it matches begins where `begins` does, which is a letter wide at most."""
    end = start
    for begin in begins.finditer(text, start):
        if begin.start() >= end and (match := pattern.match(text, begin.start())):
            end = match.end()
            yield match
