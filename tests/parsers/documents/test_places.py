"""Which record a place belongs to: its row's, else the initiative's it stands below."""

from __future__ import annotations

from parsers.documents.places import record_at
from parsers.model.records import Document, Due, Initiative, Kind, Milestone
from parsers.model.rows import Place

FIRST = Milestone(1, Due(), places=[Place(1, None, 50, 200, 540, 230), Place(2, None, 50, 40, 540, 60)])
SECOND = Milestone(2, Due(), places=[Place(2, None, 50, 60, 540, 90)])
GARDEN = Initiative(
    "1.1",
    "Haven",
    milestones=[FIRST, SECOND],
    places=[Place(1, None, 50, 80, 540, 100)],
    description_places=[Place(1, None, 50, 100, 540, 200)],
)
FIELD = Initiative("1.2", "Marken", places=[Place(2, None, 50, 300, 540, 320)])
DOCUMENT = Document(Kind.FOLLOWUP, initiatives=[GARDEN, FIELD])


def test_a_word_is_its_milestone_s_on_either_page_of_a_split_row() -> None:
    assert record_at(DOCUMENT, Place(1, None, 180, 210, 220, 220)) is FIRST
    assert record_at(DOCUMENT, Place(2, None, 180, 45, 220, 55)) is FIRST
    assert record_at(DOCUMENT, Place(2, None, 180, 65, 220, 75)) is SECOND


def test_a_word_in_the_heading_or_the_description_is_the_initiative_s() -> None:
    assert record_at(DOCUMENT, Place(1, None, 60, 85, 90, 95)) is GARDEN
    assert record_at(DOCUMENT, Place(1, None, 60, 150, 90, 160)) is GARDEN


def test_what_stands_in_no_row_is_of_the_initiative_above_and_of_none_before_the_first() -> None:
    assert record_at(DOCUMENT, Place(2, None, 60, 200, 90, 210)) is GARDEN
    assert record_at(DOCUMENT, Place(3, None, 60, 200, 90, 210)) is FIELD
    assert record_at(DOCUMENT, Place(1, None, 60, 20, 90, 30)) is None


def test_a_line_of_a_text_is_told_by_its_number() -> None:
    milestone = Milestone(1, Due(), places=[Place(line=7)])
    document = Document(Kind.FOLLOWUP, initiatives=[Initiative("1.1", "Haven", milestones=[milestone], places=[Place(line=5)])])
    assert record_at(document, Place(line=7)) is milestone
    assert record_at(document, Place(line=9)) is document.initiatives[0]
