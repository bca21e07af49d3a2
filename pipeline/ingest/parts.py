"""What a municipality gives to the published tables, compared and checked, as one file: kept from run to run until it would be another.

A line that says what it is, an Arrow IPC stream for each table with rows, in the order of its key, then JSON that tells of them, and
its length. The file's name is a digest of all it was made of, so that a new follow-up makes one municipality anew and leaves the others.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from msgspec import Struct, field

from pipeline.schema.package import arrow_schema
from pipeline.schema.run_json import RunDocument
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["KeptPart", "PartFacts", "Parts", "together"]

MAGIC = b"milepael part 2\n"
LENGTH_BYTES = 8
PIECE = 2**20  # bytes that are looked at at a time
ENDING = ".part"


class PartFacts(Struct, frozen=True):
    """What is asked of a part's rows again and again: counts, and documents as the run report tells them, by their file."""

    rows: dict[str, int]
    severities: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)  # of findings
    documents: dict[str, list[RunDocument]] = field(default_factory=dict)


class _Extent(NamedTuple):
    """Where a table lies in the file."""

    begin: int
    end: int


class KeptPart:
    """A part that is there. Its tables are read from the file when they are asked for."""

    def __init__(self, place: Path, *, is_new: bool = False) -> None:
        """One that `is_new` was written here just now: its rows are not held against their digest. Raises OSError, and ValueError for
        a file that is none or not whole.
        """
        self.place = place
        with place.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(size - LENGTH_BYTES, 0))
            end = size - LENGTH_BYTES - int.from_bytes(stream.read(LENGTH_BYTES))
            if not len(MAGIC) <= end < size:
                raise ValueError("it is no part")
            stream.seek(end)
            try:
                told = json.loads(stream.read(size - LENGTH_BYTES - end))
                self.facts = PartFacts(**told["facts"])
                self._streams = {name: _Extent(*told["streams"][name]) for name in told["streams"]}
                body = told["body"]
            except (KeyError, TypeError) as error:
                raise ValueError("what it tells is of another form") from error
            if not is_new and _digest(stream, end) != body:
                raise ValueError("its rows are not those that were written")

    def table(self, name: str) -> pa.Table | None:
        """The rows of a table, or those kept beside them under another name; None where there are none."""
        import pyarrow as pa
        import pyarrow.ipc

        if name not in self._streams:
            return None
        begin, end = self._streams[name]
        with pa.memory_map(str(self.place)) as mapped:
            content = mapped.read_buffer().slice(begin, end - begin)
        return pa.ipc.open_stream(content).read_all()


class Parts:
    """A folder of parts, for its owner alone."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError."""
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def kept(self, mark: str) -> KeptPart | None:
        """What was made of the same; None where nothing is there that can be used."""
        try:
            return KeptPart(self._place(mark))
        except (OSError, ValueError):
            return None

    def keep(self, mark: str, tables: Mapping[str, pa.Table], facts: PartFacts) -> KeptPart:
        """Writes a part whole. Raises OSError."""
        import pyarrow as pa
        import pyarrow.ipc

        streams = {}
        half = self._folder / f"{mark}.{os.getpid()}.new"
        with half.open("w+b") as stream:
            stream.write(MAGIC)
            for name, table in tables.items():
                begin = stream.tell()
                with pa.ipc.new_stream(stream, table.schema) as writer:
                    writer.write_table(table)
                streams[name] = _Extent(begin, stream.tell())
            end = stream.tell()
            told = json.dumps({"facts": _plain(facts), "streams": streams, "body": _digest(stream, end)}).encode()
            stream.seek(end)
            stream.write(told + len(told).to_bytes(LENGTH_BYTES))
        half.replace(self._place(mark))
        return KeptPart(self._place(mark), is_new=True)

    def tidy(self, marks: Iterable[str]) -> None:
        """Throws away all other parts."""
        used = {self._place(mark) for mark in marks}
        for path in self._folder.iterdir():
            if path not in used:
                with suppress(OSError):
                    path.unlink()

    def _place(self, mark: str) -> Path:
        return self._folder / f"{mark}{ENDING}"


def _digest(stream: BinaryIO, end: int) -> str:
    """Of what stands before `end`."""
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(min(PIECE, end - stream.tell())):
        digest.update(piece)
    return digest.hexdigest()


def _plain(facts: PartFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in PartFacts.__struct_fields__}


def together(parts: Sequence[KeptPart], name: str) -> pa.Table:
    """The rows of all parts, one part's behind another's."""
    import pyarrow as pa

    tables = [table for part in parts if (table := part.table(name)) is not None]
    return pa.concat_tables(tables) if tables else arrow_schema(TABLES[name]).empty_table()
