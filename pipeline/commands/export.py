"""`milepael export`: what was asked for in, files written and their names on stdout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pipeline.commands.refusal import refuse

FORMATS = ("excel", "csv", "duckdb", "jsonl", "feed")
FAILED, NO_TABLES = 1, 3


@click.command("export")
@click.argument("formats", metavar="[FORMAT]...", nargs=-1, type=click.Choice(FORMATS))
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
def export_command(formats: tuple[str, ...], folder: Path, out: Path | None, documents: Path, danish: bool) -> None:
    """Write what `milepael run` published as files to carry away.

    FORMAT is any of excel, csv, duckdb, jsonl, feed; without one, all that can be written are.

    \b
    excel   milepael.xlsx: late, changes, standings and milestones
    csv     one file a table; --danish for spreadsheets, where a text that would
            be run as a formula gets an apostrophe in front
    duckdb  milepael.duckdb: every table, with a comment on each column
    jsonl   one file a table, one row a line
    feed    feed.xml, and one for each committee (Atom)

    \b
    Ends with
      0    all was written
      1    something could not be written
      2    the command was not understood
      3    there are no tables
    """
    from pipeline.errors import ExportError, TablesError
    from pipeline.export.formats import Export, Format, export, published

    try:
        tables = published(folder)
    except TablesError as error:
        refuse(str(error), NO_TABLES)
    what = Export(folder, tables, out or folder / "export", documents if documents.is_dir() else None, danish)
    failed = False
    for form in formats or FORMATS:
        try:
            for path in export(Format(form), what):
                click.echo(path)
        except (ExportError, OSError) as error:
            failed = True
            click.echo(f"milepael: {_words(error)}", err=True)
    if failed:
        sys.exit(FAILED)


def _words(error: Any) -> str:
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
