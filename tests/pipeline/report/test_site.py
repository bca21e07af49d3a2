"""The head of each page: where it lies, how others show it, and which feed tells of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.publish.carried import Carried, Download
from pipeline.report import ReportOptions, write_report
from pipeline.report.site import HEAD, Site
from tests.report_samples import prints

PAGE = f'<head><title>Skole &amp; mad – Milepæle</title>{HEAD}</head><h1>Skole</h1><p class="lead">Fem <b>af ti</b>  er nået.</p>'
FEEDS = frozenset({"feed.xml", "feed-indsats-ballerup-2031-2.1.xml"})


def test_a_page_on_the_web_says_where_it_lies() -> None:
    placed = Site("https://avisen.example/budget/").placed("indsats/a.html", PAGE)
    assert '<link rel="canonical" href="https://avisen.example/budget/indsats/a.html">' in placed
    assert '<meta property="og:url" content="https://avisen.example/budget/indsats/a.html">' in placed
    assert 'href="https://avisen.example/budget/">' in Site("https://avisen.example/budget/").placed("index.html", PAGE)


def test_a_preview_has_the_pages_title_and_its_first_words() -> None:
    placed = Site().placed("indsats/a.html", PAGE)
    assert '<meta property="og:title" content="Skole &amp; mad">' in placed
    assert '<meta property="og:description" content="Fem af ti er nået.">' in placed
    assert "canonical" not in placed


def test_a_feed_is_named_where_it_was_written_and_only_there() -> None:
    site = Site(None, Carried((), FEEDS))
    wanted = [("feed-indsats-ballerup-2031-2.1.xml", "Nyt om indsatsen"), ("feed-ballerup-x.xml", "Nyt om X")]
    hrefs = re.findall(r'rel="alternate"[^>]*href="([^"]+)"', site.placed("indsats/a.html", PAGE, wanted))
    assert hrefs == ["../feed/feed-indsats-ballerup-2031-2.1.xml", "../feed/feed.xml"]
    assert "alternate" not in Site().placed("indsats/a.html", PAGE, wanted)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "report"
    carried = Carried([Download("milepael.xlsx", "Excel")], FEEDS)
    write_report(prints(), folder, (), ReportOptions(base_url="https://avisen.example"), carry=lambda staging: carried)
    return folder


def test_every_page_has_its_head_and_what_can_be_carried_away(report: Path) -> None:
    for path in report.rglob("*.html"):
        text = path.read_text("utf-8")
        address = path.relative_to(report).as_posix()
        assert HEAD not in text, address
        assert f'href="https://avisen.example/{"" if address == "index.html" else address}"' in text
        assert 'property="og:title"' in text, address
        assert f'href="{"../" * (len(Path(address).parts) - 1)}milepael.xlsx">Excel</a>' in text


def test_nothing_in_a_page_names_the_machines_disk(report: Path) -> None:
    assert [path.name for path in report.rglob("*.html") if "file:" in path.read_text("utf-8")] == []
