"""A data set is one folder: whole, the same from run to run, with its id in every file, and in the place of nothing but another one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import load
from pipeline.cli import main
from pipeline.errors import OwnershipError
from pipeline.export.dataset import writing
from pipeline.export.dataset.writing import dataset_of, publish_dataset
from pipeline.output_names import outputs_in
from pipeline.run import Options, run
from tests.carried import SAMPLES, publish, sample_rows


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_has_what_each_of_its_readers_needs(published_set: Path) -> None:
    names = set(_contents(published_set))
    assert {"panel.parquet", "csv/panel.csv", "milepael.duckdb", "datapackage.json", "croissant.json", "dcat.jsonld"} <= names
    assert {"README.md", "explorer.html", "data-dictionary.md", "SHA256SUMS"} <= names


def test_the_same_documents_read_again_give_the_same_bytes(published_set: Path, tmp_path: Path) -> None:
    run(Options([SAMPLES], tmp_path / "again", pages=False))
    publish_dataset(dataset_of(tmp_path / "again", "Avisen"), tmp_path / "set")
    assert _contents(tmp_path / "set") == _contents(published_set)


def test_every_file_has_the_id(published_set: Path, tables_folder: Path) -> None:
    ident = load(tables_folder).dataset_id.encode()
    assert ident.startswith(b"milepael-")
    assert [name for name, content in _contents(published_set).items() if ident not in content] == []


def test_the_checksums_hold(published_set: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=published_set, check=True)
    listed = {line.split("  ", 1)[1] for line in (published_set / "SHA256SUMS").read_text("utf-8").splitlines()[1:]}
    assert listed == set(_contents(published_set)) - {"SHA256SUMS"}


def test_it_can_be_loaded_like_the_tables_it_was_made_of(published_set: Path, tables_folder: Path) -> None:
    one, other = load(published_set, "arrow"), load(tables_folder, "arrow")
    assert (one.names, one.dataset_id) == (other.names, other.dataset_id)
    assert one.current.milestones.equals(other.current.milestones)


def test_other_documents_have_another_id(tables_folder: Path, tmp_path: Path) -> None:
    run(Options([SAMPLES / "udmoentning-2031.txt"], tmp_path, pages=False))
    assert load(tmp_path).dataset_id != load(tables_folder).dataset_id


def test_a_newer_one_takes_the_place_of_an_older(tables_folder: Path, tmp_path: Path) -> None:
    publish_dataset(dataset_of(tables_folder, "Avisen"), tmp_path / "set")
    publish_dataset(dataset_of(tables_folder, "Bladet", "https://bladet.example/data"), tmp_path / "set")
    assert "Bladet" in (tmp_path / "set" / "README.md").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_what_is_not_ours_is_left_alone(tables_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("min")
    with pytest.raises(OwnershipError):
        publish_dataset(dataset_of(tables_folder, "Avisen"), tmp_path)
    done = CliRunner().invoke(main, ["publish", str(tmp_path), "--from", str(tables_folder), "--lang", "en"])
    assert (done.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["mine.txt"])


def test_a_failure_leaves_the_one_before(tables_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = dataset_of(tables_folder, "Avisen")
    publish_dataset(dataset, tmp_path / "set")
    before = _contents(tmp_path / "set")

    def fail(*_: object) -> str:
        raise OSError("full")

    monkeypatch.setattr(writing, "card", fail)
    with pytest.raises(OSError, match="full"):
        publish_dataset(dataset, tmp_path / "set")
    assert _contents(tmp_path / "set") == before
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_a_run_over_a_folder_with_a_data_set_reads_none_of_it(published_set: Path) -> None:
    assert outputs_in(published_set) == {path.name for path in published_set.iterdir()}


def test_the_command_names_the_folder_and_ends_with_nought(tables_folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["publish", str(tmp_path / "set"), "--from", str(tables_folder)])
    assert (done.exit_code, done.stdout.strip()) == (0, str(tmp_path / "set"))


def test_without_tables_or_an_id_the_command_says_how_to_make_them(tmp_path: Path) -> None:
    manifest = publish(sample_rows(), tmp_path / "no id") / "datapackage.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text("utf-8")), "id": ""}))
    for folder in (tmp_path / "nothing", tmp_path / "no id"):
        done = CliRunner().invoke(main, ["publish", str(tmp_path / "set"), "--from", str(folder), "--lang", "en"])
        assert done.exit_code == 3
        assert "milepael run" in done.stderr
