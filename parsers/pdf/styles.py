"""How a page's print operations set their text: fonts, sizes and colours, and what of it a reader of the page can see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ctypes import addressof, c_double, c_float, c_size_t, c_void_p, create_string_buffer
from enum import Enum, auto
from functools import reduce
from operator import add
from struct import Struct
from typing import NamedTuple

from parsers.model.rotation import SLANT
from parsers.pdf import pdfium
from parsers.pdf.characters import BOLD_FONT, LINE_HYPHEN, PI_FONT, SYMBOL_FONT
from parsers.pdf.coordinates import View
from parsers.pdf.measures import DESCENT, LARGE, WHITE
from parsers.pdf.plain_questions import Setting
from parsers.pdf.questions import settings

__all__ = ["FontMemory", "Seen", "Style", "Styles", "fonts_of"]

STAMP = 40.0  # points: so is level print of this size when it is pale
TALLER, LOWER = 1.5, 8.0  # a letter is no taller than so many times its size, and no lower than an eighth: a dot, a dash
TINY = 1.0  # points: smaller print is there for machines
PALE = 150  # of 255: mean of red, green and blue
WIDTHS_MOST = 4_000  # letters and words of a font

_NAMELESS_FONT = re.compile(r"(cidfont\+?)?[a-z]{0,2}\d*", re.IGNORECASE)
_SUBSET = re.compile(r"[A-Z]{6}\+")
_COMMONEST = "enrati"  # letters: every font that sets Danish words has one of them
_FORCE_BOLD = 1 << 18  # of a font's flags
_BOLD_WEIGHT = 600
_BOLDENED = {2, 6}  # text render modes: filled and outlined is how Word makes a bold it has no font for
_CLIP = 7  # what is painted behind them shows in the letters' form, and they themselves not
_INVISIBLE = {3, _CLIP}

_HOW = Struct("4I4f").unpack_from
_NAME, _LENGTH, _WIDTH = create_string_buffer(256), c_size_t(), c_float()  # where pdfium answers
_NAME_AT, _LENGTH_AT, _WIDTH_AT = map(addressof, (_NAME, _LENGTH, _WIDTH))


class Seen(Enum):
    """How a reader of the page sees a piece of text."""

    ON_A_LINE = auto()
    IN_WHITE = auto()  # only where something dark lies under it
    NOT = auto()
    ON_END = auto()
    SLANTED = auto()
    BEHIND = auto()  # a watermark


class Widths(dict[str, float]):
    """How wide a font's letters are, and its words, in parts of its size; asked of pdfium when first met."""

    handle = 0  # the font's, on the page being read

    def __missing__(self, text: str) -> float:
        if len(text) > 1:
            width = reduce(add, map(self.__getitem__, text))  # a sum is told otherwise from Python 3.12 on
            if len(self) >= WIDTHS_MOST:
                return width
        else:
            _WIDTH.value = 0.0  # of what the font has no glyph for
            pdfium.glyph_width(self.handle, ord("-" if text == LINE_HYPHEN else text), 1.0, _WIDTH_AT)
            width = _WIDTH.value
        self[text] = width
        return width


class Font(NamedTuple):
    """`key` tells two fonts of one name apart; a Type3 font has neither name nor data."""

    name: str
    key: FontKey
    bold: bool
    symbol: bool
    pi: bool
    type3: bool
    odd: bool  # it has none of the commonest letters: what it sets alone may be signs
    special: bool  # a symbol font, a Type3 font or an odd one: what looks like its words may be signs
    widths: Widths


FontKey = tuple[bytes, int]  # its name with the subset's letters, and how long its file is
FontMemory = dict[FontKey, Font]


class Style(NamedTuple):
    """How print operations set their text; many on a page share one."""

    plain: bool  # its words are words: nothing to look at more closely
    size: float
    advance: float  # points for an em, along the line
    bold: bool
    widths: Widths
    drop: float  # from a baseline, as the page counts, to the displayed bottom of its words
    font: Font
    handle: int  # the font's
    unmapped: bool
    seen: Seen
    colour: tuple[int, int, int]
    clips: bool  # its letters are seen where something is painted in them


class Styles:
    """The style of each print operation of one page, asked for once; a font's handle is good for the page's life only."""

    def __init__(self, text: c_void_p, view: View, memory: FontMemory) -> None:
        self._text = text
        self._view = view
        self._memory = memory
        self.placed: dict[int, tuple[Style, float, float]] = {}  # by text object: its style, where it begins, the bottom of its words
        self.small_caps: set[tuple[float, float]] = set()  # the sizes of small capitals and of the capitals before them
        self._styles: dict[Setting, Style] = {}
        self._fonts: dict[int, Font] = {}

    def learn(self, characters: dict[int, int]) -> None:
        """Asks how these text objects are set, of each of which its first character's index is given, in the order of the page."""
        text, (a, b, c, d, e, *_, turned), placed = self._text, self._view, self.placed
        new = {handle: index for handle, index in characters.items() if handle not in placed} if placed else characters
        known: Setting | None = None
        for (handle, index), (setting, x, y) in zip(new.items(), settings(text, new), strict=True):
            if setting is not known:  # mostly one for many
                known, style = setting, self._styles.get(setting) or self._style(index, setting)
                drop = style.drop
            placed[handle] = (style, a * x + c * y + e, b * x + d * y + drop) if turned else (style, x + e, drop - y)

    def unmapped(self) -> float:
        """The part of the operations in ordinary fonts that are set as one is whose first character no font names."""
        if not any(style.unmapped for style in self._styles.values()):
            return 0.0
        styles = [style for style, _, _ in self.placed.values()]
        return sum(style.unmapped for style in styles) / sum(not style.font.special for style in styles)

    def _style(self, index: int, setting: Setting) -> Style:
        handle, em, mode, how = setting
        red, green, blue, alpha, a, b, c, d = _HOW(how)
        if em < 0:  # which turns the letters round, and the matrix mostly turns them back
            em, a, b, c, d = -em, -a, -b, -c, -d
        view = self._view
        font = self._fonts.get(handle)
        if font is None:
            font = self._fonts[handle] = _font(handle, self._memory)
        size = em * (c * c + d * d) ** 0.5
        if font.type3:
            size = self._drawn_size(index, size)
        along, down = view.a * a + view.c * b, view.b * a + view.d * b
        seen = Seen.ON_A_LINE
        if mode in _INVISIBLE or alpha == 0 or size < TINY:
            seen = Seen.NOT
        elif along <= 0 or abs(down) > SLANT * along:
            seen = Seen.ON_END if abs(along) <= SLANT * abs(down) else Seen.BEHIND if size >= LARGE else Seen.SLANTED
        elif size >= STAMP and red + green + blue > 3 * PALE:
            seen = Seen.BEHIND
        elif red >= WHITE and green >= WHITE and blue >= WHITE and mode == 0:
            seen = Seen.IN_WHITE
        style = self._styles[setting] = Style(
            plain=seen is Seen.ON_A_LINE and not font.special,
            size=size,
            advance=em * (a * a + b * b) ** 0.5,
            bold=font.bold or mode in _BOLDENED,
            widths=font.widths,
            drop=view.f + DESCENT * size,
            font=font,
            handle=handle,
            unmapped=not font.special and pdfium.unmapped(self._text, index) == 1,
            seen=seen,
            colour=(red, green, blue),
            clips=mode == _CLIP,
        )
        return style

    def _drawn_size(self, index: int, size: float) -> float:
        """The size of a Type3 font's letters, whose own matrix may make anything of the size they are set in: told by its first one."""
        edges = (c_double * 4)()
        if not pdfium.glyph_box(self._text, index, *(c_void_p(addressof(edges) + 8 * k) for k in range(4))):
            return size
        left, right, bottom, top = edges
        _, above, _, below = self._view.box(left, bottom, right, top)
        height = below - above
        return height if height >= TINY and not height / TALLER <= size <= height * LOWER else size


def _font(handle: int, memory: FontMemory) -> Font:
    _NAME.value, _LENGTH.value = b"", 0  # pdfium writes nothing of a name too long, or where there is no font
    pdfium.font_name(handle, _NAME_AT, len(_NAME))
    pdfium.font_data(handle, 0, 0, _LENGTH_AT)
    key = _NAME.value, _LENGTH.value
    font = memory.get(key)
    if font is None:
        font = _described(handle, *key)
        if not font.type3:  # of those one cannot be told from another
            memory[key] = font
    font.widths.handle = handle
    return font


def _described(handle: int, printed_name: bytes, length: int) -> Font:
    name = _SUBSET.sub("", printed_name.decode("utf-8", "replace"))
    bold = bool(BOLD_FONT.search(name)) or bool(pdfium.font_flags(handle) & _FORCE_BOLD)
    if _NAMELESS_FONT.fullmatch(name):
        bold = bold or pdfium.font_weight(handle) >= _BOLD_WEIGHT
    symbol = bool(SYMBOL_FONT.search(name))
    type3 = not name and not length
    widths = Widths()
    widths.handle = handle
    odd = not symbol and not type3 and not any(map(widths.__getitem__, _COMMONEST))
    return Font(name, (printed_name, length), bold, symbol, bool(PI_FONT.search(name)), type3, odd, symbol or type3 or odd, widths)


def fonts_of(handles: Iterable[int], memory: FontMemory) -> list[Font]:
    """The fonts that these text objects are set in."""
    return [_font(font, memory) for font in set(map(pdfium.font_of, handles)) if font]
