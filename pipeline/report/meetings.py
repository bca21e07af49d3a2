"""Agendas and minutes in, the meetings with their items out, each tied to the promises it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from parsers.model.findings import Code
from parsers.model.records import Kind, LinkKind, Role, SectionKind
from parsers.profile.municipalities import municipality_name
from parsers.profile.organisation import committee, is_same_body
from parsers.profile.titles import Title, followup_title
from pipeline.promises.signs import BAD
from pipeline.publish.addresses import coded
from pipeline.report.book import Book, Promise
from pipeline.report.evidence import RowKey
from pipeline.report.slugs import slug
from pipeline.report.wording import day, where
from pipeline.schema.enums import PrintedRow
from pipeline.schema.ids import natural
from pipeline.schema.rows import DocumentRow, Row

__all__ = ["MeetingItem", "MeetingPage", "Meetings", "Named", "meetings"]

SHOWN_APART = frozenset({SectionKind.RECOMMENDATION, SectionKind.DECISION, SectionKind.ANNEX, SectionKind.BODY})
OF_MEETINGS = frozenset({"agenda_items", "decisions"})


@dataclass(slots=True, eq=False)
class MeetingItem:
    """One item of a meeting: all that is printed under it in its order, its decision point by point, its annexes, and the promises
    it is tied to."""

    meeting: MeetingPage
    row: Row
    sections: list[Row] = field(default_factory=list)
    annexes: list[Row] = field(default_factory=list)
    decisions: list[Row] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    doubts: list[Row] = field(default_factory=list)  # findings about it, but those that only name what was set aside
    withheld: bool = False  # the meeting decided, and the decision is not published

    @property
    def case(self) -> list[Row]:
        """The sections that have no place of their own on its page."""
        return [row for row in self.sections if row["text"] and row["kind"] not in SHOWN_APART]

    @property
    def anchor(self) -> str:
        return f"punkt-{coded(self.row['item_number'])}"

    @property
    def address(self) -> str:
        return f"{self.meeting.address}#{self.anchor}"

    @property
    def name(self) -> str:
        return f"{self.meeting.name}, punkt {self.row['item_number']}"

    @property
    def title(self) -> str | None:
        title: str | None = self.row["title"]
        return title

    @property
    def held(self) -> date:
        return self.meeting.held

    @property
    def place(self) -> str:
        return where(self.row["page"], self.row["line"])

    def citation(self, decision: Row) -> str:
        document = self.meeting.document
        whose = municipality_name(self.meeting.municipality)
        parts = (self.name, where(decision["page"], decision["line"]), document["source_url"] or "", whose, self.meeting.file)
        return f"Kilde: {', '.join(part for part in parts if part)}."

    @property
    def printed(self) -> list[RowKey]:
        """Its decision's rows on paper."""
        return [(row["document_id"], "decisions", f"{row['item_number']}/{row['ordinal']}", PrintedRow.ITEM) for row in self.decisions]


@dataclass(slots=True, eq=False)
class MeetingPage:
    """A committee's agenda or its minutes; `promises` are those whose follow-ups name the meeting and no item of it."""

    document: DocumentRow
    items: list[MeetingItem] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    file: str = ""  # its file's name

    @property
    def municipality(self) -> str:
        return self.document["municipality"]

    @property
    def committee(self) -> str:
        return self.document["scope"] or "Ukendt udvalg"

    @property
    def held(self) -> date:
        return self.document["document_date"] or date.min

    @property
    def name(self) -> str:
        held = "uden dato" if self.held == date.min else f"den {day(self.held)}"
        return f"{self.committee} {held}"

    @property
    def title(self) -> str | None:
        return self.document["title"]

    @property
    def minutes(self) -> bool:
        return any(item.decisions for item in self.items)

    @property
    def asked(self) -> list[tuple[MeetingItem, Row]]:
        """The decisions that make a new promise."""
        return [(item, row) for item in self.items for row in item.decisions if row["asks_for"]]

    @property
    def named(self) -> int:
        """How many promises it or its items are tied to."""
        named: list[Named] = [self, *self.items]
        return len({promise.key for one in named for promise in one.promises})

    @property
    def address(self) -> str:
        return f"moeder/{slug(f'{self.committee} {self.held}')}-{coded(self.document['document_id'])}.html"


Named = MeetingItem | MeetingPage  # a reference may name an item, or the meeting alone


@dataclass(slots=True)
class Meetings:
    """The meetings, newest first; where each promise was handled, newest first; and the places that one row of a follow-up names."""

    all: list[MeetingPage]
    of_promise: dict[tuple[str, int, str], list[Named]]
    of_row: dict[tuple[str, str], list[Named]]  # by document_id and source_key
    item_of: dict[tuple[str, str], MeetingItem]  # by document_id and item_number

    @property
    def printed(self) -> Iterator[RowKey]:
        """The decisions' rows on paper."""
        return (key for meeting in self.all for item in meeting.items for key in item.printed)


def meetings(book: Book) -> Meetings:
    held = {row["document_id"]: MeetingPage(row, file=book.file_name(row)) for row in book.documents.values() if row["kind"] == Kind.AGENDA}
    items = {(row["document_id"], row["item_number"]): MeetingItem(held[row["document_id"]], row) for row in _in_order(book)}
    for item in items.values():
        item.meeting.items.append(item)
    for row in book.rows("decisions"):
        items[row["document_id"], row["item_number"]].decisions.append(row)
    for row in sorted(book.rows("agenda_sections"), key=lambda row: int(row["ordinal"])):
        items[row["document_id"], row["item_number"]].sections.append(row)
    for row in sorted(book.rows("annexes"), key=lambda row: int(row["ordinal"])):
        items[row["document_id"], row["item_number"]].annexes.append(row)
    for row in book.rows("findings"):
        about = row["document_id"], row["source_key"]
        if about not in items:
            continue
        if row["severity"] != "info":
            items[about].doubts.append(row)
        elif row["code"] == Code.DECISION_WITHHELD:
            items[about].withheld = True
    of_promise: dict[tuple[str, int, str], list[Named]] = defaultdict(list)
    of_row: dict[tuple[str, str], list[Named]] = defaultdict(list)
    ties: list[tuple[Promise, Named]] = []
    for link, promise, one in _references(book, held, items):
        if one not in of_row[link["document_id"], link["source_key"]]:
            of_row[link["document_id"], link["source_key"]].append(one)
        ties.append((promise, one))
    for promise, one in (*ties, *_hearings(book, items.values())):
        if promise not in one.promises:
            one.promises.append(promise)
            of_promise[promise.key].append(one)
    for named in of_promise.values():
        named.sort(key=lambda one: one.held, reverse=True)
    return Meetings(sorted(held.values(), key=lambda meeting: meeting.held, reverse=True), of_promise, of_row, items)


def _in_order(book: Book) -> list[Row]:
    """The items as printed."""
    return sorted(book.rows("agenda_items"), key=lambda row: (row["page"] or 0, row["line"] or 0, natural(row["item_number"])))


def _references(
    book: Book, held: dict[str, MeetingPage], items: dict[tuple[str, str], MeetingItem]
) -> Iterator[tuple[Row, Promise, Named]]:
    """Each reference between a meeting that is here and a promise that is here: one candidate or none."""
    numbered = _by_number(book)
    for link in book.rows("links"):
        promise: Promise | None
        named: Named | None
        if link["source_table"] in OF_MEETINGS:
            key = link["source_key"].partition("/")[0]  # a decision's key begins with its item's
            promise = numbered.get((book.documents[link["document_id"]]["municipality"], link["agreement_year"], link["number"]))
            named = items[link["document_id"], key]
        else:
            target = link["target_document_id"] if link["target_kind"] == LinkKind.MEETING_ITEM else None
            promise = book.promise_of_row(link)
            named = items.get((target, link["item_number"])) or held.get(target) if target else None
        if promise is not None and named is not None:
            yield link, promise, named


def _hearings(book: Book, items: Iterable[MeetingItem]) -> Iterator[tuple[Promise, MeetingItem]]:
    """Each promise that stood without a ☺ in a follow-up, with the items that heard it: its own committee's, else those that hear all."""
    items_by_round: dict[tuple[str, int | None, int | None], list[tuple[MeetingItem, str | None]]] = defaultdict(list)
    for item in items:
        if (title := followup_title(item.title or "")) is not None:
            round_ = item.meeting.document["municipality"], title.year, title.followup_number
            items_by_round[round_].append((item, _committee_of(title, item.meeting.committee)))
    for promise in book.promises:
        for number, standing in promise.standings.items():
            found = items_by_round.get((*promise.history.agreement, number), []) if standing["smiley"] in BAD else []
            own = [
                item
                for item, whose in found
                if whose and any(whose == one.name or is_same_body(one.name, whose, Role.COMMITTEE) for one in promise.committees)
            ]
            yield from ((promise, item) for item in own or [item for item, whose in found if whose is None])


def _committee_of(title: Title, meeting: str) -> str | None:
    """The committee whose initiatives an item with this title hears; None when it hears them all."""
    if title.scope:
        limited = committee(title.scope)
        return limited.name if limited else None
    body = committee(meeting)
    return None if body and body.hears_all else meeting


def _by_number(book: Book) -> dict[tuple[str, int, str], Promise]:
    """The promise that has borne a number in its agreement, where it is the only one."""
    found: dict[tuple[str, int, str], set[Promise]] = defaultdict(set)
    for promise in book.promises:
        for entry in promise.entries:
            if entry.initiative["number"]:
                found[promise.history.agreement.municipality, promise.year, entry.initiative["number"]].add(promise)
    return {number: promise for number, (promise, *others) in found.items() if not others}
