"""The texts of a document's initiatives one by one, each with the row it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.model.records import Document, EconomyNote, Initiative, Milestone
from parsers.model.rows import Place

__all__ = ["Field", "fields", "places_of"]


class Field(NamedTuple):
    column: str
    text: str
    subject: Initiative | Milestone | EconomyNote
    places: Sequence[Place]  # of its row, in all its parts
    is_prose: bool = True  # sentences
    is_list: bool = False  # names, in which one may follow upon itself
    label: str | None = None  # printed before it

    @property
    def place(self) -> Place | None:
        return self.places[0] if self.places else None


def fields(document: Document) -> Iterator[Field]:
    for initiative in document.initiatives:
        heading, described = initiative.places, initiative.description_places or initiative.places
        for column, text, places, is_prose, is_list in (
            ("title", initiative.title, heading, False, False),
            ("theme", initiative.theme, heading, False, False),
            ("description", initiative.description, described, True, False),
            ("responsible_center", initiative.responsible_center, described, False, False),
            ("responsible_committee", initiative.responsible_committee, described, False, False),
            ("contributors", initiative.contributors, described, False, True),
            ("remarks", initiative.remarks, described, False, True),
            ("latest_status", initiative.latest_status, initiative.latest_status_places, True, False),
        ):
            if text:
                yield Field(column, text, initiative, places, is_prose, is_list)
        records: Sequence[Milestone | EconomyNote] = [*initiative.milestones, *initiative.economy]
        for record in records:
            for column, text, label in (("text", record.text, None), ("status_note", record.status_note, record.status_label)):
                if text:
                    yield Field(column, text, record, record.places, label=label)


def places_of(initiative: Initiative) -> list[Place]:
    """Where its rows stand, in all their parts."""
    records: list[Milestone | EconomyNote] = [*initiative.milestones, *initiative.economy]
    rows = [initiative.places, initiative.description_places, initiative.latest_status_places, *(record.places for record in records)]
    return [place for places in rows for place in places]
