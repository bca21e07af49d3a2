"""A page's picture to its content: words with their boxes, rules, and signs by their looks alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from statistics import median
from typing import TYPE_CHECKING

from msgspec import Struct, field

from parsers.model import late_regex as regex
from parsers.model.content import OCR, PageContent, Rule, Symbol, SymbolForm, Word
from parsers.ocr.column_heads import without_heads
from parsers.ocr.engine import Box, PictureWord, read_words
from parsers.ocr.form_numbers import with_numbers_again
from parsers.ocr.form_words import with_form_words
from parsers.ocr.rules import straight_lines
from parsers.ocr.signs import signs_in
from parsers.ocr.straighten import levelled, skew, straightened
from parsers.signs.appearance import MARGIN, Looks, Rendered

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["PicturePage", "read_picture", "words_between"]

POINTS = 72  # an inch
ASCENT, DESCENT = 1.0, 0.25  # of a word's height, from its baseline
COVERED = 0.6  # of a word: what a sign covers is no word
SURE = 0.8  # a word read with as much is one
UNSURE = 0.6  # with less, its cell is looked at again by itself
UPRIGHT = 0.5  # of a page's letters: as many stand in sure words that run to the right
QUARTERS = (0, 1, 3, 2)  # turns clockwise that a page may need, the likeliest first
EDGE = 0.5  # points: how far a line's blurred edge reaches
LINE = 0.2  # of a word's height: as far apart the baselines of one line are
SMALL, RING = 0.74, 1.2  # of a tall letter's height: "n", and "å"
TALL, RINGED, BELOW = regex.compile(r"[\p{Lu}\dbdfhijklt()]"), regex.compile("[Åå]"), regex.compile(r"[gjpqyø(),;]")
STROKES = regex.compile(r"[|!Il\[\]_—–\-.,:;'‘’]+")  # what a line of the table is read as


class PicturePage(Struct):
    """`confidences` tells of each word how sure it is, 0 to 1, in the order of `page.words`; `dropped` are letters read in signs."""

    page: PageContent
    confidences: list[float] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def read_picture(picture: Image, number: int, dpi: float, looks: Looks, known: Sequence[Word] = (), likely: int = 0) -> PicturePage:
    """What is printed on a page, from its picture of `dpi` pixels an inch (any mode); its signs' pixels go into `looks`.

    Where its words are known, they are not read, but put where they stand on the level page. `likely` is how many quarter turns
    clockwise it may need, as the page before it did; what was turned is given as it then stands.

    A sign is never taken from a letter: what is as square and as large as one is a symbol, and what was read there is dropped.
    """
    scale = dpi / POINTS
    upright, lines, words, turned = _known(picture, dpi, known) if known else _read(picture, dpi, likely)
    page = PageContent(number, upright.width / scale, upright.height / scale, engine=OCR, turned=turned)
    made = PicturePage(page)
    height = median([word.box[3] - word.box[1] for word in words]) if words else 0.0
    signs = signs_in(upright, scale, words, lines, height) if words else []
    signs, words = without_heads(signs, words, upright, dpi)
    for index, box in enumerate(signs):
        key = (SymbolForm.PICTURE, number, index)
        looks.signs.setdefault(key, _pixels(upright, box))
        x0, top, x1, bottom = (side / scale for side in box)
        page.symbols.append(Symbol(SymbolForm.PICTURE, x0, top, x1, bottom, key))
    sizes = _sizes(words)
    for word in words:
        if any(_covers(sign, word.box) for sign in signs):
            made.dropped.append(word.text)
        elif not (STROKES.fullmatch(word.text) and any(_meet(line, word.box) for line in lines)):
            size = max(sizes[word], height)
            (x0, _, x1, _), top, bottom = word.box, word.baseline - ASCENT * size, word.baseline + DESCENT * size
            page.words.append(Word(word.text, x0 / scale, top / scale, x1 / scale, bottom / scale, size / scale))
            made.confidences.append(word.confidence)
    page.rules = [Rule(*(side / scale for side in line)) for line in lines]
    return made


def words_between(picture: Image, dpi: float, top: float, bottom: float) -> list[tuple[Word, float]]:
    """The words of the part of a page between two heights, in points, and how sure each is."""
    scale = dpi / POINTS
    band = picture.convert("L").crop((0, round(top * scale), picture.width, round(bottom * scale)))
    words = read_words(_without(band, straight_lines(band, scale), scale), dpi)
    return [
        (Word(word.text, x0 / scale, top + above / scale, x1 / scale, top + below / scale), word.confidence)
        for word in words
        for x0, above, x1, below in (word.box,)
    ]


def _known(picture: Image, dpi: float, known: Sequence[Word]) -> tuple[Image, list[Box], list[PictureWord], int]:
    scale, angle = dpi / POINTS, skew(picture)
    words = []
    for word in known:
        middle = (word.x0 + word.x1) / 2 * scale, (word.top + word.bottom) / 2 * scale
        x, y = levelled(*middle, picture.size, angle)
        across, down = x - middle[0], y - middle[1]
        x0, x1 = round(word.x0 * scale + across), round(word.x1 * scale + across)
        top, bottom = round(word.top * scale + down), round(word.bottom * scale + down)
        words.append(PictureWord(word.text, (x0, top, x1, bottom), bottom - DESCENT * (bottom - top) / (ASCENT + DESCENT), 1.0))
    level = straightened(picture, angle)
    return level, straight_lines(level.convert("L"), scale), words, 0


def _read(picture: Image, dpi: float, likely: int) -> tuple[Image, list[Box], list[PictureWord], int]:
    """The picture with its print running level to the right, its lines and words, and by how many quarter turns clockwise it was turned."""
    from PIL.Image import Transpose

    ways = {1: Transpose.ROTATE_270, 2: Transpose.ROTATE_180, 3: Transpose.ROTATE_90}  # PIL turns against the clock
    readings: list[tuple[int, Image, list[Box], list[PictureWord], int]] = []
    for turns in dict.fromkeys((likely, *QUARTERS)):
        level, lines, words = _read_level(picture.transpose(ways[turns]) if turns else picture, dpi)
        upright = _upright_letters(words)
        readings.append((upright, level, lines, words, turns))
        if upright >= UPRIGHT * sum(len(word.text) for word in words) > 0:
            break
    _, level, lines, words, turned = max(readings, key=itemgetter(0))
    return level, lines, words, turned


def _read_level(picture: Image, dpi: float) -> tuple[Image, list[Box], list[PictureWord]]:
    """The words are read without the lines, which else are taken for letters, or for the edges of columns."""
    level, scale = straightened(picture, skew(picture)), dpi / POINTS
    grey = level.convert("L")
    lines = straight_lines(grey, scale)
    bare = _without(grey, lines, scale)
    words = with_form_words(list(_cells_anew(read_words(bare, dpi), bare, lines, dpi)))
    return level, lines, with_numbers_again(words, bare, dpi)


def _cells_anew(words: Sequence[PictureWord], bare: Image, lines: Sequence[Box], dpi: float) -> Iterator[PictureWord]:
    """The words, those of a cell that was read unsurely as they are read in the cell alone, if that is surer.

    Where the lines of two cells stand at other heights, the engine makes lines of neither.
    """
    margin = round(EDGE * dpi / POINTS)
    cells = {cell for word in words if word.confidence < UNSURE and (cell := _cell_around(word.box, lines)) is not None}
    kept = list(words)
    for x0, top, x1, bottom in cells:
        within = [word for word in kept if x0 < (word.box[0] + word.box[2]) / 2 < x1 and top < (word.box[1] + word.box[3]) / 2 < bottom]
        cut = bare.crop((x0 + margin, top + margin, x1 - margin, bottom - margin))
        alone = [
            word._replace(
                box=(left + x0 + margin, above + top + margin, right + x0 + margin, below + top + margin),
                baseline=word.baseline + top + margin,
            )
            for word in (read_words(cut, dpi, one_block=True) if min(cut.size) > margin else ())
            for left, above, right, below in (word.box,)
        ]
        if _sureness(alone) > _sureness(within):
            kept = [word for word in kept if word not in within] + alone
    yield from kept


def _cell_around(box: Box, lines: Sequence[Box]) -> Box | None:
    """The lines nearest to a word on its four sides; None where one is open."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    beside = [line for line in lines if line[3] - line[1] >= line[2] - line[0] and line[1] <= y <= line[3]]
    across = [line for line in lines if line[2] - line[0] > line[3] - line[1] and line[0] <= x <= line[2]]
    left, right = [line[2] for line in beside if line[2] <= x], [line[0] for line in beside if line[0] >= x]
    above, below = [line[3] for line in across if line[3] <= y], [line[1] for line in across if line[1] >= y]
    return (max(left), max(above), min(right), min(below)) if left and right and above and below else None


def _sureness(words: Sequence[PictureWord]) -> float:
    """How sure the letters of some words are, on the whole."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0


def _sizes(words: Sequence[PictureWord]) -> dict[PictureWord, float]:
    """How tall the letters of each word are, in pixels, from the foot to the head: a printed line's words are one size.

    "nu" is as large as "på", whatever their boxes say, and so is what has a stroke of a rule in its box.
    """
    heights = sorted((word.baseline, _height(word)) for word in words)
    baselines = [baseline for baseline, _ in heights]
    sizes = {}
    for word in words:
        apart = LINE * (word.box[3] - word.box[1])
        line = heights[bisect_left(baselines, word.baseline - apart) : bisect_right(baselines, word.baseline + apart)]
        sizes[word] = median(height for _, height in line)
    return sizes


def _height(word: PictureWord) -> float:
    """A word's height from its foot to the head of its tall letters, though it may have none."""
    tall = RING if RINGED.search(word.text) else 1.0 if TALL.search(word.text) else SMALL
    return (word.box[3] - word.box[1]) / (tall + (DESCENT if BELOW.search(word.text) else 0.0))


def _without(picture: Image, lines: Sequence[Box], scale: float) -> Image:
    from PIL.ImageDraw import Draw

    bare, edge = picture.copy(), round(EDGE * scale)
    draw = Draw(bare)
    for x0, top, x1, bottom in lines:
        draw.rectangle((x0 - edge, top - edge, x1 - 1 + edge, bottom - 1 + edge), fill=255)
    return bare


def _upright_letters(words: Sequence[PictureWord]) -> int:
    """How many letters stand in sure words that run to the right."""
    level = [word for word in words if word.box[2] - word.box[0] > word.box[3] - word.box[1] or len(word.text) < 3]
    return sum(len(word.text) for word in level if word.confidence >= SURE)


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
