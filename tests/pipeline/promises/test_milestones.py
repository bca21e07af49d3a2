"""Which milestone of last time each milestone is, and where the words went."""

from __future__ import annotations

from typing import Any

from pipeline.promises.milestones import milestone_pairs, milestone_steps
from pipeline.schema.enums import Method
from tests.gold_tables import Row


def _row(ordinal: int, due: int | None, text: str | None, **more: Any) -> Row:
    return {
        "ordinal": ordinal,
        "due_year": due and 2031,
        "due_round": due,
        "due_label": due and f"{due}. runde",
        "text": text,
        "milestone_id": ordinal,
    } | more


def _pairs(before: list[Row], after: list[Row]) -> list[tuple[int | None, int | None, Method | None]]:
    return [
        (pair.before and pair.before["ordinal"], pair.after and pair.after["ordinal"], pair.pairing and pair.pairing.method)
        for pair in milestone_pairs(before, after)
    ]


def test_milestones_are_the_same_by_time_and_ordinal() -> None:
    assert _pairs([_row(1, 1, "a"), _row(2, 2, "b")], [_row(1, 1, "a"), _row(2, 2, "c")]) == [(1, 1, Method.DUE), (2, 2, Method.DUE)]


def test_a_milestone_put_in_before_others_of_the_same_time_does_not_push_them_along() -> None:
    before, after = [_row(1, 1, "a"), _row(2, 1, "b")], [_row(1, 1, "x"), _row(2, 1, "a"), _row(3, 1, "b")]
    assert _pairs(before, after) == [(None, 1, None), (1, 2, Method.DUE), (2, 3, Method.DUE)]


def test_a_milestone_whose_time_changed_is_known_by_its_words() -> None:
    assert _pairs([_row(1, 1, "a"), _row(2, 3, "b")], [_row(1, 1, "a"), _row(2, 4, "b")]) == [(1, 1, Method.DUE), (2, 2, Method.TEXT)]


def test_a_milestone_dropped_from_the_middle_is_the_one_that_is_missing() -> None:
    before, after = [_row(1, 1, "a"), _row(2, 2, None), _row(3, 3, "c")], [_row(1, 1, "a"), _row(2, 3, "c")]
    assert _pairs(before, after) == [(1, 1, Method.DUE), (3, 2, Method.DUE), (2, None, None)]


def test_words_that_moved_to_another_time_are_followed() -> None:
    steps = milestone_steps([_row(3, 3, "b"), _row(4, 4, None)], [_row(3, 3, None), _row(4, 4, "b")])
    assert [(step.moved_from and step.moved_from["ordinal"], step.moved_to and step.moved_to["ordinal"]) for step in steps] == [
        (None, 4),
        (3, None),
    ]


def test_words_that_now_stand_in_two_places_moved_to_neither() -> None:
    steps = milestone_steps([_row(1, 1, "b"), _row(2, 2, None), _row(3, 3, None)], [_row(1, 1, None), _row(2, 2, "b"), _row(3, 3, "b")])
    assert not any(step.moved_from or step.moved_to for step in steps)


def test_a_time_that_was_not_read_moves_no_milestone_and_parts_no_row_from_itself() -> None:
    read, unread = [_row(1, 1, "a"), _row(2, 2, None), _row(3, 3, "c")], [_row(1, None, "a"), _row(2, None, None), _row(3, None, "c")]
    for before, after in ((read, unread), (unread, read)):
        steps = milestone_steps(before, after)
        assert all(step.before and step.after and step.before["ordinal"] == step.after["ordinal"] for step in steps)
        assert len(steps) == 3
        assert not any(step.moved_from or step.moved_to for step in steps)


def test_rows_whose_times_were_read_are_not_joined_because_another_row_s_was_not() -> None:
    before = [_row(1, 1, None, smiley="glad"), _row(2, None, "b")]
    after = [_row(1, 2, None, smiley="sur"), _row(2, None, "c")]
    assert (1, 1) not in [pair[:2] for pair in _pairs(before, after)]
