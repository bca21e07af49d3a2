"""A row of a table that lost its form: where its label, its time and its sign stand among its lines, and its cells as paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec import Struct, field

from parsers.language.hyphenation import HYPHEN_MINUS, Vocabulary, rejoined
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.profile.labels import RESPONSIBLE_LABEL, STATUS_LABEL, RowLabel, row_label
from parsers.signs.smileys import only_signs
from parsers.text.monospaced_placed import UNTOLD
from parsers.text.monospaced_segments import WHOLE_DUE

__all__ = ["DUE_AT_END", "LooseRow", "due_in", "first_cells", "label_in", "needs_due", "pieces_of", "take_stray_signs"]

DUE_LINES = 3  # "1." / "budgetopfølgning" / "2019"
DUE_AT_END = regex.compile(rf"(?<=\S)\s+(?P<due>{WHOLE_DUE.pattern})\Z", regex.IGNORECASE)
TIME_BEGINS = regex.compile(r"\d\.")
TIME_BEGINS_AT_END = regex.compile(r"\s\d\.\Z")
TIME_GOES_ON = regex.compile(r"(?:budget|opf)\S", regex.IGNORECASE)
LISTED = regex.compile(r"\p{Ll}[.)] ")  # "Milepæl a. Status …"
BULLET = regex.compile(r"[•▪◦\uf0b7]")
SHORT = 0.8  # of a cell's longest line: a sentence that ends so far from the edge ends its paragraph
LINE_END = "<br>"  # as converters write it into a cell


class LooseRow(Struct):
    """A row of the usual form: its label's line, and the lines of each cell."""

    number: int
    label: str
    text: list[str] = field(default_factory=list)
    due: str = ""
    signs: str = ""
    doubted: bool = False
    timed_at_once: bool = False  # its label's line ends with its time: a sign in a line of its own may then be of either row


def label_in(text: str) -> tuple[str, str]:
    """A row's label and what follows it in its line; two empty strings where none begins it."""
    words = text.split()
    if row_label(text) is not None and not (len(words) > 1 and TIME_BEGINS.fullmatch(words[-1])):
        return text, ""
    for count in (1, 2):
        label, rest = " ".join(words[:count]), " ".join(words[count:])
        if rest and row_label(label) is not None and (not rest[0].islower() or LISTED.match(rest)):
            return label, rest
    return "", ""


def needs_due(row: LooseRow) -> bool:
    """Whether it is a milestone: an economy note has no time, nor has a latest status."""
    return row_label(row.label) is RowLabel.MILESTONE


def take_stray_signs(rows: Sequence[LooseRow], strays: Sequence[str]) -> None:
    """Gives each sign that stands in a line below a row to the one row beside it that may bear it; where both may, neither's is told.

    `strays` has one of each row, "" for none. It stands a little lower than the row's first line, or higher than that of the row below.
    One that neither may bear stays among the row's words, and the row is doubted.
    """
    for at, (row, stray) in enumerate(zip(rows, strays, strict=True)):
        if not stray:
            continue
        nearest = [each for each in rows[at : at + 2] if _may_bear_sign(each)]
        for each in nearest:
            each.signs = stray if len(nearest) == 1 else UNTOLD
        if not nearest:
            row.text.append(stray)
            row.doubted = True


def _may_bear_sign(row: LooseRow) -> bool:
    return row_label(row.label) in (RowLabel.MILESTONE, RowLabel.ECONOMY) and row.signs in ("", UNTOLD)


def due_in(lines: Sequence[str]) -> tuple[int, int] | None:
    """The first lines that are a time together, from and to."""
    for begin in range(len(lines)):
        for end in range(min(begin + DUE_LINES, len(lines)), begin, -1):
            if WHOLE_DUE.fullmatch(" ".join(lines[begin:end])):
                return begin, end
    return None


def pieces_of(lines: Sequence[str]) -> list[str]:
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


def first_cells(row: LooseRow, words: Vocabulary) -> tuple[str, str]:
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
