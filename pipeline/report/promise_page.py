"""One promise in, what its page shows out: its milestones over the rounds side by side, with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.model.records import Basis, Smiley
from pipeline.changes.pair import OWN_ROWS
from pipeline.promises.marks import Mark, mark_of_sign
from pipeline.promises.milestones import milestone_steps
from pipeline.promises.model import Edition, Entry, RoundEntry, due_key, is_due
from pipeline.promises.same_text import same
from pipeline.promises.standing import contradicted, followed_up
from pipeline.report.book import Book, Promise
from pipeline.report.evidence import Evidence, Figure, RowKey
from pipeline.report.meetings import Meetings, Named
from pipeline.report.reworded import Piece, reworded
from pipeline.report.wording import BASIS, citation, late_sentence, round_name, where
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row

__all__ = ["TEXTS", "PromisePage", "RowInRound", "Track", "anchor", "promise_page", "told_from", "wanted_rows"]


class Note(NamedTuple):
    label: str | None
    text: str


class Flag(NamedTuple):
    """Something a reader must know about a reading, said where it stands."""

    word: str
    why: str


@dataclass(slots=True)
class RowInRound:
    """One row in one round. `pieces` is set where its text was reworded since the cell before it."""

    edition: Edition
    row: Row
    anchor: str
    mark: Mark | None
    due: bool
    pieces: list[Piece] | None
    notes: list[Note]
    flags: list[Flag]
    figure: Figure | None
    original: str | None  # the address of the original at this page
    meetings: Sequence[Named]  # those that the row names
    follows: Row | None = None  # the milestone that a row without one follows up
    unchanged: list[RowInRound] = field(default_factory=list)  # of the rounds after it that say no more

    @property
    def waits(self) -> bool:
        """Whether it says no more than the round before: its time has not come."""
        return not (self.due or self.mark or self.notes or self.flags or self.pieces or self.meetings)

    @property
    def key(self) -> str:
        return str(self.row.get("milestone_id") or self.row.get("economy_id"))

    @property
    def round(self) -> str:
        return round_name(self.edition)

    @property
    def due_label(self) -> str | None:
        return self.row.get("due_label")

    @property
    def place(self) -> str:
        return where(self.row.get("page"), self.row.get("line"))


@dataclass(slots=True)
class Track:
    """One milestone, or the economy, through the rounds."""

    title: str
    cells: list[RowInRound] = field(default_factory=list)

    def add(self, cell: RowInRound) -> None:
        last = self.cells[-1] if self.cells else None
        if last and last.waits and cell.waits and cell.figure is None and last.due_label == cell.due_label:
            last.unchanged.append(cell)
        else:
            self.cells.append(cell)

    @property
    def every(self) -> Iterator[RowInRound]:
        """Each round's cell."""
        return (one for cell in self.cells for one in (cell, *cell.unchanged))


class Edited(NamedTuple):
    """A text of the initiative in one round; `pieces` where it differs from the one before."""

    edition: Edition
    label: str
    text: str
    pieces: list[Piece] | None


class Quote(NamedTuple):
    """A sentence to copy, with its citation and its proof. `anchor` is its place on the page."""

    anchor: str
    sentence: str
    citation: str
    figure: Figure | None
    original: str | None
    change: Row | None = None
    target: str = ""
    words: list[Piece] | None = None  # of a rewording: what was struck and put in


@dataclass(slots=True)
class PromisePage:
    promise: Promise
    quote: Quote
    tracks: list[Track]
    economy: Track
    texts: list[Edited]
    amounts: list[Row]
    changes: list[Quote]
    doubts: list[Row]
    round_entries: list[RoundEntry]
    alike: list[Promise]  # of other years, as a suggestion
    handled: Sequence[Named]  # the meetings that it is tied to, newest first

    @property
    def anchors(self) -> frozenset[str]:
        """The places of its rows."""
        return frozenset(cell.anchor for track in (*self.tracks, self.economy) for cell in track.every)


REWORDED = frozenset(
    {
        Change.MILESTONE_REWORDED,
        Change.DESCRIPTION_CHANGED,
        Change.ECONOMY_TEXT_CHANGED,
        Change.STATUS_NOTE_CHANGED,
        Change.INITIATIVE_RENAMED,
    }
)
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


def anchor(document_id: str, key: str) -> str:
    """`("2e0282070060a82e", "2031/1.1/m2")` to "r-2e0282070060a82e-m2": the row's place on its promise's page."""
    return f"r-{document_id}-{key.rpartition('/')[2]}"


def promise_page(
    book: Book, promise: Promise, evidence: Evidence, meetings: Meetings, changes: Iterable[Row], doubts: Iterable[Row]
) -> PromisePage:
    shown = _Shown(book, promise, evidence, meetings)
    tracks = shown.tracks()
    economy = Track("Økonomi", list(shown.economy()))
    cells = {(cell.edition.id, cell.key): cell for track in (*tracks, economy) for cell in track.every}
    newest = promise.last
    return PromisePage(
        promise=promise,
        quote=shown.quote(cells),
        tracks=tracks,
        economy=economy,
        texts=list(_texts(promise)),
        amounts=book.amounts_of.get((newest.document_id, newest.id), []),
        changes=[shown.change(row, cells) for row in changes],
        doubts=list(doubts),
        round_entries=promise.history.round_entries,
        alike=book.alike.get(promise.key, []),
        handled=meetings.of_promise.get(promise.key, ()),
    )


class _Shown:
    def __init__(self, book: Book, promise: Promise, evidence: Evidence, meetings: Meetings) -> None:
        self.book, self.promise, self.evidence, self.meetings = book, promise, evidence, meetings
        self.entries = [round_entry.entry for round_entry in promise.history.round_entries if round_entry.entry is not None]

    def tracks(self) -> list[Track]:
        """Each milestone's cells, as the diff pairs them; a milestone keeps its line when its words change."""
        by_key: dict[str, Track] = {}
        tracks: list[tuple[tuple[int, int], int, Track]] = []
        before: Entry | None = None
        for entry in self.entries:
            now: dict[str, Track] = {}
            for step in milestone_steps(before.milestones if before else [], entry.milestones):
                if step.after is None:
                    continue
                track = by_key.get(step.before["milestone_id"]) if step.before else None
                if track is None:
                    track = Track("")
                    tracks.append((due_key(step.after) or (9999, 9), len(tracks), track))
                track.title = _due_title(step.after)
                last = track.cells[-1].row if track.cells else None
                cell = self.cell(entry, step.after, step.after["milestone_id"], last)
                if step.moved_from is not None:
                    cell.flags.append(Flag("flyttet", f"Teksten stod før ved {step.moved_from.get('due_label') or 'en anden tid'}."))
                track.add(cell)
                now[step.after["milestone_id"]] = track
            by_key, before = now, entry
        return [track for _, _, track in sorted(tracks, key=lambda item: item[:2]) if any(_speaks(cell) for cell in track.cells)]

    def economy(self) -> Iterator[RowInRound]:
        last: Row | None = None
        for entry in self.entries:
            for row in entry.economy:
                yield self.cell(entry, row, row["economy_id"], last)
                last = row

    def cell(self, entry: Entry, row: Row, key: str, last: Row | None) -> RowInRound:
        table, printed = ("economy_notes", "economy") if "economy_id" in row else ("milestones", "milestone")
        labelled = entry.labelled.get(key)
        notes = [Note(note["label"], note["text"] or "") for note in labelled] if labelled else []
        if not notes and row.get("status_note"):
            notes = [Note(row.get("status_label"), row["status_note"])]
        changed = last is not None and not same(last.get("text"), row.get("text"))
        return RowInRound(
            edition=entry.edition,
            row=row,
            anchor=anchor(entry.document_id, key),
            mark=mark_of_sign(row.get("smiley")),
            due=table == "economy_notes" or is_due(row, entry.edition),
            pieces=reworded(last.get("text"), row.get("text")) if changed and last is not None else None,
            notes=notes,
            flags=list(_flags(entry, row)),
            figure=self.evidence.figure(entry.document_id, table, key, printed),
            original=self.evidence.address(entry.edition.document["file_id"], row.get("page")),
            meetings=self.meetings.of_row.get((entry.document_id, key), ()),
            follows=_followed(entry, row) if table == "milestones" else None,
        )

    def quote(self, cells: dict[tuple[str, str], RowInRound]) -> Quote:
        now, entry = self.promise.now, self.promise.last
        cell = cells.get((entry.document_id, now["milestone_id"])) if now["document_id"] == entry.document_id else None
        row = cell.row if cell else entry.initiative
        figure = cell.figure if cell else self.heading(entry.document_id)
        original = self.evidence.address(entry.edition.document["file_id"], row.get("page"))
        edition = self.book.edition_of.get(now["document_id"], entry.edition)
        source = citation(self.promise, edition, row.get("page"), row.get("line")) if cell else citation(self.promise, edition, None, None)
        return Quote("nu", late_sentence(self.promise), source, figure, original, target=cell.anchor if cell else "")

    def entry(self, document_id: str) -> Entry | None:
        return next((one for one in self.entries if one.document_id == document_id), None)

    def heading(self, document_id: str, column: str | None = None) -> Figure | None:
        """The initiative's own row in that document: the proof of what is about no single milestone."""
        entry = self.entry(document_id)
        printed = OWN_ROWS.get(column or "", "heading")
        return self.evidence.figure(document_id, "initiatives", entry.id, printed) if entry else None

    def change(self, change: Row, cells: dict[tuple[str, str], RowInRound]) -> Quote:
        edition = self.book.edition_of[change["to_document_id"]]
        cell = cells.get((edition.id, change["milestone_id"])) or cells.get((change["from_document_id"], change["milestone_id"]))
        if cell is None and (change["column"] or "").startswith("economy"):
            cell = next((one for (document, _), one in cells.items() if document == edition.id and "economy_id" in one.row), None)
        gone = change["to_page"] is None and change["from_page"] is not None
        shown = self.book.edition_of[change["from_document_id"]] if gone else edition
        page = change["from_page"] if gone else change["to_page"]
        if cell is not None:
            line = cell.row.get("line") if cell.edition is shown else None
        else:
            entry = self.entry(shown.id)
            printed = entry.printed.get(OWN_ROWS.get(change["column"] or "", "heading")) if entry else None
            line = printed.get("line") if printed else None
        return Quote(
            f"c-{change['change_id']}",
            change["sentence_marked"],
            citation(self.promise, shown, page, line),
            cell.figure if cell else self.heading(shown.id, change["column"]),
            self.evidence.address(shown.document["file_id"], page),
            change,
            cell.anchor if cell else "",
            reworded(change["before"], change["after"]) if change["change"] in REWORDED and change["before"] and change["after"] else None,
        )


def _followed(entry: Entry, row: Row) -> Row | None:
    if row.get("text") or not (row.get("smiley") or row.get("status_note")):
        return None
    milestone = followed_up(entry, row)
    return milestone if milestone is not row else None


def _due_title(row: Row) -> str:
    return f"Milepæl til {' '.join(row['due_label'].split())}" if row.get("due_label") else f"Milepæl nr. {row['ordinal']}"


def _speaks(cell: RowInRound) -> bool:
    return bool(cell.row.get("text") or cell.notes or cell.mark)


def _flags(entry: Entry, row: Row) -> Iterator[Flag]:
    if entry.edition.document.get("draft"):
        yield Flag("udkast", "Dokumentet er mærket UDKAST.")
    if row.get("carried_forward"):
        yield Flag("videreført", "Ingen milepæl og ingen bemærkning: ☺ står ved magt efter læsevejledningens regel og er ingen nyhed.")
    if row.get("smiley") == Smiley.MIDDLE_OR_SOUR:
        yield Flag("flertydigt tegn", "Dokumentets læsevejledning bruger det samme tegn om både mellem og sur.")
    if row.get("smiley") == Smiley.UNKNOWN:
        yield Flag("ulæst tegn", "Der står noget i cellen, som ikke kunne læses som et tegn.")
    if row.get("smiley_basis") == Basis.HUMAN:
        yield Flag("læst af et menneske", "Læsningen er rettet i hånden i readings.toml.")
    if (cue := contradicted(entry, row)) is not None:
        yield Flag("ord mod tegn", f"Bemærkningen siger noget andet end tegnet: »{cue.words}«")


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


def told_from(row: Row) -> str:
    """How a smiley was told where it was not by the legend and for certain: "læst efter farven, sikkerhed 0,90"."""
    sure = row.get("smiley_confidence")
    if not row.get("smiley_basis") or (row["smiley_basis"] == Basis.LEGEND and sure == 1):
        return ""
    told = f"læst efter {BASIS.get(row['smiley_basis'], row['smiley_basis'])}"
    return told if sure is None else f"{told}, sikkerhed {sure:.2f}".replace(".", ",")
