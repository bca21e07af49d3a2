"""What is printed over the tables of each page, at one place, is no cell's; where it cannot be told from its words, the row is doubted."""

from __future__ import annotations

from parsers.model.content import PageContent, Word
from parsers.model.rows import RowKind
from parsers.pages.rows import page_rows
from tests.drawn_pages import DESCRIPTION, ECONOMY, HEADER, drawn, line, milestone, of_kind, tables

STEPS = ("Planen", "Broen", "Stien", "Bænken", "Skuret", "Taget")


def _pages(count: int, over: str, x: float = 211.0, top: float = 300.0) -> list[PageContent]:
    """Pages of tables that begin at other heights, each with words printed over it."""
    pages = []
    for number, step in enumerate(STEPS[:count], 1):
        rows = [(HEADER if number == 1 else ([f"1.{number}. {step}"], *HEADER[1:])), DESCRIPTION]
        rows += [
            milestone(round_, f"{step} er tegnet {each},", f"og {each} har set den.") for round_, each in ((1, "én"), (2, "to"), (3, "tre"))
        ]
        page = drawn([*rows, milestone(3, f"{step} står."), ECONOMY], 101.5 + 17 * number, number)
        page.words += line(over.format(number), x, top, size=8.0)
        pages.append(page)
    return pages


def _texts(pages: list[PageContent]) -> str:
    return " ".join(cell for row in tables(page_rows(pages)) for cell in row)


def test_a_page_number_printed_over_a_table_is_no_cells() -> None:
    assert "Side" not in _texts(_pages(5, "Side {} af 5"))
    assert of_kind(page_rows(_pages(5, "Side {} af 5")), RowKind.FURNITURE) == [[f"Side {n} af 5"] for n in range(1, 6)]


def test_a_page_number_that_counts_is_told_on_two_pages() -> None:
    assert "Side" not in _texts(_pages(2, "Side {} af 2"))


def test_a_number_alone_is_one_where_it_counts_with_the_pages() -> None:
    assert of_kind(page_rows(_pages(4, "{}")), RowKind.FURNITURE) == [["1"], ["2"], ["3"], ["4"]]
    assert "7" in _texts(_pages(4, "7"))


def test_a_cases_number_printed_over_every_table_is_no_cells() -> None:
    assert "Sag" not in _texts(_pages(4, "Sag 31/1011"))


def test_words_that_begin_where_a_columns_lines_do_may_be_a_cells_on_few_pages() -> None:
    column = 174.0
    assert "Fortroligt" in _texts(_pages(4, "Fortroligt", column))
    assert "Fortroligt" not in _texts(_pages(5, "Fortroligt", column))


def test_rows_of_a_form_that_stand_at_one_place_on_each_page_stay() -> None:
    forms = [[([f"1.{n}. {step}"], *HEADER[1:]), DESCRIPTION, milestone(1, step, "er til."), ECONOMY] for n, step in enumerate(STEPS, 1)]
    pages = [drawn(form, 60.0, number) for number, form in enumerate(forms, 1)]
    assert [row[1] for row in tables(page_rows(pages)) if row[0] == "Økonomi"] == ["Der er ikke afsat økonomi."] * 6


def test_a_row_whose_words_ran_together_with_what_each_page_prints_over_it_is_doubted() -> None:
    pages = _pages(5, "Sag 31/1011", top=306.0)
    pages[2].words = [word for word in pages[2].words if word.text not in ("Sag", "31/1011")]
    pages[2].words += line("tegnSag 31/1011et", 205.0, 304.5)
    doubted = [row for row in page_rows(pages) if row.notes]
    assert [row.notes for row in doubted] == [(("overprinted", "Sag 31/1011"),)]
    assert [place.page for place in doubted[0].places] == [3]


def test_a_word_that_an_overprint_parted_is_one_again() -> None:
    pages = _pages(5, "{}")
    at = next(at for at, word in enumerate(pages[3].words) if word.top > 296.0)
    pages[3].words[at : at + 1] = _parted(pages[3].words[at]._replace(text="Forvaltningen", x0=200.0, top=299.0, x1=235.0, bottom=309.0))
    assert "Forvaltningen" in _texts(pages)


def _parted(word: Word) -> list[Word]:
    middle = word.x0 + 11.0
    return [word._replace(text=word.text[:2], x1=middle), word._replace(text=word.text[2:], x0=middle)]
