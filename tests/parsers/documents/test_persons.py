"""Columns and lines of those who answer: a unit is kept, a person is stored nowhere."""

from __future__ import annotations

import pytest

from parsers.documents.persons import without_persons
from parsers.model.rows import Cell, Row, RowKind


@pytest.mark.parametrize(
    ("printed", "is_kept"),
    [
        ("Skoleleder Karin Tænkt", False),
        ("Mette Prøve, Center for Skole", False),
        ("Afdelingsleder Ole Prøve", False),
        ("Center for Skole, Mette Prøve og Ole Tænkt", False),
        ("Center for Børn, Unge og Familie", True),
        ("Teknisk forvaltning", True),
    ],
)
def test_in_a_column_of_those_who_answer_a_unit_is_kept_and_a_person_never(printed: str, is_kept: bool) -> None:
    row, named = without_persons(Row(RowKind.TABLE, [Cell("Ny bro"), Cell(printed, column=1)], []), {1})
    assert (row.cells[1].text, named) == ((printed, False) if is_kept else ("", True))
    line = Row(RowKind.TABLE, [Cell(f"Broen males.\nAnsvarlig: {printed}")], [])
    assert (printed in without_persons(line, ())[0].cells[0].text) is is_kept


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Mette Hansen Center for Skole", "Center for Skole"),
        ("Mette Center for Skole", "Center for Skole"),
        ("Ejendomme og Center for Skole", "Ejendomme og Center for Skole"),
        ("Mette Hansen og Center for Skole", "Center for Skole"),
        ("Mette Hansen Center for Skole\nOle Prøve Center for Miljø", "Center for Skole\nCenter for Miljø"),
        ("Mette Hansen Børneafdelingen", ""),
        ("M. Hansen Børneafdelingen", ""),
        ("Center for Børn, Unge og Familie Mette Hansen", ""),
        ("Mette Hansen Økonomiudvalget", "Økonomiudvalget"),
        ("Social- og Sundhedsudvalget, Økonomiudvalget", "Social- og Sundhedsudvalget, Økonomiudvalget"),
        ("Teknisk Forvaltning", "Teknisk Forvaltning"),
        ("Børne- og Ungeforvaltningen", "Børne- og Ungeforvaltningen"),
        ("By, Erhverv og Miljø", "By, Erhverv og Miljø"),
    ],
)
def test_a_name_that_nothing_parts_from_a_unit_is_set_aside(printed: str, kept: str) -> None:
    row, named = without_persons(Row(RowKind.TABLE, [Cell("Ny bro"), Cell(printed, column=1)], []), {1})
    assert (row.cells[1].text, named) == (kept, kept != printed)
    line = printed.split("\n")[0]
    cell = without_persons(Row(RowKind.TABLE, [Cell(f"Broen males.\nAnsvarlig: {line}")], []), ())[0].cells[0].text
    assert cell == (f"Broen males.\nAnsvarlig: {kept.splitlines()[0]}" if kept else "Broen males.")
