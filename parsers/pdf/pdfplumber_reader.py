"""A PDF's bytes to a `FileContent` through pdfplumber: the second opinion, page by page, on what pdfium read."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.language.swapped_letters import LOST, unswapped
from parsers.model.content import FileContent, Fill, PageContent, Rule, Symbol, SymbolForm, UnreadableError, Word
from parsers.model.rotation import SLANT, quarter_turns
from parsers.pdf.characters import BOLD_FONT, BULLETS, CUT, DINGBATS, DOTS, DROPPED, LIGATURES, PI_FONT, SMILEY, SYMBOL_FONT
from parsers.pdf.letters import hard_hyphens
from parsers.pdf.measures import (
    DARK,
    DESCENT,
    DOT_LEAST,
    LARGE,
    PARTS_MOST,
    SATURATED,
    SIGN_MOST,
    THIN,
    TOUCH,
    WHITE,
    Box,
    sign_sized,
)

if TYPE_CHECKING:
    import pdfplumber.page

__all__ = ["read_with_pdfplumber"]

MEDIA_TYPE = "application/pdf"
ENGINE = "pdfplumber"

WORD_GAP = 0.18  # of the size: a wider gap stands for a space that was not printed
NO_ROOM = 0.05  # of the size
OVERLAP = 0.4  # of the size: letters set further into one another are not neighbours
SAME_LINE = 0.4  # of the size: baselines further apart are two lines
FAKE_BOLD = 0.1  # of the size: the same letter again this near makes it bold, and is no second letter
STRAIGHT = 0.5  # points: a line that strays no further is level or upright

INVISIBLE = (3, 7)  # PDF 32000-1, 9.3.6: neither filled nor outlined
BOLDENED = (2, 6)  # filled and outlined: a bold for which there is no font
HYPHENS = ("-", "\u00ad", "\u2010")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\uffff]")
UNNAMED = re.compile(r"\(cid:\d+\)")  # pdfminer's word for a code that its font does not name
BULLET_CODE = "(cid:127)"  # PDF 32000-1, D.2: a code that WinAnsi does not use is a bullet

Colour = tuple[int, int, int]


class Letter(NamedTuple):
    """A printed character; `top` and `bottom` hang on its baseline."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    colour: Colour
    bold: bool
    level: bool
    hidden: bool
    type3: bool


@dataclass(slots=True)
class _Drawn:
    """What is drawn on a page, before signs are told from borders."""

    rules: list[Rule] = field(default_factory=list)
    pale: list[Rule] = field(default_factory=list)  # in white: borders only where they part what is shaded
    fills: list[Fill] = field(default_factory=list)
    parts: list[tuple[Box, Hashable, int]] = field(default_factory=list)  # curves: box, likeness, how much colour
    pictures: list[tuple[Box, Hashable]] = field(default_factory=list)


logging.getLogger("pdfminer").setLevel(logging.ERROR)  # of a damaged file it tells a line for every letter


def read_with_pdfplumber(data: bytes, pages: Collection[int] | None = None) -> FileContent:
    """The document as pdfplumber sees it; `pages` limits it to these page numbers, counted from 1. It has no looks.

    Raises UnreadableError (`password`, `broken_pdf`) when no page can be reached.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except (PdfminerException, MalformedPDFException) as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnreadableError("password", "the PDF wants a password: save a copy without one and read that") from error
        raise UnreadableError("broken_pdf", "the PDF is damaged: fetch it again, or open it and save it anew") from error
    try:
        with pdf:
            content = FileContent(MEDIA_TYPE, ENGINE, page_count=len(pdf.pages))
            for sheet in pdf.pages:
                if pages is None or sheet.page_number in pages:
                    try:
                        content.pages.append(_page(sheet, content))
                    finally:
                        sheet.close()  # pdf.close() alone keeps every page's objects: 626 MiB over 60 pages
    except (PdfminerException, PSException) as error:
        raise UnreadableError("broken_pdf", "the PDF is damaged: fetch it again, or open it and save it anew") from error
    return content


def _page(sheet: pdfplumber.page.Page, content: FileContent, turned: int = 0) -> PageContent:
    left, top, width, height = _displayed(sheet)
    letters, directions, drawn = _printed(sheet, left, top)
    turn = 0 if turned else quarter_turns(directions)
    if turn:
        return _page(_rotated(sheet, turn), content, turn)
    letters = [letter for letter in letters if _on_page(letter[1:5], width, height)]
    page = PageContent(sheet.page_number, width, height, engine=ENGINE, turned=turned)
    slanted = [letter for letter in letters if not letter.level]
    page.watermark = "".join(letter.text for letter in slanted if letter.size >= LARGE).strip() or None
    page.rules, page.fills, page.symbols = _sorted_out(drawn, width, height)
    level = _with_hyphens(_with_private_letters([letter for letter in letters if letter.level]))
    hidden = [letter for letter in level if _is_hidden(letter, page.fills)]
    if hidden:
        content.notes.append(("invisible_text", page.number, " ".join(word.text + word.hyphen for word in _words(hidden))))
        level = [letter for letter in level if not _is_hidden(letter, page.fills)]
    lettered = {a.font for a, b in pairwise(level) if a.type3 and a.font == b.font and _follows(a, b)}
    drawn_signs = list(page.symbols)
    glyphs = [_glyph(letter) for letter in level if _is_sign(letter, lettered)]
    # a bitmap font prints its glyphs as pictures, and names them in a font that has no outlines
    page.symbols += [glyph for glyph in glyphs if not any(_touch(glyph[1:5], sign[1:5]) for sign in drawn_signs)]
    page.words = _words([letter for letter in level if not _is_sign(letter, lettered)])
    return page


def _with_hyphens(letters: list[Letter]) -> list[Letter]:
    string = "".join(letter.text for letter in letters)
    if hard_hyphens(string) == string:
        return letters
    return [letter._replace(text="-") if letter.text == "\xad" else letter for letter in letters]


def _rotated(sheet: pdfplumber.page.Page, turns: int) -> pdfplumber.page.Page:
    """The page as if the file asked for so many more quarter turns clockwise."""
    from pdfplumber.page import Page as Sheet

    rotation = (sheet.rotation + 90 * turns) % 360
    sheet.page_obj.attrs["Rotate"] = sheet.page_obj.rotate = rotation
    return Sheet(sheet.pdf, sheet.page_obj, sheet.page_number)


# Where things stand


def _displayed(sheet: pdfplumber.page.Page) -> Box:
    """Where the crop box begins within the displayed media box, and its displayed width and height."""
    from pdfminer.pdftypes import resolve_all

    def box(name: str) -> Box:
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


def _on_page(box: Any, width: float, height: float) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return bool(0 <= x <= width and 0 <= y <= height)


def _touch(a: Box, b: Box) -> bool:
    return a[0] <= b[2] + TOUCH and b[0] <= a[2] + TOUCH and a[1] <= b[3] + TOUCH and b[1] <= a[3] + TOUCH


def _around(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _inside(inner: Any, box: Any, slack: float = 1.0) -> bool:
    return bool(inner[0] >= box[0] - slack and inner[1] >= box[1] - slack and inner[2] <= box[2] + slack and inner[3] <= box[3] + slack)


def _rgb(colour: Any) -> Colour:
    """Grey, RGB or CMYK, each part from 0 to 1; a pattern counts as black."""
    parts = [float(part) for part in (colour if isinstance(colour, (tuple, list)) else (colour,)) if isinstance(part, (int, float))]
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    red, green, blue = parts if len(parts) == 3 else [parts[0] if parts else 0.0] * 3
    return round(red * 255), round(green * 255), round(blue * 255)


# From pdfminer's interpreter


def _printed(sheet: pdfplumber.page.Page, left: float, top: float) -> tuple[list[Letter], list[tuple[float, float]], _Drawn]:
    """The page's letters and drawings in the order they were printed, displayed; and where each letter or figure runs to."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LTContainer, LTCurve, LTImage
    from pdfminer.pdffont import PDFType3Font
    from pdfminer.pdfinterp import PDFPageInterpreter

    letters: list[Letter] = []
    directions: list[tuple[float, float]] = []

    class Device(PDFPageAggregator):
        """pdfplumber's own device says neither whether text is invisible nor what kind of font it is in."""

        mode = 0

        def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
            self.mode = textstate.render
            super().render_string(textstate, seq, ncs, graphicstate)

        def render_char(self, matrix: Any, font: Any, fontsize: Any, scaling: Any, rise: Any, cid: Any, ncs: Any, graphicstate: Any) -> Any:
            advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
            char: Any = self.cur_item._objs.pop()
            a, b, c, d, _, f = matrix
            size = abs(fontsize) * (c * c + d * d) ** 0.5
            name = str(font.fontname)
            is_type3 = isinstance(font, PDFType3Font)
            if char.get_text().isalnum():
                directions.append((a, -b))
            letters.append(
                Letter(
                    char.get_text(),
                    char.x0 - left,
                    0.0,
                    char.x1 - left,
                    f + rise * d,
                    size,
                    f"Type3 {id(font)}" if is_type3 else name,
                    _rgb(graphicstate.ncolor),
                    bool(BOLD_FONT.search(name)) or self.mode in BOLDENED,
                    a > 0 and abs(b) <= SLANT * a and abs(c) <= SLANT * abs(d),
                    self.mode in INVISIBLE,
                    is_type3,
                )
            )
            return advance

    device = Device(sheet.pdf.rsrcmgr, pageno=sheet.page_number)
    PDFPageInterpreter(sheet.pdf.rsrcmgr, device).process_page(sheet.page_obj)
    layout = device.get_result()
    foot = layout.height - top

    def things(container: Any) -> Iterator[Any]:
        for thing in container:
            if isinstance(thing, LTContainer):
                yield from things(thing)
            else:
                yield thing

    drawn = _Drawn()
    for thing in things(layout):
        box = thing.x0 - left, foot - thing.y1, thing.x1 - left, foot - thing.y0
        if isinstance(thing, LTImage):
            drawn.pictures.append((box, _digest(thing.stream)))
        elif isinstance(thing, LTCurve):
            _add_path(drawn, thing, box, [(x - left, foot - y) for x, y in thing.pts])
    spanning = [(letter, foot - letter.bottom + DESCENT * letter.size) for letter in letters]
    return [letter._replace(top=bottom - letter.size, bottom=bottom) for letter, bottom in spanning], directions, drawn


def _digest(stream: Any) -> str:
    """Of a picture's data and its masks': two signs may differ in nothing but their masks."""
    from pdfminer.pdftypes import PDFStream, resolve1

    digest = blake2b(stream.get_rawdata() or b"", digest_size=12)
    for mask in (resolve1(stream.attrs.get("SMask")), resolve1(stream.attrs.get("Mask"))):
        if isinstance(mask, PDFStream):
            digest.update(mask.get_rawdata() or b"")
    return digest.hexdigest()


def _add_path(drawn: _Drawn, path: Any, box: Box, points: list[tuple[float, float]]) -> None:
    """A path to rules and fills when its sides are level and upright, else to a part of a drawing."""
    x0, top, x1, bottom = box
    if not (path.fill or path.stroke):
        return
    fill = _rgb(path.non_stroking_color) if path.fill else None
    stroke = _rgb(path.stroking_color) if path.stroke else None
    sides = list(pairwise(points))
    straight = all(step[0] in "mlh" for step in path.original_path) and all(
        abs(ax - bx) <= STRAIGHT or abs(ay - by) <= STRAIGHT for (ax, ay), (bx, by) in sides
    )
    if not straight:
        if max(x1 - x0, bottom - top) <= SIGN_MOST:
            colours = [max(colour) - min(colour) for colour in (fill, stroke) if colour is not None]
            # the ends of its curves alone do not tell a smile from a frown; where they bend does
            bends = tuple((step[0], *((round(x - path.x0, 1), round(y - path.y0, 1)) for x, y in step[1:])) for step in path.original_path)
            likeness = bends, round(x1 - x0), round(bottom - top), fill, stroke
            drawn.parts.append((box, likeness, max(colours)))
        return
    if fill is not None and len(points) > 3:
        if min(x1 - x0, bottom - top) > THIN:
            drawn.fills.append(Fill(*box, fill))
        else:
            (drawn.pale if min(fill) >= WHITE else drawn.rules).append(Rule(*box))
    if stroke is not None:
        if path.original_path[-1][0] == "h" and points[0] != points[-1]:
            sides.append((points[-1], points[0]))
        for (ax, ay), (bx, by) in sides:
            rule = Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            (drawn.pale if min(stroke) >= WHITE else drawn.rules).append(rule)


# Signs


def _sorted_out(drawn: _Drawn, width: float, height: float) -> tuple[list[Rule], list[Fill], list[Symbol]]:
    """Rules, shades, and the signs that are drawn or are pictures: a short stroke within a sign is its mouth and no rule."""
    rules = [rule for rule in drawn.rules if _on_page(rule, width, height)]
    fills = [fill for fill in drawn.fills if _on_page(fill, width, height)]
    symbols = [
        Symbol(SymbolForm.PICTURE, *box, (SymbolForm.PICTURE, key))
        for box, key in drawn.pictures
        if sign_sized(box) and _on_page(box, width, height)
    ]
    for box, likeness, colour in _clusters([part for part in drawn.parts if _on_page(part[0], width, height)]):
        within = [rule for rule in rules if _inside(rule, box)]
        rules = [rule for rule in rules if not _inside(rule, box)]
        ground = [fill for fill in fills if _inside(fill, box)]
        fills = [fill for fill in fills if not _inside(fill, box)]
        more = [_place_in(rule, box) for rule in within] + [(_place_in(fill, box), fill.colour) for fill in ground]
        if len(likeness) + len(more) > 1 or box[2] - box[0] >= DOT_LEAST or colour > SATURATED:
            symbols.append(Symbol(SymbolForm.DRAWING, *box, (SymbolForm.DRAWING, *likeness, *more)))
    squares = [fill for fill in fills if _is_coloured_square(fill, rules)]
    symbols += [Symbol(SymbolForm.DRAWING, *fill[:4], (SymbolForm.DRAWING, "square", fill.colour)) for fill in squares]
    fills = [fill for fill in fills if fill not in squares and min(fill.colour) < WHITE]
    rules += [rule for rule in drawn.pale if any(_inside(rule, fill, 2.0) for fill in fills)]
    return rules, fills, symbols


def _clusters(parts: list[tuple[Box, Hashable, int]]) -> list[tuple[Box, list[Hashable], int]]:
    """Curves that overlap, directly or through others: one drawing each, when it is as large as a sign."""
    clusters: list[tuple[Box, list[Hashable], int]] = []
    for part_box, part, part_colour in parts[:PARTS_MOST]:
        box, likeness, colour = part_box, [part], part_colour
        apart = []
        for other in clusters:
            if _touch(other[0], box):
                box, likeness, colour = _around(other[0], box), other[1] + likeness, max(other[2], colour)
            else:
                apart.append(other)
        clusters = [*apart, (box, likeness, colour)]
    return [cluster for cluster in clusters if sign_sized(cluster[0])]


def _place_in(thing: Rule | Fill, box: Box) -> tuple[int, int, int, int]:
    return round(thing.x0 - box[0]), round(thing.top - box[1]), round(thing.x1 - box[0]), round(thing.bottom - box[1])


def _is_coloured_square(fill: Fill, rules: list[Rule]) -> bool:
    return (
        sign_sized(fill[:4])
        and max(fill.colour) - min(fill.colour) > SATURATED
        and not any(_touch((rule.x0 - 1, rule.top - 1, rule.x1 + 1, rule.bottom + 1), fill[:4]) for rule in rules)
    )


def _is_sign(letter: Letter, lettered: set[str]) -> bool:
    """Whether a letter is a sign. `lettered` are the Type3 fonts that print words on this page."""
    char = letter.text[:1]
    symbol = bool(SYMBOL_FONT.search(letter.font))
    pi = bool(PI_FONT.search(letter.font))
    if not char or char.isspace():
        return False
    if char in DOTS or (symbol and DINGBATS.get(char) in DOTS):
        return max(letter.colour) - min(letter.colour) > SATURATED
    if SMILEY.match(char) or CUT.match(char):
        return True
    if letter.type3:
        return letter.font not in lettered
    if pi:
        return char not in DINGBATS
    private = "\ue000" <= char <= "\uf8ff"
    if symbol:
        return char not in BULLETS and (private or letter.text.startswith("(cid:"))
    return private and char not in BULLETS


def _with_private_letters(letters: list[Letter]) -> list[Letter]:
    """The letters with what is printed in private use right behind one as a lost letter of its word; by itself it may be a sign."""
    known = letters[:1]
    for before, letter in pairwise(letters):
        private = "\ue000" <= letter.text[:1] <= "\uf8ff" and letter.text not in BULLETS and not SYMBOL_FONT.search(letter.font)
        lost = private and before.text.isalpha() and not letter.type3 and _follows(before, letter)
        known.append(letter._replace(text=LOST) if lost else letter)
    return known


def _glyph(letter: Letter) -> Symbol:
    char = unicodedata.normalize("NFC", letter.text)
    key: Hashable = (SymbolForm.GLYPH, letter.font, letter.text)
    if CUT.match(char):
        char, key = "", None  # two signs may be cut to one letter: only their looks tell them apart
    elif letter.text.startswith("(cid:"):
        char = ""
    return Symbol(SymbolForm.GLYPH, letter.x0, letter.top, letter.x1, letter.bottom, key, char or None, letter.font)


def _is_hidden(letter: Letter, fills: list[Fill]) -> bool:
    """Invisible, or white on what is not dark."""
    if letter.hidden or min(letter.colour) < WHITE:
        return letter.hidden
    return not any(min(fill.colour) < DARK and _inside(letter[1:5], fill) for fill in fills)


# Words


def _words(letters: list[Letter]) -> list[Word]:
    """Letters in the order they were printed to words."""
    runs: list[list[Letter]] = []
    last: Letter | None = None
    spaced = False
    seen: dict[str, list[Letter]] = {}
    for letter in letters:
        if not letter.text.strip():
            spaced = True
            continue
        twins = seen.setdefault(letter.text, [])
        if any(_fakes_bold(twin, letter) for twin in twins):
            continue
        twins.append(letter)
        # a space that takes up no room stands for a soft hyphen within the word
        if last is None or not _follows(last, letter) or (spaced and letter.x0 - last.x1 > NO_ROOM * letter.size):
            runs.append([])
        runs[-1].append(letter)
        last, spaced = letter, False
    words = [_word(run) for run in runs]
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else None
        ends_line = after is None or abs(after.top - word.top) > word.size / 2 or word.text[-1] != "-"
        if word.text[-1] in HYPHENS and len(word.text) > 1 and ends_line:
            words[i] = word._replace(text=word.text[:-1], hyphen=word.text[-1])
    cleaned = [word._replace(text=DROPPED.sub("", word.text)) for word in words]
    return [word for word in cleaned if word.text]


def _follows(last: Letter, letter: Letter) -> bool:
    size = max(last.size, letter.size)
    return abs(letter.bottom - last.bottom) < SAME_LINE * size and -OVERLAP * size < letter.x0 - last.x1 < WORD_GAP * size


def _fakes_bold(last: Letter, letter: Letter) -> bool:
    near = FAKE_BOLD * letter.size
    return abs(letter.x0 - last.x0) < near and abs(letter.bottom - last.bottom) < near


def _word(run: list[Letter]) -> Word:
    text = "".join(LIGATURES.get(letter.text) or BULLETS.get(letter.text, letter.text) for letter in run)
    text = CONTROL.sub(LOST, UNNAMED.sub(LOST, unswapped(text).replace(BULLET_CODE, "•")))
    first = run[0]
    return Word(
        unicodedata.normalize("NFC", text),
        first.x0,
        min(letter.top for letter in run),
        run[-1].x1,
        max(letter.bottom for letter in run),
        first.size,
        first.bold,
    )
