"""The page across municipalities: each with its own shares, and none above another."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.report.book import book
from pipeline.report.municipalities import municipality_rows
from pipeline.run import Options, run
from pipeline.schema.tables import TABLES

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("several")
    (folder / "in").mkdir()
    for path in (*(ROOT / "data" / "raw").glob("*-2031.txt"), *(ROOT / "tests" / "profiles" / "fredensborg").glob("*.txt")):
        shutil.copy(path, folder / "in")
    run(Options([folder / "in"], folder / "out"))
    return folder / "out"


def test_each_municipality_has_its_rounds_its_shares_and_what_slipped(published: Path) -> None:
    tables = {name: pq.read_table(published / f"{name}.parquet").to_pylist() for name in TABLES if (published / f"{name}.parquet").exists()}
    rows = {row.name: row for row in municipality_rows(book(tables))}
    assert list(rows) == ["ballerup", "fredensborg"], "by name, not by smiley"
    other = rows["fredensborg"]
    assert (other.agreements, other.promises, other.compared, other.profiles) == ([(2034, [1, 2])], 22, 22, ["fredensborg"])
    assert other.statuses == ["Grøn", "Gul", "Rød"]
    assert 0 < other.slips["standing_worsened"] <= other.compared


def test_the_page_stands_where_there_are_several_and_says_every_denominator(published: Path) -> None:
    html = (published / "report" / "kommuner.html").read_text("utf-8")
    assert re.findall(r"<h2[^>]*>(\w+)", html) == ["Ballerup", "Fredensborg"]
    assert "af 22 indsatser, der står eller burde stå i mindst to runder" in html
    assert 'href="kommuner.html"' in (published / "report" / "index.html").read_text("utf-8")


def test_there_is_no_such_page_for_one_municipality(tmp_path: Path) -> None:
    run(Options([ROOT / "data" / "raw" / "udmoentning-2031.txt"], tmp_path))
    assert not (tmp_path / "report" / "kommuner.html").exists()
    assert "kommuner.html" not in (tmp_path / "report" / "index.html").read_text("utf-8")
