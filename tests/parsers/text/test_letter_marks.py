"""The letters of a mark across each page are no lines of its text; crosses, signs and initials below one another are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.model.content import Line
from parsers.reading import TEXT, read_file
from parsers.text.letter_marks import SHORT_LINE, marks_among, without_letter_marks
from tests.parsers.text.test_loose_tables import FRONT, ONE_A_LINE


def _lines(*texts: str) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, 1)]


def _marks(*texts: str) -> list[Line]:
    return without_letter_marks(_lines(*texts))[1]


def test_a_draft_marks_letters_below_one_another_are_one_word() -> None:
    kept, marks = without_letter_marks(_lines("Planen er", "U", "D", "KA", "S", "T", "skrevet."))
    assert (kept, marks) == ([Line(1, "Planen er"), Line(7, "skrevet.")], [Line(2, "UDKAST")])


def test_blank_lines_between_letters_part_none() -> None:
    assert _marks("U", "", "D", " ", "K", "", "A", "", "S", "", "T") == [Line(1, "UDKAST")]


def test_a_mark_that_climbs_is_read_upwards() -> None:
    assert _marks("T", "S", "A", "K", "D", "U") == [Line(1, "UDKAST")]


def test_any_word_whose_letters_come_again_is_a_mark() -> None:
    page = ("K", "L", "A", "D", "D", "E", "Planen er skrevet.")
    assert _marks(*page) == []
    assert _marks(*page, *page) == [Line(1, "KLADDE"), Line(8, "KLADDE")]


@pytest.mark.parametrize("mark", ["UDKAST", ("U", "D", " KA", "ST")])
def test_no_text_with_a_mark_is_passed_by(mark: Sequence[str]) -> None:
    assert SHORT_LINE.search("\n".join(mark)) is not None
    assert _marks(*mark) == [Line(1, "UDKAST")]


@pytest.mark.parametrize("letters", ["XXXXX", "JLJKJ", "ABA"])
def test_crosses_signs_and_few_letters_are_no_mark(letters: str) -> None:
    assert _marks(*letters, "ord", *letters) == []


def test_several_pages_letters_in_one_run_are_a_mark() -> None:
    assert marks_among([list("EDDALKEDDALK"), list("UDKASTUDKAST")]) == ["EDDALKEDDALK", "UDKASTUDKAST"]


@pytest.mark.parametrize("end", ["\f", ""], ids=["pages_told", "not_told"])
@pytest.mark.parametrize("mark", ["UDKAST", "KLADDE"])
def test_no_letter_of_a_mark_ends_in_a_cell(mark: str, end: str) -> None:
    letters = "".join(f"{letter}\n" for letter in mark)
    first, second = ONE_A_LINE.split("Side 1 af 2\n")
    text = f"{letters}{FRONT}{first}{end}{letters}{second}"
    (plain,), (draft,) = (read_file(each.encode(), TEXT).documents for each in (f"{FRONT}{first}{second}", text))
    assert [_texts(each) for each in draft.initiatives] == [_texts(each) for each in plain.initiatives]
    assert draft.draft is (mark == "UDKAST")
    assert mark in [finding.text for finding in draft.findings]


def _texts(initiative: object) -> object:
    return [(m.text, m.status_note, m.smiley) for m in initiative.milestones], [e.text for e in initiative.economy]  # type: ignore[attr-defined]
