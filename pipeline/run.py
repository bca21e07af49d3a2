"""The journey, top to bottom: what lies in the folders is found, read, turned into tables, checked and published."""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

from parsers.profile.vocabulary import speaking
from pipeline.errors import ClusterError
from pipeline.ingest import readings
from pipeline.ingest.arrow_alone import OURS, load_arrow, load_beside
from pipeline.ingest.bounds import shared
from pipeline.ingest.cache import code_digest
from pipeline.ingest.fetched import root_url
from pipeline.ingest.libraries import OF_ALL, libraries_for
from pipeline.ingest.media_types import PDF
from pipeline.ingest.readings import Job, ReadingOutcome
from pipeline.merging import Drawing, ReadFiles, ReportFacts, ended_well, prepare_merging, publish_merged, write_pages
from pipeline.output_names import PAGES, RUN_REPORT, are_pages
from pipeline.planning import Listing, Options, Planned, job_of, jobs_of, plan
from pipeline.promises.overrides import Overrules, overrules
from pipeline.publish.output import Output, json_bytes, last_report
from pipeline.run_report import ExitCode
from pipeline.schema.run_json import RunReport, RunSettings

if TYPE_CHECKING:
    from pipeline.ingest.workers import Worker

__all__ = ["ExitCode", "Options", "Watcher", "plan", "read_files", "run"]


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
RECORDS_A_COLLECTION = 200_000  # objects made between looks for circles of them: ten thousand files' records, which are in none


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
        listing = Listing(options, keep=True, resting=meanwhile.enter_context(_resting()))
        meanwhile.enter_context(speaking(listing.planned.known))
        is_first = output.current() is None  # whatever is found, it will be merged
        outcomes = _read_as_listed(options, listing, watcher) if is_first and _may_read_as_listed(options) else {}
        planned = listing.whole()
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
        outcomes = read_files(options, planned, watcher, prepare_merging, outcomes)
        files = ReadFiles(planned.sources, planned.cache, words, outcomes, profiled)
        told = ReportFacts(
            settings, planned.to_read, mark, strict=options.strict, pages=options.pages, partition_rows=options.partition_rows, began=began
        )
        report = publish_merged(files, output, told)
        planned.cache.tidy(planned.plans.keys() - planned.to_read.keys(), planned.to_read)
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


def _may_read_as_listed(options: Options) -> bool:
    """With one job one core does all; a cluster, and a store that is asked for fragments, are told of all files at once."""
    return options.jobs > 1 and options.scheduler is None and not isinstance(options.cache, str)


def _read_as_listed(options: Options, listing: Listing, watcher: Watcher) -> dict[str, ReadingOutcome]:
    """The outcomes of files that are read while others are looked at: of nearly all. `read_files` sees to the rest."""
    planned = listing.planned
    planned.cache.open()
    workers, bounds = shared(options.jobs, options.seconds, options.memory_bytes)
    libraries = libraries_for(map(str, options.paths))

    def jobs() -> Iterator[Job]:
        begun: set[str] = set()
        for source in listing.sources(in_size=True):
            if source.code is not None or source.sha256 is None or source.sha256 in begun:
                continue
            if (source.media_type == PDF and libraries == OF_ALL) or source.named:
                continue  # its name promised no PDF; its folder may name a profile, which another path to the same bytes may not
            if planned.plan_of(source.sha256).why is not None:
                begun.add(source.sha256)
                yield job_of(planned, source)

    watcher.starts(listing.most)
    outcomes: dict[str, ReadingOutcome] = {}
    for outcome in readings.outcomes(
        jobs(),
        planned.cache,
        workers=workers,
        bounds=bounds,
        read=options.read,
        resting=None if libraries == OF_ALL else planned.resting,  # who rests may be given any file
        libraries=libraries,
        meanwhile=prepare_merging,
    ):
        watcher.done(outcome)
        outcomes[outcome.job.sha256] = outcome
    return outcomes


def _look_soon() -> None:
    """Loads what fragments are looked at with."""
    load_beside(load_arrow)


def read_files(
    options: Options,
    planned: Planned,
    watcher: Watcher,
    meanwhile: Callable[[], None] = _look_soon,
    before: Mapping[str, ReadingOutcome] = MappingProxyType({}),
) -> dict[str, ReadingOutcome]:
    """The outcome of every file that had to be read, by its bytes' hash; of those read `before` as their folders ask for, no other.

    `meanwhile` is for when workers are at it, and not before.
    """
    workers, bounds = shared(options.jobs, options.seconds, options.memory_bytes)
    outcomes = {sha256: one for sha256, one in before.items() if one.job.key == planned.cache.key_of(sha256)}
    jobs = jobs_of(planned, outcomes)
    watcher.starts(len(outcomes) + len(jobs))
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
