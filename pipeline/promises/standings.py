"""Each promise's history in, its rows of `standings` out: one for each round that a document tells of, its own or a later one.

A follow-up prints the signs of the rounds before it too: where a round's own document was not read, the nearest later one is its witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from parsers.language.dates import LAST_ROUND
from parsers.model.records import Smiley
from pipeline.promises.milestones import steps_between
from pipeline.promises.model import Entry, History, RoundEntry, due_key
from pipeline.promises.signs import BAD
from pipeline.promises.standing import contradicted, economy_row, followed_up, row_of_round, smiley, standing
from pipeline.promises.timeline import histories
from pipeline.schema.enums import StandingBasis
from pipeline.schema.rows import MilestoneRow, Row, Tables

__all__ = ["standings", "standings_of"]

Dues = dict[str, tuple[int, int] | None]  # by milestone_id: when each was first due


class Witness(NamedTuple):
    """A document that prints a round's sign, and the row that does."""

    entry: Entry
    row: MilestoneRow


def standings(tables: Tables) -> list[Row]:
    """One row for each promise in each round that a document tells of, as in the table `standings`."""
    return standings_of(histories(tables))


def standings_of(followed: Iterable[History]) -> list[Row]:
    rows: dict[tuple[object, ...], Row] = {}
    for history in followed:
        for row in _standings(history):
            rows[row["municipality"], row["agreement_year"], row["promise_id"], row["followup_number"]] = row
    return [rows[key] for key in sorted(rows, key=lambda key: (str(key[0]), key[1], str(key[2]), key[3]))]


def _standings(history: History) -> Iterator[Row]:
    dues = first_dues(history)
    later = {number: _later(history, number) for number in range(1, LAST_ROUND + 1)}
    own = {one.round.number: one for one in history.round_entries if one.entry is not None or one.absent}
    not_glad = sorted(number for number in {*own, *later} if _sign_of_round(own.get(number), later.get(number), number) in BAD)
    for one in own.values():
        basis = StandingBasis.BOTH if later.get(one.round.number) and one.entry else StandingBasis.OWN
        yield _row(history, one.round.number, basis, not_glad) | _own_cells(one, dues)
    for number, witness in later.items():
        if witness is not None and number not in own:
            yield _row(history, number, StandingBasis.LATER, not_glad) | _cells(witness.entry, witness.row, dues)


def _later(history: History, number: int) -> Witness | None:
    """The nearest document after a round that prints its sign."""
    for one in history.round_entries:
        if one.entry is not None and one.round.number > number:
            row = row_of_round(one.entry, number)
            if row is not None and smiley(row) not in (None, Smiley.UNKNOWN):
                return Witness(one.entry, row)
    return None


def _sign_of_round(own: RoundEntry | None, later: Witness | None, number: int) -> Smiley | None:
    """A round's sign as its own document prints it, else as the nearest later one does."""
    row = row_of_round(own.entry, number) if own is not None and own.entry is not None else None
    sign = smiley(row) if row is not None else None
    return sign if sign not in (None, Smiley.UNKNOWN) else smiley(later.row) if later else None


def _row(history: History, number: int, basis: StandingBasis, not_glad: list[int]) -> dict[str, Any]:
    """What is known of a promise by a round, whatever it prints; one that has disappeared is not done, and keeps its past."""
    past = [one for one in not_glad if one <= number]
    return {
        "municipality": history.agreement.municipality,
        "agreement_year": history.agreement.year,
        "promise_id": history.promise_id,
        "followup_number": number,
        "initiative_id": None,
        "milestone_id": None,
        "smiley": None,
        "economy_smiley": None,
        "absent": False,
        "basis": basis.value,
        "rounds_not_glad": len(past),
        "first_not_glad_round": past[0] if past else None,
        "original_due_round": None,
        "current_due_round": None,
        "contradicted": False,
        "page": None,
    }


def _own_cells(one: RoundEntry, dues: Mapping[Entry, Dues]) -> dict[str, Any]:
    if one.entry is None:
        return {"document_id": one.edition.id, "absent": True}
    economy = economy_row(one.entry)
    told = standing(one.entry)
    return _cells(one.entry, told.row, dues) | {"economy_smiley": economy.get("smiley") if economy else None}


def _cells(entry: Entry, row: MilestoneRow | None, dues: Mapping[Entry, Dues]) -> dict[str, Any]:
    followed = followed_up(entry, row) if row else None
    original, current = dues[entry].get(followed["milestone_id"]) if followed else None, due_key(row) if row else None
    sign = smiley(row) if row else None
    return {
        "initiative_id": entry.id,
        "document_id": entry.document_id,
        "milestone_id": row["milestone_id"] if row else None,
        "smiley": sign.value if sign else None,
        "original_due_round": original[1] if original else None,
        "current_due_round": current[1] if current else None,
        "contradicted": row is not None and contradicted(entry, row) is not None,
        "page": (row or entry.initiative).get("page"),
    }


def first_dues(history: History) -> dict[Entry, Dues]:
    """When each milestone of each entry was first due: a milestone that was moved keeps the time it had first."""
    found: dict[Entry, Dues] = {}
    last: Entry | None = None
    for entry in (one.entry for one in history.round_entries if one.entry is not None):
        if last is None:
            found[entry] = {row["milestone_id"]: due_key(row) for row in entry.milestones}
        else:
            known, dues = found[last], found.setdefault(entry, {})
            for step in steps_between(last, entry):
                if step.after is not None:
                    origin = step.moved_from or step.before
                    dues[step.after["milestone_id"]] = known.get(origin["milestone_id"]) if origin else due_key(step.after)
        last = entry
    return found
