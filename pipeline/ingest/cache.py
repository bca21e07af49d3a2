"""The fragments of earlier runs: which file's reading is there, which must be read again, and why."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from pipeline.ingest.bounds import Bounds
from pipeline.ingest.fragments import FORMAT, FragmentError, Key, read_header
from pipeline.schema.reasons import FileCode
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION

__all__ = ["NEVER_KEPT", "PASSING", "Cache", "Plan", "Why", "code_digest", "key_of"]

ENDING, HALF = ".fragment", ".new"
FOLDER_DIGITS = 2
HALF_SECONDS = 86_400  # after them nobody is still writing it
LIBRARIES = ("pdfplumber", "pdfminer.six", "pikepdf", "pypdfium2", "selectolax", "regex", "babel")  # a reading depends on them too
TRIES = 4  # the first and three more, before a failure that may be ours or passing is left alone
KEPT_SECONDS = 90 * 86_400  # a fragment whose file is not met waits so long for it to come back
# Failures that the next run may not have. All others say something of the file, and stand until the reader is another.
PASSING = frozenset({FileCode.TIMEOUT, FileCode.OUT_OF_MEMORY, FileCode.WORKER_DIED, FileCode.READER_FAILED})
NEVER_KEPT = frozenset({FileCode.CHANGED, FileCode.UNREADABLE})  # these say nothing of the bytes


class Why(StrEnum):
    """Why a file is read."""

    NEW = "not read before"
    FORCED = "asked for with --force"
    PARSER = "another version of the reader"
    SCHEMA = "another version of the schema"
    CONFIGURATION = "other settings"
    PROFILE = "another profile"
    RETRY = "it failed before"
    BROKEN = "what was kept of it is damaged"


class Plan(Struct, frozen=True):
    """What is to be done with one file's bytes: nothing (`why` is None), or to read them, as the how-manieth try."""

    why: Why | None
    attempt: int = 1


class Cache:
    """A folder of fragments, for its owner alone; named by their bytes' hash, and the profile that the file's folder names.

    `chosen` has that profile, by hash: two shards may meet the same bytes in folders that name different ones.
    """

    def __init__(self, folder: Path, key: Key, chosen: Mapping[str, str] | None = None) -> None:
        self.folder, self.key, self.chosen = folder, key, chosen or {}

    def open(self) -> None:
        """Makes the folder. Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)

    def place(self, sha256: str) -> Path:
        return Path(self._place(sha256))

    def take(self, staged: str, sha256: str) -> None:
        """Moves a fragment to its place, that was looked at. Raises OSError."""
        place = self._place(sha256)
        try:
            os.replace(staged, place)  # noqa: PTH105 - to make a `Path` takes longer
        except FileNotFoundError:  # the first of its folder
            self.make_room(sha256)
            os.replace(staged, place)  # noqa: PTH105
        self.share(place)

    def make_room(self, sha256: str) -> None:
        """The folder that its fragment lies in. Raises OSError."""
        self.place(sha256).parent.mkdir(mode=0o700, exist_ok=True)

    def _place(self, sha256: str) -> str:
        profile = self.chosen.get(sha256)
        return f"{self.folder}/{sha256[:FOLDER_DIGITS]}/{sha256}{f'.{profile}' if profile else ''}{ENDING}"

    def key_of(self, sha256: str) -> Key:
        """The key of that file's reading."""
        return self.key.by_profile(self.chosen.get(sha256))

    def staging(self, sha256: str) -> str:
        """Where a worker puts a fragment until it was looked at."""
        return f"{self.folder}/{sha256}.{os.getpid()}{HALF}"

    def plan(self, sha256: str, bounds: Bounds, *, force: bool = False, retry: bool = False) -> Plan:
        """`retry` gives failures of ours all their tries again."""
        key = self.key_of(sha256)
        if force:
            return Plan(Why.FORCED)
        place = self._place(sha256)
        if not os.access(place, os.F_OK):  # of thousands that are new, asked in half the time that it takes to fail
            return Plan(Why.NEW)
        try:
            header = read_header(place)
        except OSError:
            return Plan(Why.NEW)
        except FragmentError:
            return Plan(Why.BROKEN)
        if header.sha256 != sha256:
            return Plan(Why.BROKEN)
        if header.key != key:
            return Plan(_changed(header.key, key))
        if header.code is None and 0 < header.limits[0] < bounds.seconds:  # a reading that its time cut short
            return Plan(Why.RETRY)
        if header.code in PASSING:
            more = header.limits[0] < bounds.seconds or header.limits[1] < bounds.memory_bytes
            if retry or more:
                return Plan(Why.RETRY)
            if header.attempts < TRIES:
                return Plan(Why.RETRY, header.attempts + 1)
        return Plan(None)

    def own(self, chosen: Mapping[str, str]) -> Cache:
        """The same, for files with these profiles; its folder is named so that other processes find it."""
        return Cache(self.folder.absolute(), self.key, chosen)

    def prepare(self, hashes: Iterable[str]) -> None:
        """Sees that the fragments of these files are in the folder, where they are anywhere."""

    def share(self, place: str | Path) -> None:
        """Lets others have a file of the folder, that is whole now."""

    def pull(self, folder: str) -> None:
        """Sees that the folder's own folder holds what it holds anywhere."""

    def tidy(self, met: Iterable[str], read: Container[str] = ()) -> None:
        """Marks the fragments of files that were met and not read, and throws away those not met for long, and halves of any.

        Those of files that were `read` just now are not looked at.
        """
        for sha256 in met:
            with suppress(OSError):
                os.utime(self._place(sha256))
        now = time.time()
        for place in self._all():
            if place.name.removesuffix(ENDING) in read:
                continue
            with suppress(OSError):
                if place.stat().st_mtime < now - (KEPT_SECONDS if place.name.endswith(ENDING) else HALF_SECONDS):
                    Path(place).unlink()

    def _all(self) -> Iterator[os.DirEntry[str]]:
        """Every fragment that is kept, and what was not moved to its place."""
        for entry in _entries(self.folder):
            if entry.name.endswith(HALF):
                yield entry
            elif len(entry.name) == FOLDER_DIGITS:
                yield from _entries(entry)


def _entries(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _changed(before: Key, now: Key) -> Why:
    if before.parser != now.parser:
        return Why.PARSER
    if before.schema != now.schema:
        return Why.SCHEMA
    return Why.PROFILE if before.profile != now.profile else Why.CONFIGURATION


def key_of(engine: str, ocr: str = "auto", profiles: str | None = None) -> Key:
    """What a reading depends on besides its bytes. Whether scans can be read here is part of it: once they can, they are read again."""
    from parsers.ocr.engine import is_available

    options = {"engine": engine, "ocr": ocr if is_available() else "off"}
    return Key(
        parser=f"{PARSER_VERSION}+{_reader_digest()}",
        schema=f"{SCHEMA_VERSION}+{FORMAT}",
        configuration=hashlib.sha256(json.dumps(options).encode()).hexdigest()[:16],
        profile=profiles,
    )


@cache
def _reader_digest() -> str:
    """Of the code that reads, and the libraries it reads with: between two releases the version alone says too little."""
    digest = hashlib.sha256()
    for root in (files("parsers"), files("pipeline.ingest").joinpath("rows.py"), files("pipeline.schema")):
        for content in _sources(root):
            digest.update(hashlib.sha256(content).digest())
    installed = _installed()
    for library in LIBRARIES:
        if version := installed.get(library.replace(".", "_")) or _version(library):
            digest.update(f"{library} {version}\n".encode())
    return digest.hexdigest()[:12]


def _installed() -> dict[str, str]:
    """The version of each library, as installers call the folder that tells of it: to import what reads it takes 10 ms."""
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            for name in os.listdir(place or "."):  # noqa: PTH208 - of thousands of names some hundred are looked at
                if name.endswith(".dist-info"):
                    library, _, version = name.removesuffix(".dist-info").lower().partition("-")
                    found.setdefault(library, version)
    return found


def _version(library: str) -> str | None:
    """Of one that was installed in another way."""
    import importlib.metadata

    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None


@cache
def code_digest() -> str:
    """Of all our code: what is published of the same readings depends on it."""
    digest = hashlib.sha256(_reader_digest().encode())
    for content in _sources(files("pipeline")):
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def _sources(root: Traversable) -> Iterator[bytes]:
    if root.is_file():
        if not root.name.endswith((".pyc", ".pyi")):
            yield root.read_bytes()
    elif root.name != "__pycache__":
        for inside in sorted(root.iterdir(), key=lambda one: one.name):
            yield from _sources(inside)
