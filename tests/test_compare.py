"""What the documents say together: every table of it, and the rounds that are missing said."""

from __future__ import annotations

from gold_tables import Row, Tables, edition, initiative, tables_of

from pipeline.compare import compared
from pipeline.late_findings import LateFindings

ONE = initiative("1.1", "Ladcykler", ("Købt.", "glad"))


def _tables(*golds: Row) -> Tables:
    tables = tables_of(golds)
    tables["files"] = [{"path": f"{row['file_id']}.txt", "file_id": row["file_id"]} for row in tables["documents"]]
    return tables


def test_promises_standings_and_changes_come_together() -> None:
    tables = compared(_tables(edition(1, ONE), edition(2, initiative("1.2", "Ladcykler", ("Købt.", "sur")))))
    assert [row["promise_id"] for row in tables["initiatives"]] == ["2031/1.1", "2031/1.1"]
    assert [row["smiley"] for row in tables["standings"]] == ["glad", "sur"]
    assert {row["change"] for row in tables["changes"]} == {"initiative_renumbered", "smiley_worsened", "standing_worsened"}
    assert tables["same_promise_as"] == []


def test_missing_rounds_are_said_at_the_newest_document() -> None:
    tables = compared(_tables(edition(0, ONE), edition(3, ONE)))
    [finding] = tables["findings"]
    assert (finding["path"], finding["code"], finding["severity"]) == ("2031-3-1.txt", "round_missing", "info")
    assert "mangler første opfølgning og anden opfølgning;" in finding["message"]
    assert compared(_tables(edition(0, ONE), edition(1, ONE)))["findings"] == []


def test_without_a_file_there_is_nothing_to_find() -> None:
    tables: Tables = {"files": [], "documents": [], "findings": []}
    LateFindings(tables).add("round_missing", "info", "…")  # type: ignore[arg-type]
    assert tables["findings"] == []
    assert compared(_tables())["changes"] == []
