"""What workers made is looked at together, each is blamed for its own alone, and what is sound stays open while there is room."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest.cache import Cache, key_of
from pipeline.ingest.fragments import FragmentHeader, write_fragment
from pipeline.ingest.media_types import TEXT
from pipeline.ingest.readings import Job
from pipeline.ingest.rows import rows_of
from pipeline.ingest.soundness import FragmentChecks
from pipeline.ingest.sources import Where
from tests.made_documents import document, file, initiative

FILES = [file(document(initiative(), initiative("1.2")), path="a.txt"), file(document(initiative(), number=4), path="b.txt")]


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    cache = Cache(tmp_path, key_of("auto"))
    made = []
    for one in FILES:
        sha256 = one.source.sha256 or ""
        place = Path(cache.staging(sha256))
        write_fragment(place, FragmentHeader(sha256, cache.key, "text"), rows_of(one))
        made.append(Job(one.source.path, Where(Path(one.source.path)), sha256, TEXT, "auto", "auto", cache.key, str(place)))
    return made


def test_what_is_sound_stays_open_each_under_its_own_bytes(jobs: list[Job]) -> None:
    checks = FragmentChecks()
    assert checks(jobs) == [None, None]
    assert [checks.held[job.sha256].header.sha256 for job in jobs] == [job.sha256 for job in jobs]


def test_one_that_is_not_sound_is_blamed_alone_and_nothing_stays_open(jobs: list[Job]) -> None:
    jobs[1].fragment.write_bytes(jobs[0].fragment.read_bytes())
    checks = FragmentChecks()
    well, ill = checks(jobs)
    assert well is None
    assert "not of the file that was asked for" in str(ill)
    assert not checks.held


def test_nothing_stays_open_where_there_is_no_room(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.soundness.HELD_BYTES", 10)
    checks = FragmentChecks()
    assert checks(jobs) == [None, None]
    assert not checks.held


def test_a_large_file_which_is_opened_alone_does_not_stay(jobs: list[Job]) -> None:
    checks = FragmentChecks()
    assert checks(jobs[:1]) == [None]
    assert not checks.held
