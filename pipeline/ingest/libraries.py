"""The libraries that a worker needs, looked for before it is given a file: what is missing is no file's fault."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence

__all__ = ["OF_ALL", "OF_ALL_AND_PDFS", "missing_library"]

OF_ALL = (
    "pyarrow",
    "pyarrow.ipc",
    "parsers.reading",
    "pipeline.ingest.rows",
    "pipeline.ingest.document_rows",
    "pipeline.schema.checks",
    "babel.dates",
    "babel.numbers",
    "pipeline.ingest.readings",
    "pipeline.ingest.serving",
)
OF_ALL_AND_PDFS = (*OF_ALL, "pikepdf", "PIL.Image", "pypdfium2", "parsers.pages.rows", "parsers.pdf.reader")
NEEDED_LATER = ("pdfplumber", "selectolax")  # imported only where a file wants them


def missing_library(needed: Sequence[str] = OF_ALL_AND_PDFS) -> str | None:
    """Imports what is needed. Of what cannot be, a library's name, and on the next line what is wrong with it."""
    for name in needed:
        try:
            importlib.import_module(name)
        except Exception as error:
            library = (error.name if isinstance(error, ImportError) else None) or name
            return f"{library.partition('.')[0]}\n{error}"
    gone = next((name for name in NEEDED_LATER if importlib.util.find_spec(name) is None), None)
    return f"{gone}\nNo module named {gone!r}" if gone else None
