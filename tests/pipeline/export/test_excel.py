from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.workbook import Workbook

from parsers.model.records import Basis
from pipeline.export import excel
from pipeline.export.excel import CELL_UNITS, UNPRINTABLE, fitting, write
from pipeline.export.sheets import SHEETS, book
from pipeline.publish.addresses import Addresses
from pipeline.wording.workbook import BASES, FIELDS, HEADINGS
from tests.carried import HOSTILE, Rows, hostile_rows, row, sample_rows

ADDRESSES = Addresses("../report", "../raw")
SOFFICE = shutil.which("soffice")
ABSENT = "LibreOffice's Calc (soffice) is not installed"


def shown(value: Any) -> Any:
    """A cell as the book should hold it."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return fitting(value) if isinstance(value, str) else value


def expected(tables: Rows) -> dict[str, list[list[Any]]]:
    """Each sheet's cells below the headings, links aside."""
    return {sheet.name: [[shown(field.value(line)) for field in sheet.fields] for line in lines] for sheet, lines in book(tables)}


def cells(workbook: Workbook, name: str, width: int) -> list[list[Any]]:
    return [[cell.value for cell in line[:width]] for line in workbook[name].iter_rows(min_row=2)]


@pytest.fixture(scope="module", params=["samples", "hostile"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    tables = sample_rows() if request.param == "samples" else hostile_rows()
    path = tmp_path_factory.mktemp("book") / "milepael.xlsx"
    write(path, tables, ADDRESSES)
    return path, tables


def test_what_was_written_reads_back_the_same(made: tuple[Path, Rows]) -> None:
    path, tables = made
    workbook = openpyxl.load_workbook(path)
    for name, lines in expected(tables).items():
        assert lines, name
        assert cells(workbook, name, len(lines[0])) == lines, name


def test_no_cell_is_a_formula(made: tuple[Path, Rows]) -> None:
    path, _ = made
    workbook = openpyxl.load_workbook(path)
    assert not [cell.coordinate for sheet in workbook for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not [sheet for sheet in sheets if re.search(rb"<f[ >]", sheet)]


def test_headings_stay_in_sight_and_every_column_can_be_filtered(made: tuple[Path, Rows]) -> None:
    path, tables = made
    workbook = openpyxl.load_workbook(path)
    for sheet, lines in book(tables):
        written = workbook[sheet.name]
        assert written.freeze_panes == "E2"
        last = openpyxl.utils.get_column_letter(len(sheet.fields) + len(sheet.links))
        assert written.auto_filter.ref == f"A1:{last}{len(lines) + 1}"
        assert [cell.comment.text for cell in written[1] if cell.comment] == [field.note for field in sheet.fields]


def test_days_are_days_and_numbers_are_numbers(tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", sample_rows(), ADDRESSES)
    workbook = openpyxl.load_workbook(tmp_path / "b.xlsx")
    sheet = workbook["Milepæle (milestones)"]
    kinds = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert kinds["Dato"].is_date
    assert kinds["Aftale"].data_type == "n"
    assert kinds["Nr."].value == "1.1"
    assert kinds["Nr."].data_type == "s"


def test_a_title_in_a_sentence_is_quoted_and_not_starred(tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", sample_rows(), ADDRESSES)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Ændringer (changes)"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Hvad skete der")
    said = [sheet.cell(line, column).value for line in range(2, sheet.max_row + 1)]
    assert any("»Ladcykler til hjemmeplejen« (1.1)" in sentence for sentence in said)
    assert not any("*" in sentence for sentence in said)


def _links(path: Path) -> tuple[Any, Any]:
    (first, *_) = openpyxl.load_workbook(path)["Ikke nået (late)"].iter_rows(min_row=2)
    return first[-2], first[-1]


def test_a_book_that_is_mailed_alone_links_within_itself(made: tuple[Path, Rows]) -> None:
    """Nothing beside it is linked to, and no file of the machine it was made on."""
    path, _ = made
    workbook = openpyxl.load_workbook(path)
    links = [cell.hyperlink for sheet in workbook for line in sheet.iter_rows() for cell in line if cell.hyperlink]
    assert links
    assert {link.target for link in links} == {None}
    report, source = _links(path)
    name, _, cell = report.hyperlink.location.replace("'", "").partition("!")
    assert workbook[name][cell].row > 1
    assert (source.hyperlink, source.value[:5]) == (None, "side ")


def test_a_book_of_a_report_on_the_web_links_there(tmp_path: Path) -> None:
    addresses = Addresses("../report", "../raw", {"b" * 8: f"kilder/referat-{'b' * 8}.pdf"}, "https://avisen.example/")
    write(tmp_path / "b.xlsx", hostile_rows(), addresses)
    report, source = _links(tmp_path / "b.xlsx")
    assert report.hyperlink.target == "https://avisen.example/indsats/ballerup-2031-0.html"
    assert (source.hyperlink.target, source.hyperlink.location) == (f"https://avisen.example/kilder/referat-{'b' * 8}.pdf", "page=1")


def test_the_address_that_a_document_prints_of_itself_leads_to_it(tmp_path: Path) -> None:
    tables = hostile_rows()
    for document in tables["documents"]:
        document["source_url"] = "https://www.kommune.example/opfoelgning.pdf"
    write(tmp_path / "b.xlsx", tables, ADDRESSES)
    assert _links(tmp_path / "b.xlsx")[1].hyperlink.target == "https://www.kommune.example/opfoelgning.pdf"


def test_the_first_sheet_has_a_line_for_each_promise_and_a_column_for_each_round(tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", sample_rows(), ADDRESSES)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
    head, *lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert len(lines) == len({(row["agreement_year"], row["promise_id"]) for row in sample_rows()["standings"]})
    told = {line[head.index("Indsats")]: line for line in lines}
    gone = next(line for title, line in told.items() if title.startswith("Reparationscafé"))
    second = next(column for column, heading in enumerate(head) if heading.startswith("Anden"))
    assert (gone[second - 1], gone[second]) == ("delvist", "forsvundet")
    assert told["Tryg krydsning ved Birkeskolen"][head.index("Forsinket")] == "ja"


def test_every_heading_and_every_value_is_explained_in_danish() -> None:
    headings = {field.heading for sheet in SHEETS for field in sheet.fields}
    assert headings == set(HEADINGS)
    assert set(BASES) == {basis.value for basis in Basis}
    changed = {change["column"] for change in sample_rows()["changes"] if change["column"]}
    assert changed <= set(FIELDS)


def test_no_word_of_a_program_stands_where_people_read(tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", sample_rows(), ADDRESSES)
    workbook = openpyxl.load_workbook(tmp_path / "b.xlsx")
    raw = {"true", "false", "legend", "glyph", "alarm", "notice", "mellem_eller_sur", "ukendt", "ballerup", "standing_worsened", "smiley"}
    found = {cell.value for sheet in workbook for line in sheet.iter_rows(min_row=2) for cell in line if cell.value in raw}
    assert found == set()


def test_an_ambiguous_sign_is_never_called_worse_than_it_is(tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", hostile_rows(), ADDRESSES)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Stillinger (standings)"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Står")
    assert sheet.cell(2, column).value == "☹ (mellem eller sur)"


def test_a_cut_cell_says_so_in_its_place_and_in_the_book(tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", hostile_rows(), ADDRESSES)
    workbook = openpyxl.load_workbook(tmp_path / "b.xlsx")
    texts = [cell.value for line in workbook["Ikke nået (late)"].iter_rows() for cell in line if isinstance(cell.value, str)]
    cut = [text for text in texts if text.startswith("xxx")]
    assert cut
    assert all(text.endswith("[afkortet: 1.000.000 tegn i alt; hele teksten står i tabellerne]") for text in cut)
    about = {line[0].value: line[1].value for line in workbook["Om bogen"].iter_rows()}
    assert int(about["Celler afkortet"].split()[0]) > 0
    assert about["Grundlag"] == "Alle 2 dokumenter er læst."


@given(st.integers(CELL_UNITS - 3, CELL_UNITS + 3), st.sampled_from("a😊"))
def test_a_text_fits_in_the_units_that_excel_counts(length: int, letter: str) -> None:
    text = letter * length
    units = len(fitting(text).encode("utf-16-le")) // 2
    assert units <= CELL_UNITS
    assert (fitting(text) == text) == (len(text.encode("utf-16-le")) // 2 <= CELL_UNITS)


def test_what_xml_cannot_hold_leaves_a_mark(tmp_path: Path) -> None:
    tables = hostile_rows()
    tables["changes"][0]["before"] = "a\x00b\x1fc\ufffe"
    write(tmp_path / "b.xlsx", tables, ADDRESSES)
    texts = [cell.value for cell in openpyxl.load_workbook(tmp_path / "b.xlsx")["Ændringer (changes)"]["I"]]
    assert "a�b�c�" in texts


PIECES = st.sampled_from(["<r>", "</r>", "_x0041_", "_", "=", "\t", "\n", " ", "a", "😊", "&amp;", "<t>", "'", "\u2028", "\x85"])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=5).map("".join) | st.text(min_size=1), min_size=1, max_size=60))
def test_any_text_reads_back_the_same(texts: list[str]) -> None:
    tables = {name: [] for name in hostile_rows()} | {
        "changes": [
            row("changes", change_id=f"{ordinal:05}", change="initiative_renamed", severity="info", sentence=text)
            for ordinal, text in enumerate(texts)
        ]
    }
    with TemporaryDirectory() as folder:
        write(Path(folder) / "b.xlsx", tables, ADDRESSES)
        sheet = openpyxl.load_workbook(Path(folder) / "b.xlsx")["Ændringer (changes)"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Hvad skete der")
    found = [sheet.cell(line, column).value for line in range(2, len(texts) + 2)]
    assert found == [UNPRINTABLE.sub("�", text) for text in texts]


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, sample_rows(), ADDRESSES)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_nothing_published_is_a_book_all_the_same(tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", {name: [] for name in hostile_rows()}, ADDRESSES)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames[-1] == "Om bogen"


def test_more_links_than_excel_can_hold_leave_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "SHEET_LINKS", 3)
    write(tmp_path / "b.xlsx", hostile_rows(), ADDRESSES)
    workbook = openpyxl.load_workbook(tmp_path / "b.xlsx")
    linked = [bool(line[-2].hyperlink) for line in workbook["Ikke nået (late)"].iter_rows(min_row=2)]
    assert sum(linked) == 3
    assert all(line[-2].value for line in workbook["Ikke nået (late)"].iter_rows(min_row=2))
    about = {line[0].value: line[1].value for line in workbook["Om bogen"].iter_rows()}
    assert int(about["Links udeladt"]) > 0


def test_more_rows_than_excel_can_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "SHEET_ROWS", 5)
    with pytest.raises(match="CSV or DuckDB"):
        write(tmp_path / "b.xlsx", hostile_rows(), ADDRESSES)


def test_a_day_before_excels_calendar_is_a_text(tmp_path: Path) -> None:
    tables = hostile_rows()
    tables["milestones"][0]["due_date"] = date(1899, 12, 31)
    write(tmp_path / "b.xlsx", tables, ADDRESSES)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Milepæle (milestones)"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Dag")
    assert sheet.cell(2, column).value == "1899-12-31"


def test_a_promise_that_disappeared_is_named_as_it_was_last_printed(tmp_path: Path) -> None:
    tables = hostile_rows()
    gone = tables["standings"][-1] | {"initiative_id": None, "milestone_id": None, "smiley": None, "absent": True}
    tables["standings"][-1] = gone
    tables["files"].append(row("files", path="c.pdf", state="quarantined", code="password"))
    lines = expected(tables)["Stillinger (standings)"]
    assert lines[-1][3] == fitting(HOSTILE[-1])
    assert lines[-1][6] == "ja"


# ── as LibreOffice reads it ──────────────────────────────────────────────────────────────────────────────────────────

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.mark.slow
def test_libreoffice_opens_the_book_and_sees_the_same_cells(tmp_path: Path) -> None:
    books = {"samples": sample_rows(), "hostile": hostile_rows()}
    for name, tables in books.items():
        write(tmp_path / f"{name}.xlsx", tables, ADDRESSES)
    (tmp_path / "control.csv").write_text("1\n")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    paths = [str(tmp_path / "control.csv"), *(str(tmp_path / f"{name}.xlsx") for name in books)]
    if SOFFICE:
        command = [SOFFICE, "--headless", profile, "--convert-to", "fods", "--outdir", str(tmp_path), *paths]
        subprocess.run(command, capture_output=True, timeout=300, check=False)
    if not (tmp_path / "control.fods").exists():
        assert not os.environ.get("CI"), ABSENT
        pytest.skip(ABSENT)
    for name, tables in books.items():
        converted = tmp_path / f"{name}.fods"
        assert converted.exists(), "LibreOffice could not open the book"
        document = etree.parse(converted, etree.XMLParser(huge_tree=True))
        assert not document.xpath("//@table:formula", namespaces={"table": TABLE.strip("{}")})
        sheets = {sheet.get(f"{TABLE}name"): list(_lines(sheet)) for sheet in document.iter(f"{TABLE}table")}
        for sheet, lines in expected(tables).items():
            found = [line[: len(lines[0])] for line in sheets[sheet][1 : len(lines) + 1]]
            assert found == [[_as_libreoffice(value) for value in line] for line in lines], sheet


@pytest.mark.slow
def test_the_book_is_printed_on_ten_pages_at_most(tmp_path: Path) -> None:
    write(tmp_path / "samples.xlsx", sample_rows(), ADDRESSES)
    if SOFFICE:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [SOFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "samples.xlsx")]
        subprocess.run(command, capture_output=True, timeout=300, check=False)
    if not (tmp_path / "samples.pdf").exists():
        assert not os.environ.get("CI"), ABSENT
        pytest.skip(ABSENT)
    assert len(pypdfium2.PdfDocument(tmp_path / "samples.pdf")) <= 10


def _as_libreoffice(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return float(value) if isinstance(value, int | float) else value


def _lines(sheet: Any) -> Iterator[list[Any]]:
    for line in sheet.iter(f"{TABLE}table-row"):
        if int(line.get(f"{TABLE}number-rows-repeated", 1)) > 1000:
            continue  # the empty rest of the sheet
        found = [_value(cell) for cell in line.iter(f"{TABLE}table-cell") for _ in range(_repeats(cell))]
        for _ in range(int(line.get(f"{TABLE}number-rows-repeated", 1))):
            yield found


def _repeats(cell: Any) -> int:
    return min(int(cell.get(f"{TABLE}number-columns-repeated", 1)), 100)


def _value(cell: Any) -> Any:
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "float":
        return float(cell.get(f"{OFFICE}value"))
    if kind == "date":
        return cell.get(f"{OFFICE}date-value")
    paragraphs = ["".join(_pieces(one)) for one in cell.findall(f"{TEXT}p")]
    return "\n".join(paragraphs) if paragraphs else None


def _pieces(element: Any) -> Iterator[str]:
    """The words of a paragraph, where runs of blanks and tabs are elements."""
    if element.tag == f"{TEXT}s":
        yield " " * int(element.get(f"{TEXT}c", 1))
    elif element.tag == f"{TEXT}tab":
        yield "\t"
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def test_what_the_municipality_answered_has_a_sheet_with_what_it_is_about(tmp_path: Path) -> None:
    tables = {name: [dict(one) for one in rows] for name, rows in sample_rows().items()}
    change = next(one for one in tables["changes"] if one["promise_id"] == "2031/2.1" and one["change"] == "money_moved")
    about = {"municipality": "ballerup", "agreement_year": 2031, "promise_id": "2031/2.1", "answered_by": "Center for Skoler"}
    tables["answers"] = [
        {**about, "ordinal": 1, "change_id": None, "answered_on": date(2031, 9, 1), "text": "Vognen er på vej."},
        {**about, "ordinal": 2, "change_id": change["change_id"], "answered_on": date(2031, 9, 15), "text": "=Udbuddet er gået om."},
    ]
    write(tmp_path / "book.xlsx", tables, ADDRESSES)
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["Svar fra kommunen (answers)"]
    heads, *lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    newest, oldest = (dict(zip(heads, line, strict=True)) for line in lines)
    assert (newest["Kommune"], newest["Nr."], newest["Indsats"]) == ("Ballerup Kommune", "2.1", "Skolekøkken på hjul")
    assert (newest["Svaret den"], newest["Svaret af"]) == (datetime(2031, 9, 15), "Center for Skoler")
    assert newest["Svar"] == "=Udbuddet er gået om."
    assert newest["Hvad skete der"] == change["sentence"]
    assert (oldest["Svar"], oldest["Hvad skete der"], oldest["Indsats"]) == ("Vognen er på vej.", None, "Skolekøkken på hjul")
    assert oldest["Rapport"] == "Åbn", "and leads to its promise"


def test_where_nothing_was_answered_there_is_no_sheet_of_answers(tmp_path: Path) -> None:
    write(tmp_path / "book.xlsx", sample_rows(), ADDRESSES)
    assert not [name for name in openpyxl.load_workbook(tmp_path / "book.xlsx").sheetnames if "answers" in name]
