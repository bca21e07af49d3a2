"""One promise in, its rows through the rounds out: each milestone, and the economy, with what a reader must know about each reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.model.records import Basis, Smiley
from pipeline.promises.marks import Mark, mark_of_sign
from pipeline.promises.milestones import milestone_steps
from pipeline.promises.model import Edition, Entry, due_key, is_due
from pipeline.promises.same_text import same
from pipeline.promises.standing import contradicted, followed_up
from pipeline.report.book import Book, Promise
from pipeline.report.evidence import Evidence, Figure
from pipeline.report.meetings import Meetings, Named
from pipeline.report.reworded import Piece, reworded
from pipeline.report.wording import BASIS, round_name, where
from pipeline.schema.rows import Row

__all__ = ["RowInRound", "Track", "Tracks", "anchor", "basis_words"]


class Note(NamedTuple):
    label: str | None
    text: str


class Flag(NamedTuple):
    """Something a reader must know about a reading, said where it stands."""

    word: str
    why: str


FROM_PICTURE = Flag("læst fra et billede", "Siden er et billede, og ordene er læst af tekstgenkendelse: hold dem op mod originalen.")


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


def anchor(document_id: str, key: str) -> str:
    """`("2e0282070060a82e", "2031/1.1/m2")` to "r-2e0282070060a82e-m2": the row's place on its promise's page."""
    return f"r-{document_id}-{key.rpartition('/')[2]}"


class Tracks:
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
            flags=[*self._read_by(entry, row), *_flags(entry, row)],
            figure=self.evidence.figure(entry.document_id, table, key, printed),
            original=self.evidence.address(entry.edition.document["file_id"], row.get("page")),
            meetings=self.meetings.of_row.get((entry.document_id, key), ()),
            follows=_followed(entry, row) if table == "milestones" else None,
        )

    def _read_by(self, entry: Entry, row: Row) -> Iterator[Flag]:
        if self.book.is_read_from_picture(entry.document_id, row.get("page")):
            yield FROM_PICTURE


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


def basis_words(row: Row) -> str:
    """How a smiley was told where it was not by the legend and for certain: "læst efter farven, sikkerhed 0,90"."""
    sure = row.get("smiley_confidence")
    if not row.get("smiley_basis") or (row["smiley_basis"] == Basis.LEGEND and sure == 1):
        return ""
    told = f"læst efter {BASIS.get(row['smiley_basis'], row['smiley_basis'])}"
    return told if sure is None else f"{told}, sikkerhed {sure:.2f}".replace(".", ",")
