"""Each promise's way through the rounds in, how it stands in each of them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from weakref import WeakKeyDictionary

from parsers.language.contradiction import Cue, contradiction
from parsers.model.records import Smiley
from pipeline.promises.milestones import steps_between
from pipeline.promises.model import Edition, Entry, History, due_key, is_due
from pipeline.promises.signs import BAD
from pipeline.promises.timeline import histories
from pipeline.schema.rows import Row, Tables


class Standing(NamedTuple):
    """The row that tells how a promise stands, and its smiley: none where that row has words and no sign."""

    row: Row | None
    smiley: Smiley | None


_STANDINGS: WeakKeyDictionary[Entry, Standing] = WeakKeyDictionary()
SMILEYS: dict[str | None, Smiley] = {one.value: one for one in Smiley}


def smiley(row: Row) -> Smiley | None:
    return SMILEYS.get(row.get("smiley"))


def standing(entry: Entry) -> Standing:
    """The newest due row that has a text or a sign: never an older ☺ in place of a row that is silent."""
    known = _STANDINGS.get(entry)
    if known is None:
        known = _STANDINGS[entry] = _standing(entry)
    return known


def _standing(entry: Entry) -> Standing:
    told = [row for row in _due_rows(entry) if row.get("text") or row.get("status_note") or row.get("smiley")]
    return Standing(told[-1], smiley(told[-1])) if told else Standing(None, None)


def _due_rows(entry: Entry) -> list[Row]:
    """The rows due by the time the edition reports on, the newest last."""
    due = [row for row in entry.milestones if is_due(row, entry.edition)]
    return sorted(due, key=lambda row: (due_key(row) or entry.edition.reported, row["ordinal"]))


def economy_row(entry: Entry) -> Row | None:
    """The last Økonomi row that has a sign, else the last one."""
    return next((row for row in reversed(entry.economy) if row.get("smiley")), entry.economy[-1] if entry.economy else None)


def own_words(entry: Entry, row: Row) -> str | None:
    """What the row's note says this time: where a cell has several labels, the last one's words and not last round's."""
    labelled = entry.labelled.get(row.get("milestone_id") or row.get("economy_id") or "")
    if not labelled or len(labelled) < 2:
        return row.get("status_note")
    latest = max(labelled, key=lambda note: (note.get("to_round") or 0, note["ordinal"]))
    return latest.get("text")


def contradicted(entry: Entry, row: Row) -> Cue | None:
    """The sentence of the row's own note that says otherwise than its smiley."""
    return contradiction(smiley(row), own_words(entry, row))


def standings(tables: Tables) -> list[Row]:
    """One row for each promise in each round of which a document covers it, as in the table `standings`."""
    return standings_of(histories(tables))


def standings_of(followed: Iterable[History]) -> list[Row]:
    rows: dict[tuple[object, ...], Row] = {}
    for history in followed:
        for row in _standings(history):
            rows[row["municipality"], row["agreement_year"], row["promise_id"], row["followup_number"]] = row
    return [rows[key] for key in sorted(rows, key=lambda key: (str(key[0]), key[1], str(key[2]), key[3]))]


def _standings(history: History) -> list[Row]:
    rows: list[Row] = []
    not_glad: list[int] = []
    dues: dict[str, tuple[int, int] | None] = {}  # of the last entry's milestones: when each was first due
    last: Entry | None = None
    for round_entry in history.round_entries:
        if round_entry.entry is None:
            if round_entry.absent:
                rows.append(_absent(history, round_entry.edition, not_glad))
            continue
        dues = first_dues(last, dues, round_entry.entry)
        last = round_entry.entry
        row, now = standing(round_entry.entry)
        if now in BAD:
            not_glad.append(round_entry.round.number)
        economy = economy_row(round_entry.entry)
        followed = followed_up(round_entry.entry, row) if row else None
        original, current = dues.get(followed["milestone_id"]) if followed else None, due_key(row) if row else None
        rows.append(
            {
                **_key(history, round_entry.edition),
                "initiative_id": round_entry.entry.id,
                "milestone_id": row["milestone_id"] if row else None,
                "smiley": now.value if now else None,
                "economy_smiley": economy.get("smiley") if economy else None,
                "absent": False,
                "rounds_not_glad": len(not_glad),
                "first_not_glad_round": not_glad[0] if not_glad else None,
                "original_due_round": original[1] if original else None,
                "current_due_round": current[1] if current else None,
                "contradicted": row is not None and contradicted(round_entry.entry, row) is not None,
                "page": (row or round_entry.entry.initiative).get("page"),
            }
        )
    return rows


def _key(history: History, edition: Edition) -> Row:
    return {
        "municipality": history.agreement.municipality,
        "agreement_year": history.agreement.year,
        "promise_id": history.promise_id,
        "followup_number": edition.number,
        "document_id": edition.id,
    }


def _absent(history: History, edition: Edition, not_glad: list[int]) -> Row:
    """Disappeared by this round, which is not done: no status, but its past is kept."""
    return {
        **_key(history, edition),
        "initiative_id": None,
        "milestone_id": None,
        "smiley": None,
        "economy_smiley": None,
        "absent": True,
        "rounds_not_glad": len(not_glad),
        "first_not_glad_round": not_glad[0] if not_glad else None,
        "original_due_round": None,
        "current_due_round": None,
        "contradicted": False,
        "page": None,
    }


def first_dues(last: Entry | None, dues: dict[str, tuple[int, int] | None], entry: Entry) -> dict[str, tuple[int, int] | None]:
    """When each milestone was first due, by its id here: a milestone that was moved keeps the time it had first."""
    if last is None:
        return {row["milestone_id"]: due_key(row) for row in entry.milestones}
    found: dict[str, tuple[int, int] | None] = {}
    for step in steps_between(last, entry):
        if step.after is not None:
            origin = step.moved_from or step.before
            found[step.after["milestone_id"]] = dues.get(origin["milestone_id"]) if origin else due_key(step.after)
    return found


def followed_up(entry: Entry, row: Row) -> Row:
    """The milestone a row reports on.

    "Hvis den forrige opfølgning på en indsats gav en mellemfornøjet eller sur smiley, og der ikke er nogen milepæl at følge op på
    i denne opfølgning, skal der følges op i forhold til den forrige smiley": a row without a milestone is about the one before it.
    """
    due = [one for one in _due_rows(entry) if one.get("text") or one.get("smiley")]
    if row not in due:
        return row  # it has a note alone
    place = due.index(row)
    while not due[place].get("text") and place and smiley(due[place - 1]) in BAD:
        place -= 1
    return due[place]
