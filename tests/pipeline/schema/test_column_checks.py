"""What is wrong with a row of any file is seen in the columns of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pytest

from parsers.model.findings import Code, finding
from pipeline.ingest.fragments import BOUND, MADE_LATER
from pipeline.ingest.rows import rows_of
from pipeline.schema.checks import faults
from pipeline.schema.column_checks import FileColumns, are_sound
from pipeline.schema.package import arrow_schema
from pipeline.schema.tables import TABLES
from tests.made_documents import document, file, initiative

Made = dict[str, list[dict[str, Any]]]
FILES = [
    file(document(initiative("1.1"), initiative("1.2"), findings=[finding(Code.UNREAD_ROW, "?")]), path="a.txt"),
    file(document(initiative("2.1"), number=4), path="b.txt"),
]


def rows() -> list[Made]:
    return [rows_of(each) for each in FILES]  # type: ignore[misc]


def columns(made: list[Made]) -> Mapping[str, FileColumns]:
    tables = {}
    for name, table in TABLES.items():
        numbered = [(at, row) for at, own in enumerate(made) for row in own.get(name, ())]
        if numbered and name not in MADE_LATER:
            schema = pa.schema([field.with_nullable(True) for field in arrow_schema(table)])
            filled = pa.Table.from_pylist([row for _at, row in numbered], schema=schema)
            filled = filled.drop_columns(list(BOUND.get(name, ())))
            tables[name] = FileColumns(filled, pa.array([at for at, _row in numbered], pa.int32()))
    return tables


def is_sound(made: list[Made]) -> bool:
    return are_sound(columns(made), [each.file_id or "" for each in FILES])


def test_sound_rows_are_found_sound() -> None:
    assert is_sound(rows())


def _set(table: str, column: str, value: object) -> Callable[[list[Made]], None]:
    return lambda made: made[1][table][0].update({column: value})


@pytest.mark.parametrize(
    "spoil",
    [
        _set("milestones", "smiley", "frowning"),
        _set("milestones", "text", ""),
        _set("milestones", "carried_forward", None),
        _set("milestones", "milestone_id", None),
        _set("documents", "kind", None),
        _set("documents", "file_id", FILES[0].file_id),
        _set("documents", "document_id", "0" * 16),
        _set("places", "source_table", "no_such_table"),
        _set("places", "source_table", "memo_notes"),  # which has no rows
        _set("places", "source_key", "elsewhere"),
        _set("places", "document_id", None),
        lambda made: made[1]["milestones"].append(dict(made[1]["milestones"][0])),
        lambda made: made[0]["findings"].append(dict(made[0]["findings"][0])),
        lambda made: made[1]["initiatives"].pop(),
        lambda made: made[1]["documents"].pop(),
        lambda made: made[0]["milestones"].append(made[1]["milestones"].pop()),  # of a row that the other file has
    ],
)
def test_whatever_breaks_a_promise_is_seen(spoil: Callable[[list[Made]], None]) -> None:
    made = rows()
    spoil(made)
    assert any(faults(own) for own in made)
    assert not is_sound(made)
