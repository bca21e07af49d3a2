"""`milepael report`: published tables in, the folder of pages out and its start page's name on stdout."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from pipeline.commands.refusal import refuse, system_words
from pipeline.commands.spoken import SpokenCommand

__all__ = ["report_command"]

FAILED, NO_TABLES = 1, 3


@click.command("report", cls=SpokenCommand)
@click.argument("documents", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--from", "folder", type=click.Path(path_type=Path), default=Path("data/parsed"), show_default=True, help="The tables.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Where the pages go.  [default: report/ beside the tables]")
@click.option("--pictures/--no-pictures", default=True, show_default=True, help="A picture of each row on paper.")
@click.option("--originals/--no-originals", default=True, show_default=True, help="A copy of each original, to link to.")
@click.option("--downloads/--no-downloads", default=True, show_default=True, help="Excel, CSV, DuckDB and feeds, to link to.")
@click.option("--base-url", metavar="URL", help="Where the pages will lie on the web: what is copied from them leads there.")
def report_command(
    documents: tuple[Path, ...],
    folder: Path,
    out: Path | None,
    pictures: bool,
    originals: bool,
    downloads: bool,
    base_url: str | None,
) -> None:
    """Write what `milepael run` published as pages that a browser opens, online or not.

    PATH is where the originals lie (default: data/raw), for pictures of their rows and for links to their pages.
    Without them the pages still say where each row stands.

    \b
    Examples
      milepael report
      milepael report ~/dagsordener --from data/parsed --out public_html

    \b
    Ends with
      0    the pages are written
      1    they could not be written; what was there before stands
      2    the command was not understood
      3    there are no tables
    """
    from parsers.profile.vocabulary import speaking
    from pipeline.errors import ConfigurationError, ExportError, OwnershipError, TablesError
    from pipeline.export.downloads import REPORT_DOWNLOADS
    from pipeline.ingest.own_profiles import own_profiles, profiles_known
    from pipeline.publish.carried import NOTHING_TO_CARRY
    from pipeline.publish.load import load
    from pipeline.report import ReportOptions, write_pages_of

    target = out or folder / "report"
    inputs = [path for path in documents or (Path("data/raw"),) if path.exists()]
    for path in documents:
        if not path.exists():
            raise click.UsageError(_("{path}: there is no such file or folder. Check the name, or leave it out.").format(path=path))
    try:
        if "standings" not in load(folder, "arrow").names:
            raise TablesError(
                _("{folder}: the tables tell no standings, they are of an earlier version. Read the documents again: milepael run").format(
                    folder=folder
                )
            )
        options = ReportOptions(draw=pictures, copy=originals, base_url=base_url)
        with speaking(profiles_known(own_profiles(inputs))):
            write_pages_of(folder, target, inputs, options, REPORT_DOWNLOADS if downloads else NOTHING_TO_CARRY)
    except (ConfigurationError, OwnershipError) as error:
        raise click.UsageError(str(error)) from error
    except (ExportError, TablesError) as error:
        refuse(str(error), NO_TABLES)
    except OSError as error:
        refuse(f"{error.filename or target}: {system_words(error)}", FAILED)
    click.echo(target / "index.html")
