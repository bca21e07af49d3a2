"""How closely drawn lines must meet to make a table: all tolerances in one place, named as pdfplumber names them where it has a name."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SETTINGS", "TableSettings"]


@dataclass(frozen=True, slots=True)
class TableSettings:
    """In points, but for `edge_coverage`. A test, or a print that needs it, gives others to `layout`."""

    snap_tolerance: float = 2.5  # edges no further apart are one edge (a double line, the two sides of a border)
    join_tolerance: float = 1.5  # a longer gap ends an edge
    edge_min_length: float = 4.0  # shorter than any cell's side
    intersection_tolerance: float = 3.0  # an edge ends this close to the one it meets (rounded or missing corners)
    dot_length: float = 3.0
    dash_length: float = 12.0  # the longest dash
    dash_gap: float = 5.0  # the longest gap between two dashes
    edge_coverage: float = 0.6  # of a cell's side: an edge covering less of it is an underline or the mouth of a smiley
    min_row_height: float = 4.0  # lower than this there is no room for a letter
    min_column_width: float = 6.0
    min_table_width: float = 60.0


SETTINGS = TableSettings()
