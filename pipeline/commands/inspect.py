"""`milepael inspect`: what was read of one file, as lines or drawn over its pages."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.refusal import refuse, system_words
from pipeline.commands.spoken import SpokenCommand

__all__ = ["inspect_command"]


@click.command("inspect", cls=SpokenCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--page", type=click.IntRange(min=1), help="Only this page.")
@click.option("--row", metavar="ID", help="Only this row and those under it: 2019/1.6, or 2019/1.6/m2.")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), help="Draw it over the pages, and write the picture here.")
@click.option("--engine", type=click.Choice(["auto", "pdfium", "pdfplumber"]), default="auto", show_default=True, help="What reads PDFs.")
def inspect_command(file: Path, page: int | None, row: str | None, png: Path | None, engine: str) -> None:
    """Show what was read of FILE, where it stands, and how each smiley was told.

    \b
    Examples
      milepael inspect opfoelgning.pdf --page 3
      milepael inspect opfoelgning.pdf --row 2031/1.2 --png row.png
    """
    from parsers.model.content import UnreadableError
    from pipeline.commands.inspection import drawing, inspect, lines

    try:
        inspection = inspect(file, engine)
        for line in lines(inspection, page, row):
            click.echo(line)
        if png is not None:
            drawing(inspection, page, row).save(png, "PNG")
    except (UnreadableError, ValueError) as error:
        refuse(f"{file.name}: {error}", 1)
    except BrokenPipeError:
        raise  # click ends quietly: who reads has seen enough
    except OSError as error:
        refuse(f"{error.filename}: {system_words(error)}", 3)
