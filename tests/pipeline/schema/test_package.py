from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.schema.columns import Table
from pipeline.schema.package import arrow_schema, data_dictionary, data_package, plain, resource
from pipeline.schema.tables import ALL_TABLES, TABLES

EVERY_TABLE = pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)


def test_the_data_dictionary_in_docs_is_the_one_the_code_gives() -> None:
    path = Path(__file__).parents[3] / "docs" / "data-dictionary.md"
    assert path.read_text(encoding="utf-8") == data_dictionary(), "run: milepael schema --markdown > docs/data-dictionary.md"


@EVERY_TABLE
def test_arrow_knows_each_column_its_meaning_and_whether_it_may_be_empty(table: Table) -> None:
    schema = arrow_schema(table)
    assert schema.names == [column.name for column in table.columns]
    for column in table.columns:
        field = schema.field(column.name)
        assert str(field.type).replace("[day]", "") == {"float64": "double"}.get(column.type, column.type)
        assert field.metadata[b"description"].decode() == column.description
        assert field.nullable == table.nullable(column)
        assert schema.metadata[f"column:{column.name}".encode()]


@EVERY_TABLE
def test_the_package_names_keys_and_the_tables_they_point_at(table: Table) -> None:
    schema = resource(table)["schema"]
    assert schema["primaryKey"] == list(table.key)
    assert {link["reference"]["resource"] for link in schema["foreignKeys"]} <= {each.name for each in ALL_TABLES}


def test_a_link_with_an_empty_half_is_left_to_our_own_gate() -> None:
    standings = next(table for table in ALL_TABLES if table.name == "standings")
    assert [link["fields"] for link in resource(standings)["schema"]["foreignKeys"]] == [["document_id"]]


def test_the_package_holds_the_tables_that_are_published() -> None:
    assert [each["path"] for each in data_package()["resources"]] == [f"{name}.parquet" for name in TABLES]


def test_a_table_is_told_on_a_terminal_with_every_value_a_cell_may_take() -> None:
    told = plain(TABLES["milestones"])
    assert told.startswith("milestones: One row for each Milepæl row")
    assert "(sur, mellem_eller_sur, mellem, glad, ukendt)" in told
    assert "document_id, initiative_id → initiatives.document_id, initiative_id" in told.replace("`", "")
