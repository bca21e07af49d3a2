"""The committed measurement in, how much was read right of documents whose answers are known out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files

__all__ = ["FILE", "Origin", "PrintTally", "Tally", "measurement"]

FILE = "accuracy.json"  # made by docs/measure_accuracy.py


class Origin(StrEnum):
    REAL = "real"  # published documents
    REPRINTED = "reprinted"  # in their form, printed in many looks
    INVENTED = "invented"  # the repository's own


@dataclass(slots=True)
class Tally:
    """Documents of one kind: `right` of all `fields` of the answers, `found` of all `rows` and how many were `extra`.

    A field is something printed; it is right when it is equal but for runs of space. A row that was missed has no field right.
    """

    source: str
    medium: str
    kind: str
    documents: int = 0
    rows: int = 0
    found: int = 0
    extra: int = 0
    fields: int = 0
    right: int = 0
    signs: int = 0
    signs_wrong: int = 0
    signs_unknown: int = 0


@dataclass(slots=True)
class PrintTally:
    """Follow-ups as one program prints them. Of the fields that are wrong, `said` have a doubt on their row or an unknown sign.

    `said_elsewhere` are those for which the document has a doubt, or was refused; `unsaid` have nothing.
    """

    program: str
    files: int = 0
    perfect: int = 0
    fields: int = 0
    right: int = 0
    said: int = 0
    said_elsewhere: int = 0
    unsaid: int = 0

    @property
    def wrong(self) -> int:
        return self.fields - self.right


@dataclass(frozen=True, slots=True)
class Measurement:
    version: str
    day: date
    tallies: list[Tally]
    prints: list[PrintTally]

    @property
    def signs(self) -> int:
        return sum(tally.signs for tally in self.tallies)

    @property
    def signs_wrong(self) -> int:
        return sum(tally.signs_wrong for tally in self.tallies)

    @property
    def signs_unknown(self) -> int:
        return sum(tally.signs_unknown for tally in self.tallies)


def measurement() -> Measurement:
    """What is committed beside the code."""
    told = json.loads(files("pipeline.report").joinpath(FILE).read_bytes())
    return Measurement(
        told["version"],
        date.fromisoformat(told["day"]),
        [Tally(**tally) for tally in told["tallies"]],
        [PrintTally(**tally) for tally in told["prints"]],
    )
