from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main

SAMPLES = Path(__file__).parents[3] / "data" / "raw"


def milepael(*arguments: str | Path) -> str:
    return CliRunner().invoke(main, [*map(str, arguments)]).stdout


def test_status_tells_what_is_here_what_is_missing_what_waits_and_what_the_last_run_changed(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for name in ("udmoentning-2031.txt", "anden-opfoelgning-2031.txt"):
        (raw / name).write_bytes((SAMPLES / name).read_bytes())
    (raw / "empty.pdf").touch()
    milepael("run", raw, "--out", out, "--no-report", "-q")
    told = json.loads(milepael("status", "--out", out, "--json"))
    assert [(one["agreement_year"], sorted(one["here"]), one["missing"]) for one in told["agreements"]] == [(2031, ["0", "2"], [1, 3])]
    assert [(one["code"], one["paths"]) for one in told["quarantine"]] == [("empty_file", ["empty.pdf"])]
    assert told["changed"] is None
    (raw / "empty.pdf").unlink()
    (raw / "foerste.txt").write_bytes((SAMPLES / "foerste-opfoelgning-2031.txt").read_bytes())
    milepael("run", raw, "--out", out, "--no-report", "-q")
    changed = json.loads(milepael("status", "--out", out, "--json"))["changed"]
    assert (changed["came"], changed["went"]) == (["foerste.txt"], ["empty.pdf"])
    assert "not here: the third" in milepael("status", "--out", out)
