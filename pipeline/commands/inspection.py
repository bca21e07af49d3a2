"""One file in; what was read of it out, as lines and as boxes drawn over its pages, for a reader who doubts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from parsers.documents.kinds import KINDS
from parsers.model.content import UnreadableError
from parsers.model.rotation import Box, shown_box
from parsers.reading import FileReading, read_file
from pipeline.ingest.bounds import Bounds
from pipeline.ingest.job_errors import WriteError
from pipeline.ingest.media_types import HEAD_BYTES, PDF, media_type_of
from pipeline.ingest.processes import run_bounded
from pipeline.ingest.rows import File, rows_of
from pipeline.ingest.sources import Source
from pipeline.schema.reasons import REASONS, FileCode
from pipeline.schema.rows import Row
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["InspectJob", "inspected_apart"]

SCALE = 2.0  # pixels a point: small print stays readable
MOST_PIXELS = 200_000_000  # of a picture: an A0 sheet has a seventh of that
LARGEST = 256 * 2**20  # bytes of the lines that one file gives
CELL, SIGN = (150, 150, 150), (200, 30, 120)  # what the page was taken to consist of, under the rows
MARGIN = 190.0  # points beside the page, for what the rows were read as
LABEL = 9.0  # points from one of them to the next
LONGEST = 60  # characters of a row's text in a line


class InspectJob(NamedTuple):
    """What a worker is asked of a file, and the folder in which it answers."""

    path: Path
    engine: str
    page: int | None
    row: str | None
    draw: bool
    folder: Path

    @property
    def answer(self) -> Path:
        return self.folder / "answer.json"

    @property
    def picture(self) -> Path:
        return self.folder / "picture.png"


class RowStyle(NamedTuple):
    """How the rows of a table are shown: the colour of their boxes, and the columns that say what one is."""

    colour: tuple[int, int, int]
    words: tuple[str, ...]


COLOURS = ((20, 130, 60), (170, 90, 0), (120, 60, 170))  # of a document's tables whose rows have no name
STYLES = {  # of every table whose rows stand somewhere on paper
    "initiatives": RowStyle((31, 90, 190), ("title",)),
    "milestones": RowStyle((20, 130, 60), ("text", "status_note")),
    "economy_notes": RowStyle((170, 90, 0), ("text", "status_note")),
    "agenda_items": RowStyle((31, 90, 190), ("title",)),
    "decisions": RowStyle((20, 130, 60), ("outcome", "text")),
    **{each.table: RowStyle(colour, each.words) for kind in KINDS.values() for each, colour in zip(kind.lists, COLOURS, strict=False)},
}


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file's bytes, what was read of them and by which engine, and the rows it gave."""

    data: bytes
    engine: str
    reading: FileReading
    tables: dict[str, list[Row]]

    def placed(self, page: int | None, row: str | None) -> list[tuple[Row, Row]]:
        """Each place with the row that stands there, in printed order; `row` is a key, or the beginning of one."""
        records = {(name, each["document_id"], TABLES[name].source_key(each)): each for name in STYLES for each in self.tables[name]}
        chosen = [
            (place, records[place["source_table"], place["document_id"], place["source_key"]])
            for place in self.tables["places"]
            if (page is None or place["page"] == page) and (row is None or _is_or_is_under(place["source_key"], row))
        ]
        return sorted(chosen, key=lambda pair: (pair[0]["document_id"], pair[0]["page"] or 0, pair[0]["line"] or 0, pair[0]["top"] or 0.0))

    def findings(self, page: int | None) -> list[Row]:
        return [each for each in self.tables["findings"] if page is None or each["page"] == page]


def _is_or_is_under(key: str, wanted: str) -> bool:
    return key == wanted or key.startswith(f"{wanted}/")


def inspect(path: Path, engine: str = "auto") -> Inspection:
    """Reads one file. Raises OSError and UnreadableError."""
    data = path.read_bytes()
    media_type = media_type_of(data[:HEAD_BYTES])
    reading = read_file(data, media_type, engine)
    source = Source(path.name, path, sha256=sha256(data).hexdigest(), size_bytes=len(data), media_type=media_type)
    return Inspection(data, engine, reading, rows_of(File(source, reading)))


class Inspected(TypedDict):
    """What the worker writes: the lines to print, or why there is nothing to draw."""

    lines: list[str]
    refused: str | None


def inspected_apart(job: InspectJob, bounds: Bounds) -> list[str]:
    """The lines that tell what was read, and in the job's folder the picture: made in a process of its own.

    Raises UnreadableError, OSError, and ValueError where there is nothing to draw.
    """
    [ended] = run_bounded([job], _answer, workers=1, bounds=bounds)
    if ended.code is not None:
        raise UnreadableError(ended.code, ended.detail or REASONS[ended.code].english)
    if job.answer.stat().st_size > LARGEST:
        raise UnreadableError(FileCode.TOO_LARGE, REASONS[FileCode.TOO_LARGE].english)
    answer: Inspected = json.loads(job.answer.read_bytes())
    if answer["refused"] is not None:
        raise ValueError(answer["refused"])
    return answer["lines"]


def _answer(job: InspectJob) -> None:
    """In the worker."""
    try:
        inspection = inspect(job.path, job.engine)
    except OSError as error:
        raise UnreadableError(FileCode.UNREADABLE, error.strerror or str(error)) from error
    answer: Inspected = {"lines": list(lines(inspection, job.page, job.row)), "refused": None}
    picture = None
    try:
        if job.draw:
            picture = drawing(inspection, job.page, job.row)
    except ValueError as error:
        answer["refused"] = str(error)
    try:
        if picture is not None:
            picture.save(job.picture, "PNG")
        job.answer.write_text(json.dumps(answer), encoding="ascii")
    except OSError as error:
        raise WriteError(str(error)) from error


def lines(inspection: Inspection, page: int | None = None, row: str | None = None) -> Iterator[str]:
    """What stands where: place, key, what it was read as; then the doubts."""
    for place, record in inspection.placed(page, row):
        yield f"{_where(place):24} {place['source_key']:20} {place['printed_row']:14} {_meaning(place, record)}"
    if row is None:
        for found in inspection.findings(page):
            yield f"{_where(found):24} {found['severity']}: {found['code']}: {_short(found['text'])}"


def _where(row: Row) -> str:
    if row["page"] is None:
        return _("line {line}").format(line=row["line"]) if row["line"] is not None else "-"
    if row.get("top") is None:
        return _("page {page}").format(page=row["page"])
    return _("page {page} at {place}").format(page=row["page"], place=f"{row['x0']:.0f},{row['top']:.0f}")


def _meaning(place: Row, record: Row) -> str:
    """What the row was read as; a smiley with the sign it was told from and how surely."""
    words = " · ".join(record[name] for name in STYLES[place["source_table"]].words if record[name])
    if record.get("smiley") is None:
        return _short(words)
    basis = f"{record['smiley_sign']} by {record['smiley_basis']}, {record['smiley_confidence']:.2f}"
    return f"[{record['smiley']}: {basis}] {_short(words)}"


def _short(words: str | None) -> str:
    flat = " ".join((words or "").split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"


def drawing(inspection: Inspection, page: int | None = None, row: str | None = None) -> Image.Image:
    """The pages as displayed, one under the other: a box around every cell, every sign in one and every part of every row,
    and in the margin what the row was read as.

    Raises ValueError when the file is no PDF or nothing was read on the pages asked for.
    """
    from PIL import Image, ImageDraw, ImageFont

    if inspection.reading.page_count is None:
        raise ValueError(_("only the pages of a PDF can be drawn; a text shows its lines"))
    placed = inspection.placed(page, row)
    numbers = sorted({place["page"] for place, _ in placed} | ({page} if page is not None else set()))
    if not numbers or not 1 <= numbers[0] <= numbers[-1] <= inspection.reading.page_count:
        raise ValueError(_("there is no such row or page"))
    if sum(_pixels(inspection.data, number) for number in numbers) > MOST_PIXELS:
        raise ValueError(_("these pages are too large for one picture; choose one with --page, or a row with --row"))
    pages = [_rendered(inspection.data, number) for number in numbers]
    font = ImageFont.load_default(size=7 * SCALE)
    width = max(page.width for page in pages)
    whole = Image.new("RGB", (width + int(MARGIN * SCALE), sum(page.height for page in pages)), "white")
    pen = ImageDraw.Draw(whole)
    boxes = _boxes(inspection, numbers)
    top = free = 0  # where the page begins, and where the margin is still free
    for number, picture in zip(numbers, pages, strict=True):
        whole.paste(picture, (0, top))
        for colour, (x0, y0, x1, y1) in boxes.get(number, ()):
            pen.rectangle((x0 * SCALE, top + y0 * SCALE, x1 * SCALE, top + y1 * SCALE), outline=colour)
        for place, record in placed:
            if place["page"] == number:
                colour = STYLES[place["source_table"]].colour
                x0, y0, x1, y1 = (place[side] * SCALE for side in ("x0", "top", "x1", "bottom"))
                pen.rectangle((x0, top + y0, x1, top + y1), outline=colour, width=2)
                free = max(free, top + y0)
                pen.text((width, free), _label(place, record), fill=colour, font=font)
                free += LABEL * SCALE
        top += picture.height
    return whole


def _boxes(inspection: Inspection, numbers: list[int]) -> dict[int, list[tuple[tuple[int, int, int], Box]]]:
    """The cells of these pages' tables and the signs in them, each with the colour it is drawn in."""
    from parsers.model.content import FileContent
    from parsers.pages.rows import laid_out
    from parsers.pdf.reader import pages

    found: dict[int, list[tuple[tuple[int, int, int], Box]]] = {}
    for page, *_rest, layout in laid_out(pages(inspection.data, FileContent(PDF, ""), inspection.engine)):
        if page.number in numbers:
            cells = [cell for grid in layout.grids for row in grid.rows for cell in row.cells]
            drawn = [(CELL, (cell.x0, cell.top, cell.x1, cell.bottom)) for cell in cells]
            drawn += [(SIGN, (symbol.x0, symbol.top, symbol.x1, symbol.bottom)) for cell in cells for symbol in cell.symbols]
            found.setdefault(page.number, []).extend((colour, shown_box(box, page)) for colour, box in drawn)
        if page.number > numbers[-1]:
            break
    return found


def _pixels(data: bytes, number: int) -> float:
    import pypdfium2

    content = pypdfium2.PdfDocument(data)
    try:
        width, height = content[number - 1].get_size()
        return float(width * height * SCALE * SCALE)
    finally:
        content.close()


def _rendered(data: bytes, number: int) -> Image.Image:
    import pypdfium2

    content = pypdfium2.PdfDocument(data)
    try:
        picture: Image.Image = content[number - 1].render(scale=SCALE).to_pil()
        return picture.convert("RGB")
    finally:
        content.close()


def _label(place: Row, record: Row) -> str:
    key = f"{place['source_key']} {place['printed_row']}"
    smiley = record.get("smiley")
    return f"{key}: {smiley} ({record['smiley_basis'] or 'not told'})" if smiley else key
