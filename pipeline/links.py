"""References as read in, each with the document it leads to out, where that is among those read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from parsers.organisation import committee
from parsers.records import Kind, LinkKind
from pipeline.tables import Row, Rows


def resolved(tables: Rows) -> list[Row]:
    """The rows of `links` with their target_document_id: one candidate or none."""
    municipalities = {row["document_id"]: row["municipality"] for row in tables["documents"]}
    meetings: dict[tuple[str, str | None, date | None], list[str]] = defaultdict(list)
    deals: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for row in tables["documents"]:
        if row["kind"] == Kind.AGENDA:
            meetings[row["municipality"], _committee(row["scope"]), row["document_date"]].append(row["document_id"])
        elif row["kind"] == Kind.AGREEMENT:
            deals[row["municipality"], row["agreement_year"]].append(row["document_id"])
    items = {(row["document_id"], row["item_number"]) for row in tables["agenda_items"]}

    def target(link: Row) -> str | None:
        municipality = municipalities[link["document_id"]]
        if link["target_kind"] == LinkKind.AGREEMENT_POINT:
            return _only(deals[municipality, link["agreement_year"]])
        if link["meeting_date"] is None:
            return None
        held = meetings[municipality, _committee(link["committee"]), link["meeting_date"]]
        return _only([document for document in held if link["item_number"] is None or (document, link["item_number"]) in items])

    return [link | {"target_document_id": target(link)} for link in tables["links"]]


def _committee(name: str | None) -> str | None:
    body = committee(name) if name else None
    return body.name if body else name


def _only(candidates: Sequence[str]) -> str | None:
    return candidates[0] if len(candidates) == 1 else None
