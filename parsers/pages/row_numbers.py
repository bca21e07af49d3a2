"""Numbers printed left of a table's rows, in a column that no header names: they run along and are no row's words."""

from __future__ import annotations

from itertools import compress, pairwise

from parsers.model.content import LEFT_OF, RIGHT_OF, TEXT_OF, PageContent, Word
from parsers.tables.header_words import telling_words
from parsers.tables.lines import WordLine

__all__ = ["SAME_COLUMN", "column_of", "numbers_in", "row_numbers"]

LEAST_NUMBERS = 3
LONGEST_NUMBER = 3  # digits: longer ones are years
APART = 1.0  # points: a number ends so far left of the labels
SAME_COLUMN = 14.0  # points: numbers of one to four digits stand centred or flush in a column as wide


def row_numbers(page: PageContent) -> WordLine | None:
    """The numbers that stand one below the other left of all labels, each one more than the last or the first again; None without."""
    begin = telling_words().labels
    if begin.isdisjoint(map(TEXT_OF, page.words)):
        return None
    lefts = list(compress(map(LEFT_OF, page.words), map(begin.__contains__, map(TEXT_OF, page.words))))
    left = min(lefts) - APART
    if min(map(RIGHT_OF, page.words)) >= left:  # as mostly
        return None
    found = [word for word in page.words if word.x1 < left and _is_number(word)]
    if len(found) < LEAST_NUMBERS:
        return None
    found.sort(key=lambda word: word.top)
    runs = all(int(b.text) == int(a.text) + 1 or int(b.text) <= min(1, int(found[0].text)) for a, b in pairwise(found))
    narrow = max(word.x1 for word in found) - min(word.x0 for word in found) <= SAME_COLUMN
    return column_of(found) if runs and narrow else None


def numbers_in(page: PageContent, column: WordLine) -> WordLine | None:
    """The numbers of a page that stand where those of a page near by do, though too few of them to tell."""
    left, right = column.x0 - APART, column.x1 + APART
    found = [word for word in page.words if left <= word.x0 and word.x1 <= right and _is_number(word)]
    return column_of(found) if found else None


def _is_number(word: Word) -> bool:
    return len(word.text) <= LONGEST_NUMBER and word.text.isdecimal()


def column_of(numbers: list[Word]) -> WordLine:
    """Numbers below one another as one line."""
    left, right = min(word.x0 for word in numbers), max(word.x1 for word in numbers)
    return WordLine(numbers, left, numbers[0].top, right, numbers[-1].bottom, numbers[0].size)
