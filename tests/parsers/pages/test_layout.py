"""A page taken apart: nothing is in two places, and prose is no table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.model.content import Rule, Word
from parsers.pages.layout import layout
from tests.drawn_pages import (
    OURS,
    PADDING,
    STEP,
    lines,
    only_grid,
    page,
    smiley,
    table,
)


def test_a_smiley_stands_in_the_cell_its_middle_is_in() -> None:
    words, rules, _ = table(OURS, 100.0)
    top = 100.0 + 4 * PADDING + 3 * STEP
    for borders in (rules, []):
        grid = only_grid(page(words, borders, symbols=[smiley(480.0, top + 2)]))
        assert [len(row.cells[-1].symbols) for row in grid.rows] == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    "prose",
    [
        ["Parterne er enige om drift og anlæg i god tid.", "Smiley, tid og økonomi nævnes i samme sætning."],
        ["Økonomi", "Milepæl", "Tid"],
        ["Der er afsat 2 mio. kr.", "Status på arbejdet forelægges udvalget."],
    ],
)
def test_prose_is_no_table(prose: list[str]) -> None:
    assert not layout(page(lines(prose, 60, 100))).grids


def test_a_page_whose_geometry_was_not_read_holds_no_table() -> None:
    words, rules, _ = table(OURS, 100.0)
    drawn = page(words, rules)
    drawn.gated = True
    found = layout(drawn)
    assert not found.grids
    assert sum(len(printed.words) for printed in found.lines) == len(words)


PLACE = st.floats(0, 800, allow_nan=False)
ANY_WORD = st.builds(
    lambda text, x, top, size: Word(text, x, top, x + 5 * len(text), top + size, size),
    st.sampled_from(["Milepæl", "Økonomi", "Tid", "Smiley", "Drift", "og", "Ansvarligt", "center:", "2032"]),
    PLACE,
    PLACE,
    st.floats(6, 20),
)
ANY_RULE = st.builds(
    lambda x, y, length, flat: Rule(x, y, x + length, y) if flat else Rule(x, y, x, y + length),
    PLACE,
    PLACE,
    st.floats(0, 500),
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANY_WORD, max_size=25), st.lists(ANY_RULE, max_size=25))
def test_every_word_stands_in_one_cell_or_outside(words: list[Word], rules: list[Rule]) -> None:
    found = layout(page(words, rules))
    placed = [word for grid in found.grids for row in grid.rows for cell in row.cells for word in cell.words]
    outside = [word for printed in found.lines for word in printed.words]
    assert sorted([*placed, *outside]) == sorted(words)
    for grid in found.grids:
        assert grid.borders == sorted(grid.borders)
        assert all(row.cells for row in grid.rows if grid.ruled is False)
        for row in grid.rows:
            assert [cell.column for cell in row.cells] == sorted({cell.column for cell in row.cells})
            assert all(cell.column + cell.span < len(grid.borders) for cell in row.cells)
