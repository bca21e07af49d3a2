"""Tables of ours without vertical edges: columns from the header's words and what aligns below, rows from labels and horizontal edges."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from operator import attrgetter

from msgspec.structs import replace

from parsers.model.content import Symbol
from parsers.profile.labels import ColumnRole, header_columns
from parsers.profile.titles import numbered_title
from parsers.tables.borderless_cells import crossed, into_grids, open_cells, right_edges
from parsers.tables.edges import Edge
from parsers.tables.grid import Grid, GridCell, GridRow, Heights, Parted, RowRole
from parsers.tables.header_words import Columns, HeaderCell, columns_by_role, header_of, is_label, segments
from parsers.tables.lines import WordLine
from parsers.tables.lowered_labels import heights_of_labels
from parsers.tables.row_starts import is_title, row_starts, top_of_row
from parsers.tables.settings import SETTINGS, TEXT

__all__ = ["open_grids"]

LEFT = attrgetter("x0")
BOLD_THEME = re.compile(r"\d{1,2}\. [A-ZÆØÅ]")  # "2. Veje og vand", in bold under a table's last row


def open_grids(lines: list[WordLine], h_edges: list[Edge], symbols: list[Symbol], before: Grid | None) -> Parted:
    """The tables of ours among a page's lines; `before` is the table that may go on upon it."""
    starts: list[tuple[int, list[HeaderCell]]] = []
    for i, line in enumerate(lines):
        if (heads := header_of(line)) is not None:
            above = starts[-1][1] if starts else before.heads if before is not None else []
            starts.append(_whole_header(lines, i, heads, h_edges, above))
    goes_on_at = _resumed(lines[: starts[0][0]] if starts else lines, before) if before is not None and before.heads else None
    if before is not None and goes_on_at is not None:
        starts.insert(0, (goes_on_at, before.heads))
    heights = before.heights if before is not None else Heights()
    grids: list[Grid] = []
    outside = lines[: starts[0][0]] if starts else lines
    for (start, heads), end in zip(starts, [*[start for start, _ in starts[1:]], len(lines)], strict=False):
        inside = lines[start:end]
        resumes = before if start == goes_on_at else None
        while inside:
            count, columns, first = _under_header(inside, heads) if resumes is None else _going_on(inside, resumes)
            if count:
                heights = heights.more(heights_of_labels(inside[:count], columns))
                columns.lowered = heights.are_low
                resumes = _open_grid(inside[:count], columns, first, h_edges, heads, resumed=resumes is not None)
                resumes.heights = heights
                grids.append(resumes)
            # below a heading the table goes on with the next initiative, where one header stands over all
            again = next((i for i in range(count, len(inside)) if count and columns.is_title_row(inside, i)), len(inside))
            outside = [*outside, *inside[count:again]]
            inside = inside[again:]
    rest = into_grids(grids, symbols)
    if grids and grids[0].resumed:
        sign = _sign_above(grids[0], rest)
        if sign is not None and sign.bottom > grids[0].top - max(TEXT.split_gap * grids[0].size, sign.bottom - sign.top):
            grids[0].rows.insert(0, _row_of_sign(grids[0], sign, grids[0].top))
            rest = [symbol for symbol in rest if symbol is not sign]
    elif before is not None and before.heads and not before.rows[-1].cells[-1].symbols:
        sign = _sign_above(before, rest, min([line.top for line in lines]))
        if sign is not None and sign.bottom - sign.top < TEXT.split_gap * before.size:  # else it is a letterhead's
            grids.insert(0, replace(before, rows=[_row_of_sign(before, sign, sign.bottom)], resumed=True, lines_below=0))
            rest = [symbol for symbol in rest if symbol is not sign]
    return Parted(grids, outside, rest)


def _sign_above(grid: Grid, symbols: list[Symbol], low: float | None = None) -> Symbol | None:
    """The sign that stands alone in the smileys' column above a page's first row or line, where a page break parts it from its row."""
    named = header_columns([head.text for head in grid.heads]) or {}
    column = next((at for at, what in named.items() if what is ColumnRole.SMILEY), None)
    if column is None:
        return None
    left = grid.borders[column]
    right = grid.borders[column + 1] if column + 2 < len(grid.borders) else float("inf")  # the last is as wide as its words
    low = (low if low is not None else grid.top) + TEXT.stray
    above = [symbol for symbol in symbols if left <= (symbol.x0 + symbol.x1) / 2 < right and symbol.bottom <= low]
    return above[0] if len(above) == 1 else None


def _row_of_sign(grid: Grid, sign: Symbol, bottom: float) -> GridRow:
    """The end of the row before, of which nothing but its sign is left."""
    row = GridRow(sign.top, bottom, [], open_above=True)
    row.cells = [GridCell(a, row.top, b, row.bottom, at) for at, (a, b) in enumerate(pairwise(grid.borders))]
    next(cell for cell in reversed(row.cells) if cell.x0 <= (sign.x0 + sign.x1) / 2).symbols.append(sign)
    return row


def _under_header(lines: list[WordLine], heads: list[HeaderCell]) -> tuple[int, Columns, RowRole]:
    """How many of the lines belong to the table that begins with this header, its columns, and what its first line begins."""
    count = next(i for i, line in enumerate(lines, 1) if header_of(line) is not None)
    first = RowRole.HEADER if count == 1 else RowRole.TITLE
    rough = Columns([_left_of_centred(lines[count:], heads), *_inner(lines[count:], heads), float("inf")], *columns_by_role(heads))
    count += _length(lines[count:], rough, lines[0].size, labelled=False)
    return count, _columns(lines[:count], heads), first


def _left_of_centred(lines: list[WordLine], heads: list[HeaderCell]) -> float:
    """Where the first column begins: a little left of its header, or where the longest line begins that is centred below it,
    if labels are."""
    middle, left = (heads[0].x0 + heads[0].x1) / 2, heads[0].x0 - TEXT.stray
    if min([line.x0 for line in lines], default=left) >= left:
        return left  # as nearly always
    centred: list[float] = []
    labelled = False
    for line in lines:
        if header_of(line) is not None:
            break
        words = segments(line.words, TEXT.x_tolerance)[0]
        if abs(words[0].x0 + words[-1].x1 - 2 * middle) <= 2 * TEXT.stray:
            centred.append(words[0].x0 - TEXT.stray)
            labelled = labelled or (words[0].x0 > left + 2 * TEXT.stray and is_label(" ".join(word.text for word in words)))
    return min([left, *centred]) if labelled else left


def _going_on(lines: list[WordLine], before: Grid) -> tuple[int, Columns, RowRole]:
    """The same of a table that goes on from the page before."""
    inner = map(min, before.borders[1:-1], _inner(lines, before.heads))  # a centred column may begin further left than was seen
    columns = Columns([before.borders[0], *inner, before.borders[-1]], *columns_by_role(before.heads))
    first = RowRole.HEADER if columns.is_title_row(lines, 0) else before.last_row
    return _length(lines, columns, before.size, labelled=first is RowRole.LABEL), columns, first


def _whole_header(
    lines: list[WordLine], at: int, heads: list[HeaderCell], h_edges: list[Edge], before: list[HeaderCell]
) -> tuple[int, list[HeaderCell]]:
    """The first line of the header whose words "Drift" and "Tid" stand on line `at`, and its cells.

    Where they stand in the middle of their cells, a title of several lines begins above them. `before` are the cells of the
    header before it.
    """
    named = header_columns([head.text for head in heads]) or {}
    title = next((heads[i] for i, column in named.items() if column is ColumnRole.LABEL), None)
    if title is not None and (numbered_title(title.text) is not None or columns_by_role(heads)[3]):
        return at, heads  # "Indsats" is no part of the title above it
    titled = title is not None
    bold = lines[at].words[-1].bold  # Chromium gives letters of some fonts no name, and so no weight
    text = title.text if title is not None else " ".join(line.text for line in lines[at + 1 : at + 2] if _is_of_title(line, lines[at]))
    for top in range(at - 1, max(at - TEXT.title_lines, 0) - 1, -1):
        above, below = lines[top], lines[top + 1]
        if (
            above.words[0].bold < bold
            or header_of(above) is not None
            or below.top - above.bottom >= TEXT.gutter * above.size
            or (title is not None and abs(above.x0 - title.x0) > TEXT.stray)
        ):
            break
        text = f"{above.text} {text}".rstrip()
        title = title or HeaderCell(above.text, above.x0, above.x1)
        if numbered_title(text) is not None:
            return top, heads if title in heads else sorted([*heads, title], key=LEFT)
    return at, heads if titled else _with_labels(heads, lines, at, h_edges, before)


def _is_of_title(line: WordLine, header: WordLine) -> bool:
    """Whether a header's title goes on below its other words: in bold, or so near that they stand in the middle of its lines."""
    return line.words[0].bold or (not header.words[-1].bold and line.top < header.bottom)


def _with_labels(
    heads: list[HeaderCell], lines: list[WordLine], at: int, h_edges: list[Edge], before: list[HeaderCell]
) -> list[HeaderCell]:
    """A header's cells and, where its title stands apart from it, the empty one above the labels, or below the title.

    Where the page ends before the first label, the title above tells where they begin, else the header before, if its
    columns are the same, else this one's own rules and shade.
    """
    line = lines[at]
    lefts = Counter(word.x0 for below in lines[at + 1 :] for word in below.words if is_label(word.text))
    if not lefts and at and numbered_title(lines[at - 1].text) is not None:
        lefts[lines[at - 1].x0] = 1
    if not lefts and len(before) == len(heads) + 1:
        label = before[columns_by_role(before)[0]]
        others = [head.x0 for head in before if head is not label]
        if all(abs(x - head.x0) <= TEXT.stray for x, head in zip(others, heads, strict=True)):
            lefts[label.x0] = 1
    if not lefts:
        left = min(
            [h_edge.start for h_edge in h_edges if line.top - line.size <= h_edge.at <= line.bottom + line.size], default=heads[0].x0
        )
        lefts.update([left] if heads[0].x0 - left > TEXT.label_width * line.size else [])
    left = lefts.most_common(1)[0][0] if lefts else heads[0].x0
    if not lefts or any(head.x0 <= left <= head.x1 for head in heads):
        return heads
    return sorted([*heads, HeaderCell("", left, left)], key=LEFT)


def _resumed(lines: list[WordLine], before: Grid) -> int | None:
    """The line at which a table without vertical edges goes on upon a new page; a header of the page may stand above it.

    Below a label no line of a table runs from the label's column into the next; a description over both columns does.
    """
    columns = Columns(before.borders, *columns_by_role(before.heads))
    described = before.last_row is not RowRole.LABEL and before.lines_below <= TEXT.footnote_lines
    for i, line in enumerate(lines[: TEXT.lines_above]):
        if line.x0 < before.borders[0] or line.size > TEXT.heading_size * before.size:
            continue
        if not described and columns.label + 1 in set(crossed(line, before.borders)):
            continue
        if columns.is_title_row(lines, i):
            return i
        here = columns.label_text(line)
        below = columns.label_text(lines[i + 1]) if i + 1 < len(lines) else ""
        if here and before.last_row is RowRole.LABEL and not is_label(here) and not is_label(f"{here} {below}"):
            continue
        if i == 0 or any(is_label(columns.label_text(other)) for other in lines[i:]):
            return i
    return None


def _length(lines: list[WordLine], columns: Columns, size: float, *, labelled: bool) -> int:
    """How many of the lines belong to the table; `labelled` when the row above the first has its label."""
    labels = [columns.label_text(line) for line in lines]
    for i, line in enumerate(lines):
        here = labels[i]
        bold = line.words[0].bold
        most = (TEXT.bold_heading_size if bold else TEXT.heading_size) * size
        if line.x0 < columns.borders[0] or (line.size > most and not (line.words[0].size <= most and is_label(here))):
            return i  # a label's own line may end in a larger sign
        if bold and (labelled or columns.over_all) and (i == 0 or not lines[i - 1].words[0].bold) and BOLD_THEME.match(line.text):
            return i
        around = here, " ".join(labels[max(i - 1, 0) : i + 1]), " ".join(labels[i : i + 2])  # "Seneste⏎status"
        if any(map(is_label, around)):
            labelled = True
        elif here[:1].isdigit() and columns.is_title_row(lines, i):
            labelled = False
        elif here and labelled:
            return i  # below a label nothing stands in its column: the table has ended
    return len(lines)


def _columns(lines: list[WordLine], heads: list[HeaderCell]) -> Columns:
    """The columns under a header, the first of the lines."""
    left, right = min([heads[0].x0, *[line.x0 for line in lines]]), max([heads[-1].x1, *[line.x1 for line in lines]])
    return Columns([left - TEXT.stray, *_inner(lines[1:], heads), right + TEXT.stray], *columns_by_role(heads))


def _inner(lines: list[WordLine], heads: list[HeaderCell]) -> list[float]:
    """Where the columns under a header begin, but for the first."""
    return [_border(lines, left, head) for left, head in pairwise(heads)]


def _border(lines: list[WordLine], left: HeaderCell, head: HeaderCell) -> float:
    """Where the column under `head` begins: at its header's left edge,
    unless more words stand centred or flush right below it than in line with it, and begin before it."""
    stray, apart = TEXT.stray, TEXT.x_tolerance
    aligned, starts = 0, []
    for line in lines:
        for words in segments(line.words, apart):
            x0, x1 = words[0].x0, words[-1].x1
            if abs(x0 - head.x0) <= stray:
                aligned += 1
            elif left.x0 + stray < x0 < head.x0 < x1 and (abs(x0 + x1 - head.x0 - head.x1) <= 2 * stray or abs(x1 - head.x1) <= stray):
                starts.append(x0)
    return (min(starts) if len(starts) > aligned else head.x0) - stray


def _open_grid(
    lines: list[WordLine], columns: Columns, first: RowRole, h_edges: list[Edge], heads: list[HeaderCell], *, resumed: bool
) -> Grid:
    """Rows and cells of a table without vertical edges; `first` is what its first line begins, or goes on with."""
    borders = columns.borders
    width = borders[-1] - borders[0]
    ys = sorted(
        h_edge.at for h_edge in h_edges if min(h_edge.end, borders[-1]) - max(h_edge.start, borders[0]) >= SETTINGS.edge_coverage * width
    )
    if first is RowRole.HEADER and not (is_title(lines[0], columns) or columns.is_title_row(lines, 0) or header_of(lines[0]) is not None):
        first = RowRole.OTHER  # the header ended the page before
    starts = row_starts(lines, columns, first, ys)
    tops = [top_of_row(lines, start) for start in starts]
    last = lines[-1]
    rows = [GridRow(a, b, [], open_above=True, open_below=True) for a, b in pairwise([*tops, last.bottom + TEXT.stray])]
    for i, start in enumerate(starts):
        rows[i].open_above = start.h_edge is None
        rows[i].open_below = i + 1 < len(starts) and starts[i + 1].h_edge is None
    rows[-1].open_below = not any(last.bottom - TEXT.stray <= y <= last.bottom + TEXT.closing_gap * last.size for y in ys)
    bands = [lines[a:b] for a, b in pairwise([*[start.line for start in starts], len(lines)])]
    rights = right_edges(bands, borders)
    for row, band in zip(rows, bands, strict=True):
        row.cells = open_cells(row, band, columns, rights)
    return Grid(borders, rows, ruled=False, size=lines[0].size, last_row=starts[-1].begins, heads=heads, resumed=resumed)
