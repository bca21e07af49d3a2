"""The book and its meetings in, what the search field looks through out: every printed text once, with the place it leads to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.promises.model import Entry
from pipeline.promises.same_text import squashed
from pipeline.report.book import Book, Promise
from pipeline.report.meetings import MeetingItem, Meetings
from pipeline.report.promise_page import TEXTS
from pipeline.report.tracks import anchor
from pipeline.report.wording import round_name
from pipeline.schema.ids import PromiseKey
from pipeline.schema.rows import Row

__all__ = ["INDEX", "index_script", "search_index"]

INDEX = "soegning.js"


class SearchText(NamedTuple):
    """`label` says what it is and where it is printed; `anchor` is its place on the page."""

    label: str
    anchor: str
    words: str


def search_index(book: Book, meetings: Meetings, anchors: Mapping[PromiseKey, frozenset[str]]) -> str:
    """A script that sets SEARCH_INDEX: a page may load one from a disk, where it may load no data.

    `promises` are [address, name, [[label, anchor, words], …]], `meetings` [address, name, words]. Signs and statuses are not in it.
    """
    promises = [
        [promise.address, _name(promise), texts]
        for promise in book.promises
        if (texts := [list(text) for text in _texts(promise, anchors.get(promise.key, frozenset()))])
    ]
    told = [[item.address, item.name, words] for meeting in meetings.all for item in meeting.items for words in _of_item(item)]
    return index_script(promises, told)


def index_script(promises: Sequence[object], meetings: Sequence[object] = ()) -> str:
    """What the search field loads."""
    return f"const SEARCH_INDEX = {json.dumps({'promises': promises, 'meetings': meetings}, ensure_ascii=False, separators=(',', ':'))};\n"


def _name(promise: Promise) -> str:
    return f"{promise.year}/{promise.initiative['number'] or '?'} {promise.initiative['title'] or 'uden titel'}"


def _texts(promise: Promise, anchors: frozenset[str]) -> Iterator[SearchText]:
    """The newest wording first, and each wording once."""
    said: set[str] = set()
    for entry in reversed(promise.entries):
        for text in _of_entry(entry):
            if (plain := squashed(text.words)) and plain not in said:
                said.add(plain)
                yield text if text.anchor in anchors or not text.anchor.startswith("r-") else text._replace(anchor="milepaele")


def _of_entry(entry: Entry) -> Iterator[SearchText]:
    where = round_name(entry.edition)
    for column, label in {"title": "Titel", **TEXTS}.items():
        words: str | None = entry.initiative.get(column)  # type: ignore[assignment]
        if words:
            yield SearchText(f"{label}, {where}", "tekst" if column in TEXTS else "", _line(words))
    for row in entry.milestones:
        due = f"Milepæl til {_line(row['due_label'])}" if row["due_label"] else "Milepæl"
        yield from _of_row(row, row["milestone_id"], due, "Bemærkning til milepæl", where, entry)
    for note in entry.economy:
        yield from _of_row(note, note["economy_id"], "Økonomi", "Bemærkning til økonomi", where, entry)


def _of_row(row: Row, key: str, label: str, remark: str, where: str, entry: Entry) -> Iterator[SearchText]:
    place = anchor(entry.document_id, key)
    if row["text"]:
        yield SearchText(f"{label}, {where}", place, _line(row["text"]))
    if row["status_note"]:
        yield SearchText(f"{remark}, {where}", place, _line(row["status_note"]))


def _of_item(item: MeetingItem) -> Iterator[str]:
    yield from filter(
        None,
        (
            _line(words)
            for words in (item.title or "", *(row["text"] or "" for row in item.sections), *(row["name"] or "" for row in item.annexes))
        ),
    )


def _line(words: str) -> str:
    return " ".join(words.split())
