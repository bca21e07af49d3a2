"""The timeline of a promise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.report.book import Book, book
from pipeline.report.charts.chart import Chart
from pipeline.report.charts.timeline import timeline
from pipeline.report.evidence import Evidence
from pipeline.report.meetings import meetings
from pipeline.report.promise_page import promise_page
from tests.report_samples import tables_of, with_minutes

FIXTURES = Path(__file__).parents[3] / "fixtures"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book(tables_of(with_minutes(tmp_path_factory.mktemp("minutes"))))


def line(held: Book, promise_id: str) -> Chart:
    promise = next(one for one in held.promises if one.history.promise_id == promise_id)
    chart = timeline(promise_page(held, promise, Evidence(), meetings(held), [], []))
    assert chart is not None
    return chart


def test_words_that_moved_to_a_later_row_keep_the_time_they_were_first_promised_for() -> None:
    series = book(tables_of(FIXTURES / "series"))
    moved = [
        (row.promised, row.due)
        for promise in series.promises
        for row in line(series, promise.history.promise_id).drawing.lines
        if row.promised != row.due
    ]
    assert moved
    assert all(promised < due for promised, due in moved)


def test_a_meeting_stands_between_the_rounds_it_was_held_between(heard: Book) -> None:
    chart = line(heard, "2031/1.1")
    (meeting, *_) = chart.drawing.meetings
    ticks = {tick.words: tick.x for tick in chart.drawing.ticks}
    assert meeting.words == f"{date(2031, 6, 3).day}.6."
    assert ticks["1."] < meeting.x < ticks["2."]
    assert any(row[0] == "Møde" and row[3] == "3. juni 2031" for row in chart.rows)


def test_every_sign_that_is_printed_is_drawn_at_the_round_it_is_for(heard: Book) -> None:
    chart = line(heard, "2031/2.1")
    ticks = [tick.x for tick in chart.drawing.ticks]
    economy = chart.drawing.lines[-1]
    assert economy.title == "Økonomi"
    assert economy.promised is economy.due is None, "an economy has no deadline"
    signs = [sign for row in chart.drawing.lines for sign in row.signs]
    assert {sign.mark for sign in signs} <= {"g", "s", "m"}
    assert all(any(abs(sign.x - x) < 12 for x in ticks) for sign in signs)


def test_all_of_it_lies_on_the_drawing(heard: Book) -> None:
    for promise in heard.promises:
        drawing = line(heard, promise.history.promise_id).drawing
        places = [x for row in drawing.lines for x in (*(sign.x for sign in row.signs), row.promised, row.due) if x is not None]
        assert all(0 <= x <= drawing.width for x in places)


@pytest.mark.corpus
def test_an_agreement_of_five_rounds_has_its_timelines(shared: Path) -> None:
    held = book(tables_of(shared / "corpus" / "series"))
    assert line(held, "2020/1.20").title.startswith("Uden ☺ i 4 runder")
