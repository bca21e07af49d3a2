"""docs/profiles.md does what it says: every command is run, and prints what stands below it."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipeline.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "profiles.md").read_text("utf-8")


def commands() -> Iterator[tuple[list[str], str]]:
    """Each command of the page, and what it prints by the page."""
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL):
        for part in block.split("$ ")[1:]:
            command, _, printed = part.partition("\n")
            yield shlex.split(command.removeprefix("milepael ")), printed


def test_the_page_leads_from_two_pdfs_to_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "nordby"
    (folder / "profiles").mkdir(parents=True)
    for name in ("juni.pdf", "december.pdf"):
        shutil.copy(ROOT / "tests" / "profiles" / "nordby" / name, folder)
    monkeypatch.chdir(folder)
    runner = CliRunner()
    for arguments, expected in commands():
        into = None
        if ">" in arguments:
            arguments, into = arguments[:-2], arguments[-1]
        done = runner.invoke(main, arguments, catch_exceptions=False)
        assert done.exit_code == (1 if "no profile fits" in expected else 0), done.output
        if into:
            Path(into).write_text(done.stdout, "utf-8")
        elif expected:
            assert done.stdout == expected
    for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL):
        assert block in Path("profiles/nordby.toml").read_text("utf-8")
    changes = pq.read_table(tmp_path / "parsed" / "changes.parquet").to_pylist()
    assert {"standing_worsened", "milestone_moved", "initiative_disappeared"} <= {row["change"] for row in changes}
    assert not [row["sentence"] for row in changes if "intet" in row["sentence"] or "\0" in row["sentence"]]


def test_the_page_names_every_key_a_profile_may_have() -> None:
    from parsers.profile.form import ColumnHeadings, Meaning, Profile, RowLabels

    told = {*re.findall(r"[a-z_]+", PAGE)}
    keys = {*ColumnHeadings.__struct_fields__, *RowLabels.__struct_fields__, *Meaning, *Profile.__struct_fields__}
    assert keys - {"experimental", "any_municipality", "months", "names"} <= told
