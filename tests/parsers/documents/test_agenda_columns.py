"""What an item's sections say is told once, in the columns of their kinds."""

import json

import pytest

from parsers.model.findings import Code
from parsers.model.records import Document, Outcome, Severity
from parsers.reading import HTML, JSON, read_file

OWN = "04-05-2032 Teknik- og Havneudvalget 2032"
WITHHELD = "Beslutning ikke frigivet"
WAY = f"<h3>Hvem har set på det</h3><u>{OWN}</u><br>{{}}<br><u>10-05-2032 Økonomiudvalget 2032</u><br>{WITHHELD}<br>"


def minutes(*items: str) -> Document:
    held = {
        "Udvalg": {"Navn": "Teknik- og Havneudvalget 2032"},
        "Moede": {"Dato": "2032-05-04T16:00:00+02:00"},
        "Dagsordenpunkter": [{"Number": str(n), "Navn": f"Sag {n}", "Felter": [{"Html": html}]} for n, html in enumerate(items, 1)],
    }
    (document,) = read_file(json.dumps(held).encode(), JSON).documents
    return document


@pytest.mark.parametrize("answer", ["Godkendt.", "1. Kan ikke anbefales."])
def test_a_meetings_own_decision_is_told_once_though_the_cases_way_has_it_too(answer: str) -> None:
    document = minutes(*[f"<h3>Beslutning</h3><p>{answer}</p><h3>Redegørelse</h3><p>Der er nyt.</p>{WAY.format(answer)}"] * 3)
    for item in document.agenda_items:
        assert item.decision == answer
        assert [each.body for each in item.decisions] == [None]
        assert [section.text for section in item.sections if section.day] == [answer, WITHHELD]
    assert not [each for each in document.findings if each.code == Code.DECIDED_TWICE]


def test_the_cases_way_may_stand_above_the_decision() -> None:
    (item,) = minutes(f"{WAY.format('Godkendt.')}<h3>Beslutning</h3><p>Godkendt.</p>").agenda_items
    assert item.decision == "Godkendt."
    assert len(item.decisions) == 1


def test_what_is_not_published_decides_nothing() -> None:
    way = f"<h3>Hvem har set på det</h3><u>27-04-2032 Økonomiudvalget</u><br>Udsat.<br><u>{OWN}</u><br>{WITHHELD}<br>"
    document = minutes(f"<h3>Beslutning</h3><p>Godkendt.</p>{way}")
    (item,) = document.agenda_items
    assert (item.decision, [each.outcome for each in item.decisions]) == ("Godkendt.", [Outcome.APPROVED, Outcome.POSTPONED])
    assert not [each for each in document.findings if each.code == Code.DECIDED_TWICE]


def test_a_decision_that_stands_nowhere_and_is_not_published_is_told_so() -> None:
    way = f"<h3>Hvem har set på det</h3><u>27-04-2032 Økonomiudvalget</u><br>Udsat.<br><u>{OWN}</u><br>{WITHHELD}<br>"
    document = minutes(way, f"<h3>Beslutning</h3><p>Godkendt.</p>{way}")
    held, decided = document.agenda_items
    assert (held.decision, [each.outcome for each in held.decisions]) == (None, [Outcome.POSTPONED])
    (told,) = [each for each in document.findings if each.code == Code.DECISION_WITHHELD]
    assert (told.subject is held, told.text, told.severity) == (True, WITHHELD, Severity.INFO)
    assert decided.decision == "Godkendt."


def test_a_decision_told_again_in_other_words_stays_and_is_doubted() -> None:
    document = minutes(f"<h3>Beslutning</h3><p>Godkendt.</p>{WAY.format('Ikke godkendt.')}")
    (item,) = document.agenda_items
    assert item.decision == "Godkendt.\nIkke godkendt."
    assert [each.outcome for each in item.decisions] == [Outcome.APPROVED, Outcome.NOT_APPROVED]
    (told,) = [each for each in document.findings if each.code == Code.DECIDED_TWICE]
    assert told.subject is item


def test_bodies_of_a_meeting_nobody_names_are_not_one() -> None:
    text = "<h1>Dagsorden</h1><h2>1. Kajen</h2><h3>Beslutning i Havneudvalget den 4. maj 2032</h3><p>Godkendt.</p>"
    text += "<h3>Beslutning i Byrådet den 9. maj 2032</h3><p>Godkendt.</p><h2>2. Broen</h2><h3>Beslutning</h3><p>Godkendt.</p>"
    (document,) = read_file(text.encode(), HTML).documents
    assert len(document.agenda_items[0].decisions) == 2
    assert not [each for each in document.findings if each.code == Code.DECIDED_TWICE]
