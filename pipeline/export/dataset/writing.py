"""A folder of published tables in, a data set's folder out: whole, or as it was before."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExportError, OwnershipError
from pipeline.export.dataset.card import card
from pipeline.export.dataset.croissant import croissant
from pipeline.export.dataset.data_files import write_csv, write_duckdb, write_parquet
from pipeline.export.dataset.dcat import dcat
from pipeline.export.dataset.explorer import write_explorer
from pipeline.export.dataset.model import DataFile, Dataset
from pipeline.export.dataset.package import package
from pipeline.output_names import DATASET_MARK, MANIFEST, SUMS, is_dataset
from pipeline.publish.output import json_bytes
from pipeline.schema.package import NO_DATE, data_dictionary
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["dataset_of", "dataset_of_tables", "publish_dataset"]

# What a data set has, in this order. Another one is another entry: it writes into the folder, and tells of each file.
DATA = (write_parquet, write_csv, write_duckdb, write_explorer)
# What describes it to programs.
TOLD = {MANIFEST: package, "croissant.json": croissant, "dcat.jsonld": dcat}


def dataset_of(folder: Path, publisher: str, base_url: str | None = None) -> Dataset:
    """What `milepael run` has published in `folder`. Raises TablesError, and ExportError for tables that have no id yet."""
    from pipeline.publish.load import load

    tables = load(folder, "arrow")
    if not tables.dataset_id:
        raise ExportError(_("{folder}: the tables have no id. Read the documents again: milepael run").format(folder=folder))
    held = {name: getattr(tables, name) for name in TABLES if name in tables.names}
    return dataset_of_tables(tables.dataset_id, held, publisher, base_url)


def dataset_of_tables(ident: str, tables: Mapping[str, pa.Table], publisher: str, base_url: str | None = None) -> Dataset:
    """These tables under that id."""
    newest: date = max((day for day in tables["documents"]["document_date"].to_pylist() if day), default=NO_DATE)
    return Dataset(ident, tables, newest, publisher, f"{base_url.rstrip('/')}/" if base_url else None)


def publish_dataset(dataset: Dataset, out: Path) -> list[DataFile]:
    """Replaces the folder `out` by the data set.

    The same tables give the same bytes. Raises OSError, and OwnershipError where `out` holds anything else than a data set of ours;
    what stood there then stands.
    """
    with _replaced(out) as staging:
        files = [file for write in DATA for file in write(dataset, staging)]
        for name, describe in TOLD.items():
            (staging / name).write_bytes(json_bytes(describe(dataset, files)))
        (staging / "README.md").write_text(card(dataset, files), encoding="utf-8", newline="\n")
        dictionary = f"{data_dictionary()}\nOf the data set {dataset.id}.\n"
        (staging / "data-dictionary.md").write_text(dictionary, encoding="utf-8", newline="\n")
        (staging / SUMS).write_text(_sums(dataset, staging), encoding="utf-8", newline="\n")
    return files


def _sums(dataset: Dataset, folder: Path) -> str:
    """As `sha256sum` writes and checks them, behind a line that it passes over."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in paths]
    return "\n".join([f"{DATASET_MARK}{dataset.id}", *sums]) + "\n"


@contextlib.contextmanager
def _replaced(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place when all has gone well. Raises OwnershipError."""
    if os.path.lexists(out) and not is_dataset(out) and (out.is_symlink() or not out.is_dir() or any(out.iterdir())):
        said = _("{folder}: this is no data set that milepael wrote. Move it elsewhere, or name another folder.")
        raise OwnershipError(said.format(folder=out))
    staging, before = (out.with_name(f".{out.name}-{name}") for name in ("staging", "before"))
    if is_dataset(before) and not out.exists():  # a writer was killed between the two renames
        before.rename(out)
    for leftover in (staging, before):
        if leftover.is_dir() and (is_dataset(leftover) or leftover == staging):
            shutil.rmtree(leftover)
    staging.mkdir(parents=True)
    try:
        yield staging
        if out.exists():
            out.rename(before)
        staging.rename(out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if is_dataset(before):
            shutil.rmtree(before, ignore_errors=True)
