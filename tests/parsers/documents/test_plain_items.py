"""Plain numbered lines that are items' titles by what stands around them."""

from __future__ import annotations

from parsers.model.records import AgendaItem, Outcome
from parsers.reading import HTML, TEXT, read_file


def items(text: str, media_type: str = TEXT) -> list[AgendaItem]:
    (document,) = read_file(text.encode(), media_type).documents
    return document.agenda_items


def test_titles_that_end_in_a_full_stop_stand_above_headings_with_their_text() -> None:
    text = """Referat fra ordinært møde i
Udvalget for Børn og Familie
Afholdt den: 3. september 2031

1. Godkendelse af dagsorden.
Beslutning: Godkendt.

2. Ny klubordning.
Sagsresumé: Klubben flytter.
Økonomi: Flytningen koster 400.000 kr.
Indstilling: Det indstilles, at flytningen godkendes.
Beslutning: Ikke godkendt.
"""
    first, second = items(text)
    assert (first.title, first.decision) == ("Godkendelse af dagsorden.", "Godkendt.")
    assert (second.title, second.summary, second.decision) == ("Ny klubordning.", "Klubben flytter.", "Ikke godkendt.")
    assert second.economic_consequences == "Flytningen koster 400.000 kr."


def test_points_of_a_decision_that_end_in_a_full_stop_are_no_items() -> None:
    text = """Referat
Teknisk Udvalg den 3. september 2031

1. Stien
Beslutning
Udvalget besluttede:
1. Stien males.
2. Broen males.

2. Broen
Beslutning
Forkastet.
"""
    assert [(item.item_number, item.title) for item in items(text)] == [("1", "Stien"), ("2", "Broen")]


def test_an_item_may_begin_with_a_sentence_and_be_decided_by_three_bodies() -> None:
    text = """Borgerrepræsentationens møde den 21. august 2031

1. Godkendelse af dagsorden
Borgerrepræsentationens beslutning i mødet den 21. august 2031
Dagsordenen blev godkendt.

2. Byggetilladelser ved havnen (2031-0123456)
Borgerrepræsentationen skal tage stilling til planen.

Indstilling og beslutning
1. at planen godkendes,
2. at der afsættes 12 mio. kr. i 2032.

Økonomiudvalgets beslutning i mødet den 15. august 2031
Indstillingen blev anbefalet med 8 stemmer mod 5.

Borgerrepræsentationens beslutning i mødet den 21. august 2031
Indstillingen blev forkastet med 30 stemmer imod 22.

Problemstilling
Der bygges meget.
"""
    first, second = items(text)
    assert (first.title, first.decision) == ("Godkendelse af dagsorden", "Dagsordenen blev godkendt.")
    assert second.recommendation == "1. at planen godkendes,\n2. at der afsættes 12 mio. kr. i 2032."
    told = [(each.body, each.outcome) for each in second.decisions]
    assert told == [("Økonomiudvalget", Outcome.RECOMMENDED), ("Borgerrepræsentationen", Outcome.NOT_APPROVED)]
    assert second.background == "Der bygges meget."


def test_a_decisions_heading_may_name_the_point_of_the_meeting_that_made_it() -> None:
    page = """<h1>Byrådet</h1><div>Mødedato: 25. juni 2031</div><div>Referat</div>
<h2>114. Ny svømmehal</h2><h3>Indstilling</h3><div>at hallen bygges</div>
<h3>Beslutning Kultur- og Idrætsudvalget, 03-06-2031, pkt. 70</h3><div>Indstilles.</div>
<h3>Beslutning Byrådet, 25-06-2031, pkt. 114</h3><div>Ikke vedtaget.</div>"""
    (item,) = items(page, HTML)
    told = [(each.body, each.outcome) for each in item.decisions]
    assert told == [("Kultur- og Idrætsudvalget", Outcome.RECOMMENDED), ("Byrådet", Outcome.NOT_APPROVED)]


def test_labels_below_a_title_tell_of_its_case() -> None:
    text = """Dagsorden
Teknisk Udvalg
Mandag den 11. august 2031

Pkt. 100 - Åben - Godkendelse af dagsorden
Pkt. 101 - Lukket - Personalesag

Pkt. 100 - Åben - Godkendelse af dagsorden
Sagsnr: GEO-2031-00001
Forvaltning: CTM

Beslutning Teknisk Udvalg den 11-08-2031

Pkt. 101 - Lukket - Personalesag
"""
    told = [(item.item_number, item.title, item.case_number, item.closed) for item in items(text)]
    assert told == [
        ("100", "Åben - Godkendelse af dagsorden", "GEO-2031-00001", False),
        ("101", "Lukket - Personalesag", None, True),
    ]


def test_an_item_at_the_end_with_no_more_than_a_title_is_no_point_of_the_decision_above() -> None:
    head = "Byrådet\nReferat\n3. marts 2032\n\n1. Bænke\n\nBeslutning\n\nGodkendt.\n\n"
    (document,) = read_file(f"{head}2. Underskrifter\n".encode(), TEXT).documents
    assert [item.title for item in document.agenda_items] == ["Bænke", "Underskrifter"]
    (document,) = read_file(f"{head}1. Bænkene males.\n\n2. Bænkene flyttes\n".encode(), TEXT).documents
    assert [item.title for item in document.agenda_items] == ["Bænke"]


def test_a_closed_part_ends_the_section_above_its_items() -> None:
    text = (
        "Økonomiudvalget\nDagsorden\n3. marts 2032\n\n1: Bro\nSags nr. 32/2210\n\nIndstilling\n\nAt broen bygges.\n\nØkonomi\n\n"
        "Broen koster 2 mio. kr.\n\nLukkede punkter\n\n2: Køb\n"
    )
    (document,) = read_file(text.encode(), TEXT).documents
    assert [(item.title, item.case_number, item.closed) for item in document.agenda_items] == [
        ("Bro", "32/2210", False),
        ("Køb", None, True),
    ]


def test_a_case_number_of_two_parts_is_no_title() -> None:
    text = (
        "Byrådet\nReferat\n3. marts 2032\n\n1. Bænke ...... 2\n2. Bro ....... 3\n\n1. Bænke\n32/1011\n\nBeslutning\n\n"
        "Godkendt.\n\n2. Bro\n32/1012\n\nBeslutning\n\nUdsat.\n"
    )
    (document,) = read_file(text.encode(), TEXT).documents
    assert [(item.item_number, item.title, item.case_number) for item in document.agenda_items] == [
        ("1", "Bænke", "32/1011"),
        ("2", "Bro", "32/1012"),
    ]


def test_a_closed_part_and_a_supplement_may_count_anew_or_on() -> None:
    text = """Byrådet
Protokol for mødet den 3. september 2031

ÅBEN DAGSORDEN

1. Stien

Beslutning
Godkendt.

2. Broen

Beslutning
Udsat.

LUKKET DAGSORDEN

1. Salg af grund

Beslutning
Byrådet kunne ikke tiltræde salget.

TILLÆGSDAGSORDEN

3. Hallen

Indstilling
at hallen males.

Beslutning
Afvist.
"""
    told = [(item.item_number, item.title, item.decision, item.closed) for item in items(text)]
    assert told == [
        ("1", "Stien", "Godkendt.", False),
        ("2", "Broen", "Udsat.", False),
        ("L1", "Salg af grund", "Byrådet kunne ikke tiltræde salget.", True),
        ("3", "Hallen", "Afvist.", False),
    ]


def test_an_excerpt_begins_with_any_number() -> None:
    text = "Byrådet\nReferat\n3. september 2031\n\n{}. Broen\n\nIndstilling\nat broen males.\n\nBeslutning\nForkastet.\n"
    for number in ("3", "12", "174"):
        assert [(item.item_number, item.decision) for item in items(text.format(number))] == [(number, "Forkastet.")]
