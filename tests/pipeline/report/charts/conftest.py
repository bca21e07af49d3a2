from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.report.book import Book, book
from pipeline.report.charts.chart import Chart
from pipeline.report.evidence import Evidence
from pipeline.report.meetings import meetings
from pipeline.report.pages import Pages
from tests.report_samples import texts

DRAWINGS = Path(__file__).parent / "drawings"
Drawn = Callable[[Chart | None], LexborNode]
FIGURE = (
    '{% import "parts.html.j2" as parts with context -%}{% import "charts.html.j2" as charts with context -%}{{ charts.figure(chart) }}'
)


@pytest.fixture(scope="session")
def samples() -> Book:
    return book(texts())


@pytest.fixture(scope="session")
def drawn(samples: Book) -> Drawn:
    """A chart's figure as the pages hold it."""
    held = meetings(samples)
    template = Pages(samples, held, Evidence(), samples.coverage).environment.from_string(FIGURE)

    def figure(chart: Chart | None) -> LexborNode:
        found = LexborHTMLParser(template.render(chart=chart, root="", used=set(), used_economy=set())).css_first("figure")
        assert found is not None
        return found

    return figure


def assert_drawn_as(name: str, drawing: LexborNode | None) -> None:
    """Holds a drawing against the file of that name. A missing file is written, and fails until somebody has looked at it."""
    assert drawing is not None
    path, html = DRAWINGS / f"{name}.svg", f"{drawing.html}\n"
    if not path.exists():
        DRAWINGS.mkdir(exist_ok=True)
        path.write_text(html, encoding="utf-8")
        pytest.fail(f"{path.name} was not there and is written now: look at it")
    assert html == path.read_text(encoding="utf-8"), f"{path.name} is drawn otherwise: look at it, and remove it if that is better"
