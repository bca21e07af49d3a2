"""A table in, a file of JSON Lines out: one row a line, its columns in order, empty cells as null."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.writing import Export, write_each

if TYPE_CHECKING:
    import pyarrow as pa


def write_files(what: Export) -> list[Path]:
    """`<table>.jsonl`, each table a file."""
    return write_each(what, "jsonl", write)


def write(path: Path, table: pa.Table) -> None:
    """The table at `path`. Days are "2019-12-31"; sums are numbers, which most programs read with 15 digits."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for batch in table.to_batches(max_chunksize=10_000):
            file.writelines(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in batch.to_pylist())


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} is no cell of a table")
