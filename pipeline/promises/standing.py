"""One promise as one document prints it in, how it stands there out: by which row, by which words, in which round."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from parsers.language.contradiction import Cue, contradiction
from parsers.model.records import Smiley
from pipeline.promises.model import Edition, Entry, due_key, is_due
from pipeline.promises.signs import BAD
from pipeline.schema.rows import EconomyNoteRow, MilestoneRow, Row

__all__ = ["Standing", "contradicted", "economy_row", "followed_up", "round_of", "row_of_round", "smiley", "standing"]


class Standing(NamedTuple):
    """The row that tells how a promise stands, and its smiley: none where that row has words and no sign."""

    row: MilestoneRow | None
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
    told = [row for row in _due_rows(entry) if _speaks(row)]
    return Standing(told[-1], smiley(told[-1])) if told else Standing(None, None)


def _due_rows(entry: Entry) -> list[MilestoneRow]:
    """The rows due by the time the edition reports on, the newest last."""
    due = [row for row in entry.milestones if is_due(row, entry.edition)]
    return sorted(due, key=lambda row: (due_key(row) or entry.edition.reported, row["ordinal"]))


def economy_row(entry: Entry) -> EconomyNoteRow | None:
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
    return contradiction(smiley(row), own_words(entry, row), row.get("text"))


def round_of(row: Row, edition: Edition) -> int:
    """The round whose sign a row prints: the one it is due in, else that of the document it stands in."""
    if edition.states_now:
        return edition.number
    due = due_key(row)
    in_the_agreement = due is not None and due[0] == edition.agreement.year and 0 < due[1] <= edition.agreement.calendar.count
    return due[1] if due is not None and in_the_agreement else edition.number


def row_of_round(entry: Entry, number: int) -> MilestoneRow | None:
    """The row that tells a round's sign: the newest due in it that has a text, a note or a sign."""
    told = [row for row in _due_rows(entry) if round_of(row, entry.edition) == number and _speaks(row)]
    return told[-1] if told else None


def _speaks(row: Row) -> bool:
    return bool(row.get("text") or row.get("status_note") or row.get("smiley") or row.get("status_value"))


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
