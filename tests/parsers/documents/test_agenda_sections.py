"""Sections by what the print shows: levels in a page, sizes on paper, short lines that come back in a text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.documents import agenda
from parsers.documents.meeting_head import Meeting
from parsers.model.findings import Code
from parsers.model.records import AgendaItem, Finding, Outcome, SectionKind
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.reading import HTML, TEXT, read_file

UNKNOWN = ["Redegørelse", "Det videre forløb", "Hvad koster det", "Borgernes stemme", "Vurdering"]


def read(rows: list[Row]) -> tuple[Meeting, list[AgendaItem], list[Finding]]:
    return agenda.read_agenda(rows)


def told(item: AgendaItem) -> list[tuple[str | None, SectionKind, str | None]]:
    return [(section.heading, section.kind, section.text) for section in item.sections]


def page(headings: list[str], items: int = 3) -> str:
    sections = "".join(f"<h4>{heading}</h4><p>Der er nyt om {heading.casefold()}.</p>" for heading in headings)
    body = "".join(
        f"<h2>{n}. Sag {n}</h2><h3>Beslutning</h3><p>Godkendt.</p><p>Lokallisten takker.</p>{sections}" for n in range(1, items + 1)
    )
    return f"<main><h1>Økonomiudvalget</h1><p>3. marts 2032</p>{body}</main>"


@pytest.mark.parametrize("heading", UNKNOWN)
def test_a_heading_that_no_list_knows_ends_a_decision_and_heads_a_section_of_its_own(heading: str) -> None:
    (document,) = read_file(page([heading]).encode(), HTML).documents
    for item in document.agenda_items:
        assert item.decision == "Godkendt.\nLokallisten takker."
        assert told(item)[1:] == [(heading, SectionKind.OTHER, f"Der er nyt om {heading.casefold()}.")]


@given(st.lists(st.sampled_from(UNKNOWN), min_size=1, max_size=4, unique=True), st.integers(2, 6), st.integers())
def test_in_a_text_a_short_line_that_comes_back_heads_a_section(headings: list[str], items: int, seed: int) -> None:
    draw, lines = random.Random(seed), ["Økonomiudvalget", "3. marts 2032", ""]
    for number in range(1, items + 1):
        lines += [f"Punkt {number} Sag om {draw.choice(['broen', 'stien', 'søen'])} {number}", "", "Beslutning", "Godkendt.", ""]
        for heading in headings:
            lines += [heading, "", f"Der er nyt om punkt {number} og {heading.casefold()}, og det tages op igen.", ""]
    (document,) = read_file("\n".join(lines).encode(), TEXT).documents
    assert [item.decision for item in document.agenda_items] == ["Godkendt."] * items
    assert [[heading for heading, _, _ in told(item)] for item in document.agenda_items] == [["Beslutning", *headings]] * items


VALUE = "Punkt {0} Sag {0}\n\nLovgrundlag\n\nFolkeskoleloven\n\nØkonomi\n\nIngen\n\nBeslutning\n\nGodkendt\n\nImod stemte: (L)\n\n"


def test_a_value_that_comes_back_is_no_heading_and_neither_is_a_decision_nor_a_vote() -> None:
    (document,) = read_file("".join(VALUE.format(number) for number in (1, 2, 3)).encode(), TEXT).documents
    for item in document.agenda_items:
        assert told(item) == [
            ("Lovgrundlag", SectionKind.LAW, "Folkeskoleloven"),
            ("Økonomi", SectionKind.ECONOMY, "Ingen"),
            ("Beslutning", SectionKind.DECISION, "Godkendt\nImod stemte: (L)"),
        ]


def on_paper(*printed: tuple[str, float]) -> list[Row]:
    """Rows as a PDF gives them, each with its letters' size; above 10 points they are headings."""
    return [
        Row(RowKind.TEXT, [Cell(text)], [Place(page=1, top=20.0 * at, bottom=20.0 * at + size)], size > 10, rank=size if size > 10 else 0.0)
        for at, (text, size) in enumerate(printed)
    ]


def test_on_paper_larger_letters_head_a_section_and_a_bold_decision_does_not() -> None:
    one = [
        ("Beslutning", 14.0),
        ("Godkendt", 12.0),
        ("Vi takker.", 10.0),
        ("Redegørelse", 14.0),
        ("Indstilling", 12.0),
        ("Den males.", 10.0),
    ]
    _, (item,), _ = read(on_paper(("Økonomiudvalget", 24.0), ("3. marts 2032", 10.0), ("1. Broen", 18.0), *one))
    assert told(item) == [
        ("Beslutning", SectionKind.DECISION, "Godkendt\nVi takker."),
        ("Indstilling", SectionKind.RECOMMENDATION, "Den males."),
    ]


def test_an_empty_heading_makes_no_section_and_is_told_of() -> None:
    (document,) = read_file(b"Punkt 1 Broen\n\nIndhold\n\nSammendrag\n\nDen er ny.\n\nBeslutning\n\nUdsat\n", TEXT).documents
    assert [section.heading for section in document.agenda_items[0].sections] == ["Sammendrag", "Beslutning"]
    assert "Indhold" in [finding.text for finding in document.findings if finding.code == Code.HEADING]


WORDS = [
    "Punkt 1 Bænke",
    "Punkt 2 Stier",
    "Indhold",
    "Redegørelse",
    "Bilag",
    "2 bilag",
    "• Kort",
    "Beslutning",
    "Godkendt",
    "Der er et bord.",
    "Sag nr. 7",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["\n", "\n\n"]))
def test_every_word_is_in_a_title_a_section_or_a_finding(texts: list[str], gap: str) -> None:
    """Of any jumble of an agenda's lines, as often as each word was printed."""
    text = gap.join(["Økonomiudvalget", "3. marts 2032", "Punkt 1 Bænke", "Beslutning", "Udsat", *texts])
    documents = read_file(text.encode(), TEXT).documents
    kept: list[str] = []
    for document in documents:
        kept += [finding.text or "" for finding in document.findings]
        for item in document.agenda_items:
            kept += [f"Punkt Sag nr. {item.printed_number} {item.case_number} {item.title}"]
            kept += [f"{section.heading} {section.text}" for section in item.sections]
    words = " ".join(kept)
    assert [word for word in text.split() if word.strip("•") and word not in words] == []


@pytest.mark.parametrize("signed", ["Navn Navnesen\n\nAnden N. Navnesen\n", ""], ids=["names", "nobody"])
def test_who_signs_below_the_last_decision_is_set_aside_without_a_name(signed: str) -> None:
    text = f"""Referat
Teknisk Udvalg den 10. juni 2031

Punkt 1. Bro over åen
Beslutning
Ikke godkendt.

Underskriftsside

{signed}"""
    (document,) = read_file(text.encode(), TEXT).documents
    assert document.agenda_items[0].decision == "Ikke godkendt."
    assert "Navnesen" not in repr(document)


def test_minutes_may_head_what_was_decided_with_nothing_but_referat() -> None:
    text = """Referat
Regionsrådet 24-11-2031 13:00

1.Meddelelse fra formanden
2.Regnskab
3. LUKKET PUNKT: Lån

1. Meddelelse fra formandenReferat

Taget til efterretning.

2. Regnskab

Indstilling

Administrationen indstiller, at regnskabet godkendes.

Referat

Regionsrådet kunne ikke godkende indstillingen.

3. LUKKET PUNKT: Lån
"""
    (document,) = read_file(text.encode(), TEXT).documents
    assert [(each.title, each.decision) for each in document.agenda_items] == [
        ("Meddelelse fra formanden", "Taget til efterretning."),
        ("Regnskab", "Regionsrådet kunne ikke godkende indstillingen."),
        ("LUKKET PUNKT: Lån", None),
    ]
    assert [each.outcome for item in document.agenda_items for each in item.decisions] == [Outcome.NOTED, Outcome.NOT_APPROVED]


def test_referat_heads_nothing_where_a_decision_has_a_heading_of_its_own() -> None:
    text = "Teknisk Udvalg den 3. maj 2031\n\n"
    text += "Punkt 1. Bro\n\nBeslutning\n\nUdsat.\n\nReferat\n\nPunkt 2. Sti\n\nBeslutning\n\nGodkendt.\n\nReferat\n"
    (document,) = read_file(text.encode(), TEXT).documents
    assert [each.decision for each in document.agenda_items] == ["Udsat.", "Godkendt."]


def test_a_body_and_its_day_above_a_decision_announce_it_without_a_colon() -> None:
    text = """Kommunalbestyrelsen
Mandag den 21. maj 2031 kl. 17:00

Åbent punkt
Kommunalbestyrelsen den 21-05-2031, s.3

Sag 01.

Regnskab

Indstilling
Forvaltningen foreslår en tillægsbevilling.

Økonomiudvalget den 15. maj 2031
Anbefales godkendt.

Kommunalbestyrelsen den 21. maj 2031
Forkastet.

Åbent punkt
Kommunalbestyrelsen den 21-05-2031, s.5

Sag 02.

Kanalvej

Kommunalbestyrelsen den 21. maj 2031
Udsat.

Sag L 03.

Køb af grund
Lukket punkt
"""
    (document,) = read_file(text.encode(), TEXT).documents
    told = [(each.printed_number, each.title, each.decision, each.closed) for each in document.agenda_items]
    assert told == [("01", "Regnskab", "Forkastet.", False), ("02", "Kanalvej", "Udsat.", False), ("L 03", "Køb af grund", None, True)]


def test_a_title_stands_below_its_number_where_only_the_meeting_is_named_above() -> None:
    page = "Den 4. januar 2031\nFORRETNINGSUDVALGET\nSAG NR. {}\n\n{}\n\nFORRETNINGSUDVALGETS BESLUTNING DEN 4. JANUAR 2031\n{}\n\n"
    text = (
        "Referat\nFORRETNINGSUDVALGET\nMandag den 4. januar 2031\n\n"
        + page.format(1, "MØDEPLAN", "Godkendt.")
        + page.format(2, "UDVALG", "Udsat.")
    )
    (document,) = read_file(text.encode(), TEXT).documents
    assert [(each.title, each.decision) for each in document.agenda_items] == [("MØDEPLAN", "Godkendt."), ("UDVALG", "Udsat.")]


UNFOLDED = """<div class="container"><h1>Referat 3. marts 2032 kl. 15.45</h1>
<h2><span>Teknisk Udvalg</span><span> - </span><span>Lokale 7</span></h2>
<table><tr><td>Udvalg:</td><td>Teknisk Udvalg</td></tr></table>
<table><thead><tr><th>Punkt</th><th>Titel</th><th></th></tr></thead><tbody>{items}</tbody></table></div>"""
FOLDED_ITEM = """<tr><td><span>{n}</span></td><td><button aria-expanded="false" aria-controls="d{n}"><h2>Sag om bænk {n}</h2></button>
<div id="d{n}"><span>BAL-2032-00000{n}</span><h3></h3><div><h3>Beslutninger</h3><span><div>Udsat.</div></span><h3></h3>
<span><div>Bænk {n} er i høring, og udvalget godkendte høringen i maj.</div></span><h3>Resume</h3><span><div>Der er nyt.</div></span></div>
<h3>Bilag</h3><ul><li><span role="button">PDF</span><a href="#">Indstilling</a></li></ul></div></td>
<td><span>1</span><ul role="menu"><li><a role="menuitem">Hent som PDF</a></li></ul></td></tr>"""


def test_a_publications_page_of_rows_that_unfold_is_read_item_by_item() -> None:
    page = UNFOLDED.format(items="".join(FOLDED_ITEM.format(n=n) for n in (1, 2, 3)))
    (document,) = read_file(page.encode(), HTML).documents
    assert [(item.item_number, item.title, item.case_number) for item in document.agenda_items] == [
        (str(n), f"Sag om bænk {n}", f"BAL-2032-00000{n}") for n in (1, 2, 3)
    ]
    assert {item.committee for item in document.agenda_items} == {"Teknisk Udvalg"}
    for item in document.agenda_items:
        assert [(each.text, each.outcome) for each in item.decisions] == [("Udsat.", Outcome.POSTPONED)]
        assert (item.recommendation, [annex.name for annex in item.annexes], item.annex_count) == (None, ["Indstilling"], 1)
        assert (None, SectionKind.OTHER) in [(section.heading, section.kind) for section in item.sections]
