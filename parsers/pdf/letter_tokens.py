"""Words put together from pieces: of several print operations, or letter by letter where pdfium's lines cannot be trusted."""

from __future__ import annotations

import unicodedata
from ctypes import c_void_p
from itertools import groupby, pairwise

from parsers.pdf import pdfium
from parsers.pdf.characters import LINE_HYPHEN
from parsers.pdf.coordinates import View
from parsers.pdf.letters import is_letter, is_nameless
from parsers.pdf.note_marks import is_raised, raised
from parsers.pdf.questions import boxes, text_objects
from parsers.pdf.small_caps import are_small
from parsers.pdf.styles import Styles
from parsers.pdf.tokens import Token, united

__all__ = ["OVER", "STEP", "TOUCHING", "letter_by_letter", "parted_tokens"]

STEP = 0.3  # of the size: a gap this wide between two print operations parts two words, for instance of two cells
OVER = 0.25  # of the size: a letter set this far into the one before it is not its neighbour; "Te" is kerned by 0.17
LIGATURES = frozenset({"fi", "fl", "ff", "ffi", "ffl"})  # no words: in a form, as pages on a sheet are, pdfium gives them other places
APART, FURTHEST = 0.08, 0.8  # of the size: gaps between all letters of a print operation that sets them apart
TOUCHING = 0.08  # of the size: no space between two words is so narrow; Ghostscript kerns with spaces
FEWEST = 2  # gaps that tell so
GAP = 0.18  # of the size: letters further apart are of two words, where pdfium's own spaces cannot be trusted


def parted_tokens(piece: str, first: int, text: c_void_p, view: View, styles: Styles) -> list[Token]:
    """One token for each stretch of a word that several print operations set: cells may touch, and a sign may touch a word."""
    tokens: list[Token] = []
    handles = text_objects(text, range(first, first + len(piece)))
    styles.learn({handle: at for at, handle in enumerate(handles, first) if handle})
    before, at = None, 0
    split = False  # by a ligature that stands elsewhere: the word goes on
    for handle, letters in groupby(handles):
        begin, at = at, at + len(list(letters))
        if not handle:
            continue
        style, _, bottom = styles.placed[handle]
        around, end = (view.box(*box) for box in boxes(text, (first + begin, first + at - 1)))
        if at - begin > 1:
            around = united(around, end)
        token = Token(piece[begin:at], first + begin, around, bottom, style)
        if tokens and is_raised(style.size, bottom, tokens[-1].style.size, tokens[-1].bottom):
            token = token._replace(text=raised(token.text))
        elif tokens and token.text.isupper() and tokens[-1].text[-1].isalpha() and _is_small(token, tokens[-1]):
            styles.small_caps.add((style.size, tokens[-1].style.size))
            token = token._replace(text=token.text.lower())
        if tokens and (handle == before or split or _continues(tokens[-1], token)):
            tokens[-1] = _grown(tokens[-1], token)
            split = False
        elif tokens and token.text in LIGATURES:
            tokens[-1] = tokens[-1]._replace(text=tokens[-1].text + token.text)
            split = True
        elif tokens and tokens[-1].text in LIGATURES:
            tokens[-1] = token._replace(text=tokens[-1].text + token.text, first=tokens[-1].first)
        else:
            tokens.append(token)
        before = handle
    return tokens


def letter_by_letter(string: str, text: c_void_p, view: View, styles: Styles) -> list[Token]:
    """The page's words put together from its letters: of a page with few lines pdfium may think that they run downwards,
    and letters that are set apart it takes for words."""
    tokens: list[Token] = []
    whole = True  # the last token takes no more letters
    spaced = False  # a space was printed behind it
    letters = _letters(string, text, view, styles)
    spacing = _spacing(letters)
    for handle, token in letters:
        if token is None:
            spaced = spaced or -handle not in spacing
            continue
        char = token.text
        sign = "\u2639" <= char <= "\u263b" or "\ud800" <= char <= "\uf8ff"
        room = spacing.get(handle, 0.0)
        if spaced and not whole:
            whole = not -OVER * token.style.size < token.box[0] - tokens[-1].box[2] < TOUCHING * token.style.size
        spaced = False
        goes_on = not whole and not sign and token.box[0] - tokens[-1].box[2] < room + GAP * token.style.size
        if goes_on and room:
            goes_on = abs(token.bottom - tokens[-1].bottom) < token.style.size / 2
        elif goes_on:
            goes_on = _continues(tokens[-1], token)
        if tokens and (goes_on or "\udc00" <= char <= "\udfff" or char == "\ufe0f" or unicodedata.combining(char)):
            tokens[-1] = _grown(tokens[-1], token)
        else:
            tokens.append(token)
        whole = sign or char == LINE_HYPHEN
    return tokens


def _letters(string: str, text: c_void_p, view: View, styles: Styles) -> list[tuple[int, Token | None]]:
    """Each printed character with the operation that set it; None for a space, with its number negative where pdfium put it in."""
    handles = text_objects(text, range(len(string)))
    styles.learn({handle: index for index, handle in enumerate(handles) if handle})
    letters: list[tuple[int, Token | None]] = []
    for index, (char, handle, box) in enumerate(zip(string, handles, boxes(text, range(len(string))), strict=True)):
        if handle and char.isspace():
            letters.append((-handle if pdfium.is_generated(text, index) else handle, None))
        elif handle:  # else it is pdfium's own space or line break
            style, _, bottom = styles.placed[handle]
            letters.append((handle, Token(char, index, view.box(*box), bottom, style)))
    return letters


def _spacing(letters: list[tuple[int, Token | None]]) -> dict[int, float]:
    """How far apart each operation sets its letters, in points, where it sets them apart: their narrowest gap."""
    gaps: dict[int, list[float]] = {}
    for (handle, a), (other, b) in pairwise([letter for letter in letters if letter[0] > 0]):
        if handle == other and a is not None and b is not None and b.style.size:  # a damaged page may set letters of no size
            gaps.setdefault(handle, []).append((b.box[0] - a.box[2]) / b.style.size)
    sizes = {handle: token.style.size for handle, token in letters if token is not None}
    return {handle: min(each) * sizes[handle] for handle, each in gaps.items() if len(each) >= FEWEST and APART < min(each) < FURTHEST}


def _is_small(token: Token, before: Token) -> bool:
    """Whether small capitals go on from a capital, or from those behind one."""
    return before.text[0].isupper() and are_small(token.style.size, token.bottom, before.style.size, before.bottom)


def _grown(token: Token, char: Token) -> Token:
    """A token and what goes on with it; what begins with a nameless ligature is set as its letters are."""
    style = char.style if len(token.text) == 1 and is_nameless(token.text) else token.style
    return token._replace(text=token.text + char.text, box=united(token.box, char.box), style=style)


def _continues(token: Token, char: Token) -> bool:
    """Whether characters set by another operation go on with the word: of its kind, on its line, and no step away."""
    if unicodedata.combining(char.text[0]) or char.text[0] in "\ufe0f\ufffe":
        return True
    a, b = token.style, char.style
    if is_nameless(token.text) and char.text[0] == ":" and a.handle != b.handle:
        return False  # a sign of the reading guide
    if a.font.odd != b.font.odd and not (is_letter(token.text[-1]) and is_letter(char.text[0])):
        return False
    if a.font.symbol != b.font.symbol or a.font.type3 != b.font.type3 or a.seen is not b.seen:
        return False
    if token.text[-1] == "f" and char.box[2] == token.box[2]:
        return True  # each letter of a ligature has the box of all
    size = max(a.size, b.size)
    over = min(OVER * size, (char.box[0] - token.box[0]) / 2)  # a lone letter printed twice for boldness is not its own neighbour
    return -over < char.box[0] - token.box[2] < STEP * size and abs(token.bottom - char.bottom) < size / 2
