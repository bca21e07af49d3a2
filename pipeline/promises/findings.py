"""Findings met when all documents had been read, each numbered behind the others of its file."""

from __future__ import annotations

from parsers.model.records import Severity
from pipeline.schema.rows import FindingRow, Row, Rows

__all__ = ["KEYS", "LateFindings"]

KEYS = {"milestones": "milestone_id", "economy_notes": "economy_id", "initiatives": "initiative_id", "agenda_items": "item_number"}


class LateFindings:
    """Adds rows to the table `findings` of a set of tables."""

    def __init__(self, tables: Rows) -> None:
        self.rows = tables["findings"]
        self.paths = {row["file_id"]: row["path"] for row in reversed(tables["files"]) if row.get("file_id")}
        self.files = {row["document_id"]: row["file_id"] for row in tables["documents"]}
        self.first = min((row["path"] for row in tables["files"]), default=None)
        self.ordinals: dict[str, int] = {}
        for row in self.rows:
            self.ordinals[row["path"]] = max(row["ordinal"], self.ordinals.get(row["path"], 0))

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
        path = self.paths.get(self.files.get(document_id or "", ""), self.first)
        if path is None:
            return  # no file was met, so there is nothing to say anything about
        self.ordinals[path] = self.ordinals.get(path, 0) + 1
        told: FindingRow = {
            "path": path,
            "document_id": document_id,
            "ordinal": self.ordinals[path],
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
