"""An agenda's or its minutes' rows in; the meeting, its items with their sections and decisions, and doubts out.

lines (agenda_lines) → items (agenda_items) → headings (agenda_sections) → paragraphs → records
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from parsers.documents import attendance
from parsers.documents.agenda_columns import SectionRows, fill_item
from parsers.documents.agenda_headings import (
    LONGEST_HEADING,
    OF_AN_ITEM,
    Heading,
    LikelyHeads,
    annex_count,
    is_part,
    is_plain_text,
    likely_heads,
    plain,
)
from parsers.documents.agenda_item_lines import item_lines, paragraph_marks
from parsers.documents.agenda_items import ItemHeading, item_headings
from parsers.documents.agenda_lines import agenda_lines
from parsers.documents.agenda_sections import section_headings
from parsers.documents.answered_items import answered_items
from parsers.documents.body_names import body_named
from parsers.documents.case_lines import take_case_line
from parsers.documents.front_matter import begin_document
from parsers.documents.listed_items import title_key
from parsers.documents.meeting_head import Meeting, MeetingHead, address_in
from parsers.documents.span import FileContext, Span
from parsers.documents.unnumbered_items import order_is_unknown, unnumbered_items
from parsers.language.paragraphs import LineForm, paragraphs
from parsers.model.findings import Code, finding, row_finding
from parsers.model.long_rows import LongRows, made_of, texts_of
from parsers.model.publication import PublishedItem, PublishedMeeting
from parsers.model.records import AgendaItem, Annex, Document, Finding, FrontMatter, Kind, SectionKind
from parsers.model.rows import Cell, Row, RowKind
from parsers.profile.patterns import printed_words

__all__ = ["agenda_document", "agenda_documents", "published_document"]

BEHIND = (SectionKind.ANNEX, SectionKind.BODY)  # may be told behind a decision
RUNNING, ANNEX, DECISION = RowKind.TEXT, SectionKind.ANNEX, SectionKind.DECISION  # an enum's members take long to be asked for
FEWEST_MIXED = 2  # printed rows that end in a heading: one may quote it
RUN_IN_WORDS = frozenset(printed_words("run_in_headings"))
MOST_ITEMS = 100  # of a part of a long agenda


class AgendaPart(NamedTuple):
    """Some of an agenda's items in printed order, and what was found in them; of the meeting more is known with each part."""

    meeting: Meeting
    items: list[AgendaItem]
    findings: list[Finding]


def agenda_document(span: Span, file: FileContext) -> Document:
    """An agenda's first line is no title: most dumps lose the page's head, and the address at its end names the meeting."""
    document, rows = begin_document(span)
    _fill_meeting(document, read_agenda(rows, document.front))
    return document


def agenda_documents(span: Span, file: FileContext) -> Iterator[Document]:
    """A long agenda in several documents that go on one in the other, each with some of its items; the last has all that is told of it."""
    document, rows = begin_document(span)
    set_aside, document.findings = document.findings, []
    before: AgendaPart | None = None
    for part in agenda_parts(rows, document.front):
        if before is not None:
            yield Document(Kind.AGENDA, agenda_items=before.items, findings=[*set_aside, *before.findings], goes_on=True)
            set_aside = []
        before = part
    if before is not None:
        document.findings = set_aside
        _fill_meeting(document, before)
    yield document


def published_document(rows: Sequence[Row], published: PublishedMeeting) -> Document:
    """The document of a meeting that an agenda system's own interface gave."""
    document = Document(Kind.AGENDA)
    if rows:
        document.first, document.last = rows[0].places[0], rows[-1].places[-1]
    _fill_meeting(document, read_published(rows, published))
    return document


def _fill_meeting(document: Document, read: AgendaPart) -> None:
    meeting, document.agenda_items, found = read
    document.findings += found
    document.source_id = meeting.source_id
    document.scope = meeting.body or meeting.committee
    document.meeting_kind, document.cancelled, document.place = meeting.kind, meeting.cancelled, meeting.place
    front = document.front
    front.source_url = front.source_url or meeting.source_url
    front.document_date = meeting.day or front.document_date
    front.title = meeting.title


def read_agenda(rows: Sequence[Row], front: FrontMatter | None = None) -> AgendaPart:
    """The meeting and all its items. Every row is in an item, a heading, or set aside with a finding.

    `front` is what labels told of the meeting already: its day and address.
    """
    parts = list(agenda_parts(rows, front))
    items, findings = [item for part in parts for item in part.items], [found for part in parts for found in part.findings]
    return AgendaPart(parts[-1].meeting, items, findings)


def agenda_parts(rows: Sequence[Row], front: FrontMatter | None = None) -> Iterator[AgendaPart]:
    """The meeting and its items: all in one part, or of a long agenda in several."""
    lines = made_of(rows, agenda_lines)
    texts = texts_of(lines)
    heads = likely_heads(lines, texts)
    items, contents, numbers = item_headings(lines, heads)
    return _AgendaReader(MeetingHead(front)).parts(
        lines, texts, heads, items or unnumbered_items(lines) or answered_items(lines), contents, numbers
    )


def read_published(rows: Sequence[Row], published: PublishedMeeting) -> AgendaPart:
    """The meeting and its items as an agenda system's fields tell them; their texts are read as those of any agenda."""
    meeting = Meeting(
        committee=published.committee,
        day=published.day,
        place=published.place,
        kind="referat" if published.minutes else "dagsorden",
        cancelled=published.cancelled,
        source_url=published.source_url,
        source_id=published.source_id,
        title=published.name or published.committee,
    )
    lines = list(agenda_lines(rows))
    at = {row.places[0].line: position for position, row in reversed(list(enumerate(lines)))}
    numbers: Counter[str] = Counter()
    items: list[ItemHeading] = []
    for item in published.items:
        numbers[item.number] += 1
        key = item.number if numbers[item.number] == 1 else f"{item.number}#{numbers[item.number]}"
        start = at[item.line]
        items.append(ItemHeading(start, start + 1, key, item.number, item.title, item.closed, item.supplementary, item.case_number))
    reader = _AgendaReader(MeetingHead(), known=meeting, published=iter(published.items))
    texts = texts_of(lines)
    [whole] = reader.parts(lines, texts, likely_heads(lines, texts), items, (), ())
    return whole


class _AgendaReader(Struct):
    """Where we are in the document: before the items, in a list of those present, or in a section of an item."""

    head: MeetingHead
    known: Meeting | None = None  # what an agenda system's own fields tell
    published: Iterator[PublishedItem] | None = None  # the same of each item
    item: AgendaItem | None = None
    sections: list[SectionRows] = field(default_factory=list)  # of the item at hand
    begun: list[tuple[AgendaItem, list[SectionRows]]] = field(default_factory=list)  # items that are not filled yet
    items: list[AgendaItem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    present: bool = False
    titled: bool = False  # the section's heading tells its item's title
    wrapped: bool = False  # a list of those present goes on on the next line
    lost: int = 0
    order_unknown: bool = False  # whether an item's decision stands above what it was decided of, or below
    is_roll: bool = False  # the item tells who attends, and nothing else
    mixed: list[Row] = field(default_factory=list)  # printed rows that end in a heading's word
    is_decided: bool = False
    told_unknown: bool = False  # that nothing says which meeting it is

    def parts(
        self,
        lines: Sequence[Row],
        texts: Sequence[str],
        likely: LikelyHeads,
        items: Sequence[ItemHeading],
        contents: Collection[int],
        numbers: Sequence[Finding],
    ) -> Iterator[AgendaPart]:
        """Takes the lines as paragraphs, item by item; `numbers` are the findings about the items' numbers."""
        self.head.address(next((url for text in texts if ":" in text and (url := address_in(text))), None))
        announced = section_headings(lines, likely, items)
        self.head.decided(announced.values())
        self.order_unknown = order_is_unknown([announced[at].kind for at in sorted(announced)])
        told = item_lines(lines, texts, items, announced, contents)
        form, marks = LineForm(lambda: ((each.rows, each.texts) for each in told)), paragraph_marks(likely.anew)
        found: list[Finding] = []  # while items were filled
        meeting: Meeting | None = None
        for each in told:
            rows = paragraphs(each.rows, marks, each.apart, form, each.texts)
            if each.item is not None:
                self._begin(each.item, rows.pop(0))
            for row, below in zip(rows, [*rows[1:], each.below], strict=False):
                if heading := each.heads.get(id(row)):
                    self._open(heading, row)
                elif id(row) in each.listed:
                    self.findings.append(row_finding(Code.CONTENTS_LIST, row))
                else:
                    self._take(row, below, ends=below is each.below and below is not None)
            if meeting is None:
                meeting = self.known or self.head.finish()
                found += self.head.findings
            found += self._fill(meeting)
            if len(self.items) >= MOST_ITEMS and isinstance(lines, LongRows):
                met = bisect_right([one.place.line or 0 for one in numbers], self.items[-1].places[0].line or 0)
                yield self._part(meeting, [*numbers[:met], *self.findings, *found])
                self.items, self.findings, found, numbers = [], [], [], numbers[met:]
        assert meeting is not None, "what stands above the first item comes first"
        if self.item is None:
            found.append(finding(Code.NO_ITEMS))
        yield self._part(meeting, [*numbers, *self.findings, *found])

    def _begin(self, heading: ItemHeading, row: Row) -> None:
        item = AgendaItem(
            heading.number,
            heading.title or None,
            printed_number=heading.printed or None,
            case_number=heading.case_number,
            closed=heading.closed,
            supplementary=heading.supplementary,
            places=list(row.places),
        )
        if self.published is not None:
            told = next(self.published)
            item.source_id = told.source_id
            item.annexes = [Annex(ordinal, annex.name, annex.source_id) for ordinal, annex in enumerate(told.annexes, 1)]
        self._begin_item(item)
        if heading.answered:
            self.sections.append(SectionRows(Heading(SectionKind.DECISION)))
        if not heading.printed:
            self.findings.append(finding(Code.ITEM_NUMBER_LOST, None, row.places[0], item))

    def _begin_item(self, item: AgendaItem) -> None:
        self.item, self.sections, self.present, self.titled = item, [], False, False
        self.is_roll = plain(item.title or "") in attendance.HEADINGS
        self.begun.append((item, self.sections))

    def _take(self, row: Row, below: Row | None, *, ends: bool) -> None:
        text = row.text
        if self.titled and not self.sections[-1].rows and self._goes_on_with_title(row, self.sections[-1]):
            return
        if self._is_plain(row, text):
            if len(text) > LONGEST_HEADING:
                self.sections[-1].take(row, text)
            else:
                self._in_section(row, text)
            return
        if row.notes and self._noted(row):
            return
        if row.kind is not RUNNING and row.kind is RowKind.FURNITURE:
            self.findings.append(row_finding(Code.FURNITURE, row))
        elif address_in(text) or (self.item is not None and self._is_case_line(row, self.item)):
            pass  # it stands in a column of its own
        elif (len(text) <= LONGEST_HEADING and is_part(text)) or (ends and text.isupper() and body_named(text) == text):
            # "Tillægsdagsorden"; "ØKONOMIUDVALGET" above the items that it sent
            self.present = False
            self.findings.append(row_finding(Code.HEADING, row))
        elif self._attends(text, below):
            # without its text, each printed line needs a place of its own to be accounted for
            self.findings += [finding(Code.ATTENDANCE_LIST, None, place) for place in row.places]
            if self.item is not None and (decided := attendance.decided_beside(text)):
                self._text(replace(row, cells=[Cell(decided)]), decided, self.item)
        elif self.item is None:
            self.head.take(row)
        elif self._is_deciding() and (kept := attendance.without_who_is_away(text)) != text:
            self.findings += [finding(Code.ATTENDANCE_LIST, None, place) for place in row.places]
            self._text(replace(row, cells=[Cell(kept)]), kept, self.item)
        else:
            self._text(row, text, self.item)

    def _is_plain(self, row: Row, text: str) -> bool:
        """Whether a line is surely a section's text, as most are: it heads nothing, and is none that could tell who attends."""
        if self.present or not self.sections or self.is_roll or row.kind is not RUNNING or row.notes:
            return False
        if self.sections[-1].heading.kind is DECISION and attendance.without_who_is_away(text) != text:
            return False
        if len(text) <= LONGEST_HEADING:
            return is_plain_text(text)
        return ":" not in text and not text.isupper() and not attendance.may_be_told(text)

    def _noted(self, row: Row) -> bool:
        """Tells what was noticed while the row was read, as words that were struck out, and whether that is all there is of it."""
        unread = any(code == Code.UNREAD_ROW for code, _ in row.notes)  # of an item that nobody knows
        self.findings += [finding(Code(code), words, row.places[0], None if unread else self.item) for code, words in row.notes]
        return unread

    def _is_case_line(self, row: Row, item: AgendaItem) -> bool:
        """Whether a line told an item's case and whom to ask, and nothing else."""
        found = take_case_line(row, item, below_title=not self.sections)
        self.findings += found or ()
        return found is not None

    def _attends(self, text: str, below: Row | None) -> bool:
        """Whether a line tells who attends, heads those present or stands in their list.

        Above the items, what follows such a heading is the list; within one, only what surely is: "Medlemmer" may head a text.
        """
        attends = (self.wrapped and attendance.is_entry(text)) or self._tells_who_attends(text, below)
        self.wrapped = attends and self.item is None and text.endswith(",")
        return attends

    def _tells_who_attends(self, text: str, below: Row | None) -> bool:
        if len(text) <= LONGEST_HEADING and plain(text) in attendance.HEADINGS:
            self.present = self.item is None or below is None or attendance.is_entry(below.text)
            return self.present or self._answers_the_roll(text)
        if attendance.is_attendance(text) or self._answers_the_roll(text):
            return True
        if self.present and self.item is not None:
            self.present = attendance.is_entry(text)
        return self.present and not attendance.is_running(text)

    def _answers_the_roll(self, text: str) -> bool:
        """Whether a line names members and nothing else: above all sections, or anywhere where that is all the item is about."""
        if not self.sections:
            return attendance.is_list_of_members(text.rstrip("."))
        if self.is_roll:
            return attendance.is_entry(text)
        return self._is_deciding() and text.endswith(":") and plain(text) in attendance.HEADINGS  # "Fraværende:", and nobody was

    def _open(self, heading: Heading, row: Row) -> None:
        self.present = False
        # A decision ends its item: without a title, the next heading begins another.
        ends = self.item is not None and self.item.item_number[:1] == "?" and not self.item.title and heading.kind not in BEHIND
        if self.item is None or (ends and (self._is_decided() or (self.order_unknown and heading.kind is DECISION))):
            self.lost += 1
            self._begin_item(AgendaItem(f"?{self.lost}", None, places=list(row.places)))
            self.findings.append(finding(Code.ITEM_NUMBER_LOST, None, row.places[0], self.item))
        self.sections.append(SectionRows(heading, row))
        self.titled = heading.kind is DECISION and OF_AN_ITEM.match(row.text) is not None

    def _goes_on_with_title(self, row: Row, section: SectionRows) -> bool:
        """Whether a line goes on with the item's title that a decision's heading tells again: it is part of the heading."""
        if section.row is None or self.item is None:
            return False
        told = OF_AN_ITEM.match(section.row.text)
        if told is None or not (begun := title_key(told["title"] or "")):
            return False
        if goes_on := title_key(self.item.title or "").startswith(begun + title_key(row.text)):
            section.row = replace(section.row, cells=[Cell(f"{section.row.text} {row.text}")], places=[*section.row.places, *row.places])
        return goes_on

    def _is_deciding(self) -> bool:
        return bool(self.sections) and self.sections[-1].heading.kind is DECISION

    def _is_decided(self) -> bool:
        return any(part.heading.kind is DECISION and part.rows for part in self.sections)

    def _text(self, row: Row, text: str, item: AgendaItem) -> None:
        """A paragraph of an item. Right below its heading, the first words are its title when it has none, else its summary."""
        if not self.sections:
            if item.title is None:
                item.title, self.is_roll = text, plain(text) in attendance.HEADINGS
                item.places += row.places
                return
            self.sections.append(SectionRows(Heading(SectionKind.SUMMARY)))
        self._in_section(row, text)

    def _in_section(self, row: Row, text: str) -> None:
        part = self.sections[-1]
        part.take(row, text)
        if row.places[0].page is not None and " " in text and text.rpartition(" ")[2] in RUN_IN_WORDS:
            self.mixed.append(row)
        if part.heading.kind is ANNEX and annex_count(text) is not None:
            # Among the messages of one item each has its annexes: what follows is the next message.
            above = [each.heading.kind for each in self.sections[:-1]]
            if above and above[-1] is SectionKind.SUMMARY:
                self.sections.append(SectionRows(Heading(SectionKind.SUMMARY)))

    def _fill(self, meeting: Meeting) -> list[Finding]:
        """Fills the items that were begun; what was found is told."""
        found: list[Finding] = []
        body = meeting.body
        for item, sections in self.begun:
            item.committee, item.body, item.meeting_date = meeting.committee, body, meeting.day
            found += fill_item(item, [part for part in sections if part.rows or part.row], meeting)
            if self.published is not None and item.annexes:
                item.annex_count = len(item.annexes)
            self.is_decided |= bool(item.decision)
            self.items.append(item)
        self.begun = []
        return found

    def _part(self, meeting: Meeting, findings: list[Finding]) -> AgendaPart:
        if self.is_decided:
            meeting.kind = "referat"
        if self.items and not self.told_unknown and (meeting.committee is None or meeting.day is None):
            findings.append(finding(Code.MEETING_UNKNOWN, None, self.items[0].places[0]))
            self.told_unknown = True
        if len(self.mixed) >= FEWEST_MIXED:
            findings.append(row_finding(Code.COLUMNS_MIXED, self.mixed[0]))
        findings.sort(key=lambda one: (one.place.page or 0, one.place.line or 0))
        return AgendaPart(meeting, self.items, findings)
