"""A PDF's bytes in, what is damaged in them out: which streams end too early or against their checksum, on which pages they print.

A reader that meets a damaged stream gives what came before the damage and says nothing: rows go missing, signs change. So
every compressed stream is run to its end, where its checksum stands, and the file's structure is read by qpdf, which tells
what it had to guess. A sound file costs a twentieth of its reading.
"""

from __future__ import annotations

import io
import logging
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import TYPE_CHECKING, Any, BinaryIO

from parsers.model.content import Note

if TYPE_CHECKING:
    import pikepdf

__all__ = ["REPAIRED_FILE", "damage_notes", "lines_left", "repaired"]

DAMAGED_PAGE, DAMAGED_FILE, REPAIRED_FILE = "damaged_page", "damaged_file", "repaired_file"
PIECE = 2**20  # bytes unpacked at a time: what comes out is looked at by nobody
UNPACKED_MOST = 2**31  # bytes of a file's streams together; a file that unpacks to more is not run to its end
DEEPEST = 12  # steps from a page to what it prints with: a form in a form in a form is odd already
FLATE = frozenset({"/FlateDecode", "/Fl"})
LETTERS = frozenset({"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"})  # how packed bytes are written where only letters may stand
END_OF_LETTERS = b"~> \t\r\n"
SAID_MOST = 5  # warnings of one file that are quoted

for _library in ("pdfminer", "pikepdf"):  # of a damaged file they write lines to the terminal; what they meet is told as notes
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_NUMBERS = re.compile(rb"(\d{1,10})\s{1,9}(\d{1,5})\s{1,9}\Z")  # before "obj"
_NUMBERS_MOST = 40  # bytes

ObjectId = tuple[int, int]


def damage_notes(data: bytes) -> list[Note]:
    """Notes `damaged_page` with its page, or `damaged_file` where the damage cannot be told to stand on a page; none for a sound file.

    A file that qpdf cannot open at all gives one `damaged_file`; one that wants a password gives none.
    """
    import pikepdf

    try:
        with _as_file(data) as file, pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap, suppress_warnings=True) as pdf:
            broken = set(_broken_streams(pdf, _streams(pdf, data)))
            pages = list(_pages_with(pdf, broken)) if broken else []
            said = [_plain(str(warning)) for warning in pdf.get_warnings()]
            if (broken or said) and not pages:
                said += [_plain(problem) for problem in pdf.check_pdf_syntax()]
    except pikepdf.PasswordError:
        return []
    except (pikepdf.PdfError, RecursionError, RuntimeError, ValueError, TypeError) as error:
        return [(DAMAGED_FILE, None, _plain(str(error)))]
    notes: list[Note] = [(DAMAGED_PAGE, number, "") for number in pages]
    if (broken and not pages) or said:
        notes.append((DAMAGED_FILE, None, "; ".join(dict.fromkeys(said[:SAID_MOST]))))
    return notes


def repaired(data: bytes) -> bytes | None:
    """The file written anew by qpdf, with what it could find; None when it found no page."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=True) as pdf:
            if not len(pdf.pages):
                return None
            written = io.BytesIO()
            pdf.save(written)
            return written.getvalue()
    except (pikepdf.PdfError, pikepdf.PasswordError, RecursionError, RuntimeError, ValueError, TypeError):
        return None


def lines_left(data: bytes) -> str:
    """The words that pdfminer finds in a file that no other can open, without their places; "" where it finds none."""
    from pdfminer.high_level import extract_text

    try:
        return str(extract_text(io.BytesIO(data)))
    except Exception:  # what is damaged beyond repair brings out any fault of a reader
        return ""


@contextmanager
def _as_file(data: bytes) -> Iterator[BinaryIO]:
    """The bytes as a file in memory: qpdf maps one, and asks anything else for each of its pieces, which takes twice the time."""
    if not hasattr(os, "memfd_create"):  # Linux alone has it
        yield io.BytesIO(data)
        return
    with os.fdopen(os.memfd_create("pdf"), "w+b") as file:
        file.write(data)
        file.flush()
        yield file


def _streams(pdf: pikepdf.Pdf, data: bytes) -> Iterator[pikepdf.Stream]:
    """A file's streams. To ask for every object takes half the time of looking for damage, and most are no streams."""
    import pikepdf

    numbers = _stream_numbers(data)
    for each in pdf.objects if numbers is None else map(pdf.get_object, numbers):
        if isinstance(each, pikepdf.Stream):
            yield each


def _stream_numbers(data: bytes) -> set[ObjectId] | None:
    """The objects before each "stream" of a file, in none of which but these a stream can lie; None where one's cannot be told."""
    numbers: set[ObjectId] = set()
    at = data.find(b"stream")
    while at >= 0:
        if data[at - 3 : at] != b"end":
            begin = data.rfind(b"obj", 0, at)
            found = _NUMBERS.search(data, max(begin - _NUMBERS_MOST, 0), max(begin, 0))
            if found is None:
                return None
            numbers.add((int(found[1]), int(found[2])))
        at = data.find(b"stream", at + 6)
    return numbers


def _broken_streams(pdf: pikepdf.Pdf, streams: Iterable[pikepdf.Stream]) -> Iterator[ObjectId]:
    """The streams whose packed bytes break off or are not those that were packed."""
    import pikepdf

    left = UNPACKED_MOST
    for each in streams:
        try:
            left -= _unpacked_size(pdf, each, left)
        except (zlib.error, EOFError, pikepdf.PdfError):
            yield each.objgen
        if left <= 0:
            return


def _unpacked_size(pdf: pikepdf.Pdf, stream: pikepdf.Stream, most: int) -> int:
    """Bytes, up to `most`. Raises zlib.error, EOFError or PdfError for a stream that is damaged."""
    import pikepdf

    filters = _filters(stream)
    before = list(takewhile(lambda one: one not in FLATE, filters))
    if len(before) == len(filters):  # it is not packed
        return 0
    if not LETTERS.issuperset(before):
        return len(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    packed = stream.read_raw_bytes()
    if not packed.strip(END_OF_LETTERS):  # some write an empty one, and it can lose nothing
        return 0
    if before:  # qpdf compares no checksum: it only takes the packed bytes out of their letters
        packed = pikepdf.Stream(pdf, packed, Filter=pikepdf.Array(map(pikepdf.Name, before))).read_bytes()
    unpacking, size = zlib.decompressobj(), 0
    while packed and not unpacking.eof and size < most:
        size += len(unpacking.decompress(packed, PIECE))
        packed = unpacking.unconsumed_tail
    if size < most and not unpacking.eof:
        size += len(unpacking.flush())
        if not unpacking.eof:
            raise EOFError
    return size


def _filters(stream: pikepdf.Stream) -> list[str]:
    import pikepdf

    named = stream.get("/Filter")
    if isinstance(named, pikepdf.Array):
        return [str(one) for one in named]
    return [] if named is None else [str(named)]


def _pages_with(pdf: pikepdf.Pdf, broken: set[ObjectId]) -> Iterator[int]:
    """The numbers of the pages that print with a broken stream."""
    for number, page in enumerate(pdf.pages, 1):
        if _reaches(page.obj, broken, set(), DEEPEST):
            yield number


def _reaches(thing: Any, broken: set[ObjectId], seen: set[ObjectId], depth: int) -> bool:
    import pikepdf

    if not isinstance(thing, pikepdf.Object) or depth < 0:
        return False
    if thing.is_indirect:
        if thing.objgen in broken:
            return True
        if thing.objgen in seen:
            return False
        seen.add(thing.objgen)
    if isinstance(thing, pikepdf.Array):
        return any(_reaches(one, broken, seen, depth - 1) for one in thing)
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inside = [thing[key] for key in thing.keys() if key not in ("/Parent", "/P", "/StructParents")]  # noqa: SIM118
        return any(_reaches(one, broken, seen, depth - 1) for one in inside)
    return False


def _plain(words: str) -> str:
    """A warning without the name of the stream it was read from."""
    return words.partition(": ")[2] or words
