"""The rows of a table whose cells follow each other as they are read, each in one line or several."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.content import Line
from parsers.profile.labels import RESPONSIBLE_LABEL
from parsers.signs.smileys import only_signs
from parsers.text.loose_rows import DUE_AT_END, LooseRow, due_in, label_in, needs_due, pieces_of, take_stray_signs
from parsers.text.monospaced_placed import UNTOLD

__all__ = ["cell_line_rows"]

YEAR = regex.compile(r"20\d\d")


def cell_line_rows(body: Sequence[Line], page_starts: Container[int], *, going_on: bool) -> list[LooseRow]:
    """The rows below a header. What stands above the first label is the description, and from "Ansvarligt center:" on who answers.

    On a new page either may go on.
    """
    rows = list(_rows(body, page_starts, going_on=going_on))
    strays = [row.text.pop() if row.text and only_signs(row.text[-1]) else "" for row in rows]
    take_stray_signs(rows, strays)
    return rows


def _rows(body: Sequence[Line], page_starts: Container[int], *, going_on: bool) -> Iterator[LooseRow]:
    row = LooseRow(body[0].number, "") if body else None
    answered = False
    for number, text in body:
        assert row is not None
        label, rest = label_in(text)
        may_begin = not rest or answered or going_on or bool(row.label)
        if label and may_begin and (not rest or not row.label or _is_complete(row)):
            if row.label or row.text:
                yield _parted(row)
            row = LooseRow(number, label, [rest] if rest else [], timed_at_once=DUE_AT_END.search(text) is not None)
            continue
        if label and rest:
            row.doubted = True  # a sentence that begins with a label's word
        answered = answered or RESPONSIBLE_LABEL.match(text) is not None
        row.text.append(text)
        row.doubted = row.doubted or (not row.label and (going_on or (answered and number in page_starts)))
    if row is not None and (row.label or row.text):
        yield _parted(row)


def _is_complete(row: LooseRow) -> bool:
    """Whether another row may follow: a milestone has its time, a sentence its end, or a sign stands last."""
    lines = pieces_of(row.text)
    return not lines or ends_sentence(lines[-1]) or bool(only_signs(lines[-1])) or due_in(lines) is not None


def _parted(row: LooseRow) -> LooseRow:
    """The row with its time and its signs in their own cells. What follows them was torn off by a page's end, or is not its own."""
    if not row.label:
        return row
    lines = pieces_of(row.text)
    if needs_due(row) and (due := due_in(lines)) is not None:
        row.due, rest = " ".join(lines[due[0] : due[1]]), lines[due[1] :]
        if not YEAR.search(row.due) and (years := [line for line in rest if YEAR.fullmatch(line)]):  # a page's end parts them
            row.due += f" {years[0]}"
            rest.remove(years[0])
        if rest and only_signs(rest[0]) and not row.timed_at_once:
            row.signs = rest.pop(0)
        row.doubted = row.doubted or bool(rest)
        lines = lines[: due[0]] + rest
        if rest and only_signs(rest[-1]) and not row.signs:  # it may stand above the row below
            row.text = lines
            return row
    if not row.signs and lines and only_signs(lines[-1]):
        row.signs = lines.pop()
    strays = [line for line in lines if only_signs(line)]
    if strays and not row.signs:  # among other words: it may be of the row that was run together with this one
        row.signs, row.doubted = UNTOLD, True
        lines = [line for line in lines if line not in strays]
    row.text = lines
    return row
