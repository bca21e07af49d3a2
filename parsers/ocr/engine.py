"""A grey picture to the words that tesseract reads in it, each with its box."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Box", "PictureWord", "is_available", "read_words", "readings_of", "sure_readings"]

LANGUAGE = "dan"
# where Debian, Homebrew and others put tesseract's data
DATA = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/opt/homebrew/share/tessdata",
)

SURE = 0.92  # a word read with less is looked at again by itself
SOFT = 0.3  # points: letters with softened edges are read more surely than those that a scan has roughened
SOFTER = 0.5  # points
SPECKLES = 5  # pixels, a side: what is smaller goes
LARGER = 1.5
VERY_SURE = 0.89  # of ten misread numbers none was read otherwise with as much
SHORT = 4.0  # of its height: a longer word is no better read alone
AROUND = 2.0  # points of paper around it
ALONE = 2  # letters: "1." above "budgetopfølgning" has nothing in its line that tells it from "i:"
BESIDE = 1.5  # of its height: what stands no further off is in the same line
BELOW = 2.5  # of its height: the next line's baseline lies no lower
GAP = 0.4  # of its height: a space

_confidence = attrgetter("confidence")

Box = tuple[int, int, int, int]  # left, top, right, bottom, in pixels


class PictureWord(NamedTuple):
    """A word as read, its box, the height of its baseline, and how sure the engine is, 0 to 1."""

    text: str
    box: Box
    baseline: float
    confidence: float


@lru_cache(maxsize=1)
def _data() -> str | None:
    """The folder with the data for Danish; None where there is none."""
    folders = [os.environ.get("TESSDATA_PREFIX", ""), *DATA]
    return next((folder for folder in folders if folder and (Path(folder) / f"{LANGUAGE}.traineddata").is_file()), None)


@lru_cache(maxsize=1)
def is_available() -> bool:
    """Whether the extra `ocr` and tesseract's data for Danish are installed."""
    from importlib.util import find_spec

    return _data() is not None and find_spec("tesserocr") is not None and find_spec("numpy") is not None


@lru_cache(maxsize=1)
def _engine() -> Any:
    """One engine a process: it takes a tenth of a second to load."""
    import tesserocr

    return tesserocr.PyTessBaseAPI(path=_data(), lang=LANGUAGE, psm=tesserocr.PSM.AUTO)


@contextmanager
def _unheard() -> Iterator[None]:
    """What leptonica writes to the terminal of boxes that it tried and threw away is no word to who reads."""
    terminal, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)
        os.close(nothing)


def read_words(picture: Image, dpi: float, *, one_block: bool = False) -> list[PictureWord]:
    """The words of a grey picture of `dpi` pixels an inch, in reading order; `one_block` where it is a single column."""
    from PIL.ImageFilter import GaussianBlur
    from tesserocr import PSM, RIL, iterate_level

    engine = _engine()
    soft = picture.filter(GaussianBlur(SOFT * dpi / 72))
    engine.SetPageSegMode(PSM.SINGLE_BLOCK if one_block else PSM.AUTO)
    engine.SetImage(picture)
    engine.SetSourceResolution(round(dpi))
    with _unheard():
        engine.Recognize()
    words = []
    if (iterator := engine.GetIterator()) is not None:
        for item in iterate_level(iterator, RIL.WORD):
            text = _text(item, RIL.WORD)
            box, baseline = item.BoundingBox(RIL.WORD), item.Baseline(RIL.WORD)
            if text and box:
                low = sum(y for _, y in baseline) / 2 if baseline else box[3]
                words.append(PictureWord(text, box, low, item.Confidence(RIL.WORD) / 100))
    engine.SetPageSegMode(PSM.SINGLE_WORD)
    words = [max(_readings(engine, (picture, soft), dpi, word), key=_confidence) if _is_doubtful(word) else word for word in words]
    engine.SetPageSegMode(PSM.SINGLE_LINE)
    words = [_read_with(below, engine, picture, dpi, word) if (below := _line_below(word, words)) else word for word in words]
    engine.Clear()
    return words


def readings_of(picture: Image, box: Box, dpi: float) -> Iterator[tuple[str, float]]:
    """What stands in one box of a grey picture, and how sure the engine is, in each way to read it."""
    from PIL.ImageFilter import GaussianBlur
    from tesserocr import PSM

    engine, cut = _engine(), _cut(picture, box, dpi)
    for image in (cut, cut.filter(GaussianBlur(SOFT * dpi / 72))):
        for mode in (PSM.SINGLE_WORD, PSM.SINGLE_LINE):
            engine.SetPageSegMode(mode)
            yield _reading(engine, image, dpi)


def sure_readings(picture: Image, box: Box, dpi: float, letters: str) -> set[str]:
    """What is read surely in one box of a grey picture, among some letters alone, in all ways to look at it."""
    from PIL.Image import Resampling
    from PIL.ImageFilter import GaussianBlur, MedianFilter
    from tesserocr import PSM

    engine, cut = _engine(), _cut(picture, box, dpi)
    larger = round(cut.width * LARGER), round(cut.height * LARGER)
    found = set()
    engine.SetVariable("tessedit_char_whitelist", letters)
    for image in (cut, cut.filter(GaussianBlur(SOFTER * dpi / 72)), cut.filter(MedianFilter(SPECKLES))):
        for resolution, sized in ((dpi, image), (dpi * LARGER, image.resize(larger, Resampling.LANCZOS))):
            for mode in (PSM.SINGLE_WORD, PSM.SINGLE_LINE):
                engine.SetPageSegMode(mode)
                text, confidence = _reading(engine, sized, resolution)
                if text and confidence >= VERY_SURE:
                    found.add(text)
    engine.SetVariable("tessedit_char_whitelist", "")
    return found


def _cut(picture: Image, box: Box, dpi: float) -> Image:
    """What stands in a box, with some room around; of one that a damaged file makes larger than the page, what the page shows."""
    around = round(AROUND * dpi / 72)
    x0, x1 = (min(max(side, 0), picture.width) for side in (box[0], box[2]))
    top, bottom = (min(max(side, 0), picture.height) for side in (box[1], box[3]))
    return picture.crop((x0 - around, top - around, max(x0, x1) + around, max(top, bottom) + around))


def _is_doubtful(word: PictureWord) -> bool:
    """Whether a short word was read unsurely: "1." alone in a column comes out as "all" where the engine looks for a line."""
    x0, top, x1, bottom = word.box
    return word.confidence < SURE and x1 - x0 < SHORT * (bottom - top)


def _readings(engine: Any, pictures: Iterable[Image], dpi: float, word: PictureWord) -> Iterator[PictureWord]:
    """The word as it was read, and as it is read by itself in each picture."""
    yield word
    for picture in pictures:
        text, confidence = _reading(engine, _cut(picture, word.box, dpi), dpi)
        if text:
            yield word._replace(text=text, confidence=confidence)


def _line_below(word: PictureWord, words: Sequence[PictureWord]) -> PictureWord | None:
    """The word that the next line of a cell begins with, where a very short one is alone in its own."""
    x0, top, x1, bottom = word.box
    if len(word.text) > ALONE or (word.text.isalpha() and word.confidence >= SURE):
        return None
    below, height = None, max((other.box[3] - other.box[1] for other in words if abs(other.box[0] - x0) < bottom - top), default=0)
    for other in words:
        left, above, right, under = other.box
        if other is word:
            continue
        if above < bottom and top < under and left < x1 + BESIDE * height and x0 - BESIDE * height < right:
            return None
        if abs(left - x0) <= height / 2 and 0 < other.baseline - bottom <= BELOW * height and len(other.text) > ALONE:
            below = other if below is None or other.baseline < below.baseline else below
    return below


def _read_with(below: PictureWord, engine: Any, picture: Image, dpi: float, word: PictureWord) -> PictureWord:
    """The word as it is read in one line with what stands below it; as it was, where that word is then read otherwise."""
    from PIL import Image

    x0, top, x1, bottom = word.box
    left, above, right, under = below.box
    around = round(AROUND * dpi / 72)
    first = picture.crop((x0 - around, top - around, x1 + 1, bottom + 1))
    second = picture.crop((left - 1, above - around, right + around, under + around))
    foot, base = first.height, round(below.baseline) - above + around
    height = max(foot, base) + max(second.height - base, around)
    line = Image.new("L", (first.width + round(GAP * (under - above)) + second.width, height), 255)
    line.paste(first, (0, max(foot, base) - foot))
    line.paste(second, (line.width - second.width, max(foot, base) - base))
    text, confidence = _reading(engine, line, dpi)
    read, _, rest = text.partition(" ")
    return word._replace(text=read, confidence=confidence) if rest == below.text and read else word


def _reading(engine: Any, picture: Image, dpi: float) -> tuple[str, float]:
    """What stands in a picture, read as the engine is set, and how sure it is, 0 to 1."""
    with _unheard():
        engine.SetImage(picture)
        engine.SetSourceResolution(round(dpi))
        return _text(engine), engine.MeanTextConf() / 100


def _text(read: Any, *level: Any) -> str:
    try:
        return (read.GetUTF8Text(*level) or "").strip()
    except RuntimeError:  # tesserocr's way to say that nothing was read
        return ""
