from datetime import date

import pytest

from parsers.documents.followup_checks import check_followup, is_due
from parsers.language import dates
from parsers.model.findings import Code
from parsers.model.records import Document, Due, Initiative, Kind, Milestone, Reading, Scale, Smiley
from parsers.model.rows import Place
from parsers.signs.smileys import Legend, text_symbol


def due_on(day: date, ordinal: int = 1, text: str | None = "Broen er indviet.", smiley: Smiley | None = None) -> Milestone:
    return Milestone(ordinal, dates.due(f"{day.day}.{day.month}.{day.year}") or Due(), text, smiley=Reading(smiley), places=[Place(1)])


def followup(number: int, *milestones: Milestone) -> Document:
    initiative = Initiative("1.1", "Bro", milestones=list(milestones))
    return Document(Kind.FOLLOWUP, agreement_year=2031, followup_number=number, initiatives=[initiative])


@pytest.mark.parametrize(("number", "due"), [(3, False), (4, True)])
def test_a_day_in_december_falls_due_by_the_years_end_and_not_by_the_third_round(number: int, due: bool) -> None:
    milestone = due_on(date(2031, 12, 15))
    assert is_due(milestone, followup(number, milestone)) is due


def test_a_milestone_due_in_december_is_not_said_to_lack_its_sign_in_the_third_round() -> None:
    done, open_ = due_on(date(2031, 4, 1), 1, smiley=Smiley.GLAD), due_on(date(2031, 12, 15), 2)
    for number, missing in ((3, []), (4, [Code.DUE_WITHOUT_STATUS])):
        document = followup(number, done, open_)
        check_followup(document, has_title=True, legend=Legend())
        assert [found.code for found in document.findings] == missing


def test_a_row_may_bear_the_very_sign_that_is_lost_from_the_legend() -> None:
    """On a fax a yellow sign is white, in the legend as in its cell; the others are printed."""
    for lost, value in ((set(), None), ({Scale.INITIATIVE}, Smiley.UNKNOWN)):
        legend = Legend(symbols=[(Scale.INITIATIVE, text_symbol("☺"), Smiley.GLAD)], lost=lost)
        told, blank = due_on(date(2031, 4, 1), 1, smiley=Smiley.GLAD), due_on(date(2031, 5, 1), 2)
        empty = due_on(date(2031, 6, 1), 3, text=None)
        check_followup(followup(4, told, blank, empty), has_title=True, legend=legend)
        assert [told.smiley.value, blank.smiley.value, empty.smiley.value] == [Smiley.GLAD, value, None]


def test_where_neither_a_sign_is_printed_nor_which_round_it_is_no_row_is_told_to_have_none() -> None:
    row, empty = due_on(date(2031, 4, 1), 1), due_on(date(2031, 5, 1), 2, text=None)
    document = followup(0, row, empty)
    document.followup_number = None
    check_followup(document, has_title=False, legend=Legend())
    assert [row.smiley.value, empty.smiley.value] == [Smiley.UNKNOWN, None]
    assert Code.SIGNS_LOST in [finding.code for finding in document.findings]


def test_where_all_signs_are_lost_a_row_whose_time_cannot_be_read_may_have_had_one() -> None:
    told, torn, later = due_on(date(2031, 4, 1), 1), due_on(date(2031, 5, 1), 2), due_on(date(2032, 5, 1), 3)
    torn.due = Due("2. 2031", 2031)
    check_followup(followup(2, told, torn, later), has_title=True, legend=Legend())
    assert [row.smiley.value for row in (told, torn, later)] == [Smiley.UNKNOWN, Smiley.UNKNOWN, None]
