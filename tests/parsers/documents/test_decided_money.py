"""A sum that is proposed in minutes stands as the decision of its item or point says."""

from datetime import date

import pytest

from parsers.documents.mentions import amounts_of
from parsers.model.records import AgendaItem, Decision, Document, Kind, Outcome

CASE = "Administrationen foreslår, at der gives 2 mio. kr. til søen og 1 mio. kr. til stien.\nDer blev afsat 3 mio. kr. sidste år."
ADVICE = "Centret indstiller, at\n1. Der gives 2 mio. kr. til søen.\n2. Der gives 1 mio. kr. til stien."


def standings(column: str, *decisions: Decision) -> list[str | None]:
    item = AgendaItem("1", None, case_text=CASE, recommendation=ADVICE, decisions=list(decisions))
    return [each.standing for each in amounts_of(Document(Kind.AGENDA, agenda_items=[item])) if each.column == column]


@pytest.mark.parametrize(
    ("outcome", "standing"),
    [
        (Outcome.APPROVED, "besluttet"),
        (Outcome.RECOMMENDED, "foreslået"),
        (Outcome.NOT_RECOMMENDED, "foreslået"),  # a committee that does not recommend has not refused
        (Outcome.NOT_APPROVED, "afvist"),
        (Outcome.POSTPONED, "afventer"),
        (Outcome.FORWARDED, "afventer"),
        (Outcome.NOTED, "foreslået"),
        (Outcome.DISCUSSED, "foreslået"),
        (Outcome.WITHDRAWN, "foreslået"),
        (Outcome.OTHER, "foreslået"),
    ],
)
def test_a_proposal_stands_as_its_item_was_decided_and_what_was_decided_before_stands(outcome: Outcome, standing: str) -> None:
    decision = Decision(1, "…", outcome=outcome)
    assert standings("recommendation", decision) == [standing, standing]
    assert standings("case_text", decision) == [standing, standing, "besluttet"]


def test_a_point_decided_by_itself_decides_its_own_sums_wherever_they_are_told() -> None:
    points = (Decision(1, "…", "1", Outcome.APPROVED), Decision(2, "…", "2", Outcome.NOT_APPROVED))
    assert standings("recommendation", *points) == ["besluttet", "afvist"]
    assert standings("case_text", *points) == ["besluttet", "afvist", "besluttet"]


def test_what_a_body_decided_before_the_meeting_only_proposes_to_it() -> None:
    before, own = Decision(1, "…", outcome=Outcome.APPROVED, decided_on=date(2032, 3, 9)), Decision(2, "…", outcome=Outcome.NOT_APPROVED)
    for decisions, standing in (([before], "foreslået"), ([own, before], "afvist"), ([before, own], "afvist")):
        item = AgendaItem("1", None, case_text=CASE, recommendation=ADVICE, decisions=decisions, meeting_date=date(2032, 3, 29))
        told = amounts_of(Document(Kind.AGENDA, agenda_items=[item]))
        assert [each.standing for each in told if each.column == "recommendation"] == [standing, standing]


def test_without_a_decision_a_recommendation_only_proposes() -> None:
    assert standings("recommendation") == ["foreslået", "foreslået"]


def test_what_a_decision_refuses_in_its_own_words_is_refused() -> None:
    decision = Decision(1, "Et forslag om at give 2 mio. kr. til søen blev sat til afstemning.", outcome=Outcome.NOT_APPROVED)
    item = AgendaItem("1", None, decisions=[decision])
    assert [each.standing for each in amounts_of(Document(Kind.AGENDA, agenda_items=[item]))] == ["afvist"]


def standings_of(case: str, advice: str, outcome: Outcome) -> list[str | None]:
    item = AgendaItem("1", None, case_text=case, recommendation=advice, decisions=[Decision(1, "…", outcome=outcome)])
    return [each.standing for each in amounts_of(Document(Kind.AGENDA, agenda_items=[item])) if each.column == "case_text"]


@pytest.mark.parametrize(
    ("case", "standing"),
    [
        ("Der gives en anlægsbevilling på 2,4 mio. kr.", "afvist"),
        ("Der gives en anlægsbevilling på 2,5 mio. kr.", "besluttet"),
        ("Der bevilges yderligere 2,4 mio. kr. til døre.", "besluttet"),
        ("Udvalget godkendte den 3. maj 2031 en udgift på 2,4 mio. kr.", "besluttet"),
        ("Taget koster 2,4 mio. kr.", None),
    ],
)
def test_what_the_case_grants_as_the_recommendation_would_stands_as_that_does(case: str, standing: str | None) -> None:
    assert standings_of(case, "Der gives 2,4 mio. kr. til taget i 2032.", Outcome.NOT_APPROVED) == [standing]


def test_what_a_refusal_asks_for_instead_is_not_refused() -> None:
    decision = Decision(1, "Kan ikke godkende 1,3 mio. kr., men ønsker 0,9 mio. kr. til taget.", outcome=Outcome.NOT_APPROVED)
    item = AgendaItem("1", None, decisions=[decision])
    assert [each.standing for each in amounts_of(Document(Kind.AGENDA, agenda_items=[item]))] == ["afvist", "ønsket"]
