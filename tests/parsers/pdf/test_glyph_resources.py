"""Type3 glyphs that are drawn with a picture which only their page names, as Ghostscript writes colour emoji."""

from __future__ import annotations

import pytest

from parsers.model.content import Symbol
from parsers.pdf.glyph_resources import with_glyph_resources
from parsers.pdf.reader import read_pdf
from tests.parsers.pdf.test_styles import type3
from tests.raw_pdf import raw_pdf, stream, text

PICTURE = stream("abc", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8")
DRAWN = "0 0 d0\n1000 0 0 1000 0 0 cm /P Do"
ELSEWHERE = "/Resources << /ProcSet [/PDF] >>"


def file_of(resources: str) -> bytes:
    content = text("Milepæl", 60, 760) + "BT /T 1 Tf 14 0 0 14 60 700 Tm (a) Tj ET\n"
    font = type3("0.001 0 0 0.001 0 0", resources=resources, glyph=DRAWN)
    return raw_pdf(content, fonts="/T 10 0 R", resources="/XObject << /P 12 0 R >>", objects={**font, 12: PICTURE})


def sign(data: bytes, engine: str = "auto") -> Symbol:
    (page,) = read_pdf(data, engine).pages
    (found,) = page.symbols
    return found


@pytest.mark.parametrize("resources", ["/Resources << /XObject << /P 12 0 R >> >>", ELSEWHERE], ids=["its_own", "of_its_page"])
def test_a_sign_is_seen_wherever_its_picture_is_named(resources: str) -> None:
    found = sign(file_of(resources))
    assert (round(found.x0), round(found.top), round(found.x1), round(found.bottom)) == (60, 128, 74, 142)
    assert found.key is not None


def test_a_file_is_written_anew_only_where_a_glyph_lacks_its_picture() -> None:
    assert with_glyph_resources(file_of("/Resources << /XObject << /P 12 0 R >> >>")) is None
    assert with_glyph_resources(b"no PDF") is None
    whole = with_glyph_resources(file_of(ELSEWHERE))
    assert whole is not None
    assert with_glyph_resources(whole) is None
