"""The page across municipalities: each with its own shares, and none above another."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.cli import main
from pipeline.report.book import book
from pipeline.report.municipalities import municipality_rows
from pipeline.run import Options, run
from pipeline.schema.tables import TABLES
from tests.report_samples import MINUTES

ROOT = Path(__file__).resolve().parents[3]


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


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
    assert list(rows) == ["Ballerup Kommune", "Fredensborg Kommune"], "by name, not by smiley"
    other = rows["Fredensborg Kommune"]
    assert (other.agreements, other.promises, other.compared, other.profiles) == ([(2034, ["1.", "2."])], 22, 22, ["fredensborg"])
    assert other.statuses == ["Grøn", "Gul", "Rød"]
    assert 0 < other.slips["standing_worsened"] <= other.compared


def test_the_page_stands_where_there_are_several_and_says_every_denominator(published: Path) -> None:
    html = (published / "report" / "kommuner.html").read_text("utf-8")
    assert re.findall(r"<h2[^>]*>([^<]+)", html) == ["Ballerup Kommune", "Fredensborg Kommune"]
    assert "af 22 indsatser, der står eller burde stå i mindst to runder" in html
    assert 'href="kommuner.html"' in (published / "report" / "index.html").read_text("utf-8")


def test_there_is_no_such_page_for_one_municipality(tmp_path: Path) -> None:
    run(Options([ROOT / "data" / "raw" / "udmoentning-2031.txt"], tmp_path))
    assert not (tmp_path / "report" / "kommuner.html").exists()
    assert "kommuner.html" not in (tmp_path / "report" / "index.html").read_text("utf-8")


PROFILE = """
slug = "{slug}"
name = "{name}"
extends = "ballerup"
"""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two invented municipalities that print the same numbers, titles and committees in the same rounds."""
    folder = tmp_path_factory.mktemp("twins") / "in"
    for name, printed in (("annesby", "Annesby Kommune"), ("hoejby", "Højby Kommune")):
        (folder / name).mkdir(parents=True)
        for path in (ROOT / "data" / "raw").glob("*-2031.txt"):
            words = path.read_text("utf-8").replace("for Ballerup Kommune", f"for {printed}").replace("venter på", f"{name} venter på")
            (folder / name / path.name).write_text(words, "utf-8")
        minutes = MINUTES.replace("Økonomiudvalget\n", f"Økonomiudvalget\n\n{printed}\n", 1)
        (folder / name / "referat.txt").write_text(minutes, "utf-8")
    (folder / "profiles").mkdir()
    for slug, name in zip(("annesby", "hoejby"), NAMES, strict=True):
        (folder / "profiles" / f"{slug}.toml").write_text(PROFILE.format(slug=slug, name=name), "utf-8")
    (folder / "sources.toml").write_text('[folders]\n"hoejby" = "hoejby"\n"annesby" = "annesby"\n', "utf-8")
    run(Options([folder], folder.parent / "out"))
    return folder.parent / "out"


def page(out: Path, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((out / "report" / address).read_text("utf-8"))


NAMES = ["Annesby Kommune", "Højby Bykommune"]


def test_each_row_says_whose_it_is_and_can_be_chosen_by_it(twins: Path) -> None:
    start = page(twins, "index.html")
    assert [option.text() for option in start.css("select[name=kommune] option")] == ["alle", *NAMES]
    named = {(row.attributes["data-kommune"], row.css_first("th small").text()) for row in start.css("#strip tbody tr")}
    assert named == {("annesby", NAMES[0]), ("hoejby", NAMES[1])}
    assert len(start.css("#strip tbody tr")) == 22, "eleven of each"
    assert all(item.css_first("small") is not None for item in start.css("section[aria-labelledby=spor] .items li"))


def test_a_promise_is_the_same_as_none_of_another_municipality(twins: Path) -> None:
    for name, other in (("annesby", "hoejby"), ("hoejby", "annesby")):
        own = page(twins, f"indsats/{name}-2031-1.1.html")
        assert f"{other} venter" not in own.html
        assert {link.attributes["href"] for link in own.css(".facts a")} == {
            f"../udvalg/{name}-social-og-sundhedsudvalget.html",
            f"../center/{name}-social-og-sundhed.html",
        }
        assert NAMES[("annesby", "hoejby").index(name)] in own.css_first("blockquote footer").text()
    documents, changes, matches = (pq.read_table(twins / f"{name}.parquet").to_pylist() for name in ("documents", "changes", "matches"))
    whose = {row["document_id"]: row["municipality"] for row in documents}
    assert {row["municipality"] for row in changes} == {"annesby", "hoejby"}
    for row in changes:
        assert {whose[row[side]] for side in ("from_document_id", "to_document_id") if row[side]} == {row["municipality"]}
    assert matches
    assert all(whose[row["document_id"]] == whose[row["matched_document_id"]] == row["municipality"] for row in matches)


def test_a_committee_of_the_same_name_is_another_committee(twins: Path) -> None:
    both = [page(twins, f"udvalg/{name}-social-og-sundhedsudvalget.html") for name in ("annesby", "hoejby")]
    for name, own in zip(("annesby", "hoejby"), both, strict=True):
        assert {(link.attributes["href"] or "").split("-20")[0] for link in own.css("#strip th a")} == {f"../indsats/{name}"}
        assert not own.css("select[name=kommune]"), "it has one municipality's alone"
    start = page(twins, "index.html")
    assert [words(heading) for heading in start.css("section[aria-labelledby=udvalg-og-centre] h3")] == [
        f"{kind} · {name}" for name in NAMES for kind in ("Udvalg", "Centre")
    ], "and none is measured against the other's"


def test_what_is_found_says_whose_it_is(twins: Path) -> None:
    told = (twins / "report" / "soegning.js").read_text("utf-8")
    index = json.loads(told.removeprefix("const SEARCH_INDEX = ").rstrip().removesuffix(";"))
    assert all(any(name in found for name in NAMES) for _, found, _ in index["promises"])
    assert index["meetings"]
    assert all(any(f"({name})" in found for name in NAMES) for _, found, _ in index["meetings"])


def test_the_strips_table_the_next_round_and_the_accounts_are_each_municipalitys_own(twins: Path) -> None:
    start = page(twins, "index.html")
    links = {link.attributes["href"] for link in start.css(".chart-strip .figures a:not([download])")}
    assert links == {f"index.html#kommune={name}&aar={year}" for name in ("annesby", "hoejby") for year in (2031, 2030)}
    for address in ("naeste-runde.html", "to-regnskaber.html", "aendringer/index.html"):
        headings = [words(heading) for heading in page(twins, address).css("main h2")]
        assert {heading.rpartition(" · ")[2] for heading in headings} == set(NAMES), address
    for link in page(twins, "naeste-runde.html").css("section p.small a"):
        assert "moeder/" in (link.attributes["href"] or "")


def test_a_feed_is_named_with_its_municipality_and_holds_its_changes_alone(twins: Path) -> None:
    for name, told in zip(("annesby", "hoejby"), NAMES, strict=True):
        text = (twins / "report" / "feed" / f"feed-indsats-{name}-2031-1.1.xml").read_text("utf-8")
        assert f"1.1 Ladcykler til hjemmeplejen, {told}</title>" in text
        entries = re.findall(r"<entry>.*?<title>(.*?)</title>", text, re.DOTALL)
        assert entries
        assert all(entry.startswith(f"{told}: ") for entry in entries)


def test_a_municipality_is_called_by_its_profiles_name_when_the_pages_are_written_again(twins: Path) -> None:
    said = CliRunner().invoke(main, ["report", str(twins.parent / "in"), "--from", str(twins), "--out", str(twins.parent / "again")])
    assert said.exit_code == 0, said.output
    assert "Højby Bykommune" in (twins.parent / "again" / "kommuner.html").read_text("utf-8")
