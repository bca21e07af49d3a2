"""Tables of which some columns only have vertical edges, as Word's lists have."""

from __future__ import annotations

import pytest

from parsers.model.content import PageContent, Rule
from parsers.pages.layout import layout
from parsers.tables.grid import Grid
from tests.drawn_pages import COLUMNS, OURS, OURS_READ, columns_of, page, table

HEADER_LOW = 120.0  # where the header of a table drawn from 100 on ends


def _list_table(top: float, rules_from: float) -> PageContent:
    """A table whose label column alone is parted from the others, below `rules_from`."""
    words, _, end = table(OURS, top, ruled=False, bold_first=True)
    rules = [Rule(x, rules_from, x, end) for x in (COLUMNS[0], COLUMNS[1], COLUMNS[-1])]
    rules += [Rule(COLUMNS[0], y, COLUMNS[-1], y) for y in (rules_from, end)]
    return page(words, rules)


def test_a_table_has_the_columns_of_its_header_though_the_first_alone_is_drawn() -> None:
    (grid,) = layout(_list_table(100.0, HEADER_LOW)).grids
    assert columns_of(grid) == OURS_READ


def test_it_has_them_where_its_first_column_is_parted_from_the_header_on() -> None:
    words, rules, _ = table(OURS, 100.0, bold_first=True)
    rules = [rule for rule in rules if rule.x0 != rule.x1 or rule.x0 == COLUMNS[1]]
    (grid,) = layout(page(words, rules)).grids
    assert columns_of(grid) == OURS_READ


def test_so_has_its_rest_on_the_next_page() -> None:
    (first,) = layout(_list_table(100.0, HEADER_LOW)).grids
    words, _, end = table(OURS[3:], 60.0, ruled=False)
    rules = [Rule(x, 50.0, x, end) for x in (COLUMNS[0], COLUMNS[1], COLUMNS[-1])] + [Rule(COLUMNS[0], end, COLUMNS[-1], end)]
    (rest,) = layout(page(words, rules, number=2), before=first).grids
    assert columns_of(rest) == OURS_READ[3:]


@pytest.mark.parametrize("before", [None, "ruled"])
def test_a_table_with_all_its_edges_keeps_them(before: str | None) -> None:
    words, rules, _ = table(OURS, 100.0)
    above: Grid | None = layout(page(words, rules)).grids[0] if before else None
    (grid,) = layout(page(words, rules), before=above).grids
    assert grid.ruled
