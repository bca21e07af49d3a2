"""Tables and originals in, the report's folder out: all of it new, or all of it as before."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from importlib.resources import files
from itertools import chain
from pathlib import Path

from pipeline.errors import OwnershipError
from pipeline.ingest.bounds import SECONDS, shared
from pipeline.ingest.sources import Source
from pipeline.output_names import PAGES_MARK, are_pages
from pipeline.promises.municipalities import known_from
from pipeline.publish.addresses import based
from pipeline.publish.carried import Carry, nothing_to_carry
from pipeline.report.book import Book, book
from pipeline.report.evidence import gathered, originals_in
from pipeline.report.meetings import Meetings, meetings
from pipeline.report.pages import Pages
from pipeline.report.promise_page import promise_page, wanted_rows
from pipeline.report.site import Site
from pipeline.schema.ids import PromiseKey, promise_key
from pipeline.schema.rows import ChangeRow, Row, Tables

__all__ = ["ReportOptions", "fill", "replaced", "write", "write_beside", "write_report"]

BESIDE = ("style.css", "report.js", "search.js", "ikon.svg")


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """With what a report is written. `base_url` is where it will lie on the web; `seconds` and `memory_bytes` bound the drawing as they
    bound reading."""

    draw: bool = True  # a picture of each row on paper
    copy: bool = True  # of each original
    jobs: int | None = None
    seconds: float = SECONDS
    memory_bytes: int | None = None
    base_url: str | None = None


def write_report(
    tables: Tables, out: Path, inputs: Sequence[Path] = (), options: ReportOptions = ReportOptions(), *, carry: Carry = nothing_to_carry
) -> None:
    """Replaces the folder `out` by the report of `tables`. `inputs` hold the originals, for pictures and for links to them; `carry` writes
    into the folder what can be carried away from its pages.

    Raises OSError, and OwnershipError where `out` is no report of ours, and then what stood there stands.
    """
    with known_from(tables), replaced(out) as staging:
        fill(staging, book(tables), originals_in(inputs), options, carry, before=out)


def fill(
    folder: Path,
    contents: Book,
    originals: Mapping[str, Source],
    options: ReportOptions,
    carry: Carry,
    *,
    before: Path,
    whose: str | None = None,
) -> Meetings:
    """Writes a report into an empty folder. Pictures are taken from the report that stands in `before`, if one does; `whose` is the
    municipality's name where other reports lie beside this one."""
    held = meetings(contents)
    wanted = chain(wanted_rows(contents), held.printed) if originals else ()
    stood = before if before.is_dir() else None
    workers, bounds = shared(options.jobs or len(os.sched_getaffinity(0)), options.seconds, options.memory_bytes)
    evidence = gathered(contents, wanted, originals, folder, stood, draw=options.draw, copy=options.copy, jobs=workers, bounds=bounds)
    write_beside(folder, "strip.js", *(["country.css"] if whose else []))
    site = Site(based(options.base_url), carry(folder))
    pages = Pages(contents, held, evidence, contents.coverage, site.downloads, whose)
    changes, doubts = _by_promise(contents, held)
    for promise in contents.promises:
        page = promise_page(contents, promise, evidence, held, changes[promise.key], doubts[promise.key])
        for address, content in pages.promise(page):
            write(folder / address, site.placed(address, content, site.promise_feeds(promise)))
    feeds = {body.address: site.body_feeds(body) for body in contents.bodies}
    for address, content in pages.others():
        write(folder / address, site.placed(address, content, feeds.get(address, ())))
    return held


def write_beside(folder: Path, *more: str) -> None:
    """What every page needs, and these scripts."""
    for name in (*BESIDE, *more):
        (folder / name).write_bytes(files("pipeline.report").joinpath("templates", name).read_bytes())


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def _by_promise(contents: Book, held: Meetings) -> tuple[dict[PromiseKey, list[ChangeRow]], dict[PromiseKey, list[Row]]]:
    changes: dict[PromiseKey, list[ChangeRow]] = defaultdict(list)
    for change in contents.changes:
        changes[promise_key(change)].append(change)
    doubts: dict[PromiseKey, list[Row]] = defaultdict(list)
    for row in contents.rows("findings"):
        promise = contents.promise_of_row(row)
        if promise is not None and row["severity"] != "info":
            doubts[promise.key].append(row)
    for item in held.item_of.values():
        for promise in item.promises:
            doubts[promise.key] += item.doubts
    return changes, doubts


@contextlib.contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """A folder beside `out`, with our mark alone, that takes its place when all has gone well. Raises OwnershipError."""
    if os.path.lexists(out) and not are_pages(out) and (out.is_symlink() or not out.is_dir() or any(out.iterdir())):
        raise OwnershipError(
            _("{folder}: this is not a report that milepael wrote. Move it elsewhere, or name another folder with --out.").format(
                folder=out
            )
        )
    staging, before = (out.with_name(f".{out.name}-{name}") for name in ("staging", "before"))
    if are_pages(before) and not out.exists():  # a writer was killed between the two renames
        before.rename(out)
    for leftover in filter(are_pages, (staging, before)):
        shutil.rmtree(leftover, ignore_errors=True)
    staging.mkdir(parents=True)
    (staging / PAGES_MARK).touch()
    try:
        yield staging
        if out.exists():
            out.rename(before)
        staging.rename(out)
    finally:
        for leftover in filter(are_pages, (staging, before)):
            shutil.rmtree(leftover, ignore_errors=True)
