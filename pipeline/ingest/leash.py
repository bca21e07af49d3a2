"""Imported first, and only, by the process that starts workers: it ends with the driver, even while it still imports the rest."""

from __future__ import annotations

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1
DRIVER = "MILEPAEL_DRIVER"  # where `forking` says who that is

ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
if os.environ.get(DRIVER, "") not in {"", str(os.getpid()), str(os.getppid())}:  # it was gone before that: no signal comes
    os._exit(1)
