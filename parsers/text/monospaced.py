"""A text dump whose columns are set apart by spaces (`pdftotext -layout` and its kin) to rows, as from print on pages.

Such a dump keeps the look of its pages: a form feed ends a page, and a word's place in its line tells how far to the right it stood.
Cells that were pushed aside, since no letter is as wide as the next, are put below their column's header again, and each table is drawn
on a page of its own, rules and all: so a page's end splits no row, and the readers of pages do the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile

from msgspec.structs import replace

from parsers.model.content import FileContent, Line, PageContent, Rule, Word
from parsers.model.findings import Code
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.profile.labels import RowLabel, row_label
from parsers.signs.smileys import only_signs
from parsers.text.monospaced_cells import Begins, TableLine, table_lines
from parsers.text.monospaced_pages import without_furniture
from parsers.text.monospaced_segments import WHOLE_DUE, WORD, TextSegment, header_of, segments_of
from parsers.text.monospaced_sides import one_below_the_other
from parsers.text.stacked_labels import unstacked

__all__ = ["is_monospaced", "monospaced_rows"]

LETTER = 5.0  # points from one letter to the next
LINE = 12.0  # points from one line to the next
SIZE = 10.0  # points: a letter's height
FEWEST = 3  # labels
BEGUN, TIMED, MET = 0.9, 0.85, 0.1  # of them, and of rows: a dump of print that holds together has more, more, and less
GUTTER = 4  # letters between two columns
INNER = 0.6  # of a page's height: nothing stands nearer to its edges, where furniture would


def is_monospaced(lines: Iterable[Line]) -> bool:
    """Whether a header's words stand in columns with nothing but spaces between them, once or side by side."""
    return any("  " in text and "\t" not in text and "|" not in text and _has_header(segments_of(text)) for _, text in lines)


def _has_header(segments: Sequence[TextSegment]) -> bool:
    return header_of(segments) is not None or header_of(segments[: len(segments) // 2]) is not None


def monospaced_rows(content: FileContent, page_rows: Callable[[Iterable[PageContent]], list[Row]]) -> list[Row]:
    """The dump's rows, with its own lines for their places; `page_rows` reads pages."""
    sides, numbers = one_below_the_other(content)
    lines, furniture, pages = without_furniture(sides)
    told = list(unstacked(table_lines(lines, pages)))
    if _are_apart(told, lines):
        content.notes.append((Code.COLUMNS_APART.value, None, ""))
        printed = [line for line in content.lines if line.text.strip()]
        return [Row(RowKind.TEXT, [Cell(" ".join(line.text.split()))], [Place(line=line.number)]) for line in printed]
    sheets = _sheets(told)
    drawn = [_page(number, sheet, content.engine) for number, sheet in enumerate(sheets, 1)]
    rows = list(_with_lines(page_rows(drawn), sheets, furniture))
    for row in rows:
        row.places = [replace(place, line=numbers[(place.line or 1) - 1]) for place in row.places]
    return rows


def _are_apart(lines: Sequence[TableLine], printed: Sequence[Line]) -> bool:
    """Whether too many labels begin no row, have no time beside them, or stand in rows whose cells meet.

    So are letters wider than their place (`-fixed`), and words put where there was room
    (`extract_text(layout=True)`).
    """
    rows = _rows(lines)
    milestones = [row for row in rows if any(row_label(each.text) is RowLabel.MILESTONE for _, each in row[0].cells)]
    labels = sum(row_label(each.text) is RowLabel.MILESTONE for line in printed for each in segments_of(line.text))
    timed = sum(any(WHOLE_DUE.match(text) for text in _texts(row)) for row in milestones)
    met = sum(any(line.doubted for line in row) for row in rows)
    if labels < FEWEST:
        return False
    if _are_padded(printed):
        return True
    return len(milestones) < BEGUN * labels or timed < TIMED * len(milestones) or met >= max(FEWEST, MET * len(rows))


def _are_padded(printed: Iterable[Line]) -> bool:
    """Whether most lines are filled up with blanks to one width, as by a program that puts words where there is room."""
    widths = [len(line.text) if line.text[-1:] == " " else 0 for line in printed if line.text.strip()]
    width, times = Counter(widths).most_common(1)[0]
    return width > 0 and 2 * times > len(widths)


def _rows(lines: Sequence[TableLine]) -> list[list[TableLine]]:
    rows: list[list[TableLine]] = []
    below = False  # a row
    for line in lines:
        if line.begins is Begins.ROW:
            rows.append([line])
        elif line.begins is Begins.NOTHING and below:
            rows[-1].append(line)
        below = line.begins is Begins.ROW or (below and line.begins is Begins.NOTHING)
    return rows


def _texts(row: Sequence[TableLine]) -> Iterator[str]:
    """A row's cells, each with its lines in one."""
    for column in {column for line in row for column, _ in line.cells}:
        yield " ".join(each.text for line in row for at, each in line.cells if at == column)


def _sheets(lines: Iterable[TableLine]) -> list[list[TableLine]]:
    """The lines cut before each table; what stands above its header in the first column alone goes with it."""
    sheets: list[list[TableLine]] = [[]]
    for line in lines:
        if line.begins is Begins.TABLE:
            before = sheets[-1]
            headings = len(list(takewhile(lambda each: each.begins is Begins.OUTSIDE, reversed(before))))
            sheets.append(before[len(before) - headings :])
            del before[len(before) - headings :]
        sheets[-1].append(line)
    return [sheet for sheet in sheets if any(line.cells for line in sheet)]


def _page(number: int, lines: Sequence[TableLine], engine: str) -> PageContent:
    """A part of the dump as a page: its words, and rules around the cells of its table."""
    height = LINE * len(lines) / INNER
    page = PageContent(number, 0.0, height, engine=engine)
    tops = _tops(lines)
    table = [at for at, line in enumerate(lines) if line.begins is not Begins.OUTSIDE]
    starts = _starts([lines[at] for at in table])
    for line, top in zip(lines, tops, strict=True):
        for column, segment in line.cells:
            _print(page, segment.text, segment.start if line.begins is Begins.OUTSIDE else starts[column], top)
    page.width = max([word.x1 for word in page.words] + [start * LETTER for start in starts.values()], default=0.0) + LETTER
    if table:
        edges = [(start - GUTTER / 2) * LETTER for start in starts.values()]
        ends = tops[table[-1]] + LINE - 1
        for at in [*(tops[at] - 1 for at in table if lines[at].begins is not Begins.NOTHING), ends]:
            page.rules.append(Rule(edges[0], at, edges[-1], at))
        page.rules += [Rule(edge, tops[table[0]] - 1, edge, ends) for edge in edges]
    return page


def _tops(lines: Sequence[TableLine]) -> list[float]:
    height = LINE * len(lines) / INNER
    return [height * (1 - INNER) / 2 + LINE * at for at in range(len(lines))]


def _starts(lines: Sequence[TableLine]) -> Mapping[int, int]:
    """Where each column of a table begins, in letters, so that its longest cell ends before the next; and where the last one ends."""
    if not lines:
        return {}
    columns = range(max(column for line in lines for column, _ in line.cells) + 1)
    widths = [max((len(segment.text) for line in lines for at, segment in line.cells if at == column), default=0) for column in columns]
    return dict(enumerate(accumulate((width + GUTTER for width in widths), initial=GUTTER)))


def _print(page: PageContent, text: str, start: int, top: float) -> None:
    for match in WORD.finditer(text):
        x0, x1 = (start + match.start()) * LETTER, (start + match.end()) * LETTER
        if signs := only_signs(match[0]):
            page.symbols += [sign._replace(x0=x0, top=top, x1=x1, bottom=top + SIZE) for sign in signs]
        else:
            page.words.append(Word(match[0], x0, top, x1, top + SIZE, SIZE))


def _with_lines(rows: Sequence[Row], sheets: Sequence[Sequence[TableLine]], furniture: Sequence[Line]) -> Iterator[Row]:
    """The rows with the dump's own lines for their places and their doubts, and what was set aside among them."""

    def lines_of(place: Place) -> list[TableLine]:
        if place.page is None or place.top is None or place.bottom is None:
            return []
        sheet = sheets[place.page - 1]
        tops = _tops(sheet)
        first, end = bisect_right(tops, place.top + LINE / 2), bisect_right(tops, place.bottom - LINE / 2)
        return list(sheet[max(first - 1, 0) : max(end, first)])

    waiting = deque(furniture)
    for row in rows:
        lines = [line for place in row.places for line in lines_of(place)]
        row.places = [Place(line=lines[0].number)] if lines else []
        row.notes += tuple((Code.CELLS_MET.value, " ".join(segment.text for _, segment in line.cells)) for line in lines if line.doubted)
        while waiting and lines and waiting[0].number < lines[0].number:
            yield _furniture_row(waiting.popleft())
        yield row
    yield from map(_furniture_row, waiting)


def _furniture_row(line: Line) -> Row:
    return Row(RowKind.FURNITURE, [Cell(" ".join(line.text.split()))], [Place(line=line.number)])
