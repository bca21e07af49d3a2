"""Published tables in, Atom feeds of what is new in each document out: of everything, of one committee, of one promise.

What is only information is left out unless it is asked for.

No clock is read: a feed is as old as its newest document, so the same tables give the same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from parsers.model.records import Role
from parsers.profile.municipalities import municipality_name
from parsers.profile.organisation import committee
from pipeline.changes.news import news
from pipeline.export.writing import Export, replacing
from pipeline.promises.editions import committee_key
from pipeline.promises.municipalities import known_from
from pipeline.publish.addresses import Addresses, committee_feed, promise_feed
from pipeline.publish.coverage import coverage
from pipeline.schema.changes import Weight
from pipeline.schema.rows import DocumentRow, Row, Tables, rows_in
from pipeline.schema.tables import PARSER_VERSION
from pipeline.wording.names import cell, change_name, weight_name

__all__ = ["ATOM", "NO_PAGES", "TAG", "TITLE", "feed", "feeds", "newest"]

ATOM = "http://www.w3.org/2005/Atom"
NAME = "feed.xml"  # beside the tables
# RFC 4151: a name and a day on which it was ours. Never changed, since feed readers know an entry by it.
TAG = "tag:milepael,2026:"
TITLE = "Ændringer i opfølgningen på budgetaftaler"
LOUD = frozenset({Weight.ALARM.value, Weight.NOTICE.value})
DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
UNPRINTABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML cannot hold them
NEVER = date(1970, 1, 1)  # where nothing has a date

BESIDE = Addresses()  # the report lies beside the feed
NO_PAGES = Addresses(report=None)


class Committee(NamedTuple):
    """A municipality's committee. `key` is one for all spellings of the name, `name` the one to be shown."""

    municipality: str
    key: str
    name: str

    @property
    def path(self) -> str:
        return committee_feed(self.municipality, self.key)


def write_files(what: Export) -> list[Path]:
    """`feed.xml`, one file for each committee and one for each promise."""
    paths = []
    for name, content in feeds(what.rows(), what.addresses(), everything=what.everything).items():
        paths.append(what.out / name)
        with replacing(paths[-1]) as new:
            new.write_bytes(content)
    return paths


def feed(tables: Tables, addresses: Addresses = BESIDE, *, everything: bool = False) -> bytes:
    """The whole feed, newest first; for `feed.xml` beside the tables."""
    with known_from(tables):
        return _Feeds(tables, addresses, everything).of(news(rows_in(tables, "changes")), "changes", TITLE, NAME)


def feeds(tables: Tables, addresses: Addresses = BESIDE, *, everything: bool = False, named: bool = False) -> dict[str, bytes]:
    """Every feed by its file's name: the whole one, one for each committee that answers for something, and one for each promise.

    `named` says whose it is even where the tables are of one municipality alone: those of others lie elsewhere.
    """
    made = _Feeds(tables, addresses, everything, named)
    (whose, *others) = sorted({row["municipality"] for row in rows_in(tables, "documents")}) or [""]
    ident, title = (f"changes/{quote(whose)}", f"{TITLE}{made.whose(whose)}") if named and not others else ("changes", TITLE)
    files = {NAME: made.of(news(rows_in(tables, "changes")), ident, title, NAME)}
    for one, changes in by_committee(tables).items():
        ident = f"changes/{quote(one.municipality)}/{quote(one.key)}"
        files[one.path] = made.of(changes, ident, f"{TITLE} – {one.name}{made.whose(one.municipality)}", one.path)
    for (municipality, promise_id), (name, changes) in by_promise(tables).items():
        ident = f"changes/{quote(municipality)}/promise/{quote(promise_id, safe='')}"
        path = promise_feed(municipality, promise_id)
        files[path] = made.of(changes, ident, f"{TITLE} – {name}{made.whose(municipality)}", path)
    return files


def by_promise(tables: Tables) -> dict[tuple[str, str], tuple[str, list[Row]]]:
    """Each promise's name, as last printed, and its changes, by its municipality and id. One without any is there too."""
    documents = {row["document_id"]: row for row in rows_in(tables, "documents")}
    found: dict[tuple[str, str], tuple[str, list[Row]]] = {}
    for row in sorted(
        rows_in(tables, "initiatives"), key=lambda row: (documents[row["document_id"]]["followup_number"] or 0, row["document_id"])
    ):
        name = " ".join(filter(None, (row["number"], row["title"]))) or row["promise_id"]
        found[documents[row["document_id"]]["municipality"], row["promise_id"]] = name, []
    for change in news(rows_in(tables, "changes")):
        if (one := found.get((change["municipality"], change["promise_id"] or ""))) is not None:
            one[1].append(change)
    return dict(sorted(found.items()))


def newest(tables: Tables, most: int | None = None) -> Tables:
    """The rows that a feed is made of; no more than the `most` newest changes, and then only of their promises."""
    kept = {name: tables[name] for name in ("files", "documents", "initiatives", "responsibilities", "changes", "municipalities", "rounds")}
    if most is None or len(kept["changes"]) <= most:
        return kept
    dates = _dates(rows_in(tables, "documents"))
    every = news(rows_in(tables, "changes"))
    changes = sorted(every, key=lambda row: (dates.get(row["to_document_id"] or "", NEVER), row["change_id"]))[-most:]
    promises = {(row["municipality"], row["promise_id"]) for row in changes}
    whose = {row["document_id"]: row["municipality"] for row in rows_in(tables, "documents")}
    initiatives = [row for row in rows_in(tables, "initiatives") if (whose[row["document_id"]], row["promise_id"]) in promises]
    named = {(row["document_id"], row["initiative_id"]) for row in initiatives}
    answers = [row for row in rows_in(tables, "responsibilities") if (row["document_id"], row["initiative_id"]) in named]
    return {**kept, "initiatives": initiatives, "responsibilities": answers, "changes": changes}


def by_committee(tables: Tables) -> dict[Committee, list[Row]]:
    """Each committee's changes: those of initiatives that it answers for, or answered for before. A committee without any is there too."""
    answers = _committees_by_initiative(tables)
    promised: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows_in(tables, "initiatives"):
        promised[row["document_id"], row["promise_id"]] |= answers[row["document_id"], row["initiative_id"]].keys()
    names = _names(answers)
    municipalities = {row["document_id"]: row["municipality"] for row in rows_in(tables, "documents")}
    found = {
        Committee(municipalities[document_id], key, names[key]): list[Row]() for (document_id, _), named in answers.items() for key in named
    }
    for change in news(rows_in(tables, "changes")):
        sides = (change["from_document_id"], change["to_document_id"])
        keys = {key for side in sides for key in promised[side or "", change["promise_id"] or ""]}
        for key in keys:
            found[Committee(change["municipality"], key, names[key])].append(change)
    return dict(sorted(found.items()))


def _committees_by_initiative(tables: Tables) -> dict[tuple[str, str], dict[str, str]]:
    """The name of each committee that answers for an initiative in a document, by the committee's key."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in rows_in(tables, "responsibilities"):
        if row["role"] == Role.COMMITTEE:
            known = committee(row["name"])
            found[row["document_id"], row["initiative_id"]][committee_key(row["name"])] = known.name if known else row["name"]
    return found


class _Feeds:
    """What every feed of these tables has in common."""

    def __init__(self, tables: Tables, addresses: Addresses, everything: bool, named: bool = False) -> None:
        self.addresses, self.everything = addresses, everything
        self._entries: dict[str, str] = {}
        self._common: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
        self._citations: dict[tuple[str, int | None], str] = {}
        self.documents = {row["document_id"]: row for row in rows_in(tables, "documents")}
        self.paths = {row["file_id"]: row["path"] for row in sorted(rows_in(tables, "files"), key=lambda row: row["path"], reverse=True)}
        self.dates = _dates(rows_in(tables, "documents"))
        self.coverage = coverage(tables).sentence
        self.committees = _committees_by_promise(tables)
        self.several = named or len({row["municipality"] for row in rows_in(tables, "documents")}) > 1

    def whose(self, municipality: str) -> str:
        """What is said behind a name where there are several municipalities."""
        return f", {municipality_name(municipality)}" if self.several else ""

    def of(self, changes: Iterable[Row], ident: str, title: str, path: str) -> bytes:
        loud = (row for row in changes if self.everything or row["severity"] in LOUD)
        changes = sorted(loud, key=self._order)
        newest = max(self.dates.values(), default=self._dated(changes[0]) if changes else NEVER)
        lines = [
            _element("id", TAG + ident),
            _element("title", title),
            _element("subtitle", self.coverage),
            _element("updated", _moment(newest)),
            *_around("author", [_element("name", "milepael")]),
            _element("generator", "milepael", version=PARSER_VERSION),
            _element("link", rel="self", type="application/atom+xml", href=self.addresses.feed(path)),
        ]
        *begun, end = _around(f'feed xmlns="{ATOM}" xml:lang="da"', lines)
        return "\n".join([DECLARATION, *begun, *map(self._entry, changes), end, ""]).encode()

    def _order(self, row: Row) -> tuple[int, str]:
        return -self._dated(row).toordinal(), row["change_id"]

    def _dated(self, row: Row) -> date:
        """The day of the later document; where it has none, that of the earlier, or else the first of the agreement's year."""
        day = self.dates.get(row["to_document_id"]) or self.dates.get(row["from_document_id"])
        return day or (date(row["agreement_year"], 1, 1) if row["agreement_year"] else NEVER)

    def _entry(self, row: Row) -> str:
        """Its lines within the feed's, made once: a change stands in several feeds."""
        if row["change_id"] not in self._entries:
            told = "\n    ".join(self._told(row))
            self._entries[row["change_id"]] = f"  <entry>\n    {told}\n  </entry>"
        return self._entries[row["change_id"]]

    def _told(self, row: Row) -> Iterator[str]:
        moment = _moment(self._dated(row))
        pages, categories = self._of_promise(row)
        yield f"<id>{TAG}change/{quote(row['change_id'], safe='')}</id>"
        yield _element("title", f"{municipality_name(row['municipality'])}: {row['sentence']}" if self.several else row["sentence"])
        yield f"<updated>{moment}</updated>"
        yield f"<published>{moment}</published>"
        yield from pages
        if (source := self._source(row)) is not None:
            yield _often("link", rel="related", href=source)
        yield from categories
        yield _element("content", "\n".join(self._content(row)), type="text")

    def _of_promise(self, row: Row) -> tuple[list[str], list[str]]:
        """What an entry has in common with others of its promise: the link to its page in the report, and the categories."""
        known = row["municipality"], row["promise_id"], row["change"], row["severity"]
        if known not in self._common:
            page = self.addresses.initiative(*known[:2]) if row["promise_id"] else None
            terms = [(row["change"], change_name(row["change"])), (row["severity"], weight_name(row["severity"]))]
            terms += [(committee_key(name), name) for name in self.committees[known[:2]]]
            links = [_element("link", rel="alternate", type="text/html", href=page)] if page is not None else []
            self._common[known] = links, [_element("category", term=term, label=label) for term, label in terms]
        return self._common[known]

    def _source(self, row: Row) -> str | None:
        """The later document, at the change's page."""
        document = self.documents.get(row["to_document_id"])
        return self.addresses.page(document["file_id"], self.paths.get(document["file_id"]), row["to_page"]) if document else None

    def _content(self, row: Row) -> Iterator[str]:
        yield row["sentence"]
        for name, side in (("Før", "before"), ("Nu", "after")):
            told = cell(row, side)
            if told is not None:
                yield f"{name}: {told}"
        for name, side, page in (("Kilde", "to_document_id", "to_page"), ("Sammenlignet med", "from_document_id", "from_page")):
            document = self.documents.get(row[side])
            if document and (side == "to_document_id" or row["from_document_id"] != row["to_document_id"]):
                yield f"{name}: {self._citation(document, row[page])}"
        yield f"Grundlag: {self.coverage}"

    def _citation(self, document: DocumentRow, page: int | None) -> str:
        known = document["document_id"], page
        if known not in self._citations:
            self._citations[known] = _citation(document, page)
        return self._citations[known]


def _dates(documents: Iterable[DocumentRow]) -> dict[str, date]:
    """The day of each document that has one; what is bound together with it in one file is as old."""
    by_file: dict[str, date] = {}
    for row in documents:
        if row["document_date"]:
            by_file[row["file_id"]] = max(row["document_date"], by_file.get(row["file_id"], NEVER))
    days = {row["document_id"]: row["document_date"] or by_file.get(row["file_id"]) for row in documents}
    return {document_id: day for document_id, day in days.items() if day}


def _names(answers: Mapping[Any, Mapping[str, str]]) -> dict[str, str]:
    """One name for each committee, the same in whatever order its spellings come."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for named in answers.values():
        for key, name in named.items():
            spelt[key].add(name)
    return {key: min(names) for key, names in spelt.items()}


def _committees_by_promise(tables: Tables) -> dict[tuple[str, str], list[str]]:
    """The names of the committees that answer for a promise, or answered for it before, by its municipality and id."""
    municipalities = {row["document_id"]: row["municipality"] for row in rows_in(tables, "documents")}
    answers = _committees_by_initiative(tables)
    names = _names(answers)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows_in(tables, "initiatives"):
        found[municipalities[row["document_id"]], row["promise_id"]] |= answers[row["document_id"], row["initiative_id"]].keys()
    return defaultdict(list, {promise: [names[key] for key in sorted(keys)] for promise, keys in found.items()})


def _citation(document: DocumentRow, page: int | None) -> str:
    day = document["document_date"]
    dated = _printed(day) if day else "uden dato"
    return f"{document['title'] or document['document_id']}, {dated}" + (f", side {page}" if page else "")


def _printed(day: date) -> str:
    return f"{day:%d-%m-%Y}"


@lru_cache(maxsize=1024)
def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _element(name: str, text: str | None = None, /, **attributes: str) -> str:
    """What XML cannot hold becomes �; a lone carriage return would be read back as a line's end."""
    told = "".join(f' {key}="{_in_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{_escaped(text)}</{name}>" if text else f"<{name}{told} />"


_often = lru_cache(maxsize=4096)(_element)  # of an element that thousands of entries have


def _around(name: str, lines: Sequence[str]) -> list[str]:
    """The lines of an element's content within its own."""
    return [f"<{name}>", *(f"  {line}" for line in lines), f"</{name.partition(' ')[0]}>"]


def _escaped(text: str) -> str:
    return escape(_held(text), quote=False)  # `xml.sax.saxutils` loads all that asks the web


def _in_attribute(text: str) -> str:
    return _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#09;")


def _held(text: str) -> str:
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
