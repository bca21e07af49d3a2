"""Fragments in an object store, for machines that share no folder: copies lie here, and what is read here is put there at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.ingest.cache import Cache
from pipeline.ingest.fragments import FragmentError, Key, read_header
from pipeline.object_store import ObjectStore, folder_for

__all__ = ["cache_at"]

AT_A_TIME = 8


class SharedCache(Cache):
    """The fragments below a URL. Everything raises StoreError."""

    def __init__(self, url: str, key: Key, chosen: Mapping[str, str] | None = None) -> None:
        super().__init__(folder_for(url, "fragments"), key, chosen)
        self.url = url

    def own(self, chosen: Mapping[str, str]) -> SharedCache:
        return SharedCache(self.url, self.key, chosen)

    def prepare(self, hashes: Iterable[str]) -> None:
        """Fetches those that are not here as they would be read now."""
        from concurrent.futures import ThreadPoolExecutor

        store = ObjectStore(self.url)
        with ThreadPoolExecutor(AT_A_TIME) as threads:
            for _done in threads.map(lambda sha256: self._fetch(store, sha256), [one for one in hashes if not self._is_here(one)]):
                pass

    def _is_here(self, sha256: str) -> bool:
        try:
            return read_header(self.place(sha256)).key == self.key_of(sha256)
        except (OSError, FragmentError):
            return False

    def _fetch(self, store: ObjectStore, sha256: str) -> None:
        place = self.place(sha256)
        content = store.read(str(place.relative_to(self.folder)))
        if content is not None:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            half = place.with_suffix(".new")
            half.write_bytes(content)
            half.replace(place)

    def share(self, place: str | Path) -> None:
        whole = Path(place)
        ObjectStore(self.url).put(str(whole.relative_to(self.folder)), whole)

    def pull(self, folder: str) -> None:
        """All that lies there in one folder, and nothing else, into the folder of that name here."""
        store, own = ObjectStore(f"{self.url}/{folder}"), self.folder / folder
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in own.iterdir():
            path.unlink()
        if store.exists():
            for one in store.objects():
                (own / Path(one.inside).name).write_bytes(store.read(one.inside) or b"")


def cache_at(place: Path | str, key: Key) -> Cache:
    """The fragments of a folder or below a URL."""
    return SharedCache(place, key) if isinstance(place, str) else Cache(place, key)
