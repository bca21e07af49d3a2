"""Tables of which some columns only have vertical edges: their header tells that there are more."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from parsers.model.content import Word
from parsers.profile.labels import ColumnRole
from parsers.tables.grid import Grid
from parsers.tables.header_words import HeaderCell, header_of, is_label, telling_words
from parsers.tables.lines import WordLine, lines_of, parted
from parsers.tables.ruled import Lattice
from parsers.tables.settings import TEXT

__all__ = ["half_ruled"]


def half_ruled(drawn: Sequence[Lattice], outside: Sequence[Word], before: Grid | None) -> list[Lattice]:
    """The lattices in one column of which two of their table's stand; `outside` are the words in none of them.

    A lattice's header stands in it, or is the last above it outside all, else that of the table without edges on the page before.
    """
    goes_on = before is not None and not before.ruled and len(before.heads) > 0
    headers = telling_words().headers
    within = [lattice for lattice in drawn if len(lattice.grid.borders) <= len(ColumnRole) and _heads_one_cell(lattice)]
    if not drawn or not (goes_on or within or len([word for word in outside if word.text in headers]) >= TEXT.min_header_words):
        return []
    lines = lines_of(parted(outside))
    found: list[Lattice] = []
    low = 0.0  # where the lattice above ends
    for lattice in drawn:
        above = [line for line in lines if low <= line.top < lattice.grid.top]
        heads = _last_heads(above)
        if heads is None and before is not None and goes_on and not low and not _is_headed(lattice):
            heads = before.heads
        if lattice in within or (heads is not None and _share_a_column(heads, lattice.grid.borders)):
            found.append(lattice)
        low = lattice.grid.bottom
    return found


def _last_heads(lines: Sequence[WordLine]) -> list[HeaderCell] | None:
    """The cells of the last header among the lines; None below a label, or where there is none."""
    for line in reversed(lines):
        if is_label(line.words[0].text):
            return None
        if (heads := header_of(line)) is not None:
            return heads
    return None


def _heads_one_cell(lattice: Lattice) -> bool:
    """Whether two columns of its own header stand in one of a lattice's: after the first column no edge is drawn."""
    headers = telling_words().headers
    for row in lattice.grid.rows:
        if any(len([word for word in cell.words if word.text in headers]) >= TEXT.min_header_words for cell in row.cells):
            for line in lines_of(parted([word for cell in row.cells for word in cell.words])):
                if (heads := header_of(line)) is not None and _share_a_column(heads, lattice.grid.borders):
                    return True
    return False


def _is_headed(lattice: Lattice) -> bool:
    words = {word.text for row in lattice.grid.rows for cell in row.cells for word in cell.words}
    return len(words & telling_words().headers) >= TEXT.min_header_words


def _share_a_column(heads: Sequence[HeaderCell], borders: Sequence[float]) -> bool:
    columns = [bisect_right(borders, head.x0 + TEXT.stray) for head in heads if borders[0] <= head.x0 + TEXT.stray < borders[-1]]
    return len(set(columns)) < len(columns)
