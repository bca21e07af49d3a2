"""A spreadsheet printed with its row and column headings: the letters above it, the numbers left of it, and the lines around them."""

from __future__ import annotations

from string import ascii_uppercase

from msgspec.structs import replace

from parsers.model.content import PageContent, Rule, Word
from parsers.pages.row_numbers import SAME_COLUMN, column_of
from parsers.tables.lines import WordLine, without

__all__ = ["without_headings"]

LETTERS = frozenset(ascii_uppercase)
FIRST_WORDS = 8  # of a page: the letters are among them
TOP = 0.15  # of the page's height: they stand in it
LEAST_NUMBERS = 2
THIN = 2.0  # points: of a line


def without_headings(page: PageContent) -> tuple[PageContent, list[WordLine]]:
    """The page without its row and column headings, and those; the page itself where it has none.

    A letter may have been taken for a sign, where its font prints little else.
    """
    signs = [symbol for symbol in page.symbols if symbol.char in LETTERS]
    alone = [word for word in page.words[:FIRST_WORDS] if word.text in LETTERS]
    if not signs and not alone:
        return page, []
    marks = [*alone, *(Word(str(sign.char), *sign[1:5], sign.bottom - sign.top) for sign in signs)]
    letters = _column_letters([mark for mark in marks if mark.top < TOP * page.height])
    if letters is None:
        return page, []
    symbols = [symbol for symbol in page.symbols if symbol not in signs or symbol.top > letters.bottom]
    low = [word for word in page.words if word.text.isdecimal() and word.top > letters.bottom and word.x1 < letters.x0]
    left = min([word.x0 for word in low], default=0.0)
    numbers: list[Word] = []
    for word in sorted([word for word in low if word.x0 - left <= SAME_COLUMN], key=lambda word: word.top):
        if not numbers or int(word.text) > int(numbers[-1].text):
            numbers.append(word)
    if len(numbers) < LEAST_NUMBERS:
        return page, []
    headings = [letters, column_of(numbers)]
    words = without(page.words, headings)
    right, bottom = max(word.x1 for word in numbers), letters.bottom
    border = min([rule.x0 for rule in page.rules if _is_tall(rule) and right <= rule.x0], default=right)
    above = min([rule.top for rule in page.rules if not _is_tall(rule) and bottom <= rule.top], default=bottom)
    rules = [kept for rule in page.rules if (kept := _within(rule, border, above)) is not None]
    return replace(page, words=words, symbols=symbols, rules=rules), headings


def _column_letters(marks: list[Word]) -> WordLine | None:
    """The line of the letters A, B and so on that stand furthest up."""
    highest = min([mark.top for mark in marks], default=0.0)
    line = sorted([mark for mark in marks if mark.top - highest < mark.size / 2], key=lambda mark: mark.x0)
    if len(line) < 2 or "".join(mark.text for mark in line) != ascii_uppercase[: len(line)]:
        return None
    bottom = max(mark.bottom for mark in line)
    return WordLine(line, line[0].x0, highest, line[-1].x1, bottom, line[0].size)


def _is_tall(rule: Rule) -> bool:
    return rule.bottom - rule.top > rule.x1 - rule.x0


def _within(rule: Rule, border: float, above: float) -> Rule | None:
    """The rule as far as it lies in the sheet itself."""
    if rule.x1 <= border + THIN and not (_is_tall(rule) and rule.x0 >= border - THIN):
        return None
    if rule.bottom <= above + THIN and not (not _is_tall(rule) and rule.top >= above - THIN):
        return None
    return Rule(max(rule.x0, min(border, rule.x1)), max(rule.top, min(above, rule.bottom)), rule.x1, rule.bottom)
