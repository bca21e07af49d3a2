"""A page and its place in, the same page out with a head that the web, feed readers and other sites' previews know it by."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from pipeline.promises.editions import committee_key
from pipeline.publish.addresses import FEEDS, committee_feed, promise_feed
from pipeline.publish.carried import Carried, Download
from pipeline.report.body_pages import BodyFolder, BodyPage
from pipeline.report.book import Promise

__all__ = ["Site"]

HEAD = "<!-- where it lies -->"  # in the template, where the head goes on
SUFFIX = " – Milepæle"  # of every title
LONGEST = 200  # letters of a description
NAME = "Milepæle"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the report will lie, None while that is not known, and what lies beside its pages."""

    base: str | None = None
    carried: Carried = field(default_factory=Carried)

    @property
    def downloads(self) -> Sequence[Download]:
        return self.carried.downloads

    def promise_feeds(self, promise: Promise) -> list[tuple[str, str]]:
        """Names and titles."""
        return [(promise_feed(promise.municipality, promise.history.promise_id), "Nyt om indsatsen")]

    def body_feeds(self, body: BodyPage) -> list[tuple[str, str]]:
        if body.kind is not BodyFolder.COMMITTEE:
            return []
        return [(committee_feed(body.municipality, committee_key(body.name)), f"Nyt om {body.name}")]

    def placed(self, address: str, content: str, feeds: Sequence[tuple[str, str]] = ()) -> str:
        """The page with its head."""
        root = "../" * (len(PurePosixPath(address).parts) - 1)
        lines = [
            f'<link rel="alternate" type="application/atom+xml" title="{html.escape(title)}" href="{self._feed(root, name)}">'
            for name, title in (*feeds, ("feed.xml", "Alt nyt"))
            if name in self.carried.feeds
        ]
        return content.replace(HEAD, "\n".join([*self._preview(address, content), *lines]), 1)

    def _feed(self, root: str, name: str) -> str:
        return f"{self.base if self.base is not None else root}{FEEDS}/{quote(name)}"

    def _preview(self, address: str, content: str) -> list[str]:
        title = _inner(content, r"<title>(.*?)</title>").removesuffix(SUFFIX)
        told = _inner(content, r'<p class="(?:lead|headline)[^>]*>(.*?)</p>') or _inner(content, r"<h1[^>]*>(.*?)</h1>")
        known = {"og:type": "article", "og:locale": "da_DK", "og:site_name": NAME, "og:title": title, "og:description": told[:LONGEST]}
        lines = [f'<meta property="{name}" content="{html.escape(html.unescape(text))}">' for name, text in known.items() if text]
        if self.base is None:
            return lines
        whole = html.escape(self.base + ("" if address == "index.html" else quote(address)))
        return [f'<link rel="canonical" href="{whole}">', f'<meta property="og:url" content="{whole}">', *lines]


def _inner(content: str, pattern: str) -> str:
    """The words inside an element, without what marks them up."""
    found = re.search(pattern, content, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", found[1]).split()) if found else ""
