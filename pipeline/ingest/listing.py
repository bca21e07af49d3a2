"""Files and folders in, the list of what there is out: one record for each entry, whatever it is.

No entry is opened before it is known to be a file that lies in the input; nothing is followed out of it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import StoreError
from pipeline.ingest.containers import Contents, may_hold_files
from pipeline.ingest.fetched import ObjectRead, available, here, listed_objects, root_url
from pipeline.ingest.known_files import KnownFiles
from pipeline.ingest.media_types import EML, MAX_ARCHIVE_BYTES, MAX_BYTES, PDF, ZIP, Identified, identified
from pipeline.ingest.opening import opened_apart
from pipeline.ingest.settings import CONFIGURATION, PROFILES, municipalities
from pipeline.ingest.sources import Source
from pipeline.object_store import StoredObject
from pipeline.output_names import PAGES, POINTER, SETS, outputs_in
from pipeline.schema.reasons import FileCode

__all__ = ["WHOLE", "Share", "entries_met", "found", "in_order", "largest_first", "looked_at", "with_contents", "with_paths_of_their_own"]

Opens = Callable[[Sequence[Source]], Mapping[str, Contents]]  # containers to what they hold, by their bytes' hash


class Share(NamedTuple):
    """The `number`-th of `of` parts of a batch, from 1. A path belongs to one, whichever files lie beside it."""

    number: int
    of: int

    @property
    def name(self) -> str:
        return f"{self.number}-of-{self.of}"

    def holds(self, path: str) -> bool:
        return int(hashlib.sha256(path.encode()).hexdigest()[:15], 16) % self.of == self.number - 1


WHOLE = Share(1, 1)
HOLDERS = frozenset({PDF, ZIP, EML})  # kinds that may hold other files


def found(
    paths: Sequence[Path], out: Path | None = None, opens: Opens = opened_apart, share: Share = WHOLE, known: KnownFiles | None = None
) -> list[Source]:
    """Every entry under `paths` that is no folder, sorted by its path in the tables, containers followed by their members.

    What was published to `out` is left out; what is in another share is not opened, nor what is `known`, and as it was.
    Raises ConfigurationError, before any file is opened.
    """
    holders: list[Source] = []
    sources = [*looked_at(entries_met(paths, out, share), holders, known)]
    return in_order([*sources, *with_contents(holders, opens)])


def entries_met(paths: Sequence[Path], out: Path | None = None, share: Share = WHOLE) -> list[OwnedEntry]:
    """Every entry, in the order of the paths. None is opened. Raises ConfigurationError."""
    roots = [(root, entries, municipalities(root.folder)) for root, entries in _entries_by_root(paths)]
    return [
        OwnedEntry(root, entry, *municipality_of(entry.inside))
        for root, entries, municipality_of in roots
        for entry in _unpublished(entries, root, out)
        if share.of == 1 or share.holds(_label(entry, root))
    ]


def looked_at(met: Sequence[OwnedEntry], holders: list[Source], known: KnownFiles | None = None) -> Iterator[Source]:
    """Each entry as it is looked at; those that may hold files are put to the `holders`. Raises StoreError."""
    known = known or KnownFiles()
    fetched = _fetched(met)
    for one in met:
        source = _listed(one, fetched, known)
        if source.code is None and _may_hold_files(source, known):
            holders.append(source)
        else:
            yield source


def with_contents(holders: Sequence[Source], opens: Opens) -> Iterator[Source]:
    """Each with what it holds."""
    contents = opens(holders)
    for source in holders:
        yield from _with_members(source, contents.get(source.sha256 or ""))


def in_order(sources: Iterable[Source]) -> list[Source]:
    """By their paths in the tables, each with one of its own."""
    return with_paths_of_their_own(sorted(sources, key=lambda source: (source.path, source.member is None)))


def largest_first(met: Iterable[OwnedEntry]) -> list[OwnedEntry]:
    """By their size, as far as it can be told without opening them."""
    return sorted(met, key=_size, reverse=True)


def _size(one: OwnedEntry) -> int:
    if one.entry.stored is not None:
        return one.entry.stored.size or 0
    try:
        return os.lstat(one.entry.path).st_size
    except OSError:
        return 0


def _fetched(met: Sequence[OwnedEntry]) -> Mapping[str, ObjectRead | StoreError]:
    """The objects that are to be read, by their URLs. Raises StoreError."""
    wanted: dict[str, list[StoredObject]] = {}
    for root, entry, *_whose in met:
        if entry.stored is not None and entry.code is None and (entry.stored.size or 0) <= MAX_ARCHIVE_BYTES:
            wanted.setdefault(root.url or "", []).append(entry.stored)
    return {of: read for url, objects in wanted.items() for of, read in here().read_all(objects, url).items()}


def _of(source: Source, municipality: str, named: bool) -> Source:
    return replace(source, municipality=municipality, named=named)


class _Root(Struct, frozen=True):
    """A folder that paths are relative to; `label` tells several roots apart and is None when there is one."""

    folder: Path
    label: str | None
    url: str | None = None  # that the folder stands for


class _MetEntry(NamedTuple):
    """What was met under a root, before it was looked at. `code` is of those that are told by where they lie."""

    path: str  # to make a `Path` takes longer than all that is asked of most
    inside: str
    code: FileCode | None = None
    asked: bool = False  # for by its name: a link is followed then
    stored: StoredObject | None = None  # in an object store, and not at `path`


class OwnedEntry(NamedTuple):
    """An entry, under which root it was met, and whose it is; `named` says that `sources.toml` tells so."""

    root: _Root
    entry: _MetEntry
    municipality: str
    named: bool


# ── what there is ────────────────────────────────────────────────────────────────────────────────────────────────────


def _entries_by_root(paths: Sequence[Path]) -> Iterator[tuple[_Root, list[_MetEntry]]]:
    """Each entry once, under the outermost folder it was asked for; a file named by itself belongs to its folder."""
    wanted: dict[Path, dict[str, _MetEntry]] = {}
    met: set[str] = set()
    for path in sorted(path.absolute() for path in paths):
        is_folder = path.is_dir()
        root = path if is_folder else path.parent
        objects = listed_objects(path)
        if objects is not None:
            entries = _stored(root, list(objects))
        else:
            entries = list(_walk(root)) if is_folder else [_MetEntry(str(path), path.name, asked=True)]
        wanted.setdefault(root, {}).update({entry.path: entry for entry in entries if entry.path not in met})
        met |= {entry.path for entry in entries}
    folders = [folder for folder, entries in wanted.items() if entries]
    labels = _labels(folders) if len(folders) > 1 else [None] * len(folders)
    for folder, label in zip(folders, labels, strict=True):
        yield _Root(folder, label, root_url(folder)), sorted(wanted[folder].values(), key=lambda entry: entry.path.split("/"))


def _stored(root: Path, objects: Sequence[StoredObject]) -> list[_MetEntry]:
    """The objects of a store, told by where they lie as files are; what was published below the URL is a run's own."""
    outs = {one.inside.removesuffix(POINTER) for one in objects if PurePosixPath(one.inside).name == POINTER}
    of_runs = tuple(f"{out}{name}" for out in outs for name in (f"{SETS}/", f"{PAGES}/", POINTER))
    entries = []
    for one in objects:
        inside = PurePosixPath(one.inside)
        codes = [_code_by_name(part, frozenset()) for part in inside.parts]
        code = FileCode.OWN_OUTPUT if one.inside.startswith(of_runs) else next((each for each in codes if each), None)
        if inside.parts[0] == PROFILES and len(inside.parts) == 2 and inside.suffix == ".toml":
            code = FileCode.CONFIGURATION
        entries.append(_MetEntry(str(root / inside), str(inside), code, stored=one))
    return entries


def _walk(root: Path) -> Iterator[_MetEntry]:
    """Every entry below that is no folder. A linked folder is one entry, and so is one that may not be read."""
    waiting: list[tuple[str, FileCode | None]] = [("", None)]  # folders by where they lie in the root
    while waiting:
        inside, code = waiting.pop()
        here = root / inside
        try:
            with os.scandir(here) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError:
            yield _MetEntry(str(here), inside.removesuffix("/") or ".", FileCode.UNREADABLE)
            continue
        of_a_run, holds_profiles = outputs_in(here), inside == f"{PROFILES}/"
        for entry in entries:
            told = code or _code_by_name(entry.name, of_a_run)
            if holds_profiles and entry.name.endswith(".toml"):
                told = FileCode.CONFIGURATION
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{inside}{entry.name}/", told))
            else:
                yield _MetEntry(entry.path, f"{inside}{entry.name}", told)


def _code_by_name(name: str, of_a_run: frozenset[str]) -> FileCode | None:
    if name in of_a_run:
        return FileCode.OWN_OUTPUT
    if name in CONFIGURATION:
        return FileCode.CONFIGURATION
    return FileCode.HIDDEN if name.startswith(".") else None


def _unpublished(entries: Sequence[_MetEntry], root: _Root, out: Path | None) -> Iterator[_MetEntry]:
    """Those that a run has not published to `out`."""
    folder, place = root.folder.resolve(), out and out.resolve()
    if place is None or (folder not in place.parents and folder != place and place not in folder.parents):
        yield from entries
        return
    names = outputs_in(place)
    for entry in entries:
        path = folder / entry.inside
        if place not in path.parents or path.relative_to(place).parts[0] not in names:
            yield entry


def _labels(folders: Sequence[Path]) -> list[str]:
    """The last parts of each folder's path, as many as it takes to tell them all apart."""
    resolved = [Path("/", *(root_url(folder) or "").split("/")[2:]) if root_url(folder) else folder.resolve() for folder in folders]
    for length in range(1, max(len(folder.parts) for folder in resolved) + 1):
        labels = ["/".join(part for part in folder.parts[-length:] if part != folder.anchor) for folder in resolved]
        if len(set(labels)) == len(labels):
            break
    return labels


# ── what each is ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _listed(met: OwnedEntry, fetched: Mapping[str, ObjectRead | StoreError], known: KnownFiles) -> Source:
    """The entry with its kind, size and hash, or the code that says why not; whatever is met, it is one record."""
    root, entry, municipality, named = met
    if entry.stored is not None:
        stored = entry.stored
        source = Source(_label(entry, root), entry.path, municipality=municipality, named=named, url=stored.url, size_bytes=stored.size)
        return _of_store(replace(source, code=entry.code), fetched)
    detail = None
    try:
        what = _looked_at(entry, root, known)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        what = Identified(code=entry.code or FileCode.UNREADABLE)
        detail = getattr(error, "strerror", None) or str(error)
    label = _label(entry, root)
    return Source(label, entry.path, None, None, what.sha256, what.size_bytes, what.media_type, municipality, named, what.code, detail)


def _looked_at(entry: _MetEntry, root: _Root, known: KnownFiles) -> Identified:
    """Raises OSError and RuntimeError."""
    kind = os.lstat(entry.path)
    if stat.S_ISLNK(kind.st_mode) and not entry.asked:
        code = _link_code(Path(entry.path), root.folder)
        if code is not None:
            return Identified(code=entry.code or code)
    if entry.code is not None:
        return Identified(size_bytes=kind.st_size if stat.S_ISREG(kind.st_mode) else None, code=entry.code)
    return known.identified(entry.path, kind) or _opened(entry.path, known)


def _of_store(source: Source, fetched: Mapping[str, ObjectRead | StoreError]) -> Source:
    if source.code is not None:
        return source
    read = fetched.get(source.url or "")
    if read is None:
        return replace(source, code=FileCode.TOO_LARGE)
    if isinstance(read, StoreError):
        return replace(source, code=FileCode.UNREADABLE, detail=str(read))
    return replace(source, location=read.place).identified_as(_within(read.what))


def _label(entry: _MetEntry, root: _Root) -> str:
    """Its path in the tables."""
    return _printable(entry.inside if root.label is None else f"{root.label}/{entry.inside}".removesuffix("/."))


def _link_code(path: Path, root: Path) -> FileCode | None:
    """Why a link is not followed; None for one that leads to a file in the input. Raises OSError for one that leads nowhere."""
    target = path.resolve(strict=True)
    if root.resolve() not in target.parents:
        return FileCode.LINK_OUTSIDE
    return FileCode.LINKED_FOLDER if target.is_dir() else None


class _Handle(NamedTuple):
    """An open file, to be read piece by piece: a stream of it takes longer to make than most are read in."""

    number: int

    def read(self, size: int, /) -> bytes:
        return os.read(self.number, size)


def _opened(path: str, known: KnownFiles) -> Identified:
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would wait for its other end
    try:
        kind = os.fstat(handle)
        if not stat.S_ISREG(kind.st_mode):
            return Identified(code=FileCode.SPECIAL_FILE)
        if kind.st_size > MAX_ARCHIVE_BYTES:
            return Identified(size_bytes=kind.st_size, code=FileCode.TOO_LARGE)
        what = _within(identified(_Handle(handle)))
    finally:
        os.close(handle)
    known.learn(path, kind, what)
    return what


def _within(what: Identified) -> Identified:
    """Refused where it is larger than a document may be."""
    return (
        replace(what, code=FileCode.TOO_LARGE)
        if what.code is None and (what.size_bytes or 0) > MAX_BYTES and what.media_type != ZIP
        else what
    )


# ── what it holds ────────────────────────────────────────────────────────────────────────────────────────────────────


def _may_hold_files(source: Source, known: KnownFiles) -> bool:
    try:
        return source.media_type in HOLDERS and known.may_hold(str(source.location), partial(_looks_full, source))
    except OSError:
        return False


def _looks_full(source: Source) -> bool:
    return may_hold_files(source.media_type, available(Path(source.location), source.url))


def _with_members(source: Source, contents: Contents | None) -> Iterator[Source]:
    if contents is None:
        yield source
        return
    yield replace(source, code=contents.code, media_type=contents.media_type or source.media_type, detail=contents.detail)
    for member in contents.members:
        inside = _of(
            Source(f"{source.path}!/{_member_path(member.name)}", source.location, url=source.url), source.municipality, source.named
        )
        told = inside.identified_as(replace(member.what, code=member.code))
        yield replace(told, member=member.index, container=source.media_type, detail=member.detail)


def _member_path(name: str) -> str:
    """A member's name as a path that stays in its container: without a root, and without steps upwards."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return _printable("/".join(parts)) or "?"


def _printable(name: str) -> str:
    """A name that can be written as UTF-8, whatever bytes the file system or the container held."""
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in name)


def with_paths_of_their_own(sources: Sequence[Source]) -> list[Source]:
    """A container may hold one name twice; the second becomes `name#2`, unless that is taken too."""
    taken = Counter(source.path for source in sources)
    if len(taken) == len(sources):
        return sorted(sources, key=lambda source: source.path)
    met: Counter[str] = Counter()
    unlike = []
    for source in sources:
        met[source.path] += 1
        path = source.path
        while met[source.path] > 1 and taken[path]:
            path = f"{source.path}#{met[source.path]}"
            if taken[path]:
                met[source.path] += 1
        taken[path] += path != source.path
        unlike.append(source if path == source.path else replace(source, path=path))
    return sorted(unlike, key=lambda source: source.path)
