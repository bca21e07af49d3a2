"""Rows in, what is wrong with them out: types, keys, foreign keys and enums, before anything is published. It drops no row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from pipeline.schema.columns import Column, Table, Type
from pipeline.schema.rows import Row, Tables
from pipeline.schema.tables import TABLES

__all__ = ["faults"]

INTEGER_LIMITS = {Type.INT8: 2**7, Type.INT16: 2**15, Type.INT32: 2**31, Type.INT64: 2**63}
DECIMAL_LIMIT = Decimal(10) ** 16  # decimal128(18, 2): sixteen digits before the point


KINDS: dict[Type, set[type]] = {
    Type.BOOLEAN: {bool},
    Type.FLOAT64: {int, float},
    Type.DATE: {date},
}  # of values that need no look one by one

Named = dict[str, set[tuple[Any, str]]]  # of tables, the documents and keys by which others name their rows


class Fault(NamedTuple):
    """`row` is the row's key, to find it by."""

    table: str
    row: tuple[Any, ...]
    message: str

    def __str__(self) -> str:
        return f"{self.table} {'/'.join(map(str, self.row))}: {self.message}"


def faults(rows: Tables) -> list[Fault]:
    """All that keeps rows from being published: types, keys, foreign keys, enums. A table that is not declared is a fault too.

    Args:
        rows: Rows by the table's name; none is altered or dropped.

    Returns:
        Each fault with its table, its row's key and a sentence; none when all holds.

    Examples:
        >>> from pipeline.schema.checks import faults
        >>> print(*faults({"files": [{"path": "a.pdf"}]}))
        files a.pdf: state is missing
    """
    unknown = [Fault(name, (), "the table is not declared") for name in rows if name not in TABLES]
    tables = {name: table for name, table in TABLES.items() if rows.get(name)}
    found = [fault for name, table in tables.items() for fault in _cell_faults(table, rows[name])]
    found += [fault for name, table in tables.items() for fault in _key_faults(table, rows[name])]
    named: Named = {}
    return unknown + found + [fault for table in tables.values() for fault in _reference_faults(table, rows, named)]


def _cell_faults(table: Table, rows: Sequence[Row]) -> Iterator[Fault]:
    """Cell by cell only where a look at whole columns does not find all as it should be."""
    names = [column.name for column in table.columns]
    as_many = {*map(len, rows)} == {len(names)}  # as columns: then each has them all, or one of them is found missing
    if as_many or all(map(set(names).issuperset, rows)):
        with suppress(KeyError):
            if all(_fit(table, column, _column(rows, column.name, whole=as_many)) for column in table.columns):
                return
    yield from _faults_by_row(table, rows)


def _fit(table: Table, column: Column, values: Sequence[Any]) -> bool:
    """Whether all of a column's values can stand in it; False too where that takes a closer look."""
    kinds = {*map(type, values)}
    if type(None) in kinds and not table.nullable(column):
        return False
    kinds.discard(type(None))
    if column.enum:
        return {*column.enum, None}.issuperset(values)
    if column.type is Type.STRING:
        return kinds <= {str} and "" not in values
    if column.type in KINDS:
        return kinds <= KINDS[column.type]
    values = [value for value in values if value is not None]
    if column.type in INTEGER_LIMITS:
        limit = INTEGER_LIMITS[column.type]
        return not values or (kinds == {int} and -limit <= min(values) and max(values) < limit)
    return all(map(FITTING[column.type], values))


def _column(rows: Sequence[Row], name: str, *, whole: bool) -> list[Any]:
    """Raises KeyError where one of them has none and all should."""
    return [*map(itemgetter(name), rows)] if whole else [row.get(name) for row in rows]


def _cells(rows: Sequence[Row], names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Of each row the values of these columns; None where it has none."""
    if len(names) > 1:
        with suppress(KeyError):
            return [*map(itemgetter(*names), rows)]
    return [*zip(*([row.get(name) for row in rows] for name in names), strict=True)]


def _faults_by_row(table: Table, rows: Sequence[Row]) -> Iterator[Fault]:
    names = {column.name for column in table.columns}
    checks = [(column.name, table.nullable(column), column, frozenset(column.enum), FITTING[column.type]) for column in table.columns]
    for row in rows:
        if strange := row.keys() - names:
            yield Fault(table.name, _key(table, row), f"{', '.join(sorted(strange))}: no such column")
        for name, nullable, column, allowed, fitting in checks:
            value = row.get(name)
            if value is None:
                if not nullable:
                    yield Fault(table.name, _key(table, row), f"{name} is missing")
            elif allowed:
                if value not in allowed:
                    yield Fault(table.name, _key(table, row), f"{name} is {value!r}, not one of {', '.join(column.enum)}")
            elif not fitting(value):
                yield Fault(table.name, _key(table, row), f"{name} is {value!r}, not {column.type}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_sum(value: Any) -> bool:
    return isinstance(value, Decimal) and value.is_finite() and abs(value) < DECIMAL_LIMIT and value == round(value, 2)


def _is_whole(limit: int, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -limit <= value < limit


# Whether a value that is there can stand in a cell of a type without being changed.
FITTING: dict[Type, Callable[[Any], bool]] = {
    Type.STRING: _is_text,
    Type.BOOLEAN: _is_flag,
    Type.FLOAT64: _is_number,
    Type.DATE: _is_day,
    Type.DECIMAL: _is_sum,
    **{type_: partial(_is_whole, limit) for type_, limit in INTEGER_LIMITS.items()},
}


def _key_faults(table: Table, rows: Sequence[Row]) -> Iterator[Fault]:
    keys = _cells(rows, table.key)
    for key, times in Counter(keys).items() if len({*keys}) < len(keys) else ():
        if times > 1:
            yield Fault(table.name, key, f"the key stands {times} times")


def _reference_faults(table: Table, rows: Tables, named: Named) -> Iterator[Fault]:
    for link in table.foreign_keys:
        there = {*_cells(rows.get(link.table, ()), link.references)}
        cells = _cells(rows[table.name], link.columns)
        lost = {value for value in {*cells} - there if None not in value}
        for row, value in zip(rows[table.name], cells, strict=True) if lost else ():
            if value in lost:
                yield Fault(table.name, _key(table, row), f"{', '.join(link.columns)} {value} is not in {link.table}")
    if any(column.name == "source_table" for column in table.columns):
        yield from _source_faults(table, rows, named)


def _source_faults(table: Table, rows: Tables, there: Named) -> Iterator[Fault]:
    """A row's `source_table` and `source_key` name a row of the same document."""
    for row in rows[table.name]:
        name, key = row.get("source_table"), row.get("source_key")
        if name is None or key is None:
            continue
        if name not in TABLES:
            yield Fault(table.name, _key(table, row), f"source_table {name} is not a table")
            continue
        if name not in there:
            own = rows.get(name, ())
            there[name] = {*zip((one.get("document_id") for one in own), TABLES[name].source_keys(own), strict=True)}
        if (row["document_id"], key) not in there[name]:
            yield Fault(table.name, _key(table, row), f"source {key} is not in {name}")


def _key(table: Table, row: Row) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in table.key)
