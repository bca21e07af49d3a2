from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from parsers.consistency import statements
from parsers.language import dates
from parsers.model.findings import Code
from parsers.model.records import (
    Amount,
    Document,
    Due,
    EconomyNote,
    Finding,
    Initiative,
    Kind,
    Milestone,
    MoneyKind,
    Reading,
    Responsibility,
    Role,
    Smiley,
)
from parsers.model.rows import Place


def milestone(ordinal: int, text: str | None, smiley: Smiley | None, note: str | None = None) -> Milestone:
    due = dates.due(f"{ordinal}. budgetopfølgning 2031") or Due()
    return Milestone(ordinal, due, text, status_note=note, smiley=Reading(smiley), places=[Place(page=1)])


def economy(text: str | None, smiley: Smiley | None = Smiley.GLAD, **more: bool) -> EconomyNote:
    return EconomyNote(1, text, smiley=Reading(smiley), places=[Place(page=1)], **more)


def followup(*initiatives: Initiative, amounts: tuple[Amount, ...] = ()) -> Document:
    return Document(Kind.FOLLOWUP, agreement_year=2031, followup_number=2, initiatives=list(initiatives), amounts=list(amounts))


def bro(*milestones: Milestone, **fields: object) -> Initiative:
    return Initiative("1.1", "Bro", milestones=list(milestones), places=[Place(page=1)], **fields)  # type: ignore[arg-type]


def codes(findings: object) -> list[str]:
    assert not isinstance(findings, str)
    return [found.code for found in findings if isinstance(found, Finding)]  # type: ignore[attr-defined]


def test_money_told_of_without_a_sign_is_said_where_other_money_has_one() -> None:
    bare = economy("Der er afsat 6 mio. kr.", None)
    document = followup(bro(economy=[economy("Der er afsat 1 mio. kr.")]), bro(economy=[bare]))
    (finding,) = statements.signs(document)
    assert (finding.code, finding.subject) == (Code.TEXT_WITHOUT_SIGN, bare)


def test_no_sign_is_missed_where_no_money_was_given_or_in_a_plan() -> None:
    none_given = bro(economy=[economy("Der er ikke afsat økonomi.", None, no_funding=True)])
    assert not codes(statements.signs(followup(bro(economy=[economy("Der er afsat 1 mio. kr.")]), none_given)))
    plan = replace(followup(bro(economy=[economy("Der er afsat 6 mio. kr.", None)])), kind=Kind.PLAN, followup_number=0)
    assert not codes(statements.signs(plan))


def test_a_sign_with_nothing_said_is_told_unless_it_was_carried_forward() -> None:
    silent = milestone(2, None, Smiley.GLAD)
    assert codes(statements.signs(followup(bro(silent)))) == [Code.SIGN_WITHOUT_TEXT]
    assert not codes(statements.signs(followup(bro(replace(silent, carried_forward=True)))))


def test_a_sign_that_goes_from_done_to_under_way_is_told() -> None:
    done, again = milestone(1, "Broen er malet.", Smiley.GLAD), milestone(2, None, Smiley.MIDDLE_OR_SOUR, "Rækværket males.")
    assert codes(statements.signs(followup(bro(done, again)))) == [Code.DONE_THEN_UNDER_WAY]
    assert not codes(statements.signs(followup(bro(done, replace(again, text="Rækværket er malet.")))))


@pytest.mark.parametrize(
    ("text", "is_later"),
    [
        ("Der forelægges en plan i efteråret 2032.", True),
        ("Broen males primo 2032.", True),
        ("Broen males i efteråret 2031.", False),
        ("Forslag til driften fra 2032 er fremlagt.", False),
    ],
)
def test_a_milestone_that_promises_something_for_after_its_time_is_told(text: str, is_later: bool) -> None:
    assert (codes(statements.times(followup(bro(milestone(3, text, None))))) == [Code.LATER_THAN_DUE]) is is_later


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Broen males den 31. juni.", "31. juni"),
        ("Broen males den 29. februar 2031.", "29. februar 2031"),
        ("Broen males den 29. februar 2032 eller 30.6.2031.", None),
        ("Broen males den 31.11.2031.", "31.11.2031"),
        ("Broen er 4.31.2 meter, jf. punkt 31. Maling", None),
    ],
)
def test_a_day_that_no_calendar_has_is_told(text: str, day: str | None) -> None:
    told = [finding.text for finding in statements.times(followup(bro(description=text))) if finding.code == Code.NO_SUCH_DAY]
    assert told == ([day] if day else [])


def test_a_sum_that_the_description_gives_otherwise_for_the_year_is_told() -> None:
    note = economy("Der er afsat 1 mio. kr. årligt i perioden 2031-2033.")
    initiative = bro(description="Der afsættes 1 mio. kr. i 2031 og 2 mio. kr. i 2032.", economy=[note])
    promised = [
        Amount(f"{n} mio. kr.", Decimal(n) * 10**6, MoneyKind.ALLOCATED, year, year, subject=initiative, column="description")
        for n, year in ((1, 2031), (2, 2032))
    ]
    told = Amount("1 mio. kr.", Decimal(10**6), MoneyKind.ALLOCATED, 2031, 2033, True, subject=note, column="text")
    (finding,) = statements.sums(followup(initiative, amounts=(*promised, told)))
    assert finding.subject is note
    assert finding.message == "Summerne for 2032 er ikke ens: 1 mio. kr. her, 2 mio. kr. i beskrivelsen."
    assert not codes(statements.sums(followup(initiative, amounts=(*promised, msgspec.structs.replace(told, recurring=False)))))


def test_a_centre_among_its_own_contributors_is_told() -> None:
    names = [Responsibility(Role.CENTER, "By, Erhverv og Miljø"), Responsibility(Role.CONTRIBUTOR, "By Erhverv og Miljø")]
    assert codes(statements.responsibilities(followup(bro(responsibilities=names)))) == [Code.CENTER_ALSO_CONTRIBUTES]
    assert not codes(statements.responsibilities(followup(bro(responsibilities=[names[0], Responsibility(Role.CONTRIBUTOR, "Ejendomme")]))))
