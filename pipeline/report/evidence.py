"""The originals and the places of rows in; pictures, printed lines and copies that prove what the pages say out."""

from __future__ import annotations

import shutil
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.ingest.bounds import Bounds
from pipeline.ingest.listing import found
from pipeline.ingest.media_types import PDF, TEXT
from pipeline.ingest.processes import run_bounded
from pipeline.ingest.sources import Source
from pipeline.report.originals import Task, printed_lines, take
from pipeline.report.pictures import Part, Parts, picture_name
from pipeline.report.slugs import slug
from pipeline.schema.rows import Row

if TYPE_CHECKING:
    from pipeline.report.book import Book

__all__ = ["Evidence", "Figure", "RowKey", "gathered", "originals_in"]

RowKey = tuple[str, str, str, str]  # document_id, source_table, source_key, printed_row

PICTURES, ORIGINALS = "billeder", "kilder"  # folders of the report
REDACTED = "redacted_text"  # the finding


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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be shown of one file, and what must be made for it."""

    task: Task
    address: str | None  # of the copy
    pictures: Mapping[RowKey, str]  # their names
    lines: Mapping[RowKey, Sequence[int]]  # their numbers


def gathered(
    book: Book,
    wanted: Iterable[RowKey],
    originals: Mapping[str, Source],
    out: Path,
    before: Path | None,
    *,
    draw: bool,
    copy: bool,
    jobs: int,
    bounds: Bounds,
) -> Evidence:
    """Copies the originals, given by their hash, and draws the `wanted` rows into `out`; what stands in `before` is taken from there."""
    sources = _sources(book, originals)
    for file_id in _redacted(book) & sources.keys():
        del sources[file_id]  # whoever opens the original can read the words under the cover
    places = _places(book, wanted)
    evidence = Evidence(folder=out)
    with TemporaryDirectory(prefix="milepael-") as printed:
        of_files = {
            file_id: _wanted(source, places.get(file_id, {}) if draw or source.media_type == TEXT else {}, out, Path(printed), copy=copy)
            for file_id, source in sources.items()
        }
        for _ in run_bounded(_to_make(of_files.values(), before and before / PICTURES), take, workers=jobs, bounds=bounds):
            pass  # a file that breaks its worker, or keeps it busy for ever, costs what would be shown of it, and no more
        for file_id, one in of_files.items():
            if one.address is not None and (out / one.address).is_file():
                evidence.copies[file_id] = one.address
            evidence.figures |= dict(_figures(one))
    return evidence


def originals_in(inputs: Sequence[Path]) -> dict[str, Source]:
    """Every file there by its bytes' hash, which finds it wherever it lies now."""
    return {source.sha256: source for source in found(inputs) if source.sha256} if inputs else {}


def _sources(book: Book, originals: Mapping[str, Source]) -> dict[str, Source]:
    """The files of the book's documents, by file_id."""
    ids = dict.fromkeys(content["file_id"] for content in book.documents.values())
    hashes = {one: row["sha256"] or "" for one in ids if (row := book.file_of.get(one)) is not None}
    return {one: originals[sha256] for one, sha256 in hashes.items() if sha256 in originals}


def _redacted(book: Book) -> set[str]:
    """The files in which something is blacked out over words that are still in the file."""
    redacted = [row for row in book.rows("findings") if row["code"] == REDACTED]
    paths, documents = ({row[column] for row in redacted} for column in ("path", "document_id"))
    own = {row["file_id"] for document_id, row in book.documents.items() if document_id in documents}
    return own | {file_id for file_id, row in book.file_of.items() if row["path"] in paths}


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


def _wanted(source: Source, rows: Mapping[RowKey, Sequence[Row]], out: Path, printed: Path, *, copy: bool) -> _Wanted:
    assert source.sha256
    name = PurePosixPath(source.path.rpartition("!/")[2])
    address = f"{ORIGINALS}/{slug(name.stem)}-{source.sha256[:8]}{'.pdf' if source.media_type == PDF else '.txt'}" if copy else None
    parts = {key: _parts(each) for key, each in rows.items() if _drawable(each)} if source.media_type == PDF else {}
    named = {key: picture_name(source.sha256, each) for key, each in parts.items()}
    printed_rows = rows if source.media_type == TEXT else {}
    numbers = {key: [row["line"] for row in each if row["line"] is not None] for key, each in printed_rows.items()}
    task = Task(
        source.opened_by,
        source.sha256,
        None if address is None else out / address,
        out / PICTURES,
        {named[key]: each for key, each in parts.items()},
        sorted({number for each in numbers.values() for number in each}),
        printed / source.sha256,
    )
    return _Wanted(task, address, named, {key: each for key, each in numbers.items() if each})


def _to_make(wanted: Iterable[_Wanted], before: Path | None) -> Iterator[Task]:
    """What must be made anew, with a place for it."""
    for task in (one.task for one in wanted):
        stood = {name: before / name for name in task.pictures if before is not None and (before / name).is_file()}
        if task.pictures:
            task.folder.mkdir(parents=True, exist_ok=True)
        if task.copy is not None:
            task.copy.parent.mkdir(parents=True, exist_ok=True)
        for name, picture in stood.items():
            shutil.copy2(picture, task.folder / name)
        missing = {name: parts for name, parts in task.pictures.items() if name not in stood}
        if task.copy is not None or task.lines or missing:
            yield task._replace(pictures=missing)


def _figures(wanted: _Wanted) -> Iterator[tuple[RowKey, Figure]]:
    for key, name in wanted.pictures.items():
        if (size := _size(wanted.task.folder / name)) is not None:
            yield key, Figure(picture=f"{PICTURES}/{name}", size=size)
    lines = printed_lines(wanted.task) if wanted.lines else {}
    for key, numbers in wanted.lines.items():
        if lines:
            yield key, Figure(lines=tuple(lines[number] for number in numbers), first_line=numbers[0])


def _size(path: Path) -> tuple[int, int] | None:
    """A PNG's width and height, which stand in its first bytes; None where there is none."""
    try:
        with path.open("rb") as stream:
            width, height = struct.unpack(">16xII", stream.read(24))
    except (OSError, struct.error):
        return None
    return width, height
