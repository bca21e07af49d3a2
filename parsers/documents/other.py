"""A document that is no plan or follow-up in, its Document out: agenda, strategy status, memo or agreement, each by its own reader."""

from __future__ import annotations

from itertools import takewhile

import regex

from parsers.documents import agenda, agreement, memo, strategy
from parsers.documents.classify import Span
from parsers.documents.front_matter import front_matter
from parsers.documents.likeness import looks_like_a_followup
from parsers.documents.meeting_head import Meeting
from parsers.model.findings import Code, finding
from parsers.model.publication import PublishedMeeting
from parsers.model.records import AgendaItem, Document, Finding, Kind
from parsers.model.rows import Row, RowKind
from parsers.profile.organisation import committees_in
from parsers.profile.titles import agreement_year

__all__ = ["read_other", "read_published"]

WORD = regex.compile(r"\p{L}{2}")  # no title is without a word


def read_other(span: Span) -> Document:
    """The paper of a span of any other kind. `recognised` where nothing reads its kind yet."""
    front, rows, set_aside = front_matter(span)
    document = Document(span.kind, front, findings=set_aside)
    if places := span.places:
        document.first, document.last = places[0], places[-1]
    if front.title is None:
        front.title = next((" ".join(row.text.split()) for row in rows if row.kind is RowKind.TEXT and WORD.search(row.text)), None)
    match span.kind:
        case Kind.AGENDA:
            _agenda(document, rows)
        case Kind.STRATEGY:
            document.strategy_results, found = strategy.read_strategy(rows)
            document.scope = _only_committee(rows)
            document.findings += found
        case Kind.MEMO:
            document.memo_notes, document.memo_figures, found = memo.read_memo(rows)
            document.findings += found
        case Kind.AGREEMENT:
            title = next((row for row in rows if row.kind is RowKind.TEXT and agreement_year(row.text)), None)
            if title is not None:
                front.title, document.agreement_year = title.text, agreement_year(title.text)
            document.initiatives, found = agreement.read_agreement(rows)
            document.findings += found
        case _:
            document.recognised = True
            document.findings.append(finding(Code.NOT_READ, front.title, document.first))
            if looks_like_a_followup(rows):
                document.findings.append(finding(Code.LOOKS_LIKE_A_FOLLOWUP, place=document.first))
    return document


def _agenda(document: Document, rows: list[Row]) -> None:
    """An agenda's first line is no title: most dumps lose the page's head, and the address at its end names the meeting."""
    _meeting(document, agenda.read_agenda(rows, document.front))


def read_published(rows: list[Row], published: PublishedMeeting) -> Document:
    """The document of a meeting that an agenda system's own interface gave."""
    document = Document(Kind.AGENDA)
    if rows:
        document.first, document.last = rows[0].places[0], rows[-1].places[-1]
    _meeting(document, agenda.read_published(rows, published))
    return document


def _meeting(document: Document, told: tuple[Meeting, list[AgendaItem], list[Finding]]) -> None:
    meeting, document.agenda_items, found = told
    document.findings += found
    document.source_id = meeting.source_id
    document.scope = meeting.body or meeting.committee
    document.meeting_kind, document.cancelled, document.place = meeting.kind, meeting.cancelled, meeting.place
    front = document.front
    front.source_url = front.source_url or meeting.source_url
    front.document_date = meeting.day or front.document_date
    front.title = meeting.title


def _only_committee(rows: list[Row]) -> str | None:
    """The committee a status is for, when the words above its table name no other."""
    above = takewhile(lambda row: row.kind is not RowKind.TABLE, rows)
    named = {mention.body.name for row in above for mention in committees_in(row.text)}
    return named.pop() if len(named) == 1 else None
