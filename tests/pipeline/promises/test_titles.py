"""How alike two titles are, and what forbids that they are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.promises.titles import ALIKE, near_titles, title_likeness

titles = st.lists(st.sampled_from(["Flere", "cykler", "i", "Nordbyen", "Sydbyen", "2031", "natlys"]), max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ny svømmehal i Nordbyen", "Ny svømmehal i Sydbyen"),
        ("Byfornyelse etape 1", "Byfornyelse etape 2"),
        ("Sommerlejr 2031", "Sommerlejr 2032"),
        ("Plejecenter", "Plejecenter Egeparken"),
        ("Egely plejecenter udbygges", "Toftely plejecenter udbygges"),
        ("Egely", "Toftely"),
    ],
)
def test_a_differing_number_year_or_name_forbids_a_match(ours: str, theirs: str) -> None:
    assert title_likeness(ours, theirs) is None
    assert title_likeness(theirs, ours) is None


def test_the_genitive_and_the_case_of_a_name_forbid_nothing() -> None:
    assert (title_likeness("Fornyelse af Egeparkens have", "Fornyelse af Egeparken have") or 0) > 90
    assert (title_likeness("Styrkelse af demensindsatsen", "Styrket af demensindsatsen") or 0) > 80


def test_of_many_titles_only_those_that_are_near_are_looked_at() -> None:
    ours, theirs = ["Flere cykler til hjemmeplejen", "Natlys"], ["Regnbede", "Flere cykler i hjemmeplejen", "Natlys"]
    near = near_titles(ours, theirs)
    assert sorted(near) == [(0, 1), (1, 2)]
    assert near[1, 2] == 100 > near[0, 1] >= ALIKE
    assert near_titles([], theirs) == near_titles(ours, []) == {}


@given(st.lists(titles, max_size=6), st.lists(titles, max_size=6))
def test_few_titles_and_many_are_compared_alike(ours: list[str], theirs: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        few = near_titles(ours, theirs)
        patched.setattr("pipeline.promises.titles.MANY_PAIRS", 0)
        assert list(few.items()) == list(near_titles(ours, theirs).items())


@given(st.text(), st.text())
def test_likeness_has_no_sides(ours: str, theirs: str) -> None:
    assert title_likeness(ours, theirs) == title_likeness(theirs, ours)
