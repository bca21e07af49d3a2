"""A line in, the section of an item that it heads out: its kind, and whose decision on what day it announces."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from parsers.documents import attendance
from parsers.documents.body_names import body_named
from parsers.language.dates import DATE, date_of
from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.profile.patterns import agenda_parts, printed_words, section_headings
from parsers.profile.vocabulary import key_of

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

KINDS = {key_of(heading): kind for kind, headings in section_headings().items() for heading in headings}
# "Beslutning i Økonomiudvalget den 3. marts 2032:", "BESLUTNING: Byrådet den 30.03.2032", "Beslutning fra Økonomiudvalget den …"
BY_BODY = regex.compile(
    r"(?P<kind>beslutning|afgørelse|protokol|indstilling)\s*(?::|\b(?:i|fra|for|af|truffet\s(?:i|af))\b)?\s*(?P<rest>\S.*?)\s*:?\s*\Z",
    regex.IGNORECASE,
)
BODY_FIRST = regex.compile(
    r"(?P<rest>\p{L}[\p{L}\s,.-]*?(?:udvalg|råd|bestyrelse|nævn)\w*)s\s(?P<kind>beslutning|indstilling)\b(?P<day>.*)", regex.IGNORECASE
)
INITIALS, BEGINNINGS = frozenset("BbIiAaPp•*# "), frozenset({"besl", "inds", "afgø", "prot"})
RUN_IN = regex.compile(rf"(?P<heading>{'|'.join(printed_words('run_in_headings'))})\s?:\s+(?P<text>\S.*)\Z", regex.DOTALL)


OPEN_PARTS, CLOSED_PARTS, SUPPLEMENTS, WHOLE = (
    frozenset(key_of(words) for words in agenda_parts(part)) for part in ("open", "closed", "supplement", "whole")
)
AGENDA_PARTS = OPEN_PARTS | WHOLE
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
    if match.re.pattern == BODY_FIRST.pattern:
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
