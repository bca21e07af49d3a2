"""What one file gave, as one file: a line that says what it is, a line of JSON, then an Arrow IPC stream for each table with rows.

Where all its rows are few, they are a list in JSON for each table (`few_rows`).

A fragment tells of bytes, wherever they lie: the path is put to its rows when it is taken in, and the municipality where
the paper prints none (`BOUND`). It is written whole beside its place and moved there, is capped in size, and is read like
any hostile file: nothing is taken that is not of the declared schema and valid to its last letter. The body's streams are
not compressed, so that a small file cannot ask for much memory; the schema's words for people are left out, for they are
the same in all.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import msgspec

from pipeline.ingest.arrow_messages import END_OF_STREAM, holds_plain_batches
from pipeline.ingest.few_rows import MOST_BYTES, MOST_ROWS, rows_as_json, rows_from_json, table_of
from pipeline.ingest.job_errors import UnsoundError, WriteError
from pipeline.ingest.table_spool import TableSpool
from pipeline.schema.columns import Table
from pipeline.schema.ids import FILE_ID_DIGITS
from pipeline.schema.package import arrow_schema
from pipeline.schema.reasons import FileCode
from pipeline.schema.rows import Row, Rows
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "FORMAT",
    "MAGIC",
    "Fragment",
    "FragmentError",
    "FragmentHeader",
    "FragmentWriter",
    "Key",
    "bound_rows",
    "few_rows",
    "fragment_schema",
    "read_header",
    "schema_message",
    "write_fragment",
]


Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]

FORMAT = 3
MAGIC = b"milepael fragment 1\n"
HEADER_BYTES = 64 * 2**10
HELD_BYTES = 2**20  # of a body that is written: what is longer lies on disk until its header is known
BODY_BYTES = 256 * 2**20  # of one file's rows: the longest agenda gives a hundredth of it
BOUND = {"documents": ("municipality",), "findings": ("path",)}  # columns that the place of the file decides
MADE_LATER = frozenset({"files", "municipalities", "rounds"})  # their rows are made from headers


class FragmentError(UnsoundError):
    """A fragment that is not whole, not of this format, or not what it says; `place` is where it lies, if one of several is meant."""

    place: Path | None = None


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a reading depends on beside the bytes: what differs in it makes the file be read again."""

    parser: str
    schema: str
    configuration: str
    profile: str | None = None  # of the user's own profiles, and the one that the file's folder names

    def by_profile(self, slug: str | None) -> Key:
        """The key of a file whose folder names a profile."""
        return self if slug is None else msgspec.structs.replace(self, profile=f"{self.profile or ''}/{slug}")

    @property
    def opener(self) -> str:
        """Of the code that opens containers, as a part of a name."""
        return hashlib.sha256(self.parser.encode()).hexdigest()[:8]


class FragmentHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a fragment says of itself. `code` tells why nothing was read, and then it has no tables."""

    sha256: str
    key: Key
    engine: str | None = None
    page_count: Count | None = None
    code: FileCode | None = None
    detail: str | None = None
    seconds: float = 0.0  # of the clock, until its rows were there
    peak_bytes: Count | None = None  # of memory that its worker had taken by then, for this file and those before
    attempts: int = 1  # how often it was tried in vain; 1 for a reading
    limits: tuple[float, int] = (0.0, 0)  # seconds and bytes that a failure was given; seconds of a reading that they cut short
    municipalities: dict[str, str] = {}  # by document_id, of papers that print whose they are
    printed_names: dict[str, str] = {}  # of those municipalities
    tables: dict[str, tuple[int, int, int]] = {}  # rows, and where they begin and end in the body
    body: str = hashlib.sha256(b"").hexdigest()
    few: bool = False  # whether the rows are lists in JSON


class FragmentWriter:
    """A fragment on its way: rows are added in any order, and no more than one portion of them is held. Until it is finished it is none.

    Raises WriteError for what cannot be written.
    """

    def __init__(self, place: Path) -> None:
        """It lies at `place` when it is finished; whoever looks there before finds half of it, or nothing."""
        self._place = place
        self._spools: dict[str, TableSpool] = {}

    def add(self, tables: MutableMapping[str, list[Row]]) -> None:
        """Empties the tables as they are taken. Raises pyarrow.ArrowInvalid for a value that fits no column."""
        with _writing():
            for name, rows in tables.items():
                if rows and name not in MADE_LATER:
                    if name not in self._spools:
                        self._spools[name] = TableSpool(partial(fragment_schema, name), _key_in(TABLES[name]), self._place.parent)
                    self._spools[name].add(rows)

    def finish(self, header: FragmentHeader) -> None:
        """Raises ValueError for more rows than a fragment may hold and for a key that stands twice, and as `add` does."""
        from tempfile import SpooledTemporaryFile

        if (few := self._few()) is not None:
            with _writing():
                self._write(_told_of_few(header, few), io.BytesIO(b"".join(content for _rows, content in few.values())))
            return
        with _writing(), SpooledTemporaryFile(HELD_BYTES, dir=str(self._place.parent)) as body:
            streams, digest = {}, hashlib.sha256()
            for name in TABLES:
                if name in self._spools:
                    begin, rows = body.tell(), 0
                    for count, piece in _pieces(name, self._spools.pop(name).batches()):
                        rows += count
                        digest.update(piece)
                        body.write(piece)
                    streams[name] = rows, begin, body.tell()
            if body.tell() > BODY_BYTES:
                raise ValueError(f"{body.tell()} bytes of rows: no document has as many")
            told = msgspec.structs.replace(header, tables=streams, body=digest.hexdigest())
            body.seek(0)
            self._write(told, body)

    def _few(self) -> dict[str, tuple[int, bytes]] | None:
        """Of each table how many rows, and they in JSON; None where they are not few."""
        tables = {name: self._spools[name].few() for name in TABLES if name in self._spools}
        if None in tables.values() or sum(len(rows or ()) for rows in tables.values()) > MOST_ROWS:
            return None
        few = {name: (len(rows or ()), rows_as_json(_columns(name), rows or ())) for name, rows in tables.items()}
        return few if sum(len(content) for _rows, content in few.values()) <= MOST_BYTES else None

    def _write(self, header: FragmentHeader, body: IO[bytes]) -> None:
        """Nothing stays of what was not written to its end."""
        try:
            with self._place.open("wb") as stream:
                stream.write(MAGIC + msgspec.json.encode(header) + b"\n")
                shutil.copyfileobj(body, stream, HELD_BYTES)
        except OSError:
            self._place.unlink(missing_ok=True)
            raise


def _told_of_few(header: FragmentHeader, few: Mapping[str, tuple[int, bytes]]) -> FragmentHeader:
    ends = list(accumulate(len(content) for _rows, content in few.values()))
    tables = {name: (rows, end - len(content), end) for (name, (rows, content)), end in zip(few.items(), ends, strict=True)}
    body = hashlib.sha256(b"".join(content for _rows, content in few.values())).hexdigest()
    return msgspec.structs.replace(header, tables=tables, body=body, few=True)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(str(error)) from error


def write_fragment(place: Path, header: FragmentHeader, tables: MutableMapping[str, list[Row]]) -> None:
    """Moves it to its place whole; empties the tables. Raises as `FragmentWriter` does."""
    half = place.with_name(f".{os.getpid()}.{place.name}")
    try:
        writer = FragmentWriter(half)
        writer.add(tables)
        writer.finish(header)
        with _writing():
            half.replace(place)
    finally:
        half.unlink(missing_ok=True)


def _pieces(name: str, batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, bytes | pa.Buffer]]:
    """A stream of these batches, as Arrow would write it, piece by piece: how many rows, and its bytes."""
    yield 0, schema_message(name)
    for batch in batches:
        yield batch.num_rows, batch.serialize()
    yield 0, END_OF_STREAM


def _key_in(table: Table) -> list[str]:
    return [name for name in table.key if name not in BOUND.get(table.name, ())]


def read_header(place: Path | str) -> FragmentHeader:
    """Raises FragmentError and OSError."""
    with open(place, "rb", buffering=0) as stream:  # noqa: PTH123 - of ten thousand names no path is made
        header, begin = _header(stream.read(len(MAGIC) + HEADER_BYTES))
        size = os.fstat(stream.fileno()).st_size
    if size != begin + max((end for _rows, _begin, end in header.tables.values()), default=0):
        raise FragmentError("it is not whole")
    return header


class Fragment:
    """A fragment that was opened: its header, and any of its tables on demand."""

    def __init__(self, place: str | Path) -> None:
        """Raises FragmentError and, where it cannot be read, OSError."""
        handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC)  # as a stream it takes twice as long to open
        try:
            size = os.fstat(handle).st_size
            if size > len(MAGIC) + HEADER_BYTES + BODY_BYTES:
                raise FragmentError("it is larger than any fragment")
            content = os.read(handle, size)  # not to its end, which would be looked for: what was written since is no part of it
        finally:
            os.close(handle)
        self.place, self.size = place, len(content)
        self.header, begin = _header(content)
        self._body = memoryview(content)[begin:]
        if hashlib.sha256(self._body).hexdigest() != self.header.body:
            raise FragmentError("its rows are not those that were written")

    def stream(self, name: str) -> memoryview:
        """The bytes of a table that it has. Raises FragmentError."""
        _rows, begin, end = self.header.tables[name]
        if not 0 <= begin < end <= len(self._body):
            raise FragmentError(f"{name} lies outside of it")
        return self._body[begin:end]

    def table(self, name: str) -> pa.Table:
        """The rows without the columns of `BOUND`; none where it has none. Raises FragmentError."""
        import pyarrow as pa

        if name not in self.header.tables:
            return fragment_schema(name).empty_table()
        rows = self.header.tables[name][0]
        try:
            table = table_of(fragment_schema(name), few_rows(name, [self])) if self.header.few else self._streamed(name)
            table.validate(full=True)
        except (pa.ArrowException, OSError, OverflowError, ValueError, MemoryError) as error:
            raise FragmentError(f"{name}: {error}") from error
        if table.num_rows != rows:
            raise FragmentError(f"{name} has {table.num_rows} rows and says {rows}")
        if not _is_of(TABLES[name], table, self.header.sha256[:FILE_ID_DIGITS]):
            raise FragmentError(f"{name} speaks for another file")
        return table

    def few(self, name: str) -> memoryview:
        """The bytes of a table that it has in JSON. Raises FragmentError."""
        if len(self._body) > MOST_BYTES:
            raise FragmentError(f"{name} is too long to be few rows")
        return self.stream(name)

    def _streamed(self, name: str) -> pa.Table:
        import pyarrow as pa
        import pyarrow.ipc

        written = pa.py_buffer(self.stream(name))
        if not holds_plain_batches(written):
            raise FragmentError(f"{name} is compressed")
        stream = pa.ipc.open_stream(written)
        if not stream.schema.equals(fragment_schema(name), check_metadata=True):
            raise FragmentError(f"{name} is not of this schema")
        return stream.read_all().combine_chunks()


def few_rows(name: str, fragments: Iterable[Fragment]) -> list[list[tuple[object, ...]]]:
    """The rows of a table that each of these has in JSON. Raises FragmentError, and ValueError where they are none."""
    return rows_from_json(name, _columns(name), *(each.few(name) for each in fragments))


def bound_rows(fragment: Fragment, path: str, municipality: str) -> Rows:
    """The rows of every table that a fragment has, with what the file's place decides."""
    values = {"path": path, "municipality": municipality}
    tables: Rows = {}
    for name in fragment.header.tables:
        more = {column: values[column] for column in BOUND.get(name, ())}
        tables[name] = [{**more, **row} for row in fragment.table(name).to_pylist()]
    return tables


def _header(content: bytes) -> tuple[FragmentHeader, int]:
    """The header and where the body begins."""
    end = content.find(b"\n", len(MAGIC), len(MAGIC) + HEADER_BYTES)
    if not content.startswith(MAGIC) or end < 0:
        raise FragmentError("it is no fragment of this format")
    try:
        header = msgspec.json.decode(content[len(MAGIC) : end], type=FragmentHeader)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise FragmentError(f"its header cannot be understood: {error}") from error
    if not header.tables.keys() <= TABLES.keys() - MADE_LATER or (header.code and header.tables):
        raise FragmentError("its header tells of tables that none has")
    return header, end + 1


@cache
def fragment_schema(name: str) -> pa.Schema:
    """Of the rows as they stand in a fragment: without `BOUND`, and without the words for people."""
    import pyarrow as pa

    table = TABLES[name]
    own = [pa.field(each.name, each.type, each.nullable) for each in arrow_schema(table) if each.name not in BOUND.get(name, ())]
    return pa.schema(own, {"table": name})


@cache
def _columns(name: str) -> tuple[str, ...]:
    return tuple(column.name for column in TABLES[name].columns if column.name not in BOUND.get(name, ()))


@cache
def schema_message(name: str) -> bytes:
    """What the stream of a table begins with."""
    content: bytes = fragment_schema(name).serialize().to_pybytes()
    return content


def _is_of(table: Table, rows: pa.Table, file_id: str) -> bool:
    """Whether every row belongs to a document of that file: a fragment may not speak for another file."""
    import pyarrow.compute as pc

    if not any(column.name == "document_id" for column in table.columns):
        return True
    column = rows.column("document_id")
    own = pc.match_substring_regex(column, f"^{file_id}(-[0-9]+)?$")
    return pc.all(own, skip_nulls=True, min_count=0).as_py() and (table.nullable(table.column("document_id")) or column.null_count == 0)
