"""Rows on their way from the comparison to the writer, in a file without a name, so that no more than one municipality's are held."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.schema.package import arrow_schema
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Spill"]

PREFIX = 2  # characters of a key that tell which rows are sorted together: a change's id is a hash, so these are 256 parts


class Spill:
    """Tables of a file or path, had again by that name, and tables with a key of their own, had again in its order."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError."""
        self._stream = tempfile.TemporaryFile(dir=folder, prefix="merge-")  # noqa: SIM115 - gone with this object, or with the process
        self._named: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        self._parts: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))

    def add(self, owner: str, table: pa.Table) -> None:
        """Keeps rows of the table `table.schema.metadata[b"table"]` under their owner's name. Raises OSError."""
        self._named[owner, _name(table)] += self._written(table)

    def sort_in(self, table: pa.Table) -> None:
        """Keeps rows that come in the order of the table's key when all are there. Raises OSError."""
        import pyarrow.compute as pc

        prefixes = pc.utf8_slice_codeunits(table.column(TABLES[_name(table)].key[0]), 0, PREFIX)
        for prefix in prefixes.unique().to_pylist():
            self._parts[_name(table)][prefix] += self._written(table.filter(pc.equal(prefixes, prefix)))

    def of(self, owner: str, name: str) -> pa.Table | None:
        places = self._named.get((owner, name))
        return self._read(name, places) if places else None

    def sorted(self, name: str) -> Iterator[pa.Table]:
        for _, places in sorted(self._parts[name].items()):
            yield self._read(name, places).sort_by([(column, "ascending") for column in TABLES[name].key])

    def _written(self, table: pa.Table) -> list[tuple[int, int]]:
        places = []
        for batch in table.combine_chunks().to_batches():
            content = batch.serialize()
            places.append((self._stream.seek(0, 2), content.size))
            self._stream.write(content)
        return places

    def _read(self, name: str, places: list[tuple[int, int]]) -> pa.Table:
        import pyarrow as pa
        import pyarrow.ipc

        schema, batches = arrow_schema(TABLES[name]), []
        for begin, size in places:
            self._stream.seek(begin)
            batches.append(pa.ipc.read_record_batch(pa.py_buffer(self._stream.read(size)), schema))
        return pa.Table.from_batches(batches, schema)


def _name(table: pa.Table) -> str:
    return str(table.schema.metadata[b"table"].decode())
