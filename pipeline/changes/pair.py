"""Two entries of one promise in, one difference out: what it is about, its id, the facts of its sentence, its row of `changes`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from parsers.model.records import Smiley
from pipeline.promises.model import Agreement, Edition, Entry, due_key
from pipeline.promises.pairing import Pairing
from pipeline.promises.signs import BAD
from pipeline.promises.standing import followed_up
from pipeline.schema.changes import Change, weight
from pipeline.schema.rows import ChangeRow, Row
from pipeline.wording.danish import DANISH
from pipeline.wording.phrases import Phrases
from pipeline.wording.sentences import Bound, Facts, Moved, RowName, both_sentences

__all__ = ["OWN_ROWS", "Difference", "Pair", "bound", "cell", "comes_or_goes", "economy_pairs", "row_id"]

CHANGE_ID_DIGITS = 16  # hexadecimal, of the sha256
# The rows of an initiative that are printed apart from its heading, by the columns they fill.
OWN_ROWS = {"latest_status": "latest_status", "description": "description"}
TELLS_EARLIER = frozenset({Change.GLAD_WITHOUT_WORD, Change.TURNED_NOT_GLAD})


class Pair(Struct, frozen=True):
    """Two entries of one promise, or one entry and an edition that does not have it."""

    agreement: Agreement
    promise_id: str
    before: Edition
    after: Edition
    old: Entry | None
    new: Entry | None
    pairing: Pairing | None = None

    @property
    def later(self) -> bool:
        return self.before.reported < self.after.reported

    @property
    def shown(self) -> Entry:
        entry = self.new or self.old
        assert entry is not None
        return entry

    def difference(
        self,
        change: Change,
        column: str | None = None,
        values: tuple[str | None, str | None] = (None, None),
        rows: tuple[Row | None, Row | None] = (None, None),
        **more: Any,
    ) -> Difference:
        before, after = (None if value is None else str(value) for value in values)
        return Difference(self, change, column, before, after, rows, **more)


class Difference(Struct, frozen=True):
    """One row of `changes` in the making.

    `rows` are the printed rows it is about, `was` the sign that a changed milestone had before, `earlier` the row before it in its
    document, `repeated` whether an earlier document says the same.
    """

    pair: Pair
    change: Change
    column: str | None
    before: str | None
    after: str | None
    rows: tuple[Row | None, Row | None] = (None, None)
    pairing: Pairing | None = None
    was: Smiley | None = None
    skipped: bool = False
    words: str | None = None
    earlier: Row | None = None
    money: Moved | None = None
    detail: str = ""
    repeated: bool = False

    @property
    def here(self) -> Row:
        """The printed row it is about; nothing where it is the initiative itself."""
        return self.rows[1] or self.rows[0] or {}

    @property
    def milestone_id(self) -> str | None:
        return self.here.get("milestone_id")

    @property
    def id(self) -> str:
        pair = self.pair
        ids = (
            pair.before.id,
            pair.after.id,
            self.change,
            self.column,
            pair.old and pair.old.id,
            pair.new and pair.new.id,
            *map(row_id, self.rows),
        )
        return hashlib.sha256("\x1f".join([*map(str, ids), self.detail]).encode()).hexdigest()[:CHANGE_ID_DIGITS]

    def place(self, entry: Entry | None, row: Row | None) -> Row:
        """Where it stands in one of the two documents: the printed row, else the initiative's own row that the column is printed in."""
        if row is not None or entry is None:
            return row or {}
        return entry.printed.get(OWN_ROWS.get(self.column or "", "")) or entry.initiative

    def facts(self) -> Facts:
        pair, here = self.pair, self.here
        place = self.place(pair.new, self.rows[1]) or self.place(pair.old, self.rows[0])
        signs = [row.get("smiley_sign") if row else None for row in self.rows]
        signs = [(self.earlier or {}).get("smiley_sign"), signs[1]] if self.change in TELLS_EARLIER else signs
        return Facts(
            change=self.change,
            round=pair.after.number,
            year=pair.agreement.year,
            since=pair.before.number,
            number=pair.shown.initiative.get("number"),
            title=pair.shown.initiative.get("title"),
            column=self.column,
            before=self.before,
            after=self.after,
            row=_row_name(here, self.words),
            follows=self._follows(),
            earlier=_row_name(self.earlier) if self.earlier else None,
            sign=here.get("smiley"),
            stood=self.was if self.was in BAD else None,
            printed=(signs[0], signs[1], here.get("smiley_sign"), (self.rows[0] or {}).get("smiley_sign")),
            skipped=self.skipped,
            unread=self._unread(),
            page=place.get("page"),
            line=place.get("line"),
            money=self.money,
            bound=bound(pair.after),
            calendar=pair.agreement.calendar,
            editions=(pair.before.name, pair.after.name),
            rivals=pair.after.rivals,
        )

    def _follows(self) -> RowName | None:
        """The milestone that a row without one follows up."""
        row, entry = self.rows[1], self.pair.new
        if entry is None or row is None or row.get("text") or "milestone_id" not in row or self.change in TELLS_EARLIER:
            return None
        milestone = followed_up(entry, row)
        return _row_name(milestone) if milestone is not row else None

    def _unread(self) -> bool:
        """Whether the sign was given in a round of which this is not the document: nothing tells when it was given."""
        if self.change is Change.ECONOMY_SET:
            return self.pair.after.number > self.pair.before.number + 1
        due = due_key(self.here) if self.here.get("milestone_id") else None
        return due is not None and (self.pair.after.extra or due < (self.pair.agreement.year, self.pair.after.number))

    def row(self, phrases: Phrases = DANISH) -> ChangeRow:
        """As the table `changes` has it."""
        pair, how = self.pair, self.pairing or self.pair.pairing
        plain, titled = both_sentences(self.facts(), phrases)
        return {
            "change_id": self.id,
            "municipality": pair.agreement.municipality,
            "agreement_year": pair.agreement.year,
            "promise_id": pair.promise_id,
            "initiative_id": pair.shown.id,
            "milestone_id": self.milestone_id,
            "from_document_id": pair.before.id,
            "to_document_id": pair.after.id,
            "from_followup": pair.before.number,
            "to_followup": pair.after.number,
            "change": self.change.value,
            "column": self.column,
            "before": self.before,
            "after": self.after,
            "severity": weight(self.change, was_bad=self.was in BAD).value,
            "from_page": self.place(pair.old, self.rows[0]).get("page"),
            "to_page": self.place(pair.new, self.rows[1]).get("page"),
            "match_method": how.method.value if how else None,
            "match_score": how.score if how else None,
            "repeated": self.repeated,
            "sentence": plain,
            "sentence_marked": titled,
        }


def _row_name(row: Row, words: str | None = None) -> RowName:
    return RowName(row.get("due_label"), due_key(row), row.get("ordinal"), words or row.get("text"))


def bound(edition: Edition) -> Bound | None:
    """Where an extra follow-up stands."""
    if not edition.extra:
        return None
    host = edition.host
    if host is None:
        return Bound(day=edition.day) if edition.day else None
    return Bound(host.number, host.agreement.year, edition.day or host.day)


def row_id(row: Row | None) -> str | None:
    return None if row is None else row.get("milestone_id") or row.get("economy_id")


def cell(row: Row | None, column: str) -> str | None:
    return row.get(column) if row else None


def comes_or_goes(before: Row | None, after: Row | None) -> bool:
    """Whether a whole milestone is added or removed, and not only a row without words."""
    return (before is None and bool(cell(after, "text"))) or (after is None and bool(cell(before, "text")))


def economy_pairs(pair: Pair) -> Iterator[tuple[Row | None, Row | None]]:
    """Økonomi rows in printed order; there is one in each initiative, as a rule."""
    old, new = (entry.economy if entry else [] for entry in (pair.old, pair.new))
    for place in range(max(len(old), len(new))):
        yield (old[place] if place < len(old) else None), (new[place] if place < len(new) else None)
