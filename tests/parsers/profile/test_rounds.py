"""The rounds of a municipality's year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.profile.loading import ProfileError, ProfileText, load_profiles, shipped
from parsers.profile.rounds import Rounds

PROFILE = 'slug = "nordby"\nname = "Nordby Kommune"\nextends = "danish"\n[table]\nneeds = ["title"]\n[table.columns]\ntitle = ["Indsats"]\n'


def test_ballerup_reports_four_times_and_an_extra_one_is_the_fifth() -> None:
    rounds = next(profile.rounds for profile in shipped() if profile.slug == "ballerup")
    assert (rounds.count, rounds.extra, rounds.ends_the_year(4)) == (4, 5, True)
    assert [rounds.of_day(date(2031, month, 15)) for month in range(1, 13)] == [1] * 4 + [2] * 4 + [3] * 3 + [4]


@given(count=st.integers(1, 60), day=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_counts_for_the_first_round_that_is_not_before_it(count: int, day: date) -> None:
    days = sorted({f"{1 + 11 * number // count:02}-{1 + 27 * number // count:02}" for number in range(count)})
    rounds = Rounds(days=tuple(days))
    number = rounds.of_day(day)
    assert number is not None
    assert rounds.days[number - 1] >= f"{day:%m-%d}" or number == rounds.count
    assert number == 1 or rounds.days[number - 2] < f"{day:%m-%d}"
    nearest = rounds.nearest(day)
    assert nearest is not None
    assert 1 <= nearest <= rounds.count


def test_without_days_no_round_reports_on_a_day() -> None:
    assert (Rounds(names=("forår", "efterår")).count, Rounds(names=("forår", "efterår")).of_day(date(2031, 5, 1))) == (2, None)


@pytest.mark.parametrize(
    ("rounds", "told"),
    [
        ('names = ["1. status"]\ndays = ["06-30", "12-31"]', "1 names and 2 days"),
        ('days = ["12-31", "06-30"]', "not in the order of the year"),
    ],
)
def test_a_profile_whose_rounds_are_at_odds_is_refused_by_name(rounds: str, told: str) -> None:
    with pytest.raises(ProfileError, match=told):
        load_profiles((ProfileText("nordby.toml", f"{PROFILE}[rounds]\n{rounds}\n"),))
