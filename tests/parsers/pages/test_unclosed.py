"""Tables that a page's end broke off."""

from __future__ import annotations

import pytest

from parsers.model.content import PageContent
from parsers.pages.rows import page_rows
from tests.drawn_pages import DESCRIPTION, HEADER, LOW, OURS, TOP, Cells, drawn, lines, milestone, page

NEXT: list[Cells] = [(["1.2. Regnvand"], ["Anlæg"], ["Tid"], ["Smiley"]), *OURS[1:]]
LAST: list[Cells] = [(["1.3. Volde"], ["Drift"], ["Tid"], ["Smiley"]), *OURS[1:]]


def _noted(pages: list[PageContent]) -> list[str]:
    return [row.cells[0].text for row in page_rows(pages) for code, _ in row.notes if code == "table_broken_off"]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "borderless"])
def test_a_table_that_the_next_page_does_not_go_on_with_says_so_on_its_last_row(ruled: bool) -> None:
    broken = drawn([HEADER, DESCRIPTION, milestone(1, "Planen er", "skrevet.")], LOW, 1, ruled=ruled)
    assert _noted([broken, drawn(NEXT, TOP, 2, ruled=ruled), drawn(LAST, TOP, 3, ruled=ruled)]) == ["Milepæl"]


def test_text_at_the_page_s_top_goes_on_with_no_table() -> None:
    broken = drawn([HEADER, DESCRIPTION], LOW, 1)
    prose = page(lines(["Her begynder et andet afsnit,", "som ikke er en tabel."] * 4, 54, TOP), number=2)
    assert _noted([broken, prose, drawn(NEXT, TOP, 3), drawn(LAST, TOP, 4)]) == ["Tagene skal\nvære grønne."]


def test_a_table_that_goes_on_is_whole() -> None:
    assert not _noted([drawn(OURS[:3], LOW, 1), drawn(OURS[3:], TOP, 2, bold=False), drawn(NEXT, TOP, 3)])


def test_where_no_table_has_an_economy_none_is_missed() -> None:
    assert not _noted([drawn(rows[:-1], TOP, n) for n, rows in enumerate((OURS, NEXT, LAST), 1)])
