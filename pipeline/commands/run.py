"""`milepael run` and `milepael retry`: files and folders in, their tables published."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.place import PLACE, stores_told
from pipeline.commands.refusal import print_json, refuse, say
from pipeline.commands.spoken import SpokenCommand, current_language
from pipeline.object_store import place_named
from pipeline.output_names import CURRENT

if TYPE_CHECKING:
    from pipeline.ingest.listing import Share
    from pipeline.ingest.readings import ReadingOutcome
    from pipeline.run import Options, Watcher
    from pipeline.schema.run_json import RunReport

__all__ = ["COUNTED", "DEFAULT_OUTPUT", "retry_command", "run_command", "summary"]

COUNTED = ("initiatives", "milestones", "economy_notes")  # the tables that the summary names
DEFAULT_INPUT, DEFAULT_OUTPUT = Path("data/raw"), Path("data/parsed")


def _share(context: click.Context, option: click.Parameter, value: str | None) -> Share | None:
    if value is None:
        return None
    from pipeline.ingest.listing import Share

    number, _slash, of = value.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(_("{value} is no part of a whole; the second of four is 2/4").format(value=value))
    return Share(int(number), int(of))


@click.command("run", cls=SpokenCommand)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PLACE)
@click.option("--out", type=PLACE, default=DEFAULT_OUTPUT, show_default=True, help="Where the tables go.")
@click.option("--engine", type=click.Choice(["auto", "pdfium", "pdfplumber"]), default="auto", show_default=True, help="What reads PDFs.")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "off", "force"]),
    default="auto",
    show_default=True,
    help="Whether to read pictures of pages.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    help="Files read at a time; where fewer are left, pages of a long one.  [default: one for each processor]",
)
@click.option("--timeout", "seconds", type=click.FloatRange(min=0, min_open=True), default=None, help="Seconds one file may take.")
@click.option("--memory", "memory_mib", type=click.IntRange(min=1024), default=None, help="MiB for all workers together.")
@click.option("--profiles", type=click.Path(path_type=Path, file_okay=False), default=None, help="A folder of your own profiles.")
@click.option("--cache", type=PLACE, default=None, help="Where readings are kept.  [default: in OUT]")
@click.option("--shard", metavar="I/N", callback=_share, help="Read only the I-th of N parts, to --fragments, and publish nothing.")
@click.option("--fragments", type=PLACE, help="Where a shard's readings go: milepael merge.")
@click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster whose workers read: tcp://HOST:8786.")
@click.option("--partition-rows", type=click.IntRange(min=1), default=1_000_000, help="A table with more rows is a folder.")
@click.option("--force", is_flag=True, help="Read every file again.")
@click.option("--retry", is_flag=True, help="Try again what failed too often.")
@click.option("--dry-run", is_flag=True, help="Say what would be read and why, and write nothing.")
@click.option("--adopt", is_flag=True, help="Write into a folder that holds other files.")
@click.option("--allow-empty", is_flag=True, help="Publish empty tables when there is no file.")
@click.option("--report/--no-report", "pages", default=True, show_default=True, help="Write report/ too.")
@click.option("--base-url", metavar="URL", help="Where report/ will lie on the web: what is copied from it leads there.")
@click.option("--strict", is_flag=True, help="End with 1 when there is any finding of severity error.")
@click.option("--json", "as_json", is_flag=True, help="Print the run report to stdout.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
@click.option("--verbose", "-v", is_flag=True, help="Say more about what went wrong.")
def run_command(
    paths: tuple[Path | str, ...], out: Path | str, as_json: bool, quiet: bool, verbose: bool, dry_run: bool, **given: Any
) -> None:
    """Read files and folders (default: data/raw), and write their tables.

    A file that was read before is read again only when its bytes, the reader
    or the settings changed. A PATH and OUT may be a URL: s3://, gs://, https://.

    \b
    Examples
      milepael run
      milepael run ~/dagsordener --out tables --jobs 4
      milepael run ~/dagsordener --dry-run

    \b
    Ends with
      0    all was read
      1    finished, but files were quarantined, a follow-up gave no initiative,
           or --strict found an error
      2    the command was not understood, or the folder is not milepael's
      3    the tables or the pages could not be written; what was there before stands
      4    another run is writing to the same folder
      70   a fault of milepael's own, with a file to send
      129, 130, 143  hung up, interrupted, terminated
    """
    for path in paths or (DEFAULT_INPUT,):
        if isinstance(path, Path) and not os.path.lexists(path):
            raise click.UsageError(
                _("{path}: there is no such file or folder. Check the name, or name the files or folders to read.").format(path=path)
            )
    shard, fragments = given.pop("shard"), given.pop("fragments")
    if (shard is None) != (fragments is None):
        raise click.UsageError(_("--shard and --fragments belong together: milepael run PATH --shard 1/4 --fragments FOLDER"))
    if shard is not None:
        if given["cache"] is not None:
            raise click.UsageError(_("--cache and --shard: a shard keeps what it reads in --fragments. Leave --cache out."))
        given["cache"] = fragments
        if given["scheduler"] is not None:
            raise click.UsageError(_("--shard and --scheduler: a cluster shares the work out by itself. Leave one of them out."))
    if not dry_run and given["scheduler"] is None:
        _warm_up(paths or (DEFAULT_INPUT,), None if given["force"] or shard is not None else out)
    with stores_told():
        options = _options(paths or (DEFAULT_INPUT,), out, dry=dry_run or shard is not None, **given)
        if dry_run:
            _tell_plan(options, shard, as_json=as_json)
        elif shard is not None:
            _read_shard(options, shard, quiet=quiet, verbose=verbose, as_json=as_json)
        else:
            _run(options, out, as_json=as_json, quiet=quiet, verbose=verbose)


@click.command("retry", cls=SpokenCommand)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=DEFAULT_OUTPUT, show_default=True, help="Where the tables are.")
@click.option("--timeout", "seconds", type=click.FloatRange(min=0, min_open=True), default=None, help="Seconds one file may take.")
@click.option("--memory", "memory_mib", type=click.IntRange(min=1024), default=None, help="MiB for all workers together.")
@click.option("--json", "as_json", is_flag=True, help="Print the run report to stdout.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
@click.option("--verbose", "-v", is_flag=True, help="Say more about what went wrong.")
def retry_command(paths: tuple[Path, ...], out: Path, as_json: bool, quiet: bool, verbose: bool, **given: Any) -> None:
    """Run again as the last time, with all their tries for files that failed.

    Failures that say something of the file (a password, damage) are not tried
    again: another reader or another file is what they want.

    \b
    Examples
      milepael retry
      milepael retry --out tables --timeout 600
    """
    from pipeline.publish.output import last_report

    before = last_report(out)
    if before is None:
        raise click.UsageError(_("{folder}: there was no run here. Read the documents first: milepael run").format(folder=out))
    inputs: tuple[Path | str, ...] = paths or tuple(place_named(path) for path in before.get("inputs", ())) or (DEFAULT_INPUT,)
    gone = [str(path) for path in inputs if isinstance(path, Path) and not os.path.lexists(path)]
    if gone:
        raise click.UsageError(
            _("{paths}: read the last time and not there now. Say where the files are: milepael retry PATH").format(paths=", ".join(gone))
        )
    pages = (out / "report").is_dir()
    given |= {"engine": before.get("engine", "auto"), "ocr": before.get("ocr", "auto")}
    given |= {"strict": before.get("strict", False), "base_url": before.get("base_url")}
    profiles, cache = before.get("profiles"), before.get("cache")
    given |= {"profiles": Path(profiles) if profiles else None, "cache": place_named(cache) if cache else None}
    with stores_told():
        options = _options(inputs, out, pages=pages, retry=True, **given)
        _run(options, out, as_json=as_json, quiet=quiet, verbose=verbose)


def _warm_up(paths: Sequence[Path | str], published: Path | str | None) -> None:
    """Lets what the readers come from load while this process does, unless all may have been read: a set is `published` there."""
    from pipeline.ingest.arrow_alone import OURS

    OURS.set()
    if isinstance(published, Path) and published.joinpath(CURRENT).is_symlink():
        return
    from pipeline.ingest.forking import warm_up
    from pipeline.ingest.libraries import EVERYTHING, libraries_for

    here = [str(path) for path in paths if isinstance(path, Path)]
    warm_up(libraries_for(here) if len(here) == len(paths) else EVERYTHING)


def _options(
    paths: tuple[Path | str, ...],
    out: Path | str,
    *,
    seconds: float | None,
    memory_mib: int | None,
    jobs: int | None = None,
    dry: bool = False,
    **given: Any,
) -> Options:
    """`dry`: nothing is published. Raises StoreError."""
    from pipeline.ingest.bounds import SECONDS
    from pipeline.remote import inputs_at, output_at
    from pipeline.run import Options

    memory = memory_mib * 2**20 if memory_mib else None
    folder = Path(DEFAULT_OUTPUT) if dry and isinstance(out, str) else output_at(out)
    return Options(
        inputs_at(paths), folder, jobs=jobs or len(os.sched_getaffinity(0)), seconds=seconds or SECONDS, memory_bytes=memory, **given
    )


def _run(options: Options, out: Path | str, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    from pipeline.errors import ClusterError, ConfigurationError, HeldError, NothingPublishedError, OwnershipError, PagesError
    from pipeline.remote import put
    from pipeline.run import ExitCode, run

    if options.out.exists() and not options.out.is_dir():
        refuse(_("{path}: this is a file. Name a folder for the tables with --out.").format(path=options.out), ExitCode.UNWRITTEN)
    try:
        with _watcher(quiet=quiet, verbose=verbose) as watcher:
            report = run(options, watcher)
        put(options.out, out)
    except (ConfigurationError, OwnershipError) as error:
        raise click.UsageError(str(error)) from error
    except (ClusterError, NothingPublishedError, PagesError) as error:
        refuse(str(error), ExitCode.UNWRITTEN)
    except HeldError as error:
        refuse(str(error), ExitCode.HELD)
    for line in summary(report, out, quiet=quiet, pages=options.pages):
        say(line)
    if as_json:
        print_json(report)
    sys.exit(report["exit_code"])


def _read_shard(options: Options, share: Share, *, quiet: bool, verbose: bool, as_json: bool) -> None:
    from pipeline.errors import ConfigurationError, ShardError
    from pipeline.run import ExitCode
    from pipeline.shards import read_shard

    try:
        with _watcher(quiet=quiet, verbose=verbose) as watcher:
            counts = read_shard(options, share, watcher)
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error
    except ShardError as error:
        refuse(str(error), ExitCode.UNWRITTEN)
    if not quiet:
        told = _("shard {number} of {of}: {met} met, {read} read now, {failed} of them in vain. When all are read: milepael merge")
        say(told.format(number=share.number, of=share.of, **counts._asdict()))
    code = ExitCode.DOUBTS if counts.failed else ExitCode.CLEAN
    if as_json:
        print_json({"exit_code": int(code), "shard": share.name, **counts._asdict()})
    sys.exit(code)


def _tell_plan(options: Options, share: Share | None, *, as_json: bool) -> None:
    from pipeline.errors import ConfigurationError, NothingPublishedError
    from pipeline.ingest.listing import WHOLE
    from pipeline.promises.overrides import overrules
    from pipeline.run import ExitCode, plan

    try:
        overrules(options.paths)
        planned = plan(options, share=share or WHOLE)
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error
    except NothingPublishedError as error:
        refuse(str(error), ExitCode.UNWRITTEN)
    files = [
        {"path": one.path, "code": one.code, "why": (planned.to_read.get(one.sha256 or "") if one.code is None else None)}
        for one in planned.sources
    ]
    if as_json:
        print_json({"exit_code": 0, "dry_run": True, "files": files})
        return
    for file in files:
        if file["why"]:
            click.echo(f"{file['path']}: {_(file['why'])}")
    kept = sum(one["code"] is None and one["why"] is None for one in files)
    count = sum(one["why"] is not None for one in files)
    told = ngettext("{count} file would be read, {kept} are read already", "{count} files would be read, {kept} are read already", count)
    say(told.format(count=count, kept=kept))


@contextmanager
def _watcher(*, quiet: bool, verbose: bool) -> Iterator[Watcher]:
    """A progress bar on a terminal, a line for each file elsewhere, nothing when quiet."""
    from pipeline.run import Watcher

    if quiet:
        yield Watcher()
    elif sys.stderr.isatty():
        yield from _bar(verbose)
    else:
        total = done = 0

        def starts(files: int) -> None:
            nonlocal total
            total = files

        def tell(outcome: ReadingOutcome) -> None:
            nonlocal done
            done += 1
            say(f"[{done}/{total}] {_line(outcome, verbose)}")

        yield Watcher(starts, tell)


def _bar(verbose: bool) -> Iterator[Watcher]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from pipeline.run import Watcher

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("Reading"))

        def tell(outcome: ReadingOutcome) -> None:
            with suppress(OSError):
                progress.advance(task)
                if outcome.code or verbose:
                    progress.console.print(escape(_line(outcome, verbose)), highlight=False)

        yield Watcher(lambda files: progress.update(task, total=files), tell)


def _line(outcome: ReadingOutcome, verbose: bool) -> str:
    if outcome.code is None:
        return _("{path}: read in {seconds} s").format(path=outcome.job.path, seconds=_decimal(outcome.seconds))
    trace = f"\n{outcome.trace.rstrip()}" if verbose and outcome.trace else ""
    return f"{outcome.job.path}: {outcome.code} ({outcome.detail}){trace}" if outcome.detail else f"{outcome.job.path}: {outcome.code}"


def summary(report: RunReport, out: Path | str, *, quiet: bool, pages: bool) -> Iterator[str]:
    """What came out, in a few lines; what went wrong, always."""
    from parsers.model.records import FOLLOWUPS
    from pipeline.schema.reasons import reason_in

    counts = report["counts"]
    if not quiet:
        kinds = ", ".join(f"{number} {_(kind)}" for kind, number in counts["kinds"].items())
        count = counts["files"]["read"]
        told = ngettext("{count} file read in {seconds} s: {kinds}", "{count} files read in {seconds} s: {kinds}", count)
        yield told.format(count=count, seconds=_decimal(report["seconds"]), kinds=kinds or _("no document"))
        for name in COUNTED:
            yield f"  {counts['rows'][name]:>6} {_(name)}"
        severities = ", ".join(f"{number} {_(name)}" for name, number in counts["findings"].items())
        yield f"  {counts['rows']['findings']:>6} {_('findings')} ({severities})"
    for file in report["files"]:
        if file["state"] == "quarantined" and file["code"]:
            yield _("quarantined: {path}: {reason}").format(path=file["path"], reason=reason_in(file["code"], current_language()))
        for document in file["documents"]:
            named = f"{file['path']}: {document['title'] or document['document_id']}"
            if document["state"] == "recognised" and not quiet:
                yield _("recognised as {kind}, not read yet: {document}").format(kind=_(document["kind"]), document=named)
            elif document["kind"] in FOLLOWUPS and not document["initiatives"]:
                yield _("no initiative found in: {document}").format(document=named)
    if not quiet:
        yield _("The tables are in {folder}; what each column means: milepael schema").format(folder=out)
        if pages:
            yield _("The pages begin at {page}").format(page=f"{out}/report/index.html")


def _decimal(seconds: float) -> str:
    told = f"{seconds:.1f}"
    return told.replace(".", ",") if current_language() == "da" else told
