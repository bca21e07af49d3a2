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
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import load
from pipeline.run import Options, run

SAMPLES = Path(__file__).parents[3] / "data" / "raw"
ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("MILEPAEL_KILLS", "40"))  # at moments of a fixed seed
STEPS = 160  # of a run of the samples, about
MILEPAEL = [sys.executable, "-c", "import sys; from pipeline.start import main; sys.argv[0] = 'milepael'; main()"]
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
    faults: list[Exception] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set() and not faults:
            try:
                seen.append(published(folder))
            except Exception as fault:
                faults.append(fault)

    reader = threading.Thread(target=look)
    reader.start()
    try:
        yield seen
    finally:
        over.set()
        reader.join()
    assert not faults, "a reader met a set that was torn or gone"


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


def begun(command: list[str | Path]) -> subprocess.Popen[bytes]:
    """A run in a session of its own."""
    return subprocess.Popen([*command, "--no-report", "-q"], start_new_session=True, cwd=ROOT, stderr=subprocess.DEVNULL)


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
            process = begun([*MILEPAEL, "run", raw, "--out", out])
            time.sleep(dice.uniform(0, whole))
            process.send_signal(signal.SIGKILL)
            process.wait()
            gone_within_two_seconds(process.pid)
        assert seen
        assert all(each in (before, after) for each in [*seen, published(out)])
        run(Options([raw], out, pages=False))
        assert published(out) == after


@pytest.mark.slow
def test_a_first_run_killed_at_any_moment_leaves_no_process_and_nothing_half_published(tmp_path: Path) -> None:
    dice = random.Random(20310802)
    began = time.monotonic()
    subprocess.run([*MILEPAEL, "run", SAMPLES, "--out", tmp_path / "timed", "--no-report", "-q"], check=True, cwd=ROOT)
    whole, after = time.monotonic() - began, published(tmp_path / "timed")
    for number in range(KILLS):
        out = tmp_path / str(number)
        process = begun([*MILEPAEL, "run", SAMPLES, "--out", out])
        time.sleep(dice.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        gone_within_two_seconds(process.pid)
        assert not (out / "current").exists() or published(out) == after


@pytest.mark.slow
def test_killed_at_any_step_that_changes_a_folder_a_whole_set_stands_and_the_next_run_ends_as_if_nothing_was(
    tmp_path: Path, stages: tuple[Path, Path, Published, Published]
) -> None:
    raw, old, before, after = stages
    out = tmp_path / "out"
    for step in itertools.count(1, max(STEPS // KILLS, 1)):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out, symlinks=True)
        process = begun([sys.executable, "-c", KILLED_AT_A_STEP, str(step), "run", raw, "--out", out])
        ended = process.wait()
        gone_within_two_seconds(process.pid)
        if ended != -signal.SIGKILL:
            break
        assert published(out) in (before, after)
        run(Options([raw], out, pages=False))
        assert published(out) == after
    assert ended == 0
    assert step > 20


@pytest.mark.parametrize(("parent", "told"), [(os.getpid, "goes on"), (lambda: 1, "")])
def test_what_was_started_ends_at_once_where_its_parent_is_gone_before_it_is_on_the_leash(parent: Callable[[], int], told: str) -> None:
    code = f"from pipeline.ingest.leash import end_with\nend_with({parent()})\nprint('goes on', end='')"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    assert ended.stdout == told


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


def memory_bomb(number: int) -> bytes:
    """A page whose content is two gigabytes of blanks."""
    packer = zlib.compressobj(9)
    blanks = bytes([32]) * 2**20
    packed = b"".join([packer.compress(b"%% %d\n" % number), *(packer.compress(blanks) for _ in range(2048)), packer.flush()])
    return bare_pdf([b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)])


def time_bomb(number: int) -> bytes:
    """A form that draws the next one ten times, twelve deep."""
    forms = []
    for deep in range(12):
        content = b"/X Do " * 10 if deep < 11 else b"BT /F 10 Tf (%d) Tj ET" % number
        below = b"/Resources << /XObject << /X %d 0 R >> >>" % (5 + deep)
        head = b"" if deep == 0 else b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] "
        forms.append(b"<< %s%s /Length %d >>\nstream\n%s\nendstream" % (head, below if deep else b"", len(content), content))
    return bare_pdf(forms)


def bare_pdf(objects: list[bytes]) -> bytes:
    """One page, whose content is the first of the objects; the second is a form that it may draw as /X."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, *objects]
    written = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return written + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, begin)


def resident(session: int) -> int:
    """Bytes that the processes of a session hold, what they share counted once for each."""
    total = 0
    for number in in_session(session):
        try:
            total += int(Path(f"/proc/{number}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            continue
    return total


@pytest.mark.slow
def test_bombs_of_memory_and_of_time_end_within_what_a_run_was_given_and_the_samples_are_read(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(SAMPLES, raw)
    for number in range(2):
        (raw / f"memory-{number}.pdf").write_bytes(memory_bomb(number))
        (raw / f"time-{number}.pdf").write_bytes(time_bomb(number))
    seconds, memory, jobs = 8, 1536, 2
    began = time.monotonic()
    bounds = ["--timeout", str(seconds), "--memory", str(memory), "--jobs", str(jobs)]
    process = begun([*MILEPAEL, "run", raw, "--out", tmp_path / "out", *bounds])
    peak = 0
    while process.poll() is None:
        peak = max(peak, resident(process.pid))
        time.sleep(0.02)
    assert time.monotonic() - began < len(list(raw.iterdir())) * seconds / jobs + 10
    assert peak < memory * 2**20
    assert process.returncode == 1
    states = {row["path"]: row["state"] for row in load(tmp_path / "out", "arrow").files.to_pylist()}
    assert all(state == "read" for path, state in states.items() if not path.startswith(("memory", "time")))
    assert {states[f"{kind}-{number}.pdf"] for kind in ("memory", "time") for number in range(2)} == {"quarantined"}
