"""One file's bytes to the papers printed in it: the parsers' one door."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from parsers.consistency.checks import check_documents
from parsers.consistency.letters import has_strange_letters, letters_doubted
from parsers.documents.agenda import published_document
from parsers.documents.kinds import read_parts, texts_of
from parsers.documents.mentions import amounts_of
from parsers.documents.places import record_at
from parsers.documents.profile_choice import issued
from parsers.documents.references import links_of
from parsers.documents.span import FileContext
from parsers.documents.word_confidence import set_word_confidences
from parsers.model.content import FileContent, Line, Look, UnreadableError
from parsers.model.findings import Code, finding
from parsers.model.long_rows import LongRows
from parsers.model.records import FOLLOWUPS, Document, Finding, Role
from parsers.model.rows import Place, Row, RowKind
from parsers.profile.form import ColumnHeadings, Profile, TableForm
from parsers.profile.labels import DRAFT
from parsers.profile.organisation import BodyKind, bodies, body_of
from parsers.profile.profiles import Profiles, default_profiles
from parsers.profile.vocabulary import speaking

if TYPE_CHECKING:
    from parsers.pdf.pages_ahead import Cores
    from parsers.text.long_text import LongText

__all__ = ["HTML", "JSON", "PDF", "TEXT", "FileParts", "FileReading", "read_file", "read_in_parts", "rows_of_file"]

FEWEST_LETTERS = 200  # that are left of a damaged PDF and worth telling
OF_THE_WHOLE = frozenset(
    {Code.DAMAGED_FILE, Code.REPAIRED_FILE, Code.WORDS_ALONE, Code.COLUMNS_APART}
)  # a doubt about every document in the file
IN_THE_MARGIN = frozenset({Code.VERTICAL_TEXT, Code.SLANTED_TEXT})  # it may tell whose a paper is
LONGEST_DRAFT = 30  # characters, stars and all: "** U D K A S T **"
PDF = "application/pdf"
HTML = "text/html"
MHTML = "multipart/related"
TEXT = "text/plain"
JSON = "application/json"


class FileReading(Struct):
    """What one file gave: its documents in printed order, and findings about the file itself.

    Examples:
        >>> from pathlib import Path
        >>> from parsers.reading import read_file
        >>> reading = read_file(Path("data/raw/udmoentning-2031.pdf").read_bytes(), "application/pdf")
        >>> reading.engine, reading.page_count, reading.findings
        ('pdfium', 5, [])
    """

    engine: str  # what read it: pdfium, pdfplumber, or a text's encoding (text/utf-8)
    page_count: int | None  # None for a text
    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class FileParts(Struct):
    """The same on its way: the documents come one after the other, a long agenda in several that go on in the next."""

    engine: str
    page_count: int | None
    documents: Iterator[Document]
    findings: list[Finding] = field(default_factory=list)


def read_file(
    data: bytes,
    media_type: str,
    engine: str = "auto",
    ocr: str = "auto",
    profiles: Profiles | None = None,
    has_time: Callable[[], bool] = lambda: True,
) -> FileReading:
    """The documents printed in one file. Nothing is written and nothing else is read; bound a stranger's file from outside.

    Args:
        data: The file's bytes.
        media_type: "application/pdf", "text/html", "multipart/related" (a page saved with all that belongs to it),
            "application/json" (an agenda system's meeting) or "text/plain".
        engine: For PDFs: "pdfium", "pdfplumber", or "auto", which is pdfium and asks pdfplumber where pdfium fails.
        ocr: For pages of a PDF that are pictures: "auto" reads them where the extra `ocr` is installed, "off" never, "force" every page so.
        profiles: By whose words follow-ups are read; the shipped ones by default.
        has_time: Asked before each page that is a picture but the first; once it says no, the others are left and a finding counts them.

    Returns:
        Typed records and findings. Pages and lines count from 1; coordinates are points from a page's upper left corner.

    Raises:
        UnreadableError: The file cannot become a document: it is encrypted, damaged, a scan, or empty.

    Examples:
        >>> from pathlib import Path
        >>> from parsers.reading import read_file
        >>> reading = read_file(Path("data/raw/foerste-opfoelgning-2031.pdf").read_bytes(), "application/pdf")
        >>> [(document.kind.value, len(document.initiatives)) for document in reading.documents]
        [('followup', 10)]
    """
    parts = read_in_parts(data, media_type, engine, ocr, profiles, has_time)
    return FileReading(parts.engine, parts.page_count, list(_whole(parts.documents)), parts.findings)


def read_in_parts(
    data: bytes,
    media_type: str,
    engine: str = "auto",
    ocr: str = "auto",
    profiles: Profiles | None = None,
    has_time: Callable[[], bool] = lambda: True,
    cores: Cores | None = None,
) -> FileParts:
    """The same as `read_file` tells, of a long text no more than a part at a time: of 20 MB all records would take 400.

    Pages of a PDF are read on several `cores`, where there are. Raises UnreadableError, and so may the next of the documents.
    """
    profiles = profiles or default_profiles()
    with speaking(profiles.known):
        if media_type == TEXT and (text := _long_text(data)) is not None:
            content, rows = _long_rows(text)
            findings = [finding(Code(code), words) for code, _, words in content.notes if code not in OF_THE_WHOLE]
            return FileParts(content.engine, None, _spoken(_checked(_long_documents(content, rows, profiles)), profiles), findings)
        reading = _read(data, media_type, engine, ocr, profiles, has_time, cores)
    return FileParts(reading.engine, reading.page_count, iter(reading.documents), reading.findings)


def _spoken(documents: Iterator[Document], profiles: Profiles) -> Iterator[Document]:
    """The documents, each made in these profiles' words; who takes them speaks as before."""
    while True:
        with speaking(profiles.known):
            document = next(documents, None)
        if document is None:
            return
        yield document


def _long_documents(content: FileContent, rows: LongRows, profiles: Profiles) -> Iterator[Document]:
    drafts = _draft_marks(content)
    for document in documents(rows, content.looks, is_text=True, profiles=profiles):
        _mark_drafts([document], *drafts)
        if not document.goes_on:
            document.findings += [finding(Code(code), words, document.first) for code, _, words in content.notes if code in OF_THE_WHOLE]
        yield document


def _checked(parts: Iterator[Document]) -> Iterator[Document]:
    """The documents checked: from the first with initiatives on beside one another, for they may be of one follow-up."""
    beside: list[Document] = []
    for part in parts:
        if beside or part.initiatives:
            beside.append(part)
        else:
            check_documents([part])
            yield part
    check_documents(beside)
    yield from beside


def _whole(parts: Iterable[Document]) -> Iterator[Document]:
    """The documents with those joined that go on in the next."""
    begun: list[Document] = []
    for part in parts:
        begun.append(part)
        if part.goes_on:
            continue
        part.agenda_items = [item for each in begun for item in each.agenda_items]
        part.amounts = [amount for each in begun for amount in each.amounts]
        part.links = [link for each in begun for link in each.links]
        part.findings = [found for each in begun for found in each.findings]
        yield part
        begun = []


def _read(
    data: bytes, media_type: str, engine: str, ocr: str, profiles: Profiles, has_time: Callable[[], bool], cores: Cores | None
) -> FileReading:
    if media_type == JSON and (reading := _published(data)):
        return reading
    content, rows = _rows(data, media_type, engine, ocr, has_time, cores)
    drafts = _draft_marks(content)
    pictured = frozenset(content.word_confidences)
    beside = [*content.beside, *[words for code, _, words in content.notes if code in IN_THE_MARGIN]]
    is_text = content.media_type != PDF
    read = list(documents(rows, content.looks, is_text=is_text, pictured=pictured, profiles=profiles, beside=beside))
    reading = FileReading(content.engine, content.page_count, read)
    _mark_drafts(reading.documents, *drafts)
    set_word_confidences(reading.documents, content.word_confidences)
    for code, page, words in content.notes:
        if code in OF_THE_WHOLE and reading.documents:
            for each in reading.documents:
                each.findings.append(finding(Code(code), words, each.first))
            continue
        document = next((document for document in reading.documents if _holds(document, page)), None)
        findings = document.findings if document else reading.findings
        findings.append(finding(Code(code), words, Place(page=page)))
    for mark in content.marks:
        place = Place(mark.page, None, *mark.box)
        document = next((document for document in reading.documents if _holds(document, mark.page)), None)
        findings = document.findings if document else reading.findings
        findings.append(finding(Code(mark.code), mark.words, place, record_at(document, place) if document else None))
    check_documents(reading.documents, content.page_count, _pages_taken_out(data, content))
    return reading


def rows_of_file(data: bytes, media_type: str) -> Sequence[Row]:
    """A file's rows as they are printed, before anything is told of them; for those who write a profile. Raises UnreadableError.

    A print without vertical rules has tables only under headings that are known: then those that its header seems to have are.
    """
    rows = _rows(data, media_type, "auto", "auto")[1]
    if media_type != PDF or any(row.kind is RowKind.TABLE for row in rows) or (columns := _likely_header(data)) is None:
        return rows
    sample = Profile("sample", "", table=TableForm(columns=columns))
    with speaking((*default_profiles().known, sample)):
        return _rows(data, media_type, "auto", "auto")[1]


def _likely_header(data: bytes) -> ColumnHeadings | None:
    from parsers.pdf import reader as pdf_reader
    from parsers.tables.likely_header import likely_header
    from parsers.tables.lines import lines_of, parted

    pages = pdf_reader.pages(data, FileContent(PDF, "auto"), "auto", "auto", lambda: True)
    return next((found for page in pages if (found := likely_header(lines_of(parted(page.words)))) is not None), None)


def _rows(
    data: bytes,
    media_type: str,
    engine: str,
    ocr: str,
    has_time: Callable[[], bool] = lambda: True,
    cores: Cores | None = None,
) -> tuple[FileContent, Sequence[Row]]:
    if media_type == PDF:
        from parsers.pages.rows import page_rows
        from parsers.pdf import reader as pdf_reader

        content = FileContent(PDF, engine)
        try:
            return content, page_rows(pdf_reader.pages(data, content, engine, ocr, has_time, cores))
        except UnreadableError as error:
            left = _lines_left(data, content) if error.code == "broken_pdf" else None
            if left is None:
                raise
            return left, _text_rows(left)
    if media_type in (HTML, MHTML):
        from parsers.text import html_reader, mhtml

        content = html_reader.read_html(data if media_type == HTML else mhtml.html_part(data))
        return content, _text_rows(content)
    from parsers.text import monospaced, reader

    content = reader.read_text(data)
    if monospaced.is_monospaced(content.lines):
        from parsers.pages.rows import page_rows

        return content, monospaced.monospaced_rows(content, page_rows)
    return content, _text_rows(content)


def _text_rows(content: FileContent) -> list[Row]:
    from parsers.text.rows import text_rows  # what reads texts takes a tenth of the time to load that a reader of PDFs does

    return text_rows(content)


def _long_text(data: bytes) -> LongText | None:
    """A text that is read in portions; None where it is not long, or printed with spaces between its columns."""
    from parsers.text import long_text, monospaced

    return text if long_text.is_long(data) and not monospaced.is_monospaced(text := long_text.LongText(data)) else None


def _long_rows(text: LongText) -> tuple[FileContent, LongRows]:
    """The rows of a long text, with those of its lines alone that mark it as a draft."""
    content = FileContent(TEXT, f"text/{text.encoding}", lines=list(filter(_marks_draft, text)))
    sizes: list[int] = []
    for number in range(text.portions):
        portion = text.portion(number)
        sizes.append(len(_text_rows(portion)))
        content.notes += portion.notes
    return content, LongRows(lambda number: _text_rows(text.portion(number)), sizes)


def _pages_taken_out(data: bytes, content: FileContent) -> list[tuple[int, int]]:
    from parsers.pdf.pages_taken_out import pages_taken_out

    return pages_taken_out(data, content.page_count) if content.media_type == PDF and content.page_count else []


def _published(data: bytes) -> FileReading | None:
    """The meetings of an agenda system's own file; None for any other JSON, which is text like another."""
    from parsers.text.publication import ENGINE, read_publication

    meetings = read_publication(data)
    if meetings is None:
        return None
    reading = FileReading(ENGINE, None, [published_document(_text_rows(content), meeting) for meeting, content in meetings])
    for document in reading.documents:
        _complete(document)
    return reading


def _complete(document: Document, sums: int = 0) -> None:
    """The sums, references and unknown names of a document's texts; `sums` stand in its parts before."""
    texts = list(texts_of(document))
    document.amounts, document.links = amounts_of(document, sums + 1, texts), links_of(document, texts)
    document.findings += _unknown_names(document)


def _lines_left(data: bytes, content: FileContent) -> FileContent | None:
    """The last rung for a damaged PDF: its words alone, with an error that says so; None where there are none to read."""
    from parsers.pdf.damage import lines_left
    from parsers.text.reader import read_text

    words = lines_left(data)
    if sum(map(str.isalpha, words)) < FEWEST_LETTERS:
        return None
    left = read_text(words.encode())
    left.engine, left.notes = "pdfminer", [*content.notes, (Code.WORDS_ALONE, None, "")]
    return left


def documents(
    rows: Sequence[Row],
    looks: Mapping[Hashable, Look],
    *,
    is_text: bool,
    pictured: Container[int | None] = (),
    profiles: Profiles | None = None,
    beside: Sequence[str] = (),
) -> Iterator[Document]:
    """The documents bound in one file's rows, each read by what reads its kind, in the words of its municipality alone.

    `beside` are lines printed beside the rows, which may tell whose the paper is.
    A long agenda comes in several that go on. Raises UnreadableError when most letters have no name.
    """
    is_strange = has_strange_letters(rows, is_text=is_text)
    file = FileContext(looks, is_text, pictured)
    for span in issued(rows, profiles or default_profiles(), beside):
        parts, sums = read_parts(span, file), 0
        goes_on = True
        while goes_on:
            with speaking((span.profile,) if span.profile else ()):
                document = next(parts)
                goes_on = document.goes_on
                doubted = list(letters_doubted(document, span.rows)) if is_strange and not goes_on else []
                _complete(document, sums)
            sums += len(document.amounts)
            document.municipality, document.municipality_printed = span.municipality, span.municipality_printed
            if span.profile is not None and document.kind in FOLLOWUPS:
                document.profile = span.profile.slug
            document.findings += doubted
            yield document


def _unknown_names(document: Document) -> list[Finding]:
    """Each responsible committee and centre that is not among the known ones, where it is first named."""
    known = {Role.COMMITTEE: bodies(BodyKind.COMMITTEE), Role.CENTER: bodies(BodyKind.CENTRE)}
    told: dict[tuple[Role, str], Finding] = {}
    for initiative in document.initiatives:
        place = (initiative.description_places or initiative.places or [Place()])[0]
        for named in initiative.responsibilities:
            key = named.role, named.name
            if key not in told and known.get(named.role) and body_of(named.name, named.role) is None:
                code = Code.UNKNOWN_COMMITTEE if named.role is Role.COMMITTEE else Code.UNKNOWN_CENTER
                told[key] = finding(code, named.name, place, initiative)
    return list(told.values())


def _holds(document: Document, page: int | None) -> bool:
    first, last = document.first.page, document.last.page
    return page is not None and first is not None and last is not None and first <= page <= last


def _draft_marks(content: FileContent) -> tuple[set[int], set[int]]:
    """The pages that "UDKAST" lies behind, and the lines that it stands on alone."""
    pages = {page.number for page in content.pages if page.watermark and DRAFT.search(page.watermark)}
    return pages, {line.number for line in (*content.lines, *content.set_aside) if _marks_draft(line)}


def _marks_draft(line: Line) -> bool:
    return len(line.text) <= LONGEST_DRAFT and DRAFT.fullmatch(line.text.strip(" *#")) is not None


def _mark_drafts(read: list[Document], pages: set[int], lines: set[int]) -> None:
    """A paper is a draft when one of its pages or lines is marked so."""
    for document in read:
        first, last = document.first.line, document.last.line
        on_a_line = first is not None and last is not None and any(first <= line <= last for line in lines)
        document.draft = on_a_line or any(_holds(document, page) for page in pages)
