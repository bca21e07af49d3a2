"""Money from year to year."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.report.book import Book, book
from pipeline.report.charts.chart import Chart
from pipeline.report.charts.money import millions, money_flow
from pipeline.report.meetings import meetings
from tests.pipeline.report.charts.conftest import Drawn, assert_drawn_as
from tests.report_samples import SAMPLES, Tables, tables_of, texts


def flow(tables: Tables) -> Chart | None:
    held = book(tables)
    return money_flow(held, meetings(held), "ballerup")


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
    assert money_flow(samples, meetings(samples), "ballerup") is None


def moved(standing: str, dkk: int, year: int | None, to_year: int, ordinal: int) -> dict[str, object]:
    told = next(row for row in texts()["amounts"] if row["to_year"])
    return told | {"standing": standing, "amount_dkk": Decimal(dkk), "year_from": year, "to_year": to_year, "ordinal": ordinal}


@pytest.fixture(scope="module")
def four() -> Chart:
    tables = texts()
    tables["amounts"] = [
        moved("afventer", 2_000_000, 2031, 2032, 901),
        moved("besluttet", 1_000_000, 2031, 2032, 902),
        moved("foreslået", 4_000_000, 2031, 2033, 903),
        moved("besluttet", 1_000, None, 2033, 904),
    ]
    chart = flow(tables)
    assert chart is not None
    return chart


def test_an_arrow_goes_from_its_year_to_its_year_and_what_has_no_year_comes_from_the_left(four: Chart) -> None:
    at = dict(four.drawing.years)
    assert list(at) == ["ukendt år", "2031", "2032", "2033"]
    apart = [after - before for before, after in pairwise(at.values())]
    assert apart[0] > 80
    assert max(apart) - min(apart) < 0.01, "years lie equally far apart"
    assert (min(at.values()), max(at.values())) == (26, four.drawing.width - 26), "with room for half a year's number on either side"
    ways = [(arrow.standing, arrow.x, arrow.end) for arrow in four.drawing.arrows]
    assert ways == [
        ("besluttet", at["ukendt år"], at["2033"]),
        ("besluttet", at["2031"], at["2032"]),
        ("afventer", at["2031"], at["2032"]),
        ("foreslået", at["2031"], at["2033"]),
    ], "by their years, and what is decided first"


def test_an_arrow_is_as_thick_as_its_sum_but_never_too_thin_to_see(four: Chart) -> None:
    thick = {arrow.total: arrow.thickness for arrow in four.drawing.arrows}
    assert thick[Decimal(4_000_000)] == 34
    assert thick[Decimal(2_000_000)] == 17
    assert thick[Decimal(1_000_000)] == 8.5
    assert thick[Decimal(1_000)] == 4


def test_each_arrow_and_its_words_have_their_own_height(four: Chart, drawn: Drawn) -> None:
    figure = drawn(four)
    words = [node for node in figure.css("svg text") if "year" not in (node.attributes.get("class") or "")]
    paths = figure.css("path.arrow")
    assert [node.text() for node in words] == [arrow.words for arrow in four.drawing.arrows]
    assert words[0].text() == "0,001 mio. kr. besluttet · 1 indsats"
    below = 18.0  # where the years end
    for text, path, arrow in zip(words, paths, four.drawing.arrows, strict=True):
        baseline = float(text.attributes["y"] or "")
        numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path.attributes["d"] or "")]
        x, top, shaft, head, tip, middle, _, foot, bottom, back = numbers
        assert baseline - 10 >= below, "the words begin below what is above them"
        assert baseline + 2 <= head, "and end above their arrow"
        assert abs(bottom - top - arrow.thickness) <= 0.11
        assert (x, tip, back) == (round(arrow.x, 1), round(arrow.end, 1), round(arrow.x, 1))
        assert abs(tip - shaft - 10) <= 0.11, "the head is as long on every arrow"
        assert abs((top - head) - (foot - bottom)) <= 0.11, "and as wide on both sides"
        assert abs(middle - (top + bottom) / 2) <= 0.11
        below = foot
    assert below <= four.drawing.height
    assert float((figure.css_first("svg.drawing").attributes["viewBox"] or "").split()[3]) == round(four.drawing.height)


def test_the_three_shades_differ_by_more_than_their_colour(four: Chart, drawn: Drawn) -> None:
    told = [(path.attributes["class"] or "").split()[1] for path in drawn(four).css("path.arrow")]
    assert told == ["decided", "decided", "pending", "proposed"]
    style = (Path(__file__).parents[4] / "pipeline" / "report" / "templates" / "style.css").read_text(encoding="utf-8")
    for shade, fill in (("decided", "var(--flow-1)"), ("proposed", "url(#skraa)"), ("pending", "url(#prik)")):
        assert f".{shade} {{ fill: {fill}" in style


def test_three_shades_and_an_unknown_year_are_drawn_as_they_were_looked_at(four: Chart, drawn: Drawn) -> None:
    assert_drawn_as("money", drawn(four).css_first("svg.drawing"))


def test_sums_of_all_promises_on_one_way_are_one_arrow() -> None:
    tables = texts()
    other = next(row["initiative_id"] for row in tables["initiatives"] if row["initiative_id"] == "2031/1.1")
    one = moved("besluttet", 1_000_000, 2031, 2032, 901)
    tables["amounts"] = [one, moved("besluttet", 500_000, 2031, 2032, 902) | {"initiative_id": other, "source_key": f"{other}/e1"}]
    chart = flow(tables)
    assert chart is not None
    assert [(arrow.total, arrow.words) for arrow in chart.drawing.arrows] == [(Decimal(1_500_000), "1,5 mio. kr. besluttet · 2 indsatser")]
    assert len(chart.rows) == 2, "the table has each sum"
