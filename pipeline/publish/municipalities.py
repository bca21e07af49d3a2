"""A published set in, one municipality's tables at a time out: each table is read once, piece by piece, and never two of them are held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.model.records import Kind
from pipeline.publish.load import PublishedTables
from pipeline.schema.rows import DocumentRow
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["TablesByMunicipality", "municipalities_apart"]

FOLLOWED = frozenset({Kind.PLAN, Kind.FOLLOWUP, Kind.EXTRA})


def municipalities_apart(documents: Iterable[DocumentRow]) -> list[str]:
    """The slugs of those that each have a report of their own: all that have a document, where more than one has follow-ups; else none."""
    met: set[str] = set()
    followed: set[str] = set()
    for row in documents:
        met.add(row["municipality"])
        if row["kind"] in FOLLOWED and row["followup_number"] is not None:
            followed.add(row["municipality"])
    return sorted(met) if len(followed) > 1 else []


class TablesByMunicipality:
    """The rows of each of `names`, laid apart in the folder `scratch`. A file with documents of two is told of with both."""

    def __init__(self, published: PublishedTables, names: Iterable[str], scratch: Path) -> None:
        """Raises TablesError and OSError."""
        self._published, self._names, self._scratch = published, list(names), scratch
        self._tables = [name for name in TABLES if name in published.names]
        for name in self._tables:
            if name != "files":
                self._lay_apart(name)

    def of(self, municipality: str) -> dict[str, pa.Table]:
        """Every published table, each with the rows of that municipality in the order of its key."""
        documents = self._part("documents", municipality)
        return {name: self._files(documents) if name == "files" else self._part(name, municipality) for name in self._tables}

    @cached_property
    def strangers(self) -> pa.Table:
        """The rows of `files` that gave no document, and so are no municipality's."""
        import pyarrow.compute as pc

        return self._every_file.filter(pc.invert(self._gives(self._every_file, self._owners["file_id"])))

    def _files(self, documents: pa.Table) -> pa.Table:
        return self._every_file.filter(self._gives(self._every_file, documents.column("file_id")))

    def _gives(self, files: pa.Table, given: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
        import pyarrow.compute as pc

        return pc.is_in(files.column("file_id"), value_set=given, skip_nulls=True)

    def _part(self, name: str, municipality: str) -> pa.Table:
        import pyarrow as pa
        import pyarrow.ipc

        schema, pieces = self._published.schema(name), []
        place = self._place(name, self._names.index(municipality))
        if place.exists():
            with pa.memory_map(str(place)) as mapped:
                pieces = list(pa.ipc.open_stream(mapped))
        table = pa.Table.from_batches(pieces, schema).combine_chunks()
        return table.sort_by([(column, "ascending") for column in TABLES[name].key]) if self._published.is_folder(name) else table

    def _lay_apart(self, name: str) -> None:
        """Appends the rows of each piece to the file of whom they are of."""
        import pyarrow.compute as pc
        import pyarrow.ipc

        writers: dict[int, pa.ipc.RecordBatchStreamWriter] = {}
        try:
            for batch in self._published.batches(name):
                whose = self._whose(batch)
                for number in pc.unique(whose).drop_null().to_pylist():
                    if number not in writers:
                        writers[number] = pyarrow.ipc.new_stream(str(self._place(name, number)), batch.schema)
                    writers[number].write_batch(batch.filter(pc.equal(whose, number)))
        finally:
            for writer in writers.values():
                writer.close()

    def _place(self, name: str, number: int) -> Path:
        return self._scratch / f"{name}-{number}.arrow"

    def _whose(self, batch: pa.RecordBatch) -> pa.Array:
        """The number of each row's municipality, null where it is nobody's."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if "municipality" in batch.schema.names:
            return pc.index_in(batch.column("municipality"), value_set=pa.array(self._names, pa.string()))
        own = self._numbers.take(pc.index_in(batch.column("document_id"), value_set=self._owners["document_id"]))
        if "path" not in batch.schema.names:
            return own
        by_path = self._numbers_by_path
        return pc.coalesce(own, by_path["number"].take(pc.index_in(batch.column("path"), value_set=by_path["path"])))

    @cached_property
    def _owners(self) -> Mapping[str, pa.Array]:
        """Of every document: its id, its file's, and its municipality."""
        import pyarrow as pa

        columns = ["document_id", "file_id", "municipality"]
        pieces = [batch.select(columns) for batch in self._published.batches("documents")]
        table = pa.Table.from_batches(pieces, pa.schema([self._published.schema("documents").field(name) for name in columns]))
        return {name: table.column(name).combine_chunks() for name in columns}

    @cached_property
    def _numbers(self) -> pa.Array:
        import pyarrow as pa
        import pyarrow.compute as pc

        return pc.index_in(self._owners["municipality"], value_set=pa.array(self._names, pa.string()))

    @cached_property
    def _numbers_by_path(self) -> Mapping[str, pa.Array]:
        """Whose each file is that gives documents: its first document's."""
        import pyarrow.compute as pc

        files = self._every_file
        first = pc.index_in(files.column("file_id").combine_chunks(), value_set=self._owners["file_id"], skip_nulls=True)
        number = self._numbers.take(first)
        return {"path": files.column("path").combine_chunks(), "number": number}

    @cached_property
    def _every_file(self) -> pa.Table:
        import pyarrow as pa

        return pa.Table.from_batches(list(self._published.batches("files")), self._published.schema("files"))
