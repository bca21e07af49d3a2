"""`milepael export`: what was asked for in, files written and their names on stdout."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from pipeline.commands.refusal import refuse, system_words
from pipeline.commands.spoken import SpokenCommand
from pipeline.export.formats import FORMATS, formats_help

__all__ = ["export_command"]

FAILED, NO_TABLES = 1, 3
ALL = "all"


HELP = f"""Write what `milepael run` published as files to carry away.

FORMAT is any of {", ".join(FORMATS)}; `{ALL}`, or none, writes all that can be: a format whose library is not installed
is left out, and named.

\b
{formats_help()}

\b
Examples
  milepael export
  milepael export excel csv --danish --out to_carry_away

\b
Ends with
  0    all that was asked for was written, or all that can be
  1    something could not be written
  2    the command was not understood
  3    there are no tables
"""


@click.command("export", cls=SpokenCommand, help=HELP)
@click.argument("formats", metavar="[FORMAT]...", nargs=-1, type=click.Choice([*FORMATS, ALL]))
@click.option("--from", "folder", type=click.Path(path_type=Path), default=Path("data/parsed"), show_default=True, help="The tables.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Where the files go.  [default: export/ beside the tables]")
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    default=Path("data/raw"),
    show_default=True,
    help="The originals, to link to where the report has no copies.",
)
@click.option("--danish", is_flag=True, help="CSV as a Danish spreadsheet wants it: semicolons, decimal commas, a BOM.")
@click.option("--base-url", metavar="URL", help="Where the report lies on the web: links in the book and the feeds are whole then.")
@click.option("--all-changes", "everything", is_flag=True, help="In feeds: what is only information too.")
def export_command(
    formats: tuple[str, ...], folder: Path, out: Path | None, documents: Path, danish: bool, base_url: str | None, everything: bool
) -> None:
    from pipeline.errors import ExportError, MissingLibraryError, TablesError
    from pipeline.export.writing import Export, export, published

    try:
        tables = published(folder)
    except TablesError as error:
        refuse(str(error), NO_TABLES)
    what = Export(folder, tables, out or folder / "export", documents if documents.is_dir() else None, danish, base_url, everything)
    failed, every = False, not formats or ALL in formats
    for form in FORMATS if every else formats:
        try:
            for path in export(FORMATS[form], what):
                click.echo(path)
        except MissingLibraryError as error:
            failed |= form in formats
            left_out = "" if form in formats else _("left out: ")
            click.echo(f"milepael: {left_out}{error}", err=True)
        except (ExportError, OSError) as error:
            failed = True
            click.echo(f"milepael: {_words(error)}", err=True)
    if failed:
        sys.exit(FAILED)


def _words(error: Any) -> str:
    return f"{error.filename}: {system_words(error)}" if isinstance(error, OSError) and error.filename else str(error)
