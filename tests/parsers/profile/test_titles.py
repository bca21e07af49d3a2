"""Titles of documents, initiatives and themes, each beside the printed words."""

from __future__ import annotations

import pytest

from parsers.model.records import Kind
from parsers.profile.titles import TITLE_STARTS, begins_title, followup_title, numbered_title, theme_and_title, title_and_theme


@pytest.mark.parametrize(
    ("printed", "kind", "year", "number", "scope"),
    [
        (
            "Udmøntning af Aftale om budget 2018 for Social- og Sundhedsudvalgets ansvarsområde",
            Kind.PLAN,
            2018,
            0,
            "Social- og Sundhedsudvalget",
        ),
        ('Udmøntning af, og status på, "Aftale om budget 2016"', Kind.PLAN, 2016, 0, None),
        ("Første opfølgning på Aftale om budget 2019 for Ballerup Kommune", Kind.FOLLOWUP, 2019, 1, "Ballerup Kommune"),
        (
            "Anden opfølgning på ”Aftale om Budget 2017” på Teknik- og Miljøudvalgets område",
            Kind.FOLLOWUP,
            2017,
            2,
            "Teknik- og Miljøudvalget",
        ),
        ("Tredje opfølgning på Aftale om budget 2020 for Økonomiudvalget", Kind.FOLLOWUP, 2020, 3, "Økonomiudvalget"),
        ("Fjerde og sidste opfølgning på Aftale om budget 2018", Kind.FOLLOWUP, 2018, 4, None),
        ("Afsluttende opfølgning på Aftale om budget for Ballerup Kommune", Kind.FOLLOWUP, None, 4, "Ballerup Kommune"),
        ("Ekstra opfølgning på Aftale om budget 2018", Kind.EXTRA, 2018, 5, None),
        ("Første opfølgning på Budgetaftale 2019", Kind.FOLLOWUP, 2019, 1, None),
        ("UDMØNTNING AF AFTALE OM BUDGET 2018", Kind.PLAN, 2018, 0, None),
        ("Plan for udmøntning af Aftale om budget 2018", Kind.PLAN, 2018, 0, None),
        ("Anden opfølgning – Aftale om budget 2019 (revideret)", Kind.FOLLOWUP, 2019, 2, None),
        (
            "Anden opfølgning på Aftale om bud- get 2019 for Økonomiudvalget",
            Kind.FOLLOWUP,
            2019,
            2,
            "Økonomiudvalget",
        ),
        ("Anden opfølgning på Aftale om budget2019 for Ballerup Kommune", Kind.FOLLOWUP, 2019, 2, "Ballerup Kommune"),
        ("Anden opfølgning på Aftale om budget Xxxx 00 for Ballerup Kommune", Kind.FOLLOWUP, None, 2, "Ballerup Kommune"),
    ],
)
def test_a_title_names_its_round_its_year_and_its_ground(
    printed: str, kind: Kind, year: int | None, number: int, scope: str | None
) -> None:
    title = followup_title(printed)
    assert title is not None
    assert (title.kind, title.year, title.followup_number, title.scope, title.text) == (kind, year, number, scope, printed)


@pytest.mark.parametrize("gap", ["", " ", "  "])
def test_a_theme_run_together_with_the_title_before_it_is_parted_from_it(gap: str) -> None:
    title = "Ekstra opfølgning på Aftale om budget 2031"
    assert title_and_theme(f"{title}{gap}4. Parker") == (title, "4. Parker")


@pytest.mark.parametrize(
    ("printed", "begins"),
    [
        ("Anden opfølgning på", True),
        ("1. opfølgning på", True),
        ("Bilag 1 - Anden opfølgning på", True),
        ("BILAG 2a: udmøntning af", True),
        ("Bilag", False),
        ("Bilag 1 - Notat om budget 2032", False),
        ("Bilag om budgetaftalen", False),
    ],
)
def test_behind_an_annexs_number_a_title_begins_as_it_does_without(printed: str, begins: bool) -> None:
    assert begins_title(printed) is begins
    assert not begins or printed[:2] in TITLE_STARTS


def test_the_annex_that_a_document_is_belongs_not_to_its_title() -> None:
    title = followup_title("Bilag 1 - Anden opfølgning på Aftale om budget 2019")
    assert title is not None
    assert title.text == "Anden opfølgning på Aftale om budget 2019"


@pytest.mark.parametrize(
    "printed",
    [
        "Fire gange om året laves en opfølgning på Aftale om budget 2018, som udvalgene får forelagt.",
        "Punkt 4 Anden opfølgning på Aftale om budget 2019",
        "Tredje budgetopfølgning for 2018",
        "Aftale om budget 2019",
    ],
)
def test_words_about_a_followup_are_not_its_title(printed: str) -> None:
    assert followup_title(printed) is None


@pytest.mark.parametrize(
    ("printed", "number", "title"),
    [
        ("1.1. Ny legeplads", "1.1", "Ny legeplads"),
        ("4.01.2. Nyt værksted", "4.01.2", "Nyt værksted"),
        ("4.11.Undgå støv", "4.11", "Undgå støv"),
        ("1.3.1. Skolevej", "1.3.1", "Skolevej"),
        ("1.2. 3-årig plan", "1.2", "3-årig plan"),
        ("1.2a. Lamper i nord", "1.2a", "Lamper i nord"),
        ("1.2 a. Lamper i nord", "1.2", "a. Lamper i nord"),
        ("5.10.\nEn titel\nover to linjer", "5.10", "En titel over to linjer"),
    ],
)
def test_a_number_is_kept_as_printed(printed: str, number: str, title: str) -> None:
    assert numbered_title(printed) == (number, title)


@pytest.mark.parametrize("printed", ["Ny legeplads", "2019 er et valgår", "1.000 dage og nætter", "1. Et tema", "31.12.2019"])
def test_a_title_without_a_number_of_two_levels_has_none(printed: str) -> None:
    assert numbered_title(printed) is None


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("2. Veje og stier 2.5. Ny sti", ("2. Veje og stier", "2.5. Ny sti")),
        ("2 Veje2.5.1) Ny sti for 2.7 mio", ("2 Veje", "2.5.1) Ny sti for 2.7 mio")),
        ("2. Veje 2.5 ”Ny sti”", ("2. Veje", "2.5 ”Ny sti”")),
        ("2. Veje for 2.5 mio 2.1. Ny sti", ("2. Veje for 2.5 mio", "2.1. Ny sti")),
        ("2. Renovering for 2.5 mio", None),
        ("2. Renovering for 2.500 Kroner", None),
        ("2. Veje og stier", None),
    ],
)
def test_a_theme_ends_where_the_number_of_a_title_begins_and_at_no_decimal(printed: str, parts: tuple[str, str] | None) -> None:
    assert theme_and_title(printed) == parts
