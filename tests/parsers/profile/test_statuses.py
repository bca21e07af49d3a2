"""Statuses that are no signs: words, letters and coloured cells, by the legend first."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from parsers.model.records import Basis, Document, Reading, Smiley
from parsers.reading import read_file

TITLE = "Anden opfølgning på Aftale om budget 2034 for Ballerup Kommune"
GUIDE = "Definition af smileys på indsats:"
MEANINGS = ("Milepælen er nået.", "Milepælen er ikke fuldt nået, men det er realistisk.", "Milepælen er ikke nået og ikke realistisk.")
HEADER = "1.1. Legeplads\tAnlæg\tTid\tStatus"


def signs(document: Document) -> list[Reading]:
    return [milestone.smiley for initiative in document.initiatives for milestone in initiative.milestones]


def typed(statuses: tuple[str, ...], legend: tuple[str, ...] = ()) -> Document:
    guide = [GUIDE, *(f"{value}: {words}" for value, words in zip(legend, MEANINGS, strict=True))] if legend else []
    rows = [f"Milepæl\tTrin {n} er taget.\t1. budgetopfølgning 2034\t{status}" for n, status in enumerate(statuses, 1)]
    text = "\n".join([TITLE, *guide, HEADER, "Vi bygger.\tAnsvarligt center: Ejendomme\t\t", *rows]) + "\n"
    return read_file(text.encode(), "text/plain").documents[0]


@pytest.mark.parametrize("values", [("Nået", "Delvist nået", "Ikke nået"), ("N", "D", "I"), ("Blå", "Hvid", "Sort"), ("1", "2", "3")])
def test_what_the_legend_defines_in_words_letters_or_numbers_is_read_by_it(values: tuple[str, ...]) -> None:
    read = signs(typed(values, values))
    assert [one.value for one in read] == [Smiley.GLAD, Smiley.MIDDLE, Smiley.SOUR]
    assert {one.basis for one in read} == {Basis.WORD}
    assert [one.printed for one in read] == list(values)


def test_the_legend_counts_and_not_what_a_word_means_elsewhere() -> None:
    read = signs(typed(("Ikke nået", "Nået"), ("Ikke nået", "Delvist nået", "Nået")))
    assert [one.value for one in read] == [Smiley.GLAD, Smiley.SOUR]


def test_a_word_that_nobody_defined_is_unknown_and_kept_as_printed() -> None:
    document = typed(("Klaret på en måde",))
    assert [(one.value, one.printed) for one in signs(document)] == [(Smiley.UNKNOWN, "Klaret på en måde")]
    assert "unknown_sign" in [one.code for one in document.findings]


def test_a_share_is_kept_as_printed_and_never_a_sign() -> None:
    document = typed(("70 %", "100 pct."))
    assert [(one.value, one.printed) for one in signs(document)] == [(None, "70 %"), (None, "100 pct.")]
    assert not {"unknown_sign", "due_without_status"} & {one.code for one in document.findings}


def test_a_sign_with_its_word_is_the_sign_and_keeps_the_word() -> None:
    read = signs(typed(("☺ Nået", "☹ Nået")))
    assert [(one.value, one.printed) for one in read] == [(Smiley.GLAD, "Nået"), (Smiley.UNKNOWN, None)]


GREEN, YELLOW, RED = HexColor("#00a650"), HexColor("#ffc90e"), HexColor("#e31e24")
COLUMNS = (60, 180, 320, 450, 530)


def coloured(fills: list[Color | None], *, legend: bool, whole_rows: bool = False) -> Document:
    """A page with a table in which each milestone's smiley cell has a colour and no sign."""
    data = io.BytesIO()
    canvas = Canvas(data, A4)
    y = 780.0
    lines = [TITLE, *([GUIDE, *(f"{c}: {m}" for c, m in zip(("Grøn", "Gul", "Rød"), MEANINGS, strict=True))] if legend else [])]
    for line in lines:
        canvas.drawString(60, y, line)
        y -= 16
    rows = [("1.1. Legeplads", "Anlæg", "Tid", "Status"), ("Vi bygger.", "Ansvarligt center: By", "", "")]
    rows += [("Milepæl", f"Trin {n} er taget.", "1. budgetopfølgning 2034", "") for n in range(len(fills))]
    for cells, fill in zip(rows, [None, None, *fills], strict=True):
        for n, text in enumerate(cells):
            if fill is not None and (n == 3 or whole_rows):
                canvas.setFillColor(fill)
                canvas.rect(COLUMNS[n], y - 20, COLUMNS[n + 1] - COLUMNS[n], 30, stroke=0, fill=1)
            canvas.setFillColor(HexColor("#000000"))
            canvas.rect(COLUMNS[n], y - 20, COLUMNS[n + 1] - COLUMNS[n], 30)
            canvas.setFontSize(8)
            canvas.drawString(COLUMNS[n] + 3, y, text)
        y -= 30
    canvas.save()
    return read_file(data.getvalue(), "application/pdf").documents[0]


def test_a_coloured_cell_is_read_by_the_legend_that_names_its_colour() -> None:
    document = coloured([GREEN, YELLOW, RED, None], legend=True)
    read = signs(document)
    assert [one.value for one in read] == [Smiley.GLAD, Smiley.MIDDLE, Smiley.SOUR, None]
    assert [(one.basis, one.printed) for one in read[:3]] == [(Basis.CELL_COLOUR, name) for name in ("grøn", "gul", "rød")]
    assert "colour_alone" not in [one.code for one in document.findings]


def test_a_colour_that_no_legend_explains_is_read_with_little_confidence_and_says_so() -> None:
    document = coloured([GREEN, RED], legend=False)
    assert [(one.value, one.confidence) for one in signs(document)] == [(Smiley.GLAD, 0.5), (Smiley.SOUR, 0.5)]
    assert [one.code for one in document.findings].count("colour_alone") == 2


def test_a_row_that_is_coloured_all_over_has_none_for_it() -> None:
    assert [one.value for one in signs(coloured([GREEN, RED], legend=True, whole_rows=True))] == [Smiley.UNKNOWN] * 2
