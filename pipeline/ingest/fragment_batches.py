"""Fragments opened together, any of their tables out: one Arrow stream laid of the batches of all, read and checked once.

The stream of a small file takes a hundred times as long to open as its rows take to be looked at, and all begin with the same schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.ingest.arrow_messages import END_OF_STREAM, ends_of_plain_batches
from pipeline.ingest.few_rows import table_of
from pipeline.ingest.fragments import Fragment, FragmentError, FragmentHeader, few_rows, fragment_schema, schema_message
from pipeline.schema.ids import FILE_ID_DIGITS
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FragmentBatch", "OpenedFragments", "batches_of"]

MOST_FRAGMENTS = 1024  # of one look: with 256 it takes half as long again for each
MOST_BYTES = 8 * 2**20


class OpenedFragments:
    """Several fragments' headers, and the rows of all with the places of their fragments among them; compared by identity."""

    def __init__(self, headers: Sequence[FragmentHeader], tables: Mapping[str, tuple[pa.Table, pa.Array]]) -> None:
        self.headers, self.tables = headers, tables

    @property
    def file_ids(self) -> list[str]:
        return [header.sha256[:FILE_ID_DIGITS] for header in self.headers]

    @property
    def size(self) -> int:
        """In bytes of memory."""
        return sum(table.nbytes for table, _numbers in self.tables.values())


class FragmentBatch:
    """The tables of several fragments, one file's rows behind another's."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._fragments = fragments
        self.file_ids = [each.header.sha256[:FILE_ID_DIGITS] for each in fragments]
        there = set[str]().union(*(each.header.tables for each in fragments))
        self.names = [name for name in TABLES if name in there]

    def opened(self) -> OpenedFragments:
        """All of it, without the bytes that it was made of. Raises FragmentError."""
        return OpenedFragments([each.header for each in self._fragments], {name: self.table(name) for name in self.names})

    def table(self, name: str) -> tuple[pa.Table, pa.Array]:
        """The rows without the columns of `BOUND`, and of each the place of its fragment in the batch. Raises FragmentError."""
        import pyarrow as pa

        rows = [each.header.tables.get(name, (0, 0, 0))[0] for each in self._fragments]
        try:
            table = self._joined(name, rows)
        except (FragmentError, pa.ArrowException, OSError, OverflowError, ValueError, MemoryError):
            table = self._one_by_one(name)
        whose = [at for at, count in enumerate(rows) for _ in range(count)]
        numbers = pa.array(whose, pa.int32())
        if not self._are_of(name, table, numbers):
            table = self._one_by_one(name)
        return table, numbers

    def _joined(self, name: str, rows: Sequence[int]) -> pa.Table:
        """Raises FragmentError, and what pyarrow raises, where any of them is not as it should be, or not as the others are."""
        import pyarrow as pa
        import pyarrow.ipc

        if self._fragments[0].header.few:
            return self._of_few(name)
        schema = schema_message(name)
        parts: list[bytes | memoryview] = [schema]
        for stream in (each.stream(name) if name in each.header.tables else None for each in self._fragments):
            if stream is None:
                parts.append(b"")
                continue
            if bytes(stream[: len(schema)]) != schema or bytes(stream[-len(END_OF_STREAM) :]) != END_OF_STREAM:
                raise FragmentError(f"{name} begins or ends otherwise")
            parts.append(stream[len(schema) : -len(END_OF_STREAM)])
        joined = pa.py_buffer(b"".join([*parts, END_OF_STREAM]))
        ends = ends_of_plain_batches(joined)
        if ends is None:
            raise FragmentError(f"{name} is compressed")
        table = pa.ipc.open_stream(joined).read_all()
        rows_until = dict(zip([len(schema), *ends], accumulate((len(one) for one in table.column(0).chunks), initial=0), strict=True))
        until = accumulate(map(len, parts))
        if min(rows) < 0 or [rows_until.get(end) for end in until] != [*accumulate(rows, initial=0)]:
            raise FragmentError(f"{name} has other rows than its fragments say")
        table = table.combine_chunks()
        table.validate(full=True)
        return table

    def _of_few(self, name: str) -> pa.Table:
        """Raises as `_joined` does."""
        if not all(each.header.few for each in self._fragments):
            raise FragmentError(f"{name} is not written as the others are")
        found = few_rows(name, (each for each in self._fragments if name in each.header.tables))
        if [*map(len, found)] != [each.header.tables[name][0] for each in self._fragments if name in each.header.tables]:
            raise FragmentError(f"{name} has other rows than its fragments say")
        table = table_of(fragment_schema(name), found)
        table.validate(full=True)
        return table

    def _one_by_one(self, name: str) -> pa.Table:
        """The same, and the error names the fragment."""
        import pyarrow as pa

        tables = []
        for fragment in self._fragments:
            try:
                tables.append(fragment.table(name))
            except FragmentError as error:
                error.place = Path(fragment.place)
                raise
        return pa.concat_tables(tables).combine_chunks()

    def _are_of(self, name: str, table: pa.Table, numbers: pa.Array) -> bool:
        """Whether every row belongs to a document of its own file."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if "document_id" not in table.column_names:
            return True
        files = pa.array(self.file_ids, pa.string()).take(numbers)
        column = table.column("document_id")
        own = pc.and_(
            pc.equal(pc.utf8_slice_codeunits(column, 0, FILE_ID_DIGITS), files),
            pc.match_substring_regex(column, f"^.{{{FILE_ID_DIGITS}}}(-[0-9]+)?$"),
        )
        complete = TABLES[name].nullable(TABLES[name].column("document_id")) or column.null_count == 0
        return bool(complete and pc.all(own, skip_nulls=True, min_count=0).as_py())


def batches_of(fragments: Iterable[Fragment]) -> Iterator[list[Fragment]]:
    """As many together as are opened well at once: those that are written alike."""
    batches: dict[bool, list[Fragment]] = {True: [], False: []}
    sizes = {True: 0, False: 0}
    for fragment in fragments:
        few = fragment.header.few
        batches[few].append(fragment)
        sizes[few] += fragment.size
        if len(batches[few]) == MOST_FRAGMENTS or sizes[few] >= MOST_BYTES:
            yield batches[few]
            batches[few], sizes[few] = [], 0
    yield from filter(None, batches.values())
