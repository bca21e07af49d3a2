"""The process that workers are forked from: begun before anything else is loaded, for all that follows waits for it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerContext

from pipeline.ingest.libraries import OF_ALL_AND_PDFS

__all__ = ["forking_context", "uninterrupted", "warm_up"]

LEASH = "pipeline.ingest.leash"
DRIVER = "MILEPAEL_DRIVER"  # what the leash holds its parent against
FIRST = "pipeline.ingest.preloading"


def warm_up(libraries: Sequence[str] = OF_ALL_AND_PDFS) -> None:
    """Starts the process that workers come from: it loads these libraries while its caller goes on."""
    forking_context(libraries)
    with uninterrupted():
        forkserver.ensure_running()


def forking_context(libraries: Sequence[str] = OF_ALL_AND_PDFS) -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    os.environ[DRIVER] = str(os.getpid())
    context.set_forkserver_preload([LEASH, FIRST, *libraries])
    return context


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A process started within never sees an interrupt: the driver ends it. One that came while Python began would print a trace."""
    resource_tracker.ensure_running()  # begun within, it would unblock what we block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
