"""A page that was taken out of a PDF is told where the file still points to it."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from parsers.model.findings import Code
from parsers.pdf.pages_taken_out import pages_taken_out
from parsers.reading import read_file

PDFS = Path(__file__).parents[2] / "fixtures" / "pdf"


def with_bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"Side {number}", number - 1) for number in range(1, len(pdf.pages) + 1))


def with_structure(pdf: pikepdf.Pdf) -> None:
    elements = [pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, Pg=page.obj, K=0) for page in pdf.pages]
    whole = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, K=pikepdf.Array(elements)))
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=whole))


def without(points: Callable[[pikepdf.Pdf], None], *numbers: int) -> bytes:
    """Five pages, all of them pointed to, without some."""
    pdf = pikepdf.new()
    for _ in range(5):
        pdf.add_blank_page()
    points(pdf)
    for number in sorted(numbers, reverse=True):
        del pdf.pages[number - 1]
    written = io.BytesIO()
    pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


@pytest.mark.parametrize("points", [with_bookmarks, with_structure])
@pytest.mark.parametrize(("taken", "gaps"), [((), []), ((3,), [(2, 3)]), ((2, 3), [(1, 2)]), ((2, 4), [(1, 2), (2, 3)])])
def test_a_page_that_is_pointed_to_and_is_not_there_is_told(
    points: Callable[[pikepdf.Pdf], None], taken: tuple[int, ...], gaps: list[tuple[int, int]]
) -> None:
    assert pages_taken_out(without(points, *taken), 5 - len(taken)) == gaps


@pytest.mark.parametrize("points", [with_bookmarks, with_structure])
def test_a_file_cut_from_a_longer_one_has_lost_nothing(points: Callable[[pikepdf.Pdf], None]) -> None:
    assert pages_taken_out(without(points, 1, 5), 3) == []


def test_no_page_is_told_of_a_whole_file_or_one_that_is_none() -> None:
    assert not any(pages_taken_out(path.read_bytes(), len(pikepdf.open(path).pages)) for path in PDFS.glob("chromium_*.pdf"))
    assert pages_taken_out(b"/Type /Page and no more", 0) == []


def test_the_initiatives_around_the_page_say_so() -> None:
    with pikepdf.open(PDFS / "chromium_emoji.pdf") as pdf:
        with_bookmarks(pdf)
        del pdf.pages[1]
        written = io.BytesIO()
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    reading = read_file(written.getvalue(), "application/pdf")
    found = [one for document in reading.documents for one in document.findings if one.code == Code.PAGE_TAKEN_OUT]
    assert found
    assert all(one.subject is not None and one.message.startswith("Mellem side 1 og 2 ") for one in found)
