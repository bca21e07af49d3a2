"""A budget agreement's rows in; its numbered promises with their themes and words out. Experimental: built from its form alone.

It begins with a table of contents, numbers and titles with dot leaders and pages; then the same numbers head the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct, field

from parsers.documents.front_matter import begin_document
from parsers.documents.span import FileContext, Span
from parsers.language.numbering import Number, number_key
from parsers.language.paragraphs import Marks, paragraphs
from parsers.model import late_regex as regex
from parsers.model.findings import Code, row_finding
from parsers.model.records import Document, Finding, Initiative
from parsers.model.rows import Row, RowKind
from parsers.profile.titles import agreement_year

__all__ = ["agreement_document", "is_agreement"]

# "1.1.2. Principper for borgerinddragelse ........ 8", "1. Vi skaber fremtiden sammen 8", "1.1 Flere værksteder 3", "1 Vi mødes ……… 3"
ENTRY = regex.compile(
    r"""
    (?P<number>\d{1,2}(?:\.\d{1,2}){0,2}) (?: \.\s* | (?<=\.\d{1,2})\s+ | \s+(?=.*[.…_]{3}) )
    (?P<title>[^\d\s.].{0,200}?) (?: \s*[.…_]{3,}\s* | \s+ )
    (?P<page>\d{1,3})\s*\Z
    """,
    regex.VERBOSE,
)
HEADED = regex.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\.?\s*(?P<title>\p{L}.{0,200}|[\"”“»].{0,200})\Z")
GLUED = regex.compile(r"(?<=[.…_]{3,}\s*)(?P<page>\d{1,3})(?=\d{1,2}\.(?:\d{1,2}\.)*\s*[^\d\s.])")  # "…71.1. Ny sundhedspolitik"
CONTENTS = regex.compile(r"indhold(?:sfortegnelse)?\s*\Z", regex.IGNORECASE)
FRONT_ROWS = 40  # the agreement's own title stands on its first page
FEWEST_ENTRIES = 3  # fewer lines that end in a number are no table of contents


class _Entry(Struct, frozen=True):
    number: str
    title: str
    row: Row

    @property
    def key(self) -> Number:
        return number_key(self.number)


def is_agreement(rows: Sequence[Row]) -> bool:
    """Whether a first page bears an agreement's title and its table of contents."""
    front = list(islice((row for row in rows if row.kind in (RowKind.TEXT, RowKind.TABLE)), FRONT_ROWS))
    return any(agreement_year(row.text) for row in front) and _has_contents(front)


def _has_contents(rows: Iterable[Row]) -> bool:
    entries = sum(ENTRY.match(line.strip()) is not None for row in rows for line in _printed_lines(row))
    return entries >= FEWEST_ENTRIES


def _printed_lines(row: Row) -> list[str]:
    """A text's lines; a table's row is one."""
    if row.kind is RowKind.TABLE:
        return [" ".join(cell.text.replace("\n", " ") for cell in row.cells)]
    return row.text.split("\n") if row.kind is RowKind.TEXT else []


def agreement_document(span: Span, file: FileContext) -> Document:
    document, rows = begin_document(span)
    title = next((row for row in rows if row.kind is RowKind.TEXT and agreement_year(row.text)), None)
    if title is not None:
        document.front.title, document.agreement_year = title.text, agreement_year(title.text)
    document.initiatives, found = read_agreement(rows)
    document.findings += found
    return document


def read_agreement(rows: Sequence[Row]) -> tuple[list[Initiative], list[Finding]]:
    """The promises in printed order: the numbers with none below them. What stands under no number is set aside."""
    reader = _AgreementReader()
    for row in rows:
        for line in _lines(row, reader.last) if not reader.in_text else ():
            reader.contents_line(line, row)
    entries = {entry.key: entry for entry in reader.entries}
    leaves = {key for key in entries if not any(other[: len(key)] == key and other != key for other in entries)}
    known = {**entries}
    promises: dict[Number, Initiative] = {}
    for key in sorted(leaves):
        entry = entries[key]
        theme = next((known[key[:length]].title for length in range(len(key) - 1, 0, -1) if key[:length] in known), None)
        promises[key] = Initiative(entry.number, entry.title, theme=theme, places=list(entry.row.places))
    findings = _texts(rows, reader, entries, promises)
    return list(promises.values()), findings


def _lines(row: Row, last: Number) -> Iterator[str]:
    """A row's lines, with entries glued to the page number before them pulled apart where the numbers go on."""
    for line in _printed_lines(row):
        rest = line
        while match := GLUED.search(rest):
            cut = _cut(rest, match, last)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _cut(line: str, match: regex.Match[str], last: Number) -> int:
    """Where the page ends and the next number begins: '121.2.' is page 12 and 1.2 when the last number was 1.1."""
    begin = ENTRY.match(line[: match.end("page")])
    before = number_key(begin["number"]) if begin else last
    digits = regex.compile(r"\d+(?=\.)").match(line, match.start("page"))
    end = digits.end() if digits else match.end("page")
    for cut in range(match.start("page") + 1, end):
        first = int(line[cut:end])
        if before and first in (before[0], before[0] + 1):
            return cut
    return match.end("page")


class _AgreementReader(Struct):
    entries: list[_Entry] = field(default_factory=list)
    in_text: bool = False
    last: Number = ()

    def contents_line(self, line: str, row: Row) -> None:
        """Takes an entry of the table of contents; the table ends where a number comes back."""
        match = ENTRY.match(line.strip())
        if match is None:
            return
        key = number_key(match["number"])
        if key <= self.last:
            self.in_text = len(self.entries) >= FEWEST_ENTRIES
            return
        self.entries.append(_Entry(match["number"], match["title"].strip(" .…_"), row))
        self.last = key


def _texts(
    rows: Sequence[Row], reader: _AgreementReader, entries: dict[Number, _Entry], promises: dict[Number, Initiative]
) -> list[Finding]:
    """Puts the text under each number into its promise, and returns what stands under none."""
    findings: list[Finding] = []
    in_contents = {id(entry.row) for entry in reader.entries}
    heads = Marks(begins=lambda text: HEADED.match(text) is not None, alone=lambda text: HEADED.match(text) is not None)
    current: Initiative | None = None
    words: dict[int, list[str]] = {}
    for row in paragraphs([row for row in rows if id(row) not in in_contents], heads):
        head = HEADED.match(row.text) if row.kind is RowKind.TEXT and len(row.text) < 250 else None
        if row.kind is RowKind.FURNITURE:
            findings.append(row_finding(Code.FURNITURE, row))
        elif head is not None and (number_key(head["number"]) in entries or row.heading):
            key = number_key(head["number"])
            if key not in entries:  # headed in the text, and in no table of contents
                promises[key] = Initiative(head["number"], head["title"], places=list(row.places))
            current = promises.get(key)
            if current is None:
                findings.append(row_finding(Code.HEADING, row))
            else:
                current.places = list(row.places)
        elif current is not None and row.text:
            words.setdefault(id(current), []).append(row.text)
            current.description_places.extend(row.places)
        elif row.text:
            heading = row.heading or CONTENTS.match(row.text) or agreement_year(row.text)
            findings.append(row_finding(Code.HEADING if heading else Code.READING_GUIDE, row))
    for promise in promises.values():
        promise.description = "\n".join(words.get(id(promise), [])) or None
    return findings
