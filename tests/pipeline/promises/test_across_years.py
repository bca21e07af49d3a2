"""Promises of two years that may be one: suggested, never merged."""

from __future__ import annotations

from tests.gold_tables import edition, initiative, matched, tables_of


def test_promises_of_two_years_with_one_title_are_suggested_and_not_merged() -> None:
    tables = matched(
        tables_of(
            [
                edition(0, initiative("1.1", "Fornyelse af Egeparken"), initiative("1.2", "Natlys i 2031")),
                edition(
                    0, initiative("2.4", "Fornyelse af Egeparken", year=2032), initiative("2.5", "Natlys i 2032", year=2032), year=2032
                ),
            ]
        )
    )
    assert [(row["promise_id"], row["other_promise_id"], row["method"], row["score"]) for row in tables["same_promise_as"]] == [
        ("2031/1.1", "2032/2.4", "title", 1.0)
    ]
    assert {row["promise_id"] for row in tables["initiatives"]} == {"2031/1.1", "2031/1.2", "2032/2.4", "2032/2.5"}
