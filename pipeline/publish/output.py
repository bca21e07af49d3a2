"""An output folder: whose it is, which set of tables stands in it, and how the next takes its place.

    out/.milepael/owner.json      our mark, with the names that we have written in `out`
    out/.milepael/sets/000007/    one published set, whole; the one before it stays until the next run
    out/current                   a link to the set that holds, flipped at once
    out/<table>.parquet …         links into that set, for those who read one file

Nothing is removed but what bears our mark, by names that are made here and never taken from a file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from threading import Thread

import msgspec
from filelock import FileLock, Timeout

from pipeline.errors import HeldError, OwnershipError
from pipeline.output_names import (
    BESIDE,
    CACHE,
    CURRENT,
    HOME,
    LOCK,
    MANIFEST,
    MARK,
    PAGES,
    RUN_REPORT,
    SETS,
    TABLE,
    are_pages,
    earlier_resources,
    is_table_folder,
)
from pipeline.schema.run_json import RunReport
from pipeline.schema.tables import TABLES

__all__ = ["MANIFEST", "Output", "current_set", "json_bytes", "last_report", "linked", "report_before"]

NEXT = ".next"  # in SETS: the set that is being written
LEFT_BY_EARLIER = (".milepael-staging", ".milepael-before")
EMPTY = frozenset({HOME, ".gitkeep"})  # what a folder may hold and be empty
SYNCED_AT_A_TIME = 8
SET_NAME = re.compile(r"\d{6}")


class Output:
    """The folder `out`. Held by one run at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / HOME
        self.sets = self.home / SETS
        self.cache = self.home / CACHE

    @contextlib.contextmanager
    def held(self, *, adopt: bool = False) -> Iterator[None]:
        """For this run alone, made when it is missing; what a killed run left half done is put right.

        Raises OwnershipError, HeldError and OSError, and then nothing in it was touched.
        """
        legacy = self._claim(adopt)
        self.sets.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.home / LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            raise HeldError(
                _("{folder}: another run is writing here. Wait for it, or choose another folder with --out.").format(folder=self.folder)
            ) from error
        try:
            if not (self.home / MARK).exists():
                self._mark(legacy)
            self._recover()
            yield
        finally:
            lock.release()

    # ── whose it is ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _claim(self, adopt: bool) -> set[str]:
        """The names in it that an earlier version wrote. Raises OwnershipError when it is not ours to write in."""
        names = self._names()
        if names is not None or not self.folder.exists() or all(_is_nothing(entry) for entry in self.folder.iterdir()):
            legacy = names or set()
        else:
            legacy = self._written_by_earlier()
            if not legacy and not adopt:
                raise OwnershipError(
                    _(
                        "{folder}: this folder holds files that milepael did not write. Name an empty or a new folder with --out, "
                        "or say --adopt to write beside them."
                    ).format(folder=self.folder)
                )
        ours = {*(f"{name}.parquet" for name in TABLES), *TABLES, *BESIDE, CURRENT, PAGES}
        if are_pages(self.folder / PAGES):  # `milepael report` may have written them
            ours.discard(PAGES)
        foreign = sorted(name for name in ours - legacy if os.path.lexists(self.folder / name))
        if foreign:
            raise OwnershipError(
                _("{folder}: {names}: not written by milepael, and in its way. Move it elsewhere.").format(
                    folder=self.folder, names=", ".join(foreign)
                )
            )
        return legacy

    def _names(self) -> set[str] | None:
        """The names that we have written in the folder, as its mark says; None without a mark."""
        names = self._told()
        return names and {name for name in names if self._is_ours(name)} if names is not None else None

    def _told(self) -> set[str] | None:
        try:
            told = json.loads((self.home / MARK).read_bytes())
            return {str(name) for name in told["names"]} if told["made_by"] == "milepael" else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _is_ours(self, name: str) -> bool:
        path = self.folder / name
        if name == PAGES:
            return are_pages(path)
        if name == CURRENT:
            return path.is_symlink()
        if is_table_folder(path):
            return True
        return bool(name in BESIDE or TABLE.fullmatch(name)) and path.is_file() and not path.is_symlink()

    def _written_by_earlier(self) -> set[str]:
        """The files of a set that a version without marks published: its package holds the hash of each."""
        try:
            hashes = {str(one["path"]): str(one["sha256"]) for one in earlier_resources(self.folder) or ()}
        except (KeyError, TypeError):
            return set()
        hashes = {name: digest for name, digest in hashes.items() if TABLE.fullmatch(name)}
        for name, digest in hashes.items():
            path = self.folder / name
            if path.is_symlink() or not path.is_file() or _sha256(path) != digest:
                return set()
        return hashes.keys() | {name for name in (*BESIDE, PAGES) if hashes and self._is_ours(name)}

    def _mark(self, names: Iterable[str]) -> None:
        """Says that we have written these names."""
        new = self._new_mark(names)
        if new is not None:
            synced(new)
            new.replace(self.home / MARK)

    def _new_mark(self, names: Iterable[str]) -> Path | None:
        """A mark that says so, to be synced and put in the place of the other; None where that says so already."""
        names = {*names}
        if names == self._told():
            return None
        new = self.home / f"{MARK}.new"
        new.write_bytes(json_bytes({"made_by": "milepael", "format": 1, "names": sorted(names)}))
        return new

    @property
    def _named(self) -> set[str]:
        return self._names() or set()

    # ── which set stands ─────────────────────────────────────────────────────────────────────────────────────────────

    def current(self) -> Path | None:
        """The set that holds."""
        return current_set(self.folder)

    @contextlib.contextmanager
    def next_set(self) -> Iterator[Path]:
        """An empty folder that becomes the set that holds when nothing was raised; until then the one before stands."""
        shutil.rmtree(self.sets / NEXT, ignore_errors=True)
        staging = self.sets / NEXT
        staging.mkdir()
        try:
            yield staging
            mark = self._new_mark(self._named | {path.name for path in staging.iterdir()} | {CURRENT})
            sync_all([staging, *(path for path in staging.rglob("*") if not _was_synced(path)), *filter(None, [mark])])
            if mark is not None:
                mark.replace(self.home / MARK)
            self._publish(staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def is_whole(self) -> bool:
        """Whether the set that holds has every table that its manifest tells of, as it was written."""
        current = self.current()
        try:
            resources = json.loads((current / MANIFEST).read_bytes())["resources"] if current is not None else []
            hashes = {
                path: digest
                for one in resources
                for path, digest in (one.get("parts") or {f"{one['name']}.parquet": one["sha256"]}).items()
            }
            return bool(resources) and all(_sha256(current / path) == digest for path, digest in hashes.items() if current)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def republish(self, beside: Mapping[str, bytes]) -> None:
        """The set that holds once more, with these files new."""
        current = self.current()
        assert current is not None, "there is a set to publish again"
        with self.next_set() as staging:
            for path in current.iterdir():
                if path.name not in beside:
                    linked(path, staging / path.name)
            for name, content in beside.items():
                (staging / name).write_bytes(content)

    def _publish(self, staging: Path) -> None:
        before = self.current()
        number = 1 + max((int(path.name) for path in self._all_sets()), default=0)
        new = self.sets / f"{number:06d}"
        staging.rename(new)
        synced(self.sets)
        link = self.home / f"{CURRENT}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(HOME, SETS, new.name))
        link.replace(self.folder / CURRENT)  # from here on the new set holds
        self._link(new)
        synced(self.folder)  # before any that was replaced goes away
        for old in self._all_sets():
            if old not in (new, before):
                shutil.rmtree(old, ignore_errors=True)

    def _recover(self) -> None:
        """Makes the links in the folder those of the set that holds, and clears away what a broken-off run has left."""
        shutil.rmtree(self.sets / NEXT, ignore_errors=True)
        for name in LEFT_BY_EARLIER:
            if (self.folder / name).is_dir() and not (self.folder / name).is_symlink():
                shutil.rmtree(self.folder / name, ignore_errors=True)
        current = self.current()
        for old in self._all_sets():
            if current is not None and int(old.name) > int(current.name):
                shutil.rmtree(old, ignore_errors=True)
        if current is not None:
            self._link(current)

    def _link(self, published: Path) -> None:
        """Each file of the set in the folder itself, and none that an earlier set alone had."""
        names = {path.name for path in published.iterdir()}
        for name in sorted(names):
            if (published / name).is_dir():
                if not is_table_folder(self.folder / name):
                    (self.folder / name).symlink_to(Path(CURRENT, name))
            elif not _same_file(self.folder / name, published / name):
                half = self.home / "link.new"
                half.unlink(missing_ok=True)
                linked(published / name, half)
                half.replace(self.folder / name)
        gone = {name for name in self._named - names if name not in (CURRENT, PAGES)}
        for name in gone:
            (self.folder / name).unlink(missing_ok=True)
        self._mark((self._named - gone) | names)

    def _all_sets(self) -> list[Path]:
        return sorted(path for path in self.sets.iterdir() if SET_NAME.fullmatch(path.name)) if self.sets.is_dir() else []

    # ── the pages ────────────────────────────────────────────────────────────────────────────────────────────────────

    def owns_pages(self) -> None:
        """Says in the mark that the folder of pages is ours."""
        self._mark(self._named | {PAGES})

    def remove_pages(self) -> None:
        """Of another set than the one that stands now."""
        if are_pages(self.folder / PAGES):
            shutil.rmtree(self.folder / PAGES, ignore_errors=True)


def current_set(folder: Path) -> Path | None:
    """The set that holds in an output folder; None where there is no such link, or it leads elsewhere than into the folder."""
    try:
        target = (folder / CURRENT).readlink()
    except OSError:
        return None
    found = folder / target
    is_ours = target.parent == Path(HOME, SETS) and SET_NAME.fullmatch(target.name) and found.is_dir()
    return found if is_ours else None


def json_bytes(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def synced(path: Path) -> None:
    """On disk, whatever happens to the machine next."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(paths: Sequence[Path]) -> None:
    """As `synced`, several at a time: a disk that is asked for many at once writes them in one go. Raises OSError."""
    failures: list[OSError] = []

    def sync(some: Sequence[Path]) -> None:
        try:
            for path in some:
                synced(path)
        except OSError as error:
            failures.append(error)

    at_a_time = min(len(paths), SYNCED_AT_A_TIME)
    threads = [Thread(target=sync, args=(paths[first::at_a_time],)) for first in range(at_a_time)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _was_synced(path: Path) -> bool:
    """Whether it is a file of a set that was published, under another name."""
    return path.is_file() and path.stat().st_nlink > 1


def last_report(folder: Path) -> RunReport | None:
    """The report of the run that published what stands there; None where there is none."""
    return _report_in(current_set(folder) or folder)


def report_before(folder: Path) -> RunReport | None:
    """The report of the run before that one, whose set stays until the next; None where there is none."""
    current = current_set(folder)
    if current is None:
        return None
    earlier = [path for path in current.parent.iterdir() if SET_NAME.fullmatch(path.name) and path.name < current.name]
    return _report_in(max(earlier)) if earlier else None


def _report_in(folder: Path) -> RunReport | None:
    try:
        report: RunReport = msgspec.json.decode((folder / RUN_REPORT).read_bytes())
        return report if isinstance(report["files"], list) and isinstance(report["counts"], dict) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, msgspec.MsgspecError):
        return None


def _is_nothing(entry: Path) -> bool:
    """Whether a folder that holds this is empty all the same: a placeholder, or the log that this very run is writing."""
    if entry.name in EMPTY:
        return True
    try:
        return entry.is_file() and any(os.path.samestat(entry.stat(), os.fstat(number)) for number in (1, 2))
    except OSError:
        return False


def _same_file(one: Path, other: Path) -> bool:
    try:
        return not one.is_symlink() and one.samefile(other)
    except OSError:
        return False


def linked(path: Path, link: Path) -> None:
    """A file, or a folder with all that is in it, under another name too; a copy where the file system has no hard links."""
    if path.is_dir():
        link.mkdir()
        for inside in path.iterdir():
            linked(inside, link / inside.name)
        return
    try:
        link.hardlink_to(path)
    except OSError:  # a file system without hard links
        shutil.copy2(path, link)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
