"""Scans of the invented follow-up, read from their pictures: its words, its tables, and its signs by their looks alone."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers.documents.word_confidence import SIGN_MOST
from parsers.model.content import FileContent, UnreadableError, Word
from parsers.model.records import Smiley
from parsers.ocr.engine import is_available
from parsers.pdf.reader import pages, read_pdf
from parsers.reading import PDF, FileReading, read_file
from pipeline import load
from tests.answers import read_fields
from tests.scanned import scanned

SAMPLE = Path(__file__).parents[3] / "data" / "raw" / "anden-opfoelgning-2031.pdf"
PAGES = 3  # of each kind of scan
MILEPAEL = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='milepael')"]

needs_ocr = pytest.mark.skipif(not is_available(), reason="the extra `ocr` or tesseract-ocr-dan is not installed")


def share(scan: FileReading, print_: FileReading) -> float:
    """The part of the fields of what both read that the scan gives as print does; the last initiative may be cut."""
    pairs = list(zip(read_fields(scan), read_fields(print_), strict=False))[:-1]
    fields = [
        ("".join(str(ours[field]).split()), "".join(str(theirs[field]).split()))
        for ours, theirs in pairs
        for field in theirs
        if field not in ("milestones", "economy")
    ]
    milestones = [pair for ours, theirs in pairs for pair in zip(ours["milestones"], theirs["milestones"], strict=True)]
    rows = [(one[field], other[field]) for one, other in milestones for field in other]
    return sum(one == other for one, other in fields + rows) / len(fields + rows)


@needs_ocr
def test_a_page_that_is_a_picture_is_read_and_marked_as_such() -> None:
    reading = read_file(scanned(SAMPLE, "clean", 1), PDF)
    document = reading.documents[0]
    assert reading.engine == "ocr"
    assert [finding.code for finding in document.findings].count("read_by_ocr") == 1
    initiative = document.initiatives[0]
    assert initiative.words_confidence is not None
    assert initiative.least_word_confidence is not None
    assert 0 <= initiative.least_word_confidence <= initiative.words_confidence <= 1
    assert all((milestone.smiley.confidence or 0) <= SIGN_MOST for milestone in initiative.milestones)


def test_without_leave_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableError) as error:
        read_file(scanned(SAMPLE, "fax", 1), PDF, ocr="off")
    assert error.value.code == "scan_without_text"


@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize(("kind", "least"), [("clean", 0.98), ("noisy", 0.97), ("fax", 0.93)])
def test_a_scan_reads_as_the_print_it_was_made_of_and_no_sign_is_wrong(kind: str, least: float) -> None:
    scan, print_ = read_file(scanned(SAMPLE, kind, PAGES), PDF), read_file(SAMPLE.read_bytes(), PDF)
    assert share(scan, print_) >= least
    signs = [
        (one["smiley"], other["smiley"])
        for ours, theirs in list(zip(read_fields(scan), read_fields(print_), strict=False))[:-1]
        for one, other in zip(ours["milestones"], theirs["milestones"], strict=True)
    ]
    assert {one for one, other in signs if one != other} <= {Smiley.UNKNOWN}


@needs_ocr
def test_when_time_runs_out_the_pages_read_are_kept_and_counted() -> None:
    reading = read_file(scanned(SAMPLE, "fax", 3), PDF, has_time=lambda: False)
    [document] = reading.documents
    told = [(finding.text, finding.place.page) for finding in document.findings if finding.code == "time_ran_out"]
    assert told == [("1 af 3 sider", 1)]
    assert document.initiatives


def test_a_document_without_scanned_pages_loads_no_text_recognition() -> None:
    code = f"""
import sys
from pathlib import Path
from parsers.reading import PDF, read_file
read_file(Path({str(SAMPLE)!r}).read_bytes(), PDF)
print([name for name in sys.modules if name.startswith(("tesserocr", "parsers.ocr", "numpy"))])
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@needs_ocr
def test_text_recognition_starts_no_thread_beside_the_batch_s_own_jobs(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(scanned(SAMPLE, "fax", 1))
    code = f"""
import os
from pathlib import Path
from parsers.reading import PDF, read_file
before = os.listdir("/proc/self/task")
read_file(Path({str(scan)!r}).read_bytes(), PDF)
print(sorted(set(os.listdir("/proc/self/task")) - set(before)), os.environ["OMP_THREAD_LIMIT"])
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[] 1"


@needs_ocr
@pytest.mark.slow
def test_a_scan_of_a_hundred_pages_ends_in_time_and_says_how_many_were_read(tmp_path: Path) -> None:
    page, many = pikepdf.open(io.BytesIO(scanned(SAMPLE, "fax", 1))), pikepdf.new()
    for _ in range(100):
        many.pages.append(page.pages[0])
    (tmp_path / "in").mkdir()
    many.save(tmp_path / "in" / "a.pdf")
    run = [*MILEPAEL, "run", tmp_path / "in", "--out", tmp_path / "out", "--no-report", "--timeout", "30"]
    begun = time.monotonic()
    assert subprocess.run(run, capture_output=True, check=False).returncode == 0
    assert time.monotonic() - begun < 90  # with the start of the workers, the tables and their gate
    tables = load(tmp_path / "out")
    (told,) = tables.findings.query("code == 'time_ran_out'").text
    count, _, whole, _ = told.split()
    assert 1 <= int(count) < int(whole) == 100
    assert len(tables.initiatives)


def laid_over(page: bytes, words: list[Word], visible: bool = False) -> bytes:
    """The scanned page with words laid over it, as a scanner's own text recognition does, or a stamp."""
    scan = pypdfium2.PdfDocument(page)[0]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=scan.get_size())
    canvas.drawImage(ImageReader(scan.render(scale=200 / 72).to_pil()), 0, 0, *scan.get_size())
    text = canvas.beginText()
    text.setTextRenderMode(0 if visible else 3)
    for word in words:
        text.setFont("Helvetica", word.bottom - word.top)
        text.setTextOrigin(word.x0, scan.get_height() - word.bottom + 0.2 * (word.bottom - word.top))
        text.textOut(word.text)
    canvas.drawText(text)
    canvas.save()
    return out.getvalue()


@needs_ocr
@pytest.mark.slow
def test_words_laid_over_a_scan_are_kept_where_they_are_what_it_shows() -> None:
    printed = read_pdf(SAMPLE).pages[0].words
    good = read_file(laid_over(scanned(SAMPLE, "noisy", 1), printed), PDF)
    bad = read_file(laid_over(scanned(SAMPLE, "noisy", 1), [word._replace(text=word.text[::-1]) for word in printed]), PDF)
    codes = [{finding.code for document in reading.documents for finding in document.findings} for reading in (good, bad)]
    assert "text_layer_kept" in codes[0] - codes[1]
    assert "read_by_ocr" in codes[1] - codes[0]
    titles = [[initiative.title for initiative in reading.documents[0].initiatives] for reading in (good, bad)]
    assert titles[0] == titles[1] != []


@needs_ocr
def test_a_stamp_does_not_keep_a_scan_from_being_read_and_stands_as_it_is_printed() -> None:
    stamp = Word("Bilag", 40, 10, 70, 20), Word("punkt", 75, 10, 105, 20), Word("5", 110, 10, 115, 20)
    content = FileContent(PDF, "auto")
    [page] = pages(laid_over(scanned(SAMPLE, "noisy", 1), list(stamp), visible=True), content)
    assert page.engine == "ocr"
    assert [word.text for word in page.words if word.top < 25].count("Bilag") == 1
    assert {"Milepæl", "Tid", "Smiley"} <= {word.text for word in page.words}


@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_head_is_read_as_one_that_stands(degrees: int) -> None:
    standing = pypdfium2.PdfDocument(SAMPLE)[0].render(scale=200 / 72).to_pil().convert("L")
    turned, out = standing.rotate(degrees, expand=True), io.BytesIO()
    turned.save(out, "PDF", resolution=200)
    content = FileContent(PDF, "auto")
    [page] = pages(out.getvalue(), content)
    assert page.turned == degrees // 90
    printed = {text for word in read_pdf(SAMPLE).pages[0].words for text in word.text.split() if len(text) > 3}
    assert len(printed & {word.text for word in page.words}) > 0.9 * len(printed)
