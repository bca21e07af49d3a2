"""Numbers that a form has at fixed places, read again by themselves where what was read there is none.

A column with nothing but "1." in a line gives the engine no line to find, and it reads "ale". Among digits and points alone it reads a
number: what is read surely in any way to look at it, and never otherwise, is taken, and is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parsers.model import late_regex as regex
from parsers.ocr.engine import Box, PictureWord, sure_readings
from parsers.ocr.form_words import DOUBTED, are_in_line, is_head
from parsers.profile.labels import TIME_WORDS

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["with_numbers_again"]

LETTERS = "0123456789."
ORDINAL = regex.compile(r"\d\.")  # of a round
TITLE_NUMBER = regex.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\.")  # of an initiative
PRINTED_NUMBER = regex.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}[a-h]?[.:)]?")
SHORT = 6  # letters: a longer word is no number that was misread
BESIDE = 1.5  # of a letter's height: what stands no further to the left is in the same cell
ABOVE = 1.0, 2.2  # of a letter's height, from foot to foot: where a cell's line above is
WIDE = 1.8  # of a letter's height: an ordinal and its point


def with_numbers_again(words: Sequence[PictureWord], picture: Image, dpi: float) -> list[PictureWord]:
    """The words of a page's grey picture, those of the form put right, with its numbers."""
    read = list(words)
    for head in filter(is_head, words):
        first = min((word for word in words if are_in_line(word, head)), key=lambda word: word.box[0], default=head)
        if any(map(str.isdigit, first.text)) and not PRINTED_NUMBER.fullmatch(first.text):
            _read_again(read, first, first.box, TITLE_NUMBER, picture, dpi)
    for word in (word for word in words if word.text in TIME_WORDS):
        before, box = _ordinal_of(word, words)
        if before is None or (len(before.text) <= SHORT and not ORDINAL.fullmatch(before.text)):
            _read_again(read, before or word, box, ORDINAL, picture, dpi)
    return read


def _read_again(read: list[PictureWord], word: PictureWord, box: Box, number: regex.Pattern[str], picture: Image, dpi: float) -> None:
    """Puts the number that stands in a box in the place of a word, or before it, where the box is not the word's own."""
    sure = {text for text in sure_readings(picture, box, dpi, LETTERS) if number.fullmatch(text)}
    if len(sure) == 1 and word in read:
        at, again = read.index(word), PictureWord(sure.pop(), box, box[3], DOUBTED)
        read[at : at + (box == word.box)] = [again]


def _ordinal_of(word: PictureWord, words: Sequence[PictureWord]) -> tuple[PictureWord | None, Box]:
    """What was read before a round's word, beside it or in the line above, and its box; where nothing was, that of the line above."""
    x0, top, _, bottom = word.box
    height = bottom - top
    beside = [other for other in words if are_in_line(other, word) and 0 <= x0 - other.box[2] <= BESIDE * height]
    above = [
        other
        for other in words
        if abs(other.box[0] - x0) <= height and ABOVE[0] * height <= word.baseline - other.baseline <= ABOVE[1] * height
    ]
    if before := [*beside, *above]:
        return before[0], before[0].box
    step = ABOVE[0] * height
    return None, (x0, round(top - step), round(x0 + WIDE * height), round(bottom - step))
