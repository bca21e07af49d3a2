"""References as read in, each with the document it leads to out, where that is among those read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from parsers.model.records import Kind, LinkKind
from parsers.profile.organisation import committee
from pipeline.schema.rows import LinkRow, Tables, rows_in

__all__ = ["resolved"]


def resolved(tables: Tables) -> list[LinkRow]:
    """The rows of `links` with their target_document_id: one candidate or none.

    A point of an agreement leads to the agreement; where that is not among the documents, to the first round that prints the point.
    """
    municipalities = {row["document_id"]: row["municipality"] for row in rows_in(tables, "documents")}
    meetings: dict[tuple[str, str | None, date | None], list[str]] = defaultdict(list)
    agreements: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for row in rows_in(tables, "documents"):
        if row["kind"] == Kind.AGENDA:
            meetings[row["municipality"], _committee(row["scope"]), row["document_date"]].append(row["document_id"])
        elif row["kind"] == Kind.AGREEMENT:
            agreements[row["municipality"], row["agreement_year"]].append(row["document_id"])
    items = {(row["document_id"], row["item_number"]) for row in rows_in(tables, "agenda_items")}
    decided = {row["document_id"] for row in rows_in(tables, "decisions")}
    points = _points(tables)

    def target(link: LinkRow) -> str | None:
        municipality = municipalities[link["document_id"]]
        if link["target_kind"] == LinkKind.AGREEMENT_POINT:
            agreement = municipality, link["agreement_year"]
            return _only(agreements.get(agreement) or points.get((*agreement, link["number"]), []))
        if link["meeting_date"] is None:
            return None
        held = meetings[municipality, _committee(link["committee"]), link["meeting_date"]]
        held = [document for document in held if link["item_number"] is None or (document, link["item_number"]) in items]
        return _only([document for document in held if document in decided] or held)  # an agenda and its minutes: what was decided counts

    return [{**link, "target_document_id": target(link)} for link in rows_in(tables, "links")]


def _points(tables: Tables) -> dict[tuple[str, int | None, str | None], list[str]]:
    """The documents of the first round that prints each number of each agreement."""
    rounds = {row["document_id"]: (row["municipality"], row["followup_number"]) for row in rows_in(tables, "documents")}
    printed: dict[tuple[str, int | None, str | None], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_in(tables, "initiatives"):
        municipality, number = rounds[row["document_id"]]
        if number is not None:
            printed[municipality, row["agreement_year"], row["number"]][number].append(row["document_id"])
    return {point: by_round[min(by_round)] for point, by_round in printed.items()}


def _committee(name: str | None) -> str | None:
    body = committee(name) if name else None
    return body.name if body else name


def _only(candidates: Sequence[str]) -> str | None:
    return candidates[0] if len(candidates) == 1 else None
