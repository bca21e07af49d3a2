"""A URL in, the objects below it out, through fsspec: listed folder by folder, read in pieces, written whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from pipeline.errors import StoreError

__all__ = ["ObjectStore", "StoredObject", "folder_for", "is_url", "kept_here", "place_named", "short_name"]

SCHEME = re.compile(r"[a-z][a-z0-9+]+://", re.IGNORECASE)
STAMPS = ("ETag", "etag", "md5Hash", "LastModified", "updated", "mtime")  # what tells that an object is another, by the store's kind
REFUSED = re.compile(r"403|denied|forbidden|credential|access key|signature|token", re.IGNORECASE)
EXISTS = re.compile(r"412|precondition|already exists", re.IGNORECASE)
ABSENT = re.compile(r"404|no such|not found|does not exist", re.IGNORECASE)


class StoredObject(NamedTuple):
    """One object: its path below the URL, its own URL, its bytes if the store tells, and what tells that it was replaced."""

    inside: str
    url: str
    size: int | None
    stamp: str | None


def is_url(place: str | Path) -> bool:
    return SCHEME.match(str(place)) is not None


def place_named(given: str) -> str | Path:
    """What a person typed: a URL, or a path; `file://` is one too."""
    parts = urlsplit(given)
    return Path(unquote(parts.path)) if parts.scheme.lower() == "file" else given if is_url(given) else Path(given)


def kept_here() -> Path:
    """The folder of this machine for what is had of stores."""
    given = os.environ.get("MILEPAEL_OBJECTS")
    return Path(given) if given else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "milepael"


def short_name(url: str) -> str:
    """A file's name that stands for a URL."""
    import hashlib  # late: to load it takes longer than the rest of this file

    return hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:32]


def folder_for(url: str, what: str) -> Path:
    """A folder here that stands for what lies below a URL."""
    return kept_here() / what / short_name(url)


class ObjectStore:
    """What lies below one URL. Everything raises StoreError, in words that say what to do."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        with self._told():
            import fsspec.core

            self._files, self._root = cast("tuple[Any, str]", fsspec.core.url_to_fs(self.url, use_listings_cache=False))

    def objects(self) -> Iterator[StoredObject]:
        """Each object below, folder by folder as the store tells of them; the URL itself where it is an object."""
        with self._told():
            first = self._files.info(self._root)
            if first["type"] != "directory":
                yield self._object(PurePosixPath(self._root).name, self.url, first)
                return
            for folder, _folders, files in self._files.walk(self._root, detail=True):
                for name, about in sorted(files.items()):
                    if name:
                        inside = f"{folder}/{name}".removeprefix(self._root).lstrip("/")
                        yield self._object(inside, f"{self.url}/{inside}", about)

    def _object(self, inside: str, url: str, about: Mapping[str, object]) -> StoredObject:
        stamp = next((str(about[name]) for name in STAMPS if about.get(name)), None)
        size = about.get("size")
        return StoredObject(inside, url, size if isinstance(size, int) else None, stamp)

    def exists(self) -> bool:
        with self._told():
            return bool(self._files.exists(self._root))

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The bytes of the object that the URL is."""
        with self._told(), self._files.open(self._root, "rb", cache_type="readahead") as stream:
            yield stream

    def below(self, inside: str) -> ObjectStore:
        return ObjectStore(f"{self.url}/{inside}")

    def read(self, inside: str) -> bytes | None:
        """The bytes of an object below; None where there is none."""
        with self._told():
            try:
                return cast(bytes, self._files.cat_file(f"{self._root}/{inside}"))
            except FileNotFoundError:
                return None

    def write(self, inside: str, content: bytes) -> None:
        """An object below, replaced whole."""
        with self._told():
            self._files.pipe_file(f"{self._root}/{inside}", content)

    def create(self, inside: str, content: bytes) -> bool:
        """An object below, where none is there: False where there is one. Stores that know no such condition replace it."""
        with self._told():
            try:
                self._files.pipe_file(f"{self._root}/{inside}", content, mode="create")
            except Exception as error:
                if isinstance(error, FileExistsError) or EXISTS.search(str(error)):
                    return False
                raise
            return True

    def put(self, inside: str, path: Path) -> None:
        """A file as an object below, replaced whole."""
        with self._told():
            self._files.put_file(str(path), f"{self._root}/{inside}")

    def remove(self, inside: str) -> None:
        """All below `inside`."""
        with self._told():
            self._files.rm(f"{self._root}/{inside}", recursive=True)

    def hold(self) -> None:
        """Raises StoreError unless objects can be written below."""
        self.write(".milepael-probe", b"milepael")
        self.remove(".milepael-probe")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever a store's own library raises, in our words: each has errors of its own."""
        try:
            yield
        except StoreError:
            raise
        except ImportError as error:
            told = _("{url}: what reads there is not installed ({why}). Install it with: pip install 'milepael[cloud]'")
            raise StoreError(told.format(url=self.url, why=error)) from error
        except Exception as error:
            absent = _is_absent(error)
            raise StoreError(_why(error, absent=absent).format(url=self.url, why=_first_line(error)), absent=absent) from error


def _is_absent(error: Exception) -> bool:
    return isinstance(error, FileNotFoundError) or (not isinstance(error, PermissionError) and ABSENT.search(str(error)) is not None)


def _why(error: Exception, *, absent: bool) -> str:
    if absent:
        return _("{url}: there is nothing there ({why}). See whether the name is right, and the bucket still there.")
    if isinstance(error, PermissionError) or REFUSED.search(f"{type(error).__name__} {error}"):
        return _("{url}: access is refused ({why}). See that your credentials are set, and may do this there.")
    return _("{url}: the store does not answer as it should ({why}). Run again; what was read is kept.")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__
