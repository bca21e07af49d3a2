"""An agenda's lines in, those out that its list of contents names and that come again above what was said of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from parsers.documents.item_forms import NAMED, NUMBERED
from parsers.model import late_regex as regex
from parsers.model.rows import Row, RowKind

__all__ = ["listed_items", "title_key", "whole_list"]

FEWEST = 2  # items: one line that comes again proves nothing
LEADER = regex.compile(r"[\s.·…_]*\d{0,3}\s*\Z")  # "Bænke ........ 12", to a page


def title_key(title: str) -> str:
    """A title's letters and digits, as a list of contents and the item both print them."""
    return "".join(letter for letter in LEADER.sub("", title) if letter.isalnum()).casefold()


def listed_items(lines: Sequence[Row]) -> list[tuple[int, regex.Match[str]]]:
    """The positions of plain lines such as '41. Bænke' that stand in a list and, below it and in its order, again, with their matches.

    Those of the list come first. None where a line of the list does not come again but as a closed item may, or two do not.
    """
    places: dict[tuple[str, str], list[tuple[int, regex.Match[str]]]] = {}
    for at, row in enumerate(lines):
        if row.text[:1].isdecimal() and row.kind is RowKind.TEXT and (match := NUMBERED.match(row.text)):
            places.setdefault((match["number"], title_key(match["title"])), []).append((at, match))
    twice = [found for found in places.values() if len(found) > 1]  # a list of annexes may name them once more
    listed, items = [found[0] for found in twice], [found[1] for found in twice]
    if len(twice) < FEWEST or listed[-1][0] > items[0][0] or not (_counts_up(listed) and _counts_up(items)):
        return []
    return listed + items


def _counts_up(found: Sequence[tuple[int, regex.Match[str]]]) -> bool:
    """Whether the lines stand in the order of their numbers."""
    order = [(at, int(match["whole"])) for at, match in found]
    return all(before[0] < after[0] and before[1] <= after[1] for before, after in pairwise(order))


def whole_list(lines: Sequence[Row], contents: Collection[int], end: int) -> range:
    """From the first line of a list of contents to its last above `end`, the first item: a closed item may stand in it alone."""
    if not contents:
        return range(0)
    likely = range(min(contents), end)
    return range(min(contents), max((at for at in likely if NUMBERED.match(lines[at].text) or NAMED.match(lines[at].text)), default=0))
