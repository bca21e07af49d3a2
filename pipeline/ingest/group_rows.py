"""The fragments of a municipality's files in, what is compared of them out as rows; what is not goes by as the tables it is.

Files that hold a plan, a follow-up or an agreement are few, and their promises are followed from round to round: all their
rows are taken in. Of the other thousands only what links, numbers and counts need is held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from parsers.model.records import WITH_INITIATIVES, LinkKind
from pipeline.ingest.fragment_batches import FragmentBatch, OpenedFragments, batches_of
from pipeline.ingest.fragments import Fragment, FragmentError
from pipeline.ingest.rows import File
from pipeline.ingest.soundness import HeldReading
from pipeline.ingest.sources import Source
from pipeline.schema.package import arrow_schema
from pipeline.schema.rows import Row, Rows
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["HELD", "GroupRows"]

HELD = ("documents", "links", "annexes")  # held of every file
NAMED = {  # what links lead to, and what a case is known by
    "agenda_items": ("document_id", "item_number", "page", "line", "case_number", "committee", "meeting_date"),
    "decisions": ("document_id",),
}
LEAST_SHARE = 0.5  # of what was opened together: with less of it a group opens its own again
# Of a file that names a point of an agreement: its sums, to be held against that point's.
SUMS = ("document_id", "source_table", "source_key", "initiative_id", "raw", "amount_dkk", "kind", "year_from", "year_to", "recurring")


class GroupRows:
    """What is compared of a group: `rows`, file by file; `whole` are the files of which all is, `flowing` the tables of the others.

    `last` is the number of the last finding of each of those others, by its path, so that what is found later is numbered behind it.
    """

    def __init__(
        self,
        files: Sequence[File],
        gives: Collection[str],
        place: Callable[[str], Path],
        whose: Callable[[Source, str | None], str],
        held: Mapping[str, HeldReading] = MappingProxyType({}),
    ) -> None:
        """`gives` are the paths of the files that have a fragment, and `place` tells by a file's bytes' hash where it lies. Those that
        are `held` are not opened again, where most that were opened together are of this group. Raises FragmentError with its place,
        and OSError.
        """
        self.whole: set[str] = set()
        self.last: dict[str, int] = {}
        self.flowing: dict[str, list[pa.Table]] = defaultdict(list)
        self._whose = whose
        self._numbered: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        met: dict[str, tuple[int, File]] = {}  # by their paths
        for number, file in enumerate(files):
            self._numbered["files"].append((number, file.row()))
            if refusal := file.refusal():
                self._numbered["findings"].append((number, refusal))
            if file.source.path in gives:
                met[file.source.path] = number, file
        for opened, own in _at_hand(met, held):
            _Batch(self, opened, own).take()
        by_place = {place(file.source.sha256 or ""): (number, file) for number, file in met.values()}
        for batch in batches_of(_opened(by_place)):
            _Batch(self, FragmentBatch(batch).opened(), dict(enumerate(by_place[Path(each.place)] for each in batch))).take()
        self.rows: Rows = {name: [row for _number, row in sorted(self._numbered.pop(name, ()), key=_by_number)] for name in TABLES}

    def hold(self, name: str, rows: Iterable[tuple[int, Row]]) -> None:
        """Takes in rows, each with its file's number."""
        self._numbered[name].extend(rows)

    def whose(self, source: Source, printed: str | None) -> str:
        """Whose a document is that prints this."""
        return self._whose(source, printed)


def _by_number(numbered: tuple[int, Row]) -> int:
    return numbered[0]


def _at_hand(
    met: dict[str, tuple[int, File]], held: Mapping[str, HeldReading]
) -> Iterator[tuple[OpenedFragments, dict[int, tuple[int, File]]]]:
    """What was opened together and is mostly of these files, which are taken off `met`; of each, where its files stand in it."""
    together: dict[OpenedFragments, dict[int, str]] = defaultdict(dict)
    for path in met:
        if (one := held.get(path)) is not None:
            together[one.opened][one.place] = path
    for opened, paths in together.items():
        if len(paths) > LEAST_SHARE * len(opened.headers):
            yield opened, {place: met.pop(path) for place, path in paths.items()}


def _opened(places: Mapping[Path, object]) -> Iterator[Fragment]:
    for place in places:
        try:
            fragment = Fragment(place)
        except FragmentError as error:
            error.place = place
            raise
        yield fragment


class _Batch:
    """Fragments that were opened together, on their way into a group; `files` are those of the group, by their places among them."""

    def __init__(self, group: GroupRows, opened: OpenedFragments, files: Mapping[int, tuple[int, File]]) -> None:
        self._group, self._files, self._headers = group, files, opened.headers
        self._tables = {name: _of(*table, set(files)) for name, table in opened.tables.items()}
        kinds = self._pairs("documents", "kind")
        self._whole = {at for at in files if "initiatives" in opened.headers[at].tables}
        self._whole |= {at for at, kind in kinds if kind in WITH_INITIATIVES}
        self._summed = {at for at, kind in self._pairs("links", "target_kind") if kind == LinkKind.AGREEMENT_POINT}

    def _pairs(self, name: str, column: str) -> list[tuple[int, object]]:
        """The values of a column, each with the place of its file in the batch."""
        if name not in self._tables:
            return []
        table, numbers = self._tables[name]
        return list(zip(numbers.to_pylist(), table.column(column).to_pylist(), strict=True))

    def take(self) -> None:
        self._group.whole |= {self._files[at][1].file_id or "" for at in self._whole}
        for name, (table, numbers) in self._tables.items():
            if name in HELD:
                self._hold(name, table, numbers)
                continue
            rest = set(self._files) - self._whole
            self._hold(name, *_of(table, numbers, self._whole))
            others, theirs = _of(table, numbers, rest)
            if not others.num_rows:
                continue
            if name in NAMED:
                self._hold(name, others.select(NAMED[name]), theirs)
            elif name == "amounts":
                summed, whose = _of(table, numbers, rest & self._summed)
                self._hold(name, summed.select(SUMS), whose)
            elif name == "findings":
                self._hold_last(others, theirs)
            self._group.flowing[name].append(self._flowing(name, others, theirs))

    def _hold(self, name: str, table: pa.Table, numbers: pa.Array) -> None:
        """With what the file's place decides (`BOUND`)."""
        places, rows = numbers.to_pylist(), table.to_pylist()
        if name == "documents":
            for at, row in zip(places, rows, strict=True):
                printed = self._headers[at].municipalities.get(row["document_id"])
                row["municipality"] = self._group.whose(self._files[at][1].source, printed)
        elif name == "findings":
            for at, row in zip(places, rows, strict=True):
                row["path"] = self._files[at][1].source.path
        self._group.hold(name, zip((self._files[at][0] for at in places), rows, strict=True))

    def _hold_last(self, table: pa.Table, numbers: pa.Array) -> None:
        """Of each file's findings the last one's number alone."""
        last: dict[int, int] = {}
        for at, ordinal in zip(numbers.to_pylist(), table.column("ordinal").to_pylist(), strict=True):
            if ordinal > last.get(at, 0):
                last[at] = ordinal
        for at, ordinal in last.items():
            number, file = self._files[at]
            self._group.last[file.source.path] = ordinal
            self._group.hold("findings", [(number, {"path": file.source.path, "document_id": None, "ordinal": ordinal})])

    def _flowing(self, name: str, table: pa.Table, numbers: pa.Array) -> pa.Table:
        """The table as it will be published."""
        import pyarrow as pa

        schema = arrow_schema(TABLES[name])
        if name == "findings":
            of = {at: file.source.path for at, (_number, file) in self._files.items()}
            paths = pa.array([of[at] for at in numbers.to_pylist()], pa.string())
            table = table.add_column(0, "path", paths).select(schema.names)
        return table.cast(schema)


def _of(table: pa.Table, numbers: pa.Array, places: set[int]) -> tuple[pa.Table, pa.Array]:
    """The rows of these files, and of each its file's place."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not places or not table.num_rows:
        return table.slice(0, 0), numbers.slice(0, 0)
    own = pc.is_in(numbers, value_set=pa.array(sorted(places), pa.int32()))
    return (table, numbers) if pc.all(own, min_count=0).as_py() else (table.filter(own), numbers.filter(own))
