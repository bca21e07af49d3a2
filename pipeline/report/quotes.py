"""One promise in, the sentences that can be quoted of it out, each with its citation and its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.changes.pair import OWN_ROWS
from pipeline.promises.model import Edition, Entry
from pipeline.promises.signs import BAD
from pipeline.promises.standing import economy_row, smiley
from pipeline.report.book import Book, Promise
from pipeline.report.evidence import Evidence, Figure
from pipeline.report.reworded import Piece, reworded
from pipeline.report.tracks import RowInRound
from pipeline.report.wording import citation, economy_sentence, late_sentence
from pipeline.schema.changes import Change
from pipeline.schema.rows import AnswerRow, Row

__all__ = ["ECONOMY_NOW", "Quote", "Quotes"]

ECONOMY_NOW = "oekonomi-nu"  # where the sentence about it stands on the page


@dataclass(slots=True)
class Quote:
    """A sentence to copy, with its citation and its proof. `anchor` is its place on the page."""

    anchor: str
    sentence: str
    citation: str
    figure: Figure | None
    original: str | None
    change: Row | None = None
    target: str = ""
    words: list[Piece] | None = None  # of a rewording: what was struck and put in
    answers: list[AnswerRow] = field(default_factory=list)  # the municipality's
    heading: Figure | None = None  # of the initiative's own row
    also: list[Quote] = field(default_factory=list)  # other proofs of the same


REWORDED = frozenset(
    {
        Change.MILESTONE_REWORDED,
        Change.DESCRIPTION_CHANGED,
        Change.ECONOMY_TEXT_CHANGED,
        Change.STATUS_NOTE_CHANGED,
        Change.INITIATIVE_RENAMED,
    }
)


class Quotes:
    def __init__(self, book: Book, promise: Promise, evidence: Evidence, cells: Mapping[tuple[str, str], RowInRound]) -> None:
        self.book, self.promise, self.evidence, self.cells = book, promise, evidence, cells
        self.entries = [round_entry.entry for round_entry in promise.history.round_entries if round_entry.entry is not None]

    def _cited(self, edition: Edition, page: int | None, line: int | None) -> str:
        return citation(self.promise, edition, page, line, from_picture=self.book.is_read_from_picture(edition.id, page))

    def standing(self) -> Quote:
        """How it stands now, by the row that tells."""
        now, entry = self.promise.now, self.promise.last
        cell = self.cells.get((entry.document_id, now["milestone_id"] or "")) if now["document_id"] == entry.document_id else None
        answers = [row for row in self.book.answers.get(self.promise.key, ()) if row["change_id"] is None]
        if cell is not None:
            return replace(self._of_cell("nu", late_sentence(self.promise), cell), answers=answers)
        edition = self.book.edition_of.get(now["document_id"] or "", entry.edition)
        original = self.evidence.address(entry.edition.document["file_id"], entry.initiative.get("page"))
        source = self._cited(edition, None, None)
        return Quote("nu", late_sentence(self.promise), source, self.heading(entry.document_id), original, answers=answers)

    def economy(self) -> Quote | None:
        """How its economy stands, where that is ☹."""
        entry = self.promise.last
        row = economy_row(entry)
        cell = self.cells.get((entry.document_id, row["economy_id"])) if row is not None and smiley(row) in BAD else None
        return self._of_cell(ECONOMY_NOW, economy_sentence(self.promise, cell.row), cell) if cell is not None else None

    def _of_cell(self, anchor: str, sentence: str, cell: RowInRound) -> Quote:
        source = self._cited(cell.edition, cell.row.get("page"), cell.row.get("line"))
        return Quote(anchor, sentence, source, cell.figure, cell.original, target=cell.anchor, heading=self.heading(cell.edition.id))

    def changes(self, rows: Sequence[Row]) -> list[Quote]:
        """Each change; what stands inside a document of the same money that its comparison tells of is named with it."""
        found: list[Quote] = []
        moved: dict[tuple[object, ...], Quote] = {}
        for row in sorted(rows, key=lambda row: row["change"] == Change.DEFERRAL_TOLD):
            quote, key = self._change(row), (row["to_followup"], row["after"])
            if row["change"] == Change.DEFERRAL_TOLD and key in moved:
                moved[key].also.append(quote)
                continue
            if row["change"] == Change.MONEY_MOVED:
                moved[key] = quote
            found.append(quote)
        for quote in [one for each in found for one in (each, *each.also)]:
            own = quote.change["change_id"] if quote.change else None
            quote.answers = [row for row in self.book.answers.get(self.promise.key, ()) if row["change_id"] == own]
        order = {row["change_id"]: place for place, row in enumerate(rows)}
        return sorted(found, key=lambda one: order[one.change["change_id"]] if one.change else 0)

    def entry(self, document_id: str) -> Entry | None:
        return next((one for one in self.entries if one.document_id == document_id), None)

    def heading(self, document_id: str, column: str | None = None) -> Figure | None:
        """The initiative's own row in that document: the proof of what is about no single milestone."""
        entry = self.entry(document_id)
        printed = OWN_ROWS.get(column or "", "heading")
        return self.evidence.figure(document_id, "initiatives", entry.id, printed) if entry else None

    def _change(self, change: Row) -> Quote:
        edition = self.book.edition_of[change["to_document_id"]]
        cell = self.cells.get((edition.id, change["milestone_id"])) or self.cells.get((change["from_document_id"], change["milestone_id"]))
        if cell is None and (change["column"] or "").startswith("economy"):
            cell = next((one for (document, _), one in self.cells.items() if document == edition.id and "economy_id" in one.row), None)
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
            self._cited(shown, page, line),
            cell.figure if cell else self.heading(shown.id, change["column"]),
            self.evidence.address(shown.document["file_id"], page),
            change,
            cell.anchor if cell else "",
            reworded(change["before"], change["after"]) if change["change"] in REWORDED and change["before"] and change["after"] else None,
        )
