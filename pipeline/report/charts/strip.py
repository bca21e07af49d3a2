"""An agreement in, its heat strip out: each promise a column, its rounds one above the other with the newest on top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.promises.marks import DUE, NOT_GLAD, Mark, count, mark_of_standing
from pipeline.report.book import FollowedAgreement, Promise
from pipeline.report.charts.chart import Chart
from pipeline.report.marks import WORDS
from pipeline.wording.rounds import round_name, short_round

__all__ = ["heat_strip", "rounds_shown"]

# Worst first, so that the strip reads as a distribution; what says nothing comes last.
ORDER = (Mark.SOUR, Mark.EITHER, Mark.MIDDLE, Mark.UNREAD, Mark.NO_SIGN, Mark.ABSENT, Mark.GLAD, Mark.NOT_DUE, Mark.NOTHING)


class PromiseColumn(NamedTuple):
    """One promise: its mark and its economy's in each round that is shown, and both in words."""

    promise: Promise
    cells: list[tuple[Mark, Mark | None]]
    words: str


class ShownRound(NamedTuple):
    """A round of the year, as promises show it side by side whose municipalities have as many rounds or not; 0 is an extra one."""

    number: int
    head: str

    @property
    def key(self) -> str:
        return str(self.number or "ekstra")

    def of(self, promise: Promise) -> int:
        """The promise's own number of it."""
        return self.number or promise.calendar.extra


class HeatStrip(NamedTuple):
    rounds: list[ShownRound]
    columns: list[PromiseColumn]


def rounds_shown(promises: Iterable[Promise]) -> list[ShownRound]:
    """The rounds in which any of them has something to show, the newest first."""
    told: dict[int, ShownRound] = {}
    for promise in promises:
        rounds = promise.calendar
        for number, standing in promise.standings.items():
            if number and mark_of_standing(standing) in (*DUE, Mark.ABSENT):
                of_year = number if number < rounds.extra else 0
                told.setdefault(of_year, ShownRound(of_year, short_round(number, rounds)))
    return [*filter(None, [told.pop(0, None)]), *(told[number] for number in sorted(told, reverse=True))]


def heat_strip(followed: FollowedAgreement) -> Chart | None:
    """None where no round has anything to show."""
    rounds, calendar = rounds_shown(followed.promises), followed.agreement.calendar
    if not rounds:
        return None
    numbers = [one.number or calendar.extra for one in rounds]
    columns = [_column(promise, rounds) for promise in sorted(followed.promises, key=lambda one: ORDER.index(one.mark))]
    heads = ("Nr.", "Indsats", *(f"{round_name(number, calendar)}{part}" for number in numbers for part in ("", ", økonomi")))
    rows = [
        (
            one.promise.initiative["number"],
            one.promise.initiative["title"],
            *(word for mark, economy in one.cells for word in (WORDS[mark].short, WORDS[economy].short if economy else "")),
        )
        for one in columns
    ]
    about = "Hver søjle er en indsats; øverst den nyeste runde. Den smalle stribe under tegnet er økonomien."
    drawing, twin = HeatStrip(rounds, columns), f"#kommune={followed.municipality}&aar={followed.agreement.year}"
    return Chart("strip", f"runder-{followed.slug}", _finding(followed), about, heads, rows, drawing, twin)


def _column(promise: Promise, rounds: Sequence[ShownRound]) -> PromiseColumn:
    cells, said = [], []
    for one in rounds:
        number = one.of(promise)
        mark, economy = promise.mark_in(number), promise.economy_in(number)
        cells.append((mark, economy))
        if mark is not Mark.NOTHING:
            said.append(f"{one.head} {WORDS[mark].short}{', økonomi ' + WORDS[economy].short if economy else ''}")
    return PromiseColumn(promise, cells, "; ".join(said))


def _finding(followed: FollowedAgreement) -> str:
    """How many stand without ☺ now, and how many of them have for more than one round."""
    counted = count(promise.mark for promise in followed.promises)
    again = sum(promise.mark in NOT_GLAD and (promise.now["rounds_not_glad"] or 0) > 1 for promise in followed.promises)
    if not counted.due:
        return "Ingen indsats har nu en forfalden milepæl"
    of = f"{counted.due} {'indsats' if counted.due == 1 else 'indsatser'} med en forfalden milepæl"
    return f"{counted.not_glad or 'Ingen'} af {of} står uden ☺{f'; {again} har gjort det i mindst to runder' if again else ''}"
