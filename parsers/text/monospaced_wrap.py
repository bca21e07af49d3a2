"""How wide words are in print, though a dump gives each letter the same place: what fitted into a line of a cell, and what did not.

A cell's line ends where the next word has no room. So where two cells met in a dump, the first of them ends before the word with which
both rules hold: its words have room, and they and the next line's first word have not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median_low

from parsers.language.paragraphs import ends_sentence
from parsers.profile.labels import ColumnRole
from parsers.text.monospaced_segments import PUSHED, WORD, Header, PrintedLines, TextSegment

__all__ = ["usual_width", "with_descriptions_parted"]

# Of a thousandth of the letters' size, as in Helvetica; other print differs in how wide all of them are, hardly in which are wide.
WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!", 240),
    **dict.fromkeys("ft()[]/ -I", 300),
    **dict.fromkeys("rJ", 370),
    **dict.fromkeys("csvxyzkJ", 500),
    **dict.fromkeys("mMWæ%Æ", 860),
    **dict.fromkeys("w", 720),
    **dict.fromkeys("ABEKPSVXYTFLZ", 650),
    **dict.fromkeys("CDGHNOQRUØÅ", 740),
}
OTHER = 556  # of most small letters, and of digits
ROOM, FULL, SURE = 1.05, 0.97, 1.1  # of the widest line that is known: others may be as wide, are no shorter, and surely hold two cells
FAR_PUSHED = 3 * PUSHED  # letters that a cell stands away from its column at most
FEWEST = 3  # lines tell how wide a cell is


def line_width(text: str) -> int:
    return sum(WIDTHS.get(letter, OTHER) for letter in text)


def usual_width(tables: Iterable[tuple[PrintedLines, Header]]) -> int:
    """How wide the first cells of most tables' descriptions are; 0 where none can be told."""
    widths = [_widest([segments for _, segments in printed], [header] * len(printed)) for printed, header in tables]
    return median_low(filter(None, widths)) if any(widths) else 0


def _widest(lines: Sequence[Sequence[TextSegment]], headers: Sequence[Header]) -> int:
    """The width of the widest line of a description that surely is one cell's; 0 where too few are."""
    alone = [
        segments[0].text
        for segments, own in zip(lines, headers, strict=True)
        if segments and _begins_cell(segments[0], own) and (len(segments) > 1 or segments[0].end < _text_start(own))
    ]
    return max(map(line_width, alone)) if len(alone) >= FEWEST else 0


def wraps_at(text: str, cuts: Sequence[int], following: str, width: int) -> list[int]:
    """Of the places where a text may be cut, those where a cell's line ends; `following` is its next word, `width` its widest line's."""
    lines = {cut: text[:cut].rstrip() for cut in cuts}
    return [
        cut
        for cut, line in lines.items()
        if line_width(line) <= ROOM * width and (ends_sentence(line) or line_width(f"{line} {following}") > FULL * width)
    ]


def with_descriptions_parted(
    lines: Sequence[Sequence[TextSegment]], headers: Sequence[Header], usual: int
) -> tuple[list[list[TextSegment]], dict[int, bool]]:
    """The lines of a description, each with the cell beside it apart, where one place alone can be where they met.

    And which of them, by place, hold the description's words alone: True where that is in doubt. `usual` is the width of most
    descriptions: this one's lines may all be short.
    """
    first = [segments[0] if segments and _begins_cell(segments[0], own) else None for segments, own in zip(lines, headers, strict=True)]
    width = max(_widest(lines, headers), usual)
    parted, alone = [], dict[int, bool]()
    for at, (segments, own) in enumerate(zip(lines, headers, strict=True)):
        segment, below = first[at], next(filter(None, first[at + 1 :]), None)
        parted.append(list(segments))
        if segment is None or not width or len(segments) > 1:
            continue
        if line_width(segment.text) <= ROOM * width:
            alone[at] = line_width(segment.text) > width and segment.end > _text_start(own) - PUSHED
        elif below is not None and line_width(segment.text) >= SURE * width:
            near = [start for start in _words_of(segment) if abs(segment.start + start - _text_start(own)) <= FAR_PUSHED]
            cuts = wraps_at(segment.text, near, below.text.split(" ", 1)[0], width)
            if len(cuts) == 1:
                left = TextSegment(segment.start, segment.text[: cuts[0]].rstrip())
                parted[-1] = [left, TextSegment(max(_text_start(own), left.end + 1), segment.text[cuts[0] :])]
    return parted, alone


def _begins_cell(segment: TextSegment, header: Header) -> bool:
    return abs(segment.start - header.starts[0]) <= PUSHED


def _text_start(header: Header) -> int:
    return header.starts[header.roles.index(ColumnRole.TEXT)] if ColumnRole.TEXT in header.roles else header.starts[-1]


def _words_of(segment: TextSegment) -> list[int]:
    return [match.start() for match in WORD.finditer(segment.text) if match.start()]
