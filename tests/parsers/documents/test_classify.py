"""A file's rows to the documents bound in it."""

from __future__ import annotations

import pytest

from parsers.documents.classify import spans
from parsers.model.records import Kind
from parsers.text.reader import read_text
from parsers.text.rows import text_rows
from tests.answers import SHARED
from tests.answers import read as read_path

TABLE = "1.1. Ny legeplads\tDrift\tTid\tSmiley\nMilepæl\tIndviet.\t1. budgetopfølgning 2031\t☺\n"
AGENDA = (
    "Punkt 1 Godkendelse af dagsorden\nIndstilling\nBeslutning\nGodkendt\n"
    "Punkt 2 Opfølgning\nSagsfremstilling\nVedlagt.\nBeslutning\nTaget til efterretning\n"
)


def kinds(text: str) -> list[tuple[Kind, int]]:
    return [(span.kind, len(span.rows)) for span in spans(text_rows(read_text(text.encode())))]


def test_an_agenda_with_a_followup_as_its_annex_is_two_documents() -> None:
    text = AGENDA + "Dato: 1. august 2031\nAnden opfølgning på Aftale om budget 2031 for Ballerup Kommune\n" + TABLE
    assert kinds(text) == [(Kind.AGENDA, 9), (Kind.FOLLOWUP, 3)]


def test_an_agenda_that_goes_on_behind_its_annex_is_still_one_document() -> None:
    text = AGENDA + "Anden opfølgning på Aftale om budget 2031\n" + TABLE + "Punkt 3 Eventuelt\nBeslutning\nIntet\n"
    assert kinds(text) == [(Kind.AGENDA, 12), (Kind.FOLLOWUP, 2)]


def test_an_agenda_item_that_bears_the_title_of_a_followup_is_none() -> None:
    text = AGENDA + "Punkt 3\nAnden opfølgning på Aftale om budget 2031\nIndstilling\nBeslutning\n"
    assert [kind for kind, _ in kinds(text)] == [Kind.AGENDA]


def test_a_plan_and_a_followup_bound_together_are_two_documents() -> None:
    text = "Udmøntning af Aftale om budget 2031\n" + TABLE + "Dato: 1. maj 2031\nFørste opfølgning på Aftale om budget 2031\n" + TABLE
    assert kinds(text) == [(Kind.PLAN, 2), (Kind.FOLLOWUP, 3)]


def test_extra_blocks_of_one_year_are_one_document_and_of_two_years_two() -> None:
    extra = "Ekstra opfølgning på Aftale om budget {}\n"
    text = "Anden opfølgning på Aftale om budget 2031\n" + TABLE + "".join(extra.format(year) + TABLE for year in (2030, 2030, 2029))
    assert kinds(text) == [(Kind.FOLLOWUP, 2), (Kind.EXTRA, 4), (Kind.EXTRA, 2)]


def test_extra_blocks_of_two_followups_are_two_documents() -> None:
    extra = "Ekstra opfølgning på Aftale om budget 2030\n" + TABLE
    text = "".join(f"{number} opfølgning på Aftale om budget 2031\n{TABLE}{extra}" for number in ("Anden", "Tredje"))
    assert kinds(text) == [(Kind.FOLLOWUP, 2), (Kind.EXTRA, 2)] * 2


def test_a_title_that_wraps_over_lines_is_read_whole() -> None:
    text = "Anden opfølgning på Aftale om budget 2031 for Social- og\nSundhedsudvalgets ansvarsområde\n" + TABLE
    (span,) = spans(text_rows(read_text(text.encode())))
    assert span.title is not None
    assert (span.title.scope, len(span.title_rows)) == ("Social- og Sundhedsudvalget", 2)


def test_a_line_before_the_first_title_belongs_to_what_it_stands_before() -> None:
    assert kinds("Bilag 1\nAnden opfølgning på Aftale om budget 2031\n" + TABLE) == [(Kind.FOLLOWUP, 3)]


def test_tables_of_a_followup_without_its_title_are_still_a_followup() -> None:
    assert kinds(TABLE) == [(Kind.FOLLOWUP, 2)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("En indkøbsliste\nMælk\n", Kind.OTHER),
        ("Strateginotat ramme 50\nIndikatorer:\n", Kind.MEMO),
        ("STRATEGISK MÅLSÆTNING\tTILTAG\tRESULTATER\n", Kind.STRATEGY),
    ],
)
def test_other_papers_are_told_apart(text: str, kind: Kind) -> None:
    assert [found for found, _ in kinds(text)] == [kind]


@pytest.mark.corpus
def test_the_five_real_texts_are_told_apart() -> None:
    read_kinds = {path.stem: [document.kind.value for document in read_path(path).documents] for path in (SHARED / "seeds").glob("*.txt")}
    assert read_kinds == {
        "anden-opfoelgning-2019": ["followup", "extra"],
        "referat-2020-03-03": ["agenda"],
        "strateginotat-2016": ["memo"],
        "strategiske-indsatser-2014-2017": ["strategy"],
        "udmoentning-2018": ["plan"],
    }


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "Anden opfølgning på Aftale om budget 2031",\n"rows": 3}',
        f"[\n{AGENDA}]",
        f"#!/bin/sh\n{AGENDA}",
        f'"""Minutes."""\n{AGENDA}',
        f"from pathlib import Path\n{AGENDA}",
    ],
)
def test_data_and_programs_are_no_kind_of_document_whatever_they_hold(text: str) -> None:
    assert [kind for kind, _ in kinds(text)] == [Kind.OTHER]


def test_a_sentence_that_speaks_of_a_strategy_status_makes_none() -> None:
    assert [kind for kind, _ in kinds("Notat\nUdvalget får en Status på udvalgets strategiske indsatser til efteråret.\n")] == [Kind.OTHER]


def test_the_minutes_of_two_meetings_bound_together_are_two_documents() -> None:
    address = "Source URL: http://ballerup.dk/dagsorden/oekonomiudvalget-{}\n"
    text = AGENDA + address.format("03-03-2032") + "Økonomiudvalget\n" + AGENDA + address.format("07-04-2032")
    assert kinds(text) == [(Kind.AGENDA, 10), (Kind.AGENDA, 11)]


def test_an_address_above_the_first_item_or_between_two_others_parts_nothing() -> None:
    address = "Source URL: http://ballerup.dk/dagsorden/oekonomiudvalget-03-03-2032\n"
    assert kinds(address + AGENDA) == [(Kind.AGENDA, 10)]
    assert kinds(AGENDA.replace("Punkt 2", address + "Punkt 2")) == [(Kind.AGENDA, 10)]
