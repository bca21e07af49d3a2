"""What a run writes is called so, and is known again by it: by the one that writes it, and by one that meets it as input."""

from __future__ import annotations

import json
import re
from pathlib import Path

__all__ = [
    "BESIDE",
    "CACHE",
    "CURRENT",
    "DATASET_MARK",
    "FEED",
    "HOME",
    "LOCK",
    "MANIFEST",
    "MARK",
    "PAGES",
    "PAGES_MARK",
    "PARTITION_ROWS",
    "POINTER",
    "RUN_REPORT",
    "SETS",
    "SUMS",
    "TABLE",
    "are_pages",
    "earlier_resources",
    "is_dataset",
    "is_table_folder",
    "outputs_in",
]

MANIFEST = "datapackage.json"  # its hashes say which tables belong together
RUN_REPORT, FEED, PAGES = "run.json", "feed.xml", "report"
CURRENT = "current"  # a link to the set that holds
HOME = ".milepael"  # in an output folder: the mark, the sets, the cache
POINTER = "current.json"  # below a URL, what the link is in a folder
SETS, MARK, LOCK, CACHE = "sets", "owner.json", "lock", "cache"
PAGES_MARK = ".milepael-report"  # in a folder of pages: it is ours
PAGES_BEFORE_MARKS = frozenset({"index.html", "style.css", "report.js"})  # what one has that an earlier version wrote
SUMS = "SHA256SUMS"  # of a data set that was published; its first line says whose it is
DATASET_MARK = "# milepael data set "
TABLE = re.compile(r"[a-z][a-z0-9_]*\.parquet")
BESIDE = frozenset({MANIFEST, RUN_REPORT, FEED})
PARTITION_ROWS = 1_000_000  # of a table: with more it is a folder, a municipality and agreement year at a time
LARGEST_MANIFEST = 2**24  # bytes: a hundred times what one is


def outputs_in(folder: Path) -> frozenset[str]:
    """The names in a folder that a run has written there; none in a folder that is no output."""
    if (folder / HOME / MARK).is_file() or earlier_resources(folder) is not None:
        pages = {PAGES} if are_pages(folder / PAGES) else set()
        return frozenset(
            {
                *(HOME, CURRENT, *pages),
                *(path.name for path in folder.iterdir() if path.name in BESIDE or TABLE.fullmatch(path.name) or is_table_folder(path)),
            }
        )
    if is_dataset(folder):
        return frozenset(path.name for path in folder.iterdir())
    return frozenset({PAGES}) if (folder / PAGES / PAGES_MARK).is_file() else frozenset()


def is_table_folder(path: Path) -> bool:
    """Whether it is our link to a table that is a folder."""
    return path.is_symlink() and path.readlink() == Path(CURRENT, path.name)


def earlier_resources(folder: Path) -> list[dict[str, str]] | None:
    """What the package lists that a version without marks has published there; nothing of it is held against a form."""
    try:
        if (folder / MANIFEST).stat().st_size > LARGEST_MANIFEST:
            return None
        package = json.loads((folder / MANIFEST).read_bytes())
        resources: list[dict[str, str]] = package["resources"]
        return resources if package["name"] == "milepael" and isinstance(resources, list) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def are_pages(folder: Path) -> bool:
    """Whether a folder is one of our reports: it bears the mark, or has all that an earlier version's had."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return (folder / PAGES_MARK).is_file() or all((folder / name).is_file() for name in PAGES_BEFORE_MARKS)


def is_dataset(folder: Path) -> bool:
    """Whether a folder is a data set that `milepael publish` wrote."""
    try:
        with (folder / SUMS).open(encoding="utf-8") as sums:
            return not folder.is_symlink() and sums.read(len(DATASET_MARK)) == DATASET_MARK
    except (OSError, ValueError):
        return False
