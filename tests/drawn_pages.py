"""Pages drawn word by word and rule by rule, for the tests of grids and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.model.content import PageContent, Rule, Symbol, SymbolForm, Word
from parsers.model.rows import Row, RowKind
from parsers.pages.layout import layout
from parsers.tables.grid import Grid, GridRow
from parsers.tables.lines import lines_of

SIZE = 10.0  # points: of the letters
STEP = 12.0  # from line to line
WIDTH = 5.0  # of every letter
SPACE = 2.5  # between two words
PADDING = 4.0  # of a cell
COLUMNS = (50.0, 170.0, 370.0, 460.0, 540.0)  # the borders of a table of ours


def line(text: str, x: float, top: float, *, bold: bool = False, size: float = SIZE) -> list[Word]:
    """The words of one line; a hyphen that ends it is taken off its last word, as the readers do."""
    words: list[Word] = []
    for piece in text.split():
        width = WIDTH * size / SIZE * len(piece)
        words.append(Word(piece, x, top, x + width, top + size, size, bold))
        x += width + SPACE
    if words and len(words[-1].text) > 1 and words[-1].text[-1] == "-":
        words[-1] = words[-1]._replace(text=words[-1].text[:-1], hyphen="-")
    return words


def lines(texts: Iterable[str], x: float, top: float, *, bold: bool = False, size: float = SIZE) -> list[Word]:
    """Lines one below the other."""
    return [word for i, text in enumerate(texts) for word in line(text, x, top + i * STEP * size / SIZE, bold=bold, size=size)]


def grid_rules(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """Every horizontal edge and every vertical edge of a table as one stroke."""
    h_edges = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return h_edges + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def dashed(rule: Rule, dash: float, gap: float) -> list[Rule]:
    """A rule drawn in pieces."""
    x0, top, x1, bottom = rule
    if x1 - x0 > bottom - top:
        return [Rule(x, top, min(x + dash, x1), bottom) for x in _steps(x0, x1, dash + gap)]
    return [Rule(x0, y, x1, min(y + dash, bottom)) for y in _steps(top, bottom, dash + gap)]


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + i * step for i in range(int((end - start) / step) + 1)]


def smiley(x: float, top: float, side: float = 12.0) -> Symbol:
    return Symbol(SymbolForm.PICTURE, x, top, x + side, top + side, ("a sign",))


Cells = Sequence[Sequence[str]]  # the lines of each cell of a row


def table(
    rows: Sequence[Cells],
    top: float,
    *,
    columns: Sequence[float] = COLUMNS,
    ruled: bool = True,
    bold_first: bool = False,
    lowered: float = 0.0,
) -> tuple[list[Word], list[Rule], float]:
    """A table's words and rules, and where it ends. Each row is as high as its longest cell.

    `lowered` is the part of its cell's spare height that stands above a text: 0.5 puts it in the middle, 1 at the foot.
    """
    words: list[Word] = []
    ys = [top]
    for i, cells in enumerate(rows):
        height = STEP * max(len(cell) for cell in cells)
        for x, cell in zip(columns, cells, strict=False):
            spare = lowered * (height - STEP * len(cell))
            words += lines(cell, x + PADDING, ys[-1] + PADDING + spare, bold=bold_first and i == 0)
        ys.append(ys[-1] + 2 * PADDING + height)
    return words, grid_rules(columns, ys) if ruled else [], ys[-1]


def page(words: list[Word], rules: list[Rule] | None = None, *, number: int = 1, symbols: list[Symbol] | None = None) -> PageContent:
    return PageContent(number, 595.0, 842.0, words, rules or [], symbols=symbols or [])


HEADER: Cells = (["1.1. Grønne tage"], ["Drift"], ["Tid"], ["Smiley"])
DESCRIPTION: Cells = (["Tagene skal", "være grønne."], ["Ansvarligt center: By", "Ansvarligt udvalg: Miljø"], [], [])
ECONOMY: Cells = (["Økonomi"], ["Der er ikke afsat økonomi."], [], [])


def milestone(round_: int, *text: str) -> Cells:
    return (["Milepæl"], list(text), [f"{round_}. opfølgning", "2032"], [])


TOP, LOW = 60.0, 700.0  # where tables begin: at the top of a page, and near its end
OURS: list[Cells] = [HEADER, DESCRIPTION, milestone(1, "Planen er", "skrevet."), milestone(2, "Planen følges."), ECONOMY]
OURS_READ = [
    ["1.1. Grønne tage", "Drift", "Tid", "Smiley"],
    ["Tagene skal være grønne.", "Ansvarligt center: By Ansvarligt udvalg: Miljø"],
    ["Milepæl", "Planen er skrevet.", "1. opfølgning 2032", ""],
    ["Milepæl", "Planen følges.", "2. opfølgning 2032", ""],
    ["Økonomi", "Der er ikke afsat økonomi.", "", ""],
]


def texts(row: GridRow) -> list[str]:
    return [" ".join(printed.text for printed in lines_of(cell.words)) for cell in row.cells]


def columns_of(grid: Grid) -> list[list[str]]:
    return [texts(row) for row in grid.rows]


def only_grid(drawn: PageContent) -> Grid:
    (grid,) = layout(drawn).grids
    return grid


def drawn(rows: Sequence[Cells], top: float, number: int, *, ruled: bool = True, bold: bool = True) -> PageContent:
    words, rules, _ = table(rows, top, ruled=ruled, bold_first=bold)
    return page(words, rules, number=number)


def of_kind(rows: Sequence[Row], kind: RowKind) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows if row.kind is kind]


def tables(rows: Sequence[Row]) -> list[list[str]]:
    """The table rows' texts, paragraphs run together."""
    return [[" ".join(text.split()) for text in row] for row in of_kind(rows, RowKind.TABLE)]
