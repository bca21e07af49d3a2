"""The journey, top to bottom: what lies in the folders is found, read, turned into tables, checked and published."""

from __future__ import annotations

import json
import platform
import shutil
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from parsers.model.records import Kind, Severity
from pipeline.comparison import compared
from pipeline.errors import GateError, NothingPublishedError
from pipeline.export.feed import BESIDE, NO_PAGES, feed
from pipeline.export.feed import NAME as FEED
from pipeline.ingest import workers
from pipeline.ingest.rows import File, rows_of, tables_of
from pipeline.ingest.sources import Source, found
from pipeline.ingest.workers import Job, Outcome
from pipeline.promises.overrides import overrules
from pipeline.publish.store import held, json_bytes, publish
from pipeline.schema.checks import faults
from pipeline.schema.enums import DocumentState
from pipeline.schema.reasons import REASONS, FileCode, FileState
from pipeline.schema.rows import Rows
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION

__all__ = ["ExitCode", "Options", "Watcher", "run"]

RUN_REPORT = "run.json"
PAGES = "report"
GIVES_INITIATIVES = frozenset({Kind.PLAN, Kind.FOLLOWUP, Kind.EXTRA})


class ExitCode(IntEnum):
    """What the command ends with. 2 (usage) is also click's own.

    Examples:
        >>> from pipeline.run import ExitCode
        >>> int(ExitCode.HELD)
        4
    """

    CLEAN = 0
    DOUBTS = 1  # finished, but files were quarantined, a follow-up gave no initiative, or --strict found an error
    USAGE = 2
    NOTHING_PUBLISHED = 3
    HELD = 4  # another run holds the output folder


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
    strict: bool = False  # a finding that is an error makes the exit code DOUBTS
    jobs: int = 1  # files at a time
    pages: bool = True  # the report for people
    seconds: float = workers.SECONDS  # that one file may take
    read: workers.Read = workers.read_job  # what a worker does with a file


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
    done: Callable[[Outcome], None] = lambda outcome: None


SILENT = Watcher()


def run(options: Options, watcher: Watcher = Watcher()) -> dict[str, Any]:  # it has no state
    """Reads `options.paths` and publishes to `options.out`, whole or not at all. Each file is read in a process of its own.

    Args:
        options: What to read, where to publish, and within which bounds.
        watcher: Who is told on the way.

    Returns:
        The run report, which also stands in the output folder as `run.json`; `exit_code` is an `ExitCode`.

    Raises:
        ConfigurationError: `sources.toml` or the overrules cannot be understood.
        HeldError: Another run is writing to the folder.
        NothingPublishedError: There was nothing to read, or the tables could not be written; what was there before stands.

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
    try:
        with held(options.out):
            files = _files(options, watcher)
            tables = compared(tables_of(files), overrules(options.paths))
            report = _report(options, files, tables, _before(options.out), time.monotonic() - began)
            publish(tables, options.out, {RUN_REPORT: json_bytes(report), FEED: feed(tables, BESIDE if options.pages else NO_PAGES)})
            if options.pages:
                _write_pages(tables, options)
            else:
                shutil.rmtree(options.out / PAGES, ignore_errors=True)  # pages of other tables would stand beside these
    except (GateError, OSError) as error:
        raise NothingPublishedError(
            f"{options.out}: the tables could not be written: {_words(error)}. "
            "Free some space, or name a folder that can be written with --out."
        ) from error
    return report


def _write_pages(tables: Rows, options: Options) -> None:
    from pipeline.report import write_report

    try:
        write_report(tables, options.out / PAGES, options.paths, jobs=options.jobs)
    except OSError as error:
        raise NothingPublishedError(
            f"{options.out / PAGES}: the tables are published, but the pages could not be written: {_words(error)}"
        ) from error


def _files(options: Options, watcher: Watcher) -> list[File]:
    """Every source with its reading or the reason why there is none, in the order of their paths."""
    sources = found(options.paths, options.out)
    if not sources:
        folders = ", ".join(str(path) for path in options.paths)
        raise NothingPublishedError(f"{folders}: no file to read here. Put PDF or text files in it, or name another folder.")
    jobs = _jobs(sources, options.engine)
    watcher.starts(len(jobs))
    by_hash: dict[str, Outcome] = {}
    for outcome in workers.outcomes(jobs, workers=options.jobs, seconds=options.seconds, read=options.read):
        watcher.done(outcome)
        by_hash[outcome.job.sha256] = outcome
    return [_sound(_file(source, by_hash)) for source in sources]


def _jobs(sources: Iterable[Source], engine: str) -> list[Job]:
    """One job for each file to be read, the largest first so that it does not keep the others waiting at the end."""
    jobs: dict[str, tuple[int, Job]] = {}
    for source in sources:
        if source.code is None:
            assert source.sha256
            assert source.media_type
            job = Job(source.path, source.location, source.member, source.sha256, source.media_type, engine)
            jobs.setdefault(source.sha256, (source.size_bytes or 0, job))
    return [job for _, job in sorted(jobs.values(), key=lambda sized: -sized[0])]


def _file(source: Source, by_hash: Mapping[str, Outcome]) -> File:
    if source.code is not None or source.sha256 is None:
        return File(source, code=source.code, detail=source.detail)
    outcome = by_hash[source.sha256]
    return File(source, outcome.reading, outcome.code, outcome.detail)


def _sound(file: File) -> File:
    """The file, or its quarantine when what was read from it breaks the schema: one fault must not cost the others their tables."""
    found = faults(rows_of(file))
    return File(file.source, code=FileCode.READER_FAILED, detail=str(found[0])) if found else file


def _before(folder: Path) -> frozenset[tuple[str, str | None]]:
    """The paths that the run before met, each with its bytes' hash; none where another version read them, or nothing did."""
    try:
        report = json.loads((folder / RUN_REPORT).read_bytes())
        return frozenset((file["path"], file["sha256"]) for file in report["files"] if report["parser_version"] == PARSER_VERSION)
    except (FileNotFoundError, ValueError, KeyError, TypeError):  # of an earlier version, or no report of ours
        return frozenset()


def _report(
    options: Options, files: Sequence[File], tables: Rows, before: Container[tuple[str, str | None]], seconds: float
) -> dict[str, Any]:
    """What the run did, as it stands in run.json: versions, counts, and each file with its state, reason and documents.

    A file is `unchanged` when its bytes and the parser's version are those of the run `before`.
    """
    unchanged = [file.source.sha256 is not None and (file.source.path, file.source.sha256) in before for file in files]
    severities = Counter(row["severity"] for row in tables["findings"])
    initiatives = Counter(row["document_id"] for row in tables["initiatives"])
    documents: dict[str, list[dict[str, Any]]] = {}
    for row in tables["documents"]:
        told = {name: row[name] for name in ("document_id", "kind", "title", "agreement_year", "followup_number", "state")}
        documents.setdefault(row["file_id"], []).append(told | {"initiatives": initiatives[row["document_id"]]})
    empty = [row for rows in documents.values() for row in rows if row["kind"] in GIVES_INITIATIVES and not row["initiatives"]]
    quarantined = any(file.state is FileState.QUARANTINED for file in files)
    doubts = quarantined or bool(empty) or (options.strict and severities[Severity.ERROR] > 0)
    return {
        "exit_code": int(ExitCode.DOUBTS if doubts else ExitCode.CLEAN),
        "schema_version": SCHEMA_VERSION,
        "parser_version": PARSER_VERSION,
        "python": platform.python_version(),
        "engine": options.engine,
        "seconds": round(seconds, 3),
        "counts": {
            "files": {state.value: sum(file.state is state for file in files) for state in FileState},
            "unchanged": sum(unchanged),
            "documents": {state.value: sum(row["state"] == state for row in tables["documents"]) for state in DocumentState},
            "kinds": dict(sorted(Counter(row["kind"] for row in tables["documents"]).items())),
            "findings": {severity.value: severities[severity] for severity in Severity},
            "rows": {name: len(rows) for name, rows in tables.items()},
        },
        "files": [
            {
                "path": file.source.path,
                "sha256": file.source.sha256,
                "state": file.state.value,
                "unchanged": same,
                "code": file.code.value if file.code else None,
                "reason": REASONS[file.code].english if file.code else None,
                "detail": file.detail,
                "engine": file.reading.engine if file.reading else None,
                "documents": documents.get(file.file_id or "", []),
            }
            for file, same in zip(files, unchanged, strict=True)
        ],
    }


def _words(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
