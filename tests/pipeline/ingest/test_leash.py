"""Runs that are killed, and disks that are full: what stands is a whole set, old or new, and the next run goes on."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import load
from pipeline.run import Options, run

SAMPLES = Path(__file__).parents[3] / "data" / "raw"
ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("MILEPAEL_KILLS", "40"))  # at moments of a fixed seed
STEPS = 160  # of a run of the samples, about
MILEPAEL = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='milepael')"]
KILLED_AT_A_STEP = """
import os, signal, sys
left = int(sys.argv.pop(1))
def counted(act):
    def step(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*arguments, **named)
    return step
for name in ("link", "mkdir", "remove", "rename", "replace", "rmdir", "symlink", "unlink", "fsync"):
    setattr(os, name, counted(getattr(os, name)))
from pipeline.cli import main
main(prog_name="milepael")
"""

Published = dict[str, str]


def published(folder: Path) -> Published:
    """The bytes of every table, as a hash, through `current` as bare readers go; `load` opens the same rows."""
    tables = load(folder, "arrow")
    bare = (folder / "current").resolve()
    found = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in bare.glob("*.parquet")}
    assert found.keys() == set(tables.names)
    return found


@contextmanager
def read_in_a_loop(folder: Path) -> Iterator[list[Published]]:
    """What a reader beside the run sees, again and again until it is over."""
    seen: list[Published] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            seen.append(published(folder))

    reader = threading.Thread(target=look)
    reader.start()
    try:
        yield seen
    finally:
        over.set()
        reader.join()


@pytest.fixture
def stages(tmp_path: Path) -> tuple[Path, Path, Published, Published]:
    """The input, an output of its first half, and the tables of the half and of the whole."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for path in sorted(SAMPLES.glob("*.txt"))[:2]:
        shutil.copy(path, raw)
    run(Options([raw], tmp_path / "old", pages=False))
    for path in SAMPLES.iterdir():
        shutil.copy(path, raw)
    run(Options([raw], tmp_path / "new", pages=False))
    return raw, tmp_path / "old", published(tmp_path / "old"), published(tmp_path / "new")


def in_session(number: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(number) and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def gone_within_two_seconds(session: int) -> None:
    deadline = time.monotonic() + 2
    while in_session(session) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not in_session(session)


@pytest.mark.slow
def test_killed_at_any_moment_a_whole_set_stands_no_process_is_left_and_the_next_run_ends_as_if_nothing_was(
    tmp_path: Path, stages: tuple[Path, Path, Published, Published]
) -> None:
    raw, old, before, after = stages
    dice = random.Random(20310801)
    began = time.monotonic()
    shutil.copytree(old, tmp_path / "timed", symlinks=True)
    subprocess.run([*MILEPAEL, "run", raw, "--out", tmp_path / "timed", "--no-report", "-q"], check=True, cwd=ROOT)
    whole = time.monotonic() - began
    out = tmp_path / "out"
    for _ in range(KILLS):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out, symlinks=True)
        with read_in_a_loop(out) as seen:
            process = subprocess.Popen(
                [*MILEPAEL, "run", raw, "--out", out, "--no-report", "-q"], start_new_session=True, cwd=ROOT, stderr=subprocess.DEVNULL
            )
            time.sleep(dice.uniform(0, whole))
            process.send_signal(signal.SIGKILL)
            process.wait()
            gone_within_two_seconds(process.pid)
        assert seen
        assert all(each in (before, after) for each in [*seen, published(out)])
        run(Options([raw], out, pages=False))
        assert published(out) == after


@pytest.mark.slow
def test_killed_at_any_step_that_changes_a_folder_a_whole_set_stands_and_the_next_run_ends_as_if_nothing_was(
    tmp_path: Path, stages: tuple[Path, Path, Published, Published]
) -> None:
    raw, old, before, after = stages
    out = tmp_path / "out"
    for step in itertools.count(1, max(STEPS // KILLS, 1)):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out, symlinks=True)
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED_AT_A_STEP, str(step), "run", raw, "--out", out, "--no-report", "-q"],
            start_new_session=True,
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        ended = process.wait()
        gone_within_two_seconds(process.pid)
        if ended != -signal.SIGKILL:
            break
        assert published(out) in (before, after)
        run(Options([raw], out, pages=False))
        assert published(out) == after
    assert ended == 0
    assert step > 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system in memory, whose size is set by mounting it again."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", place], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.slow
def test_on_a_full_disk_the_set_that_stood_stands_and_with_room_the_run_goes_on(
    small_disk: Path, stages: tuple[Path, Path, Published, Published]
) -> None:
    raw, old, before, after = stages
    out = small_disk / "out"
    codes = set()
    for kibibytes in range(0, 1400, 100):
        subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out, symlinks=True)
        used = shutil.disk_usage(small_disk).used // 1024
        subprocess.run(["mount", "-o", f"remount,size={used + kibibytes}k", small_disk], check=True)
        ended = subprocess.run(
            [*MILEPAEL, "run", raw, "--out", out, "--no-report", "-q"], check=False, cwd=ROOT, capture_output=True, text=True
        )
        codes.add(ended.returncode)
        assert ended.returncode in (0, 3), ended.stderr
        assert published(out) == (after if ended.returncode == 0 else before)
        if ended.returncode == 3:
            assert "Free some space" in ended.stderr
        subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
        run(Options([raw], out, pages=False))
        assert published(out) == after
    assert 3 in codes
