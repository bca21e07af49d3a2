"""Rows to a published set: one Parquet file a table and datapackage.json, written, read back, and only then put in its place."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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

Chunks = Iterable[tuple[str, "pa.Table"]]


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
    tables = {name: _ParquetTable(staging / f"{name}.parquet", arrow_schema(table)) for name, table in TABLES.items()}
    try:
        for name, chunk in chunks:
            tables[name].add(chunk)
    finally:
        for table in tables.values():
            table.close()
    for table in tables.values():
        table.check()


class _ParquetTable:
    """One file on its way to disk: a row group whenever enough rows are there, the same for the same rows."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path, self._schema = path, schema
        self._waiting: list[pa.Table] = []
        self._rows = self._bytes = self._written = 0
        self._only: pa.Table | None = None  # all that was written, while it is one group
        self._writer: pq.ParquetWriter | None = None

    def add(self, chunk: pa.Table) -> None:
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
        import pyarrow.parquet as pq

        table = self._together()
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd")
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
        self._writer.close()

    def check(self) -> None:
        """Raises OSError unless what was written can be read back."""
        import pyarrow.parquet as pq

        with pq.ParquetFile(self._path) as written:
            groups = (written.read_row_group(number) for number in range(written.num_row_groups))
            same = written.read().equals(self._only) if self._only is not None else sum(each.num_rows for each in groups) == self._written
        if not same:
            raise OSError(errno.EIO, "what was written does not read back the same", str(self._path))


def _manifest(staging: Path) -> bytes:
    # Not the standard's `hash`: frictionless hashes no Parquet file and would call each one false.
    hashes = {name: hashlib.sha256((staging / f"{name}.parquet").read_bytes()).hexdigest() for name in TABLES}
    resources = [{**resource(table), "sha256": hashes[name]} for name, table in TABLES.items()]
    package = {**data_package(), "id": dataset_id(hashes), "created": created(_newest_document(staging))}
    return json_bytes({**package, "resources": resources})


def _newest_document(staging: Path) -> date | None:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    newest: date | None = pc.max(pq.read_table(staging / "documents.parquet", columns=["document_date"])["document_date"]).as_py()
    return newest
