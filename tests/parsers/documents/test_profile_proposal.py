"""Sample documents of invented municipalities to what a profile of them would say."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.documents.profile_proposal import Proposal, propose
from parsers.profile.initiative_columns import InitiativeColumn as Column
from parsers.profile.loading import shipped
from parsers.reading import TEXT, rows_of_file

LETTERS = """Vesterlund Kommune
Opfølgning på byrådets budgetaftale 2034, 1. halvår 2034
A = gennemført, B = i gang, C = ikke begyndt
Nummer\tIndsatsområde\tAnsvarlig afdeling\tTermin\tVurdering\tStatusbeskrivelse
B-01\tHavnebad\tTeknik og Miljø\t1. halvår 2034\tA\tBadet er åbnet.
B-02\tUngdomshus\tKultur\t2. halvår 2034\tB\tHuset males.
B-03\tDigital borgerservice\tAdministration\t31. december 2034\tC\tAfventer udbud.
"""
DATED = """Sønderå Kommune
Opfølgning på aftale om budget 2034
Pkt.\tInitiativ\tFagudvalg\tSagsbehandler\tStatus 31.03.2034\tStatus 30.06.2034\tKommentar
1.1\tNyt plejehjem\tÆldreudvalget\tMette Prøve\tEfter planen\tForsinket\tGrunden er ikke købt.
1.2\tFlere sygeplejersker\tÆldreudvalget\tOle Tænkt\tAfsluttet\tAfsluttet\t
2.1\tLavere takster\tBørneudvalget\tIb Eksempel\tForsinket\tStoppet\tByrådet har opgivet forslaget.
"""
QUARTER = "Status på budgetforlig 2034 pr. {day}\nNr.\tForslag\tTrafiklys\n1\tNyt tag\tGrøn\n2\tNy bro\tRød\n3\tNy sti\tGul\n"


def proposed(*texts: str) -> Proposal:
    return propose([rows_of_file(text.encode(), TEXT) for text in texts], shipped())


def headings(proposal: Proposal) -> Iterator[tuple[Column, list[str]]]:
    return ((column, list(counted)) for column, counted in proposal.headings.items())


def test_each_column_is_told_by_its_headings_words_or_by_its_cells() -> None:
    found = proposed(LETTERS)
    assert dict(headings(found)) == {
        Column.NUMBER: ["Nummer"],
        Column.TITLE: ["Indsatsområde"],
        Column.CENTER: ["Ansvarlig afdeling"],
        Column.DUE: ["Termin"],
        Column.STATUS: ["Vurdering"],
        Column.STATUS_TEXT: ["Statusbeskrivelse"],
    }
    assert found.statuses == {"A": 1, "B": 1, "C": 1}
    assert found.defined == {"A": "gennemført", "B": "i gang", "C": "ikke begyndt"}


def test_a_status_headed_by_the_time_it_tells_of_is_one_heading_and_a_round_each() -> None:
    found = dict(headings(proposed(DATED)))
    assert (found[Column.STATUS], found[Column.PERSONS], found[Column.COMMITTEE]) == (["Status"], ["Sagsbehandler"], ["Fagudvalg"])
    assert proposed(DATED).days == {"03-31", "06-30"}


def test_the_rounds_are_of_the_days_that_papers_report_on() -> None:
    found = proposed(QUARTER.format(day="31.03.2034"), QUARTER.format(day="30.06.2034"))
    assert (found.titles, found.days) == (["Status på budgetforlig {year} pr. {day}"], {"03-31", "06-30"})
