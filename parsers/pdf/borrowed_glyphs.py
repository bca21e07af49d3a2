"""Glyphs that a program borrowed from another font, as the "₂" of "CO₂": pdfium gives them as words of their own."""

from __future__ import annotations

from parsers.model.content import Word

__all__ = ["is_borrowed", "rejoined", "stands_within"]

MOST = 2  # letters
TOUCHING = 0.04  # of the size: no space between two words is so narrow
LEVEL = 0.2  # of the size: how far baselines of one line lie apart


def is_borrowed(text: str) -> bool:
    """Whether a word is so short, and begins with a character that many fonts lack."""
    return len(text) <= MOST and (text[0] > "\xff" or text == "-")


def stands_within(x0: float, x1: float, bottom: float, word: Word) -> bool:
    """Whether a glyph stands in the gap that a run of words leaves for it."""
    return word.x0 < x0 and x1 < word.x1 and abs(word.bottom - bottom) < LEVEL * word.size


def rejoined(words: list[Word]) -> list[Word]:
    """The words, with each glyph that touches the word before it put to its end, and the word that touches the glyph behind both."""
    for glyph in [word for word in words if is_borrowed(word[0])]:
        before = next((word for word in words if word is not glyph and _touch(word, glyph)), None)
        if before is None or before.hyphen:
            continue
        after = next((word for word in words if word is not before and _touch(glyph, word)), None)
        last = glyph if after is None else after
        text = before.text + glyph.text + (after.text if after is not None else "")
        whole = before._replace(text=text, x1=last.x1, hyphen=last.hyphen)
        if after is not None and not before.first and after.first:
            whole = whole._replace(first=after.first, second=after.second)
        elif not before.first and after is None:
            whole = whole._replace(first=0.0, second=0.0)
        words = [whole if word is before else word for word in words if word is not glyph and word is not after]
    return words


def _touch(word: Word, other: Word) -> bool:
    near = TOUCHING * word.size
    return -near < other.x0 - word.x1 < near and _are_level(word, other)


def _are_level(word: Word, other: Word) -> bool:
    return abs(word.bottom - other.bottom) < LEVEL * word.size
