"""Tables headed "Milepæl", "Tid", "Smiley": the initiative stands above, and no row bears a label."""

from __future__ import annotations

import pytest

from parsers.model.records import Document, Smiley
from parsers.reading import read_file

TITLE = "Anden opfølgning på Aftale om budget 2034"
ABOVE = ("1.1 Grønne tage", "Fire tage beplantes.", "Ansvarligt udvalg: Teknik- og Miljøudvalget")
HEADER = "Milepæl\tTid\tSmiley"
ROWS = ("Tagene er valgt\t1. budgetopfølgning 2034\t☹", "Evaluering\t1. budgetopfølgning 2035\t", "Økonomi: Der er afsat 0,4 mio. kr.\t\t☺")


def read(*lines: str) -> Document:
    (document,) = read_file(("\n".join(lines) + "\n").encode(), "text/plain").documents
    return document


def codes(document: Document, severity: str) -> list[str]:
    return [str(one.code) for one in document.findings if one.severity == severity]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 0, 2)])
def test_whatever_the_order_of_the_columns_the_initiative_above_has_its_milestones_and_its_economy(order: tuple[int, ...]) -> None:
    table = ["\t".join(line.split("\t")[at] for at in order) for line in (HEADER, *ROWS)]
    document = read(TITLE, *ABOVE, *table)
    (initiative,) = document.initiatives
    assert (initiative.number, initiative.title, initiative.description) == ("1.1", "Grønne tage", "Fire tage beplantes.")
    assert initiative.responsible_committee == "Teknik- og Miljøudvalget"
    assert [(each.text, each.due.label, each.smiley.value) for each in initiative.milestones] == [
        ("Tagene er valgt", "1. budgetopfølgning 2034", Smiley.SOUR),
        ("Evaluering", "1. budgetopfølgning 2035", None),
    ]
    assert [(each.text, each.smiley.value) for each in initiative.economy] == [("Der er afsat 0,4 mio. kr.", Smiley.GLAD)]
    assert codes(document, "error") == []


def test_a_table_with_no_title_above_gives_nobody_its_rows() -> None:
    document = read(TITLE, *ABOVE, HEADER, *ROWS, "Her står noget om noget helt andet.", HEADER, *ROWS)
    (initiative,) = document.initiatives
    assert len(initiative.milestones) == 2
    assert codes(document, "error").count("unread_row") == 3


def test_a_row_with_words_alone_is_no_milestone() -> None:
    document = read(TITLE, *ABOVE, HEADER, *ROWS[:2], "Bemærk at taget på skolen er fredet.\t\t", ROWS[2])
    assert len(document.initiatives[0].milestones) == 2
    assert [one.text for one in document.findings if one.code == "unread_row"] == ["Bemærk at taget på skolen er fredet."]


def test_a_person_named_above_the_table_is_stored_nowhere() -> None:
    document = read(TITLE, *ABOVE, "Sagsbehandler: Ole Prøve", HEADER, *ROWS)
    assert len(document.initiatives) == 1
    assert "Ole" not in repr(document)


def test_without_a_follow_ups_title_such_a_table_is_no_promise() -> None:
    document = read("Projektplan for hallen", *ABOVE, HEADER, *ROWS)
    assert document.initiatives == []
