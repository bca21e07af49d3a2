"""Small capitals, which programs print as capitals of a smaller size: "Forsøg med" where a page shows "FORSØG MED"."""

from __future__ import annotations

from collections.abc import Set

from parsers.model.content import Word
from parsers.pdf.measures import DESCENT

__all__ = ["are_small", "lowered"]

SMALLER = 0.65, 0.87  # of the capitals' size: browsers take 0.7, Word and LibreOffice 0.8
LINE = 2.0  # of the capitals' size: the next line begins no lower
SAME = 0.05  # of the size: of two baselines, and of two sizes


def are_small(size: float, bottom: float, capital: float, capital_bottom: float) -> bool:
    """Whether capitals are small ones beside another on their line."""
    baseline, other = bottom - DESCENT * size, capital_bottom - DESCENT * capital
    return SMALLER[0] * capital <= size <= SMALLER[1] * capital and abs(baseline - other) < SAME * capital


def lowered(words: list[Word], sizes: Set[tuple[float, float]]) -> list[Word]:
    """The words with those of small capitals alone in small letters, by the sizes (small, capital) of the page's other words of them."""
    if not sizes:
        return words
    return [word._replace(text=word.text.lower()) if word.text.isupper() and _goes_on(word, words, sizes) else word for word in words]


def _goes_on(word: Word, words: list[Word], sizes: Set[tuple[float, float]]) -> bool:
    """Whether a word of small capitals stands on the line of words that begin with a capital, or goes on below them in a heading."""
    capitals = [capital for small, capital in sizes if abs(word.size - small) < SAME * small]
    for other in words if capitals else ():
        if any(abs(other.size - capital) < SAME * capital for capital in capitals):
            below = word.bold and other.bold and 0 < word.top - other.top < LINE * other.size
            if are_small(word.size, word.bottom, other.size, other.bottom) or below:
                return True
    return False
