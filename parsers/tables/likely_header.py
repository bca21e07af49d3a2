"""A page's lines in, what the columns of a table with one row an initiative seem to be out, by a header that no profile knows."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.model import late_regex as regex
from parsers.profile.form import ColumnHeadings
from parsers.profile.patterns import pattern, pattern_text
from parsers.tables.header_words import segments
from parsers.tables.lines import WordLine
from parsers.tables.settings import TEXT

__all__ = ["likely_header"]

STATUS = pattern("status_heading", regex.IGNORECASE)
DUE = regex.compile(pattern_text("due_heading"), regex.IGNORECASE)
FEWEST, LONGEST = 3, 40  # cells of a header; characters of one
LONGEST_NUMBER = 3  # characters of a number's heading: "Nr.", "ID"


def likely_header(lines: Iterable[WordLine]) -> ColumnHeadings | None:
    """The headings of the first line of short cells that names a status and a time; the first of the others is taken for the title's."""
    for line in lines:
        cells = [" ".join(word.text + word.hyphen for word in words) for words in segments(line.words, TEXT.gutter)]
        if len(cells) < FEWEST or any(len(cell) > LONGEST or any(map(str.isdigit, cell)) for cell in cells) or not cells[0][:1].isupper():
            continue
        status = next((cell for cell in cells if STATUS.match(cell)), None)
        due = next((cell for cell in cells if cell != status and DUE.search(cell)), None)
        number = cells[0] if len(cells[0]) <= LONGEST_NUMBER else None
        others = [cell for cell in cells if cell not in (status, due, number)]
        if status is not None and due is not None and others:
            numbers = (number,) if number is not None else ()
            return ColumnHeadings(number=numbers, title=(others[0],), due=(due,), status=(status,), set_aside=tuple(others[1:]))
    return None
