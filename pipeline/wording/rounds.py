"""A round's number in, what people call it out: at a sentence's beginning, inside one, over a column, and as the time of a promise."""

from __future__ import annotations

from parsers.profile.rounds import Rounds
from pipeline.wording.danish import DANISH
from pipeline.wording.phrases import Phrases

__all__ = ["due_round", "in_round", "round_name", "short_round"]


def round_name(number: int, rounds: Rounds, phrases: Phrases = DANISH) -> str:
    """As it opens a sentence.

    >>> round_name(6, Rounds(days=("02-28", "04-30", "06-30", "08-31", "10-31", "12-31")))
    'Sjette opfølgning'
    """
    words = phrases.rounds
    if number == 0 or number > rounds.count:
        return (words.extra if number else words.plan)[0]
    told = words.opening.format(ordinal=_ordinal(number, phrases))
    return told[0].upper() + told[1:]


def in_round(number: int, rounds: Rounds, phrases: Phrases = DANISH) -> str:
    """As it stands within a sentence.

    >>> in_round(5, Rounds())
    'den ekstra opfølgning'
    """
    words = phrases.rounds
    if number == 0 or number > rounds.count:
        return (words.extra if number else words.plan)[1]
    return words.within.format(ordinal=_ordinal(number, phrases))


def short_round(number: int, rounds: Rounds, phrases: Phrases = DANISH) -> str:
    """As it stands over a column: "2."."""
    words = phrases.rounds
    return words.numeral(number) if 0 < number <= rounds.count else (words.extra if number else words.plan)[2]


def due_round(number: int, rounds: Rounds, year: int | None = None, phrases: Phrases = DANISH) -> str:
    """As what something is promised for: by the name that its documents give it, where they are in the same language.

    >>> due_round(2, Rounds(days=("06-30", "12-31")), 2034)
    'årets udgang 2034'
    """
    words = phrases.rounds
    name = rounds.name_of(number) if words.by_name else None
    if rounds.ends_the_year(number):
        told = words.years_end
    elif name is not None:
        told = f"{name} {{year}}"
    else:
        told = words.due.format(numeral=words.numeral(number), year="{year}")
    return told.format(year=year or "").strip()


def _ordinal(number: int, phrases: Phrases) -> str:
    words = phrases.rounds
    return words.ordinals[number - 1] if number <= len(words.ordinals) else words.numeral(number)
