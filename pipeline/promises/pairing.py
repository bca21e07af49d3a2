"""How two rows were found to be the same, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, TypeVar

from pipeline.schema.enums import Method

__all__ = ["Pairing", "unique"]

T = TypeVar("T")


class Pairing(NamedTuple):
    method: Method
    score: float  # 0 to 1


def unique(rows: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    """Those rows by their key that share it with none; rows with an empty key are left out."""
    found: dict[Hashable, T] = {}
    twice: set[Hashable] = set()
    for row in rows:
        value = key(row)
        if value in found:
            twice.add(value)
        elif value:
            found[value] = row
    return {value: row for value, row in found.items() if value not in twice}
