"""What is published to a URL: whole for whoever reads it, whoever else is publishing there."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsspec
import pytest

from pipeline.errors import StoreError
from pipeline.object_store import ObjectStore
from pipeline.publish import upload as uploading
from pipeline.publish import url_lock
from pipeline.publish.output import Output
from pipeline.publish.upload import downloaded, upload

NAMES = ("datapackage.json", "files.parquet", "milestones.parquet")


@pytest.fixture
def url() -> Iterator[str]:
    place = f"memory://{uuid.uuid4().hex}"
    yield place
    fsspec.filesystem("memory").store.clear()


def published(folder: Path, words: str) -> Path:
    """A set and its pages, all of the same words."""
    output = Output(folder)
    shutil.rmtree(folder / "report", ignore_errors=True)
    with output.held(), output.next_set() as staging:
        for name in NAMES:
            (staging / name).write_text(words, "utf-8")
    for name in ("index.html", "alby/index.html", f"alby/{words}.html"):
        (folder / "report" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "report" / name).write_text(words, "utf-8")
    return folder


def there(url: str, below: str) -> dict[str, str]:
    store = ObjectStore(url)
    own = [one.inside for one in store.objects() if one.inside.startswith(below)]
    return {inside.removeprefix(below): (store.read(inside) or b"").decode() for inside in own}


def pages(url: str) -> dict[str, str]:
    return {name: words for name, words in there(url, "report/").items() if not name.startswith(".")}


def pointed_to(url: str) -> dict[str, str]:
    return there(url, json.loads(ObjectStore(url).read("current.json") or b"")["set"] + "/")


def in_the_middle(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], at: str = "milestones.parquet") -> None:
    """Acts once, before that file is put."""
    put, left = ObjectStore.put, [act]

    def acting(own: ObjectStore, inside: str, path: Path) -> None:
        if inside.endswith(at) and left:
            left.pop()()
        put(own, inside, path)

    monkeypatch.setattr(ObjectStore, "put", acting)


def test_what_is_pointed_to_is_whole_and_no_name_is_used_twice(url: str, tmp_path: Path) -> None:
    names = set()
    for words in ("one", "two", "one"):
        upload(published(tmp_path / "out", words), url)
        assert pointed_to(url) == dict.fromkeys(NAMES, words)
        assert set(pages(url).values()) == {words}
        names.add(json.loads(ObjectStore(url).read("current.json") or b"")["set"])
    assert len(names) == 3
    assert url_lock.LOCK not in there(url, "")


def test_a_second_writer_is_refused_and_named_the_first(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = published(tmp_path / "other", "other")

    def second() -> None:
        with pytest.raises(StoreError, match="another run is publishing there"):
            upload(other, url)

    in_the_middle(monkeypatch, second)
    upload(published(tmp_path / "own", "own"), url)
    assert pointed_to(url) == dict.fromkeys(NAMES, "own")
    assert set(pages(url).values()) == {"own"}


def test_one_that_was_killed_holds_the_url_for_a_while_and_no_longer(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead = {"token": "dead", "machine": "gone, 1", "last_sign": datetime.now(UTC).timestamp()}
    ObjectStore(url).write(url_lock.LOCK, json.dumps(dead).encode())
    with pytest.raises(StoreError, match="gone, 1"):
        upload(published(tmp_path / "out", "one"), url)
    monkeypatch.setattr(url_lock, "SILENT", 0.0)
    upload(tmp_path / "out", url)
    assert pointed_to(url) == dict.fromkeys(NAMES, "one")


@pytest.mark.parametrize("at", ["milestones.parquet", "report/index.html"])
def test_one_that_was_taken_for_dead_stops_before_it_points_to_anything(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    other = published(tmp_path / "other", "other")

    def taken_over() -> None:
        with monkeypatch.context() as silent:
            silent.setattr(url_lock, "SILENT", 0.0)
            upload(other, url)

    in_the_middle(monkeypatch, taken_over, at)
    with pytest.raises(StoreError, match="another run"):
        upload(published(tmp_path / "own", "own"), url)
    assert pointed_to(url) == dict.fromkeys(NAMES, "other")
    upload(other, url)
    if at == "milestones.parquet":
        assert set(pages(url).values()) == {"other"}


def test_where_a_store_writes_unconditionally_one_of_two_stops(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unconditional(own: ObjectStore, inside: str, content: bytes) -> bool:
        own.write(inside, content)
        return True

    monkeypatch.setattr(ObjectStore, "create", unconditional)
    other, owner = published(tmp_path / "other", "other"), url_lock._owner

    def at_the_same_moment() -> None:
        answers = iter([None])  # it looked before the first had written
        monkeypatch.setattr(url_lock, "_owner", lambda store: next(answers, owner(store)))
        upload(other, url)

    in_the_middle(monkeypatch, at_the_same_moment)
    with pytest.raises(StoreError, match="another run"):
        upload(published(tmp_path / "own", "own"), url)
    assert pointed_to(url) == dict.fromkeys(NAMES, "other")


def test_pages_that_were_broken_off_are_all_written_again(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(published(tmp_path / "one", "one"), url)

    def breaks_off() -> None:
        raise StoreError("the line is cut")

    with monkeypatch.context() as broken:
        in_the_middle(broken, breaks_off, "report/index.html")
        with pytest.raises(StoreError, match="cut"):
            upload(published(tmp_path / "two", "two"), url)
    assert pointed_to(url) == dict.fromkeys(NAMES, "one")
    assert pages(url)["index.html"] == "one", "the page above comes last"
    upload(tmp_path / "one", url)
    assert pages(url) == dict.fromkeys(("index.html", "alby/index.html", "alby/one.html"), "one")


def test_a_set_that_nobody_points_to_stays_for_a_day(url: str, tmp_path: Path) -> None:
    for words in ("one", "two", "three"):
        upload(published(tmp_path / "out", words), url)
    assert sorted(there(url, "sets/").values()) == sorted(3 * [*("one", "two", "three")])
    long_ago = datetime.now(UTC) - timedelta(days=2)
    ObjectStore(url).write(f"sets/{'0' * 16}-{long_ago:{uploading.MOMENT}}-00/files.parquet", b"old")
    ObjectStore(url).write(f"sets/{'1' * 16}/files.parquet", b"of an earlier version")
    upload(published(tmp_path / "out", "four"), url)
    assert sorted(set(there(url, "sets/").values())) == ["four", "one", "three", "two"]


def test_a_set_that_goes_away_while_it_is_read_is_no_set(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(published(tmp_path / "out", "one"), url)
    read = ObjectStore.read

    def vanished(own: ObjectStore, inside: str) -> bytes | None:
        return None if inside.endswith("milestones.parquet") else read(own, inside)

    with monkeypatch.context() as gone:
        gone.setattr(ObjectStore, "read", vanished)
        with pytest.raises(StoreError, match="Load again"):
            downloaded(url, tmp_path / "here")
    place = downloaded(url, tmp_path / "here")
    assert {path.name: path.read_text("utf-8") for path in place.iterdir()} == dict.fromkeys(NAMES, "one")


def test_a_store_whose_library_is_missing_says_what_to_install() -> None:
    with pytest.raises(StoreError, match=r"pip install 'milepael\[cloud\]'"):
        ObjectStore("gs://bucket/tables") if _lacks("gcsfs") else ObjectStore("abfs://bucket/tables")


def _lacks(library: str) -> bool:
    from importlib.util import find_spec

    return find_spec(library) is None
