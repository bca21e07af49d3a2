"""The declared tables to what describes them elsewhere: Arrow schemas, datapackage.json, the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.schema.columns import Column, Table, Type
from pipeline.schema.rights import CONTRIBUTORS, DESCRIPTION, KEYWORDS, LICENSES, SOURCES, TITLE
from pipeline.schema.rows import Row
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION, TABLES, qualified

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["NO_DATE", "arrow_schema", "arrow_table", "created", "data_dictionary", "data_package", "meaning", "plain", "resource"]

NO_DATE = date(2000, 1, 1)  # where no document has one
# Data Package v2's words for what a cell may hold.
PACKAGE_TYPES = {
    Type.STRING: "string",
    Type.BOOLEAN: "boolean",
    Type.INT8: "integer",
    Type.INT16: "integer",
    Type.INT32: "integer",
    Type.INT64: "integer",
    Type.FLOAT64: "number",
    Type.DATE: "date",
    Type.DECIMAL: "number",
}


def meaning(column: Column) -> str:
    """The description with its unit, as one line."""
    return f"{column.description} [{column.unit}]" if column.unit else column.description


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The table's Arrow schema; each column's meaning stands in its field and, for DuckDB and polars, in the file's own keys."""
    import pyarrow as pa

    fields = [pa.field(column.name, _arrow_type(column), table.nullable(column), _metadata(column)) for column in table.columns]
    metadata = {
        "schema_version": SCHEMA_VERSION,
        "parser_version": PARSER_VERSION,
        "table": table.name,
        "description": table.description,
        **{qualified(column.name): meaning(column) for column in table.columns},
    }
    return pa.schema(fields, metadata)


def arrow_table(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The table's rows, sorted by its key. Raises pyarrow.ArrowInvalid for a value that does not fit its column."""
    import pyarrow as pa

    ordered = sorted(rows, key=itemgetter(*table.key))
    return pa.Table.from_pylist(ordered, schema=arrow_schema(table))


def _arrow_type(column: Column) -> pa.DataType:
    import pyarrow as pa

    return pa.decimal128(18, 2) if column.type is Type.DECIMAL else pa.type_for_alias(column.type)


def _metadata(column: Column) -> dict[str, str]:
    return {"description": column.description} | ({"unit": column.unit} if column.unit else {})


def data_package(tables: dict[str, Table] = TABLES) -> dict[str, object]:
    """datapackage.json (Data Package v2), without the sizes and hashes that only the written files have."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "milepael",
        "title": TITLE["en"],
        "description": DESCRIPTION["en"],
        "version": SCHEMA_VERSION,
        "schema_version": SCHEMA_VERSION,
        "parser_version": PARSER_VERSION,
        "keywords": list(KEYWORDS),
        "licenses": list(LICENSES),
        "sources": list(SOURCES),
        "contributors": list(CONTRIBUTORS),
        "resources": [resource(table) for table in tables.values()],
    }


def created(newest: date | None) -> str:
    """`created` of a package, in place of the clock: a package is as old as its newest document, so the same tables give the same bytes."""
    return f"{newest or NO_DATE}T00:00:00Z"


def resource(table: Table) -> dict[str, object]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.description,
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(link.columns), "reference": {"resource": link.table, "fields": list(link.references)}}
                for link in table.foreign_keys
                # A pair with one half missing points nowhere; the standard has no way to say so, our own gate does.
                if len(link.columns) == 1 or not any(table.nullable(table.column(name)) for name in link.columns)
            ],
        },
    }


def _field(table: Table, column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": PACKAGE_TYPES[column.type], "description": column.description}
    if column.unit:
        field["unit"] = column.unit
    if column.type not in (Type.STRING, Type.BOOLEAN, Type.DATE):
        field["missingValues"] = ["", "nan"]  # frictionless reads Parquet through pandas, where an empty number is nan
    constraints: dict[str, object] = {} if table.nullable(column) else {"required": True}
    if column.enum:
        constraints["enum"] = list(column.enum)
    return field | ({"constraints": constraints} if constraints else {})


def data_dictionary(tables: dict[str, Table] = TABLES) -> str:
    """docs/data-dictionary.md: every published table and column for people."""
    parts = [
        "# Data dictionary",
        "",
        "Made by `milepael schema --markdown`; the declaration is `pipeline/schema/tables.py`.",
        f"Schema version {SCHEMA_VERSION}. Columns of the key are in bold; an empty cell is null.",
    ]
    for table in tables.values():
        parts += ["", f"## {table.name}", "", table.description, "", "| column | type | meaning |", "|---|---|---|"]
        parts += [_markdown_row(table, column) for column in table.columns]
        parts += [f"\n{link}" for link in _links(table)]
    return "\n".join(parts) + "\n"


def plain(table: Table) -> str:
    """A table and its columns for a terminal."""
    width = max(len(column.name) for column in table.columns)
    lines = [f"{table.name}: {table.description}", f"key: {', '.join(table.key)}"]
    for column in table.columns:
        values = f" ({', '.join(column.enum)})" if column.enum else ""
        lines.append(f"  {column.name:{width}}  {column.type:<8}  {meaning(column)}{values}")
    return "\n".join([*lines, *(f"  {link}" for link in _links(table))])


def _markdown_row(table: Table, column: Column) -> str:
    name = f"**{column.name}**" if column.name in table.key else column.name
    values = f" One of {', '.join(f'`{value}`' for value in column.enum)}." if column.enum else ""
    return f"| {name} | {column.type} | {meaning(column)}.{values} |"


def _links(table: Table) -> list[str]:
    return [f"`{', '.join(link.columns)}` → `{link.table}.{', '.join(link.references)}`" for link in table.foreign_keys]
