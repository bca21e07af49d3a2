"""HTML tables among a dump's lines: each row becomes one line, and nothing else is touched."""

from __future__ import annotations

import re
import time

import pytest

from parsers.reading import read_file
from parsers.text.html_tables import tabbed
from parsers.text.reader import read_text
from tests.parsers.text.test_damaged_dumps import STORY, documents, said


def lines(text: str) -> list[tuple[int, str]]:
    return [(number, line) for number, line in tabbed(read_text(text.encode()).lines) if line]


def html(joint: str, cell_joint: str, closed: bool = True) -> str:
    """The story with each of its tables in HTML."""

    def table(block: re.Match[str]) -> str:
        rows = [row.split("\t") for row in block[0].strip("\n").split("\n")]
        cells = [cell_joint.join(f"<td>{cell}{'</td>' if closed else ''}" for cell in row) for row in rows]
        written = [f"<tr>{cell_joint}{row}{'</tr>' if closed else ''}" for row in cells]
        return joint.join(["<table border='1'>", *written, "</table>" if closed else ""]) + "\n"

    return re.sub(r"(?:^.*\t.*\n)+", table, re.sub(r"\n\n(?=\S.*\t)", "\n", STORY), flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("joint", "cell_joint", "closed"),
    [("\n", "", True), ("", "", True), ("\n", "\n    ", True), ("\n", "", False)],
    ids=["a_line_a_row", "a_line_a_table", "a_line_a_cell", "unclosed"],
)
def test_a_story_in_html_tables_is_the_same_story(joint: str, cell_joint: str, closed: bool) -> None:
    text = html(joint, cell_joint, closed)
    assert "\t" not in text
    read_of = documents(text)
    assert len(read_of) == 1
    assert said(read_of[0].initiatives) == said(documents(STORY)[0].initiatives)
    assert not [found for found in read_of[0].findings if "<" in (found.text or "")]


def test_what_stands_around_a_table_keeps_its_words_and_its_line() -> None:
    text = "1. Et tema\n<table><tr><td>Milepæl</td><td>Nået.</td></tr></table> Note.\n2. Et andet"
    assert lines(text) == [(1, "1. Et tema"), (2, "Milepæl\tNået."), (2, " Note. "), (3, "2. Et andet")]


def test_a_merged_cell_stands_in_the_first_column_and_row_it_covers() -> None:
    text = '<tr><td rowspan="2">Milepæl</td><td colspan="2">Nået.</td></tr>\n<tr><td>Indviet.</td><td>☺</td></tr>'
    assert [line for _, line in lines(text)] == ["Milepæl\tNået.\t", "\tIndviet.\t☺"]


def test_a_cell_merged_both_ways_hangs_in_each_column_it_covers() -> None:
    text = '<tr><td rowspan="2" colspan="2">Milepæl</td><td>Nået.</td></tr>\n<tr><td>Indviet.</td></tr>\n<tr><td>Økonomi</td></tr>'
    assert [line for _, line in lines(text)] == ["Milepæl\t\tNået.", "\t\tIndviet.", "Økonomi"]


def test_a_cell_that_reaches_down_a_last_column_ends_where_it_says() -> None:
    text = '<tr><td>a</td><td rowspan="2">b</td></tr>\n<tr><td>c</td></tr>\n<tr><td>d</td><td>e</td></tr>'
    assert [line for _, line in lines(text)] == ["a\tb", "c\t", "d\te"]


def test_a_table_within_a_cell_of_a_tabbed_row_is_left_to_that_cell() -> None:
    text = "Milepæl\t<table><tr><td>Nået.</td></tr></table>\t31.12.2031\t☺"
    assert lines(text) == [(1, text)]


def test_a_row_that_is_never_closed_does_not_swallow_the_rest() -> None:
    document = read_file(html("\n", "").replace("</table>", "").encode(), "text/plain").documents[0]
    assert said([document.initiatives[-1]]) == said([documents(STORY)[0].initiatives[-1]])


def test_a_cell_that_is_never_closed_is_read_in_one_go() -> None:
    text = "<tr><td></td><td>" + ("Nået. " * 10 + "\n") * 100_000 + "</td></tr>"
    began = time.process_time()
    assert [line.count("Nået.") for _, line in lines(text)] == [1_000_000]
    assert time.process_time() - began < 2
