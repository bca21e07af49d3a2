"""Two entries of one promise in, one row of `changes` a difference out: its id, its pages, its severity, its sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.model.records import Smiley
from pipeline.promises.model import Agreement, Edition, Entry
from pipeline.promises.pairing import Pairing
from pipeline.promises.signs import BAD
from pipeline.schema.changes import Change, weight
from pipeline.schema.rows import Row
from pipeline.wording.sentences import Facts, Issue, sentence

CHANGE_ID_DIGITS = 16  # hexadecimal, of the sha256


@dataclass(frozen=True, slots=True)
class Pair:
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

    def row(
        self,
        change: Change,
        column: str | None = None,
        values: tuple[str | None, str | None] = (None, None),
        rows: tuple[Row | None, Row | None] = (None, None),
        *,
        pairing: Pairing | None = None,
        was: Smiley | None = None,
        skipped: bool = False,
        words: str | None = None,
        detail: str = "",
    ) -> Row:
        """One row of `changes`. `rows` are the printed rows it is about, `was` the sign that a moved milestone had before."""
        old_row, new_row = rows
        old_value, new_value = (None if value is None else str(value) for value in values)
        shown = self.new or self.old
        assert shown is not None
        here = new_row or old_row or {}
        from_row = old_row or (self.old.initiative if self.old else {})
        to_row = new_row or (self.new.initiative if self.new else {})
        place = to_row or from_row
        how = pairing or self.pairing
        ids = (
            self.before.id,
            self.after.id,
            change,
            column,
            self.old and self.old.id,
            self.new and self.new.id,
            row_id(old_row),
            row_id(new_row),
        )
        bad = was if was in BAD else None
        facts = Facts(
            change=change,
            round=self.after.number,
            year=self.agreement.year,
            since=self.before.number,
            number=shown.initiative.get("number"),
            title=shown.initiative.get("title"),
            column=column,
            before=old_value,
            after=new_value,
            ordinal=here.get("ordinal"),
            due=here.get("due_label"),
            words=words or here.get("text"),
            sign=here.get("smiley"),
            stood=bad,
            skipped=skipped,
            page=place.get("page"),
            line=place.get("line"),
            issues=(_issue(self.before), _issue(self.after)),
        )
        return {
            "change_id": hashlib.sha256("\x1f".join([*map(str, ids), detail]).encode()).hexdigest()[:CHANGE_ID_DIGITS],
            "municipality": self.agreement.municipality,
            "agreement_year": self.agreement.year,
            "promise_id": self.promise_id,
            "initiative_id": shown.id,
            "milestone_id": here.get("milestone_id"),
            "from_document_id": self.before.id,
            "to_document_id": self.after.id,
            "from_followup": self.before.number,
            "to_followup": self.after.number,
            "change": change.value,
            "column": column,
            "before": old_value,
            "after": new_value,
            "severity": weight(change, was_bad=bad is not None).value,
            "from_page": from_row.get("page"),
            "to_page": to_row.get("page"),
            "match_method": how.method.value if how else None,
            "match_score": how.score if how else None,
            "sentence": sentence(facts),
        }


def _issue(edition: Edition) -> Issue:
    document = edition.document
    day = document.get("revised_date") or document.get("document_date")
    return Issue(edition.id, edition.limited_to, bool(document.get("draft")), day)


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
