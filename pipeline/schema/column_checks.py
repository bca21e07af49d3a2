"""Columns of many files in, whether all is sound out: what `checks.faults` would find, asked of whole columns at once.

Where it is not, the rows are asked, which say what is wrong and where: this may answer no for rows that are sound, never yes for others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    return all(
        _cells_fit(TABLES[name], own.rows)
        and _keys_differ(TABLES[name], own)
        and _references_lead_somewhere(TABLES[name], own, tables, file_ids)
        and _sources_are_there(own, tables)
        for name, own in tables.items()
        if own.rows.num_rows
    )


def _cells_fit(table: Table, rows: pa.Table) -> bool:
    import pyarrow as pa
    import pyarrow.compute as pc

    for column in table.columns:
        if column.name not in rows.column_names:
            continue
        values = rows.column(column.name)
        if values.null_count and not table.nullable(column):
            return False
        if column.enum and not pc.all(pc.is_in(values, value_set=pa.array([*column.enum, None], values.type)), min_count=0).as_py():
            return False
        if column.type is Type.STRING and pc.any(pc.equal(values, ""), min_count=0).as_py():
            return False
    return True


def _keys_differ(table: Table, own: FileColumns) -> bool:
    import pyarrow.compute as pc

    known = [name for name in table.key if name in own.rows.column_names]
    return bool(pc.count_distinct(_joined(own, known)).as_py() == own.rows.num_rows)


def _references_lead_somewhere(table: Table, own: FileColumns, tables: Mapping[str, FileColumns], file_ids: Sequence[str]) -> bool:
    import pyarrow as pa
    import pyarrow.compute as pc

    for link in table.foreign_keys:
        if not set(link.columns) <= set(own.rows.column_names):
            continue  # the place of the file, which is there
        if link.table == "files":
            there = pc.binary_join_element_wise(pa.array(map(str, range(len(file_ids)))), pa.array(file_ids), BETWEEN)
        elif link.table in tables:
            there = _joined(tables[link.table], link.references)
        else:
            there = pa.array([], pa.string())
        if not _are_in(_joined(own, link.columns), there):
            return False
    return True


def _sources_are_there(own: FileColumns, tables: Mapping[str, FileColumns]) -> bool:
    """A row's `source_table` and `source_key` name a row of the same document."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if "source_table" not in own.rows.column_names:
        return True
    named = pc.and_(pc.is_valid(own.rows.column("source_table")), pc.is_valid(own.rows.column("source_key")))
    own = FileColumns(own.rows.filter(named), own.numbers.filter(named.combine_chunks()))
    if own.rows.column("document_id").null_count:
        return False
    for name in pc.unique(own.rows.column("source_table")).to_pylist():
        if name not in tables:
            return False
        rows, numbers = tables[name]
        key = [each for each in TABLES[name].key if each != "document_id"] or ["document_id"]
        if not set(key) <= set(rows.column_names):
            return False
        whole = pc.binary_join_element_wise(*(pc.cast(rows.column(each), pa.string()) for each in key), "/")
        there = _joined(FileColumns(rows.append_column("whole", whole), numbers), ("document_id", "whole"))
        of = pc.equal(own.rows.column("source_table"), name).combine_chunks()
        if not _are_in(_joined(FileColumns(own.rows.filter(of), own.numbers.filter(of)), ("document_id", "source_key")), there):
            return False
    return True


def _joined(own: FileColumns, columns: Sequence[str]) -> pa.Array:
    """Each row's values of these columns as one text, behind its file's number; null where one is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    values = [pc.cast(own.rows.column(name).combine_chunks(), pa.string()) for name in columns]
    return pc.binary_join_element_wise(pc.cast(own.numbers, pa.string()), *values, BETWEEN)


def _are_in(values: pa.Array, there: pa.Array) -> bool:
    import pyarrow.compute as pc

    return bool(pc.all(pc.is_in(values.drop_null(), value_set=there.drop_null()), min_count=0).as_py())
