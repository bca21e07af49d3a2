"""How each promise stands: the newest due row, never an older ☺ in place of silence, and late against its first time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.promises.standings import standings
from tests.gold_tables import Row, edition, initiative, matched, read, tables_of


def _standings(*golds: Row) -> list[Row]:
    return standings(matched(tables_of(golds)))


def _signs(*golds: Row) -> list[str | None]:
    return [row["smiley"] for row in _standings(*golds)]


def test_the_newest_due_row_tells_how_a_promise_stands() -> None:
    one = initiative("1.1", "Ladcykler", ("Købt.", "glad"), ("Kører.", "sur"), ("Prøvet.", "glad"))
    assert _signs(*(edition(number, one) for number in range(1, 5))) == ["glad", "sur", "glad", "glad"]


def test_a_due_row_with_words_and_no_sign_is_silence_and_no_older_glad() -> None:
    assert _signs(edition(2, initiative("1.1", "Ladcykler", ("Købt.", "glad"), ("Kører.", None)))) == [None]
    note = {"text": None, "smiley": None, "status_note": "Afventer."}
    assert _signs(edition(2, initiative("1.1", "Ladcykler", ("Købt.", "glad"), note))) == [None]
    assert _signs(edition(1, initiative("1.1", "Ladcykler", note))) == [None]


def test_an_empty_due_row_is_no_milestone_and_leaves_the_one_before() -> None:
    assert _signs(edition(2, initiative("1.1", "Ladcykler", ("Købt.", "sur"), (None, None)))) == ["sur"]


def test_nothing_is_due_in_a_plan() -> None:
    [row] = _standings(edition(0, initiative("1.1", "Ladcykler", ("Købt.", None))))
    assert (row["smiley"], row["milestone_id"], row["absent"], row["rounds_not_glad"]) == (None, None, False, 0)


def test_a_promise_that_disappeared_is_absent_and_has_no_status() -> None:
    late, other = initiative("1.1", "Ladcykler", ("Købt.", "sur")), initiative("1.2", "Natlys", ("Valgt.", "glad"))
    rows = [row for row in _standings(edition(1, late, other), edition(2, other), edition(3, other)) if row["promise_id"] == "2031/1.1"]
    assert [(row["followup_number"], row["smiley"], row["absent"]) for row in rows] == [(1, "sur", False), (2, None, True), (3, None, True)]
    assert [(row["rounds_not_glad"], row["first_not_glad_round"], row["initiative_id"]) for row in rows[1:]] == [(1, 1, None)] * 2


def test_rounds_not_glad_are_counted_from_the_first() -> None:
    signs = ("sur", "glad", "mellem_eller_sur", "mellem")
    rows = _standings(*(edition(n, initiative("1.1", "Ladcykler", *[("Købt.", sign) for sign in signs])) for n in (1, 2, 3, 4)))
    assert [(row["rounds_not_glad"], row["first_not_glad_round"]) for row in rows] == [(1, 1), (1, 1), (2, 1), (3, 1)]


def test_a_milestone_that_was_moved_is_late_against_the_round_it_was_first_due_in() -> None:
    before = initiative("1.1", "Ladcykler", ("Cyklerne er købt.", "sur"))
    moved = initiative("1.1", "Ladcykler", (None, None), (None, None), ("Cyklerne er købt.", "sur"))
    rows = _standings(edition(1, before), edition(3, moved))
    assert [(row["original_due_round"], row["current_due_round"]) for row in rows] == [(1, 1), (1, 3)]


def test_a_row_without_a_milestone_is_about_the_bad_one_before_it() -> None:
    [row] = _standings(edition(3, initiative("1.1", "Ladcykler", ("Købt.", "sur"), (None, "sur"), (None, "mellem"))))
    assert (row["smiley"], row["original_due_round"], row["current_due_round"]) == ("mellem", 1, 3)
    [row] = _standings(edition(2, initiative("1.1", "Ladcykler", ("Købt.", "glad"), (None, "sur"))))
    assert (row["original_due_round"], row["current_due_round"]) == (2, 2)


def test_words_that_say_otherwise_are_told_beside_the_sign() -> None:
    def told(note: str) -> Any:
        [row] = _standings(edition(1, initiative("1.1", "Ladcykler", {"text": "Købt.", "smiley": "glad", "status_note": note})))
        return row["contradicted"]

    assert told("Analysen er ikke gennemført.") is True
    assert told("Analysen er gennemført.") is False


def test_last_rounds_words_in_the_same_cell_are_not_this_rounds() -> None:
    note = "Arbejdet er forsinket. Status ved anden opfølgning: Alt følger planen."
    tables = tables_of([edition(2, initiative("1.1", "Ladcykler", {"text": "Købt.", "smiley": "glad", "status_note": note}))])
    key = {"document_id": tables["documents"][0]["document_id"], "source_table": "milestones", "source_key": "2031/1.1/m1"}
    tables["status_notes"] = [
        key | {"ordinal": 1, "label": "Status ved første opfølgning:", "to_round": 1, "text": "Arbejdet er forsinket."},
        key | {"ordinal": 2, "label": "Status ved anden opfølgning:", "to_round": 2, "text": "Alt følger planen."},
    ]
    assert [row["contradicted"] for row in standings(matched(tables))] == [False]


def test_the_economy_stands_beside_it() -> None:
    economy = {"text": "Der er afsat 1 mio. kr.", "status_note": None, "smiley": "sur"}
    assert [row["economy_smiley"] for row in _standings(edition(1, initiative("1.1", "Ladcykler", economy=economy)))] == ["sur"]


def test_each_promise_stands_once_in_each_round() -> None:
    one = initiative("1.1", "Ladcykler", ("Købt.", "glad"))
    rows = _standings(edition(1, one), edition(1, one), edition(2, one, one | {"number": "1.2", "title": "Natlys"}))
    keys = [(row["municipality"], row["agreement_year"], row["promise_id"], row["followup_number"]) for row in rows]
    assert keys == sorted(set(keys))


@pytest.mark.corpus
def test_the_real_extra_follow_up_shows_the_way_from_plan_to_late(shared: Path) -> None:
    golds = read([shared / "gold/udmoentning-2018.gold.json", shared / "gold/anden-opfoelgning-2019.gold.json"])
    of_2018 = {(row["promise_id"], row["followup_number"]): row for row in _standings(*golds) if row["agreement_year"] == 2018}
    ways = {number: [of_2018[f"2018/{number}", followup]["smiley"] for followup in (0, 5)] for number in ("4.01.2", "4.09", "4.12")}
    assert ways == {"4.01.2": [None, "mellem_eller_sur"], "4.09": [None, "sur"], "4.12": [None, "glad"]}
    assert [of_2018[f"2018/{number}", 5]["contradicted"] for number in ways] == [False, False, True]
    assert not any(row["absent"] for row in of_2018.values())
