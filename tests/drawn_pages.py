"""Pages drawn word by word and rule by rule, for the tests of grids and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.document import Ink, InkForm, Page, Rule, Word

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
    """Every floor and every wall of a table as one stroke."""
    floors = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return floors + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def smiley(x: float, top: float, side: float = 12.0) -> Ink:
    return Ink(InkForm.PICTURE, x, top, x + side, top + side, ("a sign",))


Cells = Sequence[Sequence[str]]  # the lines of each cell of a row


def table(
    rows: Sequence[Cells], top: float, *, columns: Sequence[float] = COLUMNS, ruled: bool = True, bold_first: bool = False
) -> tuple[list[Word], list[Rule], float]:
    """A table's words and rules, and where it ends. Each row is as high as its longest cell."""
    words: list[Word] = []
    ys = [top]
    for i, cells in enumerate(rows):
        for x, cell in zip(columns, cells, strict=False):
            words += lines(cell, x + PADDING, ys[-1] + PADDING, bold=bold_first and i == 0)
        ys.append(ys[-1] + 2 * PADDING + STEP * max(len(cell) for cell in cells))
    return words, grid_rules(columns, ys) if ruled else [], ys[-1]


def page(words: list[Word], rules: list[Rule] | None = None, *, number: int = 1, inks: list[Ink] | None = None) -> Page:
    return Page(number, 595.0, 842.0, words, rules or [], inks=inks or [])


HEADER: Cells = (["1.1. Grønne tage"], ["Drift"], ["Tid"], ["Smiley"])
DESCRIPTION: Cells = (["Tagene skal", "være grønne."], ["Ansvarligt center: By", "Ansvarligt udvalg: Miljø"], [], [])
ECONOMY: Cells = (["Økonomi"], ["Der er ikke afsat økonomi."], [], [])


def milestone(round_: int, *text: str) -> Cells:
    return (["Milepæl"], list(text), [f"{round_}. opfølgning", "2032"], [])
