"""Columns of many files in, whether all is sound out: what `checks.faults` would find, asked of whole columns at once.

Where it is not, the rows are asked, which say what is wrong and where: this may answer no for rows that are sound, never yes for others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.schema.columns import Table, Type
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FileColumns", "are_sound"]

BETWEEN = "\x1f"  # values of a key; the first is a number, and the second an id of our own


class FileColumns(NamedTuple):
    """A table's rows of several files; `numbers` are the places of each row's file among them."""

    rows: pa.Table
    numbers: pa.Array


def are_sound(tables: Mapping[str, FileColumns], file_ids: Sequence[str]) -> bool:
    """Whether no file's rows have a fault. Their columns are of the declared types, but for those that a file's place decides."""
    joined = _Joined(tables)
    return all(
        _cells_fit(TABLES[name], own.rows)
        and _keys_differ(TABLES[name], own, joined)
        and _references_lead_somewhere(TABLES[name], own, joined, file_ids)
        and _sources_are_there(own, joined)
        for name, own in tables.items()
        if own.rows.num_rows
    )


class _Joined:
    """Columns of tables laid together as one text a row, each time but the first as it was made."""

    def __init__(self, tables: Mapping[str, FileColumns]) -> None:
        self._tables = tables
        self._made: dict[tuple[str, Sequence[str]], pa.Array] = {}
        self._sources: dict[str, pa.Array | None] = {}

    def of(self, name: str, columns: Sequence[str]) -> pa.Array:
        """No text where there is no such table."""
        import pyarrow as pa

        if name not in self._tables:
            return pa.array([], pa.string())
        if (name, columns) not in self._made:
            self._made[name, columns] = _joined(self._tables[name], columns)
        return self._made[name, columns]

    def sources(self, name: str) -> pa.Array | None:
        """Of each row its document and the rest of its key, as a `source_key` names it; None where there is no such table."""
        if name not in self._sources:
            self._sources[name] = _named(name, self._tables[name]) if name in self._tables else None
        return self._sources[name]


def _cells_fit(table: Table, rows: pa.Table) -> bool:
    import pyarrow as pa
    import pyarrow.compute as pc

    texts: list[pa.Array] = []
    for column in table.columns:
        if column.name not in rows.column_names:
            continue
        values = rows.column(column.name)
        if values.null_count and not table.nullable(column):
            return False
        if column.enum and not {*column.enum, None}.issuperset(pc.unique(values).to_pylist()):
            return False
        if column.type is Type.STRING:
            texts += values.chunks
    return not pc.any(pc.equal(pa.chunked_array(texts, pa.string()), _scalar("")), min_count=0).as_py()


def _keys_differ(table: Table, own: FileColumns, joined: _Joined) -> bool:
    import pyarrow.compute as pc

    known = tuple(name for name in table.key if name in own.rows.column_names)
    return bool(pc.count_distinct(joined.of(table.name, known)).as_py() == own.rows.num_rows)


def _references_lead_somewhere(table: Table, own: FileColumns, joined: _Joined, file_ids: Sequence[str]) -> bool:
    import pyarrow as pa
    import pyarrow.compute as pc

    for link in table.foreign_keys:
        if not set(link.columns) <= set(own.rows.column_names):
            continue  # the place of the file, which is there
        if link.table == "files":
            numbers = pa.array([*map(str, range(len(file_ids)))], pa.string())
            there = pc.binary_join_element_wise(numbers, pa.array(file_ids, pa.string()), _scalar(BETWEEN))
        else:
            there = joined.of(link.table, link.references)
        if not _are_in(joined.of(table.name, link.columns), there):
            return False
    return True


def _sources_are_there(own: FileColumns, joined: _Joined) -> bool:
    """A row's `source_table` and `source_key` name a row of the same document."""
    import pyarrow.compute as pc

    if "source_table" not in own.rows.column_names:
        return True
    named = pc.and_(pc.is_valid(own.rows.column("source_table")), pc.is_valid(own.rows.column("source_key")))
    own = FileColumns(own.rows.filter(named), own.numbers.filter(named.combine_chunks()))
    if own.rows.column("document_id").null_count:
        return False
    for name in pc.unique(own.rows.column("source_table")).to_pylist():
        there = joined.sources(name)
        if there is None:
            return False
        of = pc.equal(own.rows.column("source_table"), _scalar(name)).combine_chunks()
        if not _are_in(_joined(FileColumns(own.rows.filter(of), own.numbers.filter(of)), ("document_id", "source_key")), there):
            return False
    return True


def _named(name: str, own: FileColumns) -> pa.Array | None:
    import pyarrow.compute as pc

    rows, numbers = own
    key = [each for each in TABLES[name].key if each != "document_id"] or ["document_id"]
    if not set(key) <= set(rows.column_names):
        return None
    whole = pc.binary_join_element_wise(*(_as_text(rows.column(each)) for each in key), _scalar("/"))
    return _joined(FileColumns(rows.append_column("whole", whole), numbers), ("document_id", "whole"))


def _joined(own: FileColumns, columns: Sequence[str]) -> pa.Array:
    """Each row's values of these columns as one text, behind its file's number; null where one is."""
    import pyarrow.compute as pc

    values = [_as_text(own.rows.column(name).combine_chunks()) for name in columns]
    return pc.binary_join_element_wise(_as_text(own.numbers), *values, _scalar(BETWEEN))


def _as_text(values: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    return values if pa.types.is_string(values.type) else pc.cast(values, pa.string())


@cache
def _scalar(text: str) -> pa.StringScalar:
    """Of no type that Arrow must guess: it would look for dateutil, and load it."""
    import pyarrow as pa

    return pa.scalar(text, pa.string())


def _are_in(values: pa.Array, there: pa.Array) -> bool:
    import pyarrow.compute as pc

    found = pc.is_in(values.drop_null(), value_set=there.drop_null())
    return bool(pc.all(found, min_count=0).as_py())
