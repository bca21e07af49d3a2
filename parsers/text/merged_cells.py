"""The cells of a converter that makes one row of several, or of a row one paragraph: headers, labels, times and signs told in them.

pdf-inspector writes `|Milepæl Milepæl Økonomi|…|3. budgetopfølgning 2031 31.12.2031||`, `|1.2. Byhaver Parterne ønsker …|Drift
Ansvarligt center: …|Tid|Smiley|` and `### 1.3. Legepladser Drift Tid Smiley`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from parsers.model import late_regex as regex
from parsers.model.content import Line
from parsers.profile.labels import RESPONSIBLE_LABEL, ColumnRole, RowLabel, funding, labels, row_label
from parsers.profile.titles import numbered_title
from parsers.signs.smileys import only_signs, signs_apart
from parsers.text.delimited import MARKDOWN_BORDER
from parsers.text.loose_headers import is_page_mark

__all__ = [
    "SECTION",
    "TIME",
    "MergedHeader",
    "MergedRows",
    "Unit",
    "header_in",
    "joins_labels",
    "rows_in",
    "take_cell",
    "units_of",
]

SEPARATOR = regex.compile(r"[\s|:-]+")
MARKS = "#* "
ROUND = r"(?:budget|opf)\p{L}*(?: ?20\d\d)?"
TIME = regex.compile(rf"\d\.\s?{ROUND}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}", regex.IGNORECASE)
PIECE = regex.compile(rf"{TIME.pattern}|{ROUND}|20\d\d|\d\.(?!\S)", regex.IGNORECASE)  # of a time that a row's end cut, too
SECTION = regex.compile(r"(?P<section>\d{1,2})\. ?\p{Lu}")
TWO_WORDS = 2
LONGEST_TITLE = 160  # characters


class Unit(NamedTuple):
    """A line's filled cells, each with its column; of a line without bars the line. `width` counts all cells, 0 without bars."""

    line: Line
    cells: list[tuple[int, str]]
    width: int

    @property
    def barred(self) -> bool:
        return self.width > 0

    @property
    def plain(self) -> str:
        return " ".join(text for _, text in self.cells)


class MergedHeader(NamedTuple):
    """A header's number, the words that hold its title, its three words, and what stood behind them: who answers, or print run together.

    `merged` where the description is not parted from the title.
    """

    number: str
    title: str
    words: tuple[str, str, str]
    behind: str
    merged: bool


class MergedRows(Struct):
    """The labels that stand in a line, its text, the pieces of times in it, its signs, and what stands before and behind the labels."""

    labels: list[str]
    text: str = ""
    behind: str = ""
    times: list[str] = field(default_factory=list)
    signs: str = ""
    before: str = ""


def units_of(lines: Sequence[Line]) -> Iterator[Unit]:
    """The lines that are printed; the rows of dashes are Markdown's own."""
    for line in lines:
        if not line.text.strip() or (line.text.lstrip()[:1] == "|" and SEPARATOR.fullmatch(line.text)):
            continue
        barred = line.text.lstrip()[:1] == "|"
        texts = MARKDOWN_BORDER.split(line.text.strip().strip("|") if not barred else line.text.strip()[1:].removesuffix("|"))
        cells = [(at, " ".join(text.replace("**", "").strip(MARKS).split())) for at, text in enumerate(texts if barred else [line.text])]
        yield Unit(line, [(at, text) for at, text in cells if text], len(texts) if barred else 0)


def header_in(unit: Unit) -> MergedHeader | None:
    """The header that a line holds: a numbered title, its funding, and the words above times and signs."""
    cells = [text for _, text in unit.cells if not is_page_mark(text)]
    at = next((at for at, text in enumerate(cells[:TWO_WORDS]) if numbered_title(text) is not None), None)
    if at is None:
        return None
    return _across_cells(cells[at], [*cells[at + 1 :], *cells[:at]]) if unit.barred else _in_one_line(cells[0])


def _role(word: str) -> ColumnRole | None:
    return labels().headers.get(word.casefold())


def _in_one_line(text: str) -> MergedHeader | None:
    words = text.split()
    for at in range(2, len(words) - 1):
        if funding(words[at - 1]) is None or [_role(word) for word in words[at : at + 2]] != [ColumnRole.DUE, ColumnRole.SMILEY]:
            continue
        before, behind = " ".join(words[: at - 1]), " ".join(words[at + 2 :])
        if RESPONSIBLE_LABEL.search(behind) is None and len(before) + len(behind) < LONGEST_TITLE:
            before, behind = f"{before} {behind}".strip(), ""
        return _header(before, (words[at - 1], words[at], words[at + 1]), behind, merged=False)
    return None


def _across_cells(first: str, others: Sequence[str]) -> MergedHeader | None:
    found: dict[ColumnRole, str] = {}
    behind = []
    for text in others:
        rest = text.split()
        while rest and (role := _role(rest[0])) in (ColumnRole.DUE, ColumnRole.SMILEY) and role not in found:
            found[role] = rest.pop(0)
        answers = RESPONSIBLE_LABEL.search(" ".join(rest))
        before = len(" ".join(rest)[: answers.start()].split()) if answers else len(rest)
        if ColumnRole.TEXT not in found and before and (at := _funding_at(rest[:before])) is not None:
            found[ColumnRole.TEXT] = rest.pop(at)
        behind.append(" ".join(rest))
    words = first.split()
    if ColumnRole.TEXT not in found and ColumnRole.SMILEY in found and (at := _funding_at(words)) is not None:
        found[ColumnRole.TEXT] = words.pop(at)
    if len(found) < TWO_WORDS or ColumnRole.DUE not in found:
        return None
    said = found.get(ColumnRole.TEXT, ""), found[ColumnRole.DUE], found.get(ColumnRole.SMILEY, "")
    told = " ".join(filter(None, behind))
    return _header(" ".join(words), said, told, merged=RESPONSIBLE_LABEL.search(told) is not None)


def _funding_at(words: Sequence[str]) -> int | None:
    """Where the one word stands that may be the funding: first, last, or alone among the others."""
    places = [at for at, word in enumerate(words) if word[:1].isupper() and funding(word) is not None]
    return places[0] if len(places) == 1 else None


def _header(title: str, words: tuple[str, str, str], behind: str, *, merged: bool) -> MergedHeader | None:
    told = numbered_title(title)
    return MergedHeader(told[0], title, words, behind, merged) if told else None


def rows_in(unit: Unit) -> MergedRows | None:
    """The rows that a line holds; None where it holds no label."""
    first = unit.cells[0] if unit.cells else (0, "")
    if not unit.barred:
        found, rest = _leading_labels(first[1])
        return _row_of_paragraph(found, rest) if found else None
    if first[0] > 1:
        return None
    found, rest = _leading_labels(first[1])
    rows = MergedRows(found)
    others = [text for _, text in unit.cells[1:]]
    for text in others:
        take_cell(text, rows)
    if not found:
        before, _, last = first[1].rpartition(" ")
        if not (rows.times and row_label(last) is RowLabel.MILESTONE and before):
            return None
        rows.labels, rows.before, rest = [last], before, ""
    rows.behind = rest
    return rows


def joins_labels(text: str) -> bool:
    """Whether a cell holds several labels, or a label and the heading of the section below."""
    found, rest = _leading_labels(text)
    return len(found) > 1 or (bool(found) and SECTION.match(rest) is not None)


def _leading_labels(text: str) -> tuple[list[str], str]:
    words, found = text.split(), []
    while words:
        count = next((n for n in (1, 2) if row_label(" ".join(words[:n])) is not None), 0)
        if not count:
            break
        found.append(" ".join(words[:count]))
        words = words[count:]
    rest = " ".join(words)
    return ([], text) if found and rest[:1].islower() else (found, rest)


def take_cell(text: str, rows: MergedRows) -> None:
    """Puts a cell's words where they belong: times and signs where it holds nothing else."""
    bare = PIECE.sub(" ", text)
    signs = "".join(word for word in bare.split() if only_signs(word))
    if not bare.strip() or all(only_signs(word) for word in bare.split()):
        rows.times += [" ".join(piece[0].split()) for piece in PIECE.finditer(text)]
        rows.signs += signs
    else:
        rows.text = f"{rows.text} {text}".strip()


def _row_of_paragraph(found: list[str], text: str) -> MergedRows:
    """A row whose cells ran together line by line: its time stands among the words."""
    signs, words = signs_apart(text)  # a sign stands behind its time, in the row's first line
    times = [" ".join(time[0].split()) for time in TIME.finditer(words)]
    if len(times) == 1 and any(row_label(label) is RowLabel.MILESTONE for label in found):
        words = " ".join(TIME.sub(" ", words).split())
    else:
        times = []
    return MergedRows(found, words, times=times, signs="".join(sign.char or "" for sign in signs))
