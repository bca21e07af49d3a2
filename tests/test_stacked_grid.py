"""Tables that are not ours, with rules between their rows and no walls."""

from __future__ import annotations

import pytest

from parsers.document import Rule
from parsers.layout import layout
from tests.drawn_pages import (
    COLUMNS,
    lines,
    page,
    table,
    texts,
)

FIGURES = [
    (["i 1.000 kr."], ["2031"], ["2032"], ["2033"]),
    (["1. opfølgning"], ["2,4"], ["7,3"], ["12,2"]),
    (["2. opfølgning"], ["2,4"], ["8,1"], ["13,6"]),
]


@pytest.mark.parametrize(
    "kept", [slice(None), slice(1, None), slice(0, None, 3)], ids=["all_rules", "none_above_the_header", "first_and_last_only"]
)
def test_a_table_of_figures_needs_no_walls(kept: slice) -> None:
    words, rules, end = table(FIGURES, 300.0)
    floors = [rule for rule in rules if rule.x1 > rule.x0][kept]
    if len(floors) < 3:
        floors.insert(1, Rule(COLUMNS[0], 320.0, COLUMNS[-1], 320.0))
    prose = lines(["Beløbene i skemaet er opgjort i løbende priser og omfatter alle udvalgets områder i årene"], 52, end + 25)
    found = layout(page([*words, *prose], floors))
    assert [texts(row) for row in found.grids[0].rows] == [[" ".join(cell) for cell in row] for row in FIGURES]
    assert [printed.words for printed in found.lines] == [prose]


def test_paragraphs_between_rules_are_no_table() -> None:
    words = [*lines(["1. Dagsordenen godkendes.", "2. Sagen udsættes."], 60, 110), *lines(["3. Orientering om tagene."], 60, 150)]
    assert not layout(page(words, [Rule(50, y, 540, y) for y in (100.0, 140.0, 180.0)])).grids
