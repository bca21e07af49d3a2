"""A promise's earlier rounds in, where a later document prints another sign for one of them than its own document did out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.changes.pair import Difference, Pair
from pipeline.promises.match import Log, pairing_of
from pipeline.promises.milestones import steps_between
from pipeline.promises.model import Entry, History, RoundEntry
from pipeline.promises.signs import Turn, turn
from pipeline.promises.standing import round_of, smiley
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row

__all__ = ["printed_history"]

ANOTHER_SIGN = frozenset({Turn.WORSENED, Turn.IMPROVED})


def printed_history(history: History, earlier: Sequence[RoundEntry], now: RoundEntry, log: Log) -> Iterator[Difference]:
    """What `now` prints otherwise than the round's own document among the `earlier` ones, where none in between printed it so."""
    if now.entry is None:
        return
    for place, own in enumerate(earlier):
        if own.entry is None:
            continue
        for before, after in _signs_of_round(own.entry, now.entry, own.round.number):
            between = [one.entry for one in earlier[place + 1 :] if one.entry is not None]
            if not any(_prints(entry, now.entry, after) for entry in between):
                pair = Pair(history.agreement, history.promise_id, own.edition, now.edition, own.entry, now.entry)
                yield pair.difference(
                    Change.PRINTED_HISTORY_CHANGED,
                    "smiley",
                    (smiley(before), smiley(after)),
                    (before, after),
                    pairing=pairing_of(own.entry, now.entry, log),
                )


def _signs_of_round(own: Entry, now: Entry, number: int) -> Iterator[tuple[Row, Row]]:
    """The rows of a round whose signs its own document and a later one print otherwise."""
    if now.edition.states_now or _signs(own, number) == _signs(now, number):
        return  # as it nearly always is
    for step in steps_between(own, now):
        if (
            step.before
            and step.after
            and round_of(step.before, own.edition) == number
            and turn(smiley(step.before), smiley(step.after)) in ANOTHER_SIGN
        ):
            yield step.before, step.after


def _signs(entry: Entry, number: int) -> list[object]:
    return [row.get("smiley") for row in entry.milestones if round_of(row, entry.edition) == number]


def _prints(entry: Entry, now: Entry, row: Row) -> bool:
    """Whether a document in between already prints that sign for this row."""
    return any(step.after is row and step.before is not None and smiley(step.before) is smiley(row) for step in steps_between(entry, now))
