"""The tolerances of finding tables, in one place: how closely drawn lines meet, how words stand where none are drawn.

They are named as pdfplumber names them where it has a name.
"""

from __future__ import annotations

from msgspec import Struct

__all__ = ["SETTINGS", "TEXT", "TableSettings"]


class TableSettings(Struct, frozen=True):
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


class TextSettings(Struct, frozen=True):
    """How words make lines, columns and rows: in shares of the letters' size, but where a unit is named.

    A test puts others in the place of a module's `TEXT`.
    """

    y_tolerance: float = 0.5  # words whose middles lie closer than this stand on one line
    x_tolerance: float = 0.5  # wider than any space within a sentence that is not justified
    gutter: float = 0.8  # a gap this wide on a header's line parts two columns
    row_gap: float = 0.2  # so much wider than between lines the gap between two rows is
    stray: float = 2.0  # points: how far a word may begin before its column does
    aligned: float = 0.5  # points: words no further apart stand in line
    min_header_words: int = 2
    title_lines: int = 8  # of a header's title, above its other words
    heading_size: float = 1.15  # of the table's letters: larger ones stand outside it
    bold_heading_size: float = 1.05
    label_width: float = 3.0  # "Milepæl" is no narrower
    header_gap: float = 1.5  # a header stands no further above the first rule
    closing_gap: float = 1.5  # a rule no further below the last line closes the table
    split_gap: float = 2.0  # what a page's end left of a row stands no further above the next
    header_lines: int = 3  # of a table whose headings wrap
    strip: float = 0.2  # a strip this wide that stays empty parts two columns with headings
    number_overhang: float = 1.5  # how much further left a later page's numbers may begin
    theme_words: int = 12  # that run across such a table within it
    equal_gap: float = 0.1  # spaces between lines that differ less are equal
    lines_above: int = 5  # of a page, above a table that goes on: no page's header is taller
    footnote_lines: int = 4  # a row may be split around so much text at a page's end or top
    min_rule_length: float = 150.0  # points: shorter rules below one another are no table's
    rule_end_tolerance: float = 3.0  # points: rules whose ends differ more are not of one table
    min_columns: int = 3  # between rules: with fewer, list numbers before paragraphs would be a table
    max_crossing: float = 0.1  # of a table's lines: so many may run across columns, as themes do


SETTINGS, TEXT = TableSettings(), TextSettings()
