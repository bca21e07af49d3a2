"""What an agenda system publishes of a meeting beside its texts: numbers, case numbers, ids and annexes, as fields."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

__all__ = ["PublishedAnnex", "PublishedItem", "PublishedMeeting"]


class PublishedAnnex(Struct):
    name: str | None
    source_id: str | None = None


class PublishedItem(Struct):
    """An item whose title stands on `line` of the meeting's content, its texts on the lines below."""

    line: int
    number: str
    title: str
    case_number: str | None = None
    source_id: str | None = None
    closed: bool = False
    supplementary: bool = False
    annexes: list[PublishedAnnex] = field(default_factory=list)


class PublishedMeeting(Struct):
    committee: str | None = None
    day: date | None = None
    place: str | None = None
    minutes: bool = False
    cancelled: bool | None = None
    supplementary: bool = False
    source_id: str | None = None
    source_url: str | None = None
    name: str | None = None
    items: list[PublishedItem] = field(default_factory=list)
