"""A scanned page of a PDF to its content, by its picture."""

from __future__ import annotations

from ctypes import addressof, c_char, c_float, c_void_p
from typing import TYPE_CHECKING

from parsers.model.content import FileContent, PageContent, PlacedNote
from parsers.pdf import pdfium
from parsers.pdf.coordinates import view_of
from parsers.signs.appearance import Looks

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["is_ready", "read_scan"]

DPI = 300  # pixels an inch: what letters are told best at
PIXELS_MOST = 40_000_000  # of a page's picture: a poster is read at fewer an inch
UNSURE = 0.6  # a word read with less is a doubt of its row


def is_ready() -> bool:
    from parsers.ocr.engine import is_available

    return is_available()


def read_scan(handle: c_void_p, number: int, looks: Looks, content: FileContent) -> PageContent:
    """The page as its picture shows it. How sure each word is goes into `content.word_confidences`, what is unsure into its marks."""
    from parsers.ocr.page import read_picture

    picture, dpi = _picture(handle)
    made = read_picture(picture, number, dpi, looks)
    content.word_confidences[number] = list(zip(made.page.words, made.confidences, strict=True))
    for word, confidence in content.word_confidences[number]:
        if confidence < UNSURE:
            content.marks.append(PlacedNote("word_unsure", number, word[1:5], word.text))
    content.notes.append(("read_by_ocr", number, ""))
    if made.dropped:
        content.notes.append(("sign_read_as_letter", number, " ".join(made.dropped)))
    return made.page


def _picture(handle: c_void_p) -> tuple[Image, float]:
    """The page as shown, and how many pixels an inch it has."""
    from PIL import Image

    view = view_of(handle)
    scale = min(DPI / 72, (PIXELS_MOST / max(view.width * view.height, 1.0)) ** 0.5)
    across, down = max(1, round(view.width * scale)), max(1, round(view.height * scale))
    pixels = bytearray(across * down * 4)
    bitmap = pdfium.create_bitmap(across, down, pdfium.BGRX, addressof(c_char.from_buffer(pixels)), across * 4)
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        matrix, clip = (c_float * 6)(scale, 0, 0, scale, 0, 0), (c_float * 4)(0, 0, across, down)
        pdfium.render(bitmap, handle, addressof(matrix), addressof(clip), 0)
    finally:
        pdfium.destroy_bitmap(bitmap)
    return Image.frombuffer("RGB", (across, down), bytes(pixels), "raw", "BGRX", 0, 1), scale * 72
