"""What is said of one municipality on the page above several."""

from __future__ import annotations

from pathlib import Path

from pipeline.report.book import book
from pipeline.report.meetings import meetings
from pipeline.report.municipalities import MunicipalityFacts, municipality_facts
from tests.report_samples import tables_of

FREDENSBORG = Path(__file__).resolve().parents[2] / "profiles" / "fredensborg"


def facts(*suffixes: str) -> MunicipalityFacts:
    contents = book(tables_of(FREDENSBORG, *suffixes))
    return municipality_facts("fredensborg", contents, meetings(contents))


def test_it_has_its_rounds_its_shares_and_what_slipped() -> None:
    told = facts(".txt")
    assert (told.name, told.agreements, told.promises, told.compared, told.profiles) == (
        "Fredensborg Kommune",
        [(2034, ["1.", "2."])],
        22,
        22,
        ["fredensborg"],
    )
    assert told.now.due == told.now.covered == 22
    assert 0 < told.slips["standing_worsened"] <= told.compared
    assert told.coverage == "2 dokumenter læst"


def test_a_status_spelt_in_two_ways_is_one_status() -> None:
    assert facts().statuses == ["Grøn", "Gul", "Rød"]
