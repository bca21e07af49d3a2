"""The lines of a table without vertical edges, whose labels stand below the tops of their cells, to where its rows begin."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.model.content import Word
from parsers.profile.labels import RESPONSIBLE_LABEL
from parsers.tables.grid import Heights
from parsers.tables.header_words import Columns, header_of, is_label
from parsers.tables.lines import WordLine
from parsers.tables.settings import TEXT

__all__ = ["heights_of_labels", "lowered_rows"]

OVERLAP = 0.2  # of the letters' size: lines closer to one another than that overlap
MISFIT = 0.4  # of the letters' size: what stands in the middle of a row stands no further from it
MOST_ROOM, STEPS = 12, 6  # below a text there are at most two lines of room: tried in sixths of a line
_BEGINS_TIME = re.compile(r"\d{1,2}[./]")  # "1. opfølgning", "31.12.2019"; a year alone ends one


def heights_of_labels(lines: list[WordLine], columns: Columns) -> Heights:
    """Whether labels stand at the tops of their cells, or in the middle or at the foot.

    A time of several lines begins above its label then; where times have one line, the wider gap stands below a label that
    is no further from the line above than lines are: a tall sign makes a gap wide too.
    """
    labels = [i for i, line in enumerate(lines) if is_label(columns.label_text(line))]
    high = low = 0
    for before, i in pairwise([-1, *labels]):
        k = i if columns.due_text(lines[i]) else i - 1
        while k > before and not _begins_time(columns, lines[k]) and any(columns.due_text(line) for line in lines[max(k - 1, 0) : k + 1]):
            k -= 1  # a line of a text may stand between two of a time
        if before < k < i and columns.due_text(lines[k]):
            low += 1
        elif _begins_time(columns, lines[i]) and i + 1 < len(lines) and i + 1 not in labels and columns.due_text(lines[i + 1]):
            high += 1
    if not (low or high) and len(lines) > 1:
        near = min(line.top - last.bottom for last, line in pairwise(lines)) + TEXT.row_gap * lines[0].size
        for i in labels:
            if 0 < i < len(lines) - 1:
                above, below = lines[i].top - lines[i - 1].bottom, lines[i + 1].top - lines[i].bottom
                low += above <= near and below - above > TEXT.row_gap * lines[i].size
                split = i == labels[-1]  # a page's end may split it: its rest is filled from the top
                high += not split and below <= near and above - below > TEXT.row_gap * lines[i].size
        if not low:
            low = _middled(lines, columns, labels)
    if labels and not high:
        low += _is_described_first(lines[: labels[0]], columns)
    return Heights(high, low)


def _is_described_first(above: list[WordLine], columns: Columns) -> bool:
    """Whether those responsible stand lower than the description beside them, as where cells are filled from their feet."""
    for last, line in pairwise(above):
        beside = " ".join(word.text for word in line.words if columns.text is not None and _in(columns, columns.text, word.x0))
        if beside:
            if header_of(line) is not None:
                continue
            described = [word for word in last.words if _in(columns, columns.label, word.x0)]
            near = min(below.top - over.bottom for over, below in pairwise(above)) + TEXT.row_gap * line.size
            if RESPONSIBLE_LABEL.match(beside) is None:
                return False
            if not columns.label_text(line) and any(columns.label_text(below) for below in above if below.top > line.top):
                return True  # or it is the description that is shorter
            alone = len(described) == len(last.words) and not any(word.bold for word in described)
            return alone and line.top - last.bottom <= near
    return False


def _middled(lines: list[WordLine], columns: Columns, labels: list[int]) -> int:
    """How many rows have their widest gap above a line of text that stands above their label's, if all labels stand in the middle."""
    gaps = [0.0, *(line.top - last.bottom for last, line in pairwise(lines))]
    low = 0
    described = _described(lines, columns, labels) if labels else []
    for before, i in pairwise([*(k - 1 for k in described[-1:]), *labels]):
        widest = max(gaps[before + 1 : i + 1])
        low += widest - gaps[i] > TEXT.row_gap * lines[i].size
    return low if low and _middled_rows(lines, columns, labels, _first_row(lines, columns, labels, gaps)) is not None else 0


def _begins_time(columns: Columns, line: WordLine) -> bool:
    return _BEGINS_TIME.match(columns.due_text(line)) is not None


def lowered_rows(lines: list[WordLine], columns: Columns) -> dict[int, int]:
    """Where nothing is drawn between rows whose labels stand below their tops: the first line of each, with that of its label.

    Labels that stand in the middle of their cells tell it; else the widest gap between two labels parts their rows, and that
    between a description and the first label.
    """
    labels = [i for i, line in enumerate(lines) if is_label(columns.label_text(line))]
    if not labels:
        return {}
    gaps = [0.0, *(line.top - last.bottom for last, line in pairwise(lines))]
    spans = [range(before + 1, i + 1) for before, i in pairwise(labels)]
    widest = [max(gaps[k] for k in span) for span in spans]
    near = min((gap for gap in gaps[1:] if gap > 0), default=0.0) + TEXT.row_gap * lines[0].size
    first = _first_row(lines, columns, labels, gaps, min(widest, default=near))
    lowered = {first: labels[0]}
    for i, span, gap in zip(labels[1:], spans, widest, strict=True):
        lowered[max(k for k in span if gaps[k] > gap - TEXT.stray / 2)] = i
    beside = [word for word in lines[labels[0]].words if columns.text is not None and _in(columns, columns.text, word.x0)]
    at_the_foot = all(start == label + 1 for start, label in zip(sorted(lowered)[1:], labels, strict=False))
    if at_the_foot and (len(labels) > 1 or beside):  # one label tells by its middle of no other row
        return lowered
    # the first row's text may begin above the widest gap, and on a page that goes on at its top
    starts = range(max(_described(lines, columns, labels), default=0), labels[0] + 1)
    firsts = dict.fromkeys(k for k in (first, *starts) if _may_part(lines, k)) or (first,)
    fits = [(found, start) for start in firsts if (found := _middled_rows(lines, columns, labels, start)) is not None]
    if not fits:
        return lowered
    (_, middled), first = min(fits, key=lambda fit: fit[0][0])
    return {first: labels[0], **dict(zip(middled, labels[1:], strict=True))}


def _may_part(lines: list[WordLine], at: int) -> bool:
    """Whether a row may begin with a line: rows stand below one another, though lines of one row's cells may overlap."""
    return not 0 < at < len(lines) or lines[at].top - lines[at - 1].bottom > -OVERLAP * lines[at].size


def _described(lines: list[WordLine], columns: Columns, labels: list[int]) -> list[int]:
    """The lines below those of a title or a description that stand above the first label."""
    return [k + 1 for k in range(labels[0]) if columns.label_text(lines[k])]


def _first_row(lines: list[WordLine], columns: Columns, labels: list[int], gaps: list[float], least: float = 0.0) -> int:
    """The first line of the row with the first label: below the widest gap under a title or a description."""
    described = _described(lines, columns, labels)
    over = range(described[-1] if described else 1, labels[0] + 1)
    widest = max((gaps[k] for k in over), default=0.0)
    if not described:
        widest = max(widest, least)  # else the row goes on from the page before
    return max((k for k in over if gaps[k] > widest - TEXT.stray / 2), default=0)


def _middled_rows(lines: list[WordLine], columns: Columns, labels: list[int], first: int) -> tuple[float, list[int]] | None:
    """The first lines of all rows but the first, where each label and time stands as far from the middle of its row's texts,
    and by how many points they miss it in all.

    A text's last paragraph may have room below it: as much in all rows. None where labels do not stand so.
    """
    size = lines[labels[0]].size
    middles = [_middle([word for word in lines[i].words if _in(columns, columns.label, word.x0)]) for i in labels]
    best: tuple[float, list[int]] | None = None
    for step in range(0, -MOST_ROOM - 1 if len(labels) > 1 else -1, -1):  # one row alone tells of no room
        found = _parted(lines, columns, labels, middles, first, step * size / STEPS)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    return best


def _parted(
    lines: list[WordLine], columns: Columns, labels: list[int], middles: list[float], first: int, room: float
) -> tuple[float, list[int]] | None:
    """The parting of least misfit, and it; None where a row fits none: each begins between two labels."""
    reached: dict[int, tuple[float, list[int]]] = {first: (0.0, [])}  # by where a row begins: the misfit above, and where rows began
    for number, middle in enumerate(middles):
        last = number + 1 == len(labels)
        ends = range(labels[number] + 1, len(lines) + 1 if last else labels[number + 1] + 1)
        after: dict[int, tuple[float, list[int]]] = {}
        for end in [end for end in ends if _may_part(lines, end)] if not last else (len(lines),):
            fits = [
                (misfit + own, begun)
                for start, (misfit, begun) in reached.items()
                if (own := _misfit(lines[start:end], columns, middle, room, is_last=last)) is not None
            ]
            if fits:
                misfit, begun = min(fits, key=lambda fit: fit[0])
                after[end] = misfit, begun if last else [*begun, end]
        reached = after
    return reached.get(len(lines))


def _misfit(band: list[WordLine], columns: Columns, label: float, room: float, *, is_last: bool) -> float | None:
    """How far the middles of a row's texts and of its time stand from its label's, in points; None where it is no row."""
    others = [word for line in band for word in line.words if not _in(columns, columns.label, word.x0)]
    times = [word for word in others if columns.due is not None and _in(columns, columns.due, word.x0)]
    texts = [word for word in others if columns.text is not None and _in(columns, columns.text, word.x0)]
    allowed = MISFIT * band[0].size
    found = 0.0
    if times:
        apart = _middle(times) - label
        off = min(abs(apart), abs(apart - room))
        if off > allowed:
            return None
        found += off
    if texts:
        off = abs(_middle(texts) - label - room)
        split = is_last and columns.label_text(band[0]) != ""  # what a page's end left of a row is filled from the top
        if off > allowed and not is_last:
            return None
        found += 0.0 if split else off
    return found


def _in(columns: Columns, column: int, x: float) -> bool:
    return columns.borders[column] <= x < columns.borders[column + 1]


def _middle(words: list[Word]) -> float:
    return (min(word.top for word in words) + max(word.bottom for word in words)) / 2
