"""docs/researchers.md: what it shows works, on tables made of the samples."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import duckdb
import pytest

from pipeline.export.formats import FORMATS
from pipeline.export.writing import Export, export, published
from pipeline.schema.tables import TABLES
from tests.carried import publish, sample_rows

PAGE = Path(__file__).parents[1] / "docs" / "researchers.md"
R_WORDS = {"data.frame", "read_only", "read_parquet", "useNA"}  # R's own, beside the names of tables and columns
RSCRIPT = shutil.which("Rscript")


@cache
def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Laid out as on the page: the tables in data/parsed, the database in data/parsed/export."""
    empty: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    home = tmp_path_factory.mktemp("home")
    tables = publish(empty | sample_rows(), home / "data" / "parsed")
    export(FORMATS["duckdb"], Export(tables, published(tables), tables / "export"))
    return home


@pytest.fixture(scope="module")
def connection(folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(folder / "data/parsed/export/milepael.duckdb"), read_only=True)


@pytest.mark.parametrize("query", blocks("sql"))
def test_each_sql_snippet_runs_and_finds_something(query: str, connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.sql(query).fetchall()
    assert found


def test_each_snippet_counts_what_is_current() -> None:
    """But for those that tell of files and documents as they came in, and of what columns mean."""
    queries = [*blocks("sql"), *(query for block in blocks("r") for query in re.findall(r'dbGetQuery\(con, "(.*?)"\)', block, re.DOTALL))]
    read = {table for query in queries for table in re.findall(r"(?:FROM|JOIN) ([a-z_.]+)\b(?!\()", query)}
    assert {table for table in read if not table.startswith("current.")} == {"meanings", "steps", "newest", "files", "documents"}


def test_every_table_is_there_with_its_key() -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| `([\w, ]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
    assert told == {name: ", ".join(table.key) for name, table in TABLES.items()}


def test_the_history_has_one_line_a_promise(connection: duckdb.DuckDBPyConnection) -> None:
    (pivot,) = [query for query in blocks("sql") if query.startswith("PIVOT")]
    promises = {(row["agreement_year"], row["promise_id"]) for row in sample_rows()["standings"]}
    assert [row[1:3] for row in connection.sql(pivot).fetchall()] == sorted(promises)


def test_the_sql_within_r_runs(connection: duckdb.DuckDBPyConnection) -> None:
    queries = [query for block in blocks("r") for query in re.findall(r'dbGetQuery\(con, "(.*?)"\)', block, re.DOTALL)]
    assert queries
    for query in queries:
        assert connection.sql(query).fetchall()


def test_r_names_only_tables_and_columns_that_are_there() -> None:
    code = "\n".join(re.sub(r"#.*", "", block) for block in blocks("r"))
    columns = {column.name for table in TABLES.values() for column in table.columns}
    values = {value for table in TABLES.values() for column in table.columns for value in column.enum}
    made = set(re.findall(r"(?:\w+\$)?(\w+) <-", code))
    for table in re.findall(r"/(\w+)\.parquet", code):
        assert table in TABLES
    for name in re.findall(r"\b\w+_\w+\b", code):
        assert name in columns | values | made | R_WORDS, name
    for name in re.findall(r"\$(\w+)", code):
        assert name in columns | made, name


@pytest.mark.slow
@pytest.mark.skipif(RSCRIPT is None, reason="R (Rscript) is not installed")
@pytest.mark.parametrize("block", blocks("r"))
def test_each_r_snippet_runs(block: str, folder: Path) -> None:
    assert RSCRIPT
    for package in re.findall(r"library\((\w+)\)|(\w+)::", block):
        name = next(filter(None, package))
        if subprocess.run([RSCRIPT, "-e", f"library({name})"], capture_output=True, check=False).returncode:
            pytest.skip(f"R's package {name} is not installed")
    done = subprocess.run([RSCRIPT, "-e", block], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
