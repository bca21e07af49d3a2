"""What a character of a PDF is: a letter, a bullet, a sign, or none at all; the same for both engines."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = [
    "BOLD_FONT",
    "BULLETS",
    "CUT",
    "DINGBATS",
    "DOTS",
    "DROPPED",
    "LIGATURE",
    "LIGATURES",
    "LINE_HYPHEN",
    "PI_FONT",
    "SMILEY",
    "SYMBOL_FONT",
    "Traits",
    "is_rough",
    "traits_of",
]

SYMBOL_FONT = re.compile(r"wingding|webding|dingbat|symbol|emoji|emoticon|smiley|marlett|icon", re.IGNORECASE)
PI_FONT = re.compile(r"wingding|webding|dingbat|marlett", re.IGNORECASE)  # no letter of theirs is a letter
BOLD_FONT = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)

SMILEY = re.compile(
    "[\u2639-\u263b\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a"  # faces
    "\U0001f534\U0001f535\U0001f7e0-\U0001f7eb]"  # coloured circles and squares
)
DOTS = frozenset("●•■◆⬤◼▪◉")  # bullets in black, signs in colour
CUT = re.compile("[\u1f00-\u1fff]")  # old Greek: what is left of U+1F610 where a program (reportlab) writes four digits of it
# What symbol fonts print where they print bullets. J, K and L are not among them: those are smileys.
BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf06c": "●", "\uf06e": "■", "\uf076": "❖", "\uf0fc": "✓", "\uf02d": "-"}
DINGBATS = BULLETS | {"l": "●", "n": "■", "v": "❖", "§": "▪", "Ø": "➢", "ü": "✓", "·": "•", "Ÿ": "•"}

LINE_HYPHEN = "\ufffe"  # pdfium's word for a hyphen at a line's end; it leaves out the line break behind it
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile("[ﬀ-ﬆ]")
# What takes no room on the page: it stands for no letter.
DROPPED = re.compile(r"[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffe]")

_ROUGH = re.compile(  # all that makes a word more than its letters
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u0300-\u036f\u1f00-\u1fff\u200b-\u2010\u2028-\u202e\u2060-\u2064\u25a0-\u25ff\u2639-\u263b\u2b1b-\u2b24"
    r"\ud800-\uf8ff\u014c\u019f\u01a9\ufb00-\ufb06\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufffd\uffff]"
)
# Letters and raised or lowered digits that many fonts lack, and programs borrow from another: a page without one has no such glyphs.
_BORROWED = re.compile("[\u0100-\u1fff\u2070-\u209f]")
_LATIN_ROUGH, _LATIN_BLANK = 1, 2
_OF_LATIN = bytes(
    _LATIN_ROUGH if _ROUGH.match(char) else _LATIN_BLANK if char.isspace() and char not in " \r\n" else 0 for char in map(chr, range(256))
)


class Traits(NamedTuple):
    """What a page's print may hold that few pages do."""

    rough: bool  # what makes a word more than its letters
    blanks: bool  # spaces that are no plain ones
    borrowed: bool  # glyphs of other fonts than their words'


def traits_of(string: str) -> Traits:
    """The traits of a page's text."""
    try:
        marks = string.encode("latin-1").translate(_OF_LATIN)  # a tenth of the patterns' time
    except UnicodeEncodeError:
        return Traits(_ROUGH.search(string) is not None, blanks=True, borrowed=_BORROWED.search(string) is not None)
    return Traits(_LATIN_ROUGH in marks, _LATIN_BLANK in marks, borrowed=False)


def is_rough(run: str) -> bool:
    """Whether anything in it makes its words more than their letters."""
    try:
        return _LATIN_ROUGH in run.encode("latin-1").translate(_OF_LATIN)
    except UnicodeEncodeError:
        return _ROUGH.search(run) is not None
