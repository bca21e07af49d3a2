"""Scans of the invented follow-up, read from their pictures: its words, its tables, and its signs by their looks alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.documents.word_confidence import SIGN_MOST
from parsers.model.content import UnreadableError
from parsers.model.records import Smiley
from parsers.ocr.engine import is_available
from parsers.reading import PDF, FileReading, read_file
from tests.answers import read_fields
from tests.scanned import scanned

SAMPLE = Path(__file__).parents[3] / "data" / "raw" / "anden-opfoelgning-2031.pdf"
PAGES = 3  # of each kind of scan

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
