"""Rules to horizontal edges and vertical edges, however they are drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest

from parsers.model.content import Fill, Rule
from parsers.tables.edges import edges, shade_h_edges
from tests.drawn_pages import (
    dashed,
    grid_rules,
    line,
    only_grid,
    page,
    texts,
)

YS = (100.0, 130.0, 160.0)
XS = (50.0, 150.0, 300.0)


def per_cell(rule: Rule) -> list[Rule]:
    """One piece for each cell that the rule passes, as Word draws them."""
    x0, top, x1, bottom = rule
    if x1 - x0 > bottom - top:
        return [Rule(a, top - 0.25, b + 0.5, top + 0.25) for a, b in pairwise(XS)]
    return [Rule(x0 - 0.25, a, x0 + 0.25, b + 0.5) for a, b in pairwise(YS)]


WAYS = {
    "strokes": grid_rules(XS, YS),
    "thin_rectangles": [Rule(x0 - 0.4, top - 0.4, x1 + 0.4, bottom + 0.4) for x0, top, x1, bottom in grid_rules(XS, YS)],
    "a_piece_for_each_cell": [piece for rule in grid_rules(XS, YS) for piece in per_cell(rule)],
    "dashes": [dash for rule in grid_rules(XS, YS) for dash in dashed(rule, 3.0, 3.0)],
    "dots": [dot for rule in grid_rules(XS, YS) for dot in dashed(rule, 0.7, 0.7)],
    "double_lines": grid_rules(XS, YS) + [Rule(*(side + 2 for side in rule)) for rule in grid_rules(XS, YS)],
    "missing_corners": [
        Rule(x0 + 2, top, x1 - 2, bottom) if x1 > x0 else Rule(x0, top + 2, x1, bottom - 2) for x0, top, x1, bottom in grid_rules(XS, YS)
    ],
    "open_at_the_sides": [Rule(XS[0], y, XS[-1], y) for y in YS] + [Rule(XS[1], YS[0], XS[1], YS[-1])],
}


@pytest.mark.parametrize("way", WAYS)
def test_however_its_borders_are_drawn_a_table_has_the_same_cells(way: str) -> None:
    words = [*line("et", 60, 110), *line("to", 160, 110), *line("tre", 60, 140), *line("fire", 160, 140)]
    grid = only_grid(page(words, WAYS[way]))
    assert [texts(row) for row in grid.rows] == [["et", "to"], ["tre", "fire"]]


def test_rules_of_a_lattice_are_few_edges() -> None:
    h_edges, v_edges = edges(WAYS["a_piece_for_each_cell"])
    assert len(h_edges) == len(YS)
    assert len(v_edges) == len(XS)


def test_an_underlined_word_and_a_mouth_part_no_cells() -> None:
    words = [*line("et", 60, 110), *line("to", 160, 110)]
    stray = [Rule(60, 121, 70, 121), Rule(160, 115, 166, 115), Rule(152, 140, 160, 140)]
    grid = only_grid(page(words, [*grid_rules(XS, (100.0, 160.0)), *stray]))
    assert len(grid.rows) == 1
    assert texts(grid.rows[0]) == ["et", "to"]


def test_a_stripe_lower_than_the_letters_parts_no_rows() -> None:
    words = line("Planen er skrevet.", 60, 100)
    shades = [Fill(50, 95, 300, 115, (200, 200, 200)), Fill(50, 130, 300, 136, (200, 200, 200))]
    assert [edge.at for edge in shade_h_edges(shades, words)] == [95, 115]
