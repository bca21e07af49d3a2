"""The set that holds in a folder, put below a URL: every file under a name that its bytes decide, and the pointer to them last.

sets/0f3a…/*.parquet, datapackage.json, run.json, feed.xml     one published set
report/…                                                        its pages
current.json                                                    {"set": "sets/0f3a…"}: whoever reads begins here
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.object_store import ObjectStore
from pipeline.output_names import MANIFEST, PAGES, POINTER, SETS
from pipeline.publish.output import current_set, json_bytes

__all__ = ["downloaded", "upload"]

MADE_BY = "milepael"
UPLOADED = ".milepael-uploaded.json"  # of the pages: what lies there, by its hash


def upload(folder: Path, url: str) -> None:
    """Until the pointer is written, what was published before stands. Raises StoreError and OSError."""
    store, published = ObjectStore(url), current_set(folder)
    assert published is not None, "a run has published it"
    hashes = _hashes(published)
    name = f"{SETS}/{hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:16]}"
    before = _pointed_to(store)
    if before != name:
        for inside in sorted(hashes, key=lambda one: one == MANIFEST):
            store.put(f"{name}/{inside}", published / inside)
    _upload_pages(store, folder / PAGES)
    store.write(POINTER, json_bytes({"made_by": MADE_BY, "set": name}))
    for old in sorted(_sets(store) - {name, before or ""}):
        with suppress(StoreError):  # the next run takes it away
            store.remove(old)


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _pointed_to(store: ObjectStore) -> str | None:
    content = store.read(POINTER)
    try:
        return None if content is None else str(json.loads(content)["set"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{store.url}/{POINTER}: {error}") from error


def _sets(store: ObjectStore) -> set[str]:
    return {"/".join(one.inside.split("/")[:2]) for one in store.objects() if one.inside.startswith(f"{SETS}/")}


def _upload_pages(store: ObjectStore, pages: Path) -> None:
    """Those that are not there as they are now: a new follow-up changes its own municipality's."""
    told = store.read(f"{PAGES}/{UPLOADED}")
    there: Mapping[str, str] = json.loads(told) if told else {}
    hashes = _hashes(pages) if pages.is_dir() else {}
    for inside in sorted(hashes):
        if there.get(inside) != hashes[inside]:
            store.put(f"{PAGES}/{inside}", pages / inside)
    for inside in sorted(there.keys() - hashes.keys()):
        store.remove(f"{PAGES}/{inside}")
    if hashes or there:
        store.write(f"{PAGES}/{UPLOADED}", json_bytes(hashes))


def downloaded(url: str, folder: Path) -> Path:
    """The set that holds below a URL, in a folder here. Raises StoreError and OSError."""
    store = ObjectStore(url)
    name = _pointed_to(store)
    if name is None:
        return folder  # it holds nothing, as the reader will say
    place = folder / name
    if not (place / MANIFEST).exists():
        for one in sorted(store.below(name).objects(), key=lambda each: each.inside == MANIFEST):
            (place / one.inside).parent.mkdir(parents=True, exist_ok=True)
            (place / one.inside).write_bytes(store.read(f"{name}/{one.inside}") or b"")
    return place
