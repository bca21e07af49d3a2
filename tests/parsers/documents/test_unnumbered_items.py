"""Items without numbers: their titles stand above the sections' rank."""

from parsers.model.findings import Code
from parsers.model.records import Document, MoneyStanding, Outcome
from parsers.reading import HTML, TEXT, read_file


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


def test_in_a_text_the_short_line_above_each_items_first_section_is_its_title() -> None:
    text = """Referat Nordby Byråd 11-09-2031

    Fælles ansvar for havnen

    Beslutning
    Fremsendes til Teknisk Udvalg til behandling.
    Resumé
    Havnen er slidt.
    Indstilling
    Det indstilles, at havnen renoveres.

    Multihus i Skovby


    Beslutning Godkendt.
    Indstilling
    Det indstilles, at der gives en kommunegaranti på 13,5 mio. kr.

    Lokalplan ved åen

    Beslutning
    Indstillingen blev ikke vedtaget.
    Indstilling
    Det indstilles, at lokalplanen vedtages.
"""
    (document,) = read_file(text.encode(), TEXT).documents
    assert [(item.title, [each.outcome for each in item.decisions]) for item in document.agenda_items] == [
        ("Fælles ansvar for havnen", [Outcome.FORWARDED]),
        ("Multihus i Skovby", [Outcome.APPROVED]),
        ("Lokalplan ved åen", [Outcome.NOT_APPROVED]),
    ]
    assert [amount.standing for amount in document.amounts] == [MoneyStanding.DECIDED]


def test_where_nothing_tells_if_a_decision_ends_its_item_none_is_told_of_anothers_proposal() -> None:
    text = """Referat
Nordby Byråd den 11. september 2031

Beslutning
Godkendt.
Indstilling
Det indstilles, at der gives en garanti på 13,5 mio. kr.
Beslutning
Ikke godkendt.
Indstilling
Det indstilles, at broen bygges.
"""
    (document,) = read_file(text.encode(), TEXT).documents
    assert not [item for item in document.agenda_items if item.decision and item.recommendation]


def test_a_page_of_one_item_is_titled_as_the_item() -> None:
    page = """<p>Mødedato: 22.04.2031, kl. 17:30<br>Mødested: Rådhuset, Borgerrepræsentationens mødesal</p>
<h1>Tilpasning af lokaludvalg</h1><h2>Indstilling</h2><p>at tilpasningen godkendes.</p>
<h2>Beslutning</h2><p>Borgerrepræsentationens beslutning i mødet den 22. april 2031</p><p>Forslaget blev forkastet.</p>"""
    (document,) = read_file(f"<html><body>{page}</body></html>".encode(), HTML).documents
    [item] = document.agenda_items
    assert (item.title, item.committee) == ("Tilpasning af lokaludvalg", "Borgerrepræsentationen")
    assert item.decision == "Forslaget blev forkastet."
    assert [each.outcome for each in item.decisions] == [Outcome.NOT_APPROVED]
