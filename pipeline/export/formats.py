"""A folder of published tables in, the files that people carry away out: Excel, CSV, DuckDB, JSON Lines, Atom."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExportError
from pipeline.publish.addresses import Addresses, addresses
from pipeline.schema.tables import ALL_TABLES

if TYPE_CHECKING:
    import pyarrow as pa

DECLARED = {table.name: table for table in ALL_TABLES}


class Format(StrEnum):
    EXCEL = "excel"
    CSV = "csv"
    DUCKDB = "duckdb"
    JSONL = "jsonl"
    FEED = "feed"


NEEDS = {Format.EXCEL: "xlsxwriter", Format.DUCKDB: "duckdb"}  # the extra that brings them has the format's name
MADE_OF = {
    Format.EXCEL: ("files", "documents", "initiatives", "milestones", "standings", "changes"),
    Format.FEED: ("files", "documents", "initiatives", "responsibilities", "changes"),
}


@dataclass(frozen=True, slots=True)
class Export:
    """Tables from one published set, on their way to `out`. `documents` is the folder they were read from, if it is at hand."""

    folder: Path
    tables: Mapping[str, pa.Table]
    out: Path
    documents: Path | None = None
    danish: bool = False

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        return {name: table.to_pylist() for name, table in self.tables.items()}

    def addresses(self) -> Addresses:
        return addresses(self.out, self.folder, self.documents)


def published(folder: Path) -> dict[str, pa.Table]:
    """The declared tables that `folder` publishes, all of one set. Raises pipeline.publish.load.TablesError."""
    from pipeline.publish.load import load

    tables = load(folder, "arrow")
    return {name: getattr(tables, name) for name in DECLARED if name in tables.names}


def export(form: Format, what: Export) -> list[Path]:
    """The files written, each of them whole or not at all. Raises ExportError and OSError."""
    needed = NEEDS.get(form)
    if needed and find_spec(needed) is None:
        raise ExportError(f"{form}: {needed} is not installed. Install it with: pip install 'milepael[{form}]'")
    missing = [name for name in MADE_OF.get(form, ()) if name not in what.tables]
    if missing:
        raise ExportError(f"{form}: {what.folder} has no {' and no '.join(missing)}. Read the documents again: milepael run")
    what.out.mkdir(parents=True, exist_ok=True)
    return WRITERS[form](what)


def _excel(what: Export) -> list[Path]:
    from pipeline.export.excel import write

    path = what.out / "milepael.xlsx"
    with replacing(path) as new:
        write(new, what.rows(), what.addresses())
    return [path]


def _csv(what: Export) -> list[Path]:
    from pipeline.export.csv_files import write

    return _each(what, "csv", lambda path, table: write(path, table, danish=what.danish))


def _jsonl(what: Export) -> list[Path]:
    from pipeline.export.jsonl import write

    return _each(what, "jsonl", write)


def _duckdb(what: Export) -> list[Path]:
    from pipeline.export.duckdb_file import write

    path = what.out / "milepael.duckdb"
    with replacing(path) as new:
        write(new, what.tables, DECLARED)
    return [path]


def _feed(what: Export) -> list[Path]:
    from pipeline.export.feed import feeds

    paths = []
    for name, content in feeds(what.rows(), what.addresses()).items():
        paths.append(what.out / name)
        with replacing(paths[-1]) as new:
            new.write_bytes(content)
    return paths


def _each(what: Export, ending: str, write: Callable[[Path, pa.Table], None]) -> list[Path]:
    paths = []
    for name, table in what.tables.items():
        paths.append(what.out / f"{name}.{ending}")
        with replacing(paths[-1]) as new:
            write(new, table)
    return paths


WRITERS: dict[Format, Callable[[Export], list[Path]]] = {
    Format.EXCEL: _excel,
    Format.CSV: _csv,
    Format.DUCKDB: _duckdb,
    Format.JSONL: _jsonl,
    Format.FEED: _feed,
}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, in the same folder; what was written there takes the place of `path` when nothing was raised."""
    folder = Path(tempfile.mkdtemp(prefix=".milepael-", dir=path.parent))
    try:
        yield folder / path.name
        (folder / path.name).replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
