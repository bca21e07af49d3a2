"""Pages as the second engine reads them, held against what the first one saw of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from parsers.model.content import Note, PageContent, Symbol, SymbolForm, Word
from parsers.pdf.annotations import TYPED_NOTE
from parsers.pdf.beside_page import WORDS_BESIDE_PAGE
from parsers.pdf.letters import count_letters, count_nameless
from parsers.pdf.measures import Box, holds
from parsers.pdf.page_reader import FirstReading
from parsers.pdf.signs_seen import overlap
from parsers.pdf.visibility import WORD_CUT_OFF, Noticed

__all__ = ["SecondOpinion"]

BATCH = 8  # pages that pdfplumber reads at once: it reads the file's structure anew each time


class SecondOpinion:
    """pdfplumber's readings of one file's pages; fills the file's notes."""

    def __init__(self, data: bytes, notes: list[Note]) -> None:
        self.data = data
        self._notes = notes
        self._read: dict[int, PageContent] = {}  # and not yet asked for
        self._notes_of: dict[int, list[Note]] = {}  # of those pages: of no account where the page is not used

    def better(self, page: PageContent | None, number: int, first: FirstReading) -> PageContent | None:
        """The page as the second engine reads it, unless it cannot or loses more letters; one that it leaves out is lost too."""
        noted = len(self._notes)
        second = self._reading(number)
        if second is None:
            return page
        if page is not None and 0 < count_nameless(page) <= count_nameless(second) + max(0, count_letters(page) - count_letters(second)):
            del self._notes[noted:]  # of no account where the page is not used
            return page
        return _without_unseen(second, first.page, first.noticed)

    def _reading(self, number: int) -> PageContent | None:
        """The page as pdfplumber sees it; None, with a note, when it fails at the page: what pdfium read of it stands."""
        if number not in self._read and not (self._read_pages(range(number, number + BATCH)) or self._read_pages((number,))):
            self._notes.append(("second_reading_failed", number, ""))
        self._notes.extend(self._notes_of.pop(number, ()))
        return self._read.pop(number, None)

    def _read_pages(self, wanted: Collection[int]) -> bool:
        from parsers.pdf import pdfplumber_reader

        try:
            read = pdfplumber_reader.read_with_pdfplumber(self.data, wanted)
        except Exception:  # a strange file brings out any fault of a reader: TypeError, RecursionError …
            return False
        self._read = {page.number: page for page in read.pages}
        self._notes_of = {}
        for note in read.notes:
            self._notes_of.setdefault(note[1] or 0, []).append(note)
        return True

    def signs_missed(self, page: PageContent) -> list[Symbol]:
        second = self._reading(page.number)
        signs = [symbol for symbol in second.symbols if symbol.form is SymbolForm.GLYPH] if second else []
        return [sign for sign in signs if not any(overlap(sign, symbol) for symbol in page.symbols)]


def _without_unseen(page: PageContent, first: PageContent | None, noticed: Sequence[Noticed]) -> PageContent:
    """The page without the words that the first reading found hidden, covered or struck, and with what it saw drawn.

    The second engine knows nothing of either. A word that the first one read at the same place stays: it is another, over or under those.
    """
    unseen = [each.box for each in noticed if each.code not in (TYPED_NOTE, WORD_CUT_OFF, WORDS_BESIDE_PAGE)]
    seen = first.words if first is not None else []
    page.words = [word for word in page.words if not any(_stands_in(word, box) for box in unseen) or _is_among(word, seen)]
    if first is not None:
        page.loose_drawings = first.loose_drawings
    return page


def _is_among(word: Word, words: Sequence[Word]) -> bool:
    return any(word.text in other.text.split() and _stands_in(word, other[1:5]) for other in words)


def _stands_in(word: Word, box: Box) -> bool:
    return holds(box, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
