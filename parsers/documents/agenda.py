"""An agenda's or its minutes' rows in; the meeting, its items with their sections and decisions, and doubts out.

lines (agenda_lines) → items (agenda_items) → headings (agenda_sections) → paragraphs → records
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile, zip_longest

from parsers.documents import attendance
from parsers.documents.agenda_headings import ANNEX_COUNT, LONGEST_HEADING, Heading, begins_anew, is_part, plain
from parsers.documents.agenda_items import BEGINNING, ItemHeading, item_headings
from parsers.documents.agenda_lines import agenda_lines, numbers_put_back
from parsers.documents.agenda_sections import section_headings
from parsers.documents.decisions import read_decisions
from parsers.documents.front_matter import begin_document
from parsers.documents.meeting_head import URL, Meeting, MeetingHead, known_body
from parsers.documents.span import FileContext, Span
from parsers.language.paragraphs import Marks, ends_sentence, paragraphs
from parsers.model.findings import Code, finding, row_finding
from parsers.model.publication import PublishedMeeting
from parsers.model.records import AgendaItem, AgendaSection, Annex, Document, Finding, FrontMatter, Kind, SectionKind
from parsers.model.rows import Cell, Row, RowKind
from parsers.profile.front_labels import Front, front_lines

__all__ = ["agenda_document", "published_document"]

COLUMNS = {
    SectionKind.PREVIOUS: "previous_treatment",
    SectionKind.SUMMARY: "summary",
    SectionKind.BACKGROUND: "background",
    SectionKind.CASE: "case_text",
    SectionKind.ECONOMY: "economic_consequences",
    SectionKind.BODY: "deciding_body",
    SectionKind.RECOMMENDATION: "recommendation",
    SectionKind.DECISION: "decision",
}
WITH_PARTS = frozenset(COLUMNS) - {SectionKind.DECISION, SectionKind.RECOMMENDATION, SectionKind.BODY}
MAY_BEGIN = frozenset("•▪◦·*–-0123456789PSDAFTfh")  # what a point, an item, a list of those present or an address begins with
LONGEST_ANNEX = 200  # characters, of an annex's name


def agenda_document(span: Span, file: FileContext) -> Document:
    """An agenda's first line is no title: most dumps lose the page's head, and the address at its end names the meeting."""
    document, rows = begin_document(span)
    _fill_meeting(document, read_agenda(rows, document.front))
    return document


def published_document(rows: Sequence[Row], published: PublishedMeeting) -> Document:
    """The document of a meeting that an agenda system's own interface gave."""
    document = Document(Kind.AGENDA)
    if rows:
        document.first, document.last = rows[0].places[0], rows[-1].places[-1]
    _fill_meeting(document, read_published(rows, published))
    return document


def _fill_meeting(document: Document, read: tuple[Meeting, list[AgendaItem], list[Finding]]) -> None:
    meeting, document.agenda_items, found = read
    document.findings += found
    document.source_id = meeting.source_id
    document.scope = meeting.body or meeting.committee
    document.meeting_kind, document.cancelled, document.place = meeting.kind, meeting.cancelled, meeting.place
    front = document.front
    front.source_url = front.source_url or meeting.source_url
    front.document_date = meeting.day or front.document_date
    front.title = meeting.title


def read_agenda(rows: Sequence[Row], front: FrontMatter | None = None) -> tuple[Meeting, list[AgendaItem], list[Finding]]:
    """The meeting and its items in printed order. Every row is in an item, a heading, or set aside with a finding.

    `front` is what labels told of the meeting already: its day and address.
    """
    lines = list(agenda_lines(rows))
    items, contents, findings = item_headings(lines)
    reader = _AgendaReader(MeetingHead(front), findings=findings)
    reader.read(lines, items, contents)
    return reader.finish()


def read_published(rows: Sequence[Row], published: PublishedMeeting) -> tuple[Meeting, list[AgendaItem], list[Finding]]:
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
    reader = _AgendaReader(MeetingHead(), known=meeting)
    reader.read(lines, items, ())
    for record, item in zip(reader.items, published.items, strict=True):
        record.source_id = item.source_id
        record.annexes = [Annex(ordinal, annex.name, annex.source_id) for ordinal, annex in enumerate(item.annexes, 1)]
    result = reader.finish()
    for record in reader.items:
        record.annex_count = len(record.annexes) if record.annexes else record.annex_count
    return result


def _begins(text: str) -> bool:
    """Whether a line goes on from nothing: a known heading, a point of a list, an item, an address."""
    first = text[0]
    if first.islower() and len(text) > LONGEST_HEADING:
        return text[1:2] == ")"
    if (first in MAY_BEGIN or text[1:2] == ")") and (BEGINNING.match(text) or attendance.begins_list(text)):
        return True
    return begins_anew(text)


@dataclass(slots=True)
class _SectionRows:
    """A section on its way: what announced it, and the rows it holds."""

    heading: Heading
    row: Row | None = None  # its heading's, None for what stands right below an item's title
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _AgendaReader:
    """Where we are in the document: before the items, in a list of those present, or in a section of an item."""

    head: MeetingHead
    items: list[AgendaItem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    parts: list[_SectionRows] = field(default_factory=list)  # of the item at hand
    by_item: list[tuple[AgendaItem, list[_SectionRows]]] = field(default_factory=list)
    present: bool = False
    lost: int = 0
    known: Meeting | None = None  # what an agenda system's own fields tell

    def read(self, lines: Sequence[Row], items: Sequence[ItemHeading], contents: Collection[int]) -> None:
        """Takes the lines as paragraphs, each item's and section's heading apart."""
        announced = section_headings(lines, items)
        begins: dict[int, ItemHeading] = {}  # by the id of the row that is an item's heading
        heads: dict[int, Heading] = {}
        listed: set[int] = set()
        printed: list[Row] = []
        end, numbered = 0, {item.start: item for item in items}
        for at in sorted({*numbered, *announced, *contents}):
            if at < end:
                continue
            printed += lines[end:at]
            row, end = lines[at], at + 1
            if item := numbered.get(at):
                places = [place for line in lines[at : item.end] for place in line.places]
                row = replace(row, cells=[Cell(item.title)], places=places)
                begins[id(row)] = item
                end = item.end
            elif at in announced:
                heads[id(row)] = announced[at]
            else:
                listed.add(id(row))
            printed.append(row)
        printed += lines[end:]
        apart = {*begins, *heads, *listed, *map(id, _head_lines(lines, items))}
        whole = paragraphs(numbers_put_back(printed, apart), Marks(_begins, begins_anew), apart)
        for row, below in zip_longest(whole, whole[1:]):
            if item := begins.get(id(row)):
                self._begin(item, row)
            elif heading := heads.get(id(row)):
                self._open(heading, row)
            elif id(row) in listed:
                self.findings.append(row_finding(Code.CONTENTS_LIST, row))
            else:
                self._take(row, below)

    def _begin(self, heading: ItemHeading, row: Row) -> None:
        self.items.append(
            AgendaItem(
                heading.number,
                heading.title or None,
                printed_number=heading.printed,
                case_number=heading.case_number,
                closed=heading.closed,
                supplementary=heading.supplementary,
                places=list(row.places),
            )
        )
        self._new_parts()

    def _new_parts(self) -> None:
        self.parts, self.present = [], False
        self.by_item.append((self.items[-1], self.parts))

    def _take(self, row: Row, below: Row | None) -> None:
        text = row.text
        if row.notes:
            self._noted(row)
        url = URL.match(text) if ":" in text else None
        if url:
            self.head.address(url["url"])
        if row.kind is RowKind.FURNITURE:
            self.findings.append(row_finding(Code.FURNITURE, row))
        elif url:
            pass  # it stands in the meeting's own column
        elif self.items and ":" in text and self._is_case_line(row):
            pass
        elif is_part(text):
            self.present = False
            self.findings.append(row_finding(Code.HEADING, row))
        elif self._attends(row, below):
            # without its text, each printed line needs a place of its own to be accounted for
            self.findings += [finding(Code.ATTENDANCE_LIST, None, place) for place in row.places]
        elif not self.items:
            self.head.take(row)
        else:
            self._text(row)

    def _noted(self, row: Row) -> None:
        """What was noticed while the row was read: words that were struck out."""
        about = self.items[-1] if self.items else None
        self.findings += [finding(Code(code), words, row.places[0], about) for code, words in row.notes]

    def _is_case_line(self, row: Row) -> bool:
        """Takes a line that tells an item's case and whom to ask: its number is the item's, a name is set aside without its text."""
        told = front_lines(row.text)
        if not told or any(label not in (Front.CASE, Front.CONTACT) for label, _ in told):
            return False
        item = self.items[-1]
        for label, value in told:
            if label is Front.CONTACT:
                self.findings.append(finding(Code.CONTACT_LINE, place=row.places[0], subject=item))
            elif item.case_number is None:
                item.case_number = value
            elif value != item.case_number:
                self.findings.append(row_finding(Code.FRONT_UNREAD, row, item))
        return True

    def _attends(self, row: Row, below: Row | None) -> bool:
        """Whether a line tells who attends, heads those present or stands in their list.

        Above the items, what follows such a heading is the list; within one, only what surely is: "Medlemmer" may head a text.
        """
        text = row.text
        if attendance.is_attendance(text):
            return True
        if plain(text) in attendance.HEADINGS:
            self.present = not self.items or (below is not None and attendance.is_entry(below.text))
            return self.present
        if self.present and self.items:
            self.present = attendance.is_entry(text)
        return self.present and not attendance.is_running(text)

    def _open(self, heading: Heading, row: Row) -> None:
        self.present = False
        # A decision ends its item: without a title, the next heading begins another. Annexes may be told behind a decision.
        if not self.items or (self.items[-1].item_number[:1] == "?" and heading.kind is not SectionKind.ANNEX and self._is_decided()):
            self.lost += 1
            self.items.append(AgendaItem(f"?{self.lost}", None, places=list(row.places)))
            self.findings.append(finding(Code.ITEM_NUMBER_LOST, None, row.places[0], self.items[-1]))
            self._new_parts()
        self.parts.append(_SectionRows(heading, row))

    def _is_decided(self) -> bool:
        return any(part.heading.kind is SectionKind.DECISION and part.rows for part in self.parts)

    def _text(self, row: Row) -> None:
        """A paragraph of an item. Right below its heading, the first words are its title when it has none, else its summary."""
        item = self.items[-1]
        if not self.parts:
            if item.title is None:
                item.title = row.text
                item.places += row.places
                return
            self.parts.append(_SectionRows(Heading(SectionKind.SUMMARY)))
        part = self.parts[-1]
        part.rows.append(row)
        if part.heading.kind is SectionKind.ANNEX and ANNEX_COUNT.fullmatch(row.text):
            # Among the messages of one item each has its annexes: what follows is the next message.
            above = [each.heading.kind for each in self.parts[:-1]]
            if above and above[-1] is SectionKind.SUMMARY:
                self.parts.append(_SectionRows(Heading(SectionKind.SUMMARY)))

    def finish(self) -> tuple[Meeting, list[AgendaItem], list[Finding]]:
        meeting = self.known or self.head.finish()
        self.findings += self.head.findings
        for item, parts in self.by_item:
            item.committee, item.body, item.meeting_date = meeting.committee, meeting.body, meeting.day
            self._fill(item, [part for part in parts if part.rows or part.row], meeting)
        if any(item.decision for item in self.items):
            meeting.kind = "referat"
        if not self.items:
            self.findings.append(finding(Code.NO_ITEMS))
        elif meeting.committee is None or meeting.day is None:
            self.findings.append(finding(Code.MEETING_UNKNOWN, None, self.items[0].places[0]))
        self.findings.sort(key=lambda one: (one.place.page or 0, one.place.line or 0))
        return meeting, self.items, self.findings

    def _fill(self, item: AgendaItem, parts: Sequence[_SectionRows], meeting: Meeting) -> None:
        """Writes the sections into the item, and into the columns of their kinds."""
        columns: dict[str, list[Row]] = {}
        above: _SectionRows | None = None  # the last section of a known kind: one of a kind nobody knows may be part of it
        for part in parts:
            kind = part.heading.kind
            if kind is not SectionKind.OTHER:
                above = part
            elif part.row is not None and above is not None and _goes_on(above, part):
                columns.setdefault(COLUMNS[above.heading.kind], []).extend([part.row, *part.rows])
            if not part.rows:  # an empty heading makes no section
                if part.row is not None:
                    self.findings.append(row_finding(Code.HEADING, part.row, item))
                continue
            text = "\n".join([row.text for row in part.rows])
            places = [place for row in ([part.row] if part.row else []) + part.rows for place in row.places]
            heading = part.row.text if part.row else None
            item.sections.append(AgendaSection(len(item.sections) + 1, kind, heading, part.heading.body, part.heading.day, text, places))
            if kind is SectionKind.ANNEX:
                self._annexes(item, part.rows)
            elif kind is SectionKind.DECISION:
                decided, unread = read_decisions(part.rows, part.heading.body, part.heading.day, len(item.decisions) + 1)
                item.decisions += decided
                self.findings += unread
                if _is_own(part.heading, meeting):
                    columns.setdefault("decision", []).extend(part.rows)
            elif column := COLUMNS.get(kind):
                columns.setdefault(column, []).extend(part.rows)
        for column, rows in columns.items():
            texts = [_unmarked(row) if column == "decision" else row.text for row in rows]
            setattr(item, column, "\n".join(texts))
            item.section_places[column] = [place for row in rows for place in row.places]

    def _annexes(self, item: AgendaItem, rows: Sequence[Row]) -> None:
        named = 0
        for row in rows:
            if count := ANNEX_COUNT.fullmatch(row.text):
                item.annex_count = (item.annex_count or 0) + int(count["count"])
            elif len(row.text) <= LONGEST_ANNEX and not ends_sentence(row.text):
                named += 1
                item.annexes.append(Annex(len(item.annexes) + 1, row.text.lstrip("•▪◦·*– ").strip()))
        if named and not item.annex_count:
            item.annex_count = len(item.annexes)


def _head_lines(lines: Sequence[Row], items: Sequence[ItemHeading]) -> Sequence[Row]:
    """The lines above the first item, up to those present: each tells something of its own, however full it is."""
    above = lines[: items[0].start if items else 0]
    return list(takewhile(lambda row: plain(row.text) not in attendance.HEADINGS, above))


def _goes_on(above: _SectionRows, part: _SectionRows) -> bool:
    """Whether an unknown heading's section is told in the column of the one above it: not below a decision or a recommendation,
    and where ranks are printed only below a higher one."""
    ranks = above.row.rank if above.row else 0.0, part.row.rank if part.row else 0.0
    return above.heading.kind in WITH_PARTS and (not any(ranks) or ranks[0] > ranks[1])


def _unmarked(row: Row) -> str:
    """A decision's paragraph without the number that a page draws before it: the point stands in its own column."""
    return row.text.removeprefix(row.mark.strip()).lstrip() if row.mark else row.text


def _is_own(heading: Heading, meeting: Meeting) -> bool:
    """Whether a decision is this meeting's: it names no body and no day, or the meeting's, or the meeting is not known."""
    others: list[tuple[str | date | None, str | date | None]] = [(heading.day, meeting.day)]
    others.append((known_body(heading.body) or heading.body, meeting.body or meeting.committee))
    return all(told is None or own is None or told == own for told, own in others)
