from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from weakref import finalize

import pytest

from parsers.model.content import UnreadableError
from parsers.reading import FileReading
from pipeline.ingest import bounds, readings, workers
from pipeline.ingest.bounds import Bounds
from pipeline.ingest.cache import Cache, key_of
from pipeline.ingest.fragments import MAGIC, Fragment, FragmentHeader, write_fragment
from pipeline.ingest.libraries import OF_ALL
from pipeline.ingest.media_types import TEXT
from pipeline.ingest.processes import run_bounded
from pipeline.ingest.readings import Job, ReadingOutcome, outcomes
from pipeline.ingest.sources import Where
from pipeline.schema.reasons import FileCode
from tests.made_documents import document, file, initiative


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path / "cache", key_of("auto"))
    made.open()
    return made


def job(path: str, cache: Cache, location: Path = Path("nowhere"), content: bytes | None = None, *, light: bool = False) -> Job:
    digest = sha256(path.encode() if content is None else content).hexdigest()
    return Job(path, Where(location), digest, TEXT, "auto", "auto", cache.key, cache.staging(digest), is_light=light)


class Tree:
    """Something that holds itself, as a web page's tree does."""

    itself: Tree


GONE: list[str] = []  # in a worker: the files whose trees are


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
        case "deaf":
            for number in {signal.SIGTERM, signal.SIGHUP, signal.SIGINT}:
                signal.signal(number, signal.SIG_IGN)
            time.sleep(60)
        case "burns":
            while True:
                pass
        case "hoards":
            bytearray(bounds.MEMORY_BYTES)
        case "faults":
            raise KeyError("a fault")
        case "recurses":
            return strange_read(job)
        case "refuses":
            raise UnreadableError("password", "wants a password")
        case "invents":
            raise UnreadableError("no_such_code", "in words of its own")
        case "shouts":
            raise ValueError("æ" * 100_000)
        case "forks":
            if os.fork() == 0:
                half = job.fragment.with_name("half")
                half.write_text(str(os.getpid()))
                half.rename(half.with_name("forked"))
                time.sleep(60)
            while not (job.fragment.parent / "forked").exists():
                time.sleep(0.01)
        case "halves":
            os.write(_answers(), b'{"code": null, "det')
            os._exit(0)
        case "stalls":
            os.write(_answers(), b'{"code": null')
            time.sleep(60)
        case "babbles":
            os.write(_answers(), b"x" * 60_000)
            time.sleep(60)
        case "lies":
            os.write(_answers(), b'{"code": "glad", "detail": null, "trace": null, "errno": null}\n')
            time.sleep(60)
        case "pickles":
            os.write(_answers(), b"cos\nsystem\n(S'touch /tmp/pwned'\ntR.")
            time.sleep(60)
        case "hurries":
            os.write(_answers(), b'{"code": null, "detail": null, "trace": null, "errno": null}\n')
            time.sleep(60)
        case "forges":
            job.fragment.write_bytes(MAGIC + b'{"sha256": "0"}\n' + b"\xff" * 100)
            os.write(_answers(), b'{"code": null, "detail": null, "trace": null, "errno": null}\n')
            time.sleep(60)
        case "borrows":  # the rows of another file
            rows = readings_of_another()
            write_fragment(job.fragment, FragmentHeader(job.sha256, job.key, "text"), rows)
            os.write(_answers(), b'{"code": null, "detail": null, "trace": null, "errno": null}\n')
            time.sleep(60)
        case "circles":
            tree = Tree()
            tree.itself = tree
            finalize(tree, GONE.append, job.path)
        case "tells":
            return FileReading(", ".join(GONE), 1)
        case "swells":
            with job.fragment.open("wb") as stream:
                stream.truncate(2**40)
            os.write(_answers(), b'{"code": null, "detail": null, "trace": null, "errno": null}\n')
            time.sleep(60)
    return FileReading(str(os.getpid()), 1)


def _answers() -> int:
    """The worker's end of the pipe that its answers go through: the last it was given to write to."""
    return max(int(one.name) for one in Path("/proc/self/fd").iterdir() if int(one.name) > 2 and _writes(one))


def _writes(handle: Path) -> bool:
    try:
        flags = next(line for line in Path(f"/proc/self/fdinfo/{handle.name}").read_text().splitlines() if line.startswith("flags:"))
        return str(handle.readlink()).startswith("pipe:") and int(flags.split()[1], 8) & os.O_ACCMODE == os.O_WRONLY
    except OSError:  # that which listed them
        return False


def readings_of_another() -> dict[str, list[dict[str, object]]]:
    from pipeline.ingest.rows import rows_of

    return rows_of(file(document(initiative()), path="other"))  # type: ignore[return-value]


def read(cache: Cache, *paths: str, count: int = 2, seconds: float = 30, light: bool = False) -> dict[str, ReadingOutcome]:
    """`light` files are sent to a worker together."""
    within = Bounds(seconds, bounds.MEMORY_BYTES)
    told = outcomes([job(path, cache, light=light) for path in paths], cache, workers=count, bounds=within, read=strange_read)
    return {outcome.job.path: outcome for outcome in told}


def do_nothing(job: str) -> None:
    """In a worker."""


@pytest.mark.parametrize("count", [1, 2])
def test_jobs_are_drawn_as_workers_want_them_and_one_ahead_for_each(count: int) -> None:
    drawn: list[str] = []

    def jobs() -> Iterator[str]:
        for number in range(20):
            drawn.append(f"a-{number}")
            yield drawn[-1]

    ended = []
    for one in run_bounded(jobs(), do_nothing, workers=count, bounds=Bounds(), libraries=OF_ALL):
        ended.append(one.job)
        assert len(drawn) < len(ended) + 2 * count
    assert sorted(ended) == sorted(drawn)


def pause(seconds: float) -> None:
    time.sleep(seconds)


def test_what_was_made_first_is_looked_at_while_the_next_is_read_and_a_short_run_ends_with_less_to_look_at() -> None:
    looks: list[list[float]] = []

    def check(jobs: Sequence[float]) -> list[None]:
        looks.append([*jobs])
        return [None] * len(jobs)

    assert len([*run_bounded([0.0, 0.3, 0.31], pause, workers=1, bounds=Bounds(), check=check, libraries=OF_ALL)]) == 3
    assert looks == [[0.0, 0.3], [0.31]]


def engine(outcome: ReadingOutcome, cache: Cache) -> str | None:
    """Of a file that was read: these readers give their process."""
    return Fragment(cache.place(outcome.job.sha256)).header.engine if outcome.code is None else None


@pytest.mark.parametrize("light", [False, True])
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
def test_a_file_that_ends_badly_is_told_by_its_code_and_the_others_are_read(
    path: str, code: FileCode, detail: str | None, light: bool, cache: Cache
) -> None:
    told = read(cache, "a", path, "b", "c", count=1, light=light)
    assert (told[path].code, told[path].detail) == (code, detail)
    assert all(engine(told[other], cache) for other in "abc")


@pytest.mark.parametrize("light", [False, True])
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("deaf", FileCode.TIMEOUT),
        ("burns", FileCode.TIMEOUT),
        ("recurses", FileCode.READER_FAILED),
        ("shouts", FileCode.READER_FAILED),
        ("halves", FileCode.WORKER_DIED),
        ("stalls", FileCode.WORKER_DIED),
        ("babbles", FileCode.WORKER_DIED),
        ("lies", FileCode.WORKER_DIED),
        ("pickles", FileCode.WORKER_DIED),
        ("hurries", FileCode.READER_FAILED),
        ("forges", FileCode.READER_FAILED),
        ("borrows", FileCode.READER_FAILED),
        ("swells", FileCode.READER_FAILED),
    ],
)
def test_however_a_worker_misbehaves_the_next_file_is_read(path: str, code: FileCode, light: bool, cache: Cache) -> None:
    told = read(cache, path, "good", count=1, seconds=3, light=light)
    assert told[path].code is code
    assert engine(told["good"], cache)


def test_what_a_worker_started_ends_with_it(cache: Cache) -> None:
    assert engine(read(cache, "forks", count=1)["forks"], cache)
    number = int((cache.folder / "forked").read_text())
    deadline = time.monotonic() + 2
    while _runs(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(number)


def _runs(number: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize("light", [False, True])
def test_a_file_that_hangs_is_given_up_and_the_others_do_not_wait_for_it(light: bool, cache: Cache) -> None:
    began = time.monotonic()
    told = read(cache, "hangs", "a", "b", seconds=4, light=light)
    assert told["hangs"].code is FileCode.TIMEOUT
    assert engine(told["a"], cache)
    assert engine(told["b"], cache)
    assert time.monotonic() - began < 30


def test_a_fault_in_a_reader_keeps_its_trace_for_the_developer(cache: Cache) -> None:
    assert "strange_read" in (read(cache, "faults")["faults"].trace or "")


def test_what_a_file_left_in_circles_is_gone_before_the_next_is_read(cache: Cache) -> None:
    told = read(cache, "circles", "tells", count=1)
    assert engine(told["tells"], cache) == "circles"


def test_a_fragment_tells_the_time_and_the_memory_that_it_took(cache: Cache) -> None:
    told = read(cache, "good", "hangs", seconds=3)
    good, hung = (Fragment(cache.place(told[path].job.sha256)).header for path in ("good", "hangs"))
    assert 0 <= good.seconds < 3 <= hung.seconds
    assert (good.peak_bytes or 0) > 2**20


def test_a_worker_reads_many_files_and_then_makes_room_for_a_fresh_one(monkeypatch: pytest.MonkeyPatch, cache: Cache) -> None:
    monkeypatch.setattr(workers, "MESSAGES_A_WORKER", 2)
    told = read(cache, "a", "b", "c", "d", "e", count=1)
    assert len({engine(outcome, cache) for outcome in told.values()}) == 3


def test_nothing_to_read_starts_no_worker(cache: Cache) -> None:
    assert read(cache) == {}


def test_leaving_early_leaves_no_worker_behind(cache: Cache) -> None:
    before = set(multiprocessing.active_children())
    told = outcomes([job(path, cache) for path in ("hangs-1", "hangs-2", "a")], cache, workers=3, bounds=Bounds(), read=strange_read)
    assert next(told).job.path == "a"
    told.close()  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) == before


def test_a_file_that_changed_after_it_was_listed_is_not_read(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"new")
    with pytest.raises(UnreadableError, match="not those that were listed") as caught:
        readings.read_job(job("a.txt", cache, path, b"old"))
    assert caught.value.code == FileCode.CHANGED


def test_a_file_that_went_away_is_unreadable(tmp_path: Path, cache: Cache) -> None:
    with pytest.raises(UnreadableError) as caught:
        readings.read_job(job("a.txt", cache, tmp_path / "a.txt"))
    assert caught.value.code == FileCode.UNREADABLE


def test_a_text_is_read_into_papers(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "a.txt"
    content = b"Udm\xc3\xb8ntning af Aftale om budget 2031\n"
    path.write_bytes(content)
    assert readings.read_job(job("a.txt", cache, path, content)).documents


def test_no_scanned_page_is_begun_for_which_the_slowest_so_far_leaves_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 103.0, 104.0, 107.5])
    monkeypatch.setattr(readings, "monotonic", lambda: next(clock))
    has_time = readings._PageClock(10.0)
    assert [has_time(), has_time(), has_time()] == [True, True, False]
