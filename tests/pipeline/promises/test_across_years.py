"""Promises of two years that may be one: suggested, never merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gold_tables import edition, initiative, matched, read, tables_of


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


def test_a_title_that_stands_whole_in_another_is_suggested_by_its_rare_word() -> None:
    def suggested(one: str, *others: str) -> list[tuple[str, str]]:
        later = [initiative(f"2.{place}", title, year=2032) for place, title in enumerate(others, 1)]
        earlier = [initiative("1.1", one), initiative("1.2", "Ladestik")]
        tables = matched(tables_of([edition(0, *earlier), edition(0, *later, initiative("3.1", "Natlys", year=2032), year=2032)]))
        return [(row["method"], row["other_title"]) for row in tables["same_promise_as"]]

    assert suggested("Cyklistpolitik", "Gennemførelse af cyklistpolitik") == [("rare_words", "Gennemførelse af cyklistpolitik")]
    assert suggested("Cyklistpolitik", "Gennemførelse af cyklistpolitik", "Evaluering af cyklistpolitik") == []  # one or none
    assert suggested("Cyklistpolitik 2031", "Gennemførelse af cyklistpolitik 2032") == []
    assert suggested("Legeplads ved Birkevej", "Legeplads ved søen") == []


@pytest.mark.corpus
def test_the_policy_for_relatives_is_found_in_both_of_the_real_years(shared: Path) -> None:
    tables = matched(tables_of(read([shared / "gold/udmoentning-2018.gold.json", shared / "gold/anden-opfoelgning-2019.gold.json"])))
    assert [(row["promise_id"], row["other_promise_id"]) for row in tables["same_promise_as"]] == [("2018/4.08", "2019/1.3")]
