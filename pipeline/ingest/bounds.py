"""What a job may take of the machine: seconds, and bytes of memory."""

from __future__ import annotations

import os
import resource
from pathlib import Path

from msgspec import Struct

__all__ = ["SECONDS", "Bounds", "bound", "shared"]

SECONDS = 600.0  # for one job: a 2,000-page agenda through the slow road takes half of it
MEMORY_BYTES = 3 * 2**30  # of address space for one worker: twenty times what the longest agenda needs
LEAST_BYTES = 768 * 2**20  # what a worker needs to open a file at all; with less there are fewer workers
MEMORY_SHARE = 0.8  # of the machine's memory, for all workers together


class Bounds(Struct, frozen=True):
    """What one job may take: seconds of the clock and of the processor each, and bytes of address space."""

    seconds: float = SECONDS
    memory_bytes: int = MEMORY_BYTES


def shared(workers: int, seconds: float = SECONDS, memory_bytes: int | None = None) -> tuple[int, Bounds]:
    """How many workers fit in the memory (of the machine, if none is given), and the bounds of each."""
    most = memory_bytes or int(MEMORY_SHARE * _machine_bytes())
    workers = max(1, min(workers, most // LEAST_BYTES))
    return workers, Bounds(seconds, min(MEMORY_BYTES, most // workers))


def bound(what: int, most: int) -> None:
    """Lowers a limit of this process; one that is lower already stays."""
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _machine_bytes() -> int:
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        return min(machine, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    except (OSError, ValueError):  # no such group, or no limit
        return machine
