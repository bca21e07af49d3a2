"""What a run is asked for in, what there is and what of it is to be read out."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.profile.form import Profile
from parsers.profile.loading import ProfileText, digest
from pipeline.errors import NothingPublishedError
from pipeline.ingest import readings
from pipeline.ingest.bounds import SECONDS, Bounds, shared
from pipeline.ingest.cache import Cache, Plan, Why, code_digest, key_of
from pipeline.ingest.known_files import FILES, KnownFiles
from pipeline.ingest.listing import WHOLE, Share, entries_met, in_order, largest_first, looked_at, with_contents
from pipeline.ingest.media_types import PDF
from pipeline.ingest.opening import Opener, opened_apart
from pipeline.ingest.own_profiles import own_profiles, profiles_chosen, profiles_known
from pipeline.ingest.readings import Job
from pipeline.ingest.shared_cache import cache_at
from pipeline.ingest.sources import Source
from pipeline.output_names import PARTITION_ROWS
from pipeline.publish.output import Output
from pipeline.schema.reasons import SET_ASIDE

if TYPE_CHECKING:
    from pipeline.ingest.workers import Worker

__all__ = ["Listing", "Options", "Planned", "job_of", "jobs_of", "plan"]

LIGHT_BYTES = 32 * 2**10  # of a text: a worker is sent several such together


@dataclass(frozen=True, slots=True)
class Options:
    """What to read, where to publish, and within which bounds.

    Examples:
        >>> from pathlib import Path
        >>> from pipeline.run import Options
        >>> Options([Path("data/raw")], Path("data/parsed"), jobs=4).engine
        'auto'
    """

    paths: Sequence[Path]
    out: Path
    engine: str = "auto"  # or "pdfium", "pdfplumber"
    ocr: str = "auto"  # or "off", "force"
    strict: bool = False  # a finding that is an error makes the exit code DOUBTS
    jobs: int = 1  # files at a time
    pages: bool = True  # the report for people
    base_url: str | None = None  # where the report will lie on the web
    seconds: float = SECONDS  # that one file may take, of the clock and of the processor each
    memory_bytes: int | None = None  # that all workers together may take; a share of the machine's, if None
    profiles: Path | None = None  # a folder of the user's own, if not `profiles/` beside the input
    cache: Path | str | None = None  # where fragments are kept, if not in `out`: a folder or a URL
    force: bool = False  # read everything again
    retry: bool = False  # give failures all their tries again
    adopt: bool = False  # write into a folder that is not ours
    allow_empty: bool = False  # publish empty tables where nothing was met
    partition_rows: int = PARTITION_ROWS  # of a table: with more it is a folder
    scheduler: str | None = None  # the address of a Dask scheduler, whose workers read
    read: readings.Read = readings.read_job  # what a worker does with a file


@dataclass(frozen=True)
class Planned:
    """What a run would do: every file met, and what is to be done with the bytes of each that can be read."""

    sources: list[Source]
    cache: Cache
    options: Options
    bounds: Bounds
    own: tuple[ProfileText, ...] = ()  # the user's own profiles
    known: tuple[Profile, ...] = ()  # these and the shipped ones
    resting: list[Worker[Any]] | None = None  # who has opened containers, and reads next
    _made: dict[tuple[str, str | None], Plan] = field(default_factory=dict)  # by the bytes' hash and their folder's profile

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """By the bytes' hash."""
        met = dict.fromkeys(source.sha256 for source in self.sources if source.code is None and source.sha256)
        self.cache.prepare(met)
        return {sha256: self.plan_of(sha256) for sha256 in met}

    @cached_property
    def to_read(self) -> Mapping[str, Why]:
        """Of these, why they are read."""
        return {sha256: plan.why for sha256, plan in self.plans.items() if plan.why is not None}

    def plan_of(self, sha256: str) -> Plan:
        """As it was when it was asked for first: what is read meanwhile changes nothing."""
        key = sha256, self.cache.chosen.get(sha256)
        if key not in self._made:
            self._made[key] = self.cache.plan(sha256, self.bounds, force=self.options.force, retry=self.options.retry)
        return self._made[key]


class Listing:
    """What is there in a share, entry by entry; `planned` is whole when all was looked at. Nothing is written unless `keep`, which
    remembers what containers hold. Raises ConfigurationError.
    """

    def __init__(self, options: Options, *, keep: bool = False, share: Share = WHOLE, resting: list[Worker[Any]] | None = None) -> None:
        """Workers that open containers rest, where there is room."""
        self._keep, self._must_be_some = keep, not options.allow_empty and share == WHOLE
        own = own_profiles(options.paths, options.profiles)
        cache = cache_at(options.cache or Output(options.out).cache, key_of(options.engine, options.ocr, digest(own) if own else None))
        *_workers, bounds = shared(options.jobs, options.seconds, options.memory_bytes)
        self.planned = Planned([], cache, options, bounds, own, profiles_known(own), resting)
        self._opener = Opener(cache.folder, cache.key.opener, options.jobs, bounds, resting) if keep else opened_apart
        self._files = KnownFiles(cache.folder / f"{FILES}-{share.name}", code_digest(), believed=not options.force)
        self._met = entries_met(options.paths, options.out, share)
        self._holders: list[Source] = []
        self._is_looked_at = False

    @property
    def most(self) -> int:
        """How many files there are to read, but for what containers hold."""
        return sum(one.entry.code is None for one in self._met)

    def sources(self, *, in_size: bool = False) -> Iterator[Source]:
        """Each that holds no others, as it is looked at. Raises StoreError."""
        for source in looked_at(largest_first(self._met) if in_size else self._met, self._holders, self._files):
            self.planned.sources.append(source)
            yield source
        self._is_looked_at = True

    def whole(self) -> Planned:
        """With what containers hold, which are opened now. Raises NothingPublishedError where nothing is there."""
        if not self._is_looked_at:
            deque(self.sources(), maxlen=0)
        sources, cache = self.planned.sources, self.planned.cache
        sources[:] = in_order([*sources, *with_contents(self._holders, self._opener)])
        if self._keep:
            self._files.keep()
        if self._must_be_some and all(source.code in SET_ASIDE for source in sources):
            folders = ", ".join(str(path) for path in self.planned.options.paths)
            raise NothingPublishedError(
                _(
                    "{folders}: no file to read here. Put PDF or text files in it, or name another folder. If there were files before, "
                    "see whether a disk is missing; --allow-empty publishes empty tables."
                ).format(folders=folders)
            )
        cache.chosen = profiles_chosen(sources, {profile.slug for profile in self.planned.known})
        return self.planned


def plan(options: Options, *, keep: bool = False, share: Share = WHOLE) -> Planned:
    """What is there in a share, and which of it is to be read; nothing is written unless `keep`, which remembers what containers hold.
    Raises ConfigurationError, and NothingPublishedError where nothing is there."""
    return Listing(options, keep=keep, share=share).whole()


def jobs_of(planned: Planned, read: Container[str] = ()) -> list[Job]:
    """One job for each file to be read and not `read` yet, the largest first so that it does not keep the others waiting at the end."""
    first: dict[str, Source] = {}
    for source in planned.sources:
        if source.code is None and source.sha256 and source.sha256 not in read and source.sha256 in planned.to_read:
            first.setdefault(source.sha256, source)
    return [job_of(planned, source) for source in sorted(first.values(), key=lambda source: -(source.size_bytes or 0))]


def job_of(planned: Planned, source: Source) -> Job:
    """To read a file that can be read."""
    sha256, cache, options = source.sha256, planned.cache, planned.options
    assert sha256
    assert source.media_type
    what = sha256, source.media_type, options.engine, options.ocr, cache.key_of(sha256), cache.staging(sha256)
    is_light = source.media_type != PDF and (source.size_bytes or 0) <= LIGHT_BYTES
    attempt, chosen = planned.plan_of(sha256).attempt, cache.chosen.get(sha256)
    return Job(source.path, source.opened_by, *what, attempt, planned.own, chosen, planned.bounds.seconds, is_light)
