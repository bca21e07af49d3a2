"""An item's printed lines in, which of them are headings out: by rank where the print shows one, else by what comes back.

Known words give a heading its meaning; an unknown one heads a section of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from parsers.documents.agenda_headings import (
    LONGEST_HEADING,
    REPORTED,
    RUN_IN,
    Heading,
    LikelyHeads,
    begins_anew,
    decision_of,
    heading_of,
    plain,
    treated,
)
from parsers.documents.agenda_items import ItemHeading
from parsers.documents.attendance import is_attendance
from parsers.documents.body_names import body_named
from parsers.documents.item_forms import CASE_LINE
from parsers.documents.lead_ins import recommendations_without_heading
from parsers.language.outcomes import answers, tells_vote
from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.model.rows import Row, RowKind
from parsers.profile.patterns import printed_words

__all__ = ["is_decided_bare", "run_in", "section_headings"]

LONGEST_MARKED = 90  # characters: some pages mark whole paragraphs as headings
FEWEST = 2  # times a short line that stands alone is printed before it is a heading that no list knows
FEW_ITEMS = 4  # of so few, a section of its own may stand in one alone
DECIDED_BARE = tuple(f"{words} " for words in printed_words("run_in_headings") if heading_of(words) == Heading(SectionKind.DECISION))
STANDS_ALONE = regex.compile(r"\p{Lu}[^.;,!?\t]{2,}+(?<![\d\s-])\Z")


def section_headings(lines: Sequence[Row], heads: LikelyHeads, items: Sequence[ItemHeading]) -> dict[int, Heading]:
    """The positions of the lines within items that head a section."""
    found = _told_headings(lines, heads, items)
    return found | recommendations_without_heading(lines, items, found, heads.lead_ins)


def _told_headings(lines: Sequence[Row], heads: LikelyHeads, items: Sequence[ItemHeading]) -> dict[int, Heading]:
    first = items[0].end if items else 0
    titles = {at for item in items for at in range(item.start, item.end + (not item.title))}  # one may stand below its number
    within, aside = range(first, len(lines)), heads.aside
    known: dict[int, Heading] = {}
    starts = [item.start for item in items]
    above: SectionKind | None = None
    opened = -1  # the line that heads it
    for at, heading in sorted(_announced(heads), key=lambda each: each[0]):
        if at not in within or at in titles or at in aside or lines[at].mark == "• ":  # an annex may be called "Indstilling"
            continue
        if heading is None:
            heading = decision_of(lines, at, above)
            if heading is None and opened in known and bisect_right(starts, opened) == bisect_right(starts, at):
                heading = _next_treated(lines, at, opened)
        if heading is not None:
            known[at], above, opened = heading, heading.kind, at
    known.update(_reported(heads, items, within, known))
    others = {
        text: [at for at in places if at not in known and at in within and at not in titles and at not in aside]
        for text, places in heads.places.items()
        if len(text) <= LONGEST_HEADING
    }  # short lines that no list knows
    ranks = [lines[at].rank for at in known if lines[at].rank]
    if not ranks:
        return known | _coming_back(lines, others, items, known)
    marked = {heading.kind for at, heading in known.items() if lines[at].rank}
    least = min(ranks)
    found = {
        at: heading
        for at, heading in known.items()
        if lines[at].rank or heading.kind not in marked or treated(lines[at].text) or _tells_whose(known, at)
    }
    bold: dict[str, list[int]] = defaultdict(list)  # on paper a decision may be as bold as the smallest heading
    first = first if items else min(known)  # what stands above all sections is the paper's head
    for at, row in enumerate(lines[first:], first):
        if not row.rank or row.kind is not RowKind.TEXT or at in titles or at in known:
            continue
        on_paper = row.places[0].page is not None
        if (on_paper and row.rank < least) or not _is_title(row.text):
            continue
        if on_paper and row.rank == least and answers(row.text):
            bold[row.text].append(at)
        else:
            found[at] = Heading(SectionKind.OTHER)
    found.update({at: Heading(SectionKind.OTHER) for ats in bold.values() if _heads(lines, ats, known, len(items)) for at in ats})
    return found


def _next_treated(lines: Sequence[Row], at: int, opened: int) -> Heading | None:
    """The next of a case's treatments, whatever is said of it: a list that a body and its day began goes on."""
    text = lines[at].text
    if treated(lines[opened].text) is None or "møde" in text or at + 1 == len(lines):
        return None
    below = lines[at + 1].text
    return None if treated(below) or heading_of(below) else treated(text)


def _tells_whose(known: Mapping[int, Heading], at: int) -> bool:
    """Whether a line right below a heading tells whose decision it heads, and when: 'Byrådets beslutning i mødet den 3. maj 2032'."""
    above = known.get(at - 1)
    return above is not None and above.body is None and known[at].day is not None and above.kind is known[at].kind


def _reported(heads: LikelyHeads, items: Sequence[ItemHeading], within: range, known: Mapping[int, Heading]) -> dict[int, Heading]:
    """Where 'Referat' heads what was decided: once in most items that are not closed, of minutes that head it with nothing else."""
    ats = [at for text in heads.anew if plain(text) in REPORTED for at in heads.places[text] if at in within]
    if not ats or any(heading.kind is SectionKind.DECISION for heading in known.values()):
        return {}
    starts = [item.start for item in items]
    told = {bisect_right(starts, at) for at in ats}
    if len(told) < len(ats) or len(ats) < sum(not item.closed for item in items) / 2:
        return {}
    return {at: Heading(SectionKind.DECISION) for at in ats}


def _announced(heads: LikelyHeads) -> Iterator[tuple[int, Heading | None]]:
    """Where a line stands that announces a section; with no heading yet, where one may by what stands around it."""
    for text in heads.anew | heads.treated:
        heading = heading_of(text)
        if heading is not None or text in heads.treated:
            yield from ((at, heading) for at in heads.places[text])


def run_in(text: str) -> tuple[str, str] | None:
    """A heading and the text on its line: 'Beslutning: Godkendt.' or 'Beslutning Godkendt.' → ('Beslutning', 'Godkendt.'); else None."""
    match = RUN_IN.match(text)
    if match is None and is_decided_bare(text):
        match = RUN_IN.match(text.replace(" ", ": ", 1))
    return (match["heading"], match["text"]) if match and heading_of(text) is None else None


def is_decided_bare(text: str) -> bool:
    """Whether a decision runs on from its heading with nothing between: 'Beslutning Udsat.', and not 'Beslutning om takster'."""
    if not text.startswith(DECIDED_BARE):
        return False
    decided = text.partition(" ")[2]
    return decided[:1].isupper() and bool(answers(decided))


def _is_title(text: str) -> bool:
    """Whether a marked line is a title: a paragraph that a page marks as a heading ends as a sentence does."""
    return 1 < len(text) <= LONGEST_MARKED and text[-1] not in ".;,!?" and any(map(str.isalpha, text)) and not is_attendance(text)


# ---------------------------------------------------------------- prints without ranks


def _coming_back(
    lines: Sequence[Row], short: Mapping[str, Sequence[int]], items: Sequence[ItemHeading], known: dict[int, Heading]
) -> dict[int, Heading]:
    """Short lines that stand alone and come back: between two headings a line is a value, and where text stands around it a heading."""
    starts = {item.start for item in items}
    small = {text: text.casefold() for text in short}
    times: dict[str, int] = defaultdict(int)
    for text, ats in short.items():
        times[small[text]] += len(ats)
    fewest = 1 if len(items) < FEW_ITEMS else FEWEST
    alone = {text: ats for text, ats in short.items() if times[small[text]] >= fewest and STANDS_ALONE.match(text)}
    # in printed order, in which a long text's lines are made
    likely = {at: text for at, text in sorted((at, small[text]) for text, ats in alone.items() for at in ats) if _is_apart(lines, at)}
    places: dict[str, list[int]] = defaultdict(list)
    for at, text in likely.items():
        places[text].append(at)
    heads = {at for ats in places.values() if len(ats) >= FEWEST and _heads(lines, ats, known, len(items)) for at in ats}
    found: dict[int, Heading] = {}
    for ats in places.values():
        if ats[0] not in heads:
            continue
        values = sum((at - 1 in heads or at - 1 in known) and (at + 1 in heads or at + 1 in known or at + 1 in starts) for at in ats)
        ends = sum(at + 1 in starts or at + 1 == len(lines) for at in ats)
        if values + ends <= len(ats) / 2:
            found.update({at: Heading(SectionKind.OTHER) for at in ats})
    return found | _behind_decisions(lines, likely, known | found, starts) if len(items) < FEW_ITEMS else found


def _heads(lines: Sequence[Row], ats: Sequence[int], known: dict[int, Heading], items: int) -> bool:
    """Whether a line that comes back may head a section; one that decides or announces may where half the items have it."""
    text = lines[ats[0]].text
    if not answers(text) and text[-1] != ":":  # "Der blev orienteret om:" announces a list
        return _may_head(text)
    deciding = any(at - 1 in known and known[at - 1].kind is SectionKind.DECISION for at in ats)
    return not deciding and len(ats) >= max(items / 2, FEWEST)


def _behind_decisions(lines: Sequence[Row], likely: dict[int, str], known: dict[int, Heading], starts: set[int]) -> dict[int, Heading]:
    """In a decision, the first of two short lines in a row that stand alone ends it, where the items are too few for one to come back."""
    found: dict[int, Heading] = {}
    deciding = False
    for at in range(len(lines)):
        if heading := known.get(at) or found.get(at):
            deciding = heading.kind is SectionKind.DECISION
        elif at in starts:
            deciding = False
        elif deciding and at in likely and at - 1 not in known and _may_head(lines[at].text) and (at + 1 in known or at + 1 in likely):
            found[at] = Heading(SectionKind.OTHER)
            deciding = False
    return found


def _is_apart(lines: Sequence[Row], at: int) -> bool:
    """Whether a blank line, or an item's title, stands above a line."""
    if at == 0:
        return True
    above, line = lines[at - 1].places[-1].line, lines[at].places[0].line
    return above is None or line is None or line - above > 1


@lru_cache(maxsize=2**10)  # the same few come back in one paper after another
def _may_head(text: str) -> bool:
    """Whether a short line may head a section: no council's name, no decision, no part of the agenda and nobody who is away does."""
    name = body_named(text)
    return (
        not is_attendance(text)
        and not begins_anew(text)
        and CASE_LINE.match(text) is None
        and not tells_vote(text)
        and (name is None or len(name) < len(text) / 2)
        and not answers(text)
    )
