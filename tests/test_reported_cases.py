"""Small cases after bug reports of public readers: prints of our own making, and the customer's where they are at hand."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pyarrow.parquet as pq
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers.model.records import Severity, Smiley
from parsers.pdf.reader import read_pdf
from parsers.reading import PDF, FileReading, read_file
from pipeline.run import Options, run
from tests.answers import FIXTURES, Rows, named, read, read_fields

PRINT = FIXTURES / "pdf" / "stroke_grid.pdf"


def _transcribed(path: Path) -> bytes:
    """The pages as a scanner's program leaves them: pictures, with their words unseen over them."""
    out = io.BytesIO()
    content, printed = read_pdf(path), pypdfium2.PdfDocument(path)
    first = content.pages[0]
    canvas = Canvas(out, pagesize=(first.width, first.height))
    for page in content.pages:
        picture = printed[page.number - 1].render(scale=2).to_pil()
        canvas.drawImage(ImageReader(picture), 0, 0, page.width, page.height)
        for word in page.words:
            text = canvas.beginText(word.x0, page.height - word.bottom + 0.21 * word.size)
            text.setFont("Helvetica", word.size)
            text.setTextRenderMode(3)
            text.textOut(word.text + word.hyphen)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _texts(reading: FileReading) -> list[tuple[Any, ...]]:
    return [
        (
            each.number,
            each.title,
            *((milestone.due.label, milestone.text) for milestone in each.milestones),
            *(note.text for note in each.economy),
        )
        for document in reading.documents
        for each in document.initiatives
    ]


def test_the_words_over_a_scan_are_read_and_no_sign_in_its_picture_is_taken_for_another() -> None:
    whole, scan = read(PRINT), read_file(_transcribed(PRINT), PDF)
    assert _texts(scan) == _texts(whole)
    signs = [
        (before.smiley.value, after.smiley.value)
        for one, other in zip(whole.documents[0].initiatives, scan.documents[0].initiatives, strict=True)
        for before, after in zip((*one.milestones, *one.economy), (*other.milestones, *other.economy), strict=True)
    ]
    assert all(after in (before, Smiley.UNKNOWN) for before, after in signs)


def test_a_followup_that_lies_in_a_portfolio_is_read_under_the_name_of_both(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pikepdf.new() as cover:
        cover.add_blank_page()
        cover.attachments["bilag1.pdf"] = pikepdf.AttachedFileSpec(cover, PRINT.read_bytes(), filename="bilag1.pdf")
        cover.save(tmp_path / "in" / "mappe.pdf")
    run(Options([tmp_path / "in"], tmp_path / "out", pages=False))
    files = {file["path"]: file["state"] for file in pq.read_table(tmp_path / "out" / "files.parquet").to_pylist()}
    assert files["mappe.pdf!/bilag1.pdf"] == "read"
    titles = pq.read_table(tmp_path / "out" / "initiatives.parquet")["title"].to_pylist()
    assert sorted(titles) == sorted(str(each.title) for document in read(PRINT).documents for each in document.initiatives)


# ---------------------------------------------------------------- those of others

Unlike = dict[tuple[str, str], str]  # by initiative and field, as it is printed
CASES: dict[str, tuple[str, Unlike]] = {  # what differs from the undamaged twin
    "01_strike_line.pdf": (
        "00_base.pdf",
        {
            ("1.1", "milestones.2.text"): "Cyklerne kører i to grupper.",
            ("1.1", "milestones.3.due"): "31.12.2031",
            ("1.2", "economy.1.text"): "Der er afsat 1,5 mio. kr.",
        },
    ),
    "01_strike_markdown.txt": ("00_base.pdf", {("1.1", "milestones.2.text"): "Cyklerne kører i to grupper."}),
    "02_redacted_box.pdf": ("00_base.pdf", {("1.1", "milestones.2.text"): "Cyklerne er lejet af for et år."}),
    "03_hidden_layer.pdf": ("00_base.pdf", {}),
    "04_tx.pdf": ("00_base.pdf", {}),
    "07_superscript.pdf": (
        "00_base.pdf",
        {
            ("1.1", "economy.1.text"): "Der er afsat 0,4¹ mio. kr. i 2031² .",
            ("1.1", "milestones.4.due"): "31.12.2031³",
            ("1.1", "milestones.4.text"): "Udvalget har fået en samlet vurdering med tal for kørsel og sygedage.¹",
            ("1.2", "economy.1.text"): "Der er afsat 1,2 mio. kr.¹",
            ("1.2", "title"): "Dæmpet natlys på plejehjemmene²",
            ("1.3", "milestones.2.due"): "2. budgetopfølgning 2031¹)",
            ("1.3", "milestones.2.text"): "Tredive¹ unge har fået en mentor.",
        },
    ),
    "07_superscript_text.txt": (
        "23_ref_text.txt",
        {
            ("1.1", "economy.1.text"): "Der er afsat 0,4¹ mio. kr. i 2031¹.",
            ("1.1", "milestones.4.due"): "31.12.2031¹",
            ("1.2", "economy.1.text"): "Der er afsat 1,2¹ mio. kr.[^1]",
        },
    ),
    "11_two_up_short.pdf": ("11_ref_short.pdf", {}),
    "18_md_merged_copied.txt": ("18_md_ref.txt", {}),
    "23_ref_text.txt": ("00_base.pdf", {}),
    "25_stray_continued.txt": ("25_ref.txt", {}),
    "25_stray_dashes.txt": ("25_ref.txt", {}),
}


def _fields(shared: Path, name: str) -> Rows:
    return named(read_fields(read(shared / "abroad" / "reports" / name)))


def _unlike(one: Rows, other: Rows) -> set[tuple[str, str]]:
    """The initiatives' numbers and the fields in which two readings differ."""
    return {
        (str(name[1]), field)
        for name in one.keys() | other.keys()
        for field in one.get(name, {}).keys() | other.get(name, {}).keys()
        if one.get(name, {}).get(field) != other.get(name, {}).get(field)
    }


@pytest.mark.corpus
@pytest.mark.parametrize("name", CASES)
def test_a_case_differs_from_its_undamaged_twin_in_what_is_printed_otherwise(shared: Path, name: str) -> None:
    twin, printed = CASES[name]
    case = _fields(shared, name)
    assert _unlike(case, _fields(shared, twin)) == printed.keys()
    assert {
        (str(key[1]), field): text for key, row in case.items() for field, text in row.items() if (str(key[1]), field) in printed
    } == printed


@pytest.mark.corpus
def test_the_transcription_of_a_scan_is_read_and_its_signs_are_as_printed_or_unknown(shared: Path) -> None:
    scan = _fields(shared, "05_ocr_layer.pdf")
    unlike = _unlike(scan, _fields(shared, "00_base.pdf"))
    assert {scan[key][field] for key in scan for number, field in unlike if str(key[1]) == number} <= {"ukendt"}


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["06_ti_fffd.pdf", "06_ti_theta.pdf"])
def test_letters_that_are_lost_or_wrong_are_told_on_each_initiative_they_stand_in(shared: Path, name: str) -> None:
    unlike = {number for number, _ in _unlike(_fields(shared, name), _fields(shared, "06_ref.pdf"))}
    reading = read(shared / "abroad" / "reports" / name)
    told = {
        each.number
        for document in reading.documents
        for each in document.initiatives
        for found in document.findings
        if found.severity is Severity.ERROR and any(found.subject is row for row in (each, *each.milestones, *each.economy))
    }
    assert unlike <= told


@pytest.mark.corpus
def test_words_under_a_box_are_told_and_kept_nowhere(shared: Path) -> None:
    reading = read(shared / "abroad" / "reports" / "02_redacted_box.pdf")
    [found] = [found for document in reading.documents for found in document.findings if found.code == "redacted_text"]
    assert found.text is None


@pytest.mark.corpus
def test_the_followup_in_a_portfolio_is_read(shared: Path, tmp_path: Path) -> None:
    run(Options([shared / "abroad" / "reports" / "09_portfolio.pdf"], tmp_path / "out", pages=False))
    files = {file["path"]: file["state"] for file in pq.read_table(tmp_path / "out" / "files.parquet").to_pylist()}
    assert files["09_portfolio.pdf!/bilag1.pdf"] == "read"


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("21_typography", {("smiley_set", "1.1")}),
        ("21b_dash", {("smiley_set", "1.3"), ("status_note_unchanged", "1.3")}),
        (
            "22_split",
            {("smiley_set", "1.1"), ("initiative_disappeared", "1.2"), ("initiative_added", "1.2a"), ("initiative_added", "1.2b")},
        ),
    ],
)
def test_two_rounds_are_told_apart_by_what_was_done_and_not_by_how_it_is_set(
    shared: Path, tmp_path: Path, folder: str, told: set[tuple[str, str]]
) -> None:
    run(Options([shared / "abroad" / "reports" / folder], tmp_path / "out", pages=False))
    rows = pq.read_table(tmp_path / "out" / "changes.parquet").to_pylist()
    assert {(row["change"], row["initiative_id"].partition("/")[2]) for row in rows} == told
