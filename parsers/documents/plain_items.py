"""An agenda's plain lines such as '3. Bænke' in, those out that are items' titles by what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from parsers.documents.agenda_headings import REPORTED, Heading, decision_of, heading_of, is_part, plain, treated
from parsers.documents.attendance import is_list_of_members
from parsers.documents.item_forms import CASE_BELOW, CASE_LINE, GLUED, NUMBERED, TITLE_LINES
from parsers.documents.item_titles import is_answer, is_closed_title
from parsers.language.dates import date_of
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.model.rows import Row, RowKind

__all__ = ["is_below_blank", "plain_items", "texts_below", "told_below"]

LONGEST_SENTENCE = 80  # characters, of a title that ends as a sentence does


def plain_items(lines: Sequence[Row]) -> list[tuple[int, regex.Match[str]]]:
    """The positions and matches of plain lines such as '3. Bænke' that are titles.

    A case's number stands below each, or a section begins right below it: then the first stands above every section, each other
    below a decision or where an item's sections come again, in order.
    A point of a list stands in another section, or has no section below it.
    """
    found: list[tuple[int, regex.Match[str]]] = []
    section: SectionKind | None = None
    seen: set[SectionKind] = set()  # of the item at hand
    for at, row in enumerate(lines):
        if row.kind is not RowKind.TEXT:
            continue
        if heading := heading_of(row.text) or decision_of(lines, at, section):
            section = heading.kind
            seen.add(section)
        elif section is not None and plain(row.text) in REPORTED:
            section = SectionKind.DECISION
            seen.add(section)
        text = row.text.removeprefix("• ")  # a page may list its items: "• 301. Bænke"
        if not text[:1].isdecimal():
            continue
        match = NUMBERED.match(text) or GLUED.match(text)
        if match is None or match["title"][0].islower() or is_answer(match["title"]):
            continue
        has_case, below = told_below(lines, at, match["title"])
        whole, last = int(match["whole"]), int(found[-1][1]["whole"]) if found else 0
        if has_case:
            follows = whole > last
        elif not _may_be_title(lines, at, match, below, found[-1][0] if found else -1):
            follows = False
        elif not found or match.re.pattern == GLUED.pattern:
            begins = not found and below is not None and date_of(text) is None  # an excerpt may begin with any number
            counts_on = whole == last + 1 or match.re.pattern == GLUED.pattern or text != row.text or begins
            follows = section is (SectionKind.DECISION if found else None) and counts_on
        else:
            again = below is not None and below.kind in seen and SectionKind.DECISION in seen
            closed = is_closed_title(match["title"]) and SectionKind.DECISION in seen  # below a list of annexes
            counts_on = whole == last + 1 or (whole == last and match["number"][-1].isalpha())  # "2a" stands behind "2"
            anew = is_part(lines[at - 1].text)  # "Lukkede punkter", whose numbers may begin anew
            counts_on |= anew and (whole == 1 or whole > max(int(each["whole"]) for _, each in found))
            closed = closed or anew
            follows = counts_on and (section in (SectionKind.DECISION, None) or again or closed)
        if follows:
            found.append((at, match))
            section, seen = None, set()
    return found


def _may_be_title(lines: Sequence[Row], at: int, match: regex.Match[str], below: Heading | None, item: int) -> bool:
    """Whether a section begins below a line, or it is closed or decided by itself; one that ends as a sentence is short: '2. Bænke.'"""
    text = lines[at].text
    if ends_sentence(text):
        return below is not None and len(text) <= LONGEST_SENTENCE and is_below_blank(lines, at)
    if below is not None or is_closed_title(match["title"]):
        return True
    number = int(match["whole"])
    if not is_below_blank(lines, at) or _is_listed(lines, range(at - 1, item, -1), number):
        return False
    return at + 1 == len(lines) or _is_decided_alone(lines, at, number)


def _is_decided_alone(lines: Sequence[Row], position: int, number: int) -> bool:
    """Whether a line below a blank one has a decision of its own, and stands in no list: none of its neighbours' numbers is beside it."""
    headed = False  # within sections, numbers are those of points
    for at in range(position + 1, len(lines)):
        if (heading := heading_of(lines[at].text)) is not None:
            if heading.kind is SectionKind.DECISION:
                return True
            headed = True
        elif not headed and _is_numbered(lines[at].text, number + 1):
            return False
    return False


def _is_listed(lines: Sequence[Row], above: range, number: int) -> bool:
    """Whether a line stands in a section that is no decision, or the number before its own stands in that above it."""
    for at in above:
        text = lines[at].text
        if is_part(text):
            return False
        if (heading := heading_of(text)) is not None:
            return heading.kind is not SectionKind.DECISION
        if _is_numbered(text, number - 1):
            return True
    return False


def _is_numbered(text: str, number: int) -> bool:
    return text[:1].isdecimal() and (match := NUMBERED.match(text)) is not None and int(match["whole"]) == number


def is_below_blank(lines: Sequence[Row], position: int) -> bool:
    line, before = lines[position].places[0].line, lines[position - 1].places[-1].line if position else None
    return line is not None and before is not None and line - before > 1


def told_below(lines: Sequence[Row], position: int, title: str) -> tuple[bool, Heading | None]:
    """Whether lines right below a title tell of its case or of who treated it, and the section that begins behind them."""
    has_case = is_treated = False
    for text in islice(texts_below(lines, position), TITLE_LINES):
        if CASE_LINE.match(text):
            has_case = True
        elif treated(text):
            is_treated = True
        elif heading := heading_of(text):
            return has_case or is_treated, heading
        elif not (has_case or CASE_BELOW.match(text) or text.endswith(title) or is_list_of_members(text)):
            break
    return has_case, None


def texts_below(lines: Sequence[Row], position: int) -> Iterator[str]:
    return (row.text for at in range(position + 1, len(lines)) if (row := lines[at]).kind is RowKind.TEXT)
