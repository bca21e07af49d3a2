"""The source's labels, each reading beside the printed words it was written for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model.records import Kind, Scale, Smiley
from parsers.profile.front_labels import Front, front_lines
from parsers.profile.labels import Column, Responsible, RowLabel, header_columns, responsible_parts, row_label, status_blocks
from parsers.profile.legend import legend_meaning, legend_scale
from parsers.profile.repair import with_labels_whole
from parsers.profile.titles import followup_title, numbered_title, theme_and_title, title_and_theme


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


@pytest.mark.parametrize(
    ("cell", "text", "notes"),
    [
        ("Planen er lagt.", "Planen er lagt.", ()),
        ("Status på planen forelægges udvalget.", "Status på planen forelægges udvalget.", ()),
        ("Status for 2031 forelægges udvalget.", "Status for 2031 forelægges udvalget.", ()),
        ("Status:\nPlanen er udsat.", "", (("Status:", "Planen er udsat."),)),
        ("Planen er lagt. Status: Den er udsat.", "Planen er lagt.", (("Status:", "Den er udsat."),)),
        (
            "Der er afsat 2 mio. kr.\nStatus ved første og anden opfølgning:\nBrugt.",
            "Der er afsat 2 mio. kr.",
            (("Status ved første og anden opfølgning:", "Brugt."),),
        ),
        ("a\nStatus ved fjerde og sidste opfølgning: b", "a", (("Status ved fjerde og sidste opfølgning:", "b"),)),
        ("a\nSTATUS: b", "a", (("STATUS:", "b"),)),
        ("a\nstatus: b", "a", (("status:", "b"),)),
        ("Der gives en status: god eller dårlig.", "Der gives en status: god eller dårlig.", ()),
        ("a. Status BO2: b", "a.", (("Status BO2:", "b"),)),
        ("a. Status efter andet kvartal 2031: b", "a.", (("Status efter andet kvartal 2031:", "b"),)),
        ("a\nSeneste status: b", "a", (("Seneste status:", "b"),)),
        ("Status på planen forelægges. Status: Udsat.", "Status på planen forelægges.", (("Status:", "Udsat."),)),
        (
            "a\nStatus ved første opfølgning:\nb\nStatus ved anden opfølgning:\nc",
            "a",
            (("Status ved første opfølgning:", "b"), ("Status ved anden opfølgning:", "c")),
        ),
    ],
)
def test_a_status_label_ends_in_a_colon_and_the_word_status_alone_is_text(cell: str, text: str, notes: tuple[tuple[str, str], ...]) -> None:
    said = status_blocks(cell)
    assert (said.text, said.notes) == (text, notes)


def test_a_header_is_told_by_its_words_in_whatever_order_they_stand() -> None:
    assert header_columns(["1.1. Ny legeplads", "Drift", "Tid", "Smiley"]) == {
        0: Column.LABEL,
        1: Column.TEXT,
        2: Column.DUE,
        3: Column.SMILEY,
    }
    assert header_columns(["Smiley", "1.1. Ny legeplads", "Tid", "Anlæg"]) == {
        0: Column.SMILEY,
        1: Column.LABEL,
        2: Column.DUE,
        3: Column.TEXT,
    }
    assert header_columns(["Milepæl", "Tid til leg", "1. budgetopfølgning 2031", ""]) is None
    assert header_columns(["Økonomi", "Drift", "", ""]) is None


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("Milepæl", RowLabel.MILESTONE),
        (" økonomi: ", RowLabel.ECONOMY),
        ("Seneste  status", RowLabel.LATEST_STATUS),
        ("Økonomi og Styring", None),
        ("", None),
    ],
)
def test_a_row_label_is_the_whole_cell(printed: str, label: RowLabel | None) -> None:
    assert row_label(printed) is label


def test_a_responsible_cell_reads_the_same_run_together_or_in_paragraphs() -> None:
    together = "Ansvarligt center: Ejendomme Ansvarligt udvalg: Økonomiudvalget Væsentlig bidragsyder:"
    assert responsible_parts(together) == responsible_parts(together.replace(" Ansvarligt u", "\nAnsvarligt u").replace(" V", "\nV"))
    assert responsible_parts(together)[1] == {
        Responsible.CENTER: "Ejendomme",
        Responsible.COMMITTEE: "Økonomiudvalget",
        Responsible.CONTRIBUTORS: "",
    }


def test_front_matter_run_together_on_one_line_is_told_apart() -> None:
    lines = front_lines("Dato: 1. august 2031 Tlf. dir.: 0000 Sagsid: 00.30.10-S00-2-31")
    assert lines == [(Front.DATE, "1. august 2031"), (Front.CONTACT, "0000"), (Front.CASE, "00.30.10-S00-2-31")]
    assert front_lines("Den nye Dato: ukendt") is None


@pytest.mark.parametrize(
    ("words", "scale", "meaning"),
    [
        ("Milepælen er nået.", Scale.INITIATIVE, Smiley.GLAD),
        ("Milepæl er ikke fuldt opfyldt, men det er fortsat realistisk, at målet nås", Scale.INITIATIVE, Smiley.MIDDLE),
        ("Milepælen er ikke nået, og det er ikke realistisk, at den nås.", Scale.INITIATIVE, Smiley.SOUR),
        ("Budget er overholdt/Besparelse er opnået", Scale.ECONOMY, Smiley.GLAD),
        ("Budget ikke overholdt/Den forventede besparelse opnås ikke", Scale.ECONOMY, Smiley.SOUR),
        ("Denne vejledning skal skabe klarhed.", Scale.INITIATIVE, None),
    ],
)
def test_a_legend_line_means_what_its_words_say(words: str, scale: Scale, meaning: Smiley | None) -> None:
    assert legend_meaning(words, scale) is meaning


def test_a_legend_heading_names_its_scale() -> None:
    assert legend_scale("Definition af smileys på indsats:") is Scale.INITIATIVE
    assert legend_scale("Definition af smileys på økonomi") is Scale.ECONOMY
    assert legend_scale("Smileys på økonomi") is None


@pytest.mark.parametrize("lost", ["?", "\ufffd"])
@pytest.mark.parametrize(
    "whole",
    [
        "Økonomi\tDrift",
        "Drift\tØkonomi",
        "| **Økonomi** |",
        "<td>Økonomi</td>",
        "Planen er lagt. Økonomien er god.",
        "der er ikke afsat økonomi, og budgetøkonomien er god",
        "Første opfølgning på Økonomiudvalgets område",
        "økonomi på sit område",
    ],
)
def test_a_word_that_lost_a_letter_has_the_case_of_its_place(whole: str, lost: str) -> None:
    whole = f"Milepæl {whole}" if whole[0] == "ø" else f"{whole}\nMilepæl"
    damaged = "".join(lost if letter in "æøåÆØÅ" else letter for letter in whole)
    assert with_labels_whole(damaged) == whole


def test_a_question_is_no_word_that_lost_a_letter() -> None:
    said = "Milep?l\nEr vi p?\nVi er p? vej."
    assert with_labels_whole(said) == "Milepæl\nEr vi p?\nVi er på vej."


@given(st.text(max_size=200))
def test_splitting_a_cell_at_its_labels_loses_no_letter(cell: str) -> None:
    said = status_blocks(cell)
    parts = said.text + "".join(label + words for label, words in said.notes)
    assert "".join(parts.split()) == "".join(cell.split())


@pytest.mark.parametrize(
    "worst",
    [
        "Status " * 14_000,
        "Status ved " + "a " * 50_000,
        "Ansvarligt " * 9_000,
        "1." * 50_000,
        "1. A" + "1.1" * 30_000,
        "Anden opfølgning på Aftale om budget " + "a " * 50_000,
        "1. " + " " * 20_000 + "x",
        "Status" + " " * 10_000 + "x",
        "Status ved a" + " " * 10_000 + "b" + " " * 10_000 + "x",
    ],
)
def test_no_pattern_backtracks_without_bound(worst: str) -> None:
    began = time.process_time()
    status_blocks(worst)
    responsible_parts(worst)
    numbered_title(worst)
    followup_title(worst)
    front_lines(worst)
    title_and_theme(worst)
    theme_and_title(worst)
    assert time.process_time() - began < 5
