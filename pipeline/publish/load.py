"""A folder of published tables in, one frame a table out, for notebooks: `t = load("data/parsed"); t.milestones`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cached_property
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

from pipeline.errors import TablesError
from pipeline.object_store import folder_for, is_url
from pipeline.output_names import MANIFEST
from pipeline.publish.current import LeftOut, left_out
from pipeline.publish.output import current_set
from pipeline.publish.upload import downloaded
from pipeline.schema.columns import Table
from pipeline.schema.tables import SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["PublishedTables", "load"]

BATCH_ROWS = 2**15  # of a table that is read piece by piece

Backend = Literal["pandas", "arrow", "polars", "duckdb"]


class PublishedResource(TypedDict):
    """A file of a package."""

    name: str
    format: str
    sha256: str
    parts: NotRequired[dict[str, str]]  # of a table that is a folder: the hash of each file


class PublishedPackage(TypedDict):
    """What of a package is asked here."""

    schema_version: str
    id: NotRequired[str]
    resources: list[PublishedResource]


class PublishedTables:
    """One attribute a table, read when it is first asked for, all from the same published set. `load` makes it.

    Raises:
        AttributeError: There is no such table; the message names those that are there.
        TablesError: A new set was published since: load again.

    Examples:
        >>> from pipeline import load
        >>> tables = load("data/parsed", "arrow")
        >>> "milestones" in tables.names
        True
        >>> tables.milestones.schema.field("due_year").type
        DataType(int16)
    """

    def __init__(self, folder: Path, backend: Backend) -> None:
        """Raises TablesError."""
        self._folder = folder
        self._set = current_set(folder) or folder  # the set that holds now, whatever is published next
        package = _package(folder, self._set)
        self._files = {
            one["name"]: one.get("parts") or {f"{one['name']}.parquet": one["sha256"]}
            for one in package["resources"]
            if one["format"] == "parquet"
        }
        self._id = str(package.get("id", ""))
        self._frame = _FRAMES[backend]
        self._frames: dict[str, Any] = {}

    @property
    def names(self) -> list[str]:
        return list(self._files)

    @property
    def dataset_id(self) -> str:
        """The published set, by its content and the versions that wrote it: what to cite."""
        return self._id

    @cached_property
    def current(self) -> CurrentTables:
        """The same tables without what is told twice: one document for each promise in each round. Count from these.

        Raises:
            TablesError: A new set was published since: load again.

        Examples:
            >>> from pipeline import load
            >>> tables = load("data/parsed", "arrow")
            >>> tables.milestones.num_rows, tables.current.milestones.num_rows  # each round is there as a PDF and as a text
            (240, 124)
        """
        return CurrentTables(self)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.names]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._files:
            raise AttributeError(f"there is no table {name!r}; the tables are {', '.join(self._files)}")
        if name not in self._frames:
            self._frames[name] = self._frame(name, self._table(name))
        return self._frames[name]

    def __repr__(self) -> str:
        return f"<tables of {self._folder}: {', '.join(self.names)}>"

    def is_folder(self, name: str) -> bool:
        """Whether a table lies in several files, each with its rows in the order of the key."""
        return len(self._files[name]) > 1

    def schema(self, name: str) -> pa.Schema:
        """The columns of a table as published."""
        import pyarrow.parquet as pq

        return pq.read_schema(self._set / next(iter(self._files[name])))

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """A table's rows piece by piece, for those who would not hold them all. Raises TablesError."""
        import pyarrow.parquet as pq

        for path, digest in self._files[name].items():
            try:
                with (self._set / path).open("rb") as stream:
                    found = hashlib.file_digest(stream, "sha256").hexdigest()
            except FileNotFoundError:
                found = ""
            self._hold_to_set(name, found, digest)
            with pq.ParquetFile(self._set / path) as file:
                yield from file.iter_batches(BATCH_ROWS, use_threads=False)

    def _hold_to_set(self, name: str, found: str, digest: str) -> None:
        if found != digest:
            raise TablesError(
                _("{folder}: {name} is not of the set that was loaded: a new one was published. Load again.").format(
                    folder=self._folder, name=name
                )
            )

    def _table(self, name: str) -> pa.Table:
        import pyarrow as pa

        tables = [self._read(name, path, digest) for path, digest in self._files[name].items()]
        if len(tables) == 1:
            return tables[0]
        return pa.concat_tables(tables).sort_by([(column, "ascending") for column in TABLES[name].key])

    def _read(self, name: str, path: str, digest: str) -> pa.Table:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            content = (self._set / path).read_bytes()
        except FileNotFoundError:
            content = b""
        self._hold_to_set(name, hashlib.sha256(content).hexdigest(), digest)
        # A Python file would be read from threads that may outlive Python, and pyarrow's own have been seen to abort its end.
        return pq.read_table(pa.BufferReader(content), use_threads=False)


class CurrentTables(PublishedTables):
    """One attribute a table, with the rows that are to be counted; `PublishedTables.current` makes it.

    A round may be there as a PDF and as a text, in a committee's edition and in the municipality's: of each promise, the rows of
    the one document that stands for it are kept, and of other documents those that no better copy has. `standings`, `panel` and
    `changes` tell of nothing twice and are whole.

    Examples:
        >>> from pipeline import load
        >>> tables = load("data/parsed", "arrow")
        >>> tables.current.standings.equals(tables.standings)
        True
    """

    def __init__(self, whole: PublishedTables) -> None:
        self._folder, self._set, self._files, self._frame = whole._folder, whole._set, whole._files, whole._frame
        self._id = whole._id
        self._frames = {}

    def __repr__(self) -> str:
        return f"<current {super().__repr__()[1:]}"

    @cached_property
    def _left_out(self) -> LeftOut:
        try:
            return left_out(super()._table("documents"), super()._table("initiatives"))
        except KeyError as error:
            said = _("{folder}: the tables do not say what is current. Read the documents again: milepael run").format(folder=self._folder)
            raise TablesError(said) from error

    def _table(self, name: str) -> pa.Table:
        return self._left_out.without(name, super()._table(name))


def load(folder: str | Path = "data/parsed", backend: Backend = "pandas") -> PublishedTables:
    """The tables that `milepael run` published in `folder`, as `t.initiatives`, `t.milestones` …

    pandas frames have real dates, nullable integers, and categories, ordered where they can be compared
    (`sur < mellem_eller_sur < mellem < glad`). `ukendt` compares with nothing: it is missing in `smiley` and
    True in `smiley_unknown`.

    Args:
        folder: Where the tables and their `datapackage.json` lie; also a URL that `milepael run --out` has published to.
        backend: "pandas"; "arrow" gives pyarrow tables, "polars" data frames and "duckdb" relations, all as published.

    Returns:
        One attribute a table. Their columns and units are those of the data dictionary.

    Raises:
        TablesError: There are no tables, or another version of the schema wrote them.
        StoreError: What lies at the URL cannot be had.
        ValueError: There is no such backend.

    Examples:
        >>> from pipeline import load
        >>> milestones = load("data/parsed").milestones
        >>> bool((milestones.smiley < "mellem").any())
        True
    """
    if backend not in _FRAMES:
        raise ValueError(f"backend is {backend!r}, not one of {', '.join(_FRAMES)}")
    if isinstance(folder, str) and is_url(folder):
        folder = downloaded(folder, folder_for(folder, "sets"))
    return PublishedTables(Path(folder), backend)


def _package(folder: Path, published: Path) -> PublishedPackage:
    """What the package says of the published tables."""
    try:
        package: PublishedPackage = json.loads((published / MANIFEST).read_bytes())
        version = str(package["schema_version"])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TablesError(
            _("{folder}: there are no tables here. Make them with: milepael run PATH --out {folder}").format(folder=folder)
        ) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        told = _("{folder}: what describes the tables here cannot be read. Read the documents again: milepael run")
        raise TablesError(told.format(folder=folder)) from error
    if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise TablesError(
            _("{folder}: the tables have schema {version}, this is {this}. Read the documents again: milepael run").format(
                folder=folder, version=version, this=SCHEMA_VERSION
            )
        )
    return package


def _pandas(name: str, table: pa.Table) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    integers = {pa.int8(): pd.Int8Dtype(), pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
    nullable = {**integers, pa.bool_(): pd.BooleanDtype()}

    def dtype(type_: pa.DataType) -> Any:
        return pd.ArrowDtype(type_) if pa.types.is_decimal(type_) else nullable.get(type_)

    frame = table.to_pandas(types_mapper=dtype, date_as_object=False)
    return _with_categories(frame, TABLES[name]) if name in TABLES else frame


def _with_categories(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    import pandas as pd

    for column in table.columns:
        if column.name not in frame or not column.enum:
            continue
        values = frame[column.name]
        if column.scale:
            apart = set(column.enum) - set(column.scale)
            frame[column.name] = pd.Categorical(values.where(~values.isin(apart)), categories=column.scale, ordered=True)
            if apart:
                frame.insert(list(frame.columns).index(column.name) + 1, f"{column.name}_unknown", values.isin(apart))
        else:
            frame[column.name] = pd.Categorical(values, categories=column.enum)
    return frame


def _arrow(name: str, table: pa.Table) -> pa.Table:
    return table


def _polars(name: str, table: pa.Table) -> Any:
    import polars as pl

    return pl.from_arrow(table)


def _duckdb(name: str, table: pa.Table) -> Any:
    import duckdb

    return duckdb.from_arrow(table)


_FRAMES: dict[Backend, Callable[[str, Any], Any]] = {"pandas": _pandas, "arrow": _arrow, "polars": _polars, "duckdb": _duckdb}
