"""Committees as bars."""

from __future__ import annotations

from pipeline.report.book import BodyFolder, Book
from pipeline.report.charts.bodies import body_bars


def test_whoever_has_most_not_reached_stands_first_with_how_many_of_how_many(samples: Book) -> None:
    chart = body_bars(BodyFolder.COMMITTEE, samples.bodies)
    assert chart is not None
    bad = [bar.counted.not_glad for bar in chart.drawing.bars]
    assert bad == sorted(bad, reverse=True)
    assert chart.drawing.most == max(bar.counted.due for bar in chart.drawing.bars)
    for bar, row in zip(chart.drawing.bars, chart.rows, strict=True):
        assert row[:4] == (bar.body.name, bar.promises, bar.counted.due, bar.counted.not_glad)
        assert sum(row[4:]) == bar.counted.due, "a bar's parts are the whole of it"
    assert str(bad[0]) in chart.title


def test_where_no_body_is_named_nothing_is_drawn() -> None:
    assert body_bars(BodyFolder.CENTRE, {}) is None
