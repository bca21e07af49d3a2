"""Matched tables in, each promise's way through the rounds out: where it stands, and where it ought to but does not."""

from __future__ import annotations

from collections import defaultdict

from pipeline.promises.editions import agreements
from pipeline.promises.model import Agreement, Entry, History, Round, RoundEntry
from pipeline.schema.rows import Tables

__all__ = ["histories", "histories_of"]


def histories(tables: Tables) -> list[History]:
    """Every promise of every agreement, in order of its id."""
    return [history for agreement, rounds in agreements(tables).items() for history in histories_of(agreement, rounds)]


def histories_of(agreement: Agreement, rounds: list[Round]) -> list[History]:
    """Every promise of one agreement."""
    printed: dict[str, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for position, one in enumerate(rounds):
        for edition in one.editions:
            for entry in edition.entries:
                printed[entry.promise_id][position].append(entry)
    return [History(agreement, promise_id, _round_entries(rounds, printed[promise_id])) for promise_id in sorted(printed)]


def _round_entries(rounds: list[Round], printed: dict[int, list[Entry]]) -> list[RoundEntry]:
    """The best edition that prints the promise stands for its round; where none does, the best that would have, as it was or will be."""
    round_entries: list[RoundEntry] = []
    known: Entry | None = None
    for position, one in enumerate(rounds):
        if position in printed:
            known, *others = printed[position]
            round_entries.append(RoundEntry(one, known.edition, known, others))
            continue
        later = next((entries[0] for place, entries in sorted(printed.items()) if place > position), None)
        for form in (known, later):
            edition = one.covering(form) if form else None
            if edition is not None:
                round_entries.append(RoundEntry(one, edition, None, [], absent=form is known))
                break
    return round_entries
