"""Sums of a meeting held against those of the plan and its follow-ups."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.promises.sums import add_sums_that_disagree
from tests.gold_tables import Tables, edition, initiative, tables_of


def _amount(document_id: str, table: str, key: str, raw: str, dkk: int, **more: Any) -> dict[str, Any]:
    given = {"document_id": document_id, "source_table": table, "source_key": key, "raw": raw, "amount_dkk": Decimal(dkk), "kind": "afsat"}
    return given | {"year_from": 2031, "year_to": 2031, "recurring": False, "initiative_id": None, **more}


def _tables(said: dict[str, Any], numbers: tuple[str, ...] = ("1.1",)) -> Tables:
    tables = tables_of([edition(0, initiative("1.1", "Ladcykler", ("Købt.", None)))])
    [plan] = tables["documents"]
    minutes = {"document_id": "minutes", "file_id": "f", "municipality": "ballerup"}
    point = {"document_id": "minutes", "source_table": "agenda_items", "source_key": "3", "target_kind": "agreement_point"}
    return {
        **tables,
        "documents": [plan, minutes],
        "files": [{"file_id": "f", "path": "referat.txt"}],
        "findings": [],
        "agenda_items": [{"document_id": "minutes", "item_number": "3", "page": 2, "line": None}],
        "links": [point | {"agreement_year": 2031, "number": number} for number in numbers],
        "amounts": [
            _amount(plan["document_id"], "economy_notes", "2031/1.1/e1", "0,9 mio. kr.", 900_000, initiative_id="2031/1.1"),
            _amount("minutes", "agenda_items", "3", "1,2 mio. kr.", 1_200_000) | said,
        ],
    }


def test_a_meeting_that_sets_another_sum_aside_for_the_same_year_is_told_of_on_its_item() -> None:
    tables = _tables({})
    add_sums_that_disagree(tables)
    [found] = tables["findings"]
    assert (found["code"], found["source_table"], found["source_key"], found["page"]) == ("sums_disagree", "agenda_items", "3", 2)
    assert found["message"] == "Mødet og opfølgningen nævner hver sin sum for 2031 til indsats 1.1: 1,2 mio. kr. her, 0,9 mio. kr. dér."


@pytest.mark.parametrize(
    "said",
    [
        {"amount_dkk": Decimal(900_000)},  # the same sum
        {"year_from": 2032, "year_to": 2032},  # another year's
        {"year_to": 2033},  # of several years
        {"recurring": True},
        {"kind": "merforbrug"},
    ],
)
def test_what_is_no_sum_of_the_same_thing_is_not_held_against_it(said: dict[str, Any]) -> None:
    tables = _tables(said)
    add_sums_that_disagree(tables)
    assert tables["findings"] == []


def test_an_item_about_two_promises_is_held_against_neither() -> None:
    tables = _tables({}, numbers=("1.1", "1.2"))
    add_sums_that_disagree(tables)
    assert tables["findings"] == []
