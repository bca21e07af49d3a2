"""Markdown whose cells keep their printed lines to those lines, one cell after the other.

pymupdf4llm writes `2.<br>budgetopfølgning<br>2019`, begins a table anew on each page and may see two columns as one, or a row as two:
what stands in each cell, line by line, holds the rows better than the bars between them do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.content import Line
from parsers.profile.labels import row_label
from parsers.signs.smileys import only_signs
from parsers.text.delimited import MARKDOWN_BORDER
from parsers.text.loose_headers import ends_as_header
from parsers.text.loose_rows import due_in

__all__ = ["unrolled_cells"]

LINE_END = regex.compile(r"<br\s*/?>", regex.IGNORECASE)
SEPARATOR = regex.compile(r"[\s|:-]+")
MARKS = regex.compile(r"[.,:;–-](?:\s?[.,:;–-])*")
ORDINAL = regex.compile(r"\d\.")
FEWEST = 3  # cells with such a line
TITLE_AND_WHO_ANSWERS = 2  # cells of a description's row: what stands in another was cut off from one of them


class Unrolled(NamedTuple):
    """The lines of each cell with the number of their row's line; the numbers of rows whose cells were cut; whether points were parted."""

    lines: Sequence[Line]
    cut: set[int]
    parted: bool


def unrolled_cells(lines: Sequence[Line]) -> Unrolled:
    """The same lines where no cell keeps its printed lines.

    Points and dashes are parted from their words where they stand in lines of their own ("3 budgetopfølgning2019<br>.", pymupdf4llm
    0.0.27): then neither numbers nor words are whole.
    """
    if not any("<br" in text for _, text in lines):
        return Unrolled(lines, set(), False)
    rows = {number: _cells(text) for number, text in lines if text.lstrip()[:1] == "|"}
    parted = sum(len(cell) > 1 and any(MARKS.fullmatch(line) for line in cell) for cells in rows.values() for cell in cells) >= FEWEST
    times = (due_in(cell) for cells in rows.values() for cell in cells if len(cell) > 1)
    if not parted and not any(time is not None and time[1] - time[0] > 1 for time in times):
        return Unrolled(lines, set(), False)
    cut: set[int] = set()
    return Unrolled(list(_unrolled(lines, rows, cut)), cut, parted)


def _cells(text: str) -> list[list[str]]:
    """A row's cells as their printed lines, without marks for bold print."""
    cells = MARKDOWN_BORDER.split(text.strip().strip("|"))
    return [[line for part in LINE_END.split(cell.replace("**", "")) if (line := " ".join(part.split()))] for cell in cells]


def _unrolled(lines: Sequence[Line], rows: dict[int, list[list[str]]], cut: set[int]) -> Iterator[Line]:
    """Of the rows between a header and the first label, the first cells stand before the others: they are one description."""
    description: list[Line] = []
    answers: list[Line] = []
    described = False
    title: Sequence[str] = ()
    for number, text in lines:
        cells = rows.get(number)
        if cells is None:
            yield Line(number, text)
            continue
        if SEPARATOR.fullmatch(text):
            continue
        cells, rest = _parted_header(cells, title)
        yield from (Line(number, line) for line in rest)
        printed = [Line(number, line) for cell in cells for line in cell]
        is_header, label = ends_as_header([line.text for line in printed]), " ".join(cells[0])
        are_rows = len(cells[0]) > 1 and all(row_label(line) is not None for line in cells[0])
        if described and not is_header and not are_rows and row_label(label) is None:
            description += [Line(number, line) for line in cells[0]]
            answers += printed[len(cells[0]) :]
            if any(cells[TITLE_AND_WHO_ANSWERS:]):
                cut.add(description[0].number if description else number)
            continue
        yield from (*description, *answers)
        description, answers, described = [], [], is_header
        title = cells[0] if is_header else title
        if are_rows:
            cut.add(number)
            yield from (Line(number, line) for line in _rows_run_together(cells))
            continue
        yield from printed if row_label(label) is None else [Line(number, label), *printed[len(cells[0]) :]]
    yield from (*description, *answers)


def _parted_header(cells: list[list[str]], title: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """A header that is printed again, and the lines that stand in its cells of what the page's end tore off the row above."""
    heads = [cell[:1] for cell in cells[1:]]
    if (
        cells[0] != title
        or all(len(cell) < 2 for cell in cells[1:])
        or not ends_as_header(["", *(line for head in heads for line in head)])
    ):
        return cells, []
    return [cells[0], *heads], [line for cell in cells[1:] for line in cell[1:]]


def _rows_run_together(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of rows that a converter made one of, label by label: the texts are the first one's, whose a sign is cannot be told."""
    labels, *others = cells
    signs = [line for cell in others for line in cell if only_signs(line)]
    texts = [line for cell in others for line in cell if not only_signs(line) and not _is_time(cell)]
    times: list[list[str]] = []
    for line in (line for cell in others if _is_time(cell) for line in cell):
        if not times or ORDINAL.fullmatch(line):
            times.append([])
        times[-1].append(line)
    for at, label in enumerate(labels):
        yield label
        if not at:
            yield from (*signs, *texts)  # in front, where a row has no sign of its own
        last = at == len(labels) - 1
        yield from (line for time in (times[at:] if last else times[at : at + 1]) for line in time)


def _is_time(cell: Sequence[str]) -> bool:
    return due_in(cell) is not None
