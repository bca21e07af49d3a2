"""Published tables in, the report's contents out: agreements with their rounds, promises with their marks, bodies with their promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from parsers.model.findings import Code
from parsers.profile.municipalities import municipality_name
from parsers.profile.rounds import Rounds
from pipeline.changes.news import news
from pipeline.promises.editions import agreements, missing
from pipeline.promises.marks import Count, Mark, count, mark_of_sign, mark_of_standing
from pipeline.promises.model import Agreement, Edition, Entry, History, Round
from pipeline.promises.timeline import histories
from pipeline.publish.addresses import initiative_page
from pipeline.publish.coverage import Coverage, coverage
from pipeline.report.body_pages import BodyFolder, BodyPage, alphabetical, body_pages
from pipeline.schema.ids import PromiseKey, natural, promise_key
from pipeline.schema.rows import (
    AmountRow,
    AnswerRow,
    ChangeRow,
    DocumentRow,
    FileRow,
    InitiativeRow,
    Row,
    StandingRow,
    Tables,
    rows_in,
)

__all__ = ["Book", "FollowedAgreement", "Promise", "book", "in_order"]


ENGINE_OF_PICTURES = "ocr"  # of `files.engine`


@dataclass(slots=True, eq=False)
class Promise:
    """One promise with the standings it has, by round, and who answers for it as last printed."""

    history: History
    last: Entry
    standings: dict[int, StandingRow]
    committees: list[BodyPage]
    centres: list[BodyPage]
    theme: str | None = None

    @property
    def key(self) -> PromiseKey:
        return self.municipality, self.history.agreement.year, self.history.promise_id

    @property
    def entries(self) -> list[Entry]:
        """As every document prints it, earliest first; in each round the one that stands for it last."""
        return [
            entry for round_entry in self.history.round_entries for entry in (*round_entry.others, round_entry.entry) if entry is not None
        ]

    @property
    def printed_in(self) -> set[int]:
        """The rounds whose own documents print it."""
        return {one.round.number for one in self.history.round_entries if one.entry is not None}

    @property
    def initiative(self) -> InitiativeRow:
        return self.last.initiative

    @property
    def year(self) -> int:
        return self.history.agreement.year

    @property
    def municipality(self) -> str:
        return self.history.agreement.municipality

    @property
    def calendar(self) -> Rounds:
        """The rounds of its municipality's year."""
        return self.history.agreement.calendar

    @property
    def address(self) -> str:
        return initiative_page(self.municipality, self.history.promise_id)

    @property
    def is_compared(self) -> bool:
        """Whether it stands, or ought to stand, in two rounds: only then can something have become different."""
        return sum(each.entry is not None or each.absent for each in self.history.round_entries) > 1

    def mark_in(self, number: int) -> Mark:
        return mark_of_standing(self.standings.get(number))

    def economy_in(self, number: int) -> Mark | None:
        """The sign of its economy in that round; None where none is printed."""
        standing = self.standings.get(number)
        return mark_of_sign(standing["economy_smiley"]) if standing else None

    @property
    def now(self) -> StandingRow:
        """The standing in the last round that covers it."""
        return self.standings[max(self.standings)]

    @property
    def mark(self) -> Mark:
        return mark_of_standing(self.now)


@dataclass(slots=True, eq=False)
class FollowedAgreement:
    """An agreement: its rounds, the rounds of which no document is present, and its promises."""

    agreement: Agreement
    rounds: list[Round]
    missing: list[int]
    promises: list[Promise] = field(default_factory=list)

    @property
    def municipality(self) -> str:
        return self.agreement.municipality

    @property
    def slug(self) -> str:
        return f"{self.municipality}-{self.agreement.year}"

    @property
    def numbers(self) -> list[int]:
        """Its rounds' numbers, each once, earliest first."""
        return sorted({one.number for one in self.rounds})

    @property
    def known_numbers(self) -> list[int]:
        """Those, and the rounds that only a later document tells of."""
        return sorted({*self.numbers, *(number for promise in self.promises for number in promise.standings)})

    @property
    def most_due(self) -> int:
        """Of the round in which most promises have a due milestone."""
        return max(self.count(number).due for number in self.known_numbers)

    def count(self, number: int) -> Count:
        return count(promise.mark_in(number) for promise in self.promises)


@dataclass(slots=True)
class Book:
    """All that the pages are made from. `promise_of` and `amounts_of` go by (document_id, initiative_id)."""

    tables: Tables
    agreements: list[FollowedAgreement]
    promises: list[Promise]
    bodies: dict[BodyPage, list[Promise]]
    promise_of: dict[tuple[str, str], Promise]
    promise_by_key: dict[PromiseKey, Promise]
    documents: dict[str, DocumentRow]  # by document_id
    edition_of: dict[str, Edition]  # by document_id
    file_of: dict[str, FileRow]  # by file_id: the first path of those bytes
    amounts_of: dict[tuple[str, str], list[AmountRow]]
    alike: dict[PromiseKey, list[Promise]]  # promises of other years that may be the same one
    answers: dict[PromiseKey, list[AnswerRow]]  # the municipality's, by promise
    from_picture: frozenset[tuple[str, int | None]]  # document_id and page, no page for a whole document
    changes: list[ChangeRow]  # what is new in each document, in the order of reading: agreement, round, promise

    @property
    def municipalities(self) -> list[str]:
        """The slugs of those whose agreements it holds, by their names."""
        return sorted({one.municipality for one in self.agreements}, key=lambda slug: alphabetical(municipality_name(slug)))

    @property
    def newest(self) -> dict[Agreement, int]:
        """The number of each agreement's newest round."""
        return {one.agreement: one.numbers[-1] for one in self.agreements}

    @property
    def coverage(self) -> Coverage:
        return coverage(self.tables)

    @property
    def themes(self) -> list[str]:
        return sorted({promise.theme for promise in self.promises if promise.theme}, key=alphabetical)

    def is_read_from_picture(self, document_id: str, page: int | None) -> bool:
        """Whether the page, or all of the document, was read by text recognition."""
        return not self.from_picture.isdisjoint({(document_id, page), (document_id, None)})

    def file_name(self, document: DocumentRow) -> str:
        return PurePath(self.file_of[document["file_id"]]["path"]).name if document["file_id"] in self.file_of else ""

    def rows(self, table: str) -> Sequence[Row]:
        return self.tables.get(table, ())

    def promise_of_row(self, row: Row) -> Promise | None:
        """The promise a row with a `source_key` is about."""
        if row["document_id"] is None or row["source_key"] is None:
            return None
        own = row["source_key"] if row["source_table"] == "initiatives" else row["source_key"].rpartition("/")[0]
        return self.promise_of.get((row["document_id"], own))


def book(tables: Tables) -> Book:
    """`tables` hold `standings` wherever they hold initiatives, as a run publishes them."""
    standings: dict[PromiseKey, dict[int, StandingRow]] = defaultdict(dict)
    for row in rows_in(tables, "standings"):
        standings[promise_key(row)][row["followup_number"]] = row
    followed = {one: FollowedAgreement(one, rounds, missing(one, rounds)) for one, rounds in agreements(tables).items()}
    named = body_pages(tables)
    promise_of: dict[tuple[str, str], Promise] = {}
    by_key: dict[PromiseKey, Promise] = {}
    by_body: dict[BodyPage, list[Promise]] = defaultdict(list)
    for history in histories(tables):
        last = next(round_entry.entry for round_entry in reversed(history.round_entries) if round_entry.entry is not None)
        found = standings[history.agreement.municipality, history.agreement.year, history.promise_id]
        own = {kind: named[kind].get((last.document_id, last.id), []) for kind in BodyFolder}
        promise = Promise(history, last, found, own[BodyFolder.COMMITTEE], own[BodyFolder.CENTRE], last.initiative.get("theme"))
        by_key[promise.key] = promise
        followed[history.agreement].promises.append(promise)
        promise_of |= {(entry.document_id, entry.id): promise for entry in promise.entries}
        for body in {*promise.committees, *promise.centres}:
            by_body[body].append(promise)
    newest_first = sorted(followed.values(), key=lambda one: (-one.agreement.year, one.agreement.municipality))
    for one in newest_first:
        one.promises.sort(key=lambda promise: natural(promise.history.promise_id))
    return Book(
        tables=tables,
        agreements=newest_first,
        promises=[promise for one in newest_first for promise in one.promises],
        bodies={body: by_body[body] for body in sorted(by_body, key=lambda body: (body.kind, alphabetical(body.name), body.municipality))},
        promise_of=promise_of,
        promise_by_key=by_key,
        documents={row["document_id"]: row for row in rows_in(tables, "documents")},
        edition_of={edition.id: edition for one in newest_first for issued in one.rounds for edition in issued.editions},
        file_of=_files(tables),
        amounts_of=_amounts(tables),
        alike=_alike(tables, by_key),
        answers=_answers(tables),
        from_picture=_from_picture(tables),
        changes=in_order(news(rows_in(tables, "changes"))),
    )


def in_order(changes: Iterable[ChangeRow]) -> list[ChangeRow]:
    """Changes as they are read: the newest agreement first, then by round and promise."""
    return sorted(changes, key=_reading_order)


def _reading_order(row: ChangeRow) -> tuple[Any, ...]:
    key = natural(row["promise_id"] or "")
    return -(row["agreement_year"] or 0), row["to_followup"] or 0, key, row["milestone_id"] or "", row["change"], row["change_id"]


def _amounts(tables: Tables) -> dict[tuple[str, str], list[AmountRow]]:
    found: dict[tuple[str, str], list[AmountRow]] = defaultdict(list)
    for row in sorted(rows_in(tables, "amounts"), key=lambda row: row["ordinal"]):
        found[row["document_id"], row["initiative_id"] or ""].append(row)
    return found


def _alike(tables: Tables, promises: Mapping[PromiseKey, Promise]) -> dict[PromiseKey, list[Promise]]:
    found: dict[PromiseKey, list[Promise]] = defaultdict(list)
    for row in rows_in(tables, "same_promise_as"):
        earlier = promises.get(promise_key(row))
        later = promises.get((row["municipality"], row["other_agreement_year"], row["other_promise_id"]))
        if earlier is not None and later is not None:
            found[earlier.key].append(later)
            found[later.key].append(earlier)
    return found


def _answers(tables: Tables) -> dict[PromiseKey, list[AnswerRow]]:
    found: dict[PromiseKey, list[AnswerRow]] = defaultdict(list)
    for row in sorted(rows_in(tables, "answers"), key=lambda row: row["ordinal"]):
        found[promise_key(row)].append(row)
    return found


def _from_picture(tables: Tables) -> frozenset[tuple[str, int | None]]:
    documents = rows_in(tables, "documents")
    whole = {row["file_id"] for row in rows_in(tables, "files") if row["engine"] == ENGINE_OF_PICTURES}
    found = [row for row in rows_in(tables, "findings") if row["code"] == Code.READ_BY_OCR]
    pages = {(document_id, row["page"]) for row in found if (document_id := row["document_id"]) is not None}
    return frozenset({*((row["document_id"], None) for row in documents if row["file_id"] in whole), *pages})


def _files(tables: Tables) -> dict[str, FileRow]:
    files: dict[str, FileRow] = {}
    for row in rows_in(tables, "files"):
        if row["file_id"] is not None:
            files.setdefault(row["file_id"], row)
    return files
