"""One entry of an input: where it lies, what it is, and how its bytes are had."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from parsers.model.content import UnreadableError
from pipeline.ingest.containers import member_bytes
from pipeline.ingest.fetched import available
from pipeline.ingest.media_types import Identified
from pipeline.ingest.settings import DEFAULT_MUNICIPALITY
from pipeline.schema.reasons import FileCode

__all__ = ["Source", "Where", "read_whole"]

AGAIN = 3  # times that an object is fetched which is thrown away before it is opened, where little may be kept


class Where(NamedTuple):
    """What a source is opened by: the file, and in a container the member's place and the container's media type."""

    lies_at: str | Path
    member: int | None = None
    container: str | None = None
    url: str | None = None  # where the store has it, if `location` is a copy

    @property
    def location(self) -> Path:
        return Path(self.lies_at)  # made where it is opened: thousands are sent


class Source(Struct, frozen=True):
    """One entry met. `code` says why it is not to be read; without one, `sha256`, `size_bytes` and `media_type` are there."""

    path: str  # as the tables name it: "x.pdf", "a.zip!/b.pdf"
    location: str | Path
    member: int | None = None  # its place in the container at `location`
    container: str | None = None  # that one's media type
    sha256: str | None = None
    size_bytes: int | None = None
    media_type: str | None = None
    municipality: str = DEFAULT_MUNICIPALITY
    named: bool = False  # whether `sources.toml` says so
    code: FileCode | None = None
    detail: str | None = None  # the operating system's own words, when it had any
    url: str | None = None  # in an object store; `location` is then where its bytes were put

    @property
    def opened_by(self) -> Where:
        return Where(self.location, self.member, self.container, self.url)

    def identified_as(self, what: Identified) -> Source:
        return replace(self, sha256=what.sha256, size_bytes=what.size_bytes, media_type=what.media_type, code=what.code)


def opened(where: Where) -> IO[bytes]:
    """The bytes, to be closed by the caller. Raises OSError."""
    for _ in range(AGAIN if where.url else 0):
        with suppress(FileNotFoundError):  # another process made room for its own just now
            return _opened(where)
    return _opened(where)


def _opened(where: Where) -> IO[bytes]:
    location = available(where.location, where.url)
    if where.member is None or where.container is None:
        return location.open("rb")
    return io.BytesIO(member_bytes(location, where.container, where.member))


def read_whole(where: Where, sha256: str) -> bytes:
    """All its bytes. Raises UnreadableError, also where they are not those that were listed."""
    try:
        with opened(where) as stream:
            data = stream.read()
    except OSError as error:
        raise UnreadableError(FileCode.UNREADABLE, error.strerror or str(error)) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableError(FileCode.CHANGED, "the bytes are not those that were listed")
    return data
