"""A PDF's pages to one stream of Rows in reading order: torn rows whole again, page furniture set apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from parsers.language.hyphenation import Vocabulary
from parsers.model.content import HYPHEN_OF, OCR, SIZE_OF, TEXT_OF, FileContent, PageContent
from parsers.model.findings import Code
from parsers.model.rotation import place_on
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.pages.cell_colours import coloured
from parsers.pages.cell_text import PrintedLine, joined, settle
from parsers.pages.furniture import FURNITURE, with_furniture
from parsers.pages.header_repeats import HeaderRole, Surroundings, below_header, repeats_header, role_of
from parsers.pages.layout import Layout, layout
from parsers.pages.running_text import box_around, paragraphs, text_groups
from parsers.pages.sheets import pages_of_sheets
from parsers.pages.split_rows import CellParts, Nature, OpenTable, TableRow, goes_on, mapped, row_on_page, spanning
from parsers.pages.unclosed import UnclosedTables
from parsers.profile.labels import TIME_WORDS
from parsers.profile.titles import numbered_title
from parsers.tables.grid import Grid
from parsers.tables.lines import WordLine
from parsers.tables.settings import TEXT

__all__ = ["laid_out", "page_rows"]

LARGER = 1.1  # of the body's letters: a heading
TABLE_OVERHANG = 6.0  # points: Word lets a table stand out so far from the text
SHORT_TEXT = 40  # letters: a shorter text may end without a full stop
SENTENCE_ENDS = '.:!?)”"»'


def page_rows(source: FileContent | Iterable[PageContent]) -> list[Row]:
    """Every printed word of the pages as part of a Row. Pages may be an iterator: no more than some thirty are held at a time."""
    pages = source.pages if isinstance(source, FileContent) else source
    stream = _Stream()
    for page, header, footer, found in laid_out(pages):
        stream.add(page, header, footer, found)
    return stream.finished()


def laid_out(pages: Iterable[PageContent]) -> Iterator[tuple[PageContent, list[WordLine], list[WordLine], Layout]]:
    """Each page with its header's and its footer's lines, and taken apart."""
    before: Grid | None = None
    for page, header, footer, stamps, mixed in with_furniture(pages_of_sheets(pages)):
        found = layout(page, [*header, *footer], before)
        if found.grids:
            before = found.grids[-1]
        if before is not None:
            before.lines_below += len([line for line in found.lines if not found.grids or line.top >= before.bottom])
        found.furniture, found.mixed = [*stamps, *found.furniture], mixed
        yield page, [*stamps, *header], footer, found


class _Stream:
    """Takes pages one by one and gives rows; the last table row is held, since the next page may go on with it."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.vocabulary = Vocabulary(TIME_WORDS)
        self.table: OpenTable | None = None
        self.held: TableRow | None = None
        self.last_grid: Grid | None = None
        self.between = 0  # lines of running text since the last grid
        self.unclosed = UnclosedTables()
        self.title = ""  # the last numbered title that stands apart from its table's header
        self.low = 0.0  # near the last page's end
        self.sizes: Counter[float] = Counter()
        self.body = 0.0  # the size of most words so far
        self.edges: dict[float, float] = {}  # how far to the right running text reaches, by the page's width

    def add(self, page: PageContent, header: list[WordLine], footer: list[WordLine], found: Layout) -> None:
        whole = [word for word in page.words if not word.hyphen] if any(map(HYPHEN_OF, page.words)) else page.words
        self.vocabulary.learn(" ".join(map(TEXT_OF, whole)).split())
        self._furniture(page, [line for line in found.furniture if line in header])
        self._learn_type(page, found)
        blocks: list[Grid | list[PrintedLine]] = sorted([*found.grids, *text_groups(found, self.edges[page.width])], key=_top)
        self.low = (1 - 2 * FURNITURE.margin) * page.height
        begin = len(self.rows)
        split = True  # the first table of a page may go on with the last of the page before
        for block in blocks:
            if isinstance(block, Grid):
                begun = self._grid(page, block, split=split and self.between <= TEXT.footnote_lines)
                self.last_grid, self.between, split = block, 0, split and not begun
            else:
                self._text(page, block, split=split)
                self.between += len(block)
        for line in found.mixed:
            self._doubt(_place(page, line), self.rows[max(begin - 1, 0) :], line.text)  # the row that the page before began may go on here
        self._furniture(page, [line for line in reversed(found.furniture) if line in footer])

    def finished(self) -> list[Row]:
        if self.held is not None and not self.between:
            last = max((cell.text for cell in self.held.cells), key=len)
            low = self.held.box[3] > self.low
            self.held.row.cut = low and self.held.open_below and len(last) > SHORT_TEXT and last[-1] not in SENTENCE_ENDS
        self._release()
        self.unclosed.note()
        settle(self.rows, self.vocabulary)
        return self.rows

    def _furniture(self, page: PageContent, lines: list[WordLine]) -> None:
        for line in lines:
            self.rows.append(Row(RowKind.FURNITURE, [Cell(line.text)], [_place(page, line)]))

    def _doubt(self, over: Place, rows: list[Row], words: str) -> None:
        """Tells of those rows that stand where words are printed over them."""
        for row in rows:
            if any(place.page == over.page and _overlap(place, over) for place in row.places):
                row.notes = (*row.notes, (Code.OVERPRINTED.value, words))

    def _learn_type(self, page: PageContent, found: Layout) -> None:
        self.sizes.update(map(SIZE_OF, page.words))
        self.body = max(self.sizes, key=self.sizes.__getitem__, default=0.0)
        right = max([line.x1 for line in found.lines], default=0.0)
        right = max([right, *[grid.borders[-1] - TABLE_OVERHANG for grid in found.grids]])
        self.edges[page.width] = max(self.edges.get(page.width, 0.0), right)

    # Tables

    def _grid(self, page: PageContent, grid: Grid, *, split: bool) -> bool:
        """Reads one grid; `torn` when a page break, and at most a footnote, parts it from the one before.

        False when it held nothing but a header printed again.
        """
        follows = self.last_grid is not None and not self.between
        table = self.table if follows or split or grid.resumed else None
        columns = mapped(grid, table) if table is not None else None
        if columns is None and table is not None and split and repeats_header(page, grid, table):
            columns = list(range(len(grid.borders)))
        if table is None or columns is None:
            table, columns = None, list(range(len(grid.borders)))
        elif grid.ruled and len(grid.borders) == len(table.borders):
            table.borders, table.ruled = grid.borders, True
        fills = coloured(page.fills) if page.fills else ()
        begun = False  # a row of this grid has been taken
        hanging: list[tuple[float, CellParts]] = []
        for grid_row, following in zip_longest(grid.rows, grid.rows[1:]):
            at_top = split and not begun
            row = row_on_page(page, grid, grid_row, columns, fills)
            if (row.open_above or row.open_below or at_top) and row.blank:
                continue  # a strip that a page break cut off, with none of the row's words
            hanging = spanning(row, grid_row, hanging)
            if at_top and table is not None and (rest := below_header(page, row, table)) is not None:
                self.rows.append(Row(RowKind.FURNITURE, [Cell(text, (), n) for n, text in enumerate(table.header)], row.row.places))
                row = rest
            texts = row.texts()
            around = Surroundings(at_top, page.engine == OCR, self.title, self._title_above(), following)
            role, named = role_of(row, texts, table, around)
            if role is HeaderRole.AGAIN:
                cells = [Cell(cell.text, tuple(cell.symbols), cell.column) for cell in row.cells]
                self.rows.append(Row(RowKind.FURNITURE, cells, row.row.places))
                continue
            if role is HeaderRole.HEADER:
                borders, ruled = (table.borders, table.ruled) if table is not None else (grid.borders, grid.ruled)
                table = OpenTable(borders, ruled, named, texts, self._title_above())
            elif table is None:
                table = OpenTable(grid.borders, grid.ruled)
            if follows and not begun and table is not self.table:
                self._release()
                self.rows.append(Row(RowKind.BREAK, [], []))
            row.label = role is not HeaderRole.HEADER and table.is_labelled(texts)
            self._take(row, role, table, same=begun or table is self.table, at_top=at_top)
            begun = True
        self.table = table
        return begun

    def _take(self, row: TableRow, role: HeaderRole, table: OpenTable, *, same: bool, at_top: bool) -> None:
        """Takes a row as the rest of the one that ended the page before, or as one of its own; `same` when both are of one table."""
        if row.is_title:
            self.title = row.title
        if at_top and same and role is HeaderRole.NONE and self.held is not None and goes_on(self.held, row, table):
            self.held.append(row)
            if self.held.nature is Nature.HEADER:
                table.header = self.held.texts()
            return
        below_its_header = same and self.held is not None and self.held.nature is Nature.HEADER
        if role is not HeaderRole.NONE:
            row.nature = Nature.HEADER
        elif table.initiatives:
            row.nature = Nature.INITIATIVE
        elif row.label:
            row.nature = Nature.LABELLED
        elif below_its_header:
            row.nature = Nature.DESCRIPTION
        self._hold(row)
        self.unclosed.take(row, table)

    def _title_above(self) -> list[str]:
        """The last row's texts, where it is the title of the table whose header follows."""
        return self.held.texts() if self.held is not None and self.held.is_title else []

    def _hold(self, row: TableRow) -> None:
        self._release()
        self.held = row
        self.rows.append(row.row)

    def _release(self) -> None:
        if self.held is not None:
            self.held.finish()
            self.held = None

    # Running text

    def _text(self, page: PageContent, printed: list[PrintedLine], *, split: bool) -> None:
        """Reads running text; `torn` when no table of its page stands above it."""
        for lines in paragraphs(printed):
            _, _, _, _, _, size, bold, _, _, _, symbols = lines[0]  # the lines below have no signs, and are as bold
            text = joined(lines, narrow=not page.gated)
            place = place_on(page, box_around(lines))
            if not text:
                self.rows.append(Row(RowKind.FURNITURE, [Cell("", symbols)], [place]))
                continue
            heading = bold or size > LARGER * self.body
            titled = heading and numbered_title(text) is not None
            if titled and split and self.table is not None and text == self.title:
                self.rows.append(Row(RowKind.FURNITURE, [Cell(text, symbols)], [place]))  # with the header of a table that goes on
                continue
            self.rows.append(Row(RowKind.TEXT, [Cell(text, symbols)], [place], heading, rank=size if heading else 0.0))
            if titled:
                self.table, self.title = None, text  # what follows is the table below this title


def _top(block: Grid | list[PrintedLine]) -> float:
    return block.top if isinstance(block, Grid) else block[0].top


def _overlap(place: Place, other: Place) -> bool:
    if place.top is None or place.bottom is None or other.top is None or other.bottom is None:
        return False
    return place.top < other.bottom and other.top < place.bottom


def _place(page: PageContent, line: WordLine) -> Place:
    return place_on(page, line[1:5])
