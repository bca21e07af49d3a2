"""A number that a form must have at a place is read again where none was read there; any other word is left."""

from __future__ import annotations

import pytest
from PIL import Image

import parsers.ocr.form_numbers
from parsers.ocr.engine import PictureWord
from parsers.ocr.form_numbers import with_numbers_again

PAPER = Image.new("L", (10, 10), 255)


def word(text: str, x0: int, baseline: int) -> PictureWord:
    return PictureWord(text, (x0, baseline - 20, x0 + 10 * len(text), baseline), baseline, 0.9)


def read(monkeypatch: pytest.MonkeyPatch, sure: set[str], *words: PictureWord) -> list[str]:
    monkeypatch.setattr(parsers.ocr.form_numbers, "sure_readings", lambda *_: set(sure))
    return [word.text for word in with_numbers_again(words, PAPER, 300)]


def test_the_ordinal_above_its_round_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, {"1."}, word("ale", 100, 100), word("budgetopfølgning", 100, 130)) == ["1.", "budgetopfølgning"]


def test_two_sure_readings_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, {"1.", "2."}, word("ale", 100, 100), word("budgetopfølgning", 100, 130)) == ["ale", "budgetopfølgning"]


def test_an_ordinal_that_was_not_read_at_all_stands_before_its_round(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, {"3."}, word("budgetopfølgning", 100, 130)) == ["3.", "budgetopfølgning"]


def test_a_number_that_was_read_and_the_year_of_another_row_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    line = word("2.", 100, 130), word("budgetopfølgning", 125, 130)
    assert read(monkeypatch, {"7."}, *line) == ["2.", "budgetopfølgning"]
    assert read(monkeypatch, {"2031"}, word("2031", 100, 100), word("budgetopfølgning", 100, 130)) == ["2031", "budgetopfølgning"]


def test_an_initiatives_number_is_read_again_beside_its_tables_header(monkeypatch: pytest.MonkeyPatch) -> None:
    header = word("Bro", 90, 100), word("Drift", 300, 100), word("Tid", 500, 100), word("Smiley", 700, 100)
    assert read(monkeypatch, {"1.3."}, word("23:", 40, 100), *header)[0] == "1.3."
    assert read(monkeypatch, {"1.3."}, word("1.2.", 40, 100), *header)[0] == "1.2."
