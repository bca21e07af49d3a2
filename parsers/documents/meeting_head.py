"""The lines above an agenda's first item in, the meeting out: whose, when, where, agenda or minutes, held or cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from msgspec import Struct, field

from parsers.documents.agenda_headings import LONGEST_HEADING, Heading, heading_of, is_part, plain
from parsers.documents.body_names import NO_NAMES, body_named
from parsers.language.dates import DATE, date_of
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import Finding, FrontMatter, SectionKind
from parsers.model.rows import Row
from parsers.profile.organisation import BodyKind, bodies, committee
from parsers.profile.patterns import pattern
from parsers.profile.vocabulary import ProfileWords, vocabulary

__all__ = ["Meeting", "MeetingHead", "address_in", "known_body"]

# A day that is not the meeting's: "Udskriftsdato: …", "Offentliggjort den …", "Godkendt på mødet den …", "Næste møde: …"
OTHER_DAY = regex.compile(
    r"udskr|print|offentligg|frist|godkendt|næste|forrige|revider|opdater|udsend|dateret|journal|version|underskr|hent(?:et|ed)|senest"
    r"|kommende|gælde|oprettet|vedtaget",
    regex.IGNORECASE,
)
MEETINGS_DAY = regex.compile(
    r"\A\W*(?:møde|dato\b|tid(?:spunkt)?\b|(?:referat|dagsorden)\b|afholdt|holdt)|\bmøde(?:t|dato)?\b|\bden\b.*\bkl\b", regex.IGNORECASE
)
CLOCK = regex.compile(r"\bkl\.?\s?\d|\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b", regex.IGNORECASE)
OTHER_MEETING = regex.compile(r"\b(?:punkt|pkt\.)\s?\d", regex.IGNORECASE)  # "Økonomiudvalget den 5. marts 2031 Punkt 12" is no head
PLACE_LABEL = regex.compile(r"\A\W*(?:mødested|sted|lokale)\s?:\s*(?P<place>\S.*)", regex.IGNORECASE)
SAID = pattern("head_sentence", regex.IGNORECASE)
MEETING_PLACE = regex.compile(r"\b(?:lokale|mødelokale|mødecenter|rådhus\p{Ll}*|\p{Ll}*sal(?:en)?|etage|stuen)\b", regex.IGNORECASE)
MINUTES = regex.compile(r"\b(?:beslutnings)?(?:referat|protokol)\b", regex.IGNORECASE)
AGENDA = regex.compile(r"\b(?:tillægs)?dagsorden\b", regex.IGNORECASE)
CANCELLED = regex.compile(r"\baflyst\b", regex.IGNORECASE)
LABEL = regex.compile(r"\W*\p{L}[\p{L}\s-]{1,24}:")
KIND_ALONE = regex.compile(
    r"\W*(?:åbent?\s|lukket\s|endeligt?\s|ekstraordinær\w*\s|tillægs)?(?:dagsorden|(?:beslutnings)?(?:referat|protokol))\W*\Z",
    regex.IGNORECASE,
)
URL = regex.compile(r"Source\sURL\s?:\s*+(?P<url>\S++)|(?P<url>https?://\S*dagsorden/\S++)", regex.IGNORECASE)
URL_LETTERS = frozenset("SsHh")
SLUG = regex.compile(r"/(?P<committee>[\p{Ll}-]{3,60}?)-(?P<day>\d\d-\d\d-\d{4})")
INDEFINITE = ("udvalg", "råd", "bestyrelse", "nævn")
YEARS = regex.compile(r"\s(?:19|20)\d\d.*\Z")
LONGEST_LINE = 2 * LONGEST_HEADING  # characters: a head's line; a longer one is running text


class Meeting(Struct):
    """Whose meeting, when and where. `committee` is as printed, `body` the known one, None when it is not in the data."""

    committee: str | None = None
    day: date | None = None
    place: str | None = None
    kind: str | None = None
    cancelled: bool | None = None
    source_url: str | None = None
    title: str | None = None
    source_id: str | None = None

    @property
    def body(self) -> str | None:
        return known_body(self.committee)


def known_body(name: str | None) -> str | None:
    """The known council or committee of a printed name, whatever years stand behind it: 'Byråd 2022-2025' → Kommunalbestyrelsen."""
    return None if name is None else _known_body(vocabulary(), name)


@lru_cache(maxsize=2**10)
def _known_body(words: ProfileWords, name: str) -> str | None:
    known = committee(YEARS.sub("", name))
    return known.name if known else None


def address_in(text: str) -> str | None:
    """The address that a line prints: 'Source URL: https://…'; most lines are passed by at one letter."""
    printed = URL.match(text) if text[:1] in URL_LETTERS and ":" in text else None
    return printed["url"] if printed else None


class MeetingHead(Struct):
    """Takes the lines above the first item, one by one, and tells the meeting at the end."""

    front: FrontMatter | None = None
    findings: list[Finding] = field(default_factory=list)
    _meeting: Meeting = field(default_factory=Meeting)
    _days: list[tuple[int, date]] = field(default_factory=list)
    _first: Row | None = None  # the first line that may be a name nobody knows
    _day_above: bool = False
    _in_item: bool = False  # a section's heading stands above
    _kind: str | None = None
    _decided: set[tuple[str | None, date | None]] = field(default_factory=set)

    def take(self, row: Row) -> None:
        text, meeting = row.text, self._meeting
        if len(text) >= LONGEST_LINE or OTHER_MEETING.search(text):
            self.findings.append(row_finding(Code.OUTSIDE_ITEMS, row))
            return
        self.findings.append(row_finding(Code.HEADING, row))
        heading = heading_of(text)
        is_title = heading == Heading(SectionKind.DECISION) and self._is_begun()  # "BESLUTNINGER"
        self._in_item |= heading is not None and not is_title
        if self._in_item:
            return  # "at Socialudvalget godkender planen" is said below "Indstilling" of a page that prints one item
        if CANCELLED.search(text):
            meeting.cancelled = True
        if self._kind is None and (MINUTES.search(text) or AGENDA.search(text)):
            self._kind = "referat" if MINUTES.search(text) else "dagsorden"
        after_day, self._day_above = self._day_above, False
        if day := self._day(text):
            self._day_above = True
        place = PLACE_LABEL.match(text)
        named = None if place or SAID.search(text) else body_named(text)
        if named and named.endswith(INDEFINITE) and named[0].islower():
            named = None  # "Forslag til tilpasninger af lokaludvalg" is an item's title
        if named and meeting.committee is None and plain(text) not in NO_NAMES and not OTHER_DAY.search(text):
            meeting.committee, meeting.title = self._name(text, named), text
            return
        if place:
            meeting.place = meeting.place or place["place"].strip()
        elif (
            meeting.place is None
            and named is None
            and (MEETING_PLACE.search(text) or (after_day and not day and not LABEL.match(text) and not KIND_ALONE.match(text)))
        ):
            meeting.place = text
        elif self._first is None and not KIND_ALONE.match(text) and not is_part(text) and day is None:
            self._first = row
        if meeting.title is None and row.heading:
            meeting.title = text

    def decided(self, headings: Iterable[Heading]) -> None:
        """Takes the headings of what was decided, which may be all that names the meeting's council or day."""
        self._decided = {(each.body, each.day) for each in headings if each.kind is SectionKind.DECISION and each.body and each.day}

    def _from_decisions(self) -> None:
        """The council that decided on the meeting's day, or the day on which its council did, where there is one."""
        meeting = self._meeting
        agree = {(body, day) for body, day in self._decided if (meeting.committee or body) == body and (meeting.day or day) == day}
        if len(agree) == 1:
            [(body, day)] = agree
            meeting.committee, meeting.day = meeting.committee or body, meeting.day or day

    def _is_begun(self) -> bool:
        """Whether nothing is known of the meeting yet."""
        return self._meeting.committee is None and self._first is None and not self._days

    def address(self, url: str | None) -> None:
        """Takes the first address that the paper prints, wherever it stands."""
        self._meeting.source_url = url

    def _day(self, text: str) -> date | None:
        if OTHER_DAY.search(text) or (day := date_of(text)) is None:
            return None
        worth = 2 * (MEETINGS_DAY.search(text) is not None) + (CLOCK.search(text) is not None)
        self._days.append((worth, day))
        return day

    def _name(self, text: str, named: str) -> str:
        """A line that is nothing but a name is the name whole: '.Spørgsmål / Svar til Byrådet 2022-2025'; a room stands behind a dash."""
        before, dash, _ = text.strip(" *#").partition(" - ")
        if (dash and plain(before) == plain(named)) or (
            DATE.search(text)
            or len(text) > LONGEST_HEADING
            or regex.search(r"møde|:|\breferat|\bdagsorden|\bden\b|\bkommune\b", text, regex.IGNORECASE)
        ):
            return named
        return text.strip(" *#")

    def finish(self) -> Meeting:
        """The meeting as its head tells it."""
        meeting = self._meeting
        if self.front is not None:
            meeting.source_url = self.front.source_url or meeting.source_url
        self._from_address()
        told = max((worth for worth, _ in self._days), default=None)
        if told is not None:
            meeting.day = next(day for worth, day in self._days if worth == told)
        if self.front is not None and self.front.document_date is not None and (told is None or told < 2):
            meeting.day = self.front.document_date
        if meeting.committee is None and self._first is not None and self._first.heading:
            meeting.committee = self._first.text.strip(" *#")
            meeting.title = meeting.title or self._first.text
        if meeting.committee is None or meeting.day is None:
            self._from_decisions()
        meeting.kind = self._kind or "dagsorden"
        if meeting.committee and meeting.body is None:
            self.findings.append(finding(Code.UNKNOWN_COMMITTEE, meeting.committee))
        return meeting

    def _from_address(self) -> None:
        """'…/dagsorden/oekonomiudvalget-02-03-2032' names the committee and the day."""
        meeting = self._meeting
        match = SLUG.search(meeting.source_url or "")
        if match is None:
            return
        slug = match["committee"]
        named = next((body.name for body in bodies(BodyKind.COMMITTEE) if body.slug == slug), None)
        meeting.committee = meeting.committee or named or slug
        if not self._days and (day := date_of(match["day"])):
            self._days.append((0, day))
