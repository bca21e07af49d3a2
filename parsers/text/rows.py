"""The lines of a text dump to Rows: cells unwrapped, rows torn over lines joined, separators set apart."""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from parsers.language.hyphenation import HYPHEN_MINUS, Vocabulary, rejoined
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.content import FileContent, Line
from parsers.model.findings import Code
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.profile.labels import header_columns, row_label
from parsers.profile.titles import TITLE_STARTS, begins_title, title_and_theme
from parsers.signs.smileys import leading_signs, only_signs
from parsers.text.delimited import MARKDOWN_BORDER, tabs_for_bars, tabs_for_delimiters, without_escapes
from parsers.text.furniture import furniture, headers_again
from parsers.text.html_tables import tabbed
from parsers.text.letter_marks import SHORT_LINE, without_letter_marks
from parsers.text.loose_tables import tabs_for_loose_tables
from parsers.text.monospaced_placed import UNTOLD
from parsers.text.monospaced_segments import WHOLE_DUE
from parsers.text.page_heads import page_heads
from parsers.text.struck import without_struck

__all__ = ["text_rows", "unwrapped"]

# Converters leave these tags in a cell; any other "<" is the document's own.
PARAGRAPH_TAG = regex.compile(r"</?(?:p|ul|ol|div|tr|td|th)\b[^<>]*>|<br\s*/?>|</li>", regex.IGNORECASE)
ITEM_TAG = regex.compile(r"<li\b[^<>]*>(?:\s*[•▪◦](?=\s))?", regex.IGNORECASE)  # some print the bullet again
RAISED_TAG = regex.compile(r"<sup\b[^<>]*>\s*(?P<text>[^<>]*?)\s*</sup>", regex.IGNORECASE)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # "0,4<sup>1</sup> mio." is no 0,41
STRUCK_TEXT = "struck_text"  # the finding's code
INLINE_TAG = regex.compile(r"</?(?:b|i|u|strong|em|span|sup|sub)\b[^<>]*>", regex.IGNORECASE)
# in a line of its own in a cell that holds others
DRAFT_LETTERS = regex.compile(r"(?:[|\t]|(?P<below><br>))\**(?P<said>(?=\p{Lu})U?D?K?A?S?T?)\**(?(below)(?=<br|[|\t]|\Z)|(?=<br))")
BULLET = regex.compile(r"(?<!\s)\s++(?=[•▪◦]\s)")
BOLD = regex.compile(r"\*\*(?=\S)(.*?)(?<=\S)\*\*")
GLUED_HEADING = regex.compile(r"(?P<before>[^*]*[^*\s])\*\*(?P<heading>[^*]+)\*\*\s*\Z")
MARKDOWN_ROW = regex.compile(r"\s*\|.*\|\s*\Z")
SEPARATOR = regex.compile(r"\s*:?-{2,}:?\s*\Z")
HEADING_MARK = regex.compile(r"#{1,6}\s+")
PAGE_WORDS, PAGE_LETTERS = ("side", "page"), "SsPp"
SPECIAL_STARTS = TITLE_STARTS | {first + second for word in PAGE_WORDS for first in PAGE_LETTERS for second in (word[1], word[1].upper())}
PAGE_MARK = regex.compile(r"(?:Side|Page)\s+\d+(?:\s*(?:af|of|/)\s*\d+)?\s*:?\s*\Z", regex.IGNORECASE)
WORD = re.compile(r"[^\W\d_][^\s<\t]*")  # begins with a letter
MARKUP = "<&*•▪◦"  # a line of words with none of these is printed as it stands
SENTENCE_END = regex.compile(r"[.!?:)\]\"”»\d]\Z")
# Some converters print the paragraphs of a cell two blanks apart; typists do that too, but not where no sentence ends.
PARAGRAPH_GAP = regex.compile(r"(?<=\S) {2,}+(?=\p{Lu}|[\"”»•])")
SURE_GAP = regex.compile(r"(?<=[\p{L}\d)-]) {2,}+(?=\p{Lu})")
FEWEST_SURE_GAPS = 2  # in a row
# lines: four pages of some fifty, which no row fills. Without a bound a row that is never made whole takes in all lines below it.
MOST_SPLIT_LINES = 200
FULL_WIDTH = 4  # cells: the form of these tables, until a header row says otherwise


def unwrapped(cell: str) -> str:
    """A cell's text without markup, its paragraphs joined by a newline, bullets as printed.

    `"<p>Aftalt.</p> <p>Status:</p>"` gives `"Aftalt.\\nStatus:"`.
    """
    if "<" in cell:
        cell = RAISED_TAG.sub(lambda match: match["text"].translate(RAISED), cell)
        cell = INLINE_TAG.sub("", ITEM_TAG.sub("\n• ", PARAGRAPH_TAG.sub("\n", cell)))
    if "&" in cell:
        cell = html.unescape(cell)
    if "**" in cell:
        cell = BOLD.sub(r"\1", cell)
    if "•" in cell or "▪" in cell or "◦" in cell:
        cell = BULLET.sub("\n", cell)
    return "\n".join(words for part in cell.split("\n") if (words := " ".join(part.split())))


def _cells(text: str) -> list[str] | None:
    """The raw cells of a table line; None when the line is no table's."""
    if "\t" in text:
        return text.split("\t")
    if "|" in text and MARKDOWN_ROW.match(text) and len(MARKDOWN_BORDER.findall(text)) > 2:
        return [part.replace("\\|", "|").strip() for part in MARKDOWN_BORDER.split(text.strip())[1:-1]]
    return None


class _Printed(NamedTuple):
    """A printed line: its number, its text and, in a table, its raw cells."""

    number: int
    text: str
    cells: list[str] | None

    @property
    def begins_row(self) -> bool:
        """Whether a row of ours begins here: a label in the first cell, or a header's words."""
        if self.cells is None:
            return False
        return row_label(unwrapped(self.cells[0])) is not None or self.is_header

    @property
    def is_separator(self) -> bool:
        """Whether it is the row of dashes that Markdown puts under a header, and some converters anywhere."""
        return self.cells is not None and "--" in self.text and all(SEPARATOR.match(cell) or not cell.strip() for cell in self.cells)

    @property
    def is_header(self) -> bool:
        return self.cells is not None and header_columns([unwrapped(cell) for cell in self.cells]) is not None


_printed = partial(tuple.__new__, _Printed)  # from its three fields: half the time of its own constructor


def text_rows(content: FileContent) -> list[Row]:
    """Every printed line of a text dump as part of a Row, in order. What stands nowhere in a text is looked for in none of its lines."""
    unmarked: Sequence[Line] = content.lines
    whole = _whole(unmarked)
    if SHORT_LINE.search(whole):
        unmarked, content.set_aside = without_letter_marks(unmarked)
        whole = _whole(unmarked)
    marked_up = "<" in whole
    printed = _without_margin(unmarked) if "\t" in whole else unmarked
    loose = tabs_for_loose_tables(without_escapes(printed) if "|" in whole else printed, content, barred="|" in whole)
    if loose.lines is not unmarked:
        whole = _whole(loose.lines)
    lines, struck = _plain_lines(loose.lines, whole)
    if lines is not loose.lines:
        whole = _whole(lines)
    running = [(line.number, text.strip(" ")) for line in lines if (text := line.text) and not text.isspace()]
    marks = [mark for mark in MARKUP if mark in whole]
    if ("\t" in whole or "|" in whole) and any(_cells(text) for _, text in running):
        rows = _rows_of_tables(running, marks)
    else:
        heads = page_heads(running, content.page_starts, _is_page_mark)
        rows = list(_running_rows(running, marks, heads, has_gaps="  " in whole))
    if marked_up:
        _doubt_drafts(rows, content.lines)
    if struck or content.drawn_marks:
        _note(rows, struck, content)
    if loose.columns_apart:
        content.notes.append((Code.COLUMNS_APART.value, None, ""))
    if loose.aside or content.set_aside:
        rows = list(_with_aside(rows, sorted([*loose.aside, *content.set_aside])))
    for row in rows if loose.doubted else ():
        row.notes += tuple((Code.CELLS_MET.value, said) for place in row.places if (said := loose.doubted.get(place.line or 0)))
    return rows


def _with_aside(rows: Sequence[Row], aside: Sequence[Line]) -> Iterator[Row]:
    """The rows with those lines among them, each where it was printed."""
    waiting = deque(aside)
    for row in rows:
        while waiting and row.places and waiting[0].number < (row.places[0].line or 0):
            yield _furniture(waiting.popleft())
        yield row
    yield from map(_furniture, waiting)


def _rows_of_tables(lines: Sequence[tuple[int, str]], marks: Sequence[str]) -> list[Row]:
    printed = [_printed((number, text, _cells(text))) for number, text in lines]
    widths = [len(line.cells or ()) for line in printed]
    between: set[int] = set()
    if any(widths):
        between = furniture([line[:2] for line in printed], widths, lambda at: printed[at].is_header)
        between |= {position for position, line in enumerate(printed) if line.is_separator}
        between |= headers_again([line.text for line in printed], [line.cells or () for line in printed], between)
    words = cache(lambda: Vocabulary(word for line in printed for word in line.text.split()))
    rows = list(_rows(printed, between, words, marks))
    if split := {line.number for line, below in pairwise(printed) if below.is_separator and not unwrapped((line.cells or [line.text])[0])}:
        rows = _with_split_rows_whole(rows, split, words)
    _mark_cut(rows, printed)
    return rows


def _running_rows(lines: Sequence[tuple[int, str]], marks: Sequence[str], heads: Container[int], *, has_gaps: bool) -> Iterator[Row]:
    """The rows of a text without tables; most of its lines are printed as they stand. `heads` are of pages, and furniture."""
    if heads or marks:
        for number, text in lines:
            yield from [_furniture(_printed((number, text, None)))] if number in heads else _text_rows(number, text, marks)
        return
    running = RowKind.TEXT
    for number, text in lines:
        if text[0].isalnum() and (text[:2] not in SPECIAL_STARTS or not (begins_title(text) or _is_page_mark(text))):
            words = " ".join(text.split()) if has_gaps and "  " in text else text
            yield Row(running, [Cell(words)], [Place(None, number)])
        else:
            yield from _text_rows(number, text, marks)


def _is_page_mark(text: str) -> bool:
    return text[:4].casefold() in PAGE_WORDS and PAGE_MARK.match(text) is not None


def _whole(lines: Sequence[Line]) -> str:
    return "\n".join([line.text for line in lines])  # to take each apart takes twice as long


def _plain_lines(lines: Sequence[Line], whole: str) -> tuple[Sequence[Line], dict[int, str]]:
    """The lines with a tab between a table's cells, whatever parts them in print, and what was struck out, by number."""
    if "<" in whole:
        lines = tabbed(lines)
    quoted, tabbed_off = '"' in whole, "\t" in whole  # one letter is looked for in no time
    if ";" in whole or (quoted and (',"' in whole or '\t"' in whole)) or (tabbed_off and "\t\t\t\n" in whole):
        lines = tabs_for_delimiters(lines)
    if "|" in whole:
        lines = tabs_for_bars(lines)
    return without_struck(lines) if "<" in whole or "~" in whole else (lines, {})


def _doubt_drafts(rows: Sequence[Row], lines: Sequence[Line]) -> None:
    """Doubts the rows among whose words a converter put letters of "UDKAST", which is printed across the page."""
    drafts = {number: found["said"] for number, text in lines if "<br" in text and (found := DRAFT_LETTERS.search(text))}
    for row in rows if drafts else ():
        row.notes += tuple((Code.CELLS_MET.value, drafts[place.line]) for place in row.places if place.line in drafts)


def _note(rows: Sequence[Row], struck: dict[int, str], content: FileContent) -> None:
    """Tells each row what was struck out on its lines, and which list's mark a page draws before it."""
    for row in rows:
        for place in row.places:
            if place.line in struck:
                row.notes = (*row.notes, (STRUCK_TEXT, struck.pop(place.line)))
        mark = content.drawn_marks.get(row.places[0].line or 0, "") if row.places else ""
        if mark and row.text.startswith(mark.strip()):
            row.mark = mark
    content.notes += [(STRUCK_TEXT, None, words) for words in struck.values()]  # of lines that hold nothing else


def _without_margin(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the tab that some exports put at the end of each, or at its begin."""
    printed = [line for line in lines if line.text and not line.text.isspace()]
    if printed and all(line.text.endswith("\t") for line in printed):
        return [line._replace(text=line.text[:-1]) for line in printed]
    return [line._replace(text=line.text[1:]) for line in printed] if printed and all(line.text[0] == "\t" for line in printed) else lines


def _rows(printed: Sequence[_Printed], between: Container[int], words: Callable[[], Vocabulary], marks: Sequence[str]) -> Iterator[Row]:
    """`marks` are those of a converter's that stand anywhere in the document."""
    width, under_header, position = FULL_WIDTH, False, 0
    while position < len(printed):
        line = printed[position]
        if position in between:
            yield _furniture(line)
            position += 1
            continue
        if (line.cells is not None or under_header) and (joined := _split_row(printed, position, width, under_header, between, words)):
            count, cells = joined
            pieces = range(position, position + count)
            yield _table_row(cells, [printed[each].number for each in pieces if each not in between])
            yield from (_furniture(printed[each]) for each in pieces if each in between)
            position += count
            under_header = False
            continue
        position += 1
        if line.cells is None:
            under_header = False
            yield from _text_rows(line.number, line.text, marks)
        elif not any(cell.strip() for cell in line.cells):
            yield _furniture(line)
        else:
            row = _table_row(line.cells, [line.number])
            under_header = header_columns([cell.text for cell in row.cells]) is not None
            if under_header:
                width = len(row.cells)
            yield row


def _furniture(line: _Printed | Line) -> Row:
    return Row(RowKind.FURNITURE, [Cell(line.text)], [Place(line=line.number)])


def _split_row(
    printed: Sequence[_Printed], start: int, width: int, under_header: bool, between: Container[int], words: Callable[[], Vocabulary]
) -> tuple[int, list[str]] | None:
    """A row that a page break or a line end in a cell tore over several lines: how many lines, furniture `between`, and its cells.

    The first piece begins a row of ours, and together they have just its number of cells: a table of two columns in an agenda
    is no torn row of four.
    """
    first = printed[start]
    if not (first.begins_row or under_header):
        return None
    cells = list(first.cells) if first.cells is not None else [first.text]
    if len(cells) >= width or (len(cells) == 1 and not under_header):
        return None
    for position in range(start + 1, min(start + MOST_SPLIT_LINES, len(printed))):
        if position in between:
            continue
        line = printed[position]
        if line.begins_row:
            return None
        pieces = line.cells if line.cells is not None else [line.text]
        if len(cells) - 1 + len(pieces) > width:
            return None
        cells[-1] = _joined(cells[-1], pieces[0], words)
        cells.extend(pieces[1:])
        if len(cells) == width:
            return position + 1 - start, cells
    return None


def _with_split_rows_whole(rows: Sequence[Row], split: Container[int | None], words: Callable[[], Vocabulary]) -> list[Row]:
    """Converters begin a table anew on each page: what a page's end tore off a row stands there as a header without a label."""
    whole: list[Row] = []
    above: Row | None = None  # the last row of a table
    for row in rows:
        if row.kind is not RowKind.TABLE:
            whole.append(row)
        elif above is not None and row.places[0].line in split and _completes(above, row):
            above.cells = [_one_cell(left, right, words) for left, right in zip(above.cells, row.cells, strict=True)]
            above.places += row.places
        else:
            whole.append(above := row)
    return whole


def _one_cell(above: Cell, below: Cell, words: Callable[[], Vocabulary]) -> Cell:
    text = _joined(above.text, below.text, words) if below.text else above.text
    return replace(above, text=text, symbols=above.symbols + below.symbols)


def _completes(above: Row, row: Row) -> bool:
    """Whether `row` has no label, and only its text, or the rest of a time, stands in a column that is filled above."""
    filled = [[bool(cell.text or cell.symbols) for cell in each.cells] for each in (above, row)]
    if len(filled[0]) != len(filled[1]) or not filled[0][0] or filled[1][0]:
        return False
    both = [at for at in range(2, len(row.cells)) if filled[0][at] and filled[1][at]]
    return all(WHOLE_DUE.fullmatch(f"{above.cells[at].text} {row.cells[at].text}") for at in both)


def _joined(left: str, right: str, words: Callable[[], Vocabulary]) -> str:
    """A cell's two pieces: a word or a sentence that the line's end broke is whole again, other pieces are paragraphs."""
    begin = WORD.match(right)
    if begin is None or left[-1:] != HYPHEN_MINUS or not left[-2:-1].isalpha():
        return f"{left} {right}" if right[:1].islower() and left and not ends_sentence(left) else f"{left}\n{right}".strip("\n")
    head, gap, stem = left[:-1].rpartition(" ")
    return f"{head}{gap}{rejoined(stem, begin[0], HYPHEN_MINUS, words()).text}{right[begin.end() :]}"


def _table_row(cells: Sequence[str], numbers: Sequence[int]) -> Row:
    if sum(len(SURE_GAP.findall(cell)) for cell in cells if "  " in cell) >= FEWEST_SURE_GAPS:
        cells = [PARAGRAPH_GAP.sub("\n", cell) for cell in cells]
    made = [_cell(text, column) for column, text in enumerate(cells)]
    labels = made[0].text.split("\n") if made else []
    row = Row(RowKind.TABLE, made, [Place(line=number) for number in numbers])
    if len(labels) > 1 and all(row_label(label) is not None for label in labels):  # a converter made one row of several
        row.cells = [Cell(UNTOLD, (), cell.column) if cell.symbols else cell for cell in made]
        row.notes = ((Code.CELLS_MET.value, row.text),)
    return row


def _cell(raw: str, column: int = 0) -> Cell:
    text = unwrapped(raw)
    signs = only_signs(text)
    return Cell("", signs, column) if signs else Cell(text, (), column)


def _text_rows(number: int, text: str, marks: Sequence[str]) -> list[Row]:
    """A line outside tables: one row, two where a heading is glued to what stands before it, none for markup alone."""
    places = [Place(None, number)]
    if text[0] in PAGE_LETTERS and _is_page_mark(text):
        return [Row(RowKind.FURNITURE, [Cell(text)], places)]
    if run_together := title_and_theme(text.strip("#* ") if text[0] in "#*" else text):
        return [Row(RowKind.TEXT, [Cell(part)], list(places), heading=True) for part in run_together]
    if text[0].isalnum() and not any([mark in text for mark in marks]):  # noqa: C419 - half the time of a generator
        return [Row(RowKind.TEXT, [Cell(" ".join(text.split()) if "  " in text else text)], places)]
    if glued := GLUED_HEADING.match(text):
        # "Ekstra opfølgning på Aftale om budget 2018**4. Sundhed …**": two headings on one line
        return [Row(RowKind.TEXT, [Cell(unwrapped(part))], list(places), heading=True) for part in (glued["before"], glued["heading"])]
    mark = HEADING_MARK.match(text)
    heading = bool(mark) or bool(BOLD.fullmatch(text))
    plain = unwrapped(text[mark.end() :] if mark else text)
    signs, words = leading_signs(plain)
    rank = 7.0 - mark[0].count("#") if mark else 0.0
    return [Row(RowKind.TEXT, [Cell(words, signs)], places, heading=heading, rank=rank)] if plain else []


def _mark_cut(rows: list[Row], printed: Sequence[_Printed]) -> None:
    """Marks the last row as cut when the dump ends inside it: an open <p>, or words that end without an end."""
    if not rows or rows[-1].kind is not RowKind.TABLE:
        return
    last = rows[-1]
    numbers = {place.line for place in last.places}
    raw = [cell for line in printed if line.number in numbers for cell in line.cells or [line.text]]
    full = next((text for cell in reversed(last.cells) if (text := cell.text)), "")
    open_paragraph = any(cell.count("<p>") > cell.count("</p>") for cell in raw)
    if open_paragraph or (len(full) > 40 and not SENTENCE_END.search(full)):
        last.cut = True
