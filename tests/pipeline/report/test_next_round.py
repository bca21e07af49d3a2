"""What the next round is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.promises.marks import NOT_GLAD
from pipeline.promises.model import Reported
from pipeline.report.book import book
from pipeline.report.meetings import meetings
from pipeline.report.next_round import NextRound, next_round
from tests.report_samples import Tables, tables_of, texts, with_minutes


def coming(tables: Tables) -> NextRound:
    held = book(tables)
    found = next_round(meetings(held), held.agreements[0])
    assert found is not None
    return found


def test_it_is_the_round_after_the_newest_and_holds_what_falls_due_in_it() -> None:
    found = coming(texts())
    assert found.reported == Reported(2031, 3)
    due = {item.promise.key: item for one in found.committees for item in one.due}
    assert len(due) == found.due > 0
    assert {(item.row["due_year"], item.row["due_round"]) for item in due.values()} == {(2031, 3)}
    assert all(item.row["text"] for item in due.values())


def test_what_was_not_reached_is_followed_up_with_its_committee() -> None:
    found = coming(texts())
    named = {promise.key: promise for one in found.committees for promise in one.followed_up}
    assert len(named) == found.followed_up
    assert {promise.mark for promise in named.values()} <= set(NOT_GLAD)


def test_a_meeting_after_the_newest_follow_up_stands_with_its_committee(tmp_path: Path) -> None:
    tables = tables_of(with_minutes(tmp_path))
    for row in tables["documents"]:
        if row["agreement_year"] == 2031:
            row |= {"document_date": date(2031, 5, 1), "revised_date": None}
    economy = next(one for one in coming(tables).committees if one.body and one.body.name == "Økonomiudvalget")
    assert [meeting.name for meeting in economy.meetings] == ["Økonomiudvalget den 3. juni 2031"]
    for row in tables["documents"]:
        if row["agreement_year"] == 2031:
            row["document_date"] = date(2031, 8, 1)
    assert not any(one.meetings for one in coming(tables).committees), "and one before it has been held"


def test_each_committee_has_what_falls_due_and_what_is_to_be_followed_up() -> None:
    told = [(one.body and one.body.name, len(one.due), len(one.followed_up)) for one in coming(texts()).committees]
    assert told == [
        ("Social- og Sundhedsudvalget", 2, 1),
        ("Teknik- og Miljøudvalget", 2, 1),
        ("Økonomiudvalget", 2, 0),
        ("Børne- og Skoleudvalget", 1, 1),
        ("Kommunalbestyrelsen", 1, 0),
    ]
