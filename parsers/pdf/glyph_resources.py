"""A PDF in, the same one out in which each Type3 glyph has what it is drawn with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

__all__ = ["with_glyph_resources"]


def with_glyph_resources(data: bytes) -> bytes | None:
    """The file with the pictures that its Type3 fonts lack taken from their pages; None where none is lacking, or it cannot be read.

    Ghostscript names a colour emoji's picture by the page's resources and not by its font's, as viewers that look there too let pass.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if not sum(map(_completed, pdf.pages)):
                return None
            written = io.BytesIO()
            pdf.save(written)
            return written.getvalue()
    except (pikepdf.PdfError, pikepdf.PasswordError, RecursionError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _completed(page: pikepdf.Page) -> int:
    """Gives a page's Type3 fonts the page's own pictures that they lack; how many."""
    pictures: Any = page.resources.get("/XObject", {})
    given = 0
    for font in _type3_fonts(page):
        own = font.get("/Resources")
        if own is None or not pictures:
            continue  # without any, a glyph is drawn with its page's
        if "/XObject" not in own:
            own["/XObject"] = {}
        for name, picture in pictures.items():
            if name not in own["/XObject"]:
                own["/XObject"][name] = picture
                given += 1
    return given


def _type3_fonts(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    for font in page.resources.get("/Font", {}).values():
        if font.get("/Subtype") == "/Type3":
            yield font
