"""The libraries that a worker needs, looked for before it is given a file: what is missing is no file's fault."""

from __future__ import annotations

import importlib
import importlib.util

__all__ = ["PRELOADED", "missing_library"]

PRELOADED = (
    "pikepdf",
    "pyarrow",
    "pyarrow.ipc",
    "PIL.Image",
    "pypdfium2",
    "parsers.reading",
    "pipeline.ingest.rows",
    "pipeline.ingest.document_rows",
)
NEEDED_LATER = ("pdfplumber", "selectolax", "babel")  # imported only where a file wants them


def missing_library() -> str | None:
    """A library without which files cannot be read, whichever they are, and on the next line what is wrong with it."""
    for name in PRELOADED:
        try:
            importlib.import_module(name)
        except Exception as error:
            library = (error.name if isinstance(error, ImportError) else None) or name
            return f"{library.partition('.')[0]}\n{error}"
    gone = next((name for name in NEEDED_LATER if importlib.util.find_spec(name) is None), None)
    return f"{gone}\nNo module named {gone!r}" if gone else None
