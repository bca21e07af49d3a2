"""A PDF page's text layer to words, the signs printed among them, and what of it no reader of the page can see.

A call for every character would take longer than all the rest: the page's text comes in one call, is cut into words
here, and pdfium is asked only where a word begins and ends and which font it is printed in.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from ctypes import addressof, c_double, c_float, c_size_t, c_uint, c_uint16, create_string_buffer
from dataclasses import dataclass, field
from enum import Enum, auto
from operator import itemgetter
from struct import Struct
from typing import NamedTuple

from parsers import pdfium
from parsers.document import Ink, InkForm, Word
from parsers.pdf_view import View

DESCENT = 0.21  # of the size: how far a word's box reaches below its baseline; the fonts' own figures are too often wrong
STEP = 0.3  # of the size: a gap this wide between two print operations parts two words, for instance of two cells
OVER = 0.15  # of the size: a letter set this far into the one before it is not its neighbour
SLANT = 0.05  # of the length: a baseline this far from level is slanted, or stands on end
LARGE = 20.0  # points: slanted print of this size is a watermark
STAMP = 40.0  # points: so is level print of this size when it is pale
PALE = 150  # of 255: mean of red, green and blue
WHITE = 250  # of 255: each of them
TINY = 1.0  # points: smaller print is there for machines
WIDE = 0.75  # of the size: a lone letter of a Type3 font as wide as this is a picture in a letter's clothes
GAP = 0.18  # of the size: letters further apart are of two words, where pdfium's own spaces cannot be trusted
CHOPPED = 0.2  # of the characters: with more line breaks than that pdfium has taken lines for columns
LINE = 0.4  # of the size: a baseline this much lower is the next line

# Surrogates stay in pairs, so that an index into the text is an index into pdfium's characters.
_TOKEN = re.compile(
    r"[\u2639-\u263b\ue000-\uf8ff]\ufe0f?"  # ☹ ☺ ☻ and private use, where symbol fonts print
    r"|[\ud800-\udbff][\udc00-\udfff]\ufe0f?"  # emoji
    r"|[^\s\ufffe\u2639-\u263b\ue000-\uf8ff\ud800-\udfff]+\ufffe?"  # a word; U+FFFE is pdfium's word for a hyphen at a line's end
)
_WORD = re.compile(r"\S+")  # where nothing on the page is rough
_ROUGH = re.compile(  # all that makes a word more than its letters
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u0300-\u036f\u200b-\u2010\u2028-\u202e\u2060-\u2064\u25a0-\u25ff\u2639-\u263b\u2b1b-\u2b24"
    r"\ud800-\uf8ff\ufb00-\ufb06\ufe00-\ufe0f\ufeff\ufffe\uffff]"
)
_DROPPED = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffe\uffff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_HYPHENS = {"\ufffe": "-", "\xad": "\xad", "\u2010": "\u2010"}

_SMILEY = re.compile(
    "[\u2639-\u263b\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a"  # faces
    "\U0001f534\U0001f535\U0001f7e0-\U0001f7eb]"  # coloured circles and squares
)
_DOT = frozenset("●•■◆⬤◼▪◉")  # bullets in black, signs in colour
_LETTERS = re.compile(r"[\w.,:;!?()\[\]/%&+\-–—'\"”“’*§=<>°‐]+")
# What symbol fonts print where they print bullets. J, K and L are not among them: those are smileys.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf06c": "●", "\uf06e": "■", "\uf076": "❖", "\uf0fc": "✓", "\uf02d": "-"}
_DINGBATS = _BULLETS | {"l": "●", "n": "■", "v": "❖", "§": "▪", "Ø": "➢", "ü": "✓", "·": "•", "Ÿ": "•"}

_SYMBOL_FONT = re.compile(r"wingding|webding|dingbat|symbol|emoji|emoticon|smiley|marlett|icon", re.IGNORECASE)
_PI_FONT = re.compile(r"wingding|webding|dingbat|marlett", re.IGNORECASE)  # no letter of theirs is a letter
_BOLD_FONT = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_NAMELESS_FONT = re.compile(r"(cidfont\+?)?[a-z]{0,2}\d*", re.IGNORECASE)
_SUBSET = re.compile(r"[A-Z]{6}\+")
_FORCE_BOLD = 1 << 18  # of a font's flags
_BOLD_WEIGHT = 600
_BOLDENED = {2, 6}  # text render modes: filled and outlined is how Word makes a bold it has no font for
_INVISIBLE = {3, 7}
_SIX_FLOATS, _FOUR_UINTS = Struct("6f").unpack_from, Struct("4I").unpack_from
_TEXT, _LEFT, _BOTTOM = itemgetter(0), itemgetter(1), itemgetter(4)  # of a Word


class Seen(Enum):
    """How a reader of the page sees a piece of text."""

    ON_A_LINE = auto()
    IN_WHITE = auto()  # only where something dark lies under it
    NOT = auto()
    ON_END = auto()
    SLANTED = auto()
    BEHIND = auto()  # a watermark


_ON_A_LINE = Seen.ON_A_LINE  # an enum's member takes ten times a name's time to reach


class Font(NamedTuple):
    """`key` tells two fonts of one name apart; a Type3 font has neither name nor data."""

    name: str
    key: tuple[str, int]
    bold: bool
    symbol: bool
    pi: bool
    type3: bool
    special: bool  # a symbol font or a Type3 font: what looks like its words may be signs


class Style(NamedTuple):
    """How one print operation sets its text, and where: `top` and `bottom` are those of a word on its displayed baseline."""

    plain: bool  # its words are words: nothing to look at more closely
    top: float
    bottom: float
    size: float
    bold: bool
    font: Font
    handle: int  # the font's
    seen: Seen
    colour: tuple[int, int, int]


class Token(NamedTuple):
    """A run of print before it is told whether it is a word or a sign. The box is displayed and as the glyphs reach."""

    text: str
    first: int  # pdfium's index of its first character
    box: tuple[float, float, float, float]
    style: Style


@dataclass(slots=True)
class Print:
    """`white` holds words printed in white, seen only where something dark lies under them; `hidden` those never seen."""

    words: list[Word] = field(default_factory=list)
    white: list[Word] = field(default_factory=list)
    hidden: list[Word] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    watermark: str | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)  # (finding code, words)
    chars: int = 0
    operations: frozenset[int] = frozenset()  # the text objects it comes from
    unmapped: float = 0.0  # the part of its body text that no font names


def printed(text: int, view: View) -> Print:
    """What the text layer prints; `text` is pdfium's text page. Words come line by line, each line from the left."""
    result = Print(chars=max(pdfium.count_chars(text), 0))
    if result.chars:
        styles = _Styles(text, view)
        string, lost = _string(text, result.chars)
        if string.count("\n") > CHOPPED * len(string):
            words, tokens = [], _letter_by_letter(text, result.chars, view, styles)
        else:
            words, tokens = _read(string, lost, text, view, styles)
        _sort_out(tokens, text, view, words, result)
        result.words = in_lines(words)
        result.operations = styles.known()
        result.unmapped = max(styles.unnamed / result.chars, styles.unmapped / max(styles.body, 1))
    return result


def in_lines(words: list[Word]) -> list[Word]:
    """The words line by line from the top, each line from the left; what was printed twice for boldness comes once, bold."""
    words.sort(key=_BOTTOM)
    lines: list[list[Word]] = []
    below = float("-inf")
    for word in words:
        if word[4] > below:  # bottom
            below = word[4] + LINE * word[5]  # size
            line: list[Word] = []
            lines.append(line)
        line.append(word)
    ordered: list[Word] = []
    for line in lines:
        line.sort(key=_LEFT)
        ordered.extend(line if len(set(map(_TEXT, line))) == len(line) else _once(line))
    return ordered


def _once(line: list[Word]) -> list[Word]:
    kept: list[Word] = []
    for word in line:
        for k in range(max(len(kept) - 3, 0), len(kept)):
            other = kept[k]
            if other.text == word.text and word.x0 - other.x0 < STEP * word.size and abs(word.bottom - other.bottom) < STEP * word.size:
                kept[k] = other._replace(x1=max(other.x1, word.x1), bold=True)
                break
        else:
            kept.append(word)
    return kept


def _read(string: str, lost: list[int], text: int, view: View, styles: _Styles) -> tuple[list[Word], list[Token]]:
    """The page's words in the order of the file, and apart from them what takes a closer look to tell."""
    rough = _ROUGH.search if _ROUGH.search(string) else None
    spans = [match.span() for match in (_TOKEN if rough else _WORD).finditer(string)]
    chars = spans
    if lost:
        shifts = [index - k for k, index in enumerate(lost)]
        chars = [(first + bisect_right(shifts, first), end + bisect_right(shifts, end - 1)) for first, end in spans]
    loose_box, text_object, style_of = pdfium.loose_box, pdfium.text_object, styles.of
    handles = [text_object(text, first) for first, _ in chars]
    boxes = (c_float * (8 * len(spans)))()
    at = addressof(boxes)
    for first, end in chars:
        loose_box(text, first, at)
        loose_box(text, end - 1, at + 16)
        at += 32
    edges = boxes[:]
    words: list[Word] = []
    tokens: list[Token] = []
    left, width, turned = view.e, view.width, view.turns != 0
    following = [*handles[1:], None]
    for k, handle in enumerate(handles):
        if not handle:
            continue
        first, end = chars[k]
        begin, stop = spans[k]
        piece = string[begin:stop]
        # An operation's characters are all together: where the next word is of the same one, so is all of this.
        if handle != following[k] and handle != text_object(text, end - 1):
            tokens.extend(_parted(piece, first, text, view, styles))
            continue
        style = style_of(handle, first)
        plain, top, bottom, size, bold, font, *_ = style
        at = 8 * k
        if plain and not turned and not (rough and rough(piece)):
            x0, x1 = edges[at] + left, edges[at + 6] + left
            if x1 > 0 and x0 < width:
                words.append(Word(piece, x0, top, x1, bottom, size, bold, font.name))
                continue
        x0, y0, x1, y1, *last = edges[at : at + 8]
        box = view.box(min(x0, last[0]), min(y1, last[3]), max(x1, last[2]), max(y0, last[1]))
        tokens.append(Token(piece, first, box, style))
    tokens.extend(_unnamed(lost, text, view, styles))
    return words, tokens


def _sort_out(tokens: list[Token], text: int, view: View, words: list[Word], result: Print) -> None:
    """Tells words from signs, and from what no reader of the page sees."""
    lettered = {token.style.handle for token in tokens if token.style.font.type3 and len(token.text) > 1 and token.text.isalpha()}
    on_the_page = {Seen.ON_A_LINE: words, Seen.IN_WHITE: result.white, Seen.NOT: result.hidden}
    aside: dict[Seen, list[str]] = {}
    for token in tokens:
        string, _, (x0, top, x1, bottom), style = token
        seen = style.seen
        outside = x1 <= 0 or x0 >= view.width or bottom <= 0 or top >= view.height
        if outside or seen not in on_the_page:
            aside.setdefault(Seen.NOT if outside else seen, []).append(string)
            continue
        if seen is not Seen.NOT and _is_sign(token, lettered):
            result.inks.append(_glyph(token, text, view))
            continue
        if style.font.symbol:
            bullets = _DINGBATS if style.font.pi else _BULLETS
            string = "".join(bullets.get(char, char) for char in string)
        hyphen = ""
        if string[-1] in _HYPHENS and len(string) > 1:
            hyphen, string = _HYPHENS[string[-1]], string[:-1]
        string = _clean(string)
        if string:
            on_the_page[seen].append(Word(string, x0, style.top, x1, style.bottom, style.size, style.bold, style.font.name, hyphen))
    if Seen.BEHIND in aside:
        result.watermark = _clean(" ".join(aside[Seen.BEHIND]))
    for seen, code in ((Seen.NOT, "invisible_text"), (Seen.ON_END, "vertical_text"), (Seen.SLANTED, "slanted_text")):
        if seen in aside:
            result.notes.append((code, _clean(" ".join(aside[seen]))))


def _string(text: int, count: int) -> tuple[str, list[int]]:
    """The page's text, surrogates in pairs, and the index of each character that is not in it.

    pdfium leaves out control codes, which is what a font without a ToUnicode table gives for its glyphs.
    """
    buffer = (c_uint16 * (count + 1))()
    length = pdfium.get_text(text, 0, count, addressof(buffer)) - 1
    units = memoryview(buffer).cast("B")[: 2 * length]
    string = str(units, "utf-16-le", "surrogatepass")
    if len(string) != length:
        string = "".join(map(chr, buffer[:length]))
    if length == count:
        return string, []
    lost: list[int] = []
    before = -1
    for shift in range(count - length):  # the characters before the first that is in the text at this shift are lost
        low, high = before + 1 - shift if before >= 0 else 0, length
        while low < high:
            middle = (low + high) // 2
            if pdfium.char_of_text(text, middle) - middle > shift:
                high = middle
            else:
                low = middle + 1
        before = low + shift
        lost.append(before)
    return string, lost


def _parted(piece: str, first: int, text: int, view: View, styles: _Styles) -> list[Token]:
    """One token for each stretch of a word that several print operations set: cells may touch, and a sign may touch a word."""
    tokens: list[Token] = []
    box = (c_float * 4)()
    before = None
    for index, char in enumerate(piece, first):
        handle = pdfium.text_object(text, index)
        if not handle:
            continue
        pdfium.loose_box(text, index, addressof(box))
        style = styles.of(handle, index)
        placed = view.box(*box)
        if tokens and (handle == before or _continues(tokens[-1], placed, style, char)):
            tokens[-1] = _grown(tokens[-1], char, placed)
        else:
            tokens.append(Token(char, index, placed, style))
        before = handle
    return tokens


def _letter_by_letter(text: int, count: int, view: View, styles: _Styles) -> list[Token]:
    """The page's words put together from its letters: of a page with few lines pdfium may think that they run downwards."""
    tokens: list[Token] = []
    box = (c_float * 4)()
    whole = True  # the last token takes no more letters
    for index in range(count):
        handle = pdfium.text_object(text, index)
        if not handle:
            continue  # pdfium's own spaces and line breaks
        char = "\ufffe" if pdfium.is_hyphen(text, index) == 1 else chr(pdfium.unicode_of(text, index))
        if char.isspace():
            whole = True
            continue
        pdfium.loose_box(text, index, addressof(box))
        placed, style = view.box(*box), styles.of(handle, index)
        sign = "\u2639" <= char <= "\u263b" or "\ud800" <= char <= "\uf8ff"
        goes_on = (
            not whole and not sign and _continues(tokens[-1], placed, style, char) and placed[0] - tokens[-1].box[2] < GAP * style.size
        )
        if tokens and (goes_on or "\udc00" <= char <= "\udfff" or char == "\ufe0f" or unicodedata.combining(char)):
            tokens[-1] = _grown(tokens[-1], char, placed)
        else:
            tokens.append(Token(char, index, placed, style))
        whole = sign or char == "\ufffe"
    return tokens


def _grown(token: Token, char: str, box: tuple[float, float, float, float]) -> Token:
    x0, top, x1, bottom = token.box
    around = min(x0, box[0]), min(top, box[1]), max(x1, box[2]), max(bottom, box[3])
    return token._replace(text=token.text + char, box=around)


def _continues(token: Token, box: tuple[float, float, float, float], style: Style, char: str) -> bool:
    """Whether a character set by another operation goes on with the word: of its kind, on its line, and no step away."""
    if unicodedata.combining(char) or char in "\ufe0f\ufffe":
        return True
    other = token.style
    if style.font.symbol != other.font.symbol or style.font.type3 != other.font.type3 or style.seen is not other.seen:
        return False
    size = max(style.size, other.size)
    return -OVER * size < box[0] - token.box[2] < STEP * size and abs(style.bottom - other.bottom) < size / 2


def _unnamed(lost: list[int], text: int, view: View, styles: _Styles) -> list[Token]:
    """The characters a symbol font prints without saying what they are; in body text they are counted as unmapped."""
    tokens: list[Token] = []
    box = (c_float * 4)()
    for index in lost:
        handle = pdfium.text_object(text, index)
        if not handle:
            continue
        style = styles.of(handle, index)
        pdfium.loose_box(text, index, addressof(box))
        placed = view.box(*box)
        if placed[2] - placed[0] < 1:  # a joiner or a variation selector
            continue
        if style.font.symbol or style.font.type3:
            tokens.append(Token(chr(pdfium.unicode_of(text, index)), index, placed, style))
        else:
            styles.unnamed += 1
    return tokens


def _is_sign(token: Token, lettered: set[int]) -> bool:
    """Whether a token is a sign and not words. `lettered` are the Type3 fonts that print words on this page."""
    string, style = _whole(token.text), token.style
    if string[0] < "\u2000" and not style.font.special:
        return False
    if string[0] in _DOT or (_DINGBATS.get(string[0], "") in _DOT and style.font.symbol):
        return max(style.colour) - min(style.colour) > 60
    if _SMILEY.match(string):
        return True
    if style.font.type3:
        x0, _, x1, _ = token.box
        return style.handle not in lettered and (not _LETTERS.fullmatch(string) or (len(string) == 1 and x1 - x0 > WIDE * style.size))
    if style.font.pi:
        return any(char not in _DINGBATS for char in string)
    if style.font.symbol:
        return string[0] not in _BULLETS and not _LETTERS.fullmatch(string)
    return "\ue000" <= string[0] <= "\uf8ff" and string[0] not in _BULLETS


def _glyph(token: Token, text: int, view: View) -> Ink:
    """Its box is as the glyph reaches; the key is None in a Type3 font, where only its look tells what it prints."""
    string = unicodedata.normalize("NFC", _whole(token.text))
    font = token.style.font
    char = string if string.isprintable() or "\ue000" <= string[0] <= "\uf8ff" else None
    edges = (c_double * 4)()
    at = addressof(edges)
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(token.first, token.first + len(token.text)):
        pdfium.glyph_box(text, index, at, at + 8, at + 16, at + 24)
        left, right, bottom, top = edges
        if right - left > 1 and top - bottom > 1:
            boxes.append(view.box(left, bottom, right, top))
    x0, top, x1, bottom = zip(*boxes, strict=True) if boxes else [(edge,) for edge in token.box]
    key = None if font.type3 else (InkForm.GLYPH, *font.key, string, token.style.colour)
    return Ink(InkForm.GLYPH, min(x0), min(top), max(x1), max(bottom), key, char, font.name)


def _whole(string: str) -> str:
    """With its surrogates paired to the characters they stand for."""
    return string.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if string > "\ud7ff" else string


def _clean(string: str) -> str:
    string = _LIGATURE.sub(lambda match: _LIGATURES[match.group()], _DROPPED.sub("", _whole(string)))
    return unicodedata.normalize("NFC", string)


def prints_signs(handles: Iterable[int]) -> bool:
    """Whether one of these text objects is set in a font of signs."""
    return any(_font(font).symbol for font in {pdfium.font_of(handle) for handle in handles} if font)


class _Styles:
    """The style of each print operation of one page, asked for once; a font's handle is good for the page's life only."""

    def __init__(self, text: int, view: View) -> None:
        self.body = 0  # print operations in ordinary fonts
        self.unmapped = 0  # those of them whose first character no font names
        self.unnamed = 0  # characters that are only codes
        self._text = text
        self._view = view
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, Font] = {}
        self._matrix = (c_float * 6)()
        self._matrix_at = addressof(self._matrix)
        self._colour = (c_uint * 4)()
        self._colour_at = [addressof(self._colour) + 4 * k for k in range(4)]

    def of(self, handle: int, index: int) -> Style:
        """The style of a text object, of which `index` is a character."""
        style = self._styles.get(handle)
        if style is None:
            style = self._styles[handle] = self._read(handle, index)
        return style

    def known(self) -> frozenset[int]:
        return frozenset(self._styles)

    def _read(self, handle: int, index: int) -> Style:
        text, view = self._text, self._view
        font_handle = pdfium.font_of(handle) or 0
        font = self._fonts.get(font_handle)
        if font is None:
            font = self._fonts[font_handle] = _font(font_handle)
        pdfium.char_matrix(text, index, self._matrix_at)
        a, b, c, d, e, f = _SIX_FLOATS(self._matrix)
        mode = pdfium.render_mode(handle)
        pdfium.char_fill(text, index, *self._colour_at)
        red, green, blue, alpha = _FOUR_UINTS(self._colour)
        size = pdfium.font_size(text, index) * (c * c + d * d) ** 0.5
        if not font.special:
            self.body += 1
            self.unmapped += pdfium.unmapped(text, index) == 1
        along, down = view.a * a + view.c * b, view.b * a + view.d * b
        bottom = view.b * e + view.d * f + view.f + DESCENT * size
        top = bottom - size
        seen = _ON_A_LINE
        if mode in _INVISIBLE or alpha == 0 or size < TINY:
            seen = Seen.NOT
        elif along <= 0 or abs(down) > SLANT * along:
            seen = Seen.ON_END if abs(along) <= SLANT * abs(down) else Seen.BEHIND if size >= LARGE else Seen.SLANTED
        elif size >= STAMP and red + green + blue > 3 * PALE:
            seen = Seen.BEHIND
        elif red >= WHITE and green >= WHITE and blue >= WHITE and mode == 0:
            seen = Seen.IN_WHITE
        plain = seen is _ON_A_LINE and not font.special and bottom > 0 and top < view.height
        return Style(plain, top, bottom, size, font.bold or mode in _BOLDENED, font, font_handle, seen, (red, green, blue))


def _font(handle: int) -> Font:
    buffer = create_string_buffer(256)
    pdfium.font_name(handle, addressof(buffer), 256)
    printed_name = buffer.value.decode("utf-8", "replace")
    name = _SUBSET.sub("", printed_name)
    length = c_size_t()
    pdfium.font_data(handle, 0, 0, addressof(length))
    bold = bool(_BOLD_FONT.search(name)) or bool(pdfium.font_flags(handle) & _FORCE_BOLD)
    if _NAMELESS_FONT.fullmatch(name):
        bold = bold or pdfium.font_weight(handle) >= _BOLD_WEIGHT
    symbol = bool(_SYMBOL_FONT.search(name))
    type3 = not name and not length.value
    return Font(name, (printed_name, length.value), bold, symbol, bool(_PI_FONT.search(name)), type3, symbol or type3)
