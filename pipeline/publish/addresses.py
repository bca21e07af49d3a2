"""A promise or a printed page in, its address relative to the file that links to it out: no link leaves the folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

from msgspec import Struct, field

__all__ = [
    "FEEDS",
    "Addresses",
    "addresses",
    "based",
    "coded",
    "committee_feed",
    "copies_in",
    "initiative_page",
    "is_whole",
    "promise_feed",
    "report_folder",
]

REPORT = "report"  # the report's folder, beside the tables
ORIGINALS = "kilder"  # the report's folder of copies; the name of each ends in the first digits of its file_id
COPY_DIGITS = 8
FEEDS = "feed"  # the report's folder of feeds
RESERVED = frozenset({FEEDS})  # what lies beside the municipalities' folders
LONGEST_STEM = 80  # letters of a feed's name


class Addresses(Struct, frozen=True):
    """Where the report and the documents lie, seen from the linking file: relative paths with forward slashes.

    `report` is None where there is none; `apart` where it is one of each municipality, in a folder each. `copies` are the paths of its
    copies of the originals, by the first digits of the file_id; `documents` is the folder they were read from, None where it is not at
    hand. `base` is where the report lies on the web, with a slash behind it: then addresses are whole, and only what the report holds has
    one.
    """

    report: str | None = REPORT
    documents: str | None = None
    copies: Mapping[str, str] = field(default_factory=dict)
    base: str | None = None
    apart: bool = False

    def initiative(self, municipality: str, promise_id: str) -> str | None:
        """The promise's own page in the report."""
        page = quote(f"{f'{report_folder(municipality)}/' if self.apart else ''}{initiative_page(municipality, promise_id)}")
        if self.base is not None:
            return self.base + page
        return f"{quote(self.report)}/{page}" if self.report else None

    def feed(self, name: str) -> str:
        """The feed's own address, where the report holds it."""
        return quote(name) if self.base is None else f"{self.base}{FEEDS}/{quote(name)}"

    def page(self, file_id: str, path: str | None, number: int | None = None) -> str | None:
        """The document at that page: the report's copy, which stays with it when it is mailed, else the original.

        None where there is neither: nothing can be linked to inside an archive.
        """
        copy = self.copies.get(file_id[:COPY_DIGITS])
        at = f"#page={number}" if number else ""
        if self.base is not None:
            return f"{self.base}{quote(copy)}{at}" if copy is not None else None
        if copy is not None:
            address = f"{self.report}/{copy}"
        elif self.documents is not None and path is not None and "!/" not in path:
            address = f"{self.documents}/{path}"
        else:
            return None
        return quote(address) + at


def report_folder(municipality: str) -> str:
    """The folder of a municipality's report, beside those of others: `alby`; never that of another, nor a name that is taken."""
    name = re.sub(r"[^a-z0-9-]", lambda match: f"_{ord(match[0]):x}_", municipality)
    return f"{name}_" if not name or name in RESERVED else name


def initiative_page(municipality: str, promise_id: str) -> str:
    """The page's path within the report, the same from run to run: `indsats/ballerup-2019-4.12.html`.

    What is neither small letter, digit nor full stop becomes its code, so that no two promises share a page on any file system.
    """
    year, _, number = promise_id.partition("/")
    return "indsats/" + "-".join(map(coded, (municipality, year, number))) + ".html"


def promise_feed(municipality: str, promise_id: str) -> str:
    """The file of a promise's feed: `feed-indsats-ballerup-2031-1.1.xml`."""
    return f"feed-{initiative_page(municipality, promise_id).removesuffix('.html').replace('/', '-')}.xml"


def committee_feed(municipality: str, key: str) -> str:
    """The file of a committee's feed, of letters, digits and hyphens; a hash keeps apart what has other signs in its name, or more."""
    whole = f"{municipality}-{key}"
    stem = re.sub(r"[^\w-]", "-", whole)[:LONGEST_STEM]
    return f"feed-{stem}.xml" if stem == whole else f"feed-{stem}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}.xml"


def coded(name: str) -> str:
    """A name as it may stand in an address: `4#2` is `4_23_2`."""
    return re.sub(r"[^a-z0-9.]", lambda match: f"_{ord(match[0]):x}_", name)


def based(url: str | None) -> str | None:
    """An address that others can be put behind."""
    return f"{url.rstrip('/')}/" if url else None


def is_whole(address: str | None) -> bool:
    """Whether an address leads there from anywhere."""
    return bool(address) and urlsplit(address).scheme in ("http", "https")


def addresses(from_folder: Path, tables: Path, documents: Path | None, base_url: str | None = None, *, apart: bool = False) -> Addresses:
    """Seen from `from_folder`; `tables` holds the report, if one was written, and `documents` the originals."""
    report = tables / REPORT
    return Addresses(
        _relative(report, from_folder) if report.is_dir() else None,
        _relative(documents, from_folder) if documents else None,
        copies_in(report),
        based(base_url),
        apart,
    )


def copies_in(report: Path) -> dict[str, str]:
    """The paths of a report's copies of the originals, by the first digits of their file_id; of each municipality's, where these are
    apart."""
    found = sorted((*report.glob(f"{ORIGINALS}/*.*"), *report.glob(f"*/{ORIGINALS}/*.*")))
    return {path.stem[-COPY_DIGITS:]: path.relative_to(report).as_posix() for path in found}


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
