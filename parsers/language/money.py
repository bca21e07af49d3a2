"""Text in, sums of money out: how much, in which years, what the money is and how far it has come, told from its own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from parsers.language.beginnings import TextWords, ToldOfWords, in_small_ascii, in_small_letters, matches_at
from parsers.language.dates import YEAR
from parsers.language.money_kind import ToldKind, continues, kind_of, kind_words, lead_in_kind, lowered, told_kind
from parsers.language.money_standing import Rules, Standings, lead_in_standing, rules_at
from parsers.language.money_sums import PrintedSum, may_hold_sum, sums_in
from parsers.language.money_tables import MoneyTable, table_header
from parsers.language.money_years import Years, comes_back, years_of
from parsers.model import late_regex as regex
from parsers.model.records import Amount, MoneyKind, MoneyStanding

__all__ = ["amounts_in"]

_STOP = re.compile(r"[.!?](?=\s+[^\sa-zæøå])")
_SENTENCE_END = regex.compile(
    r"[.!?](?:(?<!\b(?:KR|MIO|MIA)\.)|(?=\s++\p{Lu}\p{Ll}))(?!(?<=kr\.)\s++(?:ÅRLIG|VARIG|OM\sÅRET|PR\.?\sÅR))(?<!\b(?:ca|jf|jfr|pr|nr|pkt|fx|inkl|ekskl|vedr|evt|hhv|bl\.a|f\.eks|d|St|§)\.)\s++(?=[\p{Lu}\"”»(]|\d{1,3},?\d*\s+mi[oa])",
)
_LONGEST_SENTENCE = 2000  # characters: longer is no sentence, and its halves tell nothing of each other
_MOVES = frozenset({MoneyKind.DEFERRED, MoneyKind.TRANSFERRED})
_OF_A_YEAR = _MOVES | {MoneyKind.OVERSPENT, MoneyKind.UNDERSPENT}
_TAKEN_AWAY = frozenset({MoneyKind.SAVED, MoneyKind.LOST_INCOME})
# Money that is not decided by being told of
_FACTS = frozenset({MoneyKind.OTHER, MoneyKind.OVERSPENT, MoneyKind.UNDERSPENT, MoneyKind.LOST_INCOME})
_MOVED_TO = regex.compile(rf"\b(?P<verb>overfør|udskyd|udskud|flyt)\p{{L}}{{0,10}}+\s++til\s++(?P<year>{YEAR})", regex.IGNORECASE)
_TO = regex.compile(r"[\s,]*+til\s", regex.IGNORECASE)
_LONGEST_LIST_LINE = 150  # characters
_UNIT_LAST = regex.compile(r"\b(?:kr|mio|mia|mill)\.\Z", regex.IGNORECASE)


class _Thought(NamedTuple):
    """What the sums of the line before told, or the line that announces a list or a table."""

    kind: MoneyKind | None = None
    standing: MoneyStanding | None = None


_NONE = _Thought()


def amounts_in(text: str) -> list[Amount]:
    """Every sum of money a text mentions, in printed order, with its years, its kind and its standing.

    'Der afsættes 3 mio. kr. i 2031 og derefter 2 mio. kr. årligt i 2032-2034' gives two, both 'afsat' and 'besluttet'.
    """
    found: list[Amount] = []
    small = in_small_ascii(text)
    if not may_hold_sum(small):  # as most
        return found
    before = announced = _NONE
    table: MoneyTable | None = None
    at = 0
    for line in text.split("\n"):
        begin, at = at, at + len(line) + 1
        header = table_header(line)
        if header is not None:
            table = header
            continue
        amounts, before = _in_line(line, small[begin : at - 1], before, announced)
        if table is not None:
            if line.strip() and (amounts or line.rstrip()[-1] in ".:!?"):
                table = None
            else:
                amounts += table.amounts(line, announced.kind or MoneyKind.OTHER, announced.standing)
        if line.rstrip().endswith(":"):
            announced = _Thought(lead_in_kind(line), lead_in_standing(line))
        elif announced is not _NONE and line.strip() and not _is_list_line(line):
            announced = _NONE
        for amount in amounts:
            amount.at += begin
        found += amounts
    return found


def _is_list_line(line: str) -> bool:
    """Whether no full stop ends a line but that of its unit: 'Søen 90.000 kr.'"""
    plain = line.rstrip()
    return len(plain) <= _LONGEST_LIST_LINE and (plain[-1:] not in ".!?:" or _UNIT_LAST.search(plain, max(len(plain) - 8, 0)) is not None)


def _in_line(line: str, small: str, before: _Thought, announced: _Thought) -> tuple[list[Amount], _Thought]:
    """The sums of a line, `small` in small letters, and the thought that the next line may go on with."""
    found: list[Amount] = []
    if not may_hold_sum(small):
        return found, before
    listed = announced.kind is not None and _is_list_line(line)
    for begin, sentence in _sentences(line):
        if len(sentence) < len(line) and not may_hold_sum(small[begin : begin + len(sentence)]):
            continue
        amounts = [replace(amount, at=amount.at + begin) for amount in _in_sentence(sentence, before, announced if listed else _NONE)]
        if amounts:
            before = _Thought(amounts[-1].kind, amounts[-1].standing)
        found += amounts
    return found, before


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in [*[match.end() for match in matches_at(_STOP, _SENTENCE_END, text)], len(text)]:
        while end - start > _LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE) + 1 or start + _LONGEST_SENTENCE
            yield start, text[start:cut]
            start = cut
        yield start, text[start:end]
        start = end


def _told_of_money(word: str) -> tuple[ToldKind | None, Rules] | None:
    """What a word tells of money, and of how far it has come."""
    kind, rules = told_kind(word), rules_at(word)
    return (kind, rules) if kind or rules else None


_OF_MONEY = ToldOfWords(_told_of_money)


@lru_cache(maxsize=2**12)  # a case comes before two or three bodies in the same words
def _in_sentence(sentence: str, before: _Thought, announced: _Thought) -> Sequence[Amount]:
    """The sums of a sentence, for the caller to copy."""
    sums = sums_in(sentence)
    if not sums:
        return ()
    plain = in_small_letters(sentence)
    told = TextWords(plain).told(_OF_MONEY)
    words = kind_words(sentence, plain, [(at, word, kind) for at, word, (kind, _) in told if kind])
    standings = Standings(plain, [(at, word, rules) for at, word, (_, rules) in told if rules])
    places = list({one.to: one for one in sums}.values())  # both ends of a span stand in one place
    years = dict(zip((one.to for one in places), years_of(sentence, places), strict=True))
    found: list[Amount] = []
    for number, one in enumerate(places):
        following = places[number + 1].at if number + 1 < len(places) else len(sentence)
        previous = places[number - 1].to if number else 0
        falls = lowered(words, sentence, previous, one.at)
        kind = falls or kind_of(words, sentence, one.at, one.to, following)
        standing = standings.of(one.at, one.to, following, fact=kind is None or kind in _FACTS)
        if kind is None:
            # "1,5 mio. kr. i 2019, 1 mio. kr. i 2020.": a sum without a word of its own goes on with the thought before
            on = _Thought(found[-1].kind, found[-1].standing) if found else before if continues(sentence, one.at) else announced
            kind = on.kind or announced.kind or MoneyKind.OTHER
            standing = standing or on.standing or announced.standing or standings.of(one.at, one.to, following, fact=kind in _FACTS)
        elif standing is None and found and found[-1].kind is kind:
            standing = found[-1].standing
        for end in (each for each in sums if each.to == one.to):
            amount = Amount(end.raw, end.value, kind, unit_note=end.note or end.bound, standing=standing, at=end.at)
            every_year = comes_back(plain[previous : one.at], plain[one.to : following])
            _set_years(amount, years[one.to], sentence[one.to : following], every_year=every_year)
            if amount.kind in _TAKEN_AWAY or falls:
                amount.dkk = -abs(amount.dkk)
            found += _each_year(amount, end, years[one.to])
    return found


def _each_year(amount: Amount, printed: PrintedSum, years: Years | None) -> list[Amount]:
    """'1,5, 2,0 og 2,5 mio. kr. i 2031, 2032 og 2033' → three sums; the one alone where no series stands before it.

    Where the numbers and the years are not as many, nothing tells which year the sum is for.
    """
    if not printed.earlier or years is None or len(years.listed) < 2:
        return [amount]
    if len(printed.earlier) + 1 != len(years.listed):
        return [replace(amount, year_from=None, year_to=None)]
    series = [*printed.earlier, (amount.raw, abs(amount.dkk))]
    return [
        replace(amount, raw=raw, dkk=value.copy_sign(amount.dkk).quantize(amount.dkk), year_from=year, year_to=year)
        for (raw, value), year in zip(series, years.listed, strict=True)
    ]


def _set_years(amount: Amount, years: Years | None, after: str, *, every_year: bool) -> None:
    """Fills in the years, whether the sum comes back every year, and where it is moved to; `after` is what stands behind it."""
    moves, of_its_year = amount.kind in _MOVES, amount.kind in _OF_A_YEAR
    if years is not None:
        amount.year_from, amount.year_to = years.first, years.last
        if years.moved and not every_year:
            amount.year_to, amount.to_year = years.first, years.last
            if not moves:
                amount.kind = MoneyKind.DEFERRED
        elif of_its_year and years.onward:
            amount.year_to = years.first  # "overføres 2 mio. kr. fra 2018", "et merforbrug på 2 mio. kr. fra 2018": the year they come from
        if moves and years.first == years.last and _TO.match(after):
            amount.year_from, amount.year_to, amount.to_year = None, None, years.last
    one_year = years is not None and years.first is not None and amount.year_from == amount.year_to
    amount.recurring = not one_year and (every_year or (years is not None and years.each))
    if (moved := _MOVED_TO.search(after)) and amount.to_year is None:
        amount.to_year = int(moved["year"])
        amount.kind = MoneyKind.DEFERRED if moved["verb"].casefold().startswith("uds") else MoneyKind.TRANSFERRED
        if amount.year_from == amount.to_year and amount.year_to == amount.to_year:
            amount.year_from = amount.year_to = None
