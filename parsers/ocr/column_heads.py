"""A header's words that were not read: what looks like a sign in a header's line is read again, for no table has signs there.

"Tid" alone above a column gives the engine no line to find, and is as square as a smiley.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parsers.ocr.engine import Box, PictureWord, readings_of
from parsers.ocr.form_words import DOUBTED, is_head
from parsers.profile.labels import labels

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["without_heads"]

WIDE = 2  # times its width: as many letters of a word may hang together with none of it


def without_heads(signs: Sequence[Box], words: Sequence[PictureWord], picture: Image, dpi: float) -> tuple[list[Box], list[PictureWord]]:
    """The boxes that are signs, and the words, with those of a table's header that were taken for signs."""
    heads = list(filter(is_head, words))
    kept, read = [], list(words)
    grey = picture.convert("L") if heads else picture
    for box in signs:
        beside = next((head for head in heads if box[1] < (head.box[1] + head.box[3]) / 2 < box[3]), None)
        box_of_word = _to_the_next(box, words) if beside is not None else box
        meant = _head_in(box_of_word, grey, dpi) if beside is not None else None
        if beside is None or meant is None:
            kept.append(box)
            continue
        read = [word for word in read if word is beside or not _meet(word.box, box)]
        read.insert(read.index(beside), PictureWord(meant, box_of_word, beside.baseline, DOUBTED))
    return kept, read


def _to_the_next(box: Box, words: Sequence[PictureWord]) -> Box:
    """The box, made wide enough for the letters that hang together with none of it, but not for the next word."""
    x0, top, x1, bottom = box
    right = min(
        (word.box[0] for word in words if word.box[0] >= x1 and word.box[1] < bottom and top < word.box[3]), default=x1 + WIDE * (x1 - x0)
    )
    return x0, top, min(right, x1 + WIDE * (x1 - x0)), bottom


def _head_in(box: Box, grey: Image, dpi: float) -> str | None:
    """The only heading of a column that is read in a box, however it is looked at."""
    known = labels().headers
    found = {text for text, _ in readings_of(grey, box, dpi) if text.casefold() in known}
    return found.pop() if len(found) == 1 else None


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
