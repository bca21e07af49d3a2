"""Committees as bars."""

from __future__ import annotations

from pipeline.report.body_pages import BodyFolder
from pipeline.report.book import Book, book
from pipeline.report.charts.bodies import body_bars
from tests.pipeline.report.charts.conftest import Drawn
from tests.report_samples import texts


def test_whoever_has_most_not_reached_stands_first_with_how_many_of_how_many(samples: Book) -> None:
    chart = body_bars(BodyFolder.COMMITTEE, "ballerup", samples)
    assert chart is not None
    bad = [bar.counted.not_glad for bar in chart.drawing.bars]
    assert bad == sorted(bad, reverse=True)
    assert chart.drawing.most == max(bar.counted.due for bar in chart.drawing.bars)
    for bar, row in zip(chart.drawing.bars, chart.rows, strict=True):
        assert row[:4] == (bar.body.name, bar.promises, bar.counted.due, bar.counted.not_glad)
        assert sum(row[4:]) == bar.counted.due, "a bar's parts are the whole of it"
    assert str(bad[0]) in chart.title


def test_a_bars_parts_lie_end_to_end_and_a_hundredth_is_the_same_number_in_each(samples: Book, drawn: Drawn) -> None:
    chart = body_bars(BodyFolder.COMMITTEE, "ballerup", samples)
    assert chart is not None
    bars = drawn(chart).css("svg.bar")
    counts = [bar.counted for bar in chart.drawing.bars if bar.counted.due]
    assert len(bars) == len(counts) > 2
    for bar, counted in zip(bars, counts, strict=True):
        assert bar.attributes["viewBox"] == "0 0 100 10"
        at = 0.0
        for part, (mark, number) in zip(bar.css("rect"), counted.shown, strict=True):
            assert part.attributes["class"] == f"b-{mark}"
            assert (part.attributes["y"], part.attributes["height"]) == ("0", "10")
            assert abs(float(part.attributes["x"] or "") - at) < 0.02
            width = float(part.attributes["width"] or "")
            assert abs(width - 100 * number / chart.drawing.most) < 0.02
            at += width
        assert abs(at - 100 * counted.due / chart.drawing.most) < 0.05


def test_nobody_is_called_free_of_what_was_not_due() -> None:
    tables = texts()
    for row in tables["standings"]:
        row |= {"milestone_id": None, "smiley": None}
    chart = body_bars(BodyFolder.COMMITTEE, "ballerup", book(tables))
    assert chart is not None
    assert chart.title == "Ingen indsats har en forfalden milepæl"
    for row in tables["standings"]:
        row |= {"milestone_id": "m", "smiley": "glad", "absent": False}
    chart = body_bars(BodyFolder.COMMITTEE, "ballerup", book(tables))
    assert chart is not None
    assert chart.title == f"Ingen indsats står som ikke nået ved {len(chart.rows)} udvalg med en forfalden milepæl"


def test_where_no_body_is_named_nothing_is_drawn(samples: Book) -> None:
    assert body_bars(BodyFolder.CENTRE, "andeby", samples) is None
