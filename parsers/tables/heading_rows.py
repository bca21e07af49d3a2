"""Rows drawn as a table's that are none: what a sheet prints above its first header, and headings between two tables."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.model.content import Symbol, Word
from parsers.profile.labels import funding
from parsers.profile.titles import numbered_title
from parsers.tables.grid import Grid, GridCell, GridRow
from parsers.tables.header_words import is_label
from parsers.tables.lines import lines_of

__all__ = ["without_headings"]

THEME = re.compile(r"\d{1,2}\. [A-ZÆØÅ]")  # "2. Veje og vand"


def without_headings(grid: Grid, heads: list[int], *, first: bool) -> tuple[list[tuple[Grid, list[int]]], list[Word], list[Symbol]]:
    """The grid in parts between its heading rows, each with the places of its headers; and what is printed in those rows.

    `heads` are the grid's header rows; `first` when no table stands before it: then nothing above its first header is one.
    """
    outside = _heading_rows(grid, heads, first=first)
    if not outside:
        return [(grid, heads)], [], []
    cells = [cell for i in outside for cell in grid.rows[i].cells]
    parts: list[tuple[Grid, list[int]]] = []
    for before, after in pairwise([-1, *sorted(outside), len(grid.rows)]):
        begin = next((i for i in range(before + 1, after) if not _is_blank(grid.rows[i])), after)
        if begin < after:
            places = [head - begin for head in heads if begin <= head < after]
            resumed = begin not in heads and bool(parts)  # one header stands over all initiatives
            parts.append((Grid(grid.borders, grid.rows[begin:after], grid.ruled, resumed=resumed), places))
    return parts, [word for cell in cells for word in cell.words], [symbol for cell in cells for symbol in cell.symbols]


def _heading_rows(grid: Grid, heads: list[int], *, first: bool) -> set[int]:
    rows = grid.rows
    begins = [*heads, *(i for i, row in enumerate(rows) if i not in heads and _is_title_row(row))]
    outside: set[int] = set()
    if first and heads:
        outside.update(i for i in range(heads[0]) if not (_is_blank(rows[i]) or _is_of_a_table(rows[i])))
    for head in [*begins, len(rows)]:
        for i in range(head - 1, -1, -1):
            if i in begins or not (_is_blank(rows[i]) or _is_heading(rows[i], theme=head == len(rows))):
                break
            if not _is_blank(rows[i]):
                outside.add(i)
    return outside


def _is_heading(row: GridRow, *, theme: bool) -> bool:
    """Whether a row holds words in its first cell and nothing else, and those are no label and no initiative's title."""
    first, *others = row.cells
    if not first.words or any(cell.words for cell in others) or any(cell.symbols for cell in row.cells):
        return False
    text = _text(first)
    return (not theme or THEME.match(text) is not None) and not is_label(text) and numbered_title(text) is None


def _is_title_row(row: GridRow) -> bool:
    """Whether a row below a header over all begins an initiative: a numbered title, its funding, and nothing else."""
    filled = [cell for cell in row.cells if cell.words]
    if len(filled) != 2 or len(filled[1].words) != 1 or funding(filled[1].words[0].text) is None:
        return False  # as most
    return numbered_title(_text(filled[0])) is not None


def _is_of_a_table(row: GridRow) -> bool:
    """Whether a row above the first header begins with a label, or is the title that the header goes on with."""
    texts = [_text(cell) for cell in row.cells if cell.words]
    return any(is_label(text) for text in texts) or (len(texts) == 1 and numbered_title(texts[0]) is not None)


def _is_blank(row: GridRow) -> bool:
    return not any(cell.words or cell.symbols for cell in row.cells)


def _text(cell: GridCell) -> str:
    return " ".join([line.text for line in lines_of(cell.words)])
