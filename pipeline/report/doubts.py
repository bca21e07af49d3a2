"""Findings in, the doubts page's contents out: real doubts first, each row once with its rounds, what was set aside last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple

from parsers.model.records import Severity
from pipeline.report.book import Book
from pipeline.report.wording import document_title, round_name, where
from pipeline.schema.rows import Row

__all__ = ["doubts"]

MOST_SUBJECTS = 500  # of one kind that was set aside: beyond it the number says enough
Address = Callable[[Row], tuple[str, str] | None]  # the page and the name of what a finding is about


class DoubtedPlace(NamedTuple):
    """One finding: the document it stands in, its place there, and the printed words."""

    document: str
    place: str
    text: str | None


@dataclass(slots=True)
class DoubtedSubject:
    """What is doubted: a row of a promise through the rounds, an item of a meeting, or a document."""

    name: str
    address: str | None
    mentions: list[DoubtedPlace] = field(default_factory=list)


@dataclass(slots=True)
class DoubtKind:
    """One kind of doubt, in words, with all it is about. `number` counts subjects: a row that is doubted in three rounds is one."""

    message: str
    subjects: list[DoubtedSubject]

    @property
    def number(self) -> int:
        return len(self.subjects)

    @property
    def shown(self) -> list[DoubtedSubject]:
        return self.subjects[:MOST_SUBJECTS]


def doubts(book: Book, address: Address) -> list[tuple[Severity, list[DoubtKind]]]:
    """By severity; in each, what is about promises first, and the kinds that are about most of them first."""
    found = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        kinds: dict[str, list[Row]] = defaultdict(list)
        for row in book.rows("findings"):
            if row["severity"] == severity:
                kinds[row["message"]].append(row)
        each = [DoubtKind(message, _subjects(book, rows, address)) for message, rows in sorted(kinds.items())]
        if each:
            about_promises = {message: any(book.promise_of_row(row) for row in rows) for message, rows in kinds.items()}
            found.append((severity, sorted(each, key=lambda one: (not about_promises[one.message], -one.number))))
    return found


def _subjects(book: Book, rows: list[Row], address: Address) -> list[DoubtedSubject]:
    subjects: dict[Hashable, DoubtedSubject] = {}
    for row in rows:
        promise = book.promise_of_row(row)
        link = address(row)
        tail = (row["source_key"] or "").rpartition("/")[2] if row["source_table"] != "initiatives" else ""
        key = (promise.key, tail) if promise else (row["document_id"], row["source_key"]) if link else (row["path"], row["ordinal"])
        name = f"{promise.year}/{link[1]}" if promise and link else link[1] if link else PurePath(row["path"]).name
        subject = subjects.setdefault(key, DoubtedSubject(name, link[0] if link else None))
        subject.mentions.append(DoubtedPlace(_document(book, row), where(row["page"], row["line"]), row["text"]))
    return list(subjects.values())


def _document(book: Book, row: Row) -> str:
    """The document a finding stands in, by its round where it has one; nothing where its file's name says it already."""
    edition = book.edition_of.get(row["document_id"] or "")
    if edition is not None:
        return round_name(edition)
    document = book.documents.get(row["document_id"] or "")
    return document_title(document) if document else ""
