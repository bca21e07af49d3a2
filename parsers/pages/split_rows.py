"""A table row in the making: its parts on one page and the next, and whether they are one row."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter, itemgetter

from msgspec import Struct

from parsers.model import late_regex as regex
from parsers.model.content import Fill, LooseDrawing, PageContent, Symbol
from parsers.model.rotation import Box, place_on
from parsers.model.rows import Cell, Row, RowKind
from parsers.pages.cell_colours import Colour, covering
from parsers.pages.cell_text import PrintedLine, joined, printed
from parsers.profile.initiative_columns import InitiativeColumn, is_headed_by
from parsers.profile.labels import RESPONSIBLE_LABEL, ColumnRole
from parsers.profile.titles import numbered_title
from parsers.tables.grid import Grid, GridCell, GridRow
from parsers.tables.header_words import is_label
from parsers.tables.lines import WordLine, lines_of
from parsers.tables.settings import SETTINGS

__all__ = ["CellParts", "Nature", "OpenTable", "TableRow", "goes_on", "mapped", "row_on_page", "spanning"]

PADDING = 12.0  # points: no cell keeps its words further from its vertical edges
SAME_BORDER = 4.0  # points
EDGE = 2.0  # points: what lies no further within a cell's sides is an edge of it
YEAR = regex.compile(r"\b20\d\d\b")
LEFT, RIGHT = itemgetter(WordLine._fields.index("x0")), itemgetter(WordLine._fields.index("x1"))  # of a line
COLUMN = attrgetter("column")


class Nature(StrEnum):
    """What a table row is, as far as joining its parts depends on it."""

    HEADER = "header"
    DESCRIPTION = "description"
    LABELLED = "labelled"
    INITIATIVE = "initiative"  # of a table with one row each
    OTHER = "other"


class CellParts(Struct):
    """What a cell holds, part by part: lines in order, and symbols."""

    column: int
    span: int
    lines: list[PrintedLine]
    symbols: list[Symbol]
    text: str
    fill: Colour | None = None
    inked: bool = False


class TableRow(Struct):
    """A table row in the making; `row` is what it will become, at its place in the stream already.

    `label` when its first cell is one; `open_above` and `open_below` where no horizontal edge is drawn.
    """

    row: Row
    cells: list[CellParts]
    box: Box  # of its last part, on its own page
    nature: Nature = Nature.OTHER
    label: bool = False
    open_above: bool = False
    open_below: bool = False

    def texts(self) -> list[str]:
        texts = [""] * max([cell.column + cell.span for cell in self.cells])
        for cell in self.cells:
            texts[cell.column] = cell.text
        return texts

    @property
    def bold(self) -> bool:
        lines = [line for cell in self.cells for line in cell.lines]
        return bool(lines) and all(line.bold for line in lines)

    @property
    def is_title(self) -> bool:
        """Whether it holds a numbered title and nothing else, in a cell across columns or in bold."""
        title: CellParts | None = None
        for cell in self.cells:
            if cell.text or cell.symbols:
                if title is not None:
                    return False
                title = cell
        return title is not None and (title.span > 1 or self.bold) and numbered_title(title.text) is not None

    @property
    def title(self) -> str:
        """The text of a row that is a title."""
        return next(cell.text for cell in self.cells if cell.text)

    @property
    def blank(self) -> bool:
        return not any(cell.text or cell.symbols for cell in self.cells)

    def append(self, part: TableRow) -> None:
        """Takes in what the page break tore off."""
        for cell in part.cells:
            for mine in self.cells:
                if mine.column <= cell.column < mine.column + mine.span:
                    if cell.lines:
                        mine.lines += cell.lines
                        mine.text = joined(mine.lines)
                    known = {symbol.key for symbol in mine.symbols if symbol.key is not None}
                    mine.fill = mine.fill or cell.fill
                    mine.inked = mine.inked or cell.inked
                    mine.symbols += [
                        symbol for symbol in cell.symbols if symbol.key not in known
                    ]  # some programs print a sign on both pages
                    break
            else:
                insort(self.cells, cell, key=COLUMN)
        self.row.places += part.row.places
        self.open_below, self.box = part.open_below, part.box
        self.label = self.label or part.label

    def finish(self) -> None:
        self.row.cells = [Cell(cell.text, tuple(cell.symbols), cell.column, cell.span, cell.fill, cell.inked) for cell in self.cells]


@dataclass(slots=True)
class OpenTable:
    """The table being read: its borders, its last header's columns and texts, and those of a title in a row above it."""

    borders: list[float]
    ruled: bool
    columns: dict[int, ColumnRole] | None = None
    header: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    label_column: int = field(init=False)
    initiatives: Mapping[int, InitiativeColumn] = field(init=False)  # what its columns hold where each row is an initiative

    def __post_init__(self) -> None:
        self.label_column = self._column(ColumnRole.LABEL) or 0
        self.initiatives = (is_headed_by(self.header) or {}) if self.header and self.columns is None else {}

    def is_labelled(self, texts: list[str]) -> bool:
        return self.label_column < len(texts) and is_label(texts[self.label_column])

    @property
    def due_column(self) -> int | None:
        return self._column(ColumnRole.DUE)

    def _column(self, wanted: ColumnRole) -> int | None:
        return next((at for at, column in (self.columns or {}).items() if column is wanted), None)


def _holds_drawing(cell: GridCell, grid: Grid, loose_drawings: Sequence[LooseDrawing]) -> bool:
    """Whether something is drawn well within a cell; the last of a table without vertical edges is as wide as its words."""
    right = cell.x1 if grid.ruled or cell.column + cell.span < len(grid.borders) - 1 else float("inf")
    left, top, bottom = cell.x0 + EDGE, cell.top + EDGE, cell.bottom - EDGE
    return any(left < (each.x0 + each.x1) / 2 < right - EDGE and top < (each.top + each.bottom) / 2 < bottom for each in loose_drawings)


def row_on_page(page: PageContent, grid: Grid, grid_row: GridRow, columns: list[int], fills: Sequence[Fill] = ()) -> TableRow:
    """A row of one page's grid; `columns` says which column of its table each of the grid's is, `fills` are the page's coloured ones."""
    cells: list[CellParts] = []
    left, right = grid.borders[0], grid.borders[-1]
    for cell in grid_row.cells:
        column = columns[cell.column]
        span = columns[cell.column + cell.span] - column
        fill = covering((cell.x0, cell.top, cell.x1, cell.bottom), fills) if fills else None
        if not cell.words:
            inked = bool(page.loose_drawings) and not cell.symbols and _holds_drawing(cell, grid, page.loose_drawings)
            cells.append(CellParts(column, span, [], cell.symbols, "", fill, inked))
            continue
        lines = lines_of(cell.words)
        if len(lines) == 1:  # as most
            [(_, x0, _, x1, _, _)] = lines
        else:
            x0, x1 = min(map(LEFT, lines)), max(map(RIGHT, lines))
        padding = (x0 - cell.x0 if x0 - cell.x0 < PADDING else PADDING) if grid.ruled and x0 > cell.x0 else 0.0
        edge = cell.x1 - padding if cell.x1 - padding > x1 else x1
        parts = [printed(line, edge) for line in lines]
        cells.append(CellParts(column, span, parts, cell.symbols, joined(parts), fill))
        left = x0 if x0 < left else left  # without vertical edges a table is as wide as its rules, and its words may stand out beyond them
        right = x1 if x1 > right else right
    box = left, grid_row.top, right, grid_row.bottom
    return TableRow(
        Row(RowKind.TABLE, [], [place_on(page, box)]), cells, box, open_above=grid_row.open_above, open_below=grid_row.open_below
    )


def mapped(grid: Grid, table: OpenTable) -> list[int] | None:
    """Which of the table's borders each of the grid's is; None when one of them is none."""
    if grid.resumed and len(grid.borders) == len(table.borders):
        return list(range(len(grid.borders)))
    if grid.borders == table.borders:
        return list(range(len(grid.borders)))
    found: list[int] = []
    last = len(grid.borders) - 1
    for i, x in enumerate(grid.borders):
        near = min(range(len(table.borders)), key=lambda j: abs(table.borders[j] - x))
        if not (grid.ruled and table.ruled) and i in (0, last):
            near = 0 if i == 0 else len(table.borders) - 1  # without vertical edges a table is as wide as its words
        elif abs(table.borders[near] - x) > (SAME_BORDER if grid.ruled == table.ruled else PADDING):
            return None
        if found and near <= found[-1]:
            return None
        found.append(near)
    return found


def spanning(row: TableRow, grid_row: GridRow, hanging: list[tuple[float, CellParts]]) -> list[tuple[float, CellParts]]:
    """Repeats in `row` the label of a cell that spans it from above; gives the cells that may span those below."""
    low = grid_row.bottom + SETTINGS.min_row_height
    reaching = [(cell.bottom, parts) for cell, parts in zip(grid_row.cells, row.cells, strict=True) if cell.bottom > low]
    for bottom, cell in hanging:
        spans = bottom > grid_row.top + SETTINGS.min_row_height  # else it ended with a blank strip that was skipped
        if spans and is_label(cell.text) and not any(mine.column <= cell.column < mine.column + mine.span for mine in row.cells):
            insort(row.cells, CellParts(cell.column, cell.span, cell.lines, [], cell.text), key=COLUMN)
    return reaching + hanging if hanging else reaching


def goes_on(held: TableRow, row: TableRow, table: OpenTable) -> bool:
    """Whether the first row of a page, no header, is the rest of the row that ended the page before."""
    if table.initiatives:
        return held.nature is Nature.INITIATIVE and _is_rest(held, row, table)
    if row.is_title and held.nature is not Nature.HEADER:
        return False
    if held.nature is Nature.DESCRIPTION:
        return not row.label
    if held.nature is Nature.HEADER:
        if row.label or any(RESPONSIBLE_LABEL.search(cell.text) for cell in row.cells):
            return False
        return row.bold if held.bold else held.open_below
    if held.nature is Nature.LABELLED:
        return not row.label and not _both_due(held, row, table)
    if row.label:
        # a label in the middle of its cell stands on the second part
        return table.columns is not None and not held.label and not _both_due(held, row, table)
    return (held.open_below and row.open_above) or any(_mid_sentence(a, b) for a, b in zip(held.texts(), row.texts(), strict=False))


def _is_rest(held: TableRow, row: TableRow, table: OpenTable) -> bool:
    """Whether a row is the rest of an initiative's: it has no number and no status of its own, or has the one that is missing there."""
    mine, other = _told(held, table), _told(row, table)
    if ONE_EACH & mine & other:
        return False
    whole = {InitiativeColumn.TITLE, InitiativeColumn.STATUS}
    if whole <= mine and whole <= other:
        return False
    if InitiativeColumn.NUMBER in other:
        return False
    if not ONE_EACH & other:
        return row.open_above or any(_mid_sentence(a, b) for a, b in zip(held.texts(), row.texts(), strict=False))
    return held.open_below and row.open_above


ONE_EACH = frozenset({InitiativeColumn.NUMBER, InitiativeColumn.STATUS})


def _told(row: TableRow, table: OpenTable) -> set[InitiativeColumn]:
    """Which of an initiative's columns have something in a row."""
    return {
        table.initiatives[cell.column]
        for cell in row.cells
        if cell.column in table.initiatives and (cell.text or cell.symbols or cell.fill)
    }


def _both_due(held: TableRow, row: TableRow, table: OpenTable) -> bool:
    """Whether each has a whole time of its own, and so is a row of its own."""
    due = table.due_column
    return due is not None and all(YEAR.search(texts[due]) for texts in (held.texts(), row.texts()) if due < len(texts))


def _mid_sentence(text: str, after: str) -> bool:
    return bool(text and after) and text[-1] not in ".:!?" and after[0].islower()
