"""A folder of tables in, one frame a table out, for notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def load(folder: str | Path = "data/parsed") -> Any:
    raise NotImplementedError
