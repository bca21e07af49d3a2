"""Money from year to year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.report.book import Book, book
from pipeline.report.charts.chart import Chart
from pipeline.report.charts.money import millions, money_flow
from pipeline.report.meetings import meetings
from tests.report_samples import SAMPLES, Tables, tables_of, texts


def flow(tables: Tables) -> Chart | None:
    held = book(tables)
    return money_flow(held, meetings(held))


def test_what_a_meeting_decided_is_money_of_the_initiative_it_is_about() -> None:
    chart = flow(tables_of(SAMPLES))
    assert chart is not None
    assert chart.title == "Penge, der går fra 2031 til 2032: 1,2 mio. kr. besluttet"
    assert [row[1:7] for row in chart.rows] == [("2.1", "Skolekøkken på hjul", Decimal(1200000), 2031, 2032, "besluttet")]
    assert chart.notes == ["0,9 mio. kr. er ikke med: der står ikke, om de er besluttet."], "and what is not told is no shade"


def test_a_sum_that_is_only_wished_for_or_refused_goes_nowhere() -> None:
    tables = texts()
    for row in tables["amounts"]:
        if row["to_year"]:
            row["standing"] = "ønsket"
    assert flow(tables) is None


def test_the_same_money_in_two_rounds_is_counted_once_and_what_is_no_longer_proposed_not_at_all() -> None:
    tables = texts()
    first, second = (
        next(row["document_id"] for row in tables["documents"] if (row["agreement_year"], row["followup_number"]) == (2031, number))
        for number in (1, 2)
    )
    told = next(row for row in tables["amounts"] if row["to_year"]) | {"standing": "foreslået", "document_id": second, "ordinal": 900}
    tables["amounts"] = [told, told | {"document_id": first}, told | {"document_id": first, "amount_dkk": Decimal(700), "ordinal": 901}]
    chart = flow(tables)
    assert chart is not None
    assert [row[3] for row in chart.rows] == [told["amount_dkk"]]
    assert chart.notes == [
        "0,001 mio. kr. er ikke med: de var foreslået eller afventede, og en senere opfølgning på indsatsen nævner dem ikke."
    ]


@pytest.mark.corpus
def test_the_deferrals_of_2019_are_three_decided_and_one_proposed(shared: Path) -> None:
    chart = flow(tables_of(shared / "seeds"))
    assert chart is not None
    assert [(row[1], row[3], row[6]) for row in chart.rows if row[0] == 2019] == [
        ("1.11", Decimal(1000000), "besluttet"),
        ("2.7", Decimal(455000), "foreslået"),
        ("3.21", Decimal(300000), "besluttet"),
        ("4.13", Decimal(500000), "besluttet"),
    ]


def test_millions_are_written_as_danes_do() -> None:
    assert [millions(Decimal(kroner)) for kroner in ("1850000", "2000000.00", "455000", "10000000")] == [
        "1,85 mio. kr.",
        "2 mio. kr.",
        "0,455 mio. kr.",
        "10 mio. kr.",
    ]


def test_the_samples_texts_alone_decide_nothing(samples: Book) -> None:
    assert money_flow(samples, meetings(samples)) is None
