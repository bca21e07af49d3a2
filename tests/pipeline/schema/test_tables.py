from __future__ import annotations

import pytest

from parsers.model.records import Scale, Smiley
from pipeline.schema.columns import Table
from pipeline.schema.tables import ALL_TABLES, PUBLISHED, TABLES

EVERY_TABLE = pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)


@EVERY_TABLE
def test_keys_and_required_columns_are_columns(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert {*table.key, *table.required} <= set(names)
    assert not set(table.key) & set(table.required)


@EVERY_TABLE
def test_foreign_keys_point_at_columns_of_the_same_type(table: Table) -> None:
    tables = {each.name: each for each in ALL_TABLES}
    for link in table.foreign_keys:
        there = tables[link.table]
        assert [table.column(name).type for name in link.columns] == [there.column(name).type for name in link.references]


@EVERY_TABLE
def test_every_column_says_what_it_means(table: Table) -> None:
    assert table.description.endswith(".")
    assert all(column.description and not column.description.endswith(".") for column in table.columns)


@EVERY_TABLE
def test_what_can_be_compared_is_among_what_can_stand_there(table: Table) -> None:
    assert all(set(column.scale) <= set(column.enum) for column in table.columns)


def test_every_smiley_can_stand_in_a_cell_and_ukendt_compares_with_none() -> None:
    column = TABLES["milestones"].column("smiley")
    assert set(column.enum) == set(Smiley)
    assert set(column.enum) - set(column.scale) == {"ukendt"}


def test_danish_values_are_the_contracts() -> None:
    assert TABLES["legends"].column("scale").enum == tuple(Scale) == ("indsats", "økonomi")


def test_only_declared_tables_are_published() -> None:
    assert set(PUBLISHED) == set(TABLES)
