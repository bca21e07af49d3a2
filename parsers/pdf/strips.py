"""The parts of a page that are rendered to tell what its doubtful print changes, and what shows in a box of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from parsers.pdf.coordinates import Box, View
from parsers.pdf.measures import holds_middle
from parsers.pdf.tokens import united

if TYPE_CHECKING:  # Pillow is loaded when a page is rendered
    from PIL.Image import Image

__all__ = ["Strip", "change", "part_of", "strips_of"]

CONTRAST = 16  # of 255: what is fainter is not seen
NEAR = 12.0  # points: lines of doubtful print nearer each other are rendered at once


class Strip(NamedTuple):
    """Part of the page, rendered: what the doubtful print changes, and the page with it."""

    box: Box
    scale: float
    shown: Image
    changes: list[Image]  # by round


def strips_of(boxes: Sequence[Box], view: View) -> Iterator[Box]:
    """The parts of the page that hold these boxes, a little paper around them: those near each other in one."""
    strip: Box | None = None
    for box in sorted(boxes, key=lambda box: box[1]):
        # whole points, so that of a line cut between two pages each shows the rows of pixels that the other does not
        x0, top = floor(max(box[0] - 2, 0.0)), floor(max(box[1] - 2, 0.0))
        x1, bottom = min(box[2] + 2, view.width), min(box[3] + 2, view.height)
        if x0 >= x1 or top >= bottom:
            continue
        if strip is not None and top - strip[3] <= NEAR:
            strip = united(strip, (x0, top, x1, bottom))
        else:
            if strip is not None:
                yield strip
            strip = x0, top, x1, bottom
    if strip is not None:
        yield strip


def part_of(picture: Image, strip: Strip, box: Box) -> Image | None:
    """A box's part of a rendered strip; None where its middle lies outside."""
    if not holds_middle(strip.box, box):
        return None
    left, top, _, _ = strip.box
    x0, y0 = int((box[0] - left) * strip.scale), int((box[1] - top) * strip.scale)
    x1, y1 = int((box[2] - left) * strip.scale + 1), int((box[3] - top) * strip.scale + 1)
    x0, y0 = max(x0, 0), max(y0, 0)
    return picture.crop((x0, y0, max(x0 + 1, min(x1, picture.width)), max(y0 + 1, min(y1, picture.height))))


def change(shown: Image, without: Image) -> Image:
    from PIL import ImageChops

    red, green, blue = ImageChops.difference(shown, without).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue).point([0] * CONTRAST + [255] * (256 - CONTRAST))
