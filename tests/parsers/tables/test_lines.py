"""Words to lines."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers.model.content import Word
from parsers.tables.lines import lines_of, parted
from tests.drawn_pages import line, lines


def test_words_in_any_order_come_back_as_lines() -> None:
    words = lines(["Der er afsat", "2 mio. kr."], 60, 100)
    assert [printed.text for printed in lines_of(words[::-1])] == ["Der er afsat", "2 mio. kr."]


def test_a_raised_small_word_stays_on_its_line() -> None:
    words = [*line("m", 60, 100), *line("2", 66, 98, size=6), *line("tag", 72, 100)]
    assert [printed.text for printed in lines_of(words)] == ["m 2 tag"]


def test_no_words_are_no_lines() -> None:
    assert lines_of([]) == []


def test_the_first_of_several_words_given_as_one_can_stand_by_itself() -> None:
    several = Word("Seneste status på broen", 60, 100, 160, 110, 10.0, first=92.0, second=95.0, hyphen="-")
    alone = Word("Milepæl", 200, 100, 235, 110, 10.0)
    first, rest, same = parted([several, alone])
    assert (first.text, first.x0, first.x1, first.hyphen) == ("Seneste", 60, 92.0, "")
    assert (rest.text, rest.x0, rest.x1, rest.hyphen) == ("status på broen", 95.0, 160, "-")
    assert same is alone


ROW = st.lists(st.tuples(st.floats(0, 500), st.integers(1, 8)), min_size=1, max_size=6)


@settings(deadline=None)
@given(st.lists(ROW, max_size=6))
@example([[(1.0, 1), (0.0, 2)]])
def test_every_word_is_on_one_line_whatever_order_they_come_in(rows: list[list[tuple[float, int]]]) -> None:
    words = [Word("x" * n, x, 20.0 * i, x + 5 * n, 20.0 * i + 10, 10.0) for i, row in enumerate(rows) for x, n in row]
    for shuffled in (words, words[::-1], sorted(words, key=lambda word: (len(word.text), word))):
        printed = lines_of(shuffled)
        assert len(printed) == len(rows)
        assert sorted(word for each in printed for word in each.words) == sorted(words)
        assert all(each.words == sorted(each.words, key=lambda word: word.x0) for each in printed)
