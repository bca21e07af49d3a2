"""Rows of a dump whose labels stand above each other and whose cells all stand below the last of them.

A mark or a sign that is taller than a line makes a dump do so: "Milepæl", "Milepæl", two texts, two times. Each label gets the time that
comes in its turn, and its text where as many stand apart; whose a sign is cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from parsers.profile.labels import ColumnRole, RowLabel, header_columns, row_label
from parsers.signs.smileys import only_signs
from parsers.text.monospaced_cells import Begins, TableLine
from parsers.text.monospaced_placed import UNTOLD
from parsers.text.monospaced_segments import WHOLE_TIME, TextSegment

__all__ = ["unstacked"]

Roles = dict[int, ColumnRole]


def unstacked(lines: Iterable[TableLine]) -> Iterator[TableLine]:
    """The lines, those of such rows in the order of their labels, each doubted."""
    lines = list(lines)
    has_signs = any(only_signs(segment.text) for line in lines for _, segment in line.cells)
    roles: Roles = {}
    row: list[TableLine] = []
    stack: list[TableLine] = []  # labels with nothing beside or below them
    for line in (*lines, None):
        if line is not None and line.begins is Begins.NOTHING:
            row.append(line)
            continue
        if row and _is_bare_milestone(row):
            stack += row[:1]
        else:
            yield from _shared(stack, row, roles, has_signs=has_signs) if stack and row else stack + row
            stack = []
        row = []
        if line is None:
            yield from stack
        elif line.begins is Begins.ROW:
            row = [line]
        else:
            yield from stack
            stack = []
            roles = roles if line.begins is Begins.OUTSIDE else header_columns([segment.text for _, segment in line.cells]) or roles
            row = [line]


def _label(row: Sequence[TableLine]) -> RowLabel | None:
    return row_label(row[0].cells[0][1].text) if row[0].begins is Begins.ROW and row[0].cells else None


def _is_bare_milestone(row: Sequence[TableLine]) -> bool:
    return _label(row) is RowLabel.MILESTONE and len(row[0].cells) == 1 and not any(line.cells for line in row[1:])


def _shared(stack: Sequence[TableLine], row: Sequence[TableLine], roles: Roles, *, has_signs: bool) -> Iterator[TableLine]:
    """The rows of the labels in the stack and of the one that stands above all their cells; as they were where the times are not theirs."""
    at = {role: column for column, role in roles.items()}
    due, text, sign = (at.get(role) for role in (ColumnRole.DUE, ColumnRole.TEXT, ColumnRole.SMILEY))
    times = [segment for line in row for column, segment in line.cells if column == due and WHOLE_TIME.fullmatch(segment.text)]
    labels = [*stack, row[0]._replace(cells=row[0].cells[:1])]
    timed = labels if _label(row) is RowLabel.MILESTONE else list(stack)
    if len(times) != len(timed) or due is None or text is None or sign is None:
        yield from (*stack, *row)
        return
    texts = _paragraphs(row, text)
    apart = len(texts) == len(labels)
    for turn, label in enumerate(labels):
        cells = [*label.cells]
        if turn < len(times):
            cells.append((due, times[turn]))
        if has_signs and turn < len(times):
            cells.append((sign, TextSegment(times[0].end + 1, UNTOLD)))
        yield label._replace(cells=cells, doubted=True)
        if apart:
            yield from texts[turn]
        elif turn == len(labels) - 1:
            yield from (line for part in texts for line in part)


def _paragraphs(row: Sequence[TableLine], text: int) -> list[list[TableLine]]:
    """The lines of the cells of text, parted where a line is blank."""
    parts = [list(part) for printed, part in groupby(row, key=lambda line: bool(line.cells)) if printed]
    return [lines for part in parts if (lines := list(_of_column(part, text)))]


def _of_column(lines: Iterable[TableLine], column: int) -> Iterator[TableLine]:
    for line in lines:
        if cells := [cell for cell in line.cells if cell[0] == column]:
            yield line._replace(begins=Begins.NOTHING, cells=cells)
