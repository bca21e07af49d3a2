"""A text dump's lines to those that are page furniture: page numbers, headers and footers between the rows of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence
from itertools import pairwise

from parsers.model import late_regex as regex
from parsers.model.records import Kind
from parsers.profile.labels import RESPONSIBLE_LABEL, header_columns, row_label
from parsers.profile.titles import followup_title, numbered_title

__all__ = ["furniture", "headers_again"]

# "12"  "- 12 -"  "Side 12 af 40"  "Page 12:"  "12/40"
PAGE_NUMBER = regex.compile(
    r"[-–—|\s]*(?:(?:side|page|s\.|p\.)\s*)?\d{1,3}(?:\s*(?:af|of|ud\ af|/)\s*\d{1,3})?[-–—|:.\s]*", regex.IGNORECASE
)
NUMBER = regex.compile(r"\d+")
SENTENCE_END = (".", ":", ";", ",")
LONGEST = 160  # characters: a header or footer, not a paragraph
FEWEST = 3  # times words are printed between rows before they are a page's header


def furniture(lines: Sequence[tuple[int, str]], widths: Sequence[int], begins: Callable[[int], bool]) -> set[int]:
    """The positions of the lines (number, text) that are furniture. `widths` counts each line's cells, 0 outside tables;
    `begins` tells whether a table begins with the row at a position.

    A heading stands above a table alone, what a page's end prints anywhere among the rows. So words that are printed between
    two rows of one table again and again are furniture, there and elsewhere; above the first table nothing is. Below a row that
    lacks cells, words may be a piece of the cell that was torn: there they count only beside a page number.
    """
    rows = [position for position, width in enumerate(widths) if width]
    first = next((position for position in rows if begins(position)), None)
    if first is None:
        return set()
    numbers = _page_numbers(lines)
    between: Counter[str] = Counter()
    alone: set[int] = set()  # positions of numbers between whole rows
    for above, below in pairwise(rows):
        group = range(above + 1, below)
        whole = widths[above] >= widths[first]
        if first > above or not group or begins(below) or not (whole or any(at in numbers for at in group)):
            continue
        if _is_apart(lines[above : below + 1]):
            between.update({_shape(lines[at][1]) for at in group})
            alone.update(at for at in group if whole and PAGE_NUMBER.fullmatch(lines[at][1]))
    shapes = {shape for shape, count in between.items() if count >= FEWEST and _may_be(shape) and not PAGE_NUMBER.fullmatch(shape)}
    found = {position for position in numbers | alone if position > first and not widths[position]}
    titles: set[str] = set()
    for position, (_, text) in enumerate(lines):
        if widths[position] or _shape(text) not in shapes:
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


def headers_again(lines: Sequence[str], rows: Sequence[Sequence[str]], aside: Container[int]) -> set[int]:
    """The positions of rows that print their table's header again, as converters do on each page; `aside` are no rows.

    `rows` are the lines' cells, none outside of tables. Such a header names the initiative of the one before it, no description
    stands below it, and no other document begins between the two.
    """
    titled = {at: _plain(cells) for at, cells in enumerate(rows) if cells and numbered_title(cells[0].strip("* ")) is not None}
    heads = {at: cells for at, cells in titled.items() if header_columns(cells) is not None}
    found: set[int] = set()
    for last, at in pairwise(heads):
        if heads[at] != heads[last] or any(followup_title(text.strip("#* ")) for text in lines[last:at]):
            continue
        below = next((cells for place, cells in enumerate(rows[at + 1 :], at + 1) if cells and place not in aside), None)
        if below is not None and (not below[0].strip() or row_label(below[0].strip("* ")) is not None):
            found.add(at)
    return found


def _plain(cells: Sequence[str]) -> list[str]:
    """A header's words without marks for bold print and for the ends of its lines."""
    return [" ".join(cell.replace("**", "").replace("<br>", " ").split()) for cell in cells]


def _page_numbers(lines: Sequence[tuple[int, str]]) -> set[int]:
    """The positions of what can be nothing else: a bare number is one only where numbers count on, or where it parts a word."""
    printed = {position: text for position, (_, text) in enumerate(lines) if PAGE_NUMBER.fullmatch(text)}
    bare = [(position, int(text)) for position, text in printed.items() if text.isdecimal()]
    counted = {position for (before, a), (after, b) in pairwise(bare) if b == a + 1 for position in (before, after)}
    parting = {position for position, _ in bare if position and lines[position - 1][1].endswith("-")}
    return {position for position, text in printed.items() if not text.isdecimal()} | counted | parting


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
