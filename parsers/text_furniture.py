"""A text dump's lines to those that are page furniture: page numbers, headers and footers between the rows of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import regex

from parsers.labels import RESPONSIBLE_LABEL, followup_title
from parsers.records import Kind

# "12"  "- 12 -"  "Side 12 af 40"  "Page 12:"  "12/40"
PAGE_NUMBER = regex.compile(
    r"[-–—|\s]*(?:(?:side|page|s\.|p\.)\s*)?\d{1,3}(?:\s*(?:af|of|ud\ af|/)\s*\d{1,3})?[-–—|:.\s]*", regex.IGNORECASE
)
NUMBER = regex.compile(r"\d+")
SENTENCE_END = (".", ":", ";", ",")
LONGEST = 160  # characters: a header or footer, not a paragraph
FEWEST = 3  # times words are printed between rows before they are a page's header


def furniture(lines: Sequence[tuple[int, str]], is_row: Sequence[bool], begins: Callable[[int], bool]) -> set[int]:
    """The positions of the lines (number, text) that are furniture; `begins` tells whether a table begins with the row at a position.

    A heading stands above a table alone, what a page's end prints anywhere among the rows. So words that are printed between
    two rows of one table again and again are furniture, there and elsewhere; above the first table nothing is.
    """
    rows = [position for position, row in enumerate(is_row) if row]
    first = next((position for position in rows if begins(position)), None)
    if first is None:
        return set()
    between: Counter[str] = Counter()
    for above, below in pairwise(rows):
        if first <= above < below - 1 and _is_apart(lines[above : below + 1]) and not begins(below):
            between.update({_shape(text) for _, text in lines[above + 1 : below]})
    shapes = {shape for shape, count in between.items() if PAGE_NUMBER.fullmatch(shape) or (count >= FEWEST and _may_be(shape))}
    found: set[int] = set()
    titles: set[str] = set()
    for position, (_, text) in enumerate(lines):
        if is_row[position] or _shape(text) not in shapes:
            continue
        title = followup_title(text.strip("#* "))
        if title is None:
            is_furniture = position > first
        else:  # the first time it heads its document
            is_furniture = title.text in titles and title.kind is not Kind.EXTRA
            titles.add(title.text)
        if is_furniture:
            found.add(position)
    return found


def _is_apart(lines: Sequence[tuple[int, str]]) -> bool:
    """Whether the lines between the first and the last of these stand apart from them: the pieces of a torn cell need not."""
    numbers = [number for number, _ in lines]
    return numbers[1] - numbers[0] > 1 or numbers[-1] - numbers[-2] > 1 or any(PAGE_NUMBER.fullmatch(text) for _, text in lines[1:-1])


def _shape(text: str) -> str:
    """The words of a line with its numbers made alike."""
    return NUMBER.sub("0", " ".join(text.strip("#* ").split()))


def _may_be(shape: str) -> bool:
    """Whether repeated words can be furniture: those that begin small, end a sentence or name who answers are pieces of a cell."""
    return (
        len(shape) <= LONGEST and not shape.endswith(SENTENCE_END) and not shape[:1].islower() and RESPONSIBLE_LABEL.search(shape) is None
    )
