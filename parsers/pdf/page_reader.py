"""One page of an open file as pdfium sees it, by itself: what the pages before it tell goes in, what it tells those behind it comes out."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_void_p
from typing import NamedTuple

from msgspec import Struct, field

from parsers.language.swapped_letters import LOST
from parsers.model.content import LooseDrawing, Note, PageContent, Rule, Word
from parsers.model.rotation import quarter_turns
from parsers.pdf import pdfium
from parsers.pdf.annotations import TYPED_NOTE, Annotations
from parsers.pdf.beside_page import noticed_beside
from parsers.pdf.coordinates import Box, View, view_of
from parsers.pdf.doubts import doubts_of
from parsers.pdf.labels_on_page import has_initiatives_header, has_label, has_statuses
from parsers.pdf.layers import Layers
from parsers.pdf.letters import Ligatures
from parsers.pdf.measures import holds
from parsers.pdf.render import rendered
from parsers.pdf.script import directions, script_of
from parsers.pdf.shapes import Shapes, drawn, is_bare, objects_of
from parsers.pdf.signs_seen import settle_patterned
from parsers.pdf.styles import FontMemory, fonts_of
from parsers.pdf.summed_names import may_be_summed, named_by_height
from parsers.pdf.tokens import Print
from parsers.pdf.visibility import Judge, Noticed
from parsers.pdf.words import in_lines, printed
from parsers.signs.appearance import look_of, mouth_curve

__all__ = ["ENGINE", "Before", "FirstReading", "PageReader"]

ENGINE = "pdfium"
BARE = 4  # drawn objects: with fewer a page has a line under its heading and a logo, not a table
SIDE_LEAST = 300.0  # points
STILL_OPEN = 3  # pages: a table's cell may run on so far without a label or a rule


class Before(NamedTuple):
    """What the pages before one tell of it."""

    headed: bool = False  # one held the header of a table with one row an initiative
    since_table: int = STILL_OPEN + 1  # pages from the last that held a table

    @property
    def is_open(self) -> bool:
        """Whether a table's cell may still run on."""
        return self.since_table <= STILL_OPEN


class FirstReading(Struct):
    """A page as pdfium sees it: the part of its body text that no font names, whether it passes over signs, what it sets aside."""

    page: PageContent | None = None
    before: Before = field(default_factory=Before)
    heads: bool = False  # it holds a header of a table with one row an initiative
    labelled: bool = False  # it says itself that it has a table, whatever the pages before it tell
    is_table: bool | None = None  # None where it was not read to its end
    notes: list[Note] = field(default_factory=list)
    unmapped: float = 0.0
    lost: bool = False
    noticed: Sequence[Noticed] = ()
    scanned: bool = False  # pictures cover most of it
    transcribed: bool = False  # words lie over or under them unseen
    cut: bool = False  # some of its print is cut off, as where a page break parts a row
    undrawn: bool = False  # a glyph draws nothing, for want of what it is drawn with
    recalled: bool = False  # what other pages have proven of its letters counts

    @property
    def after(self) -> Before:
        """What this page and those before it tell of the next."""
        headed, since_table = self.before
        if self.is_table is not None:
            since_table = 1 if self.is_table else since_table + 1
        return Before(headed or self.heads, since_table)


class PageReader:
    """Reads the pages of one open file, in any order; remembers its fonts, and what their glyphs have proven to be."""

    def __init__(self, handle: int, layers: Layers, fonts: FontMemory | None = None) -> None:
        self.handle = handle
        self._layers = layers
        self._fonts: FontMemory = {} if fonts is None else fonts
        self._ligatures = Ligatures()
        self._face_fonts: set[str | None] = set()
        self._summed = may_be_summed(handle)

    def apart(self) -> PageReader:
        """One to which nothing is proven yet, and that proves nothing to this one."""
        return PageReader(self.handle, self._layers, self._fonts)

    def read(self, page: c_void_p, number: int, beside: Annotations, before: Before) -> FirstReading:
        """One page; places that are no numbers end it with the note `damaged_page`."""
        reading = FirstReading(before=before)
        self._ligatures.recalled = False
        try:
            self._read(reading, page, number, beside)
        except (ValueError, OverflowError):
            reading.notes.append(("damaged_page", number, ""))
            return FirstReading(None, before, reading.heads, is_table=reading.is_table, notes=reading.notes, undrawn=reading.undrawn)
        reading.recalled = reading.recalled or self._ligatures.recalled
        return reading

    def _read(self, reading: FirstReading, handle: c_void_p, number: int, beside: Annotations, turned: int = 0) -> None:
        """Without letters of a colour font that has no outlines, whose codes pdfplumber reads."""
        view = view_of(handle)
        noticed: list[Noticed] = []
        with pdfium.opened_text(handle) as text:
            script = script_of(text)
            if self._summed:
                script = script._replace(string=named_by_height(script.string, text))
            reading.heads = has_initiatives_header(script.string)
            headed, is_open = reading.before.headed or reading.heads, reading.before.is_open
            reading.labelled = reading.heads or has_label(script.string)
            labelled = reading.labelled or (headed and has_statuses(script.string))
            # A description cell may run over three pages with neither a label nor, in a table without rules, a line.
            gated = not (labelled or script.chopped or is_open)
            layer = printed(text, script, view, self._fonts, self._ligatures, by_line=gated)
            if not turned and (layer.notes or layer.watermark or layer.hidden):  # some of it may not run to the right
                turn = quarter_turns(directions(text, script, view))
                if turn:
                    pdfium.rotate_page(handle, (view.turns + turn) % 4)
                    self._read(reading, handle, number, beside, turn)
                    return
            objects = objects_of(handle)
            if gated and (layer.symbols or not is_bare(objects, BARE, layer.placed)):
                gated = False
                layer = printed(text, script, view, self._fonts, self._ligatures)
            shapes = drawn(self.handle, handle, view, objects, layer.placed)
            struck, redacted = ([view.box(*box) for box in boxes] for boxes in (beside.struck, beside.redacted))
            doubts = doubts_of(objects, layer, shapes, view, layers=self._layers, struck=struck, redacted=redacted)
            if doubts:
                judge = Judge(handle, text, view, doubts, shapes.unprinted)
                layer = printed(text, script, view, self._fonts, self._ligatures, by_line=gated, chopped=layer.chopped, sieve=judge)
                noticed = judge.noticed
                shapes.rules = [rule for rule in shapes.rules if rule not in judge.strikes]
        unprinted = fonts_of(shapes.unprinted, self._fonts)  # they take no room on the page
        reading.undrawn = any(font.type3 for font in unprinted)  # such a glyph is drawn with what is not there
        if layer.perhaps:
            self._part_faces(layer, handle)
            reading.recalled = True
        noticed += noticed_beside(layer, view, table=not gated)
        reading.noticed = [*noticed, *[Noticed(TYPED_NOTE, view.box(*box), words) for box, words in beside.notes]]
        unseen = layer.hidden + (layer.white if doubts.white else [])
        if layer.white and not doubts.white:
            layer.words = in_lines(layer.words + layer.white)
        if unseen:
            layer.notes.append(("invisible_text", " ".join(word.text + word.hyphen for word in in_lines(unseen))))
        reading.notes.extend((code, number, said) for code, said in layer.notes + shapes.notes)
        if gated:
            reading.is_table = False
            page = PageContent(number, view.width, view.height, layer.words, gated=True)
        else:
            settle_patterned(shapes, layer.words, handle)
            page = _put_together(number, view, layer, shapes)
            page.loose_drawings += [LooseDrawing(*view.box(*box)) for box in beside.drawn]
            reading.is_table = bool(page.symbols) or len(page.rules) >= BARE or labelled or any(map(_is_side, page.rules))
            reading.lost = any(font.symbol for font in unprinted)
        page.watermark, page.engine, page.turned = layer.watermark, ENGINE, turned
        reading.page, reading.unmapped, reading.cut = page, layer.unmapped, bool(doubts.clipped)
        reading.scanned, reading.transcribed = doubts.scanned, doubts.scanned and bool(doubts.unsure)

    def _part_faces(self, layer: Print, page: c_void_p) -> None:
        """Tells the lone glyphs of odd fonts, and those without a name, apart: they are signs where half of a font's have eyes
        and a mouth, as "B" alone seems to.
        """
        faces: dict[str | None, dict[object, bool]] = {}
        for symbol, _ in layer.perhaps:
            look = look_of(sign) if (sign := rendered(page, symbol[1:5])) is not None else None
            glyphs = faces.setdefault(symbol.font, {})
            glyphs[symbol.char or len(glyphs)] = look is not None and mouth_curve(look) is not None
        self._face_fonts |= {font for font, glyphs in faces.items() if 2 * sum(glyphs.values()) >= len(glyphs)}
        for symbol, word in layer.perhaps:
            if symbol.font in self._face_fonts:
                layer.symbols.append(symbol)
            else:
                layer.words.append(word)
        layer.words = in_lines(layer.words)
        signs = sum(symbol.char is None for symbol, _ in layer.perhaps if symbol.font in self._face_fonts)
        unmapped = sum(style.unmapped for style, _, _ in layer.placed.values())
        if signs and unmapped in (0, signs) and not any(LOST in word.text for word in layer.words):
            layer.unmapped = 0.0  # what has no name needs none


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
