"""Entries of one promise in, what became of its signs out: each row's, the economy's, and the promise's standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from parsers.model.records import Smiley
from pipeline.changes.pair import Difference, Pair, comes_or_goes, economy_pairs, row_id
from pipeline.promises.match import Log, pairing_of
from pipeline.promises.milestones import MilestoneStep
from pipeline.promises.model import Entry, History
from pipeline.promises.pairing import Pairing
from pipeline.promises.signs import Turn, last_sign, step, turn
from pipeline.promises.standing import Standing, smiley, standing
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row

__all__ = ["KnownSign", "Memory", "remember", "signs", "standing_change", "standing_turn"]

SMILEY_TURNS = {
    Turn.SET: Change.SMILEY_SET,
    Turn.WORSENED: Change.SMILEY_WORSENED,
    Turn.IMPROVED: Change.SMILEY_IMPROVED,
    Turn.REMOVED: Change.SMILEY_REMOVED,
    Turn.NOW_READ: Change.NOW_READ,
    Turn.NO_LONGER_READ: Change.NO_LONGER_READ,
}
ECONOMY_TURNS = {
    **SMILEY_TURNS,
    Turn.SET: Change.ECONOMY_SET,
    Turn.WORSENED: Change.ECONOMY_WORSENED,
    Turn.IMPROVED: Change.ECONOMY_IMPROVED,
    Turn.REMOVED: Change.ECONOMY_REMOVED,
}
STANDING_TURNS = {Turn.WORSENED: Change.STANDING_WORSENED, Turn.IMPROVED: Change.STANDING_IMPROVED}


class KnownSign(NamedTuple):
    """A sign that was told for certain, and the row and entry that told it."""

    smiley: Smiley
    row: Row
    entry: Entry


class Memory(Struct):
    """What was last told for certain, while a promise is followed: of the promise, and of each row of its last entry."""

    standing: KnownSign | None = None
    last_sign: KnownSign | None = None  # the promise's last sign, certain or ambiguous
    rows: dict[str, KnownSign] = field(default_factory=dict)  # by milestone_id or economy_id
    last: Entry | None = None  # the entry before, told or not


def signs(pair: Pair, steps: Sequence[MilestoneStep], memory: Memory) -> Iterator[Difference]:
    """Each row's sign against its own before, and against the last certain one where the one before is ambiguous."""
    assert pair.new is not None
    remembered: dict[str, KnownSign] = {}
    rows: list[tuple[Row | None, Row | None, dict[Turn, Change], str, Pairing | None]]
    rows = [(one.before, one.after, SMILEY_TURNS, "smiley", one.pairing) for one in steps]
    rows += [(before, after, ECONOMY_TURNS, "economy_smiley", None) for before, after in economy_pairs(pair)]
    for before, after, kinds, column, pairing in rows:
        known = memory.rows.get(row_id(before) or "")
        if column != "smiley" or not comes_or_goes(before, after):  # else its sign comes or goes with it
            yield from _sign(pair, before, after, known, kinds, column, pairing)
        if after is not None:
            now = last_sign(known.smiley if known else None, smiley(after))
            if now is not None:
                remembered[row_id(after) or ""] = (
                    known if known and known.smiley is now and smiley(after) is not now else KnownSign(now, after, pair.new)
                )
    memory.rows = remembered


def _sign(
    pair: Pair,
    before: Row | None,
    after: Row | None,
    known: KnownSign | None,
    kinds: dict[Turn, Change],
    column: str,
    pairing: Pairing | None,
) -> Iterator[Difference]:
    old, new = (smiley(row) if row else None for row in (before, after))
    became = turn(old, new, before_blind=pair.before.blind, after_blind=pair.after.blind)
    if became is not None:
        yield pair.difference(kinds[became], column, (old, new), (before, after), pairing=pairing)
    elif known and old and new and Smiley.UNKNOWN not in (old, new) and known.smiley is not old:
        became = step(known.smiley, new)
        if became is not None:
            since = _since(pair, known.entry)
            yield since.difference(kinds[became], column, (known.smiley, new), (known.row, after), pairing=pairing, skipped=True)


def _since(pair: Pair, entry: Entry) -> Pair:
    """The same comparison with an earlier entry, the last that told something for certain."""
    return Pair(pair.agreement, pair.promise_id, entry.edition, pair.after, entry, pair.new, pair.pairing)


def remember(memory: Memory, entry: Entry) -> None:
    """Begins anew with what this entry tells for certain."""
    memory.rows.clear()
    for row in (*entry.milestones, *entry.economy):
        now = last_sign(None, smiley(row))
        if now is not None:
            memory.rows[row_id(row) or ""] = KnownSign(now, row, entry)


def standing_turn(history: History, memory: Memory, entry: Entry, log: Log) -> Iterator[Difference]:
    """The promise's standing against the last one told for certain; what was never told before is neither worse nor better.

    Where the sign before is ambiguous but leaves no doubt (☹ of two meanings to ☺), it is the one before that it is told against.
    """
    now = standing(entry)
    if now.row is None or now.smiley is None or now.smiley is Smiley.UNKNOWN:
        return
    for known in (memory.last_sign, memory.standing):
        if known is not None and step(known.smiley, now.smiley) is not None:
            pair = Pair(
                history.agreement,
                history.promise_id,
                known.entry.edition,
                entry.edition,
                known.entry,
                entry,
                pairing_of(known.entry, entry, log),
            )
            yield from standing_change(pair, known, now, skipped=known.entry is not memory.last)
            break
    memory.last_sign = KnownSign(now.smiley, now.row, entry)
    if last_sign(memory.standing.smiley if memory.standing else None, now.smiley) is now.smiley:
        memory.standing = memory.last_sign


def standing_change(pair: Pair, known: KnownSign, now: Standing, *, skipped: bool = False) -> Iterator[Difference]:
    assert now.smiley is not None
    became = step(known.smiley, now.smiley)
    if became is not None:
        yield pair.difference(STANDING_TURNS[became], "smiley", (known.smiley, now.smiley), (known.row, now.row), skipped=skipped)
