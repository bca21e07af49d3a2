"""A place on an open page to its pixels: a sign's, or a strip of the page."""

from __future__ import annotations

from ctypes import addressof, c_char, c_float, c_void_p, string_at
from hashlib import blake2b
from typing import Any

from parsers.pdf import pdfium
from parsers.signs.appearance import MARGIN, SHARP, Rendered

__all__ = ["picture_digest", "rendered", "rendered_region"]

Box = tuple[float, float, float, float]  # left, top, right, bottom: displayed points


def rendered(page: c_void_p, box: Box) -> Rendered | None:
    """What is printed within `box`, of some width and height, on pdfium's open page; None where all is of one colour."""
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    scale = SHARP / max(width, height)
    across, down = round(width * scale) + 2 * MARGIN, round(height * scale) + 2 * MARGIN
    pixels = _pixels(page, scale, MARGIN - x0 * scale, MARGIN - top * scale, across, down)
    shown = pixels.count(pixels[:4]) < across * down  # a sign may be covered, or clipped away, and be seen on another page
    return Rendered(bytes(pixels), across, down) if shown else None


def rendered_region(page: c_void_p, box: Box, scale: float) -> Rendered:
    """What is printed within `box`, at so many pixels a point."""
    x0, top, x1, bottom = box
    across, down = max(1, round((x1 - x0) * scale)), max(1, round((bottom - top) * scale))
    return Rendered(bytes(_pixels(page, scale, -x0 * scale, -top * scale, across, down)), across, down)


def _pixels(page: c_void_p, scale: float, right: float, below: float, across: int, down: int) -> bytearray:
    """Four bytes a pixel of the displayed page scaled and moved `right` and `below`, on white."""
    pixels = bytearray(across * down * 4)
    bitmap = pdfium.create_bitmap(across, down, pdfium.BGRX, addressof(c_char.from_buffer(pixels)), across * 4)
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        matrix = (c_float * 6)(scale, 0, 0, scale, right, below)
        clip = (c_float * 4)(0, 0, across, down)
        pdfium.render(bitmap, page, addressof(matrix), addressof(clip), 0)
    finally:
        pdfium.destroy_bitmap(bitmap)
    return pixels


def picture_digest(document: int, page: c_void_p, item: Any) -> str:
    """The same for pictures that are the same, as they are stored and as they are shown: two may differ in nothing but their masks."""
    digest = blake2b(digest_size=12)
    length = pdfium.image_data(item, 0, 0)
    if length:
        data = bytearray(length)
        pdfium.image_data(item, addressof(c_char.from_buffer(data)), length)
        digest.update(data)
    bitmap = pdfium.rendered_image(document, page, item)
    if bitmap:
        digest.update(string_at(pdfium.bitmap_buffer(bitmap), pdfium.bitmap_stride(bitmap) * pdfium.bitmap_height(bitmap)))
        pdfium.destroy_bitmap(bitmap)
    return digest.hexdigest()
