"""Rows without a follow-up's title: whether they are one all the same, or only look like one.

A table alone is no promise: action plans, risk lists and calendars have a time and a status too.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.language import dates
from parsers.model import late_regex as regex
from parsers.model.rows import Row, RowKind
from parsers.profile.front_labels import Front, front_lines
from parsers.profile.labels import ColumnRole, RowLabel, funding, header_columns, heads_all, heads_milestones, row_label
from parsers.profile.legend import legend_scale
from parsers.profile.patterns import pattern, pattern_text
from parsers.profile.titles import numbered_title

__all__ = ["are_milestones", "has_own_table", "is_untitled_followup", "looks_like_a_followup"]

FEWEST_HEADERS = 2  # of initiatives, where front matter alone says what they stand in
LONGEST_HEADER = 40  # characters of a cell in a header
STATUS_HEADER = pattern("status_heading", regex.IGNORECASE)
HEADER_WORDS = regex.compile(
    rf"(?=.*\b{STATUS_HEADER.pattern}\b)(?:(?=.*\b(?:{pattern_text('due_heading')})\b)\p{{L}}[^\d,;!?]*|(?-i:(?:\p{{Lu}}[\p{{L}}./-]*(?:\s|\Z)){{3,}}))",
    regex.IGNORECASE,
)
SEVERAL_DAYS = regex.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}\s*){2}")  # of rows that nothing parted
MOST_HEADER_WORDS = 14
FEWEST_ROWS = 2  # that begin with a milestone's label: a reading guide explains it once
FEWEST_TIMES, ROWS_BELOW = 2, 10  # below the words of a header that stand in running text
LONGEST_TIME = dates.LONGEST_DUE
DIGIT = regex.compile(r"\d")


def _heads_times(rows: Sequence[Row], at: int) -> bool:
    """Whether a text begins with the words of a header, where a table lost its form, and times follow it."""
    text = " ".join(rows[at].text.split())
    header = HEADER_WORDS.match(DIGIT.split(text, maxsplit=1)[0])
    if header is None or not 3 <= len(header[0].split()) <= MOST_HEADER_WORDS or ". " in header[0].removeprefix("Nr. "):
        return False
    below = [text, *(row.text for row in rows[at + 1 : at + 1 + ROWS_BELOW] if row.kind is RowKind.TEXT)]
    return sum(any(dates.periods_in(each)) for each in below) >= FEWEST_TIMES


def has_own_table(rows: Sequence[Row]) -> bool:
    """Whether a table among the rows is this form's: by an initiative's header, by one of milestones, or by a milestone's label."""
    tables = [row for row in rows if row.kind is RowKind.TABLE and row.cells]
    return any(_is_own_header(row) or _is_milestones_header(row) or row_label(row.cells[0].text) is RowLabel.MILESTONE for row in tables)


def are_milestones(rows: Sequence[Row]) -> bool:
    """Whether lines outside any table are the rows of one: some begin with a milestone's label."""
    return sum(row_label(row.text.split(maxsplit=1)[0]) is RowLabel.MILESTONE for row in rows if row.text.strip()) >= FEWEST_ROWS


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


def _is_time(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TIME and dates.due(text) is not None


def looks_like_a_followup(rows: Sequence[Row]) -> bool:
    """Whether a table has a column for a status, and times in the rows below; or a text the words of such a header, and times."""
    below = False
    for at, row in enumerate(rows):
        if row.kind is not RowKind.TABLE:
            if row.kind is RowKind.TEXT and _heads_times(rows, at):
                return True
            continue
        if below and any(_is_time(cell.text) or SEVERAL_DAYS.search(cell.text) for cell in row.cells):
            return True
        below = below or (
            len(row.cells) > 1 and any(len(cell.text) <= LONGEST_HEADER and STATUS_HEADER.match(cell.text) for cell in row.cells)
        )
    return False
