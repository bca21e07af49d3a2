"""Rows without a follow-up's title: whether they are one all the same, or only look like one.

A table alone is no promise: action plans, risk lists and calendars have a time and a status too.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from parsers.language import dates
from parsers.model.rows import Row, RowKind
from parsers.profile.front_labels import Front, front_lines
from parsers.profile.labels import ColumnRole, RowLabel, funding, header_columns, heads_all, heads_milestones, row_label
from parsers.profile.legend import legend_scale
from parsers.profile.titles import numbered_title

__all__ = ["has_own_table", "is_untitled_followup", "looks_like_a_followup"]

FEWEST_HEADERS = 2  # of initiatives, where front matter alone says what they stand in
LONGEST_HEADER = 40  # characters of a cell in a header
STATUS_HEADER = regex.compile(r"(?:status|trafiklys|smiley|fremdrift|stade|tilstand|farve|lys)\w*", regex.IGNORECASE)
LONGEST_TIME = dates.LONGEST_DUE


def has_own_table(rows: Sequence[Row]) -> bool:
    """Whether a table among the rows is this form's: by an initiative's header, by one of milestones, or by a milestone's label."""
    tables = [row for row in rows if row.kind is RowKind.TABLE and row.cells]
    return any(_is_own_header(row) or _is_milestones_header(row) or row_label(row.cells[0].text) is RowLabel.MILESTONE for row in tables)


def is_untitled_followup(rows: Sequence[Row]) -> bool:
    """Whether rows without a title are a follow-up: by its reading guide, by the rounds its table names, or by front matter above it."""
    if any(row.kind is RowKind.TEXT and legend_scale(row.text) is not None for row in rows):
        return True
    headers = [row for row in rows if _is_own_header(row)]
    if not headers:
        return False
    if any(_names_a_round(row) for row in rows):
        return True
    labels = {label for row in rows if row.kind is RowKind.TEXT for label, _ in front_lines(row.text) or ()}
    return len(headers) >= FEWEST_HEADERS and Front.CASE in labels


def _is_own_header(row: Row) -> bool:
    """A header as only this form has it: an initiative's numbered title, or its funding, beside a time or a smiley."""
    if row.kind is not RowKind.TABLE:
        return False
    texts = [cell.text for cell in row.cells]
    columns = header_columns(texts)
    if columns is None or ColumnRole.TEXT not in columns.values():
        return False
    return any(funding(text) is not None or numbered_title(text) is not None for text in texts) or heads_all(texts, columns)


def _is_milestones_header(row: Row) -> bool:
    columns = header_columns([cell.text for cell in row.cells])
    return columns is not None and heads_milestones(columns)


def _names_a_round(row: Row) -> bool:
    """Whether a cell of a table's row is a round's name, "2. budgetopfølgning 2031"."""
    if row.kind is not RowKind.TABLE:
        return False
    times = (dates.due(cell.text) for cell in row.cells if 0 < len(cell.text) <= LONGEST_TIME)
    return any(due is not None and due.round is not None and due.day is None for due in times)


def looks_like_a_followup(rows: Sequence[Row]) -> bool:
    """Whether a table has a column for a status, and times in the rows below."""
    below = False
    for row in rows:
        if row.kind is not RowKind.TABLE:
            continue
        if below and any(0 < len(cell.text) <= LONGEST_TIME and dates.due(cell.text) is not None for cell in row.cells):
            return True
        below = below or (
            len(row.cells) > 1 and any(len(cell.text) <= LONGEST_HEADER and STATUS_HEADER.match(cell.text) for cell in row.cells)
        )
    return False
