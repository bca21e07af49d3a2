"""Typed fields and notes are read where they stand; what an annotation strikes or marks to be blacked out is not."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from parsers.pdf import reader as pdf_reader
from tests.raw_pdf import raw_pdf, stream, text

LABEL = text("Milepæl", 50, 750)
FORM = "/AcroForm << /Fields [10 0 R] /NeedAppearances true /DA (/F 10 Tf 0 g) /DR << /Font << /F 5 0 R >> >> >>"


def field(value: str, flags: int = 4) -> str:
    return (
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (status) /V ({value}) /DA (/F 10 Tf 0 g) /F {flags}"
        " /Rect [150 690 400 710] /MK << >> >>"
    )


def words(data: bytes) -> str:
    return " ".join(word.text for page in pdf_reader.read_pdf(data).pages for word in page.words)


@pytest.mark.parametrize(("flags", "seen"), [(4, True), (6, False), (36, False)], ids=["printed", "hidden", "not viewed"])
def test_what_is_typed_into_a_field_is_read_where_it_stands(flags: int, seen: bool) -> None:
    data = raw_pdf(LABEL, catalog=FORM, annotations=["10 0 R"], objects={10: field("Planen er skrevet", flags)})
    assert words(data) == ("Milepæl Planen er skrevet" if seen else "Milepæl")
    if seen:
        [word] = [word for page in pdf_reader.read_pdf(data).pages for word in page.words if word.text.startswith("Planen")]
        assert 148 <= word.x0 <= 160
        assert 842 - 712 <= word.top <= word.bottom <= 842 - 688


def test_the_engines_differ_in_typed_fields_which_pdfplumber_alone_does_not_see() -> None:
    data = raw_pdf(LABEL, catalog=FORM, annotations=["10 0 R"], objects={10: field("Planen er skrevet")})
    assert [[word.text for word in pdf_reader.read_pdf(data, engine).pages[0].words] for engine in ("pdfium", "pdfplumber")] == [
        ["Milepæl", "Planen er skrevet"],
        ["Milepæl"],
    ]


def test_a_note_typed_onto_the_page_is_read_as_viewers_show_it() -> None:
    shown = stream(
        "BT /F 10 Tf 2 6 Td (Cyklerne er købt.) Tj ET",
        "/Type /XObject /Subtype /Form /BBox [0 0 250 20] /Resources << /Font << /F 5 0 R >> >>",
    )
    note = "<< /Type /Annot /Subtype /FreeText /Contents (Cyklerne er k\\370bt.) /F 4 /Rect [150 690 400 710] /AP << /N 11 0 R >> >>"
    assert words(raw_pdf(LABEL, annotations=["10 0 R"], objects={10: note, 11: shown})) == "Milepæl Cyklerne er købt."


def test_a_remark_typed_onto_the_page_s_own_words_is_none_of_them() -> None:
    shown = stream(
        "BT /F 10 Tf 2 6 Td (Rettet 3/8) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F 5 0 R >> >>"
    )
    note = "<< /Type /Annot /Subtype /FreeText /Contents (Rettet 3/8) /F 4 /Rect [60 694 150 714] /AP << /N 11 0 R >> >>"
    data = raw_pdf(LABEL + text("Planen er skrevet", 50, 700), annotations=["10 0 R"], objects={10: note, 11: shown})
    assert words(data) == "Milepæl Planen er skrevet"
    assert [(mark.code, mark.words) for mark in pdf_reader.read_pdf(data).marks] == [("typed_note", "Rettet 3/8")]


def marked(kind: str, left: float, right: float) -> bytes:
    corners = f"{left} 710 {right} 710 {left} 697 {right} 697"
    mark = f"<< /Type /Annot /Subtype /{kind} /F 4 /Rect [{left} 697 {right} 710] /QuadPoints [{corners}] >>"
    return raw_pdf(
        LABEL + text("Aftalt med", 50, 700) + text("Anders And", 110, 700) + text("om lejen", 170, 700),
        annotations=["10 0 R"],
        objects={10: mark},
    )


@pytest.mark.parametrize(("kind", "noticed"), [("StrikeOut", ("struck_text", "Anders And")), ("Redact", ("redacted_text", ""))])
def test_words_that_an_annotation_strikes_or_marks_to_be_blacked_out_are_not_read(kind: str, noticed: tuple[str, str]) -> None:
    content = pdf_reader.read_pdf(marked(kind, 109, 164))
    assert [word.text for page in content.pages for word in page.words] == ["Milepæl", "Aftalt med", "om lejen"]
    assert [(mark.code, mark.words) for mark in content.marks] == [noticed]


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Link"])
def test_a_highlight_and_a_link_change_nothing(kind: str) -> None:
    assert words(marked(kind, 109, 164)) == "Milepæl Aftalt med Anders And om lejen"


def test_the_files_that_lie_in_a_file_are_named() -> None:
    document = pypdfium2.PdfDocument(raw_pdf(LABEL))
    document.new_attachment("bilag 1.pdf").set_data(b"%PDF-1.7")
    written = io.BytesIO()
    document.save(written)
    assert ("embedded_files", None, "bilag 1.pdf") in pdf_reader.read_pdf(written.getvalue()).notes
