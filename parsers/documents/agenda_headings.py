"""A line in, the section of an item that it heads out: its kind, and whose decision on what day it announces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from parsers.documents import attendance
from parsers.documents.body_names import ALONE, body_named
from parsers.documents.item_forms import NAMES, NAMES_BEGIN
from parsers.language.dates import DATE, date_of
from parsers.language.outcomes import answers
from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.model.rows import UNNAMED, Row, RowKind
from parsers.profile.front_labels import front_lines
from parsers.profile.patterns import agenda_parts, pattern, printed_words, section_headings
from parsers.profile.vocabulary import key_of

__all__ = [
    "AGENDA_PARTS",
    "CLOSED_PARTS",
    "LONGEST_BODY_HEADING",
    "LONGEST_HEADING",
    "LONGEST_RUN_IN",
    "OF_AN_ITEM",
    "POINT_ALONE",
    "REPORTED",
    "RUN_IN",
    "RUN_IN_LETTERS",
    "SUPPLEMENTS",
    "Heading",
    "LikelyHeads",
    "annex_count",
    "begins_anew",
    "decision_of",
    "heading_of",
    "is_part",
    "is_plain_text",
    "likely_heads",
    "names_meeting",
    "plain",
    "treated",
]

LONGEST_HEADING = 45  # characters, of a heading of one's own words
LONGEST_BODY_HEADING = 130  # characters: "Beslutning i Social- og Sundhedsudvalget den 3. marts 2032:"

KINDS = {key_of(heading): kind for kind, headings in section_headings().items() for heading in headings}
KINDS[UNNAMED.casefold()] = SectionKind.OTHER
# "Beslutning i Økonomiudvalget den 3. marts 2032:", "BESLUTNING: Byrådet den 30.03.2032", "Beslutning fra Økonomiudvalget den …"
BY_BODY = regex.compile(
    r"(?P<kind>beslutning(?:er)?|afgørelse|protokol|indstilling)\s*(?::|\b(?:i|fra|for|af|truffet\s(?:i|af))\b)?\s*(?P<rest>\S.*?)\s*:?\s*\Z",
    regex.IGNORECASE,
)
BODY_FIRST = regex.compile(
    r"(?P<rest>(?:\p{L}[\p{L}\s,.-]*?)?(?:udvalg|råd|bestyrelse|nævn|repræsentation|magistrat|kommission)\w*)s\s(?P<kind>beslutning|indstilling)\b(?P<day>.*)",
    regex.IGNORECASE,
)
# "Beslutning for Punkt 2: Bro over åen", as an agenda system prints it with the item's title
OF_AN_ITEM = pattern("decided_item")
LEAD_IN, LONGEST_LEAD_IN = pattern("lead_in"), 200  # characters
LONGEST_TITLED = 400  # characters, of such a heading
ENDS = frozenset(":0123456789")
INITIALS, BEGINNINGS = frozenset("BbIiAaPp•*# "), frozenset({"besl", "inds", "afgø", "prot"})
BEHIND_A_NAME = ("s beslutning", "s indstilling", "S BESLUTNING", "S INDSTILLING")
LONGEST_RUN_IN = 20  # characters: "Sagsfremstilling : "
RUN_IN_LETTERS = "BISRØ"  # such a heading begins with one
RUN_IN = regex.compile(rf"(?P<heading>{'|'.join(printed_words('run_in_headings'))})\s?:\s+(?P<text>\S.*)\Z", regex.DOTALL)


OPEN_PARTS, CLOSED_PARTS, SUPPLEMENTS, WHOLE, OF_THE_PAGE = (
    frozenset(key_of(words) for words in agenda_parts(part)) for part in ("open", "closed", "supplement", "whole", "page")
)
AGENDA_PARTS = OPEN_PARTS | WHOLE
REPORTED = frozenset(map(key_of, printed_words("reported")))  # heads a decision where nothing else does
PARTS = AGENDA_PARTS | CLOSED_PARTS | SUPPLEMENTS | OF_THE_PAGE
GROUP = pattern("agenda_group")
ANNEX_COUNT = regex.compile(r"(?P<count>\d{1,3})\s++bilag\.?", regex.IGNORECASE)


OF_A_MEETING = regex.compile(r"protokol\b.*\bmøde", regex.IGNORECASE)  # "Protokol for mødet den 6/2 2018" is the paper's head
# "Økonomiudvalget, 18. september 2019, pkt. 153:" above what it decided; "Punkt 4:" may stand below it
TREATED = regex.compile(r"(?r)(?:,?\s*(?P<point>(?:pkt\.?|punkt|sag)\s(?:nr\.?\s)?\d+))?\s*:?\s*\Z", regex.IGNORECASE)
POINT_ALONE = regex.compile(r"(?:Punkt|Pkt\.?)\s\d+\s?:\Z")
A_YEAR = regex.compile(r"(?:19|20)\d\d")
BESIDE_A_NAME = regex.compile(r"\b(?:den|d|kl|møde(?:t)?|på|\d+)\b|[\s,.:]", regex.IGNORECASE)
# "Beslutning (Byrådet)", "Beslutning fra møde i Byrådet"
BEHIND_DECISION = regex.compile(rf"{BESIDE_A_NAME.pattern}|\bi\b|[()–-]", regex.IGNORECASE)
PAGE = regex.compile(r"\b(?:s\.|side)\s?\d+\b", regex.IGNORECASE)  # "Byrådet den 3. maj 2032, s. 4"
AT_HAND = ALONE | {"mødet"}
ABBREVIATED = regex.compile(r"\p{Lu}{2,5}(?=[\s,])")  # "Beslutning i ØU den 3. maj 2032"


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
    if length > LONGEST_TITLED or text[0].islower():
        return None
    return _of_a_body(text.strip(" •*#")) if _announces(text) else None


@lru_cache(maxsize=2**12)  # the same few lines head every item
def _short_heading(text: str) -> Heading | None:
    if kind := KINDS.get(" ".join(text.strip(" •*#").rstrip(" :").casefold().split())):
        return Heading(kind)
    return _of_a_body(text.strip(" •*#")) if _announces(text) else None


def _announces(text: str) -> bool:
    """Whether a line may announce a body's decision: it begins with the word, or has it behind a name."""
    if text[:1] in INITIALS and text.lstrip(" •*#")[:4].casefold() in BEGINNINGS:
        return True
    return any([told in text for told in BEHIND_A_NAME])  # noqa: C419 - half the time of a generator


@lru_cache(maxsize=2**10)  # it is asked more than once of each line
def _of_a_body(text: str) -> Heading | None:
    if OF_AN_ITEM.match(text):
        return Heading(SectionKind.DECISION)
    if len(text) > LONGEST_BODY_HEADING:
        return None
    match = BODY_FIRST.match(text) or BY_BODY.match(text)
    if match is None:
        return None
    rest, kind = match["rest"], KINDS[match["kind"].casefold()]
    if match.re.pattern == BODY_FIRST.pattern:
        return _behind_its_name(kind, rest, match["day"]) if text[-1] != "." else None  # "Byrådet godkendte udvalgets indstilling." is none
    rest, _ = _parted(rest)
    body, day = body_named(rest), date_of(rest)
    if day is not None and body is None and (short := ABBREVIATED.match(rest)):
        body = short[0]
    if (body is None and day is None) or (kind is SectionKind.DECISION and OF_A_MEETING.match(text)):
        at_hand = kind is SectionKind.DECISION and rest.casefold().removeprefix("på ") in AT_HAND  # "Beslutning i udvalget"
        return Heading(kind) if at_hand else None
    words = DATE.sub(" ", rest)
    if BEHIND_DECISION.sub("", words.replace(f"{body}s", " ").replace(body, " ") if body else words):
        return None  # "Beslutning om takster i Byrådet" is a title
    return Heading(kind, body, day)


def _behind_its_name(kind: SectionKind, name: str, printed: str) -> Heading | None:
    """'Byrådets beslutning, 3. maj 2032:', of which `name` is 'Byrådet'; 'Udvalget' names nobody, and is the meeting's own."""
    day, at_hand = date_of(printed), name.casefold() in AT_HAND
    if (body_named(name) != name and not at_hand) or (day is None and printed.strip(" :")):
        return None
    return Heading(kind, None if at_hand else name, day)


@lru_cache(maxsize=2**12)
def _plain(text: str) -> str:
    return text.strip(" •*#").rstrip(" :").casefold()


def plain(text: str) -> str:
    """A short line's words without marks, in small letters; "" for a longer one."""
    return _plain(text) if len(text) <= LONGEST_HEADING else ""


def annex_count(text: str) -> int | None:
    """How many annexes a line counts: '2 bilag' → 2; None where it counts none."""
    return _annex_count(text) if len(text) <= LONGEST_HEADING and text[:1].isdecimal() else None


@lru_cache(maxsize=2**10)
def _annex_count(text: str) -> int | None:
    count = ANNEX_COUNT.fullmatch(text)
    return int(count["count"]) if count else None


def is_part(text: str) -> bool:
    """Whether a line announces a part of the agenda: 'Åben dagsorden', 'Tillægsdagsorden'; or is a page's own: 'Til toppen'."""
    return len(text) <= LONGEST_HEADING and _is_part(text)


@lru_cache(maxsize=2**10)
def _is_part(text: str) -> bool:
    return _plain(text) in PARTS or GROUP.fullmatch(text) is not None


@lru_cache(maxsize=2**12)  # the same few come again and again
def is_plain_text(text: str) -> bool:
    """Whether a short line within a section is its text, whatever stands around it: it tells of no part, no case and nobody who attends."""
    if ":" in text or text.isupper() or is_part(text) or plain(text) in attendance.HEADINGS:
        return False
    return front_lines(text) is None and not attendance.is_attendance(text)


class LikelyHeads(NamedTuple):
    """Where each line stands that may head a section, for the same few come again and again; and where one may head an item.

    `anew` are those that go on from nothing, `treated` those that name a body and its day and nothing else. `lead_ins` break off
    as "Direktionen indstiller," does, and what stands at `aside` is no running text.
    """

    items: Sequence[int]
    places: Mapping[str, Sequence[int]]
    anew: Set[str]
    treated: Set[str]
    lead_ins: Sequence[int]
    aside: Set[int]


def likely_heads(lines: Iterable[Row], texts: Iterable[str]) -> LikelyHeads:
    """What of an agenda's lines may head something, told by one look at each; `texts` are theirs."""
    items: set[int] = set()
    aside: set[int] = set()
    running = RowKind.TEXT
    for at, row in enumerate(lines):
        if row.heading:
            items.add(at)
        if row.kind is not running:
            aside.add(at)
    lead_ins: list[int] = []
    places: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        if len(text) <= LONGEST_HEADING:
            places[text].append(at)
            continue
        if text[0] in NAMES_BEGIN and text.startswith(NAMES):
            items.add(at)
        if text[0].islower():  # as most lines of running text
            continue
        if len(text) <= LONGEST_TITLED and (_announces(text) or treated(text)):
            places[text].append(at)
        if len(text) <= LONGEST_LEAD_IN and "indstiller" in text and _leads_in(text):
            lead_ins.append(at)
    places.pop("", None)  # of a sign alone that stands on every page
    for text, ats in places.items():
        if len(text) > LONGEST_HEADING:
            continue
        if text.startswith(NAMES):
            items.update(ats)
        if "indstiller" in text and _leads_in(text):
            lead_ins += ats
    anew, told = {text for text in places if begins_anew(text)}, {text for text in places if treated(text)}
    return LikelyHeads(sorted(items), places, anew, told, sorted(lead_ins), aside)


@lru_cache(maxsize=2**10)  # most recommendations are announced in the same few words
def _leads_in(text: str) -> bool:
    return LEAD_IN.match(text) is not None


def begins_anew(text: str) -> bool:
    """Whether a line goes on from nothing and nothing goes on from it: a known heading, a part's, a list's of those present."""
    if len(text) > LONGEST_HEADING:
        return heading_of(text) is not None
    return _short_begins_anew(text)


@lru_cache(maxsize=2**12)
def _short_begins_anew(text: str) -> bool:
    words = _plain(text)
    return words in attendance.HEADINGS or is_part(text) or annex_count(text) is not None or heading_of(text) is not None


def treated(text: str) -> Heading | None:
    """The body and day of a line that names nothing else: 'Økonomiudvalget, 18. september 2019, pkt. 153:', '19-08-2019 Magistraten'."""
    return _treated(text) if len(text) <= LONGEST_BODY_HEADING and (text[-1] in ENDS or text[0].isdecimal()) else None


@lru_cache(maxsize=2**12)
def _treated(text: str) -> Heading | None:
    if A_YEAR.search(text) is None:
        return None
    rest, _ = _parted(text)
    body, day = body_named(rest), date_of(rest)
    if body is None or day is None or BESIDE_A_NAME.sub("", DATE.sub(" ", rest).replace(f"{body}s", " ").replace(body, " ")):
        return None
    return Heading(SectionKind.DECISION, body, day)


def names_meeting(text: str) -> bool:
    """Whether a line names a council, a day or both, and nothing else, as a page's head does: 'Møde i Økonomiudvalget den 3. maj 2032'."""
    if len(text) > LONGEST_BODY_HEADING:
        return False
    return _names_meeting(text)


@lru_cache(maxsize=2**10)
def _names_meeting(text: str) -> bool:
    body = body_named(text)
    if body is None and date_of(text) is None:
        return False
    words = PAGE.sub(" ", DATE.sub(" ", text))
    return not BEHIND_DECISION.sub("", words.replace(f"{body}s", " ").replace(body, " ") if body else words)


def _parted(text: str) -> tuple[str, str | None]:
    """'Byrådet, 3. marts 2032, pkt. 4:' without its point, and the point."""
    end = TREATED.search(text)
    return (text[: end.start()], end["point"]) if end else (text, None)


def decision_of(lines: Sequence[Row], at: int, section: SectionKind | None) -> Heading | None:
    """The decision that a body's name and day announce, where what stands below is none of the next in a list of treatments.

    Within a `section` that tells the case's way through the bodies, it stays part of that. "Kommunalbestyrelsens møde
    25. september 2006" heads many pages too: only above "Punkt 4:" it announces.
    """
    text = lines[at].text
    heading = treated(text) if lines[at].kind is RowKind.TEXT and section is not SectionKind.PREVIOUS else None
    below = lines[at + 1].text if heading and at + 1 < len(lines) else ""
    if not below or treated(below) or heading_of(below):
        return None
    if "møde" in text:
        return heading if POINT_ALONE.match(below) else None
    named = text.endswith(":") or _parted(text)[1] is not None or lines[at].heading
    above = heading_of(lines[at - 1].text) if at and section is SectionKind.DECISION else None  # "Beslutninger:" with whose below it
    return heading if named or answers(below) or (above is not None and above.body is None) else None
