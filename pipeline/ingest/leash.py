"""What ties a process to another: it ends with the one that started it, and it is told of a worker by numbers."""

from __future__ import annotations

import ctypes
import os
import signal
from struct import Struct

__all__ = ["NUMBER", "end_with"]

PR_SET_PDEATHSIG = 1
NUMBER = Struct("q")  # a process id, or how a process ended


def end_with(parent: int) -> None:
    """Has this process end as soon as its parent does; the parent's process id is known from before it began."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before that: no signal comes
        os._exit(1)
