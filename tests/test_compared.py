"""What the documents say together: every table of it, and the rounds that are missing said."""

from __future__ import annotations

from gold_tables import Row, Tables, edition, initiative, tables_of

from pipeline.compared import compared
from pipeline.late_findings import LateFindings
from pipeline.overrule import Overrules, ReadingWord
from pipeline.schema import TABLES

ONE = initiative("1.1", "Ladcykler", ("Købt.", "glad"))


def _tables(*golds: Row) -> Tables:
    tables = {name: [] for name in TABLES} | tables_of(golds)
    tables["files"] = [{"path": f"{row['file_id']}.txt", "file_id": row["file_id"]} for row in tables["documents"]]
    return tables


def test_promises_standings_and_changes_come_together() -> None:
    tables = compared(_tables(edition(1, ONE), edition(2, initiative("1.2", "Ladcykler", ("Købt.", "sur")))))
    assert [row["promise_id"] for row in tables["initiatives"]] == ["2031/1.1", "2031/1.1"]
    assert [row["smiley"] for row in tables["standings"]] == ["glad", "sur"]
    assert {row["change"] for row in tables["changes"]} == {"initiative_renumbered", "smiley_worsened", "standing_worsened"}
    assert tables["same_promise_as"] == []


def test_each_missing_round_is_said_at_the_document_that_comes_after_it() -> None:
    tables = compared(_tables(edition(0, ONE), edition(3, ONE)))
    assert [(row["path"], row["code"], row["text"]) for row in tables["findings"]] == [
        ("2031-3-1.txt", "round_missing", "2031:1"),
        ("2031-3-1.txt", "round_missing", "2031:2"),
    ]
    assert compared(_tables(edition(0, ONE), edition(1, ONE)))["findings"] == []


def test_what_people_said_is_in_the_tables_and_in_what_follows_from_them() -> None:
    tables = _tables(edition(1, ONE), edition(2, ONE))
    word = ReadingWord("2031-2-1", "2031/1.1/m1", "en læser", "set på papiret", column="smiley", value="sur")
    told = compared(tables, Overrules(readings=(word,)))
    assert {(row["change"], row["after"]) for row in told["changes"]} == {("smiley_worsened", "sur"), ("standing_worsened", "sur")}
    assert [row["code"] for row in told["findings"]] == ["human_reading", "round_missing"]


def test_without_a_file_there_is_nothing_to_find() -> None:
    tables = _tables()
    LateFindings(tables).add("round_missing", "info", "…")  # type: ignore[arg-type]
    assert tables["findings"] == []
    assert compared(_tables())["changes"] == []
