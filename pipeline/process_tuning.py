"""What is set in a process of our own, and in nobody else's: how often it looks for circles of objects, and its threads take turns."""

from __future__ import annotations

import gc
import sys

__all__ = ["collect_rarely", "switch_often"]

OBJECTS_A_COLLECTION = 20_000  # made between two looks: a page of text has some thousand, and rows lie in no circles
TURN_SECONDS = 0.0005  # a thread that reads, writes or answers workers waits for one that computes after each call of the system


def collect_rarely() -> None:
    gc.set_threshold(OBJECTS_A_COLLECTION, 20, 20)


def switch_often() -> None:
    sys.setswitchinterval(TURN_SECONDS)
