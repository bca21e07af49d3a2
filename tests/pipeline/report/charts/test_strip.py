"""The heat strip of an agreement."""

from __future__ import annotations

from pipeline.promises.marks import Mark
from pipeline.report.book import Book
from pipeline.report.charts.strip import heat_strip, rounds_shown


def test_the_newest_round_is_on_top_and_a_round_without_signs_is_no_row(samples: Book) -> None:
    newest = samples.agreements[0]
    assert rounds_shown(newest.promises) == [2, 1]
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
