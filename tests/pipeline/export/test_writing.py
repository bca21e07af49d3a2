from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.errors import ExportError
from pipeline.export import writing
from pipeline.export.formats import FORMATS
from pipeline.export.writing import Export, export, published, replacing
from tests.carried import SAMPLES, publish, sample_rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(sample_rows(), tmp_path_factory.mktemp("tables"))


def test_the_command_writes_everything_beside_the_tables(folder: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--from", str(folder)])
    assert done.exit_code == 0, done.output
    written = {Path(line) for line in done.stdout.splitlines()}
    assert written == set((folder / "export").iterdir())
    names = {path.name for path in written}
    assert {"milepael.xlsx", "milepael.duckdb", "feed.xml", "changes.csv", "changes.jsonl"} <= names


def test_the_command_writes_what_is_asked_for_where_it_is_asked_for(folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "csv", "--danish", "--from", str(folder), "--out", str(tmp_path / "til regneark")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "til regneark" / "milestones.csv").read_text("utf-8-sig").startswith("document_id;milestone_id;")
    assert {path.suffix for path in (tmp_path / "til regneark").iterdir()} == {".csv"}


def test_without_tables_the_command_says_how_to_make_them(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--from", str(tmp_path)])
    assert done.exit_code == 3
    assert "milepael run" in done.stderr


def test_a_missing_library_is_named_and_costs_the_others_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "find_spec", lambda name: None if name == "xlsxwriter" else True)
    done = CliRunner().invoke(main, ["export", "excel", "jsonl", "--from", str(folder), "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert "pip install '.[excel]'" in done.stderr
    assert json.loads((tmp_path / "documents.jsonl").read_text("utf-8").splitlines()[0])["municipality"] == "ballerup"


@pytest.mark.parametrize("asked", [["all"], []], ids=["all", "nothing"])
def test_all_is_what_can_be_written_and_says_what_is_left_out(
    asked: list[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "find_spec", lambda name: None if name == "xlsxwriter" else True)
    done = CliRunner().invoke(main, ["export", *asked, "--from", str(folder), "--out", str(tmp_path)])
    assert done.exit_code == 0
    assert "left out: excel: xlsxwriter is not installed" in done.stderr
    assert {"milepael.duckdb", "feed.xml", "files.csv"} <= {path.name for path in tmp_path.iterdir()}
    assert not (tmp_path / "milepael.xlsx").exists()


def test_tables_of_an_older_run_are_named(folder: Path, tmp_path: Path) -> None:
    tables = published(folder)
    del tables["changes"]
    with pytest.raises(ExportError, match="has no changes"):
        export(FORMATS["feed"], Export(folder, tables, tmp_path))


def test_a_file_that_could_not_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("før")
    with pytest.raises(FileNotFoundError), replacing(path) as new:
        new.with_name("et andet navn").write_text("halv")
    assert path.read_text() == "før"
    assert list(tmp_path.iterdir()) == [path]


def test_the_originals_are_linked_to_only_where_they_are(folder: Path, tmp_path: Path) -> None:
    what = Export(folder, published(folder), tmp_path / "ud", tmp_path / "raw")
    assert what.addresses().page("a" * 16, "a.pdf", 2) == "../raw/a.pdf#page=2"
    assert Export(folder, published(folder), tmp_path / "ud").addresses().page("a" * 16, "a.pdf", 2) is None


def test_every_link_of_a_feed_leads_to_a_page_that_is_there(folder: Path) -> None:
    for command in (["report", str(SAMPLES), "--no-pictures"], ["export", "feed"]):
        done = CliRunner().invoke(main, [*command, "--from", str(folder)])
        assert done.exit_code == 0, done.output
    links = [
        (feed.parent, link)
        for feed in (folder / "export").rglob("*.xml")
        for link in re.findall(r'<link rel="(?:alternate|related)" [^>]*href="([^"]+)"', feed.read_text("utf-8"))
    ]
    targets = {place / unquote(link.split("#")[0]) for place, link in links}
    assert {target.suffix for target in targets} == {".html", ".pdf"}
    assert not [target for target in targets if not target.is_file()]
