"""An object store on this machine: what lies there is read once, what is published there is whole or not there at all."""

from __future__ import annotations

import http.server
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.errors import StoreError
from pipeline.ingest import fetched
from pipeline.object_store import ObjectStore
from pipeline.publish.load import load
from pipeline.publish.url_lock import held

RAW = Path("data/raw")
BUCKET = "papers"


def milepael(*arguments: object) -> Any:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def data_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".parquet" or path.name == "datapackage.json"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where objects are kept here."""
    monkeypatch.setenv("MILEPAEL_OBJECTS", str(tmp_path / "kept"))
    fetched.here.cache_clear()
    yield tmp_path / "kept"
    fetched.here.cache_clear()


@pytest.fixture
def bucket(endpoint: str, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket with the samples below `raw`, and the way to it."""
    import boto3

    speak_to(endpoint, monkeypatch)
    client = boto3.client("s3", region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    for path in sorted(RAW.iterdir()):
        client.upload_file(str(path), BUCKET, f"raw/{path.name}")
    client.put_object(Bucket=BUCKET, Key="raw/sources.toml", Body=b'municipality = "ballerup"\n')
    yield client
    for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=one["Key"])
    client.delete_bucket(Bucket=BUCKET)


def speak_to(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import s3fs

    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "example",
        "AWS_SECRET_ACCESS_KEY": "example",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()


def keys(client: Any, prefix: str) -> set[str]:
    return {one["Key"] for one in client.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])}


def stored(client: Any, key: str) -> bytes:
    return bytes(client.get_object(Bucket=BUCKET, Key=key)["Body"].read())


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("once")
    shutil.copytree(RAW, folder / "raw")
    (folder / "raw" / "sources.toml").write_text('municipality = "ballerup"\n')
    assert milepael("run", folder / "raw", "--out", folder / "out", "--no-report", "-q").exit_code in (0, 1)
    return data_files(folder / "out")


def test_a_bucket_is_read_and_published_to_byte_for_byte_as_a_folder_is(bucket: Any, once: dict[str, bytes]) -> None:
    told = milepael("run", f"s3://{BUCKET}/raw", "--out", f"s3://{BUCKET}/tables", "--no-report", "-q")
    assert told.exit_code in (0, 1), told.output
    pointer = json.loads(stored(bucket, "tables/current.json"))
    assert {name: stored(bucket, f"tables/{pointer['set']}/{name}") for name in once} == once
    assert load(f"s3://{BUCKET}/tables", "arrow").milestones.num_rows == 240


def test_an_object_is_read_once(bucket: Any, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    milepael("run", f"s3://{BUCKET}/raw", "--out", tmp_path / "out", "--no-report", "-q")
    fetches: list[str] = []
    fetch = fetched.Fetched.fetch
    monkeypatch.setattr(fetched.Fetched, "fetch", lambda own, url: fetches.append(url) or fetch(own, url))
    (path,) = list(RAW.glob("referat*"))
    bucket.put_object(
        Bucket=BUCKET, Key="raw/more.txt", Body=b"Referat\nUdvalget den 1. marts 2031\n\nPunkt 1. Nyt\nBeslutning\nGodkendt\n"
    )
    bucket.upload_file(str(path), BUCKET, "raw/copy.pdf")
    milepael("run", f"s3://{BUCKET}/raw", "--out", tmp_path / "out", "--no-report", "-q")
    assert sorted(fetches) == [f"s3://{BUCKET}/raw/copy.pdf", f"s3://{BUCKET}/raw/more.txt"]
    assert len(list((kept / "objects").glob("??/*"))) == len(list(RAW.iterdir())) + 1, "the copy's bytes are there already"


def test_a_batch_larger_than_what_may_be_kept_is_read_all_the_same(
    bucket: Any, kept: Path, once: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILEPAEL_OBJECTS_MIB", "0")
    command = ("-c", "from pipeline.cli import main; main()", "run", f"s3://{BUCKET}/raw", "--out", tmp_path / "out", "--no-report", "-q")
    assert subprocess.run([sys.executable, *map(str, command)], check=False).returncode in (0, 1)
    assert len(list((kept / "objects").glob("??/*"))) < len(list(RAW.iterdir()))
    assert data_files(tmp_path / "out") == once


def test_shards_that_share_no_folder_meet_in_a_bucket(
    bucket: Any, once: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("1/2", "2/2", "merge"):
        monkeypatch.setenv("MILEPAEL_OBJECTS", str(tmp_path / part.replace("/", "-")))  # each is another machine
        fetched.here.cache_clear()
        where = ("--fragments", f"s3://{BUCKET}/fragments")
        if part == "merge":
            told = milepael("merge", *where, "--out", tmp_path / "out", "--no-report", "-q")
        else:
            told = milepael("run", f"s3://{BUCKET}/raw", "--shard", part, *where, "-q")
        assert told.exit_code in (0, 1), told.output
    assert data_files(tmp_path / "out") == once


def test_what_was_published_stands_until_the_pointer_is_written(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    milepael("run", f"s3://{BUCKET}/raw", "--out", f"s3://{BUCKET}/tables", "--no-report", "-q")
    before = stored(bucket, "tables/current.json")
    bucket.delete_object(Bucket=BUCKET, Key="raw/referat-2031-09-02.pdf")
    with monkeypatch.context() as broken:
        put = ObjectStore.put

        def breaks_off(own: ObjectStore, inside: str, path: Path) -> None:
            if inside.endswith("milestones.parquet"):
                raise StoreError("the line is cut")
            put(own, inside, path)

        broken.setattr(ObjectStore, "put", breaks_off)
        assert milepael("run", f"s3://{BUCKET}/raw", "--out", f"s3://{BUCKET}/tables", "--no-report", "-q").exit_code == 3
    assert stored(bucket, "tables/current.json") == before
    old = json.loads(before)["set"]
    assert keys(bucket, f"tables/{old}/"), "the set before is whole"
    assert milepael("run", f"s3://{BUCKET}/raw", "--out", f"s3://{BUCKET}/tables", "--no-report", "-q").exit_code in (0, 1)
    assert stored(bucket, "tables/current.json") != before


def test_of_two_who_begin_to_publish_at_once_the_store_lets_one(bucket: Any) -> None:
    store = ObjectStore(f"s3://{BUCKET}/tables")
    assert store.create("lock", b"first")
    assert not ObjectStore(f"s3://{BUCKET}/tables").create("lock", b"second")
    assert stored(bucket, "tables/lock") == b"first"


def test_a_command_that_finds_another_publishing_ends_with_3_and_touches_nothing(bucket: Any) -> None:
    lock = json.dumps({"token": "a", "machine": "anden maskine, 7", "last_sign": time.time()}).encode()
    bucket.put_object(Bucket=BUCKET, Key="tables/.milepael-lock.json", Body=lock)
    told = milepael("run", RAW / "udmoentning-2031.txt", "--out", f"s3://{BUCKET}/tables", "--no-report", "-q")
    assert told.exit_code == 3, told.output
    assert "anden maskine, 7" in told.stderr
    assert keys(bucket, "tables/") == {"tables/.milepael-lock.json"}
    assert stored(bucket, "tables/.milepael-lock.json") == lock


@pytest.mark.parametrize("where", ["raw", "out", "fragments"])
def test_a_bucket_that_vanished_is_told_and_nothing_is_written(where: str, bucket: Any, tmp_path: Path) -> None:
    arguments: dict[str, tuple[object, ...]] = {
        "raw": ("run", "s3://gone/raw", "--out", tmp_path / "out"),
        "out": ("run", RAW, "--out", "s3://gone/tables"),
        "fragments": ("run", RAW, "--shard", "1/2", "--fragments", "s3://gone/fragments"),
    }
    told = milepael(*arguments[where], "-q")
    assert told.exit_code == 3, told.output
    assert "s3://gone" in told.stderr
    assert not (tmp_path / "out").exists()


def test_a_refused_credential_is_told_and_nothing_is_written(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(403)
            self.end_headers()

        do_HEAD = do_PUT = do_POST = do_GET  # noqa: N815 - as its caller names them

        def log_message(self, *_words: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        speak_to(f"http://127.0.0.1:{server.server_port}", monkeypatch)
        for arguments in (("run", "s3://papers/raw", "--out", tmp_path / "out"), ("run", RAW, "--out", "s3://papers/tables")):
            told = milepael(*arguments, "-q")
            assert told.exit_code == 3, told.output
            assert "access is refused" in told.stderr
        server.shutdown()
    assert not (tmp_path / "out").exists()


def test_a_page_of_the_web_and_a_file_url_are_read(kept: Path, tmp_path: Path) -> None:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given, directory=str(RAW))

        def log_message(self, *_words: object) -> None:
            pass

    name = "udmoentning-2031.txt"
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        web = f"http://127.0.0.1:{server.server_port}/{name}"
        assert milepael("run", web, "--out", tmp_path / "web", "--no-report", "-q").exit_code == 0
        server.shutdown()
    assert milepael("run", f"file://{(RAW / name).absolute()}", "--out", tmp_path / "file", "--no-report", "-q").exit_code == 0
    assert milepael("run", RAW / name, "--out", tmp_path / "plain", "--no-report", "-q").exit_code == 0
    assert data_files(tmp_path / "web") == data_files(tmp_path / "file") == data_files(tmp_path / "plain")


@pytest.fixture
def google(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of Google's store, on an emulator."""
    gcsfs = pytest.importorskip("gcsfs", reason="gcsfs is not installed: pip install '.[cloud]'")
    emulator = pytest.importorskip("gcp_storage_emulator.server", reason="gcp-storage-emulator is not installed")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = emulator.create_server("127.0.0.1", port, in_memory=True, default_bucket=BUCKET)
    server.start()
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{port}")
    gcsfs.GCSFileSystem.clear_instance_cache()
    yield f"gs://{BUCKET}"
    server.stop()


@pytest.mark.slow
def test_googles_store_is_read_and_published_to_as_a_folder_is(google: str, tmp_path: Path) -> None:
    store = ObjectStore(f"{google}/raw")
    for path in sorted(RAW.glob("*-2031.txt")):
        store.put(path.name, path)
    assert milepael("run", f"{google}/raw", "--out", f"{google}/tables", "-q").exit_code in (0, 1)
    assert milepael("run", f"{google}/raw", "--out", tmp_path / "out", "--no-report", "-q").exit_code in (0, 1)
    there, here = load(f"{google}/tables", "arrow"), load(tmp_path / "out", "arrow")
    assert here.milestones.num_rows > 0
    assert {name: getattr(there, name) for name in there.names} == {name: getattr(here, name) for name in here.names}
    assert ObjectStore(f"{google}/tables").read("report/index.html")


@pytest.mark.slow
def test_googles_store_lets_one_publish_at_a_time(google: str) -> None:
    with held(ObjectStore(f"{google}/tables")):
        told = milepael("run", RAW / "udmoentning-2031.txt", "--out", f"{google}/tables", "--no-report", "-q")
    assert told.exit_code == 3, told.output
    assert "another run is publishing there" in told.stderr
    assert ObjectStore(f"{google}/tables").read("current.json") is None


def test_an_object_that_another_thread_threw_away_to_make_room_costs_nothing(tmp_path: Path) -> None:
    kept, gone = fetched.Fetched(tmp_path, 0), tmp_path / "objects" / "aa" / "aa00"
    gone.parent.mkdir(parents=True)
    for _ in range(2):  # once before anything was counted, and once after
        kept._make_room(gone)
    assert [*gone.parent.iterdir()] == []
