"""Checked rows to a published folder: one Parquet file a table and datapackage.json, all of them new or all of them as before."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from pipeline.errors import GateError, HeldError
from pipeline.schema.checks import faults
from pipeline.schema.columns import Table
from pipeline.schema.package import arrow_schema, data_package
from pipeline.schema.rows import Tables
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MANIFEST", "held", "json_bytes", "publish"]

MANIFEST = "datapackage.json"  # published last: its hashes say which tables belong together
LOCK = ".milepael.lock"
STAGING = ".milepael-staging"  # the next set, until it is whole
BEFORE = ".milepael-before"  # links to the set before, until the next one has taken its place
NAMES = "names.json"  # in BEFORE: the files being replaced; while it stands, the set before is the one that holds


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder, made when it is missing, for this run alone. Mends what a run that was killed has left. Raises HeldError, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise HeldError(f"{folder}: another run is writing here. Wait for it, or choose another folder with --out.") from error
    try:
        _recover(folder)
        yield
    finally:
        lock.release()


def arrow_table(table: Table, rows: Tables) -> pa.Table:
    """The table's rows, sorted by its key. Raises pyarrow.ArrowInvalid for a value that does not fit its column."""
    import pyarrow as pa

    ordered = sorted(rows[table.name], key=lambda row: tuple(row[name] for name in table.key))
    return pa.Table.from_pylist(ordered, schema=arrow_schema(table))


def publish(rows: Tables, folder: Path, beside: Mapping[str, bytes]) -> None:
    """Replaces what `folder` publishes by these rows and the files `beside` them. `folder` is held.

    Raises GateError or OSError, and then what was published before stands untouched.
    """
    found = faults(rows)
    if found:
        raise GateError(found)
    staging = folder / STAGING
    try:
        staging.mkdir()
        for name, table in TABLES.items():
            _write_parquet(arrow_table(table, rows), staging / f"{name}.parquet")
        for name, content in beside.items():
            (staging / name).write_bytes(content)
        (staging / MANIFEST).write_bytes(_manifest(staging))
        for path in staging.iterdir():
            _synced(path)
        _synced(staging)
        _swap(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_parquet(table: pa.Table, path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="zstd")
    if not pq.read_table(path).equals(table):
        raise OSError(errno.EIO, "what was written does not read back the same", str(path))


def _manifest(staging: Path) -> bytes:
    package = data_package()
    for resource in package["resources"]:
        # Not the standard's `hash`: frictionless hashes no Parquet file and would call each one false.
        resource["sha256"] = hashlib.sha256((staging / resource["path"]).read_bytes()).hexdigest()
    return json_bytes(package)


def json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _swap(folder: Path) -> None:
    """Each staged file to its place, the manifest last. Until the last step, a failure puts the set before back."""
    staging, before = folder / STAGING, folder / BEFORE
    names = sorted((path.name for path in staging.iterdir()), key=lambda name: (name == MANIFEST, name))
    gone = sorted(_published(folder) - set(names))
    before.mkdir()
    for name in names + gone:
        if (folder / name).exists():
            _linked(folder / name, before / name)
    _synced(before)
    (before / NAMES).write_bytes(json_bytes(names + gone))
    _synced(before / NAMES)
    try:
        for name in names:
            (staging / name).replace(folder / name)
        for name in gone:
            (folder / name).unlink()
        _synced(folder)
        (before / NAMES).unlink()
    finally:
        _recover(folder)


def _recover(folder: Path) -> None:
    """Puts the set before back when its replacement was broken off, and clears away what that left."""
    before = folder / BEFORE
    try:
        names = json.loads((before / NAMES).read_bytes())
    except (FileNotFoundError, ValueError):  # never begun, done, or broken off while the links were made
        names = []
    for name in names:
        if (before / name).exists():
            (before / name).replace(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
    for leftover in (before, folder / STAGING):
        shutil.rmtree(leftover, ignore_errors=True)


def _published(folder: Path) -> set[str]:
    """The files of the set that stands there now."""
    try:
        names = {str(resource["path"]) for resource in json.loads((folder / MANIFEST).read_bytes())["resources"]}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if Path(name).name == name and (folder / name).is_file()}


def _linked(path: Path, link: Path) -> None:
    try:
        link.hardlink_to(path)
    except OSError:  # a file system without hard links
        shutil.copy2(path, link)


def _synced(path: Path) -> None:
    """On disk, whatever happens to the machine next."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
