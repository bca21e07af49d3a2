"""Raised marks of notes: "0,4¹ mio." is no 0,41, and "kontrakten 1 er" no word and a number."""

from __future__ import annotations

from parsers.model.content import Word
from parsers.pdf.measures import DESCENT

__all__ = ["SMALLER", "is_raised", "marked", "raised"]

SMALLER = 0.98  # of the size: letters so much smaller than their word may be the mark of a note; browsers set them at 0.83
SMALL = 0.86  # of the size,
HIGHER = 0.15, 0.7  # of the size, where they stand so far above its baseline;
CLEARLY = 0.25  # and nearly as large ones so far
NEAR = -0.15, 0.3  # of the size: how far a mark begins from its word's end
LONGEST = 2  # digits
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    return text.translate(RAISED_DIGITS)


def is_raised(mark_size: float, mark_bottom: float, size: float, bottom: float) -> bool:
    """Whether characters are smaller than the word before them and stand above its baseline."""
    above = bottom - mark_bottom - DESCENT * (size - mark_size)
    return mark_size <= SMALLER * size and (HIGHER[0] if mark_size <= SMALL * size else CLEARLY) * size <= above <= HIGHER[1] * size


def marked(words: list[Word]) -> list[Word]:
    """The words, with marks that were read as words of their own at the end of the word they belong to."""
    marks = [at for at, word in enumerate(words) if len(word[0]) <= LONGEST and word[0].isdecimal() and not word.hyphen]
    gone: set[int] = set()
    for at in marks:
        mark = words[at]
        for k, word in enumerate(words):
            size = word.size
            if (
                NEAR[0] * size <= mark.x0 - word.x1 <= NEAR[1] * size
                and is_raised(mark.size, mark.bottom, size, word.bottom)
                and not word.hyphen
            ):
                words[k] = word._replace(text=word.text + raised(mark.text), x1=max(word.x1, mark.x1))
                gone.add(at)
                break
    return [word for at, word in enumerate(words) if at not in gone] if gone else words
