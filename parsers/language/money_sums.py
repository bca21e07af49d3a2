"""A line in, the sums of money that are printed in it out: where, how much, and what the number itself says beside.

A sum is a numeral with a unit behind it ("2,5 mio. kr.", "450 tkr.", "halvanden mio."), or with one before it ("kr. 1.069.034",
"t.kr. 450"); a numeral alone counts in the unit of the sum before it ("1,5 mio. kr. i 2019, 1,0 i 2020", "og igen med 0,3").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import msgspec

from parsers.language.beginnings import matches_at
from parsers.language.dates import MONTH, NUMBER, YEAR, decimal
from parsers.model import late_regex as regex

__all__ = ["ABOUT", "CENT", "PrintedSum", "may_hold_sum", "scale_of", "sums_in"]

SCALES = {"mio": 10**6, "mill": 10**6, "mia": 10**9, "milliard": 10**9, "tusind": 10**3, "t": 10**3}
FIGURE = re.compile(r"[0-9½¼¾]")
HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "1/2": Decimal("0.5")}
NUMBER_WORDS = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
ABOUT = r"(?:(?:ca\.|cirka|omkring|omtrent|op\stil|i\salt|yderligere|samlet|kr\.)\s){0,2}"
CENT = Decimal("0.01")

_SPACED = r"(?:[1-9]\d{0,2}(?:\s\d{3}){1,4}(?:,\d{1,2})?)"  # 150 000  1 234 567
_APOSTROPHES = r"(?:\d{1,3}(?:['’]\d{3}){1,4})"  # 1'200'000
_ENGLISH = r"(?:\d{1,3}(?:,\d{3}){2,4}(?:\.\d{1,2})?)"  # 1,200,000
ENGLISH = regex.compile(_ENGLISH)
_HALVES = r"(?:(?:\d{1,3}\s?)?[½¼¾]|\d{1,3}\s1/2)"  # 1½
_POINT = r"(?:\d{1,4}\.\d{1,2}(?=\s?mi[oa]\b))"  # 2.5 mio.
_NUMERAL = rf"(?:{_APOSTROPHES}|{_ENGLISH}|{_HALVES}|{_SPACED}(?!\d|[.,]\d)|{_POINT}|{NUMBER})"
_WORDED = rf"\b(?:halvanden|halvandet|(?:{'|'.join(NUMBER_WORDS)}|et)(?:(?:\sog)?\sen)?(?:\s(?:halv|kvart|trekvart))?)"
_KRONER = r"(?:kr\b\.?+|(?:danske\s)?kroner\b|dkk\b)"
_SCALE = r"(?:(?:mio|mill(?:ion(?:er)?)?|mia|milliard(?:er)?|tusinde?)\b|t(?=\.?\s?kr))"
# "2 millioner borgere" is no money, nor is "3 mio. m3"
_OTHER_UNIT = (
    r"(?:m[23²³]|km|kwh|mwh|ton|liter|kg|euro|eur|dollar|usd|borger|indbygger|menneske|dansker|person|bruger|besøg|kunde|time|visning|træer"
    r"|bolig|kvadratmeter|kubikmeter|passager|rejse|gæst|elev|børn|ture\b|download|år\b|km|dyr|plante|bog|bøger|udlån|sider|pct|%|gange)"
)
_UNIT = rf"\s?(?P<scale>{_SCALE})\.?+ (?: \s?{_KRONER} | (?!\s?{_OTHER_UNIT}) )"
_NOTE_MARK = r"(?:\s?\d\)|\s?[*¹²³⁴-⁹]{1,3})?+"  # of a note below: "1,2¹ mio. kr.", "450.000 1) kr."
_STRAY_STOP = r"(?:\.(?=\s?mi[oa]\b)|(?<=\.\d{3})\.(?=\s?kr\b))?+"  # "12,8. mio. kr.", "135.000. kr."
_MINUS = r"(?:minus\s|[-−–‐‑÷]|÷\s)"
SUM = regex.compile(
    rf"""
    (?=[\d(½¼¾tmkd])  # most places are passed by one letter
    (?<![\w,/])(?<!(?<!\bkr)\.)(?<!\d['’])
    (?: (?P<prefix> \b(?:(?P<before>t|mio|mia|mill)\.?\s?)? (?:kr|dkk)\b\.?\s? )
        (?P<kr_minus>[-−–‐‑÷])?+ (?P<paid>{_NUMERAL}) (?!\d|[.,]\d)
        (?: ,- | {_UNIT} )?+
      | (?P<open>\()? (?P<number>{_NUMERAL}) (?!\d|[.,]\d) {_NOTE_MARK}
        (?: (?: \s?[-–]\s?|\stil\s|(?<=mellem\s(?P=number))\sog\s) (?P<upper>{_NUMERAL}) {_NOTE_MARK} )?+ (?(open)\))
        {_STRAY_STOP} (?: {_UNIT} | \s?{_KRONER} | ,-(?:\s?{_KRONER})? )
    )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Where a sum can begin: a number with a unit behind it, or a unit with a number behind it, as few texts have one
_NO_LETTERS = r"[\W\d_½¼¾¹²³⁰-⁹]{0,80}"  # re takes fractions and raised digits for letters
_IN_FRONT = r"(?<![,/].)(?<![^\W½¼¾¹²³⁰-⁹].)"
_UNIT_BEHIND = rf"(?:{_NO_LETTERS}+(?:(?:til|og)\s{_NO_LETTERS}+)?(?:kr|mi|t\.?\s?kr|tusind|danske|dkk)|{_NO_LETTERS},-)"
_NUMBER_BEGINS = rf"[0-9½¼¾(]{_IN_FRONT}(?:(?<!\()(?={_UNIT_BEHIND})|(?<=\()(?=[\d½¼¾]{_UNIT_BEHIND}))"
NUMBER_BEGINS = re.compile(_NUMBER_BEGINS, re.IGNORECASE)
SUM_BEGINS = re.compile(
    rf"{_NUMBER_BEGINS}|(?=(?:(?:t|mi(?:o|a|ll))\.?\s?)?(?:kr|dkk)\.?\s?[-−–‐‑÷]?[\d½¼¾]).{_IN_FRONT}", re.IGNORECASE | re.DOTALL
)
UNIT_FIRST = re.compile(r"[kdKD\u212a][rkRK\u212a]{1,2}\.?\s?[-−–‐‑÷]?[\d½¼¾]")
WORDED = regex.compile(
    rf"(?P<words>{_WORDED})\s(?P<scale>mio|mill(?:ion(?:er)?)?|mia|milliard(?:er)?)\b\.?(?:\s?(?P<kroner>{_KRONER}))?", regex.IGNORECASE
)
WORD_BEFORE_SCALE = regex.compile(r"mi[oal](?<=\p{L}\s...)", regex.IGNORECASE)  # begins with a letter: looked for in no time
SCALED = regex.compile(rf"(?P<scale>{_SCALE})\.?(?:\s?{_KRONER})?\Z", regex.IGNORECASE)
_OF_ANOTHER_UNIT = regex.compile(rf"\s?{_OTHER_UNIT}", regex.IGNORECASE)
# A dash parted from its number is a minus only where a value is awaited: "Resultat: - 1,2 mio. kr."
MINUS_BEFORE = regex.compile(
    rf"(?<=(?:\A|[\s(=])(?P<sign>{_MINUS}))|(?<=(?:[:=]\s?|\b(?:på|er|var|udgør|blev)\s)(?P<sign>[-−–‐‑]\s))", regex.IGNORECASE
)
MINUS_ENDS = frozenset("sSſ-−–‐‑÷")  # one of them is the last letter of a sign, or the last but one
# "hold 3 250 kr.", "§ 12 500 kr." and "1, 2 og 3 250 kr.": the first digits are of something else
_NO_THOUSANDS = regex.compile(
    r"(?:§|[\d,;]|\d\s?[-–]|\d\s?(?:og|eller|til|samt)|\b(?:p(?:un)?kt(?:et|erne)?|nr|numre|side|s|hold|klasse|uge|bilag|afsnit|kapitel"
    rf"|stk|trin|fase|etape|zone|område|linje|år|den|kl|indsats|{MONTH})\.?)\s?\Z",
    regex.IGNORECASE,
)
_SPAN_OF_SUMS = regex.compile(r"\b(?:mellem|fra)\s(?:kr\.\s)?\Z", regex.IGNORECASE)
_IS_SPACED = regex.compile(r"\d\s\d{3}")
_SPACED_TWICE = regex.compile(r"\d\s\d{3}\s\d{3}")
_LONGEST_WORD_BEFORE = 20  # characters
# "kr. 2000" is a sum; "i kr. 2021", "kr. 2021-priser" and "kr. 2021 2022" name a year
_YEAR_ALONE = regex.compile(r"(?:19|20)\d\d")
_IN_KR = regex.compile(r"\bi\s(?:hele\s|løbende\s|faste\s)?\Z", regex.IGNORECASE)
_PRICES = regex.compile(r"\s?-?\s?(?:pris|niveau|pl\b|p/l\b|(?:19|20)\d\d\b)", regex.IGNORECASE)
_MORE_DIGITS = regex.compile(r"\s\d{3}(?!\d|[.,]\d)")
_THOUSANDS = regex.compile(r"\d{1,3}\.000")
_FROM = regex.compile(r"\bfra\s\Z", regex.IGNORECASE)
TABLE_UNIT = regex.compile(r"(?<=\bi\s)1\.000\s?kr", regex.IGNORECASE)  # "i 1.000 kr." says how a table counts
# "1,5, 2,0 og 2,5 mio. kr. i 2031, 2032 og 2033": numbers in front of a sum that share its unit
SERIES_BEFORE = regex.compile(
    rf"(?<=(?<![\w.,/])(?P<number>(?!{YEAR}){NUMBER})(?:,\s(?P<number>(?!{YEAR}){NUMBER})){{0,9}}\s(?:og|samt)\s)"
)
# A number without a unit behind a sum that has one: for its own year, or told as one more of the kind
_NO_UNIT = rf"(?![\d%½]|[.,]\d|\s?(?:pct|procent|mio|mia|mill|kr|t\.?kr|{_OTHER_UNIT}))"
UNITLESS = regex.compile(
    rf"""
    (?:,|;|\bog|\bsamt|\bmed|\bpå|\btil)\s++(?:(?:og|der(?:efter)?|igen|yderligere|så|med|på|ca\.)\s){{0,3}}+
    (?P<number>(?!{YEAR}){NUMBER}) {_NO_UNIT} (?=\si\s(?:hvert\saf\s)?(?:årene\s)?{YEAR})
  | \b(?:igen|yderligere|derefter|senere|siden)\s(?:med|på)\s(?P<number>\d{{1,4}},\d{{1,4}}) {_NO_UNIT}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# What stands around each of them, as around few numbers
UNITLESS_NUMBER = re.compile(
    r"[0-9](?:(?=\si\s(?:[12]\d|hvert|årene))|(?<=(?:gen|ere|ter|den)\smed\s.)|(?<=(?:gen|ere|ter|den)\spå\s.))", re.IGNORECASE
)
# "pr. m3", "pr. indbygger": a price, not a sum. "pr. 31. august" is a day, "pr. år" says that it comes back.
UNIT_NOTE = regex.compile(rf"\s?+(?P<note>(?:pr\.?\s|/\s?)(?!år\b|{MONTH})\p{{L}}[\w²³]{{0,30}}+)", regex.IGNORECASE)


class PrintedSum(msgspec.Struct, frozen=True, gc=False):
    """text[at:to] is `raw`. `bound` is 'mindst' or 'højst' for an end of a span, `note` what a price is for.

    `earlier` are the numbers of a series that share its unit: (as printed, kroner).
    """

    at: int
    to: int
    raw: str
    value: Decimal
    bound: str | None = None
    note: str | None = None
    earlier: tuple[tuple[str, Decimal], ...] = ()


def may_hold_sum(plain: str) -> bool:
    """Whether a text in small letters has a mark of money, one of which is in every text that tells of it, and a number."""
    # one by one takes half the time of a loop
    if not ("kr" in plain or ",-" in plain or _is_scaled(plain) or "tusind" in plain or "dkk" in plain):
        return False
    if "0" in plain or "2" in plain:  # as in most sums and years; one letter is looked for in no time
        return True
    return FIGURE.search(plain) is not None or _is_scaled(plain)


def _is_scaled(plain: str) -> bool:
    return "mi" in plain and ("mio" in plain or "mia" in plain or "mill" in plain)


@lru_cache
def scale_of(word: str | None) -> int:
    """'mio.' → 1000000; 1 for no word."""
    plain = (word or "").casefold()
    return next((factor for name, factor in SCALES.items() if plain.startswith(name)), 1)


def sums_in(text: str) -> list[PrintedSum]:
    """Every sum of a sentence in printed order; both ends of a span have one place: at least the one, at most the other."""
    found: list[PrintedSum] = []
    for match in matches_at(SUM_BEGINS if UNIT_FIRST.search(text) else NUMBER_BEGINS, SUM, text):
        found += _sums(match)
    if " mi" in text and WORD_BEFORE_SCALE.search(text):
        found += [one for match in WORDED.finditer(text) for one in _worded(match)]
        found.sort(key=lambda each: each.at)
    if found and UNITLESS_NUMBER.search(text, found[0].to) and any(SCALED.search(one.raw) for one in found):
        found += [each for each in _unitless(text, found) if not any(one.at <= each.at < one.to for one in found)]
        found.sort(key=lambda each: each.at)
    return found


def _sums(match: regex.Match[str]) -> Iterator[PrintedSum]:
    text = match.string
    # asked for by name, they take as long as the match
    prefix, before, paid_back, paid, scale, bracket, alone, upper = match.groups()
    begin, number = match.start(), paid or alone
    start = begin + 1 if bracket else begin
    lower = _value(number)
    if lower is None or (number.startswith("1.000") and TABLE_UNIT.match(text, start)):
        return
    if not (_is_paid(match, number, scale, before) if prefix else _is_amount(text, start, number, upper or "")):
        return
    factor = scale_of(scale or before)
    sign = MINUS_BEFORE.search(text, begin, begin) if not MINUS_ENDS.isdisjoint(text[max(begin - 2, 0) : begin]) else None
    minus = sign is not None or paid_back is not None
    at = sign.start("sign") if sign else begin
    price = UNIT_NOTE.match(text, match.end())
    note = price["note"] if price else None
    raw = text[at : match.end()]
    if upper is None:
        series = SERIES_BEFORE.match(text, begin) if text.startswith(("og", "mt"), max(begin - 3, 0)) else None
        numbers = sorted(zip(series.starts("number"), series.captures("number"), strict=True)) if series else []
        earlier = [(printed, value * factor) for _, printed in numbers if (value := decimal(printed)) is not None]
        value = (lower * factor).quantize(CENT)
        yield PrintedSum(at, match.end(), raw, -value if minus else value, None, note, tuple(earlier))
        return
    higher = _value(upper)
    if higher is None:
        return
    if _THOUSANDS.fullmatch(upper) and number.isdigit() and lower * 1000 < higher:
        lower *= 1000  # "300-400.000 kr."
    change = _FROM.search(text, max(match.start() - 4, 0), match.start()) is not None  # "fra 3 til 2 mio. kr.": before and after
    for value, bound in ((lower, None if change else "mindst"), (higher, None if change else "højst")):
        signed = -value if minus else value
        yield PrintedSum(at, match.end(), raw, (signed * factor).quantize(CENT), bound, note)


def _is_paid(match: regex.Match[str], number: str, scale: str | None, before: str | None) -> bool:
    """Whether a number behind 'kr.' is a sum, and no year."""
    text = match.string
    if scale or before:
        return before is None or not _YEAR_ALONE.fullmatch(number)
    if _YEAR_ALONE.fullmatch(number):
        years = _IN_KR.search(text, max(match.start() - 12, 0), match.start()) or _PRICES.match(text, match.end())
        return years is None
    return _MORE_DIGITS.match(text, match.end()) is None


def _is_amount(text: str, start: int, number: str, upper: str) -> bool:
    """Whether the digits at `start` are all of them the sum's, and none belong to something else."""
    if not _IS_SPACED.search(number):
        return not _IS_SPACED.search(upper) or len(number) >= 3  # "hold 2-3 250 kr."
    before = text[max(start - _LONGEST_WORD_BEFORE, 0) : start]
    if _SPACED_TWICE.search(number) or (_IS_SPACED.search(upper) and _SPAN_OF_SUMS.search(before)):
        return True
    return _NO_THOUSANDS.search(before) is None and (not upper or _IS_SPACED.search(upper) is not None)


def _value(printed: str) -> Decimal | None:
    """A numeral in any of the forms it is printed in; '2.5' stands before 'mio' only, and there it is two and a half."""
    half = next((mark for mark in HALVES if printed.endswith(mark)), None) if not printed[-1].isdecimal() or "/" in printed else None
    if half is not None:
        whole = printed.removesuffix(half).strip()
        return Decimal(whole or 0) + HALVES[half]
    if "," in printed and ENGLISH.fullmatch(printed):
        return Decimal(printed.replace(",", ""))
    plain = "".join(printed.split()).replace("'", "").replace("’", "")
    value = decimal(plain)
    return value if value is not None or plain.count(".") != 1 else decimal(plain.replace(".", ","))


def _worded(match: regex.Match[str]) -> Iterator[PrintedSum]:
    """'halvanden mio. kr.', 'en halv mio.', 'to millioner kroner'; 'en million' without kroner may count anything."""
    words = match["words"].casefold().split()
    if not match["kroner"] and (words[-1] in (*NUMBER_WORDS, "et") or _OF_ANOTHER_UNIT.match(match.string, match.end())):
        return
    if words[0] in ("halvanden", "halvandet"):
        value = Decimal("1.5")
    else:
        part = {"halv": Decimal("0.5"), "kvart": Decimal("0.25"), "trekvart": Decimal("0.75")}.get(words[-1], Decimal(0))
        alone = part and len(words) == 2  # "en halv" is no whole one
        value = part + (0 if alone and words[0] in ("en", "et") else ["et", *NUMBER_WORDS].index(words[0]) or 1)
    yield PrintedSum(match.start(), match.end(), match[0], (value * scale_of(match["scale"])).quantize(CENT))


def _unitless(text: str, sums: list[PrintedSum]) -> Iterator[PrintedSum]:
    for match in UNITLESS.finditer(text, sums[0].to):
        at = match.start("number")
        unit = next((each for each in reversed(sums) if each.to <= at), None)
        scale = SCALED.search(unit.raw) if unit else None
        value = decimal(match["number"])
        if scale is not None and value is not None:
            yield PrintedSum(at, match.end("number"), match["number"], (value * scale_of(scale["scale"])).quantize(CENT))
