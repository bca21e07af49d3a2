"""Rows of `changes` in, what they tell of each promise out: what is new in its newest round first. Every count of changes is made here."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from pipeline.promises.model import Agreement
from pipeline.schema.ids import PromiseKey, promise_key
from pipeline.schema.rows import ChangeRow

__all__ = ["news", "promise_news"]


class PromiseNews(NamedTuple):
    """One promise and the changes of some kinds that tell of it, the newest round's first; `new` when one of them is of that round."""

    promise: PromiseKey
    rows: list[ChangeRow]
    new: bool


def _ordinal(row: ChangeRow) -> int:
    """A milestone's place in its table: the one that was due last is the newest."""
    ordinal = str(row["milestone_id"] or "").rpartition("/m")[2]
    return int(ordinal) if ordinal.isdecimal() else 0


def news(changes: Iterable[ChangeRow]) -> list[ChangeRow]:
    """The changes without what a document only repeats of the one before."""
    return [row for row in changes if not row["repeated"]]


def promise_news(changes: Iterable[ChangeRow], kinds: Container[str], newest: Mapping[Agreement, int]) -> list[PromiseNews]:
    """Each promise that changes of these kinds tell of: those of an agreement's newest round first, then the newer agreements."""
    found: dict[PromiseKey, list[ChangeRow]] = {}
    for row in news(changes):
        if row["change"] in kinds:
            found.setdefault(promise_key(row), []).append(row)
    each = []
    for key, rows in found.items():
        rows.sort(key=lambda row: (-(row["to_followup"] or 0), -_ordinal(row)))
        each.append(PromiseNews(key, rows, rows[0]["to_followup"] == newest.get(Agreement(*key[:2]))))
    return sorted(each, key=lambda one: (not one.new, -one.promise[1], -(one.rows[0]["to_followup"] or 0)))
