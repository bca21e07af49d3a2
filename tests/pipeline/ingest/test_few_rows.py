from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.few_rows import rows_as_json, rows_from_json, table_of
from pipeline.schema.columns import Column, Type
from pipeline.schema.package import arrow_schema
from pipeline.schema.tables import TABLES

VALUES = {
    Type.STRING: st.text(st.characters(exclude_categories=["Cs"])),
    Type.BOOLEAN: st.booleans(),
    Type.INT8: st.integers(-(2**7), 2**7 - 1),
    Type.INT16: st.integers(-(2**15), 2**15 - 1),
    Type.INT32: st.integers(-(2**31), 2**31 - 1),
    Type.INT64: st.integers(-(2**63), 2**63 - 1),
    Type.FLOAT64: st.floats(allow_nan=False, allow_infinity=False),
    Type.DATE: st.dates(),
    Type.DECIMAL: st.decimals(-(10**15), 10**15, places=2),
}


def cell(column: Column) -> st.SearchStrategy[object]:
    return st.none() | VALUES[column.type]


@given(data=st.data(), name=st.sampled_from(sorted(TABLES)))
def test_rows_come_back_as_they_were_and_make_the_table_that_they_made(data: st.DataObject, name: str) -> None:
    columns = TABLES[name].columns
    rows = data.draw(st.lists(st.fixed_dictionaries({column.name: cell(column) for column in columns}), max_size=4))
    schema = arrow_schema(TABLES[name])
    names = tuple(schema.names)
    [back] = rows_from_json(name, names, rows_as_json(names, rows))
    assert back == [tuple(row[name] for name in names) for row in rows]
    assert table_of(schema, [back[:1], back[1:]]).equals(pa.Table.from_pylist(rows, schema=schema))


def test_a_column_that_a_row_has_not_is_empty_and_one_that_is_not_asked_for_stays_away() -> None:
    content = rows_as_json(("title", "kind"), [{"title": "x", "path": "y"}])
    assert rows_from_json("documents", ("title", "kind"), content) == [[("x", None)]]


def test_days_and_sums_come_back_as_what_they_are() -> None:
    assert rows_from_json("documents", ("document_date",), b'[["2031-03-01"]]') == [[(date(2031, 3, 1),)]]
    assert rows_from_json("amounts", ("amount_dkk",), b'[["1.50"]]') == [[(Decimal("1.50"),)]]


@pytest.mark.parametrize(
    "content", [b"", b"[", b"{}", b"[[1]]", b'[["2031-02-30"]]', b'[["a", "b"]]', b"[" * 100_000, b'[["\xff"]]', b"[[]] [[]]"]
)
def test_what_is_no_list_of_such_rows_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        rows_from_json("documents", ("document_date",), content)


def test_several_lists_come_back_each_by_itself() -> None:
    lists = [b'[["a"],["b"]]', b"[]", b'[["c"]]']
    assert rows_from_json("documents", ("title",), *lists) == [[("a",), ("b",)], [], [("c",)]]


@pytest.mark.parametrize(
    "contents",
    [
        (b'[["a"],["', b'"]]'),  # one begins where the other ends
        (b'[["a"]],[["b"]]', b" "),
        (b'[["a"]],"', b'",[["b"]]'),
        (b'[["a"]],"0",[["b"]],"', b'",[["c"]]'),
        (b'[["a"]]', b'"b"'),
        (b'[["a"]]', b""),
        (b'[["a"]] /*', b'*/ [["b"]]'),
    ],
)
def test_no_list_ends_in_another_or_speaks_for_it(contents: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        rows_from_json("documents", ("title",), *contents)
