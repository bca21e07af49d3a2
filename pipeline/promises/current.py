"""All documents and how promises stand in, the same out with what is current: one document for each promise in each round, none twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from parsers.model.records import Kind
from pipeline.schema.enums import DocumentState, StandingBasis
from pipeline.schema.rows import DocumentRow, InitiativeRow, Row, StandingRow, Tables, rows_in

__all__ = ["current_documents", "current_initiatives"]

OF_A_ROUND = frozenset({Kind.PLAN, Kind.FOLLOWUP, Kind.EXTRA})
# What two documents that are no round's have in common when they are one, as a PDF and as a text.
SAME = ("municipality", "kind", "meeting_kind", "document_date", "scope", "title", "agreement_year", "draft")
NAMED = ("document_date", "title")  # without these, nothing tells that they are one


def current_initiatives(tables: Tables, standings: Iterable[StandingRow]) -> list[Row]:
    """The initiatives, each with whether its document stands for its promise in that round. What no standing tells of is current."""
    stands: dict[tuple[Any, ...], str] = {
        (row["municipality"], row["agreement_year"], row["promise_id"], row["followup_number"]): row["document_id"] or ""
        for row in standings
        if row["basis"] != StandingBasis.LATER and row["initiative_id"]
    }
    documents = {row["document_id"]: row for row in rows_in(tables, "documents")}

    def is_current(row: InitiativeRow) -> bool:
        document = documents[row["document_id"]]
        promise = document["municipality"], row["agreement_year"], row["promise_id"], document["followup_number"]
        return stands.get(promise, row["document_id"]) == row["document_id"]

    return [{**row, "current": is_current(row)} for row in rows_in(tables, "initiatives")]


def current_documents(tables: Tables, initiatives: Iterable[Row]) -> list[Row]:
    """The documents, each with whether it is current: one of a round is so when it stands for any promise or prints none."""
    stands: dict[str, bool] = defaultdict(bool)
    for row in initiatives:
        stands[row["document_id"]] |= row["current"]
    twins = _twins(tables)
    return [
        {**row, "current": stands.get(row["document_id"], True) if row["kind"] in OF_A_ROUND else row["document_id"] not in twins}
        for row in rows_in(tables, "documents")
    ]


def _twins(tables: Tables) -> set[str]:
    """Documents of no round that another one is equal to in all that names it, items too; the best of them is no twin."""
    items: dict[str, list[str]] = defaultdict(list)
    for item in rows_in(tables, "agenda_items"):
        items[item["document_id"]].append(item["item_number"])
    equal: dict[tuple[Any, ...], list[DocumentRow]] = defaultdict(list)
    for row in rows_in(tables, "documents"):
        known: Row = row
        if row["kind"] not in OF_A_ROUND and all(known.get(name) for name in NAMED):
            equal[*(known.get(name) for name in SAME), *sorted(items[row["document_id"]])].append(row)
    return {row["document_id"] for rows in equal.values() for row in sorted(rows, key=_best_first)[1:]}


def _best_first(row: DocumentRow) -> tuple[bool, bool, str]:
    """Whole before partial, a PDF, which has pages to quote, before a text."""
    return row.get("state") == DocumentState.PARTIAL, row.get("first_page") is None, row["document_id"]
