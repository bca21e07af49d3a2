from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from pipeline.cli import main
from tests import carried


def compare(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


def changed(tmp_path: Path) -> tuple[Path, Path]:
    """The samples, and the same with a milestone gone, a smiley changed and a title that is markup."""
    rows = {name: list(each) for name, each in carried.sample_rows().items()}
    milestones: list[dict[str, Any]] = [dict(row) for row in rows["milestones"][1:]]
    milestones[0]["smiley"] = "ukendt"
    initiatives = [dict(row) for row in rows["initiatives"]]
    initiatives[0]["title"] = "<script>alert(1)</script>"
    after = rows | {"milestones": milestones, "initiatives": initiatives}
    return carried.publish(rows, tmp_path / "old"), carried.publish(after, tmp_path / "new")


def test_two_folders_that_say_the_same_end_with_0(tmp_path: Path) -> None:
    old, _ = changed(tmp_path)
    result = compare(old, old)
    assert (result.exit_code, result.stdout) == (0, "Nothing differs.\n")


def test_every_field_that_differs_is_counted_by_table_and_column(tmp_path: Path) -> None:
    result = compare(*changed(tmp_path), "--json")
    assert result.exit_code == 1
    told = {table["table"]: table["counts"] for table in json.loads(result.stdout)["tables"]}
    assert told == {"initiatives": {"title": 1}, "milestones": {"row gone": 1, "smiley": 1}}


def test_the_page_shows_the_rows_and_runs_nothing_of_them(tmp_path: Path) -> None:
    compare(*changed(tmp_path), "--html", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_a_folder_without_tables_ends_with_3(tmp_path: Path) -> None:
    assert compare(tmp_path, tmp_path).exit_code == 3
