"""Text in, references out: the meetings and the points of agreements that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from parsers.documents.kinds import texts_of
from parsers.documents.printed_texts import PrintedText
from parsers.language.beginnings import matches_at
from parsers.language.dates import DAY_BEGINS, DAYS, YEAR, days_of
from parsers.model import late_regex as regex
from parsers.model.records import AgendaItem, Document, Initiative, Link, LinkKind
from parsers.profile.organisation import Mention, committee, committees_in

__all__ = ["links_of"]

_ITEM = r"\d{1,3}(?:\.\d{1,2})?"
_AND = r"(?:,\s?|\s(?:og|samt|eller|&|til)\s|/|\s?[-–]\s?)"
_THROUGH = regex.compile(r"[-–]|\btil\b")  # "punkt 3-5"
MOST_BETWEEN = 30  # numbers that "punkt 3-5" leaves out: of more, only the two ends are named
# "punkt 3 og 4", "punkt 3-5"; in "punkt 3 og 4. juni", "punkt 3 og 4 mio." and "punkt 3 og 4 borgere" the second is no item
_LIST_ENDS = r"(?=\s?[,;:)]|\.?(?:\s(?-i:\p{Lu})|\s*\Z))"
_ITEMS = rf"(?:punkt(?:et|erne)?|pkt\.?)\s?(?:nr\.?\s)?(?P<item>{_ITEM})"
ITEM = rf"{_ITEMS}(?:{_AND}(?P<item>{_ITEM}){_LIST_ENDS}){{0,8}}+"
ITEM_BEFORE = regex.compile(rf"\b{_ITEMS}\s(?:på|i|fra|ved)\s(?:det\s)?\Z", regex.IGNORECASE)  # "punkt 7 på Økonomiudvalgets møde den …"
NEAR = 60  # characters between a committee and its day: "Økonomiudvalget har på deres møde den 28. januar 2031"

# "den 7. maj 2031, Punkt 7"; "den 13. august 2031 Punkt 2.4"; "22.1.2031, pkt. 3"; "den 7. maj og 4. juni 2031"; a day alone
DATED = regex.compile(rf"{DAYS}(?:[\s,()]{{0,3}}{ITEM})?+", regex.IGNORECASE)
THE_DAY = regex.compile(r"(?r)\b(?:den|d\.)\s", regex.IGNORECASE)

# "punkt 1.22", "pkt. 2.3 og 5.5", "punkterne 1.3.1, 2.4 og 4.07": a point of an agreement has two levels or three
_POINT = r"\d{1,2}(?:\.\d{1,2}){1,2}(?![\d]|[.,]\d)"
POINT = regex.compile(
    rf"\b(?:punkt(?:et|er|erne)?|pkt\.?|indsats(?:en|erne)?)\s?(?:nr\.?\s)?(?P<number>{_POINT})"
    rf"(?:\.?{_AND}(?:punkt\s|pkt\.?\s?)?(?P<number>{_POINT})){{0,8}}+",
    regex.IGNORECASE,
)
POINT_BEGINS = re.compile(r"[pPiI](?=[uU][nN][kK\u212a]|[kK\u212a][tT]|[nN][dD][sSſ])")
MOST_CHAPTERS = 19  # of an agreement: "punkt 50.56" is an account's number unless the text names an agreement
LEVELS = re.compile(r"\.(?<=\d\.)\d")
LONGEST_WORD = len("indsatserne nr. 12")  # in front of a number's levels
AGREEMENT = rf"(?:budgetaftalen?(?:\s(?:for|om))?|aftalen?\s(?:om|for)\s(?:budget(?:tet)?\s)?)\s?(?:budget\s)?(?P<year>{YEAR})"
AGREEMENT_NAMED = regex.compile(AGREEMENT, regex.IGNORECASE)
AGREEMENT_BEGINS = re.compile(r"[bBaA](?:(?<=[bB])(?=(?i:udgetaftale))|(?<=[aA])(?=(?i:ftale)))")
AGREEMENT_AFTER = regex.compile(rf"\s(?:i|af|fra)\s[\"”“]?{AGREEMENT}", regex.IGNORECASE)
AGREEMENT_BEFORE = regex.compile(rf"(?<={AGREEMENT}[\"”“]?,?\s?)", regex.IGNORECASE)
_HELD = regex.compile(r"\b(?:vedtog|besluttede|godkendte|behandlede|drøftede)\s\Z", regex.IGNORECASE)
_SENTENCE = regex.compile(r"[.!?]\s+\p{Lu}|\n")
_THE_COMMITTEE = regex.compile(r"\budvalget", regex.IGNORECASE)


def links_in(text: str) -> list[Link]:
    """Every meeting and every agreement's point a text names, in printed order.

    'Økonomiudvalget har den 21. maj 2031, Punkt 10, udvidet …' → that committee's item 10;
    'jf. punkt 1.22 i budgetaftalen for 2032' → point 1.22 of the agreement of 2032.
    """
    about_items = "unkt" in text or "pkt" in text
    names_days = about_items or "udvalg" in text or "bestyrelse" in text
    about_points = about_items or "Pkt" in text or "ndsats" in text
    if not names_days and not about_points:  # as most
        return []
    has_year, level = "20" in text or "19" in text, LEVELS.search(text) if about_points else None
    names_days = names_days and has_year
    first_point = max(level.start() - LONGEST_WORD, 0) if level is not None else None
    if not names_days and first_point is None:
        return []
    dated = matches_at(DAY_BEGINS, DATED, text) if has_year else []
    meetings = _meetings(text, dated) if names_days and dated else []
    points = _points(text, dated, first_point) if first_point is not None else []
    found = sorted([*meetings, *points], key=itemgetter(0)) if meetings and points else meetings or points
    return [link for _, link in found]


def _meetings(text: str, dated: Sequence[regex.Match[str]]) -> list[tuple[int, Link]]:
    committees: list[Mention] | None = None
    found: list[tuple[int, Link]] = []
    for match in dated:
        days = days_of(match)
        if not days:
            continue
        committees = committees_in(text) if committees is None else committees
        near, named = _near(text, match, committees), match["item"]
        if named is None and near is None:
            continue
        begin = the.start() if (the := THE_DAY.match(text, 0, match.start())) else match.start()
        start = min(near.start, begin) if near is not None else begin
        end = near.end if near is not None and near.end > match.end() else match.end()
        whose = near or (_earlier(text, match, committees) if named else None)
        items: list[str | None] = [number for number, _ in _numbers(match, "item")] if named else []
        if not items and near and (before := ITEM_BEFORE.search(text, max(near.start - NEAR, 0), near.start)):
            items, start = [before["item"]], before.start()
        # an item is the last day's: "den 7. maj og 4. juni 2031, Punkt 7"
        for day, item in [*((day, None) for day in days[:-1] if whose), *((days[-1], item) for item in items or [None])]:
            link = Link(
                raw=" ".join(text[start:end].split()),
                kind=LinkKind.MEETING_ITEM,
                committee=whose.body.name if whose else None,
                meeting_date=day,
                item_number=item,
            )
            found.append((match.start(), link))
    return found


def _numbers(match: regex.Match[str], group: str) -> Iterator[tuple[str, int]]:
    """The numbers of a list, each with where it stands: 'pkt. 2.3, 2.5-2.7' → 2.3, 2.5, 2.6, 2.7."""
    before: tuple[str, int] | None = None  # the number before, and where it ends
    for number, (start, end) in zip(match.captures(group), match.spans(group), strict=True):
        if before and _THROUGH.search(match.string, before[1], start):
            chapter, dot, first = before[0].rpartition(".")
            upper, _, last = number.rpartition(".")
            if chapter == upper and len(first) == len(str(int(first))):  # "4.07" counts on in a way of its own
                left_out = range(int(first) + 1, int(last))
                if len(left_out) <= MOST_BETWEEN:
                    yield from ((f"{chapter}{dot}{between}", start) for between in left_out)
        yield number, start
        before = number, end


def _near(text: str, match: regex.Match[str], committees: Sequence[Mention]) -> Mention | None:
    """The committee just before the day in the same sentence, or just behind 'Den 4. november 2031 vedtog …'."""
    before = [each for each in committees if each.end <= match.start() <= each.end + NEAR]
    if before and not _SENTENCE.search(text, before[-1].end, match.start()):
        return before[-1]
    behind = [each for each in committees if match.end() < each.start <= match.end() + NEAR]
    return behind[0] if behind and _HELD.search(text, match.end(), behind[0].start) else None


def _earlier(text: str, match: regex.Match[str], committees: Sequence[Mention]) -> Mention | None:
    """The last committee named earlier in the paragraph: 'Udvalget har den 7. maj 2031, Punkt 7, …. Den 4. juni 2031, Punkt 6, …'"""
    paragraph = text.rfind("\n", 0, match.start()) + 1
    before = [each for each in committees if paragraph <= each.start < match.start()]
    return before[-1] if before else None


def _points(text: str, dated: Sequence[regex.Match[str]], first: int) -> list[tuple[int, Link]]:
    """`first` is where the first of them can begin."""
    meetings = {start for match in dated for start in match.starts("item")}
    matches = [match for match in matches_at(POINT_BEGINS, POINT, text, first) if match.start("number") not in meetings]
    if not matches:
        return []
    only = {int(match["year"]) for match in matches_at(AGREEMENT_BEGINS, AGREEMENT_NAMED, text)}
    found: list[tuple[int, Link]] = []
    for match in matches:
        named = AGREEMENT_AFTER.match(text, match.end()) or AGREEMENT_BEFORE.match(text, match.start())
        year = int(named["year"]) if named else next(iter(only)) if len(only) == 1 else None
        raw = match[0] + (named[0] if named and named.start() == match.end() else "")
        for number, at in _numbers(match, "number"):
            if not only and int(number.split(".")[0]) > MOST_CHAPTERS:
                continue
            link = Link(raw=" ".join(raw.split()), kind=LinkKind.AGREEMENT_POINT, agreement_year=year, number=number)
            found.append((at, link))
    return found


def links_of(document: Document, texts: Sequence[PrintedText] | None = None) -> list[Link]:
    """Every reference in a paper's texts, each with the record, column and place it stands in; `texts` are those, where they are made.

    In a follow-up "punkt 2.3" is a point of its own agreement, and "udvalgets møde" that of the committee responsible.
    """
    owner: dict[int, Initiative | AgendaItem] = {}
    for initiative in document.initiatives:
        owner.update({id(row): initiative for row in (initiative, *initiative.milestones, *initiative.economy)})
    for item in document.agenda_items:
        owner.update({id(row): item for row in (item, *item.decisions)})
    found: list[Link] = []
    for printed in texts_of(document) if texts is None else texts:
        for link in links_in(printed.text):
            link.subject, link.column, link.place = printed.subject, printed.column, printed.place
            _complete(link, printed.text, owner.get(id(printed.subject)), document)
            found.append(link)
    return found


def _complete(link: Link, text: str, owner: Initiative | AgendaItem | None, document: Document) -> None:
    """Fills in what the text leaves to its surroundings."""
    if link.kind is LinkKind.AGREEMENT_POINT and link.agreement_year is None:
        link.agreement_year = document.agreement_year
    if link.kind is LinkKind.MEETING_ITEM and link.committee is None and _THE_COMMITTEE.search(text):
        printed = owner.responsible_committee if isinstance(owner, Initiative) else owner.committee if owner else None
        body = committee(printed) if printed else None
        link.committee = body.name if body else None
