"""The book in, what the page above several reports says of its municipality out: rounds, shares, and what slipped by kind.

No ranking: their scales differ.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from parsers.profile.municipalities import municipality_name
from pipeline.promises.marks import Count, Mark, count, mark_of_sign
from pipeline.report import wording
from pipeline.report.book import Book, FollowedAgreement
from pipeline.report.marks import WORDS
from pipeline.report.meetings import Meetings
from pipeline.schema.changes import Change
from pipeline.schema.ids import promise_key
from pipeline.schema.rows import Row
from pipeline.wording.rounds import short_round

__all__ = ["SLIPS", "MunicipalityFacts", "municipality_facts"]

SLIPS = {
    Change.STANDING_WORSENED: "Blev dårligere",
    Change.MILESTONE_MOVED: "Fik tiden flyttet",
    Change.MILESTONE_REWORDED: "Skrevet om",
    Change.MONEY_MOVED: "Fik penge udskudt",
    Change.INITIATIVE_DISAPPEARED: "Forsvandt",
}
MOST_STATUSES = 12  # different ones shown


class MunicipalityFacts(msgspec.Struct, frozen=True):
    """One municipality, with the name that its profile has. `slips` are the promises hit by each kind of change, of the `compared` that
    stand, or ought to stand, in two rounds or more."""

    slug: str
    name: str
    profiles: list[str]  # by which its papers were read
    agreements: list[tuple[int, list[str]]]  # each year with its rounds, the newest first
    marks: dict[Mark, int]  # of its promises in each agreement's newest round
    statuses: list[str]  # as printed where they are words, most frequent first
    compared: int
    slips: dict[str, int]
    titles: list[tuple[str, str, str]]  # of each promise: its page, its name, and what is searched
    meetings: int
    read: int  # documents
    unread: int

    @property
    def promises(self) -> int:
        return len(self.titles)

    @property
    def now(self) -> Count:
        marks = Counter(self.marks)
        return Count(marks, marks.total() - marks[Mark.ABSENT])

    @property
    def coverage(self) -> str:
        """In Danish, as beside every count."""
        return f"{self.read} {'dokument' if self.read == 1 else 'dokumenter'} læst" + (f", {self.unread} ikke" if self.unread else "")


def municipality_facts(slug: str, book: Book, meetings: Meetings) -> MunicipalityFacts:
    """Of a book that holds that municipality's papers alone."""
    hit: dict[str, set[tuple[str, int, str]]] = {kind.value: set() for kind in SLIPS}
    for row in book.changes:
        if row["change"] in hit and row["promise_id"]:
            hit[row["change"]].add(promise_key(row))
    told = book.coverage
    return MunicipalityFacts(
        slug=slug,
        name=municipality_name(slug),
        profiles=sorted({row["profile"] for row in book.documents.values() if row["profile"]}),
        agreements=[(one.agreement.year, _rounds(one)) for one in book.agreements],
        marks=dict(sorted(count(promise.mark for promise in book.promises).marks.items())),
        statuses=_statuses(book)[:MOST_STATUSES],
        compared=sum(promise.is_compared for promise in book.promises),
        slips={kind: len(keys) for kind, keys in hit.items()},
        titles=[(one.address, f"{one.year}/{wording.headline(one.initiative)}", one.initiative["title"] or "") for one in book.promises],
        meetings=len(meetings.all),
        read=told.read,
        unread=len(told.unread),
    )


def _rounds(followed: FollowedAgreement) -> list[str]:
    return [short_round(number, followed.agreement.calendar) for number in followed.numbers]


def _statuses(book: Book) -> list[str]:
    """The most frequent first, each in the spelling that is met most, and of two that are met as often with a capital."""
    spelt = sorted(Counter(filter(None, map(_status, book.rows("milestones")))).items(), key=lambda one: (-one[1], one[0]))
    times, shown = Counter[str](), dict[str, str]()
    for said, met in spelt:
        times[said.casefold()] += met
        shown.setdefault(said.casefold(), said)
    return [shown[said] for said, _ in times.most_common()]


def _status(row: Row) -> str | None:
    mark = mark_of_sign(row["smiley"])
    return row["status_value"] or (WORDS[mark].full if mark else None)
