"""What is page furniture, and what only looks like it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from parsers.model.content import PageContent, Rule
from parsers.model.rows import RowKind
from parsers.pages.furniture import FURNITURE
from parsers.pages.rows import page_rows
from tests.drawn_pages import (
    DESCRIPTION,
    HEADER,
    OURS,
    TOP,
    drawn,
    line,
    lines,
    of_kind,
    page,
    tables,
)


def test_a_number_torn_off_a_time_is_no_page_number() -> None:
    pages = []
    for number in (1, 2, 3):
        rows = [([], [], ["2032"], []), HEADER, DESCRIPTION, (["Milepæl"], [], [f"{number}. opfølgning"], [])]
        pages.append(drawn(rows if number > 1 else rows[1:], TOP, number, bold=False))
    rows = page_rows(pages)
    assert [row[2] for row in tables(rows) if row[0] == "Milepæl"] == ["1. opfølgning 2032", "2. opfølgning 2032", "3. opfølgning"]
    assert not of_kind(rows, RowKind.FURNITURE)


def test_years_torn_off_at_the_same_height_of_two_pages_are_no_page_numbers() -> None:
    pages = [page([*lines(["Brødtekst."], 60, 300), *line("2032", 280, 800)], number=n) for n in (4, 5)]
    assert not of_kind(page_rows(pages), RowKind.FURNITURE)


def test_a_page_number_stands_as_near_the_edge_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [page([*lines([f"Side {n}s ord."], 60, 300), *line(str(n), 280, 800)], number=n) for n in (4, 5)]
    assert of_kind(page_rows(pages), RowKind.FURNITURE) == [["4"], ["5"]]
    monkeypatch.setattr("parsers.pages.furniture.FURNITURE", replace(FURNITURE, margin=0.02))
    assert not of_kind(page_rows(pages), RowKind.FURNITURE)


def test_numbers_that_run_along_with_the_pages_are_page_numbers() -> None:
    pages = [page([*lines([f"Side {n}s ord."], 60, 300), *line(str(n + 41), 280, 800)], number=n) for n in (4, 5)]
    assert of_kind(page_rows(pages), RowKind.FURNITURE) == [["45"], ["46"]]


def test_what_repeats_at_the_same_height_is_furniture() -> None:
    pages = [page([*line("Kommunen · Opfølgning 2032", 60, 30), *lines([f"Side {n}s egne ord."], 60, 300)], number=n) for n in (1, 2, 3)]
    rows = page_rows(pages)
    assert of_kind(rows, RowKind.FURNITURE) == [["Kommunen · Opfølgning 2032"]] * 3
    assert len(of_kind(rows, RowKind.TEXT)) == 3


@pytest.mark.parametrize("printed", ["Side 3 af 46", "Side 1", "- 7 -", "3/46", "1"])
def test_page_numbers_are_furniture(printed: str) -> None:
    rows = page_rows([page([*lines(["Brødtekst."], 60, 300), *line(printed, 280, 800)])])
    assert of_kind(rows, RowKind.FURNITURE) == [[printed]]


@pytest.mark.parametrize("top", [60.0, 300.0], ids=["at_the_top", "in_the_middle"])
def test_a_sentence_repeated_in_the_body_is_no_furniture(top: float) -> None:
    pages = [
        page(lines(["Der er ikke afsat økonomi.", more], 60, top), number=n)
        for n, more in enumerate(("Men her.", "Og der.", "Til sidst."), 1)
    ]
    assert not of_kind(page_rows(pages), RowKind.FURNITURE)


def test_a_line_at_the_foot_of_every_page_is_furniture_though_the_margin_is_wide() -> None:
    pages = [page([*lines([f"Side {n}s egne ord."], 60, 300), *line("Kommunen · Opfølgning 2032", 60, 725)], number=n) for n in (1, 2, 3)]
    assert of_kind(page_rows(pages), RowKind.FURNITURE) == [["Kommunen · Opfølgning 2032"]] * 3


def test_a_header_on_every_page_is_furniture_though_the_text_begins_close_below_it() -> None:
    words = ("Egne", "Andre", "Flere", "Nye", "Gamle", "Sidste")
    pages = [
        page([*line("Kommunen · Opfølgning 2032", 60, 36), *lines([f"{word} ord."], 60, 48)], number=n) for n, word in enumerate(words, 1)
    ]
    assert of_kind(page_rows(pages), RowKind.FURNITURE) == [["Kommunen · Opfølgning 2032"]] * 6


def test_a_document_s_number_in_the_margin_is_furniture_though_it_lies_upon_a_table() -> None:
    pages = [drawn(OURS, TOP, n, ruled=False) for n in (1, 2, 3)]
    plain = tables(page_rows(pages))
    for each in pages:
        each.words += line(f"Dok.nr. 2032-{each.number:05}", 20, 117, size=7)
    rows = page_rows(pages)
    assert tables(rows) == plain
    assert of_kind(rows, RowKind.FURNITURE)[:1] == [["Dok.nr. 2032-00001"]]


def test_an_outdented_heading_that_stands_on_one_page_is_no_furniture() -> None:
    pages = [page([*line(f"Afsnit {name}", 20, 300), *lines(["Her står noget.", "Og mere."] * 4, 60, 320)]) for name in ("A", "B", "C")]
    assert not of_kind(page_rows(pages), RowKind.FURNITURE)


def test_a_foot_keeps_its_distance_from_the_lower_edge_of_upright_and_lying_pages() -> None:
    sizes = [(595.0, 842.0), (842.0, 595.0), (595.0, 842.0), (842.0, 595.0)]
    pages = [
        PageContent(n, width, height, [*lines([f"Side {n}s egne ord."], 60, 300), *line("Kommunen", 60, height - 40)])
        for n, (width, height) in enumerate(sizes, 1)
    ]
    assert of_kind(page_rows(pages), RowKind.FURNITURE) == [["Kommunen"]] * 4


def test_a_framed_stamp_in_large_letters_is_furniture_though_it_lies_upon_a_table() -> None:
    pages = [drawn([HEADER, *OURS[1 : 3 + n]], TOP - 5 * n, n) for n in (0, 1, 2)]
    plain = tables(page_rows(pages))
    for each in pages:
        each.words += line("MODTAGET", 440, 52, size=16)
        each.rules += [Rule(434, 44, 434.5, 76), Rule(510, 44, 510.5, 76), Rule(434, 44, 510.5, 44.5), Rule(434, 75.5, 510.5, 76)]
    rows = page_rows(pages)
    assert tables(rows) == plain
    assert [row for row in of_kind(rows, RowKind.FURNITURE) if row == ["MODTAGET"]] == [["MODTAGET"]] * 3
