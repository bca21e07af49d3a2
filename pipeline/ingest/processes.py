"""Jobs in, how each of them ended out: every job in a worker process, within bounds of time and memory.

Why processes: pdfium is not thread-safe, and the files are strangers. Why not a pool from a library: concurrent.futures
breaks whole when one worker dies and cannot end one that hangs; pebble shares one pipe between its workers, so a worker
killed while it answers takes the others along. What a job makes is written to files; its answer is one short line of JSON,
which is never unpickled: a worker that a file has taken over can say something untrue, and nothing more.

Light jobs are sent several together, and what they made is looked at several together, for a message and a look cost as much as
they do. None is blamed for what another may have done: where a worker dies or makes what is unsound, the job in hand is done again alone.
Where fewer jobs are left than there may be workers, those at work are lent the cores of the others.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import wait
from typing import Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from pipeline.ingest.bounds import Bounds
from pipeline.ingest.job_errors import UnsoundError
from pipeline.ingest.libraries import OF_ALL_AND_PDFS
from pipeline.ingest.workers import TICK, Ended, Worker
from pipeline.schema.reasons import FileCode

__all__ = ["run_bounded"]

MOST_TOGETHER = 128  # light jobs of one message
MOST_UNLOOKED = 1024
LOOK_SECONDS = 1.0  # that what was made waits at most to be looked at
FIRST_LOOK_SECONDS = 0.2  # the first time: what looking takes is loaded and made then, and not when all wait for it
ENOUGH = 32  # light jobs that a worker has before it: it can wait for BREATH_SECONDS
BREATH_SECONDS = 0.02

J = TypeVar("J")
Check = Callable[[Sequence[J]], "Sequence[UnsoundError | None]"]


def run_bounded(
    jobs: Iterable[J],
    work: Callable[[J], None],
    *,
    workers: int,
    bounds: Bounds,
    check: Check[J] | None = None,
    is_light: Callable[[J], bool] = lambda job: False,
    resting: list[Worker[J]] | None = None,
    libraries: Sequence[str] = OF_ALL_AND_PDFS,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Ended[J]]:
    """Does `work` on each job in another process, and yields how it ended, in the order they are done. Jobs are drawn as they are wanted,
    and a few ahead.

    `check` looks at what jobs made, in this process; a worker that made what is unsound is not trusted with another. Workers of the
    same bounds that are `resting` are taken first, and rest there again when all is done, for their owner to stop.
    `meanwhile` is asked for once, when workers have something to do.
    Leaves no other process behind, however it is left. Raises OSError where what a job made cannot be written, and
    InstallationError, before any job is begun, where one of the `libraries` cannot be imported.
    """
    pool = _Pool(jobs, workers, lambda: Worker(work, bounds, libraries), check, is_light, rests=resting is not None)
    try:
        pool.wake(resting or [], work)
        pool.send()
        meanwhile()
        while pool.is_at_work:
            yield from pool.turn()
        if resting is not None:
            resting.extend(pool.leave())
    finally:
        pool.stop()


class _Made(NamedTuple, Generic[J]):
    """What waits to be looked at: a job that ended well, by whom, and whether others were sent with it."""

    ended: Ended[J]
    worker: Worker[J]
    company: bool


class _Pool(Generic[J]):
    """The workers, and the jobs that wait for them."""

    def __init__(
        self,
        jobs: Iterable[J],
        most: int,
        new: Callable[[], Worker[J]],
        check: Check[J] | None,
        is_light: Callable[[J], bool],
        *,
        rests: bool,
    ) -> None:
        self._jobs, self._waiting = iter(jobs), deque[J]()
        self._alone = deque[J]()  # those that are done again are done alone
        self._most, self._new, self._check, self._is_light = most, new, check, is_light
        self._rests = rests
        self._idle: list[Worker[J]] = []
        self._ending: list[Worker[J]] = []
        self._busy: list[Worker[J]] = []
        self._in_company: set[Worker[J]] = set()  # workers that were sent several jobs at once
        self._unlooked: list[_Made[J]] = []
        self._since = 0.0  # the first of these was made
        self._patience = FIRST_LOOK_SECONDS

    @property
    def is_at_work(self) -> bool:
        return bool(self._busy or self._unlooked or self._has_more)

    @property
    def _has_more(self) -> bool:
        """Whether a job waits."""
        return bool(self._alone or self._draw(1))

    def _draw(self, least: int) -> bool:
        """Sees that so many wait, while there are any; whether one does."""
        self._waiting.extend(islice(self._jobs, max(least - len(self._waiting), 0)))
        return bool(self._waiting)

    def wake(self, resting: list[Worker[J]], work: Callable[[J], None]) -> None:
        """Takes those over that are still there."""
        while resting:
            worker = resting.pop()
            if worker.is_alive:
                worker.turn_to(work)
                self._idle.append(worker)
            else:
                worker.stop()

    def leave(self) -> list[Worker[J]]:
        """Lets those go that are at nothing."""
        idle, self._idle = self._idle, []
        return idle

    def send(self) -> None:
        """Gives each worker something to do that there may be, while there is."""
        while self._has_more and len(self._busy) < self._most:
            self._start(self._idle.pop() if self._idle else self._new())

    def turn(self) -> Iterator[Ended[J]]:
        """What ended until one of the workers had something to say, or a while has passed."""
        self.send()
        if self._busy:
            self._draw_ahead()
            self._lend()
            if all(worker.left > ENOUGH for worker in self._busy):
                time.sleep(BREATH_SECONDS)
            ready = wait([end for worker in self._busy for end in worker.ends], timeout=TICK)
            for worker in tuple(self._busy):
                yield from self._attend(worker, answered=any(end in ready for end in worker.ends))
        if self._unlooked and self._is_due():
            yield from self._looked()

    def _draw_ahead(self) -> None:
        """What the next messages will hold, for to draw a job may take its time."""
        self._draw(self._most * (MOST_TOGETHER if self._waiting and self._is_light(self._waiting[0]) else 1))

    def _lend(self) -> None:
        """Gives the cores for which no job waits to those that are at work."""
        for _ in range(self._most - len(self._busy) - sum(worker.lent for worker in self._busy)):
            min(self._busy, key=lambda worker: worker.lent).lend()

    def _start(self, worker: Worker[J]) -> None:
        together = self._next()
        self._busy.append(worker)
        self._in_company.discard(worker)
        if len(together) > 1:
            self._in_company.add(worker)
        worker.start(together)

    def _next(self) -> list[J]:
        if self._alone:
            return [self._alone.popleft()]
        together = [self._waiting.popleft()]
        self._draw_ahead()
        share = 1 + len(self._waiting) // self._most  # so that the last ones end together
        while self._is_light(together[-1]) and len(together) < min(MOST_TOGETHER, share) and self._is_light(self._waiting[0]):
            together.append(self._waiting.popleft())
        return together

    def _attend(self, worker: Worker[J], *, answered: bool) -> Iterator[Ended[J]]:
        company = worker in self._in_company
        for ended in worker.ended(answered=answered):
            if ended.code is None and self._check is not None:
                self._since = self._since if self._unlooked else time.monotonic()
                self._unlooked.append(_Made(ended, worker, company))
            elif ended.code is FileCode.WORKER_DIED and company:
                self._alone.append(ended.job)
            else:
                yield ended
        if worker.lost or not worker.left:
            self._release(worker)
        elif worker.is_slow:
            self._waiting.extendleft(reversed(worker.take_back(keep=1)))

    def _release(self, worker: Worker[J]) -> None:
        """From what it was sent: it goes on with others, or ends."""
        if worker.left:
            self._waiting.extendleft(reversed(worker.take_back()))
        self._busy.remove(worker)
        if not worker.is_fit:
            worker.stop()
        elif self._has_more:
            self._start(worker)  # it goes on while what it made is looked at
        elif self._rests:
            self._idle.append(worker)
        else:
            worker.kill()  # and is gone when what it made was looked at
            self._ending.append(worker)

    def _is_due(self) -> bool:
        """Whether what was made is looked at now: at once, unless more comes soon, and one look does for all."""
        if len(self._unlooked) >= MOST_UNLOOKED or time.monotonic() - self._since > self._patience:
            return True
        return not any(worker.left for worker in self._busy)

    def _looked(self) -> Iterator[Ended[J]]:
        assert self._check is not None, "nothing waits to be looked at"
        made, self._unlooked, self._patience = self._unlooked, [], LOOK_SECONDS
        for (ended, worker, company), fault in zip(made, self._check([each.ended.job for each in made]), strict=True):
            if fault is None:
                yield ended
                continue
            self._distrust(worker)
            if company:
                self._alone.append(ended.job)
            else:
                yield replace(ended, code=FileCode.READER_FAILED, detail=f"what it made cannot be used: {fault}")

    def _distrust(self, worker: Worker[J]) -> None:
        worker.lost = True
        if worker in self._busy:
            self._release(worker)
        elif worker in self._idle:
            self._idle.remove(worker)
            worker.stop()

    def stop(self) -> None:
        for worker in self._idle + self._busy + self._ending:
            worker.stop()
