"""A sign on a page to its look, and looks to how far they are from each other and which way the mouth turns.

A sign is what it looks like: the same small rendered picture is made of a font's glyph, a drawing and an image, so that
each can be held against each, whatever its size and however its edges were smoothed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from colorsys import rgb_to_hsv
from functools import lru_cache
from operator import mul
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from parsers.model.content import LOOK_SIDE, Look

if TYPE_CHECKING:  # Pillow is loaded when a sign is met
    from PIL.Image import Image

__all__ = ["ALIKE", "BENDS", "MARGIN", "SHARP", "STRAIGHT", "Looks", "Rendered", "difference", "look_of", "mouth_curve", "shown_share"]

ALIKE = 0.3  # looks no further from each other than this are one sign: the same sign stays below 0.2, another begins at 0.5

SHARP = 2 * LOOK_SIDE  # pixels: the longer side of the sign as rendered
MARGIN = 6  # pixels around it, where the paper is seen
PAPER = 24  # of 255, in any of red, green and blue: what differs more from the paper is ink
WHITE = 250  # of 255: paper as bright as this needs no brightening
SATURATED = 60  # of 255: between the strongest and the weakest of red, green and blue
COLOURED = 0.03  # of the ink: with less of it saturated the sign has no colour
HUE = 45.0  # degrees: hues this far apart are different colours for certain; yellow is some 50 from red, 70 from green
ONLY_ONE_COLOURED = 0.5
MARKED = 0.16  # of the darkest print: eyes and mouth stand out from the face by this much at least; pale signs are pale all over
FACE = 0.68  # of the radius: within it a face has its eyes and its mouth, without its outline
MOUTH_LEAST = 6  # pixels wide
WHOLE = 0.8  # of its width: a mouth has no larger gaps
ASKEW = 3  # pixels: nor does it stand further from the middle
MIDDLE = (LOOK_SIDE - 1) / 2
UPPER, LOWER = range(7, 15), range(17, 27)  # rows of a look in which a face has its eyes, its mouth
STRAIGHT = 0.08  # half widths: a mouth that bends less is straight
BENDS = 0.15  # half widths: a mouth that bends more is a smile or a frown; an open mouth (😟) lies in between
BENT = 0.25  # half widths: how much more it bends says no more
UNSURE = 0.1  # half widths: the same mouth, drawn at another size, bends this much more or less
DRAWN = 0.4  # of the darkest print: what is darker than this counts as drawn


class Rendered(NamedTuple):
    """A sign as it stands on its page with some paper around it: four bytes a pixel, blue, green, red and none."""

    pixels: bytes
    width: int
    height: int


class Looks(Mapping[Hashable, Look]):
    """The looks of a document's signs by Symbol.key: rendered while their page is open, made out when asked for, as most never are."""

    def __init__(self) -> None:
        self.signs: dict[Hashable, Rendered | Look | None] = {}  # None where, made out, there was no ink

    def __getitem__(self, key: Hashable) -> Look:
        sign = self.signs[key]
        if isinstance(sign, Rendered):
            sign = self.signs[key] = look_of(sign)
        if sign is None:
            raise KeyError(key)
        return sign

    def __iter__(self) -> Iterator[Hashable]:
        return (key for key in list(self.signs) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def look_of(sign: Rendered) -> Look | None:
    """Trimmed to its ink, on white whatever lay under it, scaled to the side of a look with its proportions kept; None without ink."""
    from PIL import Image, ImageChops

    image = Image.frombytes("RGB", (sign.width, sign.height), sign.pixels, "raw", "BGRX")
    paper = _paper(image)
    inner = image.crop((MARGIN, MARGIN, image.width - MARGIN, image.height - MARGIN))
    red, green, blue = ImageChops.difference(inner, Image.new("RGB", inner.size, paper)).split()
    ink = ImageChops.subtract(ImageChops.lighter(ImageChops.lighter(red, green), blue), Image.new("L", inner.size, PAPER))
    extent = ink.getbbox()
    if extent is None:
        return None
    trimmed = inner.crop(extent)
    bright = max(_brightness(paper), 1)
    grey = trimmed.convert("L")
    if bright < WHITE:
        grey = grey.point([min(255, round(level * 255 / bright)) for level in range(256)])
    side = max(trimmed.size)
    square = Image.new("L", (side, side), 255)
    square.paste(grey, ((side - trimmed.width) // 2, (side - trimmed.height) // 2))
    small = square.resize((LOOK_SIDE, LOOK_SIDE), Image.Resampling.BOX)
    return Look(small.tobytes(), _colour(trimmed, ink.crop(extent)))


def shown_share(sign: Rendered) -> float:
    """How much of its box's width or height, whichever is less, the ink of a sign reaches over: of one that is cut off, part of it."""
    from PIL import Image, ImageChops

    image = Image.frombytes("RGB", (sign.width, sign.height), sign.pixels, "raw", "BGRX")
    inner = image.crop((MARGIN, MARGIN, image.width - MARGIN, image.height - MARGIN))
    change = (
        ImageChops.difference(inner, Image.new("RGB", inner.size, _paper(image))).convert("L").point([0] * PAPER + [255] * (256 - PAPER))
    )
    extent = change.getbbox()
    return min((extent[2] - extent[0]) / inner.width, (extent[3] - extent[1]) / inner.height) if extent else 0.0


def _paper(image: Image) -> tuple[int, ...]:
    """The colour most of the margin has, at its corners and between them."""
    width, height = image.size
    around = [(x * (width - 1) // 4, y * (height - 1) // 4) for x in range(5) for y in range(5) if x in (0, 4) or y in (0, 4)]
    pixels = image.load()
    assert pixels is not None
    counts = Counter(pixel for place in around if isinstance(pixel := pixels[place], tuple))
    return max(counts, key=lambda colour: (counts[colour], colour))


def _brightness(colour: tuple[int, ...]) -> float:
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _colour(trimmed: Image, ink: Image) -> tuple[int, int, int] | None:
    """The mean of the saturated part of the ink, which is where `ink` is above 0."""
    from PIL import ImageChops

    red, green, blue = trimmed.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    weakest = ImageChops.darker(ImageChops.darker(red, green), blue)
    saturated = ImageChops.darker(ImageChops.subtract(strongest, weakest, offset=-SATURATED), ink)
    levels = trimmed.histogram(saturated)  # 256 for each of red, green and blue
    count = sum(levels[:256])
    if count <= COLOURED * (ink.width * ink.height - ink.histogram()[0]):
        return None
    red_mean, green_mean, blue_mean = (round(sum(map(mul, levels[k : k + 256], range(256))) / count) for k in (0, 256, 512))
    return red_mean, green_mean, blue_mean


@lru_cache(maxsize=1024)
def difference(a: Look, b: Look) -> float:
    """From 0, the same sign, to 1. One turned mouth, one other colour or one filled face is enough for a large one."""
    face_a, face_b = _face(a.grey), _face(b.grey)
    return max(_colours_apart(a.colour, b.colour), _apart(face_a.drawn, face_b.drawn), _mouths_apart(face_a, face_b))


def mouth_curve(look: Look) -> float | None:
    """How the mouth of a face turns: above 0 a smile, below 0 a frown, within STRAIGHT of 0 neither; None without a face.

    The unit is how far the mouth's corners stand above its middle, in half widths of the mouth.
    """
    return _face(look.grey).curve


class _Face(NamedTuple):
    """What is drawn of a sign and what of that is its mouth, a bit for each pixel, and how the mouth turns."""

    drawn: int
    mouth: int
    curve: float | None


@lru_cache(maxsize=1024)
def _face(grey: bytes) -> _Face:
    darkest = 255 - min(grey)
    drawn = [k for k, level in enumerate(grey) if 255 - level > DRAWN * darkest]
    tone = median(grey[k] for k in INSIDE)
    mouth = _marks(grey, tone, LOWER)
    return _Face(_bits(drawn), _bits(mouth), _curve(_marks(grey, tone, UPPER), mouth))


def _marks(grey: bytes, tone: float, rows: range) -> list[int]:
    """The pixels that stand out from the face within these rows, inside its outline: dark on light or light on dark."""
    apart = {k: abs(grey[k] - tone) for k in INSIDE if k // LOOK_SIDE in rows}
    bar = max(MARKED * (255 - min(grey)), DRAWN * max(apart.values()))  # a thin line between two pixels is half as dark
    return [k for k, level in apart.items() if level > bar]


def _curve(eyes: list[int], mouth: list[int]) -> float | None:
    """None without an eye on either side above a mouth of some width in the middle below."""
    left = sum(k % LOOK_SIDE < MIDDLE - 1 for k in eyes)
    right = sum(k % LOOK_SIDE > MIDDLE + 1 for k in eyes)
    columns: dict[int, list[int]] = {}
    for k in mouth:
        columns.setdefault(k % LOOK_SIDE, []).append(k // LOOK_SIDE)
    if not left or not right or max(left, right) > 3 * min(left, right) or not columns:
        return None
    first, last = min(columns), max(columns)
    width = last - first + 1
    if width < MOUTH_LEAST or len(columns) < WHOLE * width or abs((first + last) / 2 - MIDDLE) > ASKEW:
        return None
    half = (last - first) / 2
    return -_bend([((x - first) / half - 1, sum(rows) / len(rows)) for x, rows in columns.items()]) / half


def _bend(points: list[tuple[float, float]]) -> float:
    """The c of y = a + b·t + c·t², least squares, for points (t, y)."""
    n = len(points)
    s1, s2, s3, s4 = (sum(t**power for t, _ in points) for power in (1, 2, 3, 4))
    y0, y1, y2 = (sum(y * t**power for t, y in points) for power in (0, 1, 2))
    determinant = n * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2)
    if abs(determinant) < 1e-9:
        return 0.0
    return (n * (s2 * y2 - s3 * y1) - s1 * (s1 * y2 - s2 * y1) + y0 * (s1 * s3 - s2 * s2)) / determinant


def _colours_apart(a: tuple[int, int, int] | None, b: tuple[int, int, int] | None) -> float:
    if a is None or b is None:
        return 0.0 if a is b else ONLY_ONE_COLOURED
    hue_a, hue_b = (rgb_to_hsv(*(level / 255 for level in colour))[0] * 360 for colour in (a, b))
    apart = abs(hue_a - hue_b)
    return min(1.0, min(apart, 360 - apart) / HUE)


def _mouths_apart(a: _Face, b: _Face) -> float:
    """In the lower middle of a face nothing but its mouth stands."""
    if a.curve is not None and b.curve is not None:
        turned = abs(max(-BENT, min(a.curve, BENT)) - max(-BENT, min(b.curve, BENT)))
        if turned > UNSURE:
            return min(1.0, (turned - UNSURE) / UNSURE)
    return _apart(a.mouth, b.mouth) if (a.mouth | b.mouth).bit_count() >= MOUTH_LEAST else 0.0


def _apart(a: int, b: int) -> float:
    """The part of what either marks that the other does not mark within a pixel."""
    either = a.bit_count() + b.bit_count()
    return ((a & ~_spread(b)).bit_count() + (b & ~_spread(a)).bit_count()) / either if either else 0.0


def _spread(marks: int) -> int:
    """The marks and every pixel next to one."""
    marks |= (marks & ~LAST_COLUMN) << 1 | (marks & ~FIRST_COLUMN) >> 1
    return (marks | marks << LOOK_SIDE | marks >> LOOK_SIDE) & ALL


def _bits(pixels: Iterable[int]) -> int:
    return sum(1 << k for k in pixels)


INSIDE = [  # the pixels within an outline
    k for k in range(LOOK_SIDE**2) if ((k % LOOK_SIDE - MIDDLE) ** 2 + (k // LOOK_SIDE - MIDDLE) ** 2) ** 0.5 < FACE * LOOK_SIDE / 2
]
FIRST_COLUMN = _bits(range(0, LOOK_SIDE**2, LOOK_SIDE))
LAST_COLUMN = FIRST_COLUMN << LOOK_SIDE - 1
ALL = _bits(range(LOOK_SIDE**2))
