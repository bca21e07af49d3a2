"""Invented agendas, strategies, memos and agreements, read whole and held against their golden answers."""

import json
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import regex
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import asdict

from parsers.documents.agenda_headings import heading_of
from parsers.documents.classify import spans
from parsers.documents.kinds import KINDS, KindSigns, kind_of, read_document
from parsers.documents.memo import FOLLOWUP, INDICATOR
from parsers.documents.span import FileContext, Span
from parsers.model.records import WITH_INITIATIVES, Document, Kind
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.text import html_reader
from parsers.text import reader as text_reader
from parsers.text.rows import text_rows
from pipeline.ingest.document_rows import DocumentRows
from pipeline.schema.tables import TABLES
from tests.answers import plain

FOLDER = Path(__file__).parents[2] / "fixtures" / "agenda"
SOURCES = [path for path in sorted(FOLDER.iterdir()) if path.suffix in (".txt", ".html")]
RAW = Path(__file__).parents[3] / "data" / "raw"
OF_ANY_KIND = {"documents", "places", "amounts", "links"}
SEEDS = ["referat-2020-03-03", "strategiske-indsatser-2014-2017", "strateginotat-2016"]


def rows_of(path: Path) -> list[Row]:
    reader = html_reader.read_html if path.suffix == ".html" else text_reader.read_text
    return text_rows(reader(path.read_bytes()))


def read(span: Span) -> Document:
    return read_document(span, FileContext(is_text=True))


def documents_of(path: Path) -> list[Document]:
    return [read(span) for span in spans(rows_of(path))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_each_invented_document_reads_as_its_golden_answer(path: Path) -> None:
    read = json.loads(json.dumps(plain(documents_of(path)), ensure_ascii=False))
    golden = path.with_suffix(".gold.json")
    if not golden.exists():
        golden.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written: read it, then run again")
    assert read == json.loads(golden.read_text("utf-8"))


def squashed(text: str) -> str:
    """Letters and digits alone: a line's end may have left a hyphen, a space or a star."""
    return "".join(letter for letter in text if letter.isalnum())


def words_kept(documents: list[Document]) -> tuple[str, set[int]]:
    """All that is in records and findings, squashed, and the lines set aside without their words."""
    kept: list[str] = []
    aside: set[int] = set()

    def take(value: Any) -> None:
        if isinstance(value, str):
            kept.append(value)
        elif isinstance(value, dict):
            for each in value.values():
                take(each)
        elif isinstance(value, Struct):
            take(asdict(value))
        elif isinstance(value, (list, tuple)):
            for each in value:
                take(each)
        elif isinstance(value, date):
            kept.extend((format_date(value, "d. MMMM yyyy", locale="da"), f"{value:%d%m%Y}"))
        elif isinstance(value, (int, Decimal)):
            kept.append(f"{value}")

    for document in documents:
        for finding in document.findings:
            take(finding.text)
            if finding.text is None and finding.place.line is not None:
                aside.add(finding.place.line)
        for name in ("front", "agenda_items", "initiatives", *(records.table for kind in KINDS.values() for records in kind.lists)):
            value = getattr(document, name)
            take(value)
    return "".join(squashed(words) for words in kept), aside  # a cell may hold a theme and the goal that is the next field


LABELS = regex.compile(
    r"Dato|Sagsid|Sagsnr\.|Source URL|(?:Punkt|Pkt\.|Sag nr\.) \d+|\*\*|\bTema:|\bMål:|Indikator(?:er)?:|\d+ bilag|[.\d\s]+\Z"
)


def lost(rows: list[Row], documents: list[Document]) -> list[str]:
    """The printed cells whose words are in no record and no finding."""
    kept, aside = words_kept(documents)
    numbers = {squashed(text) for document in documents for each in document.memo_figures for text in (str(each.value), each.column_label)}
    gone: list[str] = []
    for row in rows:
        if any(place.line in aside for place in row.places):
            continue
        for cell in row.cells:
            for line in cell.text.split("\n"):
                text = regex.sub(r"(?<=\D)\d{1,2}\.\s*\Z", "", regex.sub(r"Bilag\s*\Z", "", LABELS.sub("", line)))
                if heading_of(text) or INDICATOR.match(line) or FOLLOWUP.match(line):
                    text = text.partition(":")[2]
                squash = squashed(text)
                if squash not in kept and squash not in numbers:
                    gone.append(line)
    return gone


@pytest.mark.parametrize("path", [path for path in SOURCES if "agreement" not in path.name], ids=lambda path: path.name)
def test_no_printed_word_of_an_invented_document_is_lost(path: Path) -> None:
    assert set(lost(rows_of(path), documents_of(path))) <= {
        *("i 1.000 kr.", "400", "1.200", "1. kv. 2016"),  # units, numbers and periods are kept as values
    }


@pytest.mark.corpus
@pytest.mark.parametrize("name", SEEDS)
def test_no_printed_word_of_a_real_document_is_lost(shared: Path, name: str) -> None:
    path = shared / "seeds" / f"{name}.txt"
    told_otherwise = regex.compile(r"[\d.,]+|i 1\.000 kr\.")  # numbers as values, a unit beside them
    assert [line for line in lost(rows_of(path), documents_of(path)) if not told_otherwise.fullmatch(line)] == []


LINES = ["Punkt 1 Bænke", "Punkt 2 Stier", "Indhold", "Bilag", "2 bilag", "Beslutning", "Godkendt", "Deltagere", "Et ord", "x1."]


@given(st.lists(st.sampled_from(LINES)))
def test_any_jumble_of_an_agenda_is_read_without_failing_and_without_loss(texts: list[str]) -> None:
    rows = [Row(RowKind.TEXT, [Cell(text)], [Place(line=2 * at)]) for at, text in enumerate(texts, 1)]
    document = read(Span(Kind.AGENDA, rows))
    assert lost(rows, [document]) == []


def test_the_kinds_with_initiatives_are_those_that_fill_their_table() -> None:
    assert {kind for kind, each in KINDS.items() if "initiatives" in each.tables} == WITH_INITIATIVES


@given(
    st.sampled_from(list(Kind)),
    st.lists(st.tuples(st.sampled_from(list(RowKind)), st.lists(st.text(), min_size=1, max_size=4), st.booleans())),
)
def test_no_rows_make_a_reader_fail(kind: Kind, printed: list[tuple[RowKind, list[str], bool]]) -> None:
    rows = [Row(row_kind, [Cell(text) for text in texts], [Place(page=1)], heading) for row_kind, texts, heading in printed]
    read(Span(kind, rows))


@pytest.mark.parametrize("kind", [Kind.AGENDA, Kind.STRATEGY, Kind.MEMO, Kind.AGREEMENT])
@pytest.mark.parametrize("worst", ["Mål: \n", "1.1. x....... 1", "Opfølgning ", "er-\n", "**"])
def test_no_pattern_of_any_reader_runs_away_on_its_worst_text(kind: Kind, worst: str) -> None:
    text = worst * (100_000 // len(worst))
    rows = [Row(row_kind, [Cell(text), Cell(text)], [Place(line=1)]) for row_kind in (RowKind.TEXT, RowKind.TABLE)]
    rows += [Row(RowKind.TEXT, [Cell(line)], [Place(line=at)]) for at, line in enumerate(text.split("\n")[:2000], 3) if line]
    began = time.process_time()
    read(Span(kind, rows))
    assert time.process_time() - began < 10


def rows(*texts: str, kind: RowKind = RowKind.TEXT) -> list[Row]:
    return [Row(kind, [Cell(text)], [Place(line=at)]) for at, text in enumerate(texts, 1)]


def test_every_kind_is_in_the_registry_once_with_a_name_of_its_own() -> None:
    assert KINDS.keys() == set(Kind)
    assert len({each.danish for each in KINDS.values()}) == len(Kind)


def test_a_list_of_records_is_a_field_of_the_document_and_a_table_that_holds_its_words() -> None:
    for records in (each for kind in KINDS.values() for each in kind.lists):
        columns = {column.name for column in TABLES[records.table].columns}
        assert getattr(Document(Kind.OTHER), records.table) == []
        assert {*records.words, *records.searched} <= columns
        assert records.shared is None or records.shared in records.searched


@pytest.mark.parametrize("path", [*SOURCES, *sorted(RAW.glob("*.txt"))], ids=lambda path: path.name)
def test_a_document_fills_no_table_that_its_kind_does_not_name(path: Path) -> None:
    for document in documents_of(path):
        filled = {name for name, made in DocumentRows("d", "f", "ballerup").tables(document).items() if made}
        assert filled - OF_ANY_KIND <= {*KINDS[document.kind].tables, *(each.table for each in KINDS[document.kind].lists)}


SIGNS = KindSigns(front="notat", line="bilag", header="mål", twice="status")


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (rows("NOTAT om bænke"), True),
        (rows("Et notat om bænke"), False),
        (rows(*["…"] * 40, "Notat"), False),
        (rows(*["…"] * 40, "Bilag"), True),
        (rows("Mål"), False),
        (rows("Mål", kind=RowKind.TABLE), True),
        (rows("Status 2031"), False),
        (rows("Status 2031", "Status 2032"), True),
        (rows("Notat", kind=RowKind.FURNITURE), False),
    ],
)
def test_a_kind_is_told_by_how_a_row_begins(printed: list[Row], told: bool) -> None:
    assert SIGNS(printed) is told


def test_where_two_kinds_could_be_told_the_registrys_first_is() -> None:
    assert kind_of(rows("Strateginotat", "Status på Ballerups strategiske indsatser")) is Kind.STRATEGY
    assert kind_of(rows("Notat")) is Kind.OTHER
