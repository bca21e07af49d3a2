"""The libraries that a worker needs, looked for before it is given a file: what is missing is no file's fault."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

__all__ = ["EVERYTHING", "OF_ALL", "OF_ALL_AND_PDFS", "libraries_for", "missing_library"]

OF_ALL = (
    "parsers.reading",
    "pipeline.ingest.rows",
    "pipeline.ingest.document_rows",
    "pipeline.schema.checks",
    "babel.dates",
    "babel.numbers",
    "pipeline.ingest.readings",
    "pipeline.ingest.serving",
)
OF_PDFS = ("pikepdf", "PIL.Image", "pypdfium2", "parsers.pages.rows", "parsers.pdf.reader")
OF_TEXTS = ("parsers.text.reader", "parsers.text.monospaced", "parsers.text.rows", "parsers.text.long_text")
OF_ALL_AND_PDFS = (*OF_ALL, *OF_PDFS)
EVERYTHING = (*OF_ALL_AND_PDFS, *OF_TEXTS)
PDFS = frozenset({".pdf", ".zip", ".eml"})  # and what may hold some
NAMES_MOST = 256  # of an input that are looked at for a guess
NEEDED_LATER = ("pyarrow", "pdfplumber", "selectolax")  # imported only where a file wants them


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


def libraries_for(paths: Iterable[str]) -> Sequence[str]:
    """What files and folders promise by their names that readers will need: a guess, made before any is looked at."""
    endings = {os.path.splitext(name)[1].casefold() for path in paths for name in islice(_names(path), NAMES_MOST)}  # noqa: PTH122 - of a name
    has_pdfs, has_texts = not endings.isdisjoint(PDFS), bool(endings - PDFS - {""})
    return (*OF_ALL, *(OF_PDFS if has_pdfs else ()), *(OF_TEXTS if has_texts else ()))


def _names(path: str) -> Iterator[str]:
    """Of a file, or of all that lies in a folder."""
    yield path
    with suppress(OSError), os.scandir(path) as entries:
        for entry in entries:
            yield from _names(entry.path) if entry.is_dir(follow_symlinks=False) else (entry.name,)
