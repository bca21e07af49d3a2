"""A published set, a municipality at a time: every row once, and each with whom it is of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.publish.addresses import report_folder
from pipeline.publish.load import PublishedTables, load
from pipeline.publish.municipalities import TablesByMunicipality, municipalities_apart
from pipeline.run import Options, run
from pipeline.schema.tables import TABLES

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module", params=[1_000_000, 5], ids=["files", "folders"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PublishedTables:
    folder = tmp_path_factory.mktemp("several")
    (folder / "in").mkdir()
    for path in (*(ROOT / "data" / "raw").glob("*.txt"), *(ROOT / "tests" / "profiles" / "fredensborg").glob("*.txt")):
        shutil.copy(path, folder / "in")
    (folder / "in" / "i-stykker.pdf").write_bytes(b"%PDF-1.4 no more")
    run(Options([folder / "in"], folder / "out", pages=False, partition_rows=request.param))
    return load(folder / "out", "arrow")


def test_each_row_is_one_municipalitys_and_none_is_lost(published: PublishedTables, tmp_path: Path) -> None:
    names = municipalities_apart(published.documents.to_pylist())
    assert names == ["ballerup", "fredensborg"]
    apart = TablesByMunicipality(published, names, tmp_path)
    own = [apart.of(name) for name in names]
    for table in TABLES:
        rows = [row for one in own for row in one[table].to_pylist()]
        every = getattr(published, table).to_pylist()
        if table in ("files", "findings"):
            every = [row for row in every if row["path"] != "i-stykker.pdf"]
        assert sorted(map(repr, rows)) == sorted(map(repr, every)), table
    assert [row["path"] for row in apart.strangers.to_pylist()] == ["i-stykker.pdf"]


def test_the_rows_of_each_are_in_the_order_of_the_key(published: PublishedTables, tmp_path: Path) -> None:
    own = TablesByMunicipality(published, ["ballerup", "fredensborg"], tmp_path).of("fredensborg")
    for name, table in own.items():
        assert table.equals(table.sort_by([(column, "ascending") for column in TABLES[name].key])), name
        assert table.schema.equals(published.schema(name))


def test_no_two_municipalities_share_a_folder_and_none_leaves_the_report() -> None:
    names = ["alby", "høje-taastrup", "hoeje-taastrup", "", "..", "feed", "feed_", "a/b", "A", "a"]
    folders = [report_folder(name) for name in names]
    assert len(set(folders)) == len(names)
    assert "feed" not in folders
    assert all(set(folder) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_") for folder in folders)
