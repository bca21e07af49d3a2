"""pdfminer's letters to words: bold faked by printing twice is one letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.pdf.pdfminer_page import Letter
from parsers.pdf.pdfminer_words import FAKE_BOLD, words_of

SIZE = 10.0
PLACES = st.lists(st.integers(0, 400).map(lambda tenths: tenths / 10), min_size=1, max_size=40)


def letter(x: float) -> Letter:
    return Letter("e", x, 90.0, x + 6, 100.0, SIZE, "Example", (0, 0, 0), False, True, False, False)


@given(PLACES)
def test_a_letter_printed_again_within_a_hair_is_one_wherever_on_the_line_it_stands(places: list[float]) -> None:
    kept: list[float] = []
    for place in places:
        if all(abs(place - other) >= FAKE_BOLD * SIZE for other in kept):
            kept.append(place)
    assert sum(len(word.text) for word in words_of([letter(place) for place in places])) == len(kept)
