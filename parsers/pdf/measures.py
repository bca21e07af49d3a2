"""How large, how dark and how near what is printed must be to count as what: the same for both engines. Points, unless said."""

from __future__ import annotations

__all__ = [
    "DARK",
    "DESCENT",
    "DOT_LEAST",
    "LARGE",
    "PARTS_MOST",
    "SATURATED",
    "SIGN_LEAST",
    "SIGN_MOST",
    "SMALL",
    "THIN",
    "TOUCH",
    "WHITE",
    "Box",
    "holds",
    "holds_middle",
    "sign_sized",
]

Box = tuple[float, float, float, float]  # left, top, right, bottom: displayed

DESCENT = 0.21  # of the size: how far a word's box reaches below its baseline; the fonts' own figures are too often wrong
LARGE = 20.0  # slanted print of this size is a watermark
THIN = 3.0  # a filled area no thicker is a rule
SIGN_LEAST = 4.0  # no sign is smaller
SIGN_MOST = 90.0  # nor larger
SMALL = 45.0  # rules and fills no larger may be part of a sign, larger ones edge and shade cells
SQUARE = 2.0  # times: no sign is longer than this one way than the other
DOT_LEAST = 7.0  # a smaller round spot without a colour is a bullet
TOUCH = 0.3  # paths this near each other are one drawing
PARTS_MOST = 1_000  # of one page's drawings: more is a map or a chart, or text turned to outlines
SATURATED = 60  # of 255: between the strongest and the weakest of red, green and blue
WHITE = 250  # of 255: each of them
DARK = 200  # of 255: white print is seen on what is darker in red, green or blue


def sign_sized(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) >= SIGN_LEAST and max(width, height) <= min(SIGN_MOST, SQUARE * min(width, height))


def holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def holds_middle(box: Box, inner: Box) -> bool:
    return holds(box, (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2)
