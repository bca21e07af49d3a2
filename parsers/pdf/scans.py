"""Pages of a PDF by their pictures: those without text, those whose letters have no names, and those whose text layer reads badly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import addressof, byref, c_char, c_float, c_uint, c_void_p
from typing import TYPE_CHECKING

from parsers.language.alphabet import is_garbled
from parsers.language.swapped_letters import LOST
from parsers.model import late_regex as regex
from parsers.model.content import TEXT_OF, FileContent, PageContent, PlacedNote, Word
from parsers.model.rotation import shown_box
from parsers.pdf import pdfium
from parsers.pdf.coordinates import view_of
from parsers.pdf.letters import count_letters, count_nameless
from parsers.signs.appearance import Looks

if TYPE_CHECKING:
    from PIL.Image import Image

    from parsers.ocr.page import PicturePage

__all__ = ["Scans"]

DPI = 300  # pixels an inch: what letters are told best at
COARSE = 180  # with fewer an "o" is read as "a", unless its stairs are softened
SOFT = 0.3  # points
LEAST_DPI = 60  # a picture with fewer holds no letters
PIXELS_MOST = 40_000_000  # of a page's picture: a poster is read at fewer an inch
LARGE = 0.25  # of a page: a smaller picture does not tell how finely the page was scanned
UNSURE = 0.6  # a word read with less is a doubt of its row
NAMELESS_MOST = 0.3  # of a page's letters: with more the words are read anew, with fewer each letter by itself
NAMED = "[æøåÆØÅéÉ]"  # what a nameless letter may be: those that old programs leave out; a ligature is read as anything
AGREED = 0.97  # of a text layer's words that are read anew: with fewer the whole page is
SAMPLE = 0.2, 0.4  # of a page's height: where they are taken
FEWEST = 5  # words that tell how good a layer is
CERTAIN, LONG = 0.9, 3  # a word of so many letters that was read so surely is what stands there
MORE = 1.3  # of the sample's letters: a layer with more says what the page does not show
STAMP_MOST = 200  # letters: with more that are seen, a page with a picture behind it is print


class Scans:
    """Reads pages of one file from their pictures, by `mode` (auto, off, force) and as long as `has_time`; fills the file's content."""

    def __init__(self, mode: str, has_time: Callable[[], bool], looks: Looks, content: FileContent) -> None:
        self._mode, self._has_time, self._looks, self._content = mode, has_time, looks, content
        self._read: list[int] = []  # pages
        self._names: dict[str, set[str]] = {}  # of words with nameless letters
        self._turned = 0  # quarter turns that the page before needed
        self._left = 0  # pages that there was no time for

    def better(self, handle: c_void_p, page: PageContent, *, scanned: bool, transcribed: bool) -> PageContent:
        """The page, or as its picture shows it; `scanned` where pictures cover most of it, `transcribed` where words lie unseen on them."""
        if not self.wants(page, scanned=scanned, transcribed=transcribed):
            return page
        if self._left or (self._read and not self._has_time()):
            self._left += 1
            return page
        self._read.append(page.number)
        if self._mode == "force" or not page.words:
            return self._as_pictured(handle, page, [])
        if _is_scan(page, scanned=scanned, transcribed=transcribed):
            return self._layer_or_picture(handle, page)
        if count_nameless(page) / max(count_letters(page), 1) > NAMELESS_MOST or is_garbled(map(TEXT_OF, page.words)):
            made = self._pictured(handle, page.number)
            made.page.symbols = page.symbols or made.page.symbols
            made.page.rules, made.page.fills = page.rules, page.fills
            return self._kept(made)
        return self._named(handle, page)

    def wants(self, page: PageContent, *, scanned: bool, transcribed: bool) -> bool:
        """Whether a page's picture is looked at, if there is time."""
        wanted = self._mode == "force" or _is_scan(page, scanned=scanned, transcribed=transcribed) or bool(count_nameless(page))
        wanted = wanted or is_garbled(map(TEXT_OF, page.words))
        return wanted and self._mode != "off" and _is_ready()

    def tell_left(self) -> None:
        """Notes how many pages were read when the time was up."""
        if self._left:
            count = len(self._read)
            self._content.notes.append(("time_ran_out", self._read[-1], f"{count} af {count + self._left} sider"))

    def is_left(self, number: int) -> bool:
        """Whether there was no time for a page, which `tell_left` tells of."""
        return self._left > 0 and number not in self._read

    def _as_pictured(self, handle: c_void_p, page: PageContent, stamped: Sequence[Word]) -> PageContent:
        made = self._pictured(handle, page.number)
        if made.dropped:
            self._content.notes.append(("sign_read_as_letter", page.number, " ".join(made.dropped)))
        return self._kept(made, stamped)

    def _kept(self, made: PicturePage, stamped: Sequence[Word] = ()) -> PageContent:
        """What was read, with how sure each word is and what is unsure told; the words of a stamp stand as they are printed."""
        page = made.page
        sure = [(word, how) for word, how in zip(page.words, made.confidences, strict=True) if not any(_meet(word, one) for one in stamped)]
        page.words = [word for word, _ in sure] + list(stamped)
        self._tell_how_sure(page, sure)
        self._content.notes.append(("read_by_ocr", page.number, ""))
        return page

    def _tell_how_sure(self, page: PageContent, sure: Sequence[tuple[Word, float]]) -> None:
        shown = [(Word(word.text, *shown_box(word[1:5], page)), how) for word, how in sure]
        self._content.word_confidences[page.number] = shown
        self._content.marks += [PlacedNote("word_unsure", page.number, word[1:5], word.text) for word, how in shown if how < UNSURE]

    def _layer_or_picture(self, handle: c_void_p, page: PageContent) -> PageContent:
        """A scan with words laid over it: they are kept where a sample of them is read so again, else they are a stamp or badly read."""
        from parsers.ocr.page import read_picture, words_between

        picture, dpi = _picture(handle)
        top, bottom = (share * page.height for share in SAMPLE)
        said = [word for word in page.words if top < (word.top + word.bottom) / 2 < bottom]
        agreed = _agreement(words_between(picture, dpi, top, bottom), said)
        if agreed is None or agreed < AGREED:
            made = read_picture(picture, page.number, dpi, self._looks)
            if 2 * count_letters(made.page) < count_letters(page):  # the picture shows less than the layer says: it cannot be told
                return page
            if agreed is None:  # the sample was too small
                agreed = _agreement(list(zip(made.page.words, made.confidences, strict=True)), page.words)
            if agreed is None or agreed < AGREED:
                return self._kept(made, page.words if len(page.words) * 2 < len(made.page.words) else ())
        made = read_picture(picture, page.number, dpi, self._looks, page.words)
        self._content.notes.append(("text_layer_kept", page.number, ""))
        self._tell_how_sure(made.page, [(word, agreed) for word in made.page.words])
        return made.page

    def _pictured(self, handle: c_void_p, number: int) -> PicturePage:
        from parsers.ocr.page import read_picture

        picture, dpi = _picture(handle)
        made = read_picture(picture, number, dpi, self._looks, likely=self._turned)
        self._turned = made.page.turned
        return made

    def _named(self, handle: c_void_p, page: PageContent) -> PageContent:
        """The page with the names of its nameless letters as they are read in its picture, where all others are read so too."""
        from parsers.ocr.engine import readings_of

        picture, dpi = _picture(handle)
        grey, scale = picture.convert("L"), dpi / 72
        sure: list[tuple[Word, float]] = []
        left: list[int] = []
        for at, word in enumerate(page.words):
            if LOST in word.text and word.text.count(LOST) * 2 <= len(word.text):
                x0, top, x1, bottom = (round(side * scale) for side in word[1:5])
                alike = regex.compile(NAMED.join(map(regex.escape, word.text.split(LOST))))
                read = next((each for each in readings_of(grey, (x0, top, x1, bottom), dpi) if alike.fullmatch(each[0])), None)
                if read is None:
                    left.append(at)
                    continue
                self._names.setdefault(word.text, set()).add(read[0])
                page.words[at] = named = word._replace(text=read[0])
                sure.append((named, read[1]))
        for at in left:  # the same letters are one word, where they were read as nothing else
            if len(names := self._names.get(page.words[at].text, ())) == 1:
                page.words[at] = page.words[at]._replace(text=next(iter(names)))
        self._tell_how_sure(page, sure)
        self._content.notes.append(("letters_named_by_ocr", page.number, ""))
        return page


def _is_scan(page: PageContent, *, scanned: bool, transcribed: bool) -> bool:
    return scanned and (transcribed or count_letters(page) <= STAMP_MOST)


def _is_ready() -> bool:
    from parsers.ocr.engine import is_available

    return is_available()


def _agreement(read: Sequence[tuple[Word, float]], said: Sequence[Word]) -> float | None:
    """The part of the words surely read that a layer says too; None where they are too few to tell, or it says much more."""
    sample = [word for word, how in read if how >= CERTAIN and len(word.text) >= LONG]
    letters = [sum(len(word.text) for word in words) for words in (said, [word for word, _ in read])]
    if len(sample) < FEWEST or letters[0] > MORE * letters[1]:
        return None
    return sum(any(word.text in other.text and _meet(word, other) for other in said) for word in sample) / len(sample)


def _meet(a: Word, b: Word) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom


def _picture(handle: c_void_p) -> tuple[Image, float]:
    """The page as shown, and how many pixels an inch it has. A coarse scan is enlarged with its edges smoothed, as no viewer does."""
    from PIL.Image import Resampling
    from PIL.ImageFilter import GaussianBlur

    view = view_of(handle)
    dpi = min(DPI, 72 * (PIXELS_MOST / max(view.width * view.height, 1.0)) ** 0.5)
    own = _own_dpi(handle, view.width * view.height)
    if own is None or own >= dpi:
        return _rendered(handle, dpi), dpi
    size = max(1, round(view.width * dpi / 72)), max(1, round(view.height * dpi / 72))
    if own >= COARSE:
        return _rendered(handle, own).resize(size, Resampling.LANCZOS), dpi
    return _rendered(handle, own).resize(size, Resampling.BILINEAR).filter(GaussianBlur(SOFT * dpi / 72)), dpi


def _own_dpi(handle: c_void_p, area: float) -> float | None:
    """How many pixels an inch the largest picture on the page has; None where none is large."""
    found = []
    across, down = c_uint(), c_uint()
    for at in range(pdfium.count_objects(handle)):
        item = pdfium.get_object(handle, at)
        if pdfium.object_type(item) == pdfium.IMAGE and pdfium.image_size(item, byref(across), byref(down)):
            left, bottom, right, top = pdfium.bounds_of(item)
            covered = abs((right - left) * (top - bottom))
            if covered > LARGE * area:
                found.append((covered, 72 * (across.value * down.value / covered) ** 0.5))
    dpi = max(found)[1] if found else None
    return dpi if dpi is not None and dpi >= LEAST_DPI else None


def _rendered(handle: c_void_p, dpi: float) -> Image:
    from PIL import Image

    view, scale = view_of(handle), dpi / 72
    across, down = max(1, round(view.width * scale)), max(1, round(view.height * scale))
    pixels = bytearray(across * down * 4)
    bitmap = pdfium.create_bitmap(across, down, pdfium.BGRX, addressof(c_char.from_buffer(pixels)), across * 4)
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        matrix, clip = (c_float * 6)(scale, 0, 0, scale, 0, 0), (c_float * 4)(0, 0, across, down)
        pdfium.render(bitmap, handle, addressof(matrix), addressof(clip), 0)
    finally:
        pdfium.destroy_bitmap(bitmap)
    return Image.frombuffer("RGB", (across, down), bytes(pixels), "raw", "BGRX", 0, 1)
