"""The schema in, `pipeline/schema/rows.py` out: each table's row as a type, so that a column that is not there is told before it is read.

python -m docs.make_rows
"""

from __future__ import annotations

from pathlib import Path

from pipeline.schema.columns import Table, Type
from pipeline.schema.tables import ALL_TABLES

PATH = Path(__file__).parents[1] / "pipeline" / "schema" / "rows.py"
ROWS = {
    "responsibilities": "ResponsibilityRow",
    "annexes": "AnnexRow",
    "municipalities": "MunicipalityRow",
    "matches": "MatchRow",
    "same_promise_as": "SamePromiseRow",
}  # no plain plural in s
PYTHON = {Type.STRING: "str", Type.BOOLEAN: "bool", Type.FLOAT64: "float", Type.DATE: "date", Type.DECIMAL: "Decimal"}  # the rest are int

HEAD = '''"""Each table's row as a type, for code that reads it by column name. Made from the schema by `make papers`, never by hand.

Its annotations are no strings: to make a type of rows of strings takes four times as long, in each process.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypedDict, overload

__all__ = [
{names}
]

Row = Mapping[str, Any]  # a row of any table, for code that treats all alike
Tables = Mapping[str, Sequence[Row]]  # by the table's name, to read
Rows = dict[str, list[Row]]  # the same, being filled'''
OVERLOAD = """@overload
def rows_in(tables: Tables, name: Literal["{name}"]) -> Sequence[{row}]: ..."""
LAST = '''def rows_in(tables: Tables, name: str) -> Sequence[Any]:
    """The rows of one table, typed by its name.

    Args:
        tables: Rows by the table's name.
        name: The table's name, as a literal, so that a type checker knows the columns.

    Returns:
        The table's rows; none where the table is not there.

    Examples:
        >>> from pipeline.schema.rows import rows_in
        >>> [row["path"] for row in rows_in({"files": [{"path": "a.pdf"}]}, "files")]
        ['a.pdf']
        >>> rows_in({}, "milestones")
        ()
    """
    return tables.get(name, ())
'''


def row_types() -> str:
    """The module's source."""
    names = sorted(["Row", "Rows", "Tables", "rows_in", *map(row_name, ALL_TABLES)], key=lambda name: (name.islower(), name))
    overloads = [OVERLOAD.format(name=table.name, row=row_name(table)) for table in ALL_TABLES]
    head = HEAD.replace("{names}", "\n".join(f'    "{name}",' for name in names))
    return "\n\n\n".join([head, *map(declaration, ALL_TABLES), *overloads, LAST])


def declaration(table: Table) -> str:
    """One table's type. A column that the schema lets be null is `| None`."""
    columns = [f"    {column.name}: {PYTHON.get(column.type, 'int')}{' | None' * table.nullable(column)}" for column in table.columns]
    return f'class {row_name(table)}(TypedDict):\n    """{table.description}"""\n\n' + "\n".join(columns)


def row_name(table: Table) -> str:
    return ROWS.get(table.name) or "".join(map(str.capitalize, table.name.removesuffix("s").split("_"))) + "Row"


if __name__ == "__main__":
    PATH.write_text(row_types(), encoding="utf-8")
