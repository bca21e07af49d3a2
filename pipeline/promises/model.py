"""The nouns of following a promise: agreements, their rounds and editions, and each promise's history through them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from parsers.model.records import Kind
from parsers.profile.municipalities import rounds_of
from parsers.profile.organisation import bodies
from parsers.profile.rounds import Rounds
from pipeline.promises.same_text import squashed
from pipeline.schema.rows import DocumentRow, EconomyNoteRow, InitiativeRow, MilestoneRow, PlaceRow, Row, StatusNoteRow
from pipeline.wording.sentences import EditionName

__all__ = ["Agreement", "Edition", "Entry", "History", "Reported", "Round", "RoundEntry", "due_in_round", "due_key", "is_due"]


class Agreement(NamedTuple):
    """Whose agreement, and the budget year it is for."""

    municipality: str
    year: int

    @property
    def calendar(self) -> Rounds:
        """The rounds of the municipality's year."""
        return rounds_of(self.municipality)


class Reported(NamedTuple):
    """The time a document reports on: rows due by then are due."""

    year: int
    round: int


@dataclass(slots=True, eq=False, weakref_slot=True)
class Entry:
    """One initiative as one edition prints it, its rows in printed order."""

    edition: Edition = field(repr=False)
    initiative: InitiativeRow
    position: int  # in its edition's entries
    milestones: list[MilestoneRow] = field(default_factory=list)
    economy: list[EconomyNoteRow] = field(default_factory=list)
    committees: frozenset[str] = frozenset()  # see `committee_key`
    labelled: dict[str, list[StatusNoteRow]] = field(default_factory=dict)  # by milestone_id or economy_id
    printed: dict[str, PlaceRow] = field(default_factory=dict)  # each of its own rows' first part: heading, latest_status …

    @property
    def id(self) -> str:
        return str(self.initiative["initiative_id"])

    @property
    def document_id(self) -> str:
        return str(self.initiative["document_id"])

    @property
    def promise_id(self) -> str:
        return str(self.initiative["promise_id"])


@dataclass(slots=True, eq=False)
class Edition:
    """One document of an agreement. `number` is the round: 0 the plan, then the follow-ups, and behind the year's last an extra one."""

    document: DocumentRow
    agreement: Agreement
    number: int
    reported: Reported
    entries: list[Entry] = field(default_factory=list)
    committee: str | None = None  # the committee it is limited to; None when it is the whole municipality's
    blind: bool = False  # it lost all its signs: an empty cell in it says nothing
    cut: bool = False  # it breaks off: what stood behind its last initiative is not known
    states_now: bool = False  # it has one row an initiative: each status is today's, whenever its row is due
    lossy: bool = False  # pages of it are damaged or were not read: what does not stand in it may have stood there
    joined: set[str] = field(default_factory=set)  # initiatives that may hold the rows of another, whose heading was lost
    listed: set[str] = field(default_factory=set)  # the promises it prints
    doubted: str = ""  # printed words that were not read, each text a line: what stands in them has not disappeared
    host: Edition | None = field(default=None, repr=False)  # of an extra one: the follow-up that it is bound in
    rivals: tuple[EditionName, ...] = ()  # the others of its round, one of those that nothing but their files tells apart
    path: str = ""  # of its file

    @property
    def id(self) -> str:
        return str(self.document["document_id"])

    @property
    def extra(self) -> bool:
        return self.document["kind"] == Kind.EXTRA

    @property
    def day(self) -> date | None:
        day: date | None = self.document.get("revised_date") or self.document.get("document_date")
        return day

    @property
    def name(self) -> EditionName:
        return EditionName(self.path.rpartition("/")[2] or self.id, self.limited_to, bool(self.document.get("draft")), self.day)

    @property
    def limited_to(self) -> str | None:
        """The name of the committee it is limited to."""
        if self.committee is None:
            return None
        return next((body.name for body in bodies() if body.slug == self.committee), self.document.get("scope"))

    def covers(self, known: Entry) -> bool:
        """Whether an initiative known from elsewhere would stand here if it still were in the agreement.

        A committee's edition covers what is that committee's alone, an extra one nothing but what it lists. Where an edition
        breaks off, what came after its last initiative is not covered, one with lost pages covers nothing, and none covers what may
        stand in words that were not read, or be joined to the initiative that stood beside it.
        """
        if self.extra or self.lossy or not self.entries:
            return False
        if self.committee is not None and known.committees != {self.committee}:
            return False
        title = squashed(known.initiative.get("title") or "")
        if title and title in self.doubted:
            return False
        if self.joined and known.edition.beside(known) & {entry.promise_id for entry in self.entries if entry.id in self.joined}:
            return False
        return not self.cut or any(entry.position > known.position and entry.promise_id in self.listed for entry in known.edition.entries)

    def beside(self, entry: Entry) -> set[str]:
        """The promises printed before and behind one of its own."""
        at = entry.position
        return {other.promise_id for other in (*self.entries[max(at - 1, 0) : at], *self.entries[at + 1 : at + 2])}


class Round(NamedTuple):
    """One round of an agreement; its editions best first: final, wholly read, the whole municipality's, newest."""

    number: int
    reported: Reported
    editions: list[Edition]

    def covering(self, known: Entry) -> Edition | None:
        """The best edition that would print an initiative known from elsewhere."""
        return next((edition for edition in self.editions if edition.covers(known)), None)


class RoundEntry(NamedTuple):
    """One round that covers the promise. `entry` is None where it is not printed; `others` are what other editions print.

    `absent`: it was printed before, and this edition ought to print it. Else it is not there yet, or was another committee's.
    """

    round: Round
    edition: Edition
    entry: Entry | None
    others: list[Entry]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """A promise's stops, earliest first."""

    agreement: Agreement
    promise_id: str
    round_entries: list[RoundEntry]


def due_key(row: Row) -> tuple[int, int] | None:
    """When a milestone of an entry is due, as year and round. None: not told."""
    year, number = row.get("due_year"), row.get("due_round")
    return (year, number) if year is not None and number is not None else None


def due_in_round(row: MilestoneRow, agreement: Agreement) -> MilestoneRow:
    """A milestone due on a day between two rounds, with the round that follows it; any other as it is."""
    day = row.get("due_date")
    if day is None or due_key(row) is not None:
        return row
    return {**row, "due_year": day.year, "due_round": agreement.calendar.of_day(day)}


def is_due(row: Row, edition: Edition) -> bool:
    """Whether a milestone was to be reached by the time this edition reports on. A plan reports on nothing,
    and where the time was not read, or a row tells how its promise stands today, its status tells that it was due."""
    if edition.states_now:
        return bool(edition.number) and (row.get("smiley") or row.get("status_value")) is not None
    due = due_key(row) if edition.number else None
    return due <= edition.reported if due is not None else row.get("smiley") is not None
