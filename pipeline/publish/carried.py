"""What lies beside a report's pages to be carried away: the nouns that those who write it and those who link to it share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["Carried", "Carry", "Download", "nothing_to_carry"]


class Download(NamedTuple):
    """A file, by its path in the report's folder, and what a page calls it."""

    address: str
    name: str


class Carried(NamedTuple):
    """What was written beside the pages: files, and the names of feeds."""

    downloads: Sequence[Download] = ()
    feeds: frozenset[str] = frozenset()


Carry = Callable[[Path], Carried]  # writes into the report's folder


def nothing_to_carry(_: Path) -> Carried:
    return Carried()
