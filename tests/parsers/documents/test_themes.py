import pytest

from parsers.documents.themes import is_theme, note_marks, theme_among
from parsers.model.rows import Cell, Place, Row, RowKind


def line(text: str, number: int = 1) -> Row:
    return Row(RowKind.TEXT, [Cell(text)], [Place(line=number)])


@pytest.mark.parametrize("text", ["1. Plads til alle", "Veje og broer", "12. Økonomi og styring", "3 “Grøn by”"])
def test_a_section_heading_is_one_with_a_number_or_without(text: str) -> None:
    assert is_theme(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "Milepæl 31.12.2031",
        "Fortsættes på næste side",
        "Kilde: Økonomisystemet",
        "-----",
        "<!-- image -->",
        "Side 1 af 3",
        "Dok.nr. 2031-00074",
        "Sagsnr. 00.30.10-S00-99-31",
        "udvikling af havnen er forelagt for",
        "31.12.2031",
        "1.2. Dæmpet natlys på plejehjemmene",
        "1. Se aftalen for de nærmere vilkår.",
    ],
)
def test_what_else_stands_between_two_tables_is_no_heading(text: str) -> None:
    assert not is_theme(line(text))


def test_a_numbered_heading_goes_before_what_is_printed_nearer_to_the_table() -> None:
    rows = [line("1. Plads til alle", 3), line("Center for Ejendomme", 5)]
    assert getattr(theme_among(rows, numbered=False), "words", None) == "1. Plads til alle"


def test_where_headings_are_numbered_a_line_without_a_number_is_none() -> None:
    assert theme_among([line("Center for Ejendomme")], numbered=True) is None


def test_a_heading_that_wraps_is_one() -> None:
    rows = [line("1. Plads til alle i hele", 3), line("Hjerting", 4), line("Tekst.", 6)]
    assert theme_among(rows, numbered=False) == ("1. Plads til alle i hele Hjerting", range(2))


def test_a_note_at_the_foot_of_the_page_that_refers_to_it_is_no_heading() -> None:
    rows = [line("1. Plads til alle"), line("2 Jf. aftalen side 3")]
    marks = set(note_marks(line("Der er afsat 0,4² mio. kr. til 300 m³")))
    assert marks == {(None, "2")}
    assert [getattr(theme_among(rows, numbered=False, marks=known), "words", None) for known in ((), marks)] == [
        "2 Jf. aftalen side 3",
        "1. Plads til alle",
    ]
