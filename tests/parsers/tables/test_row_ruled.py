"""Tables that are not ours, with rules between their rows and no vertical edges."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.model.content import Rule
from parsers.pages.layout import layout
from tests.drawn_pages import (
    COLUMNS,
    PADDING,
    line,
    lines,
    page,
    table,
    texts,
)

FIGURES = [
    (["i 1.000 kr."], ["2031"], ["2032"], ["2033"]),
    (["1. opfølgning"], ["2,4"], ["7,3"], ["12,2"]),
    (["2. opfølgning"], ["2,4"], ["8,1"], ["13,6"]),
]


@pytest.mark.parametrize(
    "kept", [slice(None), slice(1, None), slice(0, None, 3)], ids=["all_rules", "none_above_the_header", "first_and_last_only"]
)
def test_a_table_of_figures_needs_no_walls(kept: slice) -> None:
    words, rules, end = table(FIGURES, 300.0)
    h_edges = [rule for rule in rules if rule.x1 > rule.x0][kept]
    if len(h_edges) < 3:
        h_edges.insert(1, Rule(COLUMNS[0], 320.0, COLUMNS[-1], 320.0))
    prose = lines(["Beløbene i skemaet er opgjort i løbende priser og omfatter alle udvalgets områder i årene"], 52, end + 25)
    found = layout(page([*words, *prose], h_edges))
    assert [texts(row) for row in found.grids[0].rows] == [[" ".join(cell) for cell in row] for row in FIGURES]
    assert [printed.words for printed in found.lines] == [prose]


def test_a_name_that_stands_out_to_the_left_of_its_rules_is_whole_in_the_first_column() -> None:
    words, rules, _ = table(FIGURES, 300.0)
    h_edges = [rule._replace(x0=COLUMNS[0] + 20) for rule in rules if rule.x1 > rule.x0]
    (grid,) = layout(page(words, h_edges)).grids
    assert [texts(row) for row in grid.rows] == [[" ".join(cell) for cell in row] for row in FIGURES]


@pytest.mark.parametrize("begins", [50.0, 90.0], ids=["beside_the_rules", "under_the_rules"])
def test_what_is_told_of_the_responsible_is_one_cell_though_it_stands_out_to_the_left_of_the_rules(begins: float) -> None:
    words, rules, end = table(FIGURES, 300.0)
    words += line("Ansvarligt center: By", begins, end + PADDING)
    h_edges = [rule._replace(x0=80.0) for rule in [*rules, Rule(COLUMNS[0], end + 20, COLUMNS[-1], end + 20)] if rule.x1 > rule.x0]
    (grid,) = layout(page(words, h_edges)).grids
    assert texts(grid.rows[-1]) == ["Ansvarligt center: By"]


@given(below=st.floats(-17, 4), size=st.floats(4, 16))
@example(below=-4.0, size=10.0)
@example(below=-4.0, size=7.0)
def test_no_line_is_lost_however_near_a_table_s_first_or_last_rule_it_stands(below: float, size: float) -> None:
    words, rules, _ = table(FIGURES, 300.0)
    h_edges = [rule for rule in rules if rule.x1 > rule.x0]
    ends = [*line("Andel", 54, 300.0 + below, size=size), *line("12,5", 374, h_edges[-1].top + below, size=size)]
    found = layout(page([*ends[:1], *words, *ends[1:]], h_edges))
    cells = [cell for grid in found.grids for row in grid.rows for cell in row.cells]
    printed = [word for cell in cells for word in cell.words] + [word for outside in found.lines for word in outside.words]
    assert sorted(printed) == sorted([*words, *ends])


def test_paragraphs_between_rules_are_no_table() -> None:
    words = [*lines(["1. Dagsordenen godkendes.", "2. Sagen udsættes."], 60, 110), *lines(["3. Orientering om tagene."], 60, 150)]
    assert not layout(page(words, [Rule(50, y, 540, y) for y in (100.0, 140.0, 180.0)])).grids
