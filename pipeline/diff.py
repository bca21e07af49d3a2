"""Each promise's way through the rounds in, every difference out, as rows of the table `changes`.

Each entry is compared with the nearest earlier one that covers the same ground; what happens inside one document has from = to.
A difference is told once, where it belongs: words that moved to another time are neither removed there nor added here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from parsers.money import amounts_in
from parsers.records import MoneyKind, Smiley
from pipeline.changes import Change, weight
from pipeline.match import MilestoneStep, Pairing, pairing_of, steps_between
from pipeline.rounds import Agreement, Edition, Entry, Row, Tables, agreements
from pipeline.sameness import same, squashed
from pipeline.sentences import Facts, moved_money, sentence
from pipeline.signs import BAD, Turn, step, told, turn
from pipeline.standings import Standing, contradicted, smiley, standing
from pipeline.timeline import Life, Stop, lives

CHANGE_ID_DIGITS = 16  # hexadecimal, of the sha256

SMILEY_TURNS = {
    Turn.SET: Change.SMILEY_SET,
    Turn.WORSENED: Change.SMILEY_WORSENED,
    Turn.IMPROVED: Change.SMILEY_IMPROVED,
    Turn.REMOVED: Change.SMILEY_REMOVED,
    Turn.NOW_READ: Change.NOW_READ,
    Turn.NO_LONGER_READ: Change.NO_LONGER_READ,
}
ECONOMY_TURNS = {
    **SMILEY_TURNS,
    Turn.SET: Change.ECONOMY_SET,
    Turn.WORSENED: Change.ECONOMY_WORSENED,
    Turn.IMPROVED: Change.ECONOMY_IMPROVED,
    Turn.REMOVED: Change.ECONOMY_REMOVED,
}
STANDING_TURNS = {Turn.WORSENED: Change.STANDING_WORSENED, Turn.IMPROVED: Change.STANDING_IMPROVED}

# Where one side is empty because it was lost in reading, a finding says so; that is no change of the promise.
ONLY_WHERE_BOTH_ARE_PRINTED = {
    "number": Change.INITIATIVE_RENUMBERED,
    "title": Change.INITIATIVE_RENAMED,
    "theme": Change.THEME_CHANGED,
    "funding": Change.FUNDING_CHANGED,
}
CELLS = {
    "responsible_center": Change.RESPONSIBLE_CHANGED,
    "responsible_committee": Change.RESPONSIBLE_CHANGED,
    "description": Change.DESCRIPTION_CHANGED,
    "latest_status": Change.STATUS_NOTE_CHANGED,
}
DISAGREEING = frozenset({Turn.SET, Turn.WORSENED, Turn.IMPROVED, Turn.REMOVED})
SUBSTANCE = ("number", "title", "funding", "responsible_center", "responsible_committee", "description", "latest_status")


class Told(NamedTuple):
    """A sign that was told for certain, and the row and entry that told it."""

    smiley: Smiley
    row: Row
    entry: Entry


@dataclass(slots=True)
class Memory:
    """What was last told for certain, while a promise is followed: of the promise, and of each row of its last entry."""

    standing: Told | None = None
    rows: dict[str, Told] = field(default_factory=dict)  # by milestone_id or economy_id


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries of one promise, or one entry and an edition that does not have it."""

    agreement: Agreement
    promise_id: str
    before: Edition
    after: Edition
    old: Entry | None
    new: Entry | None
    pairing: Pairing | None = None

    @property
    def later(self) -> bool:
        return self.before.reported < self.after.reported

    def row(
        self,
        change: Change,
        column: str | None = None,
        values: tuple[str | None, str | None] = (None, None),
        rows: tuple[Row | None, Row | None] = (None, None),
        *,
        pairing: Pairing | None = None,
        was: Smiley | None = None,
        skipped: bool = False,
        words: str | None = None,
        detail: str = "",
    ) -> Row:
        """One row of `changes`. `rows` are the printed rows it is about, `was` the sign that a moved goalpost had before."""
        old_row, new_row = rows
        old_value, new_value = (None if value is None else str(value) for value in values)
        shown = self.new or self.old
        assert shown is not None
        here = new_row or old_row or {}
        from_row = old_row or (self.old.initiative if self.old else {})
        to_row = new_row or (self.new.initiative if self.new else {})
        place = to_row or from_row
        how = pairing or self.pairing
        ids = (
            self.before.id,
            self.after.id,
            change,
            column,
            self.old and self.old.id,
            self.new and self.new.id,
            _row_id(old_row),
            _row_id(new_row),
        )
        bad = was if was in BAD else None
        facts = Facts(
            change=change,
            round=self.after.number,
            year=self.agreement.year,
            since=self.before.number,
            number=shown.initiative.get("number"),
            title=shown.initiative.get("title"),
            column=column,
            before=old_value,
            after=new_value,
            ordinal=here.get("ordinal"),
            due=here.get("due_label"),
            words=words or here.get("text"),
            sign=here.get("smiley"),
            stood=bad,
            skipped=skipped,
            page=place.get("page"),
            line=place.get("line"),
        )
        return {
            "change_id": hashlib.sha256("\x1f".join([*map(str, ids), detail]).encode()).hexdigest()[:CHANGE_ID_DIGITS],
            "municipality": self.agreement.municipality,
            "agreement_year": self.agreement.year,
            "promise_id": self.promise_id,
            "initiative_id": shown.id,
            "milestone_id": here.get("milestone_id"),
            "from_document_id": self.before.id,
            "to_document_id": self.after.id,
            "from_followup": self.before.number,
            "to_followup": self.after.number,
            "change": change.value,
            "column": column,
            "before": old_value,
            "after": new_value,
            "severity": weight(change, was_bad=bad is not None).value,
            "from_page": from_row.get("page"),
            "to_page": to_row.get("page"),
            "match_method": how.method.value if how else None,
            "match_score": how.score if how else None,
            "sentence": sentence(facts),
        }


def _row_id(row: Row | None) -> str | None:
    return None if row is None else row.get("milestone_id") or row.get("economy_id")


def _cell(row: Row | None, column: str) -> str | None:
    return row.get(column) if row else None


def _comes_or_goes(before: Row | None, after: Row | None) -> bool:
    """Whether a whole milestone is added or removed, and not only a row without words."""
    return (before is None and bool(_cell(after, "text"))) or (after is None and bool(_cell(before, "text")))


def changes(tables: Tables) -> list[Row]:
    """Every difference of every promise, in order of its change_id."""
    return changes_of(lives(tables), tables.get("matches", ()))


def changes_of(followed: Iterable[Life], matches: Iterable[Row]) -> list[Row]:
    log = _log(matches)
    found = [row for life in followed for row in _life_changes(life, log)]
    return sorted(found, key=lambda row: str(row["change_id"]))


Log = Mapping[tuple[str, str], Row]  # rows of `matches` by document_id and initiative_id


def _log(matches: Iterable[Row]) -> Log:
    return {(row["document_id"], row["source_key"]): row for row in matches if row["source_table"] == "initiatives"}


def _life_changes(life: Life, log: Log) -> Iterator[Row]:
    memory, last = Memory(), None
    for stop in life.stops:
        if last is not None:
            yield from _between(_pair(life, last, stop, log), memory)
        elif stop.entry is not None:
            _remember(memory, stop.entry)
        if stop.entry is not None:
            yield from _standing_turn(life, memory, stop.entry, last.entry if last else None, log)
            yield from _within(Pair(life.agreement, life.promise_id, stop.edition, stop.edition, stop.entry, stop.entry))
        yield from _versions(life, stop)
        last = stop


def _pair(life: Life, last: Stop, stop: Stop, log: Log) -> Pair:
    pairing = pairing_of(last.entry, stop.entry, log) if last.entry and stop.entry else None
    return Pair(life.agreement, life.promise_id, last.edition, stop.edition, last.entry, stop.entry, pairing)


def _between(pair: Pair, memory: Memory) -> Iterator[Row]:
    if pair.old is None and pair.new is not None:
        if pair.before.covers(pair.new):  # it may have come from another committee while it was away
            yield pair.row(Change.INITIATIVE_ADDED, "title", (None, pair.new.initiative.get("title")))
        memory.rows.clear()
        _remember(memory, pair.new)
    elif pair.old is not None and pair.new is None:
        yield pair.row(Change.INITIATIVE_DISAPPEARED, "title", (pair.old.initiative.get("title"), None))
    elif pair.old is not None and pair.new is not None:
        steps = steps_between(pair.old, pair.new)
        yield from _initiative(pair, pair.old.initiative, pair.new.initiative)
        for one in steps:
            yield from _goalpost(pair, one)
            yield from _notes(pair, one)
        yield from _last_words(pair, steps)
        yield from _economy_words(pair)
        yield from _signs(pair, steps, memory)
        yield from _money(pair, steps)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _initiative(pair: Pair, old: Row, new: Row) -> Iterator[Row]:
    for column, change in ONLY_WHERE_BOTH_ARE_PRINTED.items():
        if old.get(column) and new.get(column) and not same(old[column], new[column]):
            yield pair.row(change, column, (old[column], new[column]))
    for column, change in CELLS.items():
        if not same(old.get(column), new.get(column)):
            yield pair.row(change, column, (old.get(column), new.get(column)))
    # The cell after "Væsentlig bidragsyder:" is one: where only its division differs, nothing has changed.
    if not same(*(" ".join(filter(None, (row.get("contributors"), row.get("remarks")))) for row in (old, new))):
        for column, change in (("contributors", Change.RESPONSIBLE_CHANGED), ("remarks", Change.DESCRIPTION_CHANGED)):
            if not same(old.get(column), new.get(column)):
                yield pair.row(change, column, (old.get(column), new.get(column)))


def _goalpost(pair: Pair, one: MilestoneStep) -> Iterator[Row]:
    """What became of a milestone's words: moved, reworded, added, removed."""
    before, after = one.before, one.after
    old_text, new_text = _cell(before, "text"), _cell(after, "text")
    was = smiley(before) if before else None
    if after is not None and one.moved_from is not None:
        origin = one.moved_from
        yield pair.row(
            Change.MILESTONE_MOVED,
            "due_label",
            (origin.get("due_label"), after.get("due_label")),
            (origin, after),
            pairing=one.pairing if origin is before else None,
            was=smiley(origin),
            words=origin.get("text"),
        )
    if same(old_text, new_text):
        return
    # Words that came from or went to another time have been told; the rest of the cell has not.
    came = _rest(new_text, one.moved_from)
    gone = None if one.moved_to is not None else old_text
    if same(gone, came):
        return
    change = Change.MILESTONE_ADDED if not gone else Change.MILESTONE_REMOVED if not came else Change.MILESTONE_REWORDED
    yield pair.row(change, "text", (gone or None, came or None), (before, after), pairing=one.pairing, was=was, words=old_text or new_text)


def _rest(text: str | None, moved: Row | None) -> str | None:
    """A cell without the words that moved into it, which may be all of it."""
    if text is None or moved is None:
        return text
    gone = {squashed(line) for line in (moved.get("text") or "").split("\n")}
    return "\n".join(line for line in text.split("\n") if squashed(line) not in gone) or None


def _notes(pair: Pair, one: MilestoneStep) -> Iterator[Row]:
    before, after = one.before, one.after
    if _comes_or_goes(before, after):
        return  # its note comes or goes with it
    old_note, new_note = _cell(before, "status_note"), _cell(after, "status_note")
    if not same(old_note, new_note):
        yield pair.row(Change.STATUS_NOTE_CHANGED, "status_note", (old_note, new_note), (before, after), pairing=one.pairing)
    elif before and after and new_note and pair.later and smiley(after) in BAD:
        yield pair.row(Change.STATUS_NOTE_UNCHANGED, "status_note", (old_note, new_note), (before, after), pairing=one.pairing)


def _last_words(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[Row]:
    """A new row that reports a bad sign in the very words that the promise's newest row had last time."""
    assert pair.old is not None
    assert pair.new is not None
    last, now = standing(pair.old).row, standing(pair.new).row
    if last is None or now is None or not pair.later or smiley(now) not in BAD or not now.get("status_note"):
        return
    if any(one.before is last and one.after is now for one in steps) or not same(last.get("status_note"), now["status_note"]):
        return
    yield pair.row(Change.STATUS_NOTE_UNCHANGED, "status_note", (last["status_note"], now["status_note"]), (last, now))


def _economy_words(pair: Pair) -> Iterator[Row]:
    for before, after in _economy_pairs(pair):
        for column in ("text", "status_note"):
            old, new = _cell(before, column), _cell(after, column)
            if not same(old, new):
                yield pair.row(Change.ECONOMY_TEXT_CHANGED, f"economy_{column}", (old, new), (before, after))


def _economy_pairs(pair: Pair) -> Iterator[tuple[Row | None, Row | None]]:
    """Økonomi rows in printed order; there is one in each initiative, as a rule."""
    old, new = (entry.economy if entry else [] for entry in (pair.old, pair.new))
    for place in range(max(len(old), len(new))):
        yield (old[place] if place < len(old) else None), (new[place] if place < len(new) else None)


# ── signs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _signs(pair: Pair, steps: Sequence[MilestoneStep], memory: Memory) -> Iterator[Row]:
    """Each row's sign against its own before, and against the last certain one where the one before is ambiguous."""
    assert pair.new is not None
    remembered: dict[str, Told] = {}
    rows = [(one.before, one.after, SMILEY_TURNS, "smiley", one.pairing) for one in steps]
    rows += [(before, after, ECONOMY_TURNS, "economy_smiley", None) for before, after in _economy_pairs(pair)]
    for before, after, kinds, column, pairing in rows:
        known = memory.rows.get(_row_id(before) or "")
        if column != "smiley" or not _comes_or_goes(before, after):  # else its sign comes or goes with it
            yield from _sign(pair, before, after, known, kinds, column, pairing)
        if after is not None:
            now = told(known.smiley if known else None, smiley(after))
            if now is not None:
                remembered[_row_id(after) or ""] = (
                    known if known and known.smiley is now and smiley(after) is not now else Told(now, after, pair.new)
                )
    memory.rows = remembered


def _sign(
    pair: Pair, before: Row | None, after: Row | None, known: Told | None, kinds: dict[Turn, Change], column: str, pairing: Pairing | None
) -> Iterator[Row]:
    old, new = (smiley(row) if row else None for row in (before, after))
    became = turn(old, new, before_blind=pair.before.blind, after_blind=pair.after.blind)
    if became is not None:
        yield pair.row(kinds[became], column, (old, new), (before, after), pairing=pairing)
    elif known and old and new and Smiley.UNKNOWN not in (old, new) and known.smiley is not old:
        became = step(known.smiley, new)
        if became is not None:
            since = _since(pair, known.entry)
            yield since.row(kinds[became], column, (known.smiley, new), (known.row, after), pairing=pairing, skipped=True)


def _since(pair: Pair, entry: Entry) -> Pair:
    """The same comparison with an earlier entry, the last that told something for certain."""
    return Pair(pair.agreement, pair.promise_id, entry.edition, pair.after, entry, pair.new, pair.pairing)


def _remember(memory: Memory, entry: Entry) -> None:
    for row in (*entry.milestones, *entry.economy):
        now = told(None, smiley(row))
        if now is not None:
            memory.rows[_row_id(row) or ""] = Told(now, row, entry)


def _standing_turn(life: Life, memory: Memory, entry: Entry, last: Entry | None, log: Log) -> Iterator[Row]:
    """The promise's standing against the last one told for certain; what was never told before is neither worse nor better."""
    now = standing(entry)
    known = memory.standing
    if now.row is None or now.smiley is None or now.smiley is Smiley.UNKNOWN:
        return
    if known is not None:
        pairing = pairing_of(known.entry, entry, log)
        pair = Pair(life.agreement, life.promise_id, known.entry.edition, entry.edition, known.entry, entry, pairing)
        yield from _standing_change(pair, known, now, skipped=known.entry is not last)
    kept = told(known.smiley if known else None, now.smiley)
    if known is None or kept is now.smiley:
        memory.standing = Told(now.smiley, now.row, entry)


def _standing_change(pair: Pair, known: Told, now: Standing, *, skipped: bool = False) -> Iterator[Row]:
    assert now.smiley is not None
    became = step(known.smiley, now.smiley)
    if became is not None:
        yield pair.row(STANDING_TURNS[became], "smiley", (known.smiley, now.smiley), (known.row, now.row), skipped=skipped)


# ── within one document ──────────────────────────────────────────────────────────────────────────────────────────────


def _within(pair: Pair) -> Iterator[Row]:
    assert pair.new is not None
    sign_before: Smiley | None = None
    for row in pair.new.milestones:
        sign = smiley(row)
        if sign is Smiley.GLAD and sign_before in BAD and not row.get("text") and not row.get("status_note"):
            yield pair.row(Change.GLAD_WITHOUT_WORD, "smiley", (sign_before, sign), (row, row))
        cue = contradicted(pair.new, row)
        if cue is not None:
            yield pair.row(Change.WORDS_CONTRADICT_SMILEY, "status_note", (sign, cue.words), (row, row))
        sign_before = sign or sign_before


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Cell(NamedTuple):
    """A cell that may name sums of money; `row` is None for those of the initiative itself."""

    row: Row | None
    column: str
    before: str | None
    after: str | None


def _cells(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[Cell]:
    assert pair.old is not None
    assert pair.new is not None
    for column in ("description", "remarks", "latest_status"):
        yield Cell(None, column, pair.old.initiative.get(column), pair.new.initiative.get(column))
    for one in steps:
        for column in ("text", "status_note"):
            yield Cell(one.after or one.before, column, _cell(one.before, column), _cell(one.after, column))
    for before, after in _economy_pairs(pair):
        for column in ("text", "status_note"):
            yield Cell(after or before, f"economy_{column}", _cell(before, column), _cell(after, column))


def _money(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[Row]:
    """Deferrals that were not told before, and sums that became other sums in the same cell."""
    cells = list(_cells(pair, steps))
    known: set[Deferral] | None = None
    for cell in cells:
        if not cell.after or same(cell.before, cell.after):
            continue
        for key, moved in _deferrals(cell.after).items():
            known = {told for one in cells for told in _deferrals(one.before)} if known is None else known
            if key not in known:
                known.add(key)
                yield pair.row(Change.MONEY_MOVED, cell.column, (None, moved), (None, cell.row), detail="/".join(map(str, key)))
        before, after = _sums(cell.before), _sums(cell.after)
        gone, come = [sum_ for sum_ in before if sum_ not in after], [sum_ for sum_ in after if sum_ not in before]
        if gone and come:
            values = "; ".join(raw for _, raw in gone), "; ".join(raw for _, raw in come)
            yield pair.row(Change.AMOUNT_CHANGED, cell.column, values, (None, cell.row))


Deferral = tuple[Decimal, int | None, int | None]


def _deferrals(text: str | None) -> dict[Deferral, str]:
    """Money moved to another year, each in words for a sentence."""
    return {
        (abs(amount.dkk), amount.year_from, amount.to_year): moved_money(amount.raw, amount.year_from, amount.to_year)
        for amount in amounts_in(text or "")
        if amount.to_year is not None or amount.kind is MoneyKind.DEFERRED
    }


def _sums(text: str | None) -> list[tuple[Decimal, str]]:
    return [
        (amount.dkk, " ".join(amount.raw.split()))
        for amount in amounts_in(text or "")
        if amount.to_year is None and amount.kind is not MoneyKind.DEFERRED
    ]


# ── versions of one round ────────────────────────────────────────────────────────────────────────────────────────────


def _versions(life: Life, stop: Stop) -> Iterator[Row]:
    """What another edition of the same round says otherwise than the one that counts."""
    if stop.entry is None:
        return
    for other in stop.others:
        yield from _disagreements(Pair(life.agreement, life.promise_id, other.edition, stop.edition, other, stop.entry))
    silent = [edition for edition in stop.round.editions if life.promise_id not in edition.listed and edition.covers(stop.entry)]
    for edition in silent:
        pair = Pair(life.agreement, life.promise_id, edition, stop.edition, None, stop.entry)
        yield pair.row(Change.ISSUE_DISAGREES, "initiative", (None, stop.entry.initiative.get("title")))


def _disagreements(pair: Pair) -> Iterator[Row]:
    assert pair.old is not None
    assert pair.new is not None
    old, new = pair.old.initiative, pair.new.initiative
    for column in SUBSTANCE:
        if old.get(column) and new.get(column) and not same(old[column], new[column]):
            yield pair.row(Change.ISSUE_DISAGREES, column, (old[column], new[column]))
    for one in steps_between(pair.old, pair.new):
        if one.moved_from is not None and one.moved_from is one.before and one.after is not None:
            labels = one.before.get("due_label"), one.after.get("due_label")
            yield pair.row(Change.ISSUE_DISAGREES, "due_label", labels, (one.before, one.after), pairing=one.pairing)
        yield from _row_disagreements(pair, one.before, one.after, ("text", "status_note"), "", one.pairing)
    for before, after in _economy_pairs(pair):
        yield from _row_disagreements(pair, before, after, ("text", "status_note"), "economy_", None)


def _row_disagreements(
    pair: Pair, before: Row | None, after: Row | None, columns: Sequence[str], prefix: str, pairing: Pairing | None
) -> Iterator[Row]:
    if before is None or after is None:
        only = _cell(before, "text"), _cell(after, "text")
        if any(only):
            yield pair.row(Change.ISSUE_DISAGREES, f"{prefix}text", only, (before, after))
        return
    for column in columns:
        if not same(before.get(column), after.get(column)):
            yield pair.row(
                Change.ISSUE_DISAGREES, prefix + column, (before.get(column), after.get(column)), (before, after), pairing=pairing
            )
    if turn(smiley(before), smiley(after), before_blind=pair.before.blind, after_blind=pair.after.blind) in DISAGREEING:
        yield pair.row(Change.ISSUE_DISAGREES, f"{prefix}smiley", (smiley(before), smiley(after)), (before, after), pairing=pairing)


# ── any two ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def between(tables: Tables, before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """What differs from the documents `before` to the documents `after`, each side those of one round, whichever came first.

    What stands inside one document is told where the other side does not say it too: a document against itself gives nothing.
    """
    log, found = _log(tables.get("matches", ())), list[Row]()
    for agreement, rounds in agreements(tables).items():
        sides = [[edition for one in rounds for edition in one.editions if edition.id in chosen] for chosen in (before, after)]
        for promise_id in sorted({promise for side in sides for edition in side for promise in edition.listed}):
            pair = _chosen_pair(agreement, promise_id, sides[0], sides[1], log)
            if pair is not None:
                found += _pair_changes(pair)
    return sorted(found, key=lambda row: str(row["change_id"]))


def _chosen_pair(agreement: Agreement, promise_id: str, before: list[Edition], after: list[Edition], log: Log) -> Pair | None:
    old, new = (
        next((entry for edition in side for entry in edition.entries if entry.promise_id == promise_id), None) for side in (before, after)
    )
    known = old or new
    assert known is not None
    grounds = [
        entry.edition if entry else next((edition for edition in side if edition.covers(known)), None)
        for entry, side in ((old, before), (new, after))
    ]
    if grounds[0] is None or grounds[1] is None:
        return None
    pairing = pairing_of(old, new, log) if old and new else None
    return Pair(agreement, promise_id, grounds[0], grounds[1], old, new, pairing)


def _pair_changes(pair: Pair) -> Iterator[Row]:
    memory = Memory()
    if pair.old is not None:
        _remember(memory, pair.old)
    yield from _between(pair, memory)
    if pair.old is not None and pair.new is not None:
        was, now = standing(pair.old), standing(pair.new)
        if was.row is not None and now.row is not None and _read(was.smiley) and _read(now.smiley):
            yield from _standing_change(pair, Told(was.smiley, was.row, pair.old), now)
    if pair.new is not None:
        known = set()
        if pair.old is not None:
            inside = replace(pair, before=pair.before, after=pair.before, new=pair.old)
            ids = {_row_id(one.before): _row_id(one.after) for one in steps_between(pair.old, pair.new)}
            known = {(row["change"], ids.get(row["milestone_id"]), row["after"]) for row in _within(inside)}
        inside = replace(pair, before=pair.after, old=pair.new)
        yield from (row for row in _within(inside) if (row["change"], row["milestone_id"], row["after"]) not in known)


def _read(sign: Smiley | None) -> TypeGuard[Smiley]:
    return sign is not None and sign is not Smiley.UNKNOWN
