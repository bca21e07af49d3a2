"""A place on a page to the record that is printed there, so that what a reader noticed is said of its row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parsers.documents.kinds import KINDS
from parsers.model.records import Document
from parsers.model.rows import Place

__all__ = ["record_at"]

SLACK = 2.0  # points: a word's box may stand out of its row's


def record_at(document: Document, place: Place) -> Any:
    """The record whose row holds the middle of `place`, or its line; else the initiative it stands below; None before the first."""
    held = [(_height(own), record) for record, own in _placed(document) if _holds(own, place)]
    if held:
        return min(held, key=lambda each: each[0])[1]
    above = [(_order(own), record) for record, own in _placed_initiatives(document) if _order(own) <= _order(place)]
    return max(above, key=lambda each: each[0])[1] if above else None


def _placed(document: Document) -> Iterator[tuple[Any, Place]]:
    """Each record of a document with each of its places; an initiative's rows before those it is made of."""
    yield from _placed_initiatives(document)
    for initiative in document.initiatives:
        yield from ((record, place) for record in initiative.milestones for place in record.places)
        yield from ((record, place) for record in initiative.economy for place in record.places)
    for item in document.agenda_items:
        for place in (*item.places, *(place for places in item.section_places.values() for place in places)):
            yield item, place
    for records in KINDS[document.kind].lists:
        yield from ((record, place) for record in getattr(document, records.table) for place in record.places)


def _placed_initiatives(document: Document) -> Iterator[tuple[Any, Place]]:
    for initiative in document.initiatives:
        for place in (*initiative.places, *initiative.description_places, *initiative.latest_status_places):
            yield initiative, place


def _holds(own: Place, place: Place) -> bool:
    if place.page is None or own.top is None or own.bottom is None or place.top is None or place.bottom is None:
        return place.line is not None and own.line == place.line
    if own.page != place.page or not own.top - SLACK <= (place.top + place.bottom) / 2 <= own.bottom + SLACK:
        return False
    if own.x0 is None or own.x1 is None or place.x0 is None or place.x1 is None:
        return True
    return own.x0 - SLACK <= (place.x0 + place.x1) / 2 <= own.x1 + SLACK


def _height(place: Place) -> float:
    return place.bottom - place.top if place.top is not None and place.bottom is not None else 0.0


def _order(place: Place) -> tuple[int, float]:
    return place.page or 0, place.top if place.top is not None else float(place.line or 0)
