from __future__ import annotations

from typing import Any

import pytest

from pipeline.promises.late import is_overdue, late, newest


def standing(promise: str, number: int, smiley: str | None, **cells: Any) -> dict[str, Any]:
    return {
        "municipality": "ballerup",
        "agreement_year": 2031,
        "promise_id": f"2031/{promise}",
        "followup_number": number,
        "smiley": smiley,
        "absent": False,
        "original_due_round": 1,
        "current_due_round": 1,
        "first_not_glad_round": None,
    } | cells


def promises(rows: list[dict[str, Any]]) -> list[str]:
    return [row["promise_id"].removeprefix("2031/") for row in rows]


def test_only_the_last_round_counts() -> None:
    rows = [standing("1.1", 2, "glad"), standing("1.1", 1, "sur"), standing("1.2", 1, "glad"), standing("1.2", 2, "mellem")]
    assert promises(late(rows)) == ["1.2"]
    assert [row["followup_number"] for row in newest(rows)] == [2, 2]


def test_what_cannot_be_told_for_certain_is_not_called_late() -> None:
    silent, unread = standing("1.1", 2, None), standing("1.2", 2, "ukendt")
    gone = standing("1.3", 2, None, absent=True)
    assert late([silent, unread, gone]) == []


def test_a_sign_with_two_meanings_is_late_in_both_of_them() -> None:
    assert promises(late([standing("1.1", 1, "mellem_eller_sur")])) == ["1.1"]


def test_a_new_deadline_makes_a_promise_no_younger() -> None:
    moved = standing("1.1", 3, "sur", original_due_round=1, current_due_round=3)
    due = standing("1.2", 3, "sur", original_due_round=2, current_due_round=2)
    assert promises(late([due, moved])) == ["1.1", "1.2"]


def test_an_older_agreement_comes_first_and_a_lost_round_last() -> None:
    lost = standing("1.1", 3, "sur", original_due_round=None, current_due_round=None)
    older = standing("9.9", 4, "sur", agreement_year=2030)
    assert promises(late([lost, standing("1.2", 3, "sur"), older])) == ["9.9", "1.2", "1.1"]


@pytest.mark.parametrize(
    ("smiley", "first", "now", "overdue"),
    [
        ("sur", 1, 2, True),
        ("sur", 4, 5, True),
        ("sur", 2, 2, False),
        ("glad", 1, 4, False),
        ("ukendt", 1, 4, False),
        ("sur", None, 4, False),
    ],
)
def test_late_is_what_is_not_reached_when_its_first_round_is_past(smiley: str, first: int | None, now: int, overdue: bool) -> None:
    assert is_overdue({"smiley": smiley, "original_due_round": first, "followup_number": now}) is overdue
