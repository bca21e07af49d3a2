"""A file that holds others in, its members out: zip archives, mails with attachments, PDFs with files in them.

Opened in a worker and nowhere else. What a member is called is for people: it is opened by its place in the container.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from pipeline.ingest.media_types import EML, MAX_ARCHIVE_BYTES, MAX_BYTES, OFFICE, PDF, ZIP, Identified, identified
from pipeline.schema.reasons import FileCode

if TYPE_CHECKING:
    from email.message import EmailMessage

__all__ = ["Contents", "may_hold_files", "member_bytes", "opened_container"]

MEMBERS_MOST = 10_000  # of one container
OFFICE_MARKS = frozenset({"[Content_Types].xml", "mimetype"})
PDF_MARKS = (b"/EmbeddedFile", b"/ObjStm")  # what a PDF with files in it has in its bytes: by name, or in what is packed
BROKEN = (OSError, EOFError, ValueError, IndexError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error)


class Member(Struct, frozen=True):
    """One file in a container. `code` says why it is not to be read."""

    index: int
    name: str
    what: Identified
    code: FileCode | None = None
    detail: str | None = None


class Contents(Struct, frozen=True):
    """What a container holds. `code` says what it is itself: set aside, refused, or, without one, a document to read."""

    code: FileCode | None
    members: Sequence[Member] = ()
    media_type: str | None = None
    detail: str | None = None


def may_hold_files(media_type: str | None, location: Path) -> bool:
    """Whether to look for files in it. Raises OSError."""
    if media_type == PDF:
        content = location.read_bytes()
        return any(mark in content for mark in PDF_MARKS)
    return media_type in (ZIP, EML)


def opened_container(location: Path, media_type: str) -> Contents:
    """The members, each told by its content. Raises OSError when the container itself cannot be read."""
    if media_type == ZIP:
        return _zip_contents(location)
    return _mail_contents(location) if media_type == EML else _pdf_contents(location)


def member_bytes(location: Path, media_type: str, index: int) -> bytes:
    """Raises OSError for whatever cannot be read, or is larger than a document may be."""
    try:
        if media_type == ZIP:
            with zipfile.ZipFile(location) as archive, archive.open(archive.infolist()[index]) as stream:
                content = stream.read(MAX_BYTES + 1)
        elif media_type == EML:
            content = _payload(_attachments(location)[index])
        else:
            content = _embedded(location, index)
    except BROKEN as error:
        raise OSError(f"the member cannot be read: {error}") from error
    if len(content) > MAX_BYTES:
        raise OSError("the member is larger than it said")
    return content


def is_hidden_name(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in PurePosixPath(name).parts)


# ── zip ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _zip_contents(location: Path) -> Contents:
    try:
        with zipfile.ZipFile(location) as archive:
            infos = archive.infolist()
            if OFFICE_MARKS & {info.filename for info in infos}:
                return Contents(FileCode.OFFICE_DOCUMENT, media_type=OFFICE)
            if len(infos) > MEMBERS_MOST or sum(info.file_size for info in infos) > MAX_ARCHIVE_BYTES:
                return Contents(FileCode.TOO_LARGE)
            members = [_zip_member(archive, index, info) for index, info in enumerate(infos) if not info.is_dir()]
    except BROKEN as error:
        return Contents(FileCode.BROKEN_ARCHIVE, detail=str(error))
    is_empty = all(member.code is FileCode.HIDDEN for member in members)
    return Contents(FileCode.BROKEN_ARCHIVE if is_empty else FileCode.ARCHIVE, members)


def _zip_member(archive: zipfile.ZipFile, index: int, info: zipfile.ZipInfo) -> Member:
    name, size = info.filename, Identified(size_bytes=info.file_size)
    if is_hidden_name(name):
        return Member(index, name, size, FileCode.HIDDEN)
    if info.flag_bits & 0x1:
        return Member(index, name, size, FileCode.PASSWORD)
    if info.file_size > MAX_BYTES:
        return Member(index, name, size, FileCode.TOO_LARGE)
    try:
        with archive.open(info) as stream:
            what = identified(stream)
    except BROKEN as error:
        return Member(index, name, size, FileCode.BROKEN_ARCHIVE, str(error))
    if what.media_type == ZIP:
        is_office = _is_office(archive, info)
        what = what.of_type(OFFICE) if is_office else what
        return Member(index, name, what, FileCode.OFFICE_DOCUMENT if is_office else FileCode.NESTED_ARCHIVE)
    return Member(index, name, what, FileCode.NESTED_ARCHIVE if what.media_type == EML else what.code)


def _is_office(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(info) as stream, zipfile.ZipFile(io.BytesIO(stream.read(MAX_BYTES))) as inner:
            return not OFFICE_MARKS.isdisjoint(inner.namelist())
    except BROKEN:
        return False


# ── mail ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _attachments(location: Path) -> list[EmailMessage]:
    import email
    import email.policy
    from email.message import EmailMessage

    with location.open("rb") as stream:
        mail = email.message_from_binary_file(stream, policy=email.policy.default)
    return [part for part in mail.walk() if isinstance(part, EmailMessage) and not part.is_multipart() and part.get_filename()]


def _payload(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _mail_contents(location: Path) -> Contents:
    try:
        parts = _attachments(location)
        members = [_member(index, str(part.get_filename()), _payload(part)) for index, part in enumerate(parts[:MEMBERS_MOST])]
    except (*BROKEN, LookupError, AttributeError, TypeError) as error:  # of a mail that keeps to no rule
        return Contents(FileCode.BROKEN_ARCHIVE, detail=str(error))
    return Contents(FileCode.MAIL if members else FileCode.MAIL_WITHOUT_ATTACHMENT, members)


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pdf_contents(location: Path) -> Contents:
    """Of a portfolio the cover sheet is set aside; any other PDF is a document as well. One that cannot be opened tells when it is read."""
    import pikepdf

    try:
        with pikepdf.open(location, suppress_warnings=True) as pdf:
            is_portfolio = "/Collection" in pdf.Root
            members = [_member(index, name, content) for index, (name, content) in enumerate(_embedded_files(pdf))]
    except (*BROKEN, pikepdf.PdfError, pikepdf.PasswordError, TypeError, AttributeError):
        return Contents(None)
    return Contents(FileCode.ARCHIVE if is_portfolio and members else None, members)


def _embedded_files(pdf: object) -> Iterator[tuple[str, bytes]]:
    for name, attachment in sorted(pdf.attachments.items())[:MEMBERS_MOST]:  # type: ignore[attr-defined]
        yield attachment.filename or name, attachment.get_file().read_bytes()


def _embedded(location: Path, index: int) -> bytes:
    import pikepdf

    try:
        with pikepdf.open(location, suppress_warnings=True) as pdf:
            return next(content for place, (_, content) in enumerate(_embedded_files(pdf)) if place == index)
    except (pikepdf.PdfError, pikepdf.PasswordError, StopIteration, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _member(index: int, name: str, content: bytes) -> Member:
    if is_hidden_name(name):
        return Member(index, name, Identified(size_bytes=len(content)), FileCode.HIDDEN)
    stream: IO[bytes] = io.BytesIO(content)
    what = identified(stream)
    return Member(index, name, what, FileCode.NESTED_ARCHIVE if what.media_type in (ZIP, EML) else what.code)
