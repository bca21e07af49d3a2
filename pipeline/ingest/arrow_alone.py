"""pyarrow without pandas and numpy, which it loads for itself: a third of a second, and nothing here has any of their kinds."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from threading import Event
from types import ModuleType

__all__ = ["OURS", "keep_pandas_out", "load_arrow"]

OURS = Event()  # set by a command: nobody else in this process wants frames
SCRIPT = "milepael"  # what a process is named that runs a command and nothing else
POOL = "ARROW_DEFAULT_MEMORY_POOL"


class _Without:
    """A finder that finds everything but some packages."""

    def __init__(self, *packages: str) -> None:
        self._packages = packages

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name in self._packages:
            raise ModuleNotFoundError(name)
        return None  # which the next one finds


def load_arrow() -> None:
    """Imports pyarrow, in a process of our own without pandas."""
    if OURS.is_set():
        keep_pandas_out(for_good=Path(sys.argv[0]).stem == SCRIPT)  # not where a notebook or a test calls the command
    else:
        import pyarrow  # noqa: F401


def keep_pandas_out(*, for_good: bool = True) -> None:
    """Lets pyarrow find that there is no pandas, once; asked for a frame, it looks again. It takes memory as the system gives it then.

    `for_good`, in a process that is asked for no frame, it finds that there is no numpy either; it makes none without.
    """
    if "pandas" in sys.modules:
        return
    os.environ.setdefault(POOL, "system")  # for what asks Arrow itself, and not Python
    finder = _Without("pandas", "numpy") if for_good else _Without("pandas")
    sys.meta_path.insert(0, finder)
    try:
        import pyarrow as pa

        pa.set_memory_pool(pa.system_memory_pool())  # the others keep what they were given once, and set a gigabyte of addresses aside
        pa.array([])
        if for_good:
            import_module("pyarrow.compute")  # which looks for numpy itself
    finally:
        sys.meta_path.remove(finder)
