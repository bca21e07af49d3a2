"""An agreement in, its next round out: what falls due and what is to be followed up, by committee, with the meetings known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pipeline.promises.marks import NOT_GLAD, Mark
from pipeline.promises.model import Reported, due_key
from pipeline.promises.standings import first_printed
from pipeline.report.body_pages import BodyPage
from pipeline.report.book import FollowedAgreement, Promise
from pipeline.report.meetings import MeetingPage, Meetings
from pipeline.schema.rows import MilestoneRow

__all__ = ["next_round"]


class FallingDue(NamedTuple):
    """A milestone of the next round; `first` is how it was first printed, where that was with another time."""

    promise: Promise
    row: MilestoneRow
    first: MilestoneRow | None


@dataclass(slots=True)
class CommitteeAgenda:
    """What the next round holds for one committee; None where none is named."""

    body: BodyPage | None
    due: list[FallingDue] = field(default_factory=list)
    followed_up: list[Promise] = field(default_factory=list)
    meetings: list[MeetingPage] = field(default_factory=list)


class NextRound(NamedTuple):
    """`reported` is its time; `committees` those with most to answer for first; `due` and `followed_up` count promises."""

    followed: FollowedAgreement
    reported: Reported
    committees: list[CommitteeAgenda]
    due: int
    followed_up: int
    since: date | None  # the newest follow-up's day: meetings after it are those to come


def next_round(meetings: Meetings, followed: FollowedAgreement) -> NextRound | None:
    """None where the agreement's last round is over and no milestone is due after it."""
    newest = max(followed.rounds, key=lambda one: one.reported)
    year, number = newest.reported
    last = followed.agreement.calendar.count
    coming = Reported(year, number + 1) if number < last else Reported(year + 1, 1)
    falling = [one for promise in followed.promises if promise.mark is not Mark.ABSENT for one in _falling(promise, newest.reported)]
    if number >= last and not falling:
        return None
    if falling and not any(due_key(one.row) == coming for one in falling):
        coming = Reported(*min(key for one in falling if (key := due_key(one.row)) is not None))
    due = [one for one in falling if due_key(one.row) == coming]
    again = [promise for promise in followed.promises if promise.mark in NOT_GLAD]
    days = [edition.day for one in followed.rounds for edition in one.editions if edition.day is not None]
    since = max(days, default=None)
    agendas: dict[BodyPage | None, CommitteeAgenda] = {}
    for one in due:
        for body in one.promise.committees or (None,):
            agendas.setdefault(body, CommitteeAgenda(body)).due.append(one)
    for promise in again:
        for body in promise.committees or (None,):
            agendas.setdefault(body, CommitteeAgenda(body)).followed_up.append(promise)
    _add_meetings(agendas, meetings, since)
    ordered = sorted(agendas.values(), key=lambda one: (-len(one.due), -len(one.followed_up), one.body.name if one.body else "~"))
    return NextRound(followed, coming, ordered, len({one.promise.key for one in due}), len(again), since)


def _falling(promise: Promise, reported: Reported) -> list[FallingDue]:
    printed = first_printed(promise.history).get(promise.last, {})
    found = []
    for row in promise.last.milestones:
        key = due_key(row)
        if row["text"] and key is not None and key > reported:
            first = printed.get(row["milestone_id"])
            found.append(FallingDue(promise, row, first if first is not None and due_key(first) != key else None))
    return found


def _add_meetings(agendas: dict[BodyPage | None, CommitteeAgenda], meetings: Meetings, since: date | None) -> None:
    held: dict[tuple[str, str], list[MeetingPage]] = defaultdict(list)
    for meeting in reversed(meetings.all):
        if since is None or meeting.held > since:
            held[meeting.municipality, meeting.committee].append(meeting)
    for body, agenda in agendas.items():
        agenda.meetings = held[body.municipality, body.name] if body else []
