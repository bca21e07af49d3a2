"""The command as the installed script starts it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.start import first_inputs

SAMPLE = Path(__file__).parents[2] / "data" / "raw" / "foerste-opfoelgning-2031.txt"


def started(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    code = "import sys\nfrom pipeline.start import main\nsys.argv[0] = 'milepael'\nmain()"
    return subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120)


def test_a_first_run_publishes_as_any_other(tmp_path: Path) -> None:
    for _ in range(2):
        ended = started("run", SAMPLE, "--out", tmp_path / "out", "--jobs", "1", "--no-report", "--quiet")
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
        assert (tmp_path / "out" / "milestones.parquet").exists()


def test_what_is_not_understood_ends_as_it_would(tmp_path: Path) -> None:
    ended = started("run", SAMPLE, "--out", tmp_path / "out", "--jobs", "none")
    assert ended.returncode == 2
    assert "--jobs" in ended.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("more", [["--help"], ["--dry-run"], ["--force"], ["--scheduler", "tcp://127.0.0.1:1"], ["--shard=1/2"], ["--out"]])
def test_only_a_run_that_is_sure_to_read_is_foreseen(tmp_path: Path, more: list[str]) -> None:
    plain = ["run", str(SAMPLE), "--out", str(tmp_path / "out"), "--jobs", "1", "--quiet"]
    assert first_inputs(plain) == [str(SAMPLE)]
    assert first_inputs(plain + more) == []
    assert first_inputs(["retry", *plain[1:]]) == []
    assert first_inputs(["run", str(SAMPLE)]) == []
    assert first_inputs(["run", str(SAMPLE), "--out", str(tmp_path)]) == []
    assert first_inputs([]) == []


def test_a_shard_is_foreseen_to_read() -> None:
    shard = ["run", str(SAMPLE), "--shard", "1/2", "--fragments", "fragments", "--jobs", "2"]
    assert first_inputs(shard) == [str(SAMPLE)]
    assert first_inputs([*shard, "--dry-run"]) == []
    assert first_inputs([*shard, "--out", "out"]) == []
    assert first_inputs(shard[:4]) == []
