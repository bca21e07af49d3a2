"""Two printed texts in, whether they say the same out: equal after NFC, squashed space, line-end hyphens and typography.

Quotes, dashes, dots, apostrophes, bullets, "pct." for "%", case and a full stop are typography; a word, a number or a
"not" is none, nor is what stands between two digits, or the minus before one.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from parsers.model import late_regex as regex

__all__ = ["key", "same", "squashed"]

UNPRINTED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"))  # soft hyphen, joiners, variation selectors
ONE_SIGN = str.maketrans({"😊": "☺", "🙂": "☺", "🙁": "☹", "\u2010": "-", "\u2011": "-"})
LINE_END_HYPHEN = regex.compile(r"(?<=\w)-\s+(?=\w)")  # "Social-\nog", "2019-\n2022"
HYPHEN_IN_WORD = regex.compile(r"(?<=[^\W\d])-(?=[^\W\d])")  # "bruttoanlægs-rammen": broken there in one print, whole in another
ONE_DASH = str.maketrans(dict.fromkeys("‒–—―−", "-"))
PERCENT = regex.compile(r"\b(?:pct|procent)\b\.?")
TYPOGRAPHY = regex.compile(
    r"(?<=\d\s?)-(?=\s?\d)(*SKIP)(*FAIL)|(?<!\S)-(?=\d)(*SKIP)(*FAIL)"  # "2031-2034" and "-5" are numbers
    r"|(?<=\d)\.(?=\d)(*SKIP)(*FAIL)"  # so are "1.000" and "4.9"; "mio." is a word
    r"|[-.\"'”“„‟’‘‚‛»«›‹´`…•●▪◦‣·*]"
)


@lru_cache(maxsize=1 << 17)
def squashed(text: str) -> str:
    """What is left of a text when the way it was set is taken away: "Social-\\nog  Sundhed" and "Social- og Sundhed" are one."""
    if text.isascii() and "-" not in text:
        return " ".join(text.split())
    plain = unicodedata.normalize("NFC", text).translate(UNPRINTED).translate(ONE_SIGN)
    return " ".join(HYPHEN_IN_WORD.sub("", LINE_END_HYPHEN.sub("-", plain)).split())


@lru_cache(maxsize=1 << 17)
def key(text: str) -> str:
    """What a text says: without its typography, and without its spaces, since one print breaks a word without a hyphen."""
    plain = PERCENT.sub("%", squashed(text).casefold()).translate(ONE_DASH)
    return TYPOGRAPHY.sub("", plain).replace(" ", "")


def same(before: str | None, after: str | None) -> bool:
    """Whether two cells say the same; an empty cell and none are one."""
    return before == after or key(before or "") == key(after or "")
