"""Cores lent to workers: the pages of a long file read by several processes, within the bounds of the file's worker."""

from __future__ import annotations

import os
import resource
import signal
import time
from contextlib import suppress
from hashlib import sha256
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers.pdf import pages_ahead
from parsers.reading import PDF, FileParts
from pipeline.ingest import bounds
from pipeline.ingest.bounds import Bounds
from pipeline.ingest.cache import Cache, key_of
from pipeline.ingest.fragments import Fragment, FragmentHeader
from pipeline.ingest.lent_cores import CORE, LentCores, cores_here
from pipeline.ingest.readings import Job, ReadingOutcome, outcomes, read_job
from pipeline.ingest.sources import Where
from pipeline.schema.reasons import FileCode


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path / "cache", key_of("auto"))
    made.open()
    return made


def job(path: Path, cache: Cache) -> Job:
    digest = sha256(path.read_bytes()).hexdigest()
    return Job(path.name, Where(path), digest, PDF, "auto", "off", cache.key, cache.staging(digest))


def printed(path: Path, pages: int) -> Path:
    canvas = Canvas(str(path), invariant=True)
    for number in range(1, pages + 1):
        canvas.drawString(60, 780, f"Punkt {number}")
        for line in range(40):
            canvas.drawString(
                60, 750 - 15 * line, f"{path.stem[:4]}: udvalget drøftede sag nummer {number}.{line} og tog den til efterretning."
            )
        canvas.showPage()
    canvas.save()
    return path


def read_noting_helpers(job: Job) -> FileParts:
    """As a worker does; the processes that it forks for it are noted beside the fragment."""
    fork = LentCores.fork

    def noted(cores: LentCores, work: object) -> object:
        helper = fork(cores, work)  # type: ignore[arg-type]
        with (job.fragment.parent / f"{job.path}.helpers").open("a") as file:
            file.write(f"{helper.pid}\n")
        return helper

    LentCores.fork = noted  # type: ignore[method-assign, assignment]
    try:
        return read_job(job)
    finally:
        LentCores.fork = fork  # type: ignore[method-assign]


def read_when_lent(job: Job) -> FileParts:
    """As a worker does that was lent as many cores as the file's name says."""
    cores = cores_here()
    assert cores is not None
    while cores.is_free() * cores._lent < int(Path(job.path).stem.rpartition("-")[2]):
        time.sleep(0.01)
    return read_noting_helpers(job)


def helpers(cache: Cache, name: str) -> list[int]:
    noted = cache.folder / f"{name}.helpers"
    return [int(line) for line in noted.read_text().split()] if noted.exists() else []


def read(cache: Cache, *paths: Path, workers: int, seconds: float = 60, how: object = read_noting_helpers) -> dict[str, ReadingOutcome]:
    within = Bounds(seconds, bounds.MEMORY_BYTES)
    told = outcomes([job(path, cache) for path in paths], cache, workers=workers, bounds=within, read=how)  # type: ignore[arg-type]
    return {outcome.job.path: outcome for outcome in told}


def read_to(cache: Cache, outcome: ReadingOutcome) -> FragmentHeader:
    """What the reading says of itself, the digest of its rows with it, but for what it took."""
    return msgspec.structs.replace(Fragment(cache.place(outcome.job.sha256)).header, seconds=0, peak_bytes=None)


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def test_one_long_file_gives_the_same_rows_on_one_core_and_on_several(tmp_path: Path) -> None:
    made = []
    for lent in range(3):
        path = printed(tmp_path / f"lent-{lent}.pdf", 100)
        cache = Cache(tmp_path / f"cache-{lent}", key_of("auto"))
        cache.open()
        [outcome] = read(cache, path, workers=lent + 1, how=read_when_lent).values()
        assert outcome.code is None
        assert len(helpers(cache, path.name)) == lent
        made.append(read_to(cache, outcome))
        assert not any(map(is_alive, helpers(cache, path.name)))
    assert made[0] == made[1] == made[2]


def test_the_last_file_of_a_batch_takes_over_the_cores_of_those_that_ended(tmp_path: Path, cache: Cache) -> None:
    long, short = printed(tmp_path / "lent-1.pdf", 100), printed(tmp_path / "lent-0.pdf", 2)
    told = read(cache, long, short, workers=2, how=read_when_lent)
    assert [(name, outcome.code) for name, outcome in told.items()] == [("lent-0.pdf", None), ("lent-1.pdf", None)]
    assert len(helpers(cache, "lent-1.pdf")) == 1
    assert not helpers(cache, "lent-0.pdf")


def test_while_files_wait_for_cores_none_is_lent(tmp_path: Path, cache: Cache) -> None:
    paths = [printed(tmp_path / f"{name}.pdf", 50) for name in "abc"]
    told = read(cache, *paths, workers=2)
    assert [outcome.code for outcome in told.values()] == [None] * 3
    first, _, _ = told
    assert not helpers(cache, first)


def read_until_it_is_ended(job: Job) -> FileParts:
    def never_ends(answers: Connection) -> None:
        time.sleep(60)

    cores = cores_here()
    assert cores is not None
    while not cores.is_free():
        time.sleep(0.01)
    helper = cores.fork(never_ends)
    (job.fragment.parent / f"{job.path}.helpers").write_text(f"{helper.pid}\n")
    if job.path.startswith("dies"):
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)
    raise AssertionError("was not ended")


@pytest.mark.parametrize(("name", "seconds", "code"), [("hangs.pdf", 5, FileCode.TIMEOUT), ("dies.pdf", 60, FileCode.WORKER_DIED)])
def test_a_helper_ends_with_its_worker(tmp_path: Path, cache: Cache, name: str, seconds: float, code: FileCode) -> None:
    told = read(cache, printed(tmp_path / name, 1), workers=2, seconds=seconds, how=read_until_it_is_ended)
    assert told[name].code is code
    [pid] = helpers(cache, name)
    deadline = time.monotonic() + 30
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(pid)


def read_telling_limits(job: Job) -> FileParts:
    def tells(answers: Connection) -> None:
        limits = [resource.getrlimit(which)[0] for which in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
        answers.send_bytes(f"{limits[0]} {limits[1]} {os.getpgid(0)}".encode())

    cores = cores_here()
    assert cores is not None
    while not cores.is_free():
        time.sleep(0.01)
    helper = cores.fork(tells)
    told = helper.answers.recv_bytes().decode()
    helper.stop()
    assert not cores.is_free()
    (job.fragment.parent / "limits").write_text(f"{told} {os.getpgid(0)}")
    return read_job(job)


def test_a_helper_has_its_worker_s_bounds_and_no_more_time(tmp_path: Path, cache: Cache) -> None:
    read(cache, printed(tmp_path / "a.pdf", 1), workers=2, seconds=30, how=read_telling_limits)
    memory, seconds, group, own = map(int, (cache.folder / "limits").read_text().split())
    assert memory == bounds.MEMORY_BYTES
    assert seconds <= 30 + 2  # as the worker's own: a second over, and rounded up
    assert group == own


def test_a_helper_that_is_killed_leaves_the_file_whole(tmp_path: Path, cache: Cache) -> None:
    path = printed(tmp_path / "lent-1.pdf", 100)
    [alone] = read(cache, path, workers=1).values()
    whole = read_to(cache, alone)
    other = Cache(tmp_path / "other", key_of("auto"))
    other.open()
    [outcome] = read(other, path, workers=2, how=read_with_mortal_helpers).values()
    assert outcome.code is None
    assert len(helpers(other, path.name)) == 1
    assert read_to(other, outcome) == whole


def read_with_mortal_helpers(job: Job) -> FileParts:
    pid = os.getpid()
    packed = pages_ahead._packed

    def dies(number: int, ahead: pages_ahead.PageAhead | None) -> bytes:
        if os.getpid() != pid and number > 20:
            os.kill(os.getpid(), signal.SIGKILL)
        return packed(number, ahead)

    pages_ahead._packed = dies
    try:
        return read_when_lent(job)
    finally:
        pages_ahead._packed = packed


def test_what_was_lent_for_one_message_is_not_there_for_the_next() -> None:
    theirs, ours = Pipe(duplex=False)
    cores = LentCores(theirs)
    for sent in (CORE, ("a",), CORE, ("b",)):
        ours.send(sent)
    assert cores.next_jobs() == ("a",)
    cores.is_free()
    assert cores.next_jobs() == ("b",)
    assert not cores.is_free()
    ours.close()
    assert not cores.is_free()
    with pytest.raises(EOFError):
        cores.next_jobs()
