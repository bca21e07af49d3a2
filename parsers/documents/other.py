"""A document that is no plan or follow-up in, its Paper out: agenda, strategy status, memo or agreement, each by its own reader."""

from __future__ import annotations

from itertools import takewhile

import regex

from parsers.documents import agenda, agreement, memo, strategy
from parsers.documents.classify import Span
from parsers.documents.front_matter import front_matter
from parsers.model.findings import Code, finding
from parsers.model.records import Kind, Paper
from parsers.model.rows import Row, RowKind
from parsers.profile.labels import agreement_year
from parsers.profile.organisation import committees_in

WORD = regex.compile(r"\p{L}{2}")  # no title is without a word


def read(span: Span) -> Paper:
    """The paper of a span of any other kind. `recognised` where nothing reads its kind yet."""
    front, rows, set_aside = front_matter(span)
    paper = Paper(span.kind, front, findings=set_aside)
    if places := span.places:
        paper.first, paper.last = places[0], places[-1]
    if front.title is None:
        front.title = next((" ".join(row.text.split()) for row in rows if row.kind is RowKind.TEXT and WORD.search(row.text)), None)
    match span.kind:
        case Kind.AGENDA:
            _agenda(paper, rows)
        case Kind.STRATEGY:
            paper.strategy_results, found = strategy.read(rows)
            paper.scope = _only_committee(rows)
            paper.findings += found
        case Kind.MEMO:
            paper.memo_notes, paper.memo_figures, found = memo.read(rows)
            paper.findings += found
        case Kind.AGREEMENT:
            title = next((row for row in rows if row.kind is RowKind.TEXT and agreement_year(row.text)), None)
            if title is not None:
                front.title, paper.agreement_year = title.text, agreement_year(title.text)
            paper.initiatives, found = agreement.read(rows)
            paper.findings += found
        case _:
            paper.recognised = True
            paper.findings.append(finding(Code.NOT_READ, front.title, paper.first))
    return paper


def _agenda(paper: Paper, rows: list[Row]) -> None:
    """An agenda's first line is no title: most dumps lose the page's head, and the address at its end names the meeting."""
    meeting, paper.agenda_items, found = agenda.read(rows, paper.front)
    paper.findings += found
    paper.scope = meeting.committee
    front = paper.front
    front.source_url = front.source_url or meeting.source_url
    front.document_date = front.document_date or meeting.day
    front.title = meeting.title


def _only_committee(rows: list[Row]) -> str | None:
    """The committee a status is for, when the words above its table name no other."""
    above = takewhile(lambda row: row.kind is not RowKind.TABLE, rows)
    named = {mention.body.name for row in above for mention in committees_in(row.text)}
    return named.pop() if len(named) == 1 else None
