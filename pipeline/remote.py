"""URLs as people type them in, the folders that stand for them out; and what was published in one of these, put where its URL says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.ingest.fetched import opened_root
from pipeline.object_store import ObjectStore, folder_for

__all__ = ["inputs_at", "output_at", "put"]


def inputs_at(places: Sequence[Path | str]) -> tuple[Path, ...]:
    """Raises StoreError and OSError."""
    return tuple(opened_root(place) if isinstance(place, str) else place for place in places)


def output_at(place: Path | str) -> Path:
    """Where to publish to, before it is `put`. Raises StoreError unless what is at a URL can be written."""
    if isinstance(place, Path):
        return place
    ObjectStore(place).hold()
    return folder_for(place, "out")


def put(folder: Path, place: Path | str) -> None:
    """Raises StoreError and OSError, and then what was published there before stands."""
    if isinstance(place, str):
        from pipeline.publish.upload import upload

        upload(folder, place)
