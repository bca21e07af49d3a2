"""Tables of ours without vertical edges: columns and rows from their words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from parsers.model.content import Fill
from parsers.pages.layout import layout
from parsers.tables.header_words import columns_by_role
from tests.drawn_pages import (
    COLUMNS,
    DESCRIPTION,
    ECONOMY,
    HEADER,
    OURS,
    OURS_READ,
    PADDING,
    SIZE,
    SPACE,
    STEP,
    TOP,
    Cells,
    columns_of,
    line,
    lines,
    only_grid,
    page,
    smiley,
    table,
    texts,
)


def test_a_table_without_rules_has_the_columns_of_its_header_and_the_rows_of_its_labels() -> None:
    words, _, _ = table(OURS, 100.0, ruled=False, bold_first=True)
    assert columns_of(only_grid(page(words))) == OURS_READ


@pytest.mark.parametrize("lowered", [0.5, 1.0], ids=["in_the_middle", "at_the_foot"])
def test_texts_may_stand_lower_in_their_cells(lowered: float) -> None:
    title: Cells = (["1.1. Grønne", "tage"], ["Drift"], ["Tid"], ["Smiley"])
    words, _, _ = table([title, *OURS[1:]], 100.0, ruled=False, bold_first=True, lowered=lowered)
    assert columns_of(only_grid(page(words))) == OURS_READ


def test_texts_at_the_foot_of_their_cells_are_known_though_no_time_has_two_lines() -> None:
    rows: list[Cells] = [HEADER, DESCRIPTION]
    rows += [(["Milepæl"], ["Planen er lagt frem", "for udvalget."], [f"{n}. opfølgning 2032"], []) for n in (1, 2, 3)]
    columns = (50.0, 170.0, 340.0, 480.0, 540.0)
    words, _, _ = table(rows, 100.0, columns=columns, ruled=False, bold_first=True, lowered=1.0)
    read = columns_of(only_grid(page(words)))
    assert [row[:3] for row in read[2:]] == [["Milepæl", "Planen er lagt frem for udvalget.", f"{n}. opfølgning 2032"] for n in (1, 2, 3)]


def test_texts_at_the_foot_of_their_cells_are_known_by_those_responsible_at_the_foot_of_a_description() -> None:
    """Though rows stand hardly further apart than lines do."""
    columns = (50.0, 170.0, 340.0, 480.0, 540.0)
    words, _, low = table([HEADER], 100.0, columns=columns, ruled=False, bold_first=True)
    label, said, time = (x + PADDING for x in columns[:3])
    words += lines(["Tagene skal", "være grønne på", "byens huse."], label, low)
    words += [*line("Ansvarligt center: Ejendomme", said, low + 2 * STEP), *line("Milepæl", label, low + 3 * STEP + 1)]
    words += [*line("Arbejdet er i gang.", said, low + 3 * STEP + 1), *line("1. opfølgning 2032", time, low + 3 * STEP + 1)]
    words += lines(["Planen er lagt frem", "for udvalget."], said, low + 4 * STEP + 2)
    words += [*line("Milepæl", label, low + 5 * STEP + 2), *line("2. opfølgning 2032", time, low + 5 * STEP + 2)]
    read = columns_of(only_grid(page(words)))
    assert [row[1] for row in read[2:]] == ["Arbejdet er i gang.", "Planen er lagt frem for udvalget."]


def test_a_page_that_begins_with_a_text_at_whose_foot_its_one_label_stands_begins_with_its_row() -> None:
    words, _, _ = table(OURS[:4], 100.0, ruled=False, bold_first=True, lowered=1.0)
    (first,) = layout(page(words)).grids
    economy: Cells = (["Økonomi"], ["Der er ikke afsat økonomi.", "Status:", "Taget er dyrere."], [], [])
    words, _, _ = table([economy], TOP, ruled=False, lowered=1.0)
    (rest,) = layout(page(words, number=2), before=first).grids
    assert columns_of(rest) == [["Økonomi", " ".join(economy[1]), "", ""]]


def test_a_row_that_a_pages_end_tears_and_fills_from_its_top_raises_no_other_label() -> None:
    first: Cells = (["Milepæl"], ["Planen er klar.", "Status:", "Den er forsinket."], ["1. opfølgning 2032"], [])
    columns = (50.0, 170.0, 340.0, 480.0, 540.0)
    merged = lines(["Tagene skal være grønne på byens huse.", "Ansvarligt center: Ejendomme"], columns[0] + PADDING, 130.0)
    head, _, _ = table([HEADER], 100.0, columns=columns, ruled=False, bold_first=True)
    words, _, low = table([first], 160.0, columns=columns, ruled=False, lowered=0.5)
    torn, _, _ = table(
        [(["Milepæl"], ["Et notat er sendt", "i høring hos"], ["2. opfølgning 2032"], [])], low, columns=columns, ruled=False
    )
    read = columns_of(only_grid(page([*head, *merged, *words, *torn])))
    assert [row[:3] for row in read[-2:]] == [
        ["Milepæl", " ".join(first[1]), "1. opfølgning 2032"],
        ["Milepæl", "Et notat er sendt i høring hos", "2. opfølgning 2032"],
    ]


def test_lines_centred_below_a_shorter_header_are_of_its_column_where_labels_are_centred_too() -> None:
    rows = [
        ("1.1. Nye tage", "Drift", "Tid", "Smiley"),
        ("Tagene skal", "Ansvarligt center: By", "", ""),
        ("være grønne over alt i byen", "", "", ""),
        ("Milepæl", "Planen er lagt frem.", "1. opfølgning 2032", ""),
        ("Økonomi", "Der er ikke afsat økonomi.", "", ""),
    ]
    words = []
    for k, cells in enumerate(rows):
        for middle, cell in zip((120.0, 300.0, 440.0, 520.0), cells, strict=True):
            across = line(cell, 0.0, 100.0 + 2 * k * STEP, bold=k == 0)
            words += [word._replace(x0=word.x0 + middle - across[-1].x1 / 2, x1=word.x1 + middle - across[-1].x1 / 2) for word in across]
    found = layout(page(words))
    assert [row[0] for row in columns_of(found.grids[0])] == [
        "1.1. Nye tage",
        "Tagene skal være grønne over alt i byen",
        "Milepæl",
        "Økonomi",
    ]
    assert not found.lines


def test_a_larger_word_in_the_column_of_signs_throws_no_row_out() -> None:
    words, _, _ = table(OURS, 100.0, ruled=False, bold_first=True)
    label = next(word for word in words if word.text == "Økonomi")
    sign = line("OK", COLUMNS[3] + PADDING, label.top - 2, size=SIZE * 1.3)
    assert columns_of(only_grid(page([*words, *sign])))[-1] == ["Økonomi", "Der er ikke afsat økonomi.", "", "OK"]


def test_a_title_whose_number_stands_alone_above_the_words_of_its_header_is_whole() -> None:
    title: Cells = (["1.1.", "Grønne tage"], ["Drift"], ["Tid"], ["Smiley"])
    words, _, _ = table([title, *OURS[1:]], 100.0, ruled=False, bold_first=True, lowered=0.5)
    assert columns_of(only_grid(page(words))) == OURS_READ


@pytest.mark.parametrize("title", [["1.1.", "Grønne tage"], ["1.1. Grønne", "tage på", "byens huse"]])
def test_a_title_around_the_words_of_its_header_is_whole_though_no_font_tells_what_is_bold(title: list[str]) -> None:
    words, rules, _ = table([(title, ["Drift"], ["Tid"], ["Smiley"]), *OURS[1:]], 100.0, lowered=0.5)
    h_edges = [rule for rule in rules if rule.x1 > rule.x0]
    assert columns_of(only_grid(page(words, h_edges)))[0] == [" ".join(title), "Drift", "Tid", "Smiley"]


def test_a_tall_sign_that_widens_its_row_does_not_lower_the_labels_of_the_next_page() -> None:
    words, _, _ = table(OURS, 100.0, ruled=False, bold_first=True)
    before = only_grid(page(words))
    rest = lines(["Sagen er udsat til mødet", "i september."], COLUMNS[1] + PADDING, TOP)
    tops = (TOP + 26, TOP + 62, TOP + 98)  # the rows are as tall as their signs
    rows = [(["Milepæl"], [], ["3. opfølgning 2032"], []), (["Milepæl"], [], ["31.12.2032"], []), ECONOMY]
    below = [word for row, top in zip(rows, tops, strict=True) for word in table([row], top, ruled=False)[0]]
    (grid,) = layout(page([*rest, *below], number=2), before=before).grids
    assert [row[:2] for row in columns_of(grid)[:2]] == [["", "Sagen er udsat til mødet i september."], ["Milepæl", ""]]


def test_a_sign_much_taller_than_the_last_row_stands_in_it() -> None:
    words, _, end = table(OURS, 100.0, ruled=False, bold_first=True)
    sign = smiley(COLUMNS[3] + 4, end - STEP - PADDING, side=70.0)
    (grid,) = layout(page(words, symbols=[sign])).grids
    assert grid.rows[-1].cells[-1].symbols == [sign]


@pytest.mark.parametrize("resumed", [True, False], ids=["above_the_next_row", "above_the_next_table"])
def test_a_sign_that_a_page_break_parts_from_its_row_is_the_end_of_it(resumed: bool) -> None:
    words, _, _ = table(OURS[: -1 if resumed else None], 100.0, ruled=False, bold_first=True)
    before = only_grid(page(words))
    sign = smiley(COLUMNS[3] + 4, 50.0)
    words, _, _ = table([ECONOMY] if resumed else OURS, 66.0 if resumed else 120.0, ruled=False, bold_first=not resumed)
    first = layout(page(words, number=2, symbols=[sign]), before=before).grids[0]
    assert first.resumed
    assert [cell.symbols for cell in first.rows[0].cells] == [[], [], [], [sign]]


@pytest.mark.parametrize("side", [30.0, 60.0])
def test_a_letterhead_s_picture_is_no_sign_of_the_page_before(side: float) -> None:
    words, _, _ = table(OURS, 100.0, ruled=False, bold_first=True)
    before = only_grid(page(words))
    mark = smiley(COLUMNS[3] + 4, 20.0, side=side)
    words, _, _ = table(OURS, 120.0, ruled=False, bold_first=True)
    assert layout(page(words, number=2, symbols=[mark]), before=before).symbols == [mark]


def test_lowered_texts_are_known_again_on_a_page_without_times_of_two_lines() -> None:
    words, _, _ = table(OURS, 100.0, ruled=False, bold_first=True, lowered=0.5)
    before = only_grid(page(words))
    last: Cells = (["Milepæl"], ["Planen er lagt", "frem for", "udvalget."], ["31.12.2032"], [])
    words, _, _ = table([last, ECONOMY], TOP, ruled=False, lowered=0.5)
    (grid,) = layout(page(words, number=2), before=before).grids
    assert [row[:2] for row in columns_of(grid)] == [["Milepæl", "Planen er lagt frem for udvalget."], ["Økonomi", ECONOMY[1][0]]]


@pytest.mark.parametrize("gap", [2.0, 12.0], ids=["close_above_it", "apart_from_it"])
def test_a_title_that_runs_across_the_columns_is_none_of_the_headers_cells(gap: float) -> None:
    title = line("1.1. Grønne tage på alle byens huse", COLUMNS[0] + PADDING, 100.0 - STEP + PADDING - gap, bold=True)
    rest, _, _ = table([([], *OURS[0][1:]), *OURS[1:]], 100.0, ruled=False, bold_first=True)
    found = layout(page([*title, *rest]))
    read = [row for grid in found.grids for row in columns_of(grid)]
    assert read[-len(OURS) :] == [["", *OURS_READ[0][1:]], *OURS_READ[1:]]
    assert [*(printed.text for printed in found.lines), *(row[0] for row in read[: -len(OURS)])] == ["1.1. Grønne tage på alle byens huse"]


@pytest.mark.parametrize("beside", ["Drift", "Tid"])
def test_a_title_that_touches_the_words_beside_it_is_parted_from_them(beside: str) -> None:
    other = {"Drift": "Tid", "Tid": "Drift"}[beside]
    words, _, _ = table([(["1.1. Grønne tage på huse"], [beside], [other], ["Smiley"])], 100.0, ruled=False, bold_first=True)
    at = next(i for i, word in enumerate(words) if word.text == beside)
    words[at - 1] = words[at - 1]._replace(x1=words[at].x0 - SPACE)
    assert texts(only_grid(page(words)).rows[0]) == ["1.1. Grønne tage på huse", beside, other, "Smiley"]


def test_a_bold_theme_in_letters_of_the_same_size_ends_a_table() -> None:
    words, _, end = table(OURS, 100.0, ruled=False, bold_first=True)
    theme = line("2. Veje og vand", COLUMNS[0] + PADDING, end + 10, bold=True)
    found = layout(page([*words, *theme]))
    assert columns_of(found.grids[0]) == OURS_READ
    assert [printed.text for printed in found.lines] == ["2. Veje og vand"]


def test_rules_between_rows_only() -> None:
    words, rules, _ = table(OURS, 100.0)
    h_edges = [rule for rule in rules if rule.x1 > rule.x0]
    assert columns_of(only_grid(page(words, h_edges))) == OURS_READ


def test_shading_every_other_row_parts_them() -> None:
    words, rules, _ = table(OURS, 100.0)
    ys = sorted({rule.top for rule in rules if rule.x1 > rule.x0})
    drawn = page(words)
    drawn.fills = [Fill(COLUMNS[0], a, COLUMNS[-1], b, (230, 230, 230)) for a, b in list(pairwise(ys))[::2]]
    assert columns_of(only_grid(drawn)) == OURS_READ


def test_a_frame_with_rules_between_the_rows_takes_its_columns_from_the_header() -> None:
    words, rules, _ = table(OURS, 100.0)
    outer = [rule for rule in rules if rule.x1 > rule.x0 or rule.x0 in (COLUMNS[0], COLUMNS[-1])]
    assert columns_of(only_grid(page(words, outer))) == OURS_READ


def test_the_columns_may_stand_in_any_order() -> None:
    order = (3, 2, 0, 1)
    rows = [[cells[i] for i in order] for cells in OURS]
    words, _, _ = table(rows, 100.0, columns=(50.0, 120.0, 220.0, 350.0, 540.0), ruled=False, bold_first=True)
    grid = only_grid(page(words))
    assert columns_by_role(grid.heads) == (2, 1, 3, False)
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
    assert columns_of(found.grids[0]) == OURS_READ
    assert [printed.text for printed in found.lines] == ["2. Veje og vand"]


def test_a_table_without_rules_goes_on_upon_the_next_page() -> None:
    words, _, _ = table(OURS[:3], 600.0, ruled=False, bold_first=True)
    first = only_grid(page(words))
    rest, _, _ = table(OURS[3:], 60.0, ruled=False)
    (grid,) = layout(page(rest, number=2), before=first).grids
    assert columns_of(grid) == OURS_READ[3:]


ALL_HEADED: Cells = (["Indsats"], ["Drift/anlæg"], ["Tid"], ["Smiley"])
SECOND: Cells = (["1.2. Regnvand på", "tagene"], ["Anlæg"], [], [])
SECOND_READ = ["1.2. Regnvand på tagene", "Anlæg", "", ""]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "borderless"])
def test_one_header_may_stand_over_all_initiatives(ruled: bool) -> None:
    title: Cells = (HEADER[0], HEADER[1], [], [])
    words, rules, _ = table([ALL_HEADED, title, *OURS[1:], SECOND, *OURS[1:]], 100.0, ruled=ruled, bold_first=True)
    read = columns_of(only_grid(page(words, rules)))
    first, second = ["1.1. Grønne tage", "Drift", "", ""], OURS_READ[1:]
    assert [row[:2] for row in read] == [
        row[:2] for row in [["Indsats", "Drift/anlæg", "Tid", "Smiley"], first, *second, SECOND_READ, *second]
    ]


def test_below_a_theme_a_table_with_one_header_goes_on_and_so_it_does_upon_the_next_page() -> None:
    words, _, end = table([ALL_HEADED, (HEADER[0], HEADER[1], [], []), *OURS[1:]], 100.0, ruled=False, bold_first=True)
    theme = line("2. Veje og vand", COLUMNS[0] + PADDING, end + 20, bold=True)
    rest, _, _ = table([SECOND, *OURS[1:]], end + 40, ruled=False)
    found = layout(page([*words, *theme, *rest]))
    assert [columns_of(grid)[-4:] for grid in found.grids] == [OURS_READ[1:]] * 2
    assert [printed.text for printed in found.lines] == ["2. Veje og vand"]
    later, _, _ = table([SECOND, *OURS[1:]], 60.0, ruled=False)
    (grid,) = layout(page(later, number=2), before=found.grids[-1]).grids
    assert columns_of(grid) == [SECOND_READ, *OURS_READ[1:]]


MERGED = ["Tagene skal være grønne, før de gamle er udtjent, og de", "skal vandes", "med regnvand fra kommunens egne huse og fra veje og"]


@pytest.mark.parametrize("lines_above", [1, 2], ids=["below_its_first_line", "below_its_second"])
def test_a_description_over_two_columns_goes_on_upon_the_next_page(lines_above: int) -> None:
    header, _, _ = table([HEADER], 600.0, ruled=False, bold_first=True)
    first = only_grid(page([*header, *lines(MERGED[:lines_above], 54, 630), *line("Ansvarligt center: By", 374, 630)]))
    rest, _, _ = table(OURS[2:], 110.0, ruled=False)
    (grid,) = layout(page([*lines(MERGED[lines_above:], 54, 60), *rest], number=2), before=first).grids
    assert texts(grid.rows[0])[0] == " ".join(MERGED[lines_above:])
    assert columns_of(grid)[1:] == OURS_READ[2:]


def test_a_sentence_at_a_page_s_top_is_no_description_when_the_table_before_has_its_milestones() -> None:
    first = only_grid(page(table(OURS[:3], 600.0, ruled=False, bold_first=True)[0]))
    rest, _, _ = table(OURS[3:], 110.0, ruled=False)
    found = layout(page([*line(MERGED[0], 54, 60), *rest], number=2), before=first)
    assert [printed.text for printed in found.lines] == MERGED[:1]
    assert columns_of(found.grids[0]) == OURS_READ[3:]


def test_text_that_begins_a_page_is_no_description_when_text_stood_below_the_table_before() -> None:
    first = only_grid(page(table(OURS[:2], 600.0, ruled=False, bold_first=True)[0]))
    first.lines_below = 12
    assert not layout(page(lines(MERGED, 54, 60), number=2), before=first).grids


def test_a_justified_title_is_one_cell() -> None:
    words, _, _ = table(OURS, 100.0, ruled=False, bold_first=True)
    title = line("1.1.", 54, 104, bold=True) + line("Grønne", 84, 104, bold=True) + line("tage", 130, 104, bold=True)
    assert columns_of(only_grid(page([*title, *words[3:]])))[0] == ["1.1. Grønne tage", "Drift", "Tid", "Smiley"]


def test_all_above_its_floor_belongs_to_a_header_though_two_of_its_cells_wrap() -> None:
    title: Cells = (["1.1. Grønne", "tage"], ["Drift"], ["Tid"], ["Smile", "y"])
    words, rules, _ = table([title, *OURS[1:]], 100.0, bold_first=True)
    h_edges = [rule for rule in rules if rule.top == rule.bottom]
    assert columns_of(only_grid(page(words, h_edges))) == [["1.1. Grønne tage", "Drift", "Tid", "Smile y"], *OURS_READ[1:]]


def test_a_table_that_begins_below_its_title_has_a_column_for_its_labels_before_the_first_is_seen() -> None:
    title: Cells = (["1.1. Grønne tage"], [], [], [])
    words, _, _ = table([title, ([], *HEADER[1:]), DESCRIPTION], 100.0, ruled=False, bold_first=True)
    (grid,) = layout(page(words)).grids
    assert columns_of(grid)[-1] == ["Tagene skal være grønne.", "Ansvarligt center: By Ansvarligt udvalg: Miljø"]


def test_the_smiley_of_a_header_may_be_cut_by_its_column() -> None:
    title: Cells = (["1.1. Grønne tage"], [], [], [])
    words, _, _ = table([title, ([], ["Drift"], ["Tid"], ["Smile", "y"]), *OURS[1:]], 100.0, ruled=False, bold_first=True)
    (grid,) = layout(page(words)).grids
    assert columns_of(grid)[-3:] == OURS_READ[-3:]


def test_a_header_that_a_page_s_end_parts_from_its_title_has_a_column_for_it_where_its_shade_begins() -> None:
    words, _, low = table([([], *HEADER[1:])], 700.0, ruled=False, bold_first=True)
    ended = page([*line("2. Veje", 54, 688, bold=True), *words])
    ended.fills.append(Fill(COLUMNS[0], 700.0, COLUMNS[-1], low, (220, 230, 240)))
    (before,) = layout(ended).grids
    assert columns_of(before) == [["", "Drift", "Tid", "Smiley"]]
    rest, _, _ = table([(["1.1. Grønne tage"], [], [], []), *OURS[1:]], TOP, ruled=False, bold_first=True)
    (grid,) = layout(page(rest, number=2), before=before).grids
    assert columns_of(grid)[1:] == OURS_READ[1:]


def test_a_header_that_a_page_s_end_parts_from_its_title_has_the_columns_of_the_table_above_it() -> None:
    words, _, low = table(OURS, 400.0, ruled=False, bold_first=True)
    header, _, _ = table([([], *HEADER[1:])], low + 30.0, ruled=False, bold_first=True)
    before = layout(page([*words, *line("2. Veje", 54, low + 16.0, bold=True), *header])).grids[-1]
    assert columns_of(before) == [["", "Drift", "Tid", "Smiley"]]
    rest, _, _ = table([(["1.1. Grønne tage"], [], [], []), *OURS[1:]], TOP, ruled=False, bold_first=True)
    (grid,) = layout(page(rest, number=2), before=before).grids
    assert columns_of(grid)[1:] == OURS_READ[1:]


def test_a_text_over_all_columns_with_wide_gaps_is_one_cell() -> None:
    latest = [
        *line("Seneste status", COLUMNS[0] + PADDING, 200.0),
        *line("Planen er godkendt på", COLUMNS[1] + PADDING, 200.0),
        *line("Social- og", COLUMNS[2] + PADDING, 200.0),
        *line("Sundhedsudvalgets møde.", 440.0, 200.0),
    ]
    words, _, end = table([*OURS], 60.0, ruled=False, bold_first=True)
    latest = [word._replace(top=end + 4, bottom=end + 14) for word in latest]
    read = columns_of(only_grid(page([*words, *latest])))
    assert read[-1] == ["Seneste status", "Planen er godkendt på Social- og Sundhedsudvalgets møde."]


def test_a_page_may_begin_with_a_row_whose_text_stands_above_its_label() -> None:
    words, _, _ = table(OURS[:4], 100.0, ruled=False, bold_first=True, lowered=0.5)
    (first,) = layout(page(words)).grids
    economy = (["Økonomi"], ["Der er ikke afsat økonomi.", "Status:", "Taget er dyrere", "end ventet, og", "det gav klager."], [], [])
    words, _, _ = table([economy], TOP, ruled=False, lowered=0.5)
    (rest,) = layout(page(words, number=2), before=first).grids
    assert columns_of(rest) == [["Økonomi", " ".join(economy[1]), "", ""]]


def test_the_first_row_may_begin_above_the_widest_gap_below_a_description() -> None:
    high = (["Milepæl"], ["Planen er", "", "skrevet.", "Status:", "Den er", "forsinket.", "", "", "Igen."], ["1. opfølgning", "2032"], [])
    words, _, _ = table([HEADER, DESCRIPTION, high, *OURS[3:]], 100.0, ruled=False, bold_first=True, lowered=0.5)
    (grid,) = layout(page(words)).grids
    assert columns_of(grid)[2] == ["Milepæl", " ".join(filter(None, high[1])), "1. opfølgning 2032", ""]


def test_a_header_in_the_middle_of_a_title_of_two_lines_is_none_of_it_though_it_stands_near() -> None:
    columns = [COLUMNS[0], COLUMNS[0] + 36.0, *COLUMNS[1:3], COLUMNS[3]]
    title: Cells = (["Smiley"], ["1.1. Grønne tage", "på alle huse"], ["Drift"], ["Tid"])
    rows: list[Cells] = [title, *(([], *row[:3]) for row in OURS[1:])]
    words, _, _ = table(rows, 100.0, columns=columns, ruled=False, bold_first=True)
    words = [
        word._replace(top=112.0 + PADDING, bottom=112.0 + PADDING + SIZE) if word.text in ("Smiley", "Drift", "Tid") else word
        for word in words
    ]
    (grid,) = layout(page(words)).grids
    assert [cell for cell in columns_of(grid)[0] if cell] == ["Smiley", "1.1. Grønne tage på alle huse", "Drift", "Tid"]


def test_a_headers_own_word_is_no_part_of_the_title_that_stands_near_above_it() -> None:
    title = line("1.1. Grønne tage", COLUMNS[0] + PADDING, 100.0 - STEP + PADDING - 2.0, bold=True)
    rest, _, _ = table([(["Indsats"], *OURS[0][1:]), *OURS[1:]], 100.0, ruled=False, bold_first=True)
    found = layout(page([*title, *rest]))
    (grid,) = found.grids
    assert columns_of(grid)[0][0] == "Indsats"
    assert [printed.text for printed in found.lines] == ["1.1. Grønne tage"]


def test_a_text_that_overlaps_a_label_is_of_its_row() -> None:
    words, _, _ = table(OURS[:4], 100.0, ruled=False, bold_first=True, lowered=0.5)
    (first,) = layout(page(words)).grids
    words = [*lines(["Der er ikke afsat økonomi."], COLUMNS[1] + PADDING, TOP), *lines(["Økonomi"], COLUMNS[0] + PADDING, TOP + 6.0)]
    (rest,) = layout(page(words, number=2), before=first).grids
    assert columns_of(rest) == [["Økonomi", "Der er ikke afsat økonomi.", "", ""]]
