"""What a table and its columns are declared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

__all__ = ["Column", "ForeignKey", "Table", "Type", "count", "day", "flag", "points", "round_number", "share", "text", "year"]

if TYPE_CHECKING:
    from pipeline.schema.rows import Row


class Type(StrEnum):
    """What a cell may hold, in Arrow's words. No lists and no structs: Excel, CSV and frictionless cannot hold them."""

    STRING = "string"
    BOOLEAN = "bool"
    INT8 = "int8"
    INT16 = "int16"
    INT32 = "int32"
    INT64 = "int64"
    FLOAT64 = "float64"
    DATE = "date32"
    DECIMAL = "decimal128(18, 2)"


class Column(Struct, frozen=True):
    """`enum` holds the values a cell may take; `scale` those of them that can be compared, from least to most.

    Examples:
        >>> from pipeline.schema.tables import TABLES
        >>> TABLES["milestones"].column("smiley").scale
        ('sur', 'mellem_eller_sur', 'mellem', 'glad')
    """

    name: str
    type: Type
    description: str
    unit: str | None = None
    enum: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()


class ForeignKey(Struct, frozen=True):
    """Where `columns` are filled, their values stand in the columns `references` of `table`."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


class Table(Struct, frozen=True):
    """The columns of `key` are never null and together never the same twice; rows are sorted by them.

    `required` columns are never null either. A pair `source_table`, `source_key` names a row of another table.

    Examples:
        >>> from pipeline.schema.tables import TABLES
        >>> TABLES["initiatives"].key
        ('document_id', 'initiative_id')
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def source_key(self, row: Row) -> str:
        """How other tables name a row of this one: its key without the document, joined by slashes; a document by its id."""
        return next(self.source_keys([row]))

    def source_keys(self, rows: Iterable[Row]) -> Iterator[str]:
        """That of each row."""
        first, *more = [name for name in self.key if name != "document_id"] or ["document_id"]
        if not more:
            return map(str, map(itemgetter(first), rows))
        return ("/".join(map(str, values)) for values in map(itemgetter(first, *more), rows))

    def nullable(self, column: Column) -> bool:
        return column.name not in self.key and column.name not in self.required


def text(name: str, description: str, enum: Iterable[str] = (), *, scale: Iterable[str] = ()) -> Column:
    scale = tuple(str(value) for value in scale)
    return Column(name, Type.STRING, description, enum=scale + tuple(str(value) for value in enum), scale=scale)


def flag(name: str, description: str) -> Column:
    return Column(name, Type.BOOLEAN, description)


def day(name: str, description: str) -> Column:
    return Column(name, Type.DATE, description)


def year(name: str, description: str) -> Column:
    return Column(name, Type.INT16, description, unit="year")


def round_number(name: str, description: str) -> Column:
    return Column(name, Type.INT8, description)


def count(name: str, description: str, unit: str | None = None) -> Column:
    return Column(name, Type.INT32, description, unit)


def points(name: str, description: str) -> Column:
    return Column(name, Type.FLOAT64, description, unit="pt")


def share(name: str, description: str) -> Column:
    return Column(name, Type.FLOAT64, description, unit="0 to 1")
