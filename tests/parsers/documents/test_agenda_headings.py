"""Which lines announce a section, and whose decision on what day."""

from datetime import date

import pytest

from parsers.documents.agenda_headings import begins_anew, heading_of, treated
from parsers.model.records import SectionKind

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
