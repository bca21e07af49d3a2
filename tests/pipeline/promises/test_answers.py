"""What the municipality answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.comparison import compared
from pipeline.errors import ConfigurationError
from pipeline.promises.answers import Answer, answers
from pipeline.promises.overrides import Overrules, overrules
from tests.report_samples import texts

ANSWER = """[[answer]]
promise = "2031/2.1"
date = 2031-09-15
who = "Center for Skoler"
answer = "Vognen er leveret."
"""


def told(promise: str = "2031/2.1", change: str | None = None, day: int = 15) -> Answer:
    return Answer("ballerup", promise, change, date(2031, 9, day), "Center for Skoler", "Vognen er leveret.")


def test_an_answer_is_a_row_beside_its_promise_with_its_day_and_who(tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text(ANSWER, encoding="utf-8")
    tables = compared(texts(), overrules([tmp_path]))
    (row,) = tables["answers"]
    assert row == {
        "municipality": "ballerup",
        "agreement_year": 2031,
        "promise_id": "2031/2.1",
        "ordinal": 1,
        "change_id": None,
        "answered_on": date(2031, 9, 15),
        "answered_by": "Center for Skoler",
        "text": "Vognen er leveret.",
    }


def test_several_answers_stand_by_their_days() -> None:
    tables = compared(texts(), Overrules(answers=(told(day=20), told(day=3))))
    assert [(row["ordinal"], row["answered_on"].day) for row in tables["answers"]] == [(1, 3), (2, 20)]


@pytest.mark.parametrize("answer", [told(promise="2031/99"), told(change="0" * 16)])
def test_an_answer_to_what_is_not_there_is_a_finding(answer: Answer) -> None:
    tables = compared(texts(), Overrules(answers=(answer,)))
    assert tables["answers"] == []
    (finding,) = (row for row in tables["findings"] if row["code"] == "answer_refused")
    assert "Center for Skoler" in finding["message"]
    assert finding["severity"] == "warning"


def test_an_answer_to_a_change_stands_with_it() -> None:
    change = next(row["change_id"] for row in compared(texts())["changes"] if row["promise_id"] == "2031/2.1")
    assert [row["change_id"] for row in compared(texts(), Overrules(answers=(told(change=change),)))["answers"]] == [change]


def test_no_answer_is_no_row_and_changes_nothing_else() -> None:
    silent, answered = compared(texts()), compared(texts(), Overrules(answers=(told(),)))
    assert silent["answers"] == []
    assert {**answered, "answers": []} == silent


@pytest.mark.parametrize(
    "words",
    [
        ANSWER.replace("2031-09-15", '"15.9.2031"'),
        ANSWER.replace('who = "Center for Skoler"\n', ""),
        ANSWER + 'phone = "12345678"\n',
        ANSWER.replace('"Vognen er leveret."', '" "'),
        "answers = 1",
        "answer = 1",
    ],
)
def test_what_is_no_answer_stops_the_run_before_anything_is_published(tmp_path: Path, words: str) -> None:
    (tmp_path / "answers.toml").write_text(words, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"answers\.toml"):
        answers([tmp_path])
