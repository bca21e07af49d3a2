"""A PDF's bytes to a Document through pdfium: words, rules, fills and signs of each displayed page.

pdfplumber reads a page instead where pdfium cannot load it, or cannot name the letters of its body text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from ctypes import c_void_p
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from parsers.model.content import FileContent, LooseDrawing, Note, PageContent, PlacedNote, Rule, Symbol, SymbolForm, UnreadableError, Word
from parsers.model.rotation import quarter_turns, shown_box
from parsers.pdf import pdfium
from parsers.pdf.annotations import TYPED_NOTE, Annotations, annotations_of, embedded_files, flattened
from parsers.pdf.coordinates import Box, View, view_of
from parsers.pdf.damage import REPAIRED_FILE, damage_notes, repaired
from parsers.pdf.doubts import doubts_of
from parsers.pdf.glyph_resources import with_glyph_resources
from parsers.pdf.labels_on_page import has_initiatives_header, has_label, has_statuses
from parsers.pdf.layers import Layers
from parsers.pdf.letters import Ligatures, count_letters, count_nameless
from parsers.pdf.measures import holds, sign_sized
from parsers.pdf.render import rendered
from parsers.pdf.scans import Scans
from parsers.pdf.script import directions, script_of
from parsers.pdf.second_opinion import without_unseen
from parsers.pdf.shapes import Shapes, drawn, is_bare, objects_of
from parsers.pdf.signs_seen import is_shown, once, overlap, settle_patterned
from parsers.pdf.styles import FontMemory, draws_nothing, prints_signs
from parsers.pdf.tokens import Print
from parsers.pdf.visibility import Judge, Noticed
from parsers.pdf.words import in_lines, printed
from parsers.signs.appearance import Looks, difference, look_of, mouth_curve

__all__ = ["pages"]

ENGINE = "pdfium"
OTHER_ENGINE = "pdfplumber"
REPAIRED = "qpdf"  # before the engine that read what it wrote anew
ENGINES = ("auto", ENGINE, OTHER_ENGINE)

PAGES_MOST = 20_000  # no follow-up is that long; a file may claim it
UNMAPPED = 0.02  # of the body text: more without a name is read again with pdfplumber
BARE = 4  # drawn objects: with fewer a page has a line under its heading and a logo, not a table
DRAWN = 20  # rules, shades and signs on a page without text: it shows a table, or letters as outlines
SIDE_LEAST = 300.0  # points
STILL_OPEN = 3  # pages: a table's cell may run on so far without a label or a rule
FEW_LETTERS = 40  # a page's number and a stamp are no text to miss
SAME = 0.1  # of a difference between looks: the same glyph of a font that does not say which
LOOKS_MOST = 2_000  # of one document: more different drawings than that are no signs
BATCH = 8  # pages that pdfplumber reads at once: it reads the file's structure anew each time
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
    source: bytes | Path | str, content: FileContent, engine: str = "auto", ocr: str = "auto", has_time: Callable[[], bool] = lambda: True
) -> Iterator[PageContent]:
    """The pages one by one, for files too long to hold. Not for two threads of a process at once: pdfium is one for them all.

    Pictures are read as long as `has_time`. `content` is filled on the way: with looks, notes and the page count, and with pages
    that have all but what is printed on them. Raises UnreadableError as `read` does, `scan_without_text` after the last page.
    """
    if engine not in ENGINES:
        raise ValueError(f"engine is one of {', '.join(ENGINES)}, not {engine!r}")
    content.looks = looks = Looks()
    scans = Scans(ocr, has_time, looks, content)
    return _pages(source if isinstance(source, bytes) else Path(source).read_bytes(), content, engine, looks, scans)


def _pages(data: bytes, content: FileContent, engine: str, looks: Looks, scans: Scans) -> Iterator[PageContent]:
    """The pages; of a file that pdfium cannot open, or not one page of, those of what could be repaired of it."""
    content.notes += damage_notes(data)
    try:
        yield from _opened_pages(data, content, engine, looks, scans)
    except UnreadableError as error:
        whole = repaired(data) if error.code == "broken_pdf" else None
        if whole is None:
            raise
        content.notes.append((REPAIRED_FILE, None, ""))
        yield from _opened_pages(whole, content, engine, looks, scans, (REPAIRED,))


def _opened_pages(
    data: bytes, content: FileContent, engine: str, looks: Looks, scans: Scans, before: tuple[str, ...] = ()
) -> Iterator[PageContent]:
    """Raises UnreadableError, with `broken_pdf` before any page was given."""
    handle = pdfium.open_document(data)
    if not handle:
        if pdfium.last_error() == _PASSWORD_WANTED:
            raise UnreadableError("password", "the PDF wants a password: save a copy without one and read that")
        if pdfium.last_error() == _UNKNOWN_SECURITY:
            raise UnreadableError(
                "unknown_encryption", "the PDF is encrypted in an unknown way: save a copy without encryption and read that"
            )
        raise UnreadableError("broken_pdf", "the PDF is damaged: fetch it again, or open it and save it anew")
    try:
        content.page_count = pdfium.page_count(handle)
        if content.page_count > PAGES_MOST:
            raise UnreadableError("too_large", f"the PDF has {content.page_count} pages: split it")
        if content.page_count < 1:
            raise UnreadableError("broken_pdf", "the PDF has no pages: fetch it again, or open it and save it anew")
        if names := embedded_files(handle):
            content.notes.append(("embedded_files", None, ", ".join(names)))
        engines: set[str] = set()
        with closing(_PdfReader(handle, data, engine, content, looks, scans)) as reader:
            for page in reader.pages(content.page_count):
                engines.add(page.engine)
                content.engine = "+".join([*before, *sorted(engines)])
                content.pages.append(replace(page, words=[], rules=[], fills=[], symbols=[]))
                yield page
    finally:
        pdfium.close_document(handle)


class _FirstReading(NamedTuple):
    """A page as pdfium sees it: the part of its body text that no font names, whether it passes over signs, what it sets aside."""

    page: PageContent | None = None
    unmapped: float = 0.0
    lost: bool = False
    noticed: Sequence[Noticed] = ()
    scanned: bool = False  # pictures cover most of it
    transcribed: bool = False  # words lie over or under them unseen
    cut: bool = False  # some of its print is cut off, as where a page break parts a row


class _PdfReader:
    """Reads the pages of one open file in order."""

    def __init__(self, handle: int, data: bytes, engine: str, content: FileContent, looks: Looks, scans: Scans) -> None:
        self._handle = handle
        self._scans = scans
        self._data = data
        self._engine = engine
        self._document = content
        self._looks = looks
        self._headed = False  # a page held the header of a table with one row an initiative
        self._since_table = STILL_OPEN + 1  # pages from the last that held a table
        self._layers = Layers(data)
        self._fonts: FontMemory = {}
        self._ligatures = Ligatures()
        self._face_fonts: set[str | None] = set()
        self._second: dict[int, PageContent] = {}  # read ahead by pdfplumber
        self._second_notes: dict[int, list[Note]] = {}  # of those pages: of no account where the page is not used
        self._empty = True
        self._scanned = False
        self._undrawn = False  # a glyph draws nothing, for want of what it is drawn with
        self._completed: int | None = None  # the file in which they do, once it was opened; 0 where there is none

    def close(self) -> None:
        if self._completed:
            pdfium.close_document(self._completed)

    def pages(self, count: int) -> Iterator[PageContent]:
        broken = 0
        for number in range(1, count + 1):
            noted = len(self._document.notes)
            page = self._page(number)
            if page is None:
                broken += 1
                self._document.notes.append(("page_unread", number, ""))
            else:
                self._empty = self._empty and not page.words
                if _is_mostly_set_aside(page, self._document.notes[noted:]):
                    self._document.notes.append(("page_mostly_unread", number, ""))
                yield page
        self._scans.tell_left()
        if broken == count:
            raise UnreadableError("broken_pdf", "no page of the PDF can be read: fetch it again, or open it and save it anew")
        if self._empty and self._scanned:
            raise UnreadableError("scan_without_text", "no page of the PDF has text: run text recognition (OCR) on it and read that")
        if self._empty:
            raise UnreadableError("no_text", "no page of the PDF has text or a scanned picture: look the file through")

    def _page(self, number: int) -> PageContent | None:
        """None when neither engine can read the page."""
        notes, marks = self._document.notes, self._document.marks
        noted, marked, since_table = len(notes), len(marks), self._since_table
        page = self._as_it_is(number)
        if self._undrawn and self._completed is None and self._complete():
            del notes[noted:], marks[marked:]
            self._since_table = since_table
            page = self._as_it_is(number)
        return page

    def _complete(self) -> bool:
        """Goes on with the file in which each glyph has what it is drawn with; False where there is none."""
        whole = with_glyph_resources(self._data)
        self._completed = (pdfium.open_document(whole) or 0) if whole is not None else 0
        self._handle, self._data = (self._completed, whole) if whole is not None and self._completed else (self._handle, self._data)
        return bool(self._completed)

    def _as_it_is(self, number: int) -> PageContent | None:
        with pdfium.opened_page(self._handle, number - 1) as handle:
            beside = annotations_of(handle) if handle is not None else Annotations()
            if not (beside.typed and flattened(handle)):
                return self._open_page(number, handle, beside)
        with pdfium.opened_page(self._handle, number - 1) as handle:  # on which typed fields and notes are now print
            return self._open_page(number, handle, beside)

    def _open_page(self, number: int, handle: c_void_p | None, beside: Annotations) -> PageContent | None:
        """The page as the engine that names more of its letters reads it."""
        rotation = pdfium.page_rotation(handle) if handle is not None else 0
        try:
            first = self._first_reading(handle, number, beside) if handle is not None else _FirstReading()
        except (ValueError, OverflowError):  # places that are no numbers: the page is the other engine's
            self._document.notes.append(("damaged_page", number, ""))
            first = _FirstReading()
        page = first.page if self._engine != OTHER_ENGINE else None
        if self._engine == OTHER_ENGINE or (self._engine == "auto" and (page is None or first.unmapped > UNMAPPED or count_nameless(page))):
            page = self._better(page, number, first)
        elif first.lost and self._engine == "auto" and page is not None:
            page.symbols += self._signs_missed(page)
        if page is not None and handle is not None:
            self._notice(first.noticed, first.page or page)
            self._scanned = self._scanned or (first.scanned and self._empty)
            page = self._scans.better(handle, page, scanned=first.scanned, transcribed=first.transcribed)
            shows = first.scanned or len(page.rules) + len(page.fills) + len(page.symbols) >= DRAWN
            if not page.words and shows and not self._scans.is_left(number):
                self._document.notes.append(("page_without_text", number, ""))
            if page.turned and page.engine != ENGINE:
                pdfium.rotate_page(handle, (rotation + page.turned) % 4)
            symbols = sorted(once(page.symbols), key=lambda symbol: (round(symbol.top), symbol.x0))
            if first.cut:
                symbols = [symbol for symbol in symbols if is_shown(symbol, handle)]
            page.symbols = [self._known(symbol, handle) for symbol in symbols]
        return page

    def _better(self, page: PageContent | None, number: int, first: _FirstReading) -> PageContent | None:
        """The page as the second engine reads it, unless it cannot or loses more letters; one that it leaves out is lost too."""
        noted = len(self._document.notes)
        second = self._second_reading(number)
        if second is None:
            return page
        if page is not None and 0 < count_nameless(page) <= count_nameless(second) + max(0, count_letters(page) - count_letters(second)):
            del self._document.notes[noted:]  # of no account where the page is not used
            return page
        return without_unseen(second, first.page, first.noticed)

    def _notice(self, noticed: Sequence[Noticed], page: PageContent) -> None:
        self._document.marks += [PlacedNote(each.code, page.number, shown_box(each.box, page), each.words) for each in noticed]

    def _first_reading(self, handle: c_void_p, number: int, beside: Annotations, turned: int = 0) -> _FirstReading:
        """The page as pdfium sees it: without letters of a colour font that has no outlines, whose codes pdfplumber reads."""
        view = view_of(handle)
        noticed: list[Noticed] = []
        with pdfium.opened_text(handle) as text:
            script = script_of(text)
            heads = has_initiatives_header(script.string)
            self._headed = self._headed or heads
            labelled = heads or has_label(script.string) or (self._headed and has_statuses(script.string))
            # A description cell may run over three pages with neither a label nor, in a table without rules, a line.
            gated = not (labelled or script.chopped or self._since_table <= STILL_OPEN)
            layer = printed(text, script, view, self._fonts, self._ligatures, by_line=gated)
            if not turned and (layer.notes or layer.watermark or layer.hidden):  # some of it may not run to the right
                turn = quarter_turns(directions(text, script, view))
                if turn:
                    pdfium.rotate_page(handle, (view.turns + turn) % 4)
                    return self._first_reading(handle, number, beside, turn)
            objects = objects_of(handle)
            if gated and (layer.symbols or not is_bare(objects, BARE, layer.placed)):
                gated = False
                layer = printed(text, script, view, self._fonts, self._ligatures)
            shapes = drawn(self._handle, handle, view, objects, layer.placed)
            struck, redacted = ([view.box(*box) for box in boxes] for boxes in (beside.struck, beside.redacted))
            doubts = doubts_of(objects, layer, shapes, view, layers=self._layers, struck=struck, redacted=redacted)
            if doubts:
                judge = Judge(handle, text, view, doubts, shapes.unprinted)
                layer = printed(text, script, view, self._fonts, self._ligatures, by_line=gated, chopped=layer.chopped, sieve=judge)
                noticed = judge.noticed
                shapes.rules = [rule for rule in shapes.rules if rule not in judge.strikes]
        self._undrawn = self._undrawn or draws_nothing(shapes.unprinted)
        if layer.perhaps:
            self._part_faces(layer, handle)
        noticed = [*noticed, *[Noticed(TYPED_NOTE, view.box(*box), words) for box, words in beside.notes]]
        unseen = layer.hidden + (layer.white if doubts.white else [])
        if layer.white and not doubts.white:
            layer.words = in_lines(layer.words + layer.white)
        if unseen:
            layer.notes.append(("invisible_text", " ".join(word.text + word.hyphen for word in in_lines(unseen))))
        self._document.notes.extend((code, number, said) for code, said in layer.notes + shapes.notes)
        if gated:
            self._since_table += 1
            page = PageContent(number, view.width, view.height, layer.words, gated=True)
        else:
            settle_patterned(shapes, layer.words, handle)
            page = _put_together(number, view, layer, shapes)
            page.loose_drawings += [LooseDrawing(*view.box(*box)) for box in beside.drawn]
            is_table = bool(page.symbols) or len(page.rules) >= BARE or labelled or any(map(_is_side, page.rules))
            self._since_table = 1 if is_table else self._since_table + 1
        page.watermark, page.engine, page.turned = layer.watermark, ENGINE, turned
        lost, transcribed = not gated and prints_signs(shapes.unprinted), doubts.scanned and bool(doubts.unsure)
        return _FirstReading(page, layer.unmapped, lost, noticed, doubts.scanned, transcribed, bool(doubts.clipped))

    def _part_faces(self, layer: Print, page: c_void_p) -> None:
        """Tells the lone glyphs of odd fonts apart: they are signs where half of a font's have eyes and a mouth, as "B" alone seems to."""
        faces: dict[str | None, dict[str | None, bool]] = {}
        for symbol, _ in layer.perhaps:
            look = look_of(sign) if (sign := rendered(page, symbol[1:5])) is not None else None
            faces.setdefault(symbol.font, {})[symbol.char] = look is not None and mouth_curve(look) is not None
        self._face_fonts |= {font for font, glyphs in faces.items() if 2 * sum(glyphs.values()) >= len(glyphs)}
        for symbol, word in layer.perhaps:
            if symbol.font in self._face_fonts:
                layer.symbols.append(symbol)
            else:
                layer.words.append(word)
        layer.words = in_lines(layer.words)

    def _second_reading(self, number: int) -> PageContent | None:
        """The page as pdfplumber sees it; None, with a note, when it fails at the page: what pdfium read of it stands."""
        if number not in self._second and not (self._read_second(range(number, number + BATCH)) or self._read_second((number,))):
            self._document.notes.append(("second_reading_failed", number, ""))
        self._document.notes.extend(self._second_notes.pop(number, ()))
        return self._second.pop(number, None)

    def _read_second(self, wanted: Collection[int]) -> bool:
        from parsers.pdf import pdfplumber_reader

        try:
            read = pdfplumber_reader.read_with_pdfplumber(self._data, wanted)
        except Exception:  # a strange file brings out any fault of a reader: TypeError, RecursionError …
            return False
        self._second = {page.number: page for page in read.pages}
        self._second_notes = {}
        for note in read.notes:
            self._second_notes.setdefault(note[1] or 0, []).append(note)
        return True

    def _signs_missed(self, page: PageContent) -> list[Symbol]:
        second = self._second_reading(page.number)
        signs = [symbol for symbol in second.symbols if symbol.form is SymbolForm.GLYPH] if second else []
        return [sign for sign in signs if not any(overlap(sign, symbol) for symbol in page.symbols)]

    def _known(self, symbol: Symbol, handle: c_void_p) -> Symbol:
        """The symbol with its look in the document, rendered once for each key."""
        looks = self._looks
        box = symbol.x0, symbol.top, symbol.x1, symbol.bottom
        if (symbol.key is not None and symbol.key in looks.signs) or not sign_sized(box) or len(looks.signs) >= LOOKS_MOST:
            return symbol
        sign = rendered(handle, box)
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


def _is_mostly_set_aside(page: PageContent, notes: Sequence[Note]) -> bool:
    """Whether more of a page's letters were set aside than were read: hidden or slanted text may be what the page is about."""
    aside = sum([len(words) for code, _, words in notes if code in _SET_ASIDE])
    return aside > FEW_LETTERS and aside > sum([len(word.text) for word in page.words])


def _is_side(rule: Rule) -> bool:
    """Whether a table's side runs down the page: of a row that fills it, nothing else may be drawn."""
    return rule.bottom - rule.top > SIDE_LEAST


def _put_together(number: int, view: View, layer: Print, shapes: Shapes) -> PageContent:
    """What is printed and what is drawn; a coloured square is a sign where no word stands on it."""
    for fill, sign in shapes.squares:
        if any(_on(word, fill[:4]) for word in layer.words):
            shapes.fills.append(fill)
        else:
            shapes.symbols.append(sign)
    symbols = layer.symbols + shapes.symbols
    return PageContent(number, view.width, view.height, layer.words, shapes.rules, shapes.fills, symbols, shapes.loose_drawings)


def _on(word: Word, box: Box) -> bool:
    return holds(box, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
