from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.ids import InitiativeId, document_id, economy_id, file_id, initiative_ids, milestone_id, year_of

NUMBERS = st.lists(st.none() | st.sampled_from(["1.1", "4.12", "4.09", "4.9", "?1", "4.12#2"]) | st.text(min_size=1, max_size=4))


def values(year: int | None, *numbers: str | None) -> list[str]:
    return [name.value for name in initiative_ids(year, numbers)]


def test_a_number_is_kept_as_printed_zeros_and_all() -> None:
    assert values(2018, "4.09", "4.9", "4.01.2") == ["2018/4.09", "2018/4.9", "2018/4.01.2"]


def test_the_same_number_in_two_agreements_is_two_initiatives() -> None:
    assert values(2018, "4.12") != values(2019, "4.12")


def test_a_number_printed_twice_gets_a_mark_and_a_doubt() -> None:
    assert list(initiative_ids(2019, ["4.12", "4.12", "4.12"])) == [
        InitiativeId("2019/4.12"),
        InitiativeId("2019/4.12#2", repeated=True),
        InitiativeId("2019/4.12#3", repeated=True),
    ]


def test_lost_numbers_are_counted_and_doubted() -> None:
    assert list(initiative_ids(2019, [None, "1.1", None])) == [
        InitiativeId("2019/?1", lost=True),
        InitiativeId("2019/1.1"),
        InitiativeId("2019/?2", lost=True),
    ]


def test_a_lost_year_is_a_question_mark() -> None:
    assert values(None, "1.1", None) == ["?/1.1", "?/?1"]


@given(NUMBERS)
def test_no_two_initiatives_of_a_document_share_an_id(numbers: list[str | None]) -> None:
    made = values(2019, *numbers)
    assert len(set(made)) == len(numbers)


@given(NUMBERS)
def test_the_first_print_of_a_number_keeps_it(numbers: list[str | None]) -> None:
    made = values(2019, *numbers)
    assert all(made[numbers.index(number)] == f"2019/{number}" for number in numbers if number)


def test_the_printed_year_wins_over_the_due_labels() -> None:
    assert year_of(2019, [2020, 2020]) == 2019


def test_a_lost_year_is_the_one_most_milestones_are_due_in() -> None:
    assert year_of(None, [2019, 2020, 2019]) == 2019


def test_two_years_with_equal_claims_are_no_year() -> None:
    assert year_of(None, [2019, 2020]) is None
    assert year_of(None, []) is None


def test_documents_and_rows_are_named_after_what_holds_them() -> None:
    name = file_id("0123456789abcdef" * 4)
    assert name == "0123456789abcdef"
    assert [document_id(name, ordinal) for ordinal in (1, 2, 3)] == [name, f"{name}-2", f"{name}-3"]
    assert (milestone_id("2019/1.1", 3), economy_id("2019/1.1", 1)) == ("2019/1.1/m3", "2019/1.1/e1")
