"""What workers are forked from, as a driver has it: begun before anything else is loaded, for all that follows waits for it.

Why not multiprocessing's own: to load it, its tracker of resources and a second Python takes a twentieth of a run over fifteen papers,
all of it before the first byte is read. A driver that has loaded nothing yet is forked as it is.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from pipeline.ingest.leash import NUMBER, end_with
from pipeline.ingest.libraries import EVERYTHING

__all__ = ["ForkedProcess", "warm_up"]

UNKNOWN = 255  # how one ended that nobody can tell of any more
LOCK = threading.Lock()  # one process is asked for at a time


class _ForkServer(NamedTuple):
    """A process of its `driver`, which is this one, unless that was forked itself."""

    pid: int
    requests: socket.socket
    driver: int

    @property
    def is_there(self) -> bool:
        with suppress(ChildProcessError):
            return self.driver == os.getpid() and os.waitpid(self.pid, os.WNOHANG)[0] == 0
        return False

    def await_end(self) -> None:
        """Of one that is about to."""
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


_begun: list[_ForkServer] = []  # one at most


def warm_up(libraries: Sequence[str] = EVERYTHING, *, as_it_is: bool = False) -> None:
    """Starts the process that workers come from: it loads these libraries while its caller goes on.

    `as_it_is`: the caller has loaded nothing and has one thread; it is forked, and no other Python started.
    """
    with LOCK:
        _server(libraries, as_it_is=as_it_is)


class ForkedProcess:
    """A worker's process, which is given two files: where jobs come from, and where answers go."""

    def __init__(self, jobs: int, answers: int, seconds: float) -> None:
        """Raises TimeoutError where it is not there in time, EOFError where what it comes from ends and ends again, and OSError."""
        try:
            self._told, self.pid = _begun_process(jobs, answers, seconds)
        except EOFError:
            self._told, self.pid = _begun_process(jobs, answers, seconds)
        self._status: int | None = None

    @property
    def sentinel(self) -> int:
        """A file that becomes ready when it ends."""
        return self._told

    def status(self, seconds: float | None = 0) -> int | None:
        """How it ended, as `os.waitstatus_to_exitcode` tells; None where it has not when so long has passed. It waits for ever for None."""
        if self._status is None:
            try:
                self._status = _number(self._told, seconds)
            except EOFError:
                self._status = UNKNOWN
        return self._status

    def kill(self) -> None:
        """Has it end, and its group, which is what it started."""
        for kill in (os.killpg, os.kill):  # it may not have a group yet
            with suppress(OSError):
                kill(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """Ends it as `kill` does, and waits until it has."""
        self.kill()
        self.status(None)
        os.close(self._told)


def _begun_process(jobs: int, answers: int, seconds: float) -> tuple[int, int]:
    """Where it is told of a new process, and which that is. Raises as `ForkedProcess` does, EOFError the first time."""
    told, tells = os.pipe()
    try:
        try:
            with LOCK:
                server = _server()
                with suppress(BrokenPipeError, ConnectionResetError):
                    socket.send_fds(server.requests, [b"f"], [jobs, answers, tells])
        finally:
            os.close(tells)
        try:
            pid = _number(told, seconds)
        except EOFError:
            server.await_end()
            raise
        if pid is None:
            raise TimeoutError
        return told, pid
    except BaseException:
        os.close(told)
        raise


def _number(told: int, seconds: float | None) -> int | None:
    """What is told next; None where nothing is when so long has passed. Raises EOFError when nothing will be any more."""
    from multiprocessing.connection import wait

    if not wait([told], seconds):
        return None
    content = os.read(told, NUMBER.size)
    if not content:
        raise EOFError
    return int(NUMBER.unpack(content)[0])


def _server(libraries: Sequence[str] = EVERYTHING, *, as_it_is: bool = False) -> _ForkServer:
    if _begun and _begun[-1].is_there:
        return _begun[-1]
    for gone in _begun:
        gone.requests.close()
    ours, theirs = socket.socketpair()
    with theirs:
        pid = _forked_as_it_is(theirs, libraries) if as_it_is else _begun_anew(theirs, libraries)
    _begun[:] = [_ForkServer(pid, ours, os.getpid())]
    return _begun[-1]


def _forked_as_it_is(theirs: socket.socket, libraries: Sequence[str]) -> int:
    driver = os.getpid()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # an interrupt is the driver's: it ends the others
    try:
        pid = os.fork()
        if pid == 0:
            try:
                end_with(driver)
                from pipeline.ingest.fork_server import serve_forks

                serve_forks(theirs.fileno(), libraries)
            finally:
                os._exit(1)
        return pid
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begun_anew(theirs: socket.socket, libraries: Sequence[str]) -> int:
    """Another Python, with the requests as its standard input."""
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; from pipeline.ingest.leash import end_with; end_with({os.getpid()}); "
        f"from pipeline.ingest.fork_server import serve_forks; serve_forks(0, {[*libraries]!r})"
    )
    requests = [(os.POSIX_SPAWN_DUP2, theirs.fileno(), 0)]
    return os.posix_spawn(sys.executable, [sys.executable, "-c", code], os.environ, file_actions=requests, setsigmask=[signal.SIGINT])
