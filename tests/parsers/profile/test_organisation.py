"""Committees and centres: names printed in any shape, one body each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model.records import Role
from parsers.profile.organisation import (
    BodyKind,
    bodies,
    centre,
    committee,
    committees_in,
    is_named,
    is_same_body,
    leading_centers,
    names,
    succession,
)

CENTRES = [body.name for body in bodies(BodyKind.CENTRE)]
COMMITTEES = [body.name for body in bodies(BodyKind.COMMITTEE)]


@pytest.mark.parametrize(
    ("text", "centres", "free"),
    [
        ("Ejendomme og By, Erhverv og Miljø", ["Ejendomme", "By, Erhverv og Miljø"], ""),
        ("Social og Sundhed Alle fagudvalg involveres.", ["Social og Sundhed"], "Alle fagudvalg involveres."),
        ("Alle centre og sekretariater involveres.", [], "Alle centre og sekretariater involveres."),
        ("Politik og Borgerservice samt Økonomi", ["Politik og Borgerservice", "Økonomi"], ""),
        ("Social og Sundhed skal inddrages tidligt.", [], "Social og Sundhed skal inddrages tidligt."),
        ("Børne- og Ungerådgivning\nØkonomiudvalget involveres.", ["Børne- og Ungerådgivning"], "Økonomiudvalget involveres."),
        ("Økonomien hænger sammen med punkt 2.3", [], "Økonomien hænger sammen med punkt 2.3"),
        ("", [], ""),
    ],
)
def test_centres_named_first_are_set_apart_from_the_free_text(text: str, centres: list[str], free: str) -> None:
    assert leading_centers(text) == (centres, free)


@given(st.lists(st.sampled_from(CENTRES), min_size=1, max_size=4, unique=True), st.sampled_from([", ", " og ", " samt "]))
def test_no_centre_is_ever_split_on_its_own_comma(chosen: list[str], joiner: str) -> None:
    found, free = leading_centers(", ".join(chosen[:-1]) + joiner * (len(chosen) > 1) + chosen[-1])
    assert "".join(found).replace(" og ", "").replace(", ", "") == "".join(chosen).replace(" og ", "").replace(", ", "")
    assert free == ""


@given(st.text(alphabet="ABcd ,.og\nØkonomi"))
def test_centres_and_free_text_are_together_all_that_is_printed(text: str) -> None:
    found, free = leading_centers(text)
    assert all(name in text for name in found)
    assert free.strip() in text


def test_two_known_committees_in_one_cell_are_two_names() -> None:
    cell = "Social- og Sundhedsudvalget samt Erhvervs- og Beskæftigelsesudvalget"
    assert names(cell, Role.COMMITTEE) == ["Social- og Sundhedsudvalget", "Erhvervs- og Beskæftigelsesudvalget"]


def test_an_unknown_name_stays_one_name_as_printed() -> None:
    assert names("Himmel, Hav og Jord", Role.CENTER) == ["Himmel, Hav og Jord"]
    assert names("Himmel, Hav og Jord samt Ejendomme", Role.CENTER) == ["Himmel, Hav og Jord", "Ejendomme"]


@pytest.mark.parametrize(
    "printed",
    ["Social- og Sundhedsudvalget", "Social-og Sundhedsudvalget", "Social og Sundhedsudvalgets", "Social- og Sundsudvalget", "SSU"],
)
def test_spellings_genitives_and_slips_are_one_committee(printed: str) -> None:
    found = committee(printed)
    assert found is not None
    assert found.slug == "social-og-sundhedsudvalget"


def test_a_word_torn_by_a_line_end_is_still_its_committee() -> None:
    (mention,) = committees_in("forelagt for Kultur- og Fri-\ntidsudvalgets medlemmer")
    assert mention.body.slug == "kultur-og-fritidsudvalget"


def test_an_abbreviation_or_an_old_name_finds_its_centre() -> None:
    for printed in ("C-SS", "C- Social og Sundhed", "Center for Social og Sundhed"):
        found = centre(printed)
        assert found is not None
        assert found.slug == "social-og-sundhed"


def test_a_committee_is_followed_through_a_split_and_never_into_its_sibling() -> None:
    old, new = committee("Social- og Sundhedsudvalget"), committee("Socialudvalget")
    assert old is not None
    assert new is not None
    assert succession(old) == {"social-og-sundhedsudvalget", "sundheds-og-aeldreudvalget", "socialudvalget"}
    assert succession(new) == {"social-og-sundhedsudvalget", "socialudvalget"}
    assert (old.last_year, new.first_year) == (2021, 2022)


@pytest.mark.parametrize(
    ("name", "wanted", "named"),
    [
        ("Social- og Sundsudvalget", "Socialudvalget", True),
        ("Teknik- og Miljøudvalget", "klima og miljøudvalget", True),
        ("Socialudvalget", "Sundheds- og Ældreudvalget", False),
        ("Børne- og Skoleudvalget", "skoleudvalg", True),
        ("Himmeludvalget", "himmel", True),
        ("Himmeludvalget", "Økonomiudvalget", False),
    ],
)
def test_a_committee_answers_to_its_names_across_the_years_and_to_a_part_of_them(name: str, wanted: str, named: bool) -> None:
    assert is_named(name, wanted, Role.COMMITTEE) is named


def test_a_centre_answers_to_its_abbreviation_and_its_successors_name() -> None:
    assert is_named("C-SS", "Voksne og Sundhed", Role.CENTER)
    assert not is_named("Økonomi", "Ejendomme", Role.CENTER)


def test_every_successor_is_in_the_data_and_every_name_finds_itself() -> None:
    for body in bodies():
        kind = BodyKind.COMMITTEE if body in bodies(BodyKind.COMMITTEE) else BodyKind.CENTRE
        slugs = {other.slug for other in bodies(kind)}
        assert set(body.successors) <= slugs
        for name in (body.name, *body.aliases, *body.abbreviations):
            found = committee(name) if kind is BodyKind.COMMITTEE else centre(name)
            assert found is body


def test_only_known_bodies_are_one_and_no_name_is_another_s_because_it_is_a_part_of_it() -> None:
    assert is_same_body("C-SS", "Voksne og Sundhed", Role.CENTER)
    assert not is_same_body("By", "By, Erhverv og Miljø", Role.CENTER)
    assert not is_same_body("Et nyt udvalg", "Et nyt udvalg", Role.COMMITTEE)
