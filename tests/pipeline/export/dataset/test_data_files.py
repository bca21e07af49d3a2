from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq

from pipeline import load


def test_each_table_is_there_as_parquet_and_as_csv_with_the_same_rows(published_set: Path, tables_folder: Path) -> None:
    tables = load(tables_folder, "arrow")
    for name in tables.names:
        table = pq.read_table(published_set / f"{name}.parquet")
        assert table.equals(getattr(tables, name)), name
        assert table.schema.metadata[b"dataset_id"].decode() == tables.dataset_id
        place = published_set / "csv" / f"{name}.csv"
        if table.num_rows:
            head, *rows = csv.reader(place.read_text("utf-8").splitlines(keepends=True))
            assert head == [*table.column_names, "dataset_id"]
            assert (len(rows), {row[-1] for row in rows}) == (table.num_rows, {tables.dataset_id})
        else:
            assert not place.exists()
