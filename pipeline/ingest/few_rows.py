"""A few rows in, bytes out, and back as tuples: JSON, whose values are held to the types of the table's columns as they are read.

An Arrow stream tells of every column of every batch: for a paper of ten rows it is twenty times as long as they are, and takes thirty
times as long to write and ten times as long to read. A list in JSON is no longer than its bytes, so a short one cannot ask for much memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import msgspec

from pipeline.schema.columns import Type
from pipeline.schema.rows import Row
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MOST_BYTES", "MOST_ROWS", "rows_as_json", "rows_from_json", "table_of"]

MOST_ROWS = 1024  # of all tables together: those of a follow-up, and so who reads one need not load Arrow
MOST_BYTES = 2**20
WORD_BYTES = 16

Cells = tuple[Any, ...]
KINDS = {Type.STRING: str, Type.BOOLEAN: bool, Type.FLOAT64: float, Type.DATE: date, Type.DECIMAL: Decimal}  # all others are whole numbers


def rows_as_json(names: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The values of these columns. Raises TypeError and ValueError for one that JSON cannot hold."""
    return msgspec.json.encode([[row.get(name) for name in names] for row in rows])


def rows_from_json(table: str, names: tuple[str, ...], *contents: bytes | memoryview) -> list[list[Cells]]:
    """The rows of each that was written with these columns. Raises ValueError where any are none, or not of their types.

    All are read in one go, which takes a third of the time. Between them stands a word that nobody knew: each ends before it.
    """
    word = os.urandom(WORD_BYTES).hex()
    try:
        found = _decoder(table, names).decode(b"[%b]" % f',"{word}",'.encode().join(contents))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error
    lists, between = found[::2], found[1::2]
    if len(lists) != len(contents) or any(one != word for one in between) or not all(isinstance(one, list) for one in lists):
        raise ValueError("they are no lists of rows")
    return cast("list[list[Cells]]", lists)


def table_of(schema: pa.Schema, rows: Sequence[Sequence[Cells]]) -> pa.Table:
    """Several lists of rows, one behind the other. Raises pyarrow.ArrowException, OverflowError and ValueError for what fits no column."""
    import pyarrow as pa

    columns = list(zip(*chain.from_iterable(rows), strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays([pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)], schema=schema)


@cache
def _decoder(table: str, names: tuple[str, ...]) -> msgspec.json.Decoder[list[list[Cells] | str]]:
    kinds = tuple(KINDS.get(TABLES[table].column(name).type, int) | None for name in names)
    return msgspec.json.Decoder(list[list[tuple[kinds]] | str])  # type: ignore[valid-type]  # that is made of the columns as they are declared
