"""What a table row has to do with headers: it is one, begins an initiative below one, or prints one again."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import starmap, zip_longest
from operator import eq

from msgspec import Struct

from parsers.model.content import PageContent
from parsers.model.rotation import place_on
from parsers.model.rows import Row, RowKind
from parsers.pages.cell_text import PrintedLine, joined, unbroken_text
from parsers.pages.split_rows import CellParts, OpenTable, TableRow, row_on_page
from parsers.profile.initiative_columns import LONGEST_HEADING, heading_words, is_headed_by
from parsers.profile.labels import RESPONSIBLE_LABEL, ColumnRole, header_columns, is_title_row
from parsers.profile.titles import numbered_title
from parsers.tables.grid import Grid, GridRow
from parsers.tables.header_words import telling_words
from parsers.tables.settings import SETTINGS

__all__ = ["HeaderRole", "Surroundings", "below_header", "repeats_header", "role_of"]

LOST_MOST = 1  # words of a header printed again: where the page is a picture, one may not be read
NEARLY = 80  # percent of likeness: where the page is a picture, letters may be read otherwise the second time
SHORT_TITLE = 8  # letters: a shorter one may be another initiative's too


class HeaderRole(StrEnum):
    """What a row is, as far as headers go."""

    NONE = "none"
    HEADER = "header"  # it names the columns of what stands below it
    TITLE = "title"  # it begins an initiative below a header over all of them
    AGAIN = "again"  # the header of the table that goes on, or the title above it, printed once more


class Surroundings(Struct):
    """Where a row stands: `at_top` first on a page, on which the table of the page before may go on.

    `title` is the last numbered title that stood apart from its header, `title_above` the row before's texts when it is one;
    `in_picture` on a page that was read from its picture.
    """

    at_top: bool
    in_picture: bool
    title: str
    title_above: list[str]
    following: GridRow | None


def role_of(
    row: TableRow, texts: list[str], table: OpenTable | None, around: Surroundings
) -> tuple[HeaderRole, dict[int, ColumnRole] | None]:
    """The role of a row with these texts, and the columns that it names where it is a header.

    `table` is the one it stands in, None in a new one.
    """
    told = not telling_words().headers.isdisjoint(texts)
    columns = header_columns([unbroken_text(text) for text in texts]) if told else None
    if not around.title_above and _is_again(row, texts, columns, table, around):
        return HeaderRole.AGAIN, None
    if told and table is not None and table.columns is not None and is_title_row(texts, table.columns):
        return HeaderRole.TITLE, None
    return (HeaderRole.NONE if columns is None and not _heads_initiatives(texts) else HeaderRole.HEADER), columns


def _heads_initiatives(texts: list[str]) -> bool:
    """Whether each row below is an initiative."""
    _, firsts = heading_words()
    if firsts.isdisjoint([text.split(maxsplit=1)[0] for text in texts if len(text) <= LONGEST_HEADING and text and not text.isspace()]):
        return False  # as most
    return all(len(text) <= LONGEST_HEADING for text in texts) and is_headed_by([unbroken_text(text) for text in texts]) is not None


def _is_again(
    row: TableRow, texts: list[str], columns: dict[int, ColumnRole] | None, table: OpenTable | None, around: Surroundings
) -> bool:
    """Whether a row prints again what stood above the table: anywhere where it names its initiative, else at a page's top."""
    if table is not None and columns is not None and _names_again(table, texts) and not _describes(around.following):
        return True
    if not around.at_top:
        return False
    if around.in_picture and table is not None and columns is not None and _nearly_names(table, texts) and not _describes(around.following):
        return True
    return (table is not None and _is_headed_by(table, texts)) or (row.is_title and row.title == around.title)


def repeats_header(page: PageContent, grid: Grid, table: OpenTable) -> bool:
    """Whether the grid begins with the table's header printed again: then its columns are the table's, however wide they are."""
    columns = list(range(len(grid.borders)))
    return len(columns) == len(table.borders) and _is_headed_by(table, row_on_page(page, grid, grid.rows[0], columns).texts())


def below_header(page: PageContent, row: TableRow, table: OpenTable) -> TableRow | None:
    """What of a page's first row stands below the header printed again, where no rule parts the two; None where it is not."""
    if not table.header:
        return None
    headers = [table.header[cell.column : cell.column + cell.span] for cell in row.cells]
    counts = [_how_many_are(header, cell.lines) for header, cell in zip(headers, row.cells, strict=True)]
    if counts.count(None) > LOST_MOST:
        return None
    h_edge = max((cell.lines[n - 1].bottom for cell, n in zip(row.cells, counts, strict=True) if n), default=0.0)
    rest = [
        CellParts(cell.column, cell.span, cell.lines[n or 0 :], cell.symbols, joined(cell.lines[n or 0 :]))
        for cell, n in zip(row.cells, counts, strict=True)
    ]
    below = [line.top for cell in rest for line in cell.lines]
    if not h_edge or not below or min(below) < h_edge - SETTINGS.min_row_height:
        return None
    left, _, right, bottom = row.box
    box = left, h_edge, right, bottom
    return TableRow(Row(RowKind.TABLE, [], [place_on(page, box)]), rest, box, open_above=True, open_below=row.open_below)


def _is_headed_by(table: OpenTable, texts: list[str]) -> bool:
    """Whether a row prints the header, or the title above it, once more."""
    return any(printed and _same_words(texts, printed) for printed in (table.header, table.title))


def _names_again(table: OpenTable, texts: list[str]) -> bool:
    """Whether a row prints a header again that names its initiative: no two tables of a document have the same."""
    return _same_words(texts, table.header) and any(numbered_title(text) is not None for text in table.header)


def _nearly_names(table: OpenTable, texts: list[str]) -> bool:
    """Whether a row prints a header again with letters misread: its initiative's number or title is the same, the rest nearly."""
    title, again = (next(filter(None, map(numbered_title, cells)), None) for cells in (table.header, texts))
    if title is None or again is None:
        return False
    if title[0].strip(".") == again[0].strip("."):
        from rapidfuzz import fuzz  # as few papers want it

        return fuzz.ratio("".join(_letters(table.header)), "".join(_letters(texts))) >= NEARLY
    return len(title[1]) >= SHORT_TITLE and _same_words([title[1]], [again[1]])


def _describes(row: GridRow | None) -> bool:
    """Whether a row says who is responsible, as the first below a header does that is no repetition."""
    return row is not None and any(RESPONSIBLE_LABEL.search(" ".join([word.text for word in cell.words])) for cell in row.cells)


def _how_many_are(header: list[str], lines: list[PrintedLine]) -> int | None:
    """How many of a cell's first lines print the header's words, and nothing else; None where none do."""
    wanted, told = "".join(_letters(header)), ""
    for n, line in enumerate(lines):
        if told == wanted:
            return n
        told += "".join(_letters([line.text]))
        if not wanted.startswith(told):
            return None
    return len(lines) if told == wanted else None


def _same_words(texts: list[str], others: list[str]) -> bool:
    return all(starmap(eq, zip_longest(_letters(texts), _letters(others))))  # the first letters tell most apart


def _letters(texts: list[str]) -> Iterator[str]:
    return filter(str.isalnum, "".join(texts))
