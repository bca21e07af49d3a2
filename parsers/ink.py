"""A sign on a page to its look, and looks to how far they are from each other and which way the mouth turns.

A sign is what it looks like: the same small rendered picture is made of a font's glyph, a drawing and an image, so that
each can be held against each, whatever its size and however its edges were smoothed.
"""

from __future__ import annotations

from collections.abc import Iterator
from colorsys import rgb_to_hsv
from ctypes import addressof, c_float, create_string_buffer
from statistics import median
from typing import TYPE_CHECKING

from parsers import pdfium
from parsers.document import LOOK_SIDE, Look

if TYPE_CHECKING:  # Pillow is loaded when a sign is met
    from PIL.Image import Image

ALIKE = 0.3  # looks no further from each other than this are one sign: the same sign stays below 0.2, another begins at 0.5

SHARP = 96  # pixels: the longer side of the sign as rendered, three for each pixel of the look
MARGIN = 8  # pixels around it, where the paper is seen
PAPER = 24  # of 255, in any of red, green and blue: what differs more from the paper is ink
SATURATED = 60  # of 255: between the strongest and the weakest of red, green and blue
COLOURED = 0.03  # of the ink: with less of it saturated the sign has no colour
HUE = 45.0  # degrees: hues this far apart are different colours for certain; yellow is some 50 from red, 70 from green
ONLY_ONE_COLOURED = 0.5
MARKED = 0.16  # of the darkest print: eyes and mouth stand out from the face by this much at least; pale signs are pale all over
FACE = 0.68  # of the radius: within it a face has its eyes and its mouth, without its outline
MOUTH_LEAST = 6  # pixels wide
MIDDLE = (LOOK_SIDE - 1) / 2
UPPER, LOWER = range(7, 15), range(17, 27)  # rows of a look in which a face has its eyes, its mouth
STRAIGHT = 0.12  # half widths: a mouth that bends less is straight
BENT = 0.25  # half widths: how much more it bends says no more
UNSURE = 0.1  # half widths: the same mouth, drawn at another size, bends this much more or less
DRAWN = 0.4  # of the darkest print: what is darker than this counts as drawn
NEAR = 1  # pixels: what stands this near is at the same place


def look_of(page: int, box: tuple[float, float, float, float]) -> Look | None:
    """The look of what is printed within `box` (displayed points) on pdfium's open page; None when nothing is."""
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if width <= 0 or height <= 0:
        return None
    scale = SHARP / max(width, height)
    across, down = round(width * scale) + 2 * MARGIN, round(height * scale) + 2 * MARGIN
    return _look(_rendered(page, scale, MARGIN - x0 * scale, MARGIN - top * scale, across, down))


def _rendered(page: int, scale: float, left: float, top: float, across: int, down: int) -> Image:
    from PIL import Image

    pixels = create_string_buffer(across * down * 4)
    bitmap = pdfium.create_bitmap(across, down, pdfium.BGRX, addressof(pixels), across * 4)
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        matrix = (c_float * 6)(scale, 0, 0, scale, left, top)
        clip = (c_float * 4)(0, 0, across, down)
        pdfium.render(bitmap, page, addressof(matrix), addressof(clip), pdfium.WITH_ANNOTATIONS)
    finally:
        pdfium.destroy_bitmap(bitmap)
    return Image.frombytes("RGB", (across, down), pixels.raw, "raw", "BGRX")


def _look(image: Image) -> Look | None:
    """Trimmed to its ink, on white whatever lay under it, scaled to the side of a look with its proportions kept."""
    from PIL import Image, ImageChops

    paper = _paper(image)
    inner = image.crop((MARGIN, MARGIN, image.width - MARGIN, image.height - MARGIN))
    apart = ImageChops.difference(inner, Image.new("RGB", inner.size, paper))
    red, green, blue = apart.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    extent = strongest.point(lambda level: 255 * (level > PAPER)).getbbox()
    if extent is None:
        return None
    inked = inner.crop(extent)
    bright = max(_brightness(paper), 1)
    grey = inked.convert("L").point(lambda level: min(255, round(level * 255 / bright)))
    side = max(inked.size)
    square = Image.new("L", (side, side), 255)
    square.paste(grey, ((side - inked.width) // 2, (side - inked.height) // 2))
    small = square.resize((LOOK_SIDE, LOOK_SIDE), Image.Resampling.BOX)
    return Look(small.tobytes(), _colour(inked, strongest.crop(extent)))


def _paper(image: Image) -> tuple[int, int, int]:
    """The colour most of the margin has."""
    width, height = image.size
    edges = [(0, 0, width, 2), (0, height - 2, width, height), (0, 0, 2, height), (width - 2, 0, width, height)]
    counts: dict[tuple[int, int, int], int] = {}
    for edge in edges:
        for count, colour in image.crop(edge).getcolors(width * height) or []:
            if isinstance(colour, tuple):
                red, green, blue = colour[:3]
                counts[red, green, blue] = counts.get((red, green, blue), 0) + count
    return max(counts, key=lambda colour: (counts[colour], colour))


def _brightness(colour: tuple[int, int, int]) -> float:
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _colour(inked: Image, strongest: Image) -> tuple[int, int, int] | None:
    pixels = inked.tobytes()
    total = [0, 0, 0]
    saturated = ink = 0
    for k, level in enumerate(strongest.tobytes()):
        if level <= PAPER:
            continue
        ink += 1
        red, green, blue = pixels[3 * k], pixels[3 * k + 1], pixels[3 * k + 2]
        if max(red, green, blue) - min(red, green, blue) > SATURATED:
            saturated += 1
            total[0] += red
            total[1] += green
            total[2] += blue
    if not saturated or saturated < COLOURED * ink:
        return None
    return round(total[0] / saturated), round(total[1] / saturated), round(total[2] / saturated)


def difference(a: Look, b: Look) -> float:
    """From 0, the same sign, to 1. One turned mouth, one other colour or one filled face is enough for a large one."""
    return max(_colours_apart(a.colour, b.colour), _shapes_apart(a.grey, b.grey), _mouths_apart(a.grey, b.grey))


def _colours_apart(a: tuple[int, int, int] | None, b: tuple[int, int, int] | None) -> float:
    if a is None or b is None:
        return 0.0 if a is b else ONLY_ONE_COLOURED
    hue_a, hue_b = (rgb_to_hsv(*(level / 255 for level in colour))[0] * 360 for colour in (a, b))
    apart = abs(hue_a - hue_b)
    return min(1.0, min(apart, 360 - apart) / HUE)


def _shapes_apart(a: bytes, b: bytes) -> float:
    """The part of what either prints that the other does not print nearby."""
    drawn_a, drawn_b = ([255 - level > DRAWN * (255 - min(grey)) for level in grey] for grey in (a, b))
    either = sum(drawn_a) + sum(drawn_b)
    return (_alone(drawn_a, drawn_b) + _alone(drawn_b, drawn_a)) / either if either else 0.0


def _mouths_apart(a: bytes, b: bytes) -> float:
    """The same for the lower middle of a face, where nothing but its mouth stands."""
    curve_a, curve_b = _curve(a), _curve(b)
    if curve_a is not None and curve_b is not None:
        turned = abs(max(-BENT, min(curve_a, BENT)) - max(-BENT, min(curve_b, BENT)))
        if turned > UNSURE:
            return min(1.0, (turned - UNSURE) / UNSURE)
    mouth_a, mouth_b = _marks(a, LOWER), _marks(b, LOWER)
    either = sum(mouth_a) + sum(mouth_b)
    if either < MOUTH_LEAST:
        return 0.0
    return (_alone(mouth_a, mouth_b) + _alone(mouth_b, mouth_a)) / either


def mouth_curve(look: Look) -> float | None:
    """How the mouth of a face turns: above 0 a smile, below 0 a frown, within STRAIGHT of 0 neither; None without a face.

    The unit is how far the mouth's corners stand above its middle, in half widths of the mouth.
    """
    return _curve(look.grey)


def _curve(grey: bytes) -> float | None:
    eyes = [(k % LOOK_SIDE, k // LOOK_SIDE) for k, marked in enumerate(_marks(grey, UPPER)) if marked]
    left = sum(x < MIDDLE - 1 for x, _ in eyes)
    right = sum(x > MIDDLE + 1 for x, _ in eyes)
    if not left or not right or max(left, right) > 3 * min(left, right):
        return None
    columns: dict[int, list[int]] = {}
    for k, marked in enumerate(_marks(grey, LOWER)):
        if marked:
            columns.setdefault(k % LOOK_SIDE, []).append(k // LOOK_SIDE)
    if not columns:
        return None
    first, last = min(columns), max(columns)
    half = (last - first) / 2
    if last - first + 1 < MOUTH_LEAST or len(columns) < 0.8 * (last - first + 1) or abs((first + last) / 2 - MIDDLE) > 3:
        return None
    return _bend([((x - first) / half - 1, sum(ys) / len(ys)) for x, ys in sorted(columns.items())]) / half


def _bend(points: list[tuple[float, float]]) -> float:
    """The c of y = a + b·t + c·t², least squares, for points (t, y)."""
    n = len(points)
    s1, s2, s3, s4 = (sum(t**power for t, _ in points) for power in (1, 2, 3, 4))
    y0, y1, y2 = (sum(y * t**power for t, y in points) for power in (0, 1, 2))
    determinant = n * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2)
    if abs(determinant) < 1e-9:
        return 0.0
    c = (n * (s2 * y2 - s3 * y1) - s1 * (s1 * y2 - s2 * y1) + y0 * (s1 * s3 - s2 * s2)) / determinant
    return -c  # up on the page is down in rows


def _marks(grey: bytes, rows: range) -> list[bool]:
    """What stands out from the face within these rows, inside its outline: dark on light or light on dark."""
    inside = [k for k in range(len(grey)) if _radius(k) < FACE]
    tone = median(grey[k] for k in inside)
    lines = range(rows.start * LOOK_SIDE, rows.stop * LOOK_SIDE)
    apart = {k: abs(grey[k] - tone) for k in inside if k in lines}
    bar = max(MARKED * (255 - min(grey)), max(apart.values()) / 2)
    return [apart.get(k, 0) > bar for k in range(len(grey))]


def _radius(k: int) -> float:
    """Of a pixel from the middle of a look, 1 at its sides."""
    x, y = k % LOOK_SIDE - MIDDLE, k // LOOK_SIDE - MIDDLE
    return float((x * x + y * y) ** 0.5 / (LOOK_SIDE / 2))


def _alone(some: list[bool], others: list[bool]) -> int:
    """How many of some have none of the others near."""
    return sum(marked and not any(others[near] for near in _near(k)) for k, marked in enumerate(some))


def _near(k: int) -> Iterator[int]:
    x, y = k % LOOK_SIDE, k // LOOK_SIDE
    for row in range(max(y - NEAR, 0), min(y + NEAR + 1, LOOK_SIDE)):
        for column in range(max(x - NEAR, 0), min(x + NEAR + 1, LOOK_SIDE)):
            yield row * LOOK_SIDE + column
