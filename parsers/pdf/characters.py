"""What a character of a PDF is: a letter, a bullet, a sign, or none at all; the same for both engines."""

from __future__ import annotations

import re

__all__ = ["BOLD_FONT", "BULLETS", "CUT", "DINGBATS", "DOTS", "DROPPED", "LIGATURE", "LIGATURES", "PI_FONT", "SMILEY", "SYMBOL_FONT"]

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

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile("[ﬀ-ﬆ]")
# What takes no room on the page: it stands for no letter.
DROPPED = re.compile(r"[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffe]")
