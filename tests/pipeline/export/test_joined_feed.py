"""One feed of several municipalities': the newest first, each entry seen from its new place."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.export.feed import feeds
from pipeline.export.joined_feed import MOST, joined
from pipeline.publish.addresses import Addresses
from tests.report_samples import texts


def test_entries_keep_their_names_and_lead_one_folder_further(tmp_path: Path) -> None:
    (tmp_path / "ballerup.xml").write_bytes(feeds(texts(), Addresses(".."), named=True)["feed.xml"])
    told = joined({"ballerup": tmp_path / "ballerup.xml"}, "feed.xml").decode()
    own = (tmp_path / "ballerup.xml").read_text("utf-8")
    ids = r"<entry>\s*<id>(.*?)</id>"
    assert sorted(re.findall(ids, told)) == sorted(re.findall(ids, own))
    assert set(re.findall(r'rel="alternate"[^>]* href="([^"]*)/indsats/', told)) == {"../ballerup"}
    days = re.findall(r"<entry>.*?<updated>(.*?)</updated>", told, re.DOTALL)
    assert days == sorted(days, reverse=True)
    assert told.count("xmlns") == 1


def test_an_address_on_the_web_stays_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(feeds(texts(), Addresses(base="https://avisen.example/a/"), named=True)["feed.xml"])
    told = joined({"a": tmp_path / "a.xml"}, "https://avisen.example/feed/feed.xml").decode()
    assert 'href="https://avisen.example/a/indsats/' in told
    assert "../" not in told


def test_no_more_than_the_newest_are_told(tmp_path: Path) -> None:
    entry = "<entry><id>e{0}</id><title>t</title><updated>{1}-01-01T00:00:00Z</updated></entry>"
    entries = "".join(entry.format(number, 1000 + number) for number in range(MOST + 7))
    (tmp_path / "a.xml").write_text(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>', "utf-8")
    told = joined({"a": tmp_path / "a.xml"}, "feed.xml").decode()
    assert told.count("<entry>") == MOST
    assert f"<id>e{MOST + 6}</id>" in told
    assert "<id>e6</id>" not in told
    assert joined({}, "feed.xml").decode().count("<entry>") == 0
