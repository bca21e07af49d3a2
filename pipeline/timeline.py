"""Matched tables in, each promise's way through the rounds out: where it stands, and where it ought to but does not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.rounds import Agreement, Edition, Entry, Round, Tables, agreements


class Stop(NamedTuple):
    """One round that covers the promise. `entry` is None where it is not printed; `others` are what other editions print."""

    round: Round
    edition: Edition
    entry: Entry | None
    others: list[Entry]


@dataclass(frozen=True, slots=True)
class Life:
    """A promise's stops, earliest first: those before its first entry tell that it was not there yet."""

    agreement: Agreement
    promise_id: str
    stops: list[Stop]


def lives(tables: Tables) -> list[Life]:
    """Every promise of every agreement, in order of its id."""
    return [life for agreement, rounds in agreements(tables).items() for life in _lives(agreement, rounds)]


def _lives(agreement: Agreement, rounds: list[Round]) -> list[Life]:
    printed: dict[str, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for position, one in enumerate(rounds):
        for edition in one.editions:
            for entry in edition.entries:
                printed[entry.promise_id][position].append(entry)
    return [Life(agreement, promise_id, _stops(rounds, printed[promise_id])) for promise_id in sorted(printed)]


def _stops(rounds: list[Round], printed: dict[int, list[Entry]]) -> list[Stop]:
    """The best edition that prints the promise stands for its round; where none does, the best that would have."""
    known = printed[min(printed)][0]
    stops: list[Stop] = []
    for position, one in enumerate(rounds):
        if position in printed:
            known, *others = printed[position]
            stops.append(Stop(one, known.edition, known, others))
        else:
            covering = next((edition for edition in one.editions if edition.covers(known)), None)
            if covering is not None:
                stops.append(Stop(one, covering, None, []))
    return stops
