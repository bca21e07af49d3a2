"""Signs of every kind, drawn here at many sizes: the same one looks the same, and a turned mouth is another sign."""

from __future__ import annotations

import io
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers.model.content import LOOK_SIDE, Look
from parsers.pdf import reader as pdf_reader
from parsers.signs.appearance import ALIKE, MARGIN, STRAIGHT, Looks, Rendered, difference, mouth_curve

MADE = Path(__file__).parents[2] / "fixtures" / "pdf"
MOUTHS = ("smile", "straight", "frown")
FACES: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {  # a face's fill and its lines
    "outline": ((1, 1, 1), (0, 0, 0)),
    "pale outline": ((1, 1, 1), (1, 0.8, 0)),
    "green": ((0, 0.65, 0.3), (0, 0, 0)),
    "yellow": ((1, 0.9, 0.1), (0, 0, 0)),
    "red with white lines": ((0.85, 0.1, 0.15), (1, 1, 1)),
    "black with white lines": ((0, 0, 0), (1, 1, 1)),
    "grey": ((0.6, 0.6, 0.6), (0, 0, 0)),
}
GREEN, YELLOW, RED = (0.0, 0.65, 0.3), (1.0, 0.79, 0.05), (0.89, 0.12, 0.15)


def draw_face(canvas: Canvas, x: float, y: float, size: float, face: str, mouth: str, pen: float = 0.6) -> None:
    fill, line = FACES[face]
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 14, size / 14)
    canvas.setLineWidth(pen)
    canvas.setFillColorRGB(*fill)
    canvas.setStrokeColorRGB(*(line if fill == (1, 1, 1) else (0, 0, 0)))
    canvas.circle(7, 7, 6.5, stroke=1, fill=1)
    canvas.setFillColorRGB(*line)
    canvas.setStrokeColorRGB(*line)
    canvas.circle(4.7, 8.8, 0.7, stroke=0, fill=1)
    canvas.circle(9.3, 8.8, 0.7, stroke=0, fill=1)
    path = canvas.beginPath()
    if mouth == "straight":
        path.moveTo(4, 4.6)
        path.lineTo(10, 4.6)
    elif mouth == "smile":
        path.arc(3.8, 3.2, 10.2, 8.5, 205, 130)
    else:
        path.arc(3.8, 0.8, 10.2, 5.6, 25, 130)
    canvas.drawPath(path)
    canvas.restoreState()


def looks_of(*drawings: tuple[float, str, str]) -> list[Look]:
    """The looks of faces drawn in a row, each of a size, a kind and a mouth, left to right."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(100 * len(drawings) + 100, 200))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(10, 180, "Smiley")
    for k, (size, face, mouth) in enumerate(drawings):
        draw_face(canvas, 50 + 100 * k + 0.37 * k, 60 + 0.23 * k, size, face, mouth)
    canvas.save()
    return looks_in(buffer.getvalue())


def looks_in(data: bytes) -> list[Look]:
    content = pdf_reader.read_pdf(data, "pdfium")
    return [content.looks[symbol.key] for symbol in sorted(content.pages[0].symbols, key=lambda symbol: symbol.x0)]


@pytest.mark.parametrize("face", FACES)
def test_the_mouth_of_a_drawn_face_is_told_at_every_size(face: str) -> None:
    drawings = [(size, face, mouth) for size in (9, 14, 30) for mouth in MOUTHS]
    for (size, _, mouth), look in zip(drawings, looks_of(*drawings), strict=True):
        curve = mouth_curve(look)
        assert curve is not None, (size, mouth)
        told = "straight" if abs(curve) < STRAIGHT else "smile" if curve > 0 else "frown"
        assert told == mouth, (size, curve)


@pytest.mark.parametrize("face", FACES)
def test_one_face_is_alike_at_every_size_and_unlike_with_another_mouth(face: str) -> None:
    drawings = [(size, face, mouth) for size in (9, 14, 30) for mouth in MOUTHS]
    looks = looks_of(*drawings)
    for (a, look_a), (b, look_b) in combinations(zip(drawings, looks, strict=True), 2):
        assert (difference(look_a, look_b) < ALIKE) == (a[2] == b[2]), (a, b)


def test_filled_and_outlined_faces_differ_and_so_do_colours() -> None:
    looks = dict(zip(FACES, looks_of(*((14, face, "smile") for face in FACES)), strict=True))
    for a, b in combinations(("outline", "green", "yellow", "red with white lines", "black with white lines"), 2):
        assert difference(looks[a], looks[b]) > ALIKE, (a, b)


def dot_page(colours: list[tuple[float, float, float]], size: float) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 200))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(10, 180, "Smiley")
    for k, colour in enumerate(colours):
        canvas.setFillColorRGB(*colour)
        canvas.circle(50 + 60 * k, 100, size / 2, stroke=0, fill=1)
    canvas.save()
    return buffer.getvalue()


def test_dots_differ_by_their_colour_alone_and_have_no_mouth() -> None:
    small, large = looks_in(dot_page([GREEN, YELLOW, RED], 8)), looks_in(dot_page([GREEN, YELLOW, RED], 16))
    assert all(mouth_curve(look) is None for look in small + large)
    for (a, one), (b, other) in product(enumerate(small), enumerate(large)):
        assert (difference(one, other) < ALIKE) == (a == b)


def test_a_look_says_the_colour_of_its_sign_and_none_in_black_and_white() -> None:
    [dot] = looks_in(dot_page([GREEN], 12))
    assert dot.colour == pytest.approx((0, 166, 77), abs=8)  # its edge is smoothed into the paper
    [face] = looks_of((14, "outline", "smile"))
    assert face.colour is None


def test_a_picture_looks_like_the_drawing_it_shows() -> None:
    """However coarse its pixels: 40 for a sign of 14 points."""
    for mouth in MOUTHS:
        image = Image.new("RGB", (320, 320), "white")
        pen = ImageDraw.Draw(image)
        pen.ellipse((8, 8, 312, 312), outline="black", width=14)
        for x in (107, 213):
            pen.ellipse((x - 16, 103, x + 16, 135), fill="black")
        if mouth == "straight":
            pen.line((91, 215, 229, 215), fill="black", width=14)
        elif mouth == "smile":
            pen.arc((86, 125, 234, 247), 25, 155, fill="black", width=14)
        else:
            pen.arc((86, 192, 234, 302), 205, 335, fill="black", width=14)
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(200, 200))
        canvas.setFont("Helvetica", 10)
        canvas.drawString(10, 180, "Smiley")
        canvas.drawImage(ImageReader(image.resize((40, 40), Image.Resampling.LANCZOS)), 50, 60, 14, 14)
        canvas.save()
        [shown] = looks_in(buffer.getvalue())
        for other, look in zip(MOUTHS, looks_of(*((14, "outline", other) for other in MOUTHS)), strict=True):
            assert (difference(shown, look) < ALIKE) == (mouth == other), (mouth, other)


def test_a_sign_in_a_shaded_cell_looks_as_it_does_on_white() -> None:
    def page(shade: tuple[float, float, float]) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(200, 200))
        canvas.setFont("Helvetica", 10)
        canvas.drawString(10, 180, "Smiley")
        canvas.setFillColorRGB(*shade)
        canvas.rect(20, 40, 160, 60, stroke=0, fill=1)
        draw_face(canvas, 90, 60, 14, "green", "frown")
        canvas.save()
        return buffer.getvalue()

    [plain], [shaded] = looks_in(page((1, 1, 1))), looks_in(page((0.85, 0.9, 0.96)))
    assert difference(plain, shaded) < ALIKE


def test_a_turned_page_shows_its_signs_upright() -> None:
    upright, turned = (pdf_reader.read_pdf(MADE / f"{name}.pdf") for name in ("stroke_grid", "rotated_90"))
    curves = [sorted(round(mouth_curve(look) or 9, 1) for look in content.looks.values()) for content in (upright, turned)]
    assert curves[0] == curves[1]


@pytest.mark.parametrize(
    "name", ["wingdings_letters", "word_with_emoji_font", "chromium_drawings_black_and_white", "pictures_black_and_white"]
)
def test_the_three_signs_of_a_document_have_three_mouths(name: str) -> None:
    content = pdf_reader.read_pdf(MADE / f"{name}.pdf")
    curves = [mouth_curve(look) for look in content.looks.values()]
    assert all(curve is not None for curve in curves)
    assert {"straight" if abs(curve) < STRAIGHT else "smile" if curve > 0 else "frown" for curve in curves if curve is not None} == set(
        MOUTHS
    )


def test_a_thin_mouth_that_runs_between_two_rows_of_pixels_is_whole() -> None:
    image = Image.new("L", (LOOK_SIDE, LOOK_SIDE), 255)
    pen = ImageDraw.Draw(image)
    pen.ellipse((0, 0, 31, 31), outline=0)
    pen.ellipse((8, 8, 12, 12), fill=0)
    pen.ellipse((19, 8, 23, 12), fill=0)
    pen.point([(9, 20), (10, 21), (11, 22), (20, 22), (21, 21), (22, 20)], fill=0)
    pen.point([(x, y) for x in range(12, 20) for y in (23, 24)], fill=128)
    assert (mouth_curve(Look(image.tobytes(), None)) or 0) > STRAIGHT


def test_what_is_no_face_has_no_mouth() -> None:
    ring = bytes(0 if 13 < ((x - 15.5) ** 2 + (y - 15.5) ** 2) ** 0.5 < 15 else 255 for y in range(LOOK_SIDE) for x in range(LOOK_SIDE))
    tick = bytes(0 if abs(y - (26 - abs(x - 12))) < 2 else 255 for y in range(LOOK_SIDE) for x in range(LOOK_SIDE))
    blank = bytes([255]) * LOOK_SIDE**2
    assert [mouth_curve(Look(grey, None)) for grey in (ring, tick, blank)] == [None, None, None]


looks = st.builds(
    Look,
    st.binary(min_size=LOOK_SIDE**2, max_size=LOOK_SIDE**2),
    st.none() | st.tuples(*[st.integers(0, 255)] * 3),
)


@settings(max_examples=40, deadline=None)
@given(looks, looks)
def test_a_difference_is_the_same_both_ways_and_nothing_from_itself(a: Look, b: Look) -> None:
    assert difference(a, a) == 0
    assert difference(a, b) == pytest.approx(difference(b, a))
    assert 0 <= difference(a, b) <= 1


def test_a_look_is_made_out_when_it_is_asked_for_and_what_shows_no_ink_has_none() -> None:
    paper, ink = b"\xff\xff\xff\x00", b"\x00\x00\x00\x00"
    width = 2 * MARGIN + 10
    blank = Rendered(paper * width * width, width, width)
    line = Rendered(paper * width * (width // 2) + ink * width + paper * width * (width - width // 2 - 1), width, width)
    looks = Looks()
    looks.signs.update(blank=blank, line=line)
    assert "blank" not in looks
    assert list(looks) == ["line"]
    assert looks["line"] is looks["line"]
    assert looks.get("never met") is None


def test_a_sign_covered_on_its_first_page_has_the_look_of_the_page_it_is_seen_on() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for covered in (True, False):
        canvas.drawString(50, 800, "Milepæl")
        canvas.setFillColorRGB(0, 0.6, 0)
        canvas.circle(300, 700, 7, stroke=0, fill=1)
        if covered:
            canvas.setFillColorRGB(1, 1, 1)
            canvas.rect(250, 650, 100, 100, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    content = pdf_reader.read_pdf(buffer.getvalue())
    look = content.looks[content.pages[1].symbols[0].key]
    assert look.colour is not None
    assert max(look.colour) == look.colour[1]
