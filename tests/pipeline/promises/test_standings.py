"""How each promise stands: the newest due row, never an older ☺ in place of silence, and late against its first time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.promises.standings import standings
from tests.gold_tables import Row, edition, initiative, matched, read, tables_of


def _every(*golds: Row) -> list[Row]:
    return standings(matched(tables_of(golds)))


def _standings(*golds: Row) -> list[Row]:
    """Those of rounds whose own document is there."""
    return [row for row in _every(*golds) if row["basis"] != "later"]


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
    assert [row["contradicted"] for row in standings(matched(tables))] == [False, False]


def test_the_economy_stands_beside_it() -> None:
    economy = {"text": "Der er afsat 1 mio. kr.", "status_note": None, "smiley": "sur"}
    assert [row["economy_smiley"] for row in _standings(edition(1, initiative("1.1", "Ladcykler", economy=economy)))] == ["sur"]


def test_each_promise_stands_once_in_each_round() -> None:
    one = initiative("1.1", "Ladcykler", ("Købt.", "glad"))
    rows = _standings(edition(1, one), edition(1, one), edition(2, one, one | {"number": "1.2", "title": "Natlys"}))
    keys = [(row["municipality"], row["agreement_year"], row["promise_id"], row["followup_number"]) for row in rows]
    assert keys == sorted(set(keys))


def _printed(*golds: Row) -> list[tuple[Any, ...]]:
    columns = ("followup_number", "basis", "smiley", "rounds_not_glad", "first_not_glad_round")
    return [tuple(row[column] for column in columns) for row in _every(*golds)]


def test_a_round_whose_document_was_not_read_is_known_from_a_later_one() -> None:
    one = initiative("1.1", "Ladcykler", ("Købt.", "sur"), ("Kører.", "glad"), ("Prøvet.", "mellem"))
    assert _printed(edition(3, one)) == [(1, "later", "sur", 1, 1), (2, "later", "glad", 1, 1), (3, "own", "mellem", 2, 1)]
    first = edition(1, initiative("1.1", "Ladcykler", ("Købt.", "sur")))
    assert _printed(first, edition(3, one)) == [(1, "both", "sur", 1, 1), (2, "later", "glad", 1, 1), (3, "own", "mellem", 2, 1)]


def test_of_a_round_that_was_printed_twice_its_own_document_tells_the_sign() -> None:
    before, after = initiative("1.1", "Ladcykler", ("Købt.", "sur")), initiative("1.1", "Ladcykler", ("Købt.", "glad"), ("Kører.", "glad"))
    assert _printed(edition(1, before), edition(2, after)) == [(1, "both", "sur", 1, 1), (2, "own", "glad", 1, 1)]


def test_a_round_without_a_sign_of_its_own_is_no_round_that_was_not_glad() -> None:
    silent = initiative("1.1", "Ladcykler", ("Købt.", "sur"), (None, None), ("Prøvet.", None))
    assert _printed(edition(3, silent)) == [(1, "later", "sur", 1, 1), (3, "own", None, 1, 1)]


def test_a_sign_that_was_not_read_is_no_witness() -> None:
    assert _printed(edition(2, initiative("1.1", "Ladcykler", ("Købt.", "ukendt"), ("Kører.", "glad")))) == [(2, "own", "glad", 0, None)]


def _rounds_in_gold(gold: Row, block: str | None) -> list[tuple[str, int, int, int | None]]:
    """The promise, the round, how many signs by it are not glad, and the first of them, counted in the answer file's lines."""
    counted = []
    for one in gold["initiatives"]:
        if one.get("block") == block:
            year, number = (int(block[-4:]), 5) if block else (gold["year"], gold["followup"])
            shown = one["milestones"][: min(number, 4)]
            bad = [place for place, row in enumerate(shown, 1) if row["smiley"] not in (None, "", "glad")]
            counted.append((f"{year}/{one['number']}", number, len(bad), bad[0] if bad else None))
    return counted


@pytest.mark.corpus
def test_rounds_not_glad_are_the_printed_ones_in_all_rows_of_the_real_documents(shared: Path) -> None:
    golds = read([shared / "gold/udmoentning-2018.gold.json", shared / "gold/anden-opfoelgning-2019.gold.json"])
    counted = [row for gold in golds for block in {one.get("block") for one in gold["initiatives"]} for row in _rounds_in_gold(gold, block)]
    columns = ("promise_id", "followup_number", "rounds_not_glad", "first_not_glad_round")
    assert len(counted) == 107
    assert sorted(counted) == sorted(tuple(row[column] for column in columns) for row in _standings(*golds))


@pytest.mark.corpus
def test_the_real_extra_follow_up_shows_the_way_from_plan_to_late(shared: Path) -> None:
    golds = read([shared / "gold/udmoentning-2018.gold.json", shared / "gold/anden-opfoelgning-2019.gold.json"])
    of_2018 = {(row["promise_id"], row["followup_number"]): row for row in _every(*golds) if row["agreement_year"] == 2018}
    ways = {number: [of_2018[f"2018/{number}", followup]["smiley"] for followup in (0, 5)] for number in ("4.01.2", "4.09", "4.12")}
    assert ways == {"4.01.2": [None, "mellem_eller_sur"], "4.09": [None, "sur"], "4.12": [None, "glad"]}
    assert [of_2018[f"2018/{number}", 5]["contradicted"] for number in ways] == [False, False, True]
    assert not any(row["absent"] for row in of_2018.values())
    assert [of_2018["2018/4.09", number]["smiley"] for number in (1, 2, 3, 4)] == ["glad", "mellem", "glad", "sur"]
