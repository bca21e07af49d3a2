"""Tables in, one DuckDB file out: each table and column with its meaning as a comment, and views of what is to be counted.

Needs duckdb, which comes with `milepael[duckdb]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.writing import Export, replacing
from pipeline.publish.current import current_rows_sql
from pipeline.schema.columns import Table, Type
from pipeline.schema.package import meaning
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write"]

TYPES = {
    Type.STRING: "VARCHAR",
    Type.BOOLEAN: "BOOLEAN",
    Type.INT8: "TINYINT",
    Type.INT16: "SMALLINT",
    Type.INT32: "INTEGER",
    Type.INT64: "BIGINT",
    Type.FLOAT64: "DOUBLE",
    Type.DATE: "DATE",
    Type.DECIMAL: "DECIMAL(18, 2)",
}
STORAGE = "v1.0.0"  # what every DuckDB since 2024 can read; later ones begin with a random number
# DESCRIBE has no room for comments, and not every client shows them: `FROM meanings` always does.
MEANINGS = """
CREATE VIEW meanings AS
SELECT table_name, column_index, column_name, data_type, comment AS meaning
FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal AND comment IS NOT NULL
ORDER BY table_name, column_index
"""


def write_files(what: Export) -> list[Path]:
    """`milepael.duckdb`."""
    path = what.out / "milepael.duckdb"
    with replacing(path) as new:
        write(new, what.tables, TABLES)
    return [path]


def write(path: Path, tables: Mapping[str, pa.Table], declared: Mapping[str, Table], dataset_id: str | None = None) -> None:
    """The database at `path`, where no file is yet; the same tables give the same bytes. Raises duckdb.Error and ModuleNotFoundError."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET force_compression = 'uncompressed'")  # what its compressors choose differs from run to run
        connection.execute(f"ATTACH {_literal(str(path))} AS milepael (STORAGE_VERSION '{STORAGE}')")
        connection.execute("USE milepael")
        connection.begin()  # one write to disk instead of one a comment
        for name, table in tables.items():
            connection.execute(";".join(_statements(declared[name])))
            connection.register("rows_of_table", table)
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM rows_of_table")
            connection.unregister("rows_of_table")
        connection.execute(MEANINGS)
        connection.execute("CREATE SCHEMA current")
        for name in tables:
            connection.execute(f"CREATE VIEW current.{name} AS {current_rows_sql(name)}")
        versions = f"milepael {PARSER_VERSION}, schema {SCHEMA_VERSION}" + (f", data set {dataset_id}" if dataset_id else "")
        connection.execute(f"COMMENT ON VIEW meanings IS {_literal(versions)}")
        connection.commit()
        connection.execute("USE memory")
        connection.execute("DETACH milepael")


def _statements(table: Table) -> Iterator[str]:
    columns = [
        f'"{column.name}" {TYPES[column.type]}{"" if table.nullable(column) else " NOT NULL"}'  # "column" and "text" are also words of SQL
        for column in table.columns
    ]
    yield f"CREATE TABLE {table.name} ({', '.join(columns)}, PRIMARY KEY ({', '.join(table.key)}))"
    yield f"COMMENT ON TABLE {table.name} IS {_literal(table.description)}"
    for column in table.columns:
        yield f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_literal(meaning(column))}'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
