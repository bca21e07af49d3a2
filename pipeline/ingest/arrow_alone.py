"""pyarrow without what it loads for itself and nothing here has any use for: a third of a second, most of it pandas and numpy."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from threading import Event, Thread, local
from types import ModuleType

__all__ = ["OURS", "READS", "keep_pandas_out", "load_arrow", "load_beside", "load_compute", "load_parquet"]

OURS = Event()  # set by a command: nobody else in this process wants frames
READS = Event()  # set where files are read: nobody there does
FRAMELESS = Event()  # set when pyarrow was loaded as in a process that is asked for no frame
SCRIPT = "milepael"  # what a process is named that runs a command and nothing else
POOL = "ARROW_DEFAULT_MEMORY_POOL"
UNUSED = ("pandas", "cloudpickle", "dateutil")  # looked for once: frames, functions sent to other processes, intervals of months
NUMPY = "numpy"
STORES = ("pyarrow._s3fs", "pyarrow._gcsfs", "pyarrow._azurefs", "pyarrow._hdfs")  # we ask stores through fsspec
HELP_OF_FUNCTIONS = "pyarrow.vendored.docscrape"  # reads the help of each option of each function when these are imported


def load_beside(load: Callable[[], object]) -> None:
    """Loads on a thread what its caller will need and load itself: what cannot be loaded is told there."""

    def quietly() -> None:
        with suppress(Exception):
            load()

    Thread(target=quietly, daemon=True).start()


class _Hidden(local):
    """The packages that a thread does not find now."""

    packages: tuple[str, ...] = ()


class _Without:
    """A finder that finds everything but what is hidden from the thread that asks.

    It stays where it was put: another thread that goes through `sys.meta_path` while one is taken out of it passes over the next.
    """

    hidden = _Hidden()

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name in self.hidden.packages:
            raise ModuleNotFoundError(name)
        return None  # which the next one finds


FINDER = _Without()


def load_arrow() -> None:
    """Imports pyarrow, in a process of our own without pandas; in one that reads, no more of it than writing takes."""
    if READS.is_set():
        keep_pandas_out()
        return
    if OURS.is_set():
        keep_pandas_out(for_good=Path(sys.argv[0]).stem == SCRIPT)  # not where a notebook or a test calls the command
    load_compute()


def keep_pandas_out(*, for_good: bool = True) -> None:
    """Lets pyarrow find that there is no pandas, once; asked for a frame, it looks again. It takes memory as the system gives it then.

    `for_good`, in a process that is asked for no frame, it finds that there is no numpy either; it makes none without.
    """
    if "pandas" in sys.modules:
        return
    os.environ.setdefault(POOL, "system")  # for what asks Arrow itself, and not Python
    with _without(*UNUSED, *([NUMPY] if for_good else [])):
        import pyarrow as pa

        pa.set_memory_pool(pa.system_memory_pool())  # the others keep what they were given once, and set a gigabyte of addresses aside
        pa.array([])
    if for_good:
        FRAMELESS.set()


def load_compute() -> None:
    """Imports `pyarrow.compute`: in a process that makes no frame without numpy, which it looks for itself, and its functions' help."""
    if not FRAMELESS.is_set():
        import_module("pyarrow.compute")
        return
    no_help = ModuleType(HELP_OF_FUNCTIONS)
    no_help.NumpyDocString = lambda text: {"Parameters": []}  # type: ignore[attr-defined]
    sys.modules.setdefault(HELP_OF_FUNCTIONS, no_help)
    with _without(*UNUSED, NUMPY):
        import_module("pyarrow.compute")


def load_parquet() -> None:
    """Imports `pyarrow.parquet`, in a process that makes no frame without Arrow's own ways to stores."""
    with _without(*(STORES if FRAMELESS.is_set() else ())):
        import_module("pyarrow.parquet")


@contextmanager
def _without(*packages: str) -> Iterator[None]:
    if FINDER not in sys.meta_path:
        sys.meta_path.insert(0, FINDER)
    FINDER.hidden.packages = packages
    try:
        yield
    finally:
        FINDER.hidden.packages = ()
