"""Sums of all documents in; a finding out where a meeting and a follow-up set aside different sums for one promise and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from parsers.model.findings import Code
from parsers.model.records import LinkKind, MoneyKind, Severity
from pipeline.promises.findings import LateFindings
from pipeline.schema.rows import Row, Rows, Tables

__all__ = ["add_sums_that_disagree"]

DISAGREES = "Mødet og opfølgningen nævner hver sin sum for {year} til indsats {number}: {said} her, {promised} dér."
Point = tuple[str, int, str]  # municipality, agreement year, number


def add_sums_that_disagree(tables: Rows) -> None:
    """Adds the findings. Only an item that names one point of an agreement is held against it, and only sums set aside for one year."""
    findings = LateFindings(tables)
    items = {(row["document_id"], row["item_number"]): row for row in tables.get("agenda_items", ())}
    promised = _promised(tables)
    for key, point in _points(tables).items():
        for amount in _set_aside(row for row in tables.get("amounts", ()) if (row["document_id"], row["source_key"]) == key):
            sums = promised.get(point, {}).get(amount["year_from"], {})
            if sums and amount["amount_dkk"] not in sums and key in items:
                said, known = " ".join(amount["raw"].split()), " og ".join(sorted(sums.values()))
                message = DISAGREES.format(year=amount["year_from"], number=point[2], said=said, promised=known)
                findings.add(Code.SUMS_DISAGREE, Severity.WARNING, message, "agenda_items", items[key], amount["raw"])


def _points(tables: Tables) -> dict[tuple[str, str], Point]:
    """The point of an agreement that each item names, where it names one."""
    municipalities = {row["document_id"]: row["municipality"] for row in tables["documents"]}
    named: dict[tuple[str, str], set[Point]] = defaultdict(set)
    for row in tables.get("links", ()):
        if (
            row["source_table"] == "agenda_items"
            and row["target_kind"] == LinkKind.AGREEMENT_POINT
            and row["agreement_year"]
            and row["number"]
        ):
            point = municipalities[row["document_id"]], row["agreement_year"], row["number"]
            named[row["document_id"], row["source_key"]].add(point)
    return {item: points.pop() for item, points in named.items() if len(points) == 1}


def _promised(tables: Tables) -> dict[Point, dict[int, dict[Decimal, str]]]:
    """The sums set aside for each point in each year, as printed, in whatever plan or follow-up."""
    municipalities = {row["document_id"]: row["municipality"] for row in tables["documents"]}
    points = {
        (row["document_id"], row["initiative_id"]): (municipalities[row["document_id"]], row["agreement_year"], row["number"])
        for row in tables["initiatives"]
        if row["agreement_year"] and row["number"]
    }
    found: dict[Point, dict[int, dict[Decimal, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in _set_aside(tables.get("amounts", ())):
        point = points.get((row["document_id"], row["initiative_id"] or ""))
        if point is not None:
            found[point][row["year_from"]][row["amount_dkk"]] = " ".join(row["raw"].split())
    return found


def _set_aside(amounts: Iterable[Row]) -> list[Row]:
    return [
        row
        for row in amounts
        if row["kind"] == MoneyKind.ALLOCATED and row["year_from"] and row["year_from"] == row["year_to"] and not row["recurring"]
    ]
