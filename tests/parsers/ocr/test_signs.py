"""What is as square and as large as a sign and is no word is one; letters, lines and dirt are none."""

from __future__ import annotations

from PIL import Image, ImageDraw

from parsers.ocr.engine import PictureWord
from parsers.ocr.signs import signs_in

SCALE = 300 / 72
HEIGHT = 30.0  # pixels, of most words


def sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (600, 400), 255)
    return picture, ImageDraw.Draw(picture)


def word(text: str, box: tuple[int, int, int, int], confidence: float) -> PictureWord:
    return PictureWord(text, box, box[3], confidence)


def test_a_face_is_a_sign_whatever_letter_was_read_in_it() -> None:
    picture, draw = sheet()
    draw.ellipse((300, 100, 360, 160), outline=0, width=4)
    draw.arc((315, 115, 345, 145), 20, 160, fill=0, width=4)
    (sign,) = signs_in(picture, SCALE, [word("K", (300, 100, 360, 160), 0.95)], [], HEIGHT)
    assert all(abs(one - other) <= 2 for one, other in zip(sign, (300, 100, 361, 161), strict=True))


def test_a_word_read_for_certain_a_line_and_a_speck_are_no_signs() -> None:
    picture, draw = sheet()
    draw.rectangle((100, 100, 140, 138), fill=0)  # "Vi", as square as a sign
    draw.line((0, 300, 599, 300), fill=0, width=3)
    draw.ellipse((400, 40, 408, 48), fill=0)
    assert signs_in(picture, SCALE, [word("Vi", (100, 100, 140, 138), 0.96)], [(0, 299, 600, 302)], HEIGHT) == []


def face(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], ink: object, *, gap: int = 0) -> None:
    x0, top, x1, bottom = box
    draw.arc(box, 30 + gap, 390 - gap, fill=ink, width=4)  # type: ignore[arg-type]
    draw.arc((x0 + 15, top + 15, x1 - 15, bottom - 15), 20, 160, fill=ink, width=4)  # type: ignore[arg-type]


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))


def test_a_yellow_sign_is_hardly_darker_than_paper_and_still_a_sign() -> None:
    picture = Image.new("RGB", (600, 400), "white")
    face(ImageDraw.Draw(picture), (300, 100, 360, 160), "#f5c518")
    (sign,) = signs_in(picture, SCALE, [], [], HEIGHT)
    assert near(sign, (300, 100, 361, 161))


def test_a_sign_whose_outline_a_fax_broke_is_one_sign() -> None:
    picture, draw = sheet()
    face(draw, (300, 100, 360, 160), 0, gap=4)
    (sign,) = signs_in(picture, SCALE, [], [], HEIGHT)
    assert near(sign, (300, 100, 361, 161))


def test_the_colon_behind_a_sign_of_the_legend_is_no_part_of_it() -> None:
    picture, draw = sheet()
    face(draw, (300, 100, 360, 160), 0)
    draw.rectangle((366, 120, 369, 124), fill=0)
    draw.rectangle((366, 140, 369, 144), fill=0)
    (sign,) = signs_in(picture, SCALE, [word("O:", (300, 100, 370, 161), 0.97)], [], HEIGHT)
    assert near(sign, (300, 100, 361, 161))


def test_letters_read_in_the_middle_of_a_sign_do_not_hide_it_and_a_short_word_is_none() -> None:
    picture, draw = sheet()
    face(draw, (300, 100, 360, 160), 0)
    draw.rectangle((100, 100, 146, 144), fill=0)  # "på", read unsurely: no taller than its letters
    words = [word("SS", (302, 120, 360, 148), 0.49), word("på", (98, 98, 175, 144), 0.5)]
    (sign,) = signs_in(picture, SCALE, words, [], HEIGHT)
    assert near(sign, (300, 100, 361, 161))


def test_what_words_leave_of_a_shaded_cell_is_no_sign() -> None:
    picture = Image.new("RGB", (600, 400), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((50, 50, 550, 110), fill="#8faadc")
    draw.rectangle((120, 70, 200, 95), fill="black")
    assert signs_in(picture, SCALE, [word("Drift", (120, 70, 200, 95), 0.96)], [], HEIGHT) == []
