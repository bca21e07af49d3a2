"""Agreements and their rounds: the order of editions, what is covered, when a milestone is due."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.promises.editions import agreements, committee_key, editions, missing
from pipeline.promises.model import Agreement, Reported, due_in_round, due_key, is_due
from tests.gold_tables import Row, edition, initiative, tables_of

ONE = initiative("1.1", "Ladcykler", ("Købt.", "glad"))


def _rounds(*golds: Row, **document: object) -> list[tuple[int, list[str]]]:
    [rounds] = agreements(tables_of(golds, **document)).values()
    return [(one.number, [found.id for found in one.editions]) for one in rounds]


def test_rounds_come_in_the_order_of_the_year_however_the_files_lie() -> None:
    assert _rounds(edition(4, ONE), edition(0, ONE), edition(5, ONE), edition(2, ONE)) == [
        (0, ["2031-0-1"]),
        (2, ["2031-2-3"]),
        (4, ["2031-4-0"]),
        (5, ["2031-5-2"]),
    ]


def test_of_several_issues_the_newest_whole_one_is_first() -> None:
    older, newer = date(2031, 4, 1), date(2031, 5, 1)
    golds = [
        edition(1, ONE) | {"document_date": newer, "draft": True},
        edition(1, ONE) | {"document_date": newer, "state": "partial"},
        edition(1, ONE, committee="Teknik- og Miljøudvalget") | {"document_date": newer},
        edition(1, ONE) | {"document_date": older},
        edition(1, ONE) | {"document_date": older, "revised_date": newer},
    ]
    assert _rounds(*golds) == [(1, ["2031-1-4", "2031-1-3", "2031-1-2", "2031-1-1", "2031-1-0"])]


def test_a_pdf_comes_before_its_text() -> None:
    tables = tables_of([edition(1, ONE), edition(1, ONE)])
    tables["documents"][0]["first_page"] = None
    [rounds] = agreements(tables).values()
    assert [found.id for found in rounds[0].editions] == ["2031-1-1", "2031-1-0"]


def test_agreements_of_two_municipalities_are_two() -> None:
    tables = tables_of([edition(1, ONE), edition(2, ONE) | {"municipality": "herlev"}])
    assert list(agreements(tables)) == [Agreement("ballerup", 2031), Agreement("herlev", 2031)]


def test_a_lost_year_is_taken_from_the_initiatives_and_a_lost_round_keeps_a_document_out() -> None:
    tables = tables_of([edition(1, ONE), edition(2, ONE)])
    tables["documents"][0]["agreement_year"] = None
    tables["documents"][1]["followup_number"] = None
    assert [found.id for found in editions(tables)] == ["2031-1-0"]


def test_an_extra_follow_up_reports_on_the_time_of_the_follow_up_it_is_bound_in() -> None:
    tables = tables_of([edition(2, year=2032), edition(5, ONE)])
    for row in tables["documents"]:
        row["file_id"] = "bound"
    assert [found.reported for found in editions(tables)] == [Reported(2032, 2), Reported(2032, 2)][::-1]
    assert [found.reported for found in editions(tables_of([edition(5, ONE)]))] == [Reported(2031, 4)]


def test_missing_rounds_are_those_before_the_newest() -> None:
    def gaps(*numbers: int) -> list[int]:
        [(agreement, rounds)] = agreements(tables_of([edition(number, ONE) for number in numbers])).items()
        return missing(agreement, rounds)

    assert gaps(0, 1, 2) == []
    assert gaps(0, 3) == [1, 2]
    assert gaps(2) == [0, 1]
    assert gaps(0, 5) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("row", "number", "due"),
    [
        ({"due_year": 2031, "due_round": 1}, 1, True),
        ({"due_year": 2031, "due_round": 2}, 1, False),
        ({"due_year": 2030, "due_round": 4}, 1, True),
        ({"due_year": 2032, "due_round": 1}, 4, False),
        ({"due_year": 2032, "due_round": 1}, 5, False),
        ({"due_year": 2031, "due_round": 1}, 0, False),
        ({"due_date": date(2031, 6, 15)}, 1, False),
        ({"due_date": date(2031, 6, 15)}, 2, True),
        ({}, 1, False),
        ({"smiley": "sur"}, 1, True),  # its time was not read; its sign tells that it was due
        ({"due_year": 2031, "due_round": 2, "smiley": "glad"}, 1, False),
    ],
)
def test_a_milestone_is_due_by_its_round(row: Row, number: int, due: bool) -> None:
    [found] = editions(tables_of([edition(number, ONE)]))
    assert is_due(due_in_round(row, found.agreement), found) is due


def test_days_count_for_the_round_that_follows_them() -> None:
    days = [date(2031, month, 1) for month in (1, 4, 5, 8, 9, 11, 12)]
    assert [due_key(due_in_round({"due_date": day}, Agreement("ballerup", 2031))) for day in days] == [
        (2031, number) for number in (1, 1, 2, 2, 3, 3, 4)
    ]


@pytest.mark.parametrize("name", ["Social-og Sundhedsudvalget", "Social og Sundhedsudvalget", "Social- og Sundhedsudvalgets"])
def test_a_committee_is_one_in_all_its_spellings(name: str) -> None:
    assert committee_key(name) == committee_key("Social- og Sundhedsudvalget") != committee_key("Økonomiudvalget")


def test_an_edition_without_initiatives_covers_nothing() -> None:
    full, empty = editions(tables_of([edition(1, ONE), edition(2)]))
    assert full.covers(full.entries[0])
    assert not empty.covers(full.entries[0])


def test_initiatives_of_one_page_stand_in_the_order_they_are_printed_in() -> None:
    tables = tables_of([edition(1, initiative("1.2", "Natlys"), initiative("1.10", "Regnbede"))])
    for row in tables["initiatives"]:
        row["page"] = 1
    [found] = editions(tables)
    assert [entry.id for entry in found.entries] == ["2031/1.2", "2031/1.10"]
    tables["places"] = [
        {"document_id": found.id, "source_table": "initiatives", "source_key": key, "part": 1, "top": top}
        for key, top in (("2031/1.2", 500.0), ("2031/1.10", 80.0))
    ]
    [found] = editions(tables)
    assert [entry.id for entry in found.entries] == ["2031/1.10", "2031/1.2"]


def test_what_the_comparison_found_missing_is_missing_from_the_published_tables_too() -> None:
    """A finding that names a promise by its title is no words that were left unread."""
    one, other = initiative("1.1", "Ladcykler", ("Købt.", "glad")), initiative("1.2", "Natlys", ("Valgt.", "glad"))
    tables = tables_of([edition(1, one, other), edition(2, other)])
    later = tables["documents"][1]["document_id"]
    told = {"document_id": later, "code": "number_missing", "severity": "warning", "text": "1.1 Ladcykler", "source_key": None}
    tables["findings"] = [told]
    [_, second] = next(iter(agreements(tables).values()))
    known = next(entry for found in editions(tables) for entry in found.entries if entry.id == "2031/1.1")
    assert second.covering(known) is not None
