"""What a row is: the common shape of table rows and running text, whichever road they came by."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from parsers.model.content import Symbol

__all__ = ["UNNAMED", "Cell", "Place", "Row", "RowKind"]

UNNAMED = "(uden overskrift)"  # the text of a heading that a page draws without words: what stands below it is no part of what is above


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a row, or one part of a split row, stands. `page` for PDFs, `line` for texts; both count from 1.

    Examples:
        >>> from parsers.model.rows import Place
        >>> Place(page=3, x0=54.0, top=534.2, x1=541.0, bottom=565.9).page
        3
    """

    page: int | None = None
    line: int | None = None
    x0: float | None = None  # points from the page's left edge
    top: float | None = None  # points from the page's upper edge
    x1: float | None = None
    bottom: float | None = None


class RowKind(StrEnum):
    TABLE = "table"
    TEXT = "text"  # a paragraph or heading outside tables: one cell
    FURNITURE = "furniture"  # page header, footer, page number, separator
    BREAK = "break"  # a table ended here with nothing printed (a gap between two tables)


class Cell(msgspec.Struct, gc=False):
    """`text` keeps its paragraphs, joined by a newline; `symbols` are the signs in it, whose characters are not in `text`;

    `fill` is no grey and no tint.
    """

    text: str = ""
    symbols: tuple[Symbol, ...] = ()
    column: int = 0
    span: int = 1
    fill: tuple[int, int, int] | None = None  # the colour, red, green, blue, that covers the cell
    inked: bool = False  # something is drawn in it, with no words, that is no sign that can be told


class Row(msgspec.Struct, gc=False):
    """`places` has one entry a part, in order: a row torn by a page break has two or more."""

    kind: RowKind
    cells: list[Cell]
    places: list[Place]
    heading: bool = False  # a TEXT row printed bold or larger than the body, or marked as a heading
    cut: bool = False  # the document ends in the middle of this row
    notes: tuple[tuple[str, str], ...] = ()  # (finding code, words): doubts met while joining
    mark: str = ""  # a list's number or bullet that stands first in the text, where a page draws it and does not print it
    rank: float = 0.0  # of a heading: its letters' size on paper, 7 less its level in markup; 0 where neither is known

    @property
    def text(self) -> str:
        cells = self.cells
        if len(cells) == 1:  # running text, asked for often
            return cells[0].text
        return "\n".join(cell.text for cell in cells if cell.text)
