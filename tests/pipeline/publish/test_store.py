from __future__ import annotations

import errno
import json
import multiprocessing
import os
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.errors import GateError, HeldError
from pipeline.ingest.rows import tables_of
from pipeline.publish import store
from pipeline.publish.store import held, publish
from pipeline.schema.rows import Tables
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION, TABLES
from tests.made_documents import document, file, initiative

BESIDE = {"run.json": b"{}"}


def rows(*numbers: str) -> dict[str, list[dict[str, Any]]]:
    return tables_of([file(document(*(initiative(number) for number in numbers)))])


def published(made: Tables, folder: Path) -> Path:
    with held(folder):
        publish(made, folder, BESIDE)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != store.LOCK}


def test_a_set_is_one_parquet_file_a_table_and_what_stands_beside_them(tmp_path: Path) -> None:
    folder = published(rows("1.1"), tmp_path / "deep" / "parsed")
    assert set(contents(folder)) == {f"{name}.parquet" for name in TABLES} | {"datapackage.json", "run.json"}


def test_what_is_read_back_is_what_was_written_sorted_by_its_key(tmp_path: Path) -> None:
    made = rows("2.1", "1.1")
    folder = published(made, tmp_path)
    back = pq.read_table(folder / "initiatives.parquet").to_pylist()
    assert back == sorted(made["initiatives"], key=lambda row: (row["document_id"], row["initiative_id"]))


def test_the_same_rows_give_the_same_bytes_whatever_their_order(tmp_path: Path) -> None:
    made = rows("1.1", "1.2", "1.3")
    upside_down = {name: table[::-1] for name, table in made.items()}
    assert contents(published(made, tmp_path / "a")) == contents(published(upside_down, tmp_path / "b"))


def test_the_manifest_knows_the_hash_of_every_table(tmp_path: Path) -> None:
    package = json.loads((published(rows("1.1"), tmp_path) / "datapackage.json").read_bytes())
    assert (package["schema_version"], package["parser_version"]) == (SCHEMA_VERSION, PARSER_VERSION)
    assert all(len(resource["sha256"]) == 64 for resource in package["resources"])


def test_rows_that_break_the_schema_are_refused_by_name_and_the_set_before_stands(tmp_path: Path) -> None:
    before = contents(published(rows("1.1"), tmp_path))
    broken = rows("1.1", "1.2")
    broken["milestones"][0]["smiley"] = "frowning"
    with pytest.raises(GateError, match=r"milestones .*frowning"):
        published(broken, tmp_path)
    assert contents(tmp_path) == before


def test_a_full_disk_leaves_the_set_before_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(published(rows("1.1"), tmp_path))

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "_synced", full)
    with pytest.raises(OSError, match="No space left"):
        published(rows("1.1", "1.2"), tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("step", range(len(TABLES) + 2))
def test_a_failure_at_any_step_of_the_swap_puts_the_whole_set_back(step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(published(rows("1.1"), tmp_path))
    replace, steps = Path.replace, iter(range(100))

    def failing(self: Path, target: Path) -> Path:
        if self.parent.name == store.STAGING and next(steps) == step:
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="Input/output"):
        published(rows("1.1", "1.2"), tmp_path)
    assert contents(tmp_path) == before


def test_a_first_set_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.name == "places.parquet":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(KeyboardInterrupt):
        published(rows("1.1"), tmp_path)
    assert contents(tmp_path) == {}


def _killed_while_swapping(folder: Path, step: int) -> None:
    replace, steps = Path.replace, iter(range(100))

    def fatal(self: Path, target: Path) -> Path:
        if next(steps) == step:
            os._exit(9)
        return replace(self, target)

    Path.replace = fatal  # type: ignore[method-assign]
    published(rows("1.1", "1.2"), folder)


@pytest.mark.parametrize("step", [0, 3, len(TABLES) + 1])
def test_what_a_killed_run_left_half_done_is_put_right_by_the_next(step: int, tmp_path: Path) -> None:
    before = contents(published(rows("1.1"), tmp_path))
    process = multiprocessing.get_context("spawn").Process(target=_killed_while_swapping, args=(tmp_path, step))
    process.start()
    process.join()
    assert process.exitcode == 9
    with held(tmp_path):
        pass
    assert contents(tmp_path) == before


def test_a_table_that_is_no_longer_published_goes_away(tmp_path: Path) -> None:
    folder = published(rows("1.1"), tmp_path)
    package = json.loads((folder / "datapackage.json").read_bytes())
    package["resources"] += [{"name": "old", "path": "old.parquet"}, {"name": "elsewhere", "path": "../elsewhere.parquet"}]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "old.parquet").write_bytes(b"old")
    (tmp_path.parent / "elsewhere.parquet").write_bytes(b"not ours")
    published(rows("1.1"), folder)
    assert not (folder / "old.parquet").exists()
    assert (tmp_path.parent / "elsewhere.parquet").exists()


def test_what_others_put_beside_the_tables_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    published(rows("1.1"), tmp_path)
    published(rows("1.1", "1.2"), tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    published(rows("1.1"), tmp_path)
    published(rows("1.1", "1.2"), tmp_path)
    assert pq.read_table(tmp_path / "initiatives.parquet").num_rows == 2


def test_a_folder_can_be_held_by_one_run_at_a_time(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(HeldError, match="another run"), held(tmp_path):
        pass
    with held(tmp_path):
        pass


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
