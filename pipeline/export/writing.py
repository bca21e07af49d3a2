"""A folder of published tables in, the files that people carry away out: Excel, CSV, DuckDB, JSON Lines, Atom."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExportError, MissingLibraryError
from pipeline.export.formats import Format
from pipeline.promises.municipalities import known_from
from pipeline.publish.addresses import Addresses, addresses
from pipeline.publish.municipalities import municipalities_apart
from pipeline.schema.rows import Tables
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Export", "export", "published", "replacing", "write_each"]


@dataclass(frozen=True, slots=True)
class Export:
    """Tables from one published set, on their way to `out`. `documents` is the folder they were read from, if it is at hand.

    Examples:
        >>> from pathlib import Path
        >>> from pipeline.export.writing import Export, published
        >>> what = Export(Path("data/parsed"), published(Path("data/parsed")), Path("carried"))
        >>> what.rows()["documents"][0]["municipality"]
        'ballerup'
    """

    folder: Path
    tables: Mapping[str, pa.Table]
    out: Path
    documents: Path | None = None
    danish: bool = False
    base_url: str | None = None  # where the report lies on the web
    everything: bool = False  # in feeds: what is only information too

    def rows(self) -> Tables:
        return {name: table.to_pylist() for name, table in self.tables.items()}

    def addresses(self) -> Addresses:
        apart = municipalities_apart(self.tables["documents"].to_pylist()) if "documents" in self.tables else []
        return addresses(self.out, self.folder, self.documents, self.base_url, apart=bool(apart))


def published(folder: Path) -> dict[str, pa.Table]:
    """The declared tables that `folder` publishes, all of one set.

    Args:
        folder: Where the tables and their `datapackage.json` lie.

    Returns:
        pyarrow tables by name, in the schema's order.

    Raises:
        TablesError: There are no tables, or another version of the schema wrote them.

    Examples:
        >>> from pathlib import Path
        >>> from pipeline.export.writing import published
        >>> list(published(Path("data/parsed")))[:3]
        ['files', 'documents', 'legends']
    """
    from pipeline.publish.load import load

    tables = load(folder, "arrow")
    return {name: getattr(tables, name) for name in TABLES if name in tables.names}


def export(form: Format, what: Export) -> list[Path]:
    """Writes one format, each file whole or not at all.

    Args:
        form: One of `FORMATS`.
        what: The tables, and where to.

    Returns:
        The files written.

    Raises:
        ExportError: A library (MissingLibraryError) or a table is missing, or a sheet cannot hold the rows; the message says what to do.
        OSError: The folder cannot be written.

    Examples:
        >>> from pathlib import Path
        >>> from pipeline.export.formats import FORMATS
        >>> from pipeline.export.writing import Export, export, published
        >>> what = Export(Path("data/parsed"), published(Path("data/parsed")), Path("carried"))
        >>> files = export(FORMATS["jsonl"], what)
        >>> files[0].name
        'files.jsonl'
    """
    if form.library and find_spec(form.library) is None:
        raise MissingLibraryError(
            _("{format}: {library} is not installed. Install it with: pip install '.[{format}]'").format(
                format=form.name, library=form.library
            )
        )
    missing = [name for name in form.tables if name not in what.tables]
    if missing:
        raise ExportError(
            _("{format}: {folder} has no {tables}. Read the documents again: milepael run").format(
                format=form.name, folder=what.folder, tables=", ".join(missing)
            )
        )
    what.out.mkdir(parents=True, exist_ok=True)
    with known_from({name: what.tables[name].to_pylist() for name in ("municipalities", "rounds") if name in what.tables}):
        written: list[Path] = import_module(form.module).write_files(what)
    return written


def write_each(what: Export, ending: str, write: Callable[[Path, pa.Table], None]) -> list[Path]:
    """One file a table."""
    paths = []
    for name, table in what.tables.items():
        paths.append(what.out / f"{name}.{ending}")
        with replacing(paths[-1]) as new:
            write(new, table)
    return paths


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, in the same folder; what was written there takes the place of `path` when nothing was raised."""
    folder = Path(tempfile.mkdtemp(prefix=".milepael-", dir=path.parent))
    try:
        yield folder / path.name
        (folder / path.name).replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
