from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.run import Options, run
from tests.report_samples import SAMPLES


def test_pages_are_written_beside_the_tables_and_named_on_stdout(tmp_path: Path) -> None:
    run(Options([SAMPLES / "anden-opfoelgning-2031.txt"], tmp_path, pages=False))
    result = CliRunner().invoke(main, ["report", str(SAMPLES), "--from", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(tmp_path / "report" / "index.html")
    assert (tmp_path / "report" / "kilder").is_dir()


def test_without_originals_nothing_of_them_is_copied(tmp_path: Path) -> None:
    run(Options([SAMPLES / "anden-opfoelgning-2031.txt"], tmp_path, pages=False))
    arguments = ["report", str(SAMPLES), "--from", str(tmp_path), "--out", str(tmp_path / "r"), "--no-originals", "--no-pictures"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert not (tmp_path / "r" / "kilder").exists()


def test_no_tables_is_said_with_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["report", "--from", str(tmp_path)])
    assert result.exit_code == 3
    assert "milepael run" in result.stderr


def test_a_folder_that_is_not_there_is_a_question_of_usage(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["report", str(tmp_path / "nowhere"), "--from", str(tmp_path)]).exit_code == 2


def test_pages_that_the_report_command_wrote_are_replaced_by_the_next_run(tmp_path: Path) -> None:
    run(Options([SAMPLES / "udmoentning-2031.txt"], tmp_path, pages=False))
    written = CliRunner().invoke(main, ["report", "--from", str(tmp_path), "--no-downloads", "--no-pictures"])
    assert written.exit_code == 0, written.output
    (tmp_path / "report" / "index.html").write_text("old", "utf-8")
    run(Options([SAMPLES / "udmoentning-2031.txt", SAMPLES / "foerste-opfoelgning-2031.txt"], tmp_path))
    assert (tmp_path / "report" / "index.html").read_text("utf-8") != "old"
