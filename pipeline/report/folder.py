"""Tables and originals in, the report's folder out: all of it new, or all of it as before."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.publish.coverage import coverage
from pipeline.report.book import Book, book
from pipeline.report.evidence import gathered
from pipeline.report.meetings import meetings
from pipeline.report.pages import Pages
from pipeline.report.promise_page import promise_page, wanted_rows
from pipeline.schema.ids import promise_key
from pipeline.schema.rows import Row, Tables

__all__ = ["write_report"]

BESIDE = ("style.css", "report.js", "ikon.svg")


def write_report(
    tables: Tables,
    out: Path,
    inputs: Sequence[Path] = (),
    *,
    draw: bool = True,
    copy: bool = True,
    jobs: int | None = None,
) -> None:
    """Replaces the folder `out` by the report of `tables`. `inputs` hold the originals, for pictures and for links to them.

    Raises OSError, and then the report before stands.
    """
    contents = book(tables)
    held = meetings(contents)
    with _replaced(out) as staging:
        wanted = chain(wanted_rows(contents), held.printed) if inputs else ()
        before = out if out.is_dir() else None
        cores = jobs or len(os.sched_getaffinity(0))
        evidence = gathered(contents, wanted, inputs, staging, before, draw=draw, copy=copy, jobs=cores)
        for name in BESIDE:
            (staging / name).write_bytes(files("pipeline.report").joinpath("templates", name).read_bytes())
        pages = Pages(contents, held, evidence, coverage(tables))
        changes, doubts = _by_promise(contents)
        for promise in contents.promises:
            page = promise_page(contents, promise, evidence, held, changes[promise.key], doubts[promise.key])
            _write(staging / promise.address, pages.promise(page))
        for address, content in pages.others():
            _write(staging / address, content)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def _by_promise(contents: Book) -> tuple[dict[Any, list[Row]], dict[Any, list[Row]]]:
    changes: dict[Any, list[Row]] = defaultdict(list)
    for row in contents.changes:
        changes[promise_key(row)].append(row)
    doubts: dict[Any, list[Row]] = defaultdict(list)
    for row in contents.rows("findings"):
        promise = contents.promise_of_row(row)
        if promise is not None and row["severity"] != "info":
            doubts[promise.key].append(row)
    return changes, doubts


@contextlib.contextmanager
def _replaced(out: Path) -> Iterator[Path]:
    """An empty folder beside `out` that takes its place when all has gone well."""
    staging, before = (out.with_name(f".{out.name}-{name}") for name in ("staging", "before"))
    if before.exists() and not out.exists():  # a writer was killed between the two renames
        before.rename(out)
    for leftover in (staging, before):
        shutil.rmtree(leftover, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        yield staging
        if out.exists():
            out.rename(before)
        staging.rename(out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)
