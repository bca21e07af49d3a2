"""`milepael merge`: what several shards have read, published as one."""

from __future__ import annotations

import os
import sys
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from pipeline.commands.place import PLACE, stores_told
from pipeline.commands.refusal import print_json, refuse, say
from pipeline.commands.run import DEFAULT_OUTPUT, summary
from pipeline.commands.spoken import SpokenCommand

__all__ = ["merge_command"]


@click.command("merge", cls=SpokenCommand)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PLACE)
@click.option("--fragments", type=PLACE, required=True, help="Where the shards have put what they read.")
@click.option("--out", type=PLACE, default=DEFAULT_OUTPUT, show_default=True, help="Where the tables go.")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="Pages drawn at a time.  [default: one for each processor]")
@click.option("--partition-rows", type=click.IntRange(min=1), default=1_000_000, help="A table with more rows is a folder.")
@click.option("--adopt", is_flag=True, help="Write into a folder that holds other files.")
@click.option("--report/--no-report", "pages", default=True, show_default=True, help="Write report/ too.")
@click.option("--strict", is_flag=True, help="End with 1 when there is any finding of severity error.")
@click.option("--json", "as_json", is_flag=True, help="Print the run report to stdout.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def merge_command(
    paths: tuple[Path | str, ...],
    fragments: Path | str,
    out: Path | str,
    jobs: int | None,
    pages: bool,
    as_json: bool,
    quiet: bool,
    **given: Any,
) -> None:
    """Publish what all shards of a batch have read, as one run would have.

    PATHs hold the originals, for the pictures in the report; where none is
    named, they are looked for where the shards found them.

    \b
    Ends with
      0    all was read
      1    finished, but files were quarantined, a follow-up gave no initiative,
           or --strict found an error
      2    the command was not understood, or the folder is not milepael's
      3    a shard is missing or of another version, or the tables could not be
           written; what was there before stands
      4    another run is writing to the same folder
    """
    from pipeline.errors import HeldError, NothingPublishedError, OwnershipError, PagesError, ShardError
    from pipeline.ingest.arrow_alone import OURS
    from pipeline.remote import inputs_at, output_at, put
    from pipeline.run import ExitCode
    from pipeline.shards import MergeOptions, merge_shards

    OURS.set()
    workers = jobs or len(os.sched_getaffinity(0))
    gone = [str(path) for path in paths if isinstance(path, Path) and not path.exists()]
    if gone:
        raise click.UsageError(_("{paths}: there is no such file or folder.").format(paths=", ".join(gone)))
    try:
        with stores_told():
            folder = output_at(out)
            report = merge_shards(MergeOptions(fragments, folder, inputs_at(paths), pages=pages, jobs=workers, **given))
            put(folder, out)
    except OwnershipError as error:
        raise click.UsageError(str(error)) from error
    except (ShardError, NothingPublishedError, PagesError) as error:
        refuse(str(error), ExitCode.UNWRITTEN)
    except HeldError as error:
        refuse(str(error), ExitCode.HELD)
    for line in summary(report, out, quiet=quiet, pages=pages):
        say(line)
    if as_json:
        print_json(report)
    sys.exit(report["exit_code"])
