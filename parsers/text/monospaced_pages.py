"""The pages of a dump that keeps their look to one run of lines, without what pages repeat at their edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import count, dropwhile, islice, pairwise, takewhile

from parsers.model import late_regex as regex
from parsers.model.content import FileContent, Line
from parsers.profile.labels import DRAFT
from parsers.text.monospaced_parts import PageHeaders
from parsers.text.monospaced_segments import Header, header_of, is_part_of_table, segments_of

__all__ = ["without_furniture"]

FURNITURE_LINES = 3  # at a page's top, and at its bottom
PAGE_NUMBER = regex.compile(r"(?:side|page|s\.)? ?[-–]?\s?\d{1,3}(?: (?:af|of|/) \d{1,4})?\s?[-–]?", regex.IGNORECASE)
MARK_LETTERS = regex.compile(r"\p{Lu}{1,2}")
DIGITS = regex.compile(r"\d+")


def without_furniture(content: FileContent) -> tuple[list[Line], list[Line], PageHeaders]:
    """The lines of all pages in one run, those set aside, and what each page prints again of a table's header.

    Set aside are heads, feet, page numbers and headers printed again.
    """
    starts = [0, *(number - 1 for number in content.page_starts), len(content.lines)]
    pages = [_without_watermark(content.lines[start:end]) for start, end in pairwise(starts)]
    heads, feet = ([_edge(page[::step]) for page in pages] for step in (1, -1))
    shapes = [Counter(_shape(line) for edge in side for line in edge) for side in (heads, feet)]
    kept: list[Line] = []
    set_aside: list[Line] = []
    headers: dict[int, Header | None] = {}
    for start, page, *edges in zip(starts, pages, heads, feet, strict=False):
        aside: set[int] = set()
        for edge, counted in zip(edges, shapes, strict=True):
            aside |= {line.number for line in takewhile(lambda line: _is_furniture(line, counted[_shape(line)], len(pages)), edge)}  # noqa: B023
        rest = [line for line in page if line.number not in aside]
        while rest and not rest[-1].text.strip():
            rest.pop()
        rest = [*dropwhile(lambda line: not line.text.strip(), rest)]
        again = _header_again(rest, kept)
        set_aside += sorted([line for line in page if line.number in aside] + rest[:again])
        headers[start + 1] = next(filter(None, (header_of(segments_of(line.text)) for line in rest[:again])), None)
        kept += rest[again:]
    return kept, set_aside, headers


def _without_watermark(page: list[Line]) -> list[Line]:
    """The page without the letters of a draft's mark that stands slanted behind it, one or two a line; its first line tells it."""
    met = [(at, segment) for at, line in enumerate(page) for segment in segments_of(line.text) if MARK_LETTERS.fullmatch(segment.text)]
    for letters in (met, met[::-1]):
        if DRAFT.fullmatch("".join(segment.text for _, segment in letters)):
            break
    else:
        return page
    texts = {at: line.text for at, line in enumerate(page)}
    emptied = set()
    for at, segment in met:
        texts[at] = texts[at][: segment.start] + " " * len(segment.text) + texts[at][segment.end :]
        if not texts[at].strip():
            emptied.add(at)
            for step in (-1, 1):  # the mark's letters are tall: poppler leaves blank lines around them
                emptied |= {*takewhile(lambda near: near in texts and not texts[near].strip(), count(at + step, step))}
    first = met[0][0]
    kept = [line._replace(text=texts[at]) for at, line in enumerate(page) if at not in emptied]
    return [Line(page[first].number, "".join(segment.text for _, segment in letters)), *kept]


def _edge(page: Sequence[Line]) -> list[Line]:
    """The first printed lines of a page, from its edge inwards."""
    return [*islice((line for line in page if line.text.strip()), FURNITURE_LINES)]


def _shape(line: Line) -> str:
    return DIGITS.sub("0", " ".join(line.text.split()))


def _is_furniture(line: Line, times: int, pages: int) -> bool:
    """A page number, or what most pages print at this edge and is no part of a table."""
    if is_part_of_table(segments_of(line.text)):
        return False
    text = line.text.strip()
    return PAGE_NUMBER.fullmatch(text) is not None or DRAFT.fullmatch(text) is not None or (times > 1 and 2 * times > pages)


def _header_again(page: Sequence[Line], before: Sequence[Line]) -> int:
    """How many of the page's first lines are those of the last table's header, printed again."""
    last = next((at for at in range(len(before) - 1, -1, -1) if header_of(segments_of(before[at].text))), None)
    if last is None:
        return 0
    same = takewhile(lambda pair: pair[0].text.split() == pair[1].text.split(), zip(page, before[last:], strict=False))
    return sum(1 for _ in same)
