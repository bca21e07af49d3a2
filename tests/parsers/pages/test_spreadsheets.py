"""Spreadsheets printed with their row and column headings."""

from __future__ import annotations

from parsers.model.content import PageContent, Rule
from parsers.model.rows import RowKind
from parsers.pages.rows import page_rows
from parsers.pages.spreadsheets import without_headings
from tests.drawn_pages import COLUMNS, OURS, OURS_READ, TOP, drawn, grid_rules, line, of_kind, tables

LEFT = 30.0  # of the row numbers' column


def _with_headings(number: int, first_row: int) -> PageContent:
    """A ruled page with letters above its columns, numbers left of its rows, and lines around them."""
    page = drawn(OURS, TOP, number)
    ys = sorted({rule.top for rule in page.rules if rule.x1 - rule.x0 > 10})
    page.words[:0] = [word for x, letter in zip(COLUMNS, "ABCD", strict=False) for word in line(letter, x + 40, TOP - 14)]
    page.words += [word for i, y in enumerate(ys[:-1]) for word in line(str(first_row + i), LEFT + 4, y + 4)]
    page.rules += [*grid_rules([LEFT, COLUMNS[0]], [TOP - 16, *ys]), Rule(LEFT, TOP - 16, COLUMNS[-1], TOP - 16)]
    page.rules += [Rule(x, TOP - 16, x, TOP) for x in COLUMNS]
    return page


def test_a_spreadsheet_s_headings_are_no_column_and_no_row() -> None:
    rows = page_rows([_with_headings(1, 1)])
    assert [row[:2] for row in tables(rows)[:5]] == [row[:2] for row in OURS_READ]
    assert of_kind(rows, RowKind.FURNITURE) == [["A B C D"], ["1 2 3 4 5"]]


def test_numbers_beside_a_table_without_letters_above_it_stay() -> None:
    page = drawn(OURS, TOP, 1)
    page.words += line("1", LEFT, TOP + 4) + line("2", LEFT, TOP + 24)
    assert without_headings(page) == (page, [])
