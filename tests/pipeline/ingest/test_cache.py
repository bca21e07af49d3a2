from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.ingest.bounds import Bounds
from pipeline.ingest.cache import KEPT_SECONDS, Cache, Why, key_of
from pipeline.ingest.fragments import FragmentHeader, write_fragment
from pipeline.schema.reasons import FileCode

SHA = "ab" * 32
BOUNDS = Bounds(10.0, 100)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path / "cache", key_of("auto"))
    made.open()
    return made


def keep(cache: Cache, header: FragmentHeader) -> None:
    cache.place(header.sha256).parent.mkdir(exist_ok=True)
    write_fragment(cache.place(header.sha256), header, {})


def test_the_folder_is_for_its_owner_alone(cache: Cache) -> None:
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700


def test_a_file_is_read_once(cache: Cache) -> None:
    assert cache.plan(SHA, BOUNDS).why is Why.NEW
    keep(cache, FragmentHeader(SHA, cache.key))
    assert cache.plan(SHA, BOUNDS).why is None
    assert cache.plan(SHA, BOUNDS, force=True).why is Why.FORCED


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"parser": "9"}, Why.PARSER),
        ({"schema": "9"}, Why.SCHEMA),
        ({"configuration": "9"}, Why.CONFIGURATION),
        ({"profile": "9"}, Why.PROFILE),
    ],
)
def test_a_file_is_read_again_when_what_its_reading_depends_on_changed(cache: Cache, other: dict[str, str], why: Why) -> None:
    keep(cache, FragmentHeader(SHA, cache.key))
    assert Cache(cache.folder, replace(cache.key, **other)).plan(SHA, BOUNDS).why is why


def test_another_engine_is_another_configuration(cache: Cache) -> None:
    keep(cache, FragmentHeader(SHA, cache.key))
    assert Cache(cache.folder, key_of("pdfplumber")).plan(SHA, BOUNDS).why is Why.CONFIGURATION


def test_a_failure_of_the_file_stands_until_the_reader_is_another(cache: Cache) -> None:
    keep(cache, FragmentHeader(SHA, cache.key, code=FileCode.PASSWORD))
    assert cache.plan(SHA, BOUNDS).why is None
    assert cache.plan(SHA, BOUNDS, retry=True).why is None


def test_a_failure_that_may_pass_is_tried_three_times_more_and_then_when_asked(cache: Cache) -> None:
    attempts = []
    header = FragmentHeader(SHA, cache.key, code=FileCode.TIMEOUT, limits=(10.0, 100))
    keep(cache, header)
    while (plan := cache.plan(SHA, BOUNDS)).why is not None:
        attempts.append(plan.attempt)
        keep(cache, replace(header, attempts=plan.attempt))
    assert attempts == [2, 3, 4]
    assert cache.plan(SHA, BOUNDS, retry=True).why is Why.RETRY
    assert cache.plan(SHA, Bounds(20.0, 100)).why is Why.RETRY, "more time may be what it wants"


def test_a_damaged_fragment_is_as_good_as_none(cache: Cache) -> None:
    keep(cache, FragmentHeader(SHA, cache.key))
    cache.place(SHA).write_bytes(b"milepael")
    assert cache.plan(SHA, BOUNDS).why is Why.BROKEN


def test_fragments_of_files_that_did_not_come_back_are_thrown_away(cache: Cache) -> None:
    keep(cache, FragmentHeader(SHA, cache.key))
    old = time.time() - KEPT_SECONDS - 60
    os.utime(cache.place(SHA), (old, old))
    cache.tidy([SHA])
    assert cache.place(SHA).exists()
    os.utime(cache.place(SHA), (old, old))
    cache.tidy([])
    assert not cache.place(SHA).exists()


def test_fragments_that_were_just_read_are_not_looked_at(cache: Cache) -> None:
    keep(cache, FragmentHeader(SHA, cache.key))
    old = time.time() - KEPT_SECONDS - 60
    os.utime(cache.place(SHA), (old, old))
    cache.tidy([], read={SHA})
    assert cache.place(SHA).exists()
