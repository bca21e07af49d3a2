"""The milestones of one initiative in two documents in, which is which and where their words went out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from pipeline.promises.model import Entry, due_key
from pipeline.promises.pairing import Pairing, unique
from pipeline.promises.same_text import key, same, squashed
from pipeline.schema.enums import Method
from pipeline.schema.rows import MilestoneRow

__all__ = ["MilestoneStep", "milestone_steps", "steps_between"]

WORTH_FINDING = 20  # letters: shorter milestones may stand within another by chance
_STEPS: WeakKeyDictionary[Entry, WeakKeyDictionary[Entry, list[MilestoneStep]]] = WeakKeyDictionary()  # by the later entry
BY_TIME = Pairing(Method.DUE, 1.0)


class MilestonePair(NamedTuple):
    """The same milestone in two documents; one side is None where only the other has it."""

    before: MilestoneRow | None
    after: MilestoneRow | None
    pairing: Pairing | None


class MilestoneStep(NamedTuple):
    """A milestone pair, and what became of its words: where the new ones stood before, where the old ones stand now."""

    before: MilestoneRow | None
    after: MilestoneRow | None
    pairing: Pairing | None
    moved_from: MilestoneRow | None = None
    moved_to: MilestoneRow | None = None


def milestone_pairs(before: Sequence[MilestoneRow], after: Sequence[MilestoneRow]) -> list[MilestonePair]:
    """The milestones of one initiative in two documents, in the later one's order, those only the earlier has last.

    A row is the one with its time and words, else its time and ordinal, else the only one of its time, else its words alone;
    where times were not read also its ordinal and words, be they none.
    """
    times = [_time(row) for row in before]
    if len(set(times)) == len(times) and times == [_time(row) for row in after]:
        return [MilestonePair(old, new, BY_TIME) for old, new in zip(before, after, strict=True)]  # as it nearly always is
    if len(before) == len(after) == 1 and _has_status(before[0]) and _has_status(after[0]):
        return [MilestonePair(before[0], after[0], Pairing(Method.TEXT, 1.0))]  # the promise's only row, under another time
    pairs: dict[int, tuple[int, Pairing]] = {}  # position after: position before
    free = list(range(len(before)))

    def pair(
        key: Callable[[MilestoneRow], Hashable],
        pairing: Pairing,
        fits: Callable[[MilestoneRow, MilestoneRow], bool] = lambda old, new: True,
    ) -> None:
        ours = unique([place for place in range(len(after)) if place not in pairs], lambda place: key(after[place]))
        theirs = unique(free, lambda place: key(before[place]))
        for value, place in ours.items():
            if value in theirs and fits(before[theirs[value]], after[place]):
                pairs[place] = theirs[value], pairing
                free.remove(theirs[value])

    pair(lambda row: row.get("text") and (_time(row), row["ordinal"], key(row["text"])), BY_TIME)
    pair(lambda row: row.get("text") and (_time(row), key(row["text"])), BY_TIME)
    pair(lambda row: (_time(row), row["ordinal"]), BY_TIME)
    pair(lambda row: _time(row) and (_time(row),), Pairing(Method.DUE, 0.9))
    pair(lambda row: row.get("text") and key(row["text"]), Pairing(Method.TEXT, 1.0))
    pair(
        lambda row: (row["ordinal"], key(row.get("text") or "")),
        Pairing(Method.TEXT, 0.9),
        fits=lambda old, new: old.get("due_year") is None or new.get("due_year") is None,  # one of the two times was not read
    )
    found = [
        MilestonePair(before[pairs[place][0]], row, pairs[place][1]) if place in pairs else MilestonePair(None, row, None)
        for place, row in enumerate(after)
    ]
    return found + [MilestonePair(before[place], None, None) for place in free]


def steps_between(before: Entry, after: Entry) -> list[MilestoneStep]:
    """The milestone steps from one entry to another, made once."""
    known = _STEPS.setdefault(after, WeakKeyDictionary())
    if before not in known:
        known[before] = milestone_steps(before.milestones, after.milestones)
    return known[before]


def milestone_steps(before: Sequence[MilestoneRow], after: Sequence[MilestoneRow]) -> list[MilestoneStep]:
    """The milestone pairs, and which words moved to another time: each at most once, and never to a place where they stood already."""
    pairs = milestone_pairs(before, after)
    reworded = [pair for pair in pairs if not same(_text(pair.before), _text(pair.after))]
    lost = [pair for pair in reworded if _words(pair.before)]
    gained = [pair for pair in reworded if _words(pair.after)]
    moved_from: dict[int, MilestoneRow] = {}
    moved_to: dict[int, MilestoneRow] = {}
    for whole in (True, False):
        ways = [
            (old, new)
            for old in lost
            for new in gained
            if id(old) not in moved_to and id(new) not in moved_from and _moved(old, new, whole=whole)
        ]
        leaving, coming = Counter(id(old) for old, _ in ways), Counter(id(new) for _, new in ways)
        for old, new in ways:
            if leaving[id(old)] == coming[id(new)] == 1 and old.before and new.after:
                moved_to[id(old)], moved_from[id(new)] = new.after, old.before
    for pair in pairs:  # the row itself stands under another time, words and all
        by_words = pair.pairing is not None and pair.pairing.method is Method.TEXT
        if by_words and pair.before and pair.after and not _is_time_unread(pair.before, pair.after):
            moved_to[id(pair)], moved_from[id(pair)] = pair.after, pair.before
    return [MilestoneStep(*pair, moved_from.get(id(pair)), moved_to.get(id(pair))) for pair in pairs]


def _has_status(row: MilestoneRow) -> bool:
    """Whether it tells a status in words or colours, as rows do that are an initiative of their own."""
    return row.get("status_value") is not None and not row.get("text")


def _is_time_unread(*rows: MilestoneRow) -> bool:
    """Whether one of these rows has no time that was read: a doubt is never told as a move."""
    return any(row.get("due_year") is None for row in rows)


def _text(row: MilestoneRow | None) -> str | None:
    return row.get("text") if row else None


def _words(row: MilestoneRow | None) -> str:
    return key(_text(row) or "")


def _moved(lost: MilestonePair, gained: MilestonePair, *, whole: bool) -> bool:
    """Whether the words that one row lost are those another gained, alone or beside the words that stood there."""
    if lost.before is None or gained.after is None or _time(lost.before) == _time(gained.after):
        return False
    if _is_time_unread(lost.before, gained.after):
        return False
    old, new = _words(lost.before), _words(gained.after)
    if whole:
        return old == new
    return len(old) >= WORTH_FINDING and old in new and old not in _words(gained.before) and old not in _words(lost.after)


def _time(row: MilestoneRow) -> Hashable:
    """When it is due, however the label is written; the label itself where that could not be read."""
    return due_key(row) or squashed(row.get("due_label") or "")
