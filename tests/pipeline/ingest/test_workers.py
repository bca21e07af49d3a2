from __future__ import annotations

import multiprocessing
import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from parsers.model.content import UnreadableError
from parsers.reading import FileReading
from pipeline.ingest import workers
from pipeline.ingest.sources import TEXT
from pipeline.ingest.workers import Job, Outcome, outcomes
from pipeline.schema.reasons import FileCode


def job(path: str, location: Path = Path("nowhere"), content: bytes = b"") -> Job:
    return Job(path, location, None, sha256(content).hexdigest(), TEXT, "auto")


def strange_read(job: Job) -> FileReading:
    """A reader to which each path is an order."""
    match job.path.split("-")[0]:
        case "killed":
            os.kill(os.getpid(), 9)
        case "aborts":
            os.abort()
        case "exits":
            os._exit(3)
        case "hangs":
            time.sleep(60)
        case "hoards":
            bytearray(workers.MEMORY_BYTES)
        case "faults":
            raise KeyError("a fault")
        case "refuses":
            raise UnreadableError("password", "wants a password")
        case "invents":
            raise UnreadableError("no_such_code", "in words of its own")
    return FileReading(str(os.getpid()), 1)


def read(*paths: str, count: int = 2, seconds: float = 30) -> dict[str, Outcome]:
    told = outcomes([job(path) for path in paths], workers=count, seconds=seconds, read=strange_read)
    return {outcome.job.path: outcome for outcome in told}


@pytest.mark.parametrize(
    ("path", "code", "detail"),
    [
        ("killed", FileCode.WORKER_DIED, "ended by SIGKILL"),
        ("aborts", FileCode.WORKER_DIED, "ended by SIGABRT"),
        ("exits", FileCode.WORKER_DIED, "ended with exit status 3"),
        ("hoards", FileCode.OUT_OF_MEMORY, None),
        ("faults", FileCode.READER_FAILED, "KeyError: 'a fault'"),
        ("refuses", FileCode.PASSWORD, "wants a password"),
        ("invents", FileCode.READER_FAILED, "in words of its own"),
    ],
)
def test_a_file_that_ends_badly_is_told_by_its_code_and_the_others_are_read(path: str, code: FileCode, detail: str | None) -> None:
    told = read("a", path, "b", "c", count=1)
    assert (told[path].code, told[path].detail, told[path].reading) == (code, detail, None)
    assert all(told[other].reading for other in "abc")


def test_a_file_that_hangs_is_given_up_and_the_others_do_not_wait_for_it() -> None:
    began = time.monotonic()
    told = read("hangs", "a", "b", seconds=4)
    assert told["hangs"].code is FileCode.TIMEOUT
    assert told["a"].reading
    assert told["b"].reading
    assert time.monotonic() - began < 30


def test_a_fault_in_a_reader_keeps_its_trace_for_the_developer() -> None:
    assert "strange_read" in (read("faults")["faults"].trace or "")


def test_a_worker_reads_many_files_and_then_makes_room_for_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FILES_A_WORKER", 2)
    told = read("a", "b", "c", "d", "e", count=1)
    assert len({outcome.reading.engine for outcome in told.values() if outcome.reading}) == 3


def test_nothing_to_read_starts_no_worker() -> None:
    assert read() == {}


def test_leaving_early_leaves_no_worker_behind() -> None:
    before = set(multiprocessing.active_children())
    told = outcomes([job("hangs-1"), job("hangs-2"), job("a")], workers=3, read=strange_read)
    assert next(told).job.path == "a"
    told.close()  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) == before


def test_a_file_that_changed_after_it_was_listed_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"new")
    with pytest.raises(UnreadableError, match="not those that were listed") as caught:
        workers.read_job(job("a.txt", path, content=b"old"))
    assert caught.value.code == FileCode.CHANGED


def test_a_file_that_went_away_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        workers.read_job(job("a.txt", tmp_path / "a.txt"))
    assert caught.value.code == FileCode.UNREADABLE


def test_a_text_is_read_into_papers(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    content = b"Udm\xc3\xb8ntning af Aftale om budget 2031\n"
    path.write_bytes(content)
    assert workers.read_job(job("a.txt", path, content)).documents
