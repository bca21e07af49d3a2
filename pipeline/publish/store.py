"""Rows to a published set: one Parquet file a table and datapackage.json, written, read back, and only then put in its place."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.publish.output import MANIFEST, Output, json_bytes
from pipeline.schema.ids import dataset_id
from pipeline.schema.package import arrow_schema, created, data_package, resource
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["publish_chunks"]

GROUP_ROWS = 2**20  # of a row group at most: what pyarrow makes one of by itself
GROUP_BYTES = 16 * 2**20  # of a table in memory before it is written
MOST_CHUNKS = 256  # then they are laid together: a table of one row takes kilobytes
SHARED_ROWS = 2**16  # of a table that several threads read back: for a small one it takes four times as long
FILE_ROWS = 2**18  # of a file of a table that is a folder


class TableChunk(Protocol):
    """Rows of a table in the order of its key, or of one partition of it."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> pa.Table: ...
    @property
    def folder(self) -> str | None: ...


Chunks = Iterable[TableChunk]


def publish_chunks(chunks: Chunks, output: Output, beside: Callable[[], Mapping[str, bytes]]) -> None:
    """Replaces the set of `output`, which is held, by these rows, each table's in the order of its key; `beside` is asked for the files
    beside them when all are written.

    Raises OSError, and whatever the chunks raise, and then what was published before stands untouched.
    """
    with output.next_set() as staging:
        _write_tables(chunks, staging)
        for name, content in beside().items():
            (staging / name).write_bytes(content)
        (staging / MANIFEST).write_bytes(_manifest(staging))


def _write_tables(chunks: Chunks, staging: Path) -> None:
    """Each table is read back as soon as the next one begins. By one thread: several would wait for each other longer than they gain."""
    written: set[str] = set()
    for name, those in groupby(chunks, key=lambda chunk: chunk.name):
        written.add(name)
        _write_table(name, those, staging)
    for name in TABLES.keys() - written:
        _write_table(name, (), staging)


def _write_table(name: str, chunks: Chunks, staging: Path) -> None:
    schema, place = arrow_schema(TABLES[name]), staging / name
    table: _ParquetTable | _ParquetFolder | None = None
    try:
        for chunk in chunks:
            table = table or (_ParquetFolder(place, schema) if chunk.folder else _ParquetTable(place.with_suffix(".parquet"), schema))
            table.add(chunk.rows, chunk.folder)
    finally:
        table = table or _ParquetTable(place.with_suffix(".parquet"), schema)
        table.close()
    table.check()


class _ParquetTable:
    """One file on its way to disk: a row group whenever enough rows are there, the same for the same rows."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path, self._schema = path, schema
        self._waiting: list[pa.Table] = []
        self._rows = self._bytes = self._written = 0
        self._only: pa.Table | None = None  # all that was written, while it is one group
        self._file: pa.NativeFile | None = None
        self._writer: pq.ParquetWriter | None = None

    def add(self, chunk: pa.Table, folder: str | None = None) -> None:
        assert folder is None, "it is one file"
        self._waiting.append(chunk)
        if len(self._waiting) >= MOST_CHUNKS:
            self._waiting = [self._together()]
        self._rows += chunk.num_rows
        self._bytes += chunk.nbytes
        if self._rows >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._write()

    def _together(self) -> pa.Table:
        import pyarrow as pa

        return pa.concat_tables(self._waiting).combine_chunks() if self._waiting else self._schema.empty_table()

    def _write(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = self._together()
        if self._writer is None:
            self._file = pa.OSFile(str(self._path), "wb")  # given a path, pyarrow asks what file system it is of
            self._writer = pq.ParquetWriter(self._file, self._schema, compression="zstd")
            self._only = table
        else:
            self._only = None
        self._writer.write_table(table)
        self._written += table.num_rows
        self._waiting, self._rows, self._bytes = [], 0, 0

    def close(self) -> None:
        if self._waiting or self._writer is None:
            self._write()
        assert self._writer is not None
        assert self._file is not None
        self._writer.close()
        self._file.close()

    def check(self) -> None:
        """Raises OSError unless what was written can be read back."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        shared = self._written > SHARED_ROWS
        with pa.memory_map(str(self._path)) as content, pq.ParquetFile(content, pre_buffer=shared) as written:
            groups = (written.read_row_group(number, use_threads=shared) for number in range(written.num_row_groups))
            same = (
                written.read(use_threads=shared).equals(self._only)
                if self._only is not None
                else sum(each.num_rows for each in groups) == self._written
            )
        if not same:
            raise OSError(errno.EIO, "what was written does not read back the same", str(self._path))


class _ParquetFolder:
    """A table in files of bounded size, a partition behind another: `municipality=…/agreement_year=…/part-000.parquet`."""

    def __init__(self, place: Path, schema: pa.Schema) -> None:
        self._place, self._schema = place, schema
        self._folder: str | None = None
        self._number = self._rows = 0
        self._file: _ParquetTable | None = None

    def add(self, chunk: pa.Table, folder: str | None) -> None:
        if folder != self._folder or self._rows >= FILE_ROWS:
            self.close()
            self._number = self._number + 1 if folder == self._folder else 0
            self._folder, self._rows = folder, 0
            path = self._place / (folder or "") / f"part-{self._number:03}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = _ParquetTable(path, self._schema)
        assert self._file is not None
        self._file.add(chunk)
        self._rows += chunk.num_rows

    def close(self) -> None:
        """What is written is read back at once: there may be thousands."""
        if self._file is not None:
            self._file.close()
            self._file.check()
            self._file = None

    def check(self) -> None:
        """Each was looked at."""


def _manifest(staging: Path) -> bytes:
    # Not the standard's `hash`: frictionless hashes no Parquet file and would call each one false.
    told = {name: _files(staging, name) for name in TABLES}
    hashes = {name: str(about["sha256"]) for name, about in told.items()}
    resources = [{**resource(table), **told[name]} for name, table in TABLES.items()]
    package = {**data_package(), "id": dataset_id(hashes), "created": created(_newest_document(staging))}
    return json_bytes({**package, "resources": resources})


def _files(staging: Path, name: str) -> dict[str, object]:
    """What the manifest tells of a table's file, or of its files."""
    folder = staging / name
    if not folder.is_dir():
        return {"sha256": hashlib.sha256((staging / f"{name}.parquet").read_bytes()).hexdigest()}
    hashes = {
        path.relative_to(staging).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*.parquet"))
    }
    together = "".join(f"{digest}  {path}\n" for path, digest in hashes.items())
    return {"path": list(hashes), "parts": hashes, "sha256": hashlib.sha256(together.encode()).hexdigest()}


def _newest_document(staging: Path) -> date | None:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    newest: date | None = None
    for place in sorted((staging / "documents").rglob("*.parquet")) or [staging / "documents.parquet"]:
        with pq.ParquetFile(place, pre_buffer=False) as written:  # `read_table` loads what reads folders, which takes longer than this
            days = pc.max(written.read(["document_date"], use_threads=False)["document_date"]).as_py()
        newest = max(filter(None, (newest, days)), default=None)
    return newest
