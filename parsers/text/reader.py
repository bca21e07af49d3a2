"""A text dump's bytes to a Document of numbered lines, normalised once."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import repeat

from parsers.language.beginnings import is_latin
from parsers.language.swapped_letters import unswapped
from parsers.model.content import FileContent, Line, UnreadableError
from parsers.profile.repair import with_labels_whole

__all__ = ["CONTROL", "MOST_CONTROL", "decoded", "encodings", "lines_of", "normalised", "read_text", "text_in"]

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNPRINTED = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
LIGATURES = {mark: unicodedata.normalize("NFKD", chr(mark)) for mark in range(0xFB00, 0xFB07)}  # "ﬁ"
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CONTROL_IN_WORD = re.compile(rf"(?<=[^\W\d_]){CONTROL.pattern}(?=[^\W\d_])")  # it stands for a letter that was lost
IS_CONTROL = bytes(CONTROL.match(chr(code)) is not None for code in range(256))
# any space but blanks, which may be a converter's mark; tabs and line ends stay
ODD_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace() and chr(code) not in "\t\n ")
AROUND_ODD_SPACE = re.compile(r"(?<! ) *[^\S\t\n ][^\S\t\n]*")
# pdfminer's word for a letter that its font does not name, within a word of such; one alone is mostly a bullet
NAMELESS_CODES = re.compile(r"(?<=[^\W\d_])(?:\(cid:\d{1,5}\))+|(?:\(cid:\d{1,5}\))+(?=[^\W\d_])|(?:\(cid:\d{1,5}\)){2,}")
BLANKS_FEW = 0.05  # of all tabs: between the words of a table's cells more blanks stand
LENGTHS_MANY = 6  # numbers of tabs in a line: a table's lines have as many each
SWAPPED = "\u7400\u6600"  # "t" and "f", which all ligatures have, as Ghostscript swaps their bytes
FEWEST_EMPTY = 0.2  # of all bytes: in UTF-16 nearly every letter has an empty half, in other texts an empty byte is damage
PLAIN = "utf-8", "cp1252", "latin-1"
MOST_CONTROL = 0.01  # of all characters: a text has a stray control code at most, a binary file is full of them


def encodings(data: bytes) -> tuple[str, ...]:
    """The encodings that `data` may have: that of its mark, UTF-16 where half of it is empty, else UTF-8, Windows-1252, Latin-1."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return (encoding,)
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    if even + odd > FEWEST_EMPTY * min(len(data), 4096):
        return ("utf-16-le" if odd > even else "utf-16-be",)
    return PLAIN  # Windows-1252 leaves five bytes undefined: a dump that holds one of them is Latin-1


def decoded(data: bytes) -> tuple[str, str]:
    """The text of `data`, its control codes blank, and the encoding that gave it.

    Raises UnreadableError("binary") when no encoding gives text.
    """
    *others, last = encodings(data)
    for encoding in others:
        try:
            return _text(data, encoding)
        except UnreadableError:
            continue
    return _text(data, last)


# Bytes of UTF-8 that were taken for letters of Windows-1252: "Ã¦" for "æ", "â˜º" for "☺".
LATER_BYTE = r"[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
TAKEN_APART = re.compile(rf"[\u00c2-\u00df]{LATER_BYTE}|[\u00e0-\u00ef]{LATER_BYTE}{{2}}|[\u00f0-\u00f4]{LATER_BYTE}{{3}}")
DANISH = re.compile(r"Ã[¦¸¥\u0086\u0098\u0085†˜…]")


def mended(text: str) -> str:
    """The text with each letter whole again that a wrong decoding took apart; unchanged when no Danish letter was."""
    return TAKEN_APART.sub(_whole, text) if "Ã" in text and DANISH.search(text) else text


def _whole(letters: re.Match[str]) -> str:
    """One letter from the bytes they were made of; the same letters when those are no UTF-8."""
    try:
        return b"".join(_byte(letter) for letter in letters[0]).decode("utf-8")
    except UnicodeError:
        return letters[0]


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1" if ord(letter) < 0x100 else "cp1252")


def _text(data: bytes, encoding: str) -> tuple[str, str]:
    text, controls = text_in(data, encoding)
    if controls > MOST_CONTROL * len(text):
        raise UnreadableError("binary", "the file is full of control codes: it is no text; convert it to PDF or text first")
    return text, encoding.removesuffix("-sig")


def text_in(data: bytes, encoding: str) -> tuple[str, int]:
    """The text of `data`, mended, and how many control codes stood in it. Raises UnreadableError("binary")."""
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        raise UnreadableError("binary", f"not text in {encoding}") from error
    controls = lost = 0
    if 1 in data.translate(IS_CONTROL):  # hardly ever, and told in a tenth of the time
        text, lost = CONTROL_IN_WORD.subn("\ufffd", text)
        text, controls = CONTROL.subn(" ", text)
    if any(letter in text for letter in SWAPPED):
        text = unswapped(text)
    if "(cid:" in text:
        text = NAMELESS_CODES.sub(lambda codes: "\ufffd" * codes[0].count(":"), text)
    if "\t" in text and _has_tabs_for_blanks(text):
        text = text.replace("\t", " ")
    return with_labels_whole(mended(text)), controls + lost


def _has_tabs_for_blanks(text: str) -> bool:
    """Whether tabs part the words of running text, as Qt's print has them for its blanks."""
    if text.count(" ") > BLANKS_FEW * text.count("\t"):
        return False
    return len({line.count("\t") for line in text.splitlines()}) >= LENGTHS_MANY


def normalised(text: str) -> str:
    """NFC, ligatures as letters, no soft hyphens or invisible marks, any space a blank; tabs, line feeds and how many blanks stay."""
    if not text.isascii():
        for marks in (UNPRINTED, LIGATURES):
            if any(chr(mark) in text for mark in marks):
                text = text.translate(marks)
        if not is_latin(text):
            text = unicodedata.normalize("NFC", text.replace(" \u030a", "\u030a") if " \u030a" in text else text)  # "pa ̊" is "på"
    return AROUND_ODD_SPACE.sub(" ", text) if any(space in text for space in ODD_SPACES) else text


def read_text(data: bytes) -> FileContent:
    """The lines of a text dump. Raises UnreadableError("empty_file" or "binary")."""
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise UnreadableError("empty_file", "the file is empty")
    content = lines_of(*decoded(data))
    if not any(line.text and not line.text.isspace() for line in content.lines):
        raise UnreadableError("empty_file", "the file holds nothing but space")
    return content


def lines_of(text: str, encoding: str, first: int = 1) -> FileContent:
    """The lines of a text, normalised and numbered from `first`."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    page_starts: list[int] = []
    if "\f" in text:
        page_starts = [number for number, line in enumerate(text.split("\n"), first) if line.startswith("\f")]
        text = text.replace("\n\f", "\n")  # str.splitlines would also split at form feeds and U+2028
    # each from its number and text, in a third of its own constructor's time
    lines = list(map(tuple.__new__, repeat(Line), enumerate(normalised(text).split("\n"), first)))
    return FileContent("text/plain", f"text/{encoding}", lines=lines, page_starts=page_starts)
