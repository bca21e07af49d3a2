"""An agenda's lines in, the same item by item out: its heading, and which of its lines head a section or are listed in front."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from parsers.documents import attendance
from parsers.documents.agenda_headings import LONGEST_HEADING, Heading, plain
from parsers.documents.agenda_items import ItemHeading
from parsers.documents.agenda_lines import put_numbers_back
from parsers.documents.item_forms import BEGINNING
from parsers.language.paragraphs import Marks
from parsers.model import late_regex as regex
from parsers.model.long_rows import LongRows
from parsers.model.records import SectionKind
from parsers.model.rows import Cell, Row

__all__ = ["item_lines", "paragraph_marks"]

MAY_BEGIN = frozenset("•▪◦·*–-0123456789PSDAFTfh")  # what a point, an item, a list of those present or an address begins with
# A decision of few words is none of the list of those away above it, however full that line is
DECIDED = regex.compile(
    r"(?:(?:Ikke|Ej)\s)?(?i:godkendt|tiltrådt|vedtaget|forkastet|afvist|anbefalet|anbefales|udsat|(?:taget\s)?til\sefterretning)\.?"
)
DECIDED_LETTERS = frozenset("IEGTVFAU")


class ItemLines(Struct):
    """An item's lines, its heading first; where `item` is None, what stands above all items.

    Rows are known by their `id()`: those that head a section, those of a list of contents, and all that are no part of a paragraph.
    """

    item: ItemHeading | None
    rows: list[Row]
    texts: list[str]
    below: Row | None  # the next item's heading
    heads: dict[int, Heading] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)


class _EachItem(Struct, frozen=True):
    lines: Sequence[Row]
    texts: Sequence[str]
    items: Sequence[ItemHeading]
    announced: Mapping[int, Heading]
    contents: Collection[int]

    def __iter__(self) -> Iterator[ItemLines]:
        told = sorted({*self.announced, *self.contents})
        item: ItemHeading | None = None
        heading: Row | None = None
        end = 0
        for following in (*self.items, None):
            start = len(self.lines) if following is None else following.start
            if start < end:
                continue
            below = None if following is None else self._heading(following)
            yield self._of(item, heading, range(end, start), told[bisect_left(told, end) : bisect_left(told, start)], below)
            if following is not None:
                item, heading, end = following, below, following.end

    def _of(self, item: ItemHeading | None, heading: Row | None, where: range, told: Sequence[int], below: Row | None) -> ItemLines:
        rows, texts = list(self.lines[where.start : where.stop]), list(self.texts[where.start : where.stop])
        made = ItemLines(item, rows, texts, below)
        heads: list[int] = []  # that begin a section anew
        before, annex = where.start, SectionKind.ANNEX
        if heading is not None and item is not None:
            rows.insert(0, heading)
            texts.insert(0, item.title)
            before -= 1
            heads.append(0)
        for at in told:
            row = id(rows[at - before])
            if known := self.announced.get(at):
                made.heads[row] = known
            else:
                made.listed.add(row)
            if known is None or known.kind is not annex:  # each message of a list has its annexes
                heads.append(at - before)
        if heading is None:
            # the lines up to those present: each tells something of its own, however full it is
            alone = range(len(list(takewhile(lambda text: plain(text) not in attendance.HEADINGS, texts))))
            heads = sorted({*heads, *alone})
            made.apart = {id(rows[at]) for at in alone}
        else:
            made.apart = {id(heading)}
        made.apart |= {*made.heads, *made.listed}
        put_numbers_back(rows, texts, heads, below.text if below else "")
        return made

    def _heading(self, item: ItemHeading) -> Row:
        rows = self.lines[item.start : item.end]
        return replace(rows[0], cells=[Cell(item.title)], places=[place for row in rows for place in row.places])


def item_lines(
    lines: Sequence[Row],
    texts: Sequence[str],
    items: Sequence[ItemHeading],
    announced: Mapping[int, Heading],
    contents: Collection[int],
) -> Iterable[ItemLines]:
    """What stands above the items, and each item, to be gone through more than once; of a long agenda each is made again each time."""
    each = _EachItem(lines, texts, items, announced, contents)
    return each if isinstance(lines, LongRows) else list(each)


def paragraph_marks(anew: Set[str]) -> Marks:
    """What no paragraph goes on with: a line that goes on from nothing, as those of `anew`, a point of a list, an item, an address."""

    def begins(text: str) -> bool:
        first = text[0]
        if first.islower() and len(text) > LONGEST_HEADING:
            return text[1:2] == ")"
        if first in DECIDED_LETTERS and DECIDED.fullmatch(text):
            return True
        if (first in MAY_BEGIN or text[1:2] == ")") and (BEGINNING.match(text) or attendance.begins_list(text)):
            return True
        return text in anew

    return Marks(begins, anew.__contains__)
