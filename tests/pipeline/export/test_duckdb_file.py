from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.export.formats import FORMATS
from pipeline.export.writing import Export, export, published
from pipeline.schema.package import meaning
from pipeline.schema.tables import TABLES
from tests.carried import hostile_rows, publish, sample_rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(sample_rows(), tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def connection(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    (path,) = export(FORMATS["duckdb"], Export(folder, published(folder), tmp_path_factory.mktemp("out")))
    return duckdb.connect(str(path), read_only=True)


def test_every_table_arrives_with_all_its_rows(connection: duckdb.DuckDBPyConnection) -> None:
    for name, rows in sample_rows().items():
        key = ", ".join(TABLES[name].key)
        relation = connection.sql(f"FROM {name} ORDER BY {key}")
        found = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
        expected = sorted(rows, key=lambda row: tuple(row[column] for column in TABLES[name].key))
        assert found == expected, name


def test_every_table_and_column_has_its_meaning_as_a_comment(connection: duckdb.DuckDBPyConnection) -> None:
    comments = connection.sql("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal").fetchall()
    found = {(table, column): comment for table, column, comment in comments}
    tables = dict(connection.sql("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    for name in sample_rows():
        assert tables[name] == TABLES[name].description
        for column in TABLES[name].columns:
            assert found[name, column.name] == meaning(column)


def test_the_meanings_can_be_asked_for_where_a_client_shows_no_comments(connection: duckdb.DuckDBPyConnection) -> None:
    told = connection.sql("SELECT column_name, meaning FROM meanings WHERE table_name = 'milestones'").fetchall()
    assert told == [(column.name, meaning(column)) for column in TABLES["milestones"].columns]


def test_describe_shows_types_keys_and_what_is_never_empty(connection: duckdb.DuckDBPyConnection) -> None:
    described = {row[0]: row[1:4] for row in connection.sql("DESCRIBE milestones").fetchall()}
    assert described["document_id"] == ("VARCHAR", "NO", "PRI")
    assert described["due_date"] == ("DATE", "YES", None)
    assert described["carried_forward"] == ("BOOLEAN", "NO", None)


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    folder = publish(hostile_rows(), tmp_path / "tables")
    (path,) = export(FORMATS["duckdb"], Export(folder, published(folder), tmp_path))
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.sql("SELECT before FROM changes ORDER BY change_id").fetchall()
    assert [text for (text,) in found] == [row["before"] for row in hostile_rows()["changes"]]


def test_a_second_export_takes_the_place_of_the_first(folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        (path,) = export(FORMATS["duckdb"], Export(folder, published(folder), tmp_path))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
