"""What is the same text set otherwise, and what is another text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.promises.same_text import key, same, squashed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Planen  er\nvedtaget", "Planen er vedtaget"),
        ("bruttoanlægs-\nrammen", "bruttoanlægsrammen"),
        ("bruttoanlægs\u00adrammen", "bruttoanlægsrammen"),
        ("bruttoanlægs\u2010 rammen", "bruttoanlægsrammen"),
        ("Social-\nog Sundhedsudvalget", "Social- og Sundhedsudvalget"),
        ("Social-og Sundhedsudvalget", "Social- og Sundhedsudvalget"),
        ("2031-\n2034", "2031-2034"),
        ("1,5\u00a0mio. kr.", "1,5 mio. kr."),
        ("velfærds teknologien", "velfærdsteknologien"),
        ("mål ☺", "mål 😊"),
        ("☹", "☹\ufe0f"),
        (unicodedata.normalize("NFD", "på søen"), "på søen"),
        (None, ""),
        ("planen", "Planen"),
        ('Aftale om "Grøn by"', "Aftale om ”Grøn by”"),
        ("BFO'er", "BFO’er"),
        ("plan - proces", "plan – proces"),
        ("Planen er vedtaget", "Planen er vedtaget."),
        ("mål...", "mål…"),
        ("• vejen\n• stien", "- vejen\n- stien"),
        ("5 pct. af midlerne", "5 % af midlerne"),
        ("2031–2034", "2031-2034"),
        ("bl.a. 2 mio. kr.", "bl. a. 2 mio kr"),
    ],
)
def test_the_same_words_set_otherwise_are_equal(before: str | None, after: str | None) -> None:
    assert same(before, after)
    assert same(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("i 2031", "i 2032"),
        ("2031-2034", "20312034"),
        ("på søen", "pa søen"),
        ("Planen er vedtaget", "Planen er ikke vedtaget"),
        ("☺", "☹"),
        ("1,5 mio. kr.", "15 mio. kr."),
        ("1.500 kr.", "1,500 kr."),
        ("punkt 4.9", "punkt 49"),
        ("en ændring på -5", "en ændring på 5"),
        ("5 - 7 stole", "57 stole"),
        ("5 pct.", "5"),
        ("skal", "skal ikke"),
        ("Er planen vedtaget?", "Er planen vedtaget, spurgte hun?"),
        (None, "Planen"),
    ],
)
def test_other_words_are_not(before: str | None, after: str | None) -> None:
    assert not same(before, after)


@given(st.text())
def test_squashing_twice_is_squashing_once(text: str) -> None:
    assert squashed(squashed(text)) == squashed(text)


@given(st.text(alphabet="abæø -\n\u00ad", max_size=40))
def test_line_ends_do_not_matter(text: str) -> None:
    assert same(text, text.replace(" ", "\n").replace("\u00ad", ""))


@given(st.text(), st.text())
def test_what_is_squashed_to_the_same_is_the_same(one: str, two: str) -> None:
    assert same(one, two) or squashed(one) != squashed(two)
    assert " " not in key(one)
