"""Rows in which a program drew no edges between the columns, as LibreOffice does beside empty and black cells."""

from __future__ import annotations

import pytest

from parsers.model.content import PageContent, Rule, Symbol, Word
from parsers.pages.layout import layout
from tests.drawn_pages import COLUMNS, OURS, columns_of, line, page, smiley, table


def _without_edges(rows: set[int], *, symbols: list[Symbol] | None = None) -> PageContent:
    """A table whose edges between its columns are left out in some of its rows."""
    words, rules, _ = table(OURS, 100.0)
    ys = sorted({rule.top for rule in rules if rule.top == rule.bottom})
    h_edges = [rule for rule in rules if rule.top == rule.bottom]
    sides = [Rule(x, ys[0], x, ys[-1]) for x in (COLUMNS[0], COLUMNS[-1])]
    inner = [Rule(x, ys[i], x, ys[i + 1]) for x in COLUMNS[1:-1] for i in range(len(ys) - 1) if i not in rows]
    return page(words, [*h_edges, *sides, *inner], symbols=symbols)


@pytest.mark.parametrize("rows", [{0}, {2}, {4}, {0, 3}, {1, 2, 3}, {0, 2, 3, 4}])
def test_a_row_without_edges_has_the_columns_of_the_rows_beside_it(rows: set[int]) -> None:
    (grid,) = layout(_without_edges(rows)).grids
    (whole,) = layout(_without_edges(set())).grids
    assert columns_of(grid) == columns_of(whole)
    assert [[cell.x0 for cell in row.cells] for row in grid.rows] == [list(COLUMNS[:-1])] * len(OURS)


def test_its_sign_stands_in_the_last_of_them() -> None:
    (whole,) = layout(_without_edges(set())).grids
    sign = smiley(COLUMNS[3] + 4, whole.rows[-1].top + 2)
    (grid,) = layout(_without_edges({4}, symbols=[sign])).grids
    assert [len(cell.symbols) for cell in grid.rows[-1].cells] == [0, 0, 0, 1]


def test_a_text_that_runs_over_the_columns_stays_in_one_cell() -> None:
    drawn = _without_edges({1})
    (whole,) = layout(_without_edges(set())).grids
    row = whole.rows[1]
    words = [word for word in drawn.words if not row.top < word.top < row.bottom]
    text = "Tagene på alle skoler skal være grønne inden året er omme"
    drawn.words = sorted([*words, *line(text, COLUMNS[0] + 4, row.top + 4)], key=_place)
    (grid,) = layout(drawn).grids
    assert [cell.span for cell in grid.rows[1].cells] == [4]


def _place(word: Word) -> tuple[float, float]:
    return word.top, word.x0


def _between_sides(words: list[Word], *ys: float) -> PageContent:
    """A page on which only the outer sides of a table are drawn."""
    sides = [Rule(x, 50.0, x, 700.0) for x in (COLUMNS[0], COLUMNS[-1])]
    return page(words, [*sides, *(Rule(COLUMNS[0], y, COLUMNS[-1], y) for y in ys)], number=2)


@pytest.mark.parametrize("ys", [(), (50.0, 700.0)])
def test_a_row_over_a_whole_page_has_the_columns_of_the_page_before(ys: tuple[float, ...]) -> None:
    (before,) = layout(_without_edges({4})).grids
    words = line("og planen følges hvert år.", COLUMNS[1] + 4, 60.0)
    (grid,) = layout(_between_sides(words, *ys), before=before).grids
    assert columns_of(grid) == [["", "og planen følges hvert år.", "", ""]]


def test_a_box_of_text_as_wide_as_the_table_before_is_no_table() -> None:
    (before,) = layout(_without_edges({4})).grids
    words = line("Bemærk, at alle tal i dette notat er opgjort i løbende priser og uden moms", COLUMNS[0] + 4, 60.0)
    found = layout(_between_sides(words, 50.0, 700.0), before=before)
    assert not found.grids
    assert len(found.lines) == 1


@pytest.mark.parametrize(("column", "goes_on"), [(1, True), (0, False)])
def test_a_page_on_which_nothing_is_drawn_goes_on_with_the_column_its_words_keep_to(column: int, goes_on: bool) -> None:
    words, rules, end = table(OURS, 100.0)
    (before,) = layout(page(words, [rule for rule in rules if not (rule.top == rule.bottom == end)])).grids
    assert before.rows[-1].open_below
    found = layout(page(line("og planen følges hvert år.", COLUMNS[column] + 4, 60.0), number=2), before=before)
    assert [columns_of(grid) for grid in found.grids] == ([[["", "og planen følges hvert år.", "", ""]]] if goes_on else [])
