"""Letters that a program named wrongly or not at all, put right where the page proves what they are; else nameless, never dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import product
from math import isfinite

from parsers.language.swapped_letters import LOST
from parsers.model.content import TEXT_OF, PageContent
from parsers.profile.labels import TIME_WORDS
from parsers.profile.vocabulary import ProfileWords, vocabulary

__all__ = ["NAMELESS", "Ligatures", "count_letters", "count_nameless", "hard_hyphens", "is_known", "is_letter", "is_nameless"]

NAMELESS = 0xFDD0  # to 0xFDEF: stands for a control code
NO_WIDTH = 0.05  # of the size
SAME_WIDTH = 0.012  # of the size: what is as wide as two letters together may be their ligature
DRAWN_IN = 0.04  # of the size: so much narrower than its letters a ligature may be
MOST_JOINED = 4  # nameless letters of a word that is known: where each may be one of five, thirty are read in more ways than can be told

_SHOWN_HYPHEN = re.compile("\xad(?=[ \xa0])|(?<=\\d)\xad(?=[0-9A-Z])")  # "Social- og", "00.30.10-S00": no place to part a word at
_MINUS_OF_WORD = re.compile(r"(?<=[^\W\d_])\u2212|(?<=[^\W\d_] )\u2212(?= [^\W\d_])")  # "Teknik− og Miljøudvalget", "unge − hele vejen"
_MINUS_BEHIND, _LONE_MINUS = re.compile(r"(?<=\w)\u2212"), re.compile(r"(?<!\S)\u2212(?!\S)")
# What Word writes for the ligatures of Calibri and its kin.
_WRITTEN = {"Ɵ": "ti", "Ʃ": "tt", "Ō": "ft"}
_JOINED = ("ti", "tt", "ft", "fi", "fl", "ff", "tf", "fj", "fb", "fh", "fk", "tti", "ffi", "ffl", "ffj", "fft")
_CODE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd\uffff]")
_DOUBTED = re.compile(f"{_CODE.pattern}|[{''.join(_WRITTEN)}]")
# Words that every follow-up prints: what makes one of them is what it seems.
_ALWAYS_KNOWN = frozenset(
    {
        *("til", "efter", "aftale", "aftalen", "dette", "budgettet", "besluttet", "realistisk", "politisk", "flere", "offentlig"),
        "økonomiudvalget",
    }
)


@cache
def _known(words: ProfileWords) -> frozenset[str]:
    return _ALWAYS_KNOWN | {word.casefold().rstrip("*") for word in words.page_words}


def is_known(word: str) -> bool:
    """Whether every follow-up prints a word, or the profiles name it."""
    word = word.strip(".,:;()").casefold()
    return word in _known(vocabulary()) or word in TIME_WORDS


def hard_hyphens(string: str) -> str:
    """A page's text with its soft hyphens as hyphens, where one stands at no place to part a word.

    A font's one glyph serves both, and some programs name it by the wrong one. PostScript's own Latin encoding draws each as a minus.
    """
    if "\u2212" in string and _MINUS_OF_WORD.search(string):
        string = _LONE_MINUS.sub("–", _MINUS_BEHIND.sub("-", string))
    return string.replace("\xad", "-") if "\xad" in string and _SHOWN_HYPHEN.search(string) else string


def is_letter(char: str) -> bool:
    """Whether a character is part of a word: also one that has no name."""
    return char.isalnum() or is_nameless(char)


def is_nameless(char: str) -> bool:
    """Whether a character stands for one that has no name: by itself it may be a sign."""
    return _CODE.match(char) is not None


class Ligatures:
    """What a document's fonts have proven their wrongly named glyphs to be: by font and by how wide the glyph is.

    `recalled` once that was asked for: what is read then depends on what was read before.
    """

    def __init__(self) -> None:
        self.recalled = False
        self._proven: dict[tuple[object, int], str] = {}

    def mended(self, word: str, font: object, width_at: Callable[[int], float], width_of: Callable[[str], float]) -> str:
        """A word with its ligatures as letters, and U+FFFD for each letter that stays nameless.

        `width_at` gives how wide the glyph at an index is, `width_of` how wide a letter of the font is, in parts of the size.
        A glyph is a ligature when it is as wide as its letters and makes a word that is known; then it is so in every word, and
        the only ligature that another font's glyph can be, is that.
        """
        if not _DOUBTED.search(word):
            return word
        choices = [self._choices(char, at, font, width_at, width_of) for at, char in enumerate(word)]
        words = _known(vocabulary())
        doubted = sum(len(choice) > 1 for choice in choices)
        ways = product(*choices) if doubted <= MOST_JOINED else ()
        known = [made for made in ways if "".join(made).strip(".,:;()").casefold() in words]
        if len(known) == 1:
            for at, (made, choice) in enumerate(zip(known[0], choices, strict=True)):
                if LOST in choice:
                    self._proven[font, round(1000 * width_at(at))] = made
            return "".join(known[0])
        return "".join(self._likely(choice) for choice in choices)

    def _likely(self, choice: tuple[str, ...]) -> str:
        first, *others = choice
        return others[0] if len(others) == 1 and others[0] in self._proven.values() else first

    def _choices(
        self, char: str, at: int, font: object, width_at: Callable[[int], float], width_of: Callable[[str], float]
    ) -> tuple[str, ...]:
        """What a character may stand for, first what it does where nothing proves more: itself, mostly."""
        if not _DOUBTED.match(char):
            return (char,)
        width = width_at(at)
        if not isfinite(width):
            return (LOST,)  # a damaged page has places that are no numbers
        if char in _WRITTEN:
            if abs(sum(map(width_of, _WRITTEN[char])) - width) <= SAME_WIDTH:
                return (_WRITTEN[char],)
            return (char,) if char == "Ō" and at == 0 else (LOST,)
        if "\x80" <= char <= "\x9f" and (named := char.encode("latin-1").decode("cp1252", "ignore")):
            return (named,)
        self.recalled = True
        proven = self._proven.get((font, round(1000 * width)))
        if proven is not None:
            return (proven,)
        if width < NO_WIDTH:
            return ("",)  # a joiner
        if any(abs(width_of(letter) - width) <= SAME_WIDTH for letter in "abcdefghijklmnopqrstuvwxyz"):
            return (LOST,)  # "å" is as wide as "a"
        fit = [joined for joined in _JOINED if all(map(width_of, joined)) and -SAME_WIDTH <= sum(map(width_of, joined)) - width <= DRAWN_IN]
        return (LOST, *fit)


def count_nameless(page: PageContent) -> int:
    return "".join(map(TEXT_OF, page.words)).count(LOST)


def count_letters(page: PageContent) -> int:
    """How many letters stand on a page, those without a name among them."""
    return len("".join(map(TEXT_OF, page.words)).replace(" ", ""))
