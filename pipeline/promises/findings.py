"""Findings met when all documents had been read, each numbered behind the others of its file."""

from __future__ import annotations

from functools import cached_property

from parsers.model.records import Severity
from pipeline.schema.rows import FindingRow, Row, Rows

__all__ = ["KEYS", "LateFindings"]

KEYS = {"milestones": "milestone_id", "economy_notes": "economy_id", "initiatives": "initiative_id", "agenda_items": "item_number"}


class LateFindings:
    """Adds rows to the table `findings` of a set of tables. Until there is one to add, none of the thousands is looked at."""

    def __init__(self, tables: Rows) -> None:
        self.rows = tables["findings"]
        self._tables = tables

    @cached_property
    def files(self) -> dict[str, str]:
        """Of each document its file."""
        return {row["document_id"]: row["file_id"] for row in self._tables["documents"]}

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {row["file_id"]: row["path"] for row in reversed(self._tables["files"]) if row.get("file_id")}

    @cached_property
    def _first(self) -> str | None:
        return min((row["path"] for row in self._tables["files"]), default=None)

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        """The last number of each path."""
        last: dict[str, int] = {}
        for row in self.rows:
            last[row["path"]] = max(row["ordinal"], last.get(row["path"], 0))
        return last

    def add(
        self,
        code: str,
        severity: Severity,
        message: str,
        table: str | None = None,
        row: Row | None = None,
        text: str | None = None,
        document_id: str | None = None,
    ) -> None:
        """About a row, a document, or neither: what no file that was read is about hangs on the first of them."""
        document_id = row["document_id"] if row else document_id
        path = self._paths.get(self.files.get(document_id or "", ""), self._first)
        if path is None:
            return  # no file was met, so there is nothing to say anything about
        ordinal = self._ordinals[path] = self._ordinals.get(path, 0) + 1
        told: FindingRow = {
            "path": path,
            "document_id": document_id,
            "ordinal": ordinal,
            "severity": severity.value,
            "code": str(code),
            "source_table": table,
            "source_key": row[KEYS[table]] if row and table else None,
            "page": row.get("page") if row else None,
            "line": row.get("line") if row else None,
            "text": text or None,
            "message": message,
        }
        self.rows.append(told)
