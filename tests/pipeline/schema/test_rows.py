from __future__ import annotations

from typing import ForwardRef, get_type_hints, is_typeddict

import pytest

from docs.make_rows import PATH, row_name, row_types
from pipeline.schema import rows
from pipeline.schema.checks import FITTING
from pipeline.schema.columns import Table
from pipeline.schema.rows import rows_in
from pipeline.schema.tables import ALL_TABLES


def test_the_typed_rows_are_those_of_the_schema() -> None:
    assert PATH.read_text(encoding="utf-8") == row_types(), "the schema has changed: make papers"


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_every_column_has_a_type_whose_values_the_gate_lets_through(table: Table) -> None:
    row = getattr(rows, row_name(table))
    assert is_typeddict(row)
    types = get_type_hints(row)
    assert list(types) == [column.name for column in table.columns]
    for column in table.columns:
        assert (type(None) in getattr(types[column.name], "__args__", ())) == table.nullable(column)
        kind = next(kind for kind in getattr(types[column.name], "__args__", (types[column.name],)) if kind is not type(None))
        sample = "x" if kind is str else kind(2026, 1, 1) if kind.__name__ == "date" else kind(1)
        assert FITTING[column.type](sample)


def test_no_row_is_made_of_strings_that_are_compiled_one_by_one() -> None:
    made = [getattr(rows, row_name(table)).__annotations__.values() for table in ALL_TABLES]
    assert not any(isinstance(kind, ForwardRef) for kinds in made for kind in kinds)


def test_a_table_that_is_not_there_has_no_rows() -> None:
    assert rows_in({}, "milestones") == ()
    assert rows_in({"files": [{"path": "a.pdf"}]}, "files") == [{"path": "a.pdf"}]
