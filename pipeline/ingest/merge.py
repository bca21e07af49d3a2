"""Fragments in, tables out, without holding them all: what is compared comes as rows, everything else flows by.

Files that hold a plan, a follow-up or an agreement are few, and their promises are followed from round to round: all their
rows are taken in. Of the other thousands only what links, numbers and counts need is held; their tables flow from the
fragments to the writer in the order of the key.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from parsers.documents.kinds import KINDS
from parsers.model.records import LinkKind
from pipeline.ingest.cache import Cache
from pipeline.ingest.fragments import BOUND, Fragment, FragmentError
from pipeline.ingest.readings import ReadingOutcome
from pipeline.ingest.rows import File
from pipeline.ingest.sources import Source
from pipeline.schema.package import arrow_schema, arrow_table
from pipeline.schema.reasons import FileCode
from pipeline.schema.rows import Row, Rows, Tables
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Merge"]

FOLLOWED = frozenset(kind.value for kind, each in KINDS.items() if "initiatives" in each.tables)
HELD = ("documents", "links")  # held of every file
NAMED = {"agenda_items": ("document_id", "item_number", "page", "line"), "decisions": ("document_id",)}  # what links lead to
# Of a file that names a point of an agreement: its sums, to be held against that point's.
SUMS = ("document_id", "source_table", "source_key", "initiative_id", "raw", "amount_dkk", "kind", "year_from", "year_to", "recurring")


class Merge:
    """What came of each source. `rows` are those to be compared; `chunks` gives every table when that is done."""

    def __init__(
        self, sources: Sequence[Source], cache: Cache, outcomes: Mapping[str, ReadingOutcome], profiled: Container[str] = ()
    ) -> None:
        """`sources` in the order of their paths; `outcomes` of those that this run has read, by their bytes' hash.

        `profiled` are the municipalities whose papers are known: one that prints another's name is not theirs, whatever its folder says.
        """
        self._profiled = profiled
        self.files: list[File] = []
        self.rows: Rows = {name: [] for name in TABLES}
        self.counts: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()  # of findings
        self._cache = cache
        self._first: dict[str, File] = {}  # by file_id, of those that give documents
        self._whole: set[str] = set()  # of those, which are in `rows` with all they have
        self._last: dict[str, int] = {}  # the number of the last finding of every other file, by its path
        for source in sources:
            self._take(source, outcomes.get(source.sha256 or ""))

    def _take(self, source: Source, outcome: ReadingOutcome | None) -> None:
        file = self._file(source, outcome)
        self.files.append(file)
        self.rows["files"].append(file.row())
        if refusal := file.refusal():
            self.rows["findings"].append(refusal)

    def _file(self, source: Source, outcome: ReadingOutcome | None) -> File:
        if source.code is not None or source.sha256 is None:
            return File(source, code=source.code, detail=source.detail)
        if outcome is not None and outcome.code is not None:
            return File(source, code=outcome.code, detail=outcome.detail)
        known = self._first.get(source.sha256[:16])
        if known is not None:
            return File(source, known.reading, unchanged=outcome is None)
        try:
            fragment = Fragment(self._cache.place(source.sha256))
            if fragment.header.sha256 != source.sha256:
                raise FragmentError("it is of another file")
            file = File(source, fragment.header, fragment.header.code, fragment.header.detail, unchanged=outcome is None)
            if file.code is None:
                self._hold(file, fragment)
            return file
        except (FragmentError, OSError) as error:
            with suppress(OSError):
                self._cache.place(source.sha256).unlink(missing_ok=True)
            return File(source, code=FileCode.READER_FAILED, detail=f"what was kept of it cannot be used: {error}")

    def _hold(self, file: File, fragment: Fragment) -> None:
        """Takes in the rows that are compared. Raises FragmentError before any is taken."""
        tables = {name: fragment.table(name) for name in fragment.header.tables}
        path, municipality = file.source.path, file.source.municipality
        kinds = tables["documents"].column("kind").to_pylist() if "documents" in tables else []
        whole = "initiatives" in tables or not FOLLOWED.isdisjoint(kinds)
        targets = tables["links"].column("target_kind").to_pylist() if "links" in tables else []
        named = NAMED | ({"amounts": SUMS} if LinkKind.AGREEMENT_POINT in targets else {})
        for name, table in tables.items():
            bound = {column: {"path": path, "municipality": municipality}[column] for column in BOUND.get(name, ())}
            if name == "documents":
                whose = fragment.header.municipalities
                self.rows[name] += [
                    {**bound, **row, "municipality": self._whose(file.source, whose.get(row["document_id"]))} for row in table.to_pylist()
                ]
            elif whole or name in HELD:
                self.rows[name] += [{**bound, **row} for row in table.to_pylist()]
            elif name in named:
                self.rows[name] += table.select(named[name]).to_pylist()
            elif name == "findings":  # the last alone, so that what is found later gets its number behind it
                self._last[path] = max(table.column("ordinal").to_pylist())
                self.rows[name] += [{**bound, **row} for row in table.slice(table.num_rows - 1).to_pylist()]
        self._first[file.file_id or ""] = file
        if whole:
            self._whole.add(file.file_id or "")

    def _whose(self, source: Source, printed: str | None) -> str:
        """Whose a document is: as it prints, where its folder says nothing, or names one whose papers are known to print otherwise."""
        trusted = source.named and source.municipality not in self._profiled
        return source.municipality if printed is None or trusted else printed

    def checkable(self, compared: Tables) -> Rows:
        """Of the compared rows, those that stand for themselves and can be held against the schema."""
        checked = {name: list(self._own(name, rows)) for name, rows in compared.items()}
        checked["links"] = [row for row in compared["links"] if _file_id(row) in self._whole]
        checked["findings"] = [row for row in self._findings(compared) if row["document_id"] is None or _file_id(row) in self._whole]
        return checked

    def chunks(self, compared: Tables) -> Iterator[tuple[str, pa.Table]]:
        """Each table's rows piece by piece, in the order of its key, with `compared` in the place of what was compared."""
        flowing = [name for name, table in TABLES.items() if table.key[0] == "document_id" and name not in HELD]
        whole = {name: _by(self._own(name, compared[name]), _file_id) for name in flowing}
        self._count(compared)
        for name, table in TABLES.items():
            if name not in flowing and name != "findings":
                yield from self._counted(name, arrow_table(table, compared[name]))
        for file_id, file in sorted(self._first.items()):
            if file_id in self._whole:
                for name in flowing:
                    if rows := whole[name].pop(file_id, None):
                        yield from self._counted(name, arrow_table(TABLES[name], rows))
            else:
                yield from self._flow(file, flowing)
        yield from self._flow_findings(compared)

    def _flow(self, file: File, names: Iterable[str]) -> Iterator[tuple[str, pa.Table]]:
        fragment = Fragment(self._cache.place(file.source.sha256 or ""))
        for name in names:
            if name in fragment.header.tables:
                yield from self._counted(name, fragment.table(name).cast(arrow_schema(TABLES[name])))

    def _flow_findings(self, compared: Tables) -> Iterator[tuple[str, pa.Table]]:
        import pyarrow as pa

        table = TABLES["findings"]
        found = _by(self._findings(compared), lambda row: str(row["path"]))
        given = {file.source.path: file for file in self._first.values()}
        for path in sorted({*found, *self._last}):
            if path in self._last:
                rows = Fragment(self._cache.place(given[path].source.sha256 or "")).table("findings")
                placed = rows.add_column(0, "path", pa.array([path] * rows.num_rows))
                yield from self._counted("findings", placed.select(arrow_schema(table).names).cast(arrow_schema(table)))
            if path in found:
                yield from self._counted("findings", arrow_table(table, found[path]))

    def _own(self, name: str, rows: Sequence[Row]) -> Sequence[Row]:
        """Without the rows that are only there to be linked to, of tables that flow."""
        if name in HELD or TABLES[name].key[0] != "document_id":
            return rows
        return [row for row in rows if _file_id(row) in self._whole]

    def _findings(self, compared: Tables) -> list[Row]:
        """Without those that are only there for their number."""
        return [row for row in compared["findings"] if row["ordinal"] > self._last.get(row["path"], 0) or row["path"] not in self._last]

    def _counted(self, name: str, table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
        self.counts[name] += table.num_rows
        if name == "findings":
            self.severities.update(table.column("severity").to_pylist())
            self.codes.update(table.column("code").to_pylist())
        yield name, table

    def _count(self, compared: Tables) -> None:
        self.counts, self.severities, self.codes = Counter(dict.fromkeys(compared, 0)), Counter(), Counter()


def _file_id(row: Row) -> str:
    """Of a row with a document: its id begins with its file's."""
    return str(row["document_id"])[:16]


def _by(rows: Iterable[Row], key: Any) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    return grouped
