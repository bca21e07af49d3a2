"""Two published folders in, every field that differs out: by table and column, with counts and rows to look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.publish.load import load
from pipeline.schema.rows import Row
from pipeline.schema.tables import TABLES

__all__ = ["FieldDifference", "TableDifferences", "differences"]

SHOWN = 20  # rows of each kind of difference that are kept to be looked at
FOLLOWS = {("files", "engine")}  # what differs with every reader, and of itself says nothing
ROWS_GONE, ROWS_NEW = "row gone", "row new"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of one row, or a row that stands on one side alone (`column` is then None)."""

    key: tuple[object, ...]
    column: str | None
    before: object
    after: object
    page: int | None


@dataclass(slots=True)
class TableDifferences:
    """Of one table: how many rows there were, and how often each column differed, with some of those rows."""

    name: str
    rows: tuple[int, int]
    counts: Counter[str] = field(default_factory=Counter)  # by column, or ROWS_GONE and ROWS_NEW
    shown: dict[str, list[FieldDifference]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, difference: FieldDifference) -> None:
        self.counts[kind] += 1
        if len(self.shown[kind]) < SHOWN:
            self.shown[kind].append(difference)


def differences(old: Path, new: Path) -> list[TableDifferences]:
    """Of every table that differs. A table that one side does not have counts as empty. Raises TablesError."""
    one, other = load(old, "arrow"), load(new, "arrow")
    found = []
    for name in TABLES:
        before = getattr(one, name).to_pylist() if name in one.names else []
        after = getattr(other, name).to_pylist() if name in other.names else []
        table = _of_table(name, before, after)
        if table.counts:
            found.append(table)
    return found


def _of_table(name: str, before: Sequence[Row], after: Sequence[Row]) -> TableDifferences:
    key = TABLES[name].key
    old = {tuple(row.get(part) for part in key): row for row in before}
    new = {tuple(row.get(part) for part in key): row for row in after}
    told = TableDifferences(name, (len(before), len(after)))
    for each, row in old.items():
        if each not in new:
            told.add(ROWS_GONE, FieldDifference(each, None, _words(row), None, row.get("page")))
    for each, row in new.items():
        if each not in old:
            told.add(ROWS_NEW, FieldDifference(each, None, None, _words(row), row.get("page")))
        else:
            for column, value, other in _fields(name, old[each], row):
                told.add(column, FieldDifference(each, column, value, other, row.get("page")))
    return told


def _fields(name: str, before: Row, after: Row) -> Iterator[tuple[str, object, object]]:
    for column in sorted(before.keys() | after.keys()):
        if (name, column) not in FOLLOWS and before.get(column) != after.get(column):
            yield column, before.get(column), after.get(column)


def _words(row: Row) -> str:
    """What a row says, in the columns that hold words."""
    said = (row.get(name) for name in ("code", "title", "due_label", "text", "status_note", "sentence", "name", "raw", "path"))
    return " · ".join(str(one) for one in said if one)
