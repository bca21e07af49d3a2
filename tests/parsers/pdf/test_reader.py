"""Pages drawn here, and the made PDFs beside this file, read back: every word, rule and sign where a reader of the page sees it."""

from __future__ import annotations

import contextlib
import gc
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection
from ctypes import c_void_p
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from parsers.model.content import FileContent, PageContent, SymbolForm, UnreadableError, Word
from parsers.pdf import reader as pdf_reader
from parsers.pdf.coordinates import View
from parsers.pdf.labels_on_page import has_label
from parsers.pdf.page_reader import FirstReading, PageReader
from parsers.pdf.script import Script
from parsers.pdf.second_opinion import SecondOpinion
from parsers.pdf.styles import FontMemory
from parsers.pdf.tokens import Print
from parsers.pdf.words import printed

MADE = Path(__file__).parents[2] / "fixtures" / "pdf"
A4 = (595.0, 842.0)


def drawn(draw: Callable[[Canvas], None], *, size: tuple[float, float] = A4, **options: object) -> bytes:
    """A PDF of one page that `draw` draws, in 10 point Helvetica until it says otherwise."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, **options)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def page_of(draw: Callable[[Canvas], None], **options: object) -> PageContent:
    return pdf_reader.read_pdf(drawn(draw, **options), "pdfium").pages[0]


def table_page(draw: Callable[[Canvas], None]) -> PageContent:
    """A page whose geometry is read, for it has a label of these tables on it."""

    def labelled(canvas: Canvas) -> None:
        canvas.drawString(500, 820, "Milepæl")
        draw(canvas)

    return page_of(labelled)


def document_of(draw: Callable[[Canvas], None]) -> FileContent:
    return pdf_reader.read_pdf(drawn(draw), "pdfium")


def texts(page: PageContent) -> list[str]:
    return [text for word in page.words for text in (word.text + word.hyphen).split()]


def as_seen(page: PageContent) -> list[tuple[str, int, int]]:
    return [(word.text, round(word.x0), round(word.bottom)) for word in page.words]


# Words


def test_a_page_of_many_print_operations_is_read_to_its_last() -> None:
    """pdfium is asked about some hundred of them at once."""
    places = [(40 + 50 * column, 800 - 12 * row) for row in range(60) for column in range(10)]

    def draw(canvas: Canvas) -> None:
        for number, (x, y) in enumerate(places):
            canvas.setFont("Helvetica", 6 + number % 3)
            canvas.drawString(x, y, f"ord{number}")

    page = page_of(draw)
    assert texts(page) == [f"ord{number}" for number in range(len(places))]
    assert [(round(word.x0), round(word.size)) for word in page.words] == [(x, 6 + n % 3) for n, (x, _) in enumerate(places)]


def test_words_come_line_by_line_from_the_left_whatever_the_order_of_the_file() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(300, 700, "to tre")
        canvas.drawString(50, 650, "fire")
        canvas.drawString(50, 700, "en")

    assert texts(page_of(draw)) == ["en", "to", "tre", "fire"]


def test_a_word_s_box_is_its_advance_wide_and_its_size_tall_around_the_baseline() -> None:
    [word] = page_of(lambda canvas: canvas.drawString(50, 700, "Grusvej")).words
    assert word.x0 == pytest.approx(50, abs=0.5)
    assert word.x1 == pytest.approx(50 + stringWidth("Grusvej", "Helvetica", 10), abs=0.5)
    assert (word.top, word.bottom) == (pytest.approx(842 - 700 - 7.9), pytest.approx(842 - 700 + 2.1))
    assert (word.size, word.bold) == (10, False)


def test_a_run_with_no_more_than_a_space_between_its_words_is_one_word_that_tells_where_the_second_begins() -> None:
    [word] = page_of(lambda canvas: canvas.drawString(50, 700, "beretning om et og andet")).words
    assert (word.text, round(word.x0)) == ("beretning om et og andet", 50)
    assert word.first == pytest.approx(50 + stringWidth("beretning", "Helvetica", 10), abs=0.5)
    assert word.second == pytest.approx(50 + stringWidth("beretning ", "Helvetica", 10), abs=0.5)
    assert word.x1 == pytest.approx(50 + stringWidth("beretning om et og andet", "Helvetica", 10), abs=0.5)


def test_words_with_more_than_a_space_between_them_stand_alone() -> None:
    """One print operation may set a whole row of a table."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 700)
        text.setFont("Helvetica", 10)
        text.setWordSpace(40)
        text.textOut("Drift Tid Smiley")
        text.setWordSpace(0)
        canvas.drawText(text)
        canvas.drawString(50, 680, "Anlæg      Tid      Smiley")
        canvas.drawString(50, 660, "Milepæl")

    words = page_of(draw).words
    assert [word.text for word in words] == ["Drift", "Tid", "Smiley", "Anlæg", "Tid", "Smiley", "Milepæl"]
    assert words[1].x0 == pytest.approx(words[0].x1 + 42.8, abs=0.5)


def test_the_words_of_a_justified_line_stand_where_they_are_set() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 700)
        text.setFont("Helvetica", 10)
        text.setWordSpace(2)
        text.textOut("en linje med lige marginer")
        canvas.drawText(text)
        canvas.drawString(50, 660, "Milepæl")

    line, _ = page_of(draw).words
    assert line.text == "en linje med lige marginer"
    assert line.second == pytest.approx(line.first + 4.8, abs=0.5)
    assert line.x1 == pytest.approx(50 + stringWidth("en linje med lige marginer", "Helvetica", 10) + 8, abs=0.5)


def test_letters_set_apart_do_not_move_words() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 700)
        text.setFont("Helvetica", 10)
        text.setCharSpace(1)
        text.textOut("spatieret tekst her")
        canvas.drawText(text)
        canvas.drawString(50, 660, "Milepæl")

    words = page_of(draw).words
    assert words[-2].x1 == pytest.approx(50 + stringWidth("spatieret tekst her", "Helvetica", 10) + 18, abs=1.1)
    assert words[0].x1 == pytest.approx(50 + stringWidth("spatieret", "Helvetica", 10) + 8, abs=1.1)


def test_words_of_touching_cells_are_not_one_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Drift")
        canvas.drawString(51.6 + stringWidth("Drift", "Helvetica", 10), 700, "Tid")
        canvas.drawString(50, 680, "overskrider")
        canvas.drawString(46 + stringWidth("overskrider", "Helvetica", 10), 680, "Kant")

    assert texts(page_of(draw)) == ["Drift", "Tid", "overskrider", "Kant"]


def test_a_word_set_in_two_fonts_is_one_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "halv")
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(50 + stringWidth("halv", "Helvetica", 10), 700, "fed")

    assert texts(page_of(draw)) == ["halvfed"]


def test_letters_set_one_by_one_on_a_page_with_few_lines_are_words() -> None:
    """pdfium takes such a page's lines for columns, and breaks the line after each letter."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in (
            (55, 765, "3.2. Mentorer"),
            (55, 755, "for unge"),
            (365, 765, "Tid"),
            (170, 765, "Drift"),
            (55, 745, "Intet nyt"),
        ):
            for letter in text:
                canvas.drawString(x, y, letter)
                x += stringWidth(letter, "Helvetica", 10)

    assert texts(page_of(draw)) == ["3.2.", "Mentorer", "Drift", "Tid", "for", "unge", "Intet", "nyt"]


def test_a_hyphen_at_a_line_s_end_stands_beside_the_word_it_broke() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "legeplads-")
        canvas.drawString(50, 688, "udvalget")

    words = page_of(draw).words
    assert [(word.text, word.hyphen) for word in words] == [("legeplads", "-"), ("udvalget", "")]


def test_a_hyphen_within_a_line_stays_in_its_word() -> None:
    assert texts(page_of(lambda canvas: canvas.drawString(50, 700, "ikke-brændbart og Social- og andet"))) == [
        "ikke-brændbart",
        "og",
        "Social-",
        "og",
        "andet",
    ]


def test_bold_is_told_by_the_font_and_by_print_that_is_filled_and_outlined() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(50, 700, "fed")
        text = canvas.beginText(50, 680)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(2)
        text.textOut("kantet")
        text.setTextRenderMode(0)
        text.textOut(" mager")
        canvas.drawText(text)

    assert [word.bold for word in page_of(draw).words] == [True, True, False]


def test_a_word_printed_twice_for_boldness_comes_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "fed skrift")
        canvas.drawString(50.4, 700, "fed skrift")
        canvas.drawString(50, 680, "og og igen")

    assert texts(page_of(draw)) == ["fed", "skrift", "og", "og", "igen"]


def test_what_no_reader_sees_is_noted_and_is_no_word() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 700)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(3)
        text.textOut("usynligt")
        text.setTextRenderMode(0)
        canvas.drawText(text)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(50, 680, "hvidt")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica", 0.4)
        canvas.drawString(50, 660, "bittesmåt")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(700, 640, "udenfor")
        canvas.drawString(50, 620, "synligt")

    content = document_of(draw)
    assert texts(content.pages[0]) == ["synligt"]
    noted = " ".join(words for code, page, words in content.notes if code == "invisible_text" and page == 1)
    assert set(noted.split()) == {"usynligt", "hvidt", "bittesmåt", "udenfor"}


def test_white_print_on_a_dark_cell_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.4)
        canvas.rect(40, 690, 200, 24, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(50, 700, "Overskrift")

    assert texts(page_of(draw)) == ["Overskrift"]


def test_slanted_print_is_a_watermark_when_it_is_large_and_a_note_when_it_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "brødtekst")
        for size, text in ((60, "UDKAST"), (9, "stempel")):
            canvas.saveState()
            canvas.translate(200, 300)
            canvas.rotate(40)
            canvas.setFont("Helvetica", size)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    content = document_of(draw)
    assert texts(content.pages[0]) == ["brødtekst"]
    assert content.pages[0].watermark == "UDKAST"
    assert ("slanted_text", 1, "stempel") in content.notes


def test_print_on_end_is_noted() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "brødtekst, som de fleste ord")
        canvas.translate(20, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "lodret ord")

    content = document_of(draw)
    assert texts(content.pages[0]) == ["brødtekst,", "som", "de", "fleste", "ord"]
    assert ("vertical_text", 1, "lodret ord") in content.notes


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_reads_as_it_is_displayed(turns: int) -> None:
    def upright(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "første linje")
        canvas.drawString(50, 680, "anden")
        canvas.drawString(300, 700, "celle")
        canvas.line(40, 670, 400, 670)

    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90 * turns)
        canvas.rotate(90 * turns)
        canvas.translate(*{1: (0, -A4[1]), 2: (-A4[0], -A4[1]), 3: (-A4[0], 0)}[turns])
        upright(canvas)

    expected, page = page_of(upright), page_of(turned)
    assert (page.width, page.height) == A4
    assert as_seen(page) == as_seen(expected)
    assert [tuple(map(round, rule)) for rule in page.rules] == [tuple(map(round, rule)) for rule in expected.rules]


def test_positions_count_from_the_corner_of_what_is_displayed() -> None:
    page = page_of(lambda canvas: canvas.drawString(150, 700, "ord"), cropBox=(100, 50, 500, 750))
    assert (page.width, page.height) == (400, 700)
    assert as_seen(page) == [("ord", 50, 52)]


# Rules and fills


def test_a_stroke_a_thin_rectangle_and_a_boxed_cell_are_the_same_rules() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(1)
        canvas.line(50, 700, 250, 700)
        canvas.rect(50, 649.5, 200, 1, stroke=0, fill=1)
        canvas.rect(50, 560, 200, 40)

    rules = sorted(table_page(draw).rules, key=lambda rule: (rule.top, rule.x0))
    assert [tuple(round(edge, 1) for edge in rule) for rule in rules] == [
        (50, 141.5, 250, 142.5),
        (50, 191.5, 250, 192.5),
        (50, 241.5, 250, 242.5),
        (49.5, 242, 50.5, 282),
        (249.5, 242, 250.5, 282),
        (50, 281.5, 250, 282.5),
    ]


def test_a_table_drawn_as_one_path_gives_each_of_its_rules() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for y in (700, 650, 600):
            path.moveTo(50, y)
            path.lineTo(450, y)
        for x in (50, 250, 450):
            path.moveTo(x, 700)
            path.lineTo(x, 600)
        canvas.drawPath(path)

    rules = table_page(draw).rules
    assert sum(rule.x1 - rule.x0 > 300 for rule in rules) == 3
    assert sum(rule.bottom - rule.top > 90 for rule in rules) == 3


def test_what_is_drawn_within_a_form_stands_where_the_form_is_placed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("tabel")
        canvas.line(0, 0, 100, 0)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(5, 5, "Tid")
        canvas.endForm()
        for x, y in ((50, 700), (250, 500)):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.scale(2, 1)
            canvas.doForm("tabel")
            canvas.restoreState()

    page = table_page(draw)
    assert [rule.x0 for rule in page.rules] == pytest.approx([50, 250], abs=1.5)
    assert [rule.x1 for rule in page.rules] == pytest.approx([250, 450], abs=1.5)
    assert [(rule.top + rule.bottom) / 2 for rule in page.rules] == pytest.approx([142, 342], abs=0.1)
    assert as_seen(page)[1:] == [("Tid", 60, 139), ("Tid", 260, 339)]


def test_a_shaded_cell_is_a_fill_and_a_white_one_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(0, 0, 500, 500, stroke=0, fill=1)
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(50, 600, 200, 40, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)

    [fill] = table_page(draw).fills
    assert tuple(map(round, fill[:4])) == (50, 202, 250, 242)
    assert fill.colour == (204, 230, 255)


def test_white_rules_count_where_they_part_what_is_shaded() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.line(50, 500, 250, 500)
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(50, 600, 200, 40, stroke=0, fill=1)
        canvas.line(150, 600, 150, 640)

    [rule] = table_page(draw).rules
    assert round(rule.x0) == 150


# Signs


def smiley(canvas: Canvas, x: float, y: float, mouth: str, colour: tuple[float, float, float] = (0, 0.65, 0.3), size: float = 14) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 14, size / 14)
    canvas.setFillColorRGB(*colour)
    canvas.circle(7, 7, 6.5, stroke=1, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.circle(4.6, 9, 0.8, fill=1)
    canvas.circle(9.4, 9, 0.8, fill=1)
    if mouth == "straight":
        canvas.line(4, 4.5, 10, 4.5)
    else:
        canvas.arc(4, 3, 10, 8, 200, 140) if mouth == "smile" else canvas.arc(4, 1, 10, 5.5, 20, 140)
    canvas.restoreState()


def test_a_drawn_smiley_is_one_sign_and_its_mouth_is_no_rule() -> None:
    def draw(canvas: Canvas) -> None:
        smiley(canvas, 50, 700, "straight")
        canvas.line(40, 690, 300, 690)

    page = table_page(draw)
    [sign] = page.symbols
    assert sign.form is SymbolForm.DRAWING
    assert (round(sign.x0), round(sign.top), round(sign.x1), round(sign.bottom)) == (50, 128, 64, 142)
    assert len(page.rules) == 1


def test_a_cell_s_frame_with_round_corners_is_four_rules_and_a_face_of_that_form_is_a_sign() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.roundRect(50, 600, 50, 40, 6)
        canvas.roundRect(60, 610, 14, 14, 4)

    page = table_page(draw)
    assert [(round(rule.x0), round(rule.top)) for rule in page.rules] == [(50, 202), (50, 242), (50, 202), (100, 202)]
    assert [round(sign.x0) for sign in page.symbols] == [60]


def test_equal_drawings_share_a_key_and_different_mouths_do_not() -> None:
    def draw(canvas: Canvas) -> None:
        for k, mouth in enumerate(("smile", "smile", "frown", "straight")):
            smiley(canvas, 50 + 40 * k, 700, mouth)

    keys = [symbol.key for symbol in table_page(draw).symbols]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_a_coloured_square_is_a_sign_and_a_marked_word_is_a_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0.1, 0.1)
        canvas.rect(50, 700, 10, 10, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 0)
        canvas.rect(98, 698, 20, 12, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(100, 700, "Ja")

    page = table_page(draw)
    assert [round(symbol.x0) for symbol in page.symbols] == [50]
    assert [round(fill.x0) for fill in page.fills] == [98]
    assert texts(page)[1:] == ["Ja"]


def test_pictures_that_differ_only_in_their_masks_have_different_keys() -> None:
    """Black all over; what is seen is cut out by the mask."""

    def cut_out(box: tuple[int, int, int, int]) -> ImageReader:
        image = Image.new("RGBA", (48, 48), (0, 0, 0, 0))
        ImageDraw.Draw(image).ellipse(box, fill=(0, 0, 0, 255))
        return ImageReader(image)

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 720, "Smiley")
        for k, box in enumerate(((4, 4, 44, 44), (4, 4, 44, 44), (14, 4, 34, 44))):
            canvas.drawImage(cut_out(box), 50 + 40 * k, 700, 16, 16, mask="auto")

    content = document_of(draw)
    symbols = content.pages[0].symbols
    assert [symbol.form for symbol in symbols] == [SymbolForm.PICTURE] * 3
    assert symbols[0].key == symbols[1].key != symbols[2].key
    assert all(symbol.key in content.looks for symbol in symbols)


def test_every_sign_has_a_look_in_the_document() -> None:
    for name in ("wingdings_letters", "pictures_in_colour", "drawings_in_outline", "chromium_emoji", "pictures_in_the_stream"):
        content = pdf_reader.read_pdf(MADE / f"{name}.pdf")
        signs = [symbol for page in content.pages for symbol in page.symbols]
        assert signs, name
        assert all(sign.key in content.looks for sign in signs), name


def test_a_bullet_of_a_symbol_font_is_a_word_and_a_coloured_one_is_a_sign() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("ZapfDingbats", 10)
        canvas.drawString(50, 700, "●")
        canvas.setFillColorRGB(0, 0.6, 0.2)
        canvas.drawString(50, 680, "●")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(62, 700, "punkt")

    page = table_page(draw)
    assert texts(page)[1:] == ["●", "punkt"]
    assert [symbol.form for symbol in page.symbols] == [SymbolForm.GLYPH]


def test_signs_that_pdfium_passes_over_are_told_by_their_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice embeds a colour font without outlines: pdfium leaves its characters out, pdfplumber reads their codes."""
    seen = pdf_reader.read_pdf(MADE / "word_with_emoji_font.pdf", "pdfium")

    def without_signs(text: c_void_p, script: Script, view: View, memory: FontMemory, *arguments: Any, **options: Any) -> Print:
        layer = printed(text, script, view, memory, *arguments, **options)
        layer.symbols.clear()
        return layer

    monkeypatch.setattr("parsers.pdf.page_reader.printed", without_signs)
    monkeypatch.setattr("parsers.pdf.page_reader.fonts_of", lambda *_: [SimpleNamespace(symbol=True, type3=False)])
    told = pdf_reader.read_pdf(MADE / "word_with_emoji_font.pdf", "auto")
    assert [[symbol.char for symbol in page.symbols] for page in told.pages] == [
        [symbol.char for symbol in page.symbols] for page in seen.pages
    ]
    assert {page.engine for page in told.pages} == {"pdfium"}


def test_a_side_whose_corners_are_curves_of_no_radius_is_a_rule() -> None:
    """As react-pdf strokes the sides of a cell, each by itself."""
    ends = [f"{x} {y} {x} {y} {x} {y} c" for x in (50, 200) for y in (700, 670)]
    sides = f"50 700 m {ends[0]} 50 670 l {ends[1]} S 200 700 m {ends[2]} 200 670 l {ends[3]} S"
    page = table_page(lambda pdf: pdf._code.append(sides))
    assert [round(rule.bottom - rule.top) for rule in page.rules] == [30, 30]
    assert not page.loose_drawings


def test_a_page_of_curves_is_noted_and_read_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.pdf.shapes.PARTS_MOST", 20)

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 720, "Milepæl")
        for k in range(30):
            canvas.circle(50 + 15 * k, 600, 6)

    content = document_of(draw)
    assert texts(content.pages[0]) == ["Milepæl"]
    assert not content.pages[0].symbols
    assert content.notes == [("page_too_complex", 1, "30 curves")]


def test_a_page_with_more_objects_than_any_page_is_read_as_far_as_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.pdf.shapes.OBJECTS_MOST", 50)

    def draw(canvas: Canvas) -> None:
        for k in range(80):
            canvas.line(50, 5 * k, 300, 5 * k)
        canvas.drawString(50, 720, "Milepæl")

    content = document_of(draw)
    assert 0 < len(content.pages[0].rules) <= 50
    assert content.notes[0][0] == "page_too_complex"


# Which pages can hold a table


def test_a_label_opens_the_gate_and_the_same_letters_in_another_word_do_not() -> None:
    assert not has_label("Udvalget drøftede sagen om tidens indsats og godkendte den.")
    assert not has_label("Tidligere behandling")
    assert has_label("MILEPÆL")
    assert has_label("Tid")
    assert has_label("Milepælen er nået")


def test_signs_and_drawings_open_the_gate() -> None:
    def signs(canvas: Canvas) -> None:
        canvas.drawString(70, 700, "beretning")
        canvas.setFillColorRGB(0, 0.6, 0.2)
        canvas.setFont("ZapfDingbats", 10)
        canvas.drawString(50, 700, "●")

    def lines(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "beretning")
        for y in (600, 620, 640, 660):
            canvas.line(50, y, 500, y)

    def heading(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "beretning om et og andet")
        canvas.line(50, 690, 500, 690)

    assert [page_of(draw).gated for draw in (signs, lines, heading)] == [False, False, True]


def test_the_pages_of_a_description_that_runs_on_without_labels_are_not_gated() -> None:
    """In a table without rules nothing on them tells that they are part of one."""

    def on_page(canvas: Canvas, *lines: str) -> None:
        canvas.setFont("Helvetica", 10)
        for k, line in enumerate(lines):
            canvas.drawString(50, 700 - 12 * k, line)
        canvas.showPage()

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    on_page(canvas, "Et notat uden tabel")
    on_page(canvas, "1.1. Flere træer Drift Tid Smiley", "En lang beskrivelse")
    on_page(canvas, "der går videre")
    on_page(canvas, "og videre")
    on_page(canvas, "Milepæl Intet")
    for _ in range(6):
        on_page(canvas, "Et notat uden tabel")
    canvas.save()
    gated = [page.gated for page in pdf_reader.read_pdf(buffer.getvalue(), "pdfium").pages]
    assert gated == [True, False, False, False, False, False, False, False, True, True, True]


# Whole files


@pytest.mark.parametrize(
    ("name", "code"),
    [("wants_a_password", "password"), ("scan_without_text", "scan_without_text"), ("truncated", "broken_pdf")],
)
def test_a_file_that_cannot_be_read_says_what_to_do(name: str, code: str) -> None:
    with pytest.raises(UnreadableError, match=r": (save|run|fetch)") as caught:
        pdf_reader.read_pdf(MADE / f"{name}.pdf")
    assert caught.value.code == code


@pytest.mark.parametrize("what", ["nothing", "a box", "a slanted word"])
def test_a_page_with_neither_text_nor_picture_is_no_scan(what: str) -> None:
    def draw(canvas: Canvas) -> None:
        if what == "a box":
            canvas.rect(50, 50, 400, 600)
        elif what == "a slanted word":
            canvas.rotate(45)
            canvas.setFont("Helvetica", 60)
            canvas.drawString(300, 0, "UDKAST")

    with pytest.raises(UnreadableError) as refused:
        document_of(draw)
    assert refused.value.code == "no_text"


def test_a_page_that_shows_something_and_has_no_text_among_pages_with_text_is_said() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Her er tekst.")
        canvas.showPage()
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, *A4)
        canvas.showPage()
        canvas.rect(50, 50, 400, 600)  # a frame around nothing
        canvas.showPage()
        for i in range(30):
            canvas.line(50, 100 + 20 * i, 500, 100 + 20 * i)

    content = pdf_reader.read_pdf(drawn(draw), "pdfium")
    assert [page for code, page, _ in content.notes if code == "page_without_text"] == [2, 4]


def test_a_page_whose_places_are_no_numbers_is_read_by_the_other_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("cannot convert float NaN to integer")

    monkeypatch.setattr("parsers.pdf.page_reader.printed", fails)
    content = pdf_reader.read_pdf(drawn(lambda canvas: canvas.drawString(50, 700, "Milepæl")))
    assert [(page.engine, texts(page)) for page in content.pages] == [("pdfplumber", ["Milepæl"])]
    assert content.notes == [("damaged_page", 1, "")]


def test_a_fault_of_the_second_engine_leaves_what_the_first_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> FileContent:
        raise TypeError("unsupported operand")

    monkeypatch.setattr(pdf_reader, "UNMAPPED", -1.0)
    monkeypatch.setattr("parsers.pdf.pdfplumber_reader.read_with_pdfplumber", fails)
    content = pdf_reader.read_pdf(drawn(lambda canvas: canvas.drawString(50, 700, "Milepæl")))
    assert texts(content.pages[0]) == ["Milepæl"]
    assert content.notes == [("second_reading_failed", 1, "")]


def test_what_the_second_engine_said_of_pages_it_read_ahead_is_said_of_none_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def ahead(data: bytes, wanted: Collection[int]) -> FileContent:
        pages = [PageContent(number, 100, 100, [Word("læst", 0, 0, 1, 1)], engine="pdfplumber") for number in wanted]
        return FileContent("application/pdf", "pdfplumber", pages, notes=[("invisible_text", number, "skjult") for number in wanted])

    monkeypatch.setattr("parsers.pdf.pdfplumber_reader.read_with_pdfplumber", ahead)
    unmapped = iter([1.0, 0.0, 0.0])
    whole = PageReader.read

    def first(reader: PageReader, *arguments: Any) -> FirstReading:
        return replace(whole(reader, *arguments), unmapped=next(unmapped))

    monkeypatch.setattr(PageReader, "read", first)
    content = pdf_reader.read_pdf(drawn(lambda canvas: [(canvas.drawString(50, 700, word), canvas.showPage()) for word in ("en", "to")]))
    assert [page.engine for page in content.pages][:2] == ["pdfplumber", "pdfium"]
    assert [note[:2] for note in content.notes if note[0] == "invisible_text"] == [("invisible_text", 1)]


def test_a_page_whose_text_is_mostly_hidden_is_said_aloud() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Side 1")
        text = canvas.beginText(50, 600)
        text.setTextRenderMode(3)
        text.textOut("Det, der står her, kan ingen se, og det er det meste af det, som står på siden.")
        canvas.drawText(text)

    assert [code for code, _, _ in document_of(draw).notes] == ["invisible_text", "page_mostly_unread"]


def test_a_file_locked_against_copying_opens() -> None:
    assert pdf_reader.read_pdf(MADE / "locked_against_copying.pdf").pages[0].words


def test_a_scan_with_its_transcription_under_it_is_read_by_the_transcription() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, *A4)
        text = canvas.beginText(50, 700)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(3)
        text.textOut("genkendt tekst")
        canvas.drawText(text)

    content = document_of(draw)
    assert texts(content.pages[0]) == ["genkendt", "tekst"]
    assert not content.notes


def test_pages_come_one_by_one() -> None:
    content = FileContent("application/pdf", "pdfium")
    pages = pdf_reader.pages(MADE / "stroke_grid.pdf", content)
    assert next(pages).number == 1
    assert content.page_count is not None
    assert len(list(pages)) == content.page_count - 1


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="auto, pdfium, pdfplumber"):
        pdf_reader.read_pdf(MADE / "stroke_grid.pdf", "tesseract")


def test_pdfplumber_reads_a_page_whose_letters_pdfium_cannot_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.pdf.reader.UNMAPPED", -1.0)
    content = pdf_reader.read_pdf(MADE / "stroke_grid.pdf")
    assert {page.engine for page in content.pages} == {"pdfplumber"}
    assert content.engine == "pdfplumber"
    assert all(symbol.key in content.looks for page in content.pages for symbol in page.symbols)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_bytes_that_are_no_pdf_any_more_never_break_the_reader(data: st.DataObject) -> None:
    """Damaged anywhere, a file is read or refused; nothing else is raised."""
    whole = (MADE / "torn_rows_open.pdf").read_bytes()
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    with contextlib.suppress(UnreadableError):
        assert pdf_reader.read_pdf(bytes(damaged), "pdfium").page_count


# The other engine's opinion


@pytest.mark.parametrize(
    "name",
    ["stroke_grid", "thin_rectangles", "no_rules", "rotated_90", "cropped", "ligatures", "word_with_pictures", "chromium_drawings"],
)
def test_words_and_their_places_are_those_pdfplumber_sees(name: str) -> None:
    """Within a point from left to right; up and down as far as fonts lie about how deep they reach."""
    import pdfplumber

    content = pdf_reader.read_pdf(MADE / f"{name}.pdf")
    signs = {symbol.char for page in content.pages for symbol in page.symbols}
    with pdfplumber.open(MADE / f"{name}.pdf") as pdf:
        for page, sheet in zip(content.pages[:3], pdf.pages, strict=False):
            found = [word | {"text": word["text"].replace("\uf0b7", "•")} for word in sheet.extract_words() if word["text"] not in signs]
            sheet.close()
            if name in ("rotated_90", "cropped"):  # pdfplumber reads the one letter by letter, the other uncropped
                assert sorted("".join(texts(page))) == sorted("".join(word["text"] for word in found))
                continue
            assert Counter(texts(page)) == Counter(word["text"] for word in found)
            for word in page.words:
                pieces = (word.text + word.hyphen).split()
                begins = [other["x0"] for other in found if other["text"] == pieces[0] and abs(other["top"] - word.top) < 4]
                ends = [other["x1"] for other in found if other["text"] == pieces[-1] and abs(other["top"] - word.top) < 4]
                assert min(abs(x - word.x0) for x in begins) < 1, word
                assert min(abs(x - word.x1) for x in ends) < 1, word


def test_pages_that_are_left_halfway_take_no_process_along() -> None:
    """pypdfium2 ends its library before Python clears away what is still open."""
    script = (
        "from parsers.pdf import reader as pdf_reader\n"
        "from parsers.model.content import FileContent\n"
        f"pages = pdf_reader.pages({str(MADE / 'stroke_grid.pdf')!r}, FileContent('application/pdf', 'pdfium'))\n"
        "next(pages)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=MADE.parents[2], check=False).returncode == 0


@pytest.mark.parametrize(("second", "kept"), [("let tilgængeligt", "let tilgængeligt"), ("letlgængeligt", "let\ufffdlgængeligt")])
def test_the_second_engine_is_no_better_where_it_leaves_out_the_letter_that_has_no_name(
    monkeypatch: pytest.MonkeyPatch, second: str, kept: str
) -> None:
    def page(text: str) -> PageContent:
        return PageContent(1, 600, 800, [Word(text, 10, 10, 90, 22, 12)])

    read = FileContent("application/pdf", "pdfplumber", [page(second)])
    monkeypatch.setattr("parsers.pdf.pdfplumber_reader.read_with_pdfplumber", lambda data, wanted: read)
    better = SecondOpinion(b"", []).better(page("let\ufffdlgængeligt"), 1, FirstReading())
    assert better is not None
    assert better.words[0].text == kept


def test_what_was_read_of_a_file_is_let_go_at_its_end_and_waits_for_no_collection() -> None:
    def readers() -> int:
        return len([each for each in gc.get_objects() if isinstance(each, PageReader)])

    gc.collect()
    gc.disable()
    try:
        before = readers()
        list(pdf_reader.pages((MADE / "stroke_grid.pdf").read_bytes(), FileContent("application/pdf", "pdfium")))
        assert readers() == before
    finally:
        gc.enable()
