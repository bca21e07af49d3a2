"""Which lines announce a section, and whose decision on what day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.documents.agenda_headings import begins_anew, heading_of, likely_heads, treated
from parsers.documents.item_forms import NAMES
from parsers.model.records import SectionKind
from parsers.model.rows import Cell, Row, RowKind

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
    heads = likely_heads([Row(RowKind.TEXT, [Cell(text)], []) for text in lines])
    for at, text in enumerate(lines):
        assert (text in heads.anew) == begins_anew(text)
        assert (text in heads.treated) == (treated(text) is not None)
        if begins_anew(text) or treated(text):
            assert at in heads.places[text]
        assert at in heads.items or not text.startswith(NAMES)
