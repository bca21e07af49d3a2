"""Whose a paper is: what it prints as its own name, and not whom it tells of."""

from __future__ import annotations

import pytest

from parsers.model.records import Kind
from parsers.reading import read_file
from tests.raw_pdf import raw_pdf, text

TITLE = "Anden opfølgning på Aftale om budget 2034"
TABLE = (
    "1.1. Ny havn\tAnlæg\tTid\tSmiley\nHavnen bygges om.\t\t\t\nMilepæl\tUdbud er holdt.\t1. budgetopfølgning 2034\tglad\n"
    "Økonomi\tDer er afsat 2 mio. kr.\t\tglad"
)
OTHERS = {
    "behind_the_title": (f"{TITLE} for Gladsaxe Kommune", TABLE),
    "behind_a_dash": (f"{TITLE} - Gladsaxe Kommune", TABLE),
    "on_the_first_line": ("Gladsaxe Kommune", TITLE, TABLE),
    "with_its_office": ("Gladsaxe Kommune – Økonomi og Strategi", TITLE, TABLE),
    "in_a_letterhead": ("Økonomi", "Gladsaxe Kommune", "Rådhus Allé 7", TITLE, TABLE),
    "in_capitals": ("GLADSAXE KOMMUNE", TITLE, TABLE),
    "behind_a_label": ("Kommune: Gladsaxe", TITLE, TABLE),
    "as_its_council": ("Gladsaxe Byråd", TITLE, TABLE),
    "beside_an_address": ("gladsaxe.dk", "Gladsaxe Kommune | Rådhuset", TITLE, TABLE),
    "on_the_last_line": (TITLE, TABLE, "Gladsaxe Kommune, Rådhus Allé 7"),
    "above_a_page_number": (TITLE, TABLE, "Gladsaxe Kommune Side 1"),
}
OWN = {
    "its_own_name": ("Ballerup Kommune", TITLE, TABLE),
    "in_capitals": ("BALLERUP KOMMUNE", TITLE, TABLE),
    "behind_the_title": (f"{TITLE} for Ballerup Kommune", TABLE),
    "others_in_a_sentence": (TITLE, "Vi samarbejder med Herlev Kommune om stien. Gladsaxe Kommune deltager ikke.", TABLE),
    "others_in_a_cell": (TITLE, TABLE.replace("bygges om", "bygges om sammen med Furesø Kommune")),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_paper_with_another_municipality_s_name_is_not_ballerup_s(name: str) -> None:
    [document] = read_file("\n".join(OTHERS[name]).encode(), "text/plain").documents
    assert (document.kind, document.municipality, document.initiatives) == (Kind.OTHER, "gladsaxe", [])
    assert document.municipality_printed == "Gladsaxe"


def test_the_foot_of_what_a_page_quotes_tells_nothing() -> None:
    quoted = "<blockquote>Stien er vigtig.<footer>Gladsaxe Kommune</footer></blockquote></body>"
    [document] = read_file(page(TITLE, TABLE, "").replace("</body>", quoted).encode(), "text/html").documents
    assert (document.kind, document.municipality) == (Kind.FOLLOWUP, None)


def page(title: str, table: str, foot: str) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>" for line in table.split("\n"))
    return f"<html><body><h1>{title}</h1><table>{rows}</table><footer><p>{foot}</p><p>Ring til os</p></footer></body></html>"


@pytest.mark.parametrize(
    ("foot", "kind"), [("Gladsaxe Kommune, Rådhus Allé 7", Kind.OTHER), ("Vi bor ved Gladsaxe Kommune", Kind.FOLLOWUP)]
)
def test_a_saved_page_s_foot_tells_whose_it_is_and_is_not_read(foot: str, kind: Kind) -> None:
    [document] = read_file(page(TITLE, TABLE, foot).encode(), "text/html").documents
    assert document.kind == kind
    assert document.municipality == ("gladsaxe" if kind is Kind.OTHER else None)
    assert "Ring til os" not in str(document)


def test_a_name_along_the_margin_tells_whose_a_print_is() -> None:
    lines = [TITLE, *TABLE.replace("\t", "  ").split("\n")]
    print_of = "".join(text(line, 60, 780 - 20 * k) for k, line in enumerate(lines))
    margin = "BT /F 10 Tf 0 1 -1 0 20 300 Tm (Gladsaxe Kommune) Tj ET\n"
    [document] = read_file(raw_pdf(print_of + margin), "application/pdf").documents
    assert (document.kind, document.municipality) == (Kind.OTHER, "gladsaxe")


@pytest.mark.parametrize("name", OWN)
def test_naming_a_neighbour_makes_no_paper_the_neighbour_s(name: str) -> None:
    [document] = read_file("\n".join(OWN[name]).encode(), "text/plain").documents
    assert (document.kind, document.municipality, len(document.initiatives)) == (Kind.FOLLOWUP, None, 1)
