"""The registry of document kinds: how each is told, what reads it, which tables it fills, and which of its texts are searched.

A new kind is an entry here and a file that reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from msgspec import Struct

from parsers.documents.agenda import agenda_document, agenda_documents
from parsers.documents.agenda_form import is_agenda
from parsers.documents.agreement import agreement_document, is_agreement
from parsers.documents.followup import followup_document
from parsers.documents.initiative_rows import one_row_document
from parsers.documents.likeness import is_untitled_followup
from parsers.documents.memo import memo_document
from parsers.documents.other import other_document
from parsers.documents.printed_texts import PrintedText, initiative_texts, item_texts, texts_in
from parsers.documents.span import FileContext, Span
from parsers.documents.strategy import strategy_document
from parsers.model import late_regex as regex
from parsers.model.long_rows import LongRows
from parsers.model.records import FOLLOWUPS, Document, Kind
from parsers.model.rows import Row, RowKind
from parsers.profile.form import RowsAre
from parsers.profile.patterns import pattern

__all__ = ["KINDS", "kind_of", "read_document", "read_parts", "texts_of"]

FRONT_ROWS = 40  # a document's own title stands on its first page


class KindSigns(Struct, frozen=True):
    """Words that tell a kind, each a pattern that a row begins with, in capitals or not; one that is met is enough."""

    front: str | None = None  # on the first page
    line: str | None = None  # anywhere
    header: str | None = None  # in a table
    twice: str | None = None  # in two rows or more

    def __call__(self, rows: Sequence[Row]) -> bool:
        return (
            any(_beginning(self.header, (row for row in rows if row.kind is RowKind.TABLE)))
            or any(_beginning(self.line, _printed(rows)))
            or any(_beginning(self.front, islice(_printed(rows), FRONT_ROWS)))
            or len(list(islice(_beginning(self.twice, _printed(rows)), 2))) == 2
        )


def _printed(rows: Sequence[Row]) -> Iterator[Row]:
    return (row for row in rows if row.kind in (RowKind.TEXT, RowKind.TABLE))


def _beginning(pattern: str | None, rows: Iterable[Row]) -> Iterator[bool]:
    """One for each row that begins so."""
    if pattern is not None:
        begins = _compiled(pattern)
        yield from (True for row in rows if begins.match(row.text))


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(rf"\s*(?:{pattern})", regex.IGNORECASE)


class RecordList(Struct, frozen=True):
    """Records that have no name but their place in the document; `table` is the table they fill, and the field of `Document`."""

    table: str
    words: tuple[str, ...]  # the columns that say what a record is
    searched: tuple[str, ...] = ()  # those of them that are searched for sums and references
    shared: str | None = None  # the one that records below each other may share: it is searched once

    def texts(self, document: Document) -> Iterator[PrintedText]:
        above = None
        for record in getattr(document, self.table):
            own = getattr(record, self.shared) if self.shared else None
            columns = [column for column in self.searched if column != self.shared or own != above]
            yield from texts_in(record, columns, record.places)
            above = own


class DocumentKind(Struct, frozen=True):
    """What there is to know of a kind: `recognises` from a file's rows, where nothing bears a follow-up's title."""

    kind: Kind
    danish: str  # what people call it
    read: Callable[[Span, FileContext], Document]
    recognises: Callable[[Sequence[Row]], bool] | None = None  # None of what its title alone tells, or nothing does
    tables: tuple[str, ...] = ()  # filled with what only such documents have, `lists` aside
    texts: Callable[[Document], Iterator[PrintedText]] | None = None  # those searched for sums and references, `lists` aside
    lists: tuple[RecordList, ...] = ()
    read_in_parts: Callable[[Span, FileContext], Iterator[Document]] | None = None  # a long one


INITIATIVES = ("initiatives", "responsibilities", "milestones", "economy_notes", "status_notes", "legends")
MEASURE = ("goal", "measure", "result")
REGISTRY = (  # where several could be told, the first is
    DocumentKind(
        Kind.AGENDA,
        "dagsorden eller referat",
        agenda_document,
        is_agenda,
        ("agenda_items", "agenda_sections", "annexes", "decisions"),
        item_texts,
        read_in_parts=agenda_documents,
    ),
    DocumentKind(
        Kind.STRATEGY,
        "status på strategiske indsatser",
        strategy_document,
        KindSigns(header=pattern("strategy_header").pattern, line=pattern("strategy_title").pattern),
        lists=(RecordList("strategy_results", MEASURE, searched=MEASURE, shared="goal"),),
    ),
    DocumentKind(
        Kind.MEMO,
        "strateginotat",
        memo_document,
        KindSigns(front=pattern("memo_title").pattern, twice=pattern("memo_followups").pattern),
        lists=(
            RecordList("memo_notes", ("label", "text"), searched=("text",)),
            RecordList("memo_figures", ("row_label", "column_label", "printed")),
        ),
    ),
    DocumentKind(Kind.PLAN, "udmøntning", followup_document, None, INITIATIVES, initiative_texts),
    DocumentKind(Kind.FOLLOWUP, "opfølgning", followup_document, is_untitled_followup, INITIATIVES, initiative_texts),  # its title was lost
    DocumentKind(Kind.EXTRA, "ekstra opfølgning", followup_document, None, INITIATIVES, initiative_texts),
    DocumentKind(Kind.AGREEMENT, "aftale om budget", agreement_document, is_agreement, ("initiatives",), initiative_texts),
    DocumentKind(Kind.OTHER, "ikke en slags, der læses", other_document),
)
KINDS = {each.kind: each for each in REGISTRY}


def kind_of(rows: Sequence[Row]) -> Kind:
    """The kind of a file's rows where no follow-up's title stands above them."""
    return next((each.kind for each in REGISTRY if each.recognises is not None and each.recognises(rows)), Kind.OTHER)


def read_document(span: Span, file: FileContext) -> Document:
    """A document as its kind is read; a follow-up with one row an initiative by a reader of its own."""
    one_row_each = span.profile is not None and span.profile.table.rows_are is RowsAre.INITIATIVES
    if one_row_each and span.kind in FOLLOWUPS:
        return one_row_document(span, file)
    return KINDS[span.kind].read(span, file)


def read_parts(span: Span, file: FileContext) -> Iterator[Document]:
    """The same, of which no more than a part is there at a time where it is long: each but the last goes on in the next."""
    kind = KINDS[span.kind]
    if kind.read_in_parts is not None and isinstance(span.rows, LongRows):
        yield from kind.read_in_parts(span, file)
    else:
        yield read_document(span, file)


def texts_of(document: Document) -> Iterator[PrintedText]:
    """The texts that are searched, in printed order; one that several records share (a goal, a whole decision) comes once."""
    kind = KINDS[document.kind]
    if kind.texts is not None:
        yield from kind.texts(document)
    for records in kind.lists:
        yield from records.texts(document)
