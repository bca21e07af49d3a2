"""A grey picture to the straight lines drawn in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

from parsers.ocr.engine import Box

__all__ = ["straight_lines"]

DARK = 160  # of 255
LEVEL, UPRIGHT = 25.0, 16.0  # points: a shorter run is a letter's stroke, an underline or a fraction's bar
SHORT = 8.0  # points: an upright as short as this stands between two level lines
TOUCH = 2.0  # points: lines that are no further apart meet
THICK = 4.0  # points: a thicker one is a filled area
BRIDGED = 0.5  # points: a scan breaks a thin line for so long
BESIDE = 0.7  # points from a line, where nothing is printed
ALONE = 0.2  # of its length: with more print beside it, it runs through letters


def straight_lines(picture: Image, scale: float) -> list[Box]:
    """Level and upright lines, as boxes in pixels; `scale` is pixels a point."""
    import numpy as np

    dark = np.asarray(picture) < DARK
    level = [(x0, y0, x1, y1) for y0, y1, x0, x1 in _runs(dark, LEVEL, scale)]
    turned = _runs(np.ascontiguousarray(dark.T), SHORT, scale)
    touch = TOUCH * scale
    upright = [
        (x0, y0, x1, y1)
        for x0, x1, y0, y1 in turned
        if y1 - y0 >= UPRIGHT * scale
        or all(any(a - touch < x0 < c + touch and b - touch < y < d + touch for a, b, c, d in level) for y in (y0, y1))
    ]
    return [*level, *upright]


def _runs(dark: Any, shortest: float, scale: float) -> list[tuple[int, int, int, int]]:
    """Long runs along the rows of a mask that stand alone, those in neighbouring rows as one: (first row, last row + 1, start, end)."""
    import numpy as np

    least = shortest * scale
    near = dark.copy()  # a line that is not quite level goes on in the next row
    near[1:] |= dark[:-1]
    near[:-1] |= dark[1:]
    gap = max(1, round(BRIDGED * scale))
    found: list[list[int]] = []
    open_: list[list[int]] = []
    counts = near.sum(axis=1)
    for y in np.flatnonzero(counts >= least * 0.8):
        row = near[y]
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0]))))
        starts, ends = edges[::2], edges[1::2]
        if len(starts) == 0:
            continue
        apart = np.flatnonzero(starts[1:] - ends[:-1] > gap)
        starts, ends = starts[np.concatenate(([0], apart + 1))], ends[np.concatenate((apart, [len(ends) - 1]))]
        long = ends - starts >= least
        still = []
        for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
            for line in open_:
                if line[1] >= y - 1 and line[2] < end and start < line[3]:
                    line[1], line[2], line[3] = int(y) + 1, min(line[2], start), max(line[3], end)
                    break
            else:
                line = [int(y), int(y) + 1, start, end]
                found.append(line)
            if line not in still:
                still.append(line)
        open_ = still
    beside = max(1, round(BESIDE * scale))

    def is_alone(y0: int, y1: int, x0: int, x1: int) -> bool:
        sides = [dark[y, x0:x1] for y in (y0 - beside, y1 + beside - 1) if 0 <= y < len(dark)]
        return all(side.mean() <= ALONE for side in sides)

    return [(y0, y1, x0, x1) for y0, y1, x0, x1 in found if y1 - y0 <= THICK * scale + 2 and is_alone(y0, y1, x0, x1)]
