import pytest

from parsers.documents.followup_cells import fields_of, texts_by_column
from parsers.model.findings import Code
from parsers.model.records import Severity
from parsers.model.rows import Cell, Row, RowKind
from parsers.profile.labels import ColumnRole, further_columns
from parsers.reading import read_file

ROLES = {0: ColumnRole.LABEL, 1: ColumnRole.TEXT, 2: ColumnRole.DUE, 3: ColumnRole.SMILEY}


def row(*cells: str) -> Row:
    return Row(RowKind.TABLE, [Cell(text, column=column) for column, text in enumerate(cells)], [])


def test_cells_go_to_the_fields_their_columns_hold_and_what_stands_beyond_is_extra() -> None:
    fields = fields_of(row("Milepæl", "Broen er malet.", "31.12.2031", "J", "Se bilag"), ROLES, is_text=False)
    assert (fields.label, fields.text, fields.due, fields.smiley_words, fields.extra) == (
        "Milepæl",
        "Broen er malet.",
        "31.12.2031",
        "J",
        "Se bilag",
    )


def test_a_further_column_that_is_known_is_set_aside_by_name() -> None:
    header = texts_by_column(row("1.1. Bro", "Drift", "Tid", "Smiley", "Bemærkninger"))
    further = further_columns(header, ROLES)
    fields = fields_of(row("Milepæl", "Broen er malet.", "31.12.2031", "J", "Se bilag"), ROLES, further, is_text=False)
    assert (fields.further, fields.extra) == ("Se bilag", "")


def test_a_letter_behind_the_tables_is_one_finding_and_names_the_initiative_before_it() -> None:
    lines = ["Anden opfølgning på Aftale om budget 2031", "", "1.1. Bro\tDrift\tTid\tSmiley", "Broen males.\tAnsvarligt center: Ejendomme"]
    lines += ["Milepæl\tBroen er malet.\t1. budgetopfølgning 2031\t☺", "Økonomi\tDer er ikke afsat økonomi.\t\t", ""]
    lines += ["Kære udvalg.", "", "Her er et brev.", "", "Med venlig hilsen."]
    (document,) = read_file("\n".join(lines).encode(), "text/plain").documents
    (stray,) = [found for found in document.findings if found.code == Code.STRAY_TEXT]
    assert stray.text == "Kære udvalg.\nHer er et brev.\nMed venlig hilsen."
    assert stray.subject is document.initiatives[0]


def test_a_merged_cells_words_that_a_dump_copies_to_each_column_are_read_once() -> None:
    lines = ["Anden opfølgning på Aftale om budget 2031", "", "| 1.1. Bro | Drift | Tid | Smiley |", "|---|---|---|---|"]
    who = "Ansvarligt center: Ejendomme<br>Ansvarligt udvalg: Økonomiudvalget"
    lines += [f"| Broen males. | {who} | {who} | {who} |", "| Milepæl | Broen er malet. | 1. budgetopfølgning 2031 | ☺ |"]
    lines += ["| Økonomi | Der er afsat 0,4 mio. kr. | Der er afsat 0,4 mio. kr. | ☺ |"]
    (document,) = read_file("\n".join(lines).encode(), "text/plain").documents
    (bro,) = document.initiatives
    assert (bro.responsible_center, bro.responsible_committee) == ("Ejendomme", "Økonomiudvalget")
    assert [(note.text, note.smiley.sign) for note in bro.economy] == [("Der er afsat 0,4 mio. kr.", "☺")]
    assert not [found for found in document.findings if found.severity is not Severity.INFO]


@pytest.mark.parametrize("stray", ["Fortsættes på næste side", "-----", "Kilde: Økonomisystemet", "<!-- image -->"])
def test_a_stray_line_between_two_tables_is_no_theme_and_is_told(stray: str) -> None:
    table = ["Broen males.\tAnsvarligt center: Ejendomme", "Milepæl\tBroen er malet.\t1. budgetopfølgning 2031\t☺", "Økonomi\tIntet.\t\t☺"]
    lines = ["Anden opfølgning på Aftale om budget 2031", "", "1. Veje", "", "1.1. Bro\tDrift\tTid\tSmiley", *table, "", stray, ""]
    lines += ["1.2. Sti\tDrift\tTid\tSmiley", *table]
    (document,) = read_file("\n".join(lines).encode(), "text/plain").documents
    assert [initiative.theme for initiative in document.initiatives] == ["1. Veje", "1. Veje"]
    assert any(found.text and stray in found.text for found in document.findings)
