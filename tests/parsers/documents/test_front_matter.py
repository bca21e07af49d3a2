"""The lines above a title to what they say."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.documents.front_matter import front_matter
from parsers.documents.span import Span
from parsers.model.findings import Code
from parsers.model.records import Kind
from parsers.model.rows import Cell, Place, Row, RowKind


@pytest.mark.parametrize(
    ("line", "day", "unread"),
    [
        ("Dato: 6. august 2033", date(2033, 8, 6), []),
        ("Dato: 6. august 2033 14. august 2033", date(2033, 8, 6), ["14. august 2033"]),  # a stamp's day
        ("Dato: 6. august 2033 MODTAGET 14.08.2033", date(2033, 8, 6), ["MODTAGET 14.08.2033"]),
        ("Dato: 6. august 2033 og 7. august 2033", None, ["Dato: 6. august 2033 og 7. august 2033"]),
    ],
)
def test_a_papers_day_is_the_one_behind_its_label(line: str, day: date | None, unread: list[str]) -> None:
    front, _, findings = front_matter(Span(Kind.FOLLOWUP, [Row(RowKind.TEXT, [Cell(line)], [Place(page=1)])]))
    assert (front.document_date, [one.text for one in findings if one.code == "front_unread"]) == (day, unread)


@pytest.mark.parametrize(
    ("line", "beside"),
    [("Dato: 10-01-2032", []), ("Dato: 10. januar 2032", []), ("Dato: 10-01-2032 kl. 08:00", ["10-01-2032 kl. 08:00"])],
)
def test_what_stands_beside_a_day_is_set_aside_with_its_words(line: str, beside: list[str]) -> None:
    front, rows, findings = front_matter(Span(Kind.AGENDA, [Row(RowKind.TEXT, [Cell(line)], [Place(line=2)])]))
    assert (front.document_date, rows) == (date(2032, 1, 10), [])
    assert [(one.code, one.text) for one in findings] == [(Code.HEADING, words) for words in beside]
