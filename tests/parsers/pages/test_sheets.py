"""Sheets that bear several pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from parsers.model.content import PageContent, Rule, Word
from parsers.model.rows import RowKind
from parsers.pages.rows import page_rows
from parsers.pages.sheets import pages_of_sheets
from tests.drawn_pages import LOW, OURS, TOP, Cells, drawn, line, lines, of_kind, page, tables

HALF = 0.5
ABOVE = "Anden opfølgning på Aftale om budget 2032 for Eksempelby Kommune, som er en overskrift over begge spalter"
OTHER: list[Cells] = [(["1.2. Regnvand"], ["Anlæg"], ["Tid"], ["Smiley"]), *OURS[1:]]


def _small(page: PageContent, left: float, above: float) -> tuple[list[Word], list[Rule]]:
    """A page's print at half its size."""

    def at(piece: Word | Rule) -> dict[str, float]:
        sides = {"x0": left, "x1": left, "top": above, "bottom": above}
        return {side: origin + HALF * getattr(piece, side) for side, origin in sides.items()}

    words = [word._replace(**at(word), size=HALF * word.size) for word in page.words]  # type: ignore[arg-type]
    return words, [rule._replace(**at(rule)) for rule in page.rules]


def _sheet(pages: Sequence[PageContent], across: int, number: int = 1) -> PageContent:
    """Pages at half their size beside and below one another, as a printer's "pages per sheet" sets them."""
    words: list[Word] = []
    rules: list[Rule] = []
    for i, each in enumerate(pages):
        small, ruled = _small(each, i % across * HALF * each.width, i // across * HALF * each.height)
        words += small
        rules += ruled
    down = -(-len(pages) // across)
    return PageContent(number, across * HALF * pages[0].width, down * HALF * pages[0].height, words, rules)


def _pages(ruled: bool) -> list[PageContent]:
    """Three tables over four pages, the first and the third of them split."""
    third: list[Cells] = [(["1.3. Volde"], ["Drift"], ["Tid"], ["Smiley"]), *OURS[1:]]
    pages = [
        drawn(OURS[:2], LOW, 1, ruled=ruled),
        drawn(OURS[2:], TOP, 2, ruled=ruled, bold=False),
        drawn(OTHER, TOP, 3, ruled=ruled),
        drawn(third, TOP, 4, ruled=ruled),
    ]
    pages[2].words += line("Kilde: et eksempel", 54, 780)
    for each in pages:
        each.words += line(f"{each.number} / 4", 290, 800)
    return pages


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "borderless"])
@pytest.mark.parametrize("across", [1, 2], ids=["stacked", "beside_one_another"])
@pytest.mark.parametrize("each", [2, 4])
def test_pages_on_one_sheet_give_the_rows_of_the_pages_alone(ruled: bool, across: int, each: int) -> None:
    if across == 1 and each == 4:
        pytest.skip("nobody prints four pages above one another")
    pages = _pages(ruled)
    sheets = [_sheet(pages[i : i + each], across, n) for n, i in enumerate(range(0, 4, each), 1)]
    assert tables(page_rows(sheets)) == tables(page_rows(pages))


def test_a_row_s_place_is_on_the_sheet_a_split_row_has_two_of_them() -> None:
    split: list[Cells] = [*OURS[:2], (["Milepæl"], ["Planen er skrevet, og"], ["1. opfølgning"], [])]
    rest: list[Cells] = [([], ["den følges."], ["2032"], []), *OURS[3:]]
    pages = [drawn(split, 740.0, 1), drawn(rest, 60.0, 2, bold=False)]
    sheets = [_sheet(pages, 2), _sheet(_pages(ruled=True)[2:], 2, 2)]
    [row] = [row for row in page_rows(sheets) if "den følges." in row.text]
    left, right = row.places
    assert (left.page, right.page) == (1, 1)
    assert (left.x0, right.x0) == pytest.approx((25.0, 25.0 + sheets[0].width / 2))


def test_two_columns_on_a_page_are_read_one_after_the_other() -> None:
    left, right = drawn(OURS, 100.0, 1), drawn(OTHER, 100.0, 2)
    wide = PageContent(1, 1200.0, 842.0, [*left.words], [*left.rules])
    wide.words += [word._replace(x0=word.x0 + 560, x1=word.x1 + 560) for word in right.words]
    wide.rules += [rule._replace(x0=rule.x0 + 560, x1=rule.x1 + 560) for rule in right.rules]
    wide.words += line(ABOVE, 54, 30, size=16)
    rows = page_rows([wide])
    assert tables(rows) == tables(page_rows([left, right]))
    assert of_kind(rows, RowKind.TEXT) == [[ABOVE]]


def test_tables_side_by_side_above_one_across_the_page_are_read_one_after_the_other() -> None:
    left, right, below = (
        drawn(OURS, 60.0, 1),
        drawn(OTHER, 60.0, 2),
        drawn([(["1.3. Volde"], ["Drift"], ["Tid"], ["Smiley"]), *OURS[1:]], 400.0, 3),
    )
    wide = PageContent(1, 1200.0, 842.0, [*left.words], [*left.rules])
    wide.words += [word._replace(x0=word.x0 + 560, x1=word.x1 + 560) for word in right.words]
    wide.rules += [rule._replace(x0=rule.x0 + 560, x1=rule.x1 + 560) for rule in right.rules]
    wide.words += [word._replace(x0=2 * word.x0, x1=2 * word.x0 + word.x1 - word.x0) for word in below.words]
    wide.rules += [rule._replace(x0=2 * rule.x0, x1=2 * rule.x1) for rule in below.rules]
    assert tables(page_rows([wide])) == tables(page_rows([left, right, below]))


def test_a_sheet_of_text_is_split_where_the_others_are() -> None:
    pages = _pages(ruled=False)
    prose = [page(lines([f"Her står linje {i} på side {n}." for i in range(4)], 54, 100), number=n) for n in (5, 6)]
    rows = page_rows([_sheet(pages[:2], 2, 1), _sheet(pages[2:], 2, 2), _sheet(prose, 2, 3)])
    told = [row.text for row in rows if row.places and row.places[0].page == 3]
    assert not [text for text in told if "side 5" in text and "side 6" in text]


def test_a_page_with_one_table_is_left_whole() -> None:
    alone = drawn(OURS, 100.0, 1)
    assert list(pages_of_sheets([alone])) == [alone]


def test_a_table_across_the_middle_is_left_whole_though_other_pages_as_large_have_a_gutter() -> None:
    sheet = _sheet(_pages(ruled=True)[2:], 2)
    wide = replace(drawn(OTHER, 100.0, 2), width=sheet.width, height=sheet.height)
    assert [each.sheet is None for each in pages_of_sheets([sheet, wide])] == [False, False, True]
