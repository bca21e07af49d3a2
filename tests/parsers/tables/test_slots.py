"""Slots between lines, to cells."""

from __future__ import annotations

from parsers.tables.slots import Slots

XS, YS = [0.0, 100.0, 200.0, 300.0], [0.0, 20.0, 40.0]
DRAWN, NOT = [True, True], [False, True]


def _boxes(slots: Slots) -> list[list[tuple[int, int, float]]]:
    return [[(cell.column, cell.span, cell.bottom) for cell in row.cells] for row in slots.rows(open_above=False, open_below=False)]


def test_slots_between_which_no_vertical_edge_is_drawn_are_one_cell() -> None:
    slots = Slots(XS, YS, [DRAWN, NOT, DRAWN, DRAWN], [[True] * 3] * 3)
    assert _boxes(slots) == [[(0, 2, 20.0), (2, 1, 20.0)], [(0, 1, 40.0), (1, 1, 40.0), (2, 1, 40.0)]]


def test_slots_between_which_no_horizontal_edge_is_drawn_are_one_cell_of_the_upper_row() -> None:
    slots = Slots(XS, YS, [DRAWN] * 4, [[True] * 3, [False, True, True], [True] * 3])
    assert _boxes(slots) == [[(0, 1, 40.0), (1, 1, 20.0), (2, 1, 20.0)], [(1, 1, 40.0), (2, 1, 40.0)]]
    assert slots.cells[1][0] is slots.cells[0][0]


def test_a_row_in_which_no_cell_begins_is_the_end_of_the_row_above() -> None:
    slots = Slots(XS, YS, [DRAWN] * 4, [[True] * 3, [False] * 3, [True] * 3])
    assert _boxes(slots) == [[(0, 1, 40.0), (1, 1, 40.0), (2, 1, 40.0)]]
