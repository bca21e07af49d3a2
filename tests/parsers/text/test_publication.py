"""An agenda system's JSON: the meeting and its items by their own fields, and no name of anybody who attended."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parsers.model.content import UnreadableError
from parsers.model.records import Document, Kind, Outcome
from parsers.reading import JSON, read_file
from parsers.text.publication import read_publication

PUBLISHED = Path(__file__).parents[2] / "fixtures" / "agenda" / "published.json"


def meeting(**changes: Any) -> Document:
    held = json.loads(PUBLISHED.read_text("utf-8")) | changes
    (document,) = read_file(json.dumps(held).encode(), JSON).documents
    return document


def test_a_meeting_is_told_by_its_fields() -> None:
    document = meeting()
    assert (document.kind, document.front.document_date, document.place) == (Kind.AGENDA, date(2032, 6, 16), "Byrådssalen")
    assert (document.meeting_kind, document.source_id) == ("referat", "0f0f0f0f-0000-4000-8000-000000000002")
    assert document.front.source_url == "https://dagsordener.eksempel.dk/vis?id=0f0f0f0f-0000-4000-8000-000000000002"
    assert [(item.committee, item.body) for item in document.agenda_items] == [("Byråd 2030-2033", "Kommunalbestyrelsen")] * 2


def test_items_keep_their_numbers_cases_ids_and_annexes() -> None:
    first, second = meeting().agenda_items
    assert (first.item_number, first.title, first.case_number) == ("1", "2. behandling af budget 2033-36", "32-000471")
    assert (first.source_id, [(annex.name, annex.source_id) for annex in first.annexes]) == (
        "0f0f0f0f-0000-4000-8000-000000000003",
        [("Budgetforslag", "0f0f0f0f-0000-4000-8000-000000000004")],
    )
    assert (second.closed, second.decisions, second.annex_count) == (True, [], None)


def test_a_lists_numbers_are_points_and_no_words_of_the_decision() -> None:
    first, _ = meeting().agenda_items
    assert first.decision == "Godkendt.\nIkke godkendt.\nImod stemte: (Ø)"
    assert [(each.point, each.outcome) for each in first.decisions] == [("1", Outcome.APPROVED), ("2", Outcome.NOT_APPROVED), (None, None)]


def test_those_who_attended_are_dropped_while_the_file_is_parsed() -> None:
    told = read_publication(PUBLISHED.read_bytes())
    assert told is not None
    assert "Medlem Et" not in repr(told)
    assert "Medlem Et" not in repr(meeting())


def test_several_meetings_in_one_file_are_as_many_documents() -> None:
    held = json.loads(PUBLISHED.read_text("utf-8"))
    assert len(read_file(json.dumps([held, held]).encode(), JSON).documents) == 2


@pytest.mark.parametrize("data", [b"{}", b"[1, 2]", b'{"Udvalg": {}}', b'{"Dagsordenpunkter": 3}', b"{not json", b"[" * 5000])
def test_other_data_is_no_publication(data: bytes) -> None:
    assert read_publication(data) is None


def test_a_publication_without_an_item_is_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_publication(b'{"Dagsordenpunkter": []}')
    assert refused.value.code == "empty_file"


@pytest.mark.parametrize("broken", [None, "", 7, [], {"Html": 3}, {"Html": "<h3>Beslutning"}, {"Tekst": "Kun tekst"}])
def test_fields_of_an_odd_kind_fail_nothing(broken: Any) -> None:
    item = {"Number": 1, "Navn": "Bænke", "Felter": [broken] if broken is not None else None, "Bilag": [None, {"Navn": 4}]}
    (item_read,) = meeting(Dagsordenpunkter=[item], Moede=None, Udvalg=[]).agenda_items
    assert (item_read.item_number, item_read.title) == ("1", "Bænke")


@pytest.mark.parametrize(
    ("fields", "decision"),
    [
        ([], "Udsat til maj."),
        ([{"Navn": "Beslutning", "Html": "<p>Udsat til maj.</p>"}], "Udsat til maj."),
    ],
    ids=["alone", "printed again"],
)
def test_a_decision_in_a_field_of_its_own_is_read_once(fields: list[dict[str, str]], decision: str) -> None:
    document = meeting(Dagsordenpunkter=[{"Number": "1", "Navn": "Bro", "Felter": fields, "ItemDecision": f"<p>{decision}</p>"}])
    assert [(each.text, each.outcome) for each in document.agenda_items[0].decisions] == [(decision, Outcome.POSTPONED)]


def test_a_field_without_a_name_is_no_part_of_the_decision_above_it() -> None:
    named = {"Navn": "Beslutning", "Html": "<p>Udsat.</p>"}
    unnamed = {"Navn": "", "Html": "<p>Udvalget godkendte broen for et år siden.</p>"}
    document = meeting(Dagsordenpunkter=[{"Number": "1", "Navn": "Bro", "Felter": [named, unnamed]}])
    (item,) = document.agenda_items
    assert [(each.text, each.outcome) for each in item.decisions] == [("Udsat.", Outcome.POSTPONED)]
    assert [(each.heading, each.text) for each in item.sections] == [
        ("Beslutning", "Udsat."),
        (None, "Udvalget godkendte broen for et år siden."),
    ]


def test_a_field_without_a_name_is_told_without_words_that_nobody_printed_where_no_name_is_known() -> None:
    fields = [{"Navn": name, "Html": f"<p>{text}</p>"} for name, text in (("Om bænkene", "Der er nyt."), ("", "Broen er lukket."))]
    (item,) = meeting(Dagsordenpunkter=[{"Number": "1", "Navn": "Bro", "Felter": fields}]).agenda_items
    assert "(uden overskrift)" not in repr(item)
    assert "Broen er lukket." in [section.text for section in item.sections]


def test_a_numbers_full_stop_is_no_part_of_it() -> None:
    items = [{"Punktnummer": number, "Navn": "Bænke", "Felter": []} for number in ("1.", "2.a", "3")]
    assert [item.item_number for item in meeting(Dagsordenpunkter=items).agenda_items] == ["1", "2.a", "3"]


def test_those_who_are_listed_below_a_decision_are_not_stored() -> None:
    markup = "<p>Godkendt.</p><p>Fraværende:<br/>Navn Navnesen<br/>Navn Tosen</p>"
    items = [{"Punktnummer": "1", "Navn": "Bænke", "Felter": [{"Navn": "Beslutning", "Html": markup}]}]
    document = meeting(Dagsordenpunkter=items)
    assert document.agenda_items[0].decision == "Godkendt."
    assert "Navn Tosen" not in repr(document)
