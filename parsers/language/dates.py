"""Danish words in, values out: numbers, dates, periods, years, quarters and follow-up rounds, each beside its pattern.

Every pattern is bounded or possessive: none can backtrack over a whole text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from msgspec import Struct

from parsers.language.beginnings import matches_at
from parsers.model import late_regex as regex
from parsers.model.records import Due
from parsers.profile.patterns import pattern_text, printed_words
from parsers.profile.vocabulary import vocabulary

__all__ = [
    "CASE_ID",
    "DATE",
    "DAYS",
    "DAY_BEGINS",
    "LONGEST_DUE",
    "MONTH",
    "NUMBER",
    "SHORT_YEAR",
    "YEAR",
    "YEAR_END",
    "Precision",
    "date_of",
    "days_of",
    "decimal",
    "due",
    "last_year_of",
    "month",
    "periods_in",
    "rounds_named",
]

# ---------------------------------------------------------------- numbers

NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,4})?|\d{1,12}(?:,\d{1,4})?)"  # 1.069.034  0,455  1.234,50


@lru_cache(maxsize=2**14)
def decimal(text: str) -> Decimal | None:
    """A Danish number: '1.069.034' → 1069034, '0,455' → 0.455, '−3' → −3; None for '2.5' or '1.23', which no Dane writes."""
    from babel.numbers import NumberFormatError, parse_decimal

    plain = text.strip().replace("−", "-").replace("–", "-").replace(" ", "")
    try:
        return parse_decimal(plain, locale="da", strict=True)
    except NumberFormatError:
        return None


ORDINALS = {
    "første": 1,
    "anden": 2,
    "andet": 2,
    "tredje": 3,
    "tredie": 3,
    "fjerde": 4,
    "femte": 5,
    "sjette": 6,
    "syvende": 7,
    "ottende": 8,
    "niende": 9,
    "tiende": 10,
    "ellevte": 11,
    "tolvte": 12,
}
ORDINAL = r"(?:første|ande[nt]|tred[ji]e|fjerde|[1-4]\.)"


def ordinal(word: str) -> int | None:
    """'anden' and '2.' → 2."""
    plain = word.strip().casefold()
    return ORDINALS.get(plain) or (int(plain.rstrip(".")) if regex.fullmatch(r"\d{1,2}\.?", plain) else None)


# ---------------------------------------------------------------- days

MONTH = (
    r"(?:jan(?:uar|\.)?|feb(?:ruar|r?\.)?|mar(?:ts|\.)?|apr(?:il|\.)?|maj|jun(?:i|\.)?|jul(?:i|\.)?"
    r"|aug(?:ust|\.)?|sep(?:tember|t?\.)?|sept|okt(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?!\p{L})"
)
YEAR = r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)"
YEAR_END = r"\d\d(?![\d\p{L}]|[.,/-]\d|-\p{L})"  # "20" in "2019/20": no blank may part it from its year


@cache
def _month_names() -> dict[int, str]:
    from babel.dates import get_month_names

    return {number: name.casefold() for number, name in get_month_names("wide", locale="da").items()}


@lru_cache(maxsize=2**10)
def month(word: str) -> int | None:
    """'sept.' and 'September' → 9; None for a word that begins no month."""
    plain = word.strip(" .").casefold()
    found = [number for number, name in _month_names().items() if len(plain) >= 3 and name.startswith(plain)]
    return found[0] if len(found) == 1 else None


def _day(year: int, month_number: int | None, day: int) -> date | None:
    """None for the 31st of February and the like."""
    if month_number is None or not 1 <= month_number <= 12 or not 1 <= day <= calendar.monthrange(year, month_number)[1]:
        return None
    return date(year, month_number, day)


# 22. december 2017, 04.januar 2018 · 15-maj-2031 · 31.12.2019, 1/1 2016, 5/3-2019 · 2019-12-31
_WRITTEN_DAY = rf"\d{{1,2}}(?:\.?\s*+{MONTH}\s*+|-{MONTH}-)(?:19|20)\d\d(?!\d)"
_NUMBER_DAY = r"\d{1,2}[./-]\d{1,2}[./ -]\s?(?:19|20)\d\d(?!\d|[.,-]\d)"
_ISO_DAY = r"(?:19|20)\d\d-\d\d-\d\d(?![\d-])"
DAY = rf"(?<![\d.,/-])(?:{_WRITTEN_DAY}|{_NUMBER_DAY}|{_ISO_DAY})"
DATE = regex.compile(DAY, regex.IGNORECASE)
DAY_BEGINS = re.compile(  # the first digit of what can be one of DAY or DAYS
    r"(?i)[0-9](?<![\d.,/-].)(?=\d?(?:[./-]\d|(?:\.?\s*|-)(?:jan|feb|ma[rj]|apr|ju[nl]|aug|sep|okt|nov|dec)|\.\s?(?:[,–-]|og|samt|eller))|\d{3}-\d)"
)


@lru_cache(maxsize=2**10)  # a meeting's day is printed with each of its items
def _date(printed: str) -> date | None:
    """The day that DATE matched: '1/1 2016' → 2016-01-01, '04. januar 2018' → 2018-01-04."""
    first, second, third = regex.findall(r"\d+|\p{L}+", printed)
    if len(first) == 4:
        return _day(int(first), int(second), int(third))
    return _day(int(third), int(second) if second.isdigit() else month(second), int(first))


def date_of(text: str) -> date | None:
    """The only day a text names: '22. december 2017', '04. januar 2018', '22.12.2017', '22-12-2017'; None for none or two."""
    days = {day for match in matches_at(DAY_BEGINS, DATE, text) if (day := _date(match[0])) is not None}
    return days.pop() if len(days) == 1 else None


# 7. maj og 4. juni 2019, den 4., 5. og den 6. juni 2019, 14.-15. maj 2020: what the days before leave out, the day behind tells
_DAY_BEFORE = rf"(?<![\d.,/-])\d{{1,2}}\.\s?(?:{MONTH}\s?)?(?:,\s|[-–]\s?|\s?(?:og|samt|eller)\s)(?:den\s|d\.\s)?"
DAYS = rf"(?:(?P<last_day>{DAY})|(?:{_DAY_BEFORE}){{1,8}}+(?P<last_day>{_WRITTEN_DAY}))"  # mostly one alone
_DAY_AND_MONTH = regex.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>{MONTH})?", regex.IGNORECASE)


def days_of(match: regex.Match[str]) -> list[date]:
    """The days a DAYS match names, in printed order: '7. maj og 4. juni 2019' → 2019-05-07, 2019-06-04.

    A day that would come after the one behind it ('18. december og 8. januar 2020') is of a year that nobody printed: it is left out.
    """
    last = _date(printed := match["last_day"])
    if last is None or match[0].startswith(printed):  # mostly no other stands before it
        return [last] if last is not None else []
    days, number = [last], last.month
    for before in reversed(list(_DAY_AND_MONTH.finditer(match.string, match.start(), match.start("last_day")))):
        number = (month(before["month"]) if before["month"] else None) or number
        if (day := _day(last.year, number, int(before["day"]))) and day < days[-1]:
            days.append(day)
    return days[::-1]


# ---------------------------------------------------------------- periods


class Precision(StrEnum):
    DAY = "dag"
    DAYS = "dage"
    WEEK = "uge"
    PART_OF_MONTH = "del af måned"
    MONTH = "måned"
    MONTHS = "måneder"
    QUARTER = "kvartal"
    SEASON = "årstid"
    HALF_YEAR = "halvår"
    PART_OF_YEAR = "del af år"
    YEAR = "år"
    YEARS = "flere år"


class Period(Struct, frozen=True):
    """A stretch of time, both days included, as exact as `precision` says; text[at:to] is what is printed."""

    start: date
    end: date
    precision: Precision
    printed: str
    at: int
    to: int


SEASONS = {"forår": (3, 5), "sommer": (6, 8), "efterår": (9, 11), "vinter": (12, 14)}  # months; winter runs into the next year
# Of a month the first, middle and last ten days; of a year its first month, its two middle ones, its last.
PARTS_OF_MONTH = {"primo": (1, 10), "medio": (11, 20), "ultimo": (21, 31)}
PARTS_OF_YEAR = {"primo": (1, 1), "medio": (6, 7), "ultimo": (12, 12)}

PERIOD = regex.compile(
    rf"""
    (?<![\d.,/-]|\p{{L}})
    (?: # 14.-15. maj 2020
        (?P<from_day>\d{{1,2}})\.?\s?[-–]\s?(?P<to_day>\d{{1,2}})\.?\s*+(?P<days_month>{MONTH})\s*+(?P<days_year>{YEAR})
      | (?P<day>{DAY})
      | # ultimo 2019, primo maj 2020
        (?P<part>primo|medio|ultimo)\s++(?:(?P<part_month>{MONTH})\s*+)?(?P<part_year>{YEAR})
      | # 1. kv. 2016, andet kvartal 2021
        (?P<quarter>(?:{ORDINAL}\s?(?:og|til|-|–)\s?)?{ORDINAL}\s*+(?:kvartal|kvt\.?|kv\.?)|Q[1-4])\s++(?:af\s++|i\s++)?(?P<quarter_year>{YEAR})
      | # første halvår 2019, 1. halvår af 2016
        (?P<half>{ORDINAL}\s*+halv(?:år|del))(?:et)?\s++(?:af\s++|i\s++)?(?P<half_year>{YEAR})
      | # efteråret 2019
        (?P<season>forår|sommer|efterår|vinter)(?:et|en)?\s++(?:i\s++)?(?P<season_year>{YEAR})
      | # maj 2019, maj/juni 2019, april-september 2020, juni måned 2020
        (?P<months>{MONTH}(?:\s?(?:/|-|–|og|eller|til)\s?{MONTH})?)\s++(?:måned\s++)?(?P<months_year>{YEAR})
      | # uge 34 2019
        uge\s++(?P<week>\d{{1,2}})(?:\s++(?:i\s++)?|[/-])(?P<week_year>{YEAR})
      | # 2019-2022, 2013 -2016, 2019/20
        (?P<first_year>{YEAR})(?:\s?[-–/]\s?(?P<last_year>{YEAR})|[-–/](?P<last_year>{YEAR_END}))
      | (?P<year>{YEAR})
    )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def last_year_of(first: str, last: str) -> int:
    """'2019', '22' → 2022. '2019', '12' → 2019: two digits that would end before they begin are no year ('2019-12')."""
    return int(last) if len(last) == 4 else max(int(first), int(first[:2] + last))


def _months(first: int, last: int, year: int) -> tuple[date, date]:
    """From the first day of month `first` to the last day of month `last`; months over 12 are next year's."""
    start_year, start_month = year + (first - 1) // 12, (first - 1) % 12 + 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(start_year, start_month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _bounds(match: regex.Match[str]) -> tuple[date, date, Precision] | None:
    """What a PERIOD match names: 'første halvår 2019' → 1 January to 30 June 2019, to the half-year."""
    if match["days_year"]:
        year, number = int(match["days_year"]), month(match["days_month"])
        first, last = _day(year, number, int(match["from_day"])), _day(year, number, int(match["to_day"]))
        return (first, last, Precision.DAYS) if first and last and first <= last else None
    if match["day"]:
        day = date_of(match["day"])
        return (day, day, Precision.DAY) if day else None
    if match["part_year"]:
        return _part(match["part"].casefold(), int(match["part_year"]), month(match["part_month"]) if match["part_month"] else None)
    if match["quarter_year"]:
        return _quarters(match["quarter"], int(match["quarter_year"]))
    if match["half_year"]:
        half = ordinal(regex.split(r"\s*halv", match["half"], flags=regex.IGNORECASE)[0])
        return (*_months(6 * half - 5, 6 * half, int(match["half_year"])), Precision.HALF_YEAR) if half in (1, 2) else None
    if match["season_year"]:
        return (*_months(*SEASONS[match["season"].casefold()], int(match["season_year"])), Precision.SEASON)
    if match["months_year"]:
        return _named_months([month(word) for word in regex.findall(r"\p{L}{3,}", match["months"])], int(match["months_year"]))
    if match["week_year"]:
        return _week(int(match["week_year"]), int(match["week"]))
    if match["last_year"]:
        first_year, last_year = int(match["first_year"]), last_year_of(match["first_year"], match["last_year"])
        if first_year > last_year:
            return None
        return (
            date(first_year, 1, 1),
            date(last_year, 12, 31),
            Precision.YEARS if len(match["last_year"]) == 4 or first_year < last_year else Precision.YEAR,
        )
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _quarters(printed: str, year: int) -> tuple[date, date, Precision] | None:
    """'1. kv.' → January to March; '2. og 3. kvartal' → April to September."""
    named = [int(printed[1])] if printed[0] in "Qq" else [ordinal(word) for word in regex.findall(ORDINAL, printed, regex.IGNORECASE)]
    first, last = named[0], named[-1]
    if first is None or last is None or first > last:
        return None
    return (*_months(3 * first - 2, 3 * last, year), Precision.QUARTER if first == last else Precision.MONTHS)


def _part(part: str, year: int, month_number: int | None) -> tuple[date, date, Precision]:
    """'ultimo 2019' → December 2019; 'primo maj 2020' → 1 to 10 May 2020."""
    if month_number is None:
        return (*_months(*PARTS_OF_YEAR[part], year), Precision.PART_OF_YEAR)
    first, last = PARTS_OF_MONTH[part]
    last = min(last, calendar.monthrange(year, month_number)[1])
    return date(year, month_number, first), date(year, month_number, last), Precision.PART_OF_MONTH


def _named_months(numbers: list[int | None], year: int) -> tuple[date, date, Precision] | None:
    """'maj/juni 2019' → 1 May to 30 June; words between the months ('og', 'til') are too short to be read as one."""
    named = [number for number in numbers if number is not None]
    if not named or named != sorted(named):
        return None
    return (*_months(named[0], named[-1], year), Precision.MONTH if len(named) == 1 else Precision.MONTHS)


def _week(year: int, week: int) -> tuple[date, date, Precision] | None:
    """ISO weeks, as Danish calendars count them."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday, monday + timedelta(days=6), Precision.WEEK


def periods_in(text: str) -> Iterator[Period]:
    """Every stretch of time a text names, in reading order: '14.-15. maj 2020', 'ultimo 2019', 'andet kvartal 2021', '2020'."""
    for match in PERIOD.finditer(text):
        bounds = _bounds(match)
        if bounds is not None:
            yield Period(*bounds, printed=match[0], at=match.start(), to=match.end())


# ---------------------------------------------------------------- reporting rounds

LONGEST_DUE = 40  # characters: "2. budgetopfølgning 2019", not a text that names a day
EXTRA_ROUND = frozenset(printed_words("extra_round"))
LAST_ROUND = "|".join(printed_words("last_round"))  # "fjerde og sidste", "afsluttende": the one at the year's end
ANY_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d{{1,2}}\.)"
ROUND = regex.compile(
    rf"""
    (?<![\p{{L}}\d.])
    (?P<first>{ANY_ORDINAL}|{LAST_ROUND}|{"|".join(EXTRA_ROUND)})
    (?: \s*+(?:,|og|til|samt|-|–)\s*+ (?P<more>{ANY_ORDINAL}|{LAST_ROUND}) ){{0,12}}
    \s*+ {pattern_text("followup_noun")}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def _round(word: str) -> int | None:
    """The round that a word names, of those that are spoken of; None for "7." where there are four."""
    plain, rounds = word.casefold(), vocabulary().rounds
    number = ordinal(plain) or (rounds.extra if plain in EXTRA_ROUND else rounds.count)
    return number if number <= rounds.count or plain in EXTRA_ROUND else None


def rounds_named(label: str) -> tuple[int | None, int | None]:
    """The first and last round a label names: 'Status ved første og anden opfølgning:' → (1, 2); 'Status:' → (None, None).

    'Status ved fjerde og sidste opfølgning:' names one round twice: (4, 4).
    """
    match = ROUND.search(label)
    if match is None:
        return None, None
    rounds = [number for word in (match["first"], *match.captures("more")) if (number := _round(word)) is not None]
    return min(rounds, default=None), max(rounds, default=None)


YEARS_END = regex.compile(
    rf"(?<![\d.])31\.?\s?(?:12\b|december)|\bultimo\s++(?:december\b|(?!{MONTH}))|\bårets\s+udgang\b|\bårsskifte|\budgangen\s+af\s++(?:19|20)\d\d",
    regex.IGNORECASE,
)
LOOSE_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHORT_YEAR = regex.compile(r"(?<![\d./-])(?P<day>\d{1,2}[./-]\d{1,2}[./-])(?P<year>\d\d)(?![\d./-])")  # 31.12.19
# A round and nothing more: "2. budgetopfølgning 2019", "anden budgetopfølgning i 2019", "BO2 2019", "2. BO 2019".
DUE_ROUND = regex.compile(
    rf"""
    \s*+ \(? (?:ved\s++|senest\s++)? (?:
        (?P<first>{ANY_ORDINAL}|{LAST_ROUND}) (?:\s++og\s++(?:{LAST_ROUND}))? \s*+ (?:{pattern_text("due_followup")})
      | (?:{pattern_text("due_followup_first")})\s?(?P<after>\d{{1,2}})\b
    )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def due(label: str) -> Due | None:
    """A time cell: '2. budgetopfølgning 2019' → round 2 of 2019; '31.12.2019' → that day, round 4; '1. maj 2019' → that day.

    'ultimo 2019' is round 4 without a day, 'maj 2019' a year alone. None when the words name no time.
    """
    printed = regex.sub(r"(?<=\p{Ll})-\s?(?=\p{Ll})", "", " ".join(label.split()))  # a line's end leaves "budgetop-følgning"
    printed = SHORT_YEAR.sub(r"\g<day>20\g<year>", printed)
    years = {int(year) for year in LOOSE_YEAR.findall(printed)}
    year = years.pop() if len(years) == 1 else None
    if (match := DUE_ROUND.match(printed)) and (number := _round(match["first"] or match["after"])) is not None:
        return Due(label=label, year=year, round=number)
    day = date_of(printed)
    if day is not None:
        return Due(label=label, year=day.year, round=vocabulary().rounds.count if (day.month, day.day) == (12, 31) else None, day=day)
    if YEARS_END.search(printed):
        return Due(label=label, year=year, round=vocabulary().rounds.count)
    return Due(label=label, year=year) if any(periods_in(printed)) else None


# ---------------------------------------------------------------- case ids

CASE_ID = regex.compile(r"(?<![\d.])\d\d\.\d\d\.\d\d\s?-\s?[A-ZÆØÅ]\d\d\s?-\s?\d{1,6}\s?-\s?\d\d(?!\d)")


def case_id(text: str) -> str | None:
    """The first case id in a text, without the spaces a line's end left in it: '00.30.10-S00-2-19'."""
    match = CASE_ID.search(text)
    return regex.sub(r"\s", "", match[0]) if match else None
