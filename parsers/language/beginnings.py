"""A text in, where something can begin out: a long pattern is tried at those places alone, most letters and words are passed by."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate
from typing import TypeVar

from parsers.model import late_regex as regex

__all__ = ["TextWords", "ToldOfWord", "ToldOfWords", "in_small_ascii", "in_small_letters", "is_latin", "matches_at"]

MOST_WORDS = 2**15  # that are remembered: a language's words come again and again
T = TypeVar("T")
ToldOfWord = tuple[int, str, T]  # where it stands, the word, and what is told of it

_NO_LETTER = re.compile(r"[\W\d_½¼¾¹²³⁰-⁹]")
# The same in Latin-1, a byte each: told in a tenth of the time
_LETTERS_AND_BLANKS = bytes(ord(" ") if _NO_LETTER.match(chr(code)) else code for code in range(256))


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

    def told(self, of_words: ToldOfWords[T]) -> list[ToldOfWord[T]]:
        """The words that something is told of, in printed order."""
        told = list(map(of_words.__getitem__, self._words))
        if not any(told):
            return []
        if not self._lengths:
            self._lengths = list(accumulate(map(len, self._words), initial=0))
        # a letter that is none parts each from the next
        return [(self._lengths[number] + number, self._words[number], what) for number, what in enumerate(told) if what]


def matches_at(begins: re.Pattern[str], pattern: regex.Pattern[str], text: str, start: int = 0) -> list[regex.Match[str]]:
    """What `pattern.finditer` gives from `start` on, if all that it matches begins where `begins` does, which is a letter wide at most."""
    found: list[regex.Match[str]] = []
    end = start
    for begin in begins.finditer(text, start):
        if (at := begin.start()) >= end and (match := pattern.match(text, at)):
            end = match.end()
            found.append(match)
    return found
