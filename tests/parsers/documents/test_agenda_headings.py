"""Which lines announce a section, and whose decision on what day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.documents.agenda_headings import begins_anew, heading_of, likely_heads, treated
from parsers.documents.item_forms import NAMES
from parsers.model.records import Outcome, SectionKind
from parsers.model.rows import Cell, Row, RowKind
from parsers.reading import HTML, TEXT, read_file

DAY = date(2032, 3, 3)
DECISION = SectionKind.DECISION


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Beslutning", DECISION),
        ("BESLUTNING:", DECISION),
        ("Økonomiske  konsekvenser", SectionKind.ECONOMY),
        ("• Indstilling", SectionKind.RECOMMENDATION),
        ("Fremstilling", SectionKind.CASE),
        ("Sagsprocedure", SectionKind.PROCEDURE),
        ("Sagens forløb", SectionKind.PREVIOUS),
    ],
)
def test_a_known_word_tells_what_a_section_is(text: str, kind: SectionKind) -> None:
    assert heading_of(text) == (kind, None, None)


@pytest.mark.parametrize(
    ("text", "body", "day"),
    [
        ("Beslutning i Økonomiudvalget den 3. marts 2032:", "Økonomiudvalget", DAY),
        ("Beslutning fra Social- og Sundhedsudvalget den 03-03-2032", "Social- og Sundhedsudvalget", DAY),
        ("BESLUTNING: Kommunalbestyrelsen den 3. marts 2032", "Kommunalbestyrelsen", DAY),
        ("Økonomiudvalgets beslutning den 3. marts 2032", "Økonomiudvalget", DAY),
        ("Beslutning Byrådet", "Byrådet", None),
        ("Beslutning den 3. marts 2032", None, DAY),
    ],
)
def test_a_heading_may_name_who_decided_and_when(text: str, body: str | None, day: date | None) -> None:
    assert heading_of(text) == (DECISION, body, day)


@pytest.mark.parametrize(
    "text",
    [
        "Byrådet godkendte Økonomiudvalgets indstilling.",
        "Beslutning om takster i Byrådet",
        "Beslutning ikke frigivet",
        "Indstillingens punkt 1: Godkendt",
        "Indstillingen godkendt",
        "Det er en beslutning",
        "",
    ],
)
def test_a_sentence_with_the_words_of_a_heading_is_none(text: str) -> None:
    assert heading_of(text) is None


def test_a_count_of_annexes_and_a_part_of_the_agenda_begin_anew() -> None:
    assert [begins_anew(text) for text in ("2 bilag", "Lukket dagsorden", "Afbud/fraværende", "Bænke ved søen")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Økonomiudvalget, 3. marts 2032, pkt. 153:",
        "Økonomiudvalget den 3. marts 2032:",
        "03-03-2032 Økonomiudvalget",
        "Økonomiudvalgets møde 3. marts 2032, punkt 4",
    ],
)
def test_a_body_and_its_day_alone_tell_who_treated_an_item(text: str) -> None:
    assert treated(text) == (DECISION, "Økonomiudvalget", DAY)


@pytest.mark.parametrize(
    "text", ["Økonomiudvalget drøftede sagen den 3. marts 2032", "Økonomiudvalget", "3. marts 2032", "Protokol for mødet den 3. marts 2032"]
)
def test_a_line_that_says_more_tells_of_no_treatment(text: str) -> None:
    assert treated(text) is None
    assert heading_of(text) is None


LINES = (
    "Beslutning|Beslutning i Økonomiudvalget den 3. marts 2032:|beslutning|Økonomiudvalgets beslutning den 3. marts 2032|3 bilag"
    "|Åben dagsorden|Punkt 3 Bænke|Søen er ren, og der er bænke ved den.|Økonomiudvalget, 18. september 2032, pkt. 153:|Afbud"
    "|19-08-2032 Økonomiudvalget|Indstilling fra Teknik- og Miljøudvalget, som mødtes den 3. marts 2032, til Økonomiudvalget:"
    "|Nr. 4 Bænke|§ 5. Bænke"
)


@given(st.lists(st.sampled_from(LINES.split("|")), max_size=12))
def test_no_line_that_heads_anything_is_passed_by(lines: list[str]) -> None:
    heads = likely_heads([Row(RowKind.TEXT, [Cell(text)], []) for text in lines], lines)
    for at, text in enumerate(lines):
        assert (text in heads.anew) == begins_anew(text)
        assert (text in heads.treated) == (treated(text) is not None)
        if begins_anew(text) or treated(text):
            assert at in heads.places[text]
        assert at in heads.items or not text.startswith(NAMES)


FOR_POINT = """Referat
Teknik- og Miljøudvalget
Mødedato: 10. juni 2031

Punkter på dagsordenen
1	Godkendelse af dagsorden
2	Bro over åen ved den gamle mølle og en sti
langs med jernbanen

1	Godkendelse af dagsorden

Sagsnummer: 31/1

Beslutning for Punkt 1: Godkendelse af dagsorden
Godkendt

2	Bro over åen ved den gamle mølle og en sti
langs med jernbanen

Sagsnummer: 31/2

Indstilling
Direktionen indstiller, at
1. broen bygges
2. 3 mio. kr. frigives

Beslutning for Punkt 2: Bro over åen ved den gamle mølle og en sti
langs med jernbanen
1. godkendt
2. ikke godkendt
"""


def test_a_decision_may_tell_its_items_number_and_title_again_over_two_lines() -> None:
    (document,) = read_file(FOR_POINT.encode(), TEXT).documents
    first, second = document.agenda_items
    assert (document.meeting_kind, first.title, first.decision) == ("referat", "Godkendelse af dagsorden", "Godkendt")
    assert second.title == "Bro over åen ved den gamle mølle og en sti langs med jernbanen"
    assert second.decision == "1. godkendt\n2. ikke godkendt"
    assert [(each.point, each.outcome) for each in second.decisions] == [("1", Outcome.APPROVED), ("2", Outcome.NOT_APPROVED)]


def test_bold_words_alone_in_their_paragraph_head_a_section_of_a_page() -> None:
    page = """<h1>Referat af mødet i Teknisk Udvalg</h1><p>Mødedato: 12. maj 2031</p>
<h2>Pkt. 1 Naturplan</h2><p><strong>Indstilling</strong></p><p>Forvaltningen indstiller, at planen vedtages.</p>
<p><strong>Teknisk Udvalg den 12. maj 2031</strong></p><p>Udvalget kunne ikke tiltræde indstillingen.</p>"""
    (document,) = read_file(page.encode(), HTML).documents
    (item,) = document.agenda_items
    assert item.recommendation == "Forvaltningen indstiller, at planen vedtages."
    assert [(each.body, each.outcome) for each in item.decisions] == [("Teknisk Udvalg", Outcome.NOT_APPROVED)]


@pytest.mark.parametrize(
    ("text", "body", "day"),
    [
        ("FORRETNINGSUDVALGETS BESLUTNING", "FORRETNINGSUDVALGET", None),
        ("FORRETNINGSUDVALGETS BESLUTNING DEN 3. MARTS 2032:", "FORRETNINGSUDVALGET", DAY),
        ("Udvalgets beslutning den 3. marts 2032", None, DAY),
        ("Beslutning i udvalget", None, None),
        ("Beslutning på mødet", None, None),
        ("Beslutning (Byrådet 3. marts 2032)", "Byrådet", DAY),
        ("Beslutning fra møde i Byrådet d. 3. marts 2032", "Byrådet", DAY),
        ("Beslutning fra Økonomiudvalgets møde 3. marts 2032", "Økonomiudvalget", DAY),
        ("Beslutning i ØU den 03-03-2032", "ØU", DAY),
    ],
)
def test_a_decisions_heading_in_other_councils_words(text: str, body: str | None, day: date | None) -> None:
    assert heading_of(text) == (DECISION, body, day)


@pytest.mark.parametrize(
    "text", ["Beslutning om takster i Byrådet", "Beslutning i sagen om broen", "Møde i Grønt Råd den 26. januar 2032:"]
)
def test_what_only_speaks_of_a_decision_heads_none(text: str) -> None:
    assert (heading_of(text), treated(text)) == (None, None)


def test_a_sign_alone_on_every_page_heads_nothing() -> None:
    lines = ["Punkt 1 Bænke", "", "Beslutning", "Godkendt."]
    heads = likely_heads([Row(RowKind.FURNITURE if not text else RowKind.TEXT, [Cell(text)], []) for text in lines], lines)
    assert list(heads.items) == [0]
    assert "" not in heads.places
