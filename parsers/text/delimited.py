"""The lines of a text dump to lines in which each row of a table with other delimiters is one, with a tab between its cells.

Markdown may leave out the bars at a table's edges (GitHub Flavored Markdown, section 4.10); spreadsheets write CSV, in Danish ones
with semicolons, elsewhere with commas or tabs (RFC 4180 for quotes and for line ends in a cell).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import Literal

from parsers.model import late_regex as regex
from parsers.model.content import Line
from parsers.profile.labels import header_columns, row_label
from parsers.profile.titles import followup_title
from parsers.profile.vocabulary import ProfileWords, key_of, vocabulary

__all__ = ["MARKDOWN_BORDER", "tabs_for_bars", "tabs_for_delimiters", "without_escapes"]

MARKDOWN_BORDER = regex.compile(r"(?<!\\)\|")
UNDER_HEADER = regex.compile(r"\s*:?-+:?(?:\s*\|\s*:?-+:?)+\s*\Z")
ESCAPED = regex.compile(r"\\(?=[!-/:-@\[-`{}~])")  # CommonMark 2.4, but for the bar
DELIMITERS = ";", ",", "\t"  # as spreadsheets write them in Denmark, elsewhere, and as "Unicode text"
# a cell that goes on in the next line, or a row whose cells all are quoted
QUOTED = regex.compile(r'(?:\A|\t)"(?:[^"\t]|"")*\Z|\A(?:"(?:[^"\t]|"")*"\t)+"(?:[^"\t]|"")*"\s*\Z')
FEWEST = 3  # delimiters: a header of ours has four cells
LINE_END = "<br>"  # as converters write it into a cell


def without_escapes(lines: Sequence[Line]) -> Sequence[Line]:
    r"""Markdown's lines with points and dashes that a converter marked as such ("1\\. budgetopfølgning") plain; bars stay marked.

    The same lines where none is the row below a table's header.
    """
    if not any("|" in text and UNDER_HEADER.match(text.strip().strip("|")) for _, text in lines):
        return lines
    return [Line(number, ESCAPED.sub("", text)) if "\\" in text else Line(number, text) for number, text in lines]


def tabs_for_bars(lines: Sequence[Line]) -> Sequence[Line]:
    """Tables without bars at their edges; the same lines where there is none. A row that ends early gets empty cells."""
    headers = {place - 1 for place, (_, text) in enumerate(lines) if place and "|" in text and UNDER_HEADER.match(text)}
    return list(_without_bars(lines, headers)) if headers else lines


def _without_bars(lines: Sequence[Line], headers: set[int]) -> Iterator[Line]:
    columns = 0  # of the table that the line stands in; 0 outside of one
    for place, (number, text) in enumerate(lines):
        if place in headers:
            columns = len(MARKDOWN_BORDER.split(lines[place + 1].text))
        cells = MARKDOWN_BORDER.split(text) if columns else []
        if len(cells) < 2:
            columns = 0
            yield Line(number, text)
        else:
            plain = [cell.replace("\\|", "|").replace("\t", " ").strip() for cell in cells]
            yield Line(number, "\t".join(plain + [""] * (columns - len(plain))))


def tabs_for_delimiters(lines: Sequence[Line]) -> Sequence[Line]:
    """A spreadsheet's CSV, or its cells behind tabs with quotation marks around line ends; the same lines where no header is written so.

    What stands alone in its row is text again.
    """
    delimiter = next((each for each in DELIMITERS if any(_heads(text, each) for _, text in lines)), None)
    if delimiter is None or (delimiter == "\t" and not any(_is_of_spreadsheet(text) for _, text in lines)):
        return lines
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):  # the second where a quotation mark is printed and never closed
        with suppress(csv.Error):
            return list(_records(lines, delimiter, quoting))
    return lines


def _is_of_spreadsheet(text: str) -> bool:
    """Whether a line with tabs is quoted, or gives a document's title all the cells of a row."""
    return QUOTED.search(text) is not None or (text[-FEWEST:] == "\t" * FEWEST and followup_title(text.strip()) is not None)


def _heads(text: str, delimiter: str) -> bool:
    """Whether a line is a header of ours with its cells parted so."""
    if text.count(delimiter) < FEWEST:
        return False
    if delimiter != ";" and text.rstrip('" ,\t')[-2:].casefold() not in _tails(vocabulary()):  # running text is full of commas
        return False
    with suppress(csv.Error):
        return any(_is_header(cells) for cells in csv.reader([text], delimiter=delimiter))
    return False


@cache
def _tails(words: ProfileWords) -> frozenset[str]:
    return frozenset(heading[-2:] for heading, role in words.headings.items() if role == "status")


def _is_header(cells: Sequence[str]) -> bool:
    known = vocabulary().known
    return header_columns(cells) is not None or sum(key_of(cell) in known for cell in cells) > len(cells) / 2


def _records(lines: Sequence[Line], delimiter: str, quoting: Literal[0, 3]) -> Iterator[Line]:
    reader = csv.reader((f"{text}\n" for _, text in lines), delimiter=delimiter, quoting=quoting, strict=True)
    begin, under_header = 0, False
    for cells in reader:
        filled = [cell for cell in cells if cell.strip()]
        if not filled:
            yield Line(lines[begin].number, "")
        elif cells[:1] == filled and not under_header and row_label(filled[0]) is None:
            yield from (Line(lines[begin].number, part) for part in filled[0].split("\n"))
        else:
            yield Line(lines[begin].number, "\t".join(cell.strip().replace("\t", " ").replace("\n", LINE_END) for cell in cells))
        begin, under_header = reader.line_num, header_columns(cells) is not None
