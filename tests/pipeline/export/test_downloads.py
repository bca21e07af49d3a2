"""What lies beside the report's pages: every format that can be written, linked to by each page."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.export import downloads
from pipeline.export.downloads import DOWNLOADS
from pipeline.run import Options, run
from tests.carried import SAMPLES


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parsed")
    run(Options([SAMPLES], folder, base_url="https://avisen.example/budget"))
    return folder


def test_every_download_is_there_and_linked_to(parsed: Path) -> None:
    start = (parsed / "report" / "index.html").read_text("utf-8")
    for one in DOWNLOADS:
        assert (parsed / "report" / one.address).is_file()
        assert f'<a href="{one.address}">{one.name}</a>' in start


def test_every_feed_that_a_page_names_is_there(parsed: Path) -> None:
    named = set()
    for path in (parsed / "report").rglob("*.html"):
        named |= set(re.findall(r'rel="alternate"[^>]*href="https://avisen\.example/budget/feed/([^"]+)"', path.read_text("utf-8")))
    assert {path.name for path in (parsed / "report" / "feed").iterdir()} == named


def test_the_archive_holds_the_csv_files(parsed: Path) -> None:
    with zipfile.ZipFile(parsed / "report" / "milepael-csv.zip") as archive:
        assert archive.testzip() is None
        assert "panel.csv" in archive.namelist()


def test_what_is_not_installed_is_not_linked_to(parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "find_spec", lambda name: None)
    done = CliRunner().invoke(main, ["report", "--from", str(parsed), "--out", str(tmp_path / "ud"), "--no-pictures", "--no-originals"])
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "ud" / "milepael.xlsx").exists()
    assert ">Excel</a>" not in (tmp_path / "ud" / "index.html").read_text("utf-8")


def test_a_report_can_do_without_them(parsed: Path, tmp_path: Path) -> None:
    given = ["--from", str(parsed), "--out", str(tmp_path / "ud"), "--no-pictures", "--no-originals", "--no-downloads"]
    assert CliRunner().invoke(main, ["report", *given]).exit_code == 0
    assert not (tmp_path / "ud" / "data").exists()
    assert "Tag med" not in (tmp_path / "ud" / "index.html").read_text("utf-8")
