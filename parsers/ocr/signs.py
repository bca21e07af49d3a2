"""A page's picture, without its words and rules, to the boxes of the signs that are left in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

from parsers.ocr.engine import Box, PictureWord

__all__ = ["signs_in"]

DARK = 160  # of 255: pale signs are darker than their paper by this much at least
CERTAIN = 0.8  # as sure as this that it is a word, it is one; a sign is read as "e", "gg" or "&" with less
LONG = 1.6  # of its height: what is longer is a word, however unsure
BLOCK = 0.8  # points: print no further apart hangs together
MARGIN = 0.4  # points around a word: its letters' blurred edges
SQUARE = 0.75  # the shorter side of a sign against its longer one
LEAST, MOST = 1.1, 5.0  # of the height of most words
FILLED = 0.06  # of its box: less is dirt on the glass, or a corner of a frame


def signs_in(picture: Image, scale: float, words: Sequence[PictureWord], lines: Iterable[Box], height: float) -> list[Box]:
    """The boxes of what is as square and as large as a sign and is no word; `scale` is pixels a point, `height` that of most words."""
    import numpy as np

    dark = np.asarray(picture) < DARK
    dark = dark.copy()
    margin = round(MARGIN * scale)
    covered = [word.box for word in words if is_word(word, height)]
    for x0, top, x1, bottom in [*covered, *lines]:
        dark[max(0, top - margin) : bottom + margin, max(0, x0 - margin) : x1 + margin] = False
    found = []
    for x0, top, x1, bottom in _blobs(dark, max(1, round(BLOCK * scale))):
        across, down = x1 - x0, bottom - top
        longer, shorter = max(across, down), min(across, down)
        if LEAST * height <= longer <= MOST * height and shorter >= SQUARE * longer and dark[top:bottom, x0:x1].mean() >= FILLED:
            found.append((x0, top, x1, bottom))
    return found


def is_word(word: PictureWord, height: float) -> bool:
    """Whether a word as read is one for certain, and no sign that was taken for a letter."""
    x0, top, x1, bottom = word.box
    across, down = x1 - x0, bottom - top
    if across > LONG * down or max(across, down) < LEAST * height:
        return True
    return len(word.text) > 1 and word.confidence >= CERTAIN and any(letter.isalnum() for letter in word.text)


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
