"""Signs of print that Ghostscript gives the name of a letter, the sum of their own two bytes: "–" (U+2013) is "3" (0x20 + 0x13)."""

from __future__ import annotations

from ctypes import addressof, c_char, c_double, c_float, c_void_p

from parsers.pdf import pdfium

__all__ = ["may_be_summed", "named_by_height"]

SIGNS = "–—‘’•…"
_SUMS = {chr((ord(sign) >> 8) + (ord(sign) & 0xFF)): sign for sign in SIGNS}
LOW = 0.5  # of a line's height: digits and capitals are taller, these signs are not
PROGRAM = b"Ghostscript"
LONGEST = 512  # bytes of a program's name


def may_be_summed(document: int) -> bool:
    """Whether an open file says that Ghostscript wrote it."""
    buffer = (c_char * LONGEST)()
    pdfium.meta_text(document, b"Producer", addressof(buffer), LONGEST)
    return PROGRAM in buffer.raw.replace(b"\0", b"")


def named_by_height(string: str, text: c_void_p) -> str:
    """A page's text with the signs in place of the digits and capitals that are as low as they."""
    edges, loose = (c_double * 4)(), (c_float * 4)()
    chars = list(string)
    for index, char in enumerate(chars):
        if char in _SUMS and pdfium.glyph_box(text, index, *(c_void_p(addressof(edges) + 8 * k) for k in range(4))):
            pdfium.loose_box(text, index, loose)
            _, _, bottom, top = edges
            if top - bottom < LOW * (loose[1] - loose[3]):
                chars[index] = _SUMS[char]
    return "".join(chars)
