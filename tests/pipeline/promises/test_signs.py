"""What became of a sign, and which sign was the last that was told for certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model.records import Smiley
from pipeline.promises.signs import MEANINGS, Turn, last_sign, step, turn

CERTAIN = st.sampled_from(sorted(MEANINGS))
ANY = st.sampled_from([None, *Smiley])
SWAPPED = {
    Turn.SET: Turn.REMOVED,
    Turn.REMOVED: Turn.SET,
    Turn.WORSENED: Turn.IMPROVED,
    Turn.IMPROVED: Turn.WORSENED,
    Turn.NOW_READ: Turn.NO_LONGER_READ,
    Turn.NO_LONGER_READ: Turn.NOW_READ,
    None: None,
}


@given(ANY, ANY, st.booleans(), st.booleans())
def test_swapping_the_sides_swaps_the_turn(before: Smiley | None, after: Smiley | None, one_blind: bool, two_blind: bool) -> None:
    there = turn(before, after, before_blind=one_blind, after_blind=two_blind)
    assert turn(after, before, before_blind=two_blind, after_blind=one_blind) == SWAPPED[there]


@given(ANY)
def test_what_stays_has_not_turned(sign: Smiley | None) -> None:
    assert turn(sign, sign) is None


@pytest.mark.parametrize("sign", [Smiley.MIDDLE, Smiley.SOUR])
def test_an_ambiguous_sign_is_no_change_from_what_it_may_mean(sign: Smiley) -> None:
    assert turn(sign, Smiley.MIDDLE_OR_SOUR) is turn(Smiley.MIDDLE_OR_SOUR, sign) is None
    assert last_sign(sign, Smiley.MIDDLE_OR_SOUR) is sign
    assert last_sign(Smiley.MIDDLE_OR_SOUR, sign) is sign
    assert last_sign(Smiley.GLAD, Smiley.MIDDLE_OR_SOUR) is Smiley.MIDDLE_OR_SOUR


def test_a_doubt_is_never_a_change_of_status() -> None:
    for sign in (None, *MEANINGS):
        assert turn(sign, Smiley.UNKNOWN) is Turn.NO_LONGER_READ
        assert turn(Smiley.UNKNOWN, sign) is Turn.NOW_READ


def test_an_empty_cell_of_a_document_without_signs_says_nothing() -> None:
    assert turn(Smiley.GLAD, None, after_blind=True) is Turn.NO_LONGER_READ
    assert turn(None, Smiley.GLAD, before_blind=True) is Turn.NOW_READ
    assert turn(None, None, before_blind=True) is turn(None, None, after_blind=True) is None


@given(st.lists(ANY))
def test_nothing_and_a_doubt_leave_what_was_told(signs: list[Smiley | None]) -> None:
    known: Smiley | None = None
    for sign in signs:
        now = last_sign(known, sign)
        if sign in (None, Smiley.UNKNOWN):
            assert now is known
        else:
            assert now is not None
            assert MEANINGS[now] & MEANINGS[sign]  # it may be what is printed
        known = now


@given(CERTAIN, CERTAIN)
def test_a_step_goes_the_other_way_back(one: Smiley, two: Smiley) -> None:
    assert step(one, two) == SWAPPED[step(two, one)]
