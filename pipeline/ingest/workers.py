"""A worker as its driver has it: a process, the pipes to it, and how the jobs ended that it was sent."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from fcntl import F_SETPIPE_SZ, fcntl
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct

from pipeline.errors import InstallationError
from pipeline.ingest.bounds import Bounds
from pipeline.ingest.forking import ForkedProcess
from pipeline.ingest.lent_cores import CORE
from pipeline.ingest.libraries import OF_ALL_AND_PDFS
from pipeline.ingest.serving import READY
from pipeline.ingest.worker_answers import ANSWER_BYTES, understood
from pipeline.schema.reasons import FileCode

__all__ = ["TICK", "Ended", "Worker"]

MESSAGES_A_WORKER = 200  # then a fresh one takes over, so that no leak in a reader grows for long
TICK = 0.5  # seconds between looks at the clock
LOOK_SECONDS = 0.2  # between looks at what memory it has
SLOW_SECONDS = 1.0  # of one job, while others wait behind it
PIPE_BYTES = 64 * 2**10  # as much as can have been answered at once
JOBS_BYTES = 2**20  # as much as a message may have: whoever sends one to a worker that reads no more must not wait for it
OUT_OF_MEMORY_SIGNALS = frozenset({signal.SIGABRT, signal.SIGTRAP, signal.SIGILL})  # how pdfium and C++ end without memory
NEAR = 0.5  # of the memory allowed: a worker that aborts beyond it has run out, whatever it said
START_SECONDS = 120.0  # for a worker to be there: it imports what it needs, and the machine may be busy

J = TypeVar("J")


class Ended(Struct, Generic[J], frozen=True):
    """How a job ended: well, or with a code; `detail` in the machine's words, `trace` for a developer."""

    job: J
    code: FileCode | None = None
    detail: str | None = None
    trace: str | None = None
    seconds: float = 0.0


class Worker(Generic[J]):
    """One process and its pipes. It is sent a few jobs at a time; one that is `lost` will not end those that it has."""

    def __init__(self, work: Callable[[J], None], bounds: Bounds, libraries: Sequence[str] = OF_ALL_AND_PDFS) -> None:
        """Raises InstallationError where it does not come up, for want of any of these libraries too."""
        their_jobs, self._jobs = Pipe(duplex=False)
        self._answers, their_answers = Pipe(duplex=False)
        os.set_blocking(self._answers.fileno(), False)  # ours alone: to ask first whether it has said anything takes as long as to listen
        with suppress(OSError):  # of a user who has many pipes
            fcntl(self._jobs.fileno(), F_SETPIPE_SZ, JOBS_BYTES)
        try:
            with their_jobs, their_answers:
                self._process = ForkedProcess(their_jobs.fileno(), their_answers.fileno(), START_SECONDS)
        except (EOFError, TimeoutError) as error:
            raise InstallationError(None, "what it comes from gave no answer") from error
        with suppress(OSError):  # it has ended: that is told below
            self._jobs.send((sys.path, _folder()))
            self._jobs.send((work, bounds, libraries))
        try:
            self._await()
        except KeyboardInterrupt:
            self.stop()
            raise
        self._bounds = bounds
        self._sent: deque[J] = deque()  # and not ended
        self._since = self._looked = 0.0
        self._started = self._taken_back = 0
        self._peak = 0
        self.lost = False
        self.lent = 0  # cores, for what it is at

    def _await(self) -> None:
        """Until it is there: it has met no file yet, so what goes wrong now is no file's fault."""
        wait([self._answers, self._process.sentinel], timeout=START_SECONDS)
        told = self._said(ANSWER_BYTES).decode("utf-8", "replace")
        if told != READY:
            status = _in_words(self._process.status(0))
            self.stop()
            library, _, why = told.partition("\n")
            raise InstallationError(library or None, why or status)

    def _said(self, most: int) -> bytes:
        """What it has said since it was listened to last; nothing, where it said nothing or has ended."""
        try:
            return os.read(self._answers.fileno(), most)
        except BlockingIOError:
            return b""

    @property
    def ends(self) -> tuple[Connection, int]:
        """What becomes ready when the worker answers or dies."""
        return self._answers, self._process.sentinel

    @property
    def left(self) -> int:
        """How many of the jobs that it was sent have not ended."""
        return len(self._sent)

    @property
    def is_fit(self) -> bool:
        """Whether it can take more."""
        return not (self.lost or self._taken_back) and self._started < MESSAGES_A_WORKER

    @property
    def is_alive(self) -> bool:
        return self._process.status(0) is None

    @property
    def is_slow(self) -> bool:
        """Whether it has others wait while it is at one."""
        return len(self._sent) > 1 and time.monotonic() - self._since > SLOW_SECONDS

    def turn_to(self, work: Callable[[J], None]) -> None:
        """Has it do that on jobs to come."""
        with suppress(OSError):  # as in `start`
            self._jobs.send(work)

    def start(self, jobs: Sequence[J]) -> None:
        self._sent, self._since = deque(jobs), time.monotonic()
        self._started += 1
        self.lent = 0
        with suppress(OSError):  # it died while idle: its end will say so
            self._jobs.send(tuple(jobs))

    def lend(self) -> None:
        """One more core, until it has done what it was sent."""
        self.lent += 1
        with suppress(OSError):
            self._jobs.send(CORE)

    def take_back(self, keep: int = 0) -> list[J]:
        """The jobs that it has not ended, but for the first `keep`. It may have begun another by now, and is not fit for more."""
        sent = [*self._sent]
        self._sent = deque(sent[:keep])
        self._taken_back += len(sent[keep:])
        return sent[keep:]

    def ended(self, *, answered: bool) -> list[Ended[J]]:
        """How jobs ended since it was asked last, in their order."""
        now = time.monotonic()
        if answered:
            answer = self._said(PIPE_BYTES)
            ended = self._understood(answer, now) if answer else None
            if ended is not None:
                return ended
            self.lost = True
            code, detail = self._death(answer)
            return [Ended(self._sent.popleft(), code, detail, seconds=now - self._since)] if self._sent else []
        if now - self._looked > LOOK_SECONDS:
            self._peak, self._looked = max(self._peak, _address_bytes(self._process.pid)), now
        if self._sent and now - self._since > self._bounds.seconds:
            self.lost = True
            return [Ended(self._sent.popleft(), FileCode.TIMEOUT, f"more than {self._bounds.seconds:g} seconds", seconds=now - self._since)]
        return []

    def _understood(self, answer: bytes, now: float) -> list[Ended[J]] | None:
        """An answer for each of the jobs that it was sent, as they come; None for anything else. Raises OSError as it is told of one."""
        lines = answer.splitlines(keepends=True)
        answers = [told for line in lines if (told := understood(line)) is not None]
        if len(answers) < len(lines) or len(lines) > len(self._sent) + self._taken_back:
            return None
        ended = []
        for told in answers[: len(self._sent)]:
            if told.errno is not None:
                raise OSError(told.errno, os.strerror(told.errno))
            seconds = (now - self._since) / len(answers)
            ended.append(Ended(self._sent.popleft(), told.code, told.detail, told.trace, seconds))
        self._since = now
        return ended

    def _death(self, answer: bytes) -> tuple[FileCode, str]:
        if answer:  # what it said is no answer: it cannot be trusted with more
            return FileCode.WORKER_DIED, "its answer could not be understood"
        status = self._process.status(TICK)
        if status == -signal.SIGXCPU:
            return FileCode.TIMEOUT, f"more than {self._bounds.seconds:g} seconds of the processor"
        short = status is not None and -status in OUT_OF_MEMORY_SIGNALS and self._peak > NEAR * self._bounds.memory_bytes
        return FileCode.OUT_OF_MEMORY if short else FileCode.WORKER_DIED, _in_words(status)

    def kill(self) -> None:
        """Has it end, and what it started; it is still to be stopped."""
        self._process.kill()

    def stop(self) -> None:
        """Ends it, and what it started."""
        self._process.end()
        self._jobs.close()
        self._answers.close()


def _folder() -> str:
    """Where this process is; where that is gone, nothing can lie there."""
    try:
        return str(Path.cwd())
    except FileNotFoundError:
        return "/"


def _in_words(exitcode: int | None) -> str:
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
