"""A page through pdfminer's interpreter: its letters, and what is drawn on it, displayed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTContainer, LTCurve, LTImage
from pdfminer.pdffont import PDFType3Font
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1

from parsers.model.content import Fill, Rule
from parsers.model.rotation import SLANT
from parsers.pdf.characters import BOLD_FONT
from parsers.pdf.measures import DESCENT, SIGN_MOST, THIN, WHITE, Box
from parsers.pdf.outlines import Colour

if TYPE_CHECKING:
    import pdfplumber.page

__all__ = ["Drawn", "Letter", "printed"]

INVISIBLE = (3, 7)  # PDF 32000-1, 9.3.6: neither filled nor outlined
BOLDENED = (2, 6)  # filled and outlined: a bold for which there is no font
GLYPH_SPACE = 1000  # units of a letter's size, in all fonts but those of Type3, which say themselves
INKS = ("Separation", "DeviceN")
STRAIGHT = 0.5  # points: a line that strays no further is level or upright


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


class Drawn(Struct):
    """What is drawn on a page, before signs are told from borders."""

    rules: list[Rule] = field(default_factory=list)
    pale: list[Rule] = field(default_factory=list)  # in white: borders only where they part what is shaded
    fills: list[Fill] = field(default_factory=list)
    grounds: list[Fill] = field(default_factory=list)  # with curved edges: white print is seen on them
    parts: list[tuple[Box, Hashable, int]] = field(default_factory=list)  # curves: box, likeness, how much colour
    pictures: list[tuple[Box, Hashable]] = field(default_factory=list)


class _Device(PDFPageAggregator):
    """pdfplumber's own device says neither whether text is invisible nor what kind of font it is in.

    Its letters hang on their baselines, counted from the page's foot, until the page's height is known.
    """

    def __init__(self, sheet: pdfplumber.page.Page, left: float) -> None:
        super().__init__(sheet.pdf.rsrcmgr, pageno=sheet.page_number)
        self._left = left
        self._mode = 0
        self.letters: list[Letter] = []
        self.directions: list[tuple[float, float]] = []  # where each letter or figure runs to

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix: Any, font: Any, fontsize: Any, scaling: Any, rise: Any, cid: Any, ncs: Any, graphicstate: Any) -> Any:
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        char: Any = self.cur_item._objs.pop()
        a, b, c, d, _, f = matrix
        if fontsize < 0:  # sets its letters upside down, and their matrix turns them back
            a, b, c, d = -a, -b, -c, -d
        name = str(font.fontname)
        is_type3 = isinstance(font, PDFType3Font)
        size = abs(fontsize) * (c * c + d * d) ** 0.5
        if is_type3:
            size *= abs(font.matrix[3]) * GLYPH_SPACE
        if char.get_text().isalnum():
            self.directions.append((a, -b))
        self.letters.append(
            Letter(
                char.get_text(),
                char.x0 - self._left,
                0.0,
                char.x1 - self._left,
                f + rise * d,
                size,
                f"Type3 {id(font)}" if is_type3 else name,
                _rgb(graphicstate.ncolor, ncs),
                bool(BOLD_FONT.search(name)) or self._mode in BOLDENED,
                a > 0 and abs(b) <= SLANT * a and abs(c) <= SLANT * abs(d),
                self._mode in INVISIBLE,
                is_type3,
            )
        )
        return advance


def printed(sheet: pdfplumber.page.Page, left: float, top: float) -> tuple[list[Letter], list[tuple[float, float]], Drawn]:
    """The page's letters and drawings in the order they were printed, and where each letter or figure runs to.

    `left` and `top` are where its crop box begins within the displayed media box, in points.
    """
    device = _Device(sheet, left)
    PDFPageInterpreter(sheet.pdf.rsrcmgr, device).process_page(sheet.page_obj)
    layout = device.get_result()
    foot = layout.height - top
    drawn = Drawn()
    for thing in _things(layout):
        box = thing.x0 - left, foot - thing.y1, thing.x1 - left, foot - thing.y0
        if isinstance(thing, LTImage):
            drawn.pictures.append((box, _digest(thing.stream)))
        elif isinstance(thing, LTCurve):
            _add_path(drawn, thing, box, [(x - left, foot - y) for x, y in thing.pts])
    spanning = [(letter, foot - letter.bottom + DESCENT * letter.size) for letter in device.letters]
    return [letter._replace(top=bottom - letter.size, bottom=bottom) for letter, bottom in spanning], device.directions, drawn


def _things(container: Any) -> Iterator[Any]:
    for thing in container:
        if isinstance(thing, LTContainer):
            yield from _things(thing)
        else:
            yield thing


def _rgb(colour: Any, space: Any = None) -> Colour:
    """Grey, RGB or CMYK, each part from 0 to 1; a pattern counts as black, and an ink of its own (8.6.6.4: 1 is the most) as grey."""
    parts = [float(part) for part in (colour if isinstance(colour, (tuple, list)) else (colour,)) if isinstance(part, (int, float))]
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    elif len(parts) == 1 and getattr(space, "name", "") in INKS:
        parts = [1 - parts[0]]
    red, green, blue = parts if len(parts) == 3 else [parts[0] if parts else 0.0] * 3
    return round(red * 255), round(green * 255), round(blue * 255)


def _digest(stream: Any) -> str:
    """Of a picture's data and its masks': two signs may differ in nothing but their masks."""
    digest = blake2b(stream.get_rawdata() or b"", digest_size=12)
    for mask in (resolve1(stream.attrs.get("SMask")), resolve1(stream.attrs.get("Mask"))):
        if isinstance(mask, PDFStream):
            digest.update(mask.get_rawdata() or b"")
    return digest.hexdigest()


def _add_path(drawn: Drawn, path: Any, box: Box, points: list[tuple[float, float]]) -> None:
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
        if fill is not None:
            drawn.grounds.append(Fill(*box, fill))
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
