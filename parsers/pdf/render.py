"""A sign's place on an open page to its pixels."""

from __future__ import annotations

from ctypes import addressof, c_char, c_float, c_void_p

from parsers.pdf import pdfium
from parsers.signs.appearance import MARGIN, SHARP, Rendered

__all__ = ["rendered"]


def rendered(page: c_void_p, box: tuple[float, float, float, float]) -> Rendered | None:
    """What is printed within `box` (displayed points, of some width and height) on pdfium's open page; None where all is of one colour."""
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    scale = SHARP / max(width, height)
    across, down = round(width * scale) + 2 * MARGIN, round(height * scale) + 2 * MARGIN
    pixels = bytearray(across * down * 4)
    bitmap = pdfium.create_bitmap(across, down, pdfium.BGRX, addressof(c_char.from_buffer(pixels)), across * 4)
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        matrix = (c_float * 6)(scale, 0, 0, scale, MARGIN - x0 * scale, MARGIN - top * scale)
        clip = (c_float * 4)(0, 0, across, down)
        pdfium.render(bitmap, page, addressof(matrix), addressof(clip), 0)
    finally:
        pdfium.destroy_bitmap(bitmap)
    shown = pixels.count(pixels[:4]) < across * down  # a sign may be covered, or clipped away, and be seen on another page
    return Rendered(bytes(pixels), across, down) if shown else None
