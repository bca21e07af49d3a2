"""What a municipality gives to the published tables, compared and checked, as one file: kept from run to run until it would be another.

A line that says what it is, a line of JSON, then an Arrow IPC stream for each table with rows, in the order of its key. The file's
name is a digest of all it was made of, so that a new follow-up makes one municipality anew and leaves the others.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.schema.package import arrow_schema
from pipeline.schema.run_json import RunDocument
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["KeptPart", "PartFacts", "Parts", "together"]

MAGIC = b"milepael part 1\n"
ENDING = ".part"


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What is asked of a part's rows again and again: counts, and documents as the run report tells them, by their file."""

    rows: dict[str, int]
    severities: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)  # of findings
    documents: dict[str, list[RunDocument]] = field(default_factory=dict)


class _Extent(NamedTuple):
    """Where a table lies in the body."""

    begin: int
    end: int


class KeptPart:
    """A part that is there. Its tables are read from the file when they are asked for."""

    def __init__(self, place: Path) -> None:
        """Raises OSError, and ValueError for a file that is none or not whole."""
        import pyarrow as pa

        self.place = place
        with pa.memory_map(str(place)) as mapped:
            content = mapped.read_buffer()
        head = content.slice(0, min(content.size, 2**24)).to_pybytes()
        if not head.startswith(MAGIC):
            raise ValueError("it is no part")
        end = head.index(b"\n", len(MAGIC))
        try:
            told = json.loads(head[len(MAGIC) : end])
            self.facts = PartFacts(**told["facts"])
            self._streams = {name: _Extent(*told["streams"][name]) for name in told["streams"]}
        except (KeyError, TypeError) as error:
            raise ValueError("its head is of another form") from error
        self._begin = end + 1
        if hashlib.sha256(content.slice(self._begin)).hexdigest() != told["body"]:
            raise ValueError("its rows are not those that were written")

    def table(self, name: str) -> pa.Table | None:
        """The rows of a table, or those kept beside them under another name; None where there are none."""
        import pyarrow as pa
        import pyarrow.ipc

        if name not in self._streams:
            return None
        begin, end = self._streams[name]
        with pa.memory_map(str(self.place)) as mapped:
            content = mapped.read_buffer().slice(self._begin + begin, end - begin)
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

        sink, streams = pa.BufferOutputStream(), {}
        for name, table in tables.items():
            begin = sink.tell()
            with pa.ipc.new_stream(sink, table.schema) as writer:
                writer.write_table(table.combine_chunks())
            streams[name] = _Extent(begin, sink.tell())
        body = sink.getvalue()
        told = {"facts": _plain(facts), "streams": streams, "body": hashlib.sha256(body).hexdigest()}
        half = self._folder / f"{mark}.{os.getpid()}.new"
        with half.open("wb") as stream:
            stream.write(MAGIC + json.dumps(told).encode() + b"\n")
            stream.write(body)
        half.replace(self._place(mark))
        return KeptPart(self._place(mark))

    def tidy(self, marks: Iterable[str]) -> None:
        """Throws away all other parts."""
        used = {self._place(mark) for mark in marks}
        for path in self._folder.iterdir():
            if path not in used:
                with suppress(OSError):
                    path.unlink()

    def _place(self, mark: str) -> Path:
        return self._folder / f"{mark}{ENDING}"


def _plain(facts: PartFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in PartFacts.__slots__}


def together(parts: Sequence[KeptPart], name: str) -> pa.Table:
    """The rows of all parts, one part's behind another's."""
    import pyarrow as pa

    tables = [table for part in parts if (table := part.table(name)) is not None]
    return pa.concat_tables(tables) if tables else arrow_schema(TABLES[name]).empty_table()
