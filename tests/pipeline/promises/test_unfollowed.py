"""What no plan or follow-up tells of: promises of the agreement where it was read, else numbers left out of the row."""

from __future__ import annotations

from typing import Any

from parsers.model.records import Finding, Kind, Severity
from pipeline.comparison import compared
from pipeline.ingest.rows import tables_of
from tests.made_documents import document, file, initiative

Row = dict[str, Any]


def told(*documents: Any) -> list[Row]:
    tables = compared(tables_of([file(one, path=f"{place}.txt") for place, one in enumerate(documents)]))
    return [row for row in tables["findings"] if row["code"] in ("number_gap", "not_followed_up", "number_missing")]


def followup(*numbers: str, number: int = 2, **fields: Any) -> Any:
    return document(*(initiative(each, f"Indsats nummer {each}") for each in numbers), number=number, **fields)


def agreement(*promises: tuple[str, str]) -> Any:
    made = document(*(initiative(number, title) for number, title in promises), kind=Kind.AGREEMENT)
    made.followup_number = None
    return made


def test_without_the_agreement_a_gap_in_the_numbers_is_told_and_no_more() -> None:
    (gap,) = told(followup("1.1", "1.3", "1.4"))
    assert (gap["code"], gap["severity"]) == ("number_gap", "info")
    assert "(1.2)" in gap["message"]


def test_a_number_that_any_round_prints_is_no_gap() -> None:
    rows = told(followup("1.1", "1.2", "1.3", number=1), followup("1.1", "1.3", number=2))
    assert [row["code"] for row in rows] == ["number_missing"]  # from the round before, and no gap


def test_a_committees_edition_and_an_extra_one_leave_no_gaps() -> None:
    edition = followup("1.1", "1.3")
    edition.scope = "Økonomiudvalget"
    assert told(edition) == []
    assert told(followup("1.1", "1.3", kind=Kind.EXTRA, number=5)) == []


def test_a_promise_of_the_agreement_that_reached_no_followup_is_shown_with_its_title() -> None:
    deal = agreement(("1.1", "Indsats nummer 1.1"), ("1.2", "Flere porte"), ("1.4", "Nye bænke"))
    shown = told(followup("1.1", "1.3"), deal)
    assert [(row["severity"], row["text"]) for row in shown] == [("warning", "1.2 Flere porte"), ("warning", "1.4 Nye bænke")]
    assert {(row["path"], row["source_table"], row["source_key"]) for row in shown} == {
        ("1.txt", "initiatives", "2031/1.2"),
        ("1.txt", "initiatives", "2031/1.4"),
    }


def test_a_promise_that_a_followup_prints_under_another_number_has_reached_it() -> None:
    assert told(followup("1.1", "1.9"), agreement(("1.1", "Indsats nummer 1.1"), ("2.3", "Indsats nummer 1.9"))) == []


def test_a_promise_in_words_that_could_not_be_read_is_not_said_to_be_left_out() -> None:
    doubted = [Finding(Severity.WARNING, "stray_text", "…", text="2.3 Nye bænke i parken")]
    assert told(followup("1.1", findings=doubted), agreement(("1.1", "Indsats nummer 1.1"), ("2.3", "Nye bænke"))) == []


def test_a_followup_that_breaks_off_says_nothing_of_what_comes_after() -> None:
    cut = [Finding(Severity.WARNING, "cut_row", "…")]
    deal = agreement(("1.1", "Indsats nummer 1.1"), ("1.2", "Flere porte"), ("2.3", "Nye bænke"))
    assert [row["text"] for row in told(followup("1.1", "1.3", findings=cut), deal)] == ["1.2 Flere porte"]


def test_an_agreement_that_only_a_committees_edition_follows_leaves_it_open() -> None:
    edition = followup("1.1")
    edition.scope = "Økonomiudvalget"
    assert told(edition, agreement(("1.1", "Indsats nummer 1.1"), ("1.2", "Flere porte"))) == []


def test_a_promise_of_the_round_before_that_is_not_printed_again_is_told_once() -> None:
    first, second, third = (followup("1.1", *more, "1.3", number=number) for number, more in ((1, ["1.2"]), (2, []), (3, [])))
    (missing,) = told(first, second, third)
    assert (missing["code"], missing["path"], missing["text"]) == ("number_missing", "1.txt", "1.2 Indsats nummer 1.2")


def test_a_promise_that_lost_number_and_title_is_told_without_words() -> None:
    nameless = document(initiative("1.1"), initiative(None, None), number=1)
    tables = compared(tables_of([file(nameless, path="1.txt"), file(followup("1.1"), path="2.txt")]))
    assert [row["text"] for row in tables["findings"] if row["code"] == "number_missing"] == [None]


def test_what_may_stand_on_a_page_that_is_missing_has_not_disappeared() -> None:
    lost = Finding(Severity.ERROR, "page_missing", "Side 2 mangler.")
    assert not told(followup("1.1", "1.2", "1.3", number=1), followup("1.1", "1.3", findings=[lost]))


def test_what_may_be_joined_to_its_neighbour_has_not_disappeared() -> None:
    second = followup("1.1", "1.3", "1.4")
    second.findings.append(Finding(Severity.ERROR, "unlike_the_others", "Ulig de andre.", subject=second.initiatives[0]))
    first = followup("1.1", "1.2", "1.3", "1.4", "1.5", number=1)
    assert [row["text"] for row in told(first, second)] == ["1.5 Indsats nummer 1.5"]
