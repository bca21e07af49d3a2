"""One document's records to the rows of its tables, with ids and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import Protocol

from msgspec.structs import asdict

from parsers.documents.kinds import KINDS
from parsers.model.findings import Code, finding
from parsers.model.records import (
    Document,
    EconomyNote,
    Initiative,
    LegendEntry,
    Milestone,
    Reading,
    Role,
    Severity,
    StatusNote,
)
from parsers.model.rows import Place
from parsers.profile.organisation import body_of
from pipeline.schema import ids
from pipeline.schema.enums import DocumentState, PrintedRow
from pipeline.schema.rows import Row, Rows
from pipeline.schema.tables import TABLES

__all__ = ["DocumentRows", "Sources"]

OF_INITIATIVES = frozenset({"initiatives", "milestones", "economy_notes"})


class _Placed(Protocol):
    places: list[Place]


class Sources:
    """Which row each record became, so that a finding about a record can name its row."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[str, str]] = {}

    def add(self, record: object, table: str, key: str) -> None:
        self._rows[id(record)] = (table, key)

    def of(self, record: object) -> tuple[str | None, str | None]:
        return self._rows.get(id(record), (None, None))


class DocumentRows:
    """One paper on its way to rows, whole or in parts that go on. `findings` are those of the part at hand, and those met while naming
    its initiatives."""

    def __init__(self, document_id: str, file_id: str, municipality: str) -> None:
        self.id, self.file_id, self.municipality = document_id, file_id, municipality
        self.has_errors = False
        self._item_numbers: Counter[str] = Counter()
        self._amounts_before = self._links_before = 0

    def tables(self, document: Document) -> Rows:
        """The rows of the paper, or of its next part; `documents` tells what is known so far."""
        self.document, self.sources = document, Sources()
        self.findings = list(document.findings)
        self.year = ids.year_of(
            document.agreement_year,
            (milestone.due.year for each in document.initiatives for milestone in each.milestones if milestone.due.year is not None),
        )
        self._tables: Rows = {name: [] for name in TABLES}
        for entry in self.document.legend:
            self._add("legends", entry, f"{entry.scale.value}/{entry.ordinal}", self._legend(entry))
        if self.document.agreement_year is None and self.document.initiatives:
            self._doubt(Code.YEAR_LOST, None if self.year is None else str(self.year))
        numbers = [each.number for each in self.document.initiatives]
        for initiative, name in zip(self.document.initiatives, ids.initiative_ids(self.year, numbers), strict=True):
            self._initiative(initiative, name.value)
            if name.lost:
                self._doubt(Code.NUMBER_LOST, initiative.title, initiative)
            if name.repeated:
                self._doubt(Code.NUMBER_REPEATED, initiative.number, initiative)
        self._agenda_items()
        for records in KINDS[self.document.kind].lists:
            self._numbered(records.table, getattr(self.document, records.table))
        self._amounts()
        self._links()
        self.has_errors = self.has_errors or any(one.severity is Severity.ERROR for one in self.findings)
        self._tables["documents"].append(self._document())
        return self._tables

    def _doubt(self, code: Code, text: str | None, subject: Initiative | None = None) -> None:
        places = subject.places if subject else [self.document.first]
        if not any(one.code == code and one.subject is subject for one in self.findings):
            self.findings.append(finding(code, text, places[0] if places else None, subject))

    def _add(self, table: str, record: object, key: str, row: Row) -> None:
        self.sources.add(record, table, key)
        self._tables[table].append({"document_id": self.id, **row})

    def _document(self) -> Row:
        document, front = self.document, self.document.front
        if document.recognised:
            state = DocumentState.RECOGNISED
        elif self.has_errors:
            state = DocumentState.PARTIAL
        else:
            state = DocumentState.PARSED
        return {
            "document_id": self.id,
            "file_id": self.file_id,
            "municipality": self.municipality,
            "kind": document.kind,
            "title": front.title,
            "document_date": front.document_date,
            "revised_date": front.revised_date,
            "case_id": front.case_id,
            "source_url": front.source_url,
            "agreement_year": self.year,
            "followup_number": document.followup_number,
            "scope": document.scope,
            "profile": document.profile,
            "first_page": document.first.page,
            "last_page": document.last.page,
            "first_line": document.first.line,
            "last_line": document.last.line,
            "draft": document.draft,
            "meeting_kind": document.meeting_kind,
            "cancelled": document.cancelled,
            "place": document.place,
            "source_id": document.source_id,
            "state": state,
        }

    def _legend(self, entry: LegendEntry) -> Row:
        return {
            "scale": entry.scale,
            "ordinal": entry.ordinal,
            "smiley": entry.smiley,
            "sign": entry.sign,
            "words": entry.words,
            "page": entry.page,
        }

    def _initiative(self, initiative: Initiative, key: str) -> None:
        row = {
            "initiative_id": key,
            "promise_id": key,
            "agreement_year": self.year,
            "number": initiative.number,
            "title": initiative.title,
            "funding": initiative.funding,
            "theme": initiative.theme,
            "description": initiative.description,
            "responsible_center": initiative.responsible_center,
            "responsible_committee": initiative.responsible_committee,
            "contributors": initiative.contributors,
            "remarks": initiative.remarks,
            "latest_status": initiative.latest_status,
            **_word_confidences(initiative),
            **_begins(initiative.places),
        }
        self._add("initiatives", initiative, key, row)
        self._places(
            "initiatives",
            key,
            (PrintedRow.HEADING, initiative.places),
            (PrintedRow.DESCRIPTION, initiative.description_places),
            (PrintedRow.LATEST_STATUS, initiative.latest_status_places),
        )
        ordinals = {role: count(1) for role in Role}
        for named in initiative.responsibilities:
            known = body_of(named.name, named.role)
            row = {
                "initiative_id": key,
                "role": named.role,
                "ordinal": next(ordinals[named.role]),
                "name": named.name,
                "body": known.name if known else None,
            }
            self._add("responsibilities", named, key, row)
        for milestone in initiative.milestones:
            self._milestone(milestone, key)
        for economy in initiative.economy:
            self._economy(economy, key)

    def _milestone(self, milestone: Milestone, initiative_id: str) -> None:
        key = ids.milestone_id(initiative_id, milestone.ordinal)
        row = {
            "milestone_id": key,
            "initiative_id": initiative_id,
            "ordinal": milestone.ordinal,
            "due_label": milestone.due.label,
            "due_year": milestone.due.year,
            "due_round": milestone.due.round,
            "due_date": milestone.due.day,
            "text": milestone.text,
            "status_label": milestone.status_label,
            "status_note": milestone.status_note,
            **_smiley(milestone.smiley),
            "carried_forward": milestone.carried_forward,
            **_word_confidences(milestone),
            **_begins(milestone.places),
        }
        self._add("milestones", milestone, key, row)
        self._status_notes("milestones", key, milestone.status_notes)
        self._places("milestones", key, (PrintedRow.MILESTONE, milestone.places))

    def _economy(self, economy: EconomyNote, initiative_id: str) -> None:
        key = ids.economy_id(initiative_id, economy.ordinal)
        row = {
            "economy_id": key,
            "initiative_id": initiative_id,
            "text": economy.text,
            "status_label": economy.status_label,
            "status_note": economy.status_note,
            "no_funding": economy.no_funding,
            **_smiley(economy.smiley),
            **_word_confidences(economy),
            **_begins(economy.places),
        }
        self._add("economy_notes", economy, key, row)
        self._status_notes("economy_notes", key, economy.status_notes)
        self._places("economy_notes", key, (PrintedRow.ECONOMY, economy.places))

    def _status_notes(self, table: str, key: str, notes: Sequence[StatusNote]) -> None:
        for ordinal, note in enumerate(notes, 1):
            row = {
                "source_table": table,
                "source_key": key,
                "ordinal": ordinal,
                "label": note.label,
                "from_round": note.from_round,
                "to_round": note.to_round,
                "text": note.text,
            }
            self._tables["status_notes"].append({"document_id": self.id, **row})
            self.sources.add(note, table, key)

    def _places(self, table: str, key: str, *printed: tuple[PrintedRow, Sequence[Place]]) -> None:
        parts = [(name, place) for name, places in printed for place in places]
        for part, (name, place) in enumerate(parts, 1):
            row = {"source_table": table, "source_key": key, "part": part, "printed_row": name, **asdict(place)}
            self._tables["places"].append({"document_id": self.id, **row})

    def _agenda_items(self) -> None:
        numbers = (each.item_number for each in self.document.agenda_items)
        for item, number in zip(self.document.agenda_items, ids.item_ids(numbers, self._item_numbers), strict=True):
            row = {**_columns_of(item, "agenda_items"), "item_number": number, **_begins(item.places)}
            self._add("agenda_items", item, number, row)
            self._places("agenda_items", number, (PrintedRow.ITEM, item.places))
            for section in item.sections:
                row = {**_columns_of(section, "agenda_sections"), "item_number": number, "date": section.day, **_begins(section.places)}
                self._add("agenda_sections", section, f"{number}/{section.ordinal}", row)
            for annex in item.annexes:
                row = {**_columns_of(annex, "annexes"), "item_number": number}
                self._add("annexes", annex, f"{number}/{annex.ordinal}", row)
            for decision in item.decisions:
                key = f"{number}/{decision.ordinal}"
                row = {**_columns_of(decision, "decisions"), "item_number": number, **_begins(decision.places)}
                self._add("decisions", decision, key, row)
                self._places("decisions", key, (PrintedRow.ITEM, decision.places))

    def _numbered(self, table: str, records: Sequence[_Placed]) -> None:
        """Rows that have no name of their own but their place in the document."""
        for ordinal, record in enumerate(records, 1):
            self._add(table, record, str(ordinal), {**_columns_of(record, table), "ordinal": ordinal, **_begins(record.places)})
            self._places(table, str(ordinal), (PrintedRow.ITEM, record.places))

    def _amounts(self) -> None:
        for ordinal, amount in enumerate(self.document.amounts, self._amounts_before + 1):
            table, key = self.sources.of(amount.subject)
            row = {
                **_columns_of(amount, "amounts"),
                "ordinal": ordinal,
                "source_table": table,
                "source_key": key,
                "source_column": amount.column,
                "initiative_id": ids.initiative_of(key) if table in OF_INITIATIVES else None,
                "page": amount.place.page,
                "amount_dkk": amount.dkk,
            }
            self._tables["amounts"].append({"document_id": self.id, **row})
        self._amounts_before += len(self.document.amounts)

    def _links(self) -> None:
        for ordinal, link in enumerate(self.document.links, self._links_before + 1):
            table, key = self.sources.of(link.subject)
            row = {**_columns_of(link, "links"), "ordinal": ordinal, "source_table": table, "source_key": key, "target_kind": link.kind}
            self._tables["links"].append({"document_id": self.id, **row})
        self._links_before += len(self.document.links)


def _columns_of(record: object, table: str) -> Row:
    """A record's fields that are columns of the table by the same name."""
    return {column.name: getattr(record, column.name) for column in TABLES[table].columns if hasattr(record, column.name)}


def _word_confidences(record: Initiative | Milestone | EconomyNote) -> Row:
    return {"words_confidence": record.words_confidence, "least_word_confidence": record.least_word_confidence}


def _begins(places: Sequence[Place]) -> Row:
    first = places[0] if places else Place()
    return {"page": first.page, "line": first.line}


def _smiley(reading: Reading) -> Row:
    return {
        "smiley": reading.value,
        "smiley_sign": reading.sign,
        "smiley_basis": reading.basis,
        "smiley_confidence": reading.confidence,
        "status_value": reading.printed,
    }
