"""One promise in, what its page shows out: its milestones over the rounds side by side, with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.promises.model import Edition, RoundEntry, is_due
from pipeline.promises.same_text import same
from pipeline.report.book import Book, Promise
from pipeline.report.evidence import Evidence, RowKey
from pipeline.report.meetings import Meetings, Named
from pipeline.report.quotes import Quote, Quotes
from pipeline.report.reworded import Piece, reworded
from pipeline.report.tracks import Track, Tracks
from pipeline.schema.rows import AmountRow, Row

__all__ = ["TEXTS", "PromisePage", "promise_page", "wanted_rows"]


class Edited(NamedTuple):
    """A text of the initiative in one round; `pieces` where it differs from the one before."""

    edition: Edition
    label: str
    text: str
    pieces: list[Piece] | None


@dataclass(slots=True)
class PromisePage:
    promise: Promise
    quote: Quote
    economy_quote: Quote | None
    tracks: list[Track]
    economy: Track
    texts: list[Edited]
    amounts: list[AmountRow]
    changes: list[Quote]
    doubts: list[Row]
    round_entries: list[RoundEntry]
    alike: list[Promise]  # of other years, as a suggestion
    from_picture: bool  # whether its newest print was read by text recognition
    handled: Sequence[Named]  # the meetings that it is tied to, newest first

    @property
    def anchors(self) -> frozenset[str]:
        """The places of its rows."""
        return frozenset(cell.anchor for track in (*self.tracks, self.economy) for cell in track.every)


TEXTS = {
    "description": "Beskrivelse",
    "latest_status": "Seneste status",
    "contributors": "Væsentlig bidragsyder",
    "remarks": "Tekst efter væsentlig bidragsyder",
    "responsible_center": "Ansvarligt center",
    "responsible_committee": "Ansvarligt udvalg",
}


def wanted_rows(book: Book) -> Iterator[RowKey]:
    """The rows whose print is shown: those that say something now, and those that a change or a doubt is about."""
    headed = {
        (row[document], row["initiative_id"])
        for row in book.changes
        if not row["milestone_id"]
        for document in ("from_document_id", "to_document_id")
    }
    told = {(row["to_document_id"], row["milestone_id"]) for row in book.changes if row["milestone_id"]}
    doubted = {(row["document_id"], row["source_key"]) for row in book.rows("findings") if row["severity"] != "info"}
    for promise in book.promises:
        for round_entry in promise.history.round_entries:
            if round_entry.entry is None:
                continue
            entry, document = round_entry.entry, round_entry.entry.document_id
            if (document, entry.id) in headed or entry is promise.last:
                yield document, "initiatives", entry.id, "heading"
            if entry.initiative.get("latest_status"):
                yield document, "initiatives", entry.id, "latest_status"
            for row in entry.milestones:
                key = row["milestone_id"]
                speaks = row.get("text") or row.get("status_note") or row.get("smiley")
                now = is_due(row, round_entry.edition) or not round_entry.edition.number
                if (speaks and now) or (document, key) in told or (document, key) in doubted:
                    yield document, "milestones", key, "milestone"
            for economy in entry.economy:
                if economy.get("smiley") or economy.get("status_note") or not economy.get("no_funding"):
                    yield document, "economy_notes", economy["economy_id"], "economy"


def promise_page(
    book: Book, promise: Promise, evidence: Evidence, meetings: Meetings, changes: Sequence[Row], doubts: Iterable[Row]
) -> PromisePage:
    built = Tracks(book, promise, evidence, meetings)
    tracks = built.tracks()
    economy = Track("Økonomi", list(built.economy()))
    cells = {(cell.edition.id, cell.key): cell for track in (*tracks, economy) for cell in track.every}
    newest, quotes = promise.last, Quotes(book, promise, evidence, cells)
    return PromisePage(
        promise=promise,
        quote=quotes.standing(),
        economy_quote=quotes.economy(),
        tracks=tracks,
        economy=economy,
        texts=list(_texts(promise)),
        amounts=book.amounts_of.get((newest.document_id, newest.id), []),
        changes=quotes.changes(changes),
        doubts=list(doubts),
        round_entries=promise.history.round_entries,
        alike=book.alike.get(promise.key, []),
        from_picture=book.is_read_from_picture(newest.document_id, newest.initiative.get("page")),
        handled=meetings.of_promise.get(promise.key, ()),
    )


def _texts(promise: Promise) -> Iterator[Edited]:
    """The newest wording of each text, and every earlier one that differs from the one before it."""
    for column, label in TEXTS.items():
        found: list[Edited] = []
        last: str | None = None
        for round_entry in promise.history.round_entries:
            initiative: Row = round_entry.entry.initiative if round_entry.entry else {}
            text = initiative.get(column)
            if text and (last is None or not same(last, text)):
                found.append(Edited(round_entry.edition, label, text, reworded(last, text) if last is not None else None))
                last = text
        yield from found
