"""Changes, standings and late promises in, the Danish lines that a terminal shows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from parsers.model.records import Smiley
from pipeline.commands.diff_json import summary
from pipeline.promises.model import Entry
from pipeline.promises.standing import followed_up
from pipeline.schema.changes import Weight
from pipeline.schema.rows import Row
from pipeline.wording.names import weight_name
from pipeline.wording.sentences import IN_ROUND, ROUNDS, sign

__all__ = ["Count", "Late", "diff_lines", "late_lines", "standing_lines"]

DUE_ROUNDS = {1: "1. budgetopfølgning", 2: "2. budgetopfølgning", 3: "3. budgetopfølgning", 4: "årets udgang"}
WEIGHTS = {Weight.ALARM: "vigtige", Weight.NOTICE: "at bemærke", Weight.INFO: "til oplysning"}
MARKS = {Smiley.GLAD: "☺", Smiley.MIDDLE: "😐", Smiley.SOUR: "☹", Smiley.MIDDLE_OR_SOUR: "☹", Smiley.UNKNOWN: "?"}
ABSENT, SILENT, NOT_COVERED = "×", "·", " "
KEY = (
    "☺ nået  😐 mellem  ☹ sur, eller mellem eller sur  ? kan ikke læses  · intet tegn  × står der ikke længere\n"
    "! ordene siger andet end tegnet"
)


@dataclass(frozen=True, slots=True)
class Late:
    """A promise that was last seen not reached: its standing, the entry and row that tell it, and the document they stand in."""

    standing: Row
    entry: Entry
    row: Row
    document: Row

    @property
    def milestone(self) -> Row:
        return followed_up(self.entry, self.row)


@dataclass(frozen=True, slots=True)
class Count:
    """One agreement's headline: so many of the promises with a due milestone, by the newest documents."""

    year: int
    late: int
    due: int
    contradicted: Sequence[Row] = ()
    absent: int = 0


def diff_lines(changes: Sequence[Row], before: Sequence[Row], after: Sequence[Row], *, of: int | None = None) -> Iterator[str]:
    """One line of summary, then every change as a sentence, what matters most first.

    `of` is how many changes there are when not all of them were asked for.
    """
    told = summary(changes)
    head = f"Fra {_side(before)} til {_side(after)}"
    if not changes:
        yield f"{head}: ingen forskelle" if not of else f"{head}: ingen af de {of} forskelle er af den slags, der spørges om"
        return
    among = f"; i alt er der {of}" if of is not None and of != len(changes) else ""
    weights = ", ".join(f"{told[weight]} {WEIGHTS[weight]}" for weight in reversed(Weight) if told[weight])
    counted = f"{_counted(told['changes'], 'forskel', 'forskelle')} i {_counted(told['promises'], 'indsats', 'indsatser')}"
    yield f"{head}: {counted} ({weights}){among}"
    ranks = [weight.value for weight in reversed(Weight)]
    ordered = sorted(
        changes,
        key=lambda row: (ranks.index(row["severity"]), _number_order(row["initiative_id"]), row["milestone_id"] or "", row["change"]),
    )
    for severity, rows in groupby(ordered, key=lambda row: str(row["severity"])):
        yield ""
        yield f"{weight_name(severity).capitalize()}:"
        yield from (f"  {row['sentence']}" for row in rows)


def _side(documents: Sequence[Row]) -> str:
    names = [f"{IN_ROUND[row['followup_number']]} {row['agreement_year']}" for row in documents if row.get("followup_number") is not None]
    *first, last = dict.fromkeys(names) or ["et dokument uden runde"]
    return f"{', '.join(first)} og {last}" if first else last


def standing_lines(standings: Sequence[Row], forms: Mapping[tuple[str, int, str], Row]) -> Iterator[str]:
    """One line a promise, with a mark for each round; `forms` are the promises as last printed."""
    for (municipality, year), rows in groupby(standings, key=lambda row: (row["municipality"], row["agreement_year"])):
        told = list(rows)
        rounds = sorted({row["followup_number"] for row in told})
        promises = {promise: list(each) for promise, each in groupby(told, key=lambda row: row["promise_id"])}
        named = ", ".join(IN_ROUND[number] for number in rounds)
        yield f"Aftale om budget {year} ({municipality}): {_counted(len(promises), 'indsats', 'indsatser')}; {named}"
        for promise in sorted(promises, key=_number_order):
            form = forms[municipality, year, promise]
            marks = {row["followup_number"]: _mark(row) for row in promises[promise]}
            strip = " ".join(marks.get(number, NOT_COVERED) for number in rounds)
            warned = " !" if promises[promise][-1]["contradicted"] else ""
            yield f"  {form.get('number') or '?':8} {strip}{warned}  {_title(form)}"
        yield ""
    yield KEY


def _mark(row: Row) -> str:
    if row["absent"]:
        return ABSENT
    return MARKS[Smiley(row["smiley"])] if row["smiley"] else SILENT


def late_lines(late: Sequence[Late], counts: Sequence[Count]) -> Iterator[str]:
    """A headline for each agreement with what it counts among, then the late promises, the oldest first, in the source's words."""
    for count in counts:
        yield (
            f"Aftale om budget {count.year}: {count.late} af {_counted(count.due, 'indsats', 'indsatser')} "
            "med en forfalden milepæl står ikke med ☺"
        )
        if count.absent:
            yield f"  {_counted(count.absent, 'indsats', 'indsatser')} står der ikke længere, hvilket ikke er det samme som gennemført."
        for row in count.contradicted:
            yield f"  {row['initiative_id'].partition('/')[2]} står med ☺, men dens egne ord siger noget andet."
    for one in late:
        standing, milestone = one.standing, one.milestone
        yield ""
        yield f"{one.entry.initiative.get('number') or '?'} {_title(one.entry.initiative)}: {sign(standing['smiley'])}"
        if milestone.get("text"):
            yield f"    Milepæl: »{_line(milestone['text'])}«"
        since, rounds = IN_ROUND[standing["first_not_glad_round"]], _counted(standing["rounds_not_glad"], "runde", "runder")
        yield f"    Frist: {_due(one)}; uden ☺ første gang i {since}, {rounds} i alt"
        if one.row.get("status_note"):
            yield f"    Kommunens egne ord: »{_line(one.row['status_note'])}«"
        owners = " · ".join(
            filter(None, (one.entry.initiative.get("responsible_center"), one.entry.initiative.get("responsible_committee")))
        )
        if owners:
            yield f"    {_line(owners)}"
        yield f"    {ROUNDS[standing['followup_number']]} {standing['agreement_year']}{_place(one.row)}"


def _due(late: Late) -> str:
    """The round it was first due in, and the one it is due in now where that is another."""
    original, current = late.standing["original_due_round"], late.standing["current_due_round"]
    if original is None:
        return late.milestone.get("due_label") or "kan ikke læses"
    now = f", nu {DUE_ROUNDS[current]}" if current is not None and current != original else ""
    year = late.milestone.get("due_year")
    return f"{DUE_ROUNDS[original]}{f' {year}' if year else ''}{now}"


def _place(row: Row) -> str:
    if row.get("page") is not None:
        return f", side {row['page']}"
    return f", linje {row['line']}" if row.get("line") is not None else ""


def _title(form: Row) -> str:
    return _line(form.get("title") or "(uden titel)")


def _line(text: str) -> str:
    return " ".join(text.split())


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _number_order(initiative_id: str) -> tuple[Any, ...]:
    """1.2 before 1.10, however they are written."""
    number = initiative_id.partition("/")[2]
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in number.replace("#", ".").split(".")), number
