"""Lines drawn in a picture are found where they stand, and letters give none."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from parsers.ocr.rules import straight_lines
from parsers.ocr.straighten import skew, straightened

SCALE = 300 / 72


def sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (1200, 900), 255)
    return picture, ImageDraw.Draw(picture)


def grid(draw: ImageDraw.ImageDraw) -> None:
    for y in (100, 300, 360):
        draw.line((100, y, 1100, y), fill=0, width=3)
    for x in (100, 600, 1100):
        draw.line((x, 100, x, 360), fill=0, width=3)


def test_a_tables_lines_are_found_where_they_stand() -> None:
    picture, draw = sheet()
    grid(draw)
    lines = straight_lines(picture, SCALE)
    level = sorted(round((top + bottom) / 2) for x0, top, x1, bottom in lines if x1 - x0 > bottom - top)
    upright = sorted(round((x0 + x1) / 2) for x0, top, x1, bottom in lines if x1 - x0 <= bottom - top)
    assert level == pytest.approx([100, 300, 360], abs=2)
    assert upright == pytest.approx([100, 600, 1100], abs=2)


def test_rows_of_letters_give_no_line() -> None:
    picture, draw = sheet()
    for row in range(10):
        draw.text((100, 60 + 60 * row), "ungdomsuddannelser og klubber mellem budgetopfølgning", fill=0, font_size=40)
    assert straight_lines(picture, SCALE) == []


@pytest.mark.parametrize("degrees", [-1.3, 0.7, 2.0])
def test_a_page_that_lay_askew_is_straightened(degrees: float) -> None:
    picture, draw = sheet()
    grid(draw)
    askew = picture.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    level = [line for line in straight_lines(straightened(askew, skew(askew)), SCALE) if line[2] - line[0] > line[3] - line[1]]
    assert len([line for line in level if line[2] - line[0] > 900]) == 3
