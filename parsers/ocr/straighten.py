"""A scanned page's picture to one whose lines run level: by the angle at which its print falls into the clearest lines."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["levelled", "skew", "straightened"]

MOST_SKEW = 3.0  # degrees: a page on the glass lies straighter than that
COARSE, FINE = 0.5, 0.1  # degrees from one try to the next
SMALL = 900  # pixels: the longer side of the picture that is tried on
LEAST_SKEW = 0.05  # degrees: less moves no line by a pixel
DARK = 140  # of 255


def straightened(picture: Image, angle: float) -> Image:
    """The picture turned back by its skew, on white."""
    if abs(angle) < LEAST_SKEW:
        return picture
    from PIL.Image import Resampling

    return picture.rotate(-angle, resample=Resampling.BICUBIC, fillcolor="white")


def levelled(x: float, y: float, size: tuple[int, int], angle: float) -> tuple[float, float]:
    """Where a point of a picture of that size stands once it is straightened."""
    if abs(angle) < LEAST_SKEW:
        return x, y
    across, down, turn = x - size[0] / 2, y - size[1] / 2, radians(angle)
    return size[0] / 2 + across * cos(turn) - down * sin(turn), size[1] / 2 + across * sin(turn) + down * cos(turn)


def skew(picture: Image) -> float:
    """Degrees, against the clock, by which the print is turned."""
    small = picture.reduce(max(1, max(picture.size) // SMALL)).convert("L")
    print_ = small.point(lambda grey: 255 if grey < DARK else 0)
    steps = round(MOST_SKEW / COARSE)
    coarse = max((step * COARSE for step in range(-steps, steps + 1)), key=lambda angle: (_clearness(print_, angle), -abs(angle)))
    fine = round(COARSE / FINE)
    return max((coarse + step * FINE for step in range(-fine, fine + 1)), key=lambda angle: (_clearness(print_, angle), -abs(angle)))


def _clearness(print_: Image, angle: float) -> float:
    """How much the rows of the picture, turned back by `angle`, differ from one to the next."""
    import numpy as np

    rows = np.asarray(print_.rotate(-angle, fillcolor=0)).sum(axis=1, dtype=np.int64)
    return float((np.diff(rows).astype(np.float64) ** 2).sum())
