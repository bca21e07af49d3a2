"""A decision's paragraphs in, what was decided out: a row for each paragraph and for each point of the recommendation it answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from parsers.language.dates import MONTH
from parsers.language.outcomes import NOTHING_ABOVE, Ruling, Told, answers, is_remark, told_below
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding
from parsers.model.records import Decision, Finding, Outcome
from parsers.model.rows import Row

__all__ = ["last_of", "outcome_for", "read_decisions"]

NEXT_POINT = regex.compile(
    r"(?<=\S)\s+(?=(?:Indstillingens?\s(?:punkt|pkt\.))\s?\d)|(?<=[.;])\s+(?=(?:Punkt|Pkt\.|Ad)\s\d)", regex.IGNORECASE
)
BEGINS_WITH_POINT = regex.compile(r"(?:Indstillingens?\s)?(?:punkt|pkt\.?|ad)\s?(?P<number>\d+)", regex.IGNORECASE)
NEXT_NUMBER = regex.compile(rf"(?<=[\p{{L}}.])\s(?=(?P<number>\d{{1,2}})[.)]\s(?!(?i:{MONTH})\b)\p{{Lu}})")
LISTED = regex.compile(r"[•▪◦·*–-]\s?|\d{1,2}[.)]\s|at\s")
SENTENCE = regex.compile(r"(?<=[.!?])\s+(?=\p{Lu})")
ASKS = regex.compile(
    r"\b(?:ønsker|ønskede|beder|bad\s(?:om|administrationen|forvaltningen|cent(?:er|ret))|anmoder|anmodede|udbeder|pålægger|efterspørger"
    r"|vender\stilbage|skal\svende\stilbage|genoptages|kommer\smed\s(?:et\s|en\s)?(?:forslag|oplæg|notat|plan)"
    r"|(?:fremlægges|forelægges)\s(?:et|en|ny|nyt))\b",
    regex.IGNORECASE,
)
# One of these is in every text that ASKS finds
ASKING = ("ønske", "beder", "bad", "anmod", "pålægger", "efterspørger", "vende", "genoptages", "kommer", "lægges")
# A paragraph with one of these decides something, though the grammar may not cover it
DECIDES = regex.compile(
    r"\b(?:beslut|godkend|anbefal|indstil|vedtag|vedtog|tiltr[åæ]d|afvis|forkast|udsæt|udsat|oversend|bortfald|efterretning|drøft)",
    regex.IGNORECASE,
)
WORDS = regex.compile(r"\p{L}{2}")


def asks_for(text: str) -> str | None:
    """The sentences that ask for something new: '… ønsker opfølgning … i andet kvartal 2021.'"""
    plain = text.casefold()
    if not any([word in plain for word in ASKING]) or ASKS.search(text) is None:  # noqa: C419 - half the time of a generator
        return None
    return " ".join(sentence for sentence in SENTENCE.split(text) if ASKS.search(sentence)) or None


class _Part(NamedTuple):
    """What a paragraph, or a part of one that answers a point, says by its own words."""

    text: str
    told: Told
    asks_for: str | None
    decides: bool  # though the grammar does not cover it
    is_remark: bool  # and tells nothing
    is_listed: bool


@lru_cache(maxsize=2**10)  # most decisions are told in the same few words
def _parts_read(text: str, above: Told) -> Sequence[_Part]:
    read: list[_Part] = []
    for part in _parts(text):
        if WORDS.search(part):
            told = above = told_below(part, above)
            remarks = not told.rulings and (bool(told.led) or told.answers_motion or is_remark(part))
            decides = not told.rulings and not remarks and DECIDES.search(part) is not None and not LISTED.match(part)
            read.append(_Part(part, told, asks_for(part), decides, remarks, LISTED.match(part) is not None))
    return tuple(read)


def read_decisions(
    rows: Sequence[Row], body: str | None = None, decided_on: date | None = None, begin: int = 1
) -> tuple[list[Decision], list[Finding]]:
    """The decisions of one body, numbered from `begin`, and a finding for each that the grammar does not cover.

    A remark, a vote or a wish that stands beside a decision has no outcome. Where no paragraph tells one, the first is `andet`.
    """
    parts: list[tuple[_Part, Row]] = []
    above = NOTHING_ABOVE
    for row in rows:
        parts += [(part, row) for part in _parts_read(row.text, above)]
        if parts:
            last = parts[-1][0].told
            above = Told(motion=last.motion, led=last.led) if last.motion or last.led else NOTHING_ABOVE
    decided: list[Decision] = []
    unread: list[Finding] = []
    silent = not any([part.told.rulings for part, _ in parts])  # noqa: C419 - half the time of a generator
    listing = False  # "Udvalget ønsker:", and each point below it is asked for
    stated = False  # what stands here is said by somebody who disagrees, below the decision
    for number, ((text, read, asked, decides, remarks, listed), row) in enumerate(parts):
        told = () if stated else read.rulings
        if row.cells[0].span > 1:  # of a table: "Forening | Ansøgt | Bevilget"
            told = tuple(ruling for ruling in told if ruling.points)
        stated = stated or (read.is_statement and any(each.outcome for each in decided))
        if asked is None and listing and listed:
            asked = text
        listing = asked is not None and (text.endswith(":") or (listing and listed))
        if not told and not stated and (decides or (number == 0 and (silent or not remarks))):
            told = (Ruling((), Outcome.OTHER),)
        answered: list[tuple[str | None, Outcome | None]]
        answered = [(point, answer.outcome) for answer in told for point in answer.points or (None,)]
        for point, outcome in answered or [(None, None)]:
            decision = Decision(begin + len(decided), text, point, outcome, asked, body, decided_on, list(row.places))
            decided.append(decision)
            asked = None  # it is asked for once
            if outcome is Outcome.OTHER:
                unread.append(finding(Code.OUTCOME_UNREAD, text, row.places[0], decision))
    return decided, unread


def last_of(decisions: Sequence[Decision]) -> Decision | None:
    """The decision of the body that decided last, by the days their headings name: the meeting's own is the last, wherever it stands."""
    return max(reversed(decisions), key=lambda each: each.decided_on or date.max, default=None)


def outcome_for(decisions: Sequence[Decision], point: str | None = None) -> Outcome | None:
    """What was decided about one point of the recommendation, or about all of it; None where no decision tells or several differ.

    A point that is not answered by itself is decided as the whole is. Of several bodies the last decides.
    """
    last = last_of(decisions)
    own = [each for each in decisions if last is not None and (each.body, each.decided_on) == (last.body, last.decided_on)]
    for named in (point, None):
        outcomes = {each.outcome for each in own if each.point == named and each.outcome is not None}
        if len(outcomes) == 1:
            return outcomes.pop()
        if outcomes:
            return None
    if point is None:
        outcomes = {each.outcome for each in own if each.outcome is not None}
        return outcomes.pop() if len(outcomes) == 1 else None
    return None


def _point(part: str) -> str | None:
    """The number of the point that a part begins with."""
    begins = BEGINS_WITH_POINT.match(part)
    return begins["number"] if begins else None


def _parts(text: str) -> list[str]:
    """A paragraph parted before each point it answers; one that begins with no point may speak of points as it likes."""
    if BEGINS_WITH_POINT.match(text):
        parted: list[str] = []
        for part in NEXT_POINT.split(text):
            if parted and _point(part) == _point(parted[-1]):  # "Punkt 2 sat under afstemning. Punkt 2 er vedtaget."
                parted[-1] = f"{parted[-1]} {part}"
            else:
                parted.append(part)
        return parted
    begins, number = [0], 2
    if text.startswith(("1. ", "1) ")):  # "1. Taget til efterretning 2. Godkendt"
        for match in NEXT_NUMBER.finditer(text):
            if int(match["number"]) == number and answers(text[begins[-1] : match.start()]):  # not "1. og 2. Godkendt"
                begins.append(match.end())
                number += 1
    return [text[begin:end].rstrip() for begin, end in pairwise([*begins, len(text)])]
