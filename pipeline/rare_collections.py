"""Circles of objects looked for seldom, in a process of our own: rows lie in none, and there are many."""

from __future__ import annotations

import gc

__all__ = ["collect_rarely"]

OBJECTS_A_COLLECTION = 20_000  # made between two looks: a page of text has some thousand


def collect_rarely() -> None:
    gc.set_threshold(OBJECTS_A_COLLECTION, 20, 20)
