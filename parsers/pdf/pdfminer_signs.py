"""What pdfminer saw on a page to rules, fills and signs: glyphs of symbol fonts, drawings and pictures."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable
from itertools import pairwise

from parsers.language.swapped_letters import LOST
from parsers.model.content import Fill, Rule, Symbol, SymbolForm
from parsers.pdf.characters import BULLETS, CUT, DINGBATS, DOTS, PI_FONT, SMILEY, SYMBOL_FONT
from parsers.pdf.measures import DOT_LEAST, PARTS_MOST, SATURATED, TOUCH, WHITE, Box, sign_sized
from parsers.pdf.outlines import box_around, is_inside
from parsers.pdf.pdfminer_page import Drawn, Letter
from parsers.pdf.pdfminer_words import follows

__all__ = ["INSIDE", "boxes_touch", "glyph_of", "is_sign", "on_page", "sorted_out", "with_private_letters"]

INSIDE = 1.0  # points: how far a sign's part may stand out of its box


def on_page(box: Box | Rule | Fill, width: float, height: float) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return 0 <= x <= width and 0 <= y <= height


def boxes_touch(a: Box, b: Box) -> bool:
    return a[0] <= b[2] + TOUCH and b[0] <= a[2] + TOUCH and a[1] <= b[3] + TOUCH and b[1] <= a[3] + TOUCH


def sorted_out(drawn: Drawn, width: float, height: float) -> tuple[list[Rule], list[Fill], list[Symbol]]:
    """Rules, shades, and the signs that are drawn or are pictures: a short stroke within a sign is its mouth and no rule."""
    rules = [rule for rule in drawn.rules if on_page(rule, width, height)]
    fills = [fill for fill in drawn.fills if on_page(fill, width, height)]
    symbols = [
        Symbol(SymbolForm.PICTURE, *box, (SymbolForm.PICTURE, key))
        for box, key in drawn.pictures
        if sign_sized(box) and on_page(box, width, height)
    ]
    for box, likeness, colour in _clusters([part for part in drawn.parts if on_page(part[0], width, height)]):
        within = [rule for rule in rules if is_inside(rule, box, INSIDE)]
        rules = [rule for rule in rules if not is_inside(rule, box, INSIDE)]
        ground = [fill for fill in fills if is_inside(fill, box, INSIDE)]
        fills = [fill for fill in fills if not is_inside(fill, box, INSIDE)]
        more = [_place_in(rule, box) for rule in within] + [(_place_in(fill, box), fill.colour) for fill in ground]
        if len(likeness) + len(more) > 1 or box[2] - box[0] >= DOT_LEAST or colour > SATURATED:
            symbols.append(Symbol(SymbolForm.DRAWING, *box, (SymbolForm.DRAWING, *likeness, *more)))
    squares = [fill for fill in fills if _is_coloured_square(fill, rules)]
    symbols += [Symbol(SymbolForm.DRAWING, *fill[:4], (SymbolForm.DRAWING, "square", fill.colour)) for fill in squares]
    fills = [fill for fill in fills if fill not in squares and min(fill.colour) < WHITE]
    rules += [rule for rule in drawn.pale if any(is_inside(rule, fill, 2.0) for fill in fills)]
    return rules, fills, symbols


def _clusters(parts: list[tuple[Box, Hashable, int]]) -> list[tuple[Box, list[Hashable], int]]:
    """Curves that overlap, directly or through others: one drawing each, when it is as large as a sign."""
    clusters: list[tuple[Box, list[Hashable], int]] = []
    for part_box, part, part_colour in parts[:PARTS_MOST]:
        box, likeness, colour = part_box, [part], part_colour
        apart = []
        for other in clusters:
            if boxes_touch(other[0], box):
                box, likeness, colour = box_around([other[0], box]), other[1] + likeness, max(other[2], colour)
            else:
                apart.append(other)
        clusters = [*apart, (box, likeness, colour)]
    return [cluster for cluster in clusters if sign_sized(cluster[0])]


def _place_in(thing: Rule | Fill, box: Box) -> tuple[int, int, int, int]:
    return round(thing.x0 - box[0]), round(thing.top - box[1]), round(thing.x1 - box[0]), round(thing.bottom - box[1])


def _is_coloured_square(fill: Fill, rules: list[Rule]) -> bool:
    return (
        sign_sized(fill[:4])
        and max(fill.colour) - min(fill.colour) > SATURATED
        and not any(boxes_touch((rule.x0 - 1, rule.top - 1, rule.x1 + 1, rule.bottom + 1), fill[:4]) for rule in rules)
    )


def is_sign(letter: Letter, lettered: set[str]) -> bool:
    """Whether a letter is a sign. `lettered` are the Type3 fonts that print words on this page."""
    char = letter.text[:1]
    symbol = bool(SYMBOL_FONT.search(letter.font))
    pi = bool(PI_FONT.search(letter.font))
    if not char or char.isspace():
        return False
    if char in DOTS or (symbol and DINGBATS.get(char) in DOTS):
        return max(letter.colour) - min(letter.colour) > SATURATED
    if SMILEY.match(char) or CUT.match(char):
        return True
    if letter.type3:
        return letter.font not in lettered
    if pi:
        return char not in DINGBATS
    private = "\ue000" <= char <= "\uf8ff"
    if symbol:
        return char not in BULLETS and (private or letter.text.startswith("(cid:"))
    return private and char not in BULLETS


def with_private_letters(letters: list[Letter]) -> list[Letter]:
    """The letters with what is printed in private use right behind one as a lost letter of its word; by itself it may be a sign."""
    known = letters[:1]
    for before, letter in pairwise(letters):
        private = "\ue000" <= letter.text[:1] <= "\uf8ff" and letter.text not in BULLETS and not SYMBOL_FONT.search(letter.font)
        lost = private and before.text.isalpha() and not letter.type3 and follows(before, letter)
        known.append(letter._replace(text=LOST) if lost else letter)
    return known


def glyph_of(letter: Letter) -> Symbol:
    char = unicodedata.normalize("NFC", letter.text)
    key: Hashable = (SymbolForm.GLYPH, letter.font, letter.text)
    if CUT.match(char):
        char, key = "", None  # two signs may be cut to one letter: only their looks tell them apart
    elif letter.text.startswith("(cid:"):
        char = ""
    return Symbol(SymbolForm.GLYPH, letter.x0, letter.top, letter.x1, letter.bottom, key, char or None, letter.font)
