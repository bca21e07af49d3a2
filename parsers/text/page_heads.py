"""A running text's lines and where its pages begin in, those lines out that head or end page after page."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from parsers.model import late_regex as regex

__all__ = ["page_heads"]

NUMBER = regex.compile(r"\d+")
FEWEST = 3  # pages that print the same words
DEPTH = 4  # lines: a head, or a foot, has no more
LONGEST = 120  # characters
ENDS = (".", ":", ";", ",", "-")  # of a line that is part of a text


def page_heads(lines: Sequence[tuple[int, str]], page_starts: Sequence[int], is_page_mark: Callable[[str], bool]) -> set[int]:
    """The numbers of lines (number, text) that at least half of the pages, and three, begin or end with, but for their digits.

    A page begins at each number of `page_starts`. At the top of the first such words may be the paper's title, and stay.
    """
    if len(page_starts) < FEWEST - 1:
        return set()
    printed = [line for line in lines if not is_page_mark(line[1])]
    numbers = [number for number, _ in printed]
    bounds = [0, *(bisect_left(numbers, start) for start in page_starts), len(printed)]
    pages = [printed[begin:end] for begin, end in pairwise(bounds) if begin < end]
    heads = _repeated([page[:DEPTH] for page in pages], since=1)
    feet = _repeated([page[(0 if number else DEPTH) :][: -DEPTH - 1 : -1] for number, page in enumerate(pages)], since=0)
    return {*heads, *feet}


def _repeated(pages: Sequence[Sequence[tuple[int, str]]], since: int) -> Iterator[int]:
    """The numbers of those of each page's outermost lines that come again, from the edge on."""
    times = Counter(shape for page in pages for shape in {_shape(text) for _, text in page})
    for page in pages[since:]:
        for number, text in page:
            if times[_shape(text)] < max(FEWEST, len(pages) / 2) or len(text) > LONGEST or text.endswith(ENDS):
                break
            yield number


def _shape(text: str) -> str:
    return NUMBER.sub("0", " ".join(text.split()))
