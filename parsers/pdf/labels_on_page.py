"""A page's text in, whether a table of ours may begin on it out."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from parsers.profile.initiative_columns import LONGEST_HEADING, heading_words, is_headed_by
from parsers.profile.vocabulary import ProfileWords, key_of, vocabulary

__all__ = ["has_initiatives_header", "has_label", "has_statuses"]


def has_label(text: str) -> bool:
    """Whether a page's text holds a label of these tables, as it must where one begins."""
    return _label(vocabulary()).search(text) is not None


@cache
def _label(words: ProfileWords) -> re.Pattern[str]:
    """The words of which a page holds one where a table of ours begins on it.

    Each begins with a letter that `re` can skip to: what stands before a label is looked at after it.
    """
    forms = [(form, starred) for word in words.page_words for starred in (word.endswith("*"),) for form in _cases(word.rstrip("*"))]
    anywhere = tuple(form for form, starred in forms if starred)  # "Milepælen er nået" is a line of the reading guide
    whole = sorted(form for form, starred in forms if not form.startswith(anywhere or ("\0",)))
    return re.compile("|".join([*anywhere, *[rf"{form}(?<!\w{form})\b" for form in whole]]) or r"(?!)")


def _cases(word: str) -> tuple[str, str]:
    return word, word.upper()


MOST_LINES = 12  # of a header on either side of a title's heading, where each cell is a line
FEWEST_STATUSES = 2  # on a page that goes on with a table of initiatives


def has_initiatives_header(text: str) -> bool:
    """Whether lines of a page's text are headings of a table with one row an initiative, and nothing else."""
    _, firsts = heading_words()
    return any(_is_header(_heading_lines(text, match.start())) for match in _of_firsts(firsts).finditer(text))


def has_statuses(text: str) -> bool:
    """Whether a page's text holds several statuses, as it does where such a table goes on without its header."""
    return len(_of_firsts(frozenset(vocabulary().statuses)).findall(text)) >= FEWEST_STATUSES


def _heading_lines(text: str, at: int) -> list[str]:
    """The lines around a place that hold nothing but words of headings; none where its own holds others."""
    words = _single_words(vocabulary())
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    own = text[begin : end if end >= 0 else len(text)]
    if len(own) > 2 * LONGEST_HEADING or not words.issuperset(_keys(own)):
        return []  # as nearly every line
    above = text[:begin].splitlines()[: -1 - MOST_LINES : -1]
    below = text[begin + len(own) :].splitlines()[1 : 1 + MOST_LINES]
    kept = [[*takewhile(lambda line: words.issuperset(_keys(line)), lines)] for lines in (above, below)]
    return [*reversed(kept[0]), own, *kept[1]]


def _keys(line: str) -> list[str]:
    return [key_of(word) for word in line.split()]


def _is_header(lines: list[str]) -> bool:
    """Whether the lines hold the headings that such a table needs."""
    known, _ = heading_words()
    words = " ".join(lines).split()
    met: list[str] = []
    while words:
        length = next((n for n in range(len(words), 0, -1) if key_of(" ".join(words[:n])) in known), 0)
        if length:
            met.append(" ".join(words[:length]))
        words = words[max(length, 1) :]
    return len(met) > 1 and is_headed_by(list(dict.fromkeys(met))) is not None


@cache
def _single_words(words: ProfileWords) -> frozenset[str]:
    return frozenset(key_of(word) for heading in words.known for word in heading.split())


@cache
def _of_firsts(words: frozenset[str]) -> re.Pattern[str]:
    """Any of the words, with a capital or in capitals, that no letter stands beside."""
    forms = sorted({form.rstrip(":") for word in words for form in (word, word.capitalize(), word.upper())})
    return re.compile("|".join(rf"{form}(?<!\w{form})(?!\w)" for form in map(re.escape, forms)) or r"(?!)")
