"""A page's own coordinates to the displayed page: points from its top left, turned and cropped as a viewer shows it."""

from __future__ import annotations

from ctypes import addressof, c_float, c_void_p
from typing import NamedTuple

from parsers.pdf import pdfium

__all__ = ["Box", "View", "view_of"]

Box = tuple[float, float, float, float]  # left, top, right, bottom: displayed


class View(NamedTuple):
    """x = a·X + c·Y + e and y = b·X + d·Y + f, for X and Y in the page's own points."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float
    turns: int  # quarter turns, clockwise

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Left, top, right and bottom as displayed, of a box given by any two opposite corners."""
        a, b, c, d, e, f, *_ = self
        left, right = a * x0 + c * y0 + e, a * x1 + c * y1 + e
        top, bottom = b * x0 + d * y0 + f, b * x1 + d * y1 + f
        if left > right:
            left, right = right, left
        return (left, top, right, bottom) if top <= bottom else (left, bottom, right, top)

    def direction(self, dx: float, dy: float) -> tuple[float, float]:
        return self.a * dx + self.c * dy, self.b * dx + self.d * dy

    def y(self, x: float, y: float) -> float:
        return self.b * x + self.d * y + self.f


_BOX = (c_float * 4)()
_BOX_AT = addressof(_BOX)


def view_of(page: c_void_p) -> View:
    """How the page is displayed. pdfium applies neither /Rotate nor the corner of the crop box to what stands on a page."""
    pdfium.page_box(page, _BOX_AT)
    left, top, right, bottom = _BOX
    turns = pdfium.page_rotation(page) % 4
    width, height = right - left, top - bottom
    if turns == 0:
        return View(1, 0, 0, -1, -left, top, width, height, 0)
    if turns == 1:
        return View(0, 1, 1, 0, -bottom, -left, height, width, 1)
    if turns == 2:
        return View(-1, 0, 0, 1, right, -bottom, width, height, 2)
    return View(0, -1, -1, 0, top, right, height, width, 3)
