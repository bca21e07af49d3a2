"""A PDF's pages to one stream of Rows in reading order: torn rows whole again, page furniture set apart."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import regex

from parsers.document import Document, Ink, Page
from parsers.grid import HEADER_WORDS, Grid, GridCell, GridRow, Layout, header_of, is_label, layout
from parsers.hyphens import HYPHEN, HYPHEN_MINUS, SOFT_HYPHEN, Vocabulary, rejoined, unbroken
from parsers.labels import RESPONSIBLE_LABEL, Column, header_columns
from parsers.lines import Line, lines_of
from parsers.rows import Cell, Place, Row, RowKind

SPACE = 0.25  # of the letters' size: a space's width
SLACK = 2.0  # points: a word must fit with this much to spare before a short line is called deliberate
PADDING = 12.0  # points: no cell keeps its words further from its walls
STEP = 0.25  # of the letters' size: a step down this much larger than the cell's others begins a paragraph
TEXT_STEP = 1.6  # of the letters' size: running text steps down no further from line to line
SAME_SIZE = 0.05  # of the letters' size: lines of one paragraph differ no more
LARGER = 1.1  # of the body's letters: a heading
NARROW, WIDE = "fijlrt", "mw"
SAME_BORDER = 4.0  # points
MARGIN = 0.12  # of the page's height: furniture stands within it
FURNITURE_LINES = 4  # at the top, and at the bottom
SAME_HEIGHT = 3.0  # points
APART = 0.4  # of the letters' size: furniture keeps this distance from the text
AHEAD = 4  # pages looked at on either side for what is repeated
TABLE_OVERHANG = 6.0  # points: Word lets a table stand out so far from the text
SHORT_TEXT = 40  # letters: a shorter text may end without a full stop
FOOTNOTE = 4  # lines: a row may be torn around so much text at a page's end or top
SENTENCE_ENDS = '.:!?)”"»'
BULLETS = frozenset("•▪◦‣·●○■□➢✓\uf0b7\uf0a7")

# "rådgivere/⏎totalentreprenør", "indhold og -⏎tilrettelæggelse": what follows belongs to the sign before it
GLUED = (*(f"{letter}/" for letter in "abcdefghijklmnopqrstuvwxyzæøåé-"), " og -", " eller -", " samt -")
HYPHENS = (HYPHEN_MINUS, HYPHEN, SOFT_HYPHEN)
BROKEN = "\0"  # stands behind a line-end hyphen until the whole document tells what becomes of it
BRIMMING = "\1"  # stands between the last word of a line full to the brim and the next line's first
OVERLONG = "\2"  # the same, where that word fills its line alone
MARKED_BREAK = regex.compile(rf"([-{HYPHEN}{SOFT_HYPHEN}]{BROKEN}|[{BRIMMING}{OVERLONG}])")

PAGE_NUMBER = regex.compile(
    r"(?:side|page|s\.)\s*\d{1,4}(?:\s*(?:af|of|/|ud\ af)\s*\d{1,4})? | \d{1,4}\s*(?:af|of|/|ud\ af)\s*\d{1,4} | [-–]\s*\d{1,4}\s*[-–]",
    regex.IGNORECASE | regex.VERBOSE,
)
TOP = attrgetter("top")
DIGITS = regex.compile(r"\d+")
YEAR = regex.compile(r"\b20\d\d\b")


def page_rows(source: Document | Iterable[Page]) -> list[Row]:
    """Every printed word of the pages as part of a Row. Pages may be an iterator: no more than a few are held at a time."""
    pages = source.pages if isinstance(source, Document) else source
    stream = _Stream()
    for page, header, footer in _with_furniture(pages):
        stream.add(page, header, footer)
    return stream.finished()


# Page furniture


class _Edge(NamedTuple):
    """A line near the top or the bottom of a page; `shape` is its text with every number made 0."""

    line: Line
    shape: str


def _with_furniture(pages: Iterable[Page]) -> Iterator[tuple[Page, list[Line], list[Line]]]:
    """Each page with the lines at its top and its bottom that are furniture: repeated near by at the same height, or a page number."""
    window: deque[tuple[Page, list[_Edge], list[_Edge]]] = deque()
    at = 0  # the page in the window that is next

    def told() -> tuple[Page, list[Line], list[Line]]:
        page, tops, bottoms = window[at]
        near = [other for i, other in enumerate(window) if i != at]
        return page, _furniture(tops, [other[1] for other in near], page), _furniture(bottoms, [other[2] for other in near], page)

    for page in pages:
        window.append((page, _edge_lines(page, at_top=True), _edge_lines(page, at_top=False)))
        if len(window) - at > AHEAD:
            yield told()
            at += 1
            if at > AHEAD:
                window.popleft()
                at -= 1
    while at < len(window):
        yield told()
        at += 1


def _edge_lines(page: Page, *, at_top: bool) -> list[_Edge]:
    """The lines near a page's top or bottom, from the edge inwards, and one more."""
    depth = MARGIN * page.height
    low = page.height - depth
    if at_top:
        lines = lines_of([word for word in page.words if word.top < depth])
    else:
        lines = lines_of([word for word in page.words if word.bottom > low])[::-1]
    return [_Edge(line, DIGITS.sub("0", line.text)) for line in lines[: FURNITURE_LINES + 1]]


def _furniture(lines: list[_Edge], near: list[list[_Edge]], page: Page) -> list[Line]:
    """The furniture among a page's outermost lines; `near` has those of the pages around it."""
    found: list[Line] = []
    for line, shape in lines[:FURNITURE_LINES]:
        if is_label(line.words[0].text) or header_of(line) is not None:
            break
        seen = sum(any(edge.shape == shape and abs(edge.line.top - line.top) <= SAME_HEIGHT for edge in other) for other in near)
        text = line.text
        numbered = PAGE_NUMBER.fullmatch(text) or (text.isdigit() and not found and (seen or int(text) == page.number))
        if not (numbered or seen >= 2 or seen == len(near) == 1):
            break
        found.append(line)
    while found and len(found) < len(lines) and not PAGE_NUMBER.fullmatch(found[-1].text):
        inner, outer = lines[len(found)].line, found[-1]
        if max(inner.top - outer.bottom, outer.top - inner.bottom) >= APART * outer.size:
            break
        found.pop()  # it stands as close as the next line of a paragraph does
    return found


# Lines and the text they make


class Printed(NamedTuple):
    """A line as it stands in a cell or on the page. `edge` is the x at which lines wrap there; `hyphen` parted its last word."""

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


def _printed(line: Line, edge: float) -> Printed:
    words = line.words
    last = words[-1]
    text = " ".join([word.text + word.hyphen for word in words[:-1]] + [last.text]) if len(words) > 1 else last.text
    hyphen = last.hyphen
    if not hyphen and len(last.text) > 1 and last.text[-1] in HYPHENS and last.text[-2].isalnum():
        text, hyphen = text[:-1], text[-1]
    elif hyphen and not last.text:
        text, hyphen = f"{text}{hyphen}", ""  # a dash of its own
    first = words[0]
    bold = first.bold and all(word.bold for word in words)
    return Printed(text, line.x0, line.top, line.x1, line.bottom, line.size, bold, first.x1 - first.x0, hyphen, edge)


def _wraps(last: Printed, line: Printed) -> bool:
    """Whether the line's first word had no room left on the line before; if it had, the line was ended on purpose."""
    return last.x1 + SPACE * last.size + line.first_width > last.edge - SLACK


def joined(lines: Sequence[Printed]) -> str:
    """The text of a cell's lines: paragraphs parted by a newline, words broken at a line's end marked for `_resolve`."""
    if not lines:
        return ""
    if len(lines) == 1:
        return lines[0].text + lines[0].hyphen
    steps = [b.bottom - a.bottom for a, b in pairwise(lines) if b.bottom > a.bottom]
    usual = min([step for step in steps if step > 0.8 * lines[0].size], default=0.0)
    parts = [lines[0].text]
    for last, line in pairwise(lines):
        if last.hyphen:
            parts.append(f"{last.hyphen}{BROKEN}")
        elif last.text.endswith(GLUED):
            pass
        elif (
            line.text[0] in BULLETS
            or not _wraps(last, line)
            or line.bottom - last.bottom > usual + STEP * line.size
            or _is_status_label(last.text)
            or _is_status_label(line.text)
        ):
            parts.append("\n")
        elif last.text[-1].isalpha() and line.text[0].islower() and last.edge - last.x1 < _letter_width(line.text[0]) * last.size:
            parts.append(BRIMMING if " " in last.text else OVERLONG)
        else:
            parts.append(" ")
        parts.append(line.text)
    parts.append(lines[-1].hyphen)
    return "".join(parts)


def _letter_width(letter: str) -> float:
    """About how wide a small letter is, in parts of its size: a line that leaves less room is full to the brim."""
    return 0.35 if letter in NARROW else 0.9 if letter in WIDE else 0.6


def _is_status_label(text: str) -> bool:
    return text.startswith("Status") and text.endswith(":")


def _is_marked(text: str) -> bool:
    return BROKEN in text or BRIMMING in text or OVERLONG in text


def _broken(row: Row) -> Iterator[tuple[str, str, str]]:
    """The pairs of pieces that line-end hyphens parted in a row: left, right, and the hyphen between them."""
    for cell in row.cells:
        for token in filter(_is_marked, cell.text.split()):
            pieces = MARKED_BREAK.split(token)
            for left, mark, right in zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False):
                if mark[-1] == BROKEN:
                    yield left, right, mark[0]


def _resolve(row: Row, vocabulary: Vocabulary) -> None:
    """Settles the words that lines' ends broke, now that the whole document's words are known."""

    def whole(token: str) -> str:
        if not _is_marked(token):
            return token
        word, *pieces = MARKED_BREAK.split(token)
        for mark, right in zip(pieces[::2], pieces[1::2], strict=True):
            if mark[-1] == BROKEN:
                result = rejoined(word, right, mark[0], vocabulary)
            else:
                result = unbroken(word, right, vocabulary, alone=mark == OVERLONG)
            if not result.decided:
                row.notes.append(("hyphen_undecided", f"{word}{HYPHEN_MINUS} {right}"))
            word = result.text
        return word

    for cell in row.cells:
        if _is_marked(cell.text):
            cell.text = "\n".join(" ".join(map(whole, line.split(" "))) for line in cell.text.split("\n"))


# Rows in the making


class Nature(StrEnum):
    HEADER = "header"
    DESCRIPTION = "description"
    LABELLED = "labelled"
    OTHER = "other"


@dataclass(slots=True)
class _CellParts:
    """What a cell holds, part by part: lines in order, and inks."""

    column: int
    span: int
    lines: list[Printed]
    inks: list[Ink]
    text: str


@dataclass(slots=True)
class _TableRow:
    """A table row in the making; `row` is what it will become, at its place in the stream already."""

    row: Row
    cells: list[_CellParts]
    nature: Nature = Nature.OTHER
    label: bool = False
    open_above: bool = False
    open_below: bool = False

    def texts(self) -> list[str]:
        texts = [""] * max(cell.column + cell.span for cell in self.cells)
        for cell in self.cells:
            texts[cell.column] = cell.text
        return texts

    @property
    def bold(self) -> bool:
        lines = [line for cell in self.cells for line in cell.lines]
        return bool(lines) and all(line.bold for line in lines)

    @property
    def blank(self) -> bool:
        return not any(cell.text or cell.inks for cell in self.cells)

    def append(self, part: _TableRow) -> None:
        """Takes in what the page break tore off."""
        for cell in part.cells:
            for mine in self.cells:
                if mine.column <= cell.column < mine.column + mine.span:
                    if cell.lines:
                        mine.lines += cell.lines
                        mine.text = joined(mine.lines)
                    mine.inks += cell.inks
                    break
            else:
                self.cells.append(cell)
        self.row.places += part.row.places
        self.open_below = part.open_below
        self.label = self.label or part.label

    def finish(self) -> None:
        self.row.cells = [Cell(cell.text, tuple(cell.inks), cell.column, cell.span) for cell in self.cells]


@dataclass(slots=True)
class _Table:
    """The table being read: its borders, and its last header's columns and words."""

    borders: list[float]
    walled: bool
    columns: dict[int, Column] | None = None
    header: str = ""

    @property
    def label_column(self) -> int:
        return next((at for at, column in (self.columns or {}).items() if column is Column.LABEL), 0)

    @property
    def due_column(self) -> int | None:
        return next((at for at, column in (self.columns or {}).items() if column is Column.DUE), None)


def _row_on_page(page: Page, grid: Grid, grid_row: GridRow, columns: list[int]) -> _TableRow:
    """A row of one page's grid; `columns` says which column of its table each of the grid's is."""
    cells = []
    for cell in grid_row.cells:
        lines = _cell_lines(cell, grid.walled)
        column = columns[cell.column]
        cells.append(_CellParts(column, columns[cell.column + cell.span] - column, lines, cell.inks, joined(lines)))
    # A table without walls is as wide as its rules, and its words may stand out beyond them.
    left = min([grid.borders[0], *(word.x0 for cell in grid_row.cells for word in cell.words)])
    right = max([grid.borders[-1], *(word.x1 for cell in grid_row.cells for word in cell.words)])
    place = Place(page.number, None, left, grid_row.top, right, grid_row.bottom)
    return _TableRow(Row(RowKind.TABLE, [], [place]), cells, open_above=grid_row.open_above, open_below=grid_row.open_below)


def _cell_lines(cell: GridCell, walled: bool) -> list[Printed]:
    if not cell.words:
        return []
    lines = lines_of(cell.words)
    edge = max([line.x1 for line in lines])
    padding = min(max(min([line.x0 for line in lines]) - cell.x0, 0.0), PADDING) if walled else 0.0
    edge = max(edge, cell.x1 - padding)
    return [_printed(line, edge) for line in lines]


def _mapped(grid: Grid, table: _Table) -> list[int] | None:
    """Which of the table's borders each of the grid's is; None when one of them is none."""
    found: list[int] = []
    last = len(grid.borders) - 1
    for i, x in enumerate(grid.borders):
        near = min(range(len(table.borders)), key=lambda j: abs(table.borders[j] - x))
        if not (grid.walled and table.walled) and i in (0, last):
            near = 0 if i == 0 else len(table.borders) - 1  # without walls a table is as wide as its words
        elif abs(table.borders[near] - x) > (SAME_BORDER if grid.walled == table.walled else PADDING):
            return None
        if found and near <= found[-1]:
            return None
        found.append(near)
    return found


def _same_words(one: str, other: str) -> bool:
    return [c for c in one if c.isalnum()] == [c for c in other if c.isalnum()]


def _goes_on(held: _TableRow, row: _TableRow, table: _Table) -> bool:
    """Whether the first row of a page, no header, is the rest of the row that ended the page before."""
    if held.nature is Nature.DESCRIPTION:
        return not row.label
    if held.nature is Nature.HEADER:
        if row.label or any(RESPONSIBLE_LABEL.search(cell.text) for cell in row.cells):
            return False
        return row.bold if held.bold else held.open_below
    if held.nature is Nature.LABELLED:
        return not row.label and not _both_due(held, row, table)
    if row.label:
        # a label in the middle of its cell stands on the second part
        return table.columns is not None and not held.label and not _both_due(held, row, table)
    return (held.open_below and row.open_above) or any(_mid_sentence(a, b) for a, b in zip(held.texts(), row.texts(), strict=False))


def _both_due(held: _TableRow, row: _TableRow, table: _Table) -> bool:
    """Whether each has a whole time of its own, and so is a row of its own."""
    due = table.due_column
    return due is not None and all(YEAR.search(texts[due]) for texts in (held.texts(), row.texts()) if due < len(texts))


def _mid_sentence(text: str, after: str) -> bool:
    return bool(text and after) and text[-1] not in ".:!?" and after[0].islower()


class _Stream:
    """Takes pages one by one and gives rows; the last table row is held, since the next page may go on with it."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.vocabulary = Vocabulary()
        self.table: _Table | None = None
        self.held: _TableRow | None = None
        self.last_grid: Grid | None = None
        self.between = 0  # lines of running text since the last grid
        self.low = 0.0  # near the last page's end
        self.sizes: Counter[float] = Counter()
        self.edges: dict[float, float] = {}  # how far to the right running text reaches, by the page's width

    def add(self, page: Page, header: list[Line], footer: list[Line]) -> None:
        found = layout(page, [*header, *footer], self.last_grid)
        self.vocabulary.add(" ".join([word.text for word in page.words if not word.hyphen]).split())
        self._furniture(page, [line for line in found.furniture if line in header])
        self._learn_type(page, found)
        blocks: list[Grid | list[_Placed]] = sorted([*found.grids, *_text_groups(found, self.edges[page.width])], key=_top)
        self.low = (1 - 2 * MARGIN) * page.height
        torn = True  # the first table of a page may go on with the last of the page before
        for block in blocks:
            if isinstance(block, Grid):
                self._grid(page, block, torn=torn and self.between <= FOOTNOTE)
                self.last_grid, self.between, torn = block, 0, False
            else:
                self._text(page, block)
                self.between += len(block)
        self._furniture(page, [line for line in reversed(found.furniture) if line in footer])

    def finished(self) -> list[Row]:
        if self.held is not None and not self.between:
            last = max((cell.text for cell in self.held.cells), key=len)
            place = self.held.row.places[-1]
            low = place.bottom is not None and place.bottom > self.low
            self.held.row.cut = low and self.held.open_below and len(last) > SHORT_TEXT and last[-1] not in SENTENCE_ENDS
        self._release()
        marked = [row for row in self.rows if any(_is_marked(cell.text) for cell in row.cells)]
        self.vocabulary.learn_breaks([pair for row in marked for pair in _broken(row)])
        for row in marked:
            _resolve(row, self.vocabulary)
        return self.rows

    def _furniture(self, page: Page, lines: list[Line]) -> None:
        for line in lines:
            self.rows.append(Row(RowKind.FURNITURE, [Cell(line.text)], [_place(page, line)]))

    def _learn_type(self, page: Page, found: Layout) -> None:
        self.sizes.update([word.size for word in page.words])
        right = max([word.x1 for word in found.words], default=0.0)
        right = max([right, *[grid.borders[-1] - TABLE_OVERHANG for grid in found.grids]])
        self.edges[page.width] = max(self.edges.get(page.width, 0.0), right)

    # Tables

    def _grid(self, page: Page, grid: Grid, *, torn: bool) -> None:
        """Reads one grid; `torn` when a page break, and at most a footnote, parts it from the one before."""
        follows = self.last_grid is not None and not self.between
        table = self.table if follows or torn else None
        columns = _mapped(grid, table) if table is not None else None
        if table is None or columns is None:
            table, columns = None, list(range(len(grid.borders)))
        elif grid.walled and len(grid.borders) == len(table.borders):
            table.borders, table.walled = grid.borders, True
        fresh = True  # no row of this grid has been taken
        hanging: list[tuple[float, _CellParts]] = []
        for grid_row in grid.rows:
            row = _row_on_page(page, grid, grid_row, columns)
            if row.blank and (row.open_above or row.open_below):
                continue  # a strip that a page break cut off, with none of the row's words
            hanging = _hung(row, grid_row, hanging)
            texts = row.texts()
            header = header_columns(texts) if not HEADER_WORDS.isdisjoint(texts) else None
            if header is not None:
                words = " ".join(texts)
                if fresh and table is not None and _same_words(words, table.header):
                    self.rows.append(Row(RowKind.FURNITURE, [Cell(cell.text, (), cell.column) for cell in row.cells], row.row.places))
                    continue
                if fresh and follows:
                    self._break()
                borders, walled = (table.borders, table.walled) if table is not None else (grid.borders, grid.walled)
                table = _Table(borders, walled, header, words)
                row.nature = Nature.HEADER
            else:
                if table is None:
                    if follows:
                        self._break()
                    table = _Table(grid.borders, grid.walled)
                row.label = table.label_column < len(texts) and is_label(texts[table.label_column])
                if fresh and torn and self.held is not None and table is self.table and _goes_on(self.held, row, table):
                    self.held.append(row)
                    fresh = False
                    if self.held.nature is Nature.HEADER:
                        table.header = " ".join(self.held.texts())
                    continue
                if row.label:
                    row.nature = Nature.LABELLED
                elif self.held is not None and self.held.nature is Nature.HEADER and (not fresh or table is self.table):
                    row.nature = Nature.DESCRIPTION
            self._hold(row)
            fresh = False
        self.table = table

    def _break(self) -> None:
        self._release()
        self.rows.append(Row(RowKind.BREAK, [], []))

    def _hold(self, row: _TableRow) -> None:
        self._release()
        self.held = row
        self.rows.append(row.row)

    def _release(self) -> None:
        if self.held is not None:
            self.held.finish()
            self.held = None

    # Running text

    def _text(self, page: Page, placed: list[_Placed]) -> None:
        body = self.sizes.most_common(1)[0][0] if self.sizes else 0.0
        for paragraph in _paragraphs(placed):
            lines = [one.printed for one in paragraph if one.printed is not None]
            inks = tuple(ink for one in paragraph for ink in one.inks)
            place = Place(
                page.number,
                None,
                min(one.x0 for one in paragraph),
                min(one.top for one in paragraph),
                max(one.x1 for one in paragraph),
                max(one.bottom for one in paragraph),
            )
            if lines:
                heading = all(line.bold for line in lines) or lines[0].size > LARGER * body
                self.rows.append(Row(RowKind.TEXT, [Cell(joined(lines), inks)], [place], heading=heading))
            else:
                self.rows.append(Row(RowKind.FURNITURE, [Cell("", inks)], [place]))


# Running text outside the tables


@dataclass(slots=True)
class _Placed:
    """A line outside the tables with the inks that stand on it; or an ink with no words beside it."""

    x0: float
    top: float
    x1: float
    bottom: float
    printed: Printed | None
    inks: list[Ink]


def _top(block: Grid | list[_Placed]) -> float:
    return block.top if isinstance(block, Grid) else block[0].top


def _place(page: Page, line: Line) -> Place:
    return Place(page.number, None, line.x0, line.top, line.x1, line.bottom)


def _text_groups(found: Layout, edge: float) -> list[list[_Placed]]:
    """The lines outside the tables, in groups between the tables."""
    placed = [_Placed(line.x0, line.top, line.x1, line.bottom, _printed(line, edge), []) for line in lines_of(found.words)]
    for ink in found.inks:
        overlaps = [min(ink.bottom, one.bottom) - max(ink.top, one.top) for one in placed]
        best = max(overlaps, default=0.0)
        if best > 0:
            placed[overlaps.index(best)].inks.append(ink)
        else:
            placed.append(_Placed(ink.x0, ink.top, ink.x1, ink.bottom, None, [ink]))
            placed.sort(key=TOP)
    groups: list[list[_Placed]] = []
    tops = sorted(grid.top for grid in found.grids)
    last = -1
    for one in placed:
        above = bisect_right(tops, one.top)  # how many tables begin above it
        if above != last:
            groups.append([])
            last = above
        groups[-1].append(one)
    return groups


def _paragraphs(placed: list[_Placed]) -> Iterator[list[_Placed]]:
    """Lines that wrap into one another, together; a line with a sign on it begins a paragraph of its own."""
    lines = [one.printed for one in placed if one.printed is not None]
    steps = [b.bottom - a.bottom for a, b in pairwise(lines) if a.size == b.size and b.bottom - a.bottom > 0.8 * a.size]
    usual = min(steps, default=0.0)
    group: list[_Placed] = []
    for one in placed:
        if group and (one.inks or one.printed is None or _begins_paragraph(group[-1].printed, one.printed, usual)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _begins_paragraph(above: Printed | None, line: Printed, usual: float) -> bool:
    if above is None or abs(above.size - line.size) > SAME_SIZE * line.size or above.bold != line.bold or line.text[0] in BULLETS:
        return True
    step = line.bottom - above.bottom
    return step > min(max(usual, line.size) + STEP * line.size, TEXT_STEP * line.size) or not _wraps(above, line)


def _hung(row: _TableRow, grid_row: GridRow, hanging: list[tuple[float, _CellParts]]) -> list[tuple[float, _CellParts]]:
    """Repeats in `row` the label of a cell that spans it from above; gives the cells that reach below it."""
    for _, cell in hanging:
        if is_label(cell.text) and not any(mine.column <= cell.column < mine.column + mine.span for mine in row.cells):
            row.cells.insert(0, _CellParts(cell.column, cell.span, cell.lines, [], cell.text))
    low = grid_row.bottom + SLACK
    reaching = [(cell.bottom, parts) for cell, parts in zip(grid_row.cells, row.cells, strict=False) if cell.bottom > low]
    return [*reaching, *(kept for kept in hanging if kept[0] > low)]
