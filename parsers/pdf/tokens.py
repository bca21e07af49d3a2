"""Runs of print to what they are: words, signs printed as letters, and what no reader of the page sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from ctypes import addressof, c_double, c_float, c_void_p
from typing import NamedTuple

from msgspec import Struct, field

from parsers.language.swapped_letters import LOST
from parsers.model.content import Symbol, SymbolForm, Word
from parsers.pdf import pdfium
from parsers.pdf.characters import BULLETS, CUT, DINGBATS, DOTS, DROPPED, LIGATURE, LIGATURES, LINE_HYPHEN, SMILEY
from parsers.pdf.coordinates import Box, View
from parsers.pdf.letters import Ligatures, is_nameless
from parsers.pdf.measures import SATURATED, sign_sized
from parsers.pdf.styles import Seen, Style

__all__ = ["Placed", "Print", "Token", "cleaned", "glyph_box", "piece_of", "sort_out", "united"]

WIDE = 0.75  # of the size: a lone letter of a Type3 font as wide as this is a picture in a letter's clothes

_HYPHENS = {LINE_HYPHEN: "-", "\xad": "\xad", "\u2010": "\u2010"}
_SIGN = re.compile("(?:[\ud800-\udbff][\udc00-\udfff]|.)[\ufe00-\ufe0f\u200d]*")  # each of a sign's letters is a sign

_LETTERS = re.compile(r"[\w.,:;!?()\[\]/%&+\-–—'\"”“’*§=<>°‐]+")


class Token(NamedTuple):
    """A run of print before it is told whether it is a word or a sign. The box is displayed and as the glyphs reach."""

    text: str
    first: int  # pdfium's index of its first character
    box: Box
    bottom: float  # of a word on its baseline
    style: Style


Placed = dict[int, tuple[Style, float, float]]  # by text object: its style, where it begins, the bottom of its words


class Print(Struct):
    """`white` holds words printed in white, seen only where something dark lies under them; `hidden` those never seen."""

    words: list[Word] = field(default_factory=list)
    white: list[Word] = field(default_factory=list)
    hidden: list[Word] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    perhaps: list[tuple[Symbol, Word]] = field(
        default_factory=list
    )  # lone glyphs of odd fonts: signs where they look like faces, else words
    watermark: str | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)  # (finding code, words)
    beside: list[tuple[Box, str]] = field(default_factory=list)  # what is printed beside the page or below it
    placed: Placed = field(default_factory=dict)  # the text objects it comes from
    chopped: bool = False  # read letter by letter
    unmapped: float = 0.0  # the part of its body text that no font names


def sort_out(tokens: list[Token], text: c_void_p, view: View, words: list[Word], result: Print, ligatures: Ligatures) -> int:
    """Tells words from signs, and from what no reader of the page sees; gives the number of letters that no font names."""
    tokens = list(_with_private_letters(_without_blanks(tokens, text, view)))
    lettered = {token.style.handle for token in tokens if token.style.font.type3 and len(token.text) > 1 and token.text.isalpha()}
    on_the_page = {Seen.ON_A_LINE: words, Seen.IN_WHITE: result.white, Seen.NOT: result.hidden}
    aside: dict[Seen, list[str]] = {}
    nameless = 0
    for token in tokens:  # what one word proves of a glyph holds for the words before it, too
        _mended(token, token.text, text, view, ligatures)
    for token in tokens:
        string, _, (x0, top, x1, bottom), low, style = token
        seen = style.seen
        outside = x1 <= 0 or x0 >= view.width or bottom <= 0 or top >= view.height
        if outside and seen is Seen.ON_A_LINE and bottom > 0:
            result.beside.append((token.box, string))
        elif outside or seen not in on_the_page:
            aside.setdefault(Seen.NOT if outside else seen, []).append(string)
        if outside or seen not in on_the_page:
            continue
        if style.font.type3 and len(string) == 1:  # its widths may be all zero
            token = token._replace(box=united(token.box, glyph_box(token, text, view)))
        if seen is not Seen.NOT and _is_sign(token, lettered):
            result.symbols.extend(_glyphs(token, text, view))
            continue
        lone = len(string) == 1 and seen is Seen.ON_A_LINE and (style.font.odd or is_nameless(string))
        may_be_sign = lone and sign_sized(glyph_box(token, text, view))
        if style.font.symbol:
            bullets = DINGBATS if style.font.pi else BULLETS
            string = "".join(bullets.get(char, char) for char in string)
        hyphen = ""
        if string[-1] in _HYPHENS and len(string) > 1:
            hyphen, string = _HYPHENS[string[-1]], string[:-1]
        string = cleaned(_mended(token, string, text, view, ligatures))
        nameless += string.count(LOST)
        if string and may_be_sign:
            word = Word(string, x0, low - style.size, x1, low, style.size, style.bold)
            result.perhaps.append((_glyphs(token, text, view)[0], word))
        elif string:
            on_the_page[seen].append(Word(string, x0, low - style.size, x1, low, style.size, style.bold, 0.0, 0.0, hyphen))
    if Seen.BEHIND in aside:
        result.watermark = cleaned(" ".join(aside[Seen.BEHIND]))
    for seen, code in ((Seen.NOT, "invisible_text"), (Seen.ON_END, "vertical_text"), (Seen.SLANTED, "slanted_text")):
        said = cleaned(" ".join(aside.get(seen, ())))
        if said:
            result.notes.append((code, said))
    return nameless


def _mended(token: Token, string: str, text: c_void_p, view: View, ligatures: Ligatures) -> str:
    style = token.style
    if style.font.special and not style.font.odd:
        return string

    def width_at(at: int) -> float:
        left, _, right, _ = piece_of(token, text, view, at, at + 1).box
        return (right - left) / style.advance if style.advance else 0.0

    return ligatures.mended(string, style.font.key, width_at, style.widths.__getitem__)


def _without_blanks(tokens: Iterable[Token], text: c_void_p, view: View) -> Iterator[Token]:
    """The tokens cut where a nameless letter has no ink: it is a space."""
    for token in tokens:
        blank = [at for at, char in enumerate(token.text) if is_nameless(char) and not _has_ink(token, text, view, at)]
        begin = 0
        for at in blank:
            if at > begin:
                yield piece_of(token, text, view, begin, at)
            begin = at + 1
        if not blank:
            yield token
        elif begin < len(token.text):
            yield piece_of(token, text, view, begin, len(token.text))


def _has_ink(token: Token, text: c_void_p, view: View, at: int) -> bool:
    left, top, right, bottom = glyph_box(token, text, view, at)
    return right > left and bottom > top


def _with_private_letters(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens with what is printed in private use inside a word as a lost letter of it; by itself it may be a sign."""
    last: Token | None = None
    for token in tokens:
        of_words = last is not None and not any(each.style.font.symbol or each.style.font.type3 for each in (last, token))
        if last is not None and of_words and token.first == last.first + len(last.text):
            letter = "\ue000" <= token.text[0] <= "\uf8ff" and token.text[0] not in BULLETS and last.text[-1].isalpha()
            if letter or (last.text[-1] == LOST and len(last.text) > 1 and token.text[0].isalpha()):
                last = last._replace(text=last.text + (LOST if letter else token.text), box=united(last.box, token.box))
                continue
        if last is not None:
            yield last
        last = token
    if last is not None:
        yield last


def piece_of(token: Token, text: c_void_p, view: View, begin: int, end: int) -> Token:
    """Some of a token's letters as a token of their own."""
    box = (c_float * 4)()
    around: Box | None = None
    for at in (begin, end - 1):
        pdfium.loose_box(text, token.first + at, box)
        edge = view.box(*box)
        around = united(around, edge) if around else edge
    return Token(token.text[begin:end], token.first + begin, around or token.box, token.bottom, token.style)


def _is_sign(token: Token, lettered: set[int]) -> bool:
    """Whether a token is a sign and not words. `lettered` are the Type3 fonts that print words on this page."""
    string, style = _whole(token.text), token.style
    font = style.font
    if len(string) == 1 and CUT.match(string):
        return True
    if not font.special and (string[0] < "\u2000" or is_nameless(string[0])):
        return False
    if string[0] in DOTS or (font.symbol and DINGBATS.get(string[0]) in DOTS):
        return max(style.colour) - min(style.colour) > SATURATED
    if SMILEY.match(string):
        return True
    if font.type3:
        x0, _, x1, _ = token.box
        return style.handle not in lettered and (not _LETTERS.fullmatch(string) or (len(string) == 1 and x1 - x0 > WIDE * style.size))
    if font.pi:
        return any(char not in DINGBATS for char in string)
    if font.symbol:
        return string[0] not in BULLETS and not _LETTERS.fullmatch(string)
    return "\ue000" <= string[0] <= "\uf8ff" and string[0] not in BULLETS


def glyph_box(token: Token, text: c_void_p, view: View, at: int = 0) -> Box:
    """Where the ink of a token's letter is."""
    edges = (c_double * 4)()
    pdfium.glyph_box(text, token.first + at, *(c_void_p(addressof(edges) + 8 * k) for k in range(4)))
    left, right, bottom, top = edges
    return view.box(left, bottom, right, top)


def _glyphs(token: Token, text: c_void_p, view: View) -> list[Symbol]:
    """The signs of a token, each as its glyph reaches; the key is None where only its look tells which: Type3, a cut or nameless one."""
    font = token.style.font
    symbols: list[Symbol] = []
    edges = (c_double * 4)()
    at = [c_void_p(addressof(edges) + 8 * k) for k in range(4)]
    for match in _SIGN.finditer(token.text):
        string = unicodedata.normalize("NFC", _whole(match.group()))
        around: Box | None = None
        for index in range(token.first + match.start(), token.first + match.end()):
            pdfium.glyph_box(text, index, *at)
            left, right, bottom, top = edges
            if right - left > 1 and top - bottom > 1:
                box = view.box(left, bottom, right, top)
                around = united(around, box) if around else box
        if around is None and token.box[2] - token.box[0] < 1:  # a joiner or a variation selector by itself
            continue
        cut = CUT.match(string) is not None
        char = string if not cut and (string.isprintable() or "\ue000" <= string[0] <= "\uf8ff") else None
        key = None if font.type3 or cut or is_nameless(string) else (SymbolForm.GLYPH, *font.key, string, token.style.colour)
        symbols.append(Symbol(SymbolForm.GLYPH, *(around or token.box), key=key, char=char, font=font.name))
    return symbols


def _whole(string: str) -> str:
    """With its surrogates paired to the characters they stand for."""
    return string.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if string > "\ud7ff" else string


def cleaned(string: str) -> str:
    """A run's text as words have it: whole characters, ligatures as letters, nothing that is not seen."""
    string = LIGATURE.sub(lambda match: LIGATURES[match.group()], DROPPED.sub("", _whole(string)))
    return unicodedata.normalize("NFC", string)


def united(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
