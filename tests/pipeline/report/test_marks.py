from __future__ import annotations

from pipeline.promises.marks import Mark, mark_of_standing
from pipeline.report.book import count
from pipeline.report.marks import WORDS


def standing(**cells: object) -> dict[str, object]:
    return {"absent": False, "milestone_id": "2031/1.1/m1", "smiley": None, **cells}


def test_a_due_milestone_without_a_sign_never_looks_like_a_good_one() -> None:
    assert mark_of_standing(standing()) is Mark.NO_SIGN


def test_a_milestone_that_is_not_due_is_no_bad_mark() -> None:
    assert mark_of_standing(standing(milestone_id=None)) is Mark.NOT_DUE


def test_disappeared_is_its_own_mark_and_a_missing_document_is_none() -> None:
    assert mark_of_standing(standing(absent=True)) is Mark.ABSENT
    assert mark_of_standing(None) is Mark.NOTHING


def test_an_ambiguous_sign_says_both_its_meanings() -> None:
    assert WORDS[mark_of_standing(standing(smiley="mellem_eller_sur"))].full == "☹ (mellem eller sur)"


def test_a_count_is_of_due_milestones_only_and_knows_how_many_are_covered() -> None:
    found = count([Mark.GLAD, Mark.SOUR, Mark.NOT_DUE, Mark.ABSENT, Mark.NOTHING])
    assert (found.due, found.covered) == (2, 3)


def test_no_mark_is_told_by_colour_alone() -> None:
    assert len({words.short for words in WORDS.values()}) == len(WORDS) == len({mark.value for mark in WORDS})
