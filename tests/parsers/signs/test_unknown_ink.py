"""A status cell that is empty of signs and not blank on paper is unknown, never null."""

from __future__ import annotations

import io

import pikepdf
import pytest

from parsers.model.records import Milestone, Smiley
from parsers.reading import PDF, FileReading, read_file
from tests.answers import FIXTURES

PRINT = FIXTURES / "pdf" / "stroke_grid.pdf"
PICTURE = b"q %d 0 0 %d %f %f cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \xc0\x20\x20 EI Q"
DRAWINGS = {
    "a_bar": b"q 0.8 0.1 0.1 rg %f %f 24 6 re f Q",
    "a_dark_bar": b"q 0.1 g %f %f 20 6 re f Q",
}


def _empty(reading: FileReading) -> Milestone:
    """A milestone whose sign cell is empty."""
    milestones = (each for document in reading.documents for one in document.initiatives for each in one.milestones)
    return next(milestone for milestone in milestones if milestone.smiley.value is None)


def _with(drawing: bytes | pikepdf.Dictionary, *, beside: float = 0.0) -> FileReading:
    """The print with something drawn into its first empty sign cell, or so far beside it."""
    place = _empty(read_file(PRINT.read_bytes(), PDF)).places[0]
    assert None not in (place.page, place.x1, place.top, place.bottom)
    out = io.BytesIO()
    with pikepdf.open(PRINT) as pdf:
        page = pdf.pages[place.page - 1]
        x, y = place.x1 - 40 + beside, float(page.mediabox[3]) - (place.top + place.bottom) / 2 - 4
        if isinstance(drawing, bytes):
            page.contents_add(pdf.make_stream(drawing.replace(b"%f %f", f"{x} {y}".encode())))
        else:
            drawing.Rect = pikepdf.Array([x, y, x + 14, y + 10])
            page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(drawing)]))
        pdf.save(out)
    return read_file(out.getvalue(), PDF)


@pytest.mark.parametrize("name", DRAWINGS)
def test_what_is_drawn_in_it_and_is_no_sign_makes_it_unknown(name: str) -> None:
    whole = _empty(read_file(PRINT.read_bytes(), PDF))
    reading = _with(DRAWINGS[name])
    [milestone] = [
        each
        for document in reading.documents
        for one in document.initiatives
        for each in one.milestones
        if (each.places, each.due) == (whole.places, whole.due)
    ]
    assert milestone.smiley.value is Smiley.UNKNOWN
    assert [found.subject for document in reading.documents for found in document.findings if found.code == "unknown_sign"] == [milestone]


def test_a_wide_picture_does_too() -> None:
    reading = _with(PICTURE.replace(b"%d 0 0 %d", b"36 0 0 9"))
    assert [found.code for document in reading.documents for found in document.findings if found.code == "unknown_sign"] == ["unknown_sign"]


@pytest.mark.parametrize("kind", ["Stamp", "Ink", "Circle"])
def test_so_does_what_a_reader_of_the_file_stamped_or_drew_into_it(kind: str) -> None:
    reading = _with(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}")))
    assert [found.code for document in reading.documents for found in document.findings if found.code == "unknown_sign"] == ["unknown_sign"]


def test_what_is_drawn_beside_the_table_makes_nothing_unknown() -> None:
    reading = _with(DRAWINGS["a_bar"], beside=200.0)
    assert not [found for document in reading.documents for found in document.findings if found.code == "unknown_sign"]
