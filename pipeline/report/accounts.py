"""An agreement in, two accounts of it out: as the municipality counts, by the newest sign, and by the words and rounds first promised."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from parsers.model.records import Smiley
from pipeline.promises.marks import DUE, Mark
from pipeline.promises.model import Edition, due_key
from pipeline.promises.same_text import same
from pipeline.promises.signs import BAD
from pipeline.promises.standing import smiley
from pipeline.promises.standings import first_printed
from pipeline.report.book import FollowedAgreement, Promise
from pipeline.report.charts.chart import Chart
from pipeline.report.marks import WORDS
from pipeline.schema.rows import MilestoneRow

__all__ = ["accounts"]


class Fate(StrEnum):
    """What became of a milestone as it was first promised."""

    KEPT = "nået i de ord og den runde, der først blev lovet"
    REWORDED = "nået i andre ord, end der først blev lovet"
    POSTPONED = "nået til en senere frist, end der først blev lovet"
    NOT_REACHED = "ikke nået i den runde, der først blev lovet"
    MOVED_ON = "fristen er flyttet, og den er ikke forfalden nu"
    WITHOUT_SIGN = "uden tegn"
    UNREAD = "et tegn, der ikke kan læses"
    GONE = "står her ikke længere"


class Promised(NamedTuple):
    """A milestone as first printed, how it is printed now, and what became of it."""

    first: MilestoneRow
    now: MilestoneRow | None
    fate: Fate

    @property
    def words(self) -> str:
        due = " ".join((self.first["due_label"] or "").split())
        later = self.now is not None and due_key(self.now) != due_key(self.first) and self.now["due_label"]
        return f"milepælen{' til ' + due if due else ''}: {self.fate}{f' (nu {later})' if later else ''}"


class PromiseAccount(NamedTuple):
    """One promise in both accounts; `promised` are the milestones first promised for a round that is over."""

    promise: Promise
    promised: list[Promised]

    @property
    def kept(self) -> int:
        return sum(one.fate is Fate.KEPT for one in self.promised)

    @property
    def is_glad(self) -> bool:
        return self.promise.mark is Mark.GLAD

    @property
    def is_kept(self) -> bool:
        return self.is_glad and self.kept == len(self.promised)

    @property
    def broken(self) -> list[Promised]:
        return [one for one in self.promised if one.fate is not Fate.KEPT]


class Accounts(NamedTuple):
    """`both` are the promises that both accounts can tell of, `others` those without a milestone that was first promised by now."""

    followed: FollowedAgreement
    first: Edition
    both: list[PromiseAccount]
    others: int
    chart: Chart

    @property
    def gap(self) -> list[PromiseAccount]:
        """Glad, and not as first promised."""
        return [one for one in self.both if one.is_glad and not one.is_kept]

    @property
    def rest(self) -> list[PromiseAccount]:
        return [one for one in self.both if not one.is_glad or one.is_kept]


def accounts(followed: FollowedAgreement) -> Accounts | None:
    """None where nothing that was first promised is due."""
    due = [PromiseAccount(promise, list(_promised(promise))) for promise in followed.promises if promise.mark in DUE]
    both = [one for one in due if one.promised]
    if not both:
        return None
    return Accounts(followed, followed.rounds[0].editions[0], both, len(due) - len(both), _chart(followed, both))


def _promised(promise: Promise) -> Iterator[Promised]:
    """What the first document that prints it promised for the rounds that are over by the newest one."""
    printed = first_printed(promise.history)
    first = next(one.entry for one in promise.history.round_entries if one.entry is not None)
    newest = promise.last
    if newest not in printed:
        return
    now = {id(origin): row for row in newest.milestones if (origin := printed[newest].get(row["milestone_id"])) is not None}
    for row in first.milestones:
        due = due_key(row)
        if row["text"] and due is not None and due <= newest.edition.reported:
            yield Promised(row, now.get(id(row)), _fate(row, now.get(id(row)), newest.edition))


def _fate(first: MilestoneRow, now: MilestoneRow | None, newest: Edition) -> Fate:
    if now is None:
        return Fate.GONE
    sign, promised, due = smiley(now), due_key(first), due_key(now)
    later = due is not None and promised is not None and due > promised
    if later and due is not None and due > newest.reported:
        return Fate.MOVED_ON
    if sign is None:
        return Fate.WITHOUT_SIGN
    if sign is Smiley.UNKNOWN:
        return Fate.UNREAD
    if sign in BAD:
        return Fate.NOT_REACHED
    if not same(first["text"], now["text"]):
        return Fate.REWORDED
    return Fate.POSTPONED if later else Fate.KEPT


def _chart(followed: FollowedAgreement, both: list[PromiseAccount]) -> Chart:
    glad, kept, of = sum(one.is_glad for one in both), sum(one.is_kept for one in both), len(both)
    title = f"Kommunen tæller {glad} af {of} som nået; efter den oprindelige plan er {kept} af {of} det"
    about = (
        "Talt er indsatser med en forfalden milepæl, som også det første tryk ville have nået nu. Efter den oprindelige plan er en indsats "
        "nået, når den står med ☺, og hver af de milepæle er nået i de ord og den runde, der først blev lovet."
    )
    heads = ("Nr.", "Indsats", "Som kommunen tæller", "Lovede milepæle", "Holdt som lovet", "Forskel")
    rows = [
        (
            one.promise.initiative["number"],
            one.promise.initiative["title"],
            WORDS[one.promise.mark].short,
            len(one.promised),
            one.kept,
            "; ".join(gap.words for gap in one.broken),
        )
        for one in both
    ]
    bars = (("Som kommunen tæller", glad), ("Efter den oprindelige plan", kept))
    return Chart("accounts", f"to-regnskaber-{followed.slug}", title, about, heads, rows, (bars, of))
