from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parsers.model.findings import Code, finding
from parsers.model.records import Kind
from pipeline.comparison import compared
from pipeline.ingest.cache import Cache, key_of
from pipeline.ingest.fragments import FragmentHeader, write_fragment
from pipeline.ingest.merge import Merge
from pipeline.ingest.rows import File, rows_of, tables_of
from pipeline.schema.checks import faults
from pipeline.schema.package import arrow_table
from pipeline.schema.reasons import FileCode
from pipeline.schema.tables import TABLES
from tests.made_documents import document, file, initiative

DOUBTS = [finding(Code.UNREAD_ROW, "?"), finding(Code.STRAY_TEXT, "!")]


def batch() -> list[File]:
    return [
        file(document(initiative(), initiative("1.2")), path="a.txt"),
        file(document(kind=Kind.MEMO, year=None, findings=DOUBTS), path="b.txt"),
        file(document(initiative(), number=4), path="c.txt"),
        file(document(kind=Kind.STRATEGY, year=None, findings=DOUBTS), document(kind=Kind.MEMO, year=None), path="d.txt"),
        File(file(path="e.txt").source, code=FileCode.EMPTY_FILE),
    ]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path, key_of("auto"))
    for one in batch():
        if one.code is None:
            sha256 = one.source.sha256 or ""
            made.place(sha256).parent.mkdir(exist_ok=True)
            write_fragment(made.place(sha256), FragmentHeader(sha256, made.key, "text"), rows_of(one))
    return made


def sources(files: list[File]) -> list[Any]:
    from dataclasses import replace

    return [replace(one.source, code=one.code) for one in files]


def test_what_flows_by_and_what_is_held_are_together_what_one_table_of_all_rows_would_be(cache: Cache) -> None:
    merged = Merge(sources(batch()), cache, {})
    tables = compared(merged.rows)
    flown: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for name, chunk in merged.chunks(tables):
        flown[name] += chunk.to_pylist()
    expected = compared(tables_of(batch()))
    assert flown == {name: arrow_table(table, expected[name]).to_pylist() for name, table in TABLES.items()}
    assert merged.counts == {name: len(rows) for name, rows in flown.items()}


def test_of_a_file_that_is_not_followed_hardly_anything_is_held(cache: Cache) -> None:
    merged = Merge(sources(batch()), cache, {})
    assert [row["path"] for row in merged.rows["findings"]].count("b.txt") == 1
    assert faults(merged.checkable(compared(merged.rows))) == []


def test_a_fragment_that_went_bad_is_one_files_matter_and_is_thrown_away(cache: Cache) -> None:
    damaged = cache.place(batch()[2].source.sha256 or "")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    merged = Merge(sources(batch()), cache, {})
    assert {one.source.path: one.code for one in merged.files if one.code} == {"c.txt": "reader_failed", "e.txt": "empty_file"}
    assert not damaged.exists()


def test_the_first_of_several_paths_to_the_same_bytes_gives_the_documents(cache: Cache) -> None:
    from dataclasses import replace

    met = sources(batch())
    merged = Merge([*met[:1], replace(met[0], path="aa.txt"), *met[1:]], cache, {})
    assert [row["path"] for row in merged.rows["files"] if row["file_id"] == merged.files[0].file_id] == ["a.txt", "aa.txt"]
    assert len(merged.rows["initiatives"]) == 3
