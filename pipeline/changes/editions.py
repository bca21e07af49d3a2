"""One round of a promise in, where its other editions say otherwise than the one that counts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.changes.pair import Difference, Pair, cell, economy_pairs
from pipeline.promises.milestones import steps_between
from pipeline.promises.model import History, RoundEntry
from pipeline.promises.pairing import Pairing
from pipeline.promises.same_text import same
from pipeline.promises.signs import Turn, turn
from pipeline.promises.standing import smiley
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row

__all__ = ["disagreements"]

DISAGREEING = frozenset({Turn.SET, Turn.WORSENED, Turn.IMPROVED, Turn.REMOVED})
SUBSTANCE = ("number", "title", "funding", "responsible_center", "responsible_committee", "description", "latest_status")


def disagreements(history: History, round_entry: RoundEntry) -> Iterator[Difference]:
    """What another edition of the same round says otherwise than the one that counts."""
    if round_entry.entry is None:
        return
    for other in round_entry.others:
        yield from _between(Pair(history.agreement, history.promise_id, other.edition, round_entry.edition, other, round_entry.entry))
    silent = [
        edition for edition in round_entry.round.editions if history.promise_id not in edition.listed and edition.covers(round_entry.entry)
    ]
    for edition in silent:
        pair = Pair(history.agreement, history.promise_id, edition, round_entry.edition, None, round_entry.entry)
        yield pair.difference(Change.ISSUE_DISAGREES, "initiative", (None, round_entry.entry.initiative.get("title")))


def _between(pair: Pair) -> Iterator[Difference]:
    assert pair.old is not None
    assert pair.new is not None
    for column in SUBSTANCE:
        old, new = cell(pair.old.initiative, column), cell(pair.new.initiative, column)
        if old and new and not same(old, new):
            yield pair.difference(Change.ISSUE_DISAGREES, column, (old, new))
    for one in steps_between(pair.old, pair.new):
        if one.moved_from is not None and one.moved_from is one.before and one.after is not None:
            labels = one.before.get("due_label"), one.after.get("due_label")
            yield pair.difference(Change.ISSUE_DISAGREES, "due_label", labels, (one.before, one.after), pairing=one.pairing)
        yield from _row_disagreements(pair, one.before, one.after, ("text", "status_note"), "", one.pairing)
    for before, after in economy_pairs(pair):
        yield from _row_disagreements(pair, before, after, ("text", "status_note"), "economy_", None)


def _row_disagreements(
    pair: Pair, before: Row | None, after: Row | None, columns: Sequence[str], prefix: str, pairing: Pairing | None
) -> Iterator[Difference]:
    if before is None or after is None:
        only = cell(before, "text"), cell(after, "text")
        if any(only):
            yield pair.difference(Change.ISSUE_DISAGREES, f"{prefix}text", only, (before, after))
        return
    for column in columns:
        if not same(before.get(column), after.get(column)):
            yield pair.difference(
                Change.ISSUE_DISAGREES, prefix + column, (before.get(column), after.get(column)), (before, after), pairing=pairing
            )
    if turn(smiley(before), smiley(after), before_blind=pair.before.blind, after_blind=pair.after.blind) in DISAGREEING:
        yield pair.difference(Change.ISSUE_DISAGREES, f"{prefix}smiley", (smiley(before), smiley(after)), (before, after), pairing=pairing)
