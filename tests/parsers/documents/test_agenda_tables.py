"""Minutes printed as tables: headings in a left column, over a column, or an item whole in a cell."""

import pytest

from parsers.documents.agenda_tables import AgendaTable, heads_columns, heads_row
from parsers.model.findings import Code
from parsers.model.records import Document, Kind, Outcome
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.reading import HTML, read_file

G, X = Outcome.APPROVED, Outcome.NOT_APPROVED
HEAD = "<h1>Referat</h1><p>Udvalg: Teknik- og Miljøudvalget</p><p>Mødedato: 3. marts 2032</p>"
LEFT = """
<table><tr><td colspan=2><b>1. Bænke</b></td></tr><tr><td>Indstilling</td><td><p>at bænkene males.</p></td></tr>
<tr><td>Beslutning</td><td><p>Godkendt.</p></td></tr></table>
<table><tr><td colspan=2><b>2. Badet</b></td></tr><tr><td>Sagsfremstilling</td><td><p>Badet er slidt.</p></td></tr>
<tr><td>Beslutning</td><td><p>Forkastet.</p></td></tr><tr><td>Bilag</td><td>Notat</td></tr></table>
<table><tr><td colspan=2><b>3. Eventuelt</b></td></tr><tr><td>Sagsfremstilling</td><td><p>Nyt om broen.</p></td></tr>
<tr><td>Beslutning</td><td><p>Ikke godkendt.</p></td></tr></table>
"""
OVER = """
<table><tr><th>Punkt</th><th>Emne</th><th>Beslutning</th></tr>
<tr><td>1.</td><td>Bænke</td><td>Godkendt.</td></tr><tr><td>2.</td><td>Badet</td><td>Forkastet.</td></tr>
<tr><td>3.</td><td>Eventuelt</td><td>Ikke godkendt.</td></tr></table>
"""


def row(*texts: str) -> Row:
    return Row(RowKind.TABLE, [Cell(text, column=column) for column, text in enumerate(texts)], [Place(line=1)])


def agenda(markup: str) -> Document:
    (document,) = read_file(f"<!DOCTYPE html><html><body>{markup}</body></html>".encode(), HTML).documents
    return document


@pytest.mark.parametrize("table", [LEFT, OVER], ids=["in a left column", "over the columns"])
def test_headings_of_a_table_part_its_items_as_those_of_a_text_do(table: str) -> None:
    document = agenda(HEAD + table)
    told = [(item.item_number, item.title, item.decision, [each.outcome for each in item.decisions]) for item in document.agenda_items]
    assert told == [
        ("1", "Bænke", "Godkendt.", [G]),
        ("2", "Badet", "Forkastet.", [X]),
        ("3", "Eventuelt", "Ikke godkendt.", [X]),
    ]


def test_a_row_without_a_number_decides_nothing_of_the_item_above() -> None:
    document = agenda(HEAD + OVER.replace("<td>2.</td>", "<td>Lukket</td>"))
    assert [(item.item_number, item.decision) for item in document.agenda_items] == [("1", "Godkendt."), ("3", "Ikke godkendt.")]
    told = [found for found in document.findings if found.text and "Badet" in found.text]
    assert [(found.code, found.text, found.subject) for found in told] == [(Code.UNREAD_ROW, "Lukket | Badet | Forkastet.", None)]


def test_a_table_with_a_column_of_decisions_is_no_agenda_unless_a_line_says_so() -> None:
    assert agenda(OVER).kind is not Kind.AGENDA


def test_an_item_that_stands_whole_in_a_cell_has_the_number_beside_it() -> None:
    lines = AgendaTable().lines(row("2.", "Badet\nIndstilling\nat badet lukkes.\nBeslutning\nForkastet."))
    assert [line.text for line in lines] == ["2. Badet", "Indstilling", "at badet lukkes.", "Beslutning", "Forkastet."]


def test_other_rows_are_a_line_each() -> None:
    assert [line.text for line in AgendaTable().lines(row("2032", "4,5\nmio. kr."))] == ["2032 4,5 mio. kr."]
    assert not heads_row(row("Beslutning"))
    assert not heads_columns(row("Beslutning", "Godkendt."))


IN_ONE_CELL = """
<table><tr><td><p>1. Bænke</p><p>Indstilling</p><p>at bænkene males.</p><p>Beslutning</p><p>Godkendt.</p></td></tr>
<tr><td><p>2. Badet</p><p>Indstilling</p><p>at badet lukkes.</p><p>Beslutning</p><p>Forkastet.</p></td></tr></table>
"""
IN_ONE_CELL_WITH_BREAKS = """
<table><tr><td>Punkt 1<br>Bænke<br>Indstilling: at bænkene males.<br>Beslutning: Godkendt.</td></tr>
<tr><td>Punkt 2<br>Badet<br>Indstilling: at badet lukkes.<br>Beslutning: Forkastet.</td></tr></table>
"""


@pytest.mark.parametrize("table", [IN_ONE_CELL, IN_ONE_CELL_WITH_BREAKS], ids=["paragraphs", "breaks"])
def test_a_table_of_one_column_sets_out_a_page(table: str) -> None:
    document = agenda(HEAD + table)
    told = [
        (item.item_number, item.title, item.recommendation, [each.outcome for each in item.decisions]) for item in document.agenda_items
    ]
    assert told == [("1", "Bænke", "at bænkene males.", [G]), ("2", "Badet", "at badet lukkes.", [X])]


def test_a_table_without_numbers_in_an_items_text_stays_in_it() -> None:
    lights = (
        "<table><tr><th>Dag</th><th>Indstilling</th><th>Beslutning</th></tr><tr><td>Juleaften</td><td>Rødt lys</td><td>Ja</td></tr></table>"
    )
    document = agenda(HEAD + f"<h2>Punkt 1 Lys</h2><h3>Sagsfremstilling</h3><p>Lys:</p>{lights}<h3>Beslutning</h3><p>Godkendt.</p>")
    (item,) = document.agenda_items
    assert (item.case_text, item.decision) == ("Lys:\nDag Indstilling Beslutning\nJuleaften Rødt lys Ja", "Godkendt.")


def test_a_header_below_which_nothing_stands_is_not_lost() -> None:
    page = (
        "<h1>Referat Byrådet 3. maj 2032</h1><h2>1. Bænke</h2><h3>Sagsfremstilling</h3><p>Her er en tabel.</p>"
        "<table><tr><td>Punkt</td><td>Emne</td><td>Beslutning</td></tr></table><p>Den er tom.</p><h3>Beslutning</h3><p>Godkendt.</p>"
    )
    (document,) = read_file(page.encode(), HTML).documents
    assert document.agenda_items[0].case_text == "Her er en tabel.\nPunkt Emne Beslutning\nDen er tom."


BESIDE = """
<table><tr><td>1.</td><td><b>Bænke</b></td></tr><tr><td></td><td><b>BESLUTNING</b></td></tr><tr><td></td><td>Godkendt.</td></tr></table>
<table><tr><td>2.</td><td><b>Badet</b></td></tr><tr><td></td><td><b>INDSTILLING</b></td></tr><tr><td></td><td>at badet males.</td></tr>
<tr><td></td><td><b>BESLUTNING</b></td></tr><tr><td></td><td>Forkastet.</td></tr></table>
<table><tr><td>3.</td><td><b>Eventuelt</b></td></tr><tr><td></td><td><b>BESLUTNING</b></td></tr>
<tr><td></td><td>Ikke godkendt.</td></tr></table>
"""


def test_a_heading_beside_an_empty_cell_heads_what_stands_below_it_and_no_column() -> None:
    told = [(item.item_number, item.title, item.decision) for item in agenda(HEAD + BESIDE).agenda_items]
    assert told == [("1", "Bænke", "Godkendt."), ("2", "Badet", "Forkastet."), ("3", "Eventuelt", "Ikke godkendt.")]


def test_a_table_within_a_decision_decides_only_the_points_it_names() -> None:
    table = "<table><tr><th>Klub</th><th>Ansøgt</th><th>Bevilget</th></tr><tr><td>Roklubben</td><td>40</td><td>Afvist</td></tr></table>"
    answered = "<table><tr><td>Punkt 1</td><td>Forkastet</td></tr><tr><td>Punkt 2</td><td>Godkendt</td></tr></table>"
    decided = "<h2>Punkt 1 Pulje</h2><h3>Beslutning</h3><p>Fordelt således:</p>{}<h2>Punkt 2 Bad</h2><h3>Beslutning</h3>{}"
    first, second = agenda(HEAD + decided.format(table, answered)).agenda_items
    assert [each.outcome for each in first.decisions] == [Outcome.OTHER, None, None]
    assert first.decision == "Fordelt således:\nKlub Ansøgt Bevilget\nRoklubben 40 Afvist"
    assert [(each.point, each.outcome) for each in second.decisions] == [("1", X), ("2", G)]
