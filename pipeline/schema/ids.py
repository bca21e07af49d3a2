"""What was printed in, names that stay the same from run to run out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.schema.rows import Row
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION

__all__ = [
    "FILE_ID_DIGITS",
    "PromiseKey",
    "dataset_id",
    "document_id",
    "economy_id",
    "file_id",
    "initiative_ids",
    "initiative_of",
    "item_ids",
    "milestone_id",
    "natural",
    "promise_key",
    "year_of",
]

PromiseKey = tuple[str, int, str]  # the municipality, the agreement's year and the promise_id

DATASET_DIGITS = 16
FILE_ID_DIGITS = 16  # hexadecimal, of the sha256: enough for a billion files


class InitiativeId(NamedTuple):
    """`lost`: no number was printed. `repeated`: the number was met before in the same document."""

    value: str
    lost: bool = False
    repeated: bool = False


def file_id(sha256: str) -> str:
    return sha256[:FILE_ID_DIGITS]


def document_id(file_id: str, ordinal: int) -> str:
    """The first document of a file (ordinal 1) has the file's own id, the second `<file_id>-2`."""
    return file_id if ordinal == 1 else f"{file_id}-{ordinal}"


def year_of(printed: int | None, due_years: Iterable[int]) -> int | None:
    """The agreement's year: as printed, else the year most of its milestones are due; None when there is none or a tie."""
    if printed is not None:
        return printed
    ranked = Counter(due_years).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def initiative_ids(year: int | None, numbers: Sequence[str | None]) -> Iterator[InitiativeId]:
    """One id for each number of a document, in printed order: `2019/4.12`, `2019/?1` (lost), `2019/4.12#2` (repeated).

    A printed "4.12#2" or "?1" cannot take the place of one made here: ids that are taken are counted past.
    """
    prefix = "?" if year is None else str(year)
    taken = {f"{prefix}/{number}" for number in numbers if number}
    met: set[str] = set()
    for number in numbers:
        printed = f"{prefix}/{number}" if number else None
        if printed and printed not in met:
            met.add(printed)
            yield InitiativeId(printed)
            continue
        stem, first = (f"{printed}#", 2) if printed else (f"{prefix}/?", 1)
        value = next(name for name in _counted(stem, first) if name not in met and name not in taken)
        met.add(value)
        yield InitiativeId(value, lost=printed is None, repeated=printed is not None)


def _counted(stem: str, first: int) -> Iterator[str]:
    ordinal = first
    while True:
        yield f"{stem}{ordinal}"
        ordinal += 1


def milestone_id(initiative_id: str, ordinal: int) -> str:
    return f"{initiative_id}/m{ordinal}"


def economy_id(initiative_id: str, ordinal: int) -> str:
    return f"{initiative_id}/e{ordinal}"


def initiative_of(key: str | None) -> str | None:
    """The initiative a row's key begins with: `2019/1.6/m2` and `2019/1.6` are both `2019/1.6`'s."""
    return "/".join(key.split("/")[:2]) if key else None


def item_ids(numbers: Iterable[str], met: Counter[str]) -> Iterator[str]:
    """An id for each item of an agenda, in printed order: its number, `4#2` where it is printed again, or was `met` before."""
    for number in numbers:
        met[number] += 1
        yield number if met[number] == 1 else f"{number}#{met[number]}"


def promise_key(row: Row) -> PromiseKey:
    """The promise that a row of standings, changes or matches is about, or an initiative's with its document's municipality."""
    return row["municipality"], row["agreement_year"], row["promise_id"]


def dataset_id(hashes: Mapping[str, str]) -> str:
    """A set of tables, told by the sha256 of each and by the versions that wrote them: `milepael-` and sixteen digits."""
    told = [f"{SCHEMA_VERSION} {PARSER_VERSION}", *(f"{name} {sha256}" for name, sha256 in sorted(hashes.items()))]
    return f"milepael-{hashlib.sha256(' '.join(told).encode()).hexdigest()[:DATASET_DIGITS]}"


def natural(printed_id: str) -> list[tuple[int, str]]:
    """Its place in an order in which 1.10 comes after 1.9."""
    return [(int(part), part) if part.isdecimal() and len(part) < 9 else (-1, part) for part in printed_id.replace("/", ".").split(".")]
