"""A value as a CSV file holds it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipeline.wording.spreadsheets import csv_cell


@pytest.mark.parametrize(
    ("value", "plain", "danish"),
    [
        (None, "", ""),
        (True, "true", "true"),
        (12, "12", "12"),
        (date(2031, 6, 3), "2031-06-03", "2031-06-03"),
        (Decimal("1200000.50"), "1200000.50", "1200000,50"),
        (Decimal("1E+6"), "1000000", "1000000"),
        (0.9, "0.9", "0,9"),
        ("=1+1", "=1+1", "'=1+1"),
        ("'=1+1", "'=1+1", "''=1+1"),
        ("1.10", "1.10", "1.10"),
    ],
)
def test_a_danish_spreadsheet_gets_decimal_commas_and_nothing_it_would_run(value: object, plain: str, danish: str) -> None:
    assert csv_cell(value, danish=False) == plain
    assert csv_cell(value, danish=True) == danish
