"""Tables of ours that a page's end broke off: the next page does not go on with them, and the row that closes them never came."""

from __future__ import annotations

from msgspec import Struct, field

from parsers.model.rows import Row
from parsers.pages.split_rows import Nature, OpenTable, TableRow
from parsers.profile.labels import RowLabel, row_label

__all__ = ["UnclosedTables"]

CLOSING = frozenset({RowLabel.ECONOMY, RowLabel.LATEST_STATUS})
BROKEN_OFF = "table_broken_off"  # the code of its finding


class UnclosedTables(Struct):
    """Follows the rows of a document; an initiative's table is closed by its economy."""

    last: Row | None = None  # of the initiative whose table is not closed
    broken: list[Row] = field(default_factory=list)
    closed: int = 0

    def take(self, row: TableRow, table: OpenTable) -> None:
        """Takes the next table row."""
        if row.nature is Nature.HEADER:
            if self.last is not None and self.last.places[-1].page != row.row.places[0].page:
                self.broken.append(self.last)
            self.last = row.row
        elif self.last is not None:
            label = row_label(next(cell.text for cell in row.cells if cell.column == table.label_column)) if row.label else None
            self.last = None if label in CLOSING else row.row
            self.closed += label in CLOSING

    def note(self) -> None:
        """Notes on the last row of each table that was broken off that it was; not where most tables have no such row."""
        broken = self.broken if self.last is None else [*self.broken, self.last]
        for row in broken if self.closed > len(broken) else ():
            row.notes = (*row.notes, (BROKEN_OFF, row.text))
