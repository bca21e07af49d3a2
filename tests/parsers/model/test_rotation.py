"""Pages shown sideways: how they are read, and where their rows are said to stand."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model.content import PageContent
from parsers.model.rotation import place_on, quarter_turns
from parsers.model.rows import Row, RowKind
from parsers.pages.rows import page_rows
from parsers.pdf.reader import read_pdf

MADE = Path(__file__).parents[2] / "fixtures" / "pdf" / "stroke_grid.pdf"
RIGHT, DOWN, LEFT, UP = (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)


def sideways(turns: int) -> bytes:
    """The made document, every page shown so many quarter turns clockwise from upright."""
    pdf = pypdfium2.PdfDocument(MADE)
    for page in pdf:
        page.set_rotation((page.get_rotation() + 90 * turns) % 360)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def texts(rows: list[Row]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_document_shown_sideways_has_the_rows_of_the_upright_one(turns: int, engine: str) -> None:
    upright, turned = (read_pdf(data, engine) for data in (MADE.read_bytes(), sideways(turns)))
    assert [page.turned for page in turned.pages] == [4 - turns] * len(upright.pages)
    assert texts(page_rows(turned)) == texts(page_rows(upright))
    assert [len(page.symbols) for page in turned.pages] == [len(page.symbols) for page in upright.pages]


def test_what_is_cut_from_the_shown_page_where_a_row_stands_is_the_row() -> None:
    data = sideways(1)
    rows = [row for row in page_rows(read_pdf(data)) if row.kind is RowKind.TABLE and len(row.places) == 1]
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for row in rows[:20]:
            (place,) = row.places
            cut = pdf.pages[(place.page or 0) - 1].crop((place.x0, place.top, place.x1, place.bottom), strict=False)
            letters = Counter(char["text"] for char in cut.chars if char["text"].isalnum())
            assert letters == Counter(char for char in row.text if char.isalnum())


@pytest.mark.parametrize(("run", "turns"), [(RIGHT, 0), (UP, 1), (LEFT, 2), (DOWN, 3)])
def test_most_letters_tell_how_far_to_turn(run: tuple[float, float], turns: int) -> None:
    assert quarter_turns([run, run, RIGHT, (1.0, 1.0), run]) == turns


def test_slanted_text_and_an_empty_page_turn_nothing() -> None:
    assert quarter_turns([(1.0, 1.0), (-1.0, 0.4)]) == 0
    assert quarter_turns([]) == 0


@given(
    st.tuples(*[st.floats(0, 300)] * 4),
    st.integers(1, 3),
)
def test_a_place_on_a_turned_page_keeps_its_size_and_stands_on_the_shown_page(sides: tuple[float, ...], turned: int) -> None:
    (x0, x1), (top, bottom) = sorted(sides[:2]), sorted(sides[2:])
    page = PageContent(1, 300.0, 400.0, turned=turned)
    place = place_on(page, (x0, top, x1, bottom))
    assert None not in (place.x0, place.top, place.x1, place.bottom)
    wide, tall = place.x1 - place.x0, place.bottom - place.top
    expected = (x1 - x0, bottom - top) if turned == 2 else (bottom - top, x1 - x0)
    assert (wide, tall) == pytest.approx(expected)
    width, height = (300.0, 400.0) if turned == 2 else (400.0, 300.0)
    assert 0 <= place.x0 <= place.x1 <= width
    assert 0 <= place.top <= place.bottom <= height
