"""A sentence and its sums in, the years that each sum is for out: those right behind it, else those of its own part of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import msgspec
from msgspec.structs import replace

from parsers.language.beginnings import matches_at
from parsers.language.dates import MONTH, YEAR, YEAR_END, last_year_of
from parsers.model import late_regex as regex

__all__ = ["EVERY_YEAR", "Years", "comes_back", "years_of"]


class _Sum(Protocol):
    """What is asked of a sum: where it stands."""

    @property
    def at(self) -> int: ...
    @property
    def to(self) -> int: ...


class Years(msgspec.Struct, frozen=True, gc=False):
    """The years a sum is for. `last` is None when they run on ("og frem"); text[at:to] is what is printed.

    `moved` is "fra 2019 til 2020": a move between two years, or the years from the one to the other.
    """

    first: int | None
    last: int | None
    at: int
    to: int
    each: bool = False
    moved: bool = False
    onward: bool = False  # "fra 2021": each year from then on where it stands right behind the sum
    listed: tuple[int, ...] = ()


# A year in a name or a day is not the money's year: "Aftale om budget 2018", "rammen for 2019", "(2018)", "5. marts 2019".
_AGREEMENT = r"aftalen?\s(?:om|for)(?:\sbudget(?:tet)?)?|\bbudget(?:aftalen?|vedtagelsen?|tet|forliget)?"
_NAMES = rf"(?:{_AGREEMENT}|rammen?|opfølgning(?:en)?|regnskab(?:et)?)"
YEARS = regex.compile(
    rf"""
    (?P<first>(?:19|20)\d\d) (?<![\d.,/-]....) (?!\d|[.,]\d|\s?-?\s?(?:pris(?:er|niveau)?|pl|p/l|kr)\b)
    (?: (?<=\bi\s....)  # as most
      | (?P<open>(?<=\bfra\s(?P<with>og\smed\s)?(?:budget\s)?....))?+     # fra 2021, fra og med Budget 2020
    (?P<until>(?<=\btil\sog\smed\s....))?+                               # frem til og med 2019
    (?P<each>(?<=\b(?:hvert\saf|alle)\s(?:de\s)?årene\s....))?+       # i hvert af årene 2019-2022
    (?P<named>(?<=\((?=....\))....|{_NAMES}(?:\sfor)?\s....|\d\.?\s?{MONTH}\s....))?+ )
    (?: \s?[-–/]\s?(?P<last>{YEAR}) | [-–/](?P<last>{YEAR_END})           # 2013 -2016, 2019-22, 2019/20
      | (?<=\bfra\s....)\stil\s(?P<moved>{YEAR})                          # fra 2019 til 2020
      | (?:(?:,\s?|\sog\s|\ssamt\s)(?P<more>{YEAR})){{1,10}}+            # 2019, 2020 og 2021
    )?+
    (?P<onward>\s(?:og\s(?:frem(?:efter|over|adrettet)?|(?:i\s)?(?:de\s)?(?:efter)?følgende\sår|(?:i\s)?overslagsårene?)
        |ff\.?|frem)\b                                                   # 2022 og frem
      | (?<=\bfra\s....)\sfremover)?+
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


YEAR_BEGINS = re.compile(r"[12](?=[90]\d\d)")


def _years(match: regex.Match[str]) -> Years | None:
    """'i hvert af årene 2018-2021' → 2018 to 2021, each; 'fra 2021 og frem' → from 2021 on; None for a year in a name."""
    # asked for by name, they take as long as half the match
    printed, begins, along, until, each, named, last, moved, more, onward = match.groups()
    first, (at, to) = int(printed), match.span()
    if named is not None and begins is None:
        return None
    if moved:
        return Years(first, int(moved), at, to, moved=True)
    if last:
        return Years(first, last_year_of(printed, last), at, to, each=each is not None)
    if until is not None:
        return Years(None, first, at, to)
    if onward or begins is not None:
        return Years(first, None, at, to, each=bool(onward or along), onward=True)
    listed = (first, *map(int, match.captures("more"))) if more else (first,)
    return Years(first, listed[-1], at, to, each=each is not None, listed=listed)


# What may stand between a sum and its years: "årligt i perioden 2019-2022", "fordelt på 2020 og 2021".
_GAP = regex.compile(
    r"(?:[\s,(]|\b(?:årligt|om\såret|pr\.?\sår|hvert\sår|i\salt|i|til|for|på|fra|og\smed|frem|til\sog\smed|budget|fordelt|over|perioden"
    r"|budgetperioden|årene|årrækken|budgetåre(?:t|ne)|hvert|alle|af|begge|valgperioden|per\sår|varigt|fordeles|hhv\."
    r"|er|bliver|udsky(?:des|dt)|overfør(?:es|t)|flytte[st])\b){0,30}+",
    regex.IGNORECASE,
)
_YEARLY = r"om\såret|hvert\sår|per\sår|pr\.?\sår|p\.\s?a\."
EVERY_YEAR = regex.compile(rf"\b(?:årlig[te]?|varig[te]?|{_YEARLY})(?!\p{{L}})", regex.IGNORECASE)
EVERY_YEAR_AFTER = regex.compile(
    rf"[\s,(]*+(?:årligt|varigt|permanent|fremover|fremadrettet|{_YEARLY}|/\s?år)(?!\p{{L}})", regex.IGNORECASE
)
_A_YEAR = re.compile(r"år(?<!\w..)(?:lig|et\b|(?![^\W\d_]))")  # as few sentences name one


def comes_back(before: str, after: str) -> bool:
    """Whether a sum between these words, in small letters, comes back every year."""
    if ("varig" in before or "p." in before or _A_YEAR.search(before)) and EVERY_YEAR.search(before):
        return True
    return EVERY_YEAR_AFTER.match(after) is not None


_ASIDE = regex.compile(r",\s+(?:som|der|hvor|hvoraf|idet|hvilket|når|da|jf\.)\b|\d\)", regex.IGNORECASE)
# What follows is told on the ground of what stands before: ", svarende til", ", hvor kommunen får", "og er derfor enige om"
_NEW_CLAUSE = regex.compile(r",(?!\s+(?:svarende|hvor|hvoraf|hvorfor)\b)|\bog\b(?!\s(?:er\s)?derfor)", regex.IGNORECASE)
_FRAME = regex.compile(r"\s*+(?:I|For|Til)\s(?:budget(?:året|årene)?\s|årene\s|perioden\s|løbet\saf\s)?+\Z", regex.IGNORECASE)  # "I 2031 …"
_OUT_OF_FRAME = regex.compile(r",|\b(?:derefter|herefter|efterfølgende|senere|siden|nu|men|yderligere|fremover)\b", regex.IGNORECASE)
_MAIN_CLAUSE = regex.compile(r"\b\p{L}{2,}\sder\b", regex.IGNORECASE)  # "Med tildelingen på 0,1 mio. kr. er der i 2031 afsat …"
_PARTED = regex.compile(r"[,.;]|\b(?:og|samt|mens|men)\b", regex.IGNORECASE)
_LABEL = regex.compile(r"\s?:\s?(?:(?:ca|kr)\.?\s?){0,2}+", regex.IGNORECASE)  # "2031: 1 mio. kr.", as in a list of years
_RESPECTIVELY = regex.compile(r"\b(?:henholdsvis|hhv\.)", regex.IGNORECASE)


def years_of(sentence: str, sums: Sequence[_Sum]) -> list[Years | None]:
    """The years of each sum, which stand in printed order and not in one another; one or none, never a guess."""
    years = [
        found
        for match in matches_at(YEAR_BEGINS, YEARS, sentence)
        if (found := _years(match)) and not any([one.at <= found.at < one.to for one in sums])  # noqa: C419
    ]
    if not years:
        return [None] * len(sums)
    if paired := _respectively(sentence, sums, years):
        return paired
    if led := _year_first(sentence, sums, years):
        return led
    ends = [one.at for one in sums[1:]] + [len(sentence)]
    labels = [next((each for each in years if _LABEL.fullmatch(sentence, each.to, one.at)), None) for one in sums]
    years = [each for each in years if each not in labels]
    direct = [_right_behind(sentence, years, one.to, end) for one, end in zip(sums, ends, strict=True)]
    left = [each for each in years if each not in direct and not each.moved]
    begins = [0] + [one.to for one in sums[:-1]]
    told: list[Years | None] = []
    for label, own, one, begin, end in zip(labels, direct, sums, begins, ends, strict=True):
        if label is not None:
            told.append(label)
            continue
        if own is not None:
            told.append(replace(own, each=True) if own.onward else own)
            continue
        before = _before(sentence, left, begin, one.at)
        told.append(_near(sentence, left, one.to, end) or before or _framed(sentence, left, begin, one.at))
    return told


def _year_first(sentence: str, sums: Sequence[_Sum], years: Sequence[Years]) -> list[Years | None] | None:
    """'I 2031 afsættes 1 mio. kr., i 2032 2 mio. kr. og i 2033 3 mio. kr.': a year in front of each sum, and none behind the last."""
    if not 1 < len(sums) == len(years) or any(each.moved or each.last != each.first for each in years):
        return None
    begins = [0] + [one.to for one in sums[:-1]]
    fits = all(begin <= each.at and each.to <= one.at for begin, each, one in zip(begins, years, sums, strict=True))
    parted = all(_PARTED.search(sentence, one.to, each.at) for one, each in zip(sums, years[1:], strict=False))
    return list(years) if fits and parted else None


def _right_behind(sentence: str, years: Sequence[Years], start: int, end: int) -> Years | None:
    return next((each for each in years if start <= each.at < end and _GAP.fullmatch(sentence, start, each.at)), None)


def _near(sentence: str, years: Sequence[Years], start: int, end: int) -> Years | None:
    """The only years between start and end that no aside (", som finder sted i 2021") parts from the sum."""
    aside = _ASIDE.search(sentence, start, end)
    found = [each for each in years if start <= each.at < (aside.start() if aside else end)]
    if len(found) != 1 or (end < len(sentence) and _MAIN_CLAUSE.search(sentence, start, found[0].at)):
        return None
    return found[0]


def _before(sentence: str, years: Sequence[Years], start: int, end: int) -> Years | None:
    """The last years between start and end, in the sum's own clause: 'I 2031 afsættes der 3 mio. kr.'"""
    found = [each for each in years if start <= each.at < end]
    return found[-1] if found and not _NEW_CLAUSE.search(sentence, found[-1].to, end) else None


def _framed(sentence: str, years: Sequence[Years], start: int, end: int) -> Years | None:
    """The years that a sentence begins with, for every sum of it: 'I 2031 gives 3 mio. kr. til stien og 2 mio. kr. til søen.'"""
    first = years[0] if years else None
    if first is None or not _FRAME.fullmatch(sentence, 0, first.at) or first.at >= start or _OUT_OF_FRAME.search(sentence, first.to, end):
        return None
    return first


def _respectively(sentence: str, sums: Sequence[_Sum], years: Sequence[Years]) -> list[Years | None] | None:
    """'provenu i 2031 og 2032 på henholdsvis 2 mio. kr. og 3 mio. kr.': the first year to the first sum."""
    word = _RESPECTIVELY.search(sentence)
    if word is None:
        return None
    before = [each for each in years if each.to <= word.start()]
    after = [one for one in sums if one.at >= word.end()]
    if not before or len(before[-1].listed) != len(after):
        return None
    listed = before[-1]
    paired = {one.at: Years(year, year, listed.at, listed.to) for one, year in zip(after, listed.listed, strict=True)}
    rest = [one for one in sums if one.at not in paired]
    others = dict(zip((one.at for one in rest), years_of(sentence[: word.start()], rest) if rest else [], strict=True))
    return [paired.get(one.at) or others.get(one.at) for one in sums]
