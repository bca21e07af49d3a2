"""Fragments in, tables out, without holding them all: what is compared comes as rows of one municipality, everything else flows by.

Files that hold a plan, a follow-up or an agreement are few, and their promises are followed from round to round: all their
rows are taken in. Of the other thousands only what links, numbers and counts need is held; their tables flow from the
fragments to the writer in the order of the key. What was compared waits in a file until it is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.documents.kinds import KINDS
from parsers.model.records import LinkKind
from pipeline.errors import GateError
from pipeline.ingest.cache import Cache
from pipeline.ingest.fragments import BOUND, Fragment, FragmentError, FragmentHeader
from pipeline.ingest.readings import ReadingOutcome
from pipeline.ingest.rows import File
from pipeline.ingest.sources import Source
from pipeline.ingest.spill import Spill
from pipeline.schema.checks import faults
from pipeline.schema.ids import file_id
from pipeline.schema.package import arrow_schema, arrow_table
from pipeline.schema.reasons import FileCode
from pipeline.schema.rows import DocumentRow, Row, Rows, Tables, rows_in
from pipeline.schema.run_json import RunDocument
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Merge"]

FOLLOWED = frozenset(kind.value for kind, each in KINDS.items() if "initiatives" in each.tables)
HELD = ("documents", "links", "annexes")  # held of every file
NAMED = {  # what links lead to, and what a case is known by
    "agenda_items": ("document_id", "item_number", "page", "line", "case_number", "committee", "meeting_date"),
    "decisions": ("document_id",),
}
# Of a file that names a point of an agreement: its sums, to be held against that point's.
SUMS = ("document_id", "source_table", "source_key", "initiative_id", "raw", "amount_dkk", "kind", "year_from", "year_to", "recurring")
BY_DOCUMENT = [name for name, table in TABLES.items() if table.key[0] == "document_id"]
BY_KEY = [name for name in TABLES if name not in BY_DOCUMENT and name not in ("files", "findings")]


class Merge:
    """What came of each source. `municipalities` gives the rows that are to be compared, `take` has them back, `chunks` gives all."""

    def __init__(
        self,
        sources: Sequence[Source],
        cache: Cache,
        outcomes: Mapping[str, ReadingOutcome],
        folder: Path,
        profiled: Container[str] = (),
    ) -> None:
        """`sources` in the order of their paths; `outcomes` of those that this run has read, by their bytes' hash.

        What waits to be written lies in `folder`. `profiled` are the municipalities whose papers are known: one that prints
        another's name is not theirs, whatever its folder says. Raises OSError.
        """
        self._profiled = profiled
        self.files: list[File] = []
        self.documents: dict[str, list[RunDocument]] = defaultdict(list)  # by file_id
        self.counts: Counter[str] = Counter(dict.fromkeys(TABLES, 0))
        self.severities: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()  # of findings
        self._cache, self._spill = cache, Spill(folder)
        self._first: dict[str, File] = {}  # by file_id, of those that give documents
        self._whole: set[str] = set()  # of those, which are compared with all they have
        self._last: dict[str, int] = {}  # the number of the last finding of every other file, by its path
        for source in sources:
            file = self._file(source, outcomes.get(source.sha256 or ""))
            self.files.append(file)
            if file.code is None:
                self._first.setdefault(file.file_id or "", file)
        self._groups = self._together()

    @property
    def several(self) -> bool:
        """Whether there are several municipalities."""
        return len(self._groups) > 1

    def _file(self, source: Source, outcome: ReadingOutcome | None) -> File:
        if source.code is not None or source.sha256 is None:
            return File(source, code=source.code, detail=source.detail)
        if outcome is not None and outcome.code is not None:
            return File(source, code=outcome.code, detail=outcome.detail)
        known = self._first.get(file_id(source.sha256))
        if known is not None:
            return File(source, known.reading, unchanged=outcome is None)
        try:
            header = Fragment(self._cache.place(source.sha256)).header
            if header.sha256 != source.sha256:
                raise FragmentError("it is of another file")
            return File(source, header, header.code, header.detail, unchanged=outcome is None)
        except (FragmentError, OSError) as error:
            self._throw_away(source)
            return File(source, code=FileCode.READER_FAILED, detail=f"what was kept of it cannot be used: {error}")

    def _throw_away(self, source: Source) -> None:
        with suppress(OSError):
            self._cache.place(source.sha256 or "").unlink(missing_ok=True)

    # ── what is compared ─────────────────────────────────────────────────────────────────────────────────────────────

    def municipalities(self) -> Iterator[Rows]:
        """The rows of each municipality, to be compared and given to `take`. Raises FragmentError: then begin again, without that one."""
        for own in self._groups:
            rows: Rows = {name: [] for name in TABLES}
            for file in own:
                rows["files"].append(file.row())
                if refusal := file.refusal():
                    rows["findings"].append(refusal)
                if self._first.get(file.file_id or "") is file:
                    try:
                        self._hold(file, rows)
                    except FragmentError:
                        self._throw_away(file.source)
                        raise
            yield rows

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
            first, *others = self._municipalities(file)
            for other in others:
                group[of(other)] = of(first)
        files: dict[str, list[File]] = defaultdict(list)
        for file in self.files:
            given = self._first.get(file.file_id or "") if file.code is None else None
            files[of(self._municipalities(given)[0] if given else file.source.municipality)].append(file)
        return [own for _, own in sorted(files.items())]

    def _municipalities(self, file: File) -> list[str]:
        """Whose documents a file holds."""
        header = file.reading
        assert isinstance(header, FragmentHeader), "what is merged was read from fragments"
        named = {self._whose(file.source, printed) for printed in header.municipalities.values()}
        rows = header.tables.get("documents", (0, 0, 0))[0]
        return sorted(named if named and len(header.municipalities) == rows else named | {file.source.municipality})

    def _hold(self, file: File, rows: Rows) -> None:
        """Takes in what is compared of one file."""
        fragment = Fragment(self._cache.place(file.source.sha256 or ""))
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
                rows[name] += [
                    {**bound, **row, "municipality": self._whose(file.source, whose.get(row["document_id"]))} for row in table.to_pylist()
                ]
            elif whole or name in HELD:
                rows[name] += [{**bound, **row} for row in table.to_pylist()]
            elif name in named:
                rows[name] += table.select(named[name]).to_pylist()
            elif name == "findings":  # the last alone, so that what is found later gets its number behind it
                self._last[path] = max(table.column("ordinal").to_pylist())
                rows[name] += [{**bound, **row} for row in table.slice(table.num_rows - 1).to_pylist()]
        if whole:
            self._whole.add(file.file_id or "")

    def _whose(self, source: Source, printed: str | None) -> str:
        """Whose a document is: as it prints, where its folder says nothing, or names one whose papers are known to print otherwise."""
        trusted = source.named and source.municipality not in self._profiled
        return source.municipality if printed is None or trusted else printed

    def take(self, compared: Tables) -> None:
        """Keeps one municipality's compared rows until they are written. Raises GateError and OSError."""
        rows = {name: self._own(name, found) for name, found in compared.items()}
        if wrong := faults(self._checkable(rows)):
            raise GateError(wrong)
        for name in BY_DOCUMENT:
            for of, own in _by(rows[name], _file_id).items():
                self._spill.add(of, arrow_table(TABLES[name], own))
        for path, own in _by(rows["findings"], lambda row: str(row["path"])).items():
            self._spill.add(path, arrow_table(TABLES["findings"], own))
        for name in BY_KEY:
            self._spill.sort_in(arrow_table(TABLES[name], rows[name]))
        initiatives = Counter(row["document_id"] for row in rows["initiatives"])
        for row in rows_in(compared, "documents"):
            self.documents[row["file_id"]].append(_document(row, initiatives[row["document_id"]]))

    def _own(self, name: str, rows: Sequence[Row]) -> Sequence[Row]:
        """Without the rows that are only there to be linked to or for their number."""
        if name == "findings":
            return [row for row in rows if row["ordinal"] > self._last.get(row["path"], 0) or row["path"] not in self._last]
        if name in HELD or name not in BY_DOCUMENT:
            return rows
        return [row for row in rows if _file_id(row) in self._whole]

    def _checkable(self, rows: Tables) -> Rows:
        """Those that stand for themselves and can be held against the schema."""
        checked = {name: list(own) for name, own in rows.items()}
        for name in ("links", "annexes"):
            checked[name] = [row for row in rows.get(name, ()) if _file_id(row) in self._whole]
        checked["findings"] = [row for row in rows["findings"] if row["document_id"] is None or _file_id(row) in self._whole]
        return checked

    # ── all of it ────────────────────────────────────────────────────────────────────────────────────────────────────

    def chunks(self) -> Iterator[tuple[str, pa.Table]]:
        """Each table's rows piece by piece, in the order of its key."""
        self.counts, self.severities, self.codes = Counter(dict.fromkeys(TABLES, 0)), Counter(), Counter()
        yield from self._counted("files", arrow_table(TABLES["files"], [file.row() for file in self.files]))
        for name in BY_KEY:
            for table in self._spill.sorted(name):
                yield from self._counted(name, table)
        for of, file in sorted(self._first.items()):
            yield from self._flow(of, file)
        by_path = {file.source.path: file for file in self._first.values()}
        for file in self.files:
            yield from self._flow_findings(file.source.path, by_path)

    def _flow(self, of: str, file: File) -> Iterator[tuple[str, pa.Table]]:
        fragment = None if of in self._whole else Fragment(self._cache.place(file.source.sha256 or ""))
        for name in BY_DOCUMENT:
            if (spilled := self._spill.of(of, name)) is not None:
                yield from self._counted(name, spilled)
            elif fragment is not None and name in fragment.header.tables:
                yield from self._counted(name, fragment.table(name).cast(arrow_schema(TABLES[name])))

    def _flow_findings(self, path: str, given: Mapping[str, File]) -> Iterator[tuple[str, pa.Table]]:
        import pyarrow as pa

        table = TABLES["findings"]
        if path in self._last:
            rows = Fragment(self._cache.place(given[path].source.sha256 or "")).table("findings")
            placed = rows.add_column(0, "path", pa.array([path] * rows.num_rows))
            yield from self._counted("findings", placed.select(arrow_schema(table).names).cast(arrow_schema(table)))
        if (spilled := self._spill.of(path, "findings")) is not None:
            yield from self._counted("findings", spilled)

    def _counted(self, name: str, table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
        self.counts[name] += table.num_rows
        if name == "findings":
            self.severities.update(table.column("severity").to_pylist())
            self.codes.update(table.column("code").to_pylist())
        yield name, table


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


def _by(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    return grouped
