"""Cores that no file waits for, lent to a worker that is at one: on each a process forked from it, that reads some of the file's pages.

Such a process is as bounded as the worker: it has its limits of memory, what it has left of the processor's time, its group, which
the driver kills whole, and ends with it. Its memory is the lent core's share, which no other worker has.
"""

from __future__ import annotations

import gc
import math
import os
import resource
import select
import signal
from collections.abc import Callable
from contextlib import suppress
from fcntl import F_SETPIPE_SZ, fcntl
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.ingest.bounds import bound
from pipeline.ingest.leash import end_with

__all__ = ["CORE", "LentCores", "cores_here"]

CORE = "core"  # what a driver sends between jobs to lend one, until those in hand are done
PIPE_BYTES = 2**20  # some fifty pages: a helper need not wait while its worker makes rows of those before


class ForkedHelper(NamedTuple):
    """A process that reads pages for this one."""

    pid: int
    answers: Connection
    note_end: Callable[[int], None]

    def stop(self) -> None:
        """Ends it; what is left of it is taken away when there is time."""
        os.kill(self.pid, signal.SIGKILL)
        self.answers.close()
        self.note_end(self.pid)


class LentCores:
    """A worker's end of the pipe that jobs come through, and between them what it is lent."""

    def __init__(self, jobs: Connection) -> None:
        self._jobs = jobs
        self._lent = 0  # and not yet used
        self._sent: Any = None  # jobs that came before they were asked for
        self._ended: list[int] = []  # helpers that were, and may still be on their way out
        self._poll = select.poll()
        self._poll.register(jobs.fileno(), select.POLLIN)
        _of_this_process.append(self)

    def next_jobs(self) -> Any:
        """What was sent next, for which nothing is lent yet. Raises EOFError when the driver has hung up."""
        self._ended[:] = [pid for pid in self._ended if os.waitpid(pid, os.WNOHANG)[0] == 0]
        sent, self._sent, self._lent = self._sent, None, 0
        while sent is None or sent == CORE:  # lent for what is done by now
            sent = self._jobs.recv()
        return sent

    def is_free(self) -> bool:
        """Whether a process may be forked: a core is lent for it, and no other thread runs here, which would be missing there."""
        while self._sent is None and self._poll.poll(0):
            try:
                sent = self._jobs.recv()
            except EOFError:
                return False
            if sent == CORE:
                self._lent += 1
            else:
                self._sent = sent
        return self._lent > 0 and _is_single()

    def fork(self, work: Callable[[Connection], None]) -> ForkedHelper:
        """A process like this one, which does that work and no more; it answers by the connection."""
        self._lent -= 1
        answers, theirs = Pipe(duplex=False)
        with suppress(OSError):
            fcntl(theirs.fileno(), F_SETPIPE_SZ, PIPE_BYTES)
        spent = resource.getrusage(resource.RUSAGE_SELF)
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                end_with(parent)
                allowed = resource.getrlimit(resource.RLIMIT_CPU)[0]
                if allowed != resource.RLIM_INFINITY:
                    bound(resource.RLIMIT_CPU, max(1, math.ceil(allowed - spent.ru_utime - spent.ru_stime)))
                gc.freeze()  # what is here stays
                self._jobs.close()
                answers.close()
                work(theirs)
            finally:
                os._exit(0)
        theirs.close()
        return ForkedHelper(pid, answers, self._ended.append)


def _is_single() -> bool:
    """Whether this process has no other thread, Python's or a library's."""
    try:
        return len([*Path("/proc/self/task").iterdir()]) == 1
    except OSError:
        return False


_of_this_process: list[LentCores] = []


def cores_here() -> LentCores | None:
    """What this process is lent; None where it is no worker."""
    return _of_this_process[-1] if _of_this_process else None
