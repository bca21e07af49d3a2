"""An agenda's items in, the lines out that head a recommendation without saying so: 'Direktionen indstiller,' above its points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from parsers.documents.agenda_headings import Heading
from parsers.documents.agenda_items import ItemHeading
from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.model.rows import Row, RowKind

__all__ = ["recommendations_without_heading"]

POINT = regex.compile(r"(?:[•▪◦·*–-]\s?|\d{1,2}[.)]\s|[a-zæøå][.)]\s|at\s)", regex.IGNORECASE)


def recommendations_without_heading(
    lines: Sequence[Row], items: Sequence[ItemHeading], known: Mapping[int, Heading], lead_ins: Sequence[int]
) -> dict[int, Heading]:
    """The first of an item's `lead_ins` that has nothing but points below it, down to the next heading of `known`.

    None of an item whose recommendation has a heading, nor below a decision: whoever decides may recommend so, too.
    """
    found: dict[int, Heading] = {}
    heads, starts = sorted(known) if lead_ins else [], [item.start for item in items]
    for at in lead_ins:
        of = bisect_left(starts, at) - 1
        if of < 0 or at < items[of].end or at in known:
            continue
        begin, end = items[of].end, starts[of + 1] if of + 1 < len(items) else len(lines)
        first, here, last = (bisect_left(heads, place) for place in (begin, at, end))
        if any(known[head].kind is SectionKind.RECOMMENDATION for head in heads[first:last]):
            continue
        decided = any(known[head].kind is SectionKind.DECISION for head in heads[first:here])
        below = range(at + 1, heads[here] if here < last else end)
        if decided or any(begin <= each for each in found) or not below or not _is_point(lines[below[0]]):
            continue
        if all(_is_point(row) or row.text[:1].islower() for row in (lines[each] for each in below)):
            found[at] = Heading(SectionKind.RECOMMENDATION)
    return found


def _is_point(row: Row) -> bool:
    return row.kind is RowKind.FURNITURE or POINT.match(row.text) is not None
