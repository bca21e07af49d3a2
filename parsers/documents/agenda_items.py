"""An agenda's printed lines in, where its items begin out: the number and title of each, in whatever form the agenda prints them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from parsers.documents.agenda_headings import (
    AGENDA_PARTS,
    CLOSED_PARTS,
    POINT_ALONE,
    SUPPLEMENTS,
    LikelyHeads,
    begins_anew,
    heading_of,
    is_part,
    plain,
    treated,
)
from parsers.documents.item_forms import CASE_BELOW, CASE_LINE, GLUED, NAMED, NAMES, NUMBERED
from parsers.documents.item_titles import is_answer, is_closed_title, title_above, whole_title
from parsers.documents.listed_items import is_same_title, listed_items, title_key, whole_list
from parsers.documents.plain_items import is_below_blank, plain_items, texts_below, told_below
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding
from parsers.model.records import Finding
from parsers.model.rows import Row, RowKind

__all__ = ["ItemHeading", "item_headings"]

CASE_ABOVE = regex.compile(r"Sags?n(?:umme)?r\.?\s?:?\s*(?P<case>\d[\d.\-/A-ZÆØÅ]*)")  # "Sagnr.: 1-51-71-08" above a title
STATUS_FIRST = regex.compile(r"(?:Åbent?|Lukket)\s(?=\p{Lu})")  # "1 Åbent Bænke i parken", of all items
STATUS_IN_BRACKETS = regex.compile(r"\((?:Åbent?|Lukket)(?:\s(?:sag|punkt))?\)\s++(?=\S)")  # "1 (Åben) Bænke i parken"
MOST_CLOSED_IN_FRONT = 9  # items: an agenda that begins with a higher number counts on from the meeting before
SIGNS = ("§", "nr.")  # may stand for much else: only a section below tells an item
LINK_NEAR = 3  # rows: a page prints a link, and the names of annexes, above the item
CASE_WORDS = ("Sag", "SAG")  # may stand below the title
HEADING_NEAR = 6  # rows: a section's heading follows an item's title this soon


class ItemHeading(Struct, frozen=True):
    """An item's heading, printed on the lines `start` up to `end`. `number` is unique, `printed` as it stands on paper."""

    start: int
    end: int
    number: str
    printed: str
    title: str
    closed: bool = False
    supplementary: bool = False
    case_number: str | None = None
    answered: bool = False  # what stands right below was decided, and no heading says so


class _Candidate(NamedTuple):
    """A line in an item's form. `printed` is its number as it stands there, `whole` that without a letter or a second level."""

    position: int
    word: str
    printed: str
    whole: str
    number: int
    after: str
    title: str
    rank: float
    followed: bool  # by a section's heading, or told by what stands around it

    @property
    def form(self) -> tuple[bool, str, float]:
        return bool(self.word), self.after, self.rank

    @property
    def is_whole(self) -> bool:
        """Whether its number is no "2a", which stands behind "2"."""
        return self.printed == self.whole


def _candidate(lines: Sequence[Row], at: int, match: regex.Match[str], rank: float) -> _Candidate:
    word, printed, whole, after, title = match.groups()  # asked for by name, each takes as long as a match
    return _Candidate(at, word, printed, whole, int(whole), after, title or "", rank, _is_followed(lines, at))


def item_headings(lines: Sequence[Row], heads: LikelyHeads) -> tuple[list[ItemHeading], set[int], list[Finding]]:
    """The items' headings in printed order, the positions of a contents list's lines, and findings about the numbers."""
    candidates, contents = _without_contents(lines, _candidates(lines, heads.items))
    accepted, repeated = _accepted(lines, candidates)
    by_number = {each.printed: each for each in reversed(accepted)}
    first = accepted[0].position if accepted else 0
    # "Lukkede punkter" within a list of contents closes no item below it
    listed = whole_list(lines, first, lambda number: _key(lines, by_number[number])[1] if number in by_number else "")
    points = [at for text, ats in heads.places.items() if text.endswith(":") and POINT_ALONE.match(text) for at in ats]
    contents |= repeated | _links_above(lines, accepted) | {at for at in points if at and treated(lines[at - 1].text)}
    parts = sorted((at, plain(text)) for text in heads.anew if is_part(text) for at in heads.places[text] if at not in listed)
    headings: list[ItemHeading] = []
    findings: list[Finding] = []
    numbers: Counter[str] = Counter()
    closed = supplementary = anew = False
    last, scanned = 0, 0
    for one in accepted:
        for words in [words for at, words in parts if scanned <= at < one.position]:
            anew |= words in CLOSED_PARTS or words in SUPPLEMENTS
            closed = words in CLOSED_PARTS or (closed and words not in AGENDA_PARTS | SUPPLEMENTS)
            supplementary |= words in SUPPLEMENTS
        scanned = one.position
        place = lines[one.position].places[0]
        printed, number = one.printed, one.number
        lettered = number == last and not one.is_whole
        if headings and number <= last and not lettered and printed != headings[-1].printed:
            code = Code.ITEM_NUMBERS_RESTART if number == 1 or anew else Code.ITEM_OUT_OF_ORDER
            findings.append(finding(code, lines[one.position].text, place))
        elif number > last + 1 and (headings or number <= MOST_CLOSED_IN_FRONT):
            missing = str(last + 1) if number == last + 2 else f"{last + 1}-{number - 1}"
            findings.append(finding(Code.ITEM_NUMBERS_MISSING, missing, place))
        anew, last = False, number
        numbers[printed] += 1
        key = printed if numbers[printed] == 1 else f"L{printed}" if closed and numbers[printed] == 2 else f"{printed}#{numbers[printed]}"
        if numbers[printed] > 1:
            findings.append(finding(Code.ITEM_REPEATED, lines[one.position].text, place))
        start, (end, title) = one.position, whole_title(lines, one.position, one.title)
        if one.word in CASE_WORDS and not title:
            start, title = title_above(lines, one.position)
        case = None
        if start and (number_above := _case_in(CASE_ABOVE, lines[start - 1])) and (start == 1 or is_part(lines[start - 2].text)):
            case, start = number_above, start - 1
        if end < len(lines) and one.word not in CASE_WORDS and (number_below := _case_in(CASE_BELOW, lines[end])):
            case, end = number_below, end + 1
        is_closed = closed or printed[0] == "L" or is_closed_title(title)
        title = title.removeprefix(told[0]) if title[:1] == "(" and (told := STATUS_IN_BRACKETS.match(title)) else title
        headings.append(ItemHeading(start, end, key, printed, title, is_closed, supplementary, case))
    if len(headings) > 1 and all(STATUS_FIRST.match(each.title) for each in headings):
        headings = [replace(each, title=STATUS_FIRST.sub("", each.title)) for each in headings]
    return headings, contents, findings


def _case_in(form: regex.Pattern[str], row: Row) -> str | None:
    """The number of a case that a line tells in this form, and nothing else."""
    text = row.text
    told = form.fullmatch(text) if text.startswith(CASE_WORDS[0]) else None
    return told["case"] if told else None


# ---------------------------------------------------------------- which lines may be one


def _candidates(lines: Sequence[Row], likely: Sequence[int]) -> list[_Candidate]:
    """The lines in the form of an item's heading: of 'Punkt 3 Bænke' and headings such as '3. Bænke' those that count on best.

    Where neither is, plain lines such as '3. Bænke'. Within an item, a numbered heading has smaller letters, or another level.
    """
    groups: dict[tuple[str, float], list[_Candidate]] = {}
    for at in likely:
        row = lines[at]
        text = row.text
        if text.startswith(NAMES):
            match = NAMED.match(text) if row.kind is RowKind.TEXT else None
        else:
            match = NUMBERED.match(text) or GLUED.match(text) if text[:1].isdecimal() else None
        if match and not (at and text.endswith(":") and POINT_ALONE.match(text) and treated(lines[at - 1].text)):
            one = _candidate(lines, at, match, row.rank)
            groups.setdefault((_word(one), row.rank), []).append(one)
    counted = {group: _in_sequence(lines, found) for group, found in groups.items()}
    best = max(counted, key=lambda group: (counted[group], group[1] > 0, group[0] == "punkt", group), default=None)
    if best is not None and counted[best]:
        return groups[best]
    if listed := listed_items(lines):
        return [_candidate(lines, at, match, 0.0) for at, match in listed]
    return [_candidate(lines, at, match, 0.0)._replace(followed=True) for at, match in plain_items(lines)]


def _word(candidate: _Candidate) -> str:
    """The word before a number, "Pkt." and "Punkt" alike."""
    word = candidate.word.casefold()
    return "punkt" if word.startswith(("p", "dagsordens")) else word


def _in_sequence(lines: Sequence[Row], candidates: Sequence[_Candidate]) -> int:
    """How many candidates count on by one; of plain lines only those that a section follows, or the next."""
    last = count = 0
    positions = {each.position for each in candidates}
    for each in candidates:
        plain_answer = not each.rank and is_answer(each.title)
        if (each.number != last + 1 and count) or plain_answer:
            continue
        sure = each.rank or lines[each.position].heading or each.followed
        if sure or (_word(each) not in SIGNS and _next_begins(lines, each, positions)):
            count, last = count + 1, each.number
    return count


def _without_contents(lines: Sequence[Row], candidates: list[_Candidate]) -> tuple[list[_Candidate], set[int]]:
    """The candidates without those of a contents list in front: each comes again, and no section with a text stands between."""
    again: dict[str, list[_Candidate]] = defaultdict(list)  # what is still to come, the next last
    for each in reversed(candidates):
        again[each.printed].append(each)
    if not candidates or len(again[candidates[0].printed]) == 1:
        return candidates, set()
    listed = 0
    for each, following in pairwise(candidates):
        again[each.printed].pop()
        between = range(each.position + 1, following.position)
        if not any(_is_same(lines, each, other) for other in again[each.printed]) or any(
            heading_of(lines[at].text) and at + 1 in between for at in between
        ):
            break
        listed += 1
    return candidates[listed:], {each.position for each in candidates[:listed]}


def _is_same(lines: Sequence[Row], candidate: _Candidate, other: _Candidate) -> bool:
    """Whether two candidates of one number print one title, which either line may cut."""
    return is_same_title(candidate.title, other.title) or _key(lines, candidate) == _key(lines, other)


def _key(lines: Sequence[Row], candidate: _Candidate) -> tuple[str, str]:
    """A candidate's number and title, which may stand on the line below."""
    title = whole_title(lines, candidate.position, candidate.title)[1]
    return candidate.printed, title_key(title)


def _accepted(lines: Sequence[Row], candidates: list[_Candidate]) -> tuple[list[_Candidate], set[int]]:
    """The candidates that begin an item, and the positions of those that print the item's number again right below its title."""
    forms = Counter(each.form for each in candidates if each.rank or each.followed)
    main = max(forms, key=forms.__getitem__, default=None)
    positions = {each.position for each in candidates}
    found: list[_Candidate] = []
    repeated: set[int] = set()
    for number, each in enumerate(candidates):
        last = found[-1].number if found else 0
        row, title = lines[each.position], each.title
        if found and _is_told_again(lines, found[-1], each):
            repeated.add(each.position)
            continue
        near = each.followed
        begins = not found and number + 1 < len(candidates) and candidates[number + 1].number == each.number + 1  # "Pkt. 168", "Pkt. 169"
        follows = begins or each.number == last + 1 or (each.number == last and not each.is_whole)
        goes_on = bool(number and title) and not (each.form == main and follows and _heads(lines, each)) and _goes_on(lines, each)
        if row.rank or row.heading:
            accepted = follows or each.number > last or near or _next_begins(lines, each, positions)
        elif goes_on or (is_answer(title) and not (near and follows)):
            accepted = False
        elif each.form == main:
            accepted = near or (follows and (_next_begins(lines, each, positions) or _is_apart(lines, each) or _heads_alone(lines, each)))
        else:
            accepted = near and follows and not ends_sentence(title)
        if accepted and each.number <= last and not (row.rank or row.heading) and ends_sentence(title):
            accepted = False
        if accepted:
            found.append(each)
    return found, repeated


def _is_told_again(lines: Sequence[Row], item: _Candidate, again: _Candidate) -> bool:
    """Whether a line is an item's number, or its number and title, once more: 'Pkt. 42' between a page's link and the title."""
    if item.printed != again.printed or (again.title and _key(lines, item) != _key(lines, again)):
        return False
    return not any(heading_of(row.text) for row in lines[item.position + 1 : again.position])


def _links_above(lines: Sequence[Row], items: Sequence[_Candidate]) -> set[int]:
    """The positions of a page's links right above an item, '• Pkt. 42 Bænke', which print its number and title again."""
    found: set[int] = set()
    for each in items:
        above = range(max(each.position - LINK_NEAR, 0), each.position)
        title = lines[each.position + 1].text if not each.title and each.position + 1 < len(lines) else each.title
        for at in above:
            match = NAMED.match(lines[at].text[2:]) if lines[at].text.startswith("• ") else None
            if match and (match["number"], match["title"] or "") == (each.printed, title):
                found.update(range(at, each.position))
    return found


def _is_followed(lines: Sequence[Row], position: int) -> bool:
    """Whether a section's heading follows soon, before another line in an item's form."""
    for row in lines[position + 1 : position + 1 + HEADING_NEAR]:
        if row.kind is RowKind.TEXT:
            if heading_of(row.text) or treated(row.text) or CASE_LINE.match(row.text):
                return True
            if NAMED.match(row.text):
                return False
    return False


def _next_begins(lines: Sequence[Row], candidate: _Candidate, positions: set[int]) -> bool:
    """Whether nothing but its own title parts a candidate from the next item or the end: a closed item has no text."""
    end, _ = whole_title(lines, candidate.position, candidate.title)
    return end >= len(lines) or end in positions or begins_anew(lines[end].text)


def _heads(lines: Sequence[Row], candidate: _Candidate) -> bool:
    """Whether a section begins right below a title: then the line above may end as no sentence does, a closed item's title or a cell."""
    below = next(texts_below(lines, candidate.position), None)
    return below is not None and (heading_of(below) is not None or treated(below) is not None)


def _goes_on(lines: Sequence[Row], candidate: _Candidate) -> bool:
    """Whether a line is part of a sentence that speaks of an item."""
    return not _stands_alone(lines, candidate.position) and not told_below(lines, candidate.position, candidate.title)[0]


def _stands_alone(lines: Sequence[Row], position: int) -> bool:
    """Whether a line is no part of a sentence that speaks of an item: '… udsat, se' and 'Punkt 2 i sidste referat'."""
    if position == 0:
        return True
    before, row = lines[position - 1], lines[position]
    line, above = row.places[0].line, before.places[-1].line
    return line is None or above is None or line - above != 1 or begins_anew(before.text) or ends_sentence(before.text)


def _is_apart(lines: Sequence[Row], candidate: _Candidate) -> bool:
    """Whether blank lines part a title from what stands above and below: a closed item's text may have no heading."""
    end, title = whole_title(lines, candidate.position, candidate.title)
    line, below = lines[end - 1].places[-1].line, lines[end].places[0].line if end < len(lines) else None
    return line is not None and below is not None and below - line > 1 and not ends_sentence(title)


def _heads_alone(lines: Sequence[Row], candidate: _Candidate) -> bool:
    """Whether an item's number with its word, "Pkt.nr. 170", stands below a blank line, and its title behind or below it."""
    if not candidate.word or not is_below_blank(lines, candidate.position):
        return False
    title = whole_title(lines, candidate.position, candidate.title)[1]
    return title != "" and not ends_sentence(title) and not is_answer(title)
