"""Containers in, what they hold out: each opened in a process of its own, and remembered beside the fragments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.ingest.bounds import Bounds
from pipeline.ingest.containers import Contents, opened_container
from pipeline.ingest.fetched import available
from pipeline.ingest.job_errors import UnsoundError, WriteError
from pipeline.ingest.sources import Source

if TYPE_CHECKING:
    from pipeline.ingest.workers import Worker

__all__ = ["Opener", "opened_apart"]

LARGEST = 64 * 2**20  # bytes of a list of members
HASH_DIGITS = 64
SECONDS = 120.0  # to open one container and hash what it holds


class ContainerJob(msgspec.Struct, frozen=True):
    location: Path
    media_type: str
    contents: Path  # where what it holds is told
    url: str | None = None


class Opener(msgspec.Struct, frozen=True):
    """Opens the containers that `folder` has no list of; `key` is of the code that opens them. Who did it rests, where there is room."""

    folder: Path
    key: str
    workers: int = 1
    bounds: Bounds = msgspec.field(default_factory=lambda: Bounds(SECONDS))
    resting: list[Worker[Any]] | None = None

    def __call__(self, sources: Sequence[Source]) -> Mapping[str, Contents]:
        """By the bytes' hash. Raises OSError where a list cannot be written."""
        told: dict[str, Contents] = {}
        jobs: dict[str, ContainerJob] = {}
        for source in sources:
            assert source.sha256
            assert source.media_type
            place = self.folder / f"{source.sha256}.{self.key}.members"
            try:
                told[source.sha256] = _read(place)
            except (OSError, UnsoundError):
                jobs[source.sha256] = ContainerJob(Path(source.location), source.media_type, place, source.url)
        by_place = {job.contents: sha256 for sha256, job in jobs.items()}
        if not jobs:
            return told
        from pipeline.ingest.processes import run_bounded

        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = run_bounded(jobs.values(), _open, workers=self.workers, bounds=self.bounds, check=_check, resting=self.resting)
        for ended in opened:
            sha256 = by_place[ended.job.contents]
            told[sha256] = _read(ended.job.contents) if ended.code is None else Contents(ended.code, detail=ended.detail)
        return told


def opened_apart(sources: Sequence[Source]) -> Mapping[str, Contents]:
    """For a command that keeps no lists."""
    if not sources:
        return {}
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="milepael-") as folder:
        return Opener(Path(folder), "once")(sources)


def _open(job: ContainerJob) -> None:
    """In the worker."""
    contents = opened_container(available(job.location, job.url), job.media_type)
    half = job.contents.with_suffix(".part")
    try:
        half.write_bytes(msgspec.json.encode(contents))
        half.replace(job.contents)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise WriteError(str(error)) from error


def _check(jobs: Sequence[ContainerJob]) -> list[UnsoundError | None]:
    return [_fault(job) for job in jobs]


def _fault(job: ContainerJob) -> UnsoundError | None:
    try:
        _read(job.contents)
    except OSError:
        return UnsoundError("it made nothing")
    except UnsoundError as error:
        with suppress(OSError):
            job.contents.unlink()
        return error
    return None


def _read(place: Path) -> Contents:
    """Raises OSError, and UnsoundError for a list that is none."""
    if place.stat().st_size > LARGEST:
        raise UnsoundError("the list of members is too large")
    try:
        contents = msgspec.json.decode(place.read_bytes(), type=Contents)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnsoundError(f"the list of members cannot be understood: {error}") from error
    if any(member.what.sha256 is not None and len(member.what.sha256) != HASH_DIGITS for member in contents.members):
        raise UnsoundError("the list of members holds what is no hash")
    return contents
