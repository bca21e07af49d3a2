"""Labels above each other whose cells stand below the last of them: each row has its own time again, and a doubt."""

from __future__ import annotations

from parsers.documents.followup_checks import has_words
from parsers.model.records import Smiley
from parsers.reading import TEXT, read_file

TITLE = "Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune\n\n1. Plads til alle\n"
HEAD = "1.3. Mentorer                 Drift                                   Tid                       Smiley\n"
ANSWERS = "Unge får mentorer.            Ansvarligt center: Arbejdsmarked\n"
FIRST = "Milepæl                       Ti er fundet.                           1. budgetopfølgning 2031  {}\n"
TWO = """Milepæl
Milepæl
                              Plan for mentorer.

                              Mentorer er i gang.
                                                                      2. budgetopfølgning 2031

                                                                      3. budgetopfølgning 2031
"""
LAST = """Milepæl                                                               31.12.2031
Økonomi                       Der er afsat 1 mio. kr.
"""


def read(sign: str, rows: str = TWO + LAST):  # type: ignore[no-untyped-def]
    [document] = read_file((TITLE + HEAD + ANSWERS + FIRST.format(sign) + rows).encode(), TEXT).documents
    return document


def test_each_label_has_the_time_and_the_text_that_come_in_its_turn() -> None:
    document = read("☺")
    milestones = document.initiatives[0].milestones
    assert [(m.due.label, m.text) for m in milestones] == [
        ("1. budgetopfølgning 2031", "Ti er fundet."),
        ("2. budgetopfølgning 2031", "Plan for mentorer."),
        ("3. budgetopfølgning 2031", "Mentorer er i gang."),
        ("31.12.2031", None),
    ]
    assert {finding.subject.number for finding in document.findings if finding.code == "cells_met"} == {"1.3"}


def test_a_sign_among_such_rows_is_nobodys() -> None:
    assert [m.smiley.value for m in read("☺").initiatives[0].milestones[1:3]] == [Smiley.UNKNOWN, Smiley.UNKNOWN]


def test_where_a_dump_has_no_signs_theirs_are_lost_as_all_are() -> None:
    document = read("")
    assert [m.smiley.value for m in document.initiatives[0].milestones if has_words(m)][:2] == [Smiley.UNKNOWN, Smiley.UNKNOWN]
    assert [finding.code for finding in document.findings].count("signs_lost") == 1


def test_a_time_that_stands_beside_the_economy_is_the_milestones_above_it() -> None:
    rows = TWO.replace("Milepæl\nMilepæl\n", "Milepæl\nØkonomi\n").replace("3. budgetopfølgning 2031", "")
    [one, other] = read("☺", rows).initiatives[0].milestones
    assert (one.due.label, other.due.label) == ("1. budgetopfølgning 2031", "2. budgetopfølgning 2031")
