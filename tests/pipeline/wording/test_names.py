from __future__ import annotations

from pipeline.schema.changes import Change, Weight
from pipeline.wording.names import CHANGES, WEIGHTS, cell, change_name, weight_name


def test_everything_that_may_change_has_one_name_of_its_own() -> None:
    assert set(CHANGES) == set(Change)
    assert len({change_name(change) for change in Change}) == len(Change)
    assert [weight_name(weight) for weight in Weight] == [WEIGHTS[weight] for weight in (Weight.INFO, Weight.NOTICE, Weight.ALARM)]


def test_a_sign_is_told_as_people_read_it_and_words_as_printed() -> None:
    assert cell({"column": "smiley", "before": "mellem_eller_sur"}, "before") == "☹ (mellem eller sur)"
    assert cell({"column": "economy_smiley", "after": "glad"}, "after") == "☺"
    assert cell({"column": "title", "after": "glad"}, "after") == "glad"
    assert cell({"column": "smiley", "before": None}, "before") is None
