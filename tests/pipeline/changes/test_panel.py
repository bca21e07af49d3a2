"""One row for each promise in each round: what stands in it is what stands elsewhere, and what is to be known is flagged."""

from __future__ import annotations

from pipeline.schema.enums import PanelFlag
from pipeline.schema.tables import TABLES
from tests.carried import sample_rows

KEY = ("municipality", "agreement_year", "promise_id")


def test_each_standing_has_its_row_with_the_same_signs() -> None:
    told = ("smiley", "economy_smiley", "basis", "rounds_not_glad", "document_id", "page")
    standings = {(*(row[name] for name in KEY), row["followup_number"]): [row[name] for name in told] for row in sample_rows()["standings"]}
    panel = {(*(row[name] for name in KEY), row["round"]): [row[name] for name in told] for row in sample_rows()["panel"]}
    assert panel == standings


def test_a_row_tells_what_it_is_and_who_answers_for_it() -> None:
    (row,) = (row for row in sample_rows()["panel"] if row["promise_id"] == "2031/3.1" and row["round"] == 1)
    assert (row["title"], row["committee"]) == ("Jagt på tomgangsstrøm", "Økonomiudvalget; Teknik- og Miljøudvalget")
    assert row["milestone"].startswith("Målerne er sat op")


def test_flags_tell_what_is_to_be_known() -> None:
    flags = {(row["promise_id"], row["round"]): row["flags"] for row in sample_rows()["panel"]}
    assert flags["2031/2.4", 2] == "absent"
    assert flags["2031/1.2", 2] == "moved glad_without_word"
    assert flags["2031/1.4", 2] == "reworded"
    assert flags["2031/3.1", 2] == "carried_forward"
    assert flags["2030/2.1", 5] == "late moved"
    assert flags["2031/2.2", 1] is None


def test_a_promise_that_disappeared_keeps_its_title() -> None:
    (row,) = (row for row in sample_rows()["panel"] if row["flags"] == "absent")
    assert row["title"].startswith("Reparationscafé")
    assert row["smiley"] is None


def test_every_flag_is_explained_where_the_column_is() -> None:
    told = TABLES["panel"].column("flags").description
    assert all(flag in told for flag in PanelFlag)
