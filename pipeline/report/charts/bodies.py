"""Committees or centres in, their bars out: as long as they have promises with a due milestone, those with most not reached first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.promises.marks import DUE, Count, count
from pipeline.report.body_pages import BodyFolder, BodyPage
from pipeline.report.book import Book
from pipeline.report.charts.chart import Chart
from pipeline.report.marks import WORDS

__all__ = ["body_bars"]


class BodyBar(NamedTuple):
    body: BodyPage
    promises: int
    counted: Count


class BodyBars(NamedTuple):
    bars: list[BodyBar]
    most: int  # promises with a due milestone of the one that has most: the length of a whole bar


def body_bars(kind: BodyFolder, municipality: str, book: Book) -> Chart | None:
    """A municipality's own; None where no such body is named."""
    own = {body: promises for body, promises in book.bodies.items() if (body.kind, body.municipality) == (kind, municipality)}
    bars = [BodyBar(body, len(promises), count(promise.mark for promise in promises)) for body, promises in own.items()]
    if not bars:
        return None
    bars.sort(key=lambda bar: (-bar.counted.not_glad, bar.counted.due, -bar.promises))
    heads = ("Udvalg" if kind is BodyFolder.COMMITTEE else "Center", "Indsatser", "Med forfalden milepæl", "Ikke nået eller kun delvist")
    rows = [
        (bar.body.name, bar.promises, bar.counted.due, bar.counted.not_glad, *(bar.counted.marks[mark] for mark in DUE)) for bar in bars
    ]
    about = (
        "Tallene er fra seneste opfølgning på hver indsats. Bjælkens længde er antallet med en forfalden milepæl; "
        "en indsats kan høre under flere."
    )
    return Chart(
        "bars",
        f"{kind}-nu",
        _finding(kind, bars),
        about,
        (*heads, *(WORDS[mark].short.capitalize() for mark in DUE)),
        rows,
        BodyBars(bars, max(bar.counted.due for bar in bars)),
    )


def _finding(kind: BodyFolder, bars: Sequence[BodyBar]) -> str:
    worst = bars[0].counted.not_glad
    if not worst:
        due = sum(bar.counted.due > 0 for bar in bars)
        noun = "udvalg" if kind is BodyFolder.COMMITTEE else "center" if due == 1 else "centre"
        none = "Ingen indsats står som ikke nået"
        return f"{none} ved {due} {noun} med en forfalden milepæl" if due else "Ingen indsats har en forfalden milepæl"
    first = [bar for bar in bars if bar.counted.not_glad == worst]
    if len(first) == 1:
        return f"{first[0].body.name} har flest, der ikke er nået eller kun delvist: {worst} af {first[0].counted.due}"
    return f"Flest, der ikke er nået eller kun delvist: {worst} hos {' og '.join(bar.body.name for bar in first[:3])}" + (
        f" og {len(first) - 3} andre" if len(first) > 3 else ""
    )
