"""Words, rules and fills to tables: walls where they are drawn, words where they are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Fill, Page, Rule, Word
from parsers.edges import edges
from parsers.grid import Grid, GridRow
from parsers.layout import layout
from parsers.lines import lines_of
from tests.drawn_pages import (
    COLUMNS,
    DESCRIPTION,
    ECONOMY,
    HEADER,
    PADDING,
    STEP,
    grid_rules,
    line,
    lines,
    milestone,
    page,
    smiley,
    table,
)

YS = (100.0, 130.0, 160.0)
XS = (50.0, 150.0, 300.0)


def texts(row: GridRow) -> list[str]:
    return [" ".join(line.text for line in lines_of(cell.words)) for cell in row.cells]


def only_grid(drawn: Page) -> Grid:
    (grid,) = layout(drawn).grids
    return grid


def dashed(rule: Rule, dash: float, gap: float) -> list[Rule]:
    x0, top, x1, bottom = rule
    if x1 - x0 > bottom - top:
        return [Rule(x, top, min(x + dash, x1), bottom) for x in _steps(x0, x1, dash + gap)]
    return [Rule(x0, y, x1, min(y + dash, bottom)) for y in _steps(top, bottom, dash + gap)]


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + i * step for i in range(int((end - start) / step) + 1)]


def per_cell(rule: Rule) -> list[Rule]:
    """One piece for each cell that the rule passes, as Word draws them."""
    x0, top, x1, bottom = rule
    if x1 - x0 > bottom - top:
        return [Rule(a, top - 0.25, b + 0.5, top + 0.25) for a, b in pairwise(XS)]
    return [Rule(x0 - 0.25, a, x0 + 0.25, b + 0.5) for a, b in pairwise(YS)]


WAYS = {
    "strokes": grid_rules(XS, YS),
    "thin_rectangles": [Rule(x0 - 0.4, top - 0.4, x1 + 0.4, bottom + 0.4) for x0, top, x1, bottom in grid_rules(XS, YS)],
    "a_piece_for_each_cell": [piece for rule in grid_rules(XS, YS) for piece in per_cell(rule)],
    "dashes": [dash for rule in grid_rules(XS, YS) for dash in dashed(rule, 3.0, 3.0)],
    "dots": [dot for rule in grid_rules(XS, YS) for dot in dashed(rule, 0.7, 0.7)],
    "double_lines": grid_rules(XS, YS) + [Rule(*(side + 2 for side in rule)) for rule in grid_rules(XS, YS)],
    "missing_corners": [
        Rule(x0 + 2, top, x1 - 2, bottom) if x1 > x0 else Rule(x0, top + 2, x1, bottom - 2) for x0, top, x1, bottom in grid_rules(XS, YS)
    ],
    "open_at_the_sides": [Rule(XS[0], y, XS[-1], y) for y in YS] + [Rule(XS[1], YS[0], XS[1], YS[-1])],
}


@pytest.mark.parametrize("way", WAYS)
def test_however_its_borders_are_drawn_a_table_has_the_same_cells(way: str) -> None:
    words = [*line("et", 60, 110), *line("to", 160, 110), *line("tre", 60, 140), *line("fire", 160, 140)]
    grid = only_grid(page(words, WAYS[way]))
    assert [texts(row) for row in grid.rows] == [["et", "to"], ["tre", "fire"]]


def test_rules_of_a_lattice_are_few_edges() -> None:
    floors, walls = edges(WAYS["a_piece_for_each_cell"])
    assert len(floors) == len(YS)
    assert len(walls) == len(XS)


def test_a_row_cut_by_the_page_end_ends_where_its_walls_end() -> None:
    rules = [Rule(XS[0], YS[0], XS[-1], YS[0]), *(Rule(x, YS[0], x, 200.0) for x in XS)]
    grid = only_grid(page([*line("et", 60, 110), *line("to", 160, 110)], rules))
    assert [texts(row) for row in grid.rows] == [["et", "to"]]
    assert grid.rows[0].open_below
    assert not grid.rows[0].open_above


def test_a_cell_that_fills_a_whole_page_has_walls_and_no_floor() -> None:
    above = only_grid(page([*line("et", 60, 110), *line("to", 160, 110)], grid_rules(XS, YS)))
    drawn = page([*line("mere", 60, 400), *line("endnu", 160, 400)], [Rule(x, 40.0, x, 800.0) for x in XS], number=2)
    assert not layout(drawn).grids  # lines down a page are no table of their own
    (grid,) = layout(drawn, before=above).grids
    assert [texts(row) for row in grid.rows] == [["mere", "endnu"]]
    assert grid.rows[0].open_above
    assert grid.rows[0].open_below


def test_a_frame_round_the_page_is_no_table() -> None:
    drawn = page(lines(["En ramme", "om siden."], 60, 110), grid_rules((40.0, 555.0), (40.0, 800.0)))
    assert not layout(drawn).grids


def test_an_underlined_word_and_a_mouth_part_no_cells() -> None:
    words = [*line("et", 60, 110), *line("to", 160, 110)]
    stray = [Rule(60, 121, 70, 121), Rule(160, 115, 166, 115), Rule(152, 140, 160, 140)]
    grid = only_grid(page(words, [*grid_rules(XS, (100.0, 160.0)), *stray]))
    assert len(grid.rows) == 1
    assert texts(grid.rows[0]) == ["et", "to"]


def test_a_cell_merged_across_columns_spans_them() -> None:
    rules = [rule for rule in grid_rules(XS, YS) if rule.x0 != XS[1]] + [Rule(XS[1], YS[1], XS[1], YS[2])]
    grid = only_grid(page([*line("begge", 60, 110), *line("tre", 60, 140), *line("fire", 160, 140)], rules))
    assert [(cell.column, cell.span) for cell in grid.rows[0].cells] == [(0, 2)]
    assert [(cell.column, cell.span) for cell in grid.rows[1].cells] == [(0, 1), (1, 1)]


def test_a_cell_merged_across_rows_stands_in_the_first() -> None:
    rules = [rule for rule in grid_rules(XS, YS) if rule.top != YS[1] or rule.x1 == rule.x0] + [Rule(XS[1], YS[1], XS[2], YS[1])]
    grid = only_grid(page([*line("hele", 60, 140), *line("to", 160, 110), *line("fire", 160, 140)], rules))
    assert [texts(row) for row in grid.rows] == [["hele", "to"], ["fire"]]
    assert grid.rows[1].cells[0].column == 1


def test_tables_directly_under_one_another_keep_their_own_columns() -> None:
    first, rules, end = table([HEADER, ECONOMY], 100.0)
    second, more, _ = table([HEADER, ECONOMY], end, columns=(50.0, 210.0, 390.0, 480.0, 540.0))
    above, below = layout(page([*first, *second], [*rules, *more])).grids
    assert above.borders == list(COLUMNS)
    assert below.borders == [50.0, 210.0, 390.0, 480.0, 540.0]


def test_a_word_outside_every_cell_stays_outside() -> None:
    found = layout(page([*line("et", 60, 110), *line("bagefter", 60, 300)], grid_rules(XS, YS)))
    assert [printed.text for printed in found.lines] == ["bagefter"]


OURS = [HEADER, DESCRIPTION, milestone(1, "Planen er", "skrevet."), milestone(2, "Planen følges."), ECONOMY]


def columns_of(grid: Grid) -> list[list[str]]:
    return [texts(row) for row in grid.rows]


EXPECTED = [
    ["1.1. Grønne tage", "Drift", "Tid", "Smiley"],
    ["Tagene skal være grønne.", "Ansvarligt center: By Ansvarligt udvalg: Miljø"],
    ["Milepæl", "Planen er skrevet.", "1. opfølgning 2032", ""],
    ["Milepæl", "Planen følges.", "2. opfølgning 2032", ""],
    ["Økonomi", "Der er ikke afsat økonomi.", "", ""],
]


def test_a_table_without_rules_has_the_columns_of_its_header_and_the_rows_of_its_labels() -> None:
    words, _, _ = table(OURS, 100.0, ruled=False, bold_first=True)
    assert columns_of(only_grid(page(words))) == EXPECTED


def test_rules_between_rows_only() -> None:
    words, rules, _ = table(OURS, 100.0)
    floors = [rule for rule in rules if rule.x1 > rule.x0]
    assert columns_of(only_grid(page(words, floors))) == EXPECTED


def test_shading_every_other_row_parts_them() -> None:
    words, rules, _ = table(OURS, 100.0)
    ys = sorted({rule.top for rule in rules if rule.x1 > rule.x0})
    drawn = page(words)
    drawn.fills = [Fill(COLUMNS[0], a, COLUMNS[-1], b, (230, 230, 230)) for a, b in list(pairwise(ys))[::2]]
    assert columns_of(only_grid(drawn)) == EXPECTED


def test_a_shaded_header_ends_where_its_shade_ends_though_no_floor_is_drawn() -> None:
    words, rules, _ = table(OURS, 100.0)
    end = 100.0 + 2 * PADDING + STEP
    drawn = page(words, [rule for rule in rules if not (rule.x1 > rule.x0 and rule.top == end)])
    drawn.fills = [Fill(COLUMNS[0], 100.0, COLUMNS[-1], end, (220, 230, 240))]
    rows = only_grid(drawn).rows
    assert texts(rows[0]) == EXPECTED[0]
    assert len(rows) == len(EXPECTED)


def test_a_frame_with_rules_between_the_rows_takes_its_columns_from_the_header() -> None:
    words, rules, _ = table(OURS, 100.0)
    outer = [rule for rule in rules if rule.x1 > rule.x0 or rule.x0 in (COLUMNS[0], COLUMNS[-1])]
    assert columns_of(only_grid(page(words, outer))) == EXPECTED


def test_the_columns_may_stand_in_any_order() -> None:
    order = (3, 2, 0, 1)
    rows = [[cells[i] for i in order] for cells in OURS]
    words, _, _ = table(rows, 100.0, columns=(50.0, 120.0, 220.0, 350.0, 540.0), ruled=False, bold_first=True)
    grid = only_grid(page(words))
    assert grid.label_column == 2
    assert texts(grid.rows[2]) == ["", "1. opfølgning 2032", "Milepæl", "Planen er skrevet."]


def test_a_word_too_long_for_its_cell_merges_nothing() -> None:
    row = (["Milepæl"], ["Skolebestyrelsesformandskabskonferencerne", "holdes."], ["1. opfølgning"], [])
    words, _, _ = table([HEADER, DESCRIPTION, row, ECONOMY], 100.0, ruled=False, bold_first=True)
    found = only_grid(page(words)).rows[2]
    assert [cell.span for cell in found.cells] == [1, 1, 1, 1]


def test_a_sentence_that_runs_on_across_columns_is_one_cell() -> None:
    row = (["Økonomi"], ["Der er afsat 2 mio. kr. i 2032 og 3 mio. kr. i 2033 til alle tagene i byen."], [], [])
    words, _, _ = table([HEADER, DESCRIPTION, row], 100.0, ruled=False, bold_first=True)
    found = only_grid(page(words)).rows[2]
    assert [(cell.column, cell.span) for cell in found.cells] == [(0, 1), (1, 3)]


def test_a_theme_below_the_last_row_stands_outside_a_table_without_rules() -> None:
    words, _, end = table(OURS, 100.0, ruled=False, bold_first=True)
    found = layout(page([*words, *line("2. Veje og vand", COLUMNS[0] + PADDING, end + 20, bold=True)]))
    assert columns_of(found.grids[0]) == EXPECTED
    assert [printed.text for printed in found.lines] == ["2. Veje og vand"]


def test_a_table_without_rules_goes_on_upon_the_next_page() -> None:
    words, _, _ = table(OURS[:3], 600.0, ruled=False, bold_first=True)
    first = only_grid(page(words))
    rest, _, _ = table(OURS[3:], 60.0, ruled=False)
    (grid,) = layout(page(rest, number=2), before=first).grids
    assert columns_of(grid) == EXPECTED[3:]


def test_a_smiley_stands_in_the_cell_its_middle_is_in() -> None:
    words, rules, _ = table(OURS, 100.0)
    top = 100.0 + 4 * PADDING + 3 * STEP
    for borders in (rules, []):
        grid = only_grid(page(words, borders, inks=[smiley(480.0, top + 2)]))
        assert [len(row.cells[-1].inks) for row in grid.rows] == [0, 0, 1, 0, 0]


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
        assert all(row.cells for row in grid.rows if grid.walled is False)
        for row in grid.rows:
            assert [cell.column for cell in row.cells] == sorted({cell.column for cell in row.cells})
            assert all(cell.column + cell.span < len(grid.borders) for cell in row.cells)


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
    floors = [rule for rule in rules if rule.x1 > rule.x0][kept]
    if len(floors) < 3:
        floors.insert(1, Rule(COLUMNS[0], 320.0, COLUMNS[-1], 320.0))
    prose = lines(["Beløbene i skemaet er opgjort i løbende priser og omfatter alle udvalgets områder i årene"], 52, end + 25)
    found = layout(page([*words, *prose], floors))
    assert [texts(row) for row in found.grids[0].rows] == [[" ".join(cell) for cell in row] for row in FIGURES]
    assert [printed.words for printed in found.lines] == [prose]


def test_paragraphs_between_rules_are_no_table() -> None:
    words = [*lines(["1. Dagsordenen godkendes.", "2. Sagen udsættes."], 60, 110), *lines(["3. Orientering om tagene."], 60, 150)]
    assert not layout(page(words, [Rule(50, y, 540, y) for y in (100.0, 140.0, 180.0)])).grids
