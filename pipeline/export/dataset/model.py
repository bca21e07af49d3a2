"""The nouns of a data set that is published: the set, and each of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["NAME", "DataFile", "Dataset", "data_file"]

NAME = "opfoelgning-paa-budgetaftaler"  # the same from set to set; the id is not


@dataclass(frozen=True, slots=True)
class Dataset:
    """Tables under one id. `created` is the newest document's date; `base_url` ends in a slash, and is None while no address is known."""

    id: str
    tables: Mapping[str, pa.Table]
    created: date
    publisher: str
    base_url: str | None = None

    @property
    def version(self) -> str:
        return f"milepael {PARSER_VERSION}, schema {SCHEMA_VERSION}"

    def address(self, path: str) -> str:
        """Of one of its files: whole where an address is known, else seen from the folder."""
        return f"{self.base_url or ''}{path}"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of the folder, as it was written. `table` is the one it holds, and `rows` how many rows."""

    path: str
    title: str
    format: str
    media_type: str
    size_bytes: int
    sha256: str
    table: str | None = None
    rows: int | None = None


def data_file(folder: Path, path: str, title: str, kind: tuple[str, str], table: str | None = None, rows: int | None = None) -> DataFile:
    """What is to be said of a file that lies in `folder`; `kind` is its format and its media type."""
    content = (folder / path).read_bytes()
    return DataFile(path, title, *kind, len(content), hashlib.sha256(content).hexdigest(), table, rows)
