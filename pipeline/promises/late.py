"""Standings in, the promises that were last seen not reached out: oldest first, by the round they were *first* due in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.promises.marks import newest
from pipeline.promises.signs import BAD
from pipeline.schema.rows import Row

__all__ = ["is_overdue", "late"]

UNKNOWN_ROUND = 99  # sorts after every round: a promise whose first round was lost is not the oldest


def late(standings: Iterable[Row]) -> list[Row]:
    """Those whose newest standing has a sign that is not glad. One that disappeared has none, and one that could not be read has none."""
    return sorted((row for row in newest(standings) if not row["absent"] and row["smiley"] in BAD), key=_age)


def is_overdue(standing: Row) -> bool:
    """Whether it stands not reached when the round it was first promised for is past: only then is it late."""
    first = standing["original_due_round"]
    return standing["smiley"] in BAD and first is not None and first < standing["followup_number"]


def _age(row: Row) -> tuple[Any, ...]:
    """A new deadline makes nothing younger: what counts is the round it was first due in."""
    due = row["original_due_round"] or row["current_due_round"] or UNKNOWN_ROUND
    return row["agreement_year"], due, row["first_not_glad_round"] or UNKNOWN_ROUND, row["municipality"], row["promise_id"]
