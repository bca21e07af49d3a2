"""`milepael inspect`: what was read of one file, as lines or drawn over its pages."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from pipeline.commands.refusal import reason_of, refuse, system_words
from pipeline.commands.spoken import SpokenCommand

__all__ = ["inspect_command"]


@click.command("inspect", cls=SpokenCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--page", type=click.IntRange(min=1), help="Only this page.")
@click.option("--row", metavar="ID", help="Only this row and those under it: 2019/1.6, or 2019/1.6/m2.")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), help="Draw it over the pages, and write the picture here.")
@click.option("--engine", type=click.Choice(["auto", "pdfium", "pdfplumber"]), default="auto", show_default=True, help="What reads PDFs.")
@click.option("--timeout", "seconds", type=click.FloatRange(min=0, min_open=True), default=None, help="Seconds it may take.")
@click.option("--memory", "memory_mib", type=click.IntRange(min=1024), default=None, help="MiB it may take.")
def inspect_command(
    file: Path, page: int | None, row: str | None, png: Path | None, engine: str, seconds: float | None, memory_mib: int | None
) -> None:
    """Show what was read of FILE, where it stands, and how each smiley was told.

    \b
    Examples
      milepael inspect opfoelgning.pdf --page 3
      milepael inspect opfoelgning.pdf --row 2031/1.2 --png row.png
    """
    from parsers.model.content import UnreadableError
    from pipeline.commands.inspection import InspectJob, inspected_apart
    from pipeline.ingest.bounds import SECONDS, shared

    _, bounds = shared(1, seconds or SECONDS, memory_mib * 2**20 if memory_mib else None)
    try:
        with TemporaryDirectory(prefix="milepael-") as folder:
            job = InspectJob(file.absolute(), engine, page, row, png is not None, Path(folder))
            for line in inspected_apart(job, bounds):
                click.echo(line)
            if png is not None:
                shutil.copyfile(job.picture, png)
    except UnreadableError as error:
        refuse(f"{file.name}: {reason_of(error)}", 1)
    except ValueError as error:
        refuse(f"{file.name}: {error}", 1)
    except BrokenPipeError:
        raise  # click ends quietly: who reads has seen enough
    except OSError as error:
        refuse(f"{error.filename or png or file}: {system_words(error)}", 3)
