"""Times as tables print them."""

from __future__ import annotations

import pytest

from parsers.language import dates
from parsers.language.printed_times import is_half_read


@pytest.mark.parametrize(
    "time", ["1. budgetopfø 2035", "31.12.203", "2. Planen er godkendt. budgetopfølgning Status: 2035 Sagen er udskudt."]
)
def test_a_time_of_which_a_part_was_cut_off_or_that_holds_other_words_is_no_time_read(time: str) -> None:
    due = dates.due(time)
    assert due is not None
    assert is_half_read(due)


@pytest.mark.parametrize(
    "time", ["2. budgetopfølgning 2035", "31.12.2035", "31.12.", "medio 2035", "2. kvartal 2035", "2. budgetopfølgning", "1. maj 2035"]
)
def test_a_time_and_nothing_more_is_read(time: str) -> None:
    due = dates.due(time)
    assert due is not None
    assert not is_half_read(due)
