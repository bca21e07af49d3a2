"""One invented follow-up printed twenty ways gives one table; what is taken out of a print is told where it is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from parsers.model.records import Initiative, Severity, Smiley
from parsers.reading import PDF, TEXT, FileReading, read_file
from tests.answers import FIXTURES, Rows, gold, gold_fields, named, read, read_fields

PDFS = {
    *("grid", "pictures", "inline_pictures", "see_through_pictures", "outlines", "rectangles_for_rules", "dashes_for_rules"),
    *("rules_between_rows", "no_rules", "shaded", "torn_rows", "torn_rows_left_open", "landscape_and_large", "small_and_tight"),
    *("on_its_side", "time_before_text", "wide_labels_hyphenated"),
}
TEXTS = {"dump", "markdown", "paragraphs_marked_in_utf_16"}
WAYS = sorted([*(f"{name}.pdf" for name in PDFS), *(f"{name}.txt" for name in TEXTS)])


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twenty_ways")
    subprocess.run([sys.executable, FIXTURES / "twenty_ways.py", folder], check=True)
    return folder


@pytest.fixture(scope="module")
def told(printed: Path) -> Rows:
    return named(gold_fields(gold(printed / "answer.gold.json")))


def untold(told: Rows, reading: FileReading) -> list[str]:
    """The initiatives that are not as they were printed, and of which nothing says so."""
    got = named(read_fields(reading))
    initiatives = dict(zip(got, (each for document in reading.documents for each in document.initiatives), strict=True))
    unlike = [name for name in told.keys() | got.keys() if told.get(name) != got.get(name)]
    return sorted(str(name[1]) for name in unlike if not is_doubted(initiatives.get(name), reading))


def is_doubted(initiative: Initiative | None, reading: FileReading) -> bool:
    """Whether a warning or an error names one of its rows; one that is missing whole is told by an error of the document."""
    findings = [found for document in reading.documents for found in document.findings if found.severity is not Severity.INFO]
    if initiative is None:
        return any(found.severity is Severity.ERROR for found in findings)
    records = (initiative, *initiative.milestones, *initiative.economy)
    unknown = any(record.smiley.value is Smiley.UNKNOWN for record in records[1:])
    return unknown or any(found.subject is record for found in findings for record in records)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_printing_gives_the_same_table(way: str, printed: Path, told: Rows) -> None:
    reading = read(printed / way)
    assert named(read_fields(reading)) == told
    assert not [found.code for document in reading.documents for found in document.findings if found.severity is Severity.ERROR]


def test_the_ways_are_those_that_are_printed(printed: Path) -> None:
    assert sorted(path.name for path in printed.glob("*") if path.suffix in (".pdf", ".txt")) == WAYS


@pytest.mark.parametrize("way", ["grid.pdf", "no_rules.pdf", "rules_between_rows.pdf", "torn_rows.pdf", "landscape_and_large.pdf"])
def test_what_a_page_took_with_it_is_told(way: str, printed: Path, told: Rows, tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(printed / way) as document:
        pages = len(document)
    assert pages > 2
    for page in range(1, pages - 1):
        with pypdfium2.PdfDocument(printed / way) as document:
            del document[page]
            document.save(tmp_path / way)
        reading = read_file((tmp_path / way).read_bytes(), PDF)
        assert untold(told, reading) == [], f"page {page + 1} of {way}"


@pytest.mark.parametrize("way", ["dump.txt"])
def test_a_row_that_is_gone_from_a_dump_is_told(way: str, printed: Path, told: Rows) -> None:
    lines = (printed / way).read_text(encoding="utf-8").split("\n")
    rows = [number for number, line in enumerate(lines) if "\t" in line]
    assert len(rows) > 30
    for number in rows:
        without = "\n".join([*lines[:number], *lines[number + 1 :]])
        reading = read_file(without.encode(), TEXT)
        assert untold(told, reading) == [], lines[number][:60]
