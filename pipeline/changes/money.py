"""Two entries of one promise in, the money that was moved or became another sum out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from parsers.language.money import amounts_in
from parsers.model.records import MoneyKind
from pipeline.changes.pair import Pair, cell, economy_pairs
from pipeline.promises.milestones import MilestoneStep
from pipeline.promises.same_text import same
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row
from pipeline.wording.sentences import moved_money


class Cell(NamedTuple):
    """A cell that may name sums of money; `row` is None for those of the initiative itself."""

    row: Row | None
    column: str
    before: str | None
    after: str | None


def _cells(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[Cell]:
    assert pair.old is not None
    assert pair.new is not None
    for column in ("description", "remarks", "latest_status"):
        yield Cell(None, column, pair.old.initiative.get(column), pair.new.initiative.get(column))
    for one in steps:
        for column in ("text", "status_note"):
            yield Cell(one.after or one.before, column, cell(one.before, column), cell(one.after, column))
    for before, after in economy_pairs(pair):
        for column in ("text", "status_note"):
            yield Cell(after or before, f"economy_{column}", cell(before, column), cell(after, column))


def money(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[Row]:
    """Deferrals that were not told before, and sums that became other sums in the same cell."""
    cells = list(_cells(pair, steps))
    known: set[Deferral] | None = None
    for each in cells:
        if not each.after or same(each.before, each.after):
            continue
        for key, moved in _deferrals(each.after).items():
            known = {told for one in cells for told in _deferrals(one.before)} if known is None else known
            if key not in known:
                known.add(key)
                yield pair.row(Change.MONEY_MOVED, each.column, (None, moved), (None, each.row), detail="/".join(map(str, key)))
        before, after = _sums(each.before), _sums(each.after)
        gone, come = [sum_ for sum_ in before if sum_ not in after], [sum_ for sum_ in after if sum_ not in before]
        if gone and come:
            values = "; ".join(raw for _, raw in gone), "; ".join(raw for _, raw in come)
            yield pair.row(Change.AMOUNT_CHANGED, each.column, values, (None, each.row))


Deferral = tuple[Decimal, int | None, int | None]


def _deferrals(text: str | None) -> dict[Deferral, str]:
    """Money moved to another year, each in words for a sentence."""
    return {
        (abs(amount.dkk), amount.year_from, amount.to_year): moved_money(amount.raw, amount.year_from, amount.to_year)
        for amount in amounts_in(text or "")
        if amount.to_year is not None or amount.kind is MoneyKind.DEFERRED
    }


def _sums(text: str | None) -> list[tuple[Decimal, str]]:
    return [
        (amount.dkk, " ".join(amount.raw.split()))
        for amount in amounts_in(text or "")
        if amount.to_year is None and amount.kind is not MoneyKind.DEFERRED
    ]
