"""The source's labels, each reading beside the printed words it was written for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.profile.front_labels import front_lines
from parsers.profile.labels import ColumnRole, Responsible, RowLabel, header_columns, responsible_parts, row_label, status_blocks
from parsers.profile.titles import followup_title, numbered_title, theme_and_title, title_and_theme


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
        0: ColumnRole.LABEL,
        1: ColumnRole.TEXT,
        2: ColumnRole.DUE,
        3: ColumnRole.SMILEY,
    }
    assert header_columns(["Smiley", "1.1. Ny legeplads", "Tid", "Anlæg"]) == {
        0: ColumnRole.SMILEY,
        1: ColumnRole.LABEL,
        2: ColumnRole.DUE,
        3: ColumnRole.TEXT,
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


def test_a_label_may_stand_in_a_list_whose_mark_is_no_part_of_the_text() -> None:
    said = status_blocks("Cyklen er købt.\n• Status ved anden opfølgning:\n• Cyklen er forsinket.")
    assert (said.text, said.notes) == ("Cyklen er købt.", (("Status ved anden opfølgning:", "• Cyklen er forsinket."),))
    assert status_blocks("Cyklen er købt.\n• Status: Den er forsinket.").text == "Cyklen er købt."
