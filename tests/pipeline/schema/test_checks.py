from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.rows import tables_of
from pipeline.schema import checks
from pipeline.schema.checks import FITTING, faults
from pipeline.schema.columns import Type
from pipeline.schema.rows import Tables
from pipeline.schema.tables import TABLES
from tests.made_documents import document, file, initiative


def rows() -> dict[str, list[dict[str, Any]]]:
    return tables_of([file(document(initiative("1.1"), initiative("1.2")))])


def words(found: Tables) -> list[str]:
    return [fault.message for fault in faults(found)]


def test_sound_rows_have_no_fault() -> None:
    assert faults(rows()) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "words_of_fault"),
    [
        ("milestones", "smiley", "frowning", "smiley is 'frowning', not one of sur, mellem_eller_sur, mellem, glad, ukendt"),
        ("milestones", "due_year", 99_999, "due_year is 99999, not int16"),
        ("milestones", "due_year", "2031", "due_year is '2031', not int16"),
        ("milestones", "due_date", "31.12.2031", "due_date is '31.12.2031', not date32"),
        ("milestones", "text", "", "text is '', not string"),
        ("milestones", "carried_forward", 1, "carried_forward is 1, not bool"),
        ("milestones", "carried_forward", None, "carried_forward is missing"),
        ("milestones", "mood", "glad", "mood: no such column"),
        ("documents", "kind", None, "kind is missing"),
    ],
)
def test_a_cell_that_breaks_its_promise_is_named(table: str, column: str, value: Any, words_of_fault: str) -> None:
    made = rows()
    made[table][0][column] = value
    assert words(made) == [words_of_fault]


def test_a_key_that_stands_twice_is_a_fault() -> None:
    made = rows()
    made["milestones"].append(dict(made["milestones"][0]))
    assert words(made) == ["the key stands 2 times"]


def test_a_row_that_points_nowhere_is_a_fault() -> None:
    made = rows()
    made["initiatives"].pop()
    assert any("is not in initiatives" in fault for fault in words(made))


def test_an_empty_reference_points_nowhere_and_is_none() -> None:
    made = rows()
    made["findings"] = [{"path": "a.txt", "ordinal": 1, "document_id": None, "severity": "info", "code": "x", "message": "y"}]
    assert words(made) == []


def test_a_source_that_is_not_there_is_a_fault() -> None:
    made = rows()
    made["places"][0]["source_key"] = "2031/9.9"
    made["places"][1]["source_table"] = "nowhere"
    assert words(made) == ["source 2031/9.9 is not in initiatives", "source_table nowhere is not a table"]


def test_a_row_with_a_key_of_several_parts_is_named_by_all_but_its_document() -> None:
    made = rows()
    document = made["documents"][0]["document_id"]
    doubt = {"path": "a.txt", "ordinal": 1, "document_id": document, "severity": "info", "code": "x", "message": "y"}
    made["findings"] = [{**doubt, "source_table": "legends", "source_key": "indsats/1"}]
    assert words(made) == []


def test_a_table_that_nobody_declared_is_a_fault() -> None:
    assert words({"smileys": []}) == ["the table is not declared"]


@pytest.mark.parametrize(
    ("value", "type_", "fitting"),
    [
        (127, Type.INT8, True),
        (128, Type.INT8, False),
        (True, Type.INT8, False),
        (1, Type.FLOAT64, True),
        (True, Type.FLOAT64, False),
        (date(2031, 1, 1), Type.DATE, True),
        (datetime(2031, 1, 1), Type.DATE, False),
        (Decimal("0.05"), Type.DECIMAL, True),
        (Decimal("0.005"), Type.DECIMAL, False),
        (Decimal("1e16"), Type.DECIMAL, False),
        (Decimal("nan"), Type.DECIMAL, False),
        (0.05, Type.DECIMAL, False),
    ],
)
def test_a_value_fits_only_where_it_can_stand_unchanged(value: Any, type_: Type, fitting: bool) -> None:
    assert FITTING[type_](value) is fitting


VALUES = st.sampled_from(
    [None, "", "a", "2031", "sur", 1, 0, 2**15, 2**70, True, 0.5, date(2031, 1, 1), datetime(2031, 1, 1), Decimal("0.05"), Decimal("0.005")]
)


@given(st.sampled_from(sorted(TABLES)), st.data())
def test_a_look_at_columns_tells_what_a_look_at_cells_tells(name: str, data: st.DataObject) -> None:
    table = TABLES[name]
    columns = st.sampled_from([*(column.name for column in table.columns), "strange"])
    sound: dict[str, Any] = {column.name: None for column in table.columns if table.nullable(column)}
    sound |= {column.name: column.enum[0] if column.enum else "a" for column in table.columns if not table.nullable(column)}
    rows = data.draw(st.lists(st.dictionaries(columns, VALUES, max_size=2).map(lambda more: {**sound, **more}), max_size=3))
    rows += data.draw(st.lists(st.dictionaries(columns, VALUES, max_size=4), max_size=1))
    assert [*checks._cell_faults(table, rows)] == [*checks._faults_by_row(table, rows)]


@pytest.mark.parametrize("type_", Type)
def test_a_column_fits_where_each_of_its_values_does(type_: Type) -> None:
    tables = [(table, column) for table in TABLES.values() for column in table.columns if column.type is type_ and not column.enum]
    values = [None, "", "a", 1, 2**7, 2**70, True, 0.5, date(2031, 1, 1), datetime(2031, 1, 1), Decimal("0.05"), Decimal("0.005")]
    for table, column in tables:
        for value in values:
            fits = table.nullable(column) if value is None else FITTING[type_](value)
            assert checks._fit(table, column, [value]) is fits
