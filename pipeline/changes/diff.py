"""Each promise's way through the rounds in, every difference out, as rows of the table `changes`.

Each entry is compared with the nearest earlier one that covers the same ground; what happens inside one document has from = to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from parsers.model.records import Smiley
from pipeline.changes.editions import disagreements
from pipeline.changes.money import money
from pipeline.changes.pair import Pair, row_id
from pipeline.changes.smileys import Memory, Told, remember, signs, standing_change, standing_turn, within
from pipeline.changes.words import words
from pipeline.promises.editions import agreements
from pipeline.promises.match import Log, pairing_of
from pipeline.promises.milestones import steps_between
from pipeline.promises.model import Agreement, Edition, History, RoundEntry
from pipeline.promises.standings import standing
from pipeline.promises.timeline import histories
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row, Tables


def changes(tables: Tables) -> list[Row]:
    """Every difference of every promise, in order of its change_id."""
    return changes_of(histories(tables), tables.get("matches", ()))


def changes_of(followed: Iterable[History], matches: Iterable[Row]) -> list[Row]:
    log = _log(matches)
    found = [row for history in followed for row in _history_changes(history, log)]
    return sorted(found, key=lambda row: str(row["change_id"]))


def _log(matches: Iterable[Row]) -> Log:
    return {(row["document_id"], row["source_key"]): row for row in matches if row["source_table"] == "initiatives"}


def _history_changes(history: History, log: Log) -> Iterator[Row]:
    memory = Memory()
    last: RoundEntry | None = None
    for round_entry in history.round_entries:
        pair = _pair(history, last, round_entry, log) if last else None
        if pair is not None:
            yield from _between(pair, memory)
        elif round_entry.entry is not None:
            remember(memory, round_entry.entry)
        if round_entry.entry is not None:
            yield from standing_turn(history, memory, round_entry.entry, log)
            yield from within(
                Pair(history.agreement, history.promise_id, round_entry.edition, round_entry.edition, round_entry.entry, round_entry.entry)
            )
        yield from disagreements(history, round_entry)
        last, memory.last = round_entry, round_entry.entry


def _pair(history: History, last: RoundEntry, round_entry: RoundEntry, log: Log) -> Pair | None:
    """Two stops that can be held against each other: what is printed in one, the other prints or covers."""
    if last.entry and round_entry.entry:
        pairing = pairing_of(last.entry, round_entry.entry, log)
        return Pair(history.agreement, history.promise_id, last.edition, round_entry.edition, last.entry, round_entry.entry, pairing)
    before = last.round.covering(round_entry.entry) if round_entry.entry else last.edition
    if before is None or (last.entry and not round_entry.absent):
        return None
    return Pair(history.agreement, history.promise_id, before, round_entry.edition, last.entry, round_entry.entry)


def _between(pair: Pair, memory: Memory) -> Iterator[Row]:
    if pair.old is None and pair.new is not None:
        yield pair.row(Change.INITIATIVE_ADDED, "title", (None, pair.new.initiative.get("title")))
        remember(memory, pair.new)
    elif pair.old is not None and pair.new is None:
        yield pair.row(Change.INITIATIVE_DISAPPEARED, "title", (pair.old.initiative.get("title"), None))
    elif pair.old is not None and pair.new is not None:
        steps = steps_between(pair.old, pair.new)
        yield from words(pair, steps)
        yield from signs(pair, steps, memory)
        yield from money(pair, steps)


def between(tables: Tables, before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """What differs from the documents `before` to the documents `after`, each side those of one round, whichever came first.

    What stands inside one document is told where the other side does not say it too: a document against itself gives nothing.
    """
    log, found = _log(tables.get("matches", ())), list[Row]()
    for agreement, rounds in agreements(tables).items():
        sides = [[edition for one in rounds for edition in one.editions if edition.id in chosen] for chosen in (before, after)]
        for promise_id in sorted({promise for side in sides for edition in side for promise in edition.listed}):
            pair = _chosen_pair(agreement, promise_id, sides[0], sides[1], log)
            if pair is not None:
                found += _pair_changes(pair)
    return sorted(found, key=lambda row: str(row["change_id"]))


def _chosen_pair(agreement: Agreement, promise_id: str, before: list[Edition], after: list[Edition], log: Log) -> Pair | None:
    old, new = (
        next((entry for edition in side for entry in edition.entries if entry.promise_id == promise_id), None) for side in (before, after)
    )
    known = old or new
    assert known is not None
    grounds = [
        entry.edition if entry else next((edition for edition in side if edition.covers(known)), None)
        for entry, side in ((old, before), (new, after))
    ]
    if grounds[0] is None or grounds[1] is None:
        return None
    pairing = pairing_of(old, new, log) if old and new else None
    return Pair(agreement, promise_id, grounds[0], grounds[1], old, new, pairing)


def _pair_changes(pair: Pair) -> Iterator[Row]:
    memory = Memory()
    if pair.old is not None:
        remember(memory, pair.old)
    yield from _between(pair, memory)
    if pair.old is not None and pair.new is not None:
        was, now = standing(pair.old), standing(pair.new)
        if was.row is not None and now.row is not None and _read(was.smiley) and _read(now.smiley):
            yield from standing_change(pair, Told(was.smiley, was.row, pair.old), now)
    if pair.new is not None:
        known = set()
        if pair.old is not None:
            inside = replace(pair, before=pair.before, after=pair.before, new=pair.old)
            ids = {row_id(one.before): row_id(one.after) for one in steps_between(pair.old, pair.new)}
            known = {(row["change"], ids.get(row["milestone_id"]), row["after"]) for row in within(inside)}
        inside = replace(pair, before=pair.after, old=pair.new)
        yield from (row for row in within(inside) if (row["change"], row["milestone_id"], row["after"]) not in known)


def _read(sign: Smiley | None) -> TypeGuard[Smiley]:
    return sign is not None and sign is not Smiley.UNKNOWN
