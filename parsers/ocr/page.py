"""A page's picture to its content: words with their boxes, rules, and signs by their looks alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

import regex

from parsers.model.content import PageContent, Rule, Symbol, SymbolForm, Word
from parsers.ocr.engine import Box, read_words
from parsers.ocr.rules import straight_lines
from parsers.ocr.signs import signs_in
from parsers.ocr.straighten import straightened
from parsers.signs.appearance import MARGIN, Looks, Rendered

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["read_picture"]

ENGINE = "ocr"
POINTS = 72  # an inch
ASCENT, DESCENT = 1.0, 0.25  # of a word's height, from its baseline
COVERED = 0.6  # of a word: what a sign covers is no word
STROKES = regex.compile(r"[|!Il\[\]_—–\-.,:;'‘’]+")  # what a line of the table is read as


@dataclass(slots=True)
class PicturePage:
    """`confidences` tells of each word how sure it is, 0 to 1, in the order of `page.words`; `dropped` are letters read in signs."""

    page: PageContent
    confidences: list[float] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def read_picture(picture: Image, number: int, dpi: float, looks: Looks) -> PicturePage:
    """What is printed on a page, from its picture of `dpi` pixels an inch (any mode); its signs' pixels go into `looks`.

    A sign is never taken from a letter: what is as square and as large as one is a symbol, and what was read there is dropped.
    """
    scale = dpi / POINTS
    upright = straightened(picture.convert("L"))
    words = read_words(upright, dpi)
    lines = straight_lines(upright, scale)
    page = PageContent(number, upright.width / scale, upright.height / scale, engine=ENGINE)
    made = PicturePage(page)
    height = median([word.box[3] - word.box[1] for word in words]) if words else 0.0
    signs = signs_in(upright, scale, words, lines, height) if words else []
    for index, box in enumerate(signs):
        key = (SymbolForm.PICTURE, number, index)
        looks.signs.setdefault(key, _pixels(upright, box))
        x0, top, x1, bottom = (side / scale for side in box)
        page.symbols.append(Symbol(SymbolForm.PICTURE, x0, top, x1, bottom, key))
    for word in words:
        if any(_covers(sign, word.box) for sign in signs):
            made.dropped.append(word.text)
        elif not (STROKES.fullmatch(word.text) and any(_meet(line, word.box) for line in lines)):
            size = max(word.box[3] - word.box[1], height)  # "nu" is as large as "på": a line's words share their top
            (x0, _, x1, _), top, bottom = word.box, word.baseline - ASCENT * size, word.baseline + DESCENT * size
            page.words.append(Word(word.text, x0 / scale, top / scale, x1 / scale, bottom / scale, size / scale))
            made.confidences.append(word.confidence)
    page.rules = [Rule(*(side / scale for side in line)) for line in lines]
    return made


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _covers(outer: Box, inner: Box) -> bool:
    """Whether most of `inner` lies in `outer`."""
    across = min(outer[2], inner[2]) - max(outer[0], inner[0])
    down = min(outer[3], inner[3]) - max(outer[1], inner[1])
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return across > 0 and down > 0 and across * down > COVERED * area


def _pixels(picture: Image, box: Box) -> Rendered:
    """The sign with some of the paper around it."""
    x0, top, x1, bottom = box
    cut = picture.crop((x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)).convert("RGB")
    return Rendered(cut.tobytes("raw", "BGRX"), cut.width, cut.height)
