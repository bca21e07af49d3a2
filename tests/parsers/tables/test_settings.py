"""How closely lines must meet, and words stand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from parsers.model.content import Rule
from parsers.pages.layout import layout
from parsers.tables.edges import edges
from parsers.tables.lines import lines_of
from parsers.tables.settings import SETTINGS, TEXT
from tests.drawn_pages import OURS, line, page, table


def test_a_gap_that_parts_an_edge_joins_it_where_the_settings_say_so() -> None:
    pieces = [Rule(0, 10, 100, 10), Rule(104, 10, 200, 10)]
    assert [edge[1:] for edge in edges(pieces)[0]] == [(0, 100), (104, 200)]
    assert [edge[1:] for edge in edges(pieces, replace(SETTINGS, join_tolerance=5.0))[0]] == [(0, 200)]


def test_a_layout_takes_other_settings() -> None:
    words, rules, _ = table(OURS, 100.0)
    drawn = page(words, rules)
    assert [grid.ruled for grid in layout(drawn).grids] == [True]
    assert not any(grid.ruled for grid in layout(drawn, settings=replace(SETTINGS, min_table_width=600.0)).grids)


def test_words_stand_on_one_line_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [*line("Der", 60, 100), *line("er", 90, 104)]
    assert len(lines_of(words)) == 1
    monkeypatch.setattr("parsers.tables.lines.TEXT", replace(TEXT, y_tolerance=0.2))
    assert len(lines_of(words)) == 2
