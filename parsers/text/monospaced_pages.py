"""The pages of a dump that keeps their look to one run of lines, without what pages repeat at their edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, dropwhile, islice, pairwise, takewhile

from parsers.model import late_regex as regex
from parsers.model.content import FileContent, Line
from parsers.profile.labels import DRAFT, row_label
from parsers.profile.titles import numbered_title
from parsers.text.letter_marks import MARK_LETTERS, marks_among
from parsers.text.monospaced_parts import PageHeaders
from parsers.text.monospaced_segments import PUSHED, Header, TextSegment, begins_document, header_of, is_part_of_table, segments_of
from parsers.text.monospaced_sheets import without_sheet_headings

__all__ = ["without_furniture"]

FURNITURE_LINES = 3  # at a page's top, and at its bottom
AGAIN_MOST = 6  # lines of a header
STAMPED = 4  # pages: of fewer it cannot be told
PAGE_NUMBER = regex.compile(r"(?:side|page|s\.)? ?[-–]?\s?\d{1,3}(?: (?:af|of|/) \d{1,4})?\s?[-–]?", regex.IGNORECASE)
PAGE_MARK = regex.compile(r"(?:side|page) \d{1,4}(?: (?:af|of|/) \d{1,4})?", regex.IGNORECASE)
DIGITS = regex.compile(r"\d+")


def without_furniture(content: FileContent) -> tuple[list[Line], list[Line], PageHeaders]:
    """The lines of all pages in one run, those set aside, and what each page prints again of a table's header.

    Set aside are heads, feet, page numbers, a spreadsheet's headings and headers printed again.
    """
    starts = [0, *([number - 1 for number in content.page_starts] or _after_page_marks(content.lines)), len(content.lines)]
    sheets = [without_sheet_headings(content.lines[start:end]) for start, end in pairwise(starts)]
    pages, margins = _without_margins(_without_watermarks([page for page, _ in sheets]))
    heads, feet = ([_edge(page[::step]) for page in pages] for step in (1, -1))
    shapes = [Counter(_shape(line) for edge in side for line in edge) for side in (heads, feet)]
    kept: list[Line] = []
    set_aside: list[Line] = []
    headers: dict[int, Header | None] = {}
    for start, (_, headings), margin, page, *edges in zip(starts, sheets, margins, pages, heads, feet, strict=False):
        aside: set[int] = set()
        for edge, counted in zip(edges, shapes, strict=True):
            aside |= {line.number for line in takewhile(lambda line: _is_furniture(line, counted[_shape(line)], len(pages)), edge)}  # noqa: B023
        rest = [line for line in page if line.number not in aside]
        while rest and not rest[-1].text.strip():
            rest.pop()
        rest = [*dropwhile(lambda line: not line.text.strip(), rest)]
        again = _header_again(rest, kept)
        set_aside += sorted([*headings, *margin, *(line for line in page if line.number in aside), *rest[:again]])
        headers[start + 1] = next(filter(None, (header_of(segments_of(line.text)) for line in rest[:again])), None)
        if kept and again < len(rest) and _is_split_line(kept[-1].text, rest[again].text):
            set_aside.append(rest[again])
            again += 1
        kept += rest[again:]
    return _without_headers_again(kept, set_aside, headers)


def _is_split_line(above: str, below: str) -> bool:
    """Whether a page ends and the next begins with one line, words and all: a break through its letters prints it on both."""
    return above.split() == below.split() and any(map(str.isalpha, below)) and header_of(segments_of(below)) is None


def _without_headers_again(
    lines: Sequence[Line], set_aside: list[Line], headers: dict[int, Header | None]
) -> tuple[list[Line], list[Line], PageHeaders]:
    """What is left, and told, without a table's header that is printed again though no form feed tells that a page begins."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        header = header_of(segments_of(lines[at].text)) if numbered_title(lines[at].text) else None
        again = _header_again(lines[at : at + AGAIN_MOST], kept) if header is not None else 0
        if again:
            headers[lines[at].number] = header
            set_aside += lines[at : at + again]
        else:
            kept.append(lines[at])
        at += max(again, 1)
    return kept, sorted(set_aside), headers


def _after_page_marks(lines: Sequence[Line]) -> list[int]:
    """Where pages begin in a dump without form feeds: below each "Side 3 af 40"."""
    return [at for at, line in enumerate(lines[:-1], 1) if PAGE_MARK.fullmatch(line.text.strip())]


def _without_watermarks(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without the letters of a mark that stands slanted behind them, one or two a line; a page's first line tells it."""
    met = [_mark_letters(page) for page in pages]
    marks = marks_among([[segment.text for _, segment in letters] for letters in met])
    return [_without_letters(page, letters, mark) if mark else page for page, letters, mark in zip(pages, met, marks, strict=True)]


def _mark_letters(page: Sequence[Line]) -> list[tuple[int, TextSegment]]:
    """The segments that may be a mark's letters, by the place of their lines."""
    return [(at, segment) for at, line in enumerate(page) for segment in segments_of(line.text) if MARK_LETTERS.fullmatch(segment.text)]


def _without_letters(page: Sequence[Line], met: Sequence[tuple[int, TextSegment]], mark: str) -> list[Line]:
    texts = {at: line.text for at, line in enumerate(page)}
    emptied = set()
    for at, segment in met:
        texts[at] = texts[at][: segment.start] + " " * len(segment.text) + texts[at][segment.end :]
        if not texts[at].strip():
            emptied.add(at)
            for step in (-1, 1):  # the mark's letters are tall: poppler leaves blank lines around them
                emptied |= {*takewhile(lambda near: near in texts and not texts[near].strip(), count(at + step, step))}
    kept = [line._replace(text=texts[at]) for at, line in enumerate(page) if at not in emptied]
    return [Line(page[met[0][0]].number, mark), *kept]


def _without_margins(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The pages without what most of them print left of their tables, as a stamp's "Dok.nr. 2031-00037"; and that, of each page."""
    met = [dict(_in_margin(page)) for page in pages]
    times = Counter(word for found in met for word in {_first_word(segment) for segment in found.values()})
    kept, stamps = [], []
    for page, found in zip(pages, met, strict=True):
        own = {at: segment for at, segment in found.items() if 2 * times[_first_word(segment)] > max(len(pages), STAMPED)}
        stamps.append([Line(page[at].number, segment.text) for at, segment in own.items()])
        kept.append(
            [line._replace(text=" " * own[at].end + line.text[own[at].end :]) if at in own else line for at, line in enumerate(page)]
        )
    return kept, stamps


def _first_word(segment: TextSegment) -> str:
    return DIGITS.sub("0", segment.text.split(" ", 1)[0])


def _in_margin(page: Sequence[Line]) -> Iterator[tuple[int, TextSegment]]:
    """The first segments of lines, by place, that begin left of the page's labels."""
    printed = [segments_of(line.text) for line in page]
    left = min((segment.start for segments in printed for segment in segments if row_label(segment.text) is not None), default=0)
    for at, segments in enumerate(printed):
        if not segments or segments[0].start >= left - PUSHED or is_part_of_table(segments[:1]) or header_of(segments) is not None:
            continue
        if any(map(str.isalpha, segments[0].text)):
            yield at, segments[0]


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
    if last is None or any(begins_document(segments_of(line.text)) for line in before[last:]):
        return 0
    above = next((line.text for line in reversed(before[last + 1 :]) if line.text.strip()), "")
    if len(segments_of(above)) == 1 and numbered_title(above) is not None:  # what it heads is another initiative
        return 0
    same = takewhile(lambda pair: pair[0].text.split() == pair[1].text.split(), zip(page, before[last:], strict=False))
    return sum(1 for _ in same)
