"""A PDF page's drawn objects to rules, fills and the signs among them: small drawings and pictures.

Every program draws its table borders otherwise: as strokes, as thin filled rectangles, as one rectangle a cell, as one
path for a whole table; inside form objects or not. A path's points are asked for only where its box does not say enough.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Sequence
from ctypes import addressof, c_float, c_void_p
from functools import partial
from itertools import chain, filterfalse, pairwise
from typing import Any

from msgspec import Struct, field

from parsers.model.content import Fill, LooseDrawing, Rule, Symbol, SymbolForm
from parsers.pdf import pdfium
from parsers.pdf.coordinates import View
from parsers.pdf.measures import (
    DARK,
    PARTS_MOST,
    SIGN_LEAST,
    SIGN_MOST,
    SMALL,
    THIN,
    WHITE,
    Box,
    sign_sized,
)
from parsers.pdf.outlines import (
    CURVE_TO,
    LEVEL,
    LINE_TO,
    SIDES,
    Colour,
    DrawnPart,
    Matrix,
    Point,
    box_around,
    clusters_of,
    faces_in,
    has_round_corners,
    is_dot,
    is_inside,
    is_within,
    pieces_of,
    product,
    rectangle_of,
    rounded,
    saturation,
    stroke_ink,
    touches,
    without_way,
)
from parsers.pdf.questions import page_objects, path_of, segments
from parsers.pdf.render import picture_digest

__all__ = ["Shapes", "drawn", "is_bare", "objects_of"]

STROKE_MOST = 6.0  # points: a straight stroke whose bounds are no wider is a rule
DRAWING_MOST = 150.0  # points: what is larger stands in no cell for a status
OBJECTS_MOST = 100_000  # of one page: a hostile page is read no further
FORM_DEPTH = 8  # forms within forms
SAMPLE, SAMPLE_OF_MANY = 16, 6  # points tell a path, or one of several, from any other with as many points in the same box
POINTS_MOST = 20_000  # of one path: a longer one is a map


_rule = partial(tuple.__new__, Rule)  # from its four edges: half the time of its own constructor
_AS_DRAWN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_WHITE = 255, 255, 255
_PATTERNED = {(191, 191, 191), _WHITE}  # what pdfium gives for a pattern's colour: of tiles, of a shading


class Shapes(Struct):
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    loose_drawings: list[LooseDrawing] = field(default_factory=list)
    squares: list[tuple[Fill, Symbol]] = field(default_factory=list)  # coloured: signs where no word stands on them
    patterned: list[Fill] = field(default_factory=list)  # of a sign's size, and of the colour that pdfium gives for a pattern
    pictures: list[Box] = field(default_factory=list)  # images and shadings too large to be signs
    covers: list[tuple[Box, int]] = field(default_factory=list)  # what may lie over words: filled areas and pictures, each with its object
    unprinted: list[int] = field(default_factory=list)  # text objects: spaces, and signs whose font pdfium cannot draw
    notes: list[tuple[str, str]] = field(default_factory=list)  # (finding code, words)


def objects_of(page: c_void_p) -> list[int]:
    """The page's objects in the order they are drawn, as many as are read."""
    return page_objects(page, min(pdfium.count_objects(page), OBJECTS_MOST))


def drawn(document: int, page: c_void_p, view: View, objects: Sequence[int], printed: Container[int] = ()) -> Shapes:
    """What is drawn on the page, in displayed points, of these objects; `printed` are the text objects the text layer speaks of."""
    reader = _ShapeReader(document, page, view, printed)
    count = pdfium.count_objects(page)
    if count > OBJECTS_MOST:
        reader.shapes.notes.append(("page_too_complex", f"{count} objects"))
    reader.read(objects, _AS_DRAWN, 0)
    return reader.finished()


def is_bare(objects: Iterable[int], few: int, printed: Container[int]) -> bool:
    """Whether fewer than so many of these objects are drawn; `printed` are text objects known already."""
    found = 0
    for handle in filterfalse(printed.__contains__, objects):
        kind = pdfium.object_type(handle)
        found += pdfium.form_count(handle) if kind == pdfium.FORM else kind != pdfium.TEXT
        if found >= few:
            return False
    return True


class _ShapeReader:
    def __init__(self, document: int, page: c_void_p, view: View, printed: Container[int]) -> None:
        self.shapes = Shapes()
        self._printed = printed
        self._document = document
        self._page = page
        self._view = view
        self._turned, self._e, self._f, self._width, self._height = view.turns != 0, view.e, view.f, view.width, view.height
        self._left = OBJECTS_MOST
        self._free: list[DrawnPart] = []  # curved or crooked: what signs are drawn with
        self._short: list[tuple[Rule, tuple[Any, ...]]] = []  # rules short enough to be a mouth, each with the fields of its DrawnPart
        self._small: list[tuple[Fill, DrawnPart]] = []  # fills small enough to be a sign or its ground
        self._pale: list[Rule] = []  # in white: borders only where they part what is shaded

    def read(self, handles: Iterable[int], matrix: Matrix, depth: int) -> None:
        """What a page or a form holds. Borders are told from the rest in the loop itself: a page may have hundreds."""
        read_rule, covers = self._rule, self.shapes.covers
        e, f, page_width, page_height = self._e, self._f, self._width, self._height
        moved = self._turned or matrix is not _AS_DRAWN
        unprinted = list(filterfalse(self._printed.__contains__, handles))
        for path, drawn_so in zip(unprinted, map(path_of, unprinted), strict=True):
            if drawn_so is None:
                self._other(path, matrix, depth)
                if self._left < 0:
                    return
                continue
            self._left -= 1
            if self._left < 0:
                return
            left, bottom, right, top, fill, stroke, count = drawn_so
            if moved:
                x0, top, x1, bottom = self._displayed(left, bottom, right, top, matrix)
            else:  # as nearly always
                x0, top, x1, bottom = left + e, f - top, right + e, f - bottom
            if x1 < 0 or bottom < 0 or x0 > page_width or top > page_height:
                continue
            width, height = x1 - x0, bottom - top
            narrow, wide = (height, width) if width >= height else (width, height)
            if stroke is None:
                if fill is None:
                    continue
                if narrow > THIN:
                    covers.append(((x0, top, x1, bottom), path))
                elif wide > THIN:
                    read_rule(_rule((x0, top, x1, bottom)), path, matrix, fill)
                    continue
            elif fill is not None and narrow > THIN:
                covers.append(((x0, top, x1, bottom), path))
            box = x0, top, x1, bottom
            if stroke is None and count <= 5 and wide > SMALL and fill is not None:
                self._fill(box, path, matrix, fill)
            elif stroke is not None and count == 2 and narrow <= STROKE_MOST:
                # One straight stroke: pdfium grows its bounds by its width on every side.
                across, along = narrow * 0.5, narrow * 0.25
                if width < height:
                    across, along = along, across
                read_rule(_rule((x0 + across, top + along, x1 - across, bottom - along)), path, matrix, stroke)
            elif count > POINTS_MOST:
                self.shapes.notes.append(("page_too_complex", f"a path of {count} points"))
            else:
                self._outline(DrawnPart(-self._left, box, path, matrix, (fill, stroke)), count)

    def _other(self, item: int, matrix: Matrix, depth: int) -> None:
        """What is no path."""
        kind = pdfium.object_type(item)
        if kind == pdfium.TEXT:
            self.shapes.unprinted.append(item)
            return
        self._left -= 1
        if self._left < 0:
            return
        if kind in (pdfium.IMAGE, pdfium.SHADING):
            box = self._box(item, matrix)
            self.shapes.covers.append((box, item))
        if kind == pdfium.IMAGE:
            self._image(item, box)
        elif kind == pdfium.SHADING:
            if is_within(box, SIGN_MOST):
                self._free.append(DrawnPart(-self._left, box, 0, matrix, (None, None)))
            else:
                self.shapes.pictures.append(box)
        elif kind == pdfium.FORM and depth < FORM_DEPTH:
            inner = product(pdfium.matrix_of(item), matrix)
            self.read([pdfium.form_object(item, k) for k in range(min(pdfium.form_count(item), self._left))], inner, depth + 1)
        elif kind == pdfium.FORM:
            self.shapes.notes.append(("page_too_complex", "forms within forms"))

    def finished(self) -> Shapes:
        shapes = self.shapes
        drawings: list[list[DrawnPart]] = []
        if len(self._free) > PARTS_MOST:
            shapes.notes.append(("page_too_complex", f"{len(self._free)} curves"))
        elif self._free:
            drawings = clusters_of(self._free)
        faces = [(parts, box_around([part.box for part in parts])) for parts in chain.from_iterable(map(faces_in, drawings))]
        signs = [(parts, box) for parts, box in faces if sign_sized(box)]
        grown = [(parts, x0 - 0.5, top - 0.5, x1 + 0.5, bottom + 0.5) for parts, (x0, top, x1, bottom) in signs]
        for rule, fields in self._short:
            x0, top, x1, bottom = rule
            for parts, left, high, right, low in grown:
                if x0 >= left and x1 <= right and top >= high and bottom <= low:
                    parts.append(DrawnPart(*fields))
                    break
            else:
                shapes.rules.append(rule)
        squares: list[tuple[Fill, DrawnPart]] = []
        for fill, part in self._small:
            for parts, box in signs:
                if is_inside(fill[:4], box, 1.0):
                    parts.append(part)
                    break
            else:
                if fill.colour in _PATTERNED and sign_sized(fill[:4]) and not any(touches(fill, rule) for rule in shapes.rules):
                    shapes.patterned.append(fill)
                elif sign_sized(fill[:4]) and saturation(fill.colour) and not any(touches(fill, rule) for rule in shapes.rules):
                    squares.append((fill, part))
                elif min(fill.colour) < WHITE:
                    shapes.fills.append(fill)
                    if saturation(fill.colour) or max(fill.colour) < DARK:
                        shapes.loose_drawings.append(LooseDrawing(*fill[:4]))
        told = [(parts, box) for parts, box in signs if len(parts) > 1 or is_dot(parts[0])]
        shapes.symbols.extend(self._drawing(parts, box) for parts, box in told)
        if len(told) < len(faces):
            loose = [(parts, box) for parts, box in faces if (parts, box) not in told and is_within(box, DRAWING_MOST)]
            shapes.patterned += [Fill(*box, _WHITE) for parts, box in loose if _has_pattern(parts, box) and sign_sized(box)]
            shapes.loose_drawings += [LooseDrawing(*box) for _, box in loose]
        shapes.squares.extend((fill, self._drawing([part], part.box)) for fill, part in squares)
        shapes.rules.extend(rule for rule in self._pale if any(is_inside(rule, fill[:4], 2.0) for fill in shapes.fills))
        return shapes

    def _drawing(self, parts: list[DrawnPart], box: Box) -> Symbol:
        parts.sort(key=lambda part: part.order)
        if _has_pattern(parts, box):  # which no key tells from another
            return Symbol(SymbolForm.DRAWING, *box, None)
        return Symbol(
            SymbolForm.DRAWING,
            *box,
            (SymbolForm.DRAWING, *(self._likeness(part, box, SAMPLE_OF_MANY if parts[1:] else SAMPLE) for part in parts)),
        )

    def _box(self, item: int, matrix: Matrix) -> Box:
        """An object's bounds as displayed."""
        return self._displayed(*pdfium.bounds_of(item), matrix)

    def _displayed(self, left: float, bottom: float, right: float, top: float, matrix: Matrix) -> Box:
        if matrix is not _AS_DRAWN:
            a, b, c, d, e, f = matrix
            xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
            ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
            left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        if self._turned:
            return self._view.box(left, bottom, right, top)
        return left + self._e, self._f - top, right + self._e, self._f - bottom

    def _outline(self, part: DrawnPart, count: int) -> None:
        """A path taken apart: rectangles and level or upright lines by themselves, what else is small is part of a drawing."""
        (fill, stroke), (x0, top, x1, bottom) = part.colours, part.box
        small = is_within(part.box, SIGN_MOST)
        if small and min(x1 - x0, bottom - top) > THIN and segments(part.path, 2, 1)[1][0] == CURVE_TO:
            self._free.append(part)
            return
        points = self._points(part, count)
        pen = self._pen(part) if stroke is not None else 0.0
        lines: list[Rule] = []
        boxes: list[Box] = []
        crooked = False
        for piece in pieces_of(points):
            box = rectangle_of(piece)
            if box is not None:
                boxes.append(box)
                continue
            for (_, x, y), (how, next_x, next_y) in pairwise(piece):
                if how == LINE_TO and (abs(x - next_x) <= LEVEL or abs(y - next_y) <= LEVEL):
                    lines.append(stroke_ink(x, y, next_x, next_y, pen))
                else:
                    crooked = True
        if crooked and has_round_corners(part.box, lines):
            boxes = [box_around([(x, y, x, y) for _, x, y in points])]
            lines, fill = [], fill if len(lines) <= len(SIDES) else None  # of two outlines, one within the other, the ring is filled
            stroke = stroke or part.colours[0]
        elif crooked and small:
            self._free.append(without_way(part, points))
            return
        for box in boxes:
            x0, top, x1, bottom = box
            thin = min(x1 - x0, bottom - top) <= THIN
            if fill is not None:
                if thin:
                    self._rule(Rule(*box), part.path, part.matrix, fill)
                    continue
                self._fill(box, part.path, part.matrix, fill)
            if stroke is not None:
                for ends in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
                    self._rule(stroke_ink(*ends, pen), part.path, part.matrix, stroke)
        if stroke is not None:
            for line in lines:
                self._rule(line, part.path, part.matrix, stroke)

    def _points(self, part: DrawnPart, count: int) -> list[Point]:
        a, b, c, d, e, f = product(product(pdfium.matrix_of(part.path), part.matrix), self._view[:6])
        return [(how, a * x + c * y + e, b * x + d * y + f) for how, x, y in segments(part.path, count, 1)]

    def _pen(self, part: DrawnPart) -> float:
        """The displayed width of a path's stroke."""
        width = c_float()
        pdfium.stroke_width(part.path, addressof(width))
        a, b, c, d, _, _ = product(pdfium.matrix_of(part.path), part.matrix)
        return float(width.value * abs(a * d - b * c) ** 0.5)

    def _rule(self, rule: Rule, path: int, matrix: Matrix, colour: Colour) -> None:
        x0, top, x1, bottom = rule
        if colour[0] >= WHITE and min(colour) >= WHITE:
            self._pale.append(rule)
        elif x1 - x0 <= SMALL and bottom - top <= SMALL:
            self._short.append((rule, (-self._left, rule, path, matrix, (colour, None))))
        else:
            self.shapes.rules.append(rule)

    def _fill(self, box: Box, path: int, matrix: Matrix, colour: Colour) -> None:
        if is_within(box, SMALL):
            self._small.append((Fill(*box, colour), DrawnPart(-self._left, box, path, matrix, (colour, None))))
        elif min(colour) < WHITE:
            self.shapes.fills.append(Fill(*box, colour))

    def _image(self, item: int, box: Box) -> None:
        if not sign_sized(box):
            if not is_within(box, SIGN_LEAST):
                self.shapes.pictures.append(box)
                if is_within(box, DRAWING_MOST):
                    self.shapes.loose_drawings.append(LooseDrawing(*box))
            return
        key = SymbolForm.PICTURE, picture_digest(self._document, self._page, item)
        self.shapes.symbols.append(Symbol(SymbolForm.PICTURE, *box, key=key))

    def _likeness(self, part: DrawnPart, around: Box, sample: int) -> Hashable:
        """Equal for parts that look alike at the same place of two drawings."""
        x0, top, x1, bottom = part.box
        place = rounded([x0 - around[0], top - around[1], x1 - x0, bottom - top], 10.0)
        if not part.path:
            return place
        count = pdfium.count_segments(part.path)
        points = segments(part.path, count, -(-count // sample))
        _, x, y = points[0]
        outline = rounded([at - x for _, at, _ in points] + [at - y for _, _, at in points], 10.0)
        return part.colours, count, place, outline, rounded(pdfium.matrix_of(part.path)[:4], 100.0)


def _has_pattern(parts: Sequence[DrawnPart], box: Box) -> bool:
    """Whether what a drawing stands on is a shading, or may be filled with a pattern."""
    ground = next((part for part in parts if is_inside(box, part.box, 1.0)), None)
    return ground is not None and (not ground.path or (ground.colours[1] is None and ground.colours[0] in _PATTERNED))
