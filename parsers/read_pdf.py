"""A PDF's bytes to a Document through pdfium: words, rules, fills and signs of each displayed page."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, create_string_buffer
from pathlib import Path

from parsers import pdfium
from parsers.document import Document, Ink, InkForm, Page, UnreadableError
from parsers.ink import difference, look_of
from parsers.pdf_shapes import drawn, sign_sized
from parsers.pdf_text import printed
from parsers.pdf_view import view_of

MEDIA_TYPE = "application/pdf"
ENGINE = "pdfium"
SAME = 0.1  # of a difference between looks: the same glyph of a font that does not say which
LOOKS_MOST = 2_000  # of one document: more different drawings than that are no signs
_PASSWORD_WANTED = 4  # FPDF_ERR_PASSWORD


def read(source: bytes | Path | str, engine: str = "auto") -> Document:
    """The whole file. Raises UnreadableError: `password`, `broken_pdf` or `scan_without_text`."""
    document = Document(MEDIA_TYPE, ENGINE)
    document.pages = list(pages(source, document, engine))
    return document


def pages(source: bytes | Path | str, document: Document, engine: str = "auto") -> Iterator[Page]:
    """The pages one by one, for files too long to hold; looks, notes and the page count go into `document` on the way."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    buffer = create_string_buffer(data, len(data))
    handle = pdfium.load_document(addressof(buffer), len(data), None)
    if not handle:
        if pdfium.last_error() == _PASSWORD_WANTED:
            raise UnreadableError("password", "the PDF wants a password: save it without one and put that file in its place")
        raise UnreadableError("broken_pdf", "the PDF is damaged: fetch it again from its source, or open and save it anew")
    try:
        document.page_count = pdfium.page_count(handle)
        for index in range(document.page_count):
            yield _page(handle, index, document)
    finally:
        pdfium.close_document(handle)


def _page(handle: int, index: int, document: Document) -> Page:
    number = index + 1
    with pdfium.opened_page(handle, index) as page:
        if page is None:
            raise UnreadableError("broken_pdf", f"page {number} of the PDF is damaged: fetch it again from its source")
        view = view_of(page)
        with pdfium.opened_text(page) as text:
            text_layer = printed(text, view)
        shapes = drawn(handle, page, view)
        inks = [_known(ink, page, document) for ink in text_layer.inks + shapes.inks]
    document.notes.extend((code, number, words) for code, words in text_layer.notes + shapes.notes)
    return Page(
        number,
        view.width,
        view.height,
        text_layer.words,
        shapes.rules,
        shapes.fills,
        inks,
        text_layer.watermark,
        ENGINE,
    )


def _known(ink: Ink, page: int, document: Document) -> Ink:
    """The ink with its look in the document, rendered once for each key."""
    looks = document.looks
    box = ink.x0, ink.top, ink.x1, ink.bottom
    if ink.key in looks or not sign_sized(box) or len(looks) >= LOOKS_MOST:
        return ink
    look = look_of(page, box)
    if look is None:
        return ink
    if ink.key is None:
        alike = (InkForm.GLYPH, "", ink.char)
        others = [key for key in looks if isinstance(key, tuple) and key[:3] == alike]
        key = next((key for key in others if difference(looks[key], look) < SAME), (*alike, len(others)))
        ink = ink._replace(key=key)
    looks.setdefault(ink.key, look)
    return ink
