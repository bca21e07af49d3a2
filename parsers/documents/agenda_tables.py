"""Minutes that are printed as a table in, the lines that they would be without it out: headings in a left column, or over one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parsers.documents.agenda_headings import heading_of
from parsers.model import late_regex as regex
from parsers.model.findings import Code
from parsers.model.records import SectionKind
from parsers.model.rows import Cell, Row, RowKind

__all__ = ["AgendaTable"]

NUMBER = regex.compile(r"\d{1,3}[a-zæøå]?\.?")
IN_A_COLUMN = frozenset({SectionKind.DECISION, SectionKind.RECOMMENDATION, SectionKind.CASE})


def heads_row(row: Row) -> bool:
    """Whether a row's first cell heads what stands beside it: 'Indstilling' | 'at planen godkendes'."""
    cells = [cell.text for cell in row.cells if cell.text]
    heading = heading_of(cells[0]) if len(cells) > 1 else None
    return heading is not None and heading.kind in IN_A_COLUMN


def heads_columns(row: Row) -> bool:
    """Whether a row heads the columns of a table with an item a row: 'Punkt' | 'Emne' | 'Beslutning'."""
    headings = [heading_of(cell.text) if cell.text else None for cell in row.cells]
    if headings[0] is not None or sum(cell.text != "" for cell in row.cells) < 2:  # '' | 'Beslutning' heads the rows below it
        return False
    return any(each and each.kind is SectionKind.DECISION for each in headings)


class AgendaTable:
    """Goes row by row through a paper's tables; knows what heads the columns of the one at hand."""

    def __init__(self) -> None:
        self._heads: dict[int, str] = {}
        self.header: Row | None = None  # until a row tells what it heads
        self._has_items = False  # a table that stands in an item's text may have a column of that name too

    def lines(self, row: Row) -> Iterator[Row]:
        """The lines of one row, each of the kind of running text."""
        cells = [cell for cell in row.cells if cell.text]
        if heads_columns(row):
            yield from self.end()
            self._heads, self.header = {cell.column: cell.text for cell in cells if heading_of(cell.text)}, row
        elif self._heads and len(cells) > 1 and NUMBER.fullmatch(cells[0].text):
            self._has_items, self.header = True, None
            title = " ".join(cell.text for cell in cells if cell.column not in self._heads)
            yield replace(_line(row, title), heading=True)
            for cell in cells:
                if heading := self._heads.get(cell.column):
                    yield _line(row, heading)
                    yield from _lines(row, cell.text)
        elif (
            self._has_items and len(cells) > 1 and any(cell.column in self._heads for cell in cells)
        ):  # of an item whose number is not printed
            words = " | ".join(cell.text.replace("\n", " ") for cell in cells)
            yield replace(_line(row, words), kind=RowKind.FURNITURE, notes=(*row.notes, (Code.UNREAD_ROW, words)))
        else:
            yield from self.end()
            yield from self._others(row, cells)

    def end(self) -> Iterator[Row]:
        """What heads the columns of a table without items, as one of its rows, where nothing told yet that it does."""
        if self.header is not None:
            yield _in_one_line(self.header)
        self.header = None

    def _others(self, row: Row, cells: Sequence[Cell]) -> Iterator[Row]:
        if heads_row(row):
            for cell in cells:
                yield from _lines(row, cell.text)
        elif any(heading_of(line) for cell in cells for line in cell.text.split("\n") if line):
            yield from _in_one_cell(row, [cell.text for cell in cells])
        else:
            yield _in_one_line(row)


def _in_one_line(row: Row) -> Row:
    """What stands beside one another on one line, which tells by its span that it did."""
    texts = [cell.text.replace("\n", " ") for cell in row.cells if cell.text]
    return replace(row, kind=RowKind.TEXT, cells=[Cell(" ".join(texts), span=max(len(texts), 1))])


def _in_one_cell(row: Row, cells: Sequence[str]) -> Iterator[Row]:
    """The lines of an item that stands whole in a cell, beside its number."""
    if len(cells) > 1 and NUMBER.fullmatch(cells[0]):
        cells = [f"{cells[0]} {cells[1]}", *cells[2:]]
    for text in cells:
        yield from _lines(row, text)


def _lines(row: Row, text: str) -> Iterator[Row]:
    return (_line(row, line) for line in text.split("\n") if line)


def _line(row: Row, text: str) -> Row:
    return replace(row, kind=RowKind.TEXT, cells=[Cell(text)])
