"""Pages to what is printed over the tables of each of them, at one place: a page's number, a case's or a mark between a cell's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from parsers.model.content import TOP_OF, PageContent, Word
from parsers.pages.page_numbers import is_page_number, page_number
from parsers.pages.stamps import shape_of
from parsers.profile.labels import RESPONSIBLE_LABEL, row_label
from parsers.tables.header_words import segments, telling_words
from parsers.tables.lines import WordLine, lines_of, without

__all__ = ["Overprints", "overprints", "without_overprints"]

FEW, MANY = 4, 5  # pages: words that so many print at one place are no cell's, where they begin as no cell does; wherever they begin
SAME_PLACE = 1.0  # points
IN_LINE = 0.1  # points: a column's lines begin no further apart
APART = 1.0  # of the letters' size: a wider gap parts two overprints
INTO = 0.3  # of its height: what reaches so far into an overprint's line stands on it
AROUND_HEADER = 2.0  # of the letters' size: a header's other lines stand no further from its columns' names
TOUCHING = 0.05  # of the letters' size: two parts of one word stand no further apart
ALIGNED = 2  # words that begin where a cell's lines do


class Overprints(NamedTuple):
    """What is printed over a page's tables; and where all pages near print so, and this one's words cannot be told from it."""

    found: list[WordLine]
    mixed: list[WordLine]  # as another page prints it


class _Run(NamedTuple):
    """Words of one line that no wide gap parts; its shape is their text with every number made 0, but a page's own counted from it."""

    line: WordLine
    text: str
    shape: str


def overprints(page: PageContent, near: Sequence[PageContent], tops: set[float], known: Iterable[WordLine]) -> Overprints:
    """The words that stand at one place on this page and on those near, and on one of them on a line of other words.

    Where each page prints the same form, a row's label stands at one place too: then none are. `tops` are the heights at which all of
    the pages but one print something, `known` what is furniture already.
    """
    tops = tops.difference([word.top for line in known for word in line.words])
    if not tops:
        return Overprints([], [])
    pages = [page, *near]
    printed = [_runs(each, tops) for each in pages]
    shared: list[tuple[_Run, list[bool]]] = []
    for runs in printed[:3]:  # one of which may have lost it
        for run in runs:
            if not any(_is_again(run, other) for other, _ in shared):
                on = [any(_is_again(run, other) for other in others) for others in printed]
                if _comes_again(run, on, pages):
                    shared.append((run, on))
    shared = _without_headers(shared)
    if any(row_label(run.text) is not None or RESPONSIBLE_LABEL.match(run.text) for run, _ in shared):
        return Overprints([], [])
    over = [(run.line, on[0]) for run, on in shared if any(_stands_among_others(run.line, each, tops) for each in pages)]
    return Overprints([line for line, here in over if here], [line for line, here in over if not here and _is_covered(line, page)])


def without_overprints(page: PageContent, found: Sequence[WordLine]) -> PageContent:
    """The page without those words; what they parted is one word again."""
    return replace(page, words=_whole(without(page.words, found), found))


def _runs(page: PageContent, tops: set[float]) -> list[_Run]:
    words = sorted([word for word in page.words if word.top in tops], key=lambda word: (word.top, word.x0))
    found = [lines_of(run)[0] for _, line in groupby(words, TOP_OF) for run in segments(line, APART)]
    return [_Run(line, text := line.text, _shape(text, page.number)) for line in found]


def _shape(text: str, page: int) -> str:
    number = page_number(text)
    return shape_of(text) if number is None else f"{number - page:+} {shape_of(text)}"


def _is_again(run: _Run, other: _Run) -> bool:
    """Whether both are of one shape and stand at one place: they may be set to the left, to the right or in the middle of it."""
    (_, x0, top, x1, *_), (_, left, height, right, *_) = run.line, other.line
    return (
        run.shape == other.shape and top == height and min(abs(x0 - left), abs(x1 - right), abs(x0 + x1 - left - right) / 2) <= SAME_PLACE
    )


def _comes_again(run: _Run, on: Sequence[bool], pages: Sequence[PageContent]) -> bool:
    """Whether it stands `on` so many pages that no cell's words can be meant."""
    if all(on) and (len(on) >= MANY or is_page_number(run.text)):
        return True
    if len(on) < FEW or on.count(False) > 1:
        return False
    return 2 * sum(_is_aligned(run.line, page) for page in pages) <= len(pages)


def _is_aligned(line: WordLine, page: PageContent) -> bool:
    """Whether lines of a column begin where it does."""
    near = [
        word
        for last, word in pairwise(page.words)
        if abs(word.x0 - line.x0) < IN_LINE and (last.top != word.top or word.x0 - last.x1 > APART * word.size)
    ]
    return len(near) > ALIGNED


def _without_headers(shared: Sequence[tuple[_Run, list[bool]]]) -> list[tuple[_Run, list[bool]]]:
    """Those that are no part of a table's header, which comes again at the top of each page."""
    names = telling_words().headers
    headers = [run.line for run, _ in shared if run.text in names]
    return [each for each in shared if all(abs(each[0].line.top - header.top) > AROUND_HEADER * header.size for header in headers)]


def _is_covered(line: WordLine, page: PageContent) -> bool:
    """Whether words stand where it would."""
    return any(word.x0 < line.x1 and word.x1 > line.x0 and word.top < line.bottom and word.bottom > line.top for word in page.words)


def _stands_among_others(line: WordLine, page: PageContent, tops: set[float]) -> bool:
    room = INTO * (line.bottom - line.top)
    return any(word.top < line.bottom - room and word.bottom > line.top + room and word.top not in tops for word in page.words)


def _whole(words: Sequence[Word], over: Sequence[WordLine]) -> list[Word]:
    """The words, with those as one that stand as close as letters do and under something that was printed over both."""
    whole: list[Word] = []
    for word in words:
        last = whole[-1] if whole else None
        if (
            last is not None
            and last.top == word.top
            and abs(word.x0 - last.x1) <= TOUCHING * word.size
            and any(line.x0 < word.x1 and line.x1 > last.x0 and line.top < word.bottom and line.bottom > word.top for line in over)
        ):
            whole[-1] = last._replace(text=last.text + word.text, x1=word.x1, hyphen=word.hyphen)
        else:
            whole.append(word)
    return whole
