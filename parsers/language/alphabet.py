"""Characters that are no letters of a Danish text: those without a name, and letters of other alphabets inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from parsers.model import late_regex as regex

__all__ = ["beheaded_words", "is_garbled", "lost_letters", "nameless_share", "strange_share"]

# U+FFFD stands for what a reader could not name; noncharacters, private use and control codes have no name either.
_NAMELESS = r"\ufffd\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
NAMELESS = re.compile(f"[{_NAMELESS}]")
UNUSUAL = re.compile("[^\\t-\\r -~\\xa0-\\u017f\\u2010-\\u2027\\u2030-\\u205e\\u20ac]")
STRANGE = regex.compile(rf"{NAMELESS.pattern}|[\p{{L}}--[\p{{Latin}}µªº]]", regex.V1)
# A letter that no European language writes in Latin letters, in a word that is otherwise of those: "realisƟsk", "Poli琀椀k".
FOREIGN = regex.compile(
    r"(?<=\p{Latin})[\p{L}--[\p{Latin}µªº]]|[\p{L}--[\p{Latin}µªº]](?=\p{Latin})|[\u0180-\u0217\u021c-\u02af]", regex.V1
)
# A letter that no Danish word has but a name, in a word that is none: "üytte" for "flytte", a ligature whose map was lost.
# "ł" and "ı" stand in the standard encoding, which a font falls back to, where Windows' own has "ø" and "õ".
_UNLIKELY = "ûüùúýÿþðîìíãõłı"
UNLIKELY_LETTER = re.compile(f"[{_UNLIKELY}]")
UNLIKELY = re.compile(rf"(?<!\w)[a-zæøåéè]*[{_UNLIKELY}][a-zæøåéè{_UNLIKELY}]*(?!\w)")
QUESTIONED = regex.compile(r"(?<=\p{Ll})\?(?=\p{Ll})")  # "p?rørende": what a wrong decoding leaves of a letter
RUN = 20_000  # texts
_MARKS = NAMELESS, FOREIGN, QUESTIONED, UNLIKELY
# The pairs of consonants that Danish words, and those it has borrowed, begin with. "nsker" was "ønsker", "lgængeligt" "tilgængeligt".
BEGINNINGS = (
    "bj bl br ch cl cr dh dj dr dv fj fl fn fr gh gj gl gn gr hj hv kh kj kl kn kr kv lj mj mn nj ph pj pl pr ps pt rh sc sf sh sj sk sl "
    "sm sn sp st sv th tj tr ts tv tw tz vl vr wh wr zw"
)
IMPOSSIBLE = re.compile(
    rf"(?<![\w.\-/@'’&])(?!{'|'.join(BEGINNINGS.split())})[bcdfghjklmnpqrstvwxz]{{2}}(?=[a-zæøå]*[aeiouyæøå])[a-zæøå]{{2,}}(?![\w@.])"
)
UNLETTERED = re.compile(r"\d.*\d|^\W+$")
ADDRESS = regex.compile(r"\S*(?:://|www\.|@)\S*")

# One of them stands in any hundred words of a text, in Danish or in the languages beside it.
COMMON = frozenset(
    {
        *("af", "at", "de", "den", "der", "det", "efter", "eller", "en", "er", "et", "for", "fra", "har", "i", "ikke", "kan", "med", "mod"),
        *("og", "om", "over", "på", "samt", "skal", "som", "til", "ved", "år"),
        *("and", "of", "the", "to", "in", "is", "und", "die", "das", "för", "och", "att"),
    }
)
FEWEST, LONG = 40, 4  # words that tell, letters of each
GARBLED = 0.25  # of them: with fewer odd ones it is a table of names and abbreviations
ALL_CAPITALS = 120  # words in capitals: of fewer, all may be abbreviations
MARKS_MANY, LETTERED = 12, 0.02  # kinds of marks; of all characters, those that are letters
CONSONANTS = "bcdfghjklmnpqrtvwxz"
ODD = regex.compile(  # no word: without a vowel, of consonants that no one can say, with signs inside or letters of elsewhere
    rf"[^aeiouyæøåéäöü\W\d]+|.*(?:[{CONSONANTS}]{{4}}|[<>=|{{}}^~]|\p{{Ll}}[^\w.,:;/&'’@()\-\u2010-\u2014]+\p{{Ll}}|[^\P{{L}}\p{{Latin}}]).*",
    regex.V1,
)


def is_garbled(texts: Iterable[str]) -> bool:
    """Whether a page's words are none of any language: every letter stands for another, as where a font's names were lost."""
    tokens: list[str] = []
    for text in texts:
        here = text.split()
        if not COMMON.isdisjoint(here):
            return False  # as nearly every page, within a line or two
        tokens += here
    if len(tokens) < FEWEST:
        return False
    if _is_unlettered("".join(tokens)):
        return True
    long = [plain for word in tokens if len(plain := word.strip(".,:;()")) >= LONG and UNLETTERED.search(plain) is None]
    capitals, words = [word.casefold() for word in long if word.isupper()], [word for word in long if not word.isupper()]
    if len(words) < FEWEST and len(capitals) >= ALL_CAPITALS and COMMON.isdisjoint(map(str.casefold, tokens)):
        words = capitals  # as where each letter is another by a fixed step: "DIWDOH" for "aftale"
    return len(words) >= FEWEST and sum(ODD.fullmatch(word) is not None for word in words) > GARBLED * len(words)


def _is_unlettered(text: str) -> bool:
    """Whether marks of many kinds stand where letters would: a drawing, or a table of numbers, has few kinds."""
    marks = [char for char in text if not char.isalnum()]
    return 2 * len(marks) > len(text) and len(set(marks)) >= MARKS_MANY and sum(map(str.isalpha, text)) < LETTERED * len(text)


def lost_letters(text: str) -> list[str]:
    """The words with a character that is no letter of theirs, as printed; none in an ordinary text."""
    if "?" not in text and UNLIKELY_LETTER.search(text) is None and UNUSUAL.search(text) is None:
        return []
    return [word for word in ADDRESS.sub(" ", text).split() if any(marked.search(word) for marked in _MARKS)]


def beheaded_words(text: str) -> list[str]:
    """The words that begin as no Danish word does: the letters before were dropped with nothing left in their place."""
    return IMPOSSIBLE.findall(text)


def nameless_share(texts: Iterable[str]) -> float:
    """How many of the characters that are no space have no name, 0 to 1."""
    return _share(texts, NAMELESS)


def strange_share(texts: Iterable[str]) -> float:
    """How many of the characters that are no space have no name or are letters of another alphabet, 0 to 1."""
    return _share(texts, STRANGE)


def _share(texts: Iterable[str], characters: re.Pattern[str] | regex.Pattern[str]) -> float:
    found = sum(run.count(character) for run in _runs(texts) for character in set(run) if characters.match(character))
    return found / sum(len("".join(run.split())) for run in _runs(texts)) if found else 0.0


def _runs(texts: Iterable[str]) -> Iterator[str]:
    """Many texts as one, again and again: all of a long paper's would lie there twice."""
    remaining = iter(texts)
    while some := list(islice(remaining, RUN)):
        yield "".join(some)
