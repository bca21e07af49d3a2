"""A spreadsheet printed with its row and column headings: the letters above it, the numbers left of it, and the lines around them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from parsers.model.content import PageContent, Rule, Word
from parsers.pages.row_numbers import SAME_COLUMN, column_of
from parsers.tables.lines import WordLine, lines_of, without

__all__ = ["without_headings"]

FIRST_LETTERS = ["A", "B"]
FIRST_WORDS = 8  # of a page: the letters are among them
LEAST_NUMBERS = 2
THIN = 2.0  # points: of a line


def without_headings(page: PageContent) -> tuple[PageContent, list[WordLine]]:
    """The page without its row and column headings, and those; the page itself where it has none."""
    if not any(word.text == FIRST_LETTERS[0] for word in page.words[:FIRST_WORDS]):
        return page, []
    letters = next((line for line in lines_of(page.words)[:FIRST_WORDS] if _are_letters(line)), None)
    if letters is None:
        return page, []
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
    return replace(page, words=words, rules=[kept for rule in page.rules if (kept := _within(rule, border, above))]), headings


def _are_letters(line: WordLine) -> bool:
    texts = [text for word in line.words for text in word.text.split()]
    return texts[:2] == FIRST_LETTERS and all(len(text) == 1 for text in texts) and all(ord(b) - ord(a) == 1 for a, b in pairwise(texts))


def _is_tall(rule: Rule) -> bool:
    return rule.bottom - rule.top > rule.x1 - rule.x0


def _within(rule: Rule, border: float, above: float) -> Rule | None:
    """The rule as far as it lies in the sheet itself."""
    if rule.x1 <= border + THIN and not (_is_tall(rule) and rule.x0 >= border - THIN):
        return None
    if rule.bottom <= above + THIN and not (not _is_tall(rule) and rule.top >= above - THIN):
        return None
    return Rule(max(rule.x0, min(border, rule.x1)), max(rule.top, min(above, rule.bottom)), rule.x1, rule.bottom)
