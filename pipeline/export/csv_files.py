"""A table in, a CSV file out: for programs as it is, or as a Danish spreadsheet wants it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.writing import Export, write_each
from pipeline.wording.spreadsheets import csv_cell

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write"]


def write_files(what: Export) -> list[Path]:
    """`<table>.csv`, each table a file."""
    return write_each(what, "csv", lambda path, table: write(path, table, danish=what.danish))


def write(path: Path, table: pa.Table, *, danish: bool = False) -> None:
    """The table at `path`, a heading first. An empty cell is null, days are 2019-12-31, yes and no are true and false.

    As it is: UTF-8, commas, decimal points, every text exactly as in the table. `danish`: semicolons, decimal commas and a BOM,
    and an apostrophe before each text that a spreadsheet would run as a formula; it can be taken away again.
    """
    with path.open("w", encoding="utf-8-sig" if danish else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if danish else ",", lineterminator="\r\n")
        writer.writerow(table.column_names)
        for batch in table.to_batches(max_chunksize=10_000):
            columns = [column.to_pylist() for column in batch.columns]
            writer.writerows([csv_cell(value, danish=danish) for value in row] for row in zip(*columns, strict=True))
