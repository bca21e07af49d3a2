"""The second opinion: pages drawn here, read through pdfplumber."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers.model.content import FileContent, PageContent, SymbolForm, UnreadableError
from parsers.pdf import pdfplumber_reader

MADE = Path(__file__).parents[2] / "fixtures" / "pdf"
HEIGHT = 842.0

Draw = Callable[[Canvas], None]


def pdf(*draws: Draw, **options: object) -> bytes:
    """One page for each drawing, in 10 point Helvetica until it says otherwise."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595.0, HEIGHT), **options)
    for draw in draws:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def content(*draws: Draw) -> FileContent:
    return pdfplumber_reader.read_with_pdfplumber(pdf(*draws))


def only_page(draw: Draw) -> PageContent:
    return content(draw).pages[0]


def texts(page: PageContent) -> list[str]:
    return [word.text for word in page.words]


def say(text: str, x: float = 60, y: float = 700) -> Draw:
    return lambda canvas: canvas.drawString(x, y, text)


def test_words_stand_where_they_are_printed() -> None:
    page = only_page(say("Der er afsat", 60, 700))
    assert texts(page) == ["Der", "er", "afsat"]
    first = page.words[0]
    assert (first.x0, round(first.bottom, 1), first.size) == (60, round(HEIGHT - 700 + 2.1, 1), 10)


def test_only_the_pages_asked_for_are_read() -> None:
    read = pdfplumber_reader.read_with_pdfplumber(pdf(say("et"), say("to"), say("tre")), pages=[2, 3])
    assert [(page.number, texts(page)) for page in read.pages] == [(2, ["to"]), (3, ["tre"])]
    assert read.page_count == 3


def test_a_hyphen_at_a_lines_end_is_taken_off_and_kept_beside_the_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "sommer-")
        canvas.drawString(60, 688, "fugle")

    first = only_page(draw).words[0]
    assert (first.text, first.hyphen) == ("sommer", "-")


def test_a_soft_hyphen_says_that_it_is_one() -> None:
    read = pdfplumber_reader.read_with_pdfplumber((MADE / "broken_by_soft_hyphen.pdf").read_bytes())
    assert {word.hyphen for page in read.pages for word in page.words} == {"", "\u00ad"}


def test_a_hyphen_within_a_line_stays_on_its_word() -> None:
    assert texts(only_page(say("Social- og"))) == ["Social-", "og"]


def test_a_letter_printed_twice_is_bold_and_no_second_letter() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Tid")
        canvas.drawString(60.3, 700, "Tid")

    assert texts(only_page(draw)) == ["Tid"]


def test_invisible_and_white_words_are_no_words_of_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "synlig")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 680, "hvid")
        canvas.setFillColorRGB(0, 0, 0)
        hidden = canvas.beginText(60, 660)
        hidden.setTextRenderMode(3)
        hidden.textOut("skjult")
        canvas.drawText(hidden)

    read = content(draw)
    assert texts(read.pages[0]) == ["synlig"]
    assert read.notes == [("invisible_text", 1, "hvid skjult")]


def test_white_words_on_a_dark_ground_are_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.3)
        canvas.rect(50, 690, 200, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 700, "Smiley")

    assert texts(only_page(draw)) == ["Smiley"]


def test_slanted_print_behind_the_page_is_its_watermark() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Brødtekst")
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 80)
        canvas.drawString(0, 0, "UDKAST")

    page = only_page(draw)
    assert page.watermark == "UDKAST"
    assert texts(page) == ["Brødtekst"]


def test_strokes_and_thin_rectangles_are_rules_and_large_ones_fills() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(50, 700, 250, 700)
        canvas.rect(50, 600, 200, 0.5, stroke=0, fill=1)
        canvas.setFillGray(0.9)
        canvas.rect(50, 500, 200, 30, stroke=0, fill=1)
        canvas.rect(50, 400, 200, 30, stroke=1, fill=0)

    page = only_page(draw)
    assert sorted({round(HEIGHT - rule.bottom) for rule in page.rules if rule.x1 - rule.x0 > 100}) == [400, 430, 600, 700]
    assert [(fill.x0, fill.x1, fill.colour) for fill in page.fills] == [(50, 250, (230, 230, 230))]


def face(canvas: Canvas, x: float, y: float, *, glad: bool) -> None:
    canvas.circle(x, y, 6)
    canvas.circle(x - 2, y + 2, 0.6, fill=1)
    canvas.circle(x + 2, y + 2, 0.6, fill=1)
    corners, middle = (y - 2, y - 4) if glad else (y - 4, y - 2)
    canvas.bezier(x - 3, corners, x - 1, middle, x + 1, middle, x + 3, corners)


def test_a_drawn_face_is_one_symbol_and_a_smile_is_not_a_frown() -> None:
    def draw(canvas: Canvas) -> None:
        for x, glad in ((100, True), (200, False), (300, True)):
            face(canvas, x, 700, glad=glad)
        canvas.line(397, 697, 403, 697)
        canvas.circle(400, 700, 6)

    page = only_page(draw)
    assert [symbol.form for symbol in page.symbols] == [SymbolForm.DRAWING] * 4
    smile, frown, again, flat = (symbol.key for symbol in sorted(page.symbols, key=lambda symbol: symbol.x0))
    assert smile == again
    assert len({smile, frown, flat}) == 3
    assert not page.rules  # the straight mouth is part of its face


def test_pictures_that_differ_in_nothing_but_their_masks_are_two() -> None:
    def picture(left: int) -> ImageReader:
        image = Image.new("RGBA", (20, 20), (0, 0, 0, 255))
        image.paste((0, 0, 0, 0), (left, 0, left + 10, 20))
        return ImageReader(image)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture(0), 100, 700, 14, 14, mask="auto")
        canvas.drawImage(picture(10), 200, 700, 14, 14, mask="auto")

    page = only_page(draw)
    assert len({symbol.key for symbol in page.symbols}) == len(page.symbols) == 2


def test_what_is_larger_than_a_sign_is_no_symbol() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (50, 50), "red")), 100, 600, 120, 120)
        canvas.circle(300, 300, 80)

    assert not only_page(draw).symbols


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_displayed(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*{90: (595, 0), 180: (595, HEIGHT), 270: (0, HEIGHT)}[turn])
        canvas.rotate(turn)
        canvas.drawString(60, 100, "Milepæl")
        canvas.line(60, 90, 200, 90)

    turned = io.BytesIO()
    with pypdfium2.PdfDocument(pdf(draw)) as opened:
        opened[0].set_rotation(turn)
        opened.save(turned)
    page = pdfplumber_reader.read_with_pdfplumber(turned.getvalue()).pages[0]
    width, height = (595.0, HEIGHT) if turn == 180 else (HEIGHT, 595.0)
    assert (page.width, page.height) == (width, height)
    word, rule = page.words[0], page.rules[0]
    assert (word.text, round(word.x0), round(word.bottom)) == ("Milepæl", 60, round(height - 100 + 2.1))
    assert [round(side) for side in rule] == [60, round(height - 90), 200, round(height - 90)]


def test_a_cropped_page_counts_from_the_corner_that_is_displayed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((40, 50, 540, 800))
        canvas.drawString(100, 700, "inde")
        canvas.drawString(10, 700, "ude")

    page = only_page(draw)
    assert (page.width, page.height, texts(page)) == (500, 750, ["inde"])
    assert (page.words[0].x0, round(page.words[0].bottom, 1)) == (60, 102.1)


def test_a_pdf_that_wants_a_password_says_so() -> None:
    with pytest.raises(UnreadableError) as told:
        pdfplumber_reader.read_with_pdfplumber((MADE / "wants_a_password.pdf").read_bytes())
    assert told.value.code == "password"


def test_a_page_whose_object_is_damaged_says_so() -> None:
    whole = (MADE / "stroke_grid.pdf").read_bytes()
    with pytest.raises(UnreadableError) as told:
        pdfplumber_reader.read_with_pdfplumber(whole.replace(b"/Rotate 0", b"/Rotate  ", 1))
    assert told.value.code == "broken_pdf"


def test_what_is_no_pdf_says_so() -> None:
    with pytest.raises(UnreadableError) as told:
        pdfplumber_reader.read_with_pdfplumber(b"%PDF-1.7 and then nothing of the kind")
    assert told.value.code == "broken_pdf"
