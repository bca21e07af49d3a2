"""The lines above a title to what they say."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.documents.front_matter import front_matter
from parsers.documents.span import Span
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
