"""Tables as Markdown of converters and as a spreadsheet's CSV: the same story, whatever stands between the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Literal

import pytest

from parsers.model.content import Line
from parsers.text.delimited import tabs_for_bars, tabs_for_delimiters
from tests.parsers.text.test_damaged_dumps import STORY, documents, said

Table = list[list[str]]


def told(write: Callable[[Table], str]) -> str:
    """The story with each of its tables written so."""

    def table(block: re.Match[str]) -> str:
        return write([row.split("\t") for row in block[0].strip("\n").split("\n")]) + "\n"

    return re.sub(r"(?:^.*\t.*\n)+", table, STORY, flags=re.MULTILINE)


def with_bars(rows: Table) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---|---|---|---|", *body])


def without_bars(rows: Table) -> str:
    head, *body = (" | ".join(row).strip() for row in rows)
    return "\n".join([head, "--- | --- | --- | ---", *body])


def torn(rows: Table) -> str:
    """The last milestone parted by a page's end: what is left of it begins the next page's table, as its header."""
    at = max(place for place, row in enumerate(rows) if row[0].startswith("Milepæl"))
    label, text, due, sign = rows[at]
    first, rest = text.split(" ", 1) if " " in text else (text, "")
    below = [["", rest, due, sign], *rows[at + 1 :]]
    return f"{with_bars([*rows[:at], [label, first, '', '']])}\n\nSide 2 af 3\n\n{with_bars(below)}"


@pytest.mark.parametrize("write", [with_bars, without_bars, torn])
def test_a_story_in_markdown_tables_is_the_same_story(write: Callable[[Table], str]) -> None:
    assert "\t" not in told(write)
    assert said(documents(told(write))[0].initiatives) == said(documents(STORY)[0].initiatives)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_story_out_of_a_spreadsheet_is_the_same_story(delimiter: str, quoting: Literal[0, 1]) -> None:
    written = StringIO()
    rows = csv.writer(written, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")
    for line in STORY.split("\n"):
        rows.writerow([cell.replace("<br>", "\n") for cell in (line.split("\t") + [""] * 4)[:4]])
    assert said(documents(written.getvalue())[0].initiatives) == said(documents(STORY)[0].initiatives)


def test_a_cell_of_a_spreadsheet_keeps_its_paragraphs_and_its_first_lines_number() -> None:
    text = '1.1. Ladcykler;Drift;Tid;Smiley\nMilepæl;"Købt.\n\nStatus: ja; nu";31.12.2031;☺\n'
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    assert tabs_for_delimiters(lines)[1] == (2, "Milepæl\tKøbt.<br><br>Status: ja; nu\t31.12.2031\t☺")


@pytest.mark.parametrize("text", ["Vi køber brød; mælk; smør; ost.", "Brød, mælk, smør, ost", "a | b", "Drift | Tid"])
def test_running_text_with_such_marks_stays_as_it_is(text: str) -> None:
    lines = [Line(1, text), Line(2, "---")]
    assert tabs_for_delimiters(lines) is lines
    assert tabs_for_bars(lines) is lines


def test_a_quotation_mark_that_is_never_closed_swallows_no_row() -> None:
    story = "".join(";".join((line.split("\t") + [""] * 4)[:4]) + "\n" for line in STORY.split("\n"))
    torn = story.replace("Milepæl;", 'Milepæl;"', 1)
    assert len(documents(torn)[0].initiatives) == len(documents(STORY)[0].initiatives)
