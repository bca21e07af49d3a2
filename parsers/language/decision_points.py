"""How a decision names the points of a recommendation: 'Pkt. 1 og 2', 'Ad 3', '1.-2.', 'indstillingspunkt 2.a'."""

from __future__ import annotations

from parsers.model import late_regex as regex
from parsers.profile.patterns import printed_words

__all__ = [
    "BARE_ANSWER",
    "BARE_POINTS",
    "LEADING_POINTS",
    "LISTED_POINTS",
    "NEXT_POINT",
    "OWN_VERB",
    "POINTS",
    "ordinals_as_numbers",
    "points_named",
]

_POINT = r"\d{1,2}(?:\.?[a-zæøå](?!\p{L})|\s[a-zæøå](?=[.)]))?+\.?"
_AND = r"(?:\s?,\s?(?:og\s)?|\s?[-–]\s?|\s(?:og|samt|eller|til|&)\s)"
_POINTS = rf"(?P<points>{_POINT}(?:{_AND}(?:pkt\.?\s|punkt\s|ad\s)?{_POINT}){{0,14}})(?![\d%]|[.,]\d)"
_NAMED = (
    r"(?:indstillingspunkt(?:et|er|erne)?|indstilling(?:er|erne|en)?(?=\s\d)"
    r"|(?:indstillingens?\s|anbefalingens?\s)?(?:punkt(?:et|er|erne)?|pkt?\.?|delpunkt))"
)
# "1. dot" names the first mark of a list; "1. at" the first of a recommendation's points, if what is decided follows:
# "1. at planen godkendes" is the point itself
_AT = (
    r"(?:\s(?:dot|pind|prik|punkt)\b(?!\s\d)|\sat(?:-punkt(?:et)?)?\b(?=\s*+(?:[.,:;]|\Z|(?:blev|er|kan|kunne|ikke|ej|som|der|godkend(?:t|es)|tiltr(?:ådt|ædes)|vedtage[ts]|forkaste[ts]|udsat|udsættes"
    r"|taget|tages|anbefale[ts]|afvis(?:t|es)|drøftet|bortfald\w*|imødekomme[ts])\b)))"
)
# "Pkt. 1:", "Ad 2.", "Indstillingens punkt 3:" begin an answer
LEADING_POINTS = regex.compile(rf"\W*+(?:{_NAMED}|ad\.?(?:\s(?:punkt|pkt\.?))?)\s*+{_POINTS}(?:{_AT})?+\s*+[.:)–-]*\s*+", regex.IGNORECASE)
# "1. Godkendt", "1.-2. Anbefales", "a) Godkendt"
BARE_POINTS = regex.compile(rf"\W*+(?:{_POINTS}(?:\)|{_AT})?+|(?P<points>[a-zæøå])[.)])\s*+[.:–-]*\s*+(?=\p{{L}})")
# Where the next point's answer may begin: "Ad 1 godkendt, ad 2 ikke godkendt", "punkt 1 blev godkendt og punkt 2 forkastet"
NEXT_POINT = regex.compile(
    rf"(?:(?:[,;]|,?\s(?:mens|men|idet))|(?P<and>,?\sog))\s(?=(?:(?:{_NAMED}|ad\.?(?:\s(?:punkt|pkt\.?))?)\s)?\d{{1,2}}[\s.:)-])",
    regex.IGNORECASE,
)
# "2 ikke godkendt" answers a point, "2 medlemmer kan ikke godkende" none
BARE_ANSWER = regex.compile(rf"{BARE_POINTS.pattern}(?=(?:blev|er|kan|kunne|ikke|ej|udgår|bortfalder|\p{{L}}+(?:t|es))\b)")
OWN_VERB = regex.compile(r"\b(?:blev|er|kan|kunne|ikke|ej)\b|:", regex.IGNORECASE)
LISTED_POINTS = regex.compile(rf"\W*+(?:{_POINTS}\)?)\s*+", regex.IGNORECASE)
POINTS = regex.compile(
    rf"(?<!\b(?:jf|jfr|se|under|dagsordenens|(?:ændring|bemærkning|tilføjelse)(?:en|er)?\stil)\.?\s)\b(?:{_NAMED}\s*+(?:nr\.?\s)?{_POINTS}|{_POINTS}{_AT})"
    r"(?!\si\s(?:vedtægt|forretningsorden|regulativ|lokalplan|aftale|notat|rapport|referat|bilag)\p{L}*)",  # "punkt 5 i vedtægten"
    regex.IGNORECASE,
)
_PARTS = regex.compile(
    rf"(?P<first>{_POINT})(?:\s?[-–]\s?|\stil\s)(?P<last>{_POINT})"
    rf"|(?P<one>{_POINT}|(?<!\p{{L}})[a-zæøå](?!\p{{L}}))",
    regex.IGNORECASE,
)
# "Første pind", "andet punkt"
_ORDINALS = {form: number for number, word in enumerate(printed_words("ordinals"), 1) for form in (word, f"{word[:-1]}t")}
_ORDINAL = regex.compile(
    rf"\b(?P<word>{'|'.join(_ORDINALS)})\s(?=(?:at-punkt|punkt|pind|prik|dot|at)\b(?!\spå\sdagsordenen))", regex.IGNORECASE
)
MOST_POINTS = 60  # of a recommendation: "1-99" is no list of its points


def ordinals_as_numbers(text: str) -> str:
    """'Første pind vedtaget' → '1. pind vedtaget'."""
    return _ORDINAL.sub(lambda match: f"{_ORDINALS[match['word'].casefold()]}. ", text)


def points_named(text: str) -> tuple[str, ...]:
    """'1 og 2' → 1, 2; '1.-3.' → 1, 2, 3; '2.a' → 2.a."""
    points: list[str] = []
    for part in _PARTS.finditer(text):
        first, last = (part["first"] or "").rstrip("."), (part["last"] or "").rstrip(".")
        if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) < MOST_POINTS:
            points += [str(number) for number in range(int(first), int(last) + 1)]
        else:
            points += [each.rstrip(".").replace(" ", "") for each in (part["one"], first, last) if each]
    return tuple(dict.fromkeys(points))
