"""What a page break tore is whole again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from parsers.model.content import OCR, Fill, PageContent, Rule
from parsers.model.rows import RowKind
from parsers.pages.rows import page_rows
from tests.drawn_pages import (
    COLUMNS,
    DESCRIPTION,
    ECONOMY,
    HEADER,
    LOW,
    OURS_READ,
    PADDING,
    STEP,
    TOP,
    Cells,
    drawn,
    grid_rules,
    line,
    milestone,
    of_kind,
    page,
    smiley,
    table,
    tables,
)

RULED = pytest.mark.parametrize("ruled", [True, False], ids=["with_rules", "without_rules"])


@RULED
def test_a_row_with_its_label_on_the_first_part_only_is_one_row(ruled: bool) -> None:
    split: Cells = ([], ["og følges nu."], ["2032"], [])
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW, 1, ruled=ruled)
    second = drawn([split, ECONOMY], TOP, 2, ruled=ruled, bold=False)
    rows = tables(page_rows([first, second]))
    assert rows[2] == ["Milepæl", "Planen er skrevet og følges nu.", "1. opfølgning 2032", ""]
    assert len(rows) == 4


def test_each_part_of_a_torn_row_has_its_place() -> None:
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW, 1)
    second = drawn([([], ["og følges nu."], ["2032"], []), ECONOMY], TOP, 2, bold=False)
    split = next(row for row in page_rows([first, second]) if row.cells and row.cells[0].text == "Milepæl")
    assert [place.page for place in split.places] == [1, 2]
    assert split.places[1].top == TOP


def test_a_row_without_a_closing_rule_at_the_page_end_is_whole() -> None:
    words, rules, end = table([HEADER, DESCRIPTION, milestone(1, "Planen er")], LOW)
    first = page(words, [rule for rule in rules if rule.top != end])
    words, rules, _ = table([([], ["skrevet."], [], []), ECONOMY], TOP)
    second = page(words, [rule for rule in rules if not (rule.top == TOP and rule.x1 > rule.x0)], number=2)
    assert tables(page_rows([first, second]))[2][1] == "Planen er skrevet."


def test_a_smiley_on_the_second_part_belongs_to_the_row() -> None:
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW, 1)
    second = drawn([([], ["og følges nu."], ["2032"], []), ECONOMY], TOP, 2, bold=False)
    second.symbols.append(smiley(COLUMNS[3] + 5, TOP + 4))
    rows = page_rows([first, second])
    assert [len(cell.symbols) for row in rows if row.cells[0].text == "Milepæl" for cell in row.cells] == [0, 0, 0, 1]


@RULED
def test_a_description_over_three_pages_is_one_row(ruled: bool) -> None:
    pages = [
        drawn([HEADER, (["Tagene skal"], ["Ansvarligt center: By"], [], [])], LOW, 1, ruled=ruled),
        drawn([(["være grønne, og"], [], [], [])], TOP, 2, ruled=ruled, bold=False),
        drawn([(["det varer længe."], [], [], []), milestone(1, "Planen er skrevet.")], TOP, 3, ruled=ruled, bold=False),
    ]
    rows = page_rows(pages)
    assert tables(rows)[1][0] == "Tagene skal være grønne, og det varer længe."
    assert len(tables(rows)) == 3


@RULED
def test_a_repeated_header_is_furniture(ruled: bool) -> None:
    first = drawn([HEADER, DESCRIPTION, milestone(1, "Planen er skrevet.")], LOW, 1, ruled=ruled)
    second = drawn([HEADER, milestone(2, "Planen følges."), ECONOMY], TOP, 2, ruled=ruled)
    rows = page_rows([first, second])
    assert [row[0] for row in tables(rows)] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Milepæl", "Milepæl", "Økonomi"]
    assert of_kind(rows, RowKind.FURNITURE) == [["1.1. Grønne tage", "Drift", "Tid", "Smiley"]]


def test_a_torn_row_under_a_repeated_header_is_whole() -> None:
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW, 1)
    second = drawn([HEADER, ([], ["og følges nu."], ["2032"], []), ECONOMY], TOP, 2)
    assert tables(page_rows([first, second]))[2] == ["Milepæl", "Planen er skrevet og følges nu.", "1. opfølgning 2032", ""]


def test_a_heading_row_torn_in_two_is_one_row() -> None:
    first = drawn([(["1.1. Grønne tage"], ["Drift"], ["Tid"], ["Smiley"])], LOW, 1)
    second = drawn([(["og blå gårde"], [], [], []), DESCRIPTION, ECONOMY], TOP, 2)
    rows = tables(page_rows([first, second]))
    assert rows[0] == ["1.1. Grønne tage og blå gårde", "Drift", "Tid", "Smiley"]
    assert rows[1][0] == "Tagene skal være grønne."


def test_a_description_that_begins_a_page_is_no_part_of_the_heading() -> None:
    rows = tables(page_rows([drawn([HEADER], LOW, 1), drawn([DESCRIPTION, ECONOMY], TOP, 2, bold=False)]))
    assert [row[0] for row in rows] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Økonomi"]


def test_two_rows_with_times_of_their_own_are_not_one() -> None:
    lost: Cells = ([], ["Planen følges."], ["2. opfølgning", "2032"], [])
    rows = tables(
        page_rows([drawn([HEADER, DESCRIPTION, milestone(1, "Planen er skrevet.")], LOW, 1), drawn([lost, ECONOMY], TOP, 2, bold=False)])
    )
    assert rows[3] == ["", "Planen følges.", "2. opfølgning 2032", ""]


def test_a_strip_that_a_page_break_cut_off_is_no_row() -> None:
    words, rules, end = table([HEADER, DESCRIPTION], 600.0)
    first = page(words, rules + [Rule(x, end, x, end + 10) for x in COLUMNS])
    second = drawn([milestone(1, "Planen er skrevet."), ECONOMY], TOP, 2, bold=False)
    assert [row[0] for row in tables(page_rows([first, second]))] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Milepæl", "Økonomi"]


def test_a_title_across_a_table_that_begins_a_page_is_no_part_of_the_row_above() -> None:
    title = line("1.2. Blå gårde på alle byens huse", COLUMNS[0] + 4, TOP, bold=True)
    second, more, _ = table([([], *HEADER[1:]), DESCRIPTION], TOP + 20, bold_first=True)
    rules = [Rule(COLUMNS[0], TOP - 4, COLUMNS[-1], TOP - 4), *(Rule(x, TOP - 4, x, TOP + 20) for x in (COLUMNS[0], COLUMNS[-1]))]
    rows = tables(page_rows([drawn([HEADER, DESCRIPTION, ECONOMY], LOW - 60, 1), page([*title, *second], [*more, *rules], number=2)]))
    assert [row[0] for row in rows[2:]] == ["Økonomi", "1.2. Blå gårde på alle byens huse", "", "Tagene skal være grønne."]


def test_a_title_that_ends_a_page_is_followed_by_a_table_of_its_own() -> None:
    head: Cells = ([], *HEADER[1:])
    first = drawn([head, DESCRIPTION, ECONOMY], LOW - 60, 1)
    first.words += line("1.2. Blå gårde", COLUMNS[0], LOW + 40, bold=True)
    rows = page_rows([first, drawn([head, DESCRIPTION], TOP, 2)])
    assert [row[1] for row in tables(rows) if row[0] == ""] == ["Drift", "Drift"]
    assert not of_kind(rows, RowKind.FURNITURE)


def test_a_header_printed_again_is_known_though_the_page_has_it_at_other_places() -> None:
    columns = (50.0, 190.0, 350.0, 480.0)
    again, _, _ = table([HEADER, milestone(1, "Planen er skrevet.")], TOP, columns=columns, ruled=False, bold_first=True)
    rows = page_rows([drawn([HEADER, DESCRIPTION], LOW, 1, ruled=False), page(again, number=2)])
    assert [row[0] for row in tables(rows)] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Milepæl"]
    assert of_kind(rows, RowKind.FURNITURE) == [["1.1. Grønne tage", "Drift", "Tid", "Smiley"]]


def test_a_title_and_the_header_below_it_printed_again_are_known() -> None:
    whole: list[Cells] = [(["1.2. Blå gårde"], [], [], []), ([], *HEADER[1:])]
    rows = page_rows([drawn([*whole, DESCRIPTION], LOW - 60, 1), drawn([*whole, milestone(1, "Planen er skrevet.")], TOP, 2)])
    assert [row[:2] for row in tables(rows)][2:] == [OURS_READ[1], ["Milepæl", "Planen er skrevet."]]
    assert of_kind(rows, RowKind.FURNITURE) == [["1.2. Blå gårde", "", "", ""], ["", "Drift", "Tid", "Smiley"]]


def test_the_words_of_a_header_below_a_title_are_no_repetition_of_those_above() -> None:
    title, words = line("1.2. Blå gårde på alle byens huse", COLUMNS[0] + 4, LOW + 44, bold=True), ([], *HEADER[1:])
    first = drawn([words, DESCRIPTION, ECONOMY], LOW - 60, 1)
    first.words += title
    first.rules += [Rule(COLUMNS[0], LOW + 60, COLUMNS[-1], LOW + 60)]
    first.rules += [Rule(x, LOW + 40, x, LOW + 60) for x in (COLUMNS[0], COLUMNS[-1])]
    rows = page_rows([first, drawn([words, DESCRIPTION], TOP, 2)])
    assert [row[1] for row in tables(rows) if row[0] == ""] == ["Drift", "Drift"]


def test_an_empty_strip_of_a_header_is_no_row_though_a_rule_closes_it() -> None:
    rows = page_rows([drawn([HEADER], LOW, 1), drawn([([""], [""], [""], [""]), DESCRIPTION, ECONOMY], TOP, 2, bold=False)])
    assert [row[0] for row in tables(rows)] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Økonomi"]


def test_a_torn_row_skips_the_furniture_between_its_parts() -> None:
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW, 1)
    first.words += line("Side 1 af 2", 60, 810)
    second = drawn([([], ["og følges nu."], ["2032"], []), ECONOMY], TOP, 2, bold=False)
    second.words += line("Side 2 af 2", 60, 810)
    assert tables(page_rows([first, second]))[2][1] == "Planen er skrevet og følges nu."


@RULED
def test_a_row_torn_around_a_footnote_is_whole(ruled: bool) -> None:
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW - 60, 1, ruled=ruled)
    first.words += line("1) Tallene er foreløbige i hele denne lange fodnote.", 52, 760, size=8)
    second = drawn([([], ["og følges nu."], ["2032"], []), ECONOMY], TOP, 2, ruled=ruled, bold=False)
    rows = page_rows([first, second])
    assert tables(rows)[2] == ["Milepæl", "Planen er skrevet og følges nu.", "1. opfølgning 2032", ""]


def test_a_line_above_a_table_that_goes_on_is_no_part_of_it() -> None:
    first = drawn([HEADER, DESCRIPTION, milestone(1, "Planen er skrevet.")], LOW, 1, ruled=False)
    second = drawn([milestone(2, "Planen følges."), ECONOMY], TOP + 40, 2, ruled=False, bold=False)
    second.words += line("Kommunens opfølgning for året 2032", 52, TOP)
    rows = page_rows([first, second])
    assert [row[0] for row in tables(rows)] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Milepæl", "Milepæl", "Økonomi"]
    assert of_kind(rows, RowKind.TEXT) == [["Kommunens opfølgning for året 2032"]]


def test_a_row_goes_on_though_a_centred_time_begins_further_left_than_its_header() -> None:
    columns = (50.0, 170.0, 370.0, 470.0, 540.0)
    head: Cells = (["1.1. Grønne tage"], ["Drift"], ["Tid"], ["Smiley"])
    first, _, _ = table([head, DESCRIPTION], LOW, columns=columns, ruled=False, bold_first=True)
    first = [word._replace(x0=word.x0 + 23.75, x1=word.x1 + 23.75) if word.text == "Tid" else word for word in first]
    more: Cells = (["Det bliver", "grønnere."], [], [], [])
    second, _, _ = table([more, milestone(1, "Planen er skrevet."), milestone(2, "Planen følges.")], TOP, columns=columns, ruled=False)
    rows = tables(page_rows([page(first), page(second, number=2)]))
    assert rows[1][0] == "Tagene skal være grønne. Det bliver grønnere."


def test_a_label_over_two_lines_begins_a_row() -> None:
    status: Cells = (["Seneste", "status"], ["Tagene er grønne."], [], [])
    rows = tables(page_rows([drawn([HEADER, DESCRIPTION, ECONOMY, status], TOP, 1, ruled=False)]))
    assert rows[-1][:2] == ["Seneste status", "Tagene er grønne."]


def test_a_table_that_is_not_ours_is_torn_where_a_sentence_runs_on() -> None:
    head: Cells = (["MÅL"], ["INDSATSER"], ["RESULTATER"])
    columns = (50.0, 200.0, 350.0, 540.0)
    first, rules, _ = table([head, (["Flere grønne tage"], ["Vi bygger"], ["Der er nu mange"])], LOW, columns=columns)
    second, more, _ = table([([], [], ["grønne tage."]), (["Blå gårde"], ["Vi graver"], ["Ingen endnu."])], TOP, columns=columns)
    rows = tables(page_rows([page(first, rules), page(second, more, number=2)]))
    assert rows[1:] == [["Flere grønne tage", "Vi bygger", "Der er nu mange grønne tage."], ["Blå gårde", "Vi graver", "Ingen endnu."]]


def test_a_torn_row_is_parted_from_the_header_printed_again_above_it_with_no_rule_between() -> None:
    head: Cells = (["1.1. Grønne", "tage og", "haver"], *HEADER[1:])
    first = drawn([head, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW - 60, 1)
    second = drawn([head, ([], ["og følges nu."], ["2032"], []), ECONOMY], TOP, 2)
    below = TOP + 3 * STEP + 2 * PADDING
    second.rules = [rule for rule in second.rules if rule.top != below]
    rows = page_rows([first, second])
    assert tables(rows)[2:] == [["Milepæl", "Planen er skrevet og følges nu.", "1. opfølgning 2032", ""], OURS_READ[4]]
    assert [row[1:] for row in of_kind(rows, RowKind.FURNITURE)] == [["Drift", "Tid", "Smiley"]]


@pytest.mark.parametrize("funding", [["Drift"], []], ids=["whole", "a_word_is_lost_in_a_picture"])
def test_a_description_goes_on_below_the_header_printed_again_with_no_rule_between(funding: list[str]) -> None:
    first = drawn([HEADER, (["Tagene skal"], ["Ansvarligt center: By"], [], [])], LOW - 60, 1)
    second = drawn([(HEADER[0], funding, *HEADER[2:]), (["være grønne."], [], [], []), ECONOMY], TOP, 2)
    below = TOP + STEP + 2 * PADDING
    second.rules = [rule for rule in second.rules if rule.top != below]
    rows = tables(page_rows([first, second]))
    assert [row[0] for row in rows] == [OURS_READ[0][0], "Tagene skal være grønne.", "Økonomi"]


@RULED
def test_a_header_printed_again_in_the_middle_of_a_page_begins_no_second_table(ruled: bool) -> None:
    rows = page_rows([drawn([HEADER, DESCRIPTION, HEADER, milestone(1, "Planen er", "skrevet."), ECONOMY], TOP, 1, ruled=ruled)])
    assert [row[0] for row in tables(rows)] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Milepæl", "Økonomi"]
    assert of_kind(rows, RowKind.FURNITURE) == [["1.1. Grønne tage", "Drift", "Tid", "Smiley"]]


@pytest.mark.parametrize(
    "again", [(["1.1. Grønne tage"], ["Drift"], [], ["Smiley"]), (["7.1. Grønne tage"], ["Drift"], ["Tid"], ["Smiley"])]
)
def test_a_header_printed_again_is_known_in_a_picture_though_a_word_or_its_number_is_misread(again: Cells) -> None:
    rows = page_rows(
        [drawn([HEADER, DESCRIPTION], LOW, 1), replace(drawn([again, milestone(1, "Planen er skrevet.")], TOP, 2), engine=OCR)]
    )
    assert [row[0] for row in tables(rows)] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Milepæl"]


def test_a_header_above_a_description_begins_an_initiative_in_a_picture_too() -> None:
    other: Cells = (["1.2. Grønne tage"], ["Drift"], ["Tid"], ["Smiley"])
    second = replace(drawn([other, DESCRIPTION, milestone(1, "Planen er skrevet.")], TOP, 2), engine=OCR)
    rows = page_rows([drawn([HEADER, DESCRIPTION], LOW, 1), second])
    assert [row[0] for row in tables(rows)].count("Tagene skal være grønne.") == 2


@RULED
def test_a_title_printed_again_above_its_header_is_furniture(ruled: bool) -> None:
    head: Cells = ([], *HEADER[1:])
    first, second = (
        drawn([head, DESCRIPTION], LOW, 1, ruled=ruled),
        drawn([head, milestone(1, "Planen er", "skrevet."), ECONOMY], TOP, 2, ruled=ruled),
    )
    for printed, top in ((first, LOW), (second, TOP)):
        printed.words[:0] = line("1.2. Blå gårde", COLUMNS[0] + PADDING, top - 16, bold=True)
    rows = page_rows([first, second])
    assert of_kind(rows, RowKind.TEXT) == [["1.2. Blå gårde"]]
    assert [row[0] for row in tables(rows)] == ["", "Tagene skal være grønne.", "Milepæl", "Økonomi"]


THREE = (50.0, 150.0, 300.0, 540.0)  # the borders of a table of three columns


def spanned(cells: Sequence[tuple[str, int, int, int]], rows: int) -> PageContent:
    """A table of three columns and rows 30 points high; of each cell its text, its column, its first row and how many it spans."""
    words, rules = [], grid_rules(THREE, (100.0, 100.0 + 30 * rows))
    for text, column, first, count in cells:
        words += line(text, THREE[column] + PADDING, 110.0 + 30 * first)
        h_edge = 100.0 + 30 * (first + count)
        rules.append(Rule(THREE[column], h_edge, THREE[column + 1], h_edge))
    return page(words, rules)


def test_a_label_whose_cell_spans_rows_is_repeated_beside_another_that_is() -> None:
    beside = [("Planen er skrevet.", 1, 0, 1), ("I dag", 2, 0, 1), ("Ingen", 2, 1, 1), ("Alle", 2, 2, 1)]
    rows = tables(page_rows([spanned([("Milepæl", 0, 0, 3), ("Økonomi", 1, 1, 2), *beside], 3)]))
    assert rows == [["Milepæl", "Planen er skrevet.", "I dag"], ["Milepæl", "Økonomi", "Ingen"], ["Milepæl", "Økonomi", "Alle"]]


def test_labels_whose_cells_span_rows_are_repeated_in_their_columns_order() -> None:
    rows = tables(page_rows([spanned([("Først", 0, 0, 1), ("Så", 0, 1, 1), ("Milepæl", 1, 0, 2), ("Økonomi", 2, 0, 2)], 2)]))
    assert rows == [["Først", "Milepæl", "Økonomi"], ["Så", "Milepæl", "Økonomi"]]


def test_a_label_is_not_repeated_below_its_cell_though_the_strip_that_ends_its_cell_is_blank() -> None:
    printed = spanned([("Milepæl", 0, 0, 2), ("Planen", 1, 0, 1), ("I dag", 2, 0, 1), ("følges", 1, 1, 1), ("Alle", 2, 1, 1)], 2)
    printed.fills = [Fill(THREE[0], 130, THREE[3], 152, (220, 230, 240))]  # it parts the second row below its words
    printed.words += line("Lagt til", THREE[1] + PADDING, 170)
    printed.rules += grid_rules(THREE[1:], (160, 190))
    assert tables(page_rows([printed])) == [["Milepæl", "Planen", "I dag"], ["Milepæl", "følges", "Alle"], ["Lagt til", ""]]


def test_what_goes_on_in_a_column_that_the_row_s_first_part_does_not_have_stands_in_its_place() -> None:
    first = spanned([("Blå veje", 0, 0, 2), ("Planen er", 1, 0, 1), ("I dag", 2, 0, 1), ("og vi", 1, 1, 1), ("Alle", 2, 1, 1)], 2)
    rest, rules, _ = table([(["og stier"], ["følger den."], [])], TOP, columns=THREE)
    assert tables(page_rows([first, page(rest, rules, number=2)]))[1] == ["og stier", "og vi følger den.", "Alle"]
