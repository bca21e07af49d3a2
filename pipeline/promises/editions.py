"""Tables in, agreements out: each with its rounds in order, and in each round the editions that were issued for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.model.records import Kind, Role, Severity, Smiley
from parsers.profile.organisation import bodies, committee
from pipeline.promises.same_text import squashed

if TYPE_CHECKING:
    from pipeline.promises.milestones import MilestoneStep
    from pipeline.promises.standings import Standing

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

PROMISING = frozenset({Kind.PLAN, Kind.FOLLOWUP, Kind.EXTRA})
LAST_ROUND = 4  # the year's end; an extra follow-up (5) comes after it
CUT = "cut_row"  # the finding that says a document breaks off in the middle


class Agreement(NamedTuple):
    """Whose agreement, and the budget year it is for."""

    municipality: str
    year: int


class Reported(NamedTuple):
    """The time a document reports on: rows due by then are due."""

    year: int
    round: int


@dataclass(slots=True, eq=False)
class Entry:
    """One initiative as one edition prints it, its rows in printed order."""

    edition: Edition = field(repr=False)
    initiative: Row
    position: int  # 0 for the document's first initiative
    milestones: list[Row] = field(default_factory=list)
    economy: list[Row] = field(default_factory=list)
    committees: frozenset[str] = frozenset()  # see `committee_key`
    labelled: dict[str, list[Row]] = field(default_factory=dict)  # rows of status_notes by milestone_id or economy_id
    steps: dict[Entry, list[MilestoneStep]] = field(default_factory=dict, repr=False)  # from another entry's milestones, once told
    standing: Standing | None = field(default=None, repr=False)  # how it stands, once told

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
    """One document of an agreement. `number` is the round: 0 the plan, 1 to 4 the follow-ups, 5 an extra one."""

    document: Row
    agreement: Agreement
    number: int
    reported: Reported
    entries: list[Entry] = field(default_factory=list)
    committee: str | None = None  # the committee it is limited to; None when it is the whole municipality's
    blind: bool = False  # it lost all its signs: an empty cell in it says nothing
    cut: bool = False  # it breaks off: what stood behind its last initiative is not known
    listed: set[str] = field(default_factory=set)  # the promises it prints
    doubted: list[str] = field(default_factory=list)  # printed words that were not read: what stands in them has not disappeared

    @property
    def id(self) -> str:
        return str(self.document["document_id"])

    @property
    def extra(self) -> bool:
        return self.number > LAST_ROUND

    @property
    def limited_to(self) -> str | None:
        """The name of the committee it is limited to."""
        if self.committee is None:
            return None
        return next((body.name for body in bodies() if body.slug == self.committee), self.document.get("scope"))

    def covers(self, known: Entry) -> bool:
        """Whether an initiative known from elsewhere would stand here if it still were in the agreement.

        A committee's edition covers what is that committee's alone, an extra one nothing but what it lists. Where an edition
        breaks off, what came after its last initiative is not covered, and none covers what may stand in words that were not read.
        """
        if self.extra or not self.entries:
            return False
        if self.committee is not None and known.committees != {self.committee}:
            return False
        title = squashed(known.initiative.get("title") or "")
        if title and any(title in words for words in self.doubted):
            return False
        return not self.cut or any(entry.position > known.position and entry.promise_id in self.listed for entry in known.edition.entries)


class Round(NamedTuple):
    """One round of an agreement; its editions best first: final, wholly read, the whole municipality's, newest."""

    number: int
    reported: Reported
    editions: list[Edition]

    def covering(self, known: Entry) -> Edition | None:
        """The best edition that would print an initiative known from elsewhere."""
        return next((edition for edition in self.editions if edition.covers(known)), None)


@lru_cache(maxsize=1024)
def committee_key(name: str) -> str:
    """One key for a committee in all its spellings: "Social-og Sundhedsudvalget", "Social- og Sundhedsudvalgets"."""
    known = committee(name)
    return known.slug if known else "".join(filter(str.isalnum, name.casefold()))


def agreements(tables: Tables) -> dict[Agreement, list[Round]]:
    """Each agreement's rounds, earliest first. Documents whose agreement or round was lost are in none."""
    grouped: dict[Agreement, dict[tuple[int, Reported], list[Edition]]] = defaultdict(lambda: defaultdict(list))
    for edition in editions(tables):
        # Two extra follow-ups of one agreement, bound in different follow-ups, are two rounds and no versions of one another.
        moment = edition.reported if edition.extra else Reported(edition.agreement.year, edition.number)
        grouped[edition.agreement][edition.number, moment].append(edition)
    return {
        agreement: [Round(number, moment, sorted(found, key=_worth)) for (number, moment), found in sorted(rounds.items())]
        for agreement, rounds in sorted(grouped.items())
    }


def _worth(edition: Edition) -> tuple[object, ...]:
    """The first in this order counts: drafts last, then what was read in part, then committees' editions, then the older."""
    document = edition.document
    dated = document.get("revised_date") or document.get("document_date") or date.min
    return (
        bool(document.get("draft")),
        document.get("state") == "partial",
        edition.committee is not None,
        -dated.toordinal(),
        document.get("first_page") is None,  # a PDF before its text: it has pages to point at
        edition.id,
    )


def editions(tables: Tables) -> list[Edition]:
    """Every plan and follow-up whose agreement and round are known, with its initiatives in printed order."""
    found = _dated_editions(tables)
    _fill(found, tables)
    for row in tables.get("findings", ()):
        edition = found.get(row.get("document_id") or "")
        if edition is not None:
            edition.cut = edition.cut or row["code"] == CUT
            if row.get("text") and row["severity"] != Severity.INFO:
                edition.doubted.append(squashed(row["text"]))
    for edition in found.values():
        edition.blind = _blind(edition)
    return sorted(found.values(), key=lambda edition: edition.id)


def _dated_editions(tables: Tables) -> dict[str, Edition]:
    years: dict[str, set[int]] = defaultdict(set)
    for row in tables.get("initiatives", ()):
        if row.get("agreement_year") is not None:
            years[row["document_id"]].add(row["agreement_year"])
    hosts: dict[str, Reported] = {}
    for document in tables.get("documents", ()):
        if document.get("kind") == Kind.FOLLOWUP and document.get("agreement_year") and document.get("followup_number"):
            hosts[document["file_id"]] = Reported(document["agreement_year"], document["followup_number"])
    found: dict[str, Edition] = {}
    for document in tables.get("documents", ()):
        known = years[document["document_id"]]
        year = document.get("agreement_year") or (next(iter(known)) if len(known) == 1 else None)
        number = document.get("followup_number")
        if document.get("kind") not in PROMISING or year is None or number is None:
            continue
        reported = Reported(year, number)
        if number > LAST_ROUND:
            reported = max(Reported(year, LAST_ROUND), hosts.get(document["file_id"], Reported(year, LAST_ROUND)))
        found[document["document_id"]] = Edition(document, Agreement(document["municipality"], year), number, reported)
        found[document["document_id"]].committee = _committee(document)
    return found


def _committee(document: Row) -> str | None:
    """The committee a document is limited to: its scope, unless that is the municipality ("Ballerup Kommune"), whole or torn."""
    scope = (document.get("scope") or "").casefold().rstrip(" .")
    if not scope or scope.endswith("kommune") or scope.startswith(document["municipality"].casefold()):
        return None
    return committee_key(scope)


def _fill(found: Mapping[str, Edition], tables: Tables) -> None:
    entries: dict[tuple[str, str], Entry] = {}
    tops = {
        (row["document_id"], row["source_key"]): row["top"]
        for row in tables.get("places", ())
        if row["source_table"] == "initiatives" and row["part"] == 1 and row.get("top") is not None
    }
    for row in sorted(tables.get("initiatives", ()), key=lambda row: _printed_order(row, tops)):
        edition = found.get(row["document_id"])
        if edition is not None:
            entry = entries[row["document_id"], row["initiative_id"]] = Entry(edition, row, len(edition.entries))
            edition.entries.append(entry)
            edition.listed.add(row.get("promise_id") or row["initiative_id"])
    for name, kept in (("milestones", "milestones"), ("economy_notes", "economy")):
        for row in sorted(tables.get(name, ()), key=_row_order):
            owner = entries.get((row["document_id"], row.get("initiative_id") or ""))
            if owner is not None:
                getattr(owner, kept).append(row)
    for row in sorted(tables.get("status_notes", ()), key=lambda row: row["ordinal"]):
        owner = entries.get((row["document_id"], row["source_key"].rpartition("/")[0]))
        if owner is not None:
            owner.labelled.setdefault(row["source_key"], []).append(row)
    committees: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in tables.get("responsibilities", ()):
        if row["role"] == Role.COMMITTEE:
            committees[row["document_id"], row["initiative_id"]].add(committee_key(row["name"]))
    for key, entry in entries.items():
        printed = entry.initiative.get("responsible_committee")
        entry.committees = frozenset(committees.get(key) or ({committee_key(printed)} if printed else ()))
    for edition in found.values():
        own = {committee for entry in edition.entries for committee in entry.committees}
        if not edition.document.get("scope") and len(own) == 1 and len(edition.entries) > 1:
            edition.committee = own.pop()  # its title names nobody, and all it holds is one committee's


def _printed_order(row: Row, tops: Mapping[tuple[str, str], float]) -> tuple[object, ...]:
    key = row["document_id"], row["initiative_id"]
    numbers = [int(part) if part.isdigit() else -1 for part in (row.get("number") or "").split(".")]
    return row["document_id"], row.get("page") or 0, row.get("line") or 0, tops.get(key, 0.0), numbers, row["initiative_id"]


def _row_order(row: Row) -> tuple[object, ...]:
    """A milestone has an ordinal; an economy note's stands in its id, `2031/1.1/e2`."""
    ordinal = row.get("ordinal")
    return row["document_id"], ordinal if ordinal is not None else int(str(row["economy_id"]).rpartition("e")[2])


def due_key(row: Row) -> tuple[int, int] | None:
    """When a milestone is due, as year and round; a day in between counts for the round that follows it. None: not told."""
    year, number, day = row.get("due_year"), row.get("due_round"), row.get("due_date")
    if year is not None and number is not None:
        return year, number
    if day is not None:
        return day.year, next((round_ for round_, month in ((1, 4), (2, 8), (3, 11)) if day.month <= month), LAST_ROUND)
    return None


def is_due(row: Row, edition: Edition) -> bool:
    """Whether a milestone was to be reached by the time this edition reports on. A plan reports on nothing,
    and where the time was not read, a sign tells that it was due."""
    due = due_key(row) if edition.number else None
    return due <= edition.reported if due is not None else row.get("smiley") is not None


def _blind(edition: Edition) -> bool:
    due = [row for entry in edition.entries for row in entry.milestones if is_due(row, edition)]
    told = any(row.get("smiley") not in (None, Smiley.UNKNOWN) for row in due)
    return not told and any(row.get("text") for row in due)


def missing(rounds: Sequence[Round]) -> list[int]:
    """The rounds before the newest one of which no document is present; an extra follow-up is owed by nobody."""
    present = {one.number for one in rounds}
    return [number for number in range(min(max(present), LAST_ROUND + 1)) if number not in present]
