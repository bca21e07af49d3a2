"""The heat strip of an agreement."""

from __future__ import annotations

from pipeline.promises.marks import Mark
from pipeline.report.book import Book, book
from pipeline.report.charts.strip import heat_strip, rounds_shown
from pipeline.report.marks import ECONOMY_SHAPES
from tests.pipeline.report.charts.conftest import Drawn, assert_drawn_as
from tests.report_samples import texts


def test_the_newest_round_is_on_top_and_a_round_without_signs_is_no_row(samples: Book) -> None:
    newest = samples.agreements[0]
    assert [(one.number, one.head) for one in rounds_shown(newest.promises)] == [(2, "2."), (1, "1.")]
    assert rounds_shown([]) == []


def test_who_is_not_reached_stands_first_and_the_title_counts_them(samples: Book) -> None:
    newest = samples.agreements[0]
    chart = heat_strip(newest)
    assert chart is not None
    marks = [column.promise.mark for column in chart.drawing.columns]
    bad = [mark for mark in marks if mark in (Mark.SOUR, Mark.MIDDLE, Mark.EITHER)]
    assert marks[: len(bad)] == bad
    assert len(marks) == len(newest.promises) == len(chart.rows)
    assert chart.title.startswith(f"{len(bad)} af {newest.count(2).due} indsatser med en forfalden milepæl står uden ☺")


def test_the_table_says_what_is_drawn(samples: Book) -> None:
    chart = heat_strip(samples.agreements[0])
    assert chart is not None
    kitchen = next(row for row in chart.rows if "Skolekøkken" in row[1])
    assert dict(zip(chart.heads, kitchen, strict=True)) == {
        "Nr.": "2.1",
        "Indsats": "Skolekøkken på hjul",
        "Anden opfølgning": "sur",
        "Anden opfølgning, økonomi": "sur",
        "Første opfølgning": "sur",
        "Første opfølgning, økonomi": "sur",
    }


def test_each_column_has_its_newest_round_on_top_and_its_economy_under_each_sign(samples: Book, drawn: Drawn) -> None:
    chart = heat_strip(samples.agreements[0])
    assert chart is not None
    key, *columns = drawn(chart).css("ol.heat > li")
    rounds = [(node.text(), node.attributes["y"]) for node in key.css("text")]
    assert rounds == [("2.", "16"), ("økon.", "32"), ("1.", "52"), ("økon.", "68")]
    for item, column in zip(columns, chart.drawing.columns, strict=True):
        picture = item.css_first("svg")
        assert picture.attributes["viewBox"] == "0 0 24 72", "36 a round: 24 for the sign, 8 for the economy, and air"
        at = {node.attributes["href"]: [] for node in picture.css("use")}
        for node in picture.css("use"):
            at[node.attributes["href"]].append(node.attributes.get("y") or "0")
        wanted: dict[str, list[str]] = {}
        for place, (mark, economy) in enumerate(column.cells):
            if mark != Mark.NOTHING:
                wanted.setdefault(f"#d{mark}", []).append(str(36 * place))
            if economy in ECONOMY_SHAPES:
                wanted.setdefault(f"#k{economy}", []).append(str(36 * place + 25))
        assert at == wanted
        assert column.words in picture.css_first("title").text()
        assert (item.css_first("a").attributes["href"] or "") == column.promise.address


def test_the_rounds_stand_beside_the_strip_as_they_were_looked_at(samples: Book, drawn: Drawn) -> None:
    assert_drawn_as("strip-rounds", drawn(heat_strip(samples.agreements[0])).css_first(".key svg"))


def test_no_strip_says_none_of_nothing() -> None:
    tables = texts()
    for row in tables["standings"]:
        if row["agreement_year"] == 2031 and row["followup_number"] == 2:
            row |= {"milestone_id": None, "smiley": None, "absent": True}
    chart = heat_strip(book(tables).agreements[0])
    assert chart is not None
    assert chart.title == "Ingen indsats har nu en forfalden milepæl"
