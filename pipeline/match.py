"""Documents of several rounds in, which row of last time each row is out: one candidate or none, never a guess.

An initiative is the one with its number, else the one with exactly its title or description, else the only one whose title is
nearly the same. What people have said in `matches.toml` comes before all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple, TypeVar

import regex
from rapidfuzz import fuzz, process

from pipeline.rounds import Agreement, Entry, Round, Row, Tables, agreements, due_key
from pipeline.sameness import key, same, squashed
from pipeline.timeline import Life, lives

T = TypeVar("T")

ALIKE = 85.0  # of 100: a true rename scored 86, "svømmehal i Nordbyen" for "Sydbyen" 89, so the vetoes below decide first
MARGIN = 5.0  # to the runner-up: less and both may be meant
NUMBER_ALIKE = 60.0  # of 100: the same number needs only this much of the old title or description to be the same promise
LONG_ENOUGH = 40  # letters: shorter descriptions may be alike by chance
WORTH_FINDING = 20  # letters: shorter milestones may stand within another by chance
SAME_STEM = 70.0  # of 100: "Styrkelse" and "Styrket" are, "Egely" and "Toftely" are not


class Method(StrEnum):
    """How two rows were found to be the same, surest first."""

    HUMAN = "human"
    NUMBER = "number"
    TITLE = "title"
    DESCRIPTION = "description"
    FUZZY = "fuzzy"
    DUE = "due"  # a milestone: the same ordinal and time, or the only one of that time
    TEXT = "text"  # a milestone: the same words under another time


class Pairing(NamedTuple):
    method: Method
    score: float  # 0 to 1


BY_TIME = Pairing(Method.DUE, 1.0)


class MilestonePair(NamedTuple):
    """The same milestone in two documents; one side is None where only the other has it."""

    before: Row | None
    after: Row | None
    pairing: Pairing | None


class MilestoneStep(NamedTuple):
    """A milestone pair, and what became of its words: where the new ones stood before, where the old ones stand now."""

    before: Row | None
    after: Row | None
    pairing: Pairing | None
    moved_from: Row | None = None
    moved_to: Row | None = None


@dataclass(slots=True, eq=False)
class Promise:
    """A promise and the way it was last printed, in the `seen`-th round."""

    id: str
    form: Entry
    seen: int


class Matched(NamedTuple):
    """`initiatives` with their promise ids, every match made (`matches`), and suggestions across years (`same_promise_as`).

    `lives` is each promise's way through the rounds, for those who follow it further.
    """

    initiatives: list[Row]
    matches: list[Row]
    same_promise_as: list[Row]
    lives: list[Life]


Log = Mapping[tuple[str, str], Row]  # rows of `matches` about initiatives, by document_id and initiative_id
HumanMatches = Mapping[tuple[str, str], str]  # (document_id, initiative_id): the initiative_id it was known under before


def promises(tables: Tables, human: HumanMatches | None = None) -> Matched:
    """Which promise each initiative is. Nothing is merged across years, and no row given is altered."""
    ids: dict[tuple[str, str], str] = {}
    log: list[Row] = []
    for agreement, rounds in agreements(tables).items():
        for entry, promise_id, known, pairing in _followed(rounds, human or {}):
            ids[entry.document_id, entry.id] = promise_id
            if known is not None and pairing is not None:
                keys = entry.document_id, entry.id, known.document_id, known.id
                log.append(_match_row(agreement, promise_id, "initiatives", *keys, pairing))
    initiatives = [
        row | {"promise_id": ids.get((row["document_id"], row["initiative_id"]), row["initiative_id"])}
        for row in tables.get("initiatives", ())
    ]
    followed = lives({**tables, "initiatives": initiatives})
    log += milestone_log(followed)
    return Matched(initiatives, sorted(log, key=_log_order), suggestions(followed), followed)


def _match_row(
    agreement: Agreement, promise_id: str, table: str, document_id: str, key: str, known_document_id: str, known_key: str, pairing: Pairing
) -> Row:
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


def _log_order(row: Row) -> tuple[str, str, str]:
    return row["document_id"], row["source_table"], row["source_key"]


def milestone_log(followed: Iterable[Life]) -> list[Row]:
    """Every milestone and the one it was known as in the round before, or in another edition of its own round."""
    log: list[Row] = []
    for life in followed:
        known: Entry | None = None
        for stop in life.stops:
            for entry in (stop.entry, *stop.others):
                if entry is None or known is None:
                    continue
                for step in steps_between(known, entry):
                    if step.before and step.after and step.pairing:
                        keys = entry.document_id, step.after["milestone_id"], known.document_id, step.before["milestone_id"]
                        log.append(_match_row(life.agreement, life.promise_id, "milestones", *keys, step.pairing))
            known = stop.entry or known
    return log


# ── initiatives ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _followed(rounds: Iterable[Round], human: HumanMatches) -> Iterator[tuple[Entry, str, Entry | None, Pairing | None]]:
    """Every entry of an agreement, rounds in order, with its promise, and the entry it was known by and how."""
    known: dict[str, Promise] = {}
    for seen, one in enumerate(rounds):
        for edition in one.editions:
            found = _found(edition.entries, list(known.values()), human)
            for entry in edition.entries:
                promise, pairing = found.get(entry, (None, None))
                if promise is None:
                    promise = Promise(_free_id(entry.id, known), entry, seen)
                    known[promise.id] = promise
                    yield entry, promise.id, None, None
                else:
                    yield entry, promise.id, promise.form, pairing
                    promise.form, promise.seen = entry, seen


def _free_id(initiative_id: str, taken: Mapping[str, Promise]) -> str:
    """A number may be given to another promise when its first one is gone: that one is `2031/4.5#2`."""
    if initiative_id not in taken:
        return initiative_id
    ordinal = 2
    while f"{initiative_id}#{ordinal}" in taken:
        ordinal += 1
    return f"{initiative_id}#{ordinal}"


@dataclass(slots=True)
class _Table:
    """Entries and promises still without a partner, and the couples made so far."""

    entries: list[Entry]
    promises: list[Promise]
    found: dict[Entry, tuple[Promise, Pairing]] = field(default_factory=dict)

    def seat(self, entry: Entry, promise: Promise, method: Method, score: float) -> None:
        self.entries.remove(entry)
        self.promises.remove(promise)
        self.found[entry] = promise, Pairing(method, score)


def _found(entries: Sequence[Entry], known: Sequence[Promise], human: HumanMatches) -> dict[Entry, tuple[Promise, Pairing]]:
    """One edition's entries, each with the promise it is; the surest ways first, so that a sure match is never taken by a guess."""
    table = _Table(list(entries), list(known))
    _seat_human(table, human)
    _seat_alike(table, _number_and_title, Method.NUMBER)
    _seat_numbered(table, _sure_likeness)
    _seat_alike(table, _title, Method.TITLE)
    _seat_numbered(table, _fair_likeness)
    _seat_alike(table, _long_description, Method.DESCRIPTION)
    _seat_nearly_titled(table)
    return table.found


def _seat_human(table: _Table, human: HumanMatches) -> None:
    for entry in list(table.entries):
        meant = human.get((entry.document_id, entry.id))
        promise = next((one for one in table.promises if meant is not None and meant in (one.id, one.form.id)), None)
        if promise is not None:
            table.seat(entry, promise, Method.HUMAN, 1.0)


def _seat_alike(table: _Table, key: Callable[[Entry], Hashable], method: Method) -> None:
    """Couples of the same key, where neither side has that key twice."""
    entries = _unique(table.entries, key)
    promises = _unique(table.promises, lambda promise: key(promise.form))
    for value, entry in entries.items():
        if value in promises:
            table.seat(entry, promises[value], method, 1.0)


def _unique(rows: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    found: dict[Hashable, T] = {}
    twice: set[Hashable] = set()
    for row in rows:
        value = key(row)
        if value in found:
            twice.add(value)
        elif value:
            found[value] = row
    return {value: row for value, row in found.items() if value not in twice}


def _seat_numbered(table: _Table, likeness: Callable[[Entry, Entry], float | None]) -> None:
    """Couples of the same number that are also alike; of two promises that had the number, the one seen last."""
    holders = {_number(promise.form): promise for promise in sorted(table.promises, key=lambda promise: promise.seen)}
    for entry in list(table.entries):
        number = _number(entry)
        if number is None or number not in holders:
            continue
        score = likeness(entry, holders[number].form)
        if score is not None:
            table.seat(entry, holders[number], Method.NUMBER, score / 100)


def _seat_nearly_titled(table: _Table) -> None:
    """Couples that are each other's best by title, well before the runner-up; promises seen last come first."""
    for seen in sorted({promise.seen for promise in table.promises}, reverse=True):
        entries, promises = list(table.entries), [promise for promise in table.promises if promise.seen == seen]
        near = near_titles([_printed_title(entry) for entry in entries], [_printed_title(promise.form) for promise in promises])
        for (one, two), score in sorted(near.items(), key=lambda item: -item[1]):
            rivals = [other for pair, other in near.items() if (pair[0] == one) != (pair[1] == two)]
            if score >= ALIKE and all(score - other >= MARGIN for other in rivals):
                table.seat(entries[one], promises[two], Method.FUZZY, score / 100)


def near_titles(ours: Sequence[str], theirs: Sequence[str]) -> dict[tuple[int, int], float]:
    """How alike those titles are, by their places, that are alike enough to be the same or to be a rival, vetoes kept."""
    rough = process.cdist(
        [title.casefold() for title in ours],
        [title.casefold() for title in theirs],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE - MARGIN,
    )
    places = ((int(one), int(two)) for one, two in zip(*rough.nonzero(), strict=True))
    return {(one, two): score for one, two in places if (score := title_likeness(ours[one], theirs[two])) is not None}


def _printed_title(entry: Entry) -> str:
    return squashed(entry.initiative.get("title") or "")


def pairing_of(before: Entry, after: Entry, log: Log) -> Pairing:
    """How two entries of one promise are the same: as the log has it, or told anew where it matched `after` with another edition."""
    row = log.get((after.document_id, after.id))
    if row is not None and (row["matched_document_id"], row["matched_key"]) == (before.document_id, before.id):
        return Pairing(Method(row["method"]), row["score"])
    score = (title_likeness(after.initiative.get("title"), before.initiative.get("title")) or 0.0) / 100
    if _number(after) is not None and _number(after) == _number(before):
        return Pairing(Method.NUMBER, 1.0 if _title(after) == _title(before) else score)
    if _title(after) == _title(before):
        return Pairing(Method.TITLE, 1.0)
    if _long_description(after) is not None and _long_description(after) == _long_description(before):
        return Pairing(Method.DESCRIPTION, 1.0)
    return Pairing(Method.FUZZY, score)


def _number(entry: Entry) -> str | None:
    """The number with its count where it was printed twice, `4.12#2`; None when it was lost, for `?1` here is not `?1` there."""
    return entry.id.partition("/")[2] if entry.initiative.get("number") else None


def _title(entry: Entry) -> str:
    return key(entry.initiative.get("title") or "").casefold()


def _number_and_title(entry: Entry) -> tuple[str, str] | None:
    number, title = _number(entry), _title(entry)
    return (number, title) if number and title else None


def _long_description(entry: Entry) -> str | None:
    description = key(entry.initiative.get("description") or "")
    return description if len(description) >= LONG_ENOUGH else None


def _sure_likeness(entry: Entry, form: Entry) -> float | None:
    """Of two entries with one number: 100 when their descriptions are the same, else how alike their titles are, vetoes kept."""
    description = _long_description(entry)
    if description is not None and description == _long_description(form):
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


# ── titles ───────────────────────────────────────────────────────────────────────────────────────────────────────────

WORD = regex.compile(r"[\w&]+")


def title_likeness(ours: str | None, theirs: str | None) -> float | None:
    """How alike two titles are, 0 to 100; None where a differing number, year or name forbids that they are the same.

    >>> title_likeness("Ny svømmehal i Nordbyen", "Ny svømmehal i Sydbyen") is None
    True
    """
    if not ours or not theirs:
        return None
    our_words, their_words = WORD.findall(squashed(ours)), WORD.findall(squashed(theirs))
    if not our_words or not their_words or _numbers(our_words) != _numbers(their_words):
        return None
    if _names_missing(our_words, their_words) or _names_missing(their_words, our_words):
        return None
    first, other_first = our_words[0].casefold(), their_words[0].casefold()
    if first not in _stems(their_words) and other_first not in _stems(our_words) and fuzz.ratio(first, other_first) < SAME_STEM:
        return None  # the first word may be a name too: "Egely" is not "Toftely"
    return fuzz.token_sort_ratio(" ".join(our_words).casefold(), " ".join(their_words).casefold())


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if any(map(str.isdigit, word)))


def _stems(words: Sequence[str]) -> set[str]:
    """Each word, with and without the genitive's s."""
    folded = {word.casefold() for word in words}
    return folded | {word.removesuffix("s") for word in folded} | {f"{word}s" for word in folded}


def _names_missing(words: Sequence[str], others: Sequence[str]) -> bool:
    """Danish writes only names with a capital, but for the first word: whether one of them is not among the others."""
    return any(word[0].isupper() and word.casefold() not in _stems(others) for word in words[1:])


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────


def milestone_pairs(before: Sequence[Row], after: Sequence[Row]) -> list[MilestonePair]:
    """The milestones of one initiative in two documents, in the later one's order, those only the earlier has last.

    A row is the one with its time and words, else its time and ordinal, else the only one of its time, else its words alone.
    """
    times = [_time(row) for row in before]
    if len(set(times)) == len(times) and times == [_time(row) for row in after]:
        return [MilestonePair(old, new, BY_TIME) for old, new in zip(before, after, strict=True)]  # as it nearly always is
    pairs: dict[int, tuple[int, Pairing]] = {}  # position after: position before
    free = list(range(len(before)))

    def pair(key: Callable[[Row], Hashable], pairing: Pairing) -> None:
        ours = _unique([place for place in range(len(after)) if place not in pairs], lambda place: key(after[place]))
        theirs = _unique(free, lambda place: key(before[place]))
        for value, place in ours.items():
            if value in theirs:
                pairs[place] = theirs[value], pairing
                free.remove(theirs[value])

    pair(lambda row: row.get("text") and (_time(row), row["ordinal"], key(row["text"])), BY_TIME)
    pair(lambda row: row.get("text") and (_time(row), key(row["text"])), BY_TIME)
    pair(lambda row: (_time(row), row["ordinal"]), BY_TIME)
    pair(lambda row: _time(row) and (_time(row),), Pairing(Method.DUE, 0.9))
    pair(lambda row: row.get("text") and key(row["text"]), Pairing(Method.TEXT, 1.0))
    found = [
        MilestonePair(before[pairs[place][0]], row, pairs[place][1]) if place in pairs else MilestonePair(None, row, None)
        for place, row in enumerate(after)
    ]
    return found + [MilestonePair(before[place], None, None) for place in free]


def steps_between(before: Entry, after: Entry) -> list[MilestoneStep]:
    """The milestone steps from one entry to another, made once."""
    known: list[MilestoneStep] | None = after.steps.get(before)
    if known is None:
        known = after.steps[before] = milestone_steps(before.milestones, after.milestones)
    return known


def milestone_steps(before: Sequence[Row], after: Sequence[Row]) -> list[MilestoneStep]:
    """The milestone pairs, and which words moved to another time: each at most once, and never to a place where they stood already."""
    pairs = milestone_pairs(before, after)
    reworded = [pair for pair in pairs if not same((pair.before or {}).get("text"), (pair.after or {}).get("text"))]
    lost = [pair for pair in reworded if _words(pair.before)]
    gained = [pair for pair in reworded if _words(pair.after)]
    moved_from: dict[int, Row] = {}
    moved_to: dict[int, Row] = {}
    for whole in (True, False):
        ways = [
            (old, new)
            for old in lost
            for new in gained
            if id(old) not in moved_to and id(new) not in moved_from and _moved(old, new, whole=whole)
        ]
        leaving, coming = Counter(id(old) for old, _ in ways), Counter(id(new) for _, new in ways)
        for old, new in ways:
            if leaving[id(old)] == coming[id(new)] == 1 and old.before and new.after:
                moved_to[id(old)], moved_from[id(new)] = new.after, old.before
    for pair in pairs:  # the row itself stands under another time, words and all
        if pair.before and pair.after and pair.pairing and pair.pairing.method is Method.TEXT:
            moved_to[id(pair)], moved_from[id(pair)] = pair.after, pair.before
    return [MilestoneStep(*pair, moved_from.get(id(pair)), moved_to.get(id(pair))) for pair in pairs]


def _words(row: Row | None) -> str:
    return key(row.get("text") or "") if row else ""


def _moved(lost: MilestonePair, gained: MilestonePair, *, whole: bool) -> bool:
    """Whether the words that one row lost are those another gained, alone or beside the words that stood there."""
    if lost.before is None or gained.after is None or _time(lost.before) == _time(gained.after):
        return False
    old, new = _words(lost.before), _words(gained.after)
    if whole:
        return old == new
    return len(old) >= WORTH_FINDING and old in new and old not in _words(gained.before) and old not in _words(lost.after)


def _time(row: Row) -> Hashable:
    """When it is due, however the label is written; the label itself where that could not be read."""
    return due_key(row) or squashed(row.get("due_label") or "")


# ── across years ─────────────────────────────────────────────────────────────────────────────────────────────────────


def suggestions(followed: Iterable[Life]) -> list[Row]:
    """Promises of different years that may be one, for people to judge: exactly or nearly the same title, vetoes kept.

    Each promise is taken as it was last printed. Nothing is merged by this.
    """
    last: dict[str, dict[int, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for life in followed:
        entry = next(stop.entry for stop in reversed(life.stops) if stop.entry is not None)
        last[life.agreement.municipality][life.agreement.year][life.promise_id] = entry
    return [
        row
        for municipality, years in sorted(last.items())
        for earlier, later in combinations(sorted(years), 2)
        for row in _year_suggestions(municipality, earlier, years[earlier], later, years[later])
    ]


def _year_suggestions(municipality: str, earlier: int, old: Mapping[str, Entry], later: int, new: Mapping[str, Entry]) -> Iterator[Row]:
    ours, theirs = list(old.items()), list(new.items())
    scores = {
        places: score
        for places, score in near_titles([_printed_title(one) for _, one in ours], [_printed_title(one) for _, one in theirs]).items()
        if score >= ALIKE
    }
    titles: dict[str, list[int]] = defaultdict(list)
    for place, (_, other) in enumerate(theirs):
        titles[_title(other)].append(place)
    exact = {(place, twin) for place, (_, entry) in enumerate(ours) if _title(entry) for twin in titles[_title(entry)]}
    for one, two in sorted(scores.keys() | exact):
        (promise_id, entry), (other_id, other) = ours[one], theirs[two]
        described = _long_description(entry)
        yield {
            "municipality": municipality,
            "agreement_year": earlier,
            "promise_id": promise_id,
            "other_agreement_year": later,
            "other_promise_id": other_id,
            "method": (Method.TITLE if (one, two) in exact else Method.FUZZY).value,
            "score": 1.0 if (one, two) in exact else round(scores[one, two] / 100, 4),
            "same_description": described is not None and described == _long_description(other),
            "title": entry.initiative.get("title"),
            "other_title": other.initiative.get("title"),
        }
