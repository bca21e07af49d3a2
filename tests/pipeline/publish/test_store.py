from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.errors import GateError
from pipeline.ingest.merge import Chunk
from pipeline.ingest.rows import tables_of
from pipeline.publish import output
from pipeline.publish.output import Output
from pipeline.publish.store import publish_chunks
from pipeline.schema.package import arrow_table
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION, TABLES
from tests.carried import Rows, publish_set
from tests.made_documents import document, file, initiative

BESIDE = {"run.json": b"{}"}


def rows(*numbers: str) -> dict[str, list[dict[str, Any]]]:
    return tables_of([file(document(*(initiative(number) for number in numbers)))])


def published(made: Rows, folder: Path) -> Path:
    place = Output(folder)
    with place.held():
        publish_set(made, place, BESIDE)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_set_is_one_parquet_file_a_table_and_what_stands_beside_them(tmp_path: Path) -> None:
    folder = published(rows("1.1"), tmp_path / "deep" / "parsed")
    assert set(contents(folder)) == {f"{name}.parquet" for name in TABLES} | {"datapackage.json", "run.json"}


def test_what_is_read_back_is_what_was_written_sorted_by_its_key(tmp_path: Path) -> None:
    made = rows("2.1", "1.1")
    folder = published(made, tmp_path)
    back = pq.read_table(folder / "initiatives.parquet").to_pylist()
    assert back == sorted(
        ({**row, "current": None} for row in made["initiatives"]), key=lambda row: (row["document_id"], row["initiative_id"])
    )


def test_the_same_rows_give_the_same_bytes_whatever_their_order(tmp_path: Path) -> None:
    made = rows("1.1", "1.2", "1.3")
    upside_down = {name: table[::-1] for name, table in made.items()}
    assert contents(published(made, tmp_path / "a")) == contents(published(upside_down, tmp_path / "b"))


def test_the_manifest_knows_the_hash_of_every_table(tmp_path: Path) -> None:
    package = json.loads((published(rows("1.1"), tmp_path) / "datapackage.json").read_bytes())
    assert (package["schema_version"], package["parser_version"]) == (SCHEMA_VERSION, PARSER_VERSION)
    assert all(len(resource["sha256"]) == 64 for resource in package["resources"])


def test_rows_that_are_refused_on_the_way_leave_the_set_before(tmp_path: Path) -> None:
    before = contents(published(rows("1.1"), tmp_path))

    def refused() -> Iterator[Chunk]:
        yield Chunk("files", arrow_table(TABLES["files"], rows("1.1", "1.2")["files"]))
        raise GateError(["milestones: frowning"])

    place = Output(tmp_path)
    with place.held(), pytest.raises(GateError, match="frowning"):
        publish_chunks(refused(), place, dict)
    assert contents(tmp_path) == before


def test_a_full_disk_leaves_the_set_before_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(published(rows("1.1"), tmp_path))

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output, "synced", full)
    with pytest.raises(OSError, match="No space left"):
        published(rows("1.1", "1.2"), tmp_path)
    assert contents(tmp_path) == before


def test_duckdb_and_polars_read_the_tables_and_what_their_columns_mean(tmp_path: Path) -> None:
    import duckdb
    import polars as pl

    path = published(rows("1.1", "1.2"), tmp_path) / "milestones.parquet"
    meaning = pq.read_schema(path).metadata[b"column:carried_forward"].decode()
    assert pl.read_parquet_metadata(path)["column:carried_forward"] == meaning
    assert pl.read_parquet(path).height == 4
    with duckdb.connect() as connection:
        kept = connection.execute("select decode(key), decode(value) from parquet_kv_metadata(?)", [str(path)]).fetchall()
        glad = connection.execute("select count(*) from read_parquet(?) where smiley = 'glad'", [str(path)]).fetchall()
    assert ("column:carried_forward", meaning) in kept
    assert glad == [(2,)]


def test_frictionless_finds_the_package_valid(tmp_path: Path) -> None:
    import frictionless

    folder = published(rows("1.1", "1.2"), tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
