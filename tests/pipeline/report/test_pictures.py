from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdfium2 import PdfiumError

from pipeline.report.pictures import TALLEST, Part, picture_name, pictures
from tests.report_samples import SAMPLES

PAPER = SAMPLES / "anden-opfoelgning-2031.pdf"
WHOLE = Part(1, 0.0, 0.0, 400.0, 60.0)
SECOND = Part(2, 0.0, 0.0, 400.0, 60.0)


def drawn(*parts: Part) -> Image.Image:
    ((name, picture),) = pictures(PAPER.read_bytes(), {"row.png": parts})
    assert name == "row.png"
    return Image.open(io.BytesIO(picture))


def test_a_row_is_cut_out_of_its_page_at_its_place() -> None:
    assert drawn(WHOLE).size == (int(401.5 * 1.5), int(61.5 * 1.5))


def test_the_parts_of_a_torn_row_stand_under_each_other() -> None:
    assert drawn(WHOLE, SECOND).height > 2 * 60 * 1.5


def test_a_row_of_many_pages_is_shown_from_its_beginning() -> None:
    assert drawn(*[Part(1, 0.0, 0.0, 400.0, 500.0)] * 12).height == TALLEST


def test_a_page_that_is_not_there_gives_no_picture_and_no_fault() -> None:
    assert list(pictures(PAPER.read_bytes(), {"row.png": (Part(99, 0.0, 0.0, 10.0, 10.0),)})) == []


def test_a_place_outside_the_page_gives_no_picture() -> None:
    assert list(pictures(PAPER.read_bytes(), {"row.png": (Part(1, 9000.0, 9000.0, 9100.0, 9100.0),)})) == []


def test_a_file_that_is_no_pdf_says_so() -> None:
    with pytest.raises(PdfiumError):
        list(pictures(b"no pdf", {"row.png": (WHOLE,)}))


def test_a_picture_is_small() -> None:
    ((_, picture),) = pictures(PAPER.read_bytes(), {"row.png": (WHOLE,)})
    assert len(picture) < 20_000


@pytest.mark.parametrize("other", [("b" * 64, (WHOLE,)), ("a" * 64, (SECOND,)), ("a" * 64, (WHOLE, SECOND))])
def test_a_picture_is_named_by_its_bytes_and_its_place(other: tuple[str, tuple[Part, ...]]) -> None:
    assert picture_name("a" * 64, (WHOLE,)) == picture_name("a" * 64, (WHOLE,))
    assert picture_name("a" * 64, (WHOLE,)) != picture_name(*other)
