"""Files and documents in, how many of them were read out: the denominator that belongs to every count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.schema.enums import DocumentState
from pipeline.schema.reasons import REASONS, FileCode, FileState
from pipeline.schema.rows import FileRow, Tables, rows_in

__all__ = ["Coverage", "Unread", "coverage"]

NOT_READ_YET = "Dokumentets art er kendt, men den slags læses endnu ikke."


class Unread(NamedTuple):
    """What was not read, by its path, and why, in Danish."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """`read` documents, `partial` of them with errors that are told, and what was not read, in the order of the paths."""

    read: int
    partial: int
    unread: tuple[Unread, ...]

    @property
    def sentence(self) -> str:
        """In Danish, for people: "12 dokumenter er læst (1 med fejl), 2 er ikke læst." or "Alle 12 dokumenter er læst." """
        doubt = f" ({self.partial} med fejl)" if self.partial else ""
        if not self.unread and self.read > 1:
            return f"Alle {self.read} dokumenter er læst{doubt}."
        read = "1 dokument er læst" if self.read == 1 else f"{self.read} dokumenter er læst"
        return f"{read}{doubt}, {len(self.unread)} er ikke læst." if self.unread or not self.read else f"{read}{doubt}."


def coverage(tables: Tables) -> Coverage:
    """How much was read. An archive is no document: its members are counted, one by one.

    Args:
        tables: Rows of `files` and `documents`.

    Returns:
        How many documents were read, wholly or in part, and what was not, each with its reason in Danish.

    Examples:
        >>> from pipeline import load
        >>> from pipeline.publish.coverage import coverage
        >>> tables = load("data/parsed", "arrow")
        >>> coverage({"files": tables.files.to_pylist(), "documents": tables.documents.to_pylist()}).unread
        ()
    """
    documents, files = rows_in(tables, "documents"), rows_in(tables, "files")
    paths = _path_by_file(files)
    refused = [Unread(row["path"], _reason(row)) for row in files if row["state"] == FileState.QUARANTINED]
    recognised = [row for row in documents if row["state"] == DocumentState.RECOGNISED]
    unread = refused + [Unread(paths.get(row["file_id"]) or row["document_id"], NOT_READ_YET) for row in recognised]
    partial = sum(row["state"] == DocumentState.PARTIAL for row in documents)
    return Coverage(len(documents) - len(recognised), partial, tuple(sorted(unread)))


def _reason(row: FileRow) -> str:
    code = row.get("code")
    return REASONS[FileCode(code)].danish if code is not None and code in set(FileCode) else code or ""


def _path_by_file(files: Iterable[FileRow]) -> dict[str, str]:
    """The first path of each file's bytes."""
    paths: dict[str, str] = {}
    for row in files:
        if file_id := row.get("file_id"):
            paths.setdefault(file_id, row["path"])
    return paths
