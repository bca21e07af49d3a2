"""The set that holds in a folder, put below a URL: every file under a name that no other set has, and the pointer to them last.

sets/0f3a…-20310602T101500Z-1b2c/*.parquet, datapackage.json, run.json, feed.xml     one published set
report/…                                                                              its pages
current.json                                                                          {"set": "sets/0f3a…"}: whoever reads begins here

A set is whole or not pointed to, whoever else publishes there: no name is ever used twice, and one that is no longer pointed to stays for
a day. The pages have fixed addresses and are replaced one by one, so one publishes at a time (`url_lock`).
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from gettext import gettext as _
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.object_store import ObjectStore
from pipeline.output_names import MANIFEST, PAGES, POINTER, SETS
from pipeline.publish.output import current_set, json_bytes
from pipeline.publish.url_lock import StillOurs, held

__all__ = ["downloaded", "upload"]

MADE_BY = "milepael"
UPLOADED = ".milepael-uploaded.json"  # of the pages: what lies there, by its hash; nothing while they are being replaced
MOMENT = "%Y%m%dT%H%M%SZ"  # in a set's name: when it was begun
NAMED = re.compile(rf"{SETS}/[0-9a-f]{{16}}-(?P<begun>\d{{8}}T\d{{6}}Z)-[0-9a-f]+")
STAYS = timedelta(days=1)  # what nobody points to: somebody may be reading it, or still be writing it


def upload(folder: Path, url: str) -> None:
    """Until the pointer is written, what was published before stands. Raises StoreError and OSError."""
    store, published = ObjectStore(url), current_set(folder)
    assert published is not None, "a run has published it"
    hashes = _hashes(published)
    digest = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:16]
    with held(store) as still_ours:
        before = _pointed_to(store)
        name = before if before is not None and before.startswith(f"{SETS}/{digest}") else _new_name(digest)
        if name != before:
            for inside in sorted(hashes, key=lambda one: one == MANIFEST):
                still_ours(False)
                store.put(f"{name}/{inside}", published / inside)
        _upload_pages(store, folder / PAGES, still_ours)
        still_ours(True)
        store.write(POINTER, json_bytes({"made_by": MADE_BY, "set": name}))
        for old in sorted(_sets(store) - {name, before or ""}):
            if _is_over(old):
                with suppress(StoreError):  # the next run takes it away
                    store.remove(old)


def _new_name(digest: str) -> str:
    return f"{SETS}/{digest}-{datetime.now(UTC):{MOMENT}}-{secrets.token_hex(4)}"


def _is_over(name: str) -> bool:
    """Whether nobody can be reading a set any more, nor writing it; an earlier version's name tells no time."""
    named = NAMED.fullmatch(name)
    return named is None or datetime.now(UTC) - datetime.strptime(named["begun"], MOMENT).replace(tzinfo=UTC) > STAYS


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


def _upload_pages(store: ObjectStore, pages: Path, still_ours: StillOurs) -> None:
    """Those that are not there as they are now: a new follow-up changes its own municipality's. The pages above others come last."""
    told = store.read(f"{PAGES}/{UPLOADED}")
    there: Mapping[str, str] = json.loads(told) if told else _unknown(store) if told is not None else {}
    hashes = _hashes(pages) if pages.is_dir() else {}
    if there == hashes:
        return
    store.write(f"{PAGES}/{UPLOADED}", b"")  # who is broken off leaves pages of which nothing is known
    for inside in sorted(hashes, key=lambda one: (-one.count("/"), one)):
        if there.get(inside) != hashes[inside]:
            still_ours(False)
            store.put(f"{PAGES}/{inside}", pages / inside)
    for inside in sorted(there.keys() - hashes.keys()):
        still_ours(False)
        store.remove(f"{PAGES}/{inside}")
    still_ours(True)
    store.write(f"{PAGES}/{UPLOADED}", json_bytes(hashes))


def _unknown(store: ObjectStore) -> dict[str, str]:
    """The pages that somebody left who was broken off."""
    return {one.inside: "" for one in store.below(PAGES).objects() if one.inside != UPLOADED}


def downloaded(url: str, folder: Path) -> Path:
    """The set that holds below a URL, in a folder here. Raises StoreError and OSError."""
    store = ObjectStore(url)
    name = _pointed_to(store)
    if name is None:
        return folder  # it holds nothing, as the reader will say
    place = folder / name
    if not (place / MANIFEST).exists():
        for one in sorted(store.below(name).objects(), key=lambda each: each.inside == MANIFEST):
            content = store.read(f"{name}/{one.inside}")
            if content is None:
                raise StoreError(_("{url}: a new set was published meanwhile. Load again.").format(url=url))
            (place / one.inside).parent.mkdir(parents=True, exist_ok=True)
            (place / one.inside).write_bytes(content)
    return place
