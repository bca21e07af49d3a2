"""The JSON of an agenda system's publication (FirstAgenda) in; each meeting's fields and its texts, line by line, out.

Those who attended are dropped while the file is parsed: their names never reach a value.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from urllib.parse import urlsplit

from parsers.model.content import FileContent, UnreadableError
from parsers.model.publication import PublishedAnnex, PublishedItem, PublishedMeeting
from parsers.model.records import SectionKind
from parsers.model.rows import UNNAMED
from parsers.profile.patterns import section_headings
from parsers.text.html_reader import PageLine, content_of, fragment_lines
from parsers.text.reader import decoded, normalised

__all__ = ["ENGINE", "read_publication"]

MEDIA_TYPE, ENGINE = "application/json", "publication"
DECISION = section_headings()[SectionKind.DECISION][0]  # names a field that has no name
PEOPLE = frozenset({"Moededeltagere", "ExternalAgendaItemAttendees", "Attendees", "Deltagere", "Afbud", "Presentations"})
EMPTY_ID = "00000000-0000-0000-0000-000000000000"

JsonObject = dict[str, object]


def read_publication(data: bytes) -> list[tuple[PublishedMeeting, FileContent]] | None:
    """The meetings of a publication's file; None for any other JSON. Raises UnreadableError("binary") for no text at all."""
    try:
        held = json.loads(decoded(data)[0], object_pairs_hook=_without_people)
    except (ValueError, RecursionError):
        return None
    meetings = held if isinstance(held, list) else [held]
    if not meetings or not all(isinstance(each, dict) and isinstance(each.get("Dagsordenpunkter"), list) for each in meetings):
        return None
    if not any(each["Dagsordenpunkter"] for each in meetings):
        raise UnreadableError("empty_file", "the publication holds no item")
    return [_meeting(each) for each in meetings]


def _without_people(pairs: list[tuple[str, object]]) -> JsonObject:
    return {key: value for key, value in pairs if key not in PEOPLE}


def _meeting(held: JsonObject) -> tuple[PublishedMeeting, FileContent]:
    body, held_on = _object(held.get("Udvalg")), _object(held.get("Moede"))
    supplementary = bool(held.get("TillaegsDagsorden") or held_on.get("IsSupplementaryAgenda"))
    meeting = PublishedMeeting(
        committee=_words(body.get("Navn")),
        day=_day(held_on.get("Dato") or held_on.get("MeetingBeginUtc")),
        place=_words(held_on.get("Sted")),
        minutes=bool(held_on.get("Afsluttet")),
        cancelled=bool(held_on.get("Aflyst") or held_on.get("IsCancelled")) or None,
        supplementary=supplementary,
        source_id=_id(held.get("Id")),
        name=_words(held_on.get("Navn")),
    )
    printed = [PageLine(f"# {meeting.committee}")] if meeting.committee else []
    printed += [PageLine(words) for words in (meeting.name, meeting.place, _words(held_on.get("Description"))) if words]
    for number, item in enumerate(_objects(held["Dagsordenpunkter"]), 1):
        meeting.items.append(_item(item, number, supplementary, printed))
    meeting.source_url = _address(held, meeting.source_id)
    return meeting, content_of(printed, MEDIA_TYPE, ENGINE)


def _item(held: JsonObject, position: int, supplementary: bool, printed: list[PageLine]) -> PublishedItem:
    title = _words(held.get("Navn") or held.get("Caption")) or ""
    item = PublishedItem(
        line=2 * len(printed) + 1,
        number=(_words(held.get("Punktnummer") or held.get("Number")) or "").rstrip(".") or str(position),
        title=title,
        case_number=_words(held.get("SagsNummer") or held.get("CaseNumber")),
        source_id=_id(held.get("Id")),
        closed=held.get("IsOpen") is False or title.casefold().startswith("lukket"),
        supplementary=supplementary,
    )
    begin = len(printed)
    printed.append(PageLine(f"# {title or item.number}"))
    is_named = False
    for field in _objects(held.get("Felter")):
        markup = field.get("Html")
        lines = fragment_lines(markup if isinstance(markup, str) else "") or [
            PageLine(words) for words in (_words(part) for part in str(field.get("Tekst") or "").split("\n")) if words
        ]
        if lines and not lines[0].text.startswith("#"):
            if name := _words(field.get("Navn")) or (UNNAMED if is_named else None):
                printed.append(PageLine(f"## {name}"))
            is_named |= name is not None
        printed += lines
    decision = held.get("ItemDecision")
    if isinstance(decision, str) and (lines := fragment_lines(decision)) and lines[0].text not in {line.text for line in printed[begin:]}:
        printed += [PageLine(f"## {DECISION}"), *lines]
    for annex in _objects(held.get("Bilag")):
        item.annexes.append(PublishedAnnex(_words(annex.get("Navn")), _id(annex.get("DocumentId")) or _id(annex.get("Id"))))
    return item


def _address(held: JsonObject, meeting: str | None) -> str | None:
    """Where the meeting is published, on the host that its annexes' links name."""
    links = (annex.get("Link") for item in _objects(held["Dagsordenpunkter"]) for annex in _objects(item.get("Bilag")))
    parts = next((urlsplit(link) for link in links if isinstance(link, str) and link.startswith("http")), None)
    return f"{parts.scheme}://{parts.netloc}/vis?id={meeting}" if parts and meeting else None


def _object(value: object) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[JsonObject]:
    return [_object(each) for each in value] if isinstance(value, list) else []


def _words(value: object) -> str | None:
    return normalised(" ".join(str(value).split())) or None if isinstance(value, (str, int)) else None


def _id(value: object) -> str | None:
    return value if isinstance(value, str) and value and value != EMPTY_ID else None


def _day(value: object) -> date | None:
    """The local day of a point in time: '2022-02-07T08:00:00+01:00' → 2022-02-07."""
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None
