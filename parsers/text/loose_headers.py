"""Headers of tables that lost their form, with the titles above them, and the lines without what a page's end put among them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.content import FileContent, Line
from parsers.profile.labels import STATUS_LABEL, USUAL_FORM, ColumnRole, header_columns, labels, row_label
from parsers.profile.titles import followup_title, numbered_title
from parsers.signs.smileys import only_signs
from parsers.text.loose_rows import label_in
from parsers.text.monospaced_segments import WHOLE_DUE

__all__ = [
    "TITLE_LINES",
    "LooseHeader",
    "ends_as_header",
    "first_on_pages",
    "headers_in",
    "is_page_mark",
    "may_head",
    "page_marks",
    "without_headings",
]

LONGEST_HEADER = 80  # characters: a short title and its header's three words
HEADER_WORDS = (3, 2)  # funding, "Tid" and "Smiley", or without the first
TITLE_LINES = 5  # that a narrow column makes of a title
SECTION = regex.compile(r"(?P<section>\d{1,2})\.\s+\p{Lu}")
DIGITS = regex.compile(r"\d+")
FEWEST_TOPS, FEWEST_ENDS = 2, 3  # pages
DEPTH = 2  # lines: a page's head, or its foot, has no more
ENDS = (".", ":", ";", ",", "-")  # of a line that is a cell's
PAGE_MARK = regex.compile(r"(?:side|page)\s+\d+(?:\s*(?:af|of|/)\s*\d+)?", regex.IGNORECASE)


class LooseHeader(NamedTuple):
    """The lines from a title's first to a header's last (excluded), the title and the header's words."""

    begin: int
    end: int
    title: str
    words: tuple[str, ...]


def may_head(lines: Sequence[Line]) -> bool:
    """Whether one of the lines ends with a header's last word and its cells are set apart by nothing."""
    last = {word for word, role in labels().headers.items() if role is ColumnRole.SMILEY}
    # most lines are told by their last letter: to cut off two takes as long as all else
    tails = {form(word[-1]) for word in last for form in (str.lower, str.upper)}
    likely = [text for line in lines if (text := line.text) and ((end := text[-1]) in tails or end.isspace())]
    short = [text for text in likely if len(text) <= LONGEST_HEADER and text.rstrip().rpartition(" ")[2].casefold() in last]
    return any("\t" not in text and "|" not in text and "  " not in text.strip() for text in short)


def page_marks(lines: Sequence[Line], content: FileContent) -> set[int]:
    """The numbers of the lines that are page marks, or that most pages, and some, begin or end with and no row does."""
    starts = sorted({*content.page_starts, *(number for number, text in lines if is_page_mark(text))})
    marks = {number for number, text in lines if is_page_mark(text)}
    printed = [(number, text.strip()) for number, text in lines if text.strip() and number not in marks]
    pages = [list(page) for _, page in groupby(printed, lambda line: bisect_right(starts, line[0]))]
    for _ in range(DEPTH):
        outermost = _again([page[0] for page in pages[1:]], FEWEST_TOPS) | _again([page[-1] for page in pages], FEWEST_ENDS)
        pages = [kept for page in pages if (kept := [line for line in page if line[0] not in outermost])]
        marks |= outermost
    return marks


def _again(outermost: Sequence[tuple[int, str]], fewest: int) -> set[int]:
    """The numbers of those outermost lines of pages that most of them share, but for their digits."""
    times = Counter(DIGITS.sub("0", text) for _, text in outermost)
    shared = {shape for shape, count in times.items() if count >= fewest and 2 * count > len(outermost)}
    found = {number: text for number, text in outermost if DIGITS.sub("0", text) in shared}
    return {number for number, text in found.items() if not (text.endswith(ENDS) or _may_begin_row(text))}


def _may_begin_row(text: str) -> bool:
    """Whether it may be a row's label, its time or its sign, or a title or the last of a header."""
    cells = bool(label_in(text)[0] or WHOLE_DUE.match(text) or only_signs(text) or STATUS_LABEL.match(text))
    return cells or _names_column(text.rpartition(" ")[2]) or numbered_title(text) is not None


def first_on_pages(printed: Sequence[Line], lines: Sequence[Line], content: FileContent) -> set[int]:
    """The numbers of those printed lines that are their page's first, by form feeds and page marks."""
    starts = sorted({*content.page_starts, *(number for number, text in lines if is_page_mark(text))})
    return {line.number for above, line in pairwise(printed) if bisect_right(starts, line.number) > bisect_right(starts, above.number)}


def is_page_mark(text: str) -> bool:
    return PAGE_MARK.fullmatch(text.strip()) is not None


def headers_in(printed: Sequence[Line]) -> Iterator[LooseHeader]:
    at = 0
    while at < len(printed):
        found = _header_at(printed, at) if len(printed[at].text) <= LONGEST_HEADER else None
        if found is None:
            at += 1
            continue
        yield found
        at = found.end


def ends_as_header(lines: Sequence[str]) -> bool:
    """Whether the last of these are a header's words, one a line."""
    return any(len(lines) > count and _is_usual(("", *lines[-count:])) for count in HEADER_WORDS)


def _header_at(printed: Sequence[Line], at: int) -> LooseHeader | None:
    """A header that begins in a line: its words one a line, or behind each other."""
    for count in HEADER_WORDS:
        if count < max(HEADER_WORDS) and at and _names_column(printed[at - 1].text):
            continue
        down = tuple(line.text for line in printed[at : at + count])
        if len(down) == count and _is_usual(("", *down)) and (title := _title(printed, at)):
            return LooseHeader(title[0], at + count, title[1], (*[""] * (3 - count), *down))
        before, words = _last_words(printed[at].text, count)
        if not _names_column(before.rpartition(" ")[2]) and len(words) == count and _is_usual(("", *words)):
            title = (at, before) if numbered_title(before) else _title(printed, at, before)
            if title:
                return LooseHeader(title[0], at + 1, title[1], (*[""] * (3 - count), *words))
    return None


def _names_column(text: str) -> bool:
    """Whether a word heads a column of its own: then the columns have another order than the usual."""
    return labels().headers.get(text.casefold()) is not None


def _last_words(text: str, count: int) -> tuple[str, tuple[str, ...]]:
    words = text.split()
    return " ".join(words[:-count]), tuple(words[-count:])


def _is_usual(cells: Sequence[str]) -> bool:
    """Whether these are a header's cells, in the usual order."""
    columns = header_columns(cells)
    if columns is None or columns.get(len(cells) - 1) is not ColumnRole.SMILEY:
        return False
    roles = [columns[at] for at in sorted(columns)]
    return roles == [role for role in USUAL_FORM if role in roles]


def _title(printed: Sequence[Line], at: int, last: str = "") -> tuple[int, str] | None:
    """The lines above a header from the one that a numbered title begins with: where that is, and the title."""
    for begin in range(at - 1, max(at - 1 - TITLE_LINES, -1), -1):
        if numbered_title(printed[begin].text) and not WHOLE_DUE.match(printed[begin].text):
            return begin, " ".join(filter(None, [*(line.text for line in printed[begin:at]), last]))
        if row_label(printed[begin].text) is not None:
            return None
    return None


def without_headings(body: Sequence[Line], following: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """A table's lines, and those below it that head what follows: its section, or another document."""
    title = numbered_title(following[0].text) if following else None
    labelled = max((at for at, line in enumerate(body) if label_in(line.text)[0]), default=0)
    for at in range(labelled + 1, len(body)):
        plain = body[at].text.strip("#* ")
        section = SECTION.match(plain)
        if followup_title(plain) or (section and title and title[0].split(".")[0].lstrip("0") == section["section"].lstrip("0")):
            return body[:at], body[at:]
    return body, ()
