"""Papers that hold a table with times and statuses, and are no follow-up."""

from __future__ import annotations

import pytest

from parsers.documents.likeness import are_milestones
from parsers.model.records import Kind, Severity
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.reading import FileReading, read_file
from tests.other_papers import FORMS, PAPERS, WITHOUT_TIMES

NO_FOLLOWUPS = {
    "action plan": ("Handleplan for trivsel 2034", "Aktivitet\tAnsvarlig\tDeadline\tStatus", "Måling\tMette Eksempel\t01.03.2034\tI gang"),
    "safety": ("APV-handlingsplan", "Problem\tHandling\tAnsvarlig\tTidsfrist\tStatus", "Støj\tNye lofter\tOle Prøve\t1. maj 2034\tUdført"),
    "audit": ("Opfølgning på revision", "Anbefaling\tSvar\tFrist\tStatus", "Afstem konti\tEnig\t31.12.2034\tLukket"),
    "two clubs": ("Aftale om samarbejde", "Indsats\tTid\tStatus", "Fælles lejr\t1. juli 2034\tFærdig"),
    "harbour": ("Milepælsplan", "Milepæl\tFrist\tStatus\tNote", "Kaj klar\t2. budgetopfølgning 2034\t☺\t"),
    "committee's list": ("Aktionsliste", "Nr.\tOpgave\tDeadline\tStatus", "1.1\tSkriv brev\t01.02.2034\tDelvis"),
    "release plan": ("Udgivelsesplan", "Milepæl\tAnsvarlig\tTid\tStatus", "Milepæl 1\tUdvikling\t1. marts 2034\t☺\nØkonomi\tLedelse\t\t☹"),
    "project status": ("Projektstatus: svømmehal", "1.1 Svømmehal\tAnlæg\tTid\tSmiley", "Milepæl\tUdbud\t1. marts 2034\t☺"),
    "risks": ("Risikolog", "Risiko\tSandsynlighed\tKonsekvens\tFrist\tStatus", "Sent udbud\t3\t4\t01.02.2034\tRød"),
}
CALENDAR = ("Mødekalender 2034", "Dato\tTid\tSted\tEmne", "01.02.2034\t17.00\tLokale 3\tBudget")


def read(lines: tuple[str, ...]) -> FileReading:
    return read_file(("\n".join(lines) + "\n").encode(), "text/plain")


@pytest.mark.parametrize("lines", NO_FOLLOWUPS.values(), ids=list(NO_FOLLOWUPS))
def test_a_table_with_times_and_statuses_is_no_promise_without_a_title(lines: tuple[str, ...]) -> None:
    document = read(lines).documents[0]
    assert (document.kind, document.initiatives) == (Kind.OTHER, [])
    assert "looks_like_a_followup" in [one.code for one in document.findings]


def test_an_action_plan_below_a_follow_up_s_title_is_no_promise_either() -> None:
    title = "Første opfølgning på Aftale om budget 2034"
    document = read((title, *NO_FOLLOWUPS["action plan"][1:])).documents[0]
    assert document.initiatives == []
    assert {"looks_like_a_followup", "no_initiatives"} <= {one.code for one in document.findings}
    assert "Mette" not in repr(document)


def test_a_calendar_does_not_even_look_like_one() -> None:
    document = read(CALENDAR).documents[0]
    assert (document.kind, [one.code for one in document.findings]) == (Kind.OTHER, ["not_read"])


def test_a_follow_up_whose_title_was_lost_is_told_by_the_rounds_its_table_names() -> None:
    header, row = "1.1. Legeplads\tAnlæg\tTid\tSmiley", "Milepæl\tUdbud er holdt\t1. budgetopfølgning 2034\t☺"
    document = read(("Side to", header, row)).documents[0]
    assert (document.kind, len(document.initiatives)) == (Kind.FOLLOWUP, 1)


def test_persons_in_a_column_or_behind_a_label_are_stored_nowhere() -> None:
    title = "Anden opfølgning på Aftale om budget 2034"
    header = "1.1. Legeplads\tAnlæg\tTid\tSmiley\tAnsvarlig: Mette Eksempel"
    rows = (
        "Vi bygger en legeplads.\tSagsbehandler: Ole Prøve\t\t\t",
        "Milepæl\tUdbud er holdt\t1. budgetopfølgning 2034\t☺\tKarin Tænkt",
        "Milepæl\tByggestart\t2. budgetopfølgning 2034\t☺\tEjendomme",
    )
    document = read((title, header, *rows)).documents[0]
    said = repr(document)
    assert not [name for name in ("Mette", "Ole", "Karin") if name in said]
    assert [one.code for one in document.findings].count("persons_column") == 2
    assert "Ejendomme" in said, "a centre is no person"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_of_another_kind_gives_no_initiative_and_is_told_where_it_looks_like_a_follow_up(name: str, form: str) -> None:
    media_type, make = FORMS[form]
    [document] = read_file(make(PAPERS[name]), media_type).documents
    assert (document.kind, document.initiatives) == (Kind.OTHER, [])
    told = [one.code for one in document.findings if one.severity is not Severity.INFO]
    assert told == ([] if name in WITHOUT_TIMES else ["looks_like_a_followup"])


def test_lines_that_begin_with_a_milestone_s_label_are_rows_of_a_table_and_a_guide_that_explains_the_word_is_none() -> None:
    def line(text: str) -> Row:
        return Row(RowKind.TEXT, [Cell(text)], [Place(page=1)])

    assert are_milestones([line("Milepæl Stien er åbnet. 1. budgetopfølgning 2034"), line("Milepæl 31.12.2034")])
    assert not are_milestones([line("Milepæl: hvad der skal være nået"), line("Milepælen er nået."), line("")])
