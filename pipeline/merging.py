"""Fragments of all files in, one published set out: compared a municipality at a time, checked, and written whole or not at all."""

from __future__ import annotations

import errno
import time
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from gettext import gettext as _
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from parsers.model.late_regex import kept_expressions
from pipeline.errors import ExportError, GateError, NothingPublishedError, PagesError
from pipeline.ingest.arrow_alone import load_arrow, load_beside, load_parquet
from pipeline.ingest.cache import Cache, Why
from pipeline.ingest.fragments import FragmentError
from pipeline.ingest.readings import ReadingOutcome
from pipeline.ingest.sources import Source
from pipeline.output_names import FEED, PAGES, PARTITION_ROWS, RUN_REPORT
from pipeline.promises.overrides import Overrules
from pipeline.publish.addresses import Addresses
from pipeline.publish.output import Output, json_bytes
from pipeline.run_report import run_report
from pipeline.schema.package import arrow_schema
from pipeline.schema.rows import rows_in
from pipeline.schema.run_json import RunReport, RunSettings
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    from pipeline.ingest.merge import Merge

__all__ = ["Drawing", "ReadFiles", "ReportFacts", "ended_well", "prepare_merging", "publish_merged", "write_pages"]

LOADED_MEANWHILE = (
    "pipeline.ingest.soundness",
    "pipeline.ingest.fragment_batches",
    "pipeline.schema.column_checks",
    "pipeline.ingest.merge",
    "pipeline.comparison",
    "pipeline.export.feed",
    "pipeline.publish.store",
    "concurrent.futures.thread",
)

FEED_CHANGES = 200  # of each municipality, where there are several: a feed tells what is new, the tables tell all


class ReadFiles(Struct, frozen=True):
    """Every file met, in the order of the paths, with the fragments of what was read and what people said of it."""

    sources: Sequence[Source]
    cache: Cache
    words: Overrules
    outcomes: Mapping[str, ReadingOutcome] = field(default_factory=dict)  # of those that this run has read, by their bytes' hash
    profiled: Container[str] = ()  # the municipalities whose papers are known


class ReportFacts(Struct, frozen=True):
    """What the run report is told: `settings` are what another run must be given to do the same, `why` each file was read."""

    settings: RunSettings
    why: Mapping[str, Why]
    fingerprint: str = ""  # of what the tables depend on, where another run may find all as it was
    strict: bool = False
    pages: bool = True
    partition_rows: int = PARTITION_ROWS
    began: float = field(default_factory=time.monotonic)


class Drawing(Struct, frozen=True):
    """With what the pages are written: the originals, and the bounds of those who draw them."""

    inputs: Sequence[Path]
    jobs: int
    seconds: float
    memory_bytes: int | None = None
    base_url: str | None = None  # where the report will lie on the web


def prepare_merging() -> None:
    """Loads what a merge needs beside its caller, who waits for workers: a third of a second. Asked again, it does nothing more."""

    def load() -> None:
        load_arrow()
        load_parquet()
        for name in LOADED_MEANWHILE:
            import_module(name)
        for table in TABLES.values():
            arrow_schema(table)
        kept_expressions()
        import_module("pipeline.wording.sentences").day_name(date.min)  # loads the names of months

    load_beside(load)


def publish_merged(files: ReadFiles, output: Output, told: ReportFacts) -> RunReport:
    """Replaces the set of `output`, which is held, and returns the run report. Raises GateError and OSError."""
    load_arrow()
    from pipeline.publish.store import publish_chunks

    merged = _merged(files, output.home)
    report: RunReport

    def beside() -> dict[str, bytes]:
        nonlocal report
        fed = _feed(merged, pages=told.pages)  # and not on a thread: it and the tables would wait for each other
        seconds = time.monotonic() - told.began
        report = run_report(merged, told.why, told.settings, told.fingerprint, strict=told.strict, seconds=seconds)
        return {RUN_REPORT: json_bytes(report), FEED: fed}

    publish_chunks(merged.chunks(told.partition_rows), output, beside)
    merged.tidy()
    return report


def _feed(merged: Merge, *, pages: bool) -> bytes:
    from pipeline.export.feed import NO_PAGES, feed
    from pipeline.publish.municipalities import municipalities_apart

    rows = merged.beside()
    return feed(rows, Addresses(apart=bool(municipalities_apart(rows_in(rows, "documents")))) if pages else NO_PAGES)


def _merged(files: ReadFiles, folder: Path) -> Merge:
    """The merge with every municipality compared, or as the run before has left it; beside each, the rows that the feed is made of."""
    from pipeline.comparison import compared
    from pipeline.export.feed import newest
    from pipeline.ingest.merge import Merge
    from pipeline.ingest.rows import printed_names

    while True:
        merge = Merge(files.sources, files.cache, files.outcomes, folder, files.profiled)
        met = {file.file_id or "" for file in merge.files}
        try:
            for group in merge.groups:
                own, theirs = {file.file_id or "" for file in group}, merge.municipalities_of(group)
                # What is said of a file that was not met is told with the first of all that were.
                strangers = group[0].source.path == files.sources[0].path
                about_files = partial(_is_meant, own, met if strangers else None)
                words = files.words.about(about_files, partial(_is_meant, theirs, merge.named if strangers else None))
                mark = merge.mark(group, words)
                if not merge.has(mark):
                    tables = compared(merge.rows(group), words, printed_names(group))
                    merge.take(tables, mark, newest(tables, FEED_CHANGES if merge.several else None))
            return merge
        except FragmentError:
            continue  # it was thrown away, and its file will be told of as not read


def _is_meant(own: Container[str], met: Container[str] | None, one: str) -> bool:
    """Whether a file or a municipality is one of these, or, where strangers are told of, one that nothing was met of."""
    return one in own or (met is not None and one not in met)


def write_pages(output: Output, drawing: Drawing | None) -> None:
    """The report of the set that stands; away with another set's, when none is wanted. Raises PagesError."""
    if drawing is None:
        output.remove_pages()  # pages of other tables would stand beside these
        return
    from pipeline.export.downloads import REPORT_DOWNLOADS
    from pipeline.report import ReportOptions, write_pages_of

    folder, how = output.folder / PAGES, drawing
    options = ReportOptions(jobs=how.jobs, seconds=how.seconds, memory_bytes=how.memory_bytes, base_url=how.base_url)
    try:
        write_pages_of(output.folder, folder, how.inputs, options, REPORT_DOWNLOADS)
        output.owns_pages()
    except (ExportError, OSError) as error:
        told = _("{folder}: the tables are published, but the pages could not be written: {why}. {advice}")
        raise PagesError(told.format(folder=folder, why=_words(error), advice=_advice(error))) from error


@contextmanager
def ended_well(output: Output) -> Iterator[None]:
    """What goes wrong within is told truly: NothingPublishedError, or an interrupt that says which set stands."""
    before = output.current()
    try:
        yield
    except KeyboardInterrupt as stopped:
        is_new = output.current() != before
        stopped.add_note(
            _("the new tables are published, their pages may be missing.") if is_new else _("what was published before stands.")
        )
        raise
    except (GateError, OSError) as error:
        told = _("{folder}: the tables could not be written: {why}. {advice}")
        raise NothingPublishedError(told.format(folder=output.folder, why=_words(error), advice=_advice(error))) from error


def _words(error: Exception) -> str:
    return _(error.strerror) if isinstance(error, OSError) and error.strerror else str(error)


def _advice(error: Exception) -> str:
    if not isinstance(error, OSError):
        return _("This is a fault of milepael's own: report it.")
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return _("Free some space, and run again: what was read is kept where there was room for it.")
        case errno.EACCES | errno.EPERM | errno.EROFS | errno.ENOTDIR | errno.EEXIST | errno.ENOENT:
            return _("Name a folder that can be written with --out.")
        case _:
            return _("Run again; if it comes again, see whether the disk is sound.")
