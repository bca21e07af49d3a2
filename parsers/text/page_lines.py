"""The rows of a table of which each line runs across the page ("Milepæl Cyklerne er købt. 1."), through all its cells.

So tables come out of `pdfplumber`'s and `pypdf`'s text, and of MarkItDown, which puts bars where it saw a gap. What ends a line is
the time's next piece or a sign; where the description ends and who answers goes on is not told, and said on the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parsers.model import late_regex as regex
from parsers.model.content import Line
from parsers.profile.labels import RESPONSIBLE_LABEL
from parsers.signs.smileys import only_signs
from parsers.text.loose_headers import TITLE_LINES
from parsers.text.loose_rows import LooseRow, label_in, needs_due, take_stray_signs
from parsers.text.monospaced_placed import UNTOLD

__all__ = ["are_page_lines", "page_line_rows", "title_lines"]

Cells = Mapping[int, Sequence[str]]  # of the lines whose cells are told apart, by number

AT_END = r"(?:^|(?<=\S)\s+)"
WHOLE = regex.compile(AT_END + r"(?P<due>\d\.\s?(?:budget|opf)\S*+(?: 20\d\d)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\Z", regex.IGNORECASE)
FIRST = regex.compile(AT_END + r"(?P<due>\d\.)\Z")
SECOND = regex.compile(AT_END + r"(?P<due>(?:budget|opf)\S++(?: 20\d\d)?)\Z", regex.IGNORECASE)
YEAR = regex.compile(AT_END + r"(?P<due>20\d\d)\Z")
HAS_YEAR = regex.compile(r"\d{4}\Z|[./-]\d{2}\Z")
NEXT = 4  # lines: the next piece of a time stands no further below


def are_page_lines(body: Sequence[Line]) -> bool:
    """Whether "Ansvarligt center:" stands behind the description's words, in one line with them."""
    return any((label := RESPONSIBLE_LABEL.search(text)) is not None and label.start() > 1 for _, text in body)


def title_lines(body: Sequence[Line], cells: Cells) -> int:
    """How many lines below a header its title goes on for: the description begins in one line with who answers."""
    for at, (number, text) in enumerate(body[: TITLE_LINES + 1]):
        beside = any(cells.get(number, ())[1:2])
        if RESPONSIBLE_LABEL.search(text) or label_in(text)[0] or beside:
            return at
    return 0


def page_line_rows(body: Sequence[Line], cells: Cells, *, going_on: bool) -> list[LooseRow]:
    """The rows below a header, and below the lines of its title."""
    rows = list(_rows(body, cells, going_on=going_on))
    strays = [row.text.pop() if row.text and only_signs(row.text[-1]) else "" for row in rows]
    for row in rows:
        if row.label:
            _part(row)
    take_stray_signs(rows, strays)
    return rows


def _rows(body: Sequence[Line], cells: Cells, *, going_on: bool) -> Iterator[LooseRow]:
    row = LooseRow(body[0].number, "") if body else None
    description: list[str] = []
    answers: list[str] = []
    for number, text in body:
        assert row is not None
        label, rest = label_in(text)
        if label and (answers or going_on or row.label or not rest):
            row.text = row.text if row.label else description + answers
            if row.label or row.text:
                yield row
            row = LooseRow(number, label, [rest] if rest else [])
            description, answers = [], []
        elif row.label:
            row.text.append(text)
        elif only_signs(text):
            answers.append(text)
        else:
            left, right, doubted = _across(text, cells.get(number, ()), bool(answers))
            description += [left] if left else []
            answers += [right] if right else []
            row.doubted = row.doubted or doubted or going_on
    if row is not None:
        row.text = row.text if row.label else description + answers
        if row.label or row.text:
            yield row


def _across(text: str, cells: Sequence[str], answered: bool) -> tuple[str, str, bool]:
    """The description's part of a line and that of who answers, and whether it is not certain which is which."""
    if label := RESPONSIBLE_LABEL.search(text):
        return text[: label.start()].rstrip(), text[label.start() :], False
    if sum(map(bool, cells)) > 1:
        return cells[0], " ".join(filter(None, cells[1:])), False
    return text, "", answered


def _part(row: LooseRow) -> None:
    """Puts the row's time and its sign into their own cells."""
    lines = list(row.text)
    for at, line in enumerate(lines):
        words, _, last = line.rpartition(" ")
        if only_signs(last):
            row.signs, lines[at] = (UNTOLD if row.signs else last), words
    if needs_due(row):
        _take_time(row, lines)
    row.text = [line for line in lines if line]


def _take_time(row: LooseRow, lines: list[str]) -> None:
    """Takes the pieces of a time from the ends of the lines; doubts it where a line further down ends so too."""
    for at, line in enumerate(lines):
        if whole := WHOLE.search(line):
            pieces = [(at, whole)]
        elif (
            (first := FIRST.search(line)) and (second := _next(lines, at, SECOND)) and not any(map(FIRST.search, lines[at + 1 : second[0]]))
        ):
            pieces = [(at, first), second]
        else:
            continue
        due = " ".join(match["due"] for _, match in pieces)
        if not HAS_YEAR.search(due) and (year := _next(lines, pieces[-1][0], YEAR)):
            pieces.append(year)
            row.doubted = row.doubted or _next(lines, year[0], YEAR) is not None
            due = f"{due} {year[1]['due']}"
        row.due = due
        for place, match in pieces:
            lines[place] = lines[place][: match.start()]
        return


def _next(lines: Sequence[str], at: int, piece: regex.Pattern[str]) -> tuple[int, regex.Match[str]] | None:
    """The first of the next lines that ends so."""
    return next(((below, match) for below in range(at + 1, min(at + 1 + NEXT, len(lines))) if (match := piece.search(lines[below]))), None)
