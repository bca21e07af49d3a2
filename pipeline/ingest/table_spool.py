"""A table's rows in portions, whatever their order; out, all of them in the order of their key, in batches: they lie on disk meanwhile."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import IO, TYPE_CHECKING

from pipeline.ingest.arrow_alone import load_arrow, load_compute
from pipeline.schema.rows import Row

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

__all__ = ["TableSpool"]

BATCH = 4096  # rows that are turned to columns at a time
SORTED_BATCH = 512  # rows that are put in order at a time


class TableSpool:
    """The first portion stays as rows; from the second on all are written to a file in `folder`."""

    def __init__(self, schema: Callable[[], pa.Schema], key: Sequence[str], folder: Path) -> None:
        """The schema is asked for when rows are turned to columns: Arrow is loaded then, and not for a few rows."""
        self._schema_asked, self._key, self._folder = schema, list(key), folder
        self._rows: list[Row] = []
        self._file: IO[bytes] | None = None
        self._writer: pa.RecordBatchFileWriter | None = None
        self._keys: list[pa.RecordBatch] = []  # of each batch that was written

    def add(self, rows: list[Row]) -> None:
        """Takes the rows off the list. Raises OSError, and pyarrow.ArrowInvalid for a value that fits no column."""
        if self._rows or self._writer is not None:
            self._write(self._rows)
            self._write(rows)
        else:
            self._rows, rows[:] = rows[:], []

    @cached_property
    def _schema(self) -> pa.Schema:
        load_arrow()
        return self._schema_asked()

    def _write(self, rows: list[Row]) -> None:
        schema = self._schema
        if self._writer is None:
            from tempfile import TemporaryFile

            import pyarrow as pa
            import pyarrow.ipc

            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - until all rows are given back
            self._writer = pa.ipc.new_file(self._file, schema)
        for start in range(0, len(rows), BATCH):
            batch = self._columns(rows[start : start + BATCH])
            self._writer.write_batch(batch)
            self._keys.append(batch.select(self._key))
        rows.clear()

    def _columns(self, rows: list[Row]) -> pa.RecordBatch:
        """In one conversion: one for each column takes twice as long where rows are few."""
        schema = self._schema
        import pyarrow as pa

        made = pa.RecordBatch.from_struct_array(pa.array(rows, pa.struct(list(schema))))
        return made.replace_schema_metadata(schema.metadata)

    def few(self) -> Sequence[Row] | None:
        """All rows in the order of their key, where they are still rows."""
        return sorted(self._rows, key=itemgetter(*self._key)) if self._writer is None else None

    def batches(self) -> Iterator[pa.RecordBatch]:
        """All rows in the order of their key. Raises ValueError where a key stands twice, and as `add` does."""
        if self._writer is None:
            self._rows.sort(key=itemgetter(*self._key))
            for start in range(0, len(self._rows), BATCH):
                yield self._columns(self._rows[start : start + BATCH])
            return
        import pyarrow as pa

        assert self._file is not None
        self._writer.close()
        reader = pa.ipc.open_file(self._file)
        begins = list(accumulate((len(keys) for keys in self._keys), initial=0))
        order = self._order()
        for start in range(0, len(order), SORTED_BATCH):
            yield self._gathered(reader, begins, order[start : start + SORTED_BATCH])
        self._file.close()

    def _order(self) -> Sequence[int]:
        """The positions of the rows in the order of their keys."""
        load_compute()
        import pyarrow as pa
        import pyarrow.compute as pc

        keys = pa.Table.from_batches(self._keys)
        order = pc.sort_indices(keys, [(name, "ascending") for name in self._key])
        held = keys.take(order)
        same = None
        for name in self._key:
            column = held.column(name).combine_chunks()
            alike = pc.fill_null(pc.equal(column[1:], column[:-1]), False)
            same = alike if same is None else pc.and_(same, alike)
        if pc.any(same, min_count=0).as_py():
            raise ValueError(f"a key stands twice: {', '.join(self._key)}")
        return order.to_pylist()  # type: ignore[no-any-return]

    def _gathered(self, reader: pa.RecordBatchFileReader, begins: Sequence[int], positions: Sequence[int]) -> pa.RecordBatch:
        """The rows at these positions, each batch of them read once."""
        import pyarrow as pa

        wanted: dict[int, list[tuple[int, int]]] = defaultdict(list)  # by batch: where a row stands in it, and where it is to stand
        for place, position in enumerate(positions):
            number = bisect_right(begins, position) - 1
            wanted[number].append((position - begins[number], place))
        pieces = [reader.get_batch(number).take(pa.array([at for at, _ in rows])) for number, rows in wanted.items()]
        places = [place for rows in wanted.values() for _, place in rows]
        back = sorted(range(len(places)), key=places.__getitem__)
        return pa.Table.from_batches(pieces).take(pa.array(back)).combine_chunks().to_batches()[0]
