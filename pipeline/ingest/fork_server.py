"""The process that workers are forked from, from within: it loads what they need, forks one when it is asked, and tells how each ended."""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from fcntl import F_DUPFD_CLOEXEC, fcntl
from importlib import import_module
from multiprocessing.connection import Connection

from pipeline.ingest.arrow_alone import keep_pandas_out
from pipeline.ingest.leash import NUMBER, end_with
from pipeline.ingest.libraries import missing_library

__all__ = ["serve_forks"]

IDLE_SECONDS = 1.0  # then what some files need is loaded for all workers to come: nobody waits for it, and no core is wanted elsewhere
LAST_STANDARD = 2  # the standard files: input, output and errors
FILES_AT_ONCE = 3  # of a request: where jobs come from, where answers go, and where it is told how the worker ended


def serve_forks(requests: int, libraries: Sequence[str]) -> None:
    """Until the driver hangs up, who has the other end of that socket. Its workers end with this process; none has a standard input."""
    own = fcntl(requests, F_DUPFD_CLOEXEC, LAST_STANDARD + 1)
    for handle in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 - what the driver had open, or was given, is the driver's
        if handle > LAST_STANDARD and handle != own:
            with suppress(OSError):  # that which listed them
                os.close(handle)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted driver ends its workers itself
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGCHLD})
    load(libraries)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=own) as opened:
        _Forks(opened).serve()


def load(libraries: Sequence[str]) -> None:
    """For all workers to come; what is missing is told by the one that needs it."""
    gc.disable()  # until a worker begins: to look through all that is imported takes a fourteenth of importing it
    missing_library(libraries)


class _Forks:
    """The workers that are, by their process ids, and where it is told how each ended."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._told: dict[int, int] = {}
        self._is_loaded = False
        self._ended, self._ends = os.pipe()  # a byte for each worker that did
        os.set_blocking(self._ends, False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(self._ends)

    def serve(self) -> None:
        waiting = select.poll()
        for each in (self._requests.fileno(), self._ended):
            waiting.register(each, select.POLLIN)
        while True:
            ready = {handle for handle, _ in waiting.poll(None if self._is_loaded else IDLE_SECONDS * 1000)}
            if not ready:
                self._load_the_rest()
            if self._ended in ready:
                os.read(self._ended, select.PIPE_BUF)
                self._tell_ends()
            if self._requests.fileno() in ready:
                asked, handles, *_ = socket.recv_fds(self._requests, 1, FILES_AT_ONCE)
                if not asked:
                    return
                self._fork(*handles)

    def _load_the_rest(self) -> None:
        with suppress(ImportError):
            keep_pandas_out()
            import_module("pyarrow.ipc")
        self._is_loaded = True

    def _tell_ends(self) -> None:
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                told = self._told.pop(ended[0])
                _tell(told, os.waitstatus_to_exitcode(ended[1]))
                os.close(told)

    def _fork(self, jobs: int, answers: int, told: int) -> None:
        server, pid = os.getpid(), os.fork()
        if pid == 0:
            end_with(server)
            self._begin_worker(jobs, answers, told)
        self._told[pid] = told
        _tell(told, pid)
        os.close(jobs)
        os.close(answers)

    def _begin_worker(self, jobs: int, answers: int, *others: int) -> None:
        """In the new process: it keeps nothing that is not its own."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._requests.close()
            for handle in (self._ended, self._ends, *self._told.values(), *others):
                os.close(handle)
            _serve_jobs(Connection(jobs, writable=False), Connection(answers, readable=False))
            status = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            with suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)


def _serve_jobs(jobs: Connection, answers: Connection) -> None:
    from pipeline.ingest.serving import serve

    sys.path[:], folder = jobs.recv()
    os.chdir(folder)
    serve(jobs, answers, *jobs.recv())


def _tell(told: int, number: int) -> None:
    with suppress(BrokenPipeError):  # who asked is gone
        os.write(told, NUMBER.pack(number))
