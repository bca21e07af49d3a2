"""A promise's page in, its timeline out: milestones, first and present due rounds, signs, economy and meetings on one line of time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from parsers.profile.rounds import Rounds
from pipeline.promises.marks import NOT_GLAD, Mark
from pipeline.promises.model import Edition, due_key
from pipeline.promises.standing import round_of
from pipeline.promises.standings import FirstPrinted, first_printed
from pipeline.report.charts.chart import Chart
from pipeline.report.marks import WORDS
from pipeline.report.meetings import Named
from pipeline.report.promise_page import PromisePage
from pipeline.report.tracks import RowInRound, Track
from pipeline.report.wording import day, round_name
from pipeline.schema.rows import Row

__all__ = ["timeline"]

WIDTH, LEFT, RIGHT = 340, 16, 324  # of the drawing, and its first and last round
HEADING, TITLE, LINE, MEETINGS = 34, 14, 34, 40  # heights: the scale, a row's title, its line, the row of meetings
MIDDLE = 31  # of a row's height, where its line is drawn
SIDE_BY_SIDE = 20  # between the middles of two signs
MEETING_WORDS = 30.0  # the width of a date
LEAP_YEAR = 2000
MOST_YEARS = 3  # a date misread as one of another century must not stretch the line
TICK_WORDS = 14.0  # the width of "12."


class PlacedSign(NamedTuple):
    mark: Mark
    x: float


class TimelineRow(NamedTuple):
    """A milestone, or the economy. `promised` and `due` are where it was first and is now due; None where that was not read."""

    title: str
    y: float
    signs: list[PlacedSign]
    promised: float | None = None
    due: float | None = None

    @property
    def middle(self) -> float:
        """The height of its line: the signs lie on it, the deadlines stand above it."""
        return self.y + MIDDLE

    @property
    def is_moved(self) -> bool:
        return self.promised is not None and self.due is not None and self.promised != self.due


class Tick(NamedTuple):
    words: str
    x: float
    plain: bool = True


@dataclass(slots=True)
class Timeline:
    width: int
    height: float
    years: list[Tick] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    lines: list[TimelineRow] = field(default_factory=list)
    meetings: list[Tick] = field(default_factory=list)
    meetings_at: float = 0.0


def timeline(page: PromisePage) -> Chart | None:
    """None where nothing printed has a time."""
    tracks = [*page.tracks, *([page.economy] if page.economy.cells else [])]
    cells = [cell for track in tracks for cell in track.every]
    year_of = _Year(page.promise.calendar)
    dues = [year_of.time(*key) for cell in cells if (key := due_key(cell.row)) is not None]
    held = [one for one in page.handled if one.held != date.min]
    year = page.promise.year
    own = [year_of.reported(one.edition) for one in page.round_entries]
    every = (*own, *dues, *(year_of.of_day(one.held) for one in held))
    times = [time for time in every if abs(time - year_of.time(year, 1)) <= MOST_YEARS * year_of.count]
    if not times:
        return None
    scale = _Scale(year_of, min(times), max(times))
    drawing = Timeline(WIDTH, 0.0, *scale.ticks())
    y = float(HEADING)
    printed = {entry.document_id: rows for entry, rows in first_printed(page.promise.history).items()}
    for track in tracks:
        drawing.lines.append(_line(track, y, scale, printed, of_money=track is page.economy))
        y += TITLE + LINE
    if held:
        drawing.meetings_at = y
        drawing.meetings = list(_meetings(held, scale))
        y += MEETINGS
    drawing.height = y
    slug = page.promise.address.removesuffix(".html")
    return Chart("timeline", slug, _finding(page), _about(drawing), *_table(tracks, printed, held), drawing)


def _table(
    tracks: Iterable[Track], printed: Mapping[str, FirstPrinted], held: Iterable[Named]
) -> tuple[Sequence[str], list[Sequence[str | None]]]:
    """Its heads and its rows: each milestone with its first and its present deadline, and its sign in each document; then the meetings."""
    editions = {cell.edition.id: cell.edition for track in tracks for cell in track.every}
    ordered = sorted(editions.values(), key=lambda one: (one.number, one.id))
    rows: list[Sequence[str | None]] = []
    for track in tracks:
        signs: dict[str, list[str]] = {one.id: [] for one in ordered}
        for cell in track.every:
            signs[cell.edition.id].append(_sign_in_words(cell))
        newest = list(track.every)[-1]
        first = printed.get(newest.edition.id, {}).get(newest.key) or newest.row
        rows.append((track.title, _label(first), _label(newest.row), *(", ".join(some) for some in signs.values())))
    rows += [(f"Møde: {one.name}", None, day(one.held), *("" for _ in ordered)) for one in held]
    return ("Milepæl", "Først lovet til", "Frist nu", *map(round_name, ordered)), rows


def _sign_in_words(cell: RowInRound) -> str:
    return WORDS[cell.mark].short if cell.mark else "intet tegn" if cell.due else "ikke forfalden"


def _label(row: Row) -> str | None:
    return " ".join((row.get("due_label") or "").split()) or None


class _Year:
    """A municipality's year to time, which is counted in rounds since the year 0."""

    def __init__(self, rounds: Rounds) -> None:
        self.count = rounds.count
        months = [_months(day) for day in rounds.days] or [12.0 * number / self.count for number in range(1, self.count + 1)]
        self._ends = [(months[-1] - 12.0, -1.0), *((month, float(at)) for at, month in enumerate(months)), (12.0 + months[0], self.count)]

    def time(self, year: int, number: int) -> float:
        return float(year * self.count + number - 1)

    def reported(self, edition: Edition) -> float:
        """A plan reports on nothing: it stands at the end of the year before."""
        return self.time(edition.reported.year, edition.reported.round) if edition.number else self.time(edition.agreement.year, 0)

    def of_day(self, held: date) -> float:
        month = held.month - 1 + held.day / 31
        (start, before), (end, after) = next(pair for pair in pairwise(self._ends) if month <= pair[1][0])
        return self.time(held.year, 1) + before + (after - before) * (month - start) / (end - start)


def _months(day: str) -> float:
    """How much of a year is over on a day, in months: 4 on "04-30"."""
    month, of_month = int(day[:2]), int(day[3:])
    return float(month) if of_month >= monthrange(LEAP_YEAR, month)[1] - (month == 2) else month - 1 + of_month / 31


class _Scale:
    """Time to places on the line."""

    def __init__(self, year: _Year, first: float, last: float) -> None:
        self.year = year
        self.first, self.last = int(first // 1), max(int(-(-last // 1)), int(first // 1) + 2)
        self.pitch = (RIGHT - LEFT) / (self.last - self.first)

    def holds(self, time: float) -> bool:
        return self.first <= time <= self.last

    def at(self, time: float) -> float:
        return LEFT + (time - self.first) * self.pitch

    def ticks(self) -> tuple[list[Tick], list[Tick]]:
        """The years, where each begins, and the rounds; a year's end is drawn stronger."""
        numbers = range(self.first, self.last + 1)
        count, step = self.year.count, ceil(TICK_WORDS / self.pitch)  # of the rounds, those are named for which there is room
        years = [Tick(str(time // count), self.at(time)) for time in numbers if time % count == 0 or time == self.first]
        apart = [tick for tick, after in pairwise([*years, Tick("", WIDTH + 99.0)]) if after.x - tick.x > 30]
        rounds = [Tick("" if time % count % step else f"{time % count + 1}.", self.at(time), time % count != count - 1) for time in numbers]
        return apart, rounds


def _meetings(held: Iterable[Named], scale: _Scale) -> Iterator[Tick]:
    """Each at its day; a date that would be printed over the one before it is left to the table."""
    last = -MEETING_WORDS
    for one in sorted(held, key=lambda one: one.held):
        if scale.holds(time := scale.year.of_day(one.held)):
            x = scale.at(time)
            apart = x - last >= MEETING_WORDS
            yield Tick(f"{one.held.day}.{one.held.month}." if apart else "", x)
            last = x if apart else last


def _line(track: Track, y: float, scale: _Scale, printed: Mapping[str, FirstPrinted], *, of_money: bool) -> TimelineRow:
    cells = list(track.every)
    signs = list(_signs(cells, scale, of_its_document=of_money))
    if of_money:
        return TimelineRow("Økonomi", y, signs)
    newest = cells[-1]
    first = printed.get(newest.edition.id, {}).get(newest.key)
    return TimelineRow(track.title, y, signs, _due(first or newest.row, scale), _due(newest.row, scale))


def _signs(cells: Iterable[RowInRound], scale: _Scale, *, of_its_document: bool) -> Iterator[PlacedSign]:
    """Each at the round it is for; where documents print different ones for a round, side by side."""
    found: dict[float, dict[Mark, None]] = {}
    for cell in cells:
        if cell.mark is not None:
            number = round_of(cell.row, cell.edition)
            own = not of_its_document and number <= scale.year.count
            time = scale.year.time(cell.edition.agreement.year, number) if own else scale.year.reported(cell.edition)
            found.setdefault(time, {})[cell.mark] = None
    for time, marks in found.items():
        for place, mark in enumerate(marks):
            yield PlacedSign(mark, scale.at(time) + SIDE_BY_SIDE * (place - (len(marks) - 1) / 2))


def _due(row: Row, scale: _Scale) -> float | None:
    key = due_key(row)
    return scale.at(time) if key is not None and scale.holds(time := scale.year.time(*key)) else None


def _about(drawing: Timeline) -> str:
    said = ["Tegnene står ved den runde, de er for"]
    if any(line.promised is not None for line in drawing.lines):
        said.append("▽ er fristen, som den først er trykt, og ▼ fristen nu")
    if drawing.meetings:
        said.append("◆ er et møde, hvor indsatsen var med")
    return f"{'; '.join(said)}."


def _finding(page: PromisePage) -> str:
    now: Row = page.promise.now
    mark, rounds = page.promise.mark, now["rounds_not_glad"] or 0
    moved = _moved(now)
    if mark in NOT_GLAD and rounds > 1:
        return f"Uden ☺ i {rounds} runder{moved}"
    if mark in NOT_GLAD:
        return f"Står uden ☺{moved}"
    if mark is Mark.GLAD:
        return f"Nået ifølge kommunen{', efter ' + _rounds(rounds) + ' uden ☺' if rounds else ''}{moved}"
    return f"{_TITLES.get(mark, 'Intet tegn er trykt')}{moved}"


_TITLES = {
    Mark.NOT_DUE: "Ingen milepæl er forfalden endnu",
    Mark.NO_SIGN: "Forfalden og uden tegn",
    Mark.ABSENT: "Står her ikke længere",
    Mark.UNREAD: "Det nyeste tegn kan ikke læses",
}


def _rounds(number: int) -> str:
    return f"{number} {'runde' if number == 1 else 'runder'}"


def _moved(now: Row) -> str:
    first, last = now["original_due_round"], now["current_due_round"]
    return f"; først lovet til {first}. runde" if first and last and first != last else ""
