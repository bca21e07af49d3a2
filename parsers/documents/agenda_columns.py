"""An item's sections on their way in; the item with its sections, columns, annexes and decisions out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from parsers.documents.agenda_headings import Heading, annex_count, names_meeting
from parsers.documents.decisions import read_decisions
from parsers.documents.item_forms import STATUS_LINE
from parsers.documents.meeting_head import Meeting, known_body
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.findings import Code, row_finding
from parsers.model.records import AgendaItem, AgendaSection, Annex, Finding, SectionKind
from parsers.model.rows import UNNAMED, Place, Row
from parsers.profile.patterns import printed_words
from parsers.profile.vocabulary import key_of

__all__ = ["SectionRows", "fill_item"]

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
COUNCIL = regex.compile(r"(?P<stem>byråd|kommunalbestyrelse|borgerrepræsentation|regionsråd)e?[nt]", regex.IGNORECASE)
WITHHELD = frozenset(map(key_of, printed_words("withheld")))
LONGEST_ANNEX = 200  # characters, of an annex's name


_Who = tuple[str | None, date | None] | None  # which body decided, and on what day; None is the meeting itself


class SectionRows(msgspec.Struct):
    """A section on its way: what announced it, and the rows it holds with their texts."""

    heading: Heading
    row: Row | None = None  # its heading's, None for what stands right below an item's title
    rows: list[Row] = []
    texts: list[str] = []

    def take(self, row: Row, text: str) -> None:
        self.rows.append(row)
        self.texts.append(text)


def fill_item(item: AgendaItem, parts: Sequence[SectionRows], meeting: Meeting) -> list[Finding]:
    """Writes the sections into the item, and into the columns of their kinds; what could not be read is found."""
    found: list[Finding] = []
    other, annex, decision = SectionKind.OTHER, SectionKind.ANNEX, SectionKind.DECISION  # an enum's members take long to be asked for
    told: list[tuple[Heading, str]] = []  # what the meeting itself decided
    decided: set[_Who] = set()
    withheld: list[tuple[_Who, Row]] = []
    if parts and parts[-1].heading.kind is decision:
        found += _heads_below(parts[-1], item)
    above: SectionRows | None = None  # the last section of a known kind: one of a kind nobody knows may be part of it
    for part in parts:
        (kind, body, day), head, rows = part.heading, part.row, part.rows
        if kind is not other:
            above = part
        elif head is not None and above is not None and _goes_on(above, part):
            _take(item, COLUMNS[above.heading.kind], "\n".join([head.text, *part.texts]), _places([head, *rows]))
        if not rows:  # an empty heading makes no section
            if head is not None:
                found.append(row_finding(Code.HEADING, head, item))
            continue
        text, places = "\n".join(part.texts), rows[0].places if len(rows) == 1 else _places(rows)
        heading, printed_at = (head.text, head.places) if head is not None else (None, ())
        if heading == UNNAMED:
            heading, printed_at = None, ()
        section = AgendaSection(len(item.sections) + 1, kind, heading, body, day, text, [*printed_at, *places])
        item.sections.append(section)
        if kind is annex:
            _take_annexes(item, part.texts)
        elif kind is decision:
            own = _is_own(part.heading, meeting)
            who = None if own and meeting.committee and meeting.day else (body, day)
            if day is not None and len(rows) == 1 and key_of(text) in WITHHELD:
                if own:
                    withheld.append((who, rows[0]))
                continue
            if who is None and told and _is_told_again(part.heading, text, told):
                continue
            if who in decided:
                found.append(row_finding(Code.DECIDED_TWICE, head or rows[0], item))
            decided.add(who)
            decisions, unread = read_decisions(rows, body, day, len(item.decisions) + 1)
            item.decisions += decisions
            found += unread
            if own:
                told.append((part.heading, text))
                _take(item, "decision", "\n".join(map(_unmarked, rows)) if any([row.mark for row in rows]) else text, places)  # noqa: C419
        elif name := COLUMNS.get(kind):
            _take(item, name, text, places)
    found += [row_finding(Code.DECISION_WITHHELD, row, item) for who, row in withheld if who not in decided]
    return found


def _heads_below(decision: SectionRows, item: AgendaItem) -> Iterator[Finding]:
    """Takes from a decision's end what stands above the next item: 'Åbent punkt', 'Møde i Økonomiudvalget den 3. maj 2032'."""
    while len(decision.rows) > 1 and (names_meeting(text := decision.texts[-1]) or STATUS_LINE.match(text)):
        decision.texts.pop()
        yield row_finding(Code.HEADING, decision.rows.pop(), item)


def _take(item: AgendaItem, column: str, text: str, places: list[Place]) -> None:
    """Puts a section's text into one of the item's columns, below what stands there."""
    if column in item.section_places:
        text = f"{getattr(item, column)}\n{text}"
        item.section_places[column].extend(places)
    else:
        item.section_places[column] = [*places]
    setattr(item, column, text)


def _places(rows: Sequence[Row]) -> list[Place]:
    return [place for row in rows for place in row.places]


def _take_annexes(item: AgendaItem, texts: Sequence[str]) -> None:
    named = 0
    for text in texts:
        if (count := annex_count(text)) is not None:
            item.annex_count = (item.annex_count or 0) + count
        elif len(text) <= LONGEST_ANNEX and not ends_sentence(text) and not text.isdecimal():  # a number of annexes, bare
            named += 1
            item.annexes.append(Annex(len(item.annexes) + 1, text.lstrip("•▪◦·*– ").strip()))
    if named and not item.annex_count:
        item.annex_count = len(item.annexes)


def _goes_on(above: SectionRows, part: SectionRows) -> bool:
    """Whether an unknown heading's section is told in the column of the one above it: not below a decision or a recommendation,
    and where ranks are printed only below a higher one."""
    ranks = above.row.rank if above.row else 0.0, part.row.rank if part.row else 0.0
    return above.heading.kind in WITH_PARTS and (not any(ranks) or ranks[0] > ranks[1])


def _unmarked(row: Row) -> str:
    """A decision's paragraph without the number that a page draws before it: the point stands in its own column."""
    return row.text.removeprefix(row.mark.strip()).lstrip() if row.mark else row.text


def _is_told_again(heading: Heading, text: str, told: Sequence[tuple[Heading, str]]) -> bool:
    """Whether a meeting's own decision stands in the same words above: the case's way through the bodies, which names days, has it too."""
    return any(
        (heading.day is not None or above.day is not None) and "".join(text.split()) == "".join(words.split()) for above, words in told
    )


def _is_own(heading: Heading, meeting: Meeting) -> bool:
    """Whether a decision is this meeting's: it names no body and no day, or the meeting's, or the meeting is not known."""
    if heading.day is not None and meeting.day is not None and heading.day != meeting.day:
        return False
    body, committee = heading.body, meeting.committee
    if body is None or committee is None or (known_body(body) or body).casefold() == (meeting.body or committee).casefold():
        return True
    council = COUNCIL.fullmatch(body)  # "Byrådet" of "Nordby Byråd"
    return council is not None and meeting.body is None and committee.casefold().endswith((body.casefold(), council["stem"].casefold()))
