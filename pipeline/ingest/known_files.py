"""What files were when they were last opened, by their size, times and place on the disk: one that has all of them still is not opened.

What is believed is the system's word, as git believes it: whoever writes to a file changes its `ctime`, which nobody can set. One that
changed shortly before it was opened may have changed again within the same tick of the clock, so it is opened anew the next time.
The list lies beside the fragments and is believed as they are: it may be thrown away at any time, and one that is damaged is none.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec

from pipeline.ingest.media_types import Identified
from pipeline.schema.reasons import FileCode

__all__ = ["FILES", "KnownFiles"]

FILES = "files"  # how such a list is called, before the share of the batch that it tells of
MAGIC = b"milepael files 1\n"
LARGEST = 256 * 2**20  # bytes: some million files
TICK_NS = 2 * 10**9  # between two times that a file system can tell apart, on the coarsest
DIGEST_BYTES = 32

Stamp = tuple[int, int, int, int, int]


class KnownFile(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One file as it was, and what its bytes said of it."""

    stamp: Stamp
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    media_type: str | None
    code: FileCode | None
    holds: bool | None = None  # whether to look for files in it; None where nobody asked


class _KnownList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str  # a digest of ours, which tells what a file is
    files: dict[str, KnownFile]  # by their absolute paths


class KnownFiles:
    """A list of a run before, at `place`, and the next one, of what this run meets. Without a place nothing is known or kept."""

    def __init__(self, place: Path | None = None, code: str = "", *, believed: bool = True) -> None:
        """`code` is the digest of the code that tells what a file is: what another told is not believed."""
        self._place, self._code = place, code
        self._before = _read(place, code) if place is not None and believed else {}
        self._met: dict[str, KnownFile] = {}
        self._settled = time.time_ns() - TICK_NS  # what changed later may change again unseen

    def identified(self, path: str, status: os.stat_result) -> Identified | None:
        """What the file was, if it is as it was."""
        known = self._before.get(path)
        if known is None or known.stamp != _stamp(status):
            return None
        self._met[path] = known
        return Identified(known.sha256, status.st_size, known.media_type, known.code)

    def learn(self, path: str, status: os.stat_result, what: Identified) -> None:
        """`status` is that of the opened file, before it was read."""
        if what.sha256 and max(status.st_mtime_ns, status.st_ctime_ns) < self._settled and path.isprintable():
            self._met[path] = KnownFile(_stamp(status), what.sha256, what.media_type, what.code)

    def may_hold(self, path: str, look: Callable[[], bool]) -> bool:
        """Whether to look for files in one that was met: as it was found then, or is found now. Raises what `look` does."""
        known = self._met.get(path)
        if known is None:
            return look()
        if known.holds is None:
            known = self._met[path] = msgspec.structs.replace(known, holds=look())
        return bool(known.holds)

    def keep(self) -> None:
        """Writes the next list, whole, where it is another; what cannot be written is not remembered."""
        if self._place is None or self._met == self._before:
            return
        body = msgspec.json.encode(_KnownList(self._code, self._met))
        half = self._place.with_name(f"{self._place.name}.{os.getpid()}.new")
        with suppress(OSError):
            self._place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            half.write_bytes(MAGIC + hashlib.sha256(body).digest() + body)
            half.replace(self._place)
        with suppress(OSError):
            half.unlink(missing_ok=True)


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev


def _read(place: Path, code: str) -> dict[str, KnownFile]:
    """The list of the same code; an empty one for whatever is none."""
    begin = len(MAGIC) + DIGEST_BYTES
    with suppress(OSError, msgspec.MsgspecError, RecursionError):
        if place.stat().st_size > LARGEST:
            return {}
        content = memoryview(place.read_bytes())
        body = content[begin:]
        if content[: len(MAGIC)] == MAGIC and content[len(MAGIC) : begin] == hashlib.sha256(body).digest():
            told = msgspec.json.decode(body, type=_KnownList)
            return told.files if told.code == code else {}
    return {}
