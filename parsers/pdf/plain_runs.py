"""Runs of print to words, by how wide their letters are, in Python: the reference that `_questions.c` equals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ctypes import c_void_p
from functools import partial
from typing import Protocol

from parsers.model.content import Word
from parsers.pdf.characters import LINE_HYPHEN
from parsers.pdf.plain_questions import rights

__all__ = ["FIT", "Operation", "set_out"]

FIT = 0.5  # points: between where letters' widths put a word and where it stands

# A text object, where its run begins and ends, the run, and the object of the run's last letter where that is another.
Operation = tuple[int, int, int, str, int | None]

_word = partial(tuple.__new__, Word)  # from all its fields: half the time of its own constructor


class Setting(Protocol):
    """Of a Style what comes first in it."""

    def __getitem__(self, fields: slice) -> tuple[bool, float, float, bool, Mapping[str, float]]: ...


def set_out(
    text: c_void_p,
    operations: Sequence[Operation],
    placed: Mapping[int, tuple[Setting, float, float]],
    page: tuple[float, float, float],
    by_line: bool,
    blanks: bool,
) -> list[Word | None]:
    """Each run as a Word, as it stands in one cell with no more than a space between its words; None of one to be looked at more closely.

    That is one that is not plain or not all on the page, that several operations set, or that ends elsewhere than its letters' widths
    say. `page` is how far it begins to the left of its own points, its width and its height. Read `by_line`, several words in a run
    need not end where they should. Where there are `blanks`, those of a run must be plain ones, and none beside another.
    """
    beyond, width, height = page
    found: list[Word | None] = []
    known: Setting | None = None
    for (handle, _, _, run, last), end in zip(operations, rights(text, [operation[2] for operation in operations]), strict=True):
        right = end + beyond
        style, left, bottom = placed[handle]
        if style is not known:
            known = style
            plain, size, advance, bold, widths = style[:5]
            letter = widths.__getitem__
            blank = advance * letter(" ")
        top = bottom - size
        if not plain or last is not None or bottom <= 0 or top >= height or left < 0 or right > width:
            found.append(None)
            continue
        space = run.find(" ")
        length = advance * letter(run if space < 0 else run[:space])
        gap = blank if space > 0 else 0.0
        if not (space > 0 and by_line):
            over = right - left - length - gap - (advance * sum(map(letter, run[space + 1 :])) if space > 0 else 0.0)
            if not -FIT < over < FIT:
                found.append(None)
                continue
        hyphen = ""
        if run[-1] == LINE_HYPHEN and len(run) > 1:
            hyphen, run = "-", run[:-1]
        if blanks and ("  " in run or not run.isprintable()):  # no-break spaces are not
            found.append(None)
            continue
        end = left + length if space > 0 else 0.0
        found.append(_word((run, left, top, right, bottom, size, bold, end, end + gap, hyphen)))
    return found
