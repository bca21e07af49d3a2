"""Files read on the workers of a Dask cluster: each to a fragment in a folder that all can write to; here one learns how each ended.

A task is many files, so that what a task costs does not count; on the worker each is read in a bounded process beside it, as
everywhere. A worker that is lost takes its tasks along: they are given to another, which reads what has no fragment yet.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager, suppress
from gettext import gettext as _
from threading import Lock
from typing import NamedTuple

from distributed import Client
from distributed.scheduler import KilledWorker
from msgspec import Struct

from pipeline.errors import ClusterError
from pipeline.ingest.bounds import Bounds
from pipeline.ingest.cache import Cache, key_of
from pipeline.ingest.forking import warm_up
from pipeline.ingest.fragments import FragmentError, read_header
from pipeline.ingest.libraries import OF_ALL_AND_PDFS
from pipeline.ingest.readings import Job, Read, ReadingOutcome, outcomes
from pipeline.ingest.workers import Worker
from pipeline.schema.reasons import FileCode

CONNECT_SECONDS = 20.0  # for a scheduler to answer, and for its first worker to be there
MOST_FILES = 256  # of a task: what was made is looked at together, and costs a third of what it costs 32 at a time
TASKS_AHEAD = 3  # for each thread: none waits for the driver
RESTING: list[tuple[tuple[Bounds, Read], Worker[Job]]] = []  # on a Dask worker: what read for its last task, and within which bounds
RESTING_LOCK = Lock()
SHARES = 8  # so many tasks a thread at least, so that the last ones end together


class _Told(NamedTuple):
    """How one file ended, as it is sent."""

    sha256: str
    code: FileCode | None
    detail: str | None
    trace: str | None
    seconds: float


class _Task(Struct, frozen=True):
    """What a Dask worker is sent."""

    jobs: tuple[Job, ...]
    cache: Cache
    bounds: Bounds
    read: Read
    force: bool


def outcomes_of_cluster(
    jobs: Sequence[Job], cache: Cache, *, scheduler: str, bounds: Bounds, read: Read, force: bool = False
) -> Iterator[ReadingOutcome]:
    """One outcome for each job, in the order they are done. `force`: what has a fragment is read all the same.

    Raises ClusterError where no cluster answers, its workers cannot read here, or it is lost on the way: what was read is kept.
    """
    with _connected(scheduler) as client:
        _hold_to_this(client, cache)
        threads = sum(client.nthreads().values()) or 1
        waiting = deque(_tasks(jobs, threads, cache, bounds, read, force=force))
        executor = client.get_executor(pure=False)
        under_way: dict[Future[list[_Told]], _Task] = {}
        try:
            while waiting or under_way:
                while waiting and len(under_way) < TASKS_AHEAD * threads:
                    task = waiting.popleft()
                    under_way[executor.submit(_read, task)] = task
                for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                    task = under_way.pop(done)
                    by_hash = {job.sha256: job for job in task.jobs}
                    for told in _result(done, scheduler):
                        yield ReadingOutcome(by_hash[told.sha256], *told[1:])
            with suppress(Exception):  # whatever a worker raises that leaves just now
                client.run(_end_resting)
        finally:
            executor.shutdown(wait=False)


def hold_to_scheduler(scheduler: str) -> None:
    """Raises ClusterError unless one answers there."""
    with _connected(scheduler):
        pass


def _tasks(jobs: Sequence[Job], threads: int, cache: Cache, bounds: Bounds, read: Read, *, force: bool) -> Iterator[_Task]:
    size = max(1, min(MOST_FILES, len(jobs) // (SHARES * threads)))
    for begin in range(0, len(jobs), size):
        own = tuple(jobs[begin : begin + size])
        chosen = {job.sha256: job.chosen for job in own if job.chosen is not None}
        yield _Task(own, cache.own(chosen), bounds, read, force)


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        told = _(
            "{scheduler}: no Dask scheduler answers there ({why}). Start one with `dask scheduler`, or see its address on its first lines."
        )
        raise ClusterError(told.format(scheduler=scheduler, why=_first_line(error))) from error
    try:
        yield client
    finally:
        with suppress(OSError, TimeoutError, RuntimeError):
            client.close(timeout=1)


def _hold_to_this(client: Client, cache: Cache) -> None:
    """Raises ClusterError unless there is a worker, and each is of this version and can write where the fragments are to lie."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except (OSError, TimeoutError) as error:
        raise ClusterError(_("the Dask scheduler has no worker. Start one with `dask worker`, where milepael is installed.")) from error
    try:
        faults: dict[str, _Fault | None] = client.run(_fault, cache.own({}))
    except Exception as error:  # whatever a worker raises that lacks us
        told = _("the Dask workers cannot read ({why}). Install this version of milepael where they run.")
        raise ClusterError(told.format(why=_first_line(error))) from error
    for worker, fault in sorted(faults.items()):
        if fault is not None and fault.version is not None:
            told = _("Dask worker {worker} has version {other} of milepael, and this is {own}. Install the same one.")
            raise ClusterError(told.format(worker=worker, other=fault.version, own=cache.key.parser))
        if fault is not None:
            told = _("Dask worker {worker} cannot write to {folder} ({why}). Name a folder that all workers share with --cache.")
            raise ClusterError(told.format(worker=worker, folder=cache.folder, why=fault.why))


def _result(done: Future[list[_Told]], scheduler: str) -> list[_Told]:
    try:
        return done.result()
    except KilledWorker as error:
        told = _("{scheduler}: Dask workers died over and over. What was read is kept; see why, and run again.")
        raise ClusterError(told.format(scheduler=scheduler)) from error
    except (CancelledError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # a fragment could not be written
        told = _("{scheduler}: the Dask scheduler was lost ({why}). What was read is kept; run again.")
        raise ClusterError(told.format(scheduler=scheduler, why=_first_line(error))) from error


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__


# ── on the worker ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Fault(NamedTuple):
    """Why a worker cannot read: it is of another version, or cannot write."""

    version: str | None = None
    why: str | None = None


def _fault(cache: Cache) -> _Fault | None:
    """None where this worker can read for that cache; what its processes come from is started then."""
    own = key_of("auto")
    if (own.parser, own.schema) != (cache.key.parser, cache.key.schema):
        return _Fault(version=own.parser)
    try:
        cache.open()
        probe = cache.folder / f".{_here()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return _Fault(why=error.strerror or str(error))
    warm_up()
    return None


def _here() -> str:
    return f"{socket.gethostname()}.{os.getpid()}"


def _read(task: _Task) -> list[_Told]:
    """Reads the files of a task; those whose fragment is there were read by a worker that was lost."""
    told, undone = [], []
    task.cache.open()
    task.cache.prepare(job.sha256 for job in task.jobs)
    for job in task.jobs:
        if not task.force and _is_read(job, task.cache):
            told.append(_Told(job.sha256, None, None, None, 0.0))
        else:
            undone.append(job._replace(staged=f"{task.cache.folder}/{job.sha256}.{_here()}.new"))
    with _rested(task) as resting:
        read = outcomes(
            undone,
            task.cache,
            workers=1,
            bounds=task.bounds,
            read=task.read,
            resting=resting,
            libraries=OF_ALL_AND_PDFS,  # whoever rests may be given any file the next time
        )
        return told + [_Told(ended.job.sha256, ended.code, ended.detail, ended.trace, ended.seconds) for ended in read]


@contextmanager
def _rested(task: _Task) -> Iterator[list[Worker[Job]]]:
    """A process that has read for an earlier task within the same bounds, if one rests; it rests again when this one is done."""
    kind = task.bounds, task.read
    with RESTING_LOCK:
        others = [one for each, one in RESTING if each != kind]
        own = [one for each, one in RESTING if each == kind]
        resting, rest = own[:1], own[1:]
        RESTING[:] = [(kind, one) for one in rest]
    for other in others:
        other.stop()
    try:
        yield resting
    finally:
        with RESTING_LOCK:
            RESTING.extend((kind, one) for one in resting)


def _end_resting() -> None:
    """Ends the processes that rest here: nothing more is to be read for now."""
    with RESTING_LOCK:
        ended = [one for _kind, one in RESTING]
        RESTING.clear()
    for one in ended:
        one.stop()


def _is_read(job: Job, cache: Cache) -> bool:
    try:
        header = read_header(cache.place(job.sha256))
    except (OSError, FragmentError):
        return False
    return (header.sha256, header.key, header.code) == (job.sha256, job.key, None)
