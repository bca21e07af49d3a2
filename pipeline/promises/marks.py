"""A standing in, its mark out, and how many promises have each: every count of promises is made here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from parsers.model.records import Smiley
from pipeline.promises.model import Agreement
from pipeline.schema.ids import PromiseKey, promise_key
from pipeline.schema.rows import Row

__all__ = ["DUE", "NOT_GLAD", "Count", "Mark", "count", "counts_now", "mark_of_sign", "mark_of_standing", "newest"]


class Mark(StrEnum):
    """What may stand for one promise in one round; the value names its shape in the pages."""

    GLAD = "g"
    MIDDLE = "m"
    SOUR = "s"
    EITHER = "e"
    UNREAD = "u"
    NO_SIGN = "n"
    NOT_DUE = "d"
    ABSENT = "a"
    NOTHING = "o"


OF_SMILEY = {
    Smiley.GLAD: Mark.GLAD,
    Smiley.MIDDLE: Mark.MIDDLE,
    Smiley.SOUR: Mark.SOUR,
    Smiley.MIDDLE_OR_SOUR: Mark.EITHER,
    Smiley.UNKNOWN: Mark.UNREAD,
}
# A due milestone has one of these: together they are the denominator of every count.
DUE = (Mark.GLAD, Mark.MIDDLE, Mark.EITHER, Mark.SOUR, Mark.UNREAD, Mark.NO_SIGN)


def mark_of_sign(smiley: str | None) -> Mark | None:
    """The mark of a smiley cell; None when the cell is empty, which says nothing."""
    return OF_SMILEY[Smiley(smiley)] if smiley else None


def mark_of_standing(standing: Row | None) -> Mark:
    """How a promise stands in a round. A milestone that is not due is no bad mark, and a missing document is no mark at all."""
    if standing is None:
        return Mark.NOTHING
    if standing["absent"]:
        return Mark.ABSENT
    if standing["milestone_id"] is None:
        return Mark.NOT_DUE
    return mark_of_sign(standing["smiley"]) or Mark.NO_SIGN


NOT_GLAD = (Mark.MIDDLE, Mark.EITHER, Mark.SOUR)


class Count(Struct, frozen=True):
    """How many promises have each mark, among those with a due milestone; `covered` are all that the round covers."""

    marks: Counter[Mark]
    covered: int

    @property
    def due(self) -> int:
        return sum(self.marks[mark] for mark in DUE)

    @property
    def not_glad(self) -> int:
        return sum(self.marks[mark] for mark in NOT_GLAD)

    @property
    def shown(self) -> list[tuple[Mark, int]]:
        return [(mark, self.marks[mark]) for mark in DUE if self.marks[mark]]


def count(marks: Iterable[Mark]) -> Count:
    counted: Counter[Mark] = Counter(mark for mark in marks if mark is not Mark.NOTHING)
    return Count(counted, counted.total() - counted[Mark.ABSENT])


def newest(standings: Iterable[Row]) -> list[Row]:
    """Each promise's standing in the last round that covers it."""
    last: dict[PromiseKey, Row] = {}
    for row in sorted(standings, key=lambda row: int(row["followup_number"])):
        last[promise_key(row)] = row
    return [last[key] for key in sorted(last)]


def counts_now(standings: Iterable[Row]) -> Mapping[Agreement, Count]:
    """Each agreement's promises by the last round that covers each."""
    rows: dict[Agreement, list[Row]] = {}
    for row in newest(standings):
        rows.setdefault(Agreement(row["municipality"], row["agreement_year"]), []).append(row)
    return {agreement: count(map(mark_of_standing, own)) for agreement, own in rows.items()}
