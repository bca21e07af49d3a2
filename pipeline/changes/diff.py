"""Each promise's way through the rounds in, every difference out, as rows of the table `changes`.

Each entry is compared with the nearest earlier one that covers the same ground; what happens inside one document has from = to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeGuard

from msgspec.structs import replace

from parsers.model.records import Smiley
from pipeline.changes.editions import disagreements
from pipeline.changes.history import printed_history
from pipeline.changes.inside import inside
from pipeline.changes.money import money
from pipeline.changes.pair import Difference, Pair, row_id
from pipeline.changes.smileys import KnownSign, Memory, remember, signs, standing_change, standing_turn
from pipeline.changes.words import words
from pipeline.promises.editions import agreements
from pipeline.promises.match import Log, pairing_of
from pipeline.promises.milestones import steps_between
from pipeline.promises.model import Agreement, Edition, Entry, History, Round, RoundEntry
from pipeline.promises.standing import standing
from pipeline.promises.timeline import histories, histories_of
from pipeline.schema.changes import Change
from pipeline.schema.rows import ChangeRow, MatchRow, Tables, rows_in
from pipeline.wording.danish import DANISH
from pipeline.wording.phrases import Phrases

__all__ = ["between", "changes", "changes_of"]


def changes(tables: Tables, phrases: Phrases = DANISH) -> list[ChangeRow]:
    """Every difference of every promise, in order of its change_id."""
    return changes_of(histories(tables), rows_in(tables, "matches"), phrases)


def changes_of(followed: Iterable[History], matches: Iterable[MatchRow], phrases: Phrases = DANISH) -> list[ChangeRow]:
    log = _log(matches)
    return _rows((one for history in followed for one in _history_changes(history, log)), phrases)


def _rows(differences: Iterable[Difference], phrases: Phrases) -> list[ChangeRow]:
    return sorted((one.row(phrases) for one in differences), key=lambda row: str(row["change_id"]))


def _log(matches: Iterable[MatchRow]) -> Log:
    return {(row["document_id"], row["source_key"]): row for row in matches if row["source_table"] == "initiatives"}


def _history_changes(history: History, log: Log) -> Iterator[Difference]:
    memory = Memory()
    last: RoundEntry | None = None
    before: list[Difference] = []  # what stood inside the document before
    printed: Entry | None = None  # its entry
    for place, now in enumerate(history.round_entries):
        pair = _pair(history, last, now, log) if last else None
        if pair is not None:
            yield from _between(pair, memory)
        elif now.entry is not None:
            remember(memory, now.entry)
        if now.entry is not None:
            yield from standing_turn(history, memory, now.entry, log)
            yield from printed_history(history, history.round_entries[:place], now, log)
            stands = list(inside(history, now.edition, now.entry))
            yield from _without_repeats(stands, now.entry, before, printed)
            before, printed = stands, now.entry
        yield from disagreements(history, now)
        last, memory.last = now, now.entry


def _without_repeats(
    stands: Iterable[Difference], entry: Entry, before: Sequence[Difference], printed: Entry | None
) -> Iterator[Difference]:
    """What stands inside a document; what stood inside the one before too is said to be repeated."""
    known = set()
    if before and printed is not None:
        ids = {row_id(step.before): row_id(step.after) for step in steps_between(printed, entry)}
        known = {_statement(one, ids.get(one.milestone_id)) for one in before}
    yield from (replace(one, repeated=True) if _statement(one, one.milestone_id) in known else one for one in stands)


def _statement(one: Difference, milestone_id: str | None) -> tuple[object, ...]:
    return one.change, milestone_id if one.change is not Change.DEFERRAL_TOLD else None, one.after, one.detail


def _pair(history: History, last: RoundEntry, now: RoundEntry, log: Log) -> Pair | None:
    """Two rounds that can be held against each other: what is printed in one, the other prints or covers."""
    if last.entry and now.entry:
        pairing = pairing_of(last.entry, now.entry, log)
        return Pair(history.agreement, history.promise_id, last.edition, now.edition, last.entry, now.entry, pairing)
    before = last.round.covering(now.entry) if now.entry else last.edition
    if before is None or (last.entry and not now.absent):
        return None
    return Pair(history.agreement, history.promise_id, before, now.edition, last.entry, now.entry)


def _between(pair: Pair, memory: Memory) -> Iterator[Difference]:
    if pair.old is None and pair.new is not None:
        yield pair.difference(Change.INITIATIVE_ADDED, "title", (None, pair.new.initiative.get("title")))
        remember(memory, pair.new)
    elif pair.old is not None and pair.new is None:
        yield pair.difference(Change.INITIATIVE_DISAPPEARED, "title", (pair.old.initiative.get("title"), None))
    elif pair.old is not None and pair.new is not None:
        steps = steps_between(pair.old, pair.new)
        yield from words(pair, steps)
        yield from signs(pair, steps, memory)
        yield from money(pair, steps)


def between(tables: Tables, before: Sequence[str], after: Sequence[str], phrases: Phrases = DANISH) -> list[ChangeRow]:
    """What differs from the documents `before` to the documents `after`, each side those of one round, whichever came first.

    What stands inside one document is told where the other side does not say it too: a document against itself gives nothing.
    Two neighbouring rounds differ in what the table `changes` has of the later one, but for what is repeated.
    """
    log, differences = _log(rows_in(tables, "matches")), list[Difference]()
    for agreement, rounds in agreements(tables).items():
        sides = [[edition for one in rounds for edition in one.editions if edition.id in chosen] for chosen in (before, after)]
        if _are_neighbours(rounds, *sides):
            every = (one for history in histories_of(agreement, rounds) for one in _history_changes(history, log))
            differences += (one for one in every if one.pair.after in sides[1] and not one.repeated)
            continue
        for promise_id in sorted({promise for side in sides for edition in side for promise in edition.listed}):
            pair = _chosen_pair(agreement, promise_id, sides[0], sides[1], log)
            if pair is not None:
                differences += _pair_differences(pair, log)
    return _rows(differences, phrases)


def _are_neighbours(rounds: Sequence[Round], before: Sequence[Edition], after: Sequence[Edition]) -> bool:
    """Whether the sides are all editions of two numbers between which no round was read."""
    issued: dict[int, list[Edition]] = {}
    for one in rounds:
        issued.setdefault(one.number, []).extend(one.editions)
    numbers = list(issued)
    return any(issued[first] == list(before) and issued[last] == list(after) for first, last in pairwise(numbers))


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


def _pair_differences(pair: Pair, log: Log) -> Iterator[Difference]:
    memory = Memory()
    if pair.old is not None:
        remember(memory, pair.old)
    yield from _between(pair, memory)
    history = History(pair.agreement, pair.promise_id, [])
    if pair.old is not None and pair.new is not None:
        was, now = standing(pair.old), standing(pair.new)
        if was.row is not None and now.row is not None and _read(was.smiley) and _read(now.smiley):
            yield from standing_change(pair, KnownSign(was.smiley, was.row, pair.old), now)
        earlier, later = (
            RoundEntry(Round(edition.number, edition.reported, [edition]), edition, entry, [])
            for edition, entry in ((pair.before, pair.old), (pair.after, pair.new))
        )
        if pair.later:
            yield from printed_history(history, [earlier], later, log)
    if pair.new is not None:
        before = list(inside(history, pair.before, pair.old)) if pair.old is not None else []
        stands = inside(history, pair.after, pair.new)
        yield from (one for one in _without_repeats(stands, pair.new, before, pair.old) if not one.repeated)


def _read(sign: Smiley | None) -> TypeGuard[Smiley]:
    return sign is not None and sign is not Smiley.UNKNOWN
