"""Where items begin: every form of number, and what a decision or a contents list says of numbers."""

import pytest

from parsers.model.findings import Code
from parsers.model.records import Document, Outcome
from parsers.reading import HTML, TEXT, read_file


def agenda(text: str, media_type: str = TEXT) -> Document:
    (document,) = read_file(text.encode(), media_type).documents
    return document


def numbers(document: Document) -> list[tuple[str, str | None]]:
    return [(item.item_number, item.title) for item in document.agenda_items]


def item(heading: str, decision: str = "Godkendt") -> str:
    return f"{heading}\n\nSammendrag\n\nDer er nyt om sagen.\n\nBeslutning\n\n{decision}\n\n"


@pytest.mark.parametrize(
    "heading",
    ["Punkt 1 {}", "Punkt 1. {}", "Punkt 1: {}", "Pkt. 1 {}", "Pkt. 1. {}", "PUNKT 1 {}", "1. {}", "1 {}", "Dagsordenspunkt 1 {}"],
)
@pytest.mark.parametrize("title", ["Bænke ved søen", "2. behandling af budget 2033-36", "§ 18-midler", '"Grøn by" - pulje', "10-årsplan"])
def test_a_title_may_begin_with_anything_behind_any_form_of_number(heading: str, title: str) -> None:
    if heading == "1 {}" and title[0].isdecimal():
        return
    second = heading.replace("1", "2").format("Porte")
    assert numbers(agenda(f"Økonomiudvalget\n3. marts 2032\n\n{item(heading.format(title))}{item(second)}")) == [
        ("1", title),
        ("2", "Porte"),
    ]


def test_letters_stand_behind_their_number() -> None:
    document = agenda(
        item("Punkt 1 A") + item("Punkt 2 B") + item("Punkt 2a Cykelstien") + item("Punkt 2 B Havnen") + item("Punkt 3 Skoven")
    )
    assert [number for number, _ in numbers(document)] == ["1", "2", "2a", "2 B", "3"]
    assert not any(finding.code in (Code.ITEM_OUT_OF_ORDER, Code.ITEM_REPEATED) for finding in document.findings)


@pytest.mark.parametrize("answer", ["Punkt 2. Anbefales.", "Pkt. 1: Orienteringen blev taget til efterretning.", "Punkt 1-3 anbefales."])
def test_a_point_that_a_decision_answers_is_no_item(answer: str) -> None:
    document = agenda(item("Punkt 1 Bænke", answer) + item("Punkt 2 Porte"))
    assert numbers(document) == [("1", "Bænke"), ("2", "Porte")]
    assert document.agenda_items[0].decision == answer


def test_numbers_that_restart_keep_their_keys_apart() -> None:
    first = item("Punkt 1 Bænke") + item("Punkt 2 Porte")
    supplement = agenda(first + "Tillægsdagsorden\n\n" + item("Punkt 1 Havnen"))
    assert [(each.item_number, each.printed_number, each.supplementary) for each in supplement.agenda_items] == [
        ("1", "1", False),
        ("2", "2", False),
        ("1#2", "1", True),
    ]
    assert Code.ITEM_NUMBERS_RESTART in [finding.code for finding in supplement.findings]
    closed = agenda(first + "Lukket dagsorden\n\n" + item("Punkt 1 Salg af en grund"))
    assert [(each.item_number, each.closed) for each in closed.agenda_items] == [("1", False), ("2", False), ("L1", True)]


def test_a_gap_and_a_number_that_comes_again_are_told() -> None:
    document = agenda(item("Punkt 1 Bænke") + item("Punkt 4 Porte") + item("Punkt 4 Porte (fortsat)"))
    assert [number for number, _ in numbers(document)] == ["1", "4", "4#2"]
    assert [(each.code, each.text) for each in document.findings if each.code in (Code.ITEM_NUMBERS_MISSING, Code.ITEM_REPEATED)] == [
        (Code.ITEM_NUMBERS_MISSING, "2-3"),
        (Code.ITEM_REPEATED, "Punkt 4 Porte (fortsat)"),
    ]


def test_a_contents_list_in_front_is_no_item_twice() -> None:
    contents = "Indholdsfortegnelse\n\nPunkt 1 Bænke\n\nPunkt 2 Porte\n\n"
    document = agenda(f"Økonomiudvalget\n3. marts 2032\n\n{contents}" + item("Punkt 1 Bænke") + item("Punkt 2 Porte"))
    assert numbers(document) == [("1", "Bænke"), ("2", "Porte")]
    assert [finding.text for finding in document.findings if finding.code == Code.CONTENTS_LIST] == ["Punkt 1 Bænke", "Punkt 2 Porte"]


def test_a_closed_item_keeps_its_number_though_it_has_no_text() -> None:
    document = agenda(item("Punkt 1 Bænke") + "Punkt 2 Lukket: Salg af en grund\n\n" + item("Punkt 3 Porte"))
    assert [(each.item_number, each.closed, each.decision) for each in document.agenda_items] == [
        ("1", False, "Godkendt"),
        ("2", True, None),
        ("3", False, "Godkendt"),
    ]


def test_a_numbered_heading_within_an_item_is_no_item() -> None:
    section = "<h3>Fremstilling</h3><h4>1. Baggrunden for sagen</h4><p>Der er to.</p><h3>Beslutning</h3><p>Punkt 2. Anbefales.</p>"
    page = f"<main><h1>Økonomiudvalget</h1><p>3. marts 2032</p><h2>1. Bænke</h2>{section}<h2>2. Porte</h2>{section}</main>"
    document = agenda(page, HTML)
    assert numbers(document) == [("1", "Bænke"), ("2", "Porte")]
    assert [each.decision for each in document.agenda_items] == ["Punkt 2. Anbefales."] * 2


def test_several_meetings_in_one_file_are_several_documents() -> None:
    one = "# Økonomiudvalget\n\n23.01.2031 kl. 08:00\n\n" + item("Punkt 1 Bænke")
    other = "# Kommunalbestyrelsen\n\n30.01.2031 kl. 17:00\n\n" + item("Punkt 1 Bænke", "Udsat")
    documents = read_file((one + other).encode(), TEXT).documents
    assert [(each.scope, str(each.front.document_date), each.agenda_items[0].decision) for each in documents] == [
        ("Økonomiudvalget", "2031-01-23", "Godkendt"),
        ("Kommunalbestyrelsen", "2031-01-30", "Udsat"),
    ]


def test_a_page_may_list_its_items_with_bullets() -> None:
    items = "".join(
        f"<li><p>{number}. {title}</p><h3>Resumé</h3><p>Om {title}.</p><h3>Beslutning</h3><p>{decided}</p></li>"
        for number, title, decided in ((301, "Bænke", "Godkendt."), (302, "Badet", "Forkastet."))
    )
    page = f"<!DOCTYPE html><h1>Kommunalbestyrelsen</h1><p>22-01-2032</p><h2>Referat</h2><ul>{items}</ul>"
    (document,) = read_file(page.encode(), HTML).documents
    assert [(item.item_number, item.title, item.decision) for item in document.agenda_items] == [
        ("301", "Bænke", "Godkendt."),
        ("302", "Badet", "Forkastet."),
    ]


DECIDED_BETWEEN = """Kommunalbestyrelsen
Beslutningsprotokol
25. marts 2031

1. Godkendelse af dagsorden
Sagens kerne:
Dagsordenen skal godkendes.
Beslutning i Kommunalbestyrelsen den 25-03-2031
Godkendt.

2. Forslag om flere bænke
Sagens kerne:
Der skal tages stilling til forslaget.
Indstilling
Forvaltningen indstiller,
1. at der sættes bænke ved åen
2. at de males
3. at de nummereres
Beslutning i Teknik- og Miljøudvalget den 05-03-2031
Anbefales ikke.
Gruppe A anbefaler forslaget godkendt.
Beslutning i Kommunalbestyrelsen den 25-03-2031
Forkastet. Forvaltningen vender tilbage med

1. Et notat om træer
2. Et notat om bænke
"""


def test_plain_lines_with_a_decision_between_them_are_items_whatever_their_sections_are_called() -> None:
    (document,) = read_file(DECIDED_BETWEEN.encode(), TEXT).documents
    assert [(item.item_number, item.title) for item in document.agenda_items] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Forslag om flere bænke"),
    ]
    told = [(each.body, each.outcome) for each in document.agenda_items[1].decisions if each.outcome is not None]
    assert told == [("Teknik- og Miljøudvalget", Outcome.NOT_RECOMMENDED), ("Kommunalbestyrelsen", Outcome.NOT_APPROVED)]


def test_minutes_that_count_on_from_the_year_before_begin_with_their_first_item() -> None:
    text = """Referat fra møde i Byrådet
den 10. september 2031

Pkt.nr. 168
Godkendelse af dagsordenen
Dagsordenen godkendt.

Pkt.nr. 169
Takster 2032
Resume
Taksterne foreslås hævet.
Beslutning
Resten stemte imod. Indstillingen er faldet.

Pkt.nr. 170
Eventuelt
Intet til referat.
"""
    (document,) = read_file(text.encode(), TEXT).documents
    assert [(item.item_number, item.title) for item in document.agenda_items] == [
        ("168", "Godkendelse af dagsordenen"),
        ("169", "Takster 2032"),
        ("170", "Eventuelt"),
    ]


def test_a_second_decision_of_one_meeting_in_an_item_is_told() -> None:
    text = """Referat
Teknisk Udvalg den 9. april 2031

Punkt 1. Trafikplan
Beslutning
Udsat.

L 2. Køb af en mark
Beslutning
Godkendt.

Punkt 2. Eventuelt
Beslutning
Intet.
"""
    (document,) = read_file(text.encode(), TEXT).documents
    (told,) = [each for each in document.findings if each.code == Code.DECIDED_TWICE]
    assert told.subject is document.agenda_items[0]


def test_a_first_item_without_sections_is_no_part_of_the_papers_head() -> None:
    text = """Referat fra Skoleudvalgets møde
torsdag den 5. juni 2031 kl. 17

Pkt. 1 - Godkendelse af dagsorden
Godkendt.

Pkt. 2 - Ny skole
Indstilling:
At skolen bygges.
Udvalgets beslutning:
Ikke godkendt, da 3 stemte for og 4 imod.
"""
    (document,) = read_file(text.encode(), TEXT).documents
    assert numbers(document) == [("1", "Godkendelse af dagsorden"), ("2", "Ny skole")]


def test_minutes_in_a_table_are_announced_by_their_kind_and_day() -> None:
    page = """<h1>Social- og Sundhedsudvalget</h1><p>Referat, 3. juni 2031</p>
<table><tr><th>Nr.</th><th>Punkt</th><th>Beslutning</th></tr>
<tr><td>1</td><td>Godkendelse af dagsorden</td><td>Godkendt.</td></tr>
<tr><td>2</td><td>Nyt plejehjem</td><td>Ikke anbefalet.</td></tr></table>"""
    (document,) = read_file(page.encode(), HTML).documents
    assert [(item.title, item.decision) for item in document.agenda_items] == [
        ("Godkendelse af dagsorden", "Godkendt."),
        ("Nyt plejehjem", "Ikke anbefalet."),
    ]


def test_a_contents_list_may_print_its_pages_and_the_item_its_case_right_below() -> None:
    text = """Referat
Økonomiudvalget
Mødedato: Mandag den 6. oktober 2031

Indholdsfortegnelse
1. Dagsorden 1
2. Regler om fravær 2
3. Lukket - Forespørgsler 4
Bilagsliste 5

1. Dagsorden
Dok.nr.: 1965
Sagsid.: 14/40
Åben sag

Beslutning Økonomiudvalget den 06-10-2031
Godkendt.

2. Regler om fravær
Dok.nr.: 2005
Sagsid.: 14/41
Åben sag

Beslutning Økonomiudvalget den 06-10-2031
Forkastes.

3. Lukket - Forespørgsler
"""
    document = agenda(text)
    assert numbers(document) == [("1", "Dagsorden"), ("2", "Regler om fravær"), ("3", "Lukket - Forespørgsler")]
    assert [each.decision for each in document.agenda_items] == ["Godkendt.", "Forkastes.", None]


def test_a_word_that_tells_of_every_item_whether_it_is_open_is_no_part_of_its_title() -> None:
    text = """Referat
Økonomiudvalget
Møde i Økonomiudvalget den 10. juni 2031

1  Åbent   Kommuneplan

018520-2031

Beslutning
Ikke godkendt.

Møde i Økonomiudvalget den 10. juni 2031

2  Åbent   Lokalplan

018521-2031

Beslutning
Udsat.

3  Lukket   Salg
"""
    document = agenda(text)
    assert numbers(document) == [("1", "Kommuneplan"), ("2", "Lokalplan"), ("3", "Salg")]
    assert [each.decision for each in document.agenda_items] == ["Ikke godkendt.", "Udsat.", None]
    assert [each.closed for each in document.agenda_items] == [False, False, True]


def test_whether_an_item_is_open_may_stand_in_brackets_before_its_title() -> None:
    items = "1 (Åben) Bænke\nSags ID: 11\n\nBeslutning\nGodkendt.\n\n2 (Lukket) Retssag\nSags ID: 12\n\nBeslutning\nUdsat.\n"
    document = agenda(f"Byrådet\n3. maj 2032\n\n{items}")
    assert [(item.item_number, item.title, item.closed) for item in document.agenda_items] == [
        ("1", "Bænke", False),
        ("2", "Retssag", True),
    ]
