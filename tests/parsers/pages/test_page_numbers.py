"""A page's number, in the forms that prints have."""

from __future__ import annotations

import pytest

from parsers.pages.page_numbers import is_page_number, page_number


@pytest.mark.parametrize("text", ["Side 3", "side 3 af 12", "Page 3 of 12", "s. 3", "3/12", "3 ud af 12", "- 3 -", "–3–"])
def test_what_can_be_nothing_else_is_a_page_s_number(text: str) -> None:
    assert is_page_number(text)
    assert page_number(text) == 3


def test_a_number_alone_may_be_one_and_a_long_one_is_none() -> None:
    assert not is_page_number("3")
    assert (page_number("3"), page_number("31011"), page_number("Side om side")) == (3, None, None)
