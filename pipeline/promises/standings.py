"""Each promise's history in, its rows of `standings` out: one for each round that a document tells of, its own or a later one.

A follow-up prints the signs of the rounds before it too: where a round's own document was not read, the nearest later one is its witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from parsers.model.records import Smiley
from pipeline.promises.milestones import steps_between
from pipeline.promises.model import Edition, Entry, History, RoundEntry, due_key
from pipeline.promises.signs import BAD
from pipeline.promises.standing import contradicted, economy_row, followed_up, row_of_round, smiley, standing
from pipeline.promises.timeline import histories
from pipeline.schema.enums import StandingBasis
from pipeline.schema.rows import MilestoneRow, StandingRow, Tables

__all__ = ["FirstPrinted", "first_printed", "standings", "standings_of"]

FirstPrinted = dict[str, MilestoneRow]  # by milestone_id


class Witness(NamedTuple):
    """A document that prints a round's sign, and the row that does."""

    entry: Entry
    row: MilestoneRow


def standings(tables: Tables) -> list[StandingRow]:
    """One row for each promise in each round that a document tells of, as in the table `standings`."""
    return standings_of(histories(tables))


def standings_of(followed: Iterable[History]) -> list[StandingRow]:
    rows: dict[tuple[str, int, str, int], StandingRow] = {}
    for history in followed:
        for row in _standings(history):
            rows[row["municipality"], row["agreement_year"], row["promise_id"], row["followup_number"]] = row
    return [rows[key] for key in sorted(rows)]


def _standings(history: History) -> Iterator[StandingRow]:
    printed = first_printed(history)
    later = {number: _later(history, number) for number in range(1, history.agreement.calendar.extra)}
    own = {one.round.number: one for one in history.round_entries if one.entry is not None or one.absent}
    not_glad = sorted(number for number in {*own, *later} if _sign_of_round(own.get(number), later.get(number), number) in BAD)
    for one in own.values():
        basis = StandingBasis.BOTH if later.get(one.round.number) and one.entry else StandingBasis.OWN
        told = standing(one.entry).row if one.entry else None
        row = _row(history, one.round.number, basis, not_glad, one.edition, one.entry, told, printed)
        economy = economy_row(one.entry) if one.entry else None
        yield {**row, "economy_smiley": economy.get("smiley") if economy else None}
    for number, witness in later.items():
        if witness is not None and number not in own:
            entry, told = witness.entry, witness.row
            yield _row(history, number, StandingBasis.LATER, not_glad, entry.edition, entry, told, printed)


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


def _row(
    history: History,
    number: int,
    basis: StandingBasis,
    not_glad: list[int],
    edition: Edition,
    entry: Entry | None,
    row: MilestoneRow | None,
    printed: Mapping[Entry, FirstPrinted],
) -> StandingRow:
    """How a promise stands in a round by a row of an edition; without an entry it has disappeared, which is not done: it keeps its past."""
    past = [one for one in not_glad if one <= number]
    followed = followed_up(entry, row) if entry and row else None
    first = printed[entry].get(followed["milestone_id"]) if entry and followed else None
    original = due_key(first) if first else None
    current, sign = (due_key(row), smiley(row)) if row else (None, None)
    return {
        "municipality": history.agreement.municipality,
        "agreement_year": history.agreement.year,
        "promise_id": history.promise_id,
        "followup_number": number,
        "initiative_id": entry.id if entry else None,
        "document_id": edition.id,
        "milestone_id": row["milestone_id"] if row else None,
        "smiley": sign.value if sign else None,
        "economy_smiley": None,
        "absent": entry is None,
        "basis": basis.value,
        "rounds_not_glad": len(past),
        "first_not_glad_round": past[0] if past else None,
        "original_due_round": original[1] if original else None,
        "current_due_round": current[1] if current else None,
        "contradicted": entry is not None and row is not None and contradicted(entry, row) is not None,
        "page": (row or entry.initiative).get("page") if entry else None,
    }


def first_printed(history: History) -> dict[Entry, FirstPrinted]:
    """Each milestone of each entry as it was first printed: one that was moved or reworded keeps the time and the words it had first."""
    found: dict[Entry, FirstPrinted] = {}
    last: Entry | None = None
    for entry in (one.entry for one in history.round_entries if one.entry is not None):
        if last is None:
            found[entry] = {row["milestone_id"]: row for row in entry.milestones}
        else:
            known, rows = found[last], found.setdefault(entry, {})
            for step in steps_between(last, entry):
                if step.after is not None:
                    origin = step.moved_from or step.before
                    first = known.get(origin["milestone_id"]) if origin else step.after
                    if first is not None:
                        rows[step.after["milestone_id"]] = first
        last = entry
    return found
