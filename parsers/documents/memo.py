"""A strategy memo's rows in; its notes by section and part, the cells of its number tables, and doubts out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from parsers.documents.front_matter import begin_document
from parsers.documents.span import FileContext, Span
from parsers.language.dates import decimal, periods_in
from parsers.language.paragraphs import Marks, paragraphs
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import Document, Finding, MemoFigure, MemoNote, MemoPart
from parsers.model.rows import Row, RowKind
from parsers.profile.patterns import pattern

__all__ = ["memo_document"]

TITLE = pattern("memo_title", regex.IGNORECASE)
# "Indikatorer:", "Indikator: Antal af borgere", "Opfølgning sept. 2016:", "Opfølgning og handleplan september 2016:"
INDICATOR = pattern("memo_indicator", regex.DOTALL)
FOLLOWUP = pattern("memo_followup", regex.DOTALL)
BULLET = regex.compile(r"[•▪◦·*–-]\s|\d{1,2}[.)]\s")
LONGEST_HEADING = 130  # characters
LONGEST_NAME = 80  # characters, of a heading that ends in a full stop
# A line is a heading only when no verb makes a sentence of it.
VERB = regex.compile(
    r"\b(?:er|var|bliver|blev|har|havde|skal|skulle|kan|kunne|vil|ville|må|bør|ses|viser|giver|gives|arbejdes|forventes|vedlægges"
    r"|fremgår|indgår|udarbejdes|afholdes|ansættes|foretages|følger|gælder|betyder)\b"
)
PAST = regex.compile(r"\b\p{Ll}{3,}ede\b")  # "opjusterede"; in a heading with a colon it may be an adjective: "fremadrettede tiltag:"
TABLE_ANNOUNCED = regex.compile(r"(?:Nedenfor|Nedenstående|Følgende|Tabel)[^.:]*[.:]?\s*\Z", regex.IGNORECASE)
UNIT = regex.compile(r"\bi\s(?:hele\s)?(?:1\.000\s|mio\.\s?|t\.?)?kr\.?", regex.IGNORECASE)
YEAR = regex.compile(r"(?:19|20)\d\d")
NOTHING = frozenset({"-", "–", "−", ""})  # a dash or a blank is no number


def _label(text: str) -> regex.Match[str] | None:
    return INDICATOR.match(text) or FOLLOWUP.match(text)


def _alone(text: str) -> bool:
    match = _label(text)
    return match is not None and not match["words"]


MARKS = Marks(begins=lambda text: bool(BULLET.match(text)) or _label(text) is not None, alone=_alone)


def memo_document(span: Span, file: FileContext) -> Document:
    document, rows = begin_document(span)
    document.memo_notes, document.memo_figures, found = read_memo(rows)
    document.findings += found
    return document


def read_memo(rows: Sequence[Row]) -> tuple[list[MemoNote], list[MemoFigure], list[Finding]]:
    """The notes and figures in printed order. A table without rules of its own title bears that of the text above it."""
    reader = _MemoReader()
    whole = paragraphs(rows, MARKS)
    position = 0
    while position < len(whole):
        row = whole[position]
        if row.kind is RowKind.TABLE:
            end = position
            while end < len(whole) and whole[end].kind is RowKind.TABLE:
                end += 1
            reader.table(whole[position:end])
            position = end
            continue
        following = next((each for each in whole[position + 1 :] if each.kind is not RowKind.FURNITURE), None)
        reader.take(row, whole[position - 1] if position else None, following)
        position += 1
    return reader.notes, reader.figures, reader.findings


def _is_heading(row: Row, before: Row | None) -> bool:
    """A short line of its own, with no verb where it ends in a full stop: 'Budgetoverskridelsen i Socialpsykiatrien.'"""
    text = row.text
    if len(text) > LONGEST_HEADING or BULLET.match(text) or "\n" in text:
        return False
    if row.heading:
        return True
    line, above = row.places[0].line, before.places[-1].line if before and before.kind is RowKind.TEXT else None
    if (line is not None and above is not None and line - above < 2) or text[0].islower():
        return False
    if text.endswith((".", "!", "?")):
        return len(text) <= LONGEST_NAME and VERB.search(text) is None and PAST.search(text) is None
    return not text.endswith((",", ";", "-")) and (not text.endswith(":") or VERB.search(text) is None)


class _MemoReader(Struct):
    """Where we are: in a section, in a part of it, under a label."""

    notes: list[MemoNote] = field(default_factory=list)
    figures: list[MemoFigure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    section: str | None = None
    part: MemoPart = MemoPart.HISTORY
    label: str | None = None
    table_title: str | None = None

    def take(self, row: Row, before: Row | None, following: Row | None) -> None:
        text = row.text
        if row.kind is not RowKind.TEXT or not text:
            if row.kind is RowKind.FURNITURE:
                self.findings.append(row_finding(Code.FURNITURE, row))
            return
        if match := _label(text):
            self.part = MemoPart.INDICATOR if match.re.pattern == INDICATOR.pattern else MemoPart.FOLLOWUP
            self.label = match["label"]
            if match["words"]:
                self._note(match["words"], row)
        elif TITLE.match(text) and not self.notes:
            self.findings.append(row_finding(Code.HEADING, row))
        elif _is_heading(row, before):
            self._heading(text.rstrip(" :."), row, following)
        else:
            self._note(text, row)
            announced = TABLE_ANNOUNCED.search(text)
            self.table_title = (announced[0] if announced else text if text.endswith(":") else "").strip().rstrip(":.") or None

    def _heading(self, words: str, row: Row, following: Row | None) -> None:
        if following is not None and following.kind is RowKind.TABLE:
            self.table_title = words
        else:
            self.section, self.part, self.label, self.table_title = words, MemoPart.HISTORY, None, None
        self.findings.append(row_finding(Code.HEADING, row))

    def _note(self, words: str, row: Row) -> None:
        self.notes.append(MemoNote(self.section, self.part, words, self.label, list(row.places)))

    # Number tables

    def table(self, rows: Sequence[Row]) -> None:
        """The cells of one table. Its header is its first row and those below it that hold no number."""
        height = 1
        while height < len(rows) and not any(_is_number(cell.text) for cell in rows[height].cells[1:]):
            height += 1
        labels, periods = _header(rows[:height])
        corner = " ".join(row.cells[0].text for row in rows[:height] if row.cells).strip()
        unit = UNIT.search(corner)
        title = self.table_title or corner or self.section
        if title != corner and corner != (unit[0] if unit else ""):
            self.findings.append(finding(Code.HEADING, corner, rows[0].places[0]))
        for row in rows[height:]:
            self._figures(row, labels, periods, title, unit[0] if unit else None)
        if height == len(rows):
            self.findings += [row_finding(Code.UNREAD_ROW, row) for row in rows]
        self.table_title = None

    def _figures(self, row: Row, labels: Sequence[str], periods: Sequence[str | None], title: str | None, unit: str | None) -> None:
        first, *cells = [cell.text for cell in row.cells]
        for text, label, period in zip(cells, labels[1:], periods[1:], strict=False):
            value = decimal(text) if text not in NOTHING else None
            figure = MemoFigure(title, first, label, value, period, unit, text or None, list(row.places))
            self.figures.append(figure)
            if value is None and text not in NOTHING:
                self.findings.append(row_finding(Code.FIGURE_UNREAD, row, figure))
        if len(cells) > len(labels) - 1:
            self.findings.append(row_finding(Code.EXTRA_CELL, row))


def _is_number(text: str) -> bool:
    return text in NOTHING - {""} or (decimal(text) is not None and YEAR.fullmatch(text) is None)


def _header(rows: Sequence[Row]) -> tuple[list[str], list[str | None]]:
    """Each column's label, and the time it is for.

    In a header of two storeys '1. kv. 2016' stands over 'Tilgang' and 'Afgang': a blank above is the cell to its left.
    """
    width = max(len(row.cells) for row in rows)
    storeys = [[cell.text.replace("\n", " ") for cell in row.cells] + [""] * (width - len(row.cells)) for row in rows]
    upper = list(storeys[0])
    below = storeys[1] if len(storeys) > 1 else [""] * width
    for column in range(1, width):
        if not upper[column] and below[column]:
            upper[column] = upper[column - 1]
    labels: list[str] = []
    periods: list[str | None] = []
    for column in range(width):
        names = [upper[column], *(storey[column] for storey in storeys[1:])]
        printed = [name for name in names if name]
        labels.append(printed[-1] if printed else "")
        found = [period.printed for name in printed for period in periods_in(name)]
        periods.append(found[0] if len(found) == 1 else None)
    return labels, periods
