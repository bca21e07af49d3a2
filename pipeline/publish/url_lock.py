"""Who publishes to a URL: one at a time, told by an object there that names its owner and when it last gave a sign.

Where a store writes an object only if none is there (S3, Google's, memory), two cannot both begin; elsewhere each finds out by reading
back what it wrote, and one of them stops. Nobody's death holds the URL for longer than `SILENT`.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _

import msgspec

from pipeline.errors import StoreError
from pipeline.object_store import ObjectStore
from pipeline.publish.output import json_bytes

__all__ = ["StillOurs", "held"]

LOCK = ".milepael-lock.json"
SILENT = 15 * 60.0  # seconds, after which an owner is taken for dead
AGAIN = 60.0  # seconds, after which one that lives says so again
UNSEEN = 5.0  # seconds, for which one need not look

StillOurs = Callable[[bool], None]  # whether it must be known of this very moment


class Owner(msgspec.Struct, frozen=True):
    """`last_sign` is in seconds since 1970, by the owner's clock."""

    token: str
    machine: str
    last_sign: float


@contextmanager
def held(store: ObjectStore) -> Iterator[StillOurs]:
    """For us alone. What is given must be asked before each step that others could see: it raises StoreError when another took over, as
    far as is known, or as is so at this moment.

    Raises StoreError where another is publishing there, and then nothing was touched.
    """
    token, machine = secrets.token_hex(8), f"{socket.gethostname()}, {os.getpid()}"
    _take(store, token, machine)
    said = seen = time.monotonic()

    def still_ours(at_once: bool) -> None:
        nonlocal said, seen
        if not at_once and time.monotonic() - seen < UNSEEN:
            return
        now, seen = _owner(store), time.monotonic()
        if now is None or now.token != token:
            raise StoreError(_refused(store, now))
        if time.monotonic() - said > AGAIN:
            store.write(LOCK, _told(token, machine))
            said = time.monotonic()

    try:
        yield still_ours
    finally:
        with suppress(StoreError):
            now = _owner(store)
            if now is not None and now.token == token:
                store.remove(LOCK)


def _take(store: ObjectStore, token: str, machine: str) -> None:
    other = _owner(store)
    if other is not None and time.time() - other.last_sign < SILENT:
        raise StoreError(_refused(store, other))
    if other is not None:
        store.remove(LOCK)  # of one that is dead
    store.create(LOCK, _told(token, machine))
    now = _owner(store)
    if now is None or now.token != token:
        raise StoreError(_refused(store, now))


def _told(token: str, machine: str) -> bytes:
    return json_bytes({"made_by": "milepael", "token": token, "machine": machine, "last_sign": time.time()})


def _owner(store: ObjectStore) -> Owner | None:
    """None where nobody is, or nobody that can be made out."""
    try:
        return msgspec.convert(json.loads(store.read(LOCK) or b""), Owner)
    except (ValueError, msgspec.ValidationError):
        return None


def _refused(store: ObjectStore, other: Owner | None) -> str:
    told = _("{url}: another run is publishing there ({machine}). Wait for it; one that was killed holds it for {minutes} minutes.")
    return told.format(url=store.url, machine=other.machine if other else "?", minutes=round(SILENT / 60))
