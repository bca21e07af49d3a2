"""References to the documents they lead to: one candidate or none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.links import resolved
from pipeline.tables import Rows

DAY = date(2031, 6, 4)


def tables(link: dict[str, Any], *meetings: tuple[str, date, str]) -> Rows:
    documents = [
        {"document_id": "f", "municipality": "ballerup", "kind": "followup", "scope": None, "document_date": None, "agreement_year": 2031}
    ]
    documents += [
        {"document_id": f"m{n}", "municipality": "ballerup", "kind": "agenda", "scope": scope, "document_date": day, "agreement_year": None}
        for n, (scope, day, _) in enumerate(meetings)
    ]
    documents += [
        {"document_id": "a", "municipality": "ballerup", "kind": "agreement", "scope": None, "document_date": None, "agreement_year": 2031}
    ]
    items = [{"document_id": f"m{n}", "item_number": item} for n, (_, _, item) in enumerate(meetings)]
    base = {"document_id": "f", "target_kind": "meeting_item", "committee": None, "meeting_date": None, "item_number": None}
    return {"documents": documents, "agenda_items": items, "links": [base | {"agreement_year": None, "number": None} | link]}


def target(link: dict[str, Any], *meetings: tuple[str, date, str]) -> str | None:
    (row,) = resolved(tables(link, *meetings))
    return row["target_document_id"]


MEETING = {"committee": "Social- og Sundhedsudvalget", "meeting_date": DAY, "item_number": "7"}


@pytest.mark.parametrize("spelling", ["Social- og Sundhedsudvalget", "Social-og Sundhedsudvalget", "Social og Sundhedsudvalget"])
def test_a_meeting_is_found_by_committee_and_day_however_its_name_is_spelt(spelling: str) -> None:
    assert target(MEETING, (spelling, DAY, "7")) == "m0"


def test_another_committees_meeting_that_day_is_not_meant() -> None:
    assert target(MEETING, ("Økonomiudvalget", DAY, "7")) is None


def test_a_meeting_without_that_item_is_not_meant() -> None:
    assert target(MEETING, ("Social- og Sundhedsudvalget", DAY, "8")) is None


def test_two_papers_of_one_meeting_leave_it_open() -> None:
    assert target(MEETING, ("Social- og Sundhedsudvalget", DAY, "7"), ("Social- og Sundhedsudvalget", DAY, "7")) is None


def test_a_point_leads_to_the_agreement_of_its_year_alone() -> None:
    point = {"target_kind": "agreement_point", "number": "1.12"}
    assert target(point | {"agreement_year": 2031}) == "a"
    assert target(point | {"agreement_year": 2030}) is None
