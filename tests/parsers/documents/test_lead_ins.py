"""Recommendations that no heading announces."""

from __future__ import annotations

import pytest

from parsers.model.records import AgendaItem
from parsers.reading import TEXT, read_file


def item(text: str) -> AgendaItem:
    head = "Referat\nØkonomiudvalget den 2. juni 2031\n\nPunkt 1. Regnskab\n\nIndledning om regnskabet.\n"
    (document,) = read_file((head + text + "\nBeslutning\nPkt. 1: Anbefales. Pkt. 2: Anbefales ikke.\n").encode(), TEXT).documents
    (found,) = document.agenda_items
    return found


@pytest.mark.parametrize(
    "lead_in",
    [
        "Direktionen indstiller til Økonomiudvalget at anbefale Byrådet,",
        "Økonomichefen indstiller,",
        "Forvaltningen indstiller, at",
        "Center for Økonomi indstiller til Byrådet:",
        "Forvaltningen indstiller",
    ],
)
@pytest.mark.parametrize("mark", ["- at ", "• at ", "1. ", "at "])
def test_points_below_a_sentence_that_breaks_off_are_the_recommendation(lead_in: str, mark: str) -> None:
    found = item(f"\n{lead_in}\n{mark}regnskabet godkendes\n{mark.replace('1', '2')}pengene bruges\ntil stien\n")
    assert found.recommendation is not None
    assert "regnskabet godkendes" in found.recommendation
    assert found.recommendation.endswith("til stien")
    assert [section.heading for section in found.sections][1] == lead_in


@pytest.mark.parametrize(
    "text",
    [
        "Forvaltningen indstiller, at regnskabet godkendes.\n",
        "Forvaltningen indstiller, at\n- regnskabet godkendes\nRegnskabet er langt.\n",
        "Forvaltningen indstiller til Byrådet,\nsom det plejer at være, og derefter gås der videre.\n",
    ],
)
def test_what_may_be_something_else_stays_where_it_stands(text: str) -> None:
    assert item(text).recommendation is None


def test_what_a_body_decided_to_recommend_stays_its_decision() -> None:
    text = "Beslutning i Teknisk Udvalg den 1. maj 2031\nTeknisk Udvalg indstiller til Byrådet, at\n1. stien males\n"
    found = item(text)
    assert found.recommendation is None
    assert found.decisions[0].body == "Teknisk Udvalg"


def test_a_recommendation_with_a_heading_is_not_told_twice() -> None:
    text = "Direktionen indstiller,\n- at der tales om det\n\nIndstilling\nAt regnskabet godkendes.\n"
    assert item(text).recommendation == "At regnskabet godkendes."
