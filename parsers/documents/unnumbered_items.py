"""An agenda's lines in, where its items begin out, where the print gives them no numbers but titles above the sections' rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from parsers.documents.agenda_headings import LONGEST_BODY_HEADING, Heading, begins_anew, heading_of, is_part, names_meeting
from parsers.documents.agenda_items import ItemHeading
from parsers.documents.attendance import is_attendance
from parsers.documents.item_forms import CASE_LINE
from parsers.documents.item_titles import is_closed_title
from parsers.documents.plain_items import is_below_blank
from parsers.language.outcomes import answers
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.model.rows import Row, RowKind

__all__ = ["order_is_unknown", "unnumbered_items"]

PAPER = regex.compile(r"\b(?:referat|protokol|dagsorden|møde|kommune)\b|\d{4}", regex.IGNORECASE)  # names a page of several items
FEWEST = 2  # titles of one rank: one alone is the paper's


def unnumbered_items(lines: Sequence[Row]) -> list[ItemHeading]:
    """The lines of the rank that most sections stand below: an `<h2>` above each item's `<h3>`. Their numbers are '?1', '?2' …"""
    sections = [at for at, row in enumerate(lines) if row.rank and row.kind is RowKind.TEXT and heading_of(row.text)]
    highest = max((lines[at].rank for at in sections), default=None)
    if highest is None:
        return _above_plain_sections(lines)
    ranked: dict[float, list[int]] = defaultdict(list)
    for at, row in enumerate(lines):
        if row.rank > highest and row.kind is RowKind.TEXT and not is_part(row.text):
            ranked[row.rank].append(at)
    headed = {rank: _above_sections(ats, sections) for rank, ats in ranked.items()}
    best = max(headed, key=lambda rank: (headed[rank], -rank), default=None)
    if best is not None and sum(map(len, ranked.values())) == 1:
        [alone] = ranked[best]  # a page of one item, whose title is the page's
        decided = sum(heading_of(lines[at].text) == Heading(SectionKind.DECISION) for at in sections)
        return (
            [_item(1, alone, alone, lines[alone].text)]
            if decided == 1 and not PAPER.search(lines[alone].text) and not names_meeting(lines[alone].text)
            else []
        )
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
        found.append(_item(number, ats[0], ats[-1], title))
    return found


def _item(number: int, first: int, last: int, title: str) -> ItemHeading:
    return ItemHeading(first, last + 1, f"?{number}", "", title, is_closed_title(title))


def _above_plain_sections(lines: Sequence[Row]) -> list[ItemHeading]:
    """In a text, the short lines that stand alone above the sections of the first one's kind; none where one of these has no such line."""
    heads = [(at, head.kind) for at, row in enumerate(lines) if row.kind is RowKind.TEXT and (head := heading_of(row.text))]
    begins = [at for at, kind in heads if kind is heads[0][1]]
    if len(begins) < FEWEST or not all(_stands_alone(lines, at - 1) for at in begins):
        return []
    return [_item(number, at - 1, at - 1, lines[at - 1].text) for number, at in enumerate(begins, 1)]


def _stands_alone(lines: Sequence[Row], at: int) -> bool:
    """Whether a line may be an item's title: below a blank one, no sentence, no label, no name of the meeting, nobody who attends."""
    if at < 1 or lines[at].kind is not RowKind.TEXT or not is_below_blank(lines, at):
        return False
    text = lines[at].text
    if len(text) > LONGEST_BODY_HEADING or not text[0].isupper() or ends_sentence(text) or ":" in text or answers(text):
        return False
    return not (begins_anew(text) or names_meeting(text) or is_attendance(text) or CASE_LINE.match(text))


def order_is_unknown(kinds: Sequence[SectionKind]) -> bool:
    """Whether nothing tells if a decision ends its item or begins it: the first of these sections is one, and the last is none."""
    told = [kind for kind in kinds if kind is not SectionKind.ANNEX]
    return len(told) > 1 and told[0] is SectionKind.DECISION and told[-1] is not SectionKind.DECISION


def _above_sections(ats: Sequence[int], sections: Sequence[int]) -> int:
    """How many of these lines have a section below, before the next of them."""
    following = [*ats[1:], sections[-1] + 1]
    return sum(any(at < section < end for section in sections) for at, end in zip(ats, following, strict=True))
