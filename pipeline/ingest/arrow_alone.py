"""pyarrow without pandas, which it loads with the first array that it makes: a third of a second, and nothing here has any of its kinds."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from threading import Event
from types import ModuleType

__all__ = ["OURS", "keep_pandas_out", "load_arrow"]

OURS = Event()  # set by a command: nobody else in this process wants frames
POOL = "ARROW_DEFAULT_MEMORY_POOL"


class _WithoutPandas:
    """A finder that finds everything but pandas."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError(name)
        return None  # which the next one finds


def load_arrow() -> None:
    """Imports pyarrow, in a process of our own without pandas."""
    if OURS.is_set():
        keep_pandas_out()
    else:
        import pyarrow  # noqa: F401


def keep_pandas_out() -> None:
    """Lets pyarrow find that there is no pandas, once; asked for a frame, it looks again. It takes memory as the system gives it then.

    For processes of our own alone.
    """
    if "pandas" in sys.modules:
        return
    os.environ.setdefault(POOL, "system")  # for what asks Arrow itself, and not Python
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())  # the others keep what they were given once, and set a gigabyte of addresses aside
    finder = _WithoutPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)
