"""A PDF's bytes to a Document through pdfium: words, rules, fills and signs of each displayed page."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, create_string_buffer
from pathlib import Path

from parsers import pdfium
from parsers.document import Document, Page, UnreadableError
from parsers.pdf_shapes import drawn
from parsers.pdf_text import printed
from parsers.pdf_view import view_of

MEDIA_TYPE = "application/pdf"
ENGINE = "pdfium"
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
    with pdfium.opened_page(handle, index) as page:
        if page is None:
            raise UnreadableError("broken_pdf", f"page {index + 1} of the PDF is damaged: fetch it again from its source")
        view = view_of(page)
        with pdfium.opened_text(page) as text:
            text_layer = printed(text, view)
        shapes = drawn(handle, page, view)
    number = index + 1
    document.notes.extend((code, number, words) for code, words in text_layer.notes + shapes.notes)
    return Page(
        number,
        view.width,
        view.height,
        text_layer.words,
        shapes.rules,
        shapes.fills,
        text_layer.inks + shapes.inks,
        text_layer.watermark,
        ENGINE,
    )
