"""The printed lines of a cell or a paragraph to its text: which wrap into one another, and which words their ends broke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from parsers.language.hyphenation import HYPHEN, HYPHEN_MINUS, SOFT_HYPHEN, Vocabulary, rejoined, unbroken
from parsers.model.content import Symbol
from parsers.model.rows import Row
from parsers.profile.patterns import printed_words
from parsers.tables.lines import WordLine

__all__ = ["BULLETS", "STEP", "PrintedLine", "joined", "printed", "settle", "unbroken_text", "wraps"]

SPACE = 0.25  # of the letters' size: a space's width
SLACK = 2.0  # points: a word must fit with this much to spare before a short line is called deliberate
STEP = 0.25  # of the letters' size: a step down this much larger than the cell's others begins a paragraph
NARROW, WIDE = "fijlrt", "mwæ"
WIDEST = 1.0  # of the letters' size: in a broad font, as the next two
BROAD, SLIM = 0.65, 0.42
STATUS = printed_words("status_begins")  # "Status ved anden opfølgning:" on a line of its own
BULLETS = frozenset("•▪◦‣·●○■□➢✓\uf0b7\uf0a7")
# "rådgivere/⏎totalentreprenør", "indhold og -⏎tilrettelæggelse": what follows belongs to the sign before it
GLUED = (*(f"{letter}/" for letter in "abcdefghijklmnopqrstuvwxyzæøåé-"), " og -", " eller -", " samt -")
CLOSING = frozenset(".,;:!?)")  # no line begins with one but behind a word that filled its cell
GLUING = frozenset(end[-1] for end in GLUED)
HYPHENS = frozenset({HYPHEN_MINUS, HYPHEN, SOFT_HYPHEN})


class LineEnd(StrEnum):
    """How a line of a cell ends, by what stands between its words and the next line's; a mark until `settle` has judged it."""

    GLUED = ""
    SPACE = " "
    PARAGRAPH = "\n"
    BROKEN = "\0"  # behind a line-end hyphen, until the whole document tells what becomes of it
    FULL = "\1"  # a line full to the brim: its last word may go on upon the next, or a space stands there
    OVERLONG = "\2"  # the same, where that word fills its line alone


BROKEN, FULL, OVERLONG = LineEnd.BROKEN, LineEnd.FULL, LineEnd.OVERLONG
NOTHING, SPACED, PARAGRAPH = LineEnd.GLUED, LineEnd.SPACE, LineEnd.PARAGRAPH  # an enum's class is slow to ask


class PrintedLine(NamedTuple):
    """A line as it stands in a cell or on the page. `edge` is the x at which lines wrap there; `hyphen` parted its last word.

    `symbols` are the signs on a line outside the tables; where no words stand beside them, its text is empty.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    first_width: float  # of its first word
    hyphen: str
    edge: float
    symbols: tuple[Symbol, ...] = ()


_new_printed = partial(tuple.__new__, PrintedLine)  # from all its fields: half the time of its own constructor


def printed(line: WordLine, edge: float) -> PrintedLine:
    """The line with its words as one text; a hyphen at its end is taken off."""
    words, x0, top, x1, bottom, size = line
    text, left, _, right, _, _, bold, first, _, hyphen = words[0]
    if len(words) > 1:
        hyphen = words[-1].hyphen
        text = " ".join([word.text + word.hyphen for word in words])
        text = text[:-1] if hyphen else text
        bold = bold and words[-1].bold and all([word.bold for word in words])  # noqa: C419 - half the time of a generator
    if not hyphen and text[-1] in HYPHENS and text[-2:-1].isalnum():
        text, hyphen = text[:-1], text[-1]
    return _new_printed((text, x0, top, x1, bottom, size, bold, (first or right) - left, hyphen, edge, ()))


def wraps(right: float, size: float, edge: float, width: float) -> bool:
    """Whether a word of this width had no room left on a line that ends at `right`; if it had, the line was ended on purpose."""
    return right + SPACE * size + width > edge - SLACK


def joined(lines: Sequence[PrintedLine], *, narrow: bool = True) -> str:
    """The text of a cell's lines: paragraphs parted by a newline, words broken at a line's end marked for `settle`.

    Only in what may be a cell, as `narrow` says, is there so little room that words are broken with no hyphen.
    """
    if not lines:
        return ""
    last = lines[0]
    if len(lines) == 1:
        return last.text + last.hyphen
    step = _usual_step(lines)
    text, _, _, right, low, size, _, _, hyphen, edge, _ = last
    end, parts = text[-1], [text]
    for line in lines[1:]:
        begun, _, _, reach, bottom, letters, _, width, broken, _, _ = line
        begin = begun[0]
        if hyphen:
            parts.append(hyphen + BROKEN)
        elif end in GLUING and text.endswith(GLUED):
            parts.append(NOTHING)
        elif not wraps(right, size, edge, width):
            parts.append(PARAGRAPH)
        elif begin in CLOSING:
            parts.append(NOTHING)
        elif (
            bottom - low > step + STEP * letters
            or begin in BULLETS
            or (end == ":" and text.startswith(STATUS))
            or (begun[-1] == ":" and begun.startswith(STATUS))
        ):
            parts.append(PARAGRAPH)
        elif narrow and edge - right < WIDEST * size and _is_full(last, line):
            parts.append(FULL if " " in text else OVERLONG)
        else:
            parts.append(SPACED)
        parts.append(begun)
        last, text, end, right, low, size, hyphen = line, begun, begun[-1], reach, bottom, letters, broken
    parts.append(hyphen)
    return "".join(parts)


def _usual_step(lines: Sequence[PrintedLine]) -> float:
    """The smallest step from line to line: between lines of one paragraph; 0 where all stand on one line."""
    _, _, _, _, low, size, _, _, _, _, _ = lines[0]
    least, usual = 0.8 * size, 0.0
    for line in lines[1:]:
        bottom = line[4]
        step = bottom - low
        if step > least and (not usual or step < usual):
            usual = step
        low = bottom
    return usual


def _is_full(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether the line before left no room even for this line's first letter, and a word may have been broken there."""
    end, first = last.text[-1], line.text[0]
    return ((end.isalpha() and first.islower()) or (end.isdigit() and first.isdigit())) and last.edge - last.x1 < _letter_width(
        first
    ) * last.size


def _letter_width(letter: str) -> float:
    """About how wide a small letter is, in parts of its size: a line that leaves less room is full to the brim."""
    return SLIM if letter in NARROW else WIDEST if letter in WIDE else BROAD


def unbroken_text(text: str) -> str:
    """As if each word that fills its line went on upon the next: "Smil⏎ey" in a narrow column's header."""
    return text.replace(FULL, " ").replace(OVERLONG, "")


Break = tuple[str, str, str]  # the word before it, the word behind it, and the sign between them


def _parted(text: str) -> tuple[list[str], list[Break]]:
    """The pieces of a text, and the breaks between them."""
    *marked, end = text.replace(FULL, FULL + BROKEN).replace(OVERLONG, OVERLONG + BROKEN).split(BROKEN)
    pieces = [*[piece[:-1] for piece in marked], end]
    breaks = [(_last_word(left), _first_word(right), piece[-1]) for left, right, piece in zip(pieces, pieces[1:], marked, strict=False)]
    return pieces, breaks


def _first_word(text: str) -> str:
    at = text.find(" ")
    return (text[:at] if at >= 0 else text).partition("\n")[0]


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :].rpartition("\n")[2]


def _resolved(pieces: list[str], breaks: list[Break], vocabulary: Vocabulary, notes: list[tuple[str, str]]) -> str:
    """A text's pieces with the words whole that its lines' ends broke.

    `notes` takes those of which nothing told how.
    """
    done = pieces[:1]
    begun = ""  # what the break before made of the word that this one breaks again
    for (left, right, mark), piece in zip(breaks, pieces[1:], strict=True):
        left = begun or left
        if mark in HYPHENS:
            text, decided = rejoined(left, right, mark, vocabulary)
        else:
            text, decided = unbroken(left, right, vocabulary, alone=mark == OVERLONG)
        if not decided:
            kept = text == f"{left}{HYPHEN_MINUS}{right}"
            known = vocabulary.count(left) or vocabulary.count(right)
            notes.append(("hyphen_undecided" if known or not kept else "hyphen_doubted", f"{left}{HYPHEN_MINUS} {right}"))
        done += [text[len(left) : len(text) - len(right)], piece]
        begun = text if right == piece else ""
    return "".join(done)


def settle(rows: Iterable[Row], vocabulary: Vocabulary) -> None:
    """Settles the words that lines' ends broke in all rows of a document, whose words are now known."""
    broken = [
        (row, cell, *_parted(cell.text))
        for row in rows
        for cell in row.cells
        if FULL in cell.text or BROKEN in cell.text or OVERLONG in cell.text
    ]
    breaks = [each for _, _, _, breaks in broken for each in breaks]
    vocabulary.learn_breaks([each for each in breaks if each[2] in HYPHENS])
    vocabulary.learn_parted([(left, right) for left, right, mark in breaks if mark not in HYPHENS])
    for row, cell, pieces, breaks in broken:
        doubted: list[tuple[str, str]] = []
        cell.text = _resolved(pieces, breaks, vocabulary, doubted)
        row.notes += tuple(doubted)
