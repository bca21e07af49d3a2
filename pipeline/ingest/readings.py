"""Files in, fragments out: each file read in a worker process, and what it gave checked before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from parsers.model.content import UnreadableError
from parsers.model.findings import Code
from parsers.profile.loading import ProfileText
from pipeline.ingest.bounds import SECONDS, Bounds, shared
from pipeline.ingest.cache import NEVER_KEPT, Cache, key_of
from pipeline.ingest.fragments import Fragment, FragmentHeader, FragmentWriter, Key, bound_rows, write_fragment
from pipeline.ingest.libraries import OF_ALL, OF_ALL_AND_PDFS
from pipeline.ingest.media_types import PDF
from pipeline.ingest.rows import File
from pipeline.ingest.soundness import FragmentChecks, HeldReading
from pipeline.ingest.sources import Source, Where, read_whole
from pipeline.schema.reasons import REASONS, FileCode
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    from parsers.reading import FileParts, FileReading
    from pipeline.ingest.workers import Ended, Worker
    from pipeline.schema.rows import Rows

__all__ = ["Job", "Read", "ReadingOutcome", "outcomes", "read_apart", "read_job"]


class Job(NamedTuple):
    """What a worker is sent. `path` is for people; `sha256` proves that the bytes are still those that were listed."""

    path: str
    where: Where
    sha256: str
    media_type: str
    engine: str
    ocr: str
    key: Key
    staged: str  # where what was read is put
    attempt: int = 1
    profiles: tuple[ProfileText, ...] = ()  # the user's own
    chosen: str | None = None  # the profile that the file's folder names
    seconds: float = SECONDS  # what the reading may take
    is_light: bool = False  # read in less time than it takes to send it

    @property
    def fragment(self) -> Path:
        return Path(self.staged)


class ReadingOutcome(msgspec.Struct, frozen=True):
    """How the reading of one file ended: its fragment lies in the cache, or the code says why there is none."""

    job: Job
    code: FileCode | None = None
    detail: str | None = None
    trace: str | None = None
    seconds: float = 0.0
    held: HeldReading | None = None  # what it gave, if it is still open


MOST_ROWS = 5000  # that are held before they are written: the longest meeting that is known gives fewer
SHARE_OF_PICTURES = 0.8  # of a job's time: what is left of it is for all that is not the reading of pictures

Read = Callable[[Job], "FileReading | FileParts"]


class _PageClock:
    """Tells before each page but the first whether there is time for one more, should it take as long as the slowest did."""

    def __init__(self, seconds: float) -> None:
        self._asked = monotonic()
        self._until = self._asked + seconds
        self._longest = 0.0

    def __call__(self) -> bool:
        now = monotonic()
        self._longest, self._asked = max(self._longest, now - self._asked), now
        return now + self._longest < self._until


def read_job(job: Job) -> FileParts:
    """What a worker reads. Raises UnreadableError, and whatever a fault in a reader raises."""
    from parsers.profile.loading import load_profiles
    from parsers.profile.profiles import Profiles
    from parsers.reading import read_in_parts
    from pipeline.ingest.lent_cores import cores_here

    has_time = _PageClock(SHARE_OF_PICTURES * job.seconds)
    profiles = Profiles(load_profiles(job.profiles), job.chosen)
    return read_in_parts(read_whole(job.where, job.sha256), job.media_type, job.engine, job.ocr, profiles, has_time, cores_here())


def outcomes(
    jobs: Iterable[Job],
    cache: Cache,
    *,
    workers: int,
    bounds: Bounds,
    read: Read = read_job,
    resting: list[Worker[Job]] | None = None,
    libraries: Sequence[str] | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[ReadingOutcome]:
    """One outcome for each job, in the order they are done; `meanwhile` is asked for once, when workers have something to do.

    New workers load `libraries` before they are given a file, those of these jobs by default; where they are named, jobs are drawn as
    workers want them. Leaves no process behind but those `resting`. Raises OSError.
    """
    from pipeline.ingest.processes import run_bounded

    work = partial(_read_to_fragment, read)
    if libraries is None:
        jobs = list(jobs)
        libraries = OF_ALL_AND_PDFS if any(job.media_type == PDF for job in jobs) else OF_ALL
    checks = FragmentChecks()
    for ended in run_bounded(
        jobs,
        work,
        workers=workers,
        bounds=bounds,
        check=checks,
        is_light=_is_light,
        resting=resting,
        libraries=libraries,
        meanwhile=meanwhile,
    ):
        yield _kept(ended, cache, bounds, checks.held.pop(ended.job.sha256, None))


def _is_light(job: Job) -> bool:
    return job.is_light


def _read_to_fragment(read: Read, job: Job) -> None:
    """In the worker. Raises ValueError where what was read breaks the schema."""
    from pipeline.ingest.rows import part_rows

    began = monotonic()
    reading = read(job)
    whose: dict[str, str] = {}
    names: dict[str, str] = {}
    cut_short = False
    tables: Rows = {}
    writer = FragmentWriter(job.fragment)
    for part in part_rows(File(Source(job.path, job.where.location, sha256=job.sha256, media_type=job.media_type), reading)):
        for name, rows in part.tables.items():
            tables.setdefault(name, []).extend(rows)
        document = part.document
        if document is None or part.document_id is None:
            continue
        cut_short |= any(found.code is Code.TIME_RAN_OUT for found in document.findings)
        if document.municipality:
            whose[part.document_id] = document.municipality
            if document.municipality_printed:
                names[document.municipality] = document.municipality_printed
        if document.goes_on or sum(map(len, tables.values())) > MOST_ROWS:
            _look_at(tables)
            if document.goes_on:
                tables["documents"].pop()  # more is known of it in the end
            writer.add(tables)
    _look_at(tables)
    writer.add(tables)
    limits = job.seconds if cut_short else 0.0, 0
    header = FragmentHeader(
        job.sha256, job.key, reading.engine, reading.page_count, municipalities=whose, printed_names=names, limits=limits
    )
    seconds, peak = round(monotonic() - began, 3), getrusage(RUSAGE_SELF).ru_maxrss * 1024
    writer.finish(msgspec.structs.replace(header, seconds=seconds, peak_bytes=peak))


def _look_at(tables: Rows) -> None:
    from pipeline.schema.checks import faults

    if found := faults(tables):
        raise ValueError(str(found[0]))


def _kept(ended: Ended[Job], cache: Cache, bounds: Bounds, held: HeldReading | None) -> ReadingOutcome:
    """Moves a fragment to its place; keeps a failure that is to be remembered."""
    job, code, detail = ended.job, ended.code, ended.detail
    if code is None:
        cache.take(job.staged, job.sha256)
    else:
        with suppress(OSError):
            job.fragment.unlink(missing_ok=True)
        if code not in NEVER_KEPT:
            place = cache.place(job.sha256)
            cache.make_room(job.sha256)
            limits, seconds = (bounds.seconds, bounds.memory_bytes), round(ended.seconds, 3)
            failed = FragmentHeader(job.sha256, job.key, code=code, detail=detail, seconds=seconds, attempts=job.attempt, limits=limits)
            write_fragment(place, failed, {})
            cache.share(place)
    return ReadingOutcome(job, code, detail, ended.trace, ended.seconds, held if code is None else None)


def read_apart(source: Source) -> Rows:
    """One file's rows in every table, for a command that keeps nothing. Raises UnreadableError."""
    if source.code is not None or source.sha256 is None or source.media_type is None:
        raise UnreadableError(source.code or FileCode.UNREADABLE, source.detail or REASONS[source.code or FileCode.UNREADABLE].english)
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="milepael-") as folder:
        cache = Cache(Path(folder), key_of("auto"))
        place = cache.staging(source.sha256)
        job = Job(source.path, source.opened_by, source.sha256, source.media_type, "auto", "auto", cache.key, place)
        [outcome] = outcomes([job], cache, workers=1, bounds=shared(1)[1])
        if outcome.code is not None:
            raise UnreadableError(outcome.code, outcome.detail or REASONS[outcome.code].english)
        fragment = Fragment(cache.place(source.sha256))
        rows: Rows = {name: [] for name in TABLES}
        rows |= bound_rows(fragment, source.path, source.municipality)
        return rows | {"files": [File(source, fragment.header).row()]}
