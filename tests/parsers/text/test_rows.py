"""Lines of a text dump to rows: markup off, torn rows joined, separators apart."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model.rows import Row, RowKind
from parsers.reading import TEXT, read_file
from parsers.text.reader import read_text
from parsers.text.rows import MOST_SPLIT_LINES, text_rows, unwrapped

HEADER = "1.1. Ny legeplads\tDrift\tTid\tSmiley\n"


def rows(text: str) -> list[Row]:
    return text_rows(read_text(text.encode()))


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>Aftalt.</p> <p>Status:</p><p>Udsat.</p>", "Aftalt.\nStatus:\nUdsat."),
        ('Plan for: <ul style="list-style-type: none"> • Møder • Kurser.', "Plan for:\n• Møder\n• Kurser."),
        ("<ul><li>Møder</li><li>Kurser</li></ul>", "• Møder\n• Kurser"),
        ("Første<br>anden<br/>tredje", "Første\nanden\ntredje"),
        ("**Fed** og <b>fed</b>", "Fed og fed"),
        ("Drift &amp; Anlæg", "Drift & Anlæg"),
        ("højst < 5 og > 2", "højst < 5 og > 2"),
        ("to * tre ** fire", "to * tre ** fire"),
    ],
)
def test_a_cell_loses_its_markup_and_keeps_its_paragraphs(cell: str, text: str) -> None:
    assert unwrapped(cell) == text


def test_a_label_a_time_and_a_sign_each_in_a_paragraph_read_as_plain_cells() -> None:
    wrapped, plain = rows(HEADER + "<p>Milepæl</p>\t<p>Indviet.</p>\t<p>31.12.2031</p>\t<p>☹️</p>\n" + "Milepæl\tIndviet.\t31.12.2031\t☹️\n")[
        1:
    ]
    assert wrapped.cells == plain.cells
    assert [symbol.char for symbol in plain.cells[3].symbols] == ["☹️"]


def test_a_row_torn_over_lines_is_joined_only_when_its_pieces_make_one_row() -> None:
    torn = rows(HEADER + "Milepæl\tLegepladsen er\n\nindviet i parken.\t31.12.2031\t☺\nØkonomi\tIngen.\t\t\n")
    assert texts(torn[1]) == ["Milepæl", "Legepladsen er indviet i parken.", "31.12.2031", ""]
    assert [place.line for place in torn[1].places] == [2, 4]
    assert texts(torn[2]) == ["Økonomi", "Ingen.", "", ""]


def test_a_short_row_takes_nothing_from_the_row_or_the_heading_below_it() -> None:
    short = rows(HEADER + "Økonomi\tIngen.\n\n2. Et nyt tema\n\n1.2. Ny sti\tAnlæg\tTid\tSmiley\nMilepæl\tAnlagt.\t31.12.2031\n")
    assert [(row.kind, texts(row)[0]) for row in short[1:]] == [
        (RowKind.TABLE, "Økonomi"),
        (RowKind.TEXT, "2. Et nyt tema"),
        (RowKind.TABLE, "1.2. Ny sti"),
        (RowKind.TABLE, "Milepæl"),
    ]


@pytest.mark.parametrize("begin", ["Milepæl\tAnlagt.\n", HEADER])
def test_a_row_that_is_never_made_whole_takes_nothing_from_the_lines_below_it(begin: str) -> None:
    text = begin + "Legepladsen er indviet i parken af børnene.\n" * 50_000
    began = time.process_time()
    assert len(rows(text)) == 50_001
    assert time.process_time() - began < 2


@pytest.mark.parametrize(("lines", "whole"), [(MOST_SPLIT_LINES, True), (MOST_SPLIT_LINES + 1, False)])
def test_a_torn_row_is_joined_as_long_as_a_row_may_be(lines: int, whole: bool) -> None:
    torn = "Milepæl\tAnlagt\n" + "og indviet\n" * (lines - 2) + "i parken.\t31.12.2031\t☺\n"
    assert (len(rows(HEADER + torn)) == 2) is whole


def test_a_description_on_lines_of_its_own_joins_the_cells_it_belongs_to() -> None:
    joined = rows(HEADER + "<p>Parken mangler leg.</p>\n<p>Derfor bygges der.</p>\tAnsvarligt center: Ejendomme\t\t\n")
    assert texts(joined[1]) == ["Parken mangler leg.\nDerfor bygges der.", "Ansvarligt center: Ejendomme", "", ""]


def test_two_blanks_are_a_paragraphs_end_where_a_row_has_them_between_names() -> None:
    flattened = rows("Mål\tNy plan  Nye dage  Nyt hus\tDen er vedtaget.  De er holdt.  Det er bygget.\n")[0]
    assert texts(flattened)[1:] == ["Ny plan\nNye dage\nNyt hus", "Den er vedtaget.\nDe er holdt.\nDet er bygget."]


def test_two_blanks_behind_a_full_stop_alone_are_a_typists() -> None:
    typed = rows(HEADER + "Milepæl\tPlanen er lagt.  Huset er bygget.  Alle kom.\t31.12.2031\t☺\n")[1]
    assert texts(typed)[1] == "Planen er lagt. Huset er bygget. Alle kom."
    assert rows("Planen er lagt.  Huset  er bygget.")[0].text == "Planen er lagt. Huset er bygget."


def test_a_heading_glued_before_a_bold_one_is_two_headings() -> None:
    first, second = rows("Ekstra opfølgning på Aftale om budget 2030**4. Parker**")
    assert (first.text, second.text, first.heading, second.heading) == (
        "Ekstra opfølgning på Aftale om budget 2030",
        "4. Parker",
        True,
        True,
    )


def test_separators_and_page_marks_are_furniture() -> None:
    kinds = [row.kind for row in rows(HEADER + "---------\t--\t--\t---\n| --- | :--: | --- |\nSide 3 af 46\n")]
    assert kinds == [RowKind.TABLE, RowKind.FURNITURE, RowKind.FURNITURE, RowKind.FURNITURE]


def test_a_line_of_nothing_but_tabs_is_no_row() -> None:
    assert [texts(row)[0] for row in rows(HEADER + "\t\t\t\n \t \nMilepæl\tAnlagt.\t31.12.2031\t☺\n")] == ["1.1. Ny legeplads", "Milepæl"]


def test_a_markdown_table_reads_as_a_tab_separated_one() -> None:
    tabbed = HEADER + "Milepæl\tEn | to.\t31.12.2031\t☺\n"
    marked = "| **1.1. Ny legeplads** | Drift | Tid | Smiley |\n|---|---|---|---|\n| Milepæl | En \\| to. | 31.12.2031 | ☺ |\n"
    assert [row.cells for row in rows(marked) if row.kind is RowKind.TABLE] == [row.cells for row in rows(tabbed)]


@pytest.mark.parametrize("end", ["<p>Legepladsen åbner, når de sidste\t\t", "Legepladsen åbner, når de sidste træer og bænke er på"])
def test_a_last_row_that_ends_in_the_middle_is_cut(end: str) -> None:
    assert rows(HEADER + f"Seneste status\t{end}")[-1].cut


def test_a_whole_last_row_is_not_cut() -> None:
    assert not rows(HEADER + "Seneste status\tLegepladsen åbnede i juni, og børnene leger.\t\t")[-1].cut


CELLS = st.text(st.characters(categories=["Ll", "Lu", "Nd", "Zs"]), max_size=30)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_every_letter_of_a_table_comes_out_in_its_own_cell(printed: list[tuple[str, str, str]]) -> None:
    body = [("Milepæl", *cells) for cells in printed]
    read_rows = rows(HEADER + "\n".join("\t".join(cells) for cells in body))[1:]
    assert [[cell.text for cell in row.cells] for row in read_rows] == [
        [" ".join(normal.split()) for normal in map(_nfc, cells)] for cells in body
    ]


def _nfc(text: str) -> str:
    from parsers.text.reader import normalised

    return normalised(text)


AGAIN = """\
# Anden opfølgning på Aftale om budget 2031

| 1.1. Ladcykler | Drift | Tid | Smiley |
|---|---|---|---|
| Parterne vil prøve ladcykler. | Ansvarligt center: Social og Sundhed | | |
| Milepæl | Cyklerne er købt. | 1\\. budgetopfølgning 2031 | ☺ |

Side 1 af 2

| {head} |
|---|---|---|---|
| Milepæl | Cyklerne er ude i by\\-distrikterne. | 2\\. budgetopfølgning 2031 | ☺ |
| Økonomi | Der er afsat 0,4 mio\\. kr. | | ☺ |
"""


@pytest.mark.parametrize(
    "head", ["1.1. Ladcykler | Drift | Tid | Smiley", "**1.1. Ladcykler** | **Drift** | **Tid** | **Smiley**"], ids=["plain", "bold"]
)
def test_a_header_that_a_converter_prints_on_each_page_begins_no_second_initiative(head: str) -> None:
    (document,) = read_file(AGAIN.format(head=head).encode(), TEXT).documents
    (read,) = document.initiatives
    assert [row.due.label for row in read.milestones] == ["1. budgetopfølgning 2031", "2. budgetopfølgning 2031"]
    assert (read.milestones[1].text, len(read.economy)) == ("Cyklerne er ude i by-distrikterne.", 1)


def test_a_second_table_with_a_description_of_its_own_is_told_twice() -> None:
    again = AGAIN.format(head="1.1. Ladcykler | Drift | Tid | Smiley").replace(
        "| Milepæl | Cyklerne er ude", "| Mere. | Ansvarligt center: By | | |\n| Milepæl | Cyklerne er ude"
    )
    (document,) = read_file(again.encode(), TEXT).documents
    assert len(document.initiatives) == 2


def test_a_bar_in_a_cell_stays_one_and_a_text_that_is_no_markdown_keeps_its_strokes() -> None:
    table = AGAIN.format(head="1.1. Ladcykler | Drift | Tid | Smiley").replace("Cyklerne er købt.", "A \\| B")
    (document,) = read_file(table.encode(), TEXT).documents
    assert document.initiatives[0].milestones[0].text == "A | B"
    assert [row.text for row in text_rows(read_text(b"Se K:\\.tmp og 1\\. punkt"))] == ["Se K:\\.tmp og 1\\. punkt"]


def test_a_sign_beside_two_labels_in_one_cell_is_nobodys() -> None:
    """pymupdf4llm: "|Milepæl<br>Milepæl|…|1. budgetopfølgning 2031<br>2. budgetopfølgning 2031|☺|"."""
    [row] = rows(HEADER + "Milepæl<br>Milepæl\tIndviet.\t1. budgetopfølgning 2031<br>2. budgetopfølgning 2031\t☺\n")[1:]
    assert (row.cells[3].symbols, texts(row)[3]) == ((), "?")
    assert [code for code, _ in row.notes] == ["cells_met"]
