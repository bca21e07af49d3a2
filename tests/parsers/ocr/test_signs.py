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
