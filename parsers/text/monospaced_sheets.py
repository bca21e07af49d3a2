"""A dump's page of a spreadsheet that was printed with its headings, without the letters above it and the numbers left of it."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

import regex

from parsers.model.content import Line

__all__ = ["without_sheet_headings"]

FEWEST = 3  # letters, and numbers
ROW_NUMBER = regex.compile(r"\s*(?P<number>\d{1,4})(?=\s|\Z)")


def without_sheet_headings(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The page's lines, each word where it stood, and the headings; all lines and none where no letters stand above columns."""
    letters = [line for line in page if _are_letters(line.text.split())]
    numbers: dict[int, str] = {}
    if letters:
        last, left = 0, min(len(line.text) - len(line.text.lstrip()) for line in letters)
        for line in page:
            match = ROW_NUMBER.match(line.text)
            if match is not None and match.end() < left and int(match["number"]) > last:
                last = int(match["number"])
                numbers[line.number] = match[0]
    if len(numbers) < FEWEST:
        return list(page), []
    plain = [
        line._replace(text=" " * len(numbers[line.number]) + line.text[len(numbers[line.number]) :]) if line.number in numbers else line
        for line in page
        if line not in letters
    ]
    return plain, sorted([*letters, *(Line(number, text.strip()) for number, text in numbers.items())])


def _are_letters(words: Sequence[str]) -> bool:
    return len(words) >= FEWEST and "".join(words) == ascii_uppercase[: len(words)]
