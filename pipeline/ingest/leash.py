"""Imported first, and only, by the process that starts workers: it ends with the driver, even while it still imports the rest."""

from __future__ import annotations

import ctypes
import signal

PR_SET_PDEATHSIG = 1

ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
