"""Printed lines to whole paragraphs: what a line, a page or a hyphen broke is joined, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.language.paragraphs import Marks, paragraphs
from parsers.model.rows import Cell, Place, Row, RowKind

MARKS = Marks(begins=lambda text: text.startswith("• "), alone=lambda text: text == "Bilag")
FULL = "Kommunen vil i samarbejde med de lokale foreninger undersøge, hvor de nye bænke kan stå, og"
LONG = "Der er nu bestilt otte bænke, som skal stå ved søen, på torvet og langs stien, og de er"


def joined(*lines: tuple[int, str]) -> list[str]:
    rows = [Row(RowKind.TEXT, [Cell(text)], [Place(line=number)]) for number, text in lines]
    return [row.text for row in paragraphs(rows, MARKS)]


def test_a_full_line_goes_on_in_the_next() -> None:
    assert joined((1, FULL), (2, "det skal ske i foråret.")) == [f"{FULL} det skal ske i foråret."]


def test_a_short_line_ends_its_paragraph() -> None:
    assert joined((1, FULL), (2, "det er."), (3, "Marts: Plan"), (4, "April: Valg")) == [f"{FULL} det er.", "Marts: Plan", "April: Valg"]


def test_a_page_break_in_the_middle_of_a_sentence_is_no_end() -> None:
    assert joined((1, LONG), (5, "betalt.")) == [f"{LONG} betalt."]
    assert joined((1, f"{LONG} betalt."), (5, "Næste punkt er et andet.")) == [f"{LONG} betalt.", "Næste punkt er et andet."]


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    assert joined((1, "Hun er bl.a."), (5, "formand for foreningen.")) == ["Hun er bl.a. formand for foreningen."]


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("de har ikke fået anlægs-", "rammen udvidet", "de har ikke fået anlægsrammen udvidet"),
        ("i perioden 2019-", "2022 er der", "i perioden 2019-2022 er der"),
        ("i Social-", "og Sundhedsudvalget", "i Social- og Sundhedsudvalget"),
    ],
)
def test_a_hyphen_at_a_lines_end_becomes_what_the_word_is(left: str, right: str, whole: str) -> None:
    rest = "Nu er anlægsrammen lagt fast for de næste fire år, og den bliver ikke ændret mere i år."
    assert joined((1, left), (5, right), (7, rest))[0].startswith(whole)


def test_bullets_and_headings_stand_alone() -> None:
    assert joined((1, FULL), (2, "• en bænk"), (3, "Bilag"), (4, "og mere")) == [FULL, "• en bænk", "Bilag", "og mere"]


def test_a_pdfs_paragraphs_are_left_as_they_are() -> None:
    rows = [Row(RowKind.TEXT, [Cell(text)], [Place(page=1)]) for text in (FULL, "det skal ske.")]
    assert paragraphs(rows, MARKS) == rows


@given(st.lists(st.tuples(st.integers(1, 5), st.text(min_size=1).filter(str.strip))))
def test_no_place_and_no_letter_is_lost(printed: list[tuple[int, str]]) -> None:
    rows, line = [], 0
    for gap, text in printed:
        line += gap
        rows.append(Row(RowKind.TEXT, [Cell(text)], [Place(line=line)]))
    whole = paragraphs(rows, MARKS)
    assert [place for row in whole for place in row.places] == [place for row in rows for place in row.places]
    letters = [letter for row in whole for letter in row.text if not letter.isspace() and letter != "-"]
    assert letters == [letter for _, text in printed for letter in text if not letter.isspace() and letter != "-"]
