"""A promise or a printed page in, its address relative to the file that links to it out: no link leaves the folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

REPORT = "report"  # the report's folder, beside the tables


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the report and the documents lie, seen from the linking file: relative paths with forward slashes.

    `documents` is None where the originals are not at hand; then nothing links to them.
    """

    report: str = REPORT
    documents: str | None = None

    def initiative(self, municipality: str, promise_id: str) -> str:
        """The promise's own page in the report."""
        return quote(f"{self.report}/{initiative_page(municipality, promise_id)}")

    def page(self, path: str | None, number: int | None = None) -> str | None:
        """The document at that page; None when it lies inside an archive, where nothing can be linked to."""
        if self.documents is None or path is None or "!/" in path:
            return None
        return quote(f"{self.documents}/{path}") + (f"#page={number}" if number else "")


def initiative_page(municipality: str, promise_id: str) -> str:
    """The page's path within the report, the same from run to run: `indsats/ballerup-2019-4.12.html`.

    What is neither small letter, digit nor full stop becomes its code, so that no two promises share a page on any file system.
    """
    year, _, number = promise_id.partition("/")
    return "indsats/" + "-".join(re.sub(r"[^a-z0-9.]", _coded, part) for part in (municipality, year, number)) + ".html"


def _coded(match: re.Match[str]) -> str:
    return f"_{ord(match[0]):x}_"


def addresses(from_folder: Path, tables: Path, documents: Path | None) -> Addresses:
    """Seen from `from_folder`; `tables` holds the report, `documents` the originals."""
    return Addresses(_relative(tables / REPORT, from_folder), _relative(documents, from_folder) if documents else None)


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
