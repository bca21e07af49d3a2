"""References to the documents they lead to: one candidate or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from pipeline.promises.links import resolved
from pipeline.schema.rows import Rows

DAY = date(2031, 6, 4)


def document(document_id: str, kind: str, **fields: Any) -> dict[str, Any]:
    blank = {"scope": None, "document_date": None, "agreement_year": None, "followup_number": None}
    return {"document_id": document_id, "municipality": "ballerup", "kind": kind, **blank, **fields}


FOLLOWUP = document("f", "followup", agreement_year=2031, followup_number=2)
AGREEMENT = document("a", "agreement", agreement_year=2031)


def target(
    link: dict[str, Any], *meetings: tuple[str, date, str], others: Sequence[dict[str, Any]] = (AGREEMENT,), decided: Sequence[str] = ()
) -> str | None:
    """Where a link in the follow-up leads; every plan, follow-up and agreement prints point 1.12."""
    held = [document(f"m{n}", "agenda", scope=scope, document_date=day) for n, (scope, day, _) in enumerate(meetings)]
    read: Rows = {
        "documents": [FOLLOWUP, *others, *held],
        "agenda_items": [{"document_id": f"m{n}", "item_number": item} for n, (_, _, item) in enumerate(meetings)],
        "decisions": [{"document_id": each} for each in decided],
        "initiatives": [
            {"document_id": each["document_id"], "agreement_year": each["agreement_year"], "number": "1.12"} for each in (FOLLOWUP, *others)
        ],
        "links": [{"document_id": "f", **dict.fromkeys(("committee", "meeting_date", "item_number", "agreement_year", "number")), **link}],
    }
    (row,) = resolved(read)
    return row["target_document_id"]


MEETING = {"target_kind": "meeting_item", "committee": "Social- og Sundhedsudvalget", "meeting_date": DAY, "item_number": "7"}
POINT = {"target_kind": "agreement_point", "agreement_year": 2031, "number": "1.12"}


@pytest.mark.parametrize("spelling", ["Social- og Sundhedsudvalget", "Social-og Sundhedsudvalget", "Social og Sundhedsudvalget"])
def test_a_meeting_is_found_by_committee_and_day_however_its_name_is_spelt(spelling: str) -> None:
    assert target(MEETING, (spelling, DAY, "7")) == "m0"


def test_another_committees_meeting_that_day_is_not_meant() -> None:
    assert target(MEETING, ("Økonomiudvalget", DAY, "7")) is None


def test_a_meeting_without_that_item_is_not_meant() -> None:
    assert target(MEETING, ("Social- og Sundhedsudvalget", DAY, "8")) is None


def test_two_papers_of_one_meeting_leave_it_open() -> None:
    assert target(MEETING, ("Social- og Sundhedsudvalget", DAY, "7"), ("Social- og Sundhedsudvalget", DAY, "7")) is None


def test_of_an_agenda_and_its_minutes_the_minutes_are_meant() -> None:
    documents = [("Social- og Sundhedsudvalget", DAY, "7")] * 2
    assert target(MEETING, *documents, decided=["m1"]) == "m1"
    assert target(MEETING, *documents, decided=["m0", "m1"]) is None


def test_a_point_leads_to_the_agreement_of_its_year_alone() -> None:
    assert target(POINT) == "a"
    assert target(POINT | {"agreement_year": 2030}) is None


def test_without_the_agreement_a_point_leads_to_the_first_round_that_prints_it() -> None:
    plan = document("p", "plan", agreement_year=2031, followup_number=0)
    assert target(POINT, others=[plan]) == "p"
    assert target(POINT | {"number": "1.13"}, others=[plan]) is None


def test_two_papers_of_the_first_round_leave_a_point_open() -> None:
    twins = [document(name, "plan", agreement_year=2031, followup_number=0) for name in ("p", "q")]
    assert target(POINT, others=twins) is None
