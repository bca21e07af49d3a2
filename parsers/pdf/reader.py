"""A PDF's bytes to a Document through pdfium: words, rules, fills and signs of each displayed page.

pdfplumber reads a page instead where pdfium cannot load it, or cannot name the letters of its body text.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import closing
from ctypes import c_void_p
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from parsers.language.alphabet import is_garbled
from parsers.model.content import TEXT_OF, FileContent, Note, PageContent, PlacedNote, Symbol, SymbolForm, UnreadableError
from parsers.model.rotation import shown_box
from parsers.pdf import pdfium
from parsers.pdf.annotations import Annotations, annotations_of, embedded_files, flattened
from parsers.pdf.coordinates import Box
from parsers.pdf.damage import REPAIRED_FILE, damage_notes, repaired
from parsers.pdf.glyph_resources import with_glyph_resources
from parsers.pdf.layers import Layers
from parsers.pdf.letters import count_nameless
from parsers.pdf.measures import sign_sized
from parsers.pdf.page_reader import ENGINE, Before, FirstReading, PageReader
from parsers.pdf.pages_ahead import Cores, PageAhead, PagesAhead
from parsers.pdf.render import rendered
from parsers.pdf.scans import Scans
from parsers.pdf.second_opinion import SecondOpinion
from parsers.pdf.signs_seen import is_shown, once
from parsers.pdf.visibility import WORD_CUT_OFF
from parsers.signs.appearance import Looks, Rendered, difference, look_of

__all__ = ["pages"]

OTHER_ENGINE = "pdfplumber"
REPAIRED = "qpdf"  # before the engine that read what it wrote anew
ENGINES = ("auto", ENGINE, OTHER_ENGINE)

PAGES_MOST = 20_000  # no follow-up is that long; a file may claim it
UNMAPPED = 0.02  # of the body text: more without a name is read again with pdfplumber
DRAWN = 20  # rules, shades and signs on a page without text: it shows a table, or letters as outlines
FEW_LETTERS = 40  # a page's number and a stamp are no text to miss
SAME = 0.1  # of a difference between looks: the same glyph of a font that does not say which
NONE_AHEAD = PagesAhead(0, lambda number: None, None)
LOOKS_MOST = 2_000  # of one document: more different drawings than that are no signs
_PASSWORD_WANTED, _UNKNOWN_SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_SET_ASIDE = frozenset({"invisible_text", "vertical_text", "slanted_text"})


def read_pdf(source: bytes | Path | str, engine: str = "auto") -> FileContent:
    """The whole file; `engine` is "pdfium", "pdfplumber", or "auto": pdfium, and pdfplumber for the pages it cannot read.

    Raises UnreadableError: `password`, `broken_pdf`, `scan_without_text` or `too_large`.
    """
    content = FileContent("application/pdf", ENGINE)
    content.pages = list(pages(source, content, engine))
    return content


def pages(
    source: bytes | Path | str,
    content: FileContent,
    engine: str = "auto",
    ocr: str = "auto",
    has_time: Callable[[], bool] = lambda: True,
    cores: Cores | None = None,
) -> Iterator[PageContent]:
    """The pages one by one, for files too long to hold. Not for two threads of a process at once: pdfium is one for them all.

    Pictures are read as long as `has_time`; where there are `cores`, pages are read on several. `content` is filled on the way: with
    looks, notes and the page count, and with pages that have all but what is printed on them. Raises UnreadableError as `read` does,
    `scan_without_text` after the last page.
    """
    if engine not in ENGINES:
        raise ValueError(f"engine is one of {', '.join(ENGINES)}, not {engine!r}")
    content.looks = looks = Looks()
    scans = Scans(ocr, has_time, looks, content)
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    return _pages(data, content, engine, looks, scans, cores if engine != OTHER_ENGINE else None)


def _pages(data: bytes, content: FileContent, engine: str, looks: Looks, scans: Scans, cores: Cores | None) -> Iterator[PageContent]:
    """The pages; of a file that pdfium cannot open, or not one page of, those of what could be repaired of it."""
    try:
        yield from _opened_pages(data, content, engine, looks, scans, cores)
    except UnreadableError as error:
        whole = repaired(data) if error.code == "broken_pdf" else None
        if whole is None:
            raise
        content.notes.append((REPAIRED_FILE, None, ""))
        yield from _opened_pages(whole, content, engine, looks, scans, cores, (REPAIRED,))


def _opened_pages(
    data: bytes,
    content: FileContent,
    engine: str,
    looks: Looks,
    scans: Scans,
    cores: Cores | None,
    before: tuple[str, ...] = (),
) -> Iterator[PageContent]:
    """Looks for damage on the way, but of a file written anew. Raises UnreadableError, with `broken_pdf` before any page was given."""
    handle = pdfium.open_document(data) or 0
    fault = _fault(handle)
    try:
        with closing(_PdfReader(handle, data, engine, content, looks, scans)) as reader:
            content.page_count = reader.begin(cores) if fault is None else None
            if not before:
                content.notes += damage_notes(data)
            if fault is not None:
                raise fault
            if names := embedded_files(handle):
                content.notes.append(("embedded_files", None, ", ".join(names)))
            engines: set[str] = set()
            for page in reader.pages():
                engines.add(page.engine)
                content.engine = "+".join([*before, *sorted(engines)])
                content.pages.append(replace(page, words=[], rules=[], fills=[], symbols=[]))
                yield page
    finally:
        pdfium.close_document(handle)


def _fault(handle: int) -> UnreadableError | None:
    """Why a file that pdfium opened, or did not just now, is not read."""
    if not handle and pdfium.last_error() == _PASSWORD_WANTED:
        return UnreadableError("password", "the PDF wants a password: save a copy without one and read that")
    if not handle and pdfium.last_error() == _UNKNOWN_SECURITY:
        return UnreadableError("unknown_encryption", "the PDF is encrypted in an unknown way: save a copy without encryption and read that")
    if not handle:
        return UnreadableError("broken_pdf", "the PDF is damaged: fetch it again, or open it and save it anew")
    count = pdfium.page_count(handle)
    if count > PAGES_MOST:
        return UnreadableError("too_large", f"the PDF has {count} pages: split it")
    if count < 1:
        return UnreadableError("broken_pdf", "the PDF has no pages: fetch it again, or open it and save it anew")
    return None


class _PdfReader:
    """Reads the pages of one open file in order."""

    def __init__(self, handle: int, data: bytes, engine: str, content: FileContent, looks: Looks, scans: Scans) -> None:
        self._handle = handle
        self._scans = scans
        self._data = data
        self._engine = engine
        self._document = content
        self._looks = looks
        self._reader = PageReader(handle, Layers(data))
        self._apart = self._reader.apart()  # for pages that are read ahead
        self._ahead = NONE_AHEAD
        self._count = 0
        self._sent: set[Hashable] = set()  # keys of signs whose pixels went along with pages read ahead
        self._before = self._guess = Before()  # what the pages in front tell, and what the one read last did
        self._second = SecondOpinion(data, content.notes)
        self._empty = True
        self._scanned = False
        self._completed: int | None = None  # the file in which glyphs have what they are drawn with; 0 where there is none

    def close(self) -> None:
        self._ahead.close()
        self._ahead = NONE_AHEAD  # it has this reader, too: two that have one another stay, with all of the file, until they are looked for
        if self._completed:
            pdfium.close_document(self._completed)

    def begin(self, cores: Cores | None) -> int:
        """Has pages read ahead where there are cores for it; gives how many there are."""
        self._count = pdfium.page_count(self._handle)
        self._ahead = PagesAhead(self._count, self._by_itself, cores)
        self._ahead.hire(1)
        return self._count

    def pages(self) -> Iterator[PageContent]:
        broken = 0
        for number in range(1, self._count + 1):
            noted, marked = len(self._document.notes), len(self._document.marks)
            page = self._page(number)
            if page is None:
                broken += 1
                self._document.notes.append(("page_unread", number, ""))
            else:
                self._empty = self._empty and not page.words
                if _is_mostly_set_aside(page, self._document.notes[noted:], self._document.marks[marked:]):
                    self._document.notes.append(("page_mostly_unread", number, ""))
                yield page
        self._scans.tell_left()
        if broken == self._count:
            raise UnreadableError("broken_pdf", "no page of the PDF can be read: fetch it again, or open it and save it anew")
        if self._empty and self._scanned:
            raise UnreadableError("scan_without_text", "no page of the PDF has text: run text recognition (OCR) on it and read that")
        if self._empty:
            raise UnreadableError("no_text", "no page of the PDF has text or a scanned picture: look the file through")

    def _page(self, number: int) -> PageContent | None:
        """None when neither engine can read the page."""
        if (ahead := self._ahead.take(number, self._fits)) is not None:
            return self._taken(ahead)
        notes, marks = self._document.notes, self._document.marks
        noted, marked, before = len(notes), len(marks), self._before
        page, undrawn = self._as_it_is(number)
        if undrawn and self._completed is None and self._complete():
            del notes[noted:], marks[marked:]
            self._before = before
            page, _ = self._as_it_is(number)
        return page

    def _complete(self) -> bool:
        """Goes on with the file in which each glyph has what it is drawn with; False where there is none."""
        whole = with_glyph_resources(self._data)
        self._completed = (pdfium.open_document(whole) or 0) if whole is not None else 0
        if whole is None or not self._completed:
            return False
        self._handle = self._reader.handle = self._completed
        self._data = self._second.data = whole
        self._ahead.close()
        self._ahead = NONE_AHEAD  # what was read ahead was the file as it is
        return True

    def _as_it_is(self, number: int) -> tuple[PageContent | None, bool]:
        """The page, and whether a glyph on it draws nothing, for want of what it is drawn with."""
        with pdfium.opened_page(self._handle, number - 1) as handle:
            beside = annotations_of(handle) if handle is not None else Annotations()
            if not (beside.typed and flattened(handle)):
                return self._open_page(number, handle, beside)
        with pdfium.opened_page(self._handle, number - 1) as handle:  # on which typed fields and notes are now print
            return self._open_page(number, handle, beside)

    def _open_page(self, number: int, handle: c_void_p | None, beside: Annotations) -> tuple[PageContent | None, bool]:
        """The page as the engine that names more of its letters reads it."""
        rotation = pdfium.page_rotation(handle) if handle is not None else 0
        first = FirstReading(before=self._before)
        if handle is not None:
            first = self._reader.read(handle, number, beside, self._before)
        self._learn(first)
        page = first.page if self._engine != OTHER_ENGINE else None
        if self._engine == OTHER_ENGINE or (self._engine == "auto" and (page is None or _names_too_few(first.unmapped, page))):
            page = self._second.better(page, number, first)
        elif first.lost and self._engine == "auto" and page is not None:
            page.symbols += self._second.signs_missed(page)
        if page is not None and handle is not None:
            self._notice(first, first.page or page)
            page = self._scans.better(handle, page, scanned=first.scanned, transcribed=first.transcribed)
            self._tell_wordless(page, scanned=first.scanned)
            if is_garbled(map(TEXT_OF, page.words)):
                self._document.notes.append(("letters_lost", number, ""))
            if page.turned and page.engine != ENGINE:
                pdfium.rotate_page(handle, (rotation + page.turned) % 4)
            page.symbols = [self._known(symbol, partial(rendered, handle)) for symbol in _seen(page.symbols, handle, cut=first.cut)]
        return page, first.undrawn

    def _learn(self, first: FirstReading) -> None:
        self._document.notes += first.notes
        self._before = self._guess = first.after

    def _notice(self, first: FirstReading, page: PageContent) -> None:
        self._document.marks += [PlacedNote(each.code, page.number, shown_box(each.box, page), each.words) for each in first.noticed]
        self._scanned = self._scanned or (first.scanned and self._empty)

    def _tell_wordless(self, page: PageContent, *, scanned: bool) -> None:
        shows = scanned or len(page.rules) + len(page.fills) + len(page.symbols) >= DRAWN
        if not page.words and shows and not self._scans.is_left(page.number):
            self._document.notes.append(("page_without_text", page.number, ""))

    # Ahead

    def _by_itself(self, number: int) -> PageAhead | None:
        """A page out of its turn, of which nothing is kept here; None where it takes more than pdfium and what is printed on it."""
        with pdfium.opened_page(self._handle, number - 1) as handle:
            beside = annotations_of(handle) if handle is not None else Annotations(typed=True)
            if beside.typed:  # which changes the page
                return None
            rotation = pdfium.page_rotation(handle)
            try:
                first = self._apart.read(handle, number, beside, self._guess)
                self._guess = first.after
                page = first.page
                if page is None or not self._is_all(first, page):
                    return None
                page.symbols = _seen(page.symbols, handle, cut=first.cut)
                return PageAhead(first, self._strange_signs(page.symbols, handle))
            finally:
                if pdfium.page_rotation(handle) != rotation:
                    pdfium.rotate_page(handle, rotation)

    def _is_all(self, first: FirstReading, page: PageContent) -> bool:
        """Whether nothing is done about a page but what pdfium tells of it, and nothing else of the file counts for it."""
        if first.recalled or (first.undrawn and self._completed is None):
            return False
        if self._engine == "auto" and (first.lost or _names_too_few(first.unmapped, page)):
            return False
        return not self._scans.wants(page, scanned=first.scanned, transcribed=first.transcribed)

    def _strange_signs(self, symbols: Sequence[Symbol], handle: c_void_p) -> dict[Box, Rendered | None]:
        """The pixels of the signs that were not met by whoever reads ahead."""
        signs: dict[Box, Rendered | None] = {}
        for symbol in symbols:
            box = symbol[1:5]
            if symbol.key not in self._sent and sign_sized(box):
                signs[box] = rendered(handle, box)
                if symbol.key is not None and signs[box] is not None:
                    self._sent.add(symbol.key)
        return signs

    def _fits(self, ahead: PageAhead) -> bool:
        """Whether a page would be read so here and now."""
        first, signs = ahead
        assert first.page is not None, "no page is sent without what is on it"
        known = {symbol.key for symbol in first.page.symbols if signs.get(symbol[1:5]) is not None}
        strange = [symbol for symbol in first.page.symbols if symbol[1:5] not in signs and sign_sized(symbol[1:5])]
        if any(symbol.key not in known and symbol.key not in self._looks.signs for symbol in strange):
            return False
        before = first.before
        return first.labelled or (before.headed == self._before.headed and before.is_open == self._before.is_open)

    def _taken(self, ahead: PageAhead) -> PageContent:
        first, signs = ahead
        assert first.page is not None, "no page is sent without what is on it"
        first.before = self._before
        self._learn(first)
        self._notice(first, first.page)
        self._tell_wordless(first.page, scanned=first.scanned)
        first.page.symbols = [self._known(symbol, signs.get) for symbol in first.page.symbols]
        return first.page

    # Signs

    def _known(self, symbol: Symbol, draw: Callable[[Box], Rendered | None]) -> Symbol:
        """The symbol with its look in the document, rendered once for each key."""
        looks = self._looks
        box = symbol.x0, symbol.top, symbol.x1, symbol.bottom
        if (symbol.key is not None and symbol.key in looks.signs) or not sign_sized(box) or len(looks.signs) >= LOOKS_MOST:
            return symbol
        sign = draw(box)
        if sign is None:
            return symbol
        if symbol.key is None:
            look = look_of(sign)
            if look is None:
                return symbol
            alike = (SymbolForm.GLYPH, "", symbol.char)
            others = [key for key in looks.signs if isinstance(key, tuple) and key[:3] == alike]
            same = [key for key in others if (other := looks.get(key)) is not None and difference(other, look) < SAME]
            symbol = symbol._replace(key=same[0] if same else (*alike, len(others)))
        looks.signs.setdefault(symbol.key, sign)
        return symbol


def _is_mostly_set_aside(page: PageContent, notes: Sequence[Note], marks: Sequence[PlacedNote]) -> bool:
    """Whether more of a page's letters were set aside than were read: hidden or slanted text may be what the page is about."""
    aside = sum([len(words) for code, _, words in notes if code in _SET_ASIDE])
    if any(mark.code == WORD_CUT_OFF for mark in marks):  # else what is hidden may be a layer that is off
        aside += sum([len(mark.words) for mark in marks])
    return aside > FEW_LETTERS and aside > sum([len(word.text) for word in page.words])


def _names_too_few(unmapped: float, page: PageContent) -> bool:
    """Whether so many of a page's letters have no names that the second engine is asked."""
    return unmapped > UNMAPPED or (unmapped > 0 and count_nameless(page) > 0) or is_garbled(map(TEXT_OF, page.words))


def _seen(symbols: Sequence[Symbol], handle: c_void_p, *, cut: bool) -> list[Symbol]:
    """Those of a page's signs that are seen, from above; `cut` where some of its print is."""
    symbols = sorted(once(symbols), key=lambda symbol: (round(symbol.top), symbol.x0))
    return [symbol for symbol in symbols if is_shown(symbol, handle)] if cut else symbols
