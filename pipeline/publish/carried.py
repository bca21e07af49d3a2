"""What lies beside a report's pages to be carried away: the nouns that those who write it and those who link to it share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.schema.rows import Tables

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["NOTHING_TO_CARRY", "Carried", "CarriedTables", "Carriers", "Carry", "Download", "nothing_to_carry"]


class Download(NamedTuple):
    """A file, by its path in the report's folder, and what a page calls it."""

    address: str
    name: str


class Carried(NamedTuple):
    """What was written beside the pages: files, and the names of feeds."""

    downloads: Sequence[Download] = ()
    feeds: frozenset[str] = frozenset()


class CarriedTables(NamedTuple):
    """What one report tells of: tables under the id that they are cited by, the same as rows, and where the report will lie on the web.
    `whose` is the municipality's name where there are several."""

    id: str
    tables: Mapping[str, pa.Table]
    rows: Tables
    base_url: str | None = None
    whose: str | None = None


Carry = Callable[[Path], Carried]  # writes into the report's folder


class Carriers(NamedTuple):
    """What writes beside one report, and what beside the page above several: it is given their folders by the municipalities' slugs."""

    beside: Callable[[CarriedTables, Path], Carried]
    above: Callable[[Mapping[str, str], str | None, Path], Carried]


def nothing_to_carry(_: Path) -> Carried:
    return Carried()


NOTHING_TO_CARRY = Carriers(lambda _tables, _report: Carried(), lambda _folders, _base, _report: Carried())
