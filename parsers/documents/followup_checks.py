"""What holds for a follow-up as a whole, once its rows are read: its years, what was due, which signs were lost or carried on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from parsers.documents.themes import NUMBERED
from parsers.language.contradiction import contradiction
from parsers.model.findings import Code, finding
from parsers.model.records import Document, EconomyNote, Finding, Initiative, Kind, Milestone, Reading, Scale, Smiley
from parsers.model.rows import Row, RowKind
from parsers.profile import titles
from parsers.profile.vocabulary import vocabulary
from parsers.signs.smileys import Legend

__all__ = ["check_followup", "has_words", "row_that_breaks_off"]

FEWEST_WHOLE = 3  # initiatives: so many tell what the last one ought to hold


def row_that_breaks_off(rows: Sequence[Row], initiatives: Sequence[Initiative], pending: Sequence[Row]) -> Row | None:
    """The last row, where a text dump ends in a heading or before the economy that each other initiative has."""
    last = next((row for row in reversed(rows) if row.kind in (RowKind.TEXT, RowKind.TABLE)), None)
    if last is None or last.cut or len(initiatives) < FEWEST_WHOLE:
        return None
    *whole, end = initiatives
    heading = pending[-1:] == [last] and (titles.numbered_title(last.text) or NUMBERED.match(last.text))
    return last if heading or (not end.economy and all(initiative.economy for initiative in whole)) else None


def check_followup(document: Document, *, has_title: bool, legend: Legend) -> None:
    """Fills in what only the whole document tells, and adds the findings that follow from it."""
    document.findings += _title_findings(document, has_title)
    milestones = [milestone for initiative in document.initiatives for milestone in initiative.milestones]
    if (year := _year_from_due_labels(document, milestones)) is not None:
        document.agreement_year = year
        document.findings.append(finding(Code.YEAR_LOST, document.front.title, document.first))
    _give_years_to_rounds(document, milestones)
    notes = [note for initiative in document.initiatives for note in initiative.economy]
    due = [milestone for milestone in milestones if is_due(milestone, document)]
    if not due and document.followup_number and not legend.has_signs and _has_neither_signs_nor_times(milestones):
        due = milestones  # what was due went with the numbers
    if document.kind is Kind.FOLLOWUP and document.followup_number is None and not legend.has_signs:
        due = [milestone for milestone in milestones if has_words(milestone)]  # with the title went which round it is
    untold = all(_is_silent(milestone) or _is_untold(milestone, legend) for milestone in due)
    if due and untold and any(has_words(milestone) for milestone in due):
        document.findings.append(finding(Code.SIGNS_LOST, place=document.first))
        doubted = {found.place for found in document.findings if found.code == Code.CELLS_MET}
        untellable = (one for one in milestones if doubted.intersection(one.places) or (_lost_its_time(one) and has_words(one)))
        _call_unknown([*due, *untellable, *notes])
    else:
        _call_unknown(record for record in due if legend.may_have_lost(Scale.INITIATIVE) and has_words(record))
        _call_unknown(record for record in notes if legend.may_have_lost(Scale.ECONOMY) and has_words(record) and not record.no_funding)
    for initiative in document.initiatives:
        _mark_carried_forward(initiative)
    document.findings += _milestone_findings(milestones, due)


def is_due(milestone: Milestone, document: Document) -> bool:
    """Whether a status was to be given by this round; nothing is due in a plan, everything in an extra follow-up."""
    year, number = document.agreement_year, document.followup_number
    if document.kind is Kind.EXTRA:
        return True
    due = milestone.due
    if not number or year is None or due.year is None:
        return False
    rounds = vocabulary().rounds
    due_round = due.round or (rounds.of_day(due.day) if due.day else None) or rounds.count
    return (due.year, due_round) <= (year, number)


def _lost_its_time(milestone: Milestone) -> bool:
    """Whether it cannot be told that no status was to be given: no year is known, or neither round nor day."""
    due = milestone.due
    return due.year is None or (due.round is None and due.day is None)


def _is_silent(milestone: Milestone) -> bool:
    """Whether neither a sign nor another status is printed."""
    return milestone.smiley.value is None and milestone.smiley.printed is None


def _is_untold(milestone: Milestone, legend: Legend) -> bool:
    """Whether words slipped into the cell of a sign where a conversion lost them all, those of the legend too."""
    return not legend.has_signs and milestone.smiley.value is Smiley.UNKNOWN


def has_words(record: Milestone | EconomyNote) -> bool:
    return bool(record.text or record.status_note)


def _title_findings(document: Document, has_title: bool) -> Iterator[Finding]:
    if not document.initiatives:
        yield finding(Code.NO_INITIATIVES, document.front.title, document.first)
    if not has_title:
        yield finding(Code.TITLE_LOST, place=document.first)


def _year_from_due_labels(document: Document, milestones: Sequence[Milestone]) -> int | None:
    """A title that lost its year takes it from the due labels, when they all name one."""
    years = {milestone.due.year for milestone in milestones if milestone.due.year is not None}
    return years.pop() if document.agreement_year is None and len(years) == 1 else None


def _give_years_to_rounds(document: Document, milestones: Sequence[Milestone]) -> None:
    """Where no round of a document names a year ("2. budgetopfølgning"), they are those of the agreement's own."""
    rounds = [milestone for milestone in milestones if milestone.due.round is not None and milestone.due.day is None]
    if all(milestone.due.year is None for milestone in rounds):
        for milestone in rounds:
            milestone.due = replace(milestone.due, year=document.agreement_year)


def _has_neither_signs_nor_times(milestones: Sequence[Milestone]) -> bool:
    """As dumps are that leave out what is no letter."""
    return all(milestone.smiley.value is None and (milestone.due.year is None or milestone.due.round is None) for milestone in milestones)


def _call_unknown(records: Iterable[Milestone | EconomyNote]) -> None:
    for record in records:
        if record.smiley.value is None and record.smiley.printed is None:
            record.smiley = Reading(Smiley.UNKNOWN, None, None, 0.0)


def _mark_carried_forward(initiative: Initiative) -> None:
    """The reading guide: with no milestone to follow up, a glad smiley follows a glad one. It is no achievement."""
    before: Smiley | None = None
    for milestone in initiative.milestones:
        value = milestone.smiley.value
        if value is Smiley.GLAD and not has_words(milestone) and milestone.status_label is None:
            milestone.carried_forward = before is Smiley.GLAD
        if value is not None:
            before = value


def _milestone_findings(milestones: Sequence[Milestone], due: Sequence[Milestone]) -> Iterator[Finding]:
    for milestone in due:
        if _is_silent(milestone) and has_words(milestone):
            yield finding(Code.DUE_WITHOUT_STATUS, milestone.text or milestone.status_note, milestone.places[0], milestone)
    for milestone in milestones:
        cue = contradiction(milestone.smiley.value, milestone.status_note, milestone.text)
        if cue is not None:
            yield finding(Code.WORDS_AGAINST_SIGN, cue.words, milestone.places[0], milestone)
