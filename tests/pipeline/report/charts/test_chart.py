"""A chart's figures as a file, and every chart of a report, found from its pages."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.report import ReportOptions, write_report
from pipeline.report.charts.chart import Chart
from tests.report_samples import SAMPLES, tables_of


def test_the_figures_are_a_file_that_a_danish_spreadsheet_opens_and_does_not_run() -> None:
    chart = Chart("bars", "udvalg-nu", "", "", ("Navn", "Beløb"), [("=1+1", Decimal("1200000.50")), ("en\nlinje; til", None)])
    assert chart.figures == "tal/udvalg-nu.csv"
    assert chart.csv.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(chart.csv[1:]), delimiter=";")) == [
        ["Navn", "Beløb"],
        ["'=1+1", "1200000,50"],
        ["en linje; til", ""],
    ]


class WrittenReport(NamedTuple):
    folder: Path
    pages: dict[str, LexborHTMLParser]  # by their addresses

    @property
    def charts(self) -> Iterator[tuple[str, LexborNode]]:
        """The figures with the pages they stand on."""
        return ((address, figure) for address, page in self.pages.items() for figure in page.css("figure.chart"))

    def figures(self, address: str, figure: LexborNode) -> list[list[str]]:
        """The file that the figure links to."""
        (link,) = [node.attributes["href"] or "" for node in figure.css("a[download]")]
        path = self.folder / Path(address).parent / link
        return list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> WrittenReport:
    folder = tmp_path_factory.mktemp("charts") / "report"
    write_report(tables_of(SAMPLES), folder, (), ReportOptions(draw=False, copy=False))
    pages = {path.relative_to(folder).as_posix(): LexborHTMLParser(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    return WrittenReport(folder, pages)


def words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def table(rows: LexborNode) -> list[list[str]]:
    return [[words(cell) for cell in row.css("th, td")] for row in rows.css("tr")]


def as_in_a_file(cell: str) -> str:
    """A sum as people read it, as the file has it."""
    return cell.removesuffix(" kr.").replace(".", "") + ",00" if cell.endswith(" kr.") else cell


def strip_rows(start: LexborHTMLParser, heads: list[str], year: str) -> list[list[str]]:
    """What the table of the start page says under the heads of a strip's file, of one agreement."""
    shown = {words(head).replace(" opfølgning", ""): place for place, head in enumerate(start.css("#strip thead th"))}
    rounds = {"Første": "1.", "Anden": "2.", "Tredje": "3.", "Fjerde": "4.", "Ekstra": "Ekstra"}
    rows = []
    for row in start.css(f'#strip tbody tr[data-aar="{year}"]'):
        cells = row.css("th, td")
        told = [words(cells[shown["Nr."]]).partition("/")[2], words(cells[shown["Indsats"]])]
        for head in heads[2:]:
            cell = cells[shown[rounds[head.split()[0]]]]
            small = cell.css_first("small")
            economy = words(small) if small is not None else ""
            sign = words(cell).removesuffix(economy).strip()
            told.append(economy.removeprefix("økonomi ") if head.endswith("økonomi") else sign)
        rows.append(told)
    return rows


def test_every_chart_has_a_title_that_says_what_it_shows(report: WrittenReport) -> None:
    kinds = Counter((figure.attributes["class"] or "").split()[1] for _, figure in report.charts)
    assert kinds.keys() == {f"chart-{kind}" for kind in ("strip", "bars", "money", "timeline", "accounts")}
    for address, figure in report.charts:
        title = words(figure.css_first("figcaption b"))
        assert len(title.split()) > 2, (address, title)
        assert words(figure.css_first("figcaption .how")).endswith("."), "and how it is drawn"
        pictures = figure.css("svg[role=img]")
        assert pictures, address
        assert all(picture.attributes.get("aria-label") or picture.css_first("title") for picture in pictures)


def test_every_chart_has_its_figures_as_text_and_the_same_rows_as_a_file(report: WrittenReport) -> None:
    looked_at = 0
    for address, figure in report.charts:
        heads, *rows = report.figures(address, figure)
        twin = figure.css_first("details table")
        if twin is not None:
            told = table(twin)
            assert told[0] == heads
            assert [list(map(as_in_a_file, row)) for row in told[1:]] == rows, address
        else:
            (link,) = [node.attributes["href"] or "" for node in figure.css(".figures a:not([download])")]
            assert urlsplit(link).path == "index.html"
            view = parse_qs(urlsplit(link).fragment)
            assert view["kommune"] == ["ballerup"]
            told = strip_rows(report.pages["index.html"], heads, view["aar"][0])
            assert sorted(told) == sorted(rows), address
        assert rows, address
        looked_at += 1
    assert looked_at > 12
