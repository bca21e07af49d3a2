"""An agenda's lines in, where its items begin out, where the print gives them no numbers but titles above the sections' rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from parsers.documents.agenda_headings import heading_of, is_part
from parsers.documents.agenda_items import ItemHeading
from parsers.documents.item_titles import CLOSED_TITLE
from parsers.model.rows import Row, RowKind

__all__ = ["unnumbered_items"]

FEWEST = 2  # titles of one rank: one alone is the paper's


def unnumbered_items(lines: Sequence[Row]) -> list[ItemHeading]:
    """The lines of the rank that most sections stand below: an `<h2>` above each item's `<h3>`. Their numbers are '?1', '?2' …"""
    sections = [at for at, row in enumerate(lines) if row.rank and row.kind is RowKind.TEXT and heading_of(row.text)]
    highest = max((lines[at].rank for at in sections), default=None)
    if highest is None:
        return []
    ranked: dict[float, list[int]] = defaultdict(list)
    for at, row in enumerate(lines):
        if row.rank > highest and row.kind is RowKind.TEXT and not is_part(row.text):
            ranked[row.rank].append(at)
    headed = {rank: _above_sections(ats, sections) for rank, ats in ranked.items()}
    best = max(headed, key=lambda rank: (headed[rank], -rank), default=None)
    if best is None or headed[best] < max(FEWEST, len(ranked[best]) / 2):
        return []
    titles: list[list[int]] = []
    for at in ranked[best]:
        if titles and titles[-1][-1] == at - 1:
            titles[-1].append(at)  # a title of two lines
        else:
            titles.append([at])
    found: list[ItemHeading] = []
    for number, ats in enumerate(titles, 1):
        title = " ".join(lines[at].text for at in ats)
        found.append(ItemHeading(ats[0], ats[-1] + 1, f"?{number}", "", title, CLOSED_TITLE.match(title) is not None))
    return found


def _above_sections(ats: Sequence[int], sections: Sequence[int]) -> int:
    """How many of these lines have a section below, before the next of them."""
    following = [*ats[1:], sections[-1] + 1]
    return sum(any(at < section < end for section in sections) for at, end in zip(ats, following, strict=True))
