"""Case numbers and annexes' names in, the meetings and documents they lead to out: exact, before any words are compared."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from parsers.model.records import Kind, LinkKind
from pipeline.schema.rows import AgendaItemRow, AnnexRow, LinkRow, Tables, rows_in

__all__ = ["annexes_found", "links_by_case"]

FEWEST_LETTERS = 6  # of an annex's name: "bilag" is any file's


def links_by_case(tables: Tables, links: list[LinkRow]) -> list[LinkRow]:
    """A link from each document to each meeting item that treats its case, numbered behind the document's own `links`."""
    municipalities = {row["document_id"]: row["municipality"] for row in rows_in(tables, "documents")}
    treated: dict[tuple[str, str], list[AgendaItemRow]] = defaultdict(list)
    for item in rows_in(tables, "agenda_items"):
        if case := item.get("case_number"):
            treated[municipalities[item["document_id"]], _key(case)].append(item)
    if not treated:
        return []
    last: dict[str, int] = defaultdict(int)
    for link in links:
        last[link["document_id"]] = max(last[link["document_id"]], link["ordinal"])
    found: list[LinkRow] = []
    for document in rows_in(tables, "documents"):
        case = document.get("case_id")
        if document["kind"] == Kind.AGENDA or not case:
            continue
        for item in treated.get((document["municipality"], _key(case)), ()):
            last[document["document_id"]] += 1
            found.append(
                LinkRow(
                    document_id=document["document_id"],
                    ordinal=last[document["document_id"]],
                    source_table="documents",
                    source_key=document["document_id"],
                    raw=case,
                    target_kind=LinkKind.MEETING_ITEM.value,
                    committee=item["committee"],
                    meeting_date=item["meeting_date"],
                    item_number=item["item_number"],
                    agreement_year=None,
                    number=None,
                    target_document_id=item["document_id"],
                )
            )
    return found


def annexes_found(tables: Tables) -> list[AnnexRow]:
    """The rows of `annexes` with the document each is, where one file alone bears its id or its name."""
    if not tables.get("annexes"):
        return []  # most batches: thousands of names need no look
    first: dict[str | None, str] = {}
    for document in rows_in(tables, "documents"):
        first.setdefault(document["file_id"], document["document_id"])
    by_name: dict[str, set[str]] = defaultdict(set)
    for file in rows_in(tables, "files"):
        if file["file_id"] in first:
            by_name[_key(PurePosixPath(file["path"]).stem)].add(first[file["file_id"]])

    def target(annex: AnnexRow) -> str | None:
        for name in (annex["source_id"], annex["name"], PurePosixPath(annex["name"] or "").stem):
            key = _key(name or "")
            if len(key) >= FEWEST_LETTERS and len(found := by_name.get(key, ())) == 1:
                return next(iter(found))
        return None

    return [{**annex, "target_document_id": target(annex)} for annex in rows_in(tables, "annexes")]


def _key(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum()).casefold()
