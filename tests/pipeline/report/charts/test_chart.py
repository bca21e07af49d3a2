"""A chart's figures as a file."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from pipeline.report.charts.chart import Chart


def test_the_figures_are_a_file_that_a_danish_spreadsheet_opens_and_does_not_run() -> None:
    chart = Chart("bars", "udvalg-nu", "", "", ("Navn", "Beløb"), [("=1+1", Decimal("1200000.50")), ("en\nlinje; til", None)])
    assert chart.figures == "tal/udvalg-nu.csv"
    assert chart.csv.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(chart.csv[1:]), delimiter=";")) == [
        ["Navn", "Beløb"],
        ["'=1+1", "1200000,50"],
        ["en linje; til", ""],
    ]
