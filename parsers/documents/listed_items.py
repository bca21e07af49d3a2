"""An agenda's lines in, those out that its list of contents names and that come again above what was said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from parsers.documents.item_forms import GLUED, NAMED, NAMES, NUMBERED
from parsers.model import late_regex as regex
from parsers.model.rows import Row, RowKind

__all__ = ["is_same_title", "listed_items", "title_key", "whole_list"]

FEWEST = 2  # items: one line that comes again proves nothing
LEAST_CUT = 20  # letters, of a title that its line's end cut
BEGINNINGS = frozenset("0123456789").union(name[0] for name in NAMES)
LEADER = " .·…_\t0123456789"  # "Bænke ........ 12", to a page


def title_key(title: str) -> str:
    """A title's letters and digits but for its last number, as a list of contents and the item both print them."""
    return "".join(filter(str.isalnum, title.rstrip(LEADER))).casefold()


def listed_items(lines: Sequence[Row]) -> list[tuple[int, regex.Match[str]]]:
    """The positions of plain lines such as '41. Bænke' that stand in a list and, below it and in its order, again, with their matches.

    Those of the list come first. None where fewer than two come again. A long title may be cut in either place by its line's end.
    """
    places: dict[str, list[tuple[int, regex.Match[str]]]] = {}
    for at, row in enumerate(lines):
        if row.text[:1].isdecimal() and row.kind is RowKind.TEXT and (match := NUMBERED.match(row.text) or GLUED.match(row.text)):
            places.setdefault(match["number"], []).append((at, match))
    twice = [
        (first, again)
        for first, *others in places.values()
        if (again := next((each for each in others if is_same_title(first[1]["title"], each[1]["title"])), None)) is not None
    ]
    listed, items = [first for first, _ in twice], [again for _, again in twice]
    if len(twice) < FEWEST or listed[-1][0] > items[0][0] or not (_counts_up(listed) and _counts_up(items)):
        return []
    return listed + items


def is_same_title(title: str, other: str) -> bool:
    """Whether two lines print one title, of which either may be cut; a line without a letter prints none."""
    shorter, longer = sorted((title_key(title), title_key(other)), key=len)
    return shorter != "" and (longer == shorter or (len(shorter) >= LEAST_CUT and longer.startswith(shorter)))


def _counts_up(found: Sequence[tuple[int, regex.Match[str]]]) -> bool:
    """Whether the lines stand in the order of their numbers."""
    order = [(at, int(match["whole"])) for at, match in found]
    return all(before[0] < after[0] and before[1] <= after[1] for before, after in pairwise(order))


def whole_list(lines: Sequence[Row], end: int, title_of: Callable[[str], str]) -> range:
    """From the first to the last line of a list of contents above `end`, the first item: a closed item may stand in it alone.

    `title_of` gives the title of an item by its number, "" where none has it.
    """
    likely = ((at, lines[at].text) for at in range(end))
    numbered = {at: match for at, text in likely if text[:1] in BEGINNINGS and (match := NUMBERED.match(text) or NAMED.match(text))}
    listed = [at for at, match in numbered.items() if is_same_title(match["title"] or "", title_of(match["number"]))]
    return range(listed[0], max(numbered)) if listed else range(0)
