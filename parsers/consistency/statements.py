"""What a follow-up says in one place held against what it says in another: signs, times, sums and who answers."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from parsers.consistency.fields import fields
from parsers.documents.followup_checks import has_words
from parsers.language import dates
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding
from parsers.model.records import Amount, Document, EconomyNote, Finding, Initiative, Milestone, MoneyKind, Role, Smiley
from parsers.model.rows import Place
from parsers.profile.organisation import is_same_body

__all__ = ["responsibilities", "signs", "sums", "times"]

LAST_YEARS = 4  # an agreement allots money to its own year and the three that follow
EXACT = frozenset(dates.Precision) - {dates.Precision.YEAR, dates.Precision.YEARS}  # "i driften fra 2020" promises nothing for 2020
ALLOTTED = frozenset({MoneyKind.ALLOCATED, MoneyKind.OTHER})
NOT_GLAD = frozenset({Smiley.MIDDLE, Smiley.SOUR, Smiley.MIDDLE_OR_SOUR})
YEAR = regex.compile(r"20\d\d")
NUMBERED_DAY = regex.compile(r"(?<![\d.,])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
NAMED_DAY = regex.compile(r"(?<![\d.,])(\d{1,2})\.\s(\p{L}{3,9})(?:\s((?:19|20)\d\d))?(?!\p{L})")
LEAP_YEAR = 2000  # where no year is named, 29 February may be one


def signs(document: Document) -> Iterator[Finding]:
    """Money that was told of without a sign, signs that tell of nothing, and a sign that goes back from done to under way."""
    funded = [note for initiative in document.initiatives for note in initiative.economy if has_words(note) and not note.no_funding]
    expected = document.followup_number and any(note.smiley.value is not None for note in funded)
    for note in funded:
        if expected and note.smiley.value is None:
            yield finding(Code.TEXT_WITHOUT_SIGN, note.text or note.status_note, _place(note), note)
    for initiative in document.initiatives:
        for record in _records(initiative):
            carried = isinstance(record, Milestone) and record.carried_forward
            if record.smiley.value not in (None, Smiley.UNKNOWN) and not has_words(record) and not carried:
                yield finding(Code.SIGN_WITHOUT_TEXT, record.smiley.sign, _place(record), record)
        told = [milestone for milestone in initiative.milestones if milestone.smiley.value is not None]
        for before, after in pairwise(told):
            if (
                before.text
                and before.smiley.value is Smiley.GLAD
                and after.smiley.value in NOT_GLAD
                and after.status_note
                and not after.text
            ):
                yield finding(Code.DONE_THEN_UNDER_WAY, after.status_note, _place(after), after)


def times(document: Document) -> Iterator[Finding]:
    """Milestones that promise something for a time after their own, and days that no calendar has."""
    for initiative in document.initiatives:
        for milestone in initiative.milestones:
            year = milestone.due.year
            if year is None or not any(int(later) > year for later in YEAR.findall(milestone.text or "")):
                continue
            for period in dates.periods_in(milestone.text or ""):
                if period.precision in EXACT and period.start.year > year:
                    yield finding(Code.LATER_THAN_DUE, milestone.text, _place(milestone), milestone, time=period.printed)
                    break
    for field in fields(document):
        for day in _days_that_are_none(field.text):
            yield finding(Code.NO_SUCH_DAY, day, field.place, field.subject, day=day)


def _days_that_are_none(text: str) -> Iterator[str]:
    for match in NUMBERED_DAY.finditer(text):
        if not _is_day(int(match[3]), int(match[2]), int(match[1])):
            yield match[0]
    for match in NAMED_DAY.finditer(text):
        month = dates.month(match[2])
        if month is not None and not _is_day(int(match[3] or LEAP_YEAR), month, int(match[1])):
            yield match[0]


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def sums(document: Document) -> Iterator[Finding]:
    """A sum allotted for one year under the economy, or behind the contributors, that the description does not give for it."""
    if document.agreement_year is None:
        return
    years = range(document.agreement_year, document.agreement_year + LAST_YEARS)
    by_subject: dict[int, list[Amount]] = {}
    for amount in document.amounts:
        if amount.kind in ALLOTTED and amount.dkk > 0 and amount.unit_note is None:
            by_subject.setdefault(id(amount.subject), []).append(amount)
    for initiative in document.initiatives:
        own = by_subject.get(id(initiative), [])
        promised = [amount for amount in own if amount.column == "description"]
        told = [amount for amount in own if amount.column in ("remarks", "contributors")]
        told += [amount for note in initiative.economy for amount in by_subject.get(id(note), []) if amount.column == "text"]
        if (disagreement := _disagreement(promised, told, years)) is not None:
            year, amount, given = disagreement
            yield finding(Code.SUMS_DISAGREE, amount.raw, amount.place, amount.subject, year=year, told=amount.raw, promised=given)


def _disagreement(promised: list[Amount], told: list[Amount], years: range) -> tuple[int, Amount, str] | None:
    """The first year for which a sum is told that is neither one promised for it nor all of those; the sum; those promised."""
    dated = [amount for amount in told if amount.kind is MoneyKind.ALLOCATED and amount.year_from is not None]
    for year in years:
        given = [amount for amount in promised if _is_for(year, amount)]
        sums = {amount.dkk for amount in given}
        others = [amount for amount in dated if _is_for(year, amount) and amount.dkk not in sums | {sum(sums, Decimal(0))}]
        if given and others:
            return year, others[0], " og ".join(dict.fromkeys(amount.raw for amount in given))
    return None


def _is_for(year: int, amount: Amount) -> bool:
    """Whether all of the amount is for this year: one for several years counts only where it is so much a year."""
    begins, ends = amount.year_from, amount.year_to
    if begins is None:
        return amount.recurring
    if ends is None:
        return amount.recurring and begins <= year
    return begins <= year <= ends and (begins == ends or amount.recurring)


def responsibilities(document: Document) -> Iterator[Finding]:
    """A responsible centre that is named among its own contributors."""
    for initiative in document.initiatives:
        centers = [named.name for named in initiative.responsibilities if named.role is Role.CENTER]
        for named in initiative.responsibilities:
            if named.role is Role.CONTRIBUTOR and any(is_same_body(center, named.name, Role.CENTER) for center in centers):
                place = next(iter(initiative.description_places or initiative.places), None)
                yield finding(Code.CENTER_ALSO_CONTRIBUTES, named.name, place, initiative)


def _records(initiative: Initiative) -> list[Milestone | EconomyNote]:
    return [*initiative.milestones, *initiative.economy]


def _place(record: Milestone | EconomyNote) -> Place | None:
    return record.places[0] if record.places else None
