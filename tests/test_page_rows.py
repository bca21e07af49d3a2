"""Pages to rows: what a page break tore is whole again, and what is page furniture stands apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Document, Page, Rule, Word
from parsers.page_rows import page_rows
from parsers.rows import Row, RowKind
from tests.drawn_pages import (
    COLUMNS,
    DESCRIPTION,
    ECONOMY,
    HEADER,
    PADDING,
    STEP,
    Cells,
    line,
    lines,
    milestone,
    page,
    smiley,
    table,
)

TOP, LOW = 60.0, 700.0  # where tables begin: at the top of a page, and near its end


def of_kind(rows: Sequence[Row], kind: RowKind) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows if row.kind is kind]


def tables(rows: Sequence[Row]) -> list[list[str]]:
    """The table rows' texts, paragraphs run together."""
    return [[" ".join(text.split()) for text in row] for row in of_kind(rows, RowKind.TABLE)]


def drawn(rows: Sequence[Cells], top: float, number: int, *, ruled: bool = True, bold: bool = True) -> Page:
    words, rules, _ = table(rows, top, ruled=ruled, bold_first=bold)
    return page(words, rules, number=number)


RULED = pytest.mark.parametrize("ruled", [True, False], ids=["with_rules", "without_rules"])


@RULED
def test_a_row_with_its_label_on_the_first_part_only_is_one_row(ruled: bool) -> None:
    torn: Cells = ([], ["og følges nu."], ["2032"], [])
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW, 1, ruled=ruled)
    second = drawn([torn, ECONOMY], TOP, 2, ruled=ruled, bold=False)
    rows = tables(page_rows([first, second]))
    assert rows[2] == ["Milepæl", "Planen er skrevet og følges nu.", "1. opfølgning 2032", ""]
    assert len(rows) == 4


def test_each_part_of_a_torn_row_has_its_place() -> None:
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW, 1)
    second = drawn([([], ["og følges nu."], ["2032"], []), ECONOMY], TOP, 2, bold=False)
    torn = next(row for row in page_rows([first, second]) if row.cells and row.cells[0].text == "Milepæl")
    assert [place.page for place in torn.places] == [1, 2]
    assert torn.places[1].top == TOP


def test_a_row_without_a_closing_rule_at_the_page_end_is_whole() -> None:
    words, rules, end = table([HEADER, DESCRIPTION, milestone(1, "Planen er")], LOW)
    first = page(words, [rule for rule in rules if rule.top != end])
    words, rules, _ = table([([], ["skrevet."], [], []), ECONOMY], TOP)
    second = page(words, [rule for rule in rules if not (rule.top == TOP and rule.x1 > rule.x0)], number=2)
    assert tables(page_rows([first, second]))[2][1] == "Planen er skrevet."


def test_a_smiley_on_the_second_part_belongs_to_the_row() -> None:
    first = drawn([HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet"], ["1. opfølgning"], [])], LOW, 1)
    second = drawn([([], ["og følges nu."], ["2032"], []), ECONOMY], TOP, 2, bold=False)
    second.inks.append(smiley(COLUMNS[3] + 5, TOP + 4))
    rows = page_rows([first, second])
    assert [len(cell.inks) for row in rows if row.cells[0].text == "Milepæl" for cell in row.cells] == [0, 0, 0, 1]


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


def test_a_number_torn_off_a_time_is_no_page_number() -> None:
    pages = []
    for number in (1, 2, 3):
        rows = [([], [], ["2032"], []), HEADER, DESCRIPTION, (["Milepæl"], [], [f"{number}. opfølgning"], [])]
        pages.append(drawn(rows if number > 1 else rows[1:], TOP, number, bold=False))
    rows = page_rows(pages)
    assert [row[2] for row in tables(rows) if row[0] == "Milepæl"] == ["1. opfølgning 2032", "2. opfølgning 2032", "3. opfølgning"]
    assert not of_kind(rows, RowKind.FURNITURE)


def test_what_repeats_at_the_same_height_is_furniture() -> None:
    pages = [page([*line("Kommunen · Opfølgning 2032", 60, 30), *lines([f"Side {n}s egne ord."], 60, 300)], number=n) for n in (1, 2, 3)]
    rows = page_rows(pages)
    assert of_kind(rows, RowKind.FURNITURE) == [["Kommunen · Opfølgning 2032"]] * 3
    assert len(of_kind(rows, RowKind.TEXT)) == 3


@pytest.mark.parametrize("printed", ["Side 3 af 46", "Side 1", "- 7 -", "3/46", "1"])
def test_page_numbers_are_furniture(printed: str) -> None:
    rows = page_rows([page([*lines(["Brødtekst."], 60, 300), *line(printed, 280, 800)])])
    assert of_kind(rows, RowKind.FURNITURE) == [[printed]]


@pytest.mark.parametrize("top", [60.0, 300.0], ids=["at_the_top", "in_the_middle"])
def test_a_sentence_repeated_in_the_body_is_no_furniture(top: float) -> None:
    pages = [
        page(lines(["Der er ikke afsat økonomi.", more], 60, top), number=n)
        for n, more in enumerate(("Men her.", "Og der.", "Til sidst."), 1)
    ]
    assert not of_kind(page_rows(pages), RowKind.FURNITURE)


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


def test_a_label_over_two_lines_begins_a_row() -> None:
    status: Cells = (["Seneste", "status"], ["Tagene er grønne."], [], [])
    rows = tables(page_rows([drawn([HEADER, DESCRIPTION, ECONOMY, status], TOP, 1, ruled=False)]))
    assert rows[-1][:2] == ["Seneste status", "Tagene er grønne."]


def test_wrapped_lines_are_one_paragraph_and_a_short_line_ends_one() -> None:
    cell = ["Planen er skrevet af mange gode og", "godkendt.", "Den følges nu."]
    rows = of_kind(page_rows([drawn([HEADER, DESCRIPTION, milestone(1, *cell)], TOP, 1)]), RowKind.TABLE)
    assert rows[2][1] == "Planen er skrevet af mange gode og godkendt.\nDen følges nu."


def test_bullets_and_status_labels_begin_paragraphs() -> None:
    cell = ["Her er det, som alle har lovet:", "• tage", "• gårde", "Status:", "Arbejdet er forsinket."]
    rows = of_kind(page_rows([drawn([HEADER, DESCRIPTION, milestone(1, *cell)], TOP, 1)]), RowKind.TABLE)
    assert rows[2][1].split("\n") == cell


def test_a_title_over_two_lines_is_one_heading() -> None:
    title = ["Anden opfølgning på Aftale om budget 2032 for", "Ballerup Kommune"]
    body = ["Brødteksten er mindre og fylder hele linjen ud helt til kanten, som den skal her.", "Kort linje."]
    words = [*lines(title, 60, 100, bold=True, size=18), *lines(body, 60, 200)]
    rows = page_rows([page(words)])
    assert of_kind(rows, RowKind.TEXT)[0] == [" ".join(title)]
    assert [row.heading for row in rows] == [True, False]


def test_each_line_of_a_legend_is_a_row_with_its_sign() -> None:
    words = [*lines(["Definition af smileys på indsats:"], 60, 100), *lines([": Milepælen er nået.", ": Milepælen er ikke nået."], 80, 120)]
    rows = page_rows([page(words, inks=[smiley(62, 119), smiley(62, 131)])])
    assert [(row.text, len(row.cells[0].inks)) for row in rows] == [
        ("Definition af smileys på indsats:", 0),
        (": Milepælen er nået.", 1),
        (": Milepælen er ikke nået.", 1),
    ]


def test_a_table_that_follows_another_directly_is_parted_from_it() -> None:
    first, rules, end = table([HEADER, ECONOMY], 100.0)
    second, more, _ = table([(["1.2. Blå gårde"], ["Anlæg"], ["Tid"], ["Smiley"]), ECONOMY], end + 15)
    rows = page_rows([page([*first, *second], [*rules, *more])])
    assert [row.kind for row in rows] == [RowKind.TABLE, RowKind.TABLE, RowKind.BREAK, RowKind.TABLE, RowKind.TABLE]


def test_a_table_below_a_heading_needs_no_break() -> None:
    first, rules, end = table([HEADER, ECONOMY], 100.0)
    second, more, _ = table([(["2.1. Blå gårde"], ["Anlæg"], ["Tid"], ["Smiley"]), ECONOMY], end + 40)
    rows = page_rows([page([*first, *line("2. Veje", 60, end + 15), *second], [*rules, *more])])
    assert RowKind.BREAK not in {row.kind for row in rows}


def test_a_broken_word_is_whole_and_a_hyphen_of_its_own_stays() -> None:
    cell = ["Social-", "og sundhedsplanen gælder 2032-", "2034 og alle sommer-", "fugle."]
    other = milestone(2, "De mange sommerfugle kom.")
    rows = tables(page_rows([drawn([HEADER, DESCRIPTION, milestone(1, *cell), other], TOP, 1)]))
    assert rows[2][1] == "Social- og sundhedsplanen gælder 2032-2034 og alle sommerfugle."


def test_an_undecided_hyphen_is_noted_with_its_pieces() -> None:
    rows = page_rows([drawn([HEADER, DESCRIPTION, milestone(1, "Der er tag", "og en tag-", "haven.")], TOP, 1)])
    assert [note for row in rows for note in row.notes] == [("hyphen_undecided", "tag- haven.")]


def test_pages_may_come_one_by_one() -> None:
    pages = [
        drawn([HEADER, DESCRIPTION, milestone(1, "Planen")], LOW, 1),
        drawn([([], ["er skrevet."], [], []), ECONOMY], TOP, 2, bold=False),
    ]
    document = Document("application/pdf", "drawn", pages=pages)
    assert page_rows(iter(pages)) == page_rows(document)


def test_a_document_that_ends_in_the_middle_of_a_row_says_so() -> None:
    words, rules, end = table(
        [HEADER, DESCRIPTION, milestone(1, "Planen er skrevet af alle,", "og den følges af de")], LOW
    )  # at the page's end
    rows = page_rows([page(words, [rule for rule in rules if rule.top != end])])
    assert [row.cut for row in rows] == [False, False, True]


def test_a_table_that_is_not_ours_is_torn_where_a_sentence_runs_on() -> None:
    head: Cells = (["MÅL"], ["INDSATSER"], ["RESULTATER"])
    columns = (50.0, 200.0, 350.0, 540.0)
    first, rules, _ = table([head, (["Flere grønne tage"], ["Vi bygger"], ["Der er nu mange"])], LOW, columns=columns)
    second, more, _ = table([([], [], ["grønne tage."]), (["Blå gårde"], ["Vi graver"], ["Ingen endnu."])], TOP, columns=columns)
    rows = tables(page_rows([page(first, rules), page(second, more, number=2)]))
    assert rows[1:] == [["Flere grønne tage", "Vi bygger", "Der er nu mange grønne tage."], ["Blå gårde", "Vi graver", "Ingen endnu."]]


WORDS = st.sampled_from(
    ["Milepæl", "Økonomi", "Tid", "Smiley", "Drift", "og", "Ansvarligt", "center:", "2032", "Side", "1", "Status:", "by-"]
)
LINE = st.tuples(st.lists(WORDS, min_size=1, max_size=5), st.floats(40, 400), st.floats(20, 810), st.booleans())
PAGES = st.lists(st.tuples(st.lists(LINE, max_size=8), st.booleans()), max_size=5)


@settings(max_examples=80, deadline=None)
@given(PAGES)
def test_no_printed_letter_disappears(sketches: list[tuple[list[tuple[list[str], float, float, bool]], bool]]) -> None:
    pages = []
    printed: list[Word] = []
    for number, (sketch, ruled) in enumerate(sketches, 1):
        words = [word for texts, x, top, bold in sketch for word in line(" ".join(texts), x, top, bold=bold)]
        _, rules, _ = table([HEADER, DESCRIPTION, ECONOMY], 200.0)
        pages.append(page(words, rules if ruled else [], number=number))
        printed += words
    rows = page_rows(pages)
    there = Counter(letter for row in rows for cell in row.cells for letter in cell.text if letter.isalnum())
    assert there == Counter(letter for word in printed for letter in word.text if letter.isalnum())


def test_words_far_below_a_cell_do_not_shift_its_places() -> None:
    words, rules, end = table([HEADER, ECONOMY], 100.0)
    (_, economy, _) = page_rows([page([*words, *line("Efter tabellen.", 60, end + 30)], rules)])
    assert (economy.places[0].top, economy.places[0].bottom) == (100.0 + 2 * PADDING + STEP, end)
