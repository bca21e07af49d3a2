"""A PDF's bytes to a `Document` through pdfplumber: the second opinion, page by page, on what pdfium read."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Collection, Hashable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.document import Document, Fill, Ink, InkForm, Page, Rule, UnreadableError, Word

if TYPE_CHECKING:
    import pdfplumber.page

ENGINE = "pdfplumber"

WORD_GAP = 0.18  # of the letter's size: a wider gap stands for a space that was not printed
THIN = 3.0  # points: a filled rectangle no thicker than this is a rule
STRAIGHT = 0.5  # points: a line that strays no further is level or upright
WHITE = 250  # of 255: a lighter fill shades nothing
SHADE_SIDE = 6.0  # points: a filled area smaller than this shades no cell
SIGN_SIDE = 60.0  # points: no sign in a table is larger
SLANT = 0.05  # of a letter's matrix: steeper text is not a line of the page
WATERMARK_SIZE = 30.0  # points
INVISIBLE = (3, 7)  # PDF 32000-1, 9.3.6: neither filled nor stroked

HYPHENS = {"-", "\u00ad", "\u2010"}
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}

Box = tuple[float, float, float, float]  # x0, top, x1, bottom


class Letter(NamedTuple):
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str


def read(data: bytes, pages: Collection[int] | None = None) -> Document:
    """The document as pdfplumber sees it; `pages` limits it to these page numbers, counted from 1.

    Raises UnreadableError (`encrypted`, `broken_pdf`) when no page can be reached.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        sheets = pdf.pages
    except PdfminerException as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        raise UnreadableError("password" if locked else "broken_pdf", str(error)) from error
    document = Document("application/pdf", ENGINE, page_count=len(sheets))
    with pdf:
        for sheet in sheets:
            if pages is not None and sheet.page_number not in pages:
                continue
            try:
                document.pages.append(_page(sheet))
            finally:
                sheet.close()  # pdf.close() alone keeps every page's objects: 626 MiB over 60 pages
    return document


def _page(sheet: pdfplumber.page.Page) -> Page:
    left, top, width, height = _displayed(sheet)
    sheet._layout = _visible_layout(sheet)  # pdfplumber keeps invisible text and does not say which it was
    page = Page(sheet.page_number, width, height, engine=ENGINE)
    things = [(kind, thing, _box(thing, left, top)) for kind, found in sheet.objects.items() for thing in found]
    things = [(kind, thing, box) for kind, thing, box in things if _on_page(box, width, height)]
    letters: list[Letter] = []
    slanted: list[Letter] = []
    for kind, thing, box in things:
        if kind == "char":
            a, b, c, d = thing["matrix"][:4]
            straight = a > 0 and abs(b) <= SLANT * a and abs(c) <= SLANT * abs(d)
            (letters if straight else slanted).append(Letter(thing["text"], *box, thing["size"], thing["fontname"].split("+")[-1]))
    page.watermark = "".join(letter.text for letter in slanted if letter.size >= WATERMARK_SIZE).strip() or None
    glyphs = [letter for letter in letters if _is_sign(letter)]
    page.inks = [_glyph(letter) for letter in glyphs]
    page.words = _words([letter for letter in letters if not _is_sign(letter)])
    drawn: list[tuple[Box, Hashable]] = []
    for kind, thing, box in things:
        if kind == "image" and _is_small(box):
            page.inks.append(Ink(InkForm.PICTURE, *box, (InkForm.PICTURE, hash(thing["stream"].get_rawdata()))))
        elif kind in ("line", "rect", "curve") and (thing["stroke"] or thing["fill"]):
            if kind == "curve" and _is_small(box):
                drawn.append((box, _shape(thing, box)))
            else:
                _add_path(page, kind, thing, box, (left, top))
    _gather_drawings(page, drawn)
    return page


def _displayed(sheet: pdfplumber.page.Page) -> tuple[float, float, float, float]:
    """Where the crop box begins within the displayed media box, and its displayed width and height."""
    from pdfminer.pdftypes import resolve_all

    def box(name: str) -> tuple[float, float, float, float]:
        a, b, c, d = (float(side) for side in resolve_all(sheet.page_obj.attrs[name]))
        return min(a, c), min(b, d), max(a, c), max(b, d)

    mx0, my0, mx1, my1 = box("MediaBox")
    cx0, cy0, cx1, cy1 = box("CropBox") if sheet.page_obj.attrs.get("CropBox") is not None else (mx0, my0, mx1, my1)
    cx0, cy0, cx1, cy1 = max(cx0, mx0), max(cy0, my0), min(cx1, mx1), min(cy1, my1)
    if cx1 <= cx0 or cy1 <= cy0:
        cx0, cy0, cx1, cy1 = mx0, my0, mx1, my1
    left, top = {
        0: (cx0 - mx0, my1 - cy1),
        90: (cy0 - my0, cx0 - mx0),
        180: (mx1 - cx1, cy0 - my0),
        270: (my1 - cy1, mx1 - cx1),
    }[sheet.rotation]
    wide, tall = cx1 - cx0, cy1 - cy0
    return (left, top, tall, wide) if sheet.rotation in (90, 270) else (left, top, wide, tall)


def _visible_layout(sheet: pdfplumber.page.Page) -> Any:
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent

    class Visible(PDFPageAggregatorWithMarkedContent):
        def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
            printed: list[Any] = self.cur_item._objs
            before = len(printed)
            super().render_string(textstate, seq, ncs, graphicstate)  # invisible letters still move the pen
            if textstate.render in INVISIBLE:
                del printed[before:]

    device = Visible(sheet.pdf.rsrcmgr, pageno=sheet.page_number)
    PDFPageInterpreter(sheet.pdf.rsrcmgr, device).process_page(sheet.page_obj)
    return device.get_result()


def _box(thing: dict[str, Any], left: float, top: float) -> Box:
    # pdfplumber adds the media box's corner to what pdfminer had set to nought; `left` and `top` count from that corner
    return thing["x0"] - left, thing["top"] - top, thing["x1"] - left, thing["bottom"] - top


def _on_page(box: Box, width: float, height: float) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return 0 <= x <= width and 0 <= y <= height


def _is_small(box: Box) -> bool:
    return max(box[2] - box[0], box[3] - box[1]) <= SIGN_SIDE


def _is_sign(letter: Letter) -> bool:
    return letter.text in "☺☹😊😐😞🙂🙁" or (letter.font.startswith("Wingdings") and letter.text in "JKL\uf04a\uf04b\uf04c")


def _glyph(letter: Letter) -> Ink:
    key = InkForm.GLYPH, letter.font, letter.text
    return Ink(InkForm.GLYPH, letter.x0, letter.top, letter.x1, letter.bottom, key, letter.text, letter.font)


def _words(letters: list[Letter]) -> list[Word]:
    """Letters in the order they were drawn to words; the pieces of a word drawn apart are put together."""
    runs: list[list[Letter]] = []
    last: Letter | None = None
    for letter in letters:
        if letter.text.isspace() or not letter.text:
            last = None
            continue
        if last is not None and _fake_bold(last, letter):
            continue
        if last is None or not _follows(last, letter):
            runs.append([])
        runs[-1].append(letter)
        last = letter
    words = [_word(run) for run in runs]
    for i, (word, after) in enumerate(pairwise(words)):
        if word.text[-1:] in HYPHENS and after.top > word.top + word.size / 2:
            words[i] = word._replace(text=word.text[:-1], hyphen=word.text[-1])
    return [word._replace(text=word.text.replace("\u00ad", "")) for word in words]


def _follows(last: Letter, letter: Letter) -> bool:
    size = max(last.size, letter.size)
    return abs(letter.bottom - last.bottom) < 0.4 * size and -0.4 * size < letter.x0 - last.x1 < WORD_GAP * size


def _fake_bold(last: Letter, letter: Letter) -> bool:
    return letter.text == last.text and abs(letter.x0 - last.x0) < 0.1 * letter.size and abs(letter.top - last.top) < 0.1 * letter.size


def _word(run: list[Letter]) -> Word:
    text = unicodedata.normalize("NFC", "".join(LIGATURES.get(letter.text, letter.text) for letter in run))
    first = run[0]
    return Word(
        text,
        first.x0,
        min(letter.top for letter in run),
        run[-1].x1,
        max(letter.bottom for letter in run),
        first.size,
        "bold" in first.font.lower() or "black" in first.font.lower(),
        first.font,
    )


def _add_path(page: Page, kind: str, thing: dict[str, Any], box: Box, corner: tuple[float, float]) -> None:
    x0, top, x1, bottom = box
    if thing["fill"] and kind == "rect":
        colour = _rgb(thing["non_stroking_color"])
        if min(colour) >= WHITE:
            pass
        elif min(x1 - x0, bottom - top) <= THIN:
            page.rules.append(Rule(*box))
        elif min(x1 - x0, bottom - top) >= SHADE_SIDE:
            page.fills.append(Fill(*box, colour))
    if thing["stroke"] and min(_rgb(thing["stroking_color"])) < WHITE:
        points = [(x - corner[0], y - corner[1]) for x, y in thing["pts"]]
        if kind == "rect":
            points = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ax - bx) <= STRAIGHT or abs(ay - by) <= STRAIGHT:
                page.rules.append(Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _rgb(colour: Any) -> tuple[int, int, int]:
    parts = [float(part) for part in (colour if isinstance(colour, (tuple, list)) else (colour or 0,)) if isinstance(part, (int, float))]
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    red, green, blue = parts if len(parts) == 3 else (parts[:1] or [0.0]) * 3
    return round(red * 255), round(green * 255), round(blue * 255)


def _shape(thing: dict[str, Any], box: Box) -> Hashable:
    points = tuple((round(x - box[0]), round(y - box[1])) for x, y in thing["pts"])
    return points, thing["fill"] and _rgb(thing["non_stroking_color"])


def _gather_drawings(page: Page, drawn: list[tuple[Box, Hashable]]) -> None:
    """Curves that lie in one another become one drawing, and the short strokes within it (a mouth) are no rules."""
    groups: list[tuple[Box, list[Hashable]]] = []
    for box, shape in drawn:  # a sign is drawn in one go, so only the last group can grow
        if groups and _touch(groups[-1][0], box):
            groups[-1] = _union(groups[-1][0], box), [*groups[-1][1], shape]
        else:
            groups.append((box, [shape]))
    for box, shapes in groups:
        page.inks.append(Ink(InkForm.DRAWING, *box, (InkForm.DRAWING, tuple(shapes))))
        page.rules = [rule for rule in page.rules if not _within(rule, box)]
        page.fills = [fill for fill in page.fills if not _within(fill[:4], box)]


def _touch(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _within(inner: tuple[float, ...], box: Box) -> bool:
    return inner[0] >= box[0] - 1 and inner[2] <= box[2] + 1 and inner[1] >= box[1] - 1 and inner[3] <= box[3] + 1
