"""Tables with one row an initiative and no vertical rules, in looks that vary at random, read as printed or with a word of what was not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from parsers.model.content import FileContent
from parsers.model.records import Document, Initiative, Severity
from parsers.model.rows import RowKind
from parsers.pages.rows import page_rows
from parsers.pdf import reader
from parsers.profile.loading import ProfileText, load_profiles
from parsers.profile.profiles import Profiles
from parsers.reading import read_file
from tests.profiles.open_tables import PROFILE, OpenTable, made, printed

PDF = "application/pdf"
PROFILES = Profiles(load_profiles((ProfileText("nordby.toml", PROFILE),)))
SIGNS = {"Grøn": "glad", "Gul": "mellem", "Rød": "sur"}


def read(table: OpenTable) -> Document:
    documents = read_file(printed(table), PDF, profiles=PROFILES).documents
    assert [document.kind.value for document in documents] == ["followup"]
    return documents[0]


def cells(initiative: Initiative) -> Iterator[tuple[str, str]]:
    """What was read of an initiative, by the column it stands in, without the spaces that lines' ends make."""
    [milestone] = initiative.milestones
    yield "number", initiative.number or ""
    yield "title", initiative.title
    yield "text", initiative.description or ""
    yield "committee", initiative.responsible_committee or ""
    yield "due", milestone.due.label or ""
    yield "status", milestone.smiley.value or ""
    yield "status_text", milestone.status_note or ""


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def wanted(table: OpenTable) -> list[dict[str, str]]:
    return [{name: squeezed(SIGNS.get(text, text)) for name, text in row.items() if name != "persons"} for row in table.rows]


def got(document: Document, table: OpenTable) -> list[dict[str, str]]:
    return [{name: squeezed(text) for name, text in cells(one) if name in table.headings} for one in document.initiatives]


@pytest.mark.parametrize("seed", range(24))
def test_a_table_without_vertical_rules_is_read_as_printed_in_any_look(seed: int) -> None:
    table = made(seed)
    document = read(table)
    assert got(document, table) == wanted(table)
    assert "Mette" not in repr(document), "a person's name is stored nowhere"
    said = {one.code for one in document.findings if one.severity is not Severity.INFO}
    assert said <= {"stray_text", "said_twice"}, "what stands below the table is told, and nothing else"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 220))
def test_what_is_not_read_as_printed_is_said(seed: int) -> None:
    table = made(seed)
    document = read(table)
    loud = any(one.severity is not Severity.INFO for one in document.findings)
    assert got(document, table) == wanted(table) or loud


def test_nothing_printed_is_lost_where_text_follows_the_table() -> None:
    table = replace(made(3), after=True, before=0)
    document = read(table)
    told = [one.text for one in document.findings if one.code == "stray_text"]
    assert squeezed("".join(filter(None, told))).startswith("Bemærk:Herfølgerenstatus")


@pytest.mark.parametrize("headings", [None, ("Opgave", "Slutdato", "Stade")], ids=["of_another_profile", "of_none"])
def test_without_its_profile_the_table_is_told_and_no_initiative_made(headings: tuple[str, ...] | None) -> None:
    table = made(1)
    if headings is not None:
        columns = ("title", "due", "status")
        rows = [{name: row[name] for name in columns} for row in table.rows]
        table = replace(table, headings=dict(zip(columns, headings, strict=True)), rows=rows, widths=[4.0, 2.0, 2.0])
    [document] = read_file(printed(table), PDF).documents
    assert (document.kind.value, document.initiatives) == ("other", [])
    assert [one.severity for one in document.findings if one.code == "looks_like_a_followup"] == [Severity.WARNING]


def test_a_sentence_with_the_words_of_headings_heads_no_table() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    said = ("Hvert initiativ har en status og en frist,", "og Initiativ, Frist og Trafiklys står i bilaget.", "Grøn er godt.")
    for at, text in enumerate(said):
        canvas.drawString(60, 700 - 14 * at, text)
    canvas.save()
    rows = page_rows(reader.pages(stream.getvalue(), FileContent(PDF, "auto"), "auto"))
    assert {row.kind for row in rows} == {RowKind.TEXT}
