"""Tables with one row an initiative and no vertical edges: columns between their headings, rows by what each has but one of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from parsers.model.content import Symbol, Word
from parsers.profile.initiative_columns import InitiativeColumn, heading_words, is_headed_by
from parsers.profile.vocabulary import key_of
from parsers.tables.borderless_cells import into_grids
from parsers.tables.edges import Edge
from parsers.tables.grid import Grid, GridCell, GridRow, Parted
from parsers.tables.header_words import HeaderCell, is_label, segments
from parsers.tables.lines import WordLine
from parsers.tables.row_cuts import row_cuts
from parsers.tables.settings import SETTINGS, TEXT

__all__ = ["headed_grids", "is_header_line"]

Roles = Mapping[int, InitiativeColumn]
TOP = attrgetter("top")
Strip = tuple[float, float]


class InitiativesHeader(NamedTuple):
    """A header's lines `start` to `end`, its cells from left to right, and what each is of."""

    start: int
    end: int
    heads: list[HeaderCell]
    roles: Roles


class KeptLines(NamedTuple):
    """The lines of a table below its header: those that keep to its columns, and those that run across, as themes do."""

    lines: list[WordLine]
    across: list[WordLine]
    strips: list[Strip]  # that stay empty between its columns
    length: int  # of the page's lines from the header on


def headed_grids(lines: list[WordLine], h_edges: list[Edge], symbols: list[Symbol], before: Grid | None) -> Parted:
    """The tables among a page's lines that headings of known columns begin; `before` is the one that may go on upon it."""
    headers = list(_headers(lines))
    if (not headers and (before is None or not before.row_heads)) or any(is_label(line.words[0].text) for line in lines):
        return Parted([], lines, symbols)  # as most
    parts: list[tuple[int, int, KeptLines, Grid | None, list[HeaderCell]]] = []  # from a header's first line, or where the table goes on
    first = headers[0].start if headers else len(lines)
    resumed = _resumed(lines[:first], before) if before is not None and before.row_heads else None
    if before is not None and resumed is not None:
        parts.append((resumed[0], resumed[0], resumed[1], before, before.row_heads))
    for header, end in zip(headers, [*[each.start for each in headers], len(lines)][1:], strict=True):
        body = _body(lines[header.end : end], [[(a.x1, b.x0)] for a, b in pairwise(header.heads)])
        again = before if not parts and before is not None and _texts(before.row_heads) == _texts(header.heads) else None
        parts.append((header.start, header.end, body, again, header.heads))
    grids: list[Grid] = []
    rest: list[WordLine] = []
    at = 0
    for start, begin, body, goes_on, heads in parts:
        end = begin + body.length
        grid, below = _grid(body, heads, h_edges, goes_on, lines[start:begin], to_end=end == len(lines))
        grids.append(grid)
        rest += [*lines[at:start], *below]
        at = end
    return Parted(grids, [*rest, *lines[at:]], into_grids(grids, symbols)) if grids else Parted([], lines, symbols)


def _texts(heads: Sequence[HeaderCell]) -> list[str]:
    return [head.text for head in heads]


def is_header_line(line: WordLine) -> bool:
    """Whether a line alone heads such a table."""
    return next(_headers([line]), None) is not None


# ---------------------------------------------------------------- headers


def _headers(lines: Sequence[WordLine]) -> Iterator[InitiativesHeader]:
    _, firsts = heading_words()
    last = 0
    for at, line in enumerate(lines):
        if at >= last and any(word.text in firsts for word in line.words) and (found := _header_around(lines, at, last)):
            yield found
            last = found.end


def _header_around(lines: Sequence[WordLine], at: int, after: int) -> InitiativesHeader | None:
    """The header with a title's heading on line `at`: of the lines near it the fewest that name the most columns."""
    best: tuple[tuple[int, int], InitiativesHeader] | None = None
    for start in range(max(after, at - TEXT.header_lines + 1), at + 1):
        for end in range(at + 1, min(start + TEXT.header_lines, len(lines)) + 1):
            block = lines[start:end]
            if any(below.top - above.bottom >= TEXT.gutter * above.size for above, below in pairwise(block)):
                continue
            heads = _heads(block)
            roles = is_headed_by([head.text for head in heads])
            worth = 2 * len(roles or ()) - len(heads), start - end
            if roles is not None and (best is None or worth > best[0]):
                best = worth, InitiativesHeader(start, end, heads, roles)
    return best[1] if best is not None else None


def _heads(block: Sequence[WordLine]) -> list[HeaderCell]:
    """A header's cells: pieces of its lines that stand below one another are one."""
    pieces = sorted(
        (words[0].x0, max(word.x1 for word in words), n, words) for n, line in enumerate(block) for words in _pieces(line.words)
    )
    stacks: list[tuple[float, float, list[tuple[int, str]]]] = []
    for x0, x1, n, words in pieces:
        text = " ".join(word.text + word.hyphen for word in words)
        if stacks and x0 < stacks[-1][1] and n not in [other for other, _ in stacks[-1][2]]:
            left, right, texts = stacks.pop()
            stacks.append((left, max(right, x1), [*texts, (n, text)]))
        else:
            stacks.append((x0, x1, [(n, text)]))
    return [HeaderCell(" ".join(text for _, text in sorted(texts)), left, right) for left, right, texts in stacks]


def _pieces(words: Sequence[Word]) -> Iterator[list[Word]]:
    """A line's words in runs that a gap parts, or that are headings each: "Nr. Initiativ"."""
    known, _ = heading_words()
    for run in segments(words, TEXT.x_tolerance):
        yield from _headings_in(run, known) or [run]


def _headings_in(run: list[Word], known: frozenset[str]) -> list[list[Word]]:
    """The headings that a run is made of, wholly; none where it is not."""
    if len(run) < 2 or key_of(" ".join(word.text for word in run)) in known:
        return [run]
    for length in range(len(run) - 1, 0, -1):
        if key_of(" ".join(word.text for word in run[:length])) in known:
            rest = run[length:]
            if key_of(" ".join(word.text for word in rest)) in known:
                return [run[:length], rest]
            further = _headings_in(rest, known) if len(rest) > 1 else []
            if further and len(further) > 1:
                return [run[:length], *further]
    return []


# ---------------------------------------------------------------- columns


def _body(lines: Sequence[WordLine], strips: Sequence[Sequence[Strip]]) -> KeptLines:
    """The lines that leave a strip free between each two columns, from the first on."""
    kept: list[WordLine] = []
    across: list[WordLine] = []
    count = 0
    for at, line in enumerate(lines):
        left = _left_free(strips, line)
        if left is not None and not _runs_on(line, strips):
            strips, count = left, at + 1
            kept.append(line)
        elif _is_theme(lines, at, strips):
            across.append(line)
        else:
            break
    return KeptLines(kept, across if kept else [], [max(strip, key=_width) for strip in strips], count)


def _borders(lines: Sequence[WordLine], strips: Sequence[Strip]) -> list[float]:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return [left - TEXT.stray, *(end - TEXT.aligned for _, end in strips), right + TEXT.stray]


def _left_free(strips: Sequence[Sequence[Strip]], line: WordLine) -> list[list[Strip]] | None:
    """What of the strips between columns a line leaves free; None where it closes one of them."""
    left = []
    least = TEXT.strip * line.size
    for strip in strips:
        pieces = list(strip)
        for word in line.words:
            pieces = [piece for a, b in pieces for piece in _beside(word, a, b) if _width(piece) >= least]
        if not pieces:
            return None
        left.append(pieces)
    return left


def _runs_on(line: WordLine, strips: Sequence[Sequence[Strip]]) -> bool:
    """Whether a line is running text over several columns, whose spaces happen to lie between them."""
    if len(segments(line.words, TEXT.x_tolerance)) > 1:
        return False
    return sum(line.x0 < strip[0][0] and strip[-1][1] < line.x1 for strip in strips) > 1


def _beside(word: Word, a: float, b: float) -> list[Strip]:
    """What of a strip lies left and right of a word."""
    return [(a, b)] if word.x1 <= a or word.x0 >= b else [(a, word.x0), (word.x1, b)]


def _width(strip: Strip) -> float:
    return strip[1] - strip[0]


def _is_theme(lines: Sequence[WordLine], at: int, strips: Sequence[Sequence[Strip]]) -> bool:
    """Whether a line that runs across columns stands within the table: it is short, and below it the table goes on."""
    line = lines[at]
    if len(segments(line.words, TEXT.gutter)) > 1 or len(line.words) > TEXT.theme_words or at + 1 == len(lines):
        return False
    below = lines[at + 1]
    return _left_free(strips, below) is not None and len(segments(below.words, TEXT.gutter)) > 1


def _resumed(lines: Sequence[WordLine], before: Grid) -> tuple[int, KeptLines] | None:
    """The line at which a table goes on upon a new page, and what is of it; a header of the page may stand above it."""
    strips = [[strip] for strip in before.strips]
    for at, line in enumerate(lines[: TEXT.lines_above]):
        within = before.borders[0] - TEXT.number_overhang * before.size <= line.x0 and line.x1 <= before.borders[-1] + TEXT.stray
        if within and line.size <= TEXT.heading_size * before.size and _left_free(strips, line) is not None:
            body = _body(lines[at:], strips)
            return (at, body) if any(len(segments(each.words, TEXT.gutter)) > 1 for each in body.lines) else None
    return None


# ---------------------------------------------------------------- rows


def _grid(
    body: KeptLines,
    heads: list[HeaderCell],
    h_edges: Sequence[Edge],
    before: Grid | None,
    header: Sequence[WordLine],
    *,
    to_end: bool,
) -> tuple[Grid, list[WordLine]]:
    """Rows and cells, and the lines that stand below them; `to_end` where no other line follows on the page."""
    lines = sorted([*body.lines, *body.across], key=TOP)
    borders = _borders([*header, *lines], body.strips)
    edges = _edges_within(h_edges, borders, body.lines)
    known = before.cuts if before is not None else None
    cuts = row_cuts(body.lines, body.across, borders, is_headed_by(_texts(heads)) or {}, edges, known, to_end=to_end)
    below = [line for line in lines if line.top >= cuts.end]
    lines = [line for line in lines if line.top < cuts.end]
    rows: list[GridRow] = []
    if header:
        top, bottom = min(map(TOP, header)), max(line.bottom for line in header)
        rows.append(_row(top, bottom, [word for line in header for word in line.words], _head_borders(heads, borders)))
    if lines:
        words = [word for line in lines for word in line.words]
        ends = [min(word.top for word in words), *cuts.at, max(word.bottom for word in words) + TEXT.stray]
        own = [(a, b, [word for word in words if a <= (word.top + word.bottom) / 2 < b]) for a, b in pairwise(ends)]
        rows += [_row(top, bottom, inside, borders) for top, bottom, inside in own if inside]
    if before is not None and len(rows) > bool(header):
        rows[bool(header)].open_above = cuts.begins_open
    rows[-1].open_below = to_end and not below
    grid = Grid(borders, rows, ruled=False, size=(lines or header)[0].size, resumed=before is not None and not header)
    grid.row_heads, grid.strips, grid.cuts = heads, body.strips, cuts
    return grid, below


def _head_borders(heads: Sequence[HeaderCell], borders: Sequence[float]) -> list[float]:
    """The borders between a header's cells, whose words may stand further left than those below them."""
    return [borders[0], *(min(border, head.x0) for border, head in zip(borders[1:-1], heads[1:], strict=True)), borders[-1]]


def _row(top: float, bottom: float, words: Sequence[Word], borders: Sequence[float]) -> GridRow:
    row = GridRow(top, bottom, [GridCell(a, top, b, bottom, at) for at, (a, b) in enumerate(pairwise(borders))])
    for word in words:
        at = bisect_right(borders, word.x0 + TEXT.aligned) - 1
        row.cells[min(max(at, 0), len(row.cells) - 1)].words.append(word)
    return row


def _edges_within(h_edges: Sequence[Edge], borders: Sequence[float], lines: Sequence[WordLine]) -> list[float]:
    """Where horizontal edges run across most of the table, between its first and its last line."""
    if not lines:
        return []
    width = borders[-1] - borders[0]
    top, bottom = lines[0].bottom, lines[-1].top
    return sorted(
        edge.at
        for edge in h_edges
        if top <= edge.at <= bottom and min(edge.end, borders[-1]) - max(edge.start, borders[0]) >= SETTINGS.edge_coverage * width
    )
