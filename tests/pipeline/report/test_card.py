"""The card of a promise: a picture that stands alone."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.report import write_report
from tests.report_samples import SAMPLES, prints, texts

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards") / "report"
    write_report(prints(), folder, [SAMPLES])
    return folder


def card(report: Path, promise: str) -> ElementTree.Element:
    return ElementTree.parse(report / "kort" / f"{promise}.svg").getroot()


def test_it_holds_the_title_the_signs_the_sentence_the_source_and_the_hash_of_the_file(report: Path) -> None:
    root = card(report, "ballerup-2031-2.1")
    words = " ".join(node.text or "" for node in root.iter(f"{SVG}text"))
    sha256 = next(row["sha256"] for row in prints()["files"] if row["path"] == "anden-opfoelgning-2031.pdf")
    for said in ("2.1 Skolekøkken på hjul", "Ballerup Kommune", "Første opfølgning", "økonomi sur", "står med ☹ (sur)", "side 3", sha256):
        assert said in words


def test_it_is_told_to_who_cannot_see_it(report: Path) -> None:
    root = card(report, "ballerup-2031-2.1")
    names = (root.attrib["aria-labelledby"]).split()
    title, told = (next(node for node in root.iter() if node.attrib.get("id") == name) for name in names)
    assert root.attrib["role"] == "img"
    assert title.text == "2.1 Skolekøkken på hjul"
    assert "Første opfølgning: sur, økonomi sur; Anden opfølgning: sur" in (told.text or "")
    assert "Kilde: »" in (told.text or "")


def test_it_shows_the_row_on_paper_below_the_row_of_its_initiative_and_needs_no_other_file(report: Path) -> None:
    pictures = [node.attrib[HREF] for node in card(report, "ballerup-2031-2.1").iter(f"{SVG}image")]
    assert len(pictures) == 2
    for picture in pictures:
        kind, data = picture.split(",")
        assert kind == "data:image/png;base64"
        assert base64.b64decode(data).startswith(b"\x89PNG")
    for path in (report / "kort").glob("*.svg"):
        words = path.read_text(encoding="utf-8")
        assert not re.search(r'(?:href|src)="(?!data:)', words), path.name


def test_of_a_text_it_shows_the_printed_lines_and_hostile_words_are_words(tmp_path: Path) -> None:
    tables = texts()
    for row in tables["initiatives"]:
        row["title"] = '</text><script>alert(1)</script>" \x1b & <'
    write_report(tables, tmp_path / "report", [SAMPLES])
    for path in (tmp_path / "report" / "kort").glob("*.svg"):
        root = ElementTree.parse(path).getroot()
        assert not list(root.iter(f"{SVG}script"))
    (printed,) = (
        node for node in card(tmp_path / "report", "ballerup-2031-2.1").iter(f"{SVG}text") if "Udbuddet er gået om" in (node.text or "")
    )
    assert printed.attrib["class"] == "p"


def test_every_promise_has_one_and_its_page_leads_to_it(report: Path) -> None:
    pages = sorted(path.stem for path in (report / "indsats").glob("*.html"))
    assert sorted(path.stem for path in (report / "kort").glob("*.svg")) == pages
    for name in pages:
        assert f'href="../kort/{name}.svg" download' in (report / "indsats" / f"{name}.html").read_text(encoding="utf-8")


def test_of_what_disappeared_the_hash_is_of_the_file_that_it_is_missing_from(report: Path) -> None:
    words = " ".join(node.text or "" for node in card(report, "ballerup-2031-2.4").iter(f"{SVG}text"))
    sha256 = {row["path"]: row["sha256"] for row in prints()["files"]}
    assert sha256["anden-opfoelgning-2031.pdf"] in words
    assert sha256["foerste-opfoelgning-2031.pdf"] not in words


def test_sums_that_disagree_are_told_where_the_meeting_and_the_promise_stand(report: Path) -> None:
    said = "1,2 mio. kr. her, 0,9 mio. kr. dér"
    told = [path.relative_to(report).as_posix() for path in report.rglob("*.html") if said in path.read_text(encoding="utf-8")]
    assert [path.split("/")[0] for path in sorted(told)] == ["indsats", "moeder", "tvivl.html"]
