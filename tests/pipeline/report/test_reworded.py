from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.reworded import MOST_WORDS, PieceFate, reworded

words = st.lists(st.sampled_from(["vognen", "er", "købt", "bestilt", "til", "foråret", "ikke"]), max_size=30).map(" ".join)


def test_only_the_words_that_differ_are_struck_and_put_in() -> None:
    pieces = reworded("Vognen er købt.", "Vognen er bestilt.")
    assert [(piece.fate, piece.text) for piece in pieces] == [
        (PieceFate.KEPT, "Vognen er "),
        (PieceFate.STRUCK, "købt."),
        (PieceFate.PUT_IN, "bestilt."),
    ]


@given(words, words)
def test_what_is_kept_or_put_in_is_the_new_wording_and_the_rest_with_what_is_struck_the_old(before: str, after: str) -> None:
    pieces = reworded(before, after)
    assert "".join(piece.text for piece in pieces if piece.fate is not PieceFate.STRUCK) == after
    old = "".join(piece.text for piece in pieces if piece.fate is not PieceFate.PUT_IN)
    assert old.split() == before.split()


def test_a_text_too_long_to_compare_is_shown_whole_in_both_wordings() -> None:
    before, after = "ord " * (MOST_WORDS + 1), "andet"
    assert [piece.text for piece in reworded(before, after)] == [before, after]


def test_nothing_before_is_all_put_in() -> None:
    assert [piece.fate for piece in reworded(None, "Ny tekst.")] == [PieceFate.PUT_IN]
