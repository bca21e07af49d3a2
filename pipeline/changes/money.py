"""Entries of one promise in, the money out that is deferred, newly deferred, or became another sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from parsers.language.money import amounts_in
from parsers.model import late_regex as regex
from parsers.model.records import Amount, MoneyKind
from pipeline.changes.pair import Difference, Pair, cell, economy_pairs
from pipeline.promises.milestones import MilestoneStep
from pipeline.promises.model import Entry
from pipeline.promises.same_text import same
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row
from pipeline.wording.sentences import Moved, moved_money

__all__ = ["deferrals", "money"]

COLUMNS, ROW_COLUMNS = ("description", "remarks", "latest_status"), ("text", "status_note")  # of an initiative, and of its rows
SENTENCE_END = regex.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n+")
MISPRINTED = regex.compile(r"\budsendt\b", regex.IGNORECASE)  # "blev der udsendt 0,5 mio. kr. fra 2019 til 2020"


class MoneyCell(NamedTuple):
    """A cell that may name sums of money; `row` is None for those of the initiative itself."""

    row: Row | None
    column: str
    before: str | None
    after: str | None


def _cells(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[MoneyCell]:
    assert pair.old is not None
    assert pair.new is not None
    for column in COLUMNS:
        yield MoneyCell(None, column, cell(pair.old.initiative, column), cell(pair.new.initiative, column))
    for one in steps:
        for column in ROW_COLUMNS:
            yield MoneyCell(one.after or one.before, column, cell(one.before, column), cell(one.after, column))
    for before, after in economy_pairs(pair):
        for column in ROW_COLUMNS:
            yield MoneyCell(after or before, f"economy_{column}", cell(before, column), cell(after, column))


def _own_cells(entry: Entry) -> Iterator[MoneyCell]:
    """Those of an entry that have words, the economy's first."""
    for prefix, rows in (("economy_", entry.economy), ("", [None]), ("", entry.milestones)):
        for row in rows:
            for column in COLUMNS if row is None else ROW_COLUMNS:
                if words := cell(entry.initiative if row is None else row, column):
                    yield MoneyCell(row, prefix + column, None, words)


def money(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[Difference]:
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
                yield _deferral(pair, Change.MONEY_MOVED, each, key, moved)
        before, after = _sums(each.before), _sums(each.after)
        gone, come = [sum_ for sum_ in before if sum_ not in after], [sum_ for sum_ in after if sum_ not in before]
        if gone and come:
            values = "; ".join(raw for _, raw in gone), "; ".join(raw for _, raw in come)
            yield pair.difference(Change.AMOUNT_CHANGED, each.column, values, (None, each.row))


def deferrals(pair: Pair) -> Iterator[Difference]:
    """Every deferral that a document tells of, each once: that of the economy before what other notes say of the same money."""
    assert pair.new is not None
    known: set[Deferral] = set()
    for each in _own_cells(pair.new):
        for key, moved in _deferrals(each.after).items():
            if key not in known:
                known.add(key)
                yield _deferral(pair, Change.DEFERRAL_TOLD, each, key, moved)


Deferral = tuple[Decimal, int | None, int | None]


def _deferral(pair: Pair, change: Change, cell: MoneyCell, key: Deferral, moved: Moved) -> Difference:
    detail = "/".join(map(str, key))
    return pair.difference(change, cell.column, (None, moved_money(moved)), (None, cell.row), money=moved, detail=detail)


@lru_cache(maxsize=1 << 14)  # a note stands in one document after another
def _deferrals(text: str | None) -> Mapping[Deferral, Moved]:
    """Money that goes to another year, with the sentence that says so."""
    return {
        (abs(amount.dkk), amount.year_from, amount.to_year): _moved(amount, text or "")
        for amount in amounts_in(text or "")
        if amount.to_year is not None or amount.kind is MoneyKind.DEFERRED
    }


def _moved(amount: Amount, text: str) -> Moved:
    paper = next((words for words in SENTENCE_END.split(text) if amount.raw in words), None)
    misprint = MISPRINTED.search(paper or "")
    standing = getattr(amount, "standing", None)
    return Moved(amount.raw, amount.year_from, amount.to_year, str(standing or ""), paper, misprint[0] if misprint else None)


def _sums(text: str | None) -> list[tuple[Decimal, str]]:
    return [
        (amount.dkk, " ".join(amount.raw.split()))
        for amount in amounts_in(text or "")
        if amount.to_year is None and amount.kind is not MoneyKind.DEFERRED
    ]
