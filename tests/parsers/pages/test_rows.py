"""Pages to one stream of rows in reading order."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.model.content import FileContent, PageContent, Symbol, Word
from parsers.model.rows import RowKind
from parsers.pages.rows import page_rows
from tests.drawn_pages import (
    COLUMNS,
    DESCRIPTION,
    ECONOMY,
    HEADER,
    LOW,
    PADDING,
    STEP,
    TOP,
    Cells,
    drawn,
    line,
    milestone,
    page,
    smiley,
    table,
    tables,
)


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


def test_pages_may_come_one_by_one() -> None:
    pages = [
        drawn([HEADER, DESCRIPTION, milestone(1, "Planen")], LOW, 1),
        drawn([([], ["er skrevet."], [], []), ECONOMY], TOP, 2, bold=False),
    ]
    content = FileContent("application/pdf", "drawn", pages=pages)
    assert page_rows(iter(pages)) == page_rows(content)


def test_a_document_that_ends_in_the_middle_of_a_row_says_so() -> None:
    words, rules, end = table(
        [HEADER, DESCRIPTION, milestone(1, "Planen er skrevet af alle,", "og den følges af de")], LOW
    )  # at the page's end
    rows = page_rows([page(words, [rule for rule in rules if rule.top != end])])
    assert [row.cut for row in rows] == [False, False, True]


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


def test_a_header_in_a_column_too_narrow_for_its_word_is_known() -> None:
    head: Cells = (["Smil", "ey"], ["1.1. Grønne tage"], ["Drift"], ["Tid"])
    labelled: Cells = ([], ["Milepæl"], ["Planen er skrevet."], ["1. opfølgning 2032"])
    columns = (50.0, 78.5, 240.0, 440.0, 545.0)
    first, rules, _ = table([head, ([], ["Tagene skal", "være grønne."], ["Ansvarligt center: By"], [])], LOW, columns=columns)
    second, more, _ = table([labelled], TOP, columns=columns)
    rows = page_rows([page(first, rules), page(second, more, number=2)])
    assert [row[1] for row in tables(rows)] == ["1.1. Grønne tage", "Tagene skal være grønne.", "Milepæl"]


def test_a_sign_that_a_page_s_end_tore_off_its_row_is_that_row_s_though_no_rule_is_drawn() -> None:
    first, _, _ = table([HEADER, DESCRIPTION, milestone(1, "Planen er skrevet.")], LOW, ruled=False, bold_first=True)
    rest, _, _ = table([milestone(2, "Planen følges."), ECONOMY], TOP + 20, ruled=False)
    rows = page_rows([page(first), page(rest, number=2, symbols=[smiley(COLUMNS[4], TOP + 6)])])
    signs = [[bool(cell.symbols) for cell in row.cells] for row in rows if row.kind is RowKind.TABLE]
    assert [any(row) for row in signs] == [False, False, True, False, False]
    assert [place.page for place in rows[2].places] == [1, 2]


def signs_of_furniture(pages: list[PageContent]) -> list[Symbol]:
    return [symbol for row in page_rows(pages) if row.kind is RowKind.FURNITURE for cell in row.cells for symbol in cell.symbols]


def test_a_sign_in_a_header_printed_again_is_kept() -> None:
    sign = smiley(COLUMNS[3] + PADDING, TOP + PADDING)
    second = drawn([HEADER, milestone(1, "Planen er skrevet.")], TOP, 2)
    second.symbols.append(sign)
    assert signs_of_furniture([drawn([HEADER, DESCRIPTION], LOW, 1), second]) == [sign]


def test_a_sign_on_a_title_printed_again_is_kept() -> None:
    head: Cells = ([], *HEADER[1:])
    first, second = drawn([head, DESCRIPTION], LOW, 1), drawn([head, milestone(1, "Planen er skrevet.")], TOP, 2)
    for printed, top in ((first, LOW), (second, TOP)):
        printed.words[:0] = line("1.2. Blå gårde", COLUMNS[0] + PADDING, top - 16, bold=True)
    sign = smiley(COLUMNS[3], TOP - 18)
    second.symbols.append(sign)
    assert signs_of_furniture([first, second]) == [sign]
