"""The explorer: every table from the data inside the page, opened from disk, with nothing asked of a network."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import load
from pipeline.export.dataset.explorer import page
from pipeline.export.dataset.model import Dataset
from pipeline.export.writing import published
from pipeline.wording.explorer import EXPLORER_WORDS
from tests.carried import HOSTILE, hostile_rows, publish

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TEMPLATES = Path(__file__).parents[4] / "pipeline" / "export" / "dataset" / "templates"
browser_test = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="chromium is not installed: apt-get install chromium"
)


def _packed(text: str, name: str) -> Any:
    (content,) = re.findall(rf'id="data-{name}">([^<]*)<', text)
    return json.loads(gzip.decompress(base64.b64decode(content)))


def test_the_page_holds_every_cell(published_set: Path, tables_folder: Path) -> None:
    text, tables = (published_set / "explorer.html").read_text("utf-8"), load(tables_folder, "arrow")
    for name in tables.names:
        expected = json.loads(json.dumps([column.to_pylist() for column in getattr(tables, name).columns], default=str))
        assert _packed(text, name) == expected, name


def test_our_own_script_is_small() -> None:
    assert (TEMPLATES / "explorer.js").stat().st_size < 40_000


def test_every_word_is_there_in_both_languages() -> None:
    asked = set(re.findall(r"words\.(\w+)", (TEMPLATES / "explorer.js").read_text("utf-8"))) - {"table"}
    asked |= set(re.findall(r'data-word="(\w+)"', (TEMPLATES / "explorer.html.j2").read_text("utf-8")))
    assert {language: set(words) for language, words in EXPLORER_WORDS.items()} == {"da": asked, "en": asked}


class Reader:
    """A page of the explorer, and what a reader must never see: an error, or a request for anything but the page itself."""

    def __init__(self, browser: Any, file: Path) -> None:
        self.page = browser.new_context(locale="da-DK", viewport={"width": 1280, "height": 800}).new_page()
        self.address, self.faults = file.as_uri(), list[str]()
        self.page.on("console", lambda said: self.faults.append(said.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: None if request.url.startswith(self.address) else self.faults.append(request.url))

    def open(self, fragment: str, table: str) -> Any:
        self.page.goto(self.address + fragment)
        self.page.wait_for_function("name => document.getElementById('name').textContent === name", arg=table)
        self.page.wait_for_function("() => document.getElementById('count').dataset.rows")
        return self.page

    def rows(self, fragment: str, table: str) -> int:
        self.page.goto("about:blank")
        return int(self.open(fragment, table).get_attribute("#count", "data-rows"))

    def column(self, number: int) -> list[str]:
        cells: list[str] = self.page.eval_on_selector_all(
            f"#body tr td:nth-child({number})", "cells => cells.map(cell => cell.textContent)"
        )
        return cells


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    assert CHROMIUM, "chromium is not installed"
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@browser_test
@pytest.mark.slow
def test_it_shows_every_row_count_that_the_package_states(published_set: Path, browser: Any) -> None:
    package = json.loads((published_set / "datapackage.json").read_text("utf-8"))
    stated = {one["name"]: one["rows"] for one in package["resources"] if one["format"] == "parquet"}
    reader = Reader(browser, published_set / "explorer.html")
    assert {name: reader.rows(f"#table={name}", name) for name in stated} == stated
    assert reader.faults == []


@browser_test
@pytest.mark.slow
def test_it_filters_searches_sorts_and_follows_keys(published_set: Path, browser: Any) -> None:
    reader = Reader(browser, published_set / "explorer.html")
    page = reader.open("#table=panel&f.flags=late&sort=-round", "panel")
    page.wait_for_function("() => document.getElementById('count').dataset.found === '2'")
    assert reader.column(4) == ["5", "4"]
    page.fill("#filters td:nth-child(4) input", ">=5")
    page.wait_for_function("() => document.getElementById('count').dataset.found === '1'")
    page.click("#clear")
    page.fill("#q", "tryg krydsning")
    page.wait_for_function("() => document.getElementById('count').dataset.found === '5'")
    page.click("#heads th:nth-child(10) button")  # smiley, from least to most
    signs = reader.column(10)
    assert signs == ["sur", "sur", "mellem", "glad", "glad"]
    page.click("#body tr:first-child td:nth-child(15) a")
    page.wait_for_function("() => document.getElementById('name').textContent === 'documents'")
    page.wait_for_function("() => document.getElementById('count').dataset.found === '1'")
    assert reader.faults == []


@browser_test
@pytest.mark.slow
def test_hostile_words_are_only_words_and_phones_need_not_scroll_sideways(tmp_path: Path, browser: Any) -> None:
    folder = publish(hostile_rows(), tmp_path / "tables")
    tables = published(folder)
    (tmp_path / "page.html").write_text(
        page(Dataset("milepael-0", tables, date(2031, 9, 2), "</script><script>alert(1)</script>")), "utf-8"
    )
    reader = Reader(browser, tmp_path / "page.html")
    opened = reader.open("#table=initiatives", "initiatives")
    opened.wait_for_selector("#body tr")
    assert opened.locator("#body script, #body img").count() == 0
    assert len(reader.column(1)) == 2 * len(HOSTILE)
    opened.set_viewport_size({"width": 360, "height": 740})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    assert reader.faults == []
