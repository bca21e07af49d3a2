"""The text of a PDF page in pdfium's own order: one code unit for each of its characters."""

from __future__ import annotations

import re
from codecs import utf_16_le_decode
from collections.abc import Iterator
from ctypes import addressof, c_char, c_float, c_void_p
from typing import NamedTuple

from parsers.language.swapped_letters import may_be_swapped, unswapped
from parsers.pdf import pdfium
from parsers.pdf.coordinates import View
from parsers.pdf.letters import NAMELESS, hard_hyphens

__all__ = ["Script", "directions", "script_of"]

CHOPPED = 0.2  # of the characters: with more line breaks than that pdfium has taken lines for columns
SAMPLED = 15  # characters of a page that tell which way its text runs

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Script(NamedTuple):
    """The text of a page, one code unit for each of pdfium's characters: surrogates stay in pairs.

    A character that pdfium has only a control code for, as a font without a ToUnicode table gives for its glyphs,
    stands as one of U+FDD0 to U+FDEF, which are no characters.
    """

    string: str

    @property
    def chopped(self) -> bool:
        """pdfium has taken the lines of a page with few for columns, and broken them after each letter."""
        return self.string.count("\n") > CHOPPED * len(self.string)


def script_of(text: c_void_p) -> Script:
    """`text` is pdfium's text page."""
    count = pdfium.count_chars(text)
    if count <= 0:
        return Script("")
    buffer = bytearray(2 * (count + 1))
    length = pdfium.get_text(text, 0, count, addressof(c_char.from_buffer(buffer))) - 1
    del buffer[2 * length :]
    string = utf_16_le_decode(buffer, "surrogatepass")[0]  # `decode` would look for it by its name, and call more Python
    if len(string) != length:
        for astral in set(_ASTRAL.findall(string)):
            code = ord(astral) - 0x10000
            string = string.replace(astral, chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF)))
    if may_be_swapped(string):
        string = unswapped(string)
    string = hard_hyphens(string)
    if length == count:
        return Script(string)
    chars = list(string)
    for index in _left_out(text, length, count):
        code = pdfium.unicode_of(text, index)
        chars.insert(index, chr(NAMELESS + code) if code < 32 else chr(NAMELESS))
    return Script("".join(chars))


def _left_out(text: c_void_p, length: int, count: int) -> list[int]:
    """The indices of the characters that pdfium's text of this length leaves out: control codes."""
    lost: list[int] = []
    for shift in range(count - length):  # the character before the first that is in the text at a larger shift is lost
        low, high = (lost[-1] + 1 - shift if lost else 0), length
        while low < high:
            middle = (low + high) // 2
            if pdfium.char_of_text(text, middle) - middle > shift:
                high = middle
            else:
                low = middle + 1
        lost.append(low + shift)
    return lost


def directions(text: c_void_p, script: Script, view: View) -> Iterator[tuple[float, float]]:
    """Where a sample of the page's letters run to: right and down, as displayed."""
    six = (c_float * 6)()
    step = max(len(script.string) // SAMPLED, 1)
    for index in range(step // 2, len(script.string), step):
        if script.string[index].isalnum():
            pdfium.char_matrix(text, index, six)
            yield view.direction(six[0], six[1])
