"""The book in, a row for each municipality out: what was read, its promises as shares, and what slipped, by kind. No ranking:
their scales differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from parsers.profile.municipalities import municipality_name
from pipeline.promises.marks import Count, count, mark_of_sign
from pipeline.report.book import Book, FollowedAgreement
from pipeline.report.marks import WORDS
from pipeline.schema.changes import Change
from pipeline.schema.ids import promise_key
from pipeline.wording.rounds import short_round

__all__ = ["SLIPS", "municipality_rows"]

SLIPS = {
    Change.STANDING_WORSENED: "Blev dårligere",
    Change.MILESTONE_MOVED: "Fik tiden flyttet",
    Change.MILESTONE_REWORDED: "Skrevet om",
    Change.MONEY_MOVED: "Fik penge udskudt",
    Change.INITIATIVE_DISAPPEARED: "Forsvandt",
}
MOST_STATUSES = 12  # different ones shown


class MunicipalityCounts(NamedTuple):
    """One municipality, with the name that its profile has. `slips` are the promises hit by each kind of change, of the `compared` that
    stand, or ought to stand, in two rounds or more."""

    name: str
    profiles: list[str]  # by which its papers were read
    agreements: list[tuple[int, list[str]]]  # each year with its rounds
    promises: int
    now: Count  # of each agreement's newest round
    statuses: list[str]  # as printed where they are words, most frequent first
    compared: int
    slips: dict[str, int]


def municipality_rows(book: Book) -> list[MunicipalityCounts]:
    """One for each municipality that has a promise, by its name."""
    return [_row(book, slug, [one for one in book.agreements if one.municipality == slug]) for slug in book.municipalities]


def _row(book: Book, slug: str, followed: list[FollowedAgreement]) -> MunicipalityCounts:
    promises = [promise for one in followed for promise in one.promises]
    own = {row["document_id"]: row for row in book.rows("documents") if row["municipality"] == slug}
    hit: dict[str, set[tuple[str, int, str]]] = {kind.value: set() for kind in SLIPS}
    for row in book.changes:
        if row["municipality"] == slug and row["change"] in hit and row["promise_id"]:
            hit[row["change"]].add(promise_key(row))
    return MunicipalityCounts(
        name=municipality_name(slug),
        profiles=sorted({row["profile"] for row in own.values() if row["profile"]}),
        agreements=[(one.agreement.year, [short_round(number, one.agreement.calendar) for number in one.numbers]) for one in followed],
        promises=len(promises),
        now=count(promise.mark for promise in promises),
        statuses=[status for status, _ in Counter(_statuses(book, own.keys())).most_common(MOST_STATUSES)],
        compared=sum(promise.is_compared for promise in promises),
        slips={kind: len(keys) for kind, keys in hit.items()},
    )


def _statuses(book: Book, own: Collection[str]) -> Iterator[str]:
    for row in book.rows("milestones"):
        mark = mark_of_sign(row["smiley"])
        if row["document_id"] in own and (said := row["status_value"] or (WORDS[mark].full if mark else None)):
            yield said
