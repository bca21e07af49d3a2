"""Rows that run over the page's edge say so; the other half of a sheet that was cut in two is nothing that they miss."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from parsers.model.content import FileContent
from parsers.model.records import Initiative
from parsers.pdf.reader import read_pdf
from parsers.reading import PDF, read_file
from tests.answers import FIXTURES
from tests.raw_pdf import WIDTH, raw_pdf, text

LABEL = text("Milepæl", 50, 750)  # with it the page is read as one that may hold a table
ON_PAGE = LABEL + text("Der er fundet en koordinator.", 150, 750) + text("Mindst tyve er i gang.", 150, 700)
FAR = "Den anden halvdel af arket"


def marks(content: FileContent) -> list[tuple[str, str]]:
    return [(mark.code, mark.words) for mark in content.marks]


@pytest.mark.parametrize("x", [WIDTH + 20, -60])
def test_what_stands_beside_the_page_is_told_at_its_height(x: float) -> None:
    content = read_pdf(raw_pdf(ON_PAGE + text("Smiley", x, 750) + text("Grøn", x, 700)))
    assert marks(content) == [("words_beside_page", "Smiley"), ("words_beside_page", "Grøn")]
    tops = [word.top for word in content.pages[0].words if word.text.startswith(("Milepæl", "Mindst"))]
    assert [mark.box[1] == pytest.approx(top, abs=3) for mark, top in zip(content.marks, tops, strict=True)] == [True, True]
    assert not content.notes


def test_what_a_page_s_last_row_prints_below_the_page_is_told() -> None:
    content = read_pdf(raw_pdf(ON_PAGE + text("Tyve mangler.", 150, -20)))
    assert marks(content) == [("words_beside_page", "Tyve mangler.")]
    assert content.marks[0].box[1] > content.pages[0].height


def test_what_a_row_prints_beside_the_page_is_told_though_another_page_is_cut_away_below() -> None:
    below = "".join(text(FAR, 150, -20 - 20 * k) for k in range(9))
    content = read_pdf(raw_pdf(ON_PAGE + text("Grøn", WIDTH + 20, 700) + below))
    assert marks(content) == [("words_beside_page", "Grøn")]
    assert [code for code, _, _ in content.notes] == ["invisible_text", "page_mostly_unread"]


@pytest.mark.parametrize(
    "beside",
    [text(FAR, 1.6 * WIDTH, 750), text(FAR, 150, -500), "".join(text(FAR, WIDTH + 20, 750 - 20 * k) for k in range(9))],
    ids=["far from the page", "far below it", "more than on the page"],
)
def test_another_page_cut_away_from_the_sheet_is_no_row_s(beside: str) -> None:
    content = read_pdf(raw_pdf(ON_PAGE + beside))
    assert marks(content) == []
    assert [(code, words[: len(FAR)]) for code, _, words in content.notes if code == "invisible_text"] == [("invisible_text", FAR)]


def test_beside_a_page_without_tables_stands_no_row() -> None:
    content = read_pdf(raw_pdf(text("Et brev om broen og dens rækværk.", 50, 750) + text("Bilag", WIDTH + 20, 750)))
    assert marks(content) == []
    assert content.notes == [("invisible_text", 1, "Bilag")]


def test_an_initiative_whose_signs_stand_beside_the_page_is_doubted(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FIXTURES / "twenty_ways.py", tmp_path], check=True)
    cropped = BytesIO()
    with pypdfium2.PdfDocument(tmp_path / "grid.pdf") as document:
        for page in document:
            left, bottom, right, top = page.get_mediabox()
            page.set_mediabox(left, bottom, right - 110, top)
        document.save(cropped)
    reading = read_file(cropped.getvalue(), PDF)
    doubted = {id(found.subject) for found in reading.documents[0].findings if found.code == "words_beside_page"}
    initiatives: list[Initiative] = reading.documents[0].initiatives
    assert initiatives
    assert all(id(initiative) in doubted for initiative in initiatives)
