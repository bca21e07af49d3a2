"""Floors and vertical edges that cross, to cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.model.content import Fill, Rule
from parsers.pages.layout import layout
from parsers.pages.rows import page_rows
from tests.drawn_pages import (
    COLUMNS,
    DESCRIPTION,
    ECONOMY,
    HEADER,
    OURS,
    OURS_READ,
    PADDING,
    STEP,
    TOP,
    Cells,
    grid_rules,
    line,
    lines,
    only_grid,
    page,
    table,
    texts,
)

YS = (100.0, 130.0, 160.0)
XS = (50.0, 150.0, 300.0)


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


def test_a_row_in_which_no_cell_begins_is_the_end_of_the_row_above() -> None:
    h_edges = [Rule(XS[0], YS[0], XS[2], YS[0]), Rule(XS[1], YS[1], XS[2], YS[1]), Rule(XS[0], YS[2], XS[1], YS[2])]
    v_edges = [Rule(XS[0], YS[0], XS[0], YS[2]), Rule(XS[1], YS[0], XS[1], YS[2]), Rule(XS[2], YS[0], XS[2], YS[1])]
    drawn = page([*line("et", 60, 110), *line("to", 160, 110), *line("fire", 60, 140), *line("udenfor", 160, 140)], [*h_edges, *v_edges])
    (row,) = only_grid(drawn).rows
    assert texts(row) == ["et fire", "to"]
    assert (row.top, row.bottom) == (YS[0], YS[2])
    read = page_rows([drawn])
    assert [[" ".join(cell.text.split()) for cell in row.cells] for row in read] == [["et fire", "to"], ["udenfor"]]


def test_a_line_that_turns_corners_and_closes_no_cell_is_no_table() -> None:
    h_edges = [Rule(50, 130, 300, 130), Rule(50, 160, 150, 160)]
    v_edges = [Rule(300, 100, 300, 130), Rule(50, 130, 50, 160), Rule(150, 160, 150, 190)]
    found = layout(page([*line("fra", 60, 110), *line("til", 160, 170)], [*h_edges, *v_edges]))
    assert not found.grids
    assert [printed.text for printed in found.lines] == ["fra", "til"]


def test_tables_directly_under_one_another_keep_their_own_columns() -> None:
    first, rules, end = table([HEADER, ECONOMY], 100.0)
    second, more, _ = table([HEADER, ECONOMY], end, columns=(50.0, 210.0, 390.0, 480.0, 540.0))
    above, below = layout(page([*first, *second], [*rules, *more])).grids
    assert above.borders == list(COLUMNS)
    assert below.borders == [50.0, 210.0, 390.0, 480.0, 540.0]


@given(st.tuples(*[st.floats(-15, 15)] * 5))
def test_no_border_of_a_table_however_near_moves_a_word_of_the_table_under_it(shifts: tuple[float, ...]) -> None:
    columns = tuple(x + shift for x, shift in zip((80.0, 210.0, 380.0, 470.0, 540.0), shifts, strict=True))
    first, rules, end = table([HEADER, ECONOMY], 100.0, columns=(80.0, 210.0, 380.0, 470.0, 540.0))
    second, more, _ = table([HEADER, ECONOMY], end, columns=columns)
    grids = layout(page([*first, *second], [*rules, *more])).grids
    read = [texts(row) for grid in grids for row in grid.rows]
    assert read == 2 * read[:2]
    assert all(len(row) == 4 for row in read)


def test_a_title_of_two_lines_in_the_second_column_is_one_row_whatever_the_columns_of_the_table_above() -> None:
    first, rules, end = table([HEADER, ECONOMY], 100.0)
    header: Cells = (["Drift"], ["1.2. Grønne tage", "i byen"], ["Tid"], ["Smiley"])
    second, more, _ = table([header, (["Ingen"], ["Økonomi"], [], [])], end, columns=(50.0, 174.0, 366.0, 455.0, 540.0), bold_first=True)
    _, below = layout(page([*first, *second], [*rules, *more])).grids
    assert texts(below.rows[0]) == ["Drift", "1.2. Grønne tage i byen", "Tid", "Smiley"]


def test_a_title_of_two_lines_that_touches_the_cell_before_it_is_one_row() -> None:
    header: Cells = (["Smiley"], ["1.2. Grønne tage", "i byen"], ["Drift"], ["Tid"])
    columns = (50.0, 90.0, 300.0, 400.0, 540.0)
    words, rules, _ = table([header, ([], ["Økonomi"], ["Ingen"], [])], 100.0, columns=columns, bold_first=True)
    words[0] = words[0]._replace(x1=92.0)  # as wide as its column
    grid = only_grid(page(words, rules))
    assert texts(grid.rows[0]) == ["Smiley", "1.2. Grønne tage i byen", "Drift", "Tid"]


def test_a_title_of_two_lines_is_one_row_though_the_words_beside_it_stand_between_them() -> None:
    header: Cells = (["Drift"], ["1.2. Grønne tage", "i byen"], ["Tid"], ["Smiley"])
    words, rules, _ = table([header, (["Ingen"], ["Økonomi"], [], [])], 100.0, bold_first=True, lowered=0.5)
    assert texts(only_grid(page(words, rules)).rows[0]) == ["Drift", "1.2. Grønne tage i byen", "Tid", "Smiley"]


def test_a_word_outside_every_cell_stays_outside() -> None:
    found = layout(page([*line("et", 60, 110), *line("bagefter", 60, 300)], grid_rules(XS, YS)))
    assert [printed.text for printed in found.lines] == ["bagefter"]


def test_a_header_and_the_description_that_no_edge_parts_from_it_are_two_rows() -> None:
    words, rules, _ = table([HEADER, DESCRIPTION], 100.0, bold_first=True)
    outer = [rule for rule in rules if rule.x0 == rule.x1 or rule.top == 100.0]
    assert [texts(row)[0] for row in only_grid(page(words, outer)).rows] == ["1.1. Grønne tage", "Tagene skal være grønne."]


def test_a_shadow_that_ends_within_a_line_of_print_parts_no_row() -> None:
    words, rules, end = table(OURS, 100.0)
    drawn = page(words, rules)
    drawn.fills = [Fill(COLUMNS[0] + 6, 108.0, COLUMNS[-1] + 6, end + 6, (153, 153, 153))]
    assert len(only_grid(drawn).rows) == len(OURS)


def test_a_shaded_header_ends_where_its_shade_ends_though_no_floor_is_drawn() -> None:
    words, rules, _ = table(OURS, 100.0)
    end = 100.0 + 2 * PADDING + STEP
    drawn = page(words, [rule for rule in rules if not (rule.x1 > rule.x0 and rule.top == end)])
    drawn.fills = [Fill(COLUMNS[0], 100.0, COLUMNS[-1], end, (220, 230, 240))]
    rows = only_grid(drawn).rows
    assert texts(rows[0]) == OURS_READ[0]
    assert len(rows) == len(OURS_READ)


def test_below_a_shaded_header_labels_part_the_rows_between_which_nothing_is_drawn() -> None:
    words, rules, low = table(OURS, 100.0)
    outer = [rule for rule in rules if rule.x0 == rule.x1 or rule.top in (100.0, low)]
    drawn = page(words, outer)
    drawn.fills = [Fill(COLUMNS[0], 100.0, COLUMNS[-1], 100.0 + 2 * PADDING + STEP, (220, 230, 240))]
    assert [texts(row)[:2] for row in only_grid(drawn).rows] == [row[:2] for row in OURS_READ]


def test_what_a_page_break_left_of_a_row_is_none_of_the_row_whose_label_stands_apart_below_it() -> None:
    words, rules, _ = table(OURS, 100.0)
    above = lines(["Sagen er udsat til", "mødet i september."], COLUMNS[1] + PADDING, TOP + PADDING)
    below, drawn, low = table(OURS[3:], TOP + 2 * STEP + 2 * PADDING)
    sides = [rule._replace(top=TOP) for rule in drawn if rule.x0 == rule.x1]
    floors = [rule for rule in drawn if rule.top == low]
    (grid,) = layout(page([*above, *below], [*sides, *floors], number=2), before=only_grid(page(words, rules))).grids
    assert [texts(row)[:2] for row in grid.rows[:2]] == [["", "Sagen er udsat til mødet i september."], OURS_READ[3][:2]]
