"""A document's records in; their texts out, each with the record, the column and the place it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from parsers.model.records import Document, EconomyNote, Milestone
from parsers.model.rows import Place

__all__ = ["PrintedText", "initiative_texts", "item_texts", "texts_in"]

SECTIONS = ("title", "previous_treatment", "summary", "background", "case_text", "economic_consequences", "recommendation")


class PrintedText(NamedTuple):
    """A text as printed, with the record and the column it went to."""

    subject: Any
    column: str
    text: str
    place: Place


def initiative_texts(document: Document) -> Iterator[PrintedText]:
    for initiative in document.initiatives:
        yield from texts_in(initiative, ("title",), initiative.places)
        yield from texts_in(initiative, ("description", "remarks"), initiative.description_places or initiative.places)
        rows: list[Milestone | EconomyNote] = [*initiative.milestones, *initiative.economy]
        for row in rows:
            yield from texts_in(row, ("text", "status_note"), row.places)
        yield from texts_in(initiative, ("latest_status",), initiative.latest_status_places or initiative.places)


def item_texts(document: Document) -> Iterator[PrintedText]:
    """A decision that is told point by point is not told again as a whole."""
    for item in document.agenda_items:
        for section in SECTIONS if item.decisions else (*SECTIONS, "decision"):
            if text := getattr(item, section):
                yield PrintedText(item, section, text, _first(item.section_places.get(section, item.places)))
        for decision in item.decisions:
            if decision.text:
                yield PrintedText(decision, "text", decision.text, _first(decision.places or item.places))


def texts_in(subject: Any, columns: Iterable[str], places: list[Place]) -> Iterator[PrintedText]:
    """Those of a record's columns that hold words."""
    for column in columns:
        text = getattr(subject, column)
        if text:
            yield PrintedText(subject, column, text, _first(places))


def _first(places: list[Place]) -> Place:
    return places[0] if places else Place()
