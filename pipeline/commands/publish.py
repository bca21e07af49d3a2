"""`milepael publish`: published tables in, a data set to be cited out, in one folder."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from pipeline.commands.refusal import refuse, system_words
from pipeline.commands.spoken import SpokenCommand

__all__ = ["publish_command"]

FAILED, NO_TABLES = 1, 3
NOBODY = "udgiver ikke oplyst"


@click.command("publish", cls=SpokenCommand)
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--from", "folder", type=click.Path(path_type=Path), default=Path("data/parsed"), show_default=True, help="The tables.")
@click.option("--base-url", metavar="URL", help="Where the folder will lie on the web.")
@click.option("--publisher", metavar="NAME", default=NOBODY, show_default=True, help="Who publishes it: an organisation's name.")
def publish_command(out: Path, folder: Path, base_url: str | None, publisher: str) -> None:
    """Write what `milepael run` published as a data set that can be cited.

    DIR becomes one folder with the tables as Parquet, CSV and DuckDB, a page that shows and filters them all, and what describes them:
    a Data Package, Croissant, DCAT-AP-DK, a card, the data dictionary and checksums. The same tables give the same bytes.

    \b
    Example
      milepael publish opfoelgninger --publisher "Avisen" --base-url https://avisen.example/opfoelgninger

    \b
    Ends with
      0    the folder is written
      1    it could not be written; what was there before stands
      2    the command was not understood, or DIR holds something else
      3    there are no tables
    """
    from pipeline.errors import ExportError, OwnershipError, TablesError
    from pipeline.export.dataset.writing import dataset_of, publish_dataset

    try:
        dataset = dataset_of(folder, publisher, base_url)
        files = publish_dataset(dataset, out)
    except OwnershipError as error:
        raise click.UsageError(str(error)) from error
    except (ExportError, TablesError) as error:
        refuse(str(error), NO_TABLES)
    except OSError as error:
        refuse(f"{error.filename or out}: {system_words(error)}", FAILED)
    click.echo(out)
    if not any(file.format == "duckdb" for file in files):
        said = _("left out: ") + _("duckdb is not installed. Install it, in milepael's own folder, with: pip install '.[duckdb]'")
        click.echo(f"milepael: {said}", err=True)
    click.echo(_("{id}: {count} files").format(id=dataset.id, count=len(files)), err=True)
