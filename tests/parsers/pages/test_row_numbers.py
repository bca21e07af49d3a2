"""Numbers left of a table's rows."""

from __future__ import annotations

from parsers.model.rows import RowKind
from parsers.pages.row_numbers import row_numbers
from parsers.pages.rows import page_rows
from tests.drawn_pages import DESCRIPTION, HEADER, LOW, OURS, TOP, drawn, line, of_kind, tables


def test_numbers_that_run_along_a_table_s_rows_are_set_aside_and_so_are_the_few_of_the_page_before() -> None:
    pages = [drawn([HEADER, DESCRIPTION], LOW, 1, ruled=False), drawn(OURS[2:], TOP, 2, ruled=False, bold=False)]
    plain = tables(page_rows(pages))
    pages[0].words += line("1", 34, LOW + 24)
    pages[1].words += [word for i, y in enumerate((TOP, TOP + 32, TOP + 64)) for word in line(str(i + 2), 34, y + 4)]
    rows = page_rows(pages)
    assert tables(rows) == plain
    assert of_kind(rows, RowKind.FURNITURE) == [["1"], ["2 3 4"]]


def test_times_left_of_the_labels_are_none() -> None:
    timed = [[cells[i] for i in (2, 0, 1, 3)] for cells in OURS]
    assert row_numbers(drawn(timed, TOP, 1, ruled=False)) is None
