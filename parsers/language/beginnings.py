"""A text in, where something can begin out: a long pattern is tried at those places alone, and most letters are passed by fast."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.model import late_regex as regex

__all__ = ["in_small_letters", "matches_at", "words_of"]

_WORD = re.compile(r"([^\W\d_½¼¾¹²³⁰-⁹]+)")


def in_small_letters(text: str) -> str:
    """The text in small letters, each where it stands in the text: 'İ' is two letters when small, and stays as it is."""
    plain = text.lower()
    return plain if len(plain) == len(text) else "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def words_of(text: str) -> list[tuple[int, str]]:
    """'i 2031 afsættes' → [(0, 'i'), (7, 'afsættes')]."""
    parts = _WORD.split(text)  # half the time of a match each
    words: list[tuple[int, str]] = []
    at = 0
    for gap, word in zip(parts[::2], parts[1::2], strict=False):
        at += len(gap)
        words.append((at, word))
        at += len(word)
    return words


def matches_at(begins: re.Pattern[str], pattern: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    """What `pattern.finditer` gives, if all that it matches begins where `begins` does, which is a letter wide at most."""
    end = 0
    for begin in begins.finditer(text):
        if begin.start() >= end and (match := pattern.match(text, begin.start())):
            end = match.end()
            yield match
