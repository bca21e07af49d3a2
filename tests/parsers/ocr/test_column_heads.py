"""A word of a table's header that was not read is no sign."""

from __future__ import annotations

import pytest
from PIL import Image

import parsers.ocr.column_heads
from parsers.ocr.column_heads import without_heads
from parsers.ocr.engine import PictureWord

PAPER = Image.new("L", (10, 10), 255)
HEAD = PictureWord("Smiley", (200, 100, 260, 120), 120, 0.95)
LETTERS = (100, 100, 118, 120)


def apart(monkeypatch: pytest.MonkeyPatch, *readings: str) -> tuple[int, list[str]]:
    """How many signs there are, and the words, where a box in the header's line is read so."""
    monkeypatch.setattr(parsers.ocr.column_heads, "readings_of", lambda *_: [(text, 0.6) for text in readings])
    signs, words = without_heads([LETTERS, (200, 300, 220, 320)], [HEAD], PAPER, 300)
    return len(signs), [word.text for word in words]


def test_what_is_read_as_a_headers_word_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert apart(monkeypatch, "Tid", "Til", "Tid") == (1, ["Tid", "Smiley"])


def test_what_is_read_as_no_such_word_or_as_two_stays_a_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    assert apart(monkeypatch, "O", "(2)") == (2, ["Smiley"])
    assert apart(monkeypatch, "Tid", "Status") == (2, ["Smiley"])
