"""Documents of several rounds in, which row of last time each row is out: one candidate or none, never a guess.

An initiative is the one with its number, else the one with exactly its title or description, else the only one whose title is
nearly the same. What people have said in `matches.toml` comes before all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field
from rapidfuzz import fuzz

from pipeline.promises.across_years import suggestions
from pipeline.promises.editions import agreements
from pipeline.promises.keys import long_description, number, number_and_title, printed_title, title_key
from pipeline.promises.milestones import steps_between
from pipeline.promises.model import Agreement, Edition, Entry, History, Round
from pipeline.promises.pairing import Pairing, unique
from pipeline.promises.same_text import key, squashed
from pipeline.promises.timeline import histories_of
from pipeline.promises.titles import ALIKE, MARGIN, near_titles, title_likeness
from pipeline.schema.enums import Method
from pipeline.schema.rows import InitiativeRow, MatchRow, SamePromiseRow, Tables, rows_in

__all__ = ["Log", "pairing_of", "promises"]

NUMBER_ALIKE = 60.0  # of 100: the same number needs only this much of the old title or description to be the same promise


class KnownPromise(Struct, eq=False):
    """A promise and the way it was last printed, in the `seen`-th round."""

    id: str
    form: Entry
    seen: int


class Matched(NamedTuple):
    """`initiatives` with their promise ids, every match made (`matches`), and suggestions across years (`same_promise_as`).

    `histories` is each promise's way through the rounds, for those who follow it further.
    """

    initiatives: list[InitiativeRow]
    matches: list[MatchRow]
    same_promise_as: list[SamePromiseRow]
    histories: list[History]


Log = Mapping[tuple[str, str], MatchRow]  # rows of `matches` about initiatives, by document_id and initiative_id
HumanMatches = Mapping[tuple[str, str], str]  # (document_id, initiative_id): the initiative_id it was known under before


def promises(tables: Tables, human: HumanMatches | None = None, rounds_of: Mapping[Agreement, list[Round]] | None = None) -> Matched:
    """Which promise each initiative is. Nothing is merged across years, and no row given is altered.

    `rounds_of` are the tables' own, where they are known: their entries are given the rows that tell of their promises.
    """
    rounds_of = agreements(tables) if rounds_of is None else rounds_of
    ids: dict[tuple[str, str], str] = {}
    log: list[MatchRow] = []
    for agreement, rounds in rounds_of.items():
        for entry, promise_id, known, pairing in _followed(rounds, human or {}):
            ids[entry.document_id, entry.id] = promise_id
            if known is not None and pairing is not None:
                keys = entry.document_id, entry.id, known.document_id, known.id
                log.append(_match_row(agreement, promise_id, "initiatives", *keys, pairing))
    initiatives: list[InitiativeRow] = [
        {**row, "promise_id": ids.get((row["document_id"], row["initiative_id"]), row["initiative_id"])}
        for row in rows_in(tables, "initiatives")
    ]
    _give_promises((edition for rounds in rounds_of.values() for one in rounds for edition in one.editions), initiatives)
    followed = [history for agreement, rounds in rounds_of.items() for history in histories_of(agreement, rounds)]
    log += milestone_log(followed)
    return Matched(initiatives, sorted(log, key=_log_order), suggestions(followed), followed)


def _give_promises(editions: Iterable[Edition], initiatives: Iterable[InitiativeRow]) -> None:
    rows = {(row["document_id"], row["initiative_id"]): row for row in initiatives}
    for edition in editions:
        for entry in edition.entries:
            entry.initiative = rows[entry.document_id, entry.id]
        edition.listed = {entry.promise_id for entry in edition.entries}


def _match_row(
    agreement: Agreement, promise_id: str, table: str, document_id: str, key: str, known_document_id: str, known_key: str, pairing: Pairing
) -> MatchRow:
    return {
        "document_id": document_id,
        "source_table": table,
        "source_key": key,
        "municipality": agreement.municipality,
        "agreement_year": agreement.year,
        "promise_id": promise_id,
        "matched_document_id": known_document_id,
        "matched_key": known_key,
        "method": pairing.method.value,
        "score": round(pairing.score, 4),
    }


def _log_order(row: MatchRow) -> tuple[str, str, str]:
    return row["document_id"], row["source_table"], row["source_key"]


def milestone_log(followed: Iterable[History]) -> list[MatchRow]:
    """Every milestone and the one it was known as in the round before, or in another edition of its own round."""
    log: list[MatchRow] = []
    for history in followed:
        known: Entry | None = None
        for round_entry in history.round_entries:
            for entry in (round_entry.entry, *round_entry.others):
                if entry is None or known is None:
                    continue
                for step in steps_between(known, entry):
                    if step.before and step.after and step.pairing:
                        keys = entry.document_id, step.after["milestone_id"], known.document_id, step.before["milestone_id"]
                        log.append(_match_row(history.agreement, history.promise_id, "milestones", *keys, step.pairing))
            known = round_entry.entry or known
    return log


def _followed(rounds: Iterable[Round], human: HumanMatches) -> Iterator[tuple[Entry, str, Entry | None, Pairing | None]]:
    """Every entry of an agreement, rounds in order, with its promise, and the entry it was known by and how."""
    known: dict[str, KnownPromise] = {}
    for seen, one in enumerate(rounds):
        for edition in one.editions:
            found = _found(edition.entries, list(known.values()), human)
            for entry in edition.entries:
                promise, pairing = found.get(entry, (None, None))
                if promise is None:
                    promise = KnownPromise(_free_id(entry.id, known), entry, seen)
                    known[promise.id] = promise
                    yield entry, promise.id, None, None
                else:
                    yield entry, promise.id, promise.form, pairing
                    promise.form, promise.seen = entry, seen


def _free_id(initiative_id: str, taken: Mapping[str, KnownPromise]) -> str:
    """A number may be given to another promise when its first one is gone: that one is `2031/4.5#2`."""
    if initiative_id not in taken:
        return initiative_id
    ordinal = 2
    while f"{initiative_id}#{ordinal}" in taken:
        ordinal += 1
    return f"{initiative_id}#{ordinal}"


class _Matching(Struct):
    """Entries and promises still without a partner, and the couples made so far."""

    entries: list[Entry]
    promises: list[KnownPromise]
    found: dict[Entry, tuple[KnownPromise, Pairing]] = field(default_factory=dict)

    def assign(self, entry: Entry, promise: KnownPromise, method: Method, score: float) -> None:
        self.entries.remove(entry)
        self.promises.remove(promise)
        self.found[entry] = promise, Pairing(method, score)


def _found(entries: Sequence[Entry], known: Sequence[KnownPromise], human: HumanMatches) -> dict[Entry, tuple[KnownPromise, Pairing]]:
    """One edition's entries, each with the promise it is; the surest ways first, so that a sure match is never taken by a guess."""
    matching = _Matching(list(entries), list(known))
    _assign_human(matching, human)
    _assign_alike(matching, number_and_title, Method.NUMBER)
    _assign_numbered(matching, _sure_likeness)
    _assign_alike(matching, title_key, Method.TITLE)
    _assign_numbered(matching, _fair_likeness)
    _assign_alike(matching, long_description, Method.DESCRIPTION)
    _assign_nearly_titled(matching)
    return matching.found


def _assign_human(matching: _Matching, human: HumanMatches) -> None:
    for entry in list(matching.entries):
        meant = human.get((entry.document_id, entry.id))
        promise = next((one for one in matching.promises if meant is not None and meant in (one.id, one.form.id)), None)
        if promise is not None:
            matching.assign(entry, promise, Method.HUMAN, 1.0)


def _assign_alike(matching: _Matching, key: Callable[[Entry], Hashable], method: Method) -> None:
    """Couples of the same key, where neither side has that key twice."""
    entries = unique(matching.entries, key)
    promises = unique(matching.promises, lambda promise: key(promise.form))
    for value, entry in entries.items():
        if value in promises:
            matching.assign(entry, promises[value], method, 1.0)


def _assign_numbered(matching: _Matching, likeness: Callable[[Entry, Entry], float | None]) -> None:
    """Couples of the same number that are also alike; of two promises that had the number, the one seen last."""
    holders = {number(promise.form): promise for promise in sorted(matching.promises, key=lambda promise: promise.seen)}
    for entry in list(matching.entries):
        holder = holders.get(number(entry)) if number(entry) else None
        score = likeness(entry, holder.form) if holder else None
        if holder is not None and score is not None:
            matching.assign(entry, holder, Method.NUMBER, score / 100)


def _assign_nearly_titled(matching: _Matching) -> None:
    """Couples that are each other's best by title, well before the runner-up; promises seen last come first."""
    for seen in sorted({promise.seen for promise in matching.promises}, reverse=True):
        entries, promises = list(matching.entries), [promise for promise in matching.promises if promise.seen == seen]
        near = near_titles([printed_title(entry) for entry in entries], [printed_title(promise.form) for promise in promises])
        for (one, two), score in sorted(near.items(), key=lambda item: -item[1]):
            rivals = [other for pair, other in near.items() if (pair[0] == one) != (pair[1] == two)]
            if score >= ALIKE and all(score - other >= MARGIN for other in rivals):
                matching.assign(entries[one], promises[two], Method.FUZZY, score / 100)


def pairing_of(before: Entry, after: Entry, log: Log) -> Pairing:
    """How two entries of one promise are the same: as the log has it, or told anew where it matched `after` with another edition."""
    row = log.get((after.document_id, after.id))
    if row is not None and (row["matched_document_id"], row["matched_key"]) == (before.document_id, before.id):
        return Pairing(Method(row["method"]), row["score"])
    score = (title_likeness(after.initiative.get("title"), before.initiative.get("title")) or 0.0) / 100
    if number(after) is not None and number(after) == number(before):
        return Pairing(Method.NUMBER, 1.0 if title_key(after) == title_key(before) else score)
    if title_key(after) == title_key(before):
        return Pairing(Method.TITLE, 1.0)
    if long_description(after) is not None and long_description(after) == long_description(before):
        return Pairing(Method.DESCRIPTION, 1.0)
    return Pairing(Method.FUZZY, score)


def _sure_likeness(entry: Entry, form: Entry) -> float | None:
    """Of two entries with one number: 100 when their descriptions are the same, else how alike their titles are, vetoes kept."""
    description = long_description(entry)
    if description is not None and description == long_description(form):
        return 100.0
    score = title_likeness(entry.initiative.get("title"), form.initiative.get("title"))
    return score if score is not None and score >= ALIKE else None


def _fair_likeness(entry: Entry, form: Entry) -> float | None:
    """Of two entries with one number: how alike they are at best; None when title, description and milestones are all others."""
    scores = [
        fuzz.token_sort_ratio(ours, theirs)
        for ours, theirs in (
            (squashed(entry.initiative.get("title") or ""), squashed(form.initiative.get("title") or "")),
            (squashed(entry.initiative.get("description") or ""), squashed(form.initiative.get("description") or "")),
        )
        if ours and theirs
    ]
    ours, theirs = _milestone_texts(entry), _milestone_texts(form)
    if ours and theirs:
        scores.append(100.0 * len(ours & theirs) / min(len(ours), len(theirs)))
    best = max(scores, default=NUMBER_ALIKE)  # nothing to compare: the number alone says it
    return best if best >= NUMBER_ALIKE else None


def _milestone_texts(entry: Entry) -> set[str]:
    return {key(row["text"]) for row in entry.milestones if row.get("text")}
