"""An agenda's or its minutes' rows in; the meeting, its items with their sections and decisions, and doubts out."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise, zip_longest

import regex

from parsers.documents import attendance
from parsers.documents.decisions import read_decisions
from parsers.language.dates import MONTH, date_of
from parsers.language.outcomes import outcome_of
from parsers.language.paragraphs import Marks, ends_sentence, paragraphs
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import AgendaItem, Finding, FrontMatter, Outcome
from parsers.model.rows import Cell, Row, RowKind
from parsers.profile.organisation import BodyKind, bodies, committees_in

__all__ = ["read_agenda"]


class Section(StrEnum):
    """The fixed headings of an item, by the column their text goes to."""

    PREVIOUS = "previous_treatment"
    SUMMARY = "summary"
    BACKGROUND = "background"
    CASE = "case_text"
    ECONOMY = "economic_consequences"
    ANNEX = "annex_count"
    BODY = "deciding_body"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"


HEADINGS = {
    "tidligere behandling": Section.PREVIOUS,
    "tidligere behandlinger": Section.PREVIOUS,
    "indhold": Section.SUMMARY,
    "sammendrag": Section.SUMMARY,
    "resume": Section.SUMMARY,
    "resumé": Section.SUMMARY,
    "beskrivelse": Section.SUMMARY,
    "baggrund": Section.BACKGROUND,
    "sagsfremstilling": Section.CASE,
    "sagsbeskrivelse": Section.CASE,
    "økonomiske konsekvenser og finansiering": Section.ECONOMY,
    "økonomiske konsekvenser": Section.ECONOMY,
    "bilag": Section.ANNEX,
    "beslutningen træffes af": Section.BODY,
    "beslutning træffes af": Section.BODY,
    "indstilling": Section.RECOMMENDATION,
    "beslutning": Section.DECISION,
}
AGENDA_PARTS = frozenset(
    {"åben dagsorden", "lukket dagsorden", "åbne punkter", "lukkede punkter", "dagsorden", "referat", "indholdsfortegnelse"}
)
LONGEST_HEADING = 45  # characters

ITEM = regex.compile(r"(?:Punkt|Pkt\.)\s++(?P<number>\d{1,3}(?:\.\d{1,2})?)[.:]?(?:\s++(?P<title>[^\s\p{Ll}].*+))?\s*+\Z", regex.DOTALL)
NUMBERED = regex.compile(r"(?P<number>\d{1,3})\.?\s++(?P<title>\p{Lu}.*+)\Z", regex.DOTALL)  # an item's heading where no "Punkt" is printed
LINE_GAP = 0.5  # of a line's height: on paper, a line of the same title is no further below
HEADING_NEAR = 6  # rows: a fixed heading follows an item's title this soon
URL = regex.compile(r"Source\sURL\s?:\s*+(?P<url>\S++)|(?P<url>https?://\S*dagsorden/\S++)", regex.IGNORECASE)
SLUG = regex.compile(r"/(?P<committee>[\p{Ll}-]{3,60}?)-(?P<day>\d\d-\d\d-\d{4})")
OTHER_MEETING = regex.compile(r"\b(?:punkt|pkt\.)\s?\d", regex.IGNORECASE)  # "Økonomiudvalget den 5. marts 2031 Punkt 12" is no head
MEETING_PLACE = regex.compile(r"\b(?:lokale|mødelokale|mødecenter|rådhus\p{Ll}*|\p{Ll}*sal(?:en)?|etage|stuen)\b", regex.IGNORECASE)
ANNEX_COUNT = regex.compile(r"(?P<count>\d{1,3})\s++bilag\.?", regex.IGNORECASE)
GLUED_HEADINGS = ("Bilag", "Beslutning", "Indstilling")
BEGINNING = regex.compile(
    r"[•▪◦·*–-]\s|\d{1,2}[.)]\s|[a-z]\)\s|(?:Punkt|Pkt\.)\s+\d|Source\sURL\s?:|https?://"
    r"|(?:Deltagere|Afbud|(?:Afbud/)?[Ff]raværende|Til\sstede)\s?:"
)
THROWN = {number: regex.compile(rf"(?P<text>.*(?:[^\s\d§(/]|[.!?:]\s)){number}\.", regex.DOTALL) for number in range(1, 40)}
# What a number belongs to when it follows: "pkt. 4.", "i kraft 1.", "nr. "; a year ends a sentence.
NUMBER_NEXT = regex.compile(r"(?:(?<=\d)(?<!\b(?:19|20)\d\d)[.:]|\b(?:pkt|nr|jfr?|stk|kap|afs|art|kl|pr|ca)\.)\s?\Z", regex.IGNORECASE)
DAYS_MONTH = regex.compile(MONTH, regex.IGNORECASE)


@dataclass(slots=True)
class Meeting:
    """Whose meeting, when and where; `minutes` when its decisions are printed."""

    committee: str | None = None
    day: date | None = None
    place: str | None = None
    minutes: bool = False
    source_url: str | None = None
    title: str | None = None


def section_of(text: str) -> Section | None:
    """The section a heading opens: 'Indstilling' and 'INDSTILLING:' → recommendation; None for any other text."""
    return HEADINGS.get(text.strip().rstrip(" :").casefold()) if len(text) <= LONGEST_HEADING else None


def _plain(text: str) -> str:
    return text.strip(" •*#").rstrip(" :").casefold() if len(text) <= LONGEST_HEADING else ""


def _alone(text: str) -> bool:
    """Whether a line is a fixed heading or another that nothing goes on from."""
    if len(text) > LONGEST_HEADING:
        return False
    plain = _plain(text)
    return plain in HEADINGS or plain in attendance.HEADINGS or plain in AGENDA_PARTS or ANNEX_COUNT.fullmatch(text) is not None


def _begins(text: str) -> bool:
    """Whether a line goes on from nothing: a fixed heading, a point of a list, an item, an address."""
    return BEGINNING.match(text) is not None or _alone(text)


def read_agenda(rows: Sequence[Row], front: FrontMatter | None = None) -> tuple[Meeting, list[AgendaItem], list[Finding]]:
    """The meeting and its items in printed order. Every row is in an item, a fixed heading, or set aside with a finding.

    `front` is what labels told of the meeting already: its day and address.
    """
    lines = list(_lines(rows))
    headings = _item_headings(lines)
    numbers: dict[int, str] = {}  # of the rows that are an item's heading
    printed: list[Row] = []
    position = 0
    while position < len(lines):
        heading = headings.get(position)
        if heading is None:
            printed.append(lines[position])
            position += 1
            continue
        places = [place for row in lines[position : heading.end] for place in row.places]
        printed.append(replace(lines[position], cells=[Cell(heading.title)], places=places))
        numbers[id(printed[-1])] = heading.number
        position = heading.end
    reader = _AgendaReader(Meeting(day=front.document_date, source_url=front.source_url) if front else Meeting())
    whole = paragraphs(_numbers_put_back(printed, numbers), Marks(_begins, _alone), numbers)
    for row, below in zip_longest(whole, whole[1:]):
        if id(row) in numbers:
            reader.begin(numbers[id(row)], row.text, row)
        else:
            reader.take(row, below)
    reader.finish()
    return reader.meeting, reader.items, reader.findings


def _lines(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with a table's cells on one line, and a heading glued to a text's end pulled apart: '… 2020.Bilag'."""
    for row in rows:
        text = row.text
        if row.kind is RowKind.BREAK:
            continue
        if row.kind is RowKind.TABLE:
            text = " ".join(cell.text.replace("\n", " ") for cell in row.cells if cell.text)
            row = replace(row, kind=RowKind.TEXT, cells=[Cell(text)])
        elif row.kind is RowKind.FURNITURE:
            if not _is_an_items(text):
                yield row
                continue
            row = replace(row, kind=RowKind.TEXT)
        if text.endswith(GLUED_HEADINGS) and (heading := _glued_heading(text)):
            yield replace(row, cells=[Cell(text.removesuffix(heading))])
            yield replace(row, cells=[Cell(heading)])
        elif text:
            yield row


def _glued_heading(text: str) -> str | None:
    """The heading glued to a text's end: '… 2020.Bilag' → 'Bilag'; None where it is a word of its own or part of one."""
    heading = next(each for each in GLUED_HEADINGS if text.endswith(each))
    before = text[: -len(heading)][-1:]
    return heading if before.islower() or before.isdigit() or before in (".", "!", "?", ":", ")") else None


def _is_an_items(text: str) -> bool:
    """Whether a line that many pages begin with is an item's all the same: 'Indstilling' stands at the top of every third page."""
    standing = _alone(text) or ITEM.match(text) or outcome_of(text) is not Outcome.OTHER or text.rstrip(" :").endswith("indstiller, at")
    return bool(standing) and len(text) <= 2 * LONGEST_HEADING


@dataclass(frozen=True, slots=True)
class _Heading:
    """An item's heading, printed on the lines up to `end`."""

    number: str
    title: str
    end: int


def _item_headings(lines: Sequence[Row]) -> dict[int, _Heading]:
    """Where the items begin. A line that looks like a heading is one when its number goes on and a fixed heading follows soon."""
    found: dict[int, _Heading] = {}
    last: tuple[int, ...] = (0,)
    for position, match in _likely_headings(lines):
        row = lines[position]
        number = tuple(int(part) for part in match["number"].split("."))
        alone = not found or _stands_alone(lines, position)  # nothing above the first item speaks of one
        if number <= last or not (row.heading or (alone and _heading_follows(lines, position))):
            continue
        end, title = _title(lines, position, match["title"] or "")
        found[position] = _Heading(match["number"], title, end)
        last = number
    return found


def _likely_headings(lines: Sequence[Row]) -> list[tuple[int, regex.Match[str]]]:
    """The lines that look like an item's heading: 'Punkt 3 Bænke'; where none does, headings such as '3. Bænke', then lines."""
    texts = [(position, row) for position, row in enumerate(lines) if row.kind is RowKind.TEXT]
    named = [(at, match) for at, row in texts if row.text.startswith(("Punkt", "Pkt.")) and (match := ITEM.match(row.text))]
    return named or [(at, match) for at, row in texts if row.heading and (match := NUMBERED.match(row.text))] or _numbered_lines(texts)


def _numbered_lines(texts: Sequence[tuple[int, Row]]) -> list[tuple[int, regex.Match[str]]]:
    """Plain lines such as '3. Bænke' that are titles: the first above every section, each other below a decision, in order.

    A section begins right below each. A point of a list stands in another section, or has no section below it.
    """
    found: list[tuple[int, regex.Match[str]]] = []
    section: Section | None = None
    for (at, row), (_, below) in pairwise(texts):
        section = section_of(row.text) or section
        match = NUMBERED.match(row.text) if section_of(below.text) and not ends_sentence(row.text) else None
        if match and section is (Section.DECISION if found else None) and int(match["number"]) == len(found) + 1:
            found.append((at, match))
    return found


def _stands_alone(lines: Sequence[Row], position: int) -> bool:
    """Whether a line is no part of a sentence that speaks of an item: '… udsat, se' and 'Punkt 2 i sidste referat'."""
    if position == 0:
        return True
    before, row = lines[position - 1], lines[position]
    line, above = row.places[0].line, before.places[-1].line
    return line is None or above is None or line - above != 1 or _alone(before.text) or ends_sentence(before.text)


def _heading_follows(lines: Sequence[Row], position: int) -> bool:
    return any(section_of(row.text) for row in lines[position + 1 : position + 1 + HEADING_NEAR] if row.kind is RowKind.TEXT)


def _title(lines: Sequence[Row], position: int, title: str) -> tuple[int, str]:
    """The whole title and where its lines end: those printed right below it, or in the same large letters."""
    end = position + 1
    while end < len(lines) and lines[end].kind is RowKind.TEXT and not _begins(lines[end].text):
        before, row = lines[end - 1], lines[end]
        if not (_right_below(before, row) or (row.heading and before.heading and row.places[0].line is None)):
            break
        title = f"{title[:-1]}{row.text}" if title.endswith("-") and row.text[0].islower() else f"{title} {row.text}".strip()
        end += 1
    return end, title


def _right_below(before: Row, row: Row) -> bool:
    """Whether a row begins on the next printed line after another's last."""
    above, place = before.places[-1], row.places[0]
    if place.line is not None:
        return place.line - (above.line or 0) == 1
    if place.top is None or place.bottom is None or above.top is None or above.bottom is None or place.page != above.page:
        return False
    return 0 <= place.top - above.bottom < LINE_GAP * min(place.bottom - place.top, above.bottom - above.top)


def _numbers_put_back(lines: Sequence[Row], headings: Container[int]) -> list[Row]:
    """List numbers that a print threw to the end of their point's first line stand before it again.

    'Forslaget godkendes.1.' → '1. Forslaget godkendes.'; only the number that is next in its section is one, and none that
    is part of another: 'jf. pkt. 4.1.' stays as printed.
    """
    whole: list[Row] = []
    number = 1
    for at, row in enumerate(lines):
        text = row.text
        if id(row) in headings or section_of(text) not in (None, Section.ANNEX):  # each message of a list has its annexes
            number = 1
        elif text.endswith(f"{number}.") and row.kind is RowKind.TEXT and (thrown := THROWN[number].fullmatch(text)):
            below = lines[at + 1].text if at + 1 < len(lines) else ""
            # "den 21.3." above "april" is the 21st of April, and the number 3 was thrown
            if not NUMBER_NEXT.search(thrown["text"], max(len(text) - 12, 0)) or DAYS_MONTH.match(below):
                row = replace(row, cells=[Cell(f"{number}. {thrown['text'].strip()}")])
                number = min(number + 1, len(THROWN))
        whole.append(row)
    return whole


# ---------------------------------------------------------------- the reader


@dataclass(slots=True)
class _AgendaReader:
    """Where we are in the document: before the items, in a list of those present, or in a section of an item."""

    meeting: Meeting
    items: list[AgendaItem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    section: Section | None = None
    before_annex: Section | None = None
    sections: dict[Section, list[Row]] = field(default_factory=dict)
    present: bool = False
    lost: int = 0

    def begin(self, number: str, title: str, row: Row) -> None:
        self._close()
        self.items.append(AgendaItem(number, title or None, places=list(row.places)))
        self.present = False

    def _begin_unnumbered(self, row: Row, title: str | None = None) -> None:
        self.lost += 1
        self.begin(f"?{self.lost}", title or "", row)
        self.findings.append(finding(Code.ITEM_NUMBER_LOST, title, row.places[0], self.items[-1]))

    def take(self, row: Row, below: Row | None = None) -> None:
        text = row.text
        if url := URL.match(text) if ":" in text else None:
            self.meeting.source_url = self.meeting.source_url or url["url"]
        if row.kind is RowKind.FURNITURE:
            self.findings.append(row_finding(Code.FURNITURE, row))
        elif url:
            pass
        elif (section := section_of(text)) is not None:
            self._open(section, row)
        elif (plain := _plain(text)) in AGENDA_PARTS:
            self.present = False
            self.findings.append(row_finding(Code.HEADING, row))
        elif attendance.is_told(text) or self._attends(plain, row, below):
            # without its text, each printed line needs a place of its own to be accounted for
            self.findings += [finding(Code.ATTENDANCE_LIST, None, place) for place in row.places]
        elif not self.items:
            self._front(row)
        elif self.section is None:
            self._untitled(row)
        else:
            self._text(row)

    def _attends(self, plain: str, row: Row, below: Row | None) -> bool:
        """Whether a line is a heading of those present or stands in their list.

        Above the items, what follows such a heading is the list; within one, only what surely is: "Medlemmer" may head a text.
        """
        if plain in attendance.HEADINGS:
            self.present = not self.items or (below is not None and attendance.is_entry(below.text))
            return self.present
        if self.present and self.items:
            self.present = attendance.is_entry(row.text)
        return self.present and not attendance.is_running(row.text)

    def _open(self, section: Section, row: Row) -> None:
        self.present = False
        # A decision ends its item: without a title, the next heading begins another. Annexes may be told behind a decision.
        decided = bool(self.sections.get(Section.DECISION)) and section is not Section.ANNEX
        if not self.items or (decided and self.items[-1].item_number.startswith("?")):
            self._begin_unnumbered(row)
        self.before_annex = self.section if section is Section.ANNEX else None
        self.section = section
        self.sections.setdefault(section, [])

    def _untitled(self, row: Row) -> None:
        """Right below an item's heading, before any section: the first words are its title when it has none, else its summary."""
        item = self.items[-1]
        if item.title is None:
            item.title = row.text
        else:
            self.section = Section.SUMMARY
            self._text(row)

    def _text(self, row: Row) -> None:
        assert self.section is not None
        if self.section is Section.ANNEX:
            if count := ANNEX_COUNT.fullmatch(row.text):
                self.items[-1].annex_count = (self.items[-1].annex_count or 0) + int(count["count"])
                # Among the messages of one item each has its annexes: what follows is the next message.
                self.section = Section.SUMMARY if self.before_annex is Section.SUMMARY else Section.ANNEX
            else:
                self.findings.append(row_finding(Code.ANNEX_NAME, row, self.items[-1]))
            return
        self.sections.setdefault(self.section, []).append(row)

    def _front(self, row: Row) -> None:
        """A line above the items: whose meeting, when and where. Its title is the line that names the committee, else a heading."""
        text, meeting = row.text, self.meeting
        if len(text) >= 2 * LONGEST_HEADING or OTHER_MEETING.search(text):
            self.findings.append(row_finding(Code.OUTSIDE_ITEMS, row))
            return
        day, named = date_of(text), committees_in(text)
        meeting.day = meeting.day or day
        if named and meeting.committee is None:
            meeting.committee, meeting.title = named[0].body.name, text
        if meeting.place is None and MEETING_PLACE.search(text):
            meeting.place = text
        elif meeting.title is None and row.heading:
            meeting.title = text
        self.findings.append(row_finding(Code.HEADING, row))

    def _close(self) -> None:
        """Writes the sections into the item they belong to."""
        if self.items:
            item = self.items[-1]
            for section, rows in self.sections.items():
                if section is not Section.ANNEX and rows:
                    setattr(item, section.value, "\n".join(row.text for row in rows))
                    item.section_places[section.value] = [place for row in rows for place in row.places]
            item.decisions, unread = read_decisions(self.sections.get(Section.DECISION, []))
            self.findings += unread
        self.sections = {}
        self.section = self.before_annex = None

    def finish(self) -> None:
        self._close()
        self._from_address()
        meeting = self.meeting
        meeting.minutes = any(item.decisions for item in self.items)
        for item in self.items:
            item.committee, item.meeting_date = meeting.committee, meeting.day
        if not self.items:
            self.findings.append(finding(Code.NO_ITEMS))
        elif meeting.committee is None or meeting.day is None:
            self.findings.append(finding(Code.MEETING_UNKNOWN, None, self.items[0].places[0]))

    def _from_address(self) -> None:
        """'…/dagsorden/oekonomiudvalget-02-03-2032' names the committee and the day."""
        match = SLUG.search(self.meeting.source_url or "")
        if match is None:
            return
        slug = match["committee"]
        named = next((body.name for body in bodies() if body.kind is BodyKind.COMMITTEE and body.slug == slug), None)
        if named is None:
            self.findings.append(finding(Code.UNKNOWN_COMMITTEE, slug))
        self.meeting.committee = self.meeting.committee or named or slug
        self.meeting.day = self.meeting.day or date_of(match["day"])
