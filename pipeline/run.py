"""The journey, top to bottom: what lies in the folders is found, read, turned into tables, checked and published."""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from gettext import gettext as _
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from parsers.profile.form import Profile
from parsers.profile.loading import ProfileText, digest
from parsers.profile.vocabulary import speaking
from pipeline.errors import ClusterError, NothingPublishedError
from pipeline.ingest import readings
from pipeline.ingest.arrow_alone import OURS, load_arrow, load_beside
from pipeline.ingest.bounds import SECONDS, Bounds, shared
from pipeline.ingest.cache import Cache, Plan, Why, code_digest, key_of
from pipeline.ingest.fetched import root_url
from pipeline.ingest.known_files import FILES, KnownFiles
from pipeline.ingest.listing import WHOLE, Share, found
from pipeline.ingest.media_types import PDF
from pipeline.ingest.opening import Opener, opened_apart
from pipeline.ingest.own_profiles import own_profiles, profiles_chosen, profiles_known
from pipeline.ingest.readings import Job, ReadingOutcome
from pipeline.ingest.shared_cache import cache_at
from pipeline.ingest.sources import Source
from pipeline.merging import Drawing, ReadFiles, ReportFacts, ended_well, prepare_merging, publish_merged, write_pages
from pipeline.output_names import PAGES, PARTITION_ROWS, RUN_REPORT, are_pages
from pipeline.promises.overrides import Overrules, overrules
from pipeline.publish.output import Output, json_bytes, last_report
from pipeline.run_report import ExitCode
from pipeline.schema.reasons import SET_ASIDE
from pipeline.schema.run_json import RunReport, RunSettings

if TYPE_CHECKING:
    from pipeline.ingest.workers import Worker

__all__ = ["ExitCode", "Options", "Watcher", "plan", "read_files", "run"]


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


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told on the way: how many files are to be read, and each one's outcome as it comes.

    Examples:
        >>> from pathlib import Path
        >>> from pipeline.run import Options, Watcher, run
        >>> read = []
        >>> watcher = Watcher(done=lambda outcome: read.append(outcome.job.path))
        >>> report = run(Options([Path("data/raw/udmoentning-2031.txt")], Path("watched"), pages=False), watcher)
        >>> read
        ['udmoentning-2031.txt']
    """

    starts: Callable[[int], None] = lambda files: None
    done: Callable[[ReadingOutcome], None] = lambda outcome: None


SILENT = Watcher()
LIGHT_BYTES = 32 * 2**10  # of a text: a worker is sent several such together
RECORDS_A_COLLECTION = 200_000  # objects made between looks for circles of them: ten thousand files' records, which are in none


@dataclass(frozen=True)
class Planned:
    """What a run would do: every file met, and what is to be done with the bytes of each that can be read."""

    sources: Sequence[Source]
    cache: Cache
    options: Options
    bounds: Bounds
    own: tuple[ProfileText, ...] = ()  # the user's own profiles
    known: tuple[Profile, ...] = ()  # these and the shipped ones
    resting: list[Worker[Any]] | None = None  # who has opened containers, and reads next

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """By the bytes' hash."""
        met = dict.fromkeys(source.sha256 for source in self.sources if source.code is None and source.sha256)
        self.cache.prepare(met)
        return {sha256: self.cache.plan(sha256, self.bounds, force=self.options.force, retry=self.options.retry) for sha256 in met}

    @cached_property
    def to_read(self) -> Mapping[str, Why]:
        """Of these, why they are read."""
        return {sha256: plan.why for sha256, plan in self.plans.items() if plan.why is not None}


def run(options: Options, watcher: Watcher = Watcher()) -> RunReport:  # it has no state
    """Reads `options.paths` and publishes to `options.out`, whole or not at all. Files are read in bounded worker processes.

    What was read before, by the same reader and settings, is not read again unless `options.force`.

    Args:
        options: What to read, where to publish, and within which bounds.
        watcher: Who is told on the way.

    Returns:
        The run report, which also stands in the output folder as `run.json`; `exit_code` is an `ExitCode`.

    Raises:
        ConfigurationError: `sources.toml` or the overrules cannot be understood.
        OwnershipError: The output folder holds what milepael did not write.
        HeldError: Another run is writing to the folder.
        ClusterError: No Dask scheduler answers, its workers cannot read, or it was lost.
        InstallationError: A library that reading needs cannot be imported.
        NothingPublishedError: There was nothing to read, or the tables could not be written; what was there before stands.
        PagesError: The tables are published, but their pages could not be written.

    Examples:
        >>> from pathlib import Path
        >>> from pipeline.run import Options, run
        >>> report = run(Options([Path("data/raw/foerste-opfoelgning-2031.txt")], Path("out"), pages=False))
        >>> report["exit_code"]
        0
        >>> Path("out/milestones.parquet").exists()
        True
    """
    began = time.monotonic()
    words = overrules(options.paths)  # read before anything else: a slip in them must not cost a night
    if options.scheduler is not None:
        _cluster().hold_to_scheduler(options.scheduler)
    output = Output(options.out)
    drawing = Drawing(options.paths, options.jobs, options.seconds, options.memory_bytes, options.base_url) if options.pages else None
    with ended_well(output), output.held(adopt=options.adopt), _seldom_collected(), ExitStack() as meanwhile:
        planned = plan(options, keep=True, resting=meanwhile.enter_context(_resting()))
        meanwhile.enter_context(speaking(planned.known))
        planned.cache.open()
        mark = _fingerprint(options, planned, words)
        settings = _settings(options)
        standing = _standing(output, mark)
        if standing is not None and (_is_settled(standing, options) or not planned.to_read):
            same = _same_again(output, standing, settings, began)
            if drawing and not are_pages(options.out / PAGES):
                write_pages(output, drawing)
            return same
        profiled = {profile.slug for profile in planned.known}
        files = ReadFiles(planned.sources, planned.cache, words, read_files(options, planned, watcher, prepare_merging), profiled)
        told = ReportFacts(
            settings, planned.to_read, mark, strict=options.strict, pages=options.pages, partition_rows=options.partition_rows, began=began
        )
        report = publish_merged(files, output, told)
        planned.cache.tidy(planned.plans.keys() - planned.to_read.keys())
        write_pages(output, drawing)
    return report


@contextmanager
def _resting() -> Iterator[list[Worker[Any]]]:
    """Room for workers between two kinds of work; none is left behind."""
    resting: list[Worker[Any]] = []
    try:
        yield resting
    finally:
        for worker in resting:
            worker.stop()


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Within, rows and records are not gone through again and again for circles: that takes an eighth of a driver's time.

    Nor after it, where a command ran, whose process ends.
    """
    before = gc.get_threshold()
    gc.set_threshold(RECORDS_A_COLLECTION, *before[1:])
    try:
        yield
    finally:
        if not OURS.is_set():
            gc.set_threshold(*before)


def _settings(options: Options) -> RunSettings:
    """What `retry` gives again."""
    settings = RunSettings(
        inputs=[root_url(path) or str(path) for path in options.paths], engine=options.engine, ocr=options.ocr, strict=options.strict
    )
    if options.profiles is not None:
        settings["profiles"] = str(options.profiles)
    if options.base_url is not None:
        settings["base_url"] = options.base_url
    if options.cache is not None:
        settings["cache"] = str(options.cache)
    return settings


def _fingerprint(options: Options, planned: Planned, words: Overrules) -> str:
    """Of all that the tables depend on: two runs with the same one publish the same."""
    met = [
        (one.path, one.sha256, one.size_bytes, one.media_type, one.municipality, one.named, one.code, one.detail) for one in planned.sources
    ]
    shape = options.pages, options.partition_rows, options.base_url, options.strict, options.engine
    told = repr((code_digest(), planned.cache.key, shape, words, met))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _standing(output: Output, mark: str) -> RunReport | None:
    """The report of the set that stands, where it is whole and what this run would publish."""
    report = last_report(output.folder)
    return report if report is not None and report.get("fingerprint") == mark and output.is_whole() else None


def _is_settled(report: RunReport, options: Options) -> bool:
    """Whether no file is to be read whose bytes are those of that run: then no fragment is looked at."""
    return report.get("settled", False) and not (options.force or options.retry)


def _same_again(output: Output, report: RunReport, settings: RunSettings, began: float) -> RunReport:
    """Publishes the set that stands once more, with a report of its own."""
    for file in report["files"]:
        file["unchanged"], file["why"] = file["unchanged"] or file["why"] is not None, None
    report["counts"]["unchanged"] = sum(file["unchanged"] for file in report["files"])
    report["seconds"] = round(time.monotonic() - began, 3)
    report |= settings  # type: ignore[typeddict-item]  # of the report, whose keys these are
    output.republish({RUN_REPORT: json_bytes(report)})
    return report


def plan(options: Options, *, keep: bool = False, share: Share = WHOLE, resting: list[Worker[Any]] | None = None) -> Planned:
    """What is there in a share, and which of it is to be read; nothing is written unless `keep`, which remembers what containers hold.
    Workers that open them rest, where there is room. Raises ConfigurationError, and NothingPublishedError where nothing is there."""
    own = own_profiles(options.paths, options.profiles)
    known = profiles_known(own)
    cache = cache_at(options.cache or Output(options.out).cache, key_of(options.engine, options.ocr, digest(own) if own else None))
    *_workers, bounds = shared(options.jobs, options.seconds, options.memory_bytes)
    opener = Opener(cache.folder, cache.key.opener, options.jobs, bounds, resting) if keep else opened_apart
    files = KnownFiles(cache.folder / f"{FILES}-{share.name}", code_digest(), believed=not options.force)
    sources = found(options.paths, options.out, opener, share, files)
    if keep:
        files.keep()
    if not any(source.code not in SET_ASIDE for source in sources) and not options.allow_empty and share == WHOLE:
        folders = ", ".join(str(path) for path in options.paths)
        raise NothingPublishedError(
            _(
                "{folders}: no file to read here. Put PDF or text files in it, or name another folder. If there were files before, "
                "see whether a disk is missing; --allow-empty publishes empty tables."
            ).format(folders=folders)
        )
    cache.chosen = profiles_chosen(sources, {profile.slug for profile in known})
    return Planned(sources, cache, options, bounds, own, known, resting)


def _look_soon() -> None:
    """Loads what fragments are looked at with."""
    load_beside(load_arrow)


def read_files(
    options: Options, planned: Planned, watcher: Watcher, meanwhile: Callable[[], None] = _look_soon
) -> dict[str, ReadingOutcome]:
    """The outcome of every file that had to be read, by its bytes' hash; `meanwhile` is for when workers are at it, and not before."""
    workers, bounds = shared(options.jobs, options.seconds, options.memory_bytes)
    jobs = _jobs(planned, options, bounds.seconds)
    watcher.starts(len(jobs))
    outcomes: dict[str, ReadingOutcome] = {}
    if options.scheduler is None:
        ended = readings.outcomes(
            jobs, planned.cache, workers=workers, bounds=bounds, read=options.read, resting=planned.resting, meanwhile=meanwhile
        )
    else:
        meanwhile()
        far = {"scheduler": options.scheduler, "force": options.force}
        ended = _cluster().outcomes_of_cluster(
            jobs, planned.cache, bounds=shared(1, options.seconds, options.memory_bytes)[1], read=options.read, **far
        )
    for outcome in ended:
        watcher.done(outcome)
        outcomes[outcome.job.sha256] = outcome
    for worker in planned.resting or ():
        worker.kill()  # nobody waits for their end
    planned.cache.prepare(outcomes)  # a worker elsewhere has put them where all find them
    return outcomes


def _cluster() -> ModuleType:
    """What reads on a cluster. Raises ClusterError where Dask is not installed."""
    try:
        from pipeline.ingest import cluster
    except ModuleNotFoundError as error:
        raise ClusterError(_("--scheduler needs Dask ({why}). Install it with: pip install 'milepael[dask]'").format(why=error)) from error
    return cluster


def _jobs(planned: Planned, options: Options, seconds: float) -> list[Job]:
    """One job for each file to be read, the largest first so that it does not keep the others waiting at the end."""
    jobs: dict[str, tuple[int, Job]] = {}
    for source in planned.sources:
        if source.code is None and source.sha256 and source.sha256 in planned.to_read:
            attempt, chosen = planned.plans[source.sha256].attempt, planned.cache.chosen.get(source.sha256)
            key = planned.cache.key_of(source.sha256)
            place = planned.cache.staging(source.sha256)
            assert source.media_type
            what = source.sha256, source.media_type, options.engine, options.ocr
            is_light = source.media_type != PDF and (source.size_bytes or 0) <= LIGHT_BYTES
            job = Job(source.path, source.opened_by, *what, key, place, attempt, planned.own, chosen, seconds, is_light)
            jobs.setdefault(source.sha256, (source.size_bytes or 0, job))
    return [job for _, job in sorted(jobs.values(), key=lambda sized: -sized[0])]
