"""What the end of a run makes of the tables: promises followed, missing rounds said."""

from __future__ import annotations

from typing import Any

from pipeline.comparison import compared
from pipeline.ingest.rows import tables_of
from pipeline.schema.checks import faults
from pipeline.schema.rows import Rows
from tests.made_documents import document, file, initiative


def rounds(*numbers: int) -> Rows:
    return compared(tables_of([file(document(initiative("1.1"), number=number), path=f"{number}.txt") for number in numbers]))


def missing(tables: Rows) -> list[Any]:
    return [row["message"] for row in tables["findings"] if row["code"] == "round_missing"]


def test_what_is_compared_still_holds_together() -> None:
    tables = rounds(1, 2)
    assert faults(tables) == []
    assert {row["followup_number"] for row in tables["standings"]} == {1, 2}


def test_a_round_without_a_document_is_said_with_the_one_after_it() -> None:
    tables = rounds(0, 1, 3)
    assert missing(tables) == ["Intet dokument fra anden opfølgning 2031 er læst, men et fra en senere runde."]
    (row,) = (row for row in tables["findings"] if row["code"] == "round_missing")
    assert row["path"] == "3.txt"


def test_a_year_with_every_round_misses_none() -> None:
    assert missing(rounds(0, 1, 2)) == []
