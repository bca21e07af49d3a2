"""Lines to text: paragraphs, and words that lines' ends broke."""

from __future__ import annotations

import pytest

from parsers.language.hyphenation import HYPHEN_MINUS, RARE, Vocabulary
from parsers.model.rows import Cell, Row, RowKind
from parsers.pages.cell_text import BROKEN, FULL, settle
from parsers.pages.rows import page_rows
from tests.drawn_pages import (
    DESCRIPTION,
    HEADER,
    TOP,
    Cells,
    drawn,
    lines,
    milestone,
    of_kind,
    page,
    table,
    tables,
)


def test_wrapped_lines_are_one_paragraph_and_a_short_line_ends_one() -> None:
    cell = ["Planen er skrevet af mange gode og", "godkendt.", "Den følges nu."]
    rows = of_kind(page_rows([drawn([HEADER, DESCRIPTION, milestone(1, *cell)], TOP, 1)]), RowKind.TABLE)
    assert rows[2][1] == "Planen er skrevet af mange gode og godkendt.\nDen følges nu."


def test_bullets_and_status_labels_begin_paragraphs() -> None:
    cell = ["Her er det, som alle har lovet:", "• tage", "• gårde", "Status:", "Arbejdet er forsinket."]
    rows = of_kind(page_rows([drawn([HEADER, DESCRIPTION, milestone(1, *cell)], TOP, 1)]), RowKind.TABLE)
    assert rows[2][1].split("\n") == cell


def test_a_broken_word_is_whole_and_a_hyphen_of_its_own_stays() -> None:
    cell = ["Social-", "og sundhedsplanen gælder 2032-", "2034 og alle sommer-", "fugle."]
    other = milestone(2, "De mange sommerfugle kom.")
    rows = tables(page_rows([drawn([HEADER, DESCRIPTION, milestone(1, *cell), other], TOP, 1)]))
    assert rows[2][1] == "Social- og sundhedsplanen gælder 2032-2034 og alle sommerfugle."


def test_an_undecided_hyphen_is_noted_with_its_pieces() -> None:
    rows = page_rows([drawn([HEADER, DESCRIPTION, milestone(1, "Der er tag", "og en tag-", "haven.")], TOP, 1)])
    assert [note for row in rows for note in row.notes] == [("hyphen_undecided", "tag- haven.")]


@pytest.mark.parametrize(("elsewhere", "code"), [("planen", "hyphen_doubted"), ("kvar", "hyphen_undecided")])
def test_a_hyphen_between_pieces_that_stand_nowhere_else_in_a_document_that_breaks_no_words_is_doubted(elsewhere: str, code: str) -> None:
    row = Row(RowKind.TEXT, [Cell(f"Det er et nyt kvar{HYPHEN_MINUS}{BROKEN}ter")], [])
    settle([row], Vocabulary([elsewhere, *[f"ord{n}" for n in range(2 * RARE)]]))
    assert row.text == "Det er et nyt kvar-ter"
    assert row.notes == ((code, "kvar- ter"),)


def test_no_line_begins_with_a_comma() -> None:
    word = "omdisponeringerne-af-de-mange-mindste-tag"  # as long as its cell is wide
    rows = tables(page_rows([drawn([HEADER, DESCRIPTION, milestone(1, word, ", der kan følge.")], TOP, 1)]))
    assert rows[2][1] == f"{word}, der kan følge."


def test_the_digits_of_a_date_cut_by_its_cell_are_one_date() -> None:
    columns = (50.0, 170.0, 370.0, 425.5, 540.0)  # room for ten letters with a little to spare
    rows: list[Cells] = [HEADER, DESCRIPTION, (["Milepæl"], ["Planen er skrevet."], ["31.12.203", "2"], [])]
    words, rules, _ = table(rows, TOP, columns=columns)
    assert tables(page_rows([page(words, rules)]))[2][2] == "31.12.2032"


def test_the_word_of_every_time_is_whole_though_its_column_is_too_narrow_for_it() -> None:
    columns = (50.0, 170.0, 370.0, 451.0, 540.0)  # room for "1. budgetopfølg" with a little to spare
    rows: list[Cells] = [HEADER, DESCRIPTION]
    rows += [(["Milepæl"], ["Planen er skrevet."], [f"{n}. budgetopfølg", "ning 2032"], []) for n in (1, 2)]
    words, rules, _ = table(rows, TOP, columns=columns)
    assert [row[2] for row in tables(page_rows([page(words, rules)]))[2:]] == ["1. budgetopfølgning 2032", "2. budgetopfølgning 2032"]


def test_a_paragraph_may_begin_with_a_full_stop() -> None:
    rows = of_kind(page_rows([drawn([HEADER, DESCRIPTION, milestone(1, "Det er gjort.", ".NET flyttes.")], TOP, 1)]), RowKind.TABLE)
    assert rows[2][1] == "Det er gjort.\n.NET flyttes."


def test_a_line_that_is_full_and_has_nothing_behind_it_stays_as_it_is() -> None:
    row = Row(RowKind.TEXT, [Cell(f"ord{FULL}")], [])
    settle([row], Vocabulary())
    assert row.text.strip() == "ord"


def test_two_words_that_a_line_parts_on_a_page_without_tables_are_two_whatever_word_they_would_make() -> None:
    """Only a cell is so narrow that a word is broken with no hyphen."""
    full = "planen viser og viser og viser det, som vi"
    prose = page(lines([full, "ser på hver gang.", "", full.replace(" vi", "") + " nu"], 50.0, TOP))
    prose.gated = True
    assert of_kind(page_rows([prose]), RowKind.TEXT)[0] == [f"{full} ser på hver gang."]
