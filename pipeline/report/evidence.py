"""The originals and the places of rows in; pictures, printed lines and copies that prove what the pages say out."""

from __future__ import annotations

import shutil
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.ingest.listing import found
from pipeline.ingest.media_types import PDF, TEXT
from pipeline.ingest.processes import Bounds, run_bounded
from pipeline.ingest.sources import Source, opened
from pipeline.report.pictures import Part, Parts, Task, draw, picture_name
from pipeline.report.slugs import slug
from pipeline.schema.rows import Row

if TYPE_CHECKING:
    from pipeline.report.book import Book

__all__ = ["Evidence", "Figure", "RowKey", "gathered"]

RowKey = tuple[str, str, str, str]  # document_id, source_table, source_key, printed_row

PICTURES, ORIGINALS = "billeder", "kilder"  # folders of the report
REDACTED = "redacted_text"  # the finding
LONGEST_LINE = 20_000  # characters of a printed line: a longer one is a damaged file's, and is shown from its beginning


@dataclass(frozen=True, slots=True)
class Figure:
    """A row as printed: a picture's address, or the lines of a text with the first one's number."""

    picture: str | None = None
    size: tuple[int, int] = (0, 0)  # the picture's, in pixels
    lines: tuple[str, ...] = ()
    first_line: int | None = None


@dataclass(slots=True)
class Evidence:
    """What can be shown of each row, and where the copies of the originals lie; empty where the originals are not at hand."""

    figures: dict[RowKey, Figure] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)  # by file_id: the copy's address in the report
    folder: Path | None = None  # of the report, where the pictures lie

    def figure(self, document_id: str, table: str, key: str, printed_row: str) -> Figure | None:
        return self.figures.get((document_id, table, key, printed_row))

    def picture(self, figure: Figure) -> bytes | None:
        """A figure's PNG."""
        return (self.folder / figure.picture).read_bytes() if self.folder is not None and figure.picture else None

    def address(self, file_id: str, page: int | None) -> str | None:
        """The original at that page."""
        copy = self.copies.get(file_id)
        return None if copy is None else quote(copy) + (f"#page={page}" if page else "")


def gathered(
    book: Book,
    wanted: Iterable[RowKey],
    inputs: Sequence[Path],
    out: Path,
    before: Path | None,
    *,
    draw: bool,
    copy: bool,
    jobs: int,
    bounds: Bounds,
) -> Evidence:
    """Copies the originals and draws the `wanted` rows into `out`; pictures that stand in `before` are taken from there."""
    sources = _sources(book, inputs)
    for file_id in _redacted(book) & sources.keys():
        del sources[file_id]  # whoever opens the original can read the words under the cover
    evidence = Evidence(folder=out)
    if copy:
        evidence.copies = dict(_copied(sources, out))
    places = _places(book, wanted)
    drawings = {}
    for file_id, source in sources.items():
        if source.media_type == TEXT:
            evidence.figures |= _printed(source, places.get(file_id, {}))
        elif source.media_type == PDF and draw:
            drawings[file_id] = {key: _parts(rows) for key, rows in places.get(file_id, {}).items() if _drawable(rows)}
    evidence.figures |= _drawn(sources, drawings, out / PICTURES, before and before / PICTURES, jobs, bounds)
    return evidence


def _sources(book: Book, inputs: Sequence[Path]) -> dict[str, Source]:
    """The files of the book's documents, by file_id, found by their bytes wherever they lie now."""
    by_hash = {source.sha256: source for source in found(inputs) if source.sha256} if inputs else {}
    ids = dict.fromkeys(content["file_id"] for content in book.documents.values())
    return {one: by_hash[row["sha256"]] for one in ids if (row := book.file_of.get(one)) is not None and row["sha256"] in by_hash}


def _redacted(book: Book) -> set[str]:
    """The files in which something is blacked out over words that are still in the file."""
    redacted = [row for row in book.rows("findings") if row["code"] == REDACTED]
    paths, documents = ({row[column] for row in redacted} for column in ("path", "document_id"))
    own = {row["file_id"] for document_id, row in book.documents.items() if document_id in documents}
    return own | {file_id for file_id, row in book.file_of.items() if row["path"] in paths}


def _copied(sources: Mapping[str, Source], out: Path) -> Iterator[tuple[str, str]]:
    folder = out / ORIGINALS
    for file_id, source in sources.items():
        folder.mkdir(parents=True, exist_ok=True)
        name = PurePosixPath(source.path.rpartition("!/")[2])
        suffix = ".pdf" if source.media_type == PDF else ".txt"
        address = f"{ORIGINALS}/{slug(name.stem)}-{file_id[:8]}{suffix}"
        try:
            with opened(source.opened_by) as stream, (out / address).open("wb") as target:
                shutil.copyfileobj(stream, target)
        except OSError:
            continue
        yield file_id, address


def _places(book: Book, wanted: Iterable[RowKey]) -> dict[str, dict[RowKey, list[Row]]]:
    keys = set(wanted)
    found: dict[str, dict[RowKey, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(book.rows("places"), key=lambda row: row["part"]):
        key = row["document_id"], row["source_table"], row["source_key"], row.get("printed_row") or ""
        if key in keys:
            found[book.documents[row["document_id"]]["file_id"]][key].append(row)
    return found


def _drawable(rows: Sequence[Row]) -> bool:
    return all(row[name] is not None for row in rows for name in ("page", "x0", "top", "x1", "bottom"))


def _parts(rows: Sequence[Row]) -> Parts:
    return tuple(Part(row["page"], row["x0"], row["top"], row["x1"], row["bottom"]) for row in rows)


def _printed(source: Source, places: Mapping[RowKey, Sequence[Row]]) -> dict[RowKey, Figure]:
    """The lines of a text, each cell's words without the markup a converter left."""
    from parsers.text import reader as text_reader
    from parsers.text.rows import unwrapped

    try:
        with opened(source.opened_by) as stream:
            lines = {line.number: line.text for line in text_reader.read_text(stream.read()).lines}
    except OSError:
        return {}
    figures = {}
    for key, rows in places.items():
        numbers = [row["line"] for row in rows if row["line"] is not None]
        printed = tuple("\t".join(map(unwrapped, lines.get(number, "")[:LONGEST_LINE].split("\t"))) for number in numbers)
        if printed:
            figures[key] = Figure(lines=printed, first_line=numbers[0])
    return figures


def _drawn(
    sources: Mapping[str, Source],
    drawings: Mapping[str, Mapping[RowKey, Parts]],
    folder: Path,
    before: Path | None,
    jobs: int,
    bounds: Bounds,
) -> dict[RowKey, Figure]:
    named: dict[RowKey, str] = {}
    missing: dict[str, dict[str, Parts]] = defaultdict(dict)
    for file_id, rows in drawings.items():
        for key, parts in rows.items():
            name = picture_name(sources[file_id].sha256 or "", parts)
            named[key] = name
            if before is not None and (before / name).is_file():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy2(before / name, folder / name)
            else:
                missing[file_id][name] = parts
    tasks = [Task(sources[file_id].opened_by, rows, folder) for file_id, rows in missing.items() if rows]
    if tasks:
        folder.mkdir(parents=True, exist_ok=True)
        _draw_apart(tasks, jobs, bounds)
    sizes = {path.name: _size(path) for path in folder.glob("*.png")}
    return {key: Figure(picture=f"{PICTURES}/{name}", size=sizes[name]) for key, name in named.items() if name in sizes}


def _size(path: Path) -> tuple[int, int]:
    """A PNG's width and height, which stand in its first bytes."""
    with path.open("rb") as stream:
        width, height = struct.unpack(">16xII", stream.read(24))
    return width, height


def _draw_apart(tasks: Sequence[Task], jobs: int, bounds: Bounds) -> None:
    """In processes of their own: a file that brings pdfium down, or keeps it busy for ever, costs its own pictures and no more."""
    for _ in run_bounded(tasks, draw, workers=jobs, bounds=bounds):
        pass
