"""What the files said, as records, to rows with ids: one list of rows for each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from parsers.model.records import Document, Finding, Severity
from pipeline.ingest.fragments import FragmentHeader
from pipeline.ingest.sources import Source
from pipeline.schema import ids
from pipeline.schema.reasons import REASONS, SET_ASIDE, FileCode, FileState
from pipeline.schema.rows import Row, Rows
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    from parsers.reading import FileParts, FileReading  # with all that reads a file: the driver does without
    from pipeline.ingest.document_rows import Sources

__all__ = ["File", "part_rows", "printed_names", "rows_of"]

PLAIN = frozenset({type(None), bool, int, float, date, Decimal})  # kinds of values that stand as they are


class File(Struct, frozen=True):
    """A source and what came of it: a reading, the header of the fragment that holds one, or the code that says why there is none.

    `detail` is in the machine's words; `unchanged` when it was read by an earlier run.
    """

    source: Source
    reading: FileReading | FileParts | FragmentHeader | None = None
    code: FileCode | None = None
    detail: str | None = None
    unchanged: bool = False

    @property
    def state(self) -> FileState:
        return FileState.READ if self.code is None else FileState.SKIPPED if self.code in SET_ASIDE else FileState.QUARANTINED

    @property
    def file_id(self) -> str | None:
        return ids.file_id(self.source.sha256) if self.source.sha256 else None

    def row(self) -> Row:
        """Its row in `files`."""
        return {
            "path": self.source.path,
            "file_id": self.file_id,
            "sha256": self.source.sha256,
            "size_bytes": self.source.size_bytes,
            "media_type": self.source.media_type,
            "page_count": self.reading.page_count if self.reading else None,
            "state": self.state.value,
            "code": self.code.value if self.code else None,
            "engine": self.reading.engine if self.reading else None,
        }

    def refusal(self) -> Row | None:
        """Its row in `findings`, when it is in quarantine."""
        if self.code is None or self.state is not FileState.QUARANTINED:
            return None
        refused = Finding(Severity.ERROR, self.code, REASONS[self.code].danish)
        return _with_values(_finding_row(self.source.path, None, 1, refused))


def printed_names(files: Sequence[File]) -> dict[str, str]:
    """Municipalities' names by slug, as the first of the files that were merged prints each."""
    headers = (file.reading for file in reversed(files) if isinstance(file.reading, FragmentHeader))
    return {slug: name for header in headers for slug, name in header.printed_names.items()}


def tables_of(files: Iterable[File]) -> Rows:
    """Every table's rows. Of several paths to the same bytes, the first gives the documents."""
    tables: Rows = {name: [] for name in TABLES}
    met: set[str | None] = set()
    for file in files:
        for name, rows in rows_of(file, read_before=file.reading is not None and file.file_id in met).items():
            tables[name] += rows
        met.add(file.file_id)
    return tables


class PartRows(NamedTuple):
    """The rows of a document, or of a part of one, by table; of what is told of the file alone where there is no document."""

    tables: Rows
    document_id: str | None = None
    document: Document | None = None


def rows_of(file: File, *, read_before: bool = False) -> Rows:
    """One file's rows in every table; only its row in `files` when the same bytes were read under another path."""
    tables: Rows = {name: [] for name in TABLES}
    for part in part_rows(file, read_before=read_before):
        for name, rows in part.tables.items():
            tables[name] += rows
    return tables


def part_rows(file: File, *, read_before: bool = False) -> Iterator[PartRows]:
    """The same document by document, of a long one part by part."""
    ordinals = count(1)

    def found(document_id: str | None, findings: Iterable[Finding], sources: Sources | None = None) -> list[Row]:
        return [_finding_row(file.source.path, document_id, next(ordinals), one, sources) for one in findings]

    refusal = file.refusal()
    yield PartRows({"files": [_with_values(file.row())], "findings": [refusal] if refusal else []})
    reading = file.reading
    if reading is None or isinstance(reading, FragmentHeader) or read_before:
        return
    assert file.file_id is not None, "a file that was read has a hash"
    from pipeline.ingest.document_rows import DocumentRows

    yield PartRows({"findings": list(map(_with_values, found(None, reading.findings)))})
    made: DocumentRows | None = None
    documents = count(1)
    for document in reading.documents:
        if made is None:
            made = DocumentRows(ids.document_id(file.file_id, next(documents)), file.file_id, file.source.municipality)
        tables = made.tables(document)
        tables["findings"] += found(made.id, made.findings, made.sources)
        for rows in tables.values():
            for at, row in enumerate(rows):  # in its place: all rows of a long text would lie there twice
                rows[at] = _with_values(row)
        yield PartRows(tables, made.id, document)
        if not document.goes_on:
            made = None


def _with_values(row: Row) -> Row:
    return {column: value if type(value) in PLAIN else _cell(value) for column, value in row.items()}


def _cell(value: Any) -> Any:
    """Enums by their value, nothing for an empty text, and no half of a surrogate pair, which no file can hold."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        if not value or value.isspace():
            return None
        return value if value.isascii() or _is_whole(value) else value.encode("utf-8", "replace").decode("utf-8")
    return value


def _is_whole(text: str) -> bool:
    """Whether a text can be written: then it is passed on as it is, for a copy of each takes as much memory again."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _finding_row(path: str, document_id: str | None, ordinal: int, one: Finding, sources: Sources | None = None) -> Row:
    table, key = sources.of(one.subject) if sources else (None, None)
    return {
        "path": path,
        "document_id": document_id,
        "ordinal": ordinal,
        "severity": one.severity,
        "code": one.code,
        "source_table": table,
        "source_key": key,
        "page": one.place.page,
        "line": one.place.line,
        "text": one.text,
        "message": one.message,
    }
