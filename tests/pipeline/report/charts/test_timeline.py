"""The timeline of a promise."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborNode

from pipeline.report.book import Book, book
from pipeline.report.charts.chart import Chart
from pipeline.report.charts.timeline import timeline
from pipeline.report.evidence import Evidence
from pipeline.report.marks import WORDS
from pipeline.report.meetings import meetings
from pipeline.report.promise_page import promise_page
from tests.pipeline.report.charts.conftest import Drawn, assert_drawn_as
from tests.report_samples import tables_of, texts, with_minutes

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
    assert ("Møde: Økonomiudvalget den 3. juni 2031, punkt 3", None, "3. juni 2031") in [tuple(row[:3]) for row in chart.rows]


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


def test_the_line_runs_from_its_first_round_to_its_last_and_its_rounds_lie_equally_far_apart(heard: Book) -> None:
    drawing = line(heard, "2031/2.1").drawing
    assert [tick.words for tick in drawing.ticks] == ["4.", "1.", "2.", "3.", "4."]
    places = [tick.x for tick in drawing.ticks]
    assert (places[0], places[-1]) == (16, drawing.width - 16), "half a sign has room beside the first and the last"
    assert len({round(after - before, 3) for before, after in pairwise(places)}) == 1
    assert [tick.words for tick in drawing.ticks if not tick.plain] == ["4.", "4."], "a year's end is drawn stronger"
    assert [(tick.words, tick.x) for tick in drawing.years] == [("2030", places[0]), ("2031", places[1])]


def test_a_sign_stands_at_its_round_and_a_deadline_where_it_falls(heard: Book) -> None:
    drawing = line(heard, "2031/2.1").drawing
    x = {number: tick.x for number, tick in enumerate(drawing.ticks)}
    kitchen = {row.title: row for row in drawing.lines}
    told = {title: [(sign.mark.value, sign.x) for sign in row.signs] for title, row in kitchen.items() if row.signs}
    assert told == {
        "Milepæl til 1. budgetopfølgning 2031": [("s", x[1])],
        "Milepæl til 2. budgetopfølgning 2031": [("s", x[2])],
        "Økonomi": [("s", x[1]), ("s", x[2])],
    }
    assert kitchen["Milepæl til 3. budgetopfølgning 2031"].due == x[3]


def test_different_signs_for_one_round_stand_side_by_side_around_it() -> None:
    tables = texts()
    late = next(row["document_id"] for row in tables["documents"] if (row["agreement_year"], row["followup_number"]) == (2031, 2))
    for row in tables["milestones"]:
        if (row["document_id"], row["milestone_id"]) == (late, "2031/2.1/m1"):
            row["smiley"] = "glad"
    drawing = line(book(tables), "2031/2.1").drawing
    first = next(row for row in drawing.lines if row.title.endswith("1. budgetopfølgning 2031"))
    assert [sign.mark for sign in first.signs] == ["s", "g"]
    before, after = (sign.x for sign in first.signs)
    assert (before + after) / 2 == drawing.ticks[1].x
    assert after - before == 20, "two wider than a sign"


@pytest.mark.parametrize(
    ("held", "place"),
    [
        (date(2031, 4, 30), 1.0),  # rounds end with April, August and November, and the year with the fourth
        (date(2031, 6, 30), 1.5),
        (date(2031, 8, 31), 2.0),
        (date(2031, 11, 30), 3.0),
        (date(2031, 12, 31), 4.0),
        (date(2030, 12, 31), 0.0),
        (date(2031, 2, 28), 0.5),
    ],
)
def test_a_meetings_day_lies_between_the_rounds_that_it_lies_between(tmp_path: Path, held: date, place: float) -> None:
    tables = tables_of(with_minutes(tmp_path))
    for row in tables["documents"]:
        if row["kind"] == "agenda":
            row["document_date"] = held
    drawing = line(book(tables), "2031/1.1").drawing
    first, pitch = drawing.ticks[0].x, drawing.ticks[1].x - drawing.ticks[0].x
    assert abs((drawing.meetings[0].x - first) / pitch - place) < 0.04


def test_a_date_that_would_be_printed_over_another_is_left_to_the_table(tmp_path: Path) -> None:
    folder = with_minutes(tmp_path)
    words = (folder / "referat.txt").read_text(encoding="utf-8")
    for name, day in (("a", "10. juni"), ("b", "20. november")):
        later = words.replace("3. juni 2031, rådhuset", f"{day} 2031, rådhuset").replace("03-06-2031", f"{name}-2031")
        (folder / f"referat-{name}.txt").write_text(later, encoding="utf-8")
    chart = line(book(tables_of(folder)), "2031/2.1")
    assert len({tick.x for tick in chart.drawing.meetings}) == 3
    shown = [tick for tick in chart.drawing.meetings if tick.words]
    assert [tick.words for tick in shown] == ["3.6.", "20.11."]
    assert all(after.x - before.x >= 30 for before, after in pairwise(shown))
    assert sum(str(row[0]).startswith("Møde: ") for row in chart.rows) >= 3


def test_a_date_that_was_misread_does_not_stretch_the_line() -> None:
    tables = texts()
    for row in tables["milestones"]:
        if row["milestone_id"] == "2031/2.1/m4":
            row |= {"due_year": 2131, "due_round": 4}
    drawing = line(book(tables), "2031/2.1").drawing
    assert len(drawing.ticks) <= 6
    assert next(row for row in drawing.lines if row.title.endswith("31.12.2031")).due is None


def number(node: LexborNode, name: str) -> float:
    return float(node.attributes[name] or "")


def test_nothing_in_the_drawing_lies_over_anything_else(heard: Book, drawn: Drawn) -> None:
    chart = line(heard, "2031/1.1")
    figure = drawn(chart)
    width, height = map(float, (figure.css_first("svg").attributes["viewBox"] or "").split()[2:])
    years, ticks = ([number(node, "y") for node in figure.css(f"g.{name} text")] for name in ("year", "fine"))
    titles = figure.css("g.halo text")
    assert set(years) == {11}
    assert ticks[0] - 10 >= 11, "the rounds stand below the years"
    lines = [number(node, "y") for node in titles]
    marks = [float(y) for _, y in re.findall(r"M(\S+) (\S+?)h10l-5 8z", figure.css_first("path.due").attributes["d"] or "")]
    rails = [float(y) for y in re.findall(r"M2 (\S+?)h336", " ".join(node.attributes["d"] or "" for node in figure.css("path.axis")))]
    signs = sorted({number(node, "y") for node in figure.css("use")})
    assert [node.text() for node in titles] == [row.title for row in chart.drawing.lines]
    assert lines[0] - 10 >= ticks[0], "the first title stands below the scale"
    for place, (title, rail) in enumerate(zip(lines, rails, strict=True)):
        below = [top for top in marks if title < top < rail]
        assert all(top >= title + 3 for top in below), "a deadline stands below the title"
        assert all(top + 8 <= rail - 9 for top in below), "and above the signs"
        assert all(top + 9 == rail for top in signs if title < top < rail), "a sign's middle lies on the line"
        after = lines[place + 1] if place + 1 < len(lines) else height
        assert rail + 9 <= after - 8, "and the signs end above the next title"
    assert all(0 <= number(node, "x") <= width - 18 for node in figure.css("use"))
    meeting = figure.css("path.due")[-1].attributes["d"] or ""
    top = float(re.findall(r"M\S+ (\S+?)l5", meeting)[0])
    assert rails[-1] + 9 < chart.drawing.meetings_at + 10 < top, "the meetings stand below the last line, under their title"
    assert top + 10 < ticks[-1] - 8 < height - 8, "with their days below"


def test_a_promise_with_meetings_and_money_is_drawn_as_it_was_looked_at(heard: Book, drawn: Drawn) -> None:
    assert_drawn_as("timeline", drawn(line(heard, "2031/2.1")).css_first("svg.drawing"))


def test_what_was_moved_is_drawn_from_where_it_was_first_promised(drawn: Drawn) -> None:
    series = book(tables_of(FIXTURES / "series"))
    charts = [line(series, promise.history.promise_id) for promise in series.promises]
    chart = next(one for one in charts if any(row.is_moved for row in one.drawing.lines))
    figure = drawn(chart)
    moved = [row for row in chart.drawing.lines if row.is_moved]
    ways = re.findall(r"M(\S+) (\S+?)H([\d.]+)", figure.css_first("path.moved").attributes["d"] or "")
    hollow = re.findall(r"M(\S+) (\S+?)h10l-5 8z", figure.css_first("path.hollow").attributes["d"] or "")
    full = re.findall(r"M(\S+) (\S+?)h10l-5 8z", figure.css_first("path.due").attributes["d"] or "")
    for row, (start, y, end), (x, top) in zip(moved, ways, hollow, strict=True):
        assert (float(start), float(end)) == (round(row.promised, 1), round(row.due, 1))
        assert float(x) + 5 == float(start), "a deadline's point stands on its round"
        assert float(top) < float(y) < float(top) + 8, "the way is drawn through the marks"
        assert any(abs(float(x) + 5 - row.due) < 0.11 and each == top for x, each in full)


def test_the_table_has_the_sign_of_each_document_and_both_deadlines(heard: Book) -> None:
    chart = line(heard, "2031/2.1")
    rounds = ("Udmøntning 2031", "Første opfølgning 2031", "Anden opfølgning 2031")
    assert tuple(chart.heads) == ("Milepæl", "Først lovet til", "Frist nu", *rounds)
    first = next(row for row in chart.rows if row[0] == "Milepæl til 1. budgetopfølgning 2031")
    assert tuple(first[1:]) == ("1. budgetopfølgning 2031", "1. budgetopfølgning 2031", "ikke forfalden", "sur", "sur")
    drawn_marks = {WORDS[sign.mark].short for row in chart.drawing.lines for sign in row.signs}
    told = {word for row in chart.rows for cell in row[3:] for word in str(cell).split(", ")}
    assert drawn_marks <= told


@pytest.mark.corpus
def test_an_agreement_of_five_rounds_has_its_timelines(shared: Path) -> None:
    held = book(tables_of(shared / "corpus" / "series"))
    assert line(held, "2020/1.20").title.startswith("Uden ☺ i 4 runder")
