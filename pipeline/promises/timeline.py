"""Matched tables in, each promise's way through the rounds out: where it stands, and where it ought to but does not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.promises.editions import Agreement, Edition, Entry, Round, Tables, agreements


class Stop(NamedTuple):
    """One round that covers the promise. `entry` is None where it is not printed; `others` are what other editions print.

    `absent`: it was printed before, and this edition ought to print it. Else it is not there yet, or was another committee's.
    """

    round: Round
    edition: Edition
    entry: Entry | None
    others: list[Entry]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """A promise's stops, earliest first."""

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
    """The best edition that prints the promise stands for its round; where none does, the best that would have, as it was or will be."""
    stops: list[Stop] = []
    known: Entry | None = None
    for position, one in enumerate(rounds):
        if position in printed:
            known, *others = printed[position]
            stops.append(Stop(one, known.edition, known, others))
            continue
        later = next((entries[0] for place, entries in sorted(printed.items()) if place > position), None)
        for form in (known, later):
            edition = one.covering(form) if form else None
            if edition is not None:
                stops.append(Stop(one, edition, None, [], absent=form is known))
                break
    return stops
