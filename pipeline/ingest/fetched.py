"""Objects of a store, kept here by their bytes' hash: each is read once, and what is kept has a limit.

    objects/ab/abcd…      the bytes
    index/….json          of one URL: the stamp it had, and what its bytes are
    roots/…/              of a URL that is an input: the settings that lie in it, and a list of its objects

Where it lies and how much it holds is the machine's business: `MILEPAEL_OBJECTS` and `MILEPAEL_OBJECTS_MIB`. A batch that is larger
than the limit is read, and what of it was thrown away before its turn is fetched again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from msgspec.structs import asdict

from pipeline.errors import StoreError
from pipeline.ingest.media_types import Identified, identified
from pipeline.ingest.settings import CONFIGURATION, PROFILES
from pipeline.object_store import ObjectStore, StoredObject, folder_for, kept_here, short_name
from pipeline.schema.reasons import FileCode

__all__ = ["ObjectRead", "available", "here", "listed_objects", "opened_root", "root_url"]

OBJECTS = ".milepael-objects.json"  # in a root: it stands for a URL
LIMIT_MIB = 10 * 1024
PIECE = 2**20  # bytes
AT_A_TIME = 8


class ObjectRead(NamedTuple):
    """An object's bytes here, and what they are."""

    place: Path
    what: Identified


class Fetched:
    """The objects that are kept on this machine."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder, self._limit = folder, limit
        self._held: int | None = None  # bytes, once counted
        self._counting = Lock()

    def place(self, sha256: str) -> Path:
        return self.folder / "objects" / sha256[:2] / sha256

    def read(self, one: StoredObject) -> ObjectRead:
        """The object's bytes, fetched unless they are known. Raises StoreError and OSError."""
        known = self.folder / "index" / f"{short_name(one.url)}.json"
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(known.read_bytes())
            if one.stamp is not None and told["stamp"] == [one.stamp, one.size]:
                what = Identified(**told["what"] | {"code": told["what"]["code"] and FileCode(told["what"]["code"])})
                return ObjectRead(self.place(what.sha256 or ""), what)
        read = self.fetch(one.url)
        known.parent.mkdir(parents=True, exist_ok=True)
        half = known.with_name(f".{known.name}.{os.getpid()}")
        half.write_text(json.dumps({"stamp": [one.stamp, one.size], "what": asdict(read.what)}), encoding="ascii")
        half.replace(known)
        return read

    def read_all(self, objects: Sequence[StoredObject], url: str) -> Mapping[str, ObjectRead | StoreError]:
        """By their URL; one that went away since it was listed comes with its error. Raises StoreError where all below `url` is gone."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(AT_A_TIME) as threads:
            read = dict(zip((one.url for one in objects), threads.map(self._tried, objects), strict=True))
        gone = [each for each in read.values() if isinstance(each, StoreError)]
        if gone and not ObjectStore(url).exists():
            raise gone[0]
        return read

    def _tried(self, one: StoredObject) -> ObjectRead | StoreError:
        try:
            return self.read(one)
        except StoreError as error:
            if not error.absent:
                raise
            return error

    def fetch(self, url: str) -> ObjectRead:
        """Raises StoreError and OSError."""
        from tempfile import NamedTemporaryFile

        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, delete=False) as half:
            try:
                with ObjectStore(url).opened() as stream:
                    while piece := stream.read(PIECE):
                        half.write(piece)
                half.flush()
                with Path(half.name).open("rb") as written:
                    what = identified(written)
                place = self.place(what.sha256 or "")
                place.parent.mkdir(parents=True, exist_ok=True)
                Path(half.name).replace(place)
            except BaseException:
                Path(half.name).unlink(missing_ok=True)
                raise
        self._make_room(place)
        return ObjectRead(place, what)

    def _make_room(self, newest: Path) -> None:
        """Throws away what was fetched longest ago, where there is more than may be kept."""
        with self._counting:  # another thread may have thrown away the newest by now: whoever needs it fetches it again
            self._held = None if self._held is None else self._held + _size(newest)
            if self._held is None or self._held > self._limit:
                kept = sorted((path for path in (self.folder / "objects").glob("??/*")), key=_age)
                self._held = sum(_size(path) for path in kept)
                for path in kept:
                    if self._held <= self._limit or path == newest:
                        break
                    self._held -= _size(path)
                    path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


@cache
def here() -> Fetched:
    """Of this machine."""
    return Fetched(kept_here(), int(os.environ.get("MILEPAEL_OBJECTS_MIB") or LIMIT_MIB) * 2**20)


def available(location: Path, url: str | None) -> Path:
    """Where the bytes are that were listed at `location`; fetched again where they are not there now. Raises OSError."""
    if url is None or location.exists():
        return location
    own = here().place(location.name)  # the driver's folder may be another machine's
    if own.exists():
        return own
    try:
        return here().fetch(url).place
    except StoreError as error:
        raise OSError(str(error)) from error


# ── a URL as an input ────────────────────────────────────────────────────────────────────────────────────────────────


def opened_root(url: str) -> Path:
    """A folder that stands for the URL: the settings that lie there, and the list of its objects. Raises StoreError and OSError."""
    store = ObjectStore(url)
    root = folder_for(store.url, "roots")
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    objects = sorted(store.objects())
    wanted = {one.inside for one in objects if _is_setting(one.inside)}
    for path in [*root.glob("*"), *root.glob(f"{PROFILES}/*")]:
        if path.is_file() and path.name != OBJECTS and str(path.relative_to(root)) not in wanted:
            path.unlink()
    for inside in sorted(wanted):
        (root / inside).parent.mkdir(exist_ok=True)
        (root / inside).write_bytes(store.read(inside) or b"")
    half = root / f"{OBJECTS}.{os.getpid()}"
    half.write_text(json.dumps({"url": store.url, "objects": objects}), encoding="utf-8")
    half.replace(root / OBJECTS)
    return root


def _is_setting(inside: str) -> bool:
    return inside in CONFIGURATION or (inside.startswith(f"{PROFILES}/") and inside.count("/") == 1 and inside.endswith(".toml"))


def root_url(root: Path) -> str | None:
    """The URL that a folder stands for; None for any other folder."""
    try:
        return str(json.loads((root / OBJECTS).read_bytes())["url"])
    except OSError:
        return None


def listed_objects(root: Path) -> Iterator[StoredObject] | None:
    """The objects of a folder that stands for a URL; None for any other folder."""
    try:
        told = json.loads((root / OBJECTS).read_bytes())
    except OSError:
        return None
    return (StoredObject(*one) for one in told["objects"])
