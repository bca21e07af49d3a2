"""What people type: `milepael run`, `milepael schema`. Data goes to stdout, everything else to stderr.

Nothing heavy is imported before it is needed: `milepael --help` must answer at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.export import export_command
from pipeline.commands.inspect import inspect_command
from pipeline.commands.refusal import refuse
from pipeline.commands.report import report_command
from pipeline.commands.rounds import delayed_command, diff_command, standings_command
from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.ingest.readings import Outcome
    from pipeline.run import Watcher

INTERRUPTED = 128 + signal.SIGINT
DEFAULT_INPUT, DEFAULT_OUTPUT = Path("data/raw"), Path("data/parsed")


class _Commands(click.Group):
    """Of all commands an interrupt makes the same end, from their first import to their last line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            refuse("Interrupted; what was published before stands.", INTERRUPTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="milepael")
def main() -> None:
    """Read Danish municipal budget follow-ups into tables one can trust."""


main.add_command(inspect_command)
main.add_command(export_command)
main.add_command(report_command)
main.add_command(diff_command)
main.add_command(standings_command)
main.add_command(delayed_command)


@main.command("run")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=DEFAULT_OUTPUT, show_default=True, help="Where the tables go.")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "off", "force"]),
    default="auto",
    show_default=True,
    help="Whether to read pictures of pages.",
)
@click.option("--engine", type=click.Choice(["auto", "pdfium", "pdfplumber"]), default="auto", show_default=True, help="What reads PDFs.")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="Files read at a time.  [default: one for each processor]")
@click.option("--timeout", "seconds", type=click.FloatRange(min=0, min_open=True), default=None, help="Seconds one file may take.")
@click.option("--memory", "memory_mib", type=click.IntRange(min=1024), default=None, help="MiB for all workers together.")
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), default=None, help="Where readings are kept.  [default: in OUT]")
@click.option("--force", is_flag=True, help="Read every file again.")
@click.option("--retry", is_flag=True, help="Try again what failed too often.")
@click.option("--adopt", is_flag=True, help="Write into a folder that holds other files.")
@click.option("--allow-empty", is_flag=True, help="Publish empty tables when there is no file.")
@click.option("--report/--no-report", "pages", default=True, show_default=True, help="Write report/ too.")
@click.option("--strict", is_flag=True, help="End with 1 when there is any finding of severity error.")
@click.option("--json", "as_json", is_flag=True, help="Print the run report to stdout.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
@click.option("--verbose", "-v", is_flag=True, help="Say more about what went wrong.")
def run_command(
    paths: tuple[Path, ...],
    out: Path,
    ocr: str,
    engine: str,
    jobs: int | None,
    seconds: float | None,
    memory_mib: int | None,
    cache: Path | None,
    force: bool,
    retry: bool,
    adopt: bool,
    allow_empty: bool,
    pages: bool,
    strict: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read files and folders (default: data/raw), and write their tables.

    \b
    Ends with
      0    all was read
      1    finished, but files were quarantined, a follow-up gave no initiative,
           or --strict found an error
      2    the command was not understood, or the folder is not milepael's
      3    the tables or the pages could not be written; what was there before stands
      4    another run is writing to the same folder
      130  interrupted
    """
    from pipeline.errors import ConfigurationError, HeldError, NothingPublishedError, OwnershipError, PagesError
    from pipeline.ingest.processes import SECONDS
    from pipeline.publish.output import json_bytes
    from pipeline.run import ExitCode, Options, run

    for path in paths or (DEFAULT_INPUT,):
        if not path.exists():
            raise click.UsageError(f"{path}: there is no such file or folder. Check the name, or name the files or folders to read.")
    if out.exists() and not out.is_dir():
        refuse(f"{out}: this is a file. Name a folder for the tables with --out.", ExitCode.UNWRITTEN)
    options = Options(
        paths=paths or (DEFAULT_INPUT,),
        out=out,
        engine=engine,
        ocr=ocr,
        pages=pages,
        strict=strict,
        jobs=jobs or len(os.sched_getaffinity(0)),
        seconds=seconds or SECONDS,
        memory_bytes=memory_mib * 2**20 if memory_mib else None,
        cache=cache,
        force=force,
        retry=retry,
        adopt=adopt,
        allow_empty=allow_empty,
    )
    try:
        with _watcher(quiet=quiet, verbose=verbose) as watcher:
            report = run(options, watcher)
    except (ConfigurationError, OwnershipError) as error:
        raise click.UsageError(str(error)) from error
    except (NothingPublishedError, PagesError) as error:
        refuse(str(error), ExitCode.UNWRITTEN)
    except HeldError as error:
        refuse(str(error), ExitCode.HELD)
    for line in _summary(report, out, quiet=quiet, pages=pages):
        click.echo(line, err=True)
    if as_json:
        click.echo(json_bytes(report), nl=False)
    sys.exit(report["exit_code"])


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

        def tell(outcome: Outcome) -> None:
            nonlocal done
            done += 1
            click.echo(f"[{done}/{total}] {_line(outcome, verbose)}", err=True)

        yield Watcher(starts, tell)


def _bar(verbose: bool) -> Iterator[Watcher]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from pipeline.run import Watcher

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading")

        def tell(outcome: Outcome) -> None:
            progress.advance(task)
            if outcome.code or verbose:
                progress.console.print(escape(_line(outcome, verbose)), highlight=False)

        yield Watcher(lambda files: progress.update(task, total=files), tell)


def _line(outcome: Outcome, verbose: bool) -> str:
    if outcome.code is None:
        return f"{outcome.job.path}: read in {outcome.seconds:.1f} s"
    trace = f"\n{outcome.trace.rstrip()}" if verbose and outcome.trace else ""
    return f"{outcome.job.path}: {outcome.code} ({outcome.detail}){trace}" if outcome.detail else f"{outcome.job.path}: {outcome.code}"


def _summary(report: dict[str, Any], out: Path, *, quiet: bool, pages: bool) -> Iterator[str]:
    """What came out, in a few lines; what went wrong, always."""
    counts = report["counts"]
    if not quiet:
        kinds = ", ".join(f"{number} {kind}" for kind, number in counts["kinds"].items())
        yield f"{_number(counts['files']['read'], 'file')} read in {report['seconds']:.1f} s: {kinds or 'no document'}"
        for name in ("initiatives", "milestones", "economy_notes"):
            yield f"  {counts['rows'][name]:>6} {name}"
        yield f"  {counts['rows']['findings']:>6} findings ({', '.join(f'{number} {name}' for name, number in counts['findings'].items())})"
    for file in report["files"]:
        if file["state"] == "quarantined":
            yield f"quarantined: {file['path']}: {file['reason']}"
        for document in file["documents"]:
            named = f"{file['path']}: {document['title'] or document['document_id']}"
            if document["state"] == "recognised" and not quiet:
                yield f"recognised as {document['kind']}, not read yet: {named}"
            elif document["kind"] in ("plan", "followup", "extra") and not document["initiatives"]:
                yield f"no initiative found in: {named}"
    if not quiet:
        yield f"The tables are in {out}; what each column means: milepael schema"
        if pages:
            yield f"The pages begin at {out / 'report' / 'index.html'}"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


@main.command("schema")
@click.argument("table", required=False)
@click.option("--json", "as_json", is_flag=True, help="As a Data Package (one table: as its resource).")
@click.option("--markdown", "as_markdown", is_flag=True, help="As the data dictionary in docs/.")
def schema_command(table: str | None, as_json: bool, as_markdown: bool) -> None:
    """What each table and column means."""
    from pipeline.publish.output import json_bytes
    from pipeline.schema.package import data_dictionary, data_package, plain, resource
    from pipeline.schema.tables import TABLES

    if table is not None and table not in TABLES:
        raise click.UsageError(f"{table}: there is no such table. The tables are {', '.join(TABLES)}.")
    tables = {table: TABLES[table]} if table else TABLES
    if as_json:
        click.echo(json_bytes(resource(TABLES[table]) if table else data_package()), nl=False)
    elif as_markdown:
        click.echo(data_dictionary(tables), nl=False)
    else:
        click.echo("\n\n".join(plain(each) for each in tables.values()))
