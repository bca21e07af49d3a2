"""Rows drawn as a table's that are none."""

from __future__ import annotations

import pytest

from parsers.pages.layout import layout
from tests.drawn_pages import DESCRIPTION, HEADER, OURS, OURS_READ, Cells, columns_of, only_grid, page, table

THEME: Cells = (["2. Veje og vand"], [], [], [])
BLANK: Cells = ([""], [], [], [])


@pytest.mark.parametrize("between", [[THEME], [BLANK, THEME], [THEME, BLANK]], ids=["theme", "below_a_gap", "above_a_gap"])
def test_a_theme_in_a_row_of_its_own_stands_between_two_tables(between: list[Cells]) -> None:
    words, rules, _ = table([*OURS, *between, *OURS], 60.0)
    found = layout(page(words, rules))
    assert [[row[0] for row in columns_of(grid) if any(row)] for grid in found.grids] == [[row[0] for row in OURS_READ]] * 2
    assert [line.text for line in found.lines] == ["2. Veje og vand"]
    assert found.grids[0].bottom <= found.lines[0].top < found.grids[1].top


def test_a_theme_may_end_the_page() -> None:
    words, rules, _ = table([*OURS, THEME], 60.0)
    assert [line.text for line in layout(page(words, rules)).lines] == ["2. Veje og vand"]


def test_all_above_the_first_header_of_a_document_stands_outside() -> None:
    front: list[Cells] = [(["Dato: 6. august 2032"], [], [], []), (["Første opfølgning"], [], [], []), (["1. Vand"], [], [], [])]
    words, rules, _ = table([*front, *OURS], 60.0)
    found = layout(page(words, rules))
    assert [line.text for line in found.lines] == ["Dato: 6. august 2032", "Første opfølgning", "1. Vand"]
    assert [row[:2] for row in columns_of(found.grids[0])] == [row[:2] for row in OURS_READ]


def test_a_description_above_a_header_stays_in_its_table_when_one_stands_on_the_page_before() -> None:
    before = only_grid(page(*table([HEADER, DESCRIPTION], 700.0)[:2]))
    words, rules, _ = table([(["og de skal", "være våde."], ["Ansvarligt udvalg: Vand"], [], []), *OURS[2:], *OURS], 60.0)
    (grid,) = layout(page(words, rules, number=2), before=before).grids
    assert columns_of(grid)[0][0] == "og de skal være våde."
