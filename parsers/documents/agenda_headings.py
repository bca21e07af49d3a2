"""A line in, the section of an item that it heads out: its kind, and whose decision on what day it announces."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

import regex

from parsers.documents import attendance
from parsers.documents.body_names import body_named
from parsers.language.dates import DATE, date_of
from parsers.model.records import SectionKind

__all__ = [
    "AGENDA_PARTS",
    "ANNEX_COUNT",
    "CLOSED_PARTS",
    "LONGEST_BODY_HEADING",
    "LONGEST_HEADING",
    "RUN_IN",
    "SUPPLEMENTS",
    "Heading",
    "begins_anew",
    "heading_of",
    "is_part",
    "plain",
]

LONGEST_HEADING = 45  # characters, of a heading of one's own words
LONGEST_BODY_HEADING = 130  # characters: "Beslutning i Social- og Sundhedsudvalget den 3. marts 2032:"

KINDS = {
    "tidligere behandling": SectionKind.PREVIOUS,
    "tidligere behandlinger": SectionKind.PREVIOUS,
    "sagens forløb": SectionKind.PREVIOUS,
    "sagens gang": SectionKind.PREVIOUS,
    "indhold": SectionKind.SUMMARY,
    "sammendrag": SectionKind.SUMMARY,
    "resume": SectionKind.SUMMARY,
    "resumé": SectionKind.SUMMARY,
    "sagsresume": SectionKind.SUMMARY,
    "sagsresumé": SectionKind.SUMMARY,
    "beskrivelse": SectionKind.SUMMARY,
    "kort fortalt": SectionKind.SUMMARY,
    "baggrund": SectionKind.BACKGROUND,
    "sagsfremstilling": SectionKind.CASE,
    "supplerende sagsfremstilling": SectionKind.CASE,
    "fremstilling": SectionKind.CASE,
    "sagsbeskrivelse": SectionKind.CASE,
    "supplerende sagsbeskrivelse": SectionKind.CASE,
    "sagens indhold": SectionKind.CASE,
    "økonomiske konsekvenser og finansiering": SectionKind.ECONOMY,
    "økonomiske konsekvenser": SectionKind.ECONOMY,
    "økonomi": SectionKind.ECONOMY,
    "økonomi og finansiering": SectionKind.ECONOMY,
    "sagsprocedure": SectionKind.PROCEDURE,
    "kompetence": SectionKind.PROCEDURE,
    "lovgrundlag": SectionKind.LAW,
    "retsgrundlag": SectionKind.LAW,
    "lovgivning": SectionKind.LAW,
    "høring": SectionKind.HEARING,
    "høringer": SectionKind.HEARING,
    "tidsplan": SectionKind.TIMETABLE,
    "kommunikation": SectionKind.COMMUNICATION,
    "bilag": SectionKind.ANNEX,
    "bilagsoversigt": SectionKind.ANNEX,
    "beslutningen træffes af": SectionKind.BODY,
    "beslutning træffes af": SectionKind.BODY,
    "beslutningskompetence": SectionKind.BODY,
    "indstilling": SectionKind.RECOMMENDATION,
    "indstillinger": SectionKind.RECOMMENDATION,
    "supplerende indstilling": SectionKind.RECOMMENDATION,
    "forvaltningens indstilling": SectionKind.RECOMMENDATION,
    "administrationens indstilling": SectionKind.RECOMMENDATION,
    "beslutning": SectionKind.DECISION,
    "beslutninger": SectionKind.DECISION,
    "afgørelse": SectionKind.DECISION,
    "protokol": SectionKind.DECISION,
    "udvalgets beslutning": SectionKind.DECISION,
    "byrådets beslutning": SectionKind.DECISION,
}
# "Beslutning i Økonomiudvalget den 3. marts 2032:", "BESLUTNING: Byrådet den 30.03.2032", "Beslutning fra Økonomiudvalget den …"
BY_BODY = regex.compile(
    r"(?P<kind>beslutning|afgørelse|protokol|indstilling)\s*(?::|\b(?:i|fra|for|af|truffet\s(?:i|af))\b)?\s*(?P<rest>\S.*?)\s*:?\s*\Z",
    regex.IGNORECASE,
)
BODY_FIRST = regex.compile(
    r"(?P<rest>\p{L}[\p{L}\s,.-]*?(?:udvalg|råd|bestyrelse|nævn)\w*)s\s(?P<kind>beslutning|indstilling)\b(?P<day>.*)", regex.IGNORECASE
)
INITIALS, BEGINNINGS = frozenset("BbIiAaPp•*# "), frozenset({"besl", "inds", "afgø", "prot"})
RUN_IN = regex.compile(
    r"(?P<heading>Beslutning|BESLUTNING|Indstilling|INDSTILLING|Resum[eé]|Sammendrag)\s?:\s+(?P<text>\S.*)\Z", regex.DOTALL
)


OPEN_PARTS = frozenset({"åben dagsorden", "åbne punkter", "åbent møde", "åbne sager"})
CLOSED_PARTS = frozenset({"lukket dagsorden", "lukkede punkter", "lukket møde", "lukkede sager"})
SUPPLEMENTS = frozenset(
    {"tillægsdagsorden", "tillæg til dagsorden", "tillæg til dagsordenen", "supplerende dagsorden", "åben tillægsdagsorden"}
)
AGENDA_PARTS = OPEN_PARTS | {
    "dagsorden",
    "referat",
    "indholdsfortegnelse",
    "beslutningsprotokol",
    "beslutningsreferat",
    "dagsordenspunkter",
}
PARTS = AGENDA_PARTS | CLOSED_PARTS | SUPPLEMENTS
ANNEX_COUNT = regex.compile(r"(?P<count>\d{1,3})\s++bilag\.?", regex.IGNORECASE)


BESIDE_A_NAME = regex.compile(r"\b(?:den|d|kl|møde(?:t)?|på|\d+)\b|[\s,.:]", regex.IGNORECASE)


class Heading(NamedTuple):
    """`body` and `day` are those that the heading itself names."""

    kind: SectionKind
    body: str | None = None
    day: date | None = None


def heading_of(text: str) -> Heading | None:
    """The section that a line announces, told by its words: 'Indstilling', 'SAGSFREMSTILLING:', 'Beslutning i Byrådet den 3. maj 2032'."""
    length = len(text)
    if length <= LONGEST_HEADING:
        return _short_heading(text)
    if length > LONGEST_BODY_HEADING or text[0].islower():
        return None
    return _of_a_body(text.strip(" •*#")) if _announces(text) else None


@lru_cache(maxsize=2**12)  # the same few lines head every item
def _short_heading(text: str) -> Heading | None:
    if kind := KINDS.get(" ".join(text.strip(" •*#").rstrip(" :").casefold().split())):
        return Heading(kind)
    return _of_a_body(text.strip(" •*#")) if _announces(text) else None


def _announces(text: str) -> bool:
    """Whether a line may announce a body's decision: it begins with the word, or has it behind a name."""
    return (text[:1] in INITIALS and text.lstrip(" •*#")[:4].casefold() in BEGINNINGS) or "s beslutning" in text or "s indstilling" in text


def _of_a_body(text: str) -> Heading | None:
    match = BODY_FIRST.match(text) or BY_BODY.match(text)
    if match is None:
        return None
    rest, kind = match["rest"], KINDS[match["kind"].casefold()]
    if match.re is BODY_FIRST:
        day = date_of(match["day"])
        named = body_named(rest) == rest and not text.endswith(".")  # "Byrådet godkendte Økonomiudvalgets indstilling." is none
        return Heading(kind, rest, day) if named and (day or not match["day"].strip(" :")) else None
    body, day = body_named(rest), date_of(rest)
    if body is None and day is None:
        return None
    words = DATE.sub(" ", rest)
    if BESIDE_A_NAME.sub("", words.replace(body, " ") if body else words):
        return None  # "Beslutning om takster i Byrådet" is a title
    return Heading(kind, body, day)


@lru_cache(maxsize=2**12)
def _plain(text: str) -> str:
    return text.strip(" •*#").rstrip(" :").casefold()


def plain(text: str) -> str:
    """A short line's words without marks, in small letters; "" for a longer one."""
    return _plain(text) if len(text) <= LONGEST_HEADING else ""


def is_part(text: str) -> bool:
    """Whether a line announces a part of the agenda: 'Åben dagsorden', 'Tillægsdagsorden'."""
    return len(text) <= LONGEST_HEADING and _plain(text) in PARTS


def begins_anew(text: str) -> bool:
    """Whether a line goes on from nothing and nothing goes on from it: a known heading, a part's, a list's of those present."""
    if len(text) > LONGEST_HEADING:
        return heading_of(text) is not None
    return _short_begins_anew(text)


@lru_cache(maxsize=2**12)
def _short_begins_anew(text: str) -> bool:
    words = _plain(text)
    return words in attendance.HEADINGS or words in PARTS or ANNEX_COUNT.fullmatch(text) is not None or heading_of(text) is not None
