"""Two engines, one reading: pdfium and pdfplumber give the same rows of every made PDF."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from parsers.model.content import UnreadableError
from parsers.pages.rows import page_rows
from parsers.pdf import reader as pdf_reader

MADE = Path(__file__).parents[2] / "fixtures" / "pdf"
UNREADABLE = {"scan_without_text", "truncated", "wants_a_password"}
# pdfium's bounds of a stroked curve are grown by its pen; where signs stand closer than that it takes them for one drawing
TOUCHING_SIGNS = {"letters_in_two_parts", "ligatures"}

Printed = tuple[str, bool, tuple[int, ...], tuple[tuple[int, int, str, int], ...]]


def rows(data: bytes, engine: str) -> list[Printed]:
    """Of each row: its kind, whether it is a heading, its pages, and its cells' columns, texts and number of signs."""
    return [
        (
            row.kind.value,
            row.heading,
            tuple(place.page or 0 for place in row.places),
            tuple((cell.column, cell.span, cell.text, len(cell.symbols)) for cell in row.cells),
        )
        for row in page_rows(pdf_reader.read_pdf(data, engine))
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in MADE.glob("*.pdf") if path.stem not in UNREADABLE))
def test_both_engines_give_the_same_rows(name: str, request: pytest.FixtureRequest) -> None:
    if name in TOUCHING_SIGNS:
        request.applymarker(pytest.mark.xfail(strict=False, reason="signs that touch"))
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts without a box, which nothing here uses
    data = (MADE / f"{name}.pdf").read_bytes()
    assert rows(data, "pdfplumber") == rows(data, "pdfium")


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_both_engines_refuse_the_same_files_for_the_same_reason(name: str) -> None:
    data = (MADE / f"{name}.pdf").read_bytes()
    codes = []
    for engine in ("pdfium", "pdfplumber"):
        with pytest.raises(UnreadableError) as told:
            pdf_reader.read_pdf(data, engine)
        codes.append(told.value.code)
    assert codes[0] == codes[1]
