"""Fragments in, tables out, a municipality at a time: compared as rows, checked, and kept as a part until all are written.

A municipality whose files are those of the run before is not read at all: its part is there.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import msgspec

from pipeline.errors import GateError
from pipeline.ingest.cache import Cache, code_digest
from pipeline.ingest.fragments import FragmentError, FragmentHeader, read_header
from pipeline.ingest.group_rows import HELD, GroupRows
from pipeline.ingest.parts import KeptPart, PartFacts, Parts, together
from pipeline.ingest.readings import ReadingOutcome
from pipeline.ingest.rows import File
from pipeline.ingest.soundness import HeldReading
from pipeline.ingest.sources import Source
from pipeline.output_names import PARTITION_ROWS
from pipeline.schema.checks import faults
from pipeline.schema.ids import file_id
from pipeline.schema.package import arrow_table
from pipeline.schema.reasons import FileCode
from pipeline.schema.rows import DocumentRow, Row, Rows, Tables, rows_in
from pipeline.schema.run_json import RunDocument
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Merge"]

BY_DOCUMENT = [name for name, table in TABLES.items() if table.key[0] == "document_id"]
SLICE_ROWS = 2**14  # of a table that is written
BESIDE = "beside:"  # before the name of rows that are kept with a part and are no table's


class Chunk(NamedTuple):
    """Rows of a table, in the order of its key; `folder` is the partition that they are of, in a table that has any."""

    name: str
    rows: pa.Table
    folder: str | None = None


class Merge:
    """What came of each source. For each of `groups`: `has` it, or `rows` to be compared and given to `take`; then `chunks` gives all."""

    def __init__(
        self,
        sources: Sequence[Source],
        cache: Cache,
        outcomes: Mapping[str, ReadingOutcome],
        folder: Path,
        profiled: Container[str] = (),
    ) -> None:
        """`sources` in the order of their paths; `outcomes` of those that this run has read, by their bytes' hash.

        Parts are kept in `folder`. `profiled` are the municipalities whose papers are known: one that prints another's name is
        not theirs, whatever its folder says. Raises OSError.
        """
        self._profiled = profiled
        self.files: list[File] = []
        self._cache, self._parts = cache, Parts(folder / "merged")
        self._taken: dict[str, KeptPart] = {}  # by the mark of what it was made of
        self._first: dict[str, File] = {}  # by file_id, of those that give documents
        self._group: GroupRows  # in hand
        self._held: dict[str, HeldReading] = {}  # by their paths
        self._theirs: dict[str, list[str]] = {}  # whose documents a file holds, by its path
        for source in sources:
            file = self._file(source, outcomes.get(source.sha256 or ""))
            self.files.append(file)
            if file.code is None:
                self._first.setdefault(file.file_id or "", file)
        self.groups = self._together()

    @property
    def several(self) -> bool:
        """Whether there are several municipalities."""
        return len(self.groups) > 1

    def _file(self, source: Source, outcome: ReadingOutcome | None) -> File:
        if source.code is not None or source.sha256 is None:
            return File(source, code=source.code, detail=source.detail)
        if outcome is not None and outcome.code is not None:
            return File(source, code=outcome.code, detail=outcome.detail)
        known = self._first.get(file_id(source.sha256))
        if known is not None:
            return File(source, known.reading, unchanged=outcome is None)
        try:
            held = outcome.held if outcome else None  # the rows of others are held against their hash when they are read
            header = held.header if held else self._brief(read_header(self._cache.place(source.sha256)))
            if header.sha256 != source.sha256:
                raise FragmentError("it is of another file")
            if held is not None:
                self._held[source.path] = held
            return File(source, header, header.code, header.detail, unchanged=outcome is None)
        except (FragmentError, OSError) as error:
            self._throw_away(source)
            return File(source, code=FileCode.READER_FAILED, detail=f"what was kept of it cannot be used: {error}")

    def _brief(self, header: FragmentHeader) -> FragmentHeader:
        """What is asked of it: there are as many as files. One that is held stays as it is, for it is there anyway."""
        own = self._cache.key_of(header.sha256)
        tables = {name: extent for name, extent in header.tables.items() if name == "documents"}
        return msgspec.structs.replace(header, tables=tables, key=own if header.key == own else header.key)

    def _throw_away(self, source: Source) -> None:
        with suppress(OSError):
            self._cache.place(source.sha256 or "").unlink(missing_ok=True)

    # ── what is compared ─────────────────────────────────────────────────────────────────────────────────────────────

    def mark(self, own: Sequence[File], about: object) -> str:
        """A digest of all that the rows of these files depend on; `about` is whatever else they are compared with."""
        told = hashlib.sha256(repr((code_digest(), self._cache.key, self.several, about)).encode("utf-8", "surrogatepass"))
        for file in own:
            source, header = file.source, file.reading
            gives = self._first.get(file.file_id or "") is file
            read = (header.key, header.body, header.municipalities) if gives and isinstance(header, FragmentHeader) else None
            whose = source.municipality, source.named, source.municipality in self._profiled
            of = source.path, source.sha256, source.size_bytes, source.media_type, file.code, header and (header.page_count, header.engine)
            told.update(msgspec.json.encode((of, read, whose)))  # of thousands, in a fifth of the time that `repr` takes
        return told.hexdigest()[:32]

    def has(self, mark: str) -> bool:
        """Whether a run before has made the part."""
        part = self._parts.kept(mark)
        if part is not None:
            self._taken[mark] = part
        return part is not None

    def rows(self, own: Sequence[File]) -> Rows:
        """What is to be compared of a group. Raises FragmentError: then begin again, without that file."""
        gives = {file.source.path for file in own if self._first.get(file.file_id or "") is file}
        try:
            self._group = GroupRows(own, gives, self._cache.place, self._whose, self._held)
        except FragmentError as error:  # one that turns out false is thrown away
            if error.place is not None:
                with suppress(OSError):
                    error.place.unlink(missing_ok=True)
            raise
        return self._group.rows

    def municipalities_of(self, own: Sequence[File]) -> set[str]:
        """Whose the documents of a group are."""
        return {name for file in own if self._first.get(file.file_id or "") is file for name in self._municipalities(file)}

    @property
    def named(self) -> set[str]:
        """The municipalities that documents are of."""
        return {name for file in self._first.values() for name in self._municipalities(file)}

    def _together(self) -> list[list[File]]:
        """The files of each municipality, in the order of their paths; of several, where one file holds documents of them all."""
        group: dict[str, str] = {}

        def of(name: str) -> str:
            while name != group.setdefault(name, name):
                name = group[name]
            return name

        for file in self._first.values():
            names = self._municipalities(file)
            for other in names[1:]:
                group[of(other)] = of(names[0])
        files: dict[str, list[File]] = defaultdict(list)
        for file in self.files:
            given = self._first.get(file.file_id or "") if file.code is None else None
            files[of(self._municipalities(given)[0] if given else file.source.municipality)].append(file)
        return [own for _, own in sorted(files.items())]

    def _municipalities(self, file: File) -> list[str]:
        """Whose documents a file holds that gives any."""
        path, header = file.source.path, file.reading
        assert isinstance(header, FragmentHeader), "what is merged was read from fragments"
        if not header.municipalities:
            return [file.source.municipality]
        if path not in self._theirs:
            named = {self._whose(file.source, printed) for printed in header.municipalities.values()}
            rows = header.tables.get("documents", (0, 0, 0))[0]
            whole = named and len(header.municipalities) == rows
            self._theirs[path] = sorted(named if whole else named | {file.source.municipality})
        return self._theirs[path]

    def _whose(self, source: Source, printed: str | None) -> str:
        """Whose a document is: as it prints, where its folder says nothing, or names one whose papers are known to print otherwise."""
        trusted = source.named and source.municipality not in self._profiled
        return source.municipality if printed is None or trusted else printed

    def take(self, compared: Tables, mark: str, beside: Tables) -> None:
        """Makes the part of a group, whose `rows` were compared; `beside` is kept with it. Raises GateError, FragmentError and OSError."""
        import pyarrow as pa

        rows = {name: self._own(name, found) for name, found in compared.items()}
        if wrong := faults(self._checkable(rows)):
            raise GateError(wrong)
        tables: dict[str, list[pa.Table]] = {name: [arrow_table(TABLES[name], found)] for name, found in rows.items() if found}
        for name, flowing in self._group.flowing.items():
            tables.setdefault(name, []).extend(flowing)
        kept = {name: _in_order(name, tables[name]) for name in TABLES if name in tables}
        same = {name for name, found in beside.items() if found is rows[name] and name not in self._group.flowing}
        more = {
            f"{BESIDE}{name}": kept[name] if name in same else arrow_table(TABLES[name], found) for name, found in beside.items() if found
        }
        self._taken[mark] = self._parts.keep(mark, kept | more, _facts(kept, compared))
        del self._group  # its rows are many, and there is much to write
        pa.default_memory_pool().release_unused()

    def _own(self, name: str, rows: Sequence[Row]) -> Sequence[Row]:
        """Without the rows that are only there to be linked to or for their number."""
        if name == "findings":
            return [row for row in rows if row["ordinal"] > self._group.last.get(row["path"], 0)]
        if name in HELD or name not in BY_DOCUMENT:
            return rows
        if not self._group.whole:
            return ()
        return [row for row in rows if _file_id(row) in self._group.whole]

    def _checkable(self, rows: Tables) -> Rows:
        """Those that stand for themselves and can be held against the schema."""
        checked = {name: list(own) for name, own in rows.items()}
        for name in ("links", "annexes"):
            checked[name] = [row for row in rows.get(name, ()) if _file_id(row) in self._group.whole]
        checked["findings"] = [row for row in rows["findings"] if row["document_id"] is None or _file_id(row) in self._group.whole]
        return checked

    # ── all of it ────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def facts(self) -> PartFacts:
        """Of all parts, together."""
        total, severities, codes = Counter(dict.fromkeys(TABLES, 0)), Counter[str](), Counter[str]()
        documents: dict[str, list[RunDocument]] = {}
        for part in self._taken.values():
            total.update(part.facts.rows)
            severities.update(part.facts.severities)
            codes.update(part.facts.codes)
            documents |= part.facts.documents
        return PartFacts(total, severities, codes, documents)

    def beside(self) -> Tables:
        """What was kept with the parts."""
        rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        for part in self._taken.values():
            for name in TABLES:
                if (table := part.table(f"{BESIDE}{name}")) is not None:
                    rows[name].extend(table.to_pylist())
        return rows

    def chunks(self, partition_rows: int = PARTITION_ROWS) -> Iterator[Chunk]:
        """Each table's rows piece by piece, in the order of its key; of one with more than `partition_rows`, a partition at a time."""
        parts = list(self._taken.values())
        for name in TABLES:
            if self.facts.rows[name] > partition_rows:
                for part in parts:
                    yield from _partitions(part, name)
            else:
                for rows in _slices(name, together(parts, name)):
                    yield Chunk(name, rows)

    def tidy(self) -> None:
        """Throws away the parts of sets that were replaced."""
        self._parts.tidy(self._taken)


def _in_order(name: str, tables: Sequence[pa.Table]) -> pa.Table:
    import pyarrow as pa

    table = pa.concat_tables(tables)
    return table if len(tables) == 1 else table.sort_by([(column, "ascending") for column in TABLES[name].key])


def _slices(name: str, table: pa.Table) -> Iterator[pa.Table]:
    import pyarrow.compute as pc

    order = pc.sort_indices(table, sort_keys=[(column, "ascending") for column in TABLES[name].key])
    for begin in range(0, len(order), SLICE_ROWS):
        yield table.take(order.slice(begin, SLICE_ROWS))


def _partitions(part: KeptPart, name: str) -> Iterator[Chunk]:
    """A part's rows of a table by municipality and agreement year: those of a document's, where the table does not say."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table, documents = part.table(name), part.table("documents")
    if table is None:
        return
    columns = {}
    for column in ("municipality", "agreement_year"):
        if column in table.column_names:
            columns[column] = table.column(column)
        elif documents is None or "document_id" not in table.column_names:
            columns[column] = pa.chunked_array([pa.nulls(table.num_rows)])
        else:
            at = pc.index_in(table.column("document_id"), value_set=documents.column("document_id").combine_chunks())
            columns[column] = documents.column(column).combine_chunks().take(at)
    whose = [pc.fill_null(pc.cast(values, pa.string()), "none").combine_chunks().dictionary_encode() for values in columns.values()]
    quoted = [one.dictionary.take(one.indices) if number else _quoted(one) for number, one in enumerate(whose)]
    folders = pc.binary_join_element_wise("municipality=", quoted[0], "/agreement_year=", quoted[1], "")
    for folder in sorted(pc.unique(folders).to_pylist()):
        for rows in _slices(name, table.filter(pc.equal(folders, folder))):
            yield Chunk(name, rows, folder)


def _quoted(names: pa.DictionaryArray) -> pa.Array:
    """As parts of a path: a municipality may be called anything."""
    import pyarrow as pa

    return pa.array([quote(name, safe="") for name in names.dictionary.to_pylist()], pa.string()).take(names.indices)


def _facts(tables: Mapping[str, pa.Table], compared: Tables) -> PartFacts:
    initiatives = Counter(row["document_id"] for row in compared["initiatives"])
    documents: dict[str, list[RunDocument]] = defaultdict(list)
    for row in rows_in(compared, "documents"):
        documents[row["file_id"]].append(_document(row, initiatives[row["document_id"]]))
    findings = tables.get("findings")
    found = {name: Counter(findings.column(name).to_pylist() if findings else ()) for name in ("severity", "code")}
    return PartFacts({name: table.num_rows for name, table in tables.items()}, found["severity"], found["code"], documents)


def _document(row: DocumentRow, initiatives: int) -> RunDocument:
    return {
        "document_id": row["document_id"],
        "kind": row["kind"],
        "title": row["title"],
        "agreement_year": row["agreement_year"],
        "followup_number": row["followup_number"],
        "state": row["state"],
        "initiatives": initiatives,
    }


def _file_id(row: Row) -> str:
    """Of a row with a document: its id begins with its file's."""
    return file_id(str(row["document_id"]))
