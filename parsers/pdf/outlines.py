"""The outlines of drawn paths: what is a rectangle, a level line, a rounded frame, and which of them together are one drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import trunc
from typing import NamedTuple

from parsers.model.content import Fill, Rule
from parsers.pdf.measures import DOT_LEAST, SATURATED, TOUCH, Box, holds, sign_sized

__all__ = [
    "CURVE_TO",
    "LEVEL",
    "LINE_TO",
    "SIDES",
    "Colour",
    "DrawnPart",
    "Matrix",
    "Point",
    "box_around",
    "clusters_of",
    "faces_in",
    "has_round_corners",
    "is_dot",
    "is_inside",
    "is_within",
    "pieces_of",
    "product",
    "rectangle_of",
    "rounded",
    "saturation",
    "stroke_ink",
    "touches",
    "without_way",
]

NOWHERE = 0.01  # points: a curve that ends where it begins, with its handles there too
LEVEL = 0.1  # points: a line that rises no more is level
FRAME_LEAST = 24.0  # points: a rounded square larger than this is a cell's frame and no face
STRAIGHT = 0.5  # of a rounded frame's sides
MOSTLY = 0.8  # of a drawing's box: one that fills less of it has a line that leads to it
SHIFT = 1_000_000.5  # makes what `trunc` cuts off the rounding of numbers above and below 0

LINE_TO, CURVE_TO, MOVE_TO = 0, 1, 2  # FPDFPathSegment_GetType
SIDES = "left", "top", "right", "bottom"

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[int, float, float]  # how it was reached, and where: displayed


class DrawnPart(NamedTuple):
    """One path of what may be a drawing; `order` is its place among the page's."""

    order: int
    box: Box
    path: int  # its handle; 0 of a shading
    matrix: Matrix
    colours: tuple[Colour | None, Colour | None]  # of its fill and its stroke


def rounded(numbers: Iterable[float], parts: float) -> tuple[int, ...]:
    """To whole parts, for keys that equal drawings share: `round` takes some times as long."""
    return tuple(map(trunc, [parts * number + SHIFT for number in numbers]))


def product(inner: Matrix | tuple[float, ...], outer: Matrix | tuple[float, ...]) -> Matrix:
    """First the inner, then the outer."""
    a, b, c, d, e, f = inner
    k, l, m, n, o, p = outer  # noqa: E741
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p


def has_round_corners(box: Box, lines: Sequence[Rule]) -> bool:
    """Whether a path is a frame too large for a sign whose sides are straight for the most part."""
    x0, top, x1, bottom = box
    straight = sum(max(line.x1 - line.x0, line.bottom - line.top) for line in lines)
    return len(lines) >= len(SIDES) and max(x1 - x0, bottom - top) > FRAME_LEAST and straight >= STRAIGHT * 2 * (x1 - x0 + bottom - top)


def stroke_ink(x0: float, y0: float, x1: float, y1: float, pen: float) -> Rule:
    """The ink of a level or upright stroke: its pen's width across, its ends as they are."""
    left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    if right - left >= bottom - top:
        return Rule(left, top - pen / 2, right, bottom + pen / 2)
    return Rule(left - pen / 2, top, right + pen / 2, bottom)


def pieces_of(points: list[Point]) -> list[list[Point]]:
    """The parts of a path that each begin anew, without the curves that go nowhere: corners of no radius."""
    pieces: list[list[Point]] = []
    for point in points:
        if point[0] == MOVE_TO or not pieces:
            pieces.append([])
        piece = pieces[-1]
        piece.append(point)
        if point[0] == CURVE_TO and len(piece) > 3 and _is_at(point, piece[-4]) and all(_is_at(handle, point) for handle in piece[-3:-1]):
            del piece[-3:]
    return pieces


def _is_at(point: Point, other: Point) -> bool:
    return abs(point[1] - other[1]) + abs(point[2] - other[2]) < NOWHERE


def rectangle_of(piece: list[Point]) -> Box | None:
    """The box of a closed piece with four corners and four sides that are level or upright."""
    if len(piece) not in (4, 5) or any(how == CURVE_TO for how, _, _ in piece):
        return None
    corners = [(x, y) for _, x, y in piece]
    if len(piece) == 5 and (abs(corners[0][0] - corners[4][0]) > LEVEL or abs(corners[0][1] - corners[4][1]) > LEVEL):
        return None
    for (x, y), (next_x, next_y) in pairwise([*corners[:4], corners[0]]):
        if abs(x - next_x) > LEVEL and abs(y - next_y) > LEVEL:
            return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def is_within(box: Box | Rule, size: float) -> bool:
    return box[2] - box[0] <= size and box[3] - box[1] <= size


def is_inside(box: Box | Rule | Fill, around: Box | Fill, slack: float) -> bool:
    return box[0] >= around[0] - slack and box[1] >= around[1] - slack and box[2] <= around[2] + slack and box[3] <= around[3] + slack


def touches(fill: Fill, rule: Rule) -> bool:
    return rule.x0 <= fill.x1 + 1 and rule.x1 >= fill.x0 - 1 and rule.top <= fill.bottom + 1 and rule.bottom >= fill.top - 1


def box_around(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def is_dot(part: DrawnPart) -> bool:
    """Not a bullet: larger, or coloured."""
    return part.box[2] - part.box[0] >= DOT_LEAST or any(saturation(colour) for colour in part.colours if colour)


def saturation(colour: Colour) -> int:
    spread = max(colour) - min(colour)
    return spread if spread > SATURATED else 0


def without_way(part: DrawnPart, points: Sequence[Point]) -> DrawnPart:
    """A curved path without the line by which the pen came to it from where it last wrote, as cairo's programs leave it."""
    if len(points) < 4 or [how for how, _, _ in points[1:3]] != [LINE_TO, CURVE_TO]:
        return part
    xs, ys = [x for _, x, _ in points[1:]], [y for _, _, y in points[1:]]
    box = min(xs), min(ys), max(xs), max(ys)
    return part._replace(box=box) if _area(box) < MOSTLY * _area(part.box) else part


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def faces_in(parts: list[DrawnPart]) -> list[list[DrawnPart]]:
    """The drawings in a cluster: where it is no sign's size, signs that touch, each within the largest of its parts."""
    if sign_sized(box_around([part.box for part in parts])):
        return [parts]
    faces: list[list[DrawnPart]] = []
    for part in sorted(parts, key=lambda part: -_area(part.box)):
        x, y = (part.box[0] + part.box[2]) / 2, (part.box[1] + part.box[3]) / 2
        home = next((face for face in faces if holds(face[0].box, x, y)), None)
        if home is None:
            faces.append([part])
        else:
            home.append(part)
    return faces


def clusters_of(parts: list[DrawnPart]) -> list[list[DrawnPart]]:
    """The parts whose boxes overlap, directly or through others."""
    clusters: list[tuple[Box, list[DrawnPart]]] = []
    for part in sorted(parts, key=lambda part: part.box[1]):
        box, members = part.box, [part]
        apart = []
        for other in clusters:
            (x0, top, x1, bottom), their = other
            if x0 <= box[2] + TOUCH and x1 >= box[0] - TOUCH and top <= box[3] + TOUCH and bottom >= box[1] - TOUCH:
                box = min(x0, box[0]), min(top, box[1]), max(x1, box[2]), max(bottom, box[3])
                members = their + members
            else:
                apart.append(other)
        clusters = [*apart, (box, members)]
    return [members for _, members in clusters]
