"""What on a page may not be what it seems: print that is cut off, covered, white or on a layer, and lines through words.

Told from what pdfium knows of the page's objects, for next to nothing; what comes of it is for the renderer to judge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from ctypes import Array, addressof, c_char, c_ulong, create_string_buffer
from itertools import count
from operator import itemgetter

from msgspec import Struct, field

from parsers.model.content import Rule, Word
from parsers.pdf import pdfium
from parsers.pdf.coordinates import Box, View
from parsers.pdf.layers import Layers
from parsers.pdf.measures import DARK, DESCENT
from parsers.pdf.questions import clipped
from parsers.pdf.shapes import Shapes
from parsers.pdf.styles import Seen
from parsers.pdf.tokens import Placed, Print

__all__ = ["MIDDLE", "Doubts", "doubts_of", "is_struck_at"]

LETTERS = 0.12, 0.55  # of the size above the baseline: a line between them is drawn through the letters
MIDDLE = 0.25  # of the size above the baseline: the middle of the small letters
THICK = 0.25  # of the size: a thicker line is no line through letters
CORNER = 1.0  # points: the edges of a cell touch one another
TALL = 1.5  # of the size: an upright line as long is a cell's
COVERED = 0.6  # of the page: pictures that cover more are a scan
FORM_DEPTH = 8

_NAME_KEY = create_string_buffer(b"Name")
_FIRST, _SECOND = itemgetter(0), itemgetter(1)


class Doubts(Struct):
    """What has to be looked at more closely; false when nothing has.

    `unsure` are the text objects that may not be seen, `operations` those and the ones that a line or an annotation strikes.
    """

    unsure: set[int] = field(default_factory=set)
    clipped: set[int] = field(default_factory=set)  # those of them that a clip path cuts
    operations: set[int] = field(default_factory=set)
    covers: list[tuple[Box, int]] = field(default_factory=list)  # what is drawn over text, and how late
    order: dict[int, int] = field(default_factory=dict)  # how late each object is drawn
    strikes: list[Rule] = field(default_factory=list)  # lines through letters
    struck: Sequence[Box] = ()  # areas that an annotation strikes out
    redacted: Sequence[Box] = ()  # areas that are marked to be blacked out
    pictures: Sequence[Box] = ()
    scanned: bool = False
    white: bool = False  # there is white print that may not be seen

    def __bool__(self) -> bool:
        return bool(self.operations)


def doubts_of(
    objects: Sequence[int],
    layer: Print,
    shapes: Shapes,
    view: View,
    *,
    layers: Layers | None = None,
    struck: Sequence[Box] = (),
    redacted: Sequence[Box] = (),
) -> Doubts:
    """The doubts about what a page's text layer prints; `objects` are the page's own, in the order they are drawn.

    `layers` are the file's; `struck` and `redacted` are what its annotations strike out or mark to be blacked out.
    """
    placed = layer.placed
    printed = [*placed, *shapes.unprinted]  # those of a word's letters but its first are passed over by the text layer
    found = Doubts(struck=struck, redacted=redacted)
    found.clipped.update(clipped(printed))
    found.unsure |= found.clipped
    if layers is not None and layers.may_exist:
        found.unsure.update(_on_layers(objects, printed, layers))
    found.pictures = shapes.pictures
    found.scanned = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in shapes.pictures) > COVERED * view.width * view.height
    found.white = not all(on_dark(word, shapes) for word in layer.white)
    if found.white or (layer.hidden and shapes.pictures):
        unseen = {Seen.IN_WHITE} if found.white else set()
        unseen |= {Seen.NOT} if shapes.pictures else set()
        found.unsure.update(handle for handle, (style, _, _) in placed.items() if style.seen in unseen)
    if layer.hidden and (shapes.covers or shapes.fills):
        found.unsure.update(handle for handle, (style, _, _) in placed.items() if style.clips)
    if shapes.covers and placed:
        _add_covered(found, objects, layer.placed, shapes, view)
    if shapes.rules and placed:
        _add_struck(found, placed, shapes.rules, view)
    for box in (*struck, *redacted):
        found.operations.update(handle for handle in placed if _overlap(_bounds(handle, view), box))
    found.operations |= found.unsure
    return found


def on_dark(word: Word, shapes: Shapes) -> bool:
    """Whether white print is seen: on a dark fill or a picture."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    boxes = [fill[:4] for fill in shapes.fills if min(fill.colour) < DARK] + shapes.pictures
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _on_layers(objects: Sequence[int], placed: Iterable[int], layers: Layers) -> Iterator[int]:
    """The text objects that are marked as on a layer that may be hidden, or lie in forms, which may be."""
    own = set(objects)
    for handle in placed:
        if handle not in own:
            on_hidden = layers.hidden is None or bool(layers.hidden)
        else:
            on_hidden = pdfium.count_marks(handle) > 0 and any(_may_be_hidden(name, layers) for name in _layers_of(handle))
        if on_hidden:
            yield handle


def _may_be_hidden(name: str, layers: Layers) -> bool:
    return layers.hidden is None or not name or name in layers.hidden


def _layers_of(handle: int) -> Iterator[str]:
    """The names of the layers that an object is marked as on; "" for one without a name."""
    buffer, length = create_string_buffer(256), c_ulong()
    for index in range(pdfium.count_marks(handle)):
        mark = pdfium.get_mark(handle, index)
        if pdfium.mark_name(mark, addressof(buffer), len(buffer), addressof(length)) and _text(buffer, length) == "OC":
            named = pdfium.mark_text(mark, addressof(_NAME_KEY), addressof(buffer), len(buffer), addressof(length))
            yield _text(buffer, length) if named else ""


def _text(buffer: Array[c_char], length: c_ulong) -> str:
    return buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _add_covered(found: Doubts, objects: Sequence[int], placed: Placed, shapes: Shapes, view: View) -> None:
    """Adds the text that something drawn later may cover, and what does: as high as the small letters' middle, or a picture."""
    order = dict(zip(objects, count(), strict=False))
    handles = list(map(_SECOND, shapes.covers))
    if not (order.keys() >= set(handles) and order.keys() >= placed.keys()):
        order = _drawing_order(objects)
    first = next((place for handle, place in order.items() if handle in placed), len(order))
    if max([order.get(handle, 0) for handle in handles]) < first:
        return
    found.order = order
    texts = [(bottom - (DESCENT + MIDDLE) * style.size, left, handle) for handle, (style, left, bottom) in placed.items()]
    for handle in shapes.unprinted:
        x0, top, _, bottom = _bounds(handle, view)
        texts.append(((top + bottom) / 2, x0, handle))
    texts.sort(key=_FIRST)
    middles = list(map(_FIRST, texts))
    for box, cover in shapes.covers:
        x0, top, x1, bottom = box
        begin, end = bisect_left(middles, top), bisect_left(middles, bottom)
        if begin == end:
            continue
        place = order.get(cover, 0)
        covered = [
            handle
            for _, left, handle in texts[begin:end]
            if left < x1 and order.get(handle, place) < place and _bounds(handle, view)[2] > x0
        ]
        if covered:
            found.unsure.update(covered)
            found.covers.append((box, place))


def _drawing_order(objects: Iterable[int]) -> dict[int, int]:
    """How late each object of a page is drawn, those in forms too."""
    order: dict[int, int] = {}

    def add(handles: Iterable[int], depth: int) -> None:
        for handle in handles:
            order[handle] = len(order)
            if pdfium.object_type(handle) == pdfium.FORM and depth < FORM_DEPTH:
                add([pdfium.form_object(handle, k) for k in range(pdfium.form_count(handle))], depth + 1)

    add(objects, 0)
    return order


def _add_struck(found: Doubts, placed: Placed, rules: list[Rule], view: View) -> None:
    """Adds the lines that are drawn through letters, and the text objects they touch."""
    on_a_line = Seen.ON_A_LINE  # an enum's class is slow to ask
    lines = sorted({(bottom, style.size) for style, _, bottom in placed.values() if style.seen is on_a_line})
    largest = max([size for _, size in lines], default=0.0)

    def strikes(y: float) -> bool:
        """Whether a level line there is drawn through the letters of any words."""
        return any(is_struck_at(y, *line) for line in lines[bisect_left(lines, (y,)) : bisect_left(lines, (y + largest,))])

    heights = {
        (top, bottom) for _, top, _, bottom in rules if bottom - top < THICK * largest
    }  # of the edges of a table's rows, all the same
    heights = {(top, bottom) for top, bottom in heights if strikes((top + bottom) / 2)}
    for rule in [rule for rule in rules if rule[1::2] in heights] if heights else ():
        x0, top, x1, bottom = rule
        over = [
            handle
            for handle, (style, left, low) in placed.items()
            if style.seen is on_a_line
            and is_struck_at((top + bottom) / 2, low, style.size)
            and left < x1
            and bottom - top <= THICK * style.size
            and x1 - x0 > bottom - top
            and _bounds(handle, view)[2] > x0
        ]
        if over and not _is_cornered(rule, rules, TALL * largest):
            found.strikes.append(rule)
            found.operations.update(over)


def is_struck_at(y: float, bottom: float, size: float) -> bool:
    """Whether a line at this height runs through letters whose words end at `bottom`."""
    return LETTERS[0] * size <= bottom - DESCENT * size - y <= LETTERS[1] * size


def _is_cornered(rule: Rule, rules: list[Rule], least: float) -> bool:
    """Whether an upright line meets one of a line's ends: it is a cell's edge."""
    return any(
        other.bottom - other.top >= least
        and other.top - CORNER <= rule.bottom
        and other.bottom + CORNER >= rule.top
        and min(abs((other.x0 + other.x1) / 2 - rule.x0), abs((other.x0 + other.x1) / 2 - rule.x1)) <= CORNER + (other.x1 - other.x0) / 2
        for other in rules
    )


def _bounds(handle: int, view: View) -> Box:
    """A text object's box as displayed; of one in a form, as if the form stood where it was drawn."""
    return view.box(*pdfium.bounds_of(handle))


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
