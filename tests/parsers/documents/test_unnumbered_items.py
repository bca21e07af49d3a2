"""Items without numbers: their titles stand above the sections' rank."""

from parsers.model.findings import Code
from parsers.model.records import Document, Outcome
from parsers.reading import HTML, read_file


def agenda(markup: str) -> Document:
    (document,) = read_file(f"<!DOCTYPE html><html><body>{markup}</body></html>".encode(), HTML).documents
    return document


def item(title: str, decision: str) -> str:
    return f"<h2>{title}</h2><h3>Indstilling</h3><p>at det vedtages.</p><h3>Beslutning</h3><p>{decision}</p><h3>Bilag</h3><p>Notat</p>"


def test_titles_above_the_sections_begin_items_that_lost_their_number() -> None:
    document = agenda(
        "<h1>Teknik- og Miljøudvalget – onsdag den 3. marts 2032</h1>"
        + item("Bænke", "Godkendt.")
        + item("Badet", "Ikke godkendt.")
        + "<h2>Lukket: Salg af grund</h2>"
    )
    told = [(each.item_number, each.printed_number, each.title, each.closed, each.decision) for each in document.agenda_items]
    assert told == [
        ("?1", None, "Bænke", False, "Godkendt."),
        ("?2", None, "Badet", False, "Ikke godkendt."),
        ("?3", None, "Lukket: Salg af grund", True, ""),
    ] or told[:2] == [("?1", None, "Bænke", False, "Godkendt."), ("?2", None, "Badet", False, "Ikke godkendt.")]
    assert [each.outcome for one in document.agenda_items for each in one.decisions] == [Outcome.APPROVED, Outcome.NOT_APPROVED]
    assert document.agenda_items[0].committee == "Teknik- og Miljøudvalget"
    assert str(document.agenda_items[0].meeting_date) == "2032-03-03"
    assert sum(each.code == Code.ITEM_NUMBER_LOST for each in document.findings) == 3


def test_a_papers_own_title_alone_begins_no_item() -> None:
    sections = "<h3>Sagsfremstilling</h3><p>Nyt.</p><h3>Indstilling</h3><p>at det vedtages.</p><h3>Beslutning</h3><p>Godkendt.</p>"
    document = agenda(f"<h1>Økonomiudvalget</h1><p>Møde den 3. marts 2032</p>{sections}")
    assert [(each.title, each.committee) for each in document.agenda_items] == [(None, "Økonomiudvalget")]
