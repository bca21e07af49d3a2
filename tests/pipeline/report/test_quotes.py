"""The sentences that can be quoted of a promise."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.comparison import compared
from pipeline.promises.answers import Answer
from pipeline.promises.overrides import Overrules
from pipeline.report.book import Promise, book
from pipeline.report.evidence import Evidence
from pipeline.report.meetings import meetings
from pipeline.report.promise_page import PromisePage, promise_page
from pipeline.report.quotes import ECONOMY_NOW
from pipeline.schema.ids import promise_key
from tests.report_samples import Tables, texts


def page(tables: Tables, promise_id: str) -> PromisePage:
    held = book(tables)
    promise: Promise = next(one for one in held.promises if one.history.promise_id == promise_id)
    changes: list[Any] = [row for row in held.changes if promise_key(row) == promise.key]
    return promise_page(held, promise, Evidence(), meetings(held), changes, [])


def test_the_same_money_is_one_line_that_names_both_its_proofs() -> None:
    told = page(texts(), "2031/2.1").changes
    money = [one for one in told if one.change and one.change["change"] in ("money_moved", "deferral_told")]
    (moved,) = money
    assert moved.change is not None
    assert moved.change["change"] == "money_moved"
    assert [one.change["change"] for one in moved.also if one.change] == ["deferral_told"]


def test_an_economy_that_stands_badly_has_a_sentence_of_its_own_with_its_source() -> None:
    quote = page(texts(), "2031/2.1").economy_quote
    assert quote is not None
    assert quote.anchor == ECONOMY_NOW
    assert "står økonomien med ☹" in quote.sentence
    assert quote.citation.startswith("Kilde: »")
    assert "Ballerup Kommune" in quote.citation


def test_what_was_read_from_a_picture_says_so_where_it_stands() -> None:
    tables = texts()
    tables["files"] = [row | {"engine": "ocr"} for row in tables["files"]]
    shown = page(compared(tables), "2031/2.1")
    assert shown.from_picture
    assert all("læst fra et billede" in [flag.word for flag in cell.flags] for track in shown.tracks for cell in track.every)
    assert "læst fra et billede" in shown.quote.citation
    assert not page(texts(), "2031/2.1").from_picture


def test_what_the_municipality_answered_stands_beside_what_it_answers() -> None:
    change = next(
        row["change_id"] for row in compared(texts())["changes"] if row["promise_id"] == "2031/2.1" and row["change"] == "money_moved"
    )
    said = [Answer("ballerup", "2031/2.1", about, date(2031, 9, 15), "Center for Skoler", f"Svar på {about}.") for about in (None, change)]
    shown = page(compared(texts(), Overrules(answers=tuple(said))), "2031/2.1")
    assert [row["text"] for row in shown.quote.answers] == ["Svar på None."]
    answered = {one.change["change_id"]: [row["text"] for row in one.answers] for one in shown.changes if one.change and one.answers}
    assert answered == {change: [f"Svar på {change}."]}
