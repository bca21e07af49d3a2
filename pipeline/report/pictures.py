"""A PDF and the places of its rows in, one small picture of each row out."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfDocument

__all__ = ["Part", "Parts", "picture_name", "pictures"]

FORM = "2"  # of the pictures: a change here makes every one of them anew
SCALE = 1.5  # pixels a point: ten-point print is read without strain
AROUND = 1.5  # points of paper left around a row, so that its rules are seen
TEAR = 9  # pixels between the parts of a row torn by a page break
TORN = (153, 153, 153)  # the colour between them
TALLEST = 6000  # pixels: a row that fills several pages is shown from its beginning
PIXELS_MOST = 40_000_000  # of a page: an A0 sheet has a fifth of that
COMPRESSION = 4  # of PNG's 9: beyond it the time doubles for a tenth of the bytes


class Part(NamedTuple):
    """One part of a row: its page, from 1, and its corners in points from the displayed page's top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


Parts = tuple[Part, ...]


def picture_name(sha256: str, parts: Sequence[Part]) -> str:
    """The picture's file name: the same for the same row of the same bytes, so that it is made once."""
    told = "|".join([FORM, sha256, *(",".join(f"{number:.2f}" for number in part) for part in parts)])
    return f"{hashlib.sha256(told.encode()).hexdigest()[:20]}.png"


def pictures(data: bytes, rows: Mapping[str, Parts]) -> Iterator[tuple[str, bytes]]:
    """Each row's name with its picture as PNG, all parts of a torn row one under the other.

    A page that cannot be drawn gives no picture. Raises pypdfium2.PdfiumError when the file cannot be opened.
    """
    import pypdfium2

    wanted = sorted(rows.items(), key=lambda item: [part.page for part in item[1]])
    last_use = {part.page: name for name, parts in wanted for part in parts}
    pages: dict[int, Image.Image | None] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for name, parts in wanted:
            for number in {part.page for part in parts} - pages.keys():
                pages[number] = _drawn(document, number)
            crops = [crop for part in parts if (crop := _crop(pages[part.page], part)) is not None]
            if crops:
                yield name, _png(crops)
            for number in [number for number in pages if last_use[number] == name]:
                del pages[number]
    finally:
        document.close()


def _drawn(document: PdfDocument, number: int) -> Image.Image | None:
    """The page in the 216 colours of the web's palette: signs keep their faces, and all pages share one palette."""
    import pypdfium2
    from PIL import Image

    try:
        page = document[number - 1]
        if page.get_width() * page.get_height() * SCALE * SCALE > PIXELS_MOST:
            return None
        bitmap = page.render(scale=SCALE)
        colours: Image.Image = bitmap.to_pil()
        if colours.mode != "RGB":
            colours = colours.convert("RGB")
        picture = colours.convert("P", palette=Image.Palette.WEB, dither=Image.Dither.NONE)
        bitmap.close()
        page.close()
        return picture
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return None


def _crop(page: Image.Image | None, part: Part) -> Image.Image | None:
    if page is None:
        return None
    left, top = (max(0, int((edge - AROUND) * SCALE)) for edge in (part.x0, part.top))
    right = min(page.width, int((part.x1 + AROUND) * SCALE))
    bottom = min(page.height, int((part.bottom + AROUND) * SCALE))
    return page.crop((left, top, right, bottom)) if right > left and bottom > top else None


def _png(crops: Sequence[Image.Image]) -> bytes:
    whole = crops[0].copy() if len(crops) == 1 else _stacked(crops)
    if whole.height > TALLEST:
        whole = whole.crop((0, 0, whole.width, TALLEST))
    stream = io.BytesIO()
    whole.save(stream, "PNG", compress_level=COMPRESSION)
    return stream.getvalue()


def _stacked(crops: Sequence[Image.Image]) -> Image.Image:
    from PIL import Image

    size = max(crop.width for crop in crops), sum(crop.height for crop in crops) + TEAR * (len(crops) - 1)
    palette = crops[0].palette
    assert palette is not None, "pages are drawn with one"
    whole = Image.new("P", size, palette.getcolor(TORN))
    whole.putpalette(palette)
    top = 0
    for crop in crops:
        whole.paste(crop, (0, top))
        top += crop.height + TEAR
    return whole
