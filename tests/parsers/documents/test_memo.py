"""Strategy memos: notes by section and part, and every cell of their number tables."""

from decimal import Decimal
from pathlib import Path

import pytest

from parsers.documents import memo
from parsers.documents.classify import spans
from parsers.documents.span import FileContext
from parsers.model.findings import Code
from parsers.model.records import Finding, MemoFigure, MemoNote, MemoPart
from parsers.text import reader as text_reader
from parsers.text.rows import text_rows


def read(text: str) -> tuple[list[MemoNote], list[MemoFigure], list[Finding]]:
    return memo.read_memo(text_rows(text_reader.read_text(text.encode())))


HISTORY = "Ventelisten i Nordvang.\n\nListen er lang.\n\n"
SECTION = f"{HISTORY}Indikator: Ventetid\nAntal på listen\n\nOpfølgning sept. 2016:\n\n- Den er kortere.\n"


def test_a_section_has_its_history_its_indicators_and_its_followup() -> None:
    notes, _, _ = read(SECTION)
    assert [(note.section, note.part, note.label, note.text) for note in notes] == [
        ("Ventelisten i Nordvang", MemoPart.HISTORY, None, "Listen er lang."),
        ("Ventelisten i Nordvang", MemoPart.INDICATOR, "Indikator", "Ventetid"),
        ("Ventelisten i Nordvang", MemoPart.INDICATOR, "Indikator", "Antal på listen"),
        ("Ventelisten i Nordvang", MemoPart.FOLLOWUP, "Opfølgning sept. 2016", "- Den er kortere."),
    ]


def test_a_short_sentence_with_a_verb_is_a_note_and_not_a_heading() -> None:
    notes, _, findings = read(f"{SECTION}\nDer var ingen ændringer i år.\n\nSalget af maskiner.\n\nDer er solgt to.\n")
    assert [(note.section, note.text) for note in notes[-2:]] == [
        ("Ventelisten i Nordvang", "Der var ingen ændringer i år."),
        ("Salget af maskiner", "Der er solgt to."),
    ]
    assert [finding.text for finding in findings] == ["Ventelisten i Nordvang.", "Salget af maskiner."]


def test_a_bullet_torn_by_a_page_is_whole_again() -> None:
    notes, _, _ = read("Plan:\n\nOpfølgning sept. 2016:\n\n- Tallet er steget siden den første op-\n\n\n\ntælling i år.\n- To.\n")
    assert [note.text for note in notes] == ["- Tallet er steget siden den første optælling i år.", "- To."]


def test_a_table_has_a_row_for_each_cell_in_its_own_unit() -> None:
    _, figures, _ = read("Samlet besparelse:\n\ni 1.000 kr.\t2015\t2016\nNord\t400\t1.200\ni alt\t-\t0,5\n")
    assert [(each.row_label, each.column_label, each.value) for each in figures] == [
        ("Nord", "2015", 400),
        ("Nord", "2016", 1200),
        ("i alt", "2015", None),
        ("i alt", "2016", Decimal("0.5")),
    ]
    assert [each.printed for each in figures] == ["400", "1.200", "-", "0,5"]
    assert {(each.table_title, each.unit) for each in figures} == {("Samlet besparelse", "i 1.000 kr.")}
    assert [each.period for each in figures] == ["2015", "2016", "2015", "2016"]


def test_the_words_in_a_tables_corner_are_kept_beside_its_title() -> None:
    _, figures, findings = read("Samlet besparelse:\n\nOmråde i 1.000 kr.\t2015\nNord\t400\n")
    assert {(each.table_title, each.unit) for each in figures} == {("Samlet besparelse", "i 1.000 kr.")}
    assert (Code.HEADING, "Område i 1.000 kr.") in [(finding.code, finding.text) for finding in findings]


def test_a_dash_and_a_blank_are_told_apart_by_what_is_printed() -> None:
    _, figures, _ = read("Tal:\n\nSted\t2015\t2016\nNord\t-\t\nSyd\t1\t2\n")
    assert [(each.value, each.printed) for each in figures[:2]] == [(None, "-"), (None, None)]


def test_a_header_of_two_storeys_gives_each_column_its_quarter() -> None:
    table = "\tBorgere 1/1 2016\t1. kv. 2016\t\tBorgere 31/3 2016\n\t\tTilgang\tAfgang\t\nNord\t18\t2\t5\t15\n"
    _, figures, _ = read(f"Tilgang og afgang:\n\n{table}")
    assert [(each.column_label, each.period, each.value) for each in figures] == [
        ("Borgere 1/1 2016", "1/1 2016", 18),
        ("Tilgang", "1. kv. 2016", 2),
        ("Afgang", "1. kv. 2016", 5),
        ("Borgere 31/3 2016", "31/3 2016", 15),
    ]


def test_a_table_without_a_title_bears_the_sentence_that_announces_it() -> None:
    _, figures, _ = read("Nord.\n\nTallene er nye. Nedenfor ses en opgørelse over brugere.\n\nSted\t2015\t2016\nNord\t1\t2\n")
    assert {each.table_title for each in figures} == {"Nedenfor ses en opgørelse over brugere"}


def test_a_cell_that_is_no_number_keeps_its_row_in_a_finding() -> None:
    _, figures, findings = read("Tal:\n\nSted\t2015\t2016\nNord\tmange\t2\n")
    assert [each.value for each in figures] == [None, 2]
    assert [finding.subject for finding in findings if finding.code == Code.FIGURE_UNREAD] == [figures[0]]


@pytest.mark.corpus
def test_the_real_memo_has_every_section_indicator_followup_and_cell(shared: Path) -> None:
    (span,) = spans(text_rows(text_reader.read_text((shared / "seeds" / "strateginotat-2016.txt").read_bytes())))
    document = memo.memo_document(span, FileContext())
    notes, figures, findings = document.memo_notes, document.memo_figures, document.findings
    headings = [finding.text for finding in findings if finding.code == Code.HEADING]
    assert len({note.section for note in notes}) == 11
    assert len(headings) == 15  # the title, one above another, one above a table, and the words in a table's corner
    assert "Besparelser i 1.000 kr." in headings
    indicators = [note for note in notes if note.part is MemoPart.INDICATOR]
    assert len(indicators) == 10
    assert len({note.label for note in notes if note.part is MemoPart.FOLLOWUP}) == 3
    assert len(figures) == 4 * 4 + 7 * 3 + 4 * 8
    assert [each.printed for each in figures if each.value is None] == ["-", "-", "-", "-", None, "-", "-"]
    flows = [each for each in figures if each.row_label == "Det Nye Sted"]
    assert [each.value for each in flows] == [50, 0, 0, 3, 2, 3, 0, 54]
    for label in ("2015", "2016"):  # each column adds up to its printed total
        column = [each.value for each in figures if each.column_label == label and each.unit and "Nedenstående" in (each.table_title or "")]
        assert sum(value for value in column[:-1] if value is not None) == column[-1]
    assert not any(note.text.endswith("-") for note in notes)
