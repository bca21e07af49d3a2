"""Runs of print to words by how wide their letters are: in C as in Python, and only where that leads to where they end."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from parsers.model.content import FileContent, UnreadableError, Word
from parsers.pdf import pdfium, plain_runs, questions, reader, words

ROOT = Path(__file__).parents[3]
PRINTS = sorted([*ROOT.glob("tests/fixtures/pdf/*.pdf"), *ROOT.glob("data/raw/*.pdf")])
PAGES = 2  # of each file

quick = pytest.importorskip("parsers.pdf._questions", reason="it was not compiled here: python hatch_build.py")
quick.connect(pdfium.address_of)

WIDTHS = dict.fromkeys(" abcæ\ufffe\xa0", 0.5) | {"ab": 1.0, "a\xa0b": 1.5, "ab\ufffe": 1.5}
PLAIN = (True, 10.0, 10.0, False, WIDTHS)
PAGE = (100.0, 200.0, 300.0)  # no text is asked for its letters' ends: each stands where the page's own points begin


@pytest.fixture(params=[quick, plain_runs])
def ways(request: pytest.FixtureRequest) -> Any:
    return request.param


def one(ways: Any, run: str, left: float, *, style: tuple[Any, ...] = PLAIN, by_line: bool = False, last: int | None = None) -> Word | None:
    [word] = ways.set_out(None, [(7, 0, len(run) - 1, run, last)], {7: (style, left, 50.0)}, PAGE, by_line, True)
    return word


def test_a_run_that_ends_where_its_letters_lead_is_a_word(ways: Any) -> None:
    assert one(ways, "ab", 90.0) == Word("ab", 90.0, 40.0, 100.0, 50.0, 10.0)
    assert one(ways, "ab", 90.4) is not None
    assert one(ways, "ab", 90.6) is None


def test_several_words_tell_where_the_first_ends_and_the_next_begins(ways: Any) -> None:
    assert one(ways, "ab cæ", 75.0) == Word("ab cæ", 75.0, 40.0, 100.0, 50.0, 10.0, first=85.0, second=90.0)
    assert one(ways, "ab cæ", 60.0) is None
    assert one(ways, "ab cæ", 60.0, by_line=True) is not None
    assert one(ways, "ab", 60.0, by_line=True) is None


def test_a_hyphen_at_a_lines_end_is_told_apart(ways: Any) -> None:
    word = one(ways, "ab\ufffe", 85.0)
    assert word is not None
    assert (word.text, word.hyphen) == ("ab", "-")


def test_what_is_not_plain_or_not_on_the_page_or_of_several_operations_wants_a_closer_look(ways: Any) -> None:
    assert one(ways, "ab", 90.0, style=(False, *PLAIN[1:])) is None
    assert one(ways, "ab", -0.1) is None
    assert one(ways, "ab", 90.0, last=8) is None
    assert one(ways, "ab  c", 75.0) is None
    assert one(ways, "a\xa0b", 85.0) is None


def test_c_and_python_set_out_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    different: list[object] = []
    counts: list[int] = []

    def both(*given: Any) -> Any:
        found, wanted = quick.set_out(*given), plain_runs.set_out(*given)
        different.extend(pair for pair in zip(found, wanted, strict=True) if repr(pair[0]) != repr(pair[1]))
        counts.append(len(found) - found.count(None))
        return found

    monkeypatch.setattr(words, "set_out", both)
    for path in PRINTS:
        with suppress(UnreadableError):
            list(islice(reader.pages(path.read_bytes(), FileContent("application/pdf", "pdfium")), PAGES))
    assert different == []
    assert sum(counts) > 1_000


@pytest.mark.parametrize(
    ("operations", "places", "error"),
    [
        ([1], {}, TypeError),
        ([(7, 0, 1, "ab", None)], {}, LookupError),
        ([(7, 0, 1, "ab", None)], {7: ((), 0.0, 0.0)}, TypeError),
        ([(7, 0, 1, "ab", None)], {7: (PLAIN, "", 0.0)}, TypeError),
        ([], [], TypeError),
        (3, {}, TypeError),
    ],
)
def test_what_is_no_operation_and_no_place_is_refused(operations: Any, places: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        quick.set_out(None, operations, places, PAGE, False, False)


def test_questions_has_the_compiled_one() -> None:
    assert questions.set_out is quick.set_out
