"""Several municipalities: a whole report of each, a page above them, and nothing written anew that stands already."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

import pipeline.report.country
from pipeline.cli import main
from pipeline.export.downloads import REPORT_DOWNLOADS
from pipeline.publish.carried import NOTHING_TO_CARRY
from pipeline.report import ReportOptions, write_pages_of
from pipeline.run import Options, run
from tests.report_samples import MINUTES

ROOT = Path(__file__).resolve().parents[3]
NAMES = {"annesby": "Annesby Kommune", "hoejby": "Højby Bykommune"}
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
    (folder / "hoejby" / "i-stykker.pdf").write_bytes(b"%PDF-1.4 no more")
    (folder / "profiles").mkdir()
    for slug, name in NAMES.items():
        (folder / "profiles" / f"{slug}.toml").write_text(PROFILE.format(slug=slug, name=name), "utf-8")
    (folder / "sources.toml").write_text('[folders]\n"hoejby" = "hoejby"\n"annesby" = "annesby"\n', "utf-8")
    run(Options([folder], folder.parent / "out"))
    return folder.parent / "out"


def page(out: Path, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((out / "report" / address).read_text("utf-8"))


def told(path: Path) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = json.loads(path.read_text("utf-8").removeprefix("const SEARCH_INDEX = ").rstrip().removesuffix(";"))
    return found


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_municipality_has_the_report_alone(tmp_path: Path) -> None:
    run(Options([ROOT / "data" / "raw" / "udmoentning-2031.txt"], tmp_path))
    assert (tmp_path / "report" / "indsats").is_dir()
    assert "Alle kommuner" not in (tmp_path / "report" / "index.html").read_text("utf-8")


def test_a_municipality_with_meetings_alone_makes_no_country_of_two(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(ROOT / "data" / "raw" / "udmoentning-2031.txt", tmp_path / "in")
    (tmp_path / "in" / "referat.txt").write_text(MINUTES.replace("Økonomiudvalget\n", "Økonomiudvalget\n\nAnnesby Kommune\n", 1), "utf-8")
    run(Options([tmp_path / "in"], tmp_path / "out"))
    assert (tmp_path / "out" / "report" / "indsats").is_dir()
    assert len(list((tmp_path / "out" / "report" / "moeder").glob("*.html"))) == 2, "the meeting is told of all the same"


def test_each_has_a_whole_report_and_the_page_above_names_all_by_name(twins: Path) -> None:
    start = page(twins, "index.html")
    assert [(link.attributes["href"], link.text()) for link in start.css(".country tbody th a")] == [
        (f"{slug}/index.html", name) for slug, name in NAMES.items()
    ], "by name, not by smiley"
    for slug in NAMES:
        there = {path.name for path in (twins / "report" / slug).iterdir()}
        assert there >= {"index.html", "soegning.js", "indsats", "kort", "feed", "data", "milepael.xlsx", "spor", "moeder", "style.css"}
        assert len(list((twins / "report" / slug / "indsats").iterdir())) == 11
        assert (twins / "report" / slug / "data" / "explorer.html").is_file()


def test_the_page_above_says_every_denominator_and_ranks_nobody(twins: Path) -> None:
    start = page(twins, "index.html")
    for cell in start.css(".country td.slip"):
        assert re.fullmatch(r".+: \d+ af 10", cell.text().strip()), cell.text()
    assert start.css_first(".country button") is None
    assert "ikke hvem der klarer sig bedst" in start.body.text()


def test_a_file_that_gave_no_document_is_told_of_on_the_page_above(twins: Path) -> None:
    start = page(twins, "index.html")
    assert [item.text().partition(":")[0] for item in start.css("section[aria-labelledby=ulaest] li")] == ["hoejby/i-stykker.pdf"]
    assert "1 er ikke læst" in start.css_first("footer").text()


def test_a_promise_is_the_same_as_none_of_another_municipality(twins: Path) -> None:
    for name, other in (("annesby", "hoejby"), ("hoejby", "annesby")):
        own = page(twins, f"{name}/indsats/{name}-2031-1.1.html")
        assert f"{other} venter" not in own.html
        assert {link.attributes["href"] for link in own.css(".facts a")} == {
            "../udvalg/social-og-sundhedsudvalget.html",
            "../center/social-og-sundhed.html",
        }
        assert NAMES[name] in own.css_first("blockquote footer").text()
    documents, changes, matches = (pq.read_table(twins / f"{name}.parquet").to_pylist() for name in ("documents", "changes", "matches"))
    whose = {row["document_id"]: row["municipality"] for row in documents}
    assert {row["municipality"] for row in changes} == set(NAMES)
    for row in changes:
        assert {whose[row[side]] for side in ("from_document_id", "to_document_id") if row[side]} == {row["municipality"]}
    assert matches
    assert all(whose[row["document_id"]] == whose[row["matched_document_id"]] == row["municipality"] for row in matches)


def test_a_page_leads_to_its_municipality_and_to_the_page_above(twins: Path) -> None:
    for slug, name in NAMES.items():
        for address in (f"{slug}/index.html", f"{slug}/indsats/{slug}-2031-1.1.html", f"{slug}/spor/ikke-naaet.html"):
            above, own = page(twins, address).css(".top .name a")
            assert above.text() == "Milepæle, alle kommuner"
            assert own.text() == name
            for link, wanted in ((above, "index.html"), (own, f"{slug}/index.html")):
                there = (twins / "report" / address).parent / (link.attributes["href"] or "")
                assert there.resolve() == (twins / "report" / wanted).resolve()


def test_no_link_within_the_report_leads_nowhere(twins: Path) -> None:
    report = (twins / "report").resolve()
    ids: dict[Path, set[str]] = {}
    for path in report.rglob("*.html"):
        if path.name == "explorer.html":
            continue
        for link in LexborHTMLParser(path.read_text("utf-8")).css("a[href], link[href], script[src], img[src]"):
            href, anchor = urldefrag(link.attributes.get("href") or link.attributes.get("src") or "")
            if href.startswith(("http:", "https:")):
                continue
            there = (path.parent / unquote(href)).resolve() if href else path
            assert there.is_relative_to(report), (path, href)
            assert there.is_file(), (path, href)
            if anchor and there.suffix == ".html" and "=" not in anchor:
                if there not in ids:
                    ids[there] = {one.attributes["id"] or "" for one in LexborHTMLParser(there.read_text("utf-8")).css("[id]")}
                assert unquote(anchor) in ids[there], (path, href, anchor)


def test_what_is_found_above_says_whose_it_is(twins: Path) -> None:
    index = told(twins / "report" / "soegning.js")
    assert len(index["promises"]) == 22
    for address, name, _texts in index["promises"]:
        assert (twins / "report" / address).is_file()
        assert name.endswith(f", {NAMES[address.partition('/')[0]]}")


def test_the_feed_above_holds_all_and_each_names_its_municipality(twins: Path) -> None:
    above = (twins / "report" / "feed" / "feed.xml").read_text("utf-8")
    titles = re.findall(r"<entry>.*?<title>(.*?)</title>", above, re.DOTALL)
    assert {title.partition(":")[0] for title in titles} == set(NAMES.values())
    for href in re.findall(r'<link rel="(?:alternate|related)"[^>]* href="([^"#]+)', above):
        assert (twins / "report" / "feed" / href).resolve().is_file(), href
    beside = (twins / "feed.xml").read_text("utf-8")
    for href in re.findall(r'<link rel="alternate"[^>]* href="([^"#]+)', beside):
        assert (twins / href).is_file(), href
    own = (twins / "report" / "hoejby" / "feed" / "feed.xml").read_text("utf-8")
    assert "Højby Bykommune</title>" in own
    assert "Annesby" not in own
    assert len({re.search(r"<id>(.*?)</id>", text)[1] for text in (above, own)}) == 2  # type: ignore[index]


def test_on_the_web_every_page_and_entry_has_its_own_address(twins: Path, tmp_path: Path) -> None:
    write_pages_of(twins, tmp_path / "ud", [], ReportOptions(base_url="https://avisen.example/land"), REPORT_DOWNLOADS)
    own = (tmp_path / "ud" / "hoejby" / "indsats" / "hoejby-2031-1.1.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://avisen.example/land/hoejby/indsats/hoejby-2031-1.1.html">' in own
    assert 'href="https://avisen.example/land/hoejby/feed/feed.xml"' in own
    start = (tmp_path / "ud" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://avisen.example/land/">' in start
    assert 'href="https://avisen.example/land/feed/feed.xml"' in start
    feed = (tmp_path / "ud" / "feed" / "feed.xml").read_text("utf-8")
    assert 'href="https://avisen.example/land/annesby/indsats/' in feed


def test_a_municipality_is_called_by_its_profiles_name_when_the_pages_are_written_again(twins: Path) -> None:
    said = CliRunner().invoke(main, ["report", str(twins.parent / "in"), "--from", str(twins), "--out", str(twins.parent / "again")])
    assert said.exit_code == 0, said.output
    assert contents(twins.parent / "again") == contents(twins / "report"), "and both roads write the same"


def read_and_written(documents: Path, out: Path, **how: int) -> Path:
    """The pages alone, of what is read of the documents."""
    run(Options([documents], out, pages=False, **how))
    write_pages_of(out, out.with_name(f"{out.name}-pages"), [documents], ReportOptions(), NOTHING_TO_CARRY)
    return out.with_name(f"{out.name}-pages")


def test_a_new_followup_rewrites_its_own_municipality_and_the_page_above(twins: Path, tmp_path: Path) -> None:
    shutil.copytree(twins.parent / "in", tmp_path / "in")
    before = inodes(read_and_written(tmp_path / "in", tmp_path / "out"))
    followup = next(path for path in sorted((tmp_path / "in" / "hoejby").glob("*-2031.txt")) if "anden" in path.name)
    followup.write_text(followup.read_text("utf-8").replace("hoejby venter på", "stadig venter på"), "utf-8")
    report = read_and_written(tmp_path / "in", tmp_path / "out")
    after = inodes(report)
    other = {name for name in before if name.startswith("annesby/")}
    assert other
    assert {name: after[name] for name in other} == {name: before[name] for name in other}, "the very files"
    assert after["hoejby/index.html"] != before["hoejby/index.html"]
    assert after["index.html"] != before["index.html"]
    shutil.move(report, tmp_path / "kept")
    assert contents(read_and_written(tmp_path / "in", tmp_path / "out")) == contents(tmp_path / "kept"), "as if all were written anew"


def test_tables_in_folders_give_the_same_report(twins: Path, tmp_path: Path) -> None:
    one = read_and_written(twins.parent / "in", tmp_path / "one")
    several = read_and_written(twins.parent / "in", tmp_path / "several", partition_rows=10)
    assert (tmp_path / "several" / "milestones").is_dir()
    assert contents(one) == contents(several)


def test_a_report_that_somebody_emptied_is_written_anew(twins: Path, tmp_path: Path) -> None:
    def written() -> None:
        write_pages_of(twins, tmp_path / "ud", [], ReportOptions(), NOTHING_TO_CARRY)

    written()
    whole = contents(tmp_path / "ud")
    (tmp_path / "ud" / "annesby" / "metode.html").unlink()
    (tmp_path / "ud" / "hoejby" / "tvivl.html").write_text("", "utf-8")
    written()
    assert contents(tmp_path / "ud") == whole


def test_a_writer_that_is_broken_off_leaves_the_report_that_stood(twins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages_of(twins, tmp_path / "ud", [], ReportOptions(), NOTHING_TO_CARRY)
    before = inodes(tmp_path / "ud")

    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(pipeline.report.country, "index_pages", broken)
    with pytest.raises(OSError, match="full"):
        write_pages_of(twins, tmp_path / "ud", [], ReportOptions(base_url="https://a.example"), NOTHING_TO_CARRY)
    assert inodes(tmp_path / "ud") == before
    assert [path.name for path in tmp_path.iterdir()] == ["ud"]
