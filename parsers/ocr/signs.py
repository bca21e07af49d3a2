"""A page's picture, without its words and rules, to the boxes of the signs that are left in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from parsers.model import late_regex as regex

if TYPE_CHECKING:
    from PIL.Image import Image

from parsers.ocr.engine import Box, PictureWord

__all__ = ["signs_in"]

DARK = 160  # of 255
PALE = 45  # of 255: a yellow sign is hardly darker than its paper, but in blue by as much at least; a shaded cell is less so
SPECK = 1  # pixels around each that it is smoothed with, before it may be pale: a sensor's grain is as strong
CERTAIN = 0.8  # as sure as this that it is a word, it is one; a sign is read as "e", "gg" or "&" with less
SHORT = 3  # letters that an unsure word is made of, where it may be a sign
TALLER = 1.3  # times such a word's height, at least
LONG = 1.6  # of its height: what is longer is a word, however unsure
APART = 0.8, 2.0  # points: print no further apart hangs together; a fax leaves the larger gaps in an outline
MARGIN = 0.4  # points around a word: its letters' blurred edges
SQUARE = 0.75  # the shorter side of a sign against its longer one
LEAST, MOST = 1.1, 5.0  # of the height of most words
IN_LEGEND = regex.compile(r"\W*\p{L}\W*[:;]")  # a sign and the colon behind it: "☺:" is read as "O:" or "G):"
FRAMED = 0.5  # of what is around a sign: with more ink there it is part of something larger
FILLED = 0.06  # of its box: less is dirt on the glass, or a corner of a frame


def signs_in(picture: Image, scale: float, words: Sequence[PictureWord], lines: Iterable[Box], height: float) -> list[Box]:
    """The boxes of what is as square and as large as a sign and is no word; `scale` is pixels a point, `height` that of most words."""
    import numpy as np

    margin = round(MARGIN * scale)
    sure = [word.box for word in words if is_word(word, height) and not _is_doubtful(word)]
    doubtful = [word.box for word in words if is_word(word, height) and _is_doubtful(word)]
    found: list[Box] = []
    for ink in (_pale(picture), np.asarray(picture.convert("L")) < DARK):
        mask = ink.copy()
        for x0, top, x1, bottom in [*sure, *lines]:
            mask[max(0, top - margin) : bottom + margin, max(0, x0 - margin) : x1 + margin] = False
        for apart in APART:
            blobs = (_without_colon(box, mask) for box in _blobs(mask, max(1, round(apart * scale))))
            signs = (box for box in blobs if _may_be_sign(box, mask, height) and not _is_within(box, doubtful))
            found += [box for box in signs if _is_on_paper(box, ink, margin) and not any(_meet(box, other) for other in found)]
    return found


def _without_colon(box: Box, mask: Any) -> Box:
    """The widest part of a box that no gap runs through from top to bottom: a legend prints a colon close behind a sign."""
    import numpy as np

    x0, top, x1, bottom = box
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask[top:bottom, x0:x1].any(axis=0).view(np.int8), [0]))))
    begin, end = max(edges.reshape(-1, 2).tolist(), key=lambda part: part[1] - part[0])
    rows = np.flatnonzero(mask[top:bottom, x0 + begin : x0 + end].any(axis=1))
    return int(x0 + begin), int(top + rows[0]), int(x0 + end), int(top + rows[-1]) + 1


def _may_be_sign(box: Box, mask: Any, height: float) -> bool:
    x0, top, x1, bottom = box
    longer, shorter = max(x1 - x0, bottom - top), min(x1 - x0, bottom - top)
    return LEAST * height <= longer <= MOST * height and shorter >= SQUARE * longer and mask[top:bottom, x0:x1].mean() >= FILLED


def _is_doubtful(word: PictureWord) -> bool:
    return word.confidence < CERTAIN and len(word.text) <= SHORT


def _is_within(box: Box, words: Iterable[Box]) -> bool:
    """Whether it is no taller than a word that it meets: of a sign only the middle may be read as one."""
    return any(_meet(box, word) and box[3] - box[1] < TALLER * (word[3] - word[1]) for word in words)


def _is_on_paper(box: Box, ink: Any, margin: int) -> bool:
    """Whether there is paper around it: what words and rules leave of a shaded cell is no sign."""
    x0, top, x1, bottom = box
    sides = ink[max(0, top - margin) : bottom + margin, max(0, x0 - margin) : x1 + margin]
    around = sides.sum() - ink[top:bottom, x0:x1].sum()
    return bool(around <= FRAMED * (sides.size - (bottom - top) * (x1 - x0)))


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _pale(picture: Image) -> Any:
    """Where a picture differs from its paper in any of red, green and blue."""
    import numpy as np
    from PIL.ImageChops import darker
    from PIL.ImageFilter import BoxBlur

    weakest = np.asarray(reduce(darker, picture.split()).filter(BoxBlur(SPECK)))
    return weakest < np.median(weakest[::4, ::4]) - PALE


def is_word(word: PictureWord, height: float) -> bool:
    """Whether a word as read is one for certain, and no sign that was taken for a letter."""
    x0, top, x1, bottom = word.box
    across, down = x1 - x0, bottom - top
    if across > LONG * down or max(across, down) < LEAST * height:
        return True
    if len(word.text) == 1 or word.confidence < CERTAIN or IN_LEGEND.fullmatch(word.text):
        return False
    return any(letter.isalnum() for letter in word.text)


def _blobs(dark: Any, block: int) -> Iterator[Box]:
    """What hangs together in a mask, looked at in blocks of so many pixels: the box of each, fitted to its pixels."""
    import numpy as np

    rows, columns = dark.shape[0] // block, dark.shape[1] // block
    coarse = dark[: rows * block, : columns * block].reshape(rows, block, columns, block).any(axis=(1, 3))
    left = set(map(tuple, np.argwhere(coarse).tolist()))
    while left:
        start = left.pop()
        members, waiting = [start], [start]
        while waiting:
            y, x = waiting.pop()
            near = [(y + down, x + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
            for cell in near:
                if cell in left:
                    left.remove(cell)
                    members.append(cell)
                    waiting.append(cell)
        top, x0 = (min(cell[axis] for cell in members) * block for axis in (0, 1))
        bottom, x1 = ((max(cell[axis] for cell in members) + 1) * block for axis in (0, 1))
        ys, xs = np.flatnonzero(dark[top:bottom, x0:x1].any(axis=1)), np.flatnonzero(dark[top:bottom, x0:x1].any(axis=0))
        yield int(x0 + xs[0]), int(top + ys[0]), int(x0 + xs[-1]) + 1, int(top + ys[-1]) + 1
