"""The lines of a text whose tables lost their form, each cell in one line or several, to lines with a tab between a row's cells.

So tables come out of a PDF viewer's clipboard, `pdftotext -raw`, `mutool convert` and a word processor's "save as text": the cells
follow each other as they are read. A header's words, labels, times and signs tell where a cell begins. Text taken column by column
(plain `pdftotext`, pdfminer) holds the same lines in another order: no label has its own text behind it, and none is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import NamedTuple

import regex

from parsers.language.hyphenation import HYPHEN_MINUS, Vocabulary, rejoined
from parsers.language.paragraphs import ends_sentence
from parsers.model.content import FileContent, Line
from parsers.profile.labels import RESPONSIBLE_LABEL, STATUS_LABEL, USUAL_FORM, ColumnRole, RowLabel, header_columns, labels, row_label
from parsers.profile.titles import followup_title, numbered_title
from parsers.signs.smileys import only_signs
from parsers.text.monospaced_cells import LETTER_SIGN, WHOLE_DUE

__all__ = ["tabs_for_cell_lines"]

LONGEST_HEADER = 80  # characters: a short title and its header's three words
HEADER_WORDS = (3, 2)  # funding, "Tid" and "Smiley", or without the first
TITLE_LINES = 5  # that a narrow column makes of a title
DUE_LINES = 3  # "1." / "budgetopfølgning" / "2019"
DUE_AT_END = regex.compile(rf"(?<=\S)\s+(?P<due>{WHOLE_DUE.pattern})\Z", regex.IGNORECASE)
TIME_BEGINS = regex.compile(r"\d\.")
TIME_BEGINS_AT_END = regex.compile(r"\s\d\.\Z")
TIME_GOES_ON = regex.compile(r"(?:budget|opf)\S", regex.IGNORECASE)
YEAR = regex.compile(r"20\d\d")
SECTION = regex.compile(r"(?P<section>\d{1,2})\.\s+\p{Lu}")
PAGE_MARK = regex.compile(r"(?:side|page)\s+\d+(?:\s*(?:af|of|/)\s*\d+)?", regex.IGNORECASE)
BULLET = regex.compile(r"[•▪◦\uf0b7]")
SHORT = 0.8  # of a cell's longest line: a sentence that ends so far from the edge ends its paragraph
TIMED = 0.8  # of the milestones: with fewer times behind their labels the columns stand apart
LINE_END = "<br>"  # as converters write it into a cell


@dataclass(slots=True)
class CellLines:
    """The lines with their tables whole; the words of those whose cells are not certain, by number; whether columns stood apart."""

    lines: Sequence[Line]
    doubted: dict[int, str] = field(default_factory=dict)
    columns_apart: bool = False


class _Header(NamedTuple):
    """The lines from a title's first to a header's last (excluded), the title and the header's words."""

    begin: int
    end: int
    title: str
    words: tuple[str, ...]


@dataclass(slots=True)
class _Row:
    """A row of the usual form: its label's line, and the lines of each cell."""

    number: int
    label: str
    text: list[str] = field(default_factory=list)
    due: str = ""
    signs: str = ""
    doubted: bool = False


def tabs_for_cell_lines(lines: Sequence[Line], content: FileContent) -> CellLines:
    """The same lines where no header of ours is written so, or its table has another form than the usual."""
    if not any(_may_head(text) for _, text in lines) or any("\t" in text or text.lstrip()[:1] == "|" for _, text in lines):
        return CellLines(lines)
    printed = [Line(number, " ".join(text.split())) for number, text in _without_furniture(lines, content)]
    printed = [line for line in printed if line.text]
    headers = list(_headers(printed))
    if not headers:
        return CellLines(lines)
    words = Vocabulary(word for line in printed for word in line.text.split())
    made = CellLines(out := list(printed[: headers[0].begin]))
    milestones = timed = 0
    ends = [header.begin for header in headers[1:]] + [len(printed)]
    title = ""
    rows: list[_Row] = []
    for header, end in zip(headers, ends, strict=True):
        again = header.title == title and bool(rows)
        body, after = _without_headings(printed[header.end : end], printed[end : end + 1])
        if not again:
            title, number = header.title, printed[header.begin].number
            out.append(Line(number, "\t".join((title, *header.words))))
        rows = list(_rows(body, going_on=again))
        for row in rows:
            milestones += bool(row.label) and _needs_due(row)
            timed += bool(row.due)
            out.append(Line(row.number, "\t".join((*_first_cells(row, words), row.due, row.signs))))
            if row.doubted:
                made.doubted[row.number] = " ".join([row.label, *row.text[:1]])
        out += after
    if milestones and timed < TIMED * milestones:
        return CellLines(lines, columns_apart=True)
    return made


def _may_head(text: str) -> bool:
    """Whether a line ends with a header's last word and its cells are set apart by nothing."""
    if len(text) > LONGEST_HEADER or "\t" in text or "|" in text or "  " in text.strip():
        return False
    return labels().headers.get(text.strip().rpartition(" ")[2].casefold()) is ColumnRole.SMILEY


def _without_furniture(lines: Sequence[Line], content: FileContent) -> Iterator[Line]:
    """The lines without page marks, and without what comes back at the top of pages."""
    starts = set(content.page_starts)
    printed = [(number, text.strip()) for number, text in lines if text.strip()]
    tops = Counter(text for (_, above), (number, text) in pairwise([(0, ""), *printed]) if number in starts or _is_mark(above))
    again = {text for text, count in tops.items() if count > 1 and 2 * count > tops.total()}
    yield from (line for line in lines if not _is_mark(line.text) and line.text.strip() not in again)


def _is_mark(text: str) -> bool:
    return PAGE_MARK.fullmatch(text.strip()) is not None


def _headers(printed: Sequence[Line]) -> Iterator[_Header]:
    at = 0
    while at < len(printed):
        found = _header_at(printed, at) if len(printed[at].text) <= LONGEST_HEADER else None
        if found is None:
            at += 1
            continue
        yield found
        at = found.end


def _header_at(printed: Sequence[Line], at: int) -> _Header | None:
    """A header that begins in a line: its words one a line, or behind each other."""
    for count in HEADER_WORDS:
        down = tuple(line.text for line in printed[at : at + count])
        if len(down) == count and _is_usual(("", *down)) and (title := _title(printed, at)):
            return _Header(title[0], at + count, title[1], (*[""] * (3 - count), *down))
        before, words = _last_words(printed[at].text, count)
        if len(words) == count and _is_usual(("", *words)):
            title = (at, before) if numbered_title(before) else _title(printed, at, before)
            if title:
                return _Header(title[0], at + 1, title[1], (*[""] * (3 - count), *words))
    return None


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
        if numbered_title(printed[begin].text):
            return begin, " ".join(filter(None, [*(line.text for line in printed[begin:at]), last]))
        if row_label(printed[begin].text) is not None:
            return None
    return None


def _without_headings(body: Sequence[Line], following: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """A table's lines, and those below it that head what follows: its section, or another document."""
    title = numbered_title(following[0].text) if following else None
    labelled = max((at for at, line in enumerate(body) if _label(line.text)[0]), default=0)
    for at in range(labelled + 1, len(body)):
        section = SECTION.match(body[at].text)
        if followup_title(body[at].text) or (section and title and title[0].split(".")[0].lstrip("0") == section["section"].lstrip("0")):
            return body[:at], body[at:]
    return body, ()


def _label(text: str) -> tuple[str, str]:
    """A row's label and what follows it in its line; two empty strings where none begins it."""
    words = text.split()
    if row_label(text) is not None and not (len(words) > 1 and TIME_BEGINS.fullmatch(words[-1])):
        return text, ""
    for count in (1, 2):
        label, rest = " ".join(words[:count]), " ".join(words[count:])
        if rest and row_label(label) is not None and not rest[0].islower():
            return label, rest
    return "", ""


def _needs_due(row: _Row) -> bool:
    """Whether it is a milestone: an economy note has no time, nor has a latest status."""
    return row_label(row.label) is RowLabel.MILESTONE


def _rows(body: Sequence[Line], *, going_on: bool) -> Iterator[_Row]:
    """The rows below a header. What stands above the first label is the description, and from "Ansvarligt center:" on who answers."""
    row = _Row(body[0].number, "") if body else None
    answered = False
    for number, text in body:
        assert row is not None
        label, rest = _label(text)
        may_begin = not rest or answered or going_on or bool(row.label)
        if label and may_begin and (not rest or not row.label or _is_complete(row)):
            if row.label or row.text:
                yield _parted(row)
            row = _Row(number, label, [rest] if rest else [])
            continue
        if label and rest:
            row.doubted = True  # a sentence that begins with a label's word
        answered = answered or RESPONSIBLE_LABEL.match(text) is not None
        row.text.append(text)
        row.doubted = row.doubted or (going_on and not row.label)
    if row is not None and (row.label or row.text):
        yield _parted(row)


def _is_complete(row: _Row) -> bool:
    """Whether another row may follow: a milestone has its time, a sentence its end, or a sign stands last."""
    lines = _pieces(row.text)
    return not lines or ends_sentence(lines[-1]) or bool(only_signs(lines[-1])) or _due_in(lines) is not None


def _due_in(lines: Sequence[str]) -> tuple[int, int] | None:
    """The first lines that are a time together, from and to."""
    for begin in range(len(lines)):
        for end in range(min(begin + DUE_LINES, len(lines)), begin, -1):
            if WHOLE_DUE.fullmatch(" ".join(lines[begin:end])):
                return begin, end
    return None


def _parted(row: _Row) -> _Row:
    """The row with its time and its signs in their own cells. What follows them was torn off by a page's end, or is not its own."""
    if not row.label:
        return row
    lines = _pieces(row.text)
    if _needs_due(row) and (due := _due_in(lines)) is not None:
        row.due, rest = " ".join(lines[due[0] : due[1]]), lines[due[1] :]
        if not YEAR.search(row.due) and (years := [line for line in rest if YEAR.fullmatch(line)]):  # a page's end parts them
            row.due += f" {years[0]}"
            rest.remove(years[0])
        if rest and (only_signs(rest[0]) or LETTER_SIGN.fullmatch(rest[0])):
            row.signs = rest.pop(0)
        row.doubted = row.doubted or bool(rest)
        lines = lines[: due[0]] + rest
    if not row.signs and lines and (only_signs(lines[-1]) or LETTER_SIGN.fullmatch(lines[-1])):
        row.signs = lines.pop()
    row.text = lines
    return row


def _pieces(lines: Sequence[str]) -> list[str]:
    """The lines, with the time and the sign that end one, or begin in it, each in a line of its own."""
    pieces: list[str] = []
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        text, _, last = line.rpartition(" ")
        sign = [last] if text and only_signs(last) else []
        text = text if sign else line
        if due := DUE_AT_END.search(text):
            pieces += [text[: due.start()], due["due"]]
        elif (broken := TIME_BEGINS_AT_END.search(text)) and TIME_GOES_ON.match(below):
            pieces += [text[: broken.start()], broken[0].strip()]
        else:
            pieces.append(text)
        pieces += sign
    return pieces


def _first_cells(row: _Row, words: Vocabulary) -> tuple[str, str]:
    if row.label:
        return row.label, _cell(row.text, words)
    at = next((at for at, line in enumerate(row.text) if RESPONSIBLE_LABEL.match(line)), len(row.text))
    return _cell(row.text[:at], words), _cell(row.text[at:], words)


def _cell(lines: Sequence[str], words: Vocabulary) -> str:
    """A cell's lines as its paragraphs."""
    longest = max(map(len, lines), default=0)
    text = ""
    above = ""
    for line in lines:
        begins = STATUS_LABEL.match(line) or RESPONSIBLE_LABEL.match(line) or BULLET.match(line) or STATUS_LABEL.fullmatch(above)
        if not text or begins or (ends_sentence(above) and len(above) < SHORT * longest):
            text = f"{text}{LINE_END}{line}" if text else line
        elif text[-1] == HYPHEN_MINUS and text[-2:-1].isalpha():
            head, gap, stem = text[:-1].rpartition(" ")
            first, _, rest = line.partition(" ")
            text = f"{head}{gap}{rejoined(stem, first, HYPHEN_MINUS, words).text} {rest}".rstrip()
        else:
            text = f"{text} {line}"
        above = line
    return text
