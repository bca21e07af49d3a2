"""What nothing reads is told so, under the best title there is."""

from parsers.documents.other import other_document
from parsers.documents.span import FileContext, Span
from parsers.model.findings import Code
from parsers.model.records import Document, Kind
from parsers.model.rows import Cell, Place, Row, RowKind


def read(*texts: str) -> Document:
    rows = [Row(RowKind.TEXT, [Cell(text)], [Place(line=at)]) for at, text in enumerate(texts, 1)]
    return other_document(Span(Kind.OTHER, rows), FileContext())


def test_what_nothing_reads_yet_is_recognised_and_says_so() -> None:
    document = read("Notat om vejr")
    assert document.recognised
    assert document.front.title == "Notat om vejr"
    assert [finding.code for finding in document.findings] == [Code.NOT_READ]


def test_brackets_are_no_title() -> None:
    assert read("[", "{", '"navn": "Bænke"').front.title == '"navn": "Bænke"'
