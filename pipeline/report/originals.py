"""One original in; its copy, pictures of its rows and the lines of a text out: all in a worker, for the file is a stranger."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.ingest.job_errors import WriteError
from pipeline.ingest.sources import Where, read_whole
from pipeline.report.pictures import Parts, pictures

__all__ = ["Task", "printed_lines", "take"]

LONGEST_LINE = 20_000  # characters of a printed line: a longer one is a damaged file's, and is shown from its beginning
LONGEST_ANSWER = 256 * 2**20  # bytes of the lines of one text


class Task(NamedTuple):
    """What is wanted of a file, and where each goes. The folders are there."""

    where: Where
    sha256: str
    copy: Path | None  # of its bytes
    folder: Path  # of pictures
    pictures: Mapping[str, Parts]  # by their names
    lines: Sequence[int]  # of a text, by their numbers
    printed: Path  # where those are told


def take(task: Task) -> None:
    """Makes all that is wanted, each whole or not at all. Raises UnreadableError and WriteError."""
    for path, content in _made(task, read_whole(task.where, task.sha256)):
        half = path.with_name(f"{path.name}.part")
        try:
            half.write_bytes(content)
            half.replace(path)
        except OSError as error:
            raise WriteError(str(error)) from error


def _made(task: Task, data: bytes) -> Iterator[tuple[Path, bytes]]:
    if task.copy is not None:
        yield task.copy, data
    if task.lines:
        yield task.printed, json.dumps(_lines(data, task.lines)).encode()
    if task.pictures:
        from pypdfium2 import PdfiumError

        with suppress(PdfiumError):  # it cannot be opened, and gives none
            for name, picture in pictures(data, task.pictures):
                yield task.folder / name, picture


def _lines(data: bytes, numbers: Sequence[int]) -> list[str]:
    """Each cell's words without the markup a converter left."""
    from parsers.text import reader as text_reader
    from parsers.text.rows import unwrapped

    lines = {line.number: line.text for line in text_reader.read_text(data).lines}
    return ["\t".join(map(unwrapped, lines.get(number, "")[:LONGEST_LINE].split("\t"))) for number in numbers]


def printed_lines(task: Task) -> dict[int, str]:
    """The lines that were told, by their numbers; none where something else was."""
    try:
        told = json.loads(task.printed.read_bytes()) if task.printed.stat().st_size <= LONGEST_ANSWER else None
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(told, list) or len(told) != len(task.lines) or not all(isinstance(line, str) for line in told):
        return {}
    return dict(zip(task.lines, told, strict=True))
