"""How text is set: what of it is seen, and how large its letters are, whatever matrix makes them so."""

from __future__ import annotations

import pytest

from parsers.pdf.reader import read_pdf
from tests.raw_pdf import raw_pdf, stream, text

BAR = "0 0 m 600 0 l 600 700 l 0 700 l f"


def type3(matrix: str, *, resources: str = "/Resources << >>", glyph: str = f"700 0 0 0 600 700 d1 {BAR}") -> dict[int, str]:
    """A font whose letters a, b and c are bars, in glyph space a thousand units high."""
    return {
        10: f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 700 700] /FontMatrix [{matrix}] /FirstChar 97 /LastChar 99 "
        f"/Widths [700 700 700] /Encoding << /Type /Encoding /Differences [97 /a /b /c] >> /CharProcs << /a 11 0 R /b 11 0 R /c 11 0 R >> "
        f"{resources} >>",
        11: stream(glyph),
    }


@pytest.fixture(params=["auto", "pdfplumber"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def words(content: str, engine: str, **more: object) -> list[tuple[str, float]]:
    (page,) = read_pdf(raw_pdf(content, **more), engine).pages  # type: ignore[arg-type]
    return [(text, round(word.size)) for word in page.words for text in word.text.split()]  # a page without a table is read by line


@pytest.mark.parametrize(
    ("matrix", "size"),
    [
        ("0.001 0 0 0.001 0 0", 10),
        ("0.1 0 0 0.1 0 0", 0.1),
        ("1 0 0 1 0 0", 0.01),
        ("0.001 0 0 -0.001 0 0", 10),
        ("0.00001 0 0 0.00001 0 0", 1000),
    ],
)
def test_a_type3_font_may_have_any_matrix(matrix: str, size: float, engine: str) -> None:
    content = text("Ny bro", 60, 760) + f"BT /T {size} Tf 1 0 0 1 60 700 Tm (abc) Tj ET\n"
    read = words(content, engine, fonts="/T 10 0 R", objects=type3(matrix))
    assert [word for word, _ in read] == ["Ny", "bro", "abc"]
    assert 5 <= read[2][1] <= 20


@pytest.mark.parametrize("size", [-10, -1, 1, 0.01, 1000])
def test_letters_may_have_any_size_that_their_matrix_makes_readable(size: float, engine: str) -> None:
    scale = 10 / size
    content = f"BT /F {size} Tf {scale} 0 0 {scale} 60 700 Tm (Ny cykelsti) Tj ET\n"
    assert words(content, engine) == [("Ny", 10), ("cykelsti", 10)]


def test_letters_that_only_clip_are_seen_where_something_is_painted_in_them(engine: str, request: pytest.FixtureRequest) -> None:
    if engine == "pdfplumber":
        request.applymarker(pytest.mark.xfail(strict=True, reason="the second engine takes them for invisible, and says so"))
    hidden = "q BT /F 20 Tf 7 Tr 1 0 0 1 60 600 Tm (Hemmelig) Tj ET Q\n"
    painted = "q BT /F 20 Tf 7 Tr 1 0 0 1 60 700 Tm (Ny cykelsti) Tj ET 0 0 0 rg 0 650 500 100 re f Q\n"
    read = [word for word, _ in words(text("Dato: 1. maj 2031", 60, 780) + painted + hidden, engine)]
    assert " ".join(read) == "Dato: 1. maj 2031 Ny cykelsti"


def test_a_font_of_which_only_one_letter_looks_like_a_face_prints_letters(engine: str) -> None:
    """Of a spreadsheet's column names "B" has two eyes and a mouth."""
    font = {
        10: "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Kolonner /FirstChar 65 /LastChar 68 /Widths [667 667 722 722] "
        "/FontDescriptor 11 0 R >>",
        11: "<< /Type /FontDescriptor /FontName /ABCDEF+Kolonner /Flags 32 /FontBBox [0 0 800 800] /ItalicAngle 0 /Ascent 800 "
        "/Descent 0 /CapHeight 700 /StemV 80 >>",
    }
    names = "".join(f"BT /C 10 Tf 1 0 0 1 {100 + 100 * k} 700 Tm ({name}) Tj ET\n" for k, name in enumerate("ABCD"))
    (page,) = read_pdf(raw_pdf(text("Milepæl", 60, 760) + names, fonts="/C 10 0 R", objects=font), engine).pages
    assert [word.text for word in page.words] == ["Milepæl", "A", "B", "C", "D"]
    assert page.symbols == []
