"""Sums in, how money goes from year to year out: decided, proposed and waiting apart; what is only wished for or refused is not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from parsers.model.records import MoneyStanding
from pipeline.report.book import Book, Promise
from pipeline.report.charts.chart import Chart
from pipeline.report.meetings import Meetings
from pipeline.report.wording import day, document_title, where
from pipeline.schema.rows import Row

__all__ = ["money_flow"]

SHADES = (MoneyStanding.DECIDED, MoneyStanding.PROPOSED, MoneyStanding.AWAITING)
WIDTH, LEFT, RIGHT = 340, 26, 314  # of the drawing, and its first and last year
HEADING, WORDS_HEIGHT, GAP = 24, 16, 12  # above the first arrow; of an arrow's words; below it
THINNEST, THICKEST = 4.0, 34.0  # an arrow, by its sum


class MovedSum(NamedTuple):
    """One sum of one promise that goes from a year to another, as last printed."""

    promise: Promise
    amount: Decimal
    year_from: int | None
    to_year: int
    standing: str | None
    row: Row


class Arrow(NamedTuple):
    """All sums of one standing from one year to another, and where it is drawn."""

    standing: str
    sums: list[MovedSum]
    total: Decimal
    x: float
    end: float
    top: float
    thickness: float

    @property
    def words(self) -> str:
        promises = len({one.promise.key for one in self.sums})
        return f"{millions(self.total)} {self.standing} · {promises} {'indsats' if promises == 1 else 'indsatser'}"


@dataclass(frozen=True, slots=True)
class MoneyFlow:
    width: int
    height: float
    years: list[tuple[str, float]]
    arrows: list[Arrow] = field(default_factory=list)


def money_flow(book: Book, meetings: Meetings, municipality: str) -> Chart | None:
    """A municipality's; None where no sum that is decided, proposed or waiting goes from one year to another."""
    every = [one for one in _newest(book, meetings) if one.promise.municipality == municipality]
    dropped = [one for one in every if _is_dropped(book, one)]
    sums = [one for one in every if one.standing in SHADES and one not in dropped]
    if not sums:
        return None
    untold = [one for one in every if one.standing is None]
    refused = [one for one in every if one.standing in (MoneyStanding.WISHED, MoneyStanding.REFUSED)]
    notes = [
        f"{millions(_total(some))} er ikke med: {why}."
        for some, why in (
            (untold, "der står ikke, om de er besluttet"),
            (refused, "de er kun ønsket eller er afvist"),
            (dropped, "de var foreslået eller afventede, og en senere opfølgning på indsatsen nævner dem ikke"),
        )
        if some
    ]
    about = (
        "Penge, der er trykt som udskudt eller overført fra et år til et andet, én gang hver, som de sidst er trykt. "
        "Pilens tykkelse er summen."
    )
    heads = ("Aftale", "Nr.", "Indsats", "Beløb i kr.", "Fra år", "Til år", "Stilling", "Dokument", "Sted")
    rows = [_twin_row(book, one) for one in sums]
    return Chart("money", "penge-aar-for-aar", _finding(sums), about, heads, rows, _drawing(sums), notes=notes)


def millions(amount: Decimal) -> str:
    """`Decimal("1850000")` to "1,85 mio. kr."."""
    whole = (amount / 1_000_000).quantize(Decimal("0.001")).normalize()
    return f"{whole:f} mio. kr.".replace(".", ",", 1) if whole % 1 else f"{whole:f} mio. kr."


def _newest(book: Book, meetings: Meetings) -> Iterator[MovedSum]:
    """Each sum once: what a later document says of the same money stands for what an earlier one said."""
    found: dict[tuple[object, ...], tuple[date, MovedSum]] = {}
    for row in book.rows("amounts"):
        promise = _promise(book, meetings, row)
        if promise is None or row["to_year"] is None or row["same_as"] is not None:
            continue
        one = MovedSum(promise, abs(row["amount_dkk"]), row["year_from"], row["to_year"], row["standing"], row)
        key = promise.key, one.amount, one.year_from, one.to_year
        document = book.documents[row["document_id"]]
        told = document["revised_date"] or document["document_date"] or date.min
        if key not in found or (told, one.standing is not None) >= (found[key][0], found[key][1].standing is not None):
            found[key] = told, one
    return (one for _, one in found.values())


def _is_dropped(book: Book, one: MovedSum) -> bool:
    """Whether it was not decided, and a later round prints its promise without it."""
    edition = book.edition_of.get(one.row["document_id"])
    waits = one.standing in (MoneyStanding.PROPOSED, MoneyStanding.AWAITING)
    return waits and edition is not None and edition.number < one.promise.last.edition.number


def _promise(book: Book, meetings: Meetings, row: Row) -> Promise | None:
    """Whose money it is: the initiative's, or the one that an item of a meeting is about."""
    if row["initiative_id"] is not None:
        return book.promise_of.get((row["document_id"], row["initiative_id"]))
    item = meetings.item_of.get((row["document_id"], (row["source_key"] or "").partition("/")[0]))
    return item.promises[0] if item is not None and len(item.promises) == 1 else None


def _total(sums: Iterable[MovedSum]) -> Decimal:
    return sum((one.amount for one in sums), Decimal(0))


def _finding(sums: list[MovedSum]) -> str:
    said = [f"{millions(_total(some))} {standing}" for standing in SHADES if (some := [one for one in sums if one.standing == standing])]
    years = {(one.year_from, one.to_year) for one in sums}
    first, last = next(iter(years)) if len(years) == 1 else (None, None)
    way = f"fra {first} til {last}" if first else f"til {last}" if last else "til et senere år"
    return f"Penge, der går {way}: {', '.join(said[:-1])}{' og ' if said[:-1] else ''}{said[-1]}"


def _twin_row(book: Book, one: MovedSum) -> tuple[object, ...]:
    document = book.documents[one.row["document_id"]]
    title = f"{document_title(document)}{', ' + day(document['document_date']) if document['document_date'] else ''}"
    own = one.promise
    place = where(one.row["page"], None)
    return own.year, own.initiative["number"], own.initiative["title"], one.amount, one.year_from, one.to_year, one.standing, title, place


def _drawing(sums: list[MovedSum]) -> MoneyFlow:
    years = sorted({year for one in sums for year in (one.year_from, one.to_year) if year is not None})
    unknown = any(one.year_from is None for one in sums)
    names: list[int | None] = [None, *years] if unknown else list(years)
    pitch = (RIGHT - LEFT) / max(1, len(names) - 1)
    at = {name: LEFT + pitch * place for place, name in enumerate(names)}
    groups: dict[tuple[int, int, str], list[MovedSum]] = defaultdict(list)
    for one in sums:
        groups[one.year_from or 0, one.to_year, str(one.standing)].append(one)
    totals = {key: _total(some) for key, some in groups.items()}
    most = max(totals.values())
    arrows, top = [], float(HEADING)
    for key in sorted(groups, key=lambda key: (key[:2], SHADES.index(MoneyStanding(key[2])))):
        thickness = max(THINNEST, float(totals[key] / most) * THICKEST)
        top += WORDS_HEIGHT
        arrows.append(Arrow(key[2], groups[key], totals[key], at[key[0] or None], at[key[1]], top, thickness))
        top += max(thickness, 2 * THINNEST) + GAP
    return MoneyFlow(WIDTH, top, [(str(name or "ukendt år"), x) for name, x in at.items()], arrows)
