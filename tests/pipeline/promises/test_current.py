"""What is to be counted: one document for each promise in each round, and no better copy of any other document."""

from __future__ import annotations

from typing import Any

from pipeline.promises.current import current_documents, current_initiatives
from pipeline.promises.standings import standings
from tests.carried import row, sample_rows
from tests.gold_tables import Row, edition, initiative, matched, tables_of


def _current(*golds: Row) -> tuple[dict[str, bool], list[tuple[str, str]]]:
    tables = matched(tables_of(golds))
    initiatives = current_initiatives(tables, standings(tables))
    documents = current_documents(tables, initiatives)
    return {one["document_id"]: one["current"] for one in documents}, [
        (one["document_id"], one["initiative_id"]) for one in initiatives if one["current"]
    ]


def test_of_two_documents_of_a_round_one_is_counted() -> None:
    one = initiative("1.1", "Ladcykler", ("Købt.", "sur"))
    documents, initiatives = _current(edition(1, one), edition(1, one), edition(2, one))
    assert sorted(documents.values()) == [False, True, True]
    assert len(initiatives) == 2


def test_a_committees_edition_is_counted_for_what_no_other_prints() -> None:
    shared, own = initiative("1.1", "Ladcykler", ("Købt.", "sur")), initiative("1.2", "Natlys", ("Valgt.", "glad"))
    documents, initiatives = _current(edition(1, shared), edition(1, shared, own, committee="Børne- og Skoleudvalget"))
    assert all(documents.values())
    assert sorted(name for _, name in initiatives) == ["2031/1.1", "2031/1.2"]


def test_what_no_round_tells_of_is_counted() -> None:
    documents = [row("documents", document_id="a" * 16, kind="followup", state="parsed")]
    initiatives = [row("initiatives", document_id="a" * 16, initiative_id="?/1.1", promise_id="?/1.1")]
    tables = {"documents": documents, "initiatives": initiatives}
    assert [one["current"] for one in current_initiatives(tables, [])] == [True]
    assert [one["current"] for one in current_documents(tables, current_initiatives(tables, []))] == [True]


def _minutes(name: str, *items: str, **cells: Any) -> tuple[Row, list[Row]]:
    (minutes,) = (one for one in sample_rows()["documents"] if one["kind"] == "agenda")
    told = {**minutes, "title": "Referat", "document_id": name, **cells}
    return told, [row("agenda_items", document_id=name, item_number=number) for number in items]


def _counted(*minutes: tuple[Row, list[Row]]) -> list[str]:
    tables = {"documents": [told for told, _ in minutes], "agenda_items": [item for _, items in minutes for item in items]}
    return [one["document_id"] for one in current_documents(tables, []) if one["current"]]


def test_minutes_as_a_pdf_and_as_a_text_are_counted_as_the_pdf() -> None:
    assert _counted(_minutes("a", "1", "2", first_page=None), _minutes("b", "1", "2")) == ["b"]


def test_minutes_that_differ_in_anything_that_names_them_are_two() -> None:
    assert _counted(_minutes("a", "1"), _minutes("b", "1", "2"), _minutes("c", "1", meeting_kind="dagsorden")) == ["a", "b", "c"]
    assert _counted(_minutes("a", "1", document_date=None), _minutes("b", "1", document_date=None)) == ["a", "b"]
