"""The lines of a text whose tables lost their form to lines with a tab between a row's cells.

A viewer's clipboard, `pdftotext -raw`, `mutool convert` and a word processor's "save as text" give one cell after the other
(`cell_lines`), `pdfplumber`, `pypdf` and MarkItDown one printed line after the other (`page_lines`): a header's words, labels, times
and signs tell where a cell begins. Text taken column by column (plain `pdftotext`, pdfminer) holds the same lines in another order: no
label has its own text behind it, and none is read.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from parsers.language.hyphenation import Vocabulary
from parsers.model.content import FileContent, Line
from parsers.profile.labels import RESPONSIBLE_LABEL, row_label
from parsers.profile.vocabulary import key_of
from parsers.text.cell_lines import cell_line_rows
from parsers.text.letter_signs import with_signs
from parsers.text.loose_headers import LooseHeader, first_on_pages, headers_in, may_head, page_marks, without_headings
from parsers.text.loose_rows import LooseRow, first_cells, needs_due
from parsers.text.merged_cells import header_in, joins_labels, units_of
from parsers.text.merged_tables import merged_tables
from parsers.text.monospaced_segments import WHOLE_TIME
from parsers.text.page_lines import are_page_lines, page_line_rows, title_lines
from parsers.text.unrolled_cells import unrolled_cells

__all__ = ["tabs_for_loose_tables"]

WHOLE = 0.8  # of the milestones, or of the tables: with fewer that are whole the columns stand apart
LONGEST_TIMES = 12  # words: a cell of text may name two rounds
FEWEST = 3  # labels alone in a line, or rows with bars that go on in a line without any: in Markdown, a blank line ends a table


class LooseTables(Struct):
    """The lines with their tables whole; the words of those whose cells are not certain, by number; whether columns stood apart.

    `aside` are the lines that a page's end or top put among them.
    """

    lines: Sequence[Line]
    doubted: dict[int, str] = field(default_factory=dict)
    columns_apart: bool = False
    aside: Sequence[Line] = ()


class LooseTable(NamedTuple):
    """A table: its line, its header's cells (none where it is the last table's, printed again), its rows, and what stands below it."""

    number: int
    head: tuple[str, ...]
    rows: list[LooseRow]
    after: Sequence[Line]


def tabs_for_loose_tables(lines: Sequence[Line], content: FileContent, *, barred: bool) -> LooseTables:
    """The same lines where no header of ours is written so, or its table has another form than the usual.

    `barred` is set where a bar stands in one of them, as in few texts.
    """
    if barred and _ran_together(lines):
        return LooseTables(*merged_tables(lines))
    unrolled, cut, parted = unrolled_cells(lines) if barred else (lines, set[int](), False)
    flat, cells = _without_bars(unrolled) if barred else (lines, {})
    if parted:
        return LooseTables(flat, columns_apart=True)
    if not may_head(flat) or any("\t" in text or text.lstrip()[:1] == "|" for _, text in flat):
        return LooseTables(lines)
    marks = page_marks(flat, content)
    joined = [Line(number, plain) for number, text in flat if (plain := " ".join(text.split()))]
    printed = list(with_signs([line for line in joined if line.number not in marks]))
    headers = list(headers_in(printed))
    if not headers:
        labelled = sum(row_label(cell) is not None for number, text in printed for cell in cells.get(number, [text]))
        return LooseTables(flat if labelled >= FEWEST else lines, columns_apart=labelled >= FEWEST)
    across = bool(cells) or are_page_lines(printed[headers[0].end :])
    tables = list(_tables(printed, headers, cells, first_on_pages(printed, flat, content), across=across))
    if _are_apart(tables):
        return LooseTables(flat, columns_apart=True)
    words = Vocabulary(word for line in printed for word in line.text.split())
    made = LooseTables(made_lines := list(printed[: headers[0].begin]), aside=[line for line in joined if line.number in marks])
    for number, head, rows, after in tables:
        if head:
            made_lines.append(Line(number, "\t".join(head)))
        for row in rows:
            made_lines.append(Line(row.number, "\t".join((*first_cells(row, words), row.due, row.signs))))
            if row.doubted or row.number in cut:
                made.doubted[row.number] = " ".join([row.label, *row.text[:1]])
        made_lines += after
    return made


def _ran_together(lines: Sequence[Line]) -> bool:
    """Whether several rows hold two labels or times in a cell, or a header and who answers, as pdf-inspector joins them."""
    units = list(units_of(lines))
    cells = [text for unit in units if unit.barred for _, text in unit.cells]
    labels = sum(joins_labels(text) for text in cells)
    times = sum(len(WHOLE_TIME.findall(text)) > 1 for text in cells if len(text.split()) < LONGEST_TIMES)
    headers = sum((header := header_in(unit)) is not None and (header.merged if unit.barred else bool(header.behind)) for unit in units)
    return labels + times + headers >= FEWEST


def _are_apart(tables: Sequence[LooseTable]) -> bool:
    """Whether times do not stand behind their labels, or who answers not once in each table."""
    milestones = [row for _, _, rows, _ in tables for row in rows if row.label and needs_due(row)]
    timed = sum(bool(row.due) for row in milestones)
    answers = [
        [key_of(label[0]) for row in rows for line in row.text if (label := RESPONSIBLE_LABEL.match(line))]
        for _, head, rows, _ in tables
        if head and rows  # without any, its rows stand on the next page
    ]
    once = sum(0 < len(labels) == len(set(labels)) for labels in answers)
    return timed < WHOLE * len(milestones) or (any(answers) and once < WHOLE * len(answers))


def _tables(
    printed: Sequence[Line], headers: Sequence[LooseHeader], cells: Mapping[int, Sequence[str]], pages: Container[int], *, across: bool
) -> Iterator[LooseTable]:
    title, more = "", 0
    last: list[LooseRow] = []
    ends = [header.begin for header in headers[1:]] + [len(printed)]
    for header, end in zip(headers, ends, strict=True):
        again = header.title == title
        body, after = without_headings(printed[header.end : end], printed[end : end + 1])
        if across:
            more = more if again else title_lines(body, cells)
            whole, body = " ".join([header.title, *(text for _, text in body[:more])]), body[more:]
            rows = list(page_line_rows(body, cells, going_on=again))
        else:
            whole, rows = header.title, cell_line_rows(body, pages, going_on=again)
        if again and rows and not rows[0].label and len(last) == 1 and not last[0].label:
            _go_on(last[0], rows.pop(0))
        title, last = header.title, rows or last
        yield LooseTable(printed[header.begin].number, () if again else (whole, *header.words), rows, after)


def _go_on(description: LooseRow, below: LooseRow) -> None:
    """Joins a description with what stands of it on the next page; who answers may go on there too."""
    answers = next((at for at, line in enumerate(description.text) if RESPONSIBLE_LABEL.match(line)), len(description.text))
    description.text[answers:answers] = below.text
    description.doubted = True


def _without_bars(lines: Sequence[Line]) -> tuple[Sequence[Line], dict[int, Sequence[str]]]:
    """The lines without the bars of a converter that puts them into some printed lines and not into others, and those lines' cells."""
    barred = [text.lstrip()[:1] == "|" for _, text in lines]
    split_rows = sum(
        above and bool(below.text.strip()) and not bars for (above, bars), below in zip(pairwise(barred), lines[1:], strict=True)
    )
    if split_rows < FEWEST:
        return lines, {}
    cells: dict[int, Sequence[str]] = {
        line.number: [cell.strip() for cell in line.text.strip().strip("|").split("|")]
        for line, bars in zip(lines, barred, strict=True)
        if bars
    }
    return [
        Line(number, " ".join(cell for cell in cells[number] if cell.strip("-: "))) if number in cells else Line(number, text)
        for number, text in lines
    ], cells
