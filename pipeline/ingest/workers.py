"""Files to read in, what became of each out: one file at a time in a process of its own, within bounds.

Why processes: pdfium is not thread-safe, and the files are strangers. Why not a pool from a library: concurrent.futures
breaks whole when one worker dies and cannot end one that hangs; pebble shares one pipe between its workers, so a worker
killed while it answers takes the others along. Here each worker has a pipe of its own, and its death is one file's matter.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.model.content import UnreadableError
from pipeline.ingest.sources import opened
from pipeline.schema.reasons import FileCode

if TYPE_CHECKING:
    from parsers.reading import FileReading

__all__ = ["SECONDS", "Job", "Outcome", "Read", "outcomes", "read_job", "uninterrupted"]

SECONDS = 600.0  # for one file: a 2,000-page agenda through the slow road takes half of it
MEMORY_BYTES = 3 * 2**30  # of address space for one worker: twenty times what the longest agenda needs
FILES_A_WORKER = 200  # then a fresh one takes over, so that no leak in a reader grows for long
TICK = 0.5  # seconds between looks at the clock


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is sent. `path` is for people; `sha256` proves that the bytes are still those that were listed."""

    path: str
    location: Path
    member: str | None
    sha256: str
    media_type: str
    engine: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reading, or the code that says why there is none; `detail` in the machine's words, `trace` for a developer."""

    job: Job
    reading: FileReading | None = None
    code: FileCode | None = None
    detail: str | None = None
    trace: str | None = None
    seconds: float = 0.0


Read = Callable[[Job], "FileReading"]


def read_job(job: Job) -> FileReading:
    """What a worker does with one job. Raises UnreadableError, and whatever a fault in a reader raises."""
    from parsers.reading import read_file

    try:
        with opened(job.location, job.member) as stream:
            data = stream.read()
    except OSError as error:
        raise UnreadableError(FileCode.UNREADABLE, error.strerror or str(error)) from error
    if sha256(data).hexdigest() != job.sha256:
        raise UnreadableError(FileCode.CHANGED, "the bytes are not those that were listed")
    return read_file(data, job.media_type, job.engine)


def outcomes(
    jobs: Iterable[Job],
    *,
    workers: int,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    read: Read = read_job,
) -> Iterator[Outcome]:
    """One outcome for each job, in the order they are done. Leaves no process behind, however it is left."""
    waiting = deque(jobs)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["parsers.reading"])
    idle: list[_Worker] = []
    busy: list[_Worker] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                worker = idle.pop() if idle else _Worker(context, read, memory_bytes)
                worker.start(waiting.popleft())
                busy.append(worker)
            ready = wait([end for worker in busy for end in worker.ends], timeout=TICK)
            for worker in tuple(busy):
                outcome = worker.outcome(answered=any(end in ready for end in worker.ends), seconds=seconds)
                if outcome is None:
                    continue
                busy.remove(worker)
                if worker.fit:
                    idle.append(worker)
                else:
                    worker.stop()
                yield outcome
    finally:
        for worker in idle + busy:
            worker.stop()


class _Worker:
    """One process and its pipe. `fit` says whether it can take another job."""

    def __init__(self, context: ForkServerContext, read: Read, memory_bytes: int) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, read, memory_bytes), daemon=True)
        with uninterrupted():
            self._process.start()
        theirs.close()
        self._job: Job | None = None
        self._since = 0.0
        self._files = 0
        self.fit = True

    @property
    def ends(self) -> tuple[Connection, int]:
        """What becomes ready when the worker answers or dies."""
        return self._pipe, self._process.sentinel

    def start(self, job: Job) -> None:
        self._job, self._since = job, time.monotonic()
        self._files += 1
        self.fit = self._files < FILES_A_WORKER
        with suppress(OSError):  # it died while idle: its outcome will say so
            self._pipe.send(job)

    def outcome(self, *, answered: bool, seconds: float) -> Outcome | None:
        """What became of its job, or None while that is still being read."""
        assert self._job is not None
        spent = time.monotonic() - self._since
        if answered:
            try:
                reading, code, detail, trace = self._pipe.recv()
                return Outcome(self._job, reading, code, detail, trace, spent)
            except (EOFError, OSError):
                self.fit = False
                self._process.join()
                return Outcome(self._job, code=FileCode.WORKER_DIED, detail=_status(self._process.exitcode), seconds=spent)
        if spent > seconds:
            self.fit = False
            return Outcome(self._job, code=FileCode.TIMEOUT, detail=f"more than {seconds:g} seconds", seconds=spent)
        return None

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A process started within never sees an interrupt: the driver ends it. One that came while Python began would print a trace."""
    resource_tracker.ensure_running()  # begun within, it would unblock what we block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _status(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return f"ended by {signal.Signals(-exitcode).name}"
    return f"ended with exit status {exitcode}"


def _serve(pipe: Connection, read: Read, memory_bytes: int) -> None:
    """A worker's life: a job in, its answer out, until the driver hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted driver ends its workers itself
    _bound(resource.RLIMIT_AS, memory_bytes)
    _bound(resource.RLIMIT_CORE, 0)
    gc.freeze()  # what was imported stays: no collection need look at it again
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(job, read))


def _bound(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answer(job: Job, read: Read) -> tuple[FileReading | None, FileCode | None, str | None, str | None]:
    try:
        return read(job), None, None, None
    except UnreadableError as error:
        known = error.code in set(FileCode)
        return None, FileCode(error.code) if known else FileCode.READER_FAILED, str(error), None
    except MemoryError:
        return None, FileCode.OUT_OF_MEMORY, None, None
    except Exception as error:
        return None, FileCode.READER_FAILED, f"{type(error).__name__}: {error}", traceback.format_exc()
