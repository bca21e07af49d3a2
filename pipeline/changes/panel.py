"""How promises stand and what changed in, one row for each promise in each round out: the table `panel`, for people who want one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from parsers.model.records import Role, Smiley
from pipeline.promises.late import is_overdue
from pipeline.schema.changes import Change
from pipeline.schema.enums import DocumentState, PanelFlag
from pipeline.schema.ids import promise_key
from pipeline.schema.rows import ChangeRow, DocumentRow, InitiativeRow, MilestoneRow, PanelRow, StandingRow, Tables, rows_in

__all__ = ["panel"]

# What a change in this very round adds to the flags.
FLAGGED: dict[str, PanelFlag] = {
    Change.MILESTONE_REWORDED: PanelFlag.REWORDED,
    Change.MILESTONE_MOVED: PanelFlag.MOVED,
    Change.GLAD_WITHOUT_WORD: PanelFlag.GLAD_WITHOUT_WORD,
    Change.PRINTED_HISTORY_CHANGED: PanelFlag.HISTORY_CHANGED,
    Change.ISSUE_DISAGREES: PanelFlag.ISSUES_DISAGREE,
}


def panel(tables: Tables, standings: Sequence[StandingRow], changes: Sequence[ChangeRow]) -> list[PanelRow]:
    """One row for each of `standings`, in their order."""
    return list(_Panel(tables, changes).rows(standings))


class _Panel:
    def __init__(self, tables: Tables, changes: Sequence[ChangeRow]) -> None:
        self.documents: dict[str, DocumentRow] = {row["document_id"]: row for row in rows_in(tables, "documents")}
        self.initiatives: dict[tuple[str, str], InitiativeRow] = {
            (row["document_id"], row["initiative_id"]): row for row in rows_in(tables, "initiatives")
        }
        self.milestones: dict[tuple[str, str], MilestoneRow] = {
            (row["document_id"], row["milestone_id"]): row for row in rows_in(tables, "milestones")
        }
        self.names: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for row in sorted(rows_in(tables, "responsibilities"), key=lambda row: row["ordinal"]):
            self.names[row["document_id"], row["initiative_id"], row["role"]].append(row.get("body") or row["name"])
        self.flags: dict[tuple[Any, ...], set[PanelFlag]] = defaultdict(set)
        for change in changes:
            if (flag := FLAGGED.get(change["change"])) and not change["repeated"]:
                self.flags[*promise_key(change), change["to_followup"]].add(flag)

    def rows(self, standings: Sequence[StandingRow]) -> Iterator[PanelRow]:
        last: dict[tuple[Any, ...], tuple[str, str]] = {}  # where each promise was last printed: one that is absent is named by it
        for row in standings:
            if row["initiative_id"] and row["document_id"]:
                last[promise_key(row)] = row["document_id"], row["initiative_id"]
            yield self._row(row, last.get(promise_key(row)))

    def _row(self, row: StandingRow, printed: tuple[str, str] | None) -> PanelRow:
        initiative = self.initiatives.get(printed) if printed else None
        milestone = self.milestones.get((row["document_id"] or "", row["milestone_id"] or ""))
        return {
            "municipality": row["municipality"],
            "agreement_year": row["agreement_year"],
            "promise_id": row["promise_id"],
            "round": row["followup_number"],
            "title": initiative["title"] if initiative else None,
            "committee": self._named(printed, Role.COMMITTEE),
            "center": self._named(printed, Role.CENTER),
            "funding": initiative["funding"] if initiative else None,
            "milestone": milestone["text"] if milestone else None,
            "smiley": row["smiley"],
            "economy_smiley": row["economy_smiley"],
            "basis": row["basis"],
            "rounds_not_glad": row["rounds_not_glad"],
            "flags": " ".join(self._flags(row, milestone)) or None,
            "document_id": row["document_id"],
            "page": row["page"],
        }

    def _named(self, printed: tuple[str, str] | None, role: Role) -> str | None:
        return "; ".join(dict.fromkeys(self.names[*printed, role])) or None if printed else None

    def _flags(self, row: StandingRow, milestone: MilestoneRow | None) -> list[str]:
        document = self.documents.get(row["document_id"] or "")
        original, current = row["original_due_round"], row["current_due_round"]
        told = {
            PanelFlag.ABSENT: row["absent"],
            PanelFlag.LATE: is_overdue(row),
            PanelFlag.MOVED: original is not None and current is not None and original < current,
            PanelFlag.CONTRADICTED: bool(row["contradicted"]),
            PanelFlag.AMBIGUOUS: row["smiley"] == Smiley.MIDDLE_OR_SOUR,
            PanelFlag.UNREAD: row["smiley"] == Smiley.UNKNOWN,
            PanelFlag.CARRIED_FORWARD: bool(milestone and milestone["carried_forward"]),
            PanelFlag.DRAFT: bool(document and document["draft"]),
            PanelFlag.PARTIAL: bool(document and document["state"] == DocumentState.PARTIAL),
        }
        seen = {flag for flag, holds in told.items() if holds} | self.flags[*promise_key(row), row["followup_number"]]
        return [flag.value for flag in PanelFlag if flag in seen]
