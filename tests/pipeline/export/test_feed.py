from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

from pipeline.export.feed import NAME, NO_PAGES, Committee
from pipeline.export.feed import feed as loud_feed
from pipeline.export.feed import feeds as loud_feeds
from pipeline.promises.editions import committee_key
from pipeline.publish.addresses import Addresses
from pipeline.run import Options, run
from tests.carried import HOSTILE, SAMPLES, hostile_rows, row, sample_rows

feed, feeds = partial(loud_feed, everything=True), partial(loud_feeds, everything=True)
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(huge_tree=True))


def texts(root: Any, name: str) -> list[str]:
    """What stands in that element of each entry."""
    return [entry.findtext(f"{ATOM}{name}") for entry in root.iter(f"{ATOM}entry")]


def ids(content: bytes) -> list[str]:
    return texts(parsed(content), "id")


@pytest.mark.parametrize("tables", [sample_rows, hostile_rows, lambda: {name: [] for name in hostile_rows()}])
def test_every_feed_is_what_rfc_4287_asks_for(tables: Any) -> None:
    for name, content in feeds(tables()).items():
        root = parsed(content)
        assert SCHEMA.validate(root), (name, SCHEMA.error_log)
        assert len(ids(content)) == len(set(ids(content)))
        assert root.find(f"{ATOM}author/{ATOM}name") is not None, "an entry without an author takes the feed's"
        for one in [root.find(f"{ATOM}id"), *root.iterfind(f"{ATOM}entry/{ATOM}id")]:
            assert urlsplit(one.text).scheme == "tag"


def test_a_run_publishes_the_feed_beside_the_tables(tmp_path: Path) -> None:
    run(Options([SAMPLES], tmp_path, pages=False))
    assert (tmp_path / NAME).read_bytes() == loud_feed(sample_rows(), NO_PAGES)


def test_the_schema_would_notice() -> None:
    for spoil in ("id", "title", "updated"):
        root = parsed(feed(sample_rows()))
        entry = root.find(f"{ATOM}entry")
        entry.remove(entry.find(f"{ATOM}{spoil}"))
        assert not SCHEMA.validate(root)


def test_the_same_tables_give_the_same_bytes_in_whatever_order_they_come() -> None:
    tables = sample_rows()
    turned = {name: list(reversed(rows)) for name, rows in tables.items()}
    assert feeds(turned) == feeds(tables)


def test_an_entry_keeps_its_id_when_others_come_and_go() -> None:
    tables = sample_rows()
    fewer = tables | {"changes": tables["changes"][::2]}
    assert set(ids(feed(fewer))) < set(ids(feed(tables)))
    assert ids(feed(tables))[0].startswith("tag:milepael,2026:change/")


def test_the_feed_is_as_old_as_its_newest_document() -> None:
    tables = sample_rows()
    newest = max(one["document_date"] for one in tables["documents"] if one["document_date"])
    root = parsed(feed(tables))
    assert root.findtext(f"{ATOM}updated") == f"{newest}T00:00:00Z"
    assert texts(root, "updated") == sorted(texts(root, "updated"), reverse=True)


def test_every_entry_names_how_many_documents_were_read_and_unread() -> None:
    tables = deepcopy(sample_rows())
    tables["files"].append(row("files", path="laast.pdf", state="quarantined", code="password"))
    contents = texts(parsed(feed(tables)), "content")
    assert len(contents) == len(tables["changes"])
    read = len(tables["documents"])
    assert all(content.endswith(f"Grundlag: {read} dokumenter er læst, 1 er ikke læst.") for content in contents)


def test_hostile_words_arrive_as_text() -> None:
    root = parsed(feed(hostile_rows()))
    assert texts(root, "title") == list(HOSTILE)
    assert not list(root.iter("script", "img", "{*}script"))
    for word, entry in zip(HOSTILE, root.iter(f"{ATOM}entry"), strict=True):
        content = entry.find(f"{ATOM}content")
        assert content.get("type") == "text"
        assert f"Før: {word}\nNu: {word}" in content.text
        *_, committee = entry.iterfind(f"{ATOM}category")
        assert committee.get("label") in HOSTILE
        assert committee.get("term") == committee_key(word)


def test_what_xml_cannot_hold_leaves_a_mark() -> None:
    tables = hostile_rows()
    tables["changes"] = [tables["changes"][0] | {"sentence": "a\x00b\ufffec\r\nd"}]
    assert texts(parsed(feed(tables)), "title") == ["a�b�c\nd"]


def test_each_committee_has_a_feed_of_what_it_answers_for() -> None:
    tables = sample_rows()
    named = feeds(tables)
    committees = {committee_key(one["name"]) for one in tables["responsibilities"] if one["role"] == "committee"}
    assert len([name for name in named if not name.startswith("feed-indsats-")]) == len(committees) + 1
    schools = parsed(named["feed-ballerup-boerne-og-skoleudvalget.xml"])
    assert schools.findtext(f"{ATOM}title").endswith("Børne- og Skoleudvalget")
    assert 0 < len(texts(schools, "id")) < len(ids(named[NAME]))
    for entry in schools.iter(f"{ATOM}entry"):
        assert "boerne-og-skoleudvalget" in [one.get("term") for one in entry.iter(f"{ATOM}category")]


def test_a_committee_is_one_however_it_is_spelt() -> None:
    tables = deepcopy(sample_rows())
    spelt = [one for one in tables["responsibilities"] if one["name"] == "Social- og Sundhedsudvalget"]
    spelt[0]["name"] = "Social-og Sundhedsudvalget"
    assert feeds(tables).keys() == feeds(sample_rows()).keys()


def test_an_unknown_committee_has_one_name_in_whatever_order_its_spellings_come() -> None:
    tables = hostile_rows()
    for ordinal, one in enumerate(tables["responsibilities"]):
        one["name"] = ("Stiudvalget", "Sti-udvalget", "STIUDVALGET")[ordinal % 3]
    turned = tables | {"responsibilities": tables["responsibilities"][::-1]}
    assert feeds(turned) == feeds(tables)
    assert len([name for name in feeds(tables) if not name.startswith("feed-indsats-")]) == 2


def test_a_committee_that_answered_before_hears_of_it_too() -> None:
    tables = hostile_rows()
    for one in tables["responsibilities"]:
        one["name"] = "Teknik- og Miljøudvalget" if one["document_id"].startswith("a") else "Økonomiudvalget"
    named = feeds(tables)
    assert ids(named["feed-ballerup-teknik-og-miljoeudvalget.xml"]) == ids(named["feed-ballerup-oekonomiudvalget.xml"]) != []


def test_a_committees_name_cannot_choose_the_files_place() -> None:
    one, other = Committee("../../etc", "x" * 300, "X"), Committee("../../etc", "x" * 301, "X")
    assert "/" not in one.path
    assert len(one.path) < 120
    assert one.path != other.path


def test_what_has_no_date_is_dated_by_what_it_is_bound_with() -> None:
    tables = hostile_rows()
    tables["documents"][0]["document_date"] = date(2031, 5, 8)
    assert set(texts(parsed(feed(tables)), "updated")) == {"2031-05-08T00:00:00Z"}
    for one in tables["documents"]:
        one["file_id"] = "c" * 16
    tables["documents"][1]["document_date"] = date(2031, 8, 6)
    tables["documents"][1], tables["documents"][0] = tables["documents"]
    tables["documents"].append(row("documents", document_id="b" * 16, file_id="c" * 16, municipality="ballerup", state="parsed"))
    assert set(texts(parsed(feed(tables)), "updated")) == {"2031-08-06T00:00:00Z"}


def test_without_any_date_a_change_belongs_to_the_agreements_year() -> None:
    root = parsed(feed(hostile_rows()))
    assert set(texts(root, "updated")) == {"2031-01-01T00:00:00Z"}
    assert root.findtext(f"{ATOM}updated") == "2031-01-01T00:00:00Z"


def links(root: Any, rel: str) -> list[str]:
    return [one.get("href") for one in root.iterfind(f"{ATOM}entry/{ATOM}link") if one.get("rel") == rel]


def test_without_a_report_an_entry_links_to_the_document_or_to_nothing() -> None:
    assert links(parsed(feed(sample_rows(), NO_PAGES)), "alternate") == []
    assert links(parsed(feed(sample_rows(), NO_PAGES)), "related") == []
    root = parsed(feed(hostile_rows(), Addresses(report=None, documents="../raw")))
    assert links(root, "alternate") == []
    assert links(root, "related")[1] == f"../raw/{'b' * 16}.pdf#page=2"


def test_a_title_is_quoted_and_not_starred() -> None:
    titles = texts(parsed(feed(sample_rows())), "title")
    assert any("»Ladcykler til hjemmeplejen« (1.1)" in title for title in titles)
    assert not any("*" in title for title in titles)


def test_an_entry_links_to_its_page_in_the_report() -> None:
    root = parsed(feed(hostile_rows(), Addresses("../report")))
    assert links(root, "alternate")[1] == "../report/indsats/ballerup-2031-1.html"


def test_a_feed_is_loud_unless_all_is_asked_for() -> None:
    weights = {f"tag:milepael,2026:change/{one['change_id']}": one["severity"] for one in sample_rows()["changes"]}
    loud = [weights[ident] for ident in ids(loud_feed(sample_rows()))]
    assert set(loud) == {"alarm", "notice"}
    assert len(loud) == sum(weight != "info" for weight in weights.values())
    assert len(ids(feed(sample_rows()))) == len(weights)


def test_each_promise_has_a_feed_of_its_own_with_ids_that_hold_everywhere() -> None:
    made = loud_feeds(sample_rows())
    promises = {(row["promise_id"]) for row in sample_rows()["initiatives"]}
    mine = {name for name in made if name.startswith("feed-indsats-")}
    assert len(mine) == len(promises)
    gone = made["feed-indsats-ballerup-2031-2.4.xml"]
    assert parsed(gone).findtext(f"{ATOM}title") == "Ændringer i opfølgningen på budgetaftaler – 2.4 Reparationscafé på genbrugspladsen"
    assert ids(gone)
    assert set(ids(gone)) < set(ids(made[NAME]))


def test_with_an_address_on_the_web_every_link_is_whole() -> None:
    addresses = Addresses("..", None, {}, "https://avisen.example/budget/")
    for name, content in loud_feeds(sample_rows(), addresses).items():
        links = {link.get("rel"): link.get("href") for link in parsed(content).iter(f"{ATOM}link")}
        assert links["self"].startswith("https://avisen.example/budget/feed/feed"), name
        assert all(link.startswith("https://avisen.example/budget/") for link in links.values())
