"""Every kind of change is declared, weighed and told."""

from __future__ import annotations

from pipeline.schema.changes import MILESTONE_CHANGES, Change, Weight, weight
from pipeline.schema.tables import ALL_TABLES

CHANGES = next(table for table in ALL_TABLES if table.name == "changes")


def test_the_kinds_and_weights_are_those_of_the_schema() -> None:
    assert set(CHANGES.column("change").enum) == {change.value for change in Change}
    assert CHANGES.column("severity").scale == tuple(one.value for one in Weight)


def test_goalposts_moved_after_a_bad_sign_are_an_alarm_and_nothing_else_is_by_that() -> None:
    for change in Change:
        assert weight(change, was_bad=True) is (Weight.ALARM if change in MILESTONE_CHANGES else weight(change))


def test_what_is_only_worded_otherwise_is_for_information() -> None:
    assert weight(Change.DESCRIPTION_CHANGED) is weight(Change.STATUS_NOTE_UNCHANGED) is Weight.INFO
    assert weight(Change.INITIATIVE_DISAPPEARED) is weight(Change.GLAD_WITHOUT_WORD) is Weight.ALARM
