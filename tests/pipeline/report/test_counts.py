"""Every number on the pages is the commands', the feed's and the book's: each is read where people read it and held against the others."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.cli import main

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
ATOM = "{http://www.w3.org/2005/Atom}"
SIGNS = {"glad": "glad", "mellem": "mellem", "mellem_eller_sur": "mellem/sur", "sur": "sur", "ukendt": "ulæst"}
LEADS = {  # the changes that a lead is made of
    "glad-uden-ord": {"glad_without_word"},
    "historien-aendret": {"printed_history_changed"},
    "ord-mod-tegn": {"words_contradict_smiley"},
    "omskrevet": {"milestone_reworded", "milestone_moved", "milestone_added", "milestone_removed"},
    "forvaerret": {"standing_worsened", "turned_not_glad", "economy_worsened"},
}


def _typed(*words: object) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code in (0, 1), result.output
    return result.stdout


@pytest.fixture(
    scope="module",
    params=[
        "data/raw",
        "tests/fixtures/series",
        pytest.param("seeds", marks=pytest.mark.corpus),
        pytest.param("corpus/series", marks=pytest.mark.corpus),
    ],
)
def out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run publishes, with the book and the feed beside it."""
    folder = ROOT / request.param if (ROOT / request.param).exists() else SHARED / request.param
    if not folder.exists():
        pytest.skip(f"{folder} is missing")
    paths = [path for path in folder.iterdir() if path.is_file() and path.suffix in (".txt", ".pdf")]
    published = tmp_path_factory.mktemp("published")
    _typed("run", *sorted(paths), "--out", published, "--quiet")
    _typed("export", "excel", "feed", "--all-changes", "--from", published, "--out", published)
    return published


def _page(out: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((out / "report" / name).read_text(encoding="utf-8"))


def _words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join((node.text(separator=" ") or "").split())


def _sheet(out: Path, name: str) -> Iterator[dict[str, Any]]:
    rows = openpyxl.load_workbook(out / "milepael.xlsx", read_only=True)[name].iter_rows(values_only=True)
    heads = next(rows)
    return (dict(zip(heads, row, strict=False)) for row in rows)


def _promises_of_leads(out: Path, slug: str) -> tuple[int, int]:
    """How many promises a lead's own page counts as new and as told before, and that its list is as long."""
    page = _page(out, f"spor/{slug}.html")
    number = page.css_first("main .number")
    listed = len(page.css("main > ol.items > li"))
    if number is None:
        assert listed == 0
        return 0, 0
    said = _words(number)
    new, older = (int(found[1]) if (found := re.search(rf"(\d+) {word}", said)) else 0 for word in ("nye?", "tidligere"))
    assert new + older == listed or int(said) == listed
    return new, older


def test_each_round_has_the_same_promises_on_the_start_page_in_the_command_and_in_the_book(out: Path) -> None:
    told = json.loads(_typed("standings", "--from", out, "--json"))
    counted: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for row in told:
        if row["milestone_id"] and not row["absent"]:
            counted[row["agreement_year"], row["followup_number"]][SIGNS.get(row["smiley"], "uden tegn")] += 1
    names = ("Udmøntning", "Første", "Anden", "Tredje", "Fjerde", "Ekstra")
    shown: dict[tuple[int, int], Counter[str]] = {}
    for card in _page(out, "index.html").css(".deals article"):
        year = int(re.findall(r"\d{4}", _words(card.css_first("h3")))[0])
        for line in card.css("tbody tr"):
            number = next(place for place, name in enumerate(names) if _words(line.css_first("th")).startswith(name))
            if number:
                shown[year, number] = Counter(
                    {words: int(count) for count, words in (_words(one).split(" ", 1) for one in line.css(".sign"))}
                )
    assert {key: marks for key, marks in shown.items() if marks} == {key: marks for key, marks in counted.items() if key[1]}
    lines = [(row["Aftale"], row["promise_id"]) for row in _sheet(out, "Stillinger (standings)")]
    assert Counter(lines) == Counter((row["agreement_year"], row["promise_id"]) for row in told)


def test_what_is_not_reached_is_as_many_on_its_page_in_the_command_and_in_the_book(out: Path) -> None:
    late = json.loads(_typed("delayed", "--from", out, "--json"))
    heads = [int(line.split(": ")[1].split(" ")[0]) for line in _typed("delayed", "--from", out).splitlines() if line.startswith("Aftale")]
    assert sum(heads) == len(late)
    cards = [_words(one) for one in _page(out, "index.html").css(".deals .headline")]
    assert sum(int(re.findall(r": (\d+) af \d+ indsats", card)[0]) for card in cards if " er ikke nået" in card) == len(late)
    assert len(_page(out, "spor/ikke-naaet.html").css("main > ol.items > li")) == len(late)
    assert [row["Nr."] for row in _sheet(out, "Ikke nået (late)")] == [row["number"] for row in late]
    assert len(list(csv.DictReader(StringIO(_typed("delayed", "--from", out, "--csv"))))) == len(late)


def test_the_changes_are_the_same_in_the_feed_the_book_the_command_and_on_the_pages(out: Path) -> None:
    entries = ElementTree.parse(out / "feed.xml").getroot().findall(f"{ATOM}entry")
    feed = {entry.findtext(f"{ATOM}id", "").rpartition("/")[2] for entry in entries}
    assert feed == {row["change_id"] for row in _sheet(out, "Ændringer (changes)")}
    told: set[str] = set()
    for link in _page(out, "aendringer/index.html").css("td a"):
        name = link.attributes["href"] or ""
        year, first, last = (int(number) for number in re.findall(r"\d+", name))
        diff = json.loads(_typed("diff", f"{year}:{first}", f"{year}:{last}", "--from", out, "--json", "--severity", "notice"))["changes"]
        page = _page(out, f"aendringer/{name}")
        large = sum(
            int(_words(page.css_first(f"#s-{severity} .number"))) for severity in ("alarm", "notice") if page.css_first(f"#s-{severity}")
        )
        assert int(re.match(r"\d+", _words(link))[0]) == len(diff) == large, name  # type: ignore[index]
        told |= {row["change_id"] for row in diff if page.css_first(".warn") is None}
    assert told <= feed


def test_a_lead_counts_the_promises_that_the_feed_and_the_book_tell_of(out: Path) -> None:
    rows = list(_sheet(out, "Ændringer (changes)"))
    kinds = {
        entry.findtext(f"{ATOM}id", "").rpartition("/")[2]: entry.findall(f"{ATOM}category")[0].attrib["term"]
        for entry in ElementTree.parse(out / "feed.xml").getroot().findall(f"{ATOM}entry")
    }
    for slug, of in LEADS.items():
        promises = {(row["Aftale"], row["Nr."], row["Indsats"]) for row in rows if kinds[row["change_id"]] in of}
        new, older = _promises_of_leads(out, slug)
        assert new + older == len(promises), slug


def test_the_start_page_and_a_leads_own_page_say_the_same(out: Path) -> None:
    for card in _page(out, "index.html").css(".leads article"):
        link = card.css_first("h3 a")
        assert link is not None
        own = _page(out, link.attributes["href"] or "")
        assert _words(card.css_first("h3 .number")) == _words(own.css_first("main .number"))
        assert _words(card.css_first(".how")) == _words(own.css_first(".lead"))
