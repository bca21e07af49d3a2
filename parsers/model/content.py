"""What is printed and where: the shape every reader gives, before any of it has a meaning.

Positions are points from the top left of the *displayed* page (rotation and crop box applied).
A text dump has one page without words; its lines stand in `Document.lines`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct, field

__all__ = [
    "BOTTOM_OF",
    "HYPHEN_OF",
    "LEFT_OF",
    "LOOK_SIDE",
    "OCR",
    "RIGHT_OF",
    "SIZE_OF",
    "TEXT_OF",
    "TOP_OF",
    "FileContent",
    "Fill",
    "Line",
    "Look",
    "LooseDrawing",
    "Note",
    "PageContent",
    "PlacedNote",
    "Rule",
    "Sheet",
    "Symbol",
    "SymbolForm",
    "UnreadableError",
    "Word",
]


class Word(NamedTuple):
    """A run of letters with no space in it, `size` points tall.

    A reader may give several words as one, spaces and all, where nothing wider than a space parts them: `first` is then
    where the first of them ends, `second` where the next begins.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    first: float = 0.0
    second: float = 0.0
    hyphen: str = ""  # what stood at the line's end and was dropped or kept: "\u00ad", "\u2010" or "-"


# Of a Word, for what is done to all of a page's: in half the time of an attribute.
TEXT_OF, LEFT_OF, TOP_OF, RIGHT_OF, BOTTOM_OF, SIZE_OF, HYPHEN_OF = map(itemgetter, (0, 1, 2, 3, 4, 5, 9))


class Rule(NamedTuple):
    """A drawn line or the thin filled rectangle that stands for one; horizontal when it is wider than tall."""

    x0: float
    top: float
    x1: float
    bottom: float


class Fill(NamedTuple):
    """A filled area large enough to shade a cell; `colour` is red, green, blue, 0 to 255."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int]


class LooseDrawing(NamedTuple):
    """Where something is drawn that is neither an edge nor a shade, and no sign that can be told."""

    x0: float
    top: float
    x1: float
    bottom: float


class SymbolForm(StrEnum):
    GLYPH = "glyph"  # a character of a symbol, emoji or Type3 font, or a known smiley character
    PICTURE = "picture"  # an image, inline or XObject
    DRAWING = "drawing"  # a small group of vector paths
    PATTERN = "pattern"  # one shape filled with a pattern or a shading: it has no mouth

    __hash__ = str.__hash__  # its own is a Python call, and keys of signs hold it


class Look(NamedTuple):
    """What a symbol looks like, rendered, trimmed to its ink and scaled to SIDE × SIDE.

    `grey` holds SIDE² bytes (0 black, 255 paper); `colour` is the mean of the saturated pixels, None when there are none.
    """

    grey: bytes
    colour: tuple[int, int, int] | None


OCR = "ocr"  # the engine that reads a page from its picture
LOOK_SIDE = 32  # pixels: the mouth of a smiley is still four pixels tall


class Symbol(NamedTuple):
    """Something printed that is not ordinary text and may be a sign. Symbols with equal `key` look alike in this document."""

    form: SymbolForm
    x0: float
    top: float
    x1: float
    bottom: float
    key: Hashable
    char: str | None = None  # what the font says the glyph is, after NFC; None for pictures and drawings
    font: str | None = None


class Sheet(NamedTuple):
    """Where on its sheet one of several pages stands, and how large the sheet is."""

    left: float
    above: float
    width: float
    height: float


class PageContent(Struct):
    """One displayed page; `number` counts from 1.

    Where most text is shown sideways, all is given as it stands after `turned` quarter turns clockwise.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    loose_drawings: list[LooseDrawing] = field(default_factory=list)
    watermark: str | None = None  # large slanted text behind the page, e.g. "UDKAST"
    engine: str = ""  # what read this page: `OCR` where that was its picture
    gated: bool = False  # its geometry was not read: nothing on it can be a table; words still are
    turned: int = 0
    sheet: Sheet | None = None  # where its coordinates begin, when it is one of several pages on a sheet


Note = tuple[str, int | None, str]  # finding code, page, words


class PlacedNote(NamedTuple):
    """What a reader noticed at a place of a page, to be said of the row that stands there.

    The box is left, top, right and bottom as a viewer shows the page; `words` are as printed, empty where they are not to be kept.
    """

    code: str
    page: int
    box: tuple[float, float, float, float]
    words: str = ""


class Line(NamedTuple):
    """One line of a text dump; `number` counts from 1."""

    number: int
    text: str


class FileContent(Struct):
    """One file's print. Exactly one of `pages` (PDF) and `lines` (text) is filled."""

    media_type: str
    engine: str
    pages: list[PageContent] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    set_aside: list[Line] = field(default_factory=list)  # of a text: words that lay across its pages letter by letter, of no row
    drawn_marks: dict[int, str] = field(default_factory=dict)  # by line: a list's mark that a page draws and does not print
    page_starts: list[int] = field(default_factory=list)  # the lines of a text before which a form feed stands
    looks: Mapping[Hashable, Look] = field(default_factory=dict)  # by Symbol.key, for symbols small enough to be a sign
    page_count: int | None = None
    word_confidences: dict[int, list[tuple[Word, float]]] = field(default_factory=dict)  # of pages read from their picture, 0 to 1
    notes: list[Note] = field(default_factory=list)  # met on the way
    marks: list[PlacedNote] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)  # lines of a saved page's foot: not read, but they may tell whose it is


class UnreadableError(Exception):
    """A file that cannot become a Document; raised by the readers, ends in quarantine. `code` is from the closed list.

    Examples:
        >>> from parsers.model.content import UnreadableError
        >>> from parsers.reading import read_file
        >>> try:
        ...     read_file(b"%PDF-1.7 and nothing more", "application/pdf")
        ... except UnreadableError as error:
        ...     print(error.code)
        broken_pdf
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
