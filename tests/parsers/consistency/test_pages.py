import pytest

from parsers.consistency.pages import pages_between, pages_missing
from parsers.model.findings import Code, finding
from parsers.model.records import Document, Due, Initiative, Kind, Milestone
from parsers.model.rows import Place


def on_pages(*pages: int) -> Initiative:
    rows = [Milestone(number, Due(), "Broen er malet.", places=[Place(page=page)]) for number, page in enumerate(pages, 1)]
    return Initiative("1.1", "Bro", milestones=rows, places=[Place(page=pages[0])])


def numbered(footers: dict[int, str], *initiatives: Initiative) -> Document:
    document = Document(Kind.FOLLOWUP, initiatives=list(initiatives), last=Place(page=max(footers)))
    document.findings = [finding(Code.FURNITURE, text, Place(page=page)) for page, text in footers.items()]
    return document


def test_a_page_in_the_midst_of_a_table_that_gave_nothing_is_an_error() -> None:
    (found,) = pages_between(Document(Kind.FOLLOWUP, initiatives=[on_pages(1, 1, 3)]))
    assert (found.code, found.place.page) == (Code.PAGE_BETWEEN_UNREAD, 2)
    assert not list(pages_between(Document(Kind.FOLLOWUP, initiatives=[on_pages(1, 2, 3)])))


@pytest.mark.parametrize("form", ["Side {}", "Side {} af 6", "{}", "Ballerup Kommune, side {}"])
def test_a_number_that_is_passed_over_is_told_on_the_initiatives_around_it(form: str) -> None:
    before, across, after = on_pages(1, 2), on_pages(3, 4), on_pages(5)
    footers = {page: form.format(number) for page, number in ((1, 1), (2, 2), (3, 3), (4, 5), (5, 6))}
    ((_, found),) = pages_missing([numbered(footers, before, across, after)], 5)
    assert (found.code, found.subject, found.place.page) == (Code.PAGE_MISSING, across, 4)
    assert found.message.startswith("Side 4 ")


def test_where_a_table_ends_before_the_gap_both_neighbours_are_told() -> None:
    before, after = on_pages(1, 2, 3), on_pages(4, 5)
    footers = {page: f"Side {number}" for page, number in ((1, 1), (2, 2), (3, 3), (4, 6), (5, 7))}
    assert [found.subject for _, found in pages_missing([numbered(footers, before, after)], 5)] == [before, after]


def test_pages_that_are_missing_at_the_end_are_told_of_the_document() -> None:
    document = numbered({page: f"Side {page} af 9" for page in (1, 2, 3)}, on_pages(1, 3))
    ((owner, found),) = pages_missing([document], 3)
    assert (owner, found.subject) == (document, None)
    assert found.message.startswith("Side 4-9 ")
    assert not list(pages_missing([document], 4))


@pytest.mark.parametrize(
    "numbers",
    [
        {1: "Side 1", 2: "Side 2", 3: "Side 1", 4: "Side 2"},  # an annex with numbers of its own
        {1: "2019", 2: "74", 3: "111", 4: "148"},  # numbers of something else
        {1: "Side 1", 3: "Side 3", 4: "Side 4", 5: "Side 5"},  # a page without its footer
    ],
)
def test_numbers_that_begin_anew_or_number_something_else_tell_nothing(numbers: dict[int, str]) -> None:
    assert not list(pages_missing([numbered(numbers, on_pages(1, 4))], max(numbers)))
