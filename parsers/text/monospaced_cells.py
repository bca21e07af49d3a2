"""Lines of a dump with columns set apart by spaces to the cells that stand in them, each in its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.content import Line
from parsers.profile.labels import RESPONSIBLE_LABEL, ColumnRole, is_title_row, row_label
from parsers.profile.titles import numbered_title
from parsers.signs.smileys import only_signs
from parsers.text.monospaced_parts import PageHeaders, parts_of, spans_columns
from parsers.text.monospaced_placed import join_heads, with_signs_placed, with_times_placed
from parsers.text.monospaced_segments import (
    DUE,
    FEWEST_COLUMNS,
    PUSHED,
    WHOLE_DUE,
    WHOLE_TIME,
    WORD,
    Header,
    PrintedLines,
    TextSegment,
    begins_document,
    header_of,
    is_part_of_table,
    segments_of,
)
from parsers.text.monospaced_wrap import usual_width, with_descriptions_parted

__all__ = ["Begins", "TableLine", "table_lines"]

TITLE_MOST = 6  # lines below its first
JUSTIFIED = 2  # segments: a line has more where blanks spread its words over the column
NEAR = 2  # lines: a cell of text is no further from the next line that has one in its column
TIME_BEGINS = regex.compile(r"\d")
LETTER_SIGN = regex.compile(r"[JKL]")  # a Wingdings smiley as its letter


class Begins(Enum):
    """What a line begins."""

    OUTSIDE = auto()  # nothing: it stands outside tables
    TABLE = auto()
    ROW = auto()
    NOTHING = auto()  # it goes on with the row above


class TableLine(NamedTuple):
    """A printed line: its segments, each with the column it belongs to (0 outside tables)."""

    number: int
    begins: Begins
    cells: list[tuple[int, TextSegment]]
    doubted: bool = False  # where one cell ends and the next begins is not certain


def table_lines(lines: Sequence[Line], pages: PageHeaders) -> Iterator[TableLine]:
    """The lines, those of each table with their cells told apart by its header, and by that which a page prints again."""
    printed = [(line.number, segments_of(line.text)) for line in lines]
    joined = join_heads(printed)
    heads = list(_heads(printed))
    tables = [(at - _headings([segments for _, segments in printed[:at]], header), at, end, header) for at, end, header in heads]
    ends = [*(start for start, *_ in tables[1:]), len(printed)][: len(tables)]
    yield from (_outside(number, segments) for number, segments in (printed[: tables[0][0]] if tables else printed))
    usual = usual_width((_description(printed[below:end]), header) for (*_, below, header), end in zip(tables, ends, strict=True))
    for (start, at, below, header), end in zip(tables, ends, strict=True):
        yield from (_outside(number, segments) for number, segments in printed[start:at])
        for line, (number, segments) in enumerate(printed[at:below]):
            begins = Begins.NOTHING if line else Begins.TABLE
            cells = [(header.starts.index(segment.start), segment) for segment in segments]
            yield TableLine(number, begins, cells, number in joined)
        last = next((line for line in range(below, end) if begins_document(printed[line][1])), end)
        yield from _rows(printed[below:last], header, pages, usual)
        yield from (_outside(number, segments) for number, segments in printed[last:end])


def _description(printed: PrintedLines) -> PrintedLines:
    """What of a table stands above its first label."""
    return printed[: next((at for at, (_, segments) in enumerate(printed) if segments and row_label(segments[0].text) is not None), None)]


def _heads(printed: PrintedLines) -> Iterator[tuple[int, int, Header]]:
    """Each header's first line and the one below its last: what stands a little lower was given a line of its own."""
    at = 0
    while at < len(printed):
        for end in (at + 1, at + 2):
            segments = sorted(segment for _, line in printed[at:end] for segment in line)
            if header := header_of(segments):
                begin = at - _title_above([line for _, line in printed[:at]], header)
                yield begin, end, header if begin == at else header_of([printed[begin][1][0], *segments]) or header
                at = end - 1
                break
            if end == at + 1 and (len(segments) < 2 or is_part_of_table(segments)):
                break
        at += 1


def _title_above(above: Sequence[Sequence[TextSegment]], header: Header) -> int:
    """How many lines right above a header, whose first column is empty, are the title that belongs there."""
    if ColumnRole.LABEL in header.roles or not header.starts[0]:
        return 0
    start: int | None = None
    for count in range(1, min(TITLE_MOST, len(above)) + 1):
        line = above[-count]
        if not line and count == 1:
            continue
        if len(line) != 1 or line[0].start != (line[0].start if start is None else start) or is_part_of_table(line):
            return 0
        if line[0].end >= header.starts[0] and above[-1]:
            return 0
        start = line[0].start
        if numbered_title(line[0].text):
            return count
    return 0


def _headings(above: Sequence[Sequence[TextSegment]], header: Header) -> int:
    """How many lines right above a header stand at the left alone, or are blank: the headings of what the table is about."""
    margin = header.starts[0] if header.roles[0] is ColumnRole.LABEL else 0

    def may_head(line: Sequence[TextSegment]) -> bool:
        return not line or (len(line) == 1 and line[0].start < margin + PUSHED and not is_part_of_table(line))

    return len([*takewhile(may_head, reversed(above))])


def _outside(number: int, segments: Sequence[TextSegment]) -> TableLine:
    return TableLine(number, Begins.OUTSIDE, [(0, segment) for segment in segments])


def _rows(printed: PrintedLines, header: Header, pages: PageHeaders, usual: int) -> Iterator[TableLine]:
    """The lines below a header; the table ends after the last line that has more than its first column, or a label there."""
    parts = [(with_times_placed(part, own), own) for part, own in parts_of(with_signs_placed(printed), header, pages)]
    printed = [
        (number, [part for segment in segments for part in _before_label(segment, own)]) for part, own in parts for number, segments in part
    ]
    headers = [own for part, own in parts for _ in part]
    labels = {at for at, (_, segments) in enumerate(printed) if segments and row_label(segments[0].text) is not None}
    first = len(_description(printed)) if header.roles[0] is ColumnRole.LABEL and ColumnRole.TEXT in header.roles else 0
    texts, alone = with_descriptions_parted([segments for _, segments in printed[:first]], headers[:first], usual)
    printed[:first] = [(number, segments) for (number, _), segments in zip(printed, texts, strict=False)]
    runs = groupby(zip(printed, headers, strict=True), key=lambda line: spans_columns(line[1]))
    lefts = [left for _, run in runs for left in _lefts([(segments, own) for (_, segments), own in run])]
    lines = []
    described = False  # the description has begun
    labelled = False  # a row with a label has
    due = ""  # the row's time, as far as it was met
    for at, ((number, segments), left, own) in enumerate(zip(printed, lefts, headers, strict=True)):
        cut = [([segment], alone[at]) if at in alone else _parted(segment, left, own) for segment in segments]
        pieces = [part for parted, _ in cut for part in parted]
        columns = _columns(pieces, own)
        cells = list(zip(columns, pieces, strict=True))
        label = " ".join(part.text for column, part in cells if header.roles[column] is ColumnRole.LABEL)
        time = " ".join(part.text for column, part in cells if own.roles[column] is ColumnRole.DUE)
        begins = Begins.NOTHING
        if _is_title_row(cells, own):  # below a header over all initiatives
            begins = Begins.ROW
            described = labelled = False
        elif row_label(label) is not None:
            begins = Begins.ROW
            labelled = True
            due = time
        elif (
            labelled and TIME_BEGINS.match(time) and WHOLE_TIME.fullmatch(due) and not labels & {*range(at + 1, at + 1 + NEAR)}
        ):  # one label stands for several milestones
            begins = Begins.ROW
            due = time
        elif (
            not described and not labelled and (_spans_columns(cells, header) or ColumnRole.TEXT in map(header.roles.__getitem__, columns))
        ):
            begins = Begins.ROW
            described = True
        if begins is Begins.NOTHING and time:
            due = f"{due} {time}".strip()
        lines.append(TableLine(number, begins, cells, any(doubted for _, doubted in cut)))
    title = list(takewhile(lambda line: line.begins is Begins.NOTHING, lines))
    if len(title) > TITLE_MOST:  # a cell that a title shares with its description
        lines[len(title) - 1] = title[-1]._replace(doubted=True)
    label_column = header.roles.index(ColumnRole.LABEL) if ColumnRole.LABEL in header.roles else 0
    last = max(
        (at for at, line in enumerate(lines) if any(column != label_column for column, _ in line.cells) or line.begins is Begins.ROW),
        default=-1,
    )
    rows = [at for at, line in enumerate(lines) if line.begins is Begins.ROW]
    if rows and row_label(" ".join(part.text for _, part in lines[rows[-1]].cells[:1])) is None:  # a description alone: it goes on below
        last = len(lines) - 1
    yield from lines[: last + 1]
    yield from (_outside(line.number, [segment for _, segment in line.cells]) for line in lines[last + 1 :])


def _spans_columns(cells: Sequence[tuple[int, TextSegment]], header: Header) -> bool:
    """Whether a line of the first column alone ends far into the second, as that of a description does which spans them."""
    if len(cells) != 1 or cells[0][0] != 0 or len(header.starts) <= FEWEST_COLUMNS:
        return False
    return 2 * cells[0][1].end > header.starts[1] + header.starts[2]


def _is_title_row(cells: Sequence[tuple[int, TextSegment]], header: Header) -> bool:
    texts = [" ".join(part.text for at, part in cells if at == column) for column in range(len(header.roles))]
    return is_title_row(texts, {at: role for at, role in enumerate(header.roles) if role is not None})


def _before_label(segment: TextSegment, header: Header) -> list[TextSegment]:
    """A description's line and the label that met it, as two: "set en Ansvarligt udvalg: …"."""
    label = RESPONSIBLE_LABEL.search(segment.text)
    if label is None or not label.start() or header.roles[_nearest(segment, header)] is not ColumnRole.LABEL:
        return [segment]
    start = label.start()
    return [TextSegment(segment.start, segment.text[:start].rstrip()), TextSegment(segment.start + start, segment.text[start:])]


def _nearest(segment: TextSegment, header: Header, least: int = 0) -> int:
    """The column whose header begins nearest, `least` or one to the right of it."""
    return min(range(least, len(header.starts)), key=lambda column: abs(header.starts[column] - segment.start))


def _lefts(lines: Sequence[tuple[Sequence[TextSegment], Header]]) -> list[dict[int, int]]:
    """For each line where the cells of each column begin: as in the nearest line that has one, since they shift from block to block."""
    met: dict[int, list[tuple[int, int]]] = {}
    for at, (segments, header) in enumerate(lines):
        for column, segment in zip(_columns(segments, header), segments, strict=True):
            met.setdefault(column, []).append((at, segment.start - header.starts[column]))
    lefts = []
    for at, (_, header) in enumerate(lines):
        known = {column: min(starts, key=lambda known: abs(known[0] - at)) for column, starts in met.items()}
        lefts.append(
            {
                column: header.starts[column] + moved
                for column, (line, moved) in known.items()
                if abs(line - at) <= NEAR or header.roles[column] is not ColumnRole.TEXT
            }
        )
    return lefts


def _parted(segment: TextSegment, lefts: Mapping[int, int], header: Header) -> tuple[list[TextSegment], bool]:
    """Cells that one space parts: "til at støtte, indsats skal aftales", "forelægges 31.12.2019".

    The word that stands nearest to the left border of a column which the segment reaches over begins
    that column's cell. True where another word stood near the border too.
    """
    cuts, doubted = [0], False
    for column, left in sorted(lefts.items()):
        if column == 0 or segment.start >= left - PUSHED or segment.end <= left - PUSHED:
            continue
        words = [match.start() for match in WORD.finditer(segment.text) if match.start() > cuts[-1]]
        near = [start for start in words if abs(segment.start + start - left) <= PUSHED]
        if header.roles[column] is ColumnRole.DUE:
            whole = [start for start in words if WHOLE_DUE.fullmatch(segment.text, start)]
            near = whole or [start for start in near if DUE.fullmatch(segment.text, start)]
        elif header.roles[column] is not ColumnRole.TEXT or segment.end <= left:
            continue
        if near:
            cuts.append(min(near, key=lambda start: abs(segment.start + start - left)))
            doubted = doubted or len(near) > 1
    return [
        TextSegment(segment.start + start, segment.text[start:end].rstrip()) for start, end in pairwise([*cuts, len(segment.text)])
    ], doubted


def _columns(segments: Sequence[TextSegment], header: Header) -> list[int]:
    """The column of each segment, from left to right: by what it is, else the column whose header begins nearest."""
    columns: list[int] = []
    labelled = any(row_label(segment.text) is not None for segment in segments)
    for segment in segments:
        least = 0
        if columns:
            least = columns[-1] + (header.roles[columns[-1]] is not ColumnRole.TEXT)
            least = min(least, len(header.roles) - 1)
        role = _role(segment, header, columns)
        if role is not None and header.roles.index(role) >= least:
            columns.append(header.roles.index(role))
        elif role is None and not labelled and len(segments) > JUSTIFIED and columns and _goes_on(segment, columns[-1], header):
            columns.append(columns[-1])
        else:
            columns.append(_nearest(segment, header, least))
    return columns


def _goes_on(segment: TextSegment, column: int, header: Header) -> bool:
    """Whether words apart from those before them end before the next column: they are of the same cell, in justified print."""
    following = header.starts[column + 1 : column + 2]
    is_text = header.roles[column] in (ColumnRole.LABEL, ColumnRole.TEXT)
    return is_text and bool(following) and segment.end < following[0] and segment.start < following[0] - PUSHED


def _role(segment: TextSegment, header: Header, before: Sequence[int]) -> ColumnRole | None:
    at = header.roles[_nearest(segment, header)]
    if row_label(segment.text) is not None:
        role = ColumnRole.LABEL
    elif only_signs(segment.text) or (LETTER_SIGN.fullmatch(segment.text) and at in (ColumnRole.DUE, ColumnRole.SMILEY)):
        role = ColumnRole.SMILEY
    elif RESPONSIBLE_LABEL.match(segment.text):
        role = ColumnRole.TEXT
    elif (DUE if at in (ColumnRole.DUE, ColumnRole.SMILEY) else WHOLE_DUE).fullmatch(segment.text) and (
        before or at is not ColumnRole.LABEL
    ):
        role = ColumnRole.DUE
    else:
        return None
    return role if role in header.roles else None
