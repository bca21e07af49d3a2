"""Text in, sums of money out: how much, in which years, and what the money is, told from its own sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import regex

from parsers.language.dates import MONTH, NUMBER, YEAR, YEAR_END, decimal, last_year_of
from parsers.model.records import Amount, MoneyKind

__all__ = ["amounts_in"]

# ---------------------------------------------------------------- sums

SCALES = {"mio": 10**6, "mill": 10**6, "mia": 10**9, "milliard": 10**9, "tusind": 10**3, "t": 10**3}

KR_BEFORE = r"(?<!(?:mi[oa]\.?|\d)\s?)\b(?:kr|dkk)\.?\s?"  # "1 mio. kr. 2021" is no sum of 2021 kr.
# "kr. 2000" is a sum; "i kr. 2021", "1 mill. kr. 2021", "kr. 2021-priser" and "kr. 2021 2022" name a year
YEAR_OF_KR = (
    r"(?:\bi\s(?:hele\s|løbende\s|faste\s)?|(?:mill|million(?:er)?|milliard(?:er)?|tusinde?|\bt|,-)\.?\s?)(?:kr|dkk)\.?\s?(?:19|20)\d\d"
)
YEAR_BEFORE = r"(?<=\b(?:19|20)\d\d)\s?-?\s?(?:pris|niveau|pl\b|p/l\b|(?:19|20)\d\d\b)"
KRONER = r"(?:kr\b\.?+|(?:danske\s)?kroner\b|dkk\b)"
SUM = regex.compile(
    rf"""
    (?<![\w,/])(?<!(?<!\bkr)\.) (?P<number>{NUMBER}|\d{{1,4}}\.\d{{1,2}}(?=\s?mi[oa]\b)) (?!\d|[.,]\d)
    (?:(?:\s?(?:-|–|til)\s?|(?<=mellem\s(?P=number))\sog\s)(?P<upper>{NUMBER}))?+
    (?: \s?(?P<scale>(?:mio|mill(?:ion(?:er)?)?|mia|milliard(?:er)?|tusinde?)\b|t(?=\.?\s?kr))\.?+ (?:\s?{KRONER})?+
      | \s?{KRONER}
      | ,-
      | (?<={KR_BEFORE}(?:(?<![\w.,])\d{{1,3}}\s(?:\d{{3}}\s){{0,4}})?(?P=number))  # kr. 1.069.034, kr. 12 500
        (?<!{YEAR_OF_KR})(?!{YEAR_BEFORE}|\s\d{{3}}(?!\d|[.,]\d))
    )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
SUM_BEFORE = regex.compile(rf"(?<=(?:\A|[\s(])(?P<words>(?:{KR_BEFORE})?(?P<minus>[-−–]|minus\s)?))(?=\d)", regex.IGNORECASE)
# "150 000 kr.", "1 234 567 kr.": what stands before the last three digits
GROUPS_BEFORE = regex.compile(r"(?<=(?<![\w.,])(?P<groups>\d{1,3}\s(?:\d{3}\s){0,4}))(?=\d{3}(?!\d|[.,]\d))")
# "12 500 kr." is one number; in "hold 3 250 kr.", "§ 12 500 kr." and "1, 2 og 3 250 kr." the first digits are of something else
_NO_THOUSANDS = regex.compile(
    r"(?:§|[\d,;]|\d\s?[-–]|\d\s?(?:og|eller|til|samt)|\b(?:p(?:un)?kt(?:et|erne)?|nr|numre|side|s|hold|klasse|uge|bilag|afsnit|kapitel"
    rf"|stk|trin|fase|etape|zone|område|linje|år|den|kl|indsats|{MONTH})\.?)\s?\Z",
    regex.IGNORECASE,
)
_LONGEST_WORD_BEFORE = 12  # characters
# "1,5, 2,0 og 2,5 mio. kr. i 2031, 2032 og 2033": numbers in front of a sum that share its unit, where it has a year for each
SERIES_BEFORE = regex.compile(
    rf"(?<=(?<![\w.,/])(?P<number>(?!{YEAR}){NUMBER})(?:,\s(?P<number>(?!{YEAR}){NUMBER})){{0,9}}\s(?:og|samt)\s)"
)
THOUSANDS = regex.compile(r"\d{1,3}\.000")
_FROM = regex.compile(r"\bfra\s\Z", regex.IGNORECASE)
TABLE_UNIT = regex.compile(r"(?<=\bi\s)(?=1\.000\s?kr)", regex.IGNORECASE)  # "i 1.000 kr." says how a table counts
MONEY_MARKS = ("kr", "mio", "mia", "mill", "tusind", ",-", "dkk")  # one of them is in every text that tells of money


def _scale(word: str | None) -> int:
    plain = (word or "").casefold()
    return next((factor for name, factor in SCALES.items() if plain.startswith(name)), 1)


def _number(text: str) -> Decimal | None:
    """As Danes write it; '2.5' stands before 'mio' only, and there it is two and a half."""
    value = decimal(text)
    return value if value is not None or text.count(".") != 1 else decimal(text.replace(".", ","))


def _sums(match: regex.Match[str]) -> list[tuple[Decimal, str | None]]:
    """'2,5 mio.' → 2500000; 'kr. 1.069.034' → 1069034; '1-2 mio. kr.' → two: at least the one, at most the other.

    'fra 3 til 2 mio. kr.' is two sums, before and after.
    """
    groups = GROUPS_BEFORE.match(match.string, match.start())
    if groups and not (match["number"].startswith("0") or groups["groups"].count(" ") > 1):
        start = match.start() - len(groups["groups"])
        if match["upper"] or _NO_THOUSANDS.search(match.string, max(start - _LONGEST_WORD_BEFORE, 0), start):
            return []  # what "hold 3 250 kr." is, nothing tells
    number = f"{groups['groups'] if groups else ''}{match['number']}"
    lower, upper = _number(number), _number(match["upper"]) if match["upper"] else None
    if lower is None or TABLE_UNIT.match(match.string, match.start()):
        return []
    factor, cents = _scale(match["scale"]), Decimal("0.01")
    if upper is None:
        return [((lower * factor).quantize(cents), None)]
    if THOUSANDS.fullmatch(match["upper"]) and match["number"].isdigit() and lower * 1000 < upper:
        lower *= 1000  # "300-400.000 kr."
    notes = (None, None) if _FROM.search(match.string, max(match.start() - 4, 0), match.start()) else ("mindst", "højst")
    return [((value * factor).quantize(cents), note) for value, note in zip((lower, upper), notes, strict=True)]


# "pr. m3", "pr. indbygger": a price, not a sum. "pr. 31. august" is a day, "pr. år" says that it comes back.
UNIT_NOTE = regex.compile(rf"\s?+(?P<note>(?:pr\.?\s|/\s?)(?!år\b|{MONTH})\p{{L}}[\w²³]{{0,30}}+)", regex.IGNORECASE)

# ---------------------------------------------------------------- years


@dataclass(frozen=True, slots=True)
class Years:
    """The years a sum is for. `last` is None when they run on ("og frem"); text[at:to] is what is printed.

    `moved` is "fra 2019 til 2020": a move between two years, or the years from the one to the other.
    """

    first: int | None
    last: int | None
    at: int
    to: int
    each: bool = False
    moved: bool = False
    listed: tuple[int, ...] = ()


# A year in a name or a day is not the money's year: "Aftale om budget 2018", "rammen for 2019", "(2018)", "5. marts 2019".
_AGREEMENT = r"aftalen?\s(?:om|for)(?:\sbudget(?:tet)?)?|\bbudget(?:aftalen?|vedtagelsen?|tet|forliget)?"
_NAMES = rf"(?:{_AGREEMENT}|rammen?|opfølgning(?:en)?|regnskab(?:et)?)"
YEARS = regex.compile(
    rf"""
    (?P<first>(?:19|20)\d\d) (?<![\d.,/-]....) (?!\d|[.,]\d|\s?-?\s?(?:pris(?:er|niveau)?|pl|p/l|kr)\b)
    (?P<open>(?<=\bfra\s(?:og\smed\s)?(?:budget\s)?....))?+              # fra 2021, fra og med Budget 2020
    (?P<until>(?<=\btil\sog\smed\s....))?+                               # frem til og med 2019
    (?P<each>(?<=\bhvert\saf\s(?:de\s)?årene\s....))?+                   # i hvert af årene 2019-2022
    (?P<named>(?<=\((?=....\))....|{_NAMES}(?:\sfor)?\s....|\d\.?\s?{MONTH}\s....))?+
    (?: \s?[-–/]\s?(?P<last>{YEAR}) | [-–/](?P<last>{YEAR_END})           # 2013 -2016, 2019-22, 2019/20
      | (?<=\bfra\s....)\stil\s(?P<moved>{YEAR})                          # fra 2019 til 2020
      | (?:(?:,\s?|\sog\s|\ssamt\s)(?P<more>{YEAR})){{1,10}}+            # 2019, 2020 og 2021
    )?+
    (?P<onward>\sog\sfrem)?+                                              # 2022 og frem
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def _years(match: regex.Match[str]) -> Years | None:
    """'i hvert af årene 2018-2021' → 2018 to 2021, each; 'fra 2021 og frem' → from 2021 on; None for a year in a name."""
    first, (at, to) = int(match["first"]), match.span()
    if match["named"] is not None and match["open"] is None:
        return None
    if match["moved"]:
        return Years(first, int(match["moved"]), at, to, moved=True)
    if match["last"]:
        return Years(first, last_year_of(match["first"], match["last"]), at, to, each=match["each"] is not None)
    if match["until"] is not None:
        return Years(None, first, at, to)
    if match["onward"] or match["open"] is not None:
        return Years(first, None, at, to, each=bool(match["onward"]))
    listed = (first, *(int(year) for year in match.captures("more")))
    return Years(first, listed[-1], at, to, each=match["each"] is not None, listed=listed)


# What may stand between a sum and its years: "årligt i perioden 2019-2022", "fordelt på 2020 og 2021".
_GAP = regex.compile(
    r"(?:[\s,(]|\b(?:årligt|om\såret|pr\.?\sår|hvert\sår|i\salt|i|til|for|på|fra|og\smed|frem|til\sog\smed|budget|fordelt|over|perioden"
    r"|budgetperioden|årene|årrækken|budgetåret|hvert|af|begge|valgperioden"
    r"|er|bliver|udsky(?:des|dt)|overfør(?:es|t)|flytte[st])\b){0,30}+",
    regex.IGNORECASE,
)
_EVERY_YEAR = regex.compile(r"\b(?:årlig[te]?|om\såret|hvert\sår|pr\.?\sår)\b", regex.IGNORECASE)
_EVERY_YEAR_AFTER = regex.compile(r"[\s,]*+(?:årligt|om\såret|hvert\sår|pr\.?\sår|/\s?år)\b", regex.IGNORECASE)
_ASIDE = regex.compile(r",\s+(?:som|der|hvor|hvoraf|idet|hvilket|når|da|jf\.)\b|\d\)", regex.IGNORECASE)
_NEW_CLAUSE = regex.compile(r",(?!\s+svarende)|\bog\b", regex.IGNORECASE)
_RESPECTIVELY = regex.compile(r"\b(?:henholdsvis|hhv\.)", regex.IGNORECASE)

# ---------------------------------------------------------------- what the money is

# A word tells what the money is by how it begins, or by how a compound of it ends ("bruttobesparelse", "anlægsbevilling").
BEGINNINGS = {
    MoneyKind.DEFERRED: ("udskyd", "udskud", "periodiser"),
    MoneyKind.TRANSFERRED: ("overføre", "overført", "overførsel", "flytte"),
    MoneyKind.UNDERSPENT: ("mindreforbrug", "mindeforbrug"),
    MoneyKind.OVERSPENT: ("merforbrug", "overforbrug", "merudgift", "overskrid"),
    MoneyKind.SAVED: (
        *("besparelse", "spares", "sparet", "sparede", "mindreudgift"),
        *("reducer", "reduktion", "effektiviser", "nedsæt", "nedskriv", "beskær"),
    ),
    MoneyKind.INCOME: ("indtægt", "provenu", "egenfinansiering", "salgssum"),
    MoneyKind.ALLOCATED: (
        *("afsat", "afsæt", "bevil", "reserver", "tilfør", "tildel", "pulje", "ramme", "rådighedsbeløb", "budgetudvid", "anlægsbudget"),
        *("prioriter", "invester", "finansier", "anvendes"),
    ),
    MoneyKind.OTHER: (
        "ud af",
        "udgift",
        "serviceudgift",
        "driftsudgift",
        "manko",
        "koste",
        "brugt",
    ),  # what stood before reaches no further
}
ENDINGS = {
    MoneyKind.SAVED: ("besparelse", "besparelsen", "besparelser", "besparelserne"),
    MoneyKind.INCOME: ("indtægt", "indtægten", "indtægter", "indtægterne"),
    MoneyKind.ALLOCATED: ("bevilling", "bevillingen", "pulje", "puljen", "puljer"),
}
WORD = regex.compile(r"\bud\saf\b|\p{L}{5,}+", regex.IGNORECASE)


@lru_cache(maxsize=2**14)
def kind_of_word(word: str) -> MoneyKind | None:
    """'udskydes' → udskudt, 'Bruttobesparelse' → besparelse; None for most words. 'Overførselsindkomst' moves nothing."""
    plain = word.casefold()
    if plain.startswith("overførselsindkomst"):
        return None
    for kind, beginnings in BEGINNINGS.items():
        if plain.startswith(beginnings) or plain.endswith(ENDINGS.get(kind, "\0")):
            return kind
    return None


class _Told(NamedTuple):
    """A word that tells what money is, and where it stands."""

    kind: MoneyKind
    word: str
    at: int
    to: int


def _told(text: str) -> list[_Told]:
    return [_Told(kind, match[0], *match.span()) for match in WORD.finditer(text) if (kind := kind_of_word(match[0])) is not None]


_REACH_BACK = 40  # characters: a word this near behind a sum still tells what it is ("de 2 mio. kr. er afsat")
_NOT_BEHIND = regex.compile(r"reducer|effektiviser|prioriter|anvendes", regex.IGNORECASE)  # these begin the next thought
_NEXT_THOUGHT = regex.compile(r"\b(?:og|men|samt)\s(?!\d)", regex.IGNORECASE)
_ABOUT = r"(?:(?:ca\.|cirka|omkring|op\stil|i\salt|yderligere|kr\.)\s){0,2}"
# "ved at reducere vejpuljen med 2 mio. kr.", "indtægterne falder med 1 mio. kr."; to what a sum is lowered is no reduction
_LOWERED_BY = regex.compile(
    r"\b(?P<verb>reducer|nedsæt|nedskriv|beskær|sænk|falde)\p{L}{0,5}+"
    rf"(?:\s(?!(?:og|men|samt|ikke|sammen|øge\p{{L}}*|hæve\p{{L}}*|forhøje\p{{L}}*)\b)[\p{{L}}-]++){{0,5}}?\smed\s{_ABOUT}\Z",
    regex.IGNORECASE,
)
_NOT_LOWERED_BY = regex.compile(rf"(?<!\bop\s)\b(?:til|fra)\s{_ABOUT}\Z|\b(?:ikke|øge[st]?|hæve[st]?|forhøje[st]?)\b", regex.IGNORECASE)
_LOWERS = ("reducer", "nedsæt", "nedskriv", "beskær")
_LONGEST_PHRASE = 150  # characters from the verb to its sum
_MOVED_TO = regex.compile(rf"\b(?P<verb>overfør|udskyd|udskud|flyt)\p{{L}}{{0,10}}+\s++til\s++(?P<year>{YEAR})", regex.IGNORECASE)
_TO = regex.compile(r"[\s,]*+til\s", regex.IGNORECASE)
_MOVES = frozenset({MoneyKind.DEFERRED, MoneyKind.TRANSFERRED})


def _kind(told: Sequence[_Told], sentence: str, start: int, end: int, following: int) -> MoneyKind | None:
    """The kind of the sum at start:end, by the nearest word before it; `following` is where the next sum begins."""
    before = [each for each in told if each.to <= start]
    if before:
        lowers = before[-1].word.casefold().startswith(_LOWERS)
        return MoneyKind.OTHER if lowers and _NOT_LOWERED_BY.search(sentence, before[-1].to, start) else before[-1].kind
    behind = [each for each in told if end <= each.at <= min(end + _REACH_BACK, following) and not _NOT_BEHIND.match(each.word)]
    return behind[0].kind if behind and not _NEXT_THOUGHT.search(sentence, end, behind[0].at) else None


def _lowered(told: Sequence[_Told], sentence: str, previous: int, start: int) -> MoneyKind | None:
    """The kind of a sum by which something is lowered: income where that is what falls, else a saving; None for any other sum."""
    lowered = _LOWERED_BY.search(sentence, max(previous, start - _LONGEST_PHRASE), start)
    if lowered is None:
        return None
    subject = [each for each in told if previous <= each.at and each.to <= lowered.start()]
    if subject and subject[-1].kind is MoneyKind.INCOME:
        return MoneyKind.INCOME
    return MoneyKind.OTHER if lowered["verb"].casefold() == "falde" else MoneyKind.SAVED


# ---------------------------------------------------------------- sentences

_SENTENCE_END = regex.compile(
    r"[.!?](?<!\b(?:ca|jf|jfr|pr|nr|pkt|fx|inkl|ekskl|vedr|evt|hhv|bl\.a|f\.eks|d|St|§)\.)\s++(?=[\p{Lu}\"”»(]|\d{1,3},?\d*\s+mi[oa])",
)


_LONGEST_SENTENCE = 2000  # characters: longer is no sentence, and its halves tell nothing of each other


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        while end - start > _LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE) + 1 or start + _LONGEST_SENTENCE
            yield text[start:cut]
            start = cut
        yield text[start:end]
        start = end


def amounts_in(text: str) -> list[Amount]:
    """Every sum of money a text mentions, in printed order, with its years and its kind.

    'Der afsættes 3 mio. kr. i 2031 og derefter 2 mio. kr. årligt i 2032-2034' gives two, both 'afsat'.
    """
    plain = text.lower()
    if not any(mark in plain for mark in MONEY_MARKS):
        return []
    found: list[Amount] = []
    inherited: MoneyKind | None = None
    table: _Table | None = None
    for line in text.split("\n"):
        header = _table_header(line)
        if header is not None:
            table = header
            continue
        mentioned = SUM.search(line) is not None
        for sentence in _sentences(line) if mentioned else ():
            amounts = _in_sentence(sentence, inherited)
            if amounts:
                inherited = amounts[-1].kind
            found += amounts
        if table is not None:
            if line.strip() and (mentioned or line.rstrip()[-1] in ".:!?"):
                table = None
            else:
                found += table.amounts(line)
    return found


def _in_sentence(sentence: str, inherited: MoneyKind | None) -> list[Amount]:
    read = [(match, sums) for match in SUM.finditer(sentence) if (sums := _sums(match))]
    if not read:
        return []
    matches = [match for match, _ in read]
    told = _told(sentence)
    spans = _years_of(sentence, matches)
    found: list[Amount] = []
    for number, (match, sums) in enumerate(read):
        following = matches[number + 1].start() if number + 1 < len(matches) else len(sentence)
        previous = matches[number - 1].end() if number else 0
        lowered = _lowered(told, sentence, previous, match.start())
        kind = lowered or _kind(told, sentence, match.start(), match.end(), following)
        if kind is None:
            # "1,5 mio. kr. i 2019, 1 mio. kr. i 2020.": a sentence that begins with its sum goes on with the thought before
            begins = not sentence[: match.start()].strip(" -•*")
            kind = found[-1].kind if found else (inherited or MoneyKind.OTHER) if begins else MoneyKind.OTHER
        note = UNIT_NOTE.match(sentence, match.end())
        groups = GROUPS_BEFORE.match(sentence, match.start())
        spaced = groups["groups"] if groups else ""
        printed_before = SUM_BEFORE.match(sentence, match.start() - len(spaced))
        words, minus = (printed_before["words"] + spaced, printed_before["minus"]) if printed_before else (spaced, None)
        for value, bound in sums:
            amount = Amount(raw=words + match[0], dkk=-value if minus else value, kind=kind, unit_note=note["note"] if note else bound)
            _set_years(amount, spans[number], sentence[previous : match.start()], sentence[match.end() : following])
            if amount.kind is MoneyKind.SAVED or lowered:
                amount.dkk = -abs(amount.dkk)
            found += _each_year(amount, match, spans[number])
    return found


def _each_year(amount: Amount, match: regex.Match[str], years: Years | None) -> list[Amount]:
    """'1,5, 2,0 og 2,5 mio. kr. i 2031, 2032 og 2033' → three sums; the one alone where no series stands before it.

    Where the numbers and the years are not as many, nothing tells which year the sum is for.
    """
    series = SERIES_BEFORE.match(match.string, match.start())
    if series is None or years is None or len(years.listed) < 2:
        return [amount]
    earlier = [(at, number, decimal(number)) for at, number in zip(series.starts("number"), series.captures("number"), strict=True)]
    sums = [(number, value * _scale(match["scale"])) for _, number, value in sorted(earlier) if value is not None]
    if len(sums) + 1 != len(years.listed):
        return [replace(amount, year_from=None, year_to=None)]
    sums.append((amount.raw, abs(amount.dkk)))
    return [
        replace(amount, raw=raw, dkk=value.copy_sign(amount.dkk).quantize(Decimal("0.01")), year_from=year, year_to=year)
        for (raw, value), year in zip(sums, years.listed, strict=True)
    ]


def _set_years(amount: Amount, years: Years | None, before: str, after: str) -> None:
    """Fills in the years, whether the sum comes back every year, and where it is moved to."""
    every_year = bool(_EVERY_YEAR.search(before) or _EVERY_YEAR_AFTER.match(after))
    if years is not None:
        amount.year_from, amount.year_to = years.first, years.last
        if years.moved and not every_year:
            amount.year_to, amount.to_year = years.first, years.last
            if amount.kind not in _MOVES:
                amount.kind = MoneyKind.DEFERRED
        if amount.kind in _MOVES and years.first == years.last and _TO.match(after):
            amount.year_from, amount.year_to, amount.to_year = None, None, years.last
    one_year = years is not None and years.first is not None and years.first == years.last
    amount.recurring = (every_year and not one_year) or (years is not None and years.each)
    if (moved := _MOVED_TO.search(after)) and amount.to_year is None:
        amount.to_year = int(moved["year"])
        amount.kind = MoneyKind.DEFERRED if moved["verb"].casefold().startswith("uds") else MoneyKind.TRANSFERRED
        if amount.year_from == amount.to_year and amount.year_to == amount.to_year:
            amount.year_from = amount.year_to = None


def _years_of(sentence: str, matches: Sequence[regex.Match[str]]) -> list[Years | None]:
    """The years of each sum: those right behind it, else those of its own part of the sentence; one or none, never a guess."""
    named = [match.span() for match in matches]
    years = [found for match in YEARS.finditer(sentence) if (found := _years(match)) and not any(s <= found.at < e for s, e in named)]
    if not years:
        return [None] * len(matches)
    if paired := _respectively(sentence, matches, years):
        return paired
    ends = [match.start() for match in matches[1:]] + [len(sentence)]
    direct = [
        next((each for each in years if match.end() <= each.at < end and _GAP.fullmatch(sentence, match.end(), each.at)), None)
        for match, end in zip(matches, ends, strict=True)
    ]
    left = [each for each in years if each not in direct and not each.moved]
    begins = [0] + [match.end() for match in matches[:-1]]
    return [
        own or _near(sentence, left, match.end(), end) or _before(sentence, left, begin, match.start())
        for own, match, begin, end in zip(direct, matches, begins, ends, strict=True)
    ]


def _near(sentence: str, years: Sequence[Years], start: int, end: int) -> Years | None:
    """The only years between start and end that no aside (", som finder sted i 2021") parts from the sum."""
    aside = _ASIDE.search(sentence, start, end)
    found = [each for each in years if start <= each.at < (aside.start() if aside else end)]
    return found[0] if len(found) == 1 else None


def _before(sentence: str, years: Sequence[Years], start: int, end: int) -> Years | None:
    """The last years between start and end, in the sum's own clause: 'I 2031 afsættes der 3 mio. kr.'"""
    found = [each for each in years if start <= each.at < end]
    return found[-1] if found and not _NEW_CLAUSE.search(sentence, found[-1].to, end) else None


def _respectively(sentence: str, matches: Sequence[regex.Match[str]], years: Sequence[Years]) -> list[Years | None] | None:
    """'provenu i 2031 og 2032 på henholdsvis 2 mio. kr. og 3 mio. kr.': the first year to the first sum."""
    word = _RESPECTIVELY.search(sentence)
    if word is None:
        return None
    before = [each for each in years if each.to <= word.start()]
    after = [match for match in matches if match.start() >= word.end()]
    if not before or len(before[-1].listed) != len(after):
        return None
    each = before[-1]
    paired = {match.start(): Years(year, year, each.at, each.to) for match, year in zip(after, each.listed, strict=True)}
    rest = [match for match in matches if match.start() not in paired]
    others = dict(zip((m.start() for m in rest), _years_of(sentence[: word.start()], rest) if rest else [], strict=True))
    return [paired.get(match.start()) or others.get(match.start()) for match in matches]


# ---------------------------------------------------------------- small tables in running text

# "Initiativ Årlig beløb i kr.", "(mio. kr.) 2020 2021 2022", "i 1.000 kr. 2014 2015"
_UNIT_HEADER = regex.compile(
    rf"""
    (?P<unit> \( (?:i\s)? (?P<scale>1\.000|mio|mia|t)?\.?\s?kr\.? \) | \bi\s(?:hele\s)?(?P<scale2>1\.000|mio|mia|t)?\.?\s?kr\.? )
    (?P<years>(?:\s++{YEAR}){{0,12}}+) \s*+ \Z
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_NUMBERS_LAST = regex.compile(rf"(?P<label>\S[^\n]{{0,150}}?)(?P<numbers>(?:\s[-−]?{NUMBER}){{1,12}}+)\s*+\Z")
_LONGEST_HEADER = 90  # characters: longer is running text


@dataclass(frozen=True, slots=True)
class _Table:
    """What the header of a table without rules says of the numbers under it."""

    unit: str
    factor: int
    years: tuple[int, ...]
    kind: MoneyKind
    every_year: bool

    def amounts(self, line: str) -> list[Amount]:
        """The sums of one line: 'Rosenhaven 90.000' is one; a line with a number for each year gives each its year.

        With fewer numbers than years, nothing tells which year each is for: they are read without one.
        """
        match = _NUMBERS_LAST.match(line)
        if match is None:
            return []
        printed = match["numbers"].split()
        years: Sequence[int | None] = self.years if len(printed) == len(self.years) else [None] * len(printed)
        told = _told(match["label"])
        kind = told[-1].kind if told else self.kind
        values = [decimal(number) for number in printed]
        return [
            Amount(raw, (value * self.factor).quantize(Decimal("0.01")), kind, year, year, self.every_year, unit_note=self.unit)
            for raw, value, year in zip(printed, values, years, strict=True)
            if value is not None
        ]


def _table_header(line: str) -> _Table | None:
    if len(line) > _LONGEST_HEADER or "kr" not in line:
        return None
    match = _UNIT_HEADER.search(line)
    if match is None or regex.search(rf"{NUMBER}\s?\Z", line[: match.start()]):
        return None
    scale = match["scale"] or match["scale2"]
    told = _told(line)
    return _Table(
        unit=match["unit"].strip("()"),
        factor=1000 if scale == "1.000" else _scale(scale),
        years=tuple(int(year) for year in match["years"].split()),
        kind=told[-1].kind if told else MoneyKind.OTHER,
        every_year=bool(_EVERY_YEAR.search(line)),
    )
