"""A data set in, its tables as files out: Parquet, CSV and DuckDB, each with the set's id."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pipeline.export import csv_files, duckdb_file
from pipeline.export.dataset.model import DataFile, Dataset, data_file
from pipeline.schema.tables import TABLES

__all__ = ["CSV", "DATASET_COLUMN", "PARQUET", "write_csv", "write_duckdb", "write_parquet"]

PARQUET = ("parquet", "application/vnd.apache.parquet")
CSV = ("csv", "text/csv")
DUCKDB = ("duckdb", "application/vnd.duckdb")
DATASET_COLUMN = "dataset_id"  # the last of each CSV: a file without room for anything but rows


def write_parquet(dataset: Dataset, folder: Path) -> Iterator[DataFile]:
    """`<table>.parquet`, with the id among the file's own keys."""
    import pyarrow.parquet as pq

    for name, table in dataset.tables.items():
        path = f"{name}.parquet"
        labelled = table.replace_schema_metadata({**(table.schema.metadata or {}), "dataset_id": dataset.id})
        pq.write_table(labelled, folder / path, compression="zstd")
        yield data_file(folder, path, TABLES[name].description, PARQUET, name, table.num_rows)


def write_csv(dataset: Dataset, folder: Path) -> Iterator[DataFile]:
    """`csv/<table>.csv`, with the id in a last column. A table without rows has none, for nothing in it could say whose it is."""
    import pyarrow as pa

    (folder / "csv").mkdir()
    for name, table in dataset.tables.items():
        if table.num_rows:
            path = f"csv/{name}.csv"
            csv_files.write(folder / path, table.append_column(DATASET_COLUMN, pa.array([dataset.id] * table.num_rows)))
            yield data_file(folder, path, TABLES[name].description, CSV, name, table.num_rows)


def write_duckdb(dataset: Dataset, folder: Path) -> Iterator[DataFile]:
    """`milepael.duckdb`, where duckdb is installed."""
    if find_spec("duckdb") is not None:
        path = "milepael.duckdb"
        duckdb_file.write(folder / path, dataset.tables, TABLES, dataset.id)
        yield data_file(folder, path, "All tables, with what each column means, and in the schema `current` the rows to be counted", DUCKDB)
