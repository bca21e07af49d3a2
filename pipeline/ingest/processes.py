"""Jobs in, how each of them ended out: every job in a process of its own, within bounds of time and memory.

Why processes: pdfium is not thread-safe, and the files are strangers. Why not a pool from a library: concurrent.futures
breaks whole when one worker dies and cannot end one that hangs; pebble shares one pipe between its workers, so a worker
killed while it answers takes the others along. What a job makes is written to files; its answer is one short line of JSON,
which is never unpickled: a worker that a file has taken over can say something untrue, and nothing more.
"""

from __future__ import annotations

import ctypes
import gc
import json
import math
import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import ModuleType
from typing import Generic, TypeVar

from parsers.model.content import UnreadableError
from pipeline.errors import InstallationError
from pipeline.ingest.arrow_alone import keep_pandas_out
from pipeline.ingest.libraries import PRELOADED, missing_library
from pipeline.ingest.worker_answers import ANSWER_BYTES, understood
from pipeline.schema.reasons import FileCode

__all__ = ["SECONDS", "Bounds", "Ended", "UnsoundError", "WriteError", "calm_collector", "run_bounded", "shared", "warm_up"]

SECONDS = 600.0  # for one job: a 2,000-page agenda through the slow road takes half of it
MEMORY_BYTES = 3 * 2**30  # of address space for one worker: twenty times what the longest agenda needs
LEAST_BYTES = 768 * 2**20  # what a worker needs to open a file at all; with less there are fewer workers
MEMORY_SHARE = 0.8  # of the machine's memory, for all workers together
RECORDS_A_COLLECTION = 20_000  # objects made between looks for circles of them: a page of text has some thousand
JOBS_A_WORKER = 200  # then a fresh one takes over, so that no leak in a reader grows for long
READY = "ready"  # what a worker says before it is given anything
TICK = 0.5  # seconds between looks at the clock
LONGEST_WORDS = 900  # characters of an answer's detail or trace
OUT_OF_MEMORY_SIGNALS = frozenset({signal.SIGABRT, signal.SIGTRAP, signal.SIGILL})  # how pdfium and C++ end without memory
NEAR = 0.5  # of the memory allowed: a worker that aborts beyond it has run out, whatever it said
PR_SET_PDEATHSIG = 1
START_SECONDS = 120.0  # for a worker to be there: it imports what it needs, and the machine may be busy
LEASH = "pipeline.ingest.leash"
STARTING = threading.Lock()  # one process at a time is started: what is changed for it is the whole process's

J = TypeVar("J")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may take: seconds of the clock and of the processor each, and bytes of address space."""

    seconds: float = SECONDS
    memory_bytes: int = MEMORY_BYTES


@dataclass(frozen=True, slots=True)
class Ended(Generic[J]):
    """How a job ended: well, or with a code; `detail` in the machine's words, `trace` for a developer."""

    job: J
    code: FileCode | None = None
    detail: str | None = None
    trace: str | None = None
    seconds: float = 0.0
    peak_bytes: int | None = None


class UnsoundError(Exception):
    """What a job made is not what it should have made."""


class WriteError(Exception):
    """What a job made could not be written; raised in a worker, it ends all jobs as an OSError: the file is not to blame."""


def shared(workers: int, seconds: float = SECONDS, memory_bytes: int | None = None) -> tuple[int, Bounds]:
    """How many workers fit in the memory (of the machine, if none is given), and the bounds of each."""
    most = memory_bytes or int(MEMORY_SHARE * _machine_bytes())
    workers = max(1, min(workers, most // LEAST_BYTES))
    return workers, Bounds(seconds, min(MEMORY_BYTES, most // workers))


def _machine_bytes() -> int:
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        return min(machine, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    except (OSError, ValueError):  # no such group, or no limit
        return machine


def run_bounded(
    jobs: Iterable[J], work: Callable[[J], None], *, workers: int, bounds: Bounds, check: Callable[[J], None] = lambda job: None
) -> Iterator[Ended[J]]:
    """Does `work` on each job in another process, and yields how it ended, in the order they are done.

    `check` looks at what a job made, in this process; where it raises UnsoundError, the worker is not trusted with another.
    Leaves no process behind, however it is left. Raises OSError where what a job made cannot be written, and
    InstallationError, before any job is begun, where a library that workers need cannot be imported.
    """
    waiting = deque(jobs)
    context = _context()
    idle: list[_Worker[J]] = []
    busy: list[_Worker[J]] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                worker = idle.pop() if idle else _Worker(context, work, bounds)
                busy.append(worker)
                worker.start(waiting.popleft())
            ready = wait([end for worker in busy for end in worker.ends], timeout=TICK)
            for worker in tuple(busy):
                ended = worker.ended(answered=any(end in ready for end in worker.ends))
                if ended is None:
                    continue
                busy.remove(worker)
                if worker.fit and waiting:
                    worker.start(waiting.popleft())  # it goes on while what it made is looked at
                    busy.append(worker)
                if ended.code is None and (fault := _fault(ended.job, check)) is not None:
                    ended = replace(ended, code=FileCode.READER_FAILED, detail=f"what it made cannot be used: {fault}")
                    worker.fit = False
                    if worker in busy:
                        busy.remove(worker)
                        waiting.appendleft(worker.job)
                if worker not in busy:
                    idle.append(worker) if worker.fit else worker.stop()
                yield ended
    finally:
        for worker in idle + busy:
            worker.stop()


def _fault(job: J, check: Callable[[J], None]) -> UnsoundError | None:
    try:
        check(job)
    except UnsoundError as error:
        return error
    return None


def warm_up() -> None:
    """Starts the process that workers come from: it loads what they need while its caller goes on."""
    _context()
    with uninterrupted():
        forkserver.ensure_running()


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([LEASH, *PRELOADED])
    return context


class _Worker(Generic[J]):
    """One process and its pipes. `fit` says whether it can take another job."""

    def __init__(self, context: ForkServerContext, work: Callable[[J], None], bounds: Bounds) -> None:
        their_jobs, self._jobs = context.Pipe(duplex=False)
        self._answers, their_answers = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(their_jobs, their_answers, work, bounds), daemon=True)
        with uninterrupted(), _without_main():
            self._process.start()
        their_jobs.close()
        their_answers.close()
        self._await()
        self._bounds = bounds
        self._job: J | None = None
        self._since = 0.0
        self._done = 0
        self._peak = 0
        self.fit = True

    def _await(self) -> None:
        """Until it is there: it has met no file yet, so what goes wrong now is no file's fault."""
        wait([self._answers, self._process.sentinel], timeout=START_SECONDS)
        told = os.read(self._answers.fileno(), ANSWER_BYTES).decode("utf-8", "replace") if self._answers.poll() else ""
        if told != READY:
            status = _status(self._process.exitcode)
            self.stop()
            library, _, why = told.partition("\n")
            raise InstallationError(library or None, why or status)

    @property
    def job(self) -> J:
        """What it is at, or was at last."""
        assert self._job is not None
        return self._job

    @property
    def ends(self) -> tuple[Connection, int]:
        """What becomes ready when the worker answers or dies."""
        return self._answers, self._process.sentinel

    def start(self, job: J) -> None:
        self._job, self._since = job, time.monotonic()
        self._done += 1
        self.fit = self._done < JOBS_A_WORKER
        with suppress(OSError):  # it died while idle: its end will say so
            self._jobs.send(job)

    def ended(self, *, answered: bool) -> Ended[J] | None:
        """How its job ended, or None while it is still at it."""
        spent = time.monotonic() - self._since
        if answered:
            answer = os.read(self._answers.fileno(), ANSWER_BYTES + 1) if self._answers.poll() else b""
            told = understood(answer)
            if told is not None:
                if told.errno is not None:
                    raise OSError(told.errno, os.strerror(told.errno))
                return Ended(self.job, told.code, told.detail, told.trace, spent, told.peak)
            self.fit = False
            return Ended(self.job, *self._death(answer), seconds=spent, peak_bytes=self._peak or None)
        self._peak = max(self._peak, _address_bytes(self._process.pid))
        if spent > self._bounds.seconds:
            self.fit = False
            return Ended(self.job, FileCode.TIMEOUT, f"more than {self._bounds.seconds:g} seconds", seconds=spent)
        return None

    def _death(self, answer: bytes) -> tuple[FileCode, str]:
        if answer:  # what it said is no answer: it cannot be trusted with more
            return FileCode.WORKER_DIED, "its answer could not be understood"
        self._process.join(TICK)
        status = self._process.exitcode
        if status == -signal.SIGXCPU:
            return FileCode.TIMEOUT, f"more than {self._bounds.seconds:g} seconds of the processor"
        short = status is not None and -status in OUT_OF_MEMORY_SIGNALS and self._peak > NEAR * self._bounds.memory_bytes
        return FileCode.OUT_OF_MEMORY if short else FileCode.WORKER_DIED, _status(status)

    def stop(self) -> None:
        """Ends it, and what it started."""
        if self._process.pid is not None:
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process.close()
        self._jobs.close()
        self._answers.close()


def _status(exitcode: int | None) -> str:
    if exitcode is None:
        return "gave no answer"
    if exitcode < 0:
        return f"ended by {signal.Signals(-exitcode).name}"
    return f"ended with exit status {exitcode}"


def _address_bytes(pid: int | None) -> int:
    """The most address space that the process has had; 0 when it cannot be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmPeak:"))
    except (OSError, StopIteration, ValueError):
        return 0


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A process started within never sees an interrupt: the driver ends it. One that came while Python began would print a trace."""
    resource_tracker.ensure_running()  # begun within, it would unblock what we block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """A process started within does not run the script that is running here: one that calls `run` would do so again in each.

    A daemon may start one too, as Dask's workers are: what is started here ends with its parent, whoever that is.
    """
    own = multiprocessing.current_process()
    with STARTING:
        main, daemon = sys.modules["__main__"], own.daemon
        sys.modules["__main__"] = ModuleType("__main__")
        if daemon:
            own.daemon = False
        try:
            yield
        finally:
            sys.modules["__main__"] = main
            if daemon:
                own.daemon = True


# ── in the worker ────────────────────────────────────────────────────────────────────────────────────────────────────


def _serve(jobs: Connection, answers: Connection, work: Callable[[J], None], bounds: Bounds) -> None:
    """A worker's life: a job in, its answer out, until the driver hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted driver ends its workers itself
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setpgid(0, 0)  # so that what it starts ends with it
    missing = missing_library()
    os.write(answers.fileno(), (missing or READY).encode()[:ANSWER_BYTES])
    if missing is not None:
        return
    keep_pandas_out()
    bound(resource.RLIMIT_AS, bounds.memory_bytes)
    bound(resource.RLIMIT_CORE, 0)
    calm_collector()
    while True:
        try:
            job = jobs.recv()
        except EOFError:
            return
        spent = resource.getrusage(resource.RUSAGE_SELF)
        bound(resource.RLIMIT_CPU, math.ceil(spent.ru_utime + spent.ru_stime + bounds.seconds) + 1)
        os.write(answers.fileno(), _answer(job, work))


def calm_collector() -> None:
    """What was imported stays: no collection need look at it again. Records are many and in no circles: few need look at those."""
    gc.freeze()
    gc.set_threshold(RECORDS_A_COLLECTION, 20, 20)


def bound(what: int, most: int) -> None:
    """Lowers a limit of this process; one that is lower already stays."""
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answer(job: J, work: Callable[[J], None]) -> bytes:
    code, detail, trace, number = None, None, None, None
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak of this job alone
    try:
        work(job)
    except UnreadableError as error:
        code, detail = error.code if error.code in set(FileCode) else FileCode.READER_FAILED, str(error)
    except MemoryError:
        code = FileCode.OUT_OF_MEMORY
    except WriteError as error:
        number = error.__cause__.errno if isinstance(error.__cause__, OSError) else None
    except Exception as error:
        code, detail, trace = FileCode.READER_FAILED, f"{type(error).__name__}: {error}", _shortened(traceback.format_exc())
    told = {"code": code, "detail": detail and detail[:LONGEST_WORDS], "trace": trace, "peak": _peak_bytes(), "errno": number}
    answer = json.dumps(told).encode() + b"\n"
    return answer if len(answer) <= ANSWER_BYTES else json.dumps(told | {"detail": None, "trace": None}).encode() + b"\n"


def _shortened(trace: str) -> str:
    """Its end, which says where the fault is; a trace of a deep recursion has thousands of lines."""
    return trace[-LONGEST_WORDS:]


def _peak_bytes() -> int | None:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), None)
