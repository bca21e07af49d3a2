"""A printed line to the title of a document, an initiative or a theme."""

from __future__ import annotations

import re

from msgspec import Struct

from parsers.model import late_regex as regex
from parsers.model.records import Kind
from parsers.profile.patterns import default_rounds, pattern, printed_words

__all__ = [
    "TITLE_LETTERS",
    "TITLE_STARTS",
    "Title",
    "agreement_year",
    "begins_title",
    "followup_title",
    "names_agreement",
    "numbered_title",
    "theme_and_title",
    "title_and_theme",
]

NUMBERED = pattern("numbered_title", regex.VERBOSE | regex.DOTALL)


def numbered_title(text: str) -> tuple[str, str] | None:
    """`"4.11.Undgå tomgang"` to `("4.11", "Undgå tomgang")`; None when no number of two or more levels stands first."""
    match = NUMBERED.match(" ".join(text.split()))
    return (match["number"].replace(" ", ""), match["title"].strip()) if match else None


GLUED_THEME = regex.compile(
    r"""
    (?P<theme> (?P<section> \d{1,2} ) \.? \s+ \D .*? ) \s*
    (?P<title> (?P=section) (?: \. \d{1,2} ){1,3}+ [.:)]? \s*+ (?: [-–] \s+ )? ["”“„»«'’]? \p{Lu} .* )  # "for 2.5 mio" is a decimal
    """,
    regex.VERBOSE | regex.DOTALL,
)


def theme_and_title(text: str) -> tuple[str, str] | None:
    """`"1. Plads til alle 1.3. Mentorer"` to the theme and the numbered title that were run together; None when they were not.

    A capital, or a quotation mark before it, begins the title: in `"2. Renovering for 2.5 mio"` the number is an amount.
    """
    match = GLUED_THEME.fullmatch(" ".join(text.split()))
    return (match["theme"], match["title"]) if match and numbered_title(match["title"]) else None


ORDINALS, EXTRA_ROUND = printed_words("ordinals"), frozenset(printed_words("extra_round"))
PLAN_OF = printed_words("plan_of")[0]


LONGEST_TITLE = 250  # characters
LONGEST_AGREEMENT_TITLE = 80  # characters: longer is a sentence about it


TITLE = pattern("title", regex.VERBOSE | regex.IGNORECASE)


ANNEX = pattern("annex", regex.IGNORECASE)  # "Bilag 1 - Anden opfølgning på …"


TITLE_BEGINS = re.compile(rf"(?:{ANNEX.pattern})?\s*+(?:{'|'.join(map(re.escape, printed_words('title_begins')))})", re.IGNORECASE)


LINE_END_HYPHEN = regex.compile(r"(?<=\p{Ll})-\s(?=(?!(?:og|eller|samt)\b)\p{Ll})")  # "bud- get", not "Social- og"


class Title(Struct, frozen=True):
    """A follow-up's title, read. `scope` is the municipality or the committee as printed, without the genitive."""

    text: str
    kind: Kind
    year: int | None
    followup_number: int | None
    scope: str | None
    profile: str | None = None  # the slug of the profile whose pattern it fits


TITLE_STARTS = frozenset(
    form(word[:2])
    for word in (*printed_words("title_begins"), *printed_words("annex_begins"))
    for form in (str.lower, str.upper, str.title, str.swapcase)
)
TITLE_LETTERS = frozenset({*(start[0] for start in TITLE_STARTS), *filter(str.isspace, map(chr, range(0x3001)))})


def begins_title(text: str) -> bool:
    """Whether a follow-up's title may begin with these words; most lines are told by this alone, and most of them by two letters."""
    return (text[:2] in TITLE_STARTS or text[:1].isspace()) and TITLE_BEGINS.match(text) is not None


def names_agreement(text: str) -> bool:
    """Whether a text has a word that stands in every follow-up's title."""
    # in ASCII, where these words are told: all letters take ten times as long
    said = text.encode("latin-1", "replace").lower().decode("latin-1")
    return "udget" in said or "bud-" in said or "aftale" in said


def followup_title(text: str) -> Title | None:
    """`"Anden opfølgning på Aftale om budget 2019 for Ballerup Kommune"` to a Title; None when the text is no such title."""
    if len(text) > LONGEST_TITLE or not names_agreement(text):
        return None
    printed = " ".join((text[annex.end() :] if (annex := ANNEX.match(text)) else text).split())
    match = TITLE.match(LINE_END_HYPHEN.sub("", printed))
    if match is None:
        return None
    year = int(match["year"]) if match["year"] else None
    scope = match["scope"]
    if scope:
        scope = regex.sub(r"(udvalg)ets\Z", r"\1et", scope.strip())
    if match["plan"]:
        return Title(printed, Kind.PLAN, year, 0, scope)
    ordinal = " ".join(match["ordinal"].casefold().split())
    rounds = default_rounds()
    if ordinal in EXTRA_ROUND:
        return Title(printed, Kind.EXTRA, year, rounds.extra, scope)
    number = int(ordinal[0]) if ordinal[0].isdigit() else ORDINALS.index(ordinal) + 1 if ordinal in ORDINALS else rounds.count
    return Title(printed, Kind.FOLLOWUP, year, number, scope)


GLUED_NUMBER = regex.compile(r"(?<!\s)\s*+(?=\d{1,2}\.\s*+\p{Lu})")


def title_and_theme(text: str) -> tuple[str, str] | None:
    """`"Ekstra opfølgning på Aftale om budget 20184. Sundhed"` to the title and the theme that were run together, else None."""
    if not begins_title(text) or not names_agreement(text) or followup_title(text) is not None:
        return None
    for gap in GLUED_NUMBER.finditer(text):
        if followup_title(text[: gap.start()]) is not None:
            return text[: gap.start()], text[gap.end() :]
    return None


def agreement_year(text: str) -> int | None:
    """`"Aftale om Budget 2034"` and `"Budgetaftalen for 2034"` to the budget year; None when the text is no agreement's title."""
    title = followup_title(f"{PLAN_OF} {text}") if len(text) <= LONGEST_AGREEMENT_TITLE else None
    return title.year if title else None
